// Tags that nobody decided about, most uncertain first: Y accepts, N rejects, arrows move.
import { h, fill, announce } from '../lib/dom.js';
import { get, put, post, part as piece, isAbort } from '../lib/api.js';
import { empty, sentence } from '../lib/states.js';
import { toast } from '../lib/toast.js';
import { records } from '../lib/shapes.js';
import { number, percent } from '../lib/format.js';
import { head, panel, part, badge, acting } from './parts.js';

const grounds = {
  synopsis: 'The text says', facets: 'Implied by', meaning: 'Titles of like meaning have it', behaviour: 'Titles that the same people watch have it',
  model: 'Proposed by', person: 'Decided by',
};

export async function tagsView({ signal, place }) {
  const desk = { signal, cursor: undefined, names: new Map() };
  desk.count = h('p.muted', { role: 'status' });
  desk.list = h('ul.cards.review', { role: 'list', onkeydown: (event) => press(desk, event) });
  desk.more = acting('Show more', () => more(desk));
  desk.more.hidden = true;
  const queue = part(signal, async () => {
    const vocabulary = records(await get('/v1/tags', undefined, { signal }), 'tags');
    desk.names = new Map(vocabulary.map((tag) => [tag.id, { name: tag.names?.en ?? tag.id, category: tag.category }]));
    desk.cursor = undefined;
    fill(desk.list);
    await more(desk);
    return [desk.count, desk.list, h('div.actions', null, desk.more)];
  });
  const run = acting('Tag all titles', () => post('/v1/jobs', { kind: 'tag' }), { done: 'The titles are being tagged: see Jobs.' });
  fill(place, head('Tags', 'Mood, theme, tone and story of titles. Models read what is given at their next training; what you decide stays.', run),
    panel('To be looked at', h('p.muted.small', null, 'With a claim in focus: Y accepts it, N rejects it, the arrow keys move.'), queue));
  return 'Tags';
}

async function more(desk) {
  const answer = await get('/v1/tags/review', { count: 20, cursor: desk.cursor }, { signal: desk.signal });
  const claims = records(answer, 'claims');
  desk.total = answer.total ?? claims.length;
  desk.waiting = answer.waiting ?? 0;
  desk.cursor = answer.next_cursor;
  desk.list.append(...claims.map((claim) => card(desk, claim)));
  desk.more.hidden = !desk.cursor;
  draw(desk);
}

function draw(desk) {
  const changed = desk.waiting > 0 ? ` ${number(desk.waiting)} titles were described anew and wait for the next run.` : '';
  fill(desk.count, `${number(desk.total)} claims wait for a decision.${changed}`);
  if (!desk.list.childElementCount && !desk.cursor) fill(desk.list, h('li', null, empty('Nothing is uncertain', 'When titles have been tagged, claims that could go either way stand here.')));
}

function card(desk, claim) {
  const tag = desk.names.get(claim.tag) ?? { name: claim.tag };
  const item = h('li.card', { tabindex: 0, 'aria-label': `${tag.name}: ${claim.title}` },
    h('div.card-head', null, h('strong', null, tag.name), tag.category && badge('', tag.category), h('span.muted', null, percent(claim.confidence))),
    h('p', null, h('a', { href: `#/operator/catalogue/${piece(claim.item)}` }, [claim.title, claim.year && `(${claim.year})`].filter(Boolean).join(' '))),
    h('p.muted.small', null, [grounds[claim.provenance] ?? claim.provenance, (claim.evidence ?? []).join('; ')].filter(Boolean).join(': ')),
    claim.text && h('p.plot.small', null, claim.text.length > 400 ? `${claim.text.slice(0, 400)}…` : claim.text),
    h('div.actions', null, ...[[true, 'Accept (Y)'], [false, 'Reject (N)']].map(([accepted, label]) =>
      h('button.button.small', { type: 'button', onclick: () => decide(desk, item, accepted) }, label))));
  item.claim = claim;
  return item;
}

function press(desk, event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const item = event.target.closest('li.card');
  if (!item?.claim) return;
  const key = event.key.toLowerCase();
  if (key === 'y' || key === 'n') decide(desk, item, key === 'y');
  else if (key === 'arrowdown') item.nextElementSibling?.focus();
  else if (key === 'arrowup') item.previousElementSibling?.focus();
  else return;
  event.preventDefault();
}

async function decide(desk, item, accepted) {
  if (item.deciding) return;
  item.deciding = true;
  const { claim } = item;
  try {
    await put(`/v1/items/${piece(claim.item)}/tags/${piece(claim.tag)}`, { accepted }, { signal: desk.signal });
  } catch (error) {
    item.deciding = false;
    if (!isAbort(error)) toast(sentence(error), { kind: 'bad', seconds: 10 });
    return;
  }
  const next = item.nextElementSibling ?? item.previousElementSibling;
  item.remove();
  desk.total = Math.max(0, desk.total - 1);
  announce(`${desk.names.get(claim.tag)?.name ?? claim.tag} is ${accepted ? 'accepted' : 'rejected'} for ${claim.title}.`);
  draw(desk);
  if (next) next.focus();
  else if (desk.cursor) await more(desk).catch((error) => { if (!isAbort(error)) toast(sentence(error), { kind: 'bad' }); });
}
