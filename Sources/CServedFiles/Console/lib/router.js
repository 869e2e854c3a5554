// Views by the part of the address behind #. Leaving a view aborts whatever it still waits for.
import { h, fill, announce } from './dom.js';
import { isAbort } from './api.js';
import { failure } from './states.js';

const routes = [];
let leave = null;
/** Whether a view was shown before: the first one leaves the focus where the page begins. */
let isFirst = true;

/** `route('/title/:id', view, { area: 'member' })`; a view is `async ({ parameters, query, signal, place }) => title`. */
export function route(pattern, view, about = {}) {
  const names = [];
  const source = pattern.replace(/:(\w+)/g, (_, name) => { names.push(name); return '([^/]+)'; });
  routes.push({ expression: new RegExp(`^${source}$`), names, view, about });
}

export const go = (path) => { location.hash = `#${path}`; };

/** The present path and query. */
export function here() {
  const [path, search = ''] = (location.hash.slice(1) || '/').split('?');
  return { path: path || '/', query: new URLSearchParams(search) };
}

/** Changes the query without leaving the view. */
export function replaceQuery(values) {
  const { path, query } = here();
  for (const [key, value] of Object.entries(values)) value ? query.set(key, value) : query.delete(key);
  const text = query.toString();
  history.replaceState(null, '', `#${path}${text ? `?${text}` : ''}`);
}

function find(path) {
  for (const { expression, names, view, about } of routes) {
    const match = expression.exec(path);
    if (match) return { view, about, parameters: Object.fromEntries(names.map((name, i) => [name, decode(match[i + 1])])) };
  }
  return null;
}

function decode(text) {
  try { return decodeURIComponent(text); } catch { return text; }
}

/** Starts to follow the address. `prepare(about, path)` draws what is around the views and may send elsewhere by returning a path. */
export function start(main, prepare) {
  const show = async () => {
    if (location.hash === '#main') return main.focus();
    const { path, query } = here();
    const found = find(path) ?? find('/lost');
    const elsewhere = prepare(found.about, path);
    if (elsewhere) return go(elsewhere);
    leave?.abort(new DOMException('left', 'AbortError'));
    leave = new AbortController();
    await present(main, found, query, leave.signal);
  };
  addEventListener('hashchange', show);
  show();
  return show;
}

async function present(main, { view, about, parameters }, query, signal) {
  const place = h('div.view', { class: about.class });
  fill(main, place);
  if (!about.keepsScroll) scrollTo(0, 0);
  try {
    const title = await view({ parameters, query, signal, place });
    if (signal.aborted) return;
    document.title = title ? `${title} · Tastemaker` : 'Tastemaker';
    announce(title ?? '');
  } catch (error) {
    if (isAbort(error) || signal.aborted) return;
    fill(place, h('h1.visually-hidden', null, 'This cannot be shown'), failure(error, () => dispatchEvent(new HashChangeEvent('hashchange'))));
  }
  if (!isFirst && !place.contains(document.activeElement)) main.focus({ preventScroll: true });
  isFirst = false;
}
