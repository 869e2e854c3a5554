// Short news at the edge of the page; the announcer says them too.
import { h, announce } from './dom.js';
import { icon } from './icons.js';

/** Shows a sentence for some seconds. `action`: { label, run }. */
export function toast(text, { action, kind = 'news', seconds = 6 } = {}) {
  if (!text) return;
  const place = document.getElementById('toasts');
  const element = h('div.toast', { class: `toast-${kind}` }, h('span', null, text));
  const close = () => element.remove();
  if (action) element.append(h('button.button.small', { type: 'button', onclick: () => { close(); action.run(); } }, action.label));
  element.append(h('button.icon-button', { type: 'button', 'aria-label': 'Dismiss', onclick: close }, icon('close', 16)));
  while (place.children.length >= 3) place.firstChild.remove();
  place.append(element);
  announce(text);
  let timer = setTimeout(close, seconds * 1000);
  element.addEventListener('pointerenter', () => clearTimeout(timer));
  element.addEventListener('pointerleave', () => { timer = setTimeout(close, 2500); });
}
