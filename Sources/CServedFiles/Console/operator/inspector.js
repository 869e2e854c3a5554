// One person from events to page: events → tokens → rows → why; and the page as if things had been otherwise.
import { h, fill, debounce } from '../lib/dom.js';
import { get, post, part as piece, isAbort } from '../lib/api.js';
import { empty } from '../lib/states.js';
import { go } from '../lib/router.js';
import { asPage, asWhy, records } from '../lib/shapes.js';
import { openDialog } from '../lib/dialog.js';
import { poster } from '../lib/poster.js';
import { whyView } from '../member/why.js';
import { number, time, plain, percent, milliseconds } from '../lib/format.js';
import { head, part, panel, table, badge, field, select, acting } from './parts.js';

const people = [['mara', 'Mara'], ['jonas', 'Jonas'], ['ines', 'Inês']];

export async function usersView({ signal, place }) {
  const input = h('input', { required: true, autocomplete: 'off', spellcheck: 'false', maxlength: 200, placeholder: 'User id' });
  const recent = part(signal, async () => {
    const events = records(await get('/v1/events/recent', { count: 200 }, { signal }).catch(() => null), 'events');
    const ids = [...new Set([...people.map(([id]) => id), ...events.map((each) => each.user).filter(Boolean)])].slice(0, 24);
    return h('div.chips', null, ids.map((id) => h('a.chip', { href: `#/operator/users/${piece(id)}` }, id)));
  });
  fill(place, head('User inspector', 'From what a person did to what they are shown, step by step, and what would change it.'),
    h('form.controls', { onsubmit: (event) => { event.preventDefault(); go(`/operator/users/${piece(input.value.trim())}`); } }, field('User', input), h('button.button.primary', { type: 'submit' }, 'Inspect')),
    panel('Of the demonstration, or seen lately', recent));
  input.focus();
  return 'User inspector';
}

export async function inspectorView({ parameters: { id }, signal, place }) {
  const path = `/v1/users/${piece(id)}`;
  fill(place, head(id, 'Events → tokens → rows → why', h('a.button.small', { href: `#/operator/privacy?user=${piece(id)}` }, 'Export or erase'), h('a.button.small', { href: '#/operator/users' }, 'Another user')),
    panel('The page, as it is and as if', asIf(id, path, signal)),
    h('div.panels', null,
      panel('Events', part(signal, () => events(path, signal))),
      panel('Tokens that the model reads', part(signal, () => tokens(path, signal)))));
  return `User ${id}`;
}

async function events(path, signal) {
  const found = records(await get(`${path}/events`, { count: 100 }, { signal }), 'events');
  if (!found.length) return empty('No events', 'This person has done nothing yet, or was erased.');
  return table('Events', [
    { name: 'Time', cell: (each) => time(each.time) }, { name: 'Kind', cell: (each) => badge('news', plain(each.kind)) },
    { name: 'Title', cell: (each) => titleLink(each) }, { name: 'Seen', number: true, cell: (each) => percent(each.completion) },
    { name: 'Device', cell: (each) => each.device ?? '–' },
  ], found);
}

const titleLink = (each) => {
  const item = typeof each.item === 'object' ? each.item?.id : each.item ?? each.item_id;
  return item ? h('a', { href: `#/operator/catalogue/${piece(item)}` }, each.title ?? each.item?.title ?? item) : '–';
};

async function tokens(path, signal) {
  const found = records(await get(`${path}/tokens`, undefined, { signal }), 'rows');
  if (!found.length) return empty('No tokens', 'Without events the model reads only the moment of the request.');
  const events = found.reduce((sum, each) => sum + records(each, 'events').length, 0);
  const read = found.filter((each) => each.token !== undefined).length;
  return [h('p.muted.small', null, `${number(events)} events became ${number(read)} tokens; newest first`), table('Tokens', [
    { name: 'No.', number: true, cell: (each) => each.token === undefined ? h('span.muted', null, 'none') : number(each.token) }, { name: 'Title', cell: titleLink },
    { name: 'Made of', cell: (each) => records(each, 'events').map((event) => badge(event.is_set_aside ? 'warn' : 'news', plain(event.kind))) }, { name: 'Engagement', cell: (each) => plain(each.engagement) || '–' },
    { name: 'Target', cell: (each) => each.is_target ? badge('good', 'Learned') : '–' }, { name: 'Seen', number: true, cell: (each) => bucket(each.completion_bucket) }, { name: 'Duration', number: true, cell: (each) => bucket(each.duration_bucket) },
    { name: 'Gap', number: true, cell: (each) => bucket(each.gap_bucket) }, { name: 'Hour of week', number: true, cell: (each) => bucket(each.hour_of_week) }, { name: 'Device', cell: (each) => each.device ?? '–' },
  ], found.toReversed().slice(0, 120))];
}

const bucket = (value) => typeof value === 'number' ? String(value) : '–';

