// Search: suggestions while one types, results with facets, forgiving of typing errors.
import { h, fill, debounce, uniqueID, announce } from '../lib/dom.js';
import { icon } from '../lib/icons.js';
import { get, isAbort, part } from '../lib/api.js';
import { empty, failure, skeleton } from '../lib/states.js';
import { replaceQuery, go } from '../lib/router.js';
import { session } from '../lib/session.js';
import { asList } from '../lib/shapes.js';
import { plain, number, milliseconds } from '../lib/format.js';
import { tile } from './tile.js';
import { intentLine } from './intent.js';

const ask = async (query, more, signal) => {
  const answer = await get('/v1/search', {
    q: query, user: session.profile?.isGuest || session.role === 'member' ? undefined : session.profile?.id, ...more,
  }, { signal });
  return { ...asList(answer), intent: answer.intent };
};

export async function searchView({ query, signal, place }) {
  const search = { text: query.get('q') ?? '', filter: query.get('filter') ?? '', without: [], results: h('div.results'), signal, turn: null };
  const id = uniqueID('search');
  const suggestions = h('ul.suggestions', { id: `${id}-list`, role: 'listbox', 'aria-label': 'Suggestions', hidden: true });
  const input = h('input.search-input', {
    id, type: 'search', value: search.text, placeholder: 'Titles, people, “90s comedies under two hours” …', autocomplete: 'off', spellcheck: 'false', maxlength: 200,
    role: 'combobox', 'aria-controls': `${id}-list`, 'aria-expanded': 'false', 'aria-autocomplete': 'list',
  });
  fill(place, h('h1.visually-hidden', null, 'Search'),
    h('form.search-box', { role: 'search', onsubmit: (event) => { event.preventDefault(); suggestions.hidden = true; find(search); } },
      h('label.visually-hidden', { for: id }, 'Search titles and people'), icon('search', 22), input, suggestions), search.results);
  const suggest = debounce(90, () => offer(search, input, suggestions));
  input.addEventListener('input', () => { search.text = input.value; search.filter = ''; search.without = []; chosen(suggestions)?.setAttribute('aria-selected', 'false'); suggest(); later(); });
  const later = debounce(240, () => find(search));
  input.addEventListener('keydown', (event) => choose(event, input, suggestions));
  input.addEventListener('blur', () => setTimeout(() => { open(input, suggestions, false); }, 150));
  signal.addEventListener('abort', () => { suggest.cancel(); later.cancel(); });
  input.focus();
  find(search);
  return 'Search';
}

function open(input, suggestions, isOpen) {
  suggestions.hidden = !isOpen;
  input.setAttribute('aria-expanded', String(isOpen));
  if (!isOpen) input.removeAttribute('aria-activedescendant');
}

const chosen = (suggestions) => suggestions.hidden ? null : suggestions.querySelector('[aria-selected=true]');

async function offer(search, input, suggestions) {
  const text = search.text.trim();
  if (text.length < 2) return open(input, suggestions, false);
  try {
    const answer = await get('/v1/search/suggest', { q: text, count: 8 }, { signal: search.signal });
    const found = (Array.isArray(answer.suggestions) ? answer.suggestions : []).filter((each) => typeof each?.text === 'string').slice(0, 8);
    // Whoever has chosen one of those that are there keeps the list under their hands.
    if (search.text.trim() !== text || document.activeElement !== input || chosen(suggestions)) return;
    fill(suggestions, found.map(suggestion));
    open(input, suggestions, found.length > 0);
  } catch { open(input, suggestions, false); }
}

/** A title, a person or a genre, in the order in which the server sees them fit. */
function suggestion({ kind, text, id, year, titles }) {
  if (kind === 'title') return option(`/title/${part(id)}`, text, year ? String(year) : 'Title');
  const path = `/search?${new URLSearchParams({ q: text })}`;
  return option(path, text, kind === 'person' ? `${number(titles)} ${titles === 1 ? 'title' : 'titles'}` : 'Genre');
}

