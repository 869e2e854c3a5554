// What the operator's screens are made of.
import { h, uniqueID } from '../lib/dom.js';
import { isAbort } from '../lib/api.js';
import { sentence, load, skeleton } from '../lib/states.js';
import { toast } from '../lib/toast.js';
import { plain, number, time } from '../lib/format.js';

/** Head of a screen, with what stands at its right. */
export function head(title, text, ...controls) {
  return h('header.screen-head', null, h('div', null, h('h1', null, title), text && h('p.muted', null, text)), h('div.screen-controls', null, controls));
}

export const panel = (title, ...children) => h('section.panel', { 'aria-label': title }, h('h2', null, title), children);

/** One figure with its name. */
export function stat(name, value, note) {
  return h('div.stat', null, h('dt', null, name), h('dd', null, h('span.stat-value', null, value), note && h('span.stat-note', null, note)));
}

export const stats = (...all) => h('dl.stats', null, all);

/** A table: `columns` are `{ name, cell(row), number }`. Scrolls sideways where it is too wide. */
export function table(label, columns, rows, { onrow } = {}) {
  return h('div.table-place', { role: 'region', 'aria-label': label, tabindex: 0 }, h('table', null,
    h('caption.visually-hidden', null, label),
    h('thead', null, h('tr', null, columns.map(({ name, number: isNumber, hidden }) => h('th', { scope: 'col', class: isNumber ? 'number' : '' }, hidden ? h('span.visually-hidden', null, name) : name)))),
    h('tbody', null, rows.map((row) => {
      const line = h('tr', null, columns.map(({ cell, number: isNumber }) => h('td', { class: isNumber ? 'number' : '' }, cell(row))));
      onrow?.(line, row);
      return line;
    }))));
}

export const badge = (kind, text) => h('span.badge', { class: `badge-${kind}` }, text);

/** A field with its label; `control` is an input, select or text area. */
export function field(label, control, note) {
  control.id ||= uniqueID('field');
  const help = note && uniqueID('note');
  if (help) control.setAttribute('aria-describedby', help);
  return h('div.field', null, h('label', { for: control.id }, label), control, note && h('p.muted.small', { id: help }, note));
}

export function select(options, value, onchange) {
  return h('select', { onchange: (event) => onchange?.(event.target.value) }, options.map((each) => {
    const [key, text] = Array.isArray(each) ? each : [each, plain(each)];
    return h('option', { value: key, selected: key === value }, text);
  }));
}

/** A button that works once at a time and says in words what went wrong. */
export function acting(label, act, { kind = '', done } = {}) {
  const button = h('button.button.small', { type: 'button', class: kind });
  const name = h('span', null, label);
  button.append(name);
  button.addEventListener('click', async () => {
    button.disabled = true;
    try {
      const result = await act();
      if (done && result !== false) toast(typeof done === 'function' ? done(result) : done);
    } catch (error) {
      if (!isAbort(error)) toast(sentence(error), { kind: 'bad', seconds: 10 });
    } finally { button.disabled = false; }
  });
  return button;
}

/** Calls `work` now and every so many seconds while the screen is there and can be seen. */
export function poll(seconds, signal, work) {
  let timer = 0;
  const turn = async () => {
    if (!document.hidden) await work().catch((error) => { if (!isAbort(error)) console.debug('polling', error.message); });
    if (!signal.aborted) timer = setTimeout(turn, seconds * 1000);
  };
  signal.addEventListener('abort', () => clearTimeout(timer));
  return turn();
}

/** A place that shows what `work` gives, with its own waiting, refusal and `again()`. */
export function part(signal, work, waiting = () => skeleton('line', 4)) {
  const place = h('div.part');
  place.again = () => load(place, signal, waiting(), work);
  // Later, so that `work` may name the place that it fills.
  queueMicrotask(place.again);
  return place;
}

/** Any object as names and values: for what has no form of its own. */
export function sheet(object, { depth = 0, names = true } = {}) {
  const entries = Object.entries(object ?? {}).filter(([, value]) => value !== null && value !== undefined);
  return h('dl.sheet', null, entries.map(([key, value]) => h('div', null, h('dt', null, names ? plain(key) : key), h('dd', null, shown(value, depth)))));
}

function shown(value, depth) {
  if (typeof value === 'number') return Number.isInteger(value) ? number(value) : String(Math.round(value * 1e4) / 1e4);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return /^\d{4}-\d\d-\d\dT/.test(value) ? time(value) : value;
  if (Array.isArray(value) && value.every((each) => typeof each !== 'object')) return value.join(', ') || '–';
  if (depth > 3) return '…';
  if (Array.isArray(value)) return h('ul.sheet-list', null, value.slice(0, 30).map((each) => h('li', null, typeof each === 'object' ? sheet(each, { depth: depth + 1 }) : String(each))));
  return sheet(value, { depth: depth + 1 });
}

/** Saves text as a file on this machine. */
export function download(name, text, type = 'application/json') {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
