// The page of one title: facts, what can be done, why, and titles like it.
import { h, fill } from '../lib/dom.js';
import { get, part, isAbort } from '../lib/api.js';
import { skeleton, empty, failure } from '../lib/states.js';
import { asTitle, asList } from '../lib/shapes.js';
import { backdrop, poster } from '../lib/poster.js';
import { duration, plain } from '../lib/format.js';
import { session } from '../lib/session.js';
import { actionBar } from './actions.js';
import { rowView } from './row.js';
import { onDone, askHome } from './watching.js';
import { pitchPlace, showPitch } from './pitch.js';

export async function titleView({ parameters, signal, place }) {
  fill(place, skeleton('hero'), skeleton('row', 1));
  const answer = await get(`/v1/items/${part(parameters.id)}`, undefined, { signal });
  const title = asTitle(answer?.item ?? answer);
  const similar = h('div');
  const pitch = pitchPlace();
  const changes = h('div.changes', { 'aria-live': 'polite' });
  fill(place, head(title, pitch), changes, facts(title), similar);
  showPitch(pitch, title, signal);
  showSimilar(similar, title, signal);
  onDone(() => follow(changes, signal), signal);
  return title.title;
}

function head(title, pitch) {
  return h('section.title-head', null,
    h('div.hero-art', { 'aria-hidden': 'true' }, backdrop(title)),
    h('div.title-words', null,
      h('div.title-poster', null, poster(title)),
      h('div', null,
        h('h1.hero-title', null, title.title),
        h('p.hero-facts', null, [title.year, title.duration && duration(title.duration), title.maturity !== undefined && `From ${title.maturity}`, ...title.genres].filter(Boolean).join(' · ')),
        h('p.hero-reason', null, title.cast.length ? `With ${title.cast.slice(0, 5).join(', ')}` : ''),
        pitch,
        actionBar(title, { large: true }))));
}

/** What people look for first. */
const order = ['genre', 'director', 'cast', 'keyword'];
const rank = (facet) => { const at = order.indexOf(facet); return at < 0 ? order.length : at; };

function facts(title) {
  const entries = Object.entries(title.facets).filter(([, values]) => Array.isArray(values) && values.length).sort(([a], [b]) => rank(a) - rank(b));
  if (!entries.length) return null;
  return h('section.section', { 'aria-label': 'Facts' }, h('dl.facts', null, entries.map(([facet, values]) => h('div', null,
    h('dt', null, plain(facet)), h('dd', null, values.slice(0, 12).map((value) => h('a.chip', { href: `#/search?${new URLSearchParams({ q: value })}` }, value)))))));
}

async function showSimilar(place, title, signal) {
  fill(place, skeleton('row', 1));
  try {
    const user = session.role !== 'member' && !session.profile?.isGuest ? session.profile?.id : undefined;
    const answer = asList(await get(`/v1/items/${part(title.id)}/similar`, { count: 20, user }, { signal }));
    fill(place, answer.items.length
      ? rowView({ id: 'similar', kind: 'similar', title: `More like ${title.title}`, reason: null, items: answer.items, next: '' }, signal).element
      : empty('Nothing like it', 'No title of this catalogue comes close enough.'));
  } catch (error) {
    if (!isAbort(error)) fill(place, failure(error, () => showSimilar(place, title, signal)));
  }
}

/** After something was done here: what the home page looks like now. */
async function follow(place, signal) {
  const page = await askHome({ signal });
  const row = page.rows.find((each) => each.kind === 'top-picks') ?? page.rows[0];
  if (!row) return fill(place);
  fill(place, h('p.eyebrow.section-pad', null, 'Your page has just been made anew'),
    rowView({ ...row, next: '' }, signal).element, h('p.section-pad', null, h('a', { href: '#/' }, 'See all of it')));
  return {};
}