function option(path, text, note) {
  return h('li', { role: 'option', id: uniqueID('option'), 'aria-selected': 'false', data: { path }, onpointerdown: (event) => { event.preventDefault(); go(path); } }, h('span', null, text), h('small', null, note));
}

function choose(event, input, suggestions) {
  const options = [...suggestions.children];
  if (event.key === 'Escape' && !suggestions.hidden) { event.preventDefault(); return open(input, suggestions, false); }
  if (suggestions.hidden || !options.length) return;
  const at = options.findIndex((each) => each.getAttribute('aria-selected') === 'true');
  if (event.key === 'Enter' && at >= 0) { event.preventDefault(); return go(options[at].dataset.path); }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const next = options[(at + step + options.length + (at < 0 && step < 0 ? 1 : 0)) % options.length];
  for (const each of options) each.setAttribute('aria-selected', String(each === next));
  input.setAttribute('aria-activedescendant', next.id);
}

/** The results; a newer question makes an older one stop. */
async function find(search) {
  search.turn?.abort(new DOMException('newer', 'AbortError'));
  search.turn = new AbortController();
  const signal = AbortSignal.any([search.signal, search.turn.signal]);
  const text = search.text.trim();
  replaceQuery({ q: text, filter: search.filter });
  if (!text) return fill(search.results, invitation());
  if (!search.results.childElementCount) fill(search.results, skeleton('grid', 12));
  try {
    const answer = await ask(text, { count: 60, filter: search.filter || undefined, intent_without: search.without.join('|') || undefined }, signal);
    const correct = (without) => { search.without = without; find(search); };
    fill(search.results, intentLine(answer.intent, search.without, correct), facets(search, answer), results(answer, text));
    announce(`${answer.items.length} titles found`);
  } catch (error) {
    if (!isAbort(error)) fill(search.results, failure(error, () => find(search)));
  }
}

function results(answer, text) {
  if (!answer.items.length) return empty(`Nothing for “${text}”`, 'Try fewer letters, a person, or a genre: small typing errors are forgiven, large ones are not.');
  return h('section', { 'aria-label': 'Results' },
    h('p.muted.small', null, [`${number(answer.total ?? answer.items.length)} titles`, answer.took !== undefined && milliseconds(answer.took)].filter(Boolean).join(' · ')),
    h('ul.grid', { role: 'list' }, answer.items.map((item) => tile(item))));
}

function facets(search, answer) {
  const found = answer.facets.length ? answer.facets : counted(answer.items);
  const groups = Map.groupBy ? Map.groupBy(found, (each) => each.facet) : new Map();
  const rows = [...groups].filter(([facet]) => ['genre', 'decade', 'cast'].includes(facet)).slice(0, 3);
  if (!rows.length) return null;
  return h('div.facet-groups', null, rows.map(([facet, values]) => h('div', { role: 'group', 'aria-label': plain(facet) },
    values.slice(0, 8).map(({ value, count }) => {
      const filter = `${facet} = "${value.replace(/["\\]/g, '\\$&')}"`;
      return h('button.chip', {
        type: 'button', 'aria-pressed': String(search.filter === filter),
        onclick: () => { search.filter = search.filter === filter ? '' : filter; find(search); },
      }, value, count !== undefined && h('small', null, number(count)));
    }))));
}

/** Facets of the results, where the answer brings none. */
function counted(items) {
  const counts = new Map();
  for (const item of items) for (const genre of item.genres) counts.set(genre, (counts.get(genre) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]).map(([value, count]) => ({ facet: 'genre', value, count }));
}

const invitation = () => empty('What are you looking for?', 'Type a title, an actor, or what you feel like: “90s comedies under two hours, not with Adam Sandler”. “godfahter” finds The Godfather. Results are in the order of your taste.');