/** Side by side: the page now, and the page with another history, time or device. */
function asIf(id, path, signal) {
  const before = h('div.mini-pages'), after = h('div.mini-pages');
  const state = { before: null, removed: new Set(), added: [] };
  const history = h('div.history-edit');
  const device = select([['', 'As it is'], 'tv', 'phone', 'tablet', 'laptop'], '');
  const at = h('input', { type: 'datetime-local' });
  const mood = h('input', { placeholder: 'such as comedy', maxlength: 100 });
  const options = h('datalist', { id: 'as-if-titles' });
  const suggest = debounce(200, async () => {
    const found = records(await get('/v1/search/suggest', { q: add.value, count: 8 }, { signal }).catch(() => null), 'items');
    fill(options, found.map((each) => h('option', { value: each.id }, `${each.title}${each.year ? ` (${each.year})` : ''}`)));
  });
  const add = h('input', { placeholder: 'Title or id', autocomplete: 'off', maxlength: 200, list: 'as-if-titles', oninput: () => { if (add.value.length > 1) suggest(); } });
  const kind = select(['play', 'complete', 'thumbs_up', 'thumbs_down', 'hide'], 'complete');
  const drawHistory = () => fill(history, historyList(state, drawHistory));
  const ask = part(signal, async () => {
    const answer = await get(`${path}/events`, { count: 60 }, { signal }).catch((error) => { if (isAbort(error)) throw error; return null; });
    state.events = records(answer, 'events');
    drawHistory();
    state.before = asPage(await get(`${path}/home`, undefined, { signal }));
    fill(before, mini(state.before, null, path, signal));
    fill(after, empty('As if …', 'Take events away, add some, or choose another moment; then compare.'));
    return null;
  });
  const compare = acting('Compare', async () => {
    const page = asPage(await post(`${path}/home`, question(state, device.value, at.value, mood.value), { signal }));
    fill(after, mini(page, state.before, path, signal));
  }, { kind: 'primary' });
  const put = acting('Add', async () => {
    if (!add.value.trim()) return;
    state.added.push({ item: add.value.trim(), kind: kind.value, time: new Date().toISOString() });
    add.value = '';
    drawHistory();
  });
  return [ask, h('div.as-if', null,
    h('div.as-if-controls', null, field('Device', device), field('At', at), field('Mood', mood), field('Add an event', add), options, field('Kind', kind), h('div.as-if-buttons', null, put, compare)),
    h('details', null, h('summary', null, 'History: leave events out'), history),
    h('div.side-by-side', null, h('section', { 'aria-label': 'As it is' }, h('h3', null, 'As it is'), before), h('section', { 'aria-label': 'As if' }, h('h3', null, 'As if'), after)))];
}

function historyList(state, draw) {
  const entries = [...state.added.map((each) => ({ ...each, isAdded: true })), ...(state.events ?? [])];
  if (!entries.length) return empty('No history', 'Add an event above.');
  return h('ul.history-list', { role: 'list' }, entries.slice(0, 60).map((each) => {
    const toggle = h('input', { type: 'checkbox', checked: each.isAdded || !state.removed.has(each), onchange: (event) => {
      if (each.isAdded) state.added = state.added.filter((other) => other.item !== each.item);
      else event.target.checked ? state.removed.delete(each) : state.removed.add(each);
      if (each.isAdded) draw();
    } });
    return h('li', null, h('label.check', null, toggle, h('span', null, `${each.title ?? each.item ?? each.item_id ?? plain(each.kind)}`), h('small', null, [plain(each.kind), each.isAdded ? 'added' : time(each.time)].join(' · '))));
  }));
}

function question(state, device, at, mood) {
  const changed = state.removed.size || state.added.length;
  const keep = (state.events ?? []).filter((each) => !state.removed.has(each)).toReversed();
  const history = [...keep, ...state.added].filter(({ item }) => item).map(({ item, kind, time: when, completion, rating, episode }) => ({ item, kind, time: when, completion, rating, episode }));
  return { ...(changed ? { history } : {}), device: device || undefined, at: at ? new Date(at).toISOString() : undefined, mood: mood || undefined };
}

/** A page in small; against another one it says what is new and what moved. */
function mini(page, other, path, signal) {
  const places = new Map((other?.rows ?? []).flatMap((row) => row.items.map((item, i) => [item.id, { row: row.title, i }])));
  if (!page.rows.length) return empty('An empty page', 'Nothing may be shown at this moment.');
  const items = page.rows.flatMap((row) => row.items.slice(0, 8));
  const fresh = other ? items.filter((item) => !places.has(item.id)).length : 0;
  return [h('p.muted.small', null, [`${page.rows.length} rows`, page.took !== undefined && milliseconds(page.took), other && `${fresh} of ${items.length} titles are new`].filter(Boolean).join(' · '),
    other && [h('span.key.key-new', null, 'new'), h('span.key.key-moved', null, 'moved')]),
    page.rows.slice(0, 8).map((row) => h('div.mini-row', null, h('h4', null, row.title), h('ul', { role: 'list' }, row.items.slice(0, 8).map((item, i) => {
      const was = places.get(item.id);
      const state = !other ? '' : !was ? 'is-new' : was.row !== row.title || was.i !== i ? 'is-moved' : '';
      const words = state === 'is-new' ? ', new' : state === 'is-moved' ? ', moved' : '';
      return h('li', { class: state }, h('button', { type: 'button', 'aria-label': `Why ${item.title}${words}`, title: item.title, onclick: () => why(item, path, signal) }, poster(item)));
    }))))];
}

function why(item, path, signal) {
  return openDialog(`Why ${item.title}?`, (close) => part(signal, async () => whyView(asWhy(await get(`${path}/why/${piece(item.id)}`, undefined, { signal })), item, close)), { kind: 'wide' });
}
