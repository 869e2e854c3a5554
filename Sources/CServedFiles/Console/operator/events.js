// What happens right now: the events of the last minutes, newest on top.
import { h, fill } from '../lib/dom.js';
import { get, part as piece } from '../lib/api.js';
import { empty, skeleton } from '../lib/states.js';
import { clock, plain, percent } from '../lib/format.js';
import { records } from '../lib/shapes.js';
import { head, poll, table, badge, select, field, acting } from './parts.js';

const longest = 300;
const kinds = ['', 'play', 'progress', 'complete', 'abandon', 'thumbs_up', 'thumbs_down', 'list_add', 'hide', 'search', 'impression'];

export async function eventsView({ signal, place }) {
  const live = { events: [], seen: new Set(), kind: '', text: '', isPaused: false, body: h('div', null, skeleton('line', 6)) };
  const pause = acting('Pause', async () => { live.isPaused = !live.isPaused; pause.firstChild.textContent = live.isPaused ? 'Go on' : 'Pause'; });
  const find = h('input', { type: 'search', placeholder: 'User or title', autocomplete: 'off', oninput: (event) => { live.text = event.target.value.toLowerCase(); draw(live); } });
  fill(place, head('Live events', 'What was acknowledged in the last minutes; asked for every second.', pause),
    h('div.controls', null, field('Find', find), field('Kind', select(kinds.map((each) => [each, each ? plain(each) : 'All kinds']), '', (value) => { live.kind = value; draw(live); }))), live.body);
  let problem = null;
  poll(1, signal, async () => {
    if (live.isPaused) return;
    try {
      const answer = await get('/v1/events/recent', { count: 200 }, { signal });
      take(live, records(answer, 'events'));
    } catch (error) {
      if (error.isAbsent && !problem) { problem = error; fill(live.body, empty('Not offered by this server', 'The route of recent events is missing.')); }
      throw error;
    }
  });
  return 'Live events';
}

function take(live, events) {
  const name = (each) => each.number ?? `${each.user}|${each.item}|${each.kind}|${each.time}`;
  const fresh = events.filter((each) => !live.seen.has(name(each)));
  if (!fresh.length && live.events.length) return;
  for (const each of fresh) live.seen.add(name(each));
  live.events = [...fresh, ...live.events].toSorted((a, b) => String(b.received ?? b.time ?? '').localeCompare(String(a.received ?? a.time ?? '')) || (b.number ?? 0) - (a.number ?? 0)).slice(0, longest);
  if (live.seen.size > 5000) live.seen = new Set(live.events.map(name));
  draw(live);
}

function draw(live) {
  const wanted = live.events.filter((each) => (!live.kind || each.kind === live.kind)
    && (!live.text || [each.user, each.item, each.title].some((value) => String(value ?? '').toLowerCase().includes(live.text))));
  if (!wanted.length) return fill(live.body, empty(live.events.length ? 'Nothing fits' : 'It is quiet', live.events.length ? 'No event of the last minutes fits the filter.' : 'No event came in the last minutes. Open the member’s view and play something: it appears here within a second.'));
  fill(live.body, eventTable(wanted));
}

export function eventTable(events) {
  return table('Events', [
    { name: 'Time', cell: (each) => h('span.mono', { title: each.time }, clock(each.received ?? each.time)) },
    { name: 'User', cell: (each) => each.user ? h('a', { href: `#/operator/users/${piece(each.user)}` }, each.user) : '–' },
    { name: 'Kind', cell: (each) => badge(/down|hide|abandon/.test(each.kind) ? 'warn' : /up|complete|list_add/.test(each.kind) ? 'good' : 'news', plain(each.kind)) },
    { name: 'Title', cell: (each) => { const id = each.item ?? each.item_id; return id ? h('a', { href: `#/operator/catalogue/${piece(id)}` }, each.title ?? id) : '–'; } },
    { name: 'Seen', number: true, cell: (each) => percent(each.completion) },
    { name: 'Device', cell: (each) => each.device ?? '–' },
    { name: 'Result', cell: (each) => each.result ? badge(each.result === 'accepted' ? 'good' : 'warn', plain(each.result)) : '–' },
  ], events);
}
