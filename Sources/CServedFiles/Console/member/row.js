// One row of a page: titles side by side that scroll with keys, touch and buttons, and load more at the end.
import { h, uniqueID } from '../lib/dom.js';
import { icon } from '../lib/icons.js';
import { isAbort } from '../lib/api.js';
import { tile } from './tile.js';
import { askMore } from './watching.js';

/** `{ element, row, update(row) }`; one tab stop a row, arrows move inside and between rows. */
export function rowView(row, signal) {
  const heading = uniqueID('row');
  const titles = h('ul.row-titles', { role: 'list', 'aria-labelledby': heading });
  const title = h('h2', { id: heading }, row.title);
  const reason = h('p.row-reason', null, reasonOf(row));
  const back = arrow('left', 'Scroll back', () => page(titles, -1));
  const forth = arrow('right', 'Scroll on', () => page(titles, 1));
  const element = h('section.row', { data: { row: row.id, kind: row.kind }, 'aria-labelledby': heading },
    h('div.row-head', null, title, reason), h('div.row-body', null, back, titles, forth));
  const view = { element, row, titles, signal, isLoading: false };
  view.update = (next) => update(view, next, title, reason);
  titles.addEventListener('scroll', () => { edges(view, back, forth); nearEnd(view); }, { passive: true });
  titles.addEventListener('keydown', (event) => keys(event, view));
  titles.addEventListener('focusin', (event) => { if (event.target.matches('.tile-link')) rove(titles, event.target); });
  fillTiles(view, row.items);
  requestAnimationFrame(() => edges(view, back, forth));
  return view;
}

function reasonOf(row) {
  const text = row.reason?.text ?? '';
  return text && text !== row.title ? text : '';
}

function arrow(direction, label, act) {
  return h('button.row-arrow', { type: 'button', class: `row-arrow-${direction}`, tabindex: -1, 'aria-hidden': 'true', title: label, onclick: act }, icon(direction, 28));
}

function page(titles, direction) {
  titles.scrollBy({ left: direction * titles.clientWidth * 0.86, behavior: 'smooth' });
}

function edges({ titles }, back, forth) {
  back.hidden = titles.scrollLeft < 8;
  forth.hidden = titles.scrollLeft + titles.clientWidth > titles.scrollWidth - 8;
}

/** Tiles that stay keep their elements, so that a changed page can be seen to move. */
function fillTiles(view, items) {
  const present = new Map([...view.titles.children].map((each) => [each.dataset.id, each]));
  const focused = view.titles.querySelector('[tabindex="0"]')?.closest('.tile')?.dataset.id;
  const tiles = items.map((item) => present.get(item.id) ?? tile(item, -1));
  tiles.forEach((each, i) => { if (view.titles.children[i] !== each) view.titles.insertBefore(each, view.titles.children[i] ?? null); });
  while (view.titles.children.length > tiles.length) view.titles.lastChild.remove();
  rove(view.titles, (tiles.find((each) => each.dataset.id === focused) ?? tiles[0])?.querySelector('.tile-link'));
  view.row.items = items;
}

function update(view, next, title, reason) {
  title.textContent = next.title;
  reason.textContent = reasonOf(next);
  view.row = { ...next };
  fillTiles(view, next.items);
}

/** One tile of the row, and its button, are in the order of Tab. */
function rove(titles, link) {
  for (const each of titles.querySelectorAll('[tabindex="0"]')) each.tabIndex = -1;
  if (!link) return;
  link.tabIndex = 0;
  link.parentElement.querySelector('.tile-more').tabIndex = 0;
}

function keys(event, view) {
  const link = event.target.closest('.tile')?.querySelector('.tile-link');
  if (!link) return;
  const tiles = [...view.titles.querySelectorAll('.tile-link')];
  const at = tiles.indexOf(link);
  const goal = { ArrowLeft: tiles[at - 1], ArrowRight: tiles[at + 1], Home: tiles[0], End: tiles[tiles.length - 1], ArrowUp: beside(view, -1), ArrowDown: beside(view, 1) }[event.key];
  if (goal === undefined) { if (event.key === 'ArrowRight') nearEnd(view); return; }
  event.preventDefault();
  goal.focus({ preventScroll: true });
  goal.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'auto' });
}

function beside(view, step) {
  const rows = [...document.querySelectorAll('.row')];
  return rows[rows.indexOf(view.element) + step]?.querySelector('.tile-link[tabindex="0"]') ?? undefined;
}

/** Near the end of what is there, the next titles of the row are asked for. */
async function nearEnd(view) {
  const { titles, row } = view;
  if (!row.next || view.isLoading || titles.scrollLeft + titles.clientWidth * 2 < titles.scrollWidth) return;
  view.isLoading = true;
  try {
    const more = await askMore(row.next, view.signal);
    if (view.row !== row) return;
    const known = new Set(row.items.map((each) => each.id));
    const items = more.items.filter((each) => !known.has(each.id));
    for (const each of items) titles.append(tile(each, -1));
    row.items = [...row.items, ...items];
    row.next = items.length ? more.next : '';
  } catch (error) {
    if (!isAbort(error)) row.next = '';
  } finally {
    view.isLoading = false;
  }
}
