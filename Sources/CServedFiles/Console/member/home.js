// The home page: a head, rows that go on for ever, and a page that changes while one looks at it.
import { h, fill, calm, announce } from '../lib/dom.js';
import { skeleton, empty } from '../lib/states.js';
import { isAbort } from '../lib/api.js';
import { session } from '../lib/session.js';
import { milliseconds } from '../lib/format.js';
import { rowView } from './row.js';
import { hero } from './hero.js';
import { momentBar } from './moment.js';
import { askHome, onDone } from './watching.js';
import { moved } from './moving.js';

/** What was seen last, so that coming back finds the page as it was left. */
let kept = null;

export async function homeView({ signal, place }) {
  const who = session.profile?.id;
  const home = { place, signal, views: [], next: '', isLoading: false, head: h('div.hero-place'), rows: h('div.rows'), foot: h('div.rows-foot'), said: h('p.page-facts', { role: 'note' }) };
  home.bar = momentBar(() => refresh(home), signal);
  fill(place, h('h1.visually-hidden', null, 'Home'), home.head, home.bar, home.rows, home.foot, home.said);
  fill(home.head, skeleton('hero'));
  fill(home.rows, skeleton('row', 4));
  const page = await askHome({ signal });
  fill(home.rows);
  show(home, page);
  watchEnd(home);
  onDone(() => refresh(home), signal);
  if (kept?.who === who) requestAnimationFrame(() => scrollTo(0, kept.scroll));
  const keep = () => { kept = { who, scroll: scrollY }; };
  addEventListener('scroll', keep, { passive: true, signal });
  return 'Home';
}

function show(home, page) {
  home.next = page.next;
  drawHead(home, page);
  const before = new Map(home.views.map((view) => [view.row.id, view]));
  home.views = page.rows.map((row) => before.get(row.id) ?? rowView(row, home.signal));
  home.views.forEach((view, i) => {
    if (before.has(view.row.id)) view.update(page.rows[i]);
    if (home.rows.children[i] !== view.element) home.rows.insertBefore(view.element, home.rows.children[i] ?? null);
  });
  while (home.rows.children.length > home.views.length) home.rows.lastChild.remove();
  home.said.textContent = [page.basis, page.model && `Chosen by ${page.model}`, page.took !== undefined && `in ${milliseconds(page.took)}`].filter(Boolean).join(' · ');
  if (!page.rows.length) fill(home.rows, nothing());
}

function drawHead(home, page) {
  const top = (page.rows.find((row) => row.kind === 'top-picks') ?? page.rows.find((row) => row.kind !== 'continue') ?? page.rows[0])?.items[0];
  if (!top) return fill(home.head);
  if (home.top === top.id) return;
  home.top = top.id;
  const focused = home.head.contains(document.activeElement) && document.activeElement.dataset.act;
  fill(home.head, hero(top));
  if (focused) home.head.querySelector(`[data-act="${focused}"]`)?.focus({ preventScroll: true });
}

/** Asks for the page anew and moves what moved. Returns how many places changed. */
async function refresh(home) {
  const before = places(home);
  try {
    const page = await askHome({ signal: home.signal });
    home.rows.setAttribute('aria-busy', 'true');
    moved(home.place, () => show(home, page));
    home.rows.removeAttribute('aria-busy');
    const after = places(home);
    const changed = after.filter((each, i) => each !== before[i]).length;
    announce(changed ? `The page changed in ${changed} places.` : 'The page stayed as it was.');
    return { changed };
  } catch (error) {
    if (!isAbort(error)) throw error;
    return undefined;
  }
}

/** What lies where: of each row the titles that are seen first. */
const places = (home) => home.views.flatMap((view) => view.row.items.slice(0, 20).map((item) => `${view.row.id} ${item.id}`));

/** More rows when the end comes near. */
function watchEnd(home) {
  const watcher = new IntersectionObserver(async ([entry]) => {
    if (!entry.isIntersecting || !home.next || home.isLoading) return;
    home.isLoading = true;
    fill(home.foot, skeleton('row', 1));
    try {
      const page = await askHome({ cursor: home.next, signal: home.signal });
      home.next = page.rows.length ? page.next : '';
      const known = new Set(home.views.map((view) => view.row.id));
      for (const row of page.rows.filter((each) => !known.has(each.id))) {
        const view = rowView(row, home.signal);
        home.views.push(view);
        home.rows.append(view.element);
      }
    } catch (error) {
      if (!isAbort(error)) home.next = '';
    } finally {
      home.isLoading = false;
      fill(home.foot, home.next ? null : h('p.muted.center', null, calm() ? 'That is all for now.' : 'You have reached the end. Search, or tell the page what you like.'));
      watcher.unobserve(home.foot);
      watcher.observe(home.foot);
    }
  }, { rootMargin: '800px' });
  watcher.observe(home.foot);
  home.signal.addEventListener('abort', () => watcher.disconnect());
}

const nothing = () => empty('Nothing to show yet', 'No title is allowed here at this moment, or the catalogue is still empty. Change the moment above, or search.', h('a.button.primary', { href: '#/search' }, 'Search'));
