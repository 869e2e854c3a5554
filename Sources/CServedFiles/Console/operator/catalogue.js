// The catalogue: search, hide and show, correct facts, and what lies near in the model.
import { h, fill, debounce } from '../lib/dom.js';
import { get, patch, post, part as piece, isAbort } from '../lib/api.js';
import { empty, sentence } from '../lib/states.js';
import { asList, asTitle } from '../lib/shapes.js';
import { poster } from '../lib/poster.js';
import { toast } from '../lib/toast.js';
import { bars } from '../lib/charts.js';
import { number, decimal } from '../lib/format.js';
import { head, part, panel, table, badge, field, acting, sheet } from './parts.js';

export async function catalogueView({ signal, place }) {
  const browser = { text: '', cursor: '' };
  const body = part(signal, () => list(browser, signal, body));
  const find = debounce(250, () => { browser.cursor = ''; body.again(); });
  signal.addEventListener('abort', () => find.cancel());
  const input = h('input', { type: 'search', placeholder: 'Title or people', autocomplete: 'off', oninput: (event) => { browser.text = event.target.value.trim(); find(); } });
  fill(place, head('Catalogue', 'Titles and their facts. Hiding takes effect with the next answer.'), h('div.controls', null, field('Find', input)), body);
  return 'Catalogue';
}

async function list(browser, signal, body) {
  const answer = browser.text
    ? asList(await get('/v1/search', { q: browser.text, count: 50 }, { signal }))
    : asList(await get('/v1/items', { count: 50, cursor: browser.cursor || undefined }, { signal }));
  if (!answer.items.length) return empty('No titles', browser.text ? 'Nothing has this name.' : 'The catalogue is empty. Import it: tastemaker import, or PUT /v1/items/{id}.');
  return [answer.total !== undefined && h('p.muted.small', null, `${number(answer.total)} titles`), table('Titles', [
    { name: 'Title', cell: (each) => h('span.title-cell', null, h('span.thumb', { 'aria-hidden': 'true' }, poster(each)), h('a', { href: `#/operator/catalogue/${piece(each.id)}` }, each.title)) },
    { name: 'Year', number: true, cell: (each) => each.year ?? '–' }, { name: 'Genre', cell: (each) => each.genres.join(', ') || '–' },
    { name: 'Id', cell: (each) => h('code', null, each.id) },
    { name: 'State', cell: (each) => each.isHidden ? badge('warn', 'Hidden') : badge('good', 'Shown') },
    { name: 'Actions', hidden: true, cell: (each) => hideButton(each, () => body.again()) },
  ], answer.items), !browser.text && answer.next && h('div.actions', null, acting('Next page', () => { browser.cursor = answer.next; return body.again(); }))];
}

function hideButton(title, then) {
  return acting(title.isHidden ? 'Show' : 'Hide', async () => { await post(`/v1/items/${piece(title.id)}/${title.isHidden ? 'show' : 'hide'}`); then(); }, { done: `${title.title} is ${title.isHidden ? 'shown' : 'hidden'} from now on.` });
}

export async function catalogueTitleView({ parameters, signal, place }) {
  const answer = await get(`/v1/items/${piece(parameters.id)}`, undefined, { signal });
  const title = asTitle(answer?.item ?? answer);
  const again = () => dispatchEvent(new HashChangeEvent('hashchange'));
  fill(place, head(title.title, [title.year, title.id].filter(Boolean).join(' · '), hideButton(title, again), h('a.button.small', { href: `#/title/${piece(title.id)}` }, 'As a member sees it')),
    h('div.panels', null,
      panel('Facts', h('div.catalogue-facts', null, h('span.catalogue-poster', { 'aria-hidden': 'true' }, poster(title)), editor(title, again))),
      panel('Nearest in the model', part(signal, () => neighbours(title, signal)))),
    panel('As stored', sheet(title.raw)));
  return title.title;
}

function editor(title, then) {
  const name = h('input', { value: title.title, required: true, maxlength: 500 });
  const year = h('input', { type: 'number', min: 1, max: 3000, value: title.year ?? '' });
  const maturity = h('input', { type: 'number', min: 0, max: 21, value: title.maturity ?? '' });
  const genres = h('input', { value: title.genres.join(', ') });
  const said = h('p.form-error', { role: 'alert' });
  const save = async (event) => {
    event.preventDefault();
    said.textContent = '';
    const split = genres.value.split(',').map((each) => each.trim()).filter(Boolean);
    const changes = {};
    if (name.value !== title.title) changes.title = name.value;
    if (year.value !== String(title.year ?? '')) changes.year = year.value ? Number(year.value) : null;
    if (maturity.value !== String(title.maturity ?? '')) changes.maturity = maturity.value ? Number(maturity.value) : null;
    if (split.join() !== title.genres.join()) changes.facets = { ...title.facets, genre: split };
    if (!Object.keys(changes).length) { said.textContent = 'Nothing was changed.'; return; }
    try {
      await patch(`/v1/items/${piece(title.id)}`, changes);
      toast('Saved. The next answers know it.');
      then();
    } catch (error) { if (!isAbort(error)) said.textContent = sentence(error); }
  };
  return h('form.form', { onsubmit: save }, field('Title', name), h('div.form-line', null, field('Year', year), field('From age', maturity)), field('Genres, with commas', genres), said,
    h('div.actions', null, h('button.button.primary', { type: 'submit' }, 'Save')));
}

async function neighbours(title, signal) {
  const { items } = asList(await get(`/v1/items/${piece(title.id)}/similar`, { count: 12 }, { signal }));
  if (!items.length) return empty('No neighbours', 'No title comes close.');
  return bars(items.map((each) => ({ label: each.title, note: [each.year, each.reason?.text].filter(Boolean).join(' · '), value: each.score ?? 0, href: `#/operator/catalogue/${piece(each.id)}` })), { format: (value) => decimal(value, 3) });
}
