// Keys of programs and people: made here, shown once, revoked at once.
import { h, fill } from '../lib/dom.js';
import { get, post, remove, part as piece } from '../lib/api.js';
import { empty, sentence } from '../lib/states.js';
import { openDialog, confirm } from '../lib/dialog.js';
import { toast } from '../lib/toast.js';
import { records } from '../lib/shapes.js';
import { time } from '../lib/format.js';
import { head, part, table, badge, field, acting } from './parts.js';

const scopes = [['read', 'Ask for pages, lists, reasons'], ['events', 'Send what people did'], ['catalogue', 'Change titles'], ['admin', 'Everything']];

export async function keysView({ signal, place }) {
  const body = part(signal, async () => list(records(await get('/v1/keys', undefined, { signal }), 'keys'), () => body.again()));
  fill(place, head('Keys', 'A key is shown once, when it is made. The server remembers only its hash.', h('button.button.small.primary', { type: 'button', onclick: () => maker(() => body.again()) }, 'Make a key')), body);
  return 'Keys';
}

function list(keys, again) {
  if (!keys.length) return empty('No keys', 'That cannot be: something let you in. Look at the audit.');
  return table('Keys', [
    { name: 'Name', cell: (each) => each.name }, { name: 'Id', cell: (each) => h('code', null, each.id) }, { name: 'May', cell: (each) => records(each, 'scopes').map((scope) => badge(scope === 'admin' ? 'warn' : 'news', scope)) },
    { name: 'Made', cell: (each) => time(each.created) }, { name: 'Ends', cell: (each) => time(each.expires) },
    { name: 'State', cell: (each) => each.revoked ? badge('bad', 'Revoked') : each.is_valid === false ? badge('warn', 'Ended') : badge('good', 'Valid') },
    { name: 'Actions', hidden: true, cell: (each) => each.revoked ? null : acting('Revoke', async () => {
      if (!await confirm(`Revoke ${each.name}?`, 'It opens nothing from now on, and tokens that it signed neither. This cannot be undone.', { action: 'Revoke', danger: true })) return false;
      await remove(`/v1/keys/${piece(each.id)}`);
      again();
    }, { kind: 'danger', done: `${each.name} is revoked.` }) },
  ], keys);
}

function maker(again) {
  return openDialog('Make a key', (close) => {
    const name = h('input', { required: true, maxlength: 100, autofocus: true });
    const boxes = scopes.map(([scope, text]) => [scope, text, h('input', { type: 'checkbox', checked: scope === 'read' })]);
    const days = h('input', { type: 'number', min: 1, max: 3650, placeholder: 'never' });
    const said = h('p.form-error', { role: 'alert' });
    const make = async (event) => {
      event.preventDefault();
      const chosen = boxes.filter(([, , box]) => box.checked).map(([scope]) => scope);
      if (!chosen.length) { said.textContent = 'Choose at least one thing that it may do.'; return; }
      try {
        const expires = days.value ? new Date(Date.now() + Number(days.value) * 86_400_000).toISOString().replace(/\.\d+Z$/, 'Z') : undefined;
        const answer = await post('/v1/keys', { name: name.value, scopes: chosen, ...(expires ? { expires } : {}) });
        close();
        reveal(answer, again);
      } catch (error) { said.textContent = sentence(error); }
    };
    return h('form', { onsubmit: make }, field('Name', name, 'For whom or what it is; it appears in the audit.'),
      h('fieldset', null, h('legend', null, 'It may'), boxes.map(([scope, text, box]) => h('label.check', null, box, h('span', null, h('strong', null, scope), ' ', text)))),
      field('Ends after days', days), said, h('div.actions', null, h('button.button.primary', { type: 'submit' }, 'Make it')));
  });
}

function reveal(answer, again) {
  const text = answer.key ?? '';
  const box = h('input.secret', { readonly: true, value: text, 'aria-label': 'The new key', autofocus: true, onfocus: (event) => event.target.select() });
  const copy = async () => {
    try { await navigator.clipboard.writeText(text); toast('Copied.'); } catch { box.select(); toast('Press Ctrl+C to copy.'); }
  };
  return openDialog('The new key', (close) => h('div.form', null, h('p', null, 'This is the only time that it is shown. Keep it where secrets are kept.'), box,
    h('div.actions', null, h('button.button.primary', { type: 'button', onclick: copy }, 'Copy'), h('button.button', { type: 'button', onclick: () => close() }, 'I have kept it')))).then(again);
}
