// Dialogs: the element of the platform traps the focus, closes with Escape and gives the focus back.
import { h, uniqueID } from './dom.js';
import { icon } from './icons.js';

/** Opens a dialog. `build(close)` gives its content; returns a promise of what it was closed with. */
export function openDialog(title, build, { kind = 'sheet' } = {}) {
  return new Promise((resolve) => {
    const heading = uniqueID('dialog');
    const before = document.activeElement;
    let outcome;
    const close = (value) => { outcome = value; dialog.close(); };
    const dialog = h('dialog.dialog', { class: `dialog-${kind}`, 'aria-labelledby': heading },
      h('div.dialog-head', null,
        h('h2', { id: heading }, title),
        h('button.icon-button', { type: 'button', 'aria-label': 'Close', onclick: () => close() }, icon('close'))),
      h('div.dialog-body', null, build(close)));
    dialog.addEventListener('close', () => {
      dialog.remove();
      if (before?.isConnected) before.focus();
      resolve(outcome);
    });
    dialog.addEventListener('click', (event) => { if (event.target === dialog) close(); });
    dialog.addEventListener('keydown', (event) => { if (event.key === 'Tab') keepInside(dialog, event); });
    document.body.append(dialog);
    dialog.showModal();
    (dialog.querySelector('[autofocus]') ?? dialog.querySelector('.dialog-body :is(input, select, textarea, button, a[href])') ?? dialog).focus();
  });
}

/** The platform lets Tab reach the browser's own bar; here it goes round. */
function keepInside(dialog, event) {
  const stops = [...dialog.querySelectorAll('a[href], button, input, select, textarea, [tabindex="0"]')]
    .filter((each) => !each.disabled && each.tabIndex >= 0 && each.getClientRects().length);
  if (!stops.length) return;
  const [first, last] = [stops[0], stops[stops.length - 1]];
  if (event.shiftKey && document.activeElement === first) { event.preventDefault(); last.focus(); }
  if (!event.shiftKey && document.activeElement === last) { event.preventDefault(); first.focus(); }
}

/** Asks before something that cannot be undone; `typed` must be written out if it is given. Returns whether it was confirmed. */
export function confirm(title, text, { action = 'Continue', typed, danger = false } = {}) {
  return openDialog(title, (close) => {
    const button = h('button.button', { type: 'submit', class: danger ? 'danger' : 'primary', disabled: Boolean(typed) }, action);
    const id = uniqueID('typed');
    return h('form', { method: 'dialog', onsubmit: (event) => { event.preventDefault(); if (!button.disabled) close(true); } },
      h('p', null, text),
      typed && h('div.field', null,
        h('label', { for: id }, 'To confirm, type ', h('code', null, typed)),
        h('input', { id, autofocus: true, autocomplete: 'off', spellcheck: 'false', oninput: (event) => { button.disabled = event.target.value !== typed; } })),
      h('div.actions', null, button, h('button.button', { type: 'button', onclick: () => close(false) }, 'Cancel')));
  }, { kind: 'small' });
}
