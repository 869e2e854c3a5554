// One person's rights: a copy of everything, or everything gone, with a receipt.
import { h, fill } from '../lib/dom.js';
import { get, remove, part as piece } from '../lib/api.js';
import { empty } from '../lib/states.js';
import { confirm, openDialog } from '../lib/dialog.js';
import { records } from '../lib/shapes.js';
import { time, plain } from '../lib/format.js';
import { head, part, panel, table, badge, field, acting, sheet, download } from './parts.js';

export async function privacyView({ query, signal, place }) {
  const user = h('input', { value: query.get('user') ?? '', autocomplete: 'off', spellcheck: 'false', maxlength: 200, placeholder: 'User id' });
  const ledger = part(signal, () => requests(signal));
  const chosen = (act) => async () => { const id = user.value.trim(); if (!id) { user.focus(); return false; } return act(id); };
  fill(place, head('Privacy', 'Export and erase take effect at once, everywhere it can be read.'),
    panel('A person', h('div.form', null, field('User', user), h('div.actions', null,
      acting('Export', chosen(exportAll), { kind: 'primary', done: 'The export is saved on this machine.' }), acting('Show consents', chosen(consents)),
      acting('Erase …', chosen(async (id) => { const outcome = await erase(id); ledger.again(); return outcome; }), { kind: 'danger' })))),
    panel('Requests', ledger));
  return 'Privacy';
}

async function exportAll(id) {
  const answer = await get(`/v1/users/${piece(id)}/export`, undefined, { timeout: 120_000 });
  download(`export-${id.replace(/[^\w.-]/g, '_')}.json`, typeof answer === 'string' ? answer : JSON.stringify(answer, null, 2));
}

async function consents(id) {
  const answer = await get(`/v1/users/${piece(id)}/consent`);
  openDialog(`What ${id} allows`, () => sheet(answer.consents ?? answer));
  return false;
}

async function erase(id) {
  const isSure = await confirm(`Erase ${id}?`, 'All events, the profile, rows that were shown and cached states are removed at once; backups and the next training obey. This cannot be undone.', { action: 'Erase for ever', typed: id, danger: true });
  if (!isSure) return false;
  const receipt = await remove(`/v1/users/${piece(id)}`, { timeout: 60_000 });
  openDialog('Receipt', (close) => h('div.form', null, h('p', null, 'Nothing of this person can be read any more. Keep the receipt: it proves the erasure without naming them.'), sheet(receipt ?? { state: 'erased' }),
    h('div.actions', null, h('button.button.primary', { type: 'button', autofocus: true, onclick: () => download('receipt.json', JSON.stringify(receipt, null, 2)) }, 'Save the receipt'), h('button.button', { type: 'button', onclick: () => close() }, 'Close'))));
  return false;
}

async function requests(signal) {
  const found = records(await get('/v1/privacy-requests', undefined, { signal }), 'requests', 'privacy_requests', 'receipts');
  if (!found.length) return empty('No requests yet', 'Exports and erasures appear here, without the names of the erased.');
  const others = [...new Set(found.flatMap((each) => Object.keys(each)))].filter((key) => !['id', 'kind', 'state', 'time'].includes(key) && found.every((each) => typeof each[key] !== 'object')).slice(0, 4);
  return table('Requests', [
    { name: 'Receipt', cell: (each) => h('code', null, each.id) }, { name: 'What', cell: (each) => badge('news', plain(each.kind)) },
    { name: 'When', cell: (each) => time(each.time) }, { name: 'State', cell: (each) => plain(each.state ?? '–') },
    ...others.map((key) => ({ name: plain(key), cell: (each) => String(each[key] ?? '–') }))], found);
}
