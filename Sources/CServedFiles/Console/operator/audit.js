// Who changed what, and when.
import { h, fill } from '../lib/dom.js';
import { get } from '../lib/api.js';
import { empty } from '../lib/states.js';
import { records } from '../lib/shapes.js';
import { time, plain } from '../lib/format.js';
import { head, part, table, badge, field, acting } from './parts.js';

export async function auditView({ signal, place }) {
  const log = { cursor: '', text: '' };
  const body = part(signal, () => page(log, signal, () => body.again()));
  const find = h('input', { type: 'search', placeholder: 'Key, action or target', autocomplete: 'off', oninput: (event) => { log.text = event.target.value.toLowerCase(); for (const row of body.querySelectorAll('tbody tr')) row.hidden = !row.textContent.toLowerCase().includes(log.text); } });
  fill(place, head('Audit', 'What was changed, and with which key. Entries are chained: an edit would show.'), h('div.controls', null, field('Find', find)), body);
  return 'Audit';
}

async function page(log, signal, again) {
  const answer = await get('/v1/audit', { cursor: log.cursor || undefined, count: 50 }, { signal });
  const entries = records(answer, 'entries', 'events', 'audit');
  if (!entries.length) return empty('Nothing yet', 'Making a key, hiding a title, promoting a model: each leaves an entry.');
  const next = answer.next_cursor;
  return [h('p', null, answer.is_intact === false ? badge('bad', 'The chain is broken here: an entry was edited or removed') : badge('good', 'The chain is whole on this page')), table('Audit', [
    { name: 'When', cell: (each) => time(each.time) }, { name: 'Who', cell: (each) => h('code', null, each.principal ?? '–') },
    { name: 'What', cell: (each) => plain(each.action) }, { name: 'On', cell: (each) => each.target || '–' },
    { name: 'Outcome', cell: (each) => outcome(each) }, { name: 'Request', cell: (each) => h('code.small', null, each.request_id ?? '–') },
  ], entries), next && h('div.actions', null, acting('Older', async () => { log.cursor = next; again(); }))];
}

function outcome(each) {
  const value = each.status;
  if (value === undefined) return '–';
  const isBad = typeof value === 'number' ? value >= 400 : /refus|fail|denied|error/i.test(value);
  return badge(isBad ? 'bad' : 'good', String(value));
}
