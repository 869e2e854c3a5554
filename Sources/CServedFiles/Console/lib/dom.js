// Builds elements. Whatever comes from data becomes text or a checked attribute; there is no door for markup here.

const SVG = 'http://www.w3.org/2000/svg';

/** Attributes that would let data run or load something; asking for one is a mistake of ours. */
const refused = /^(on|srcdoc$|style$|formaction$|xlink:)/i;

/** An element: `h('button.primary', { type: 'button', onclick }, 'Play')`. Children are nodes, text, lists of them, or nothing. */
export function h(name, attributes, ...children) {
  const [tag, ...classes] = name.split('.');
  const element = document.createElement(tag);
  if (classes.length) element.className = classes.join(' ');
  return finish(element, attributes, children);
}

/** The same for SVG. */
export function svg(name, attributes, ...children) {
  const [tag, ...classes] = name.split('.');
  const element = document.createElementNS(SVG, tag);
  if (classes.length) element.setAttribute('class', classes.join(' '));
  return finish(element, attributes, children);
}

function finish(element, attributes, children) {
  for (const [key, value] of Object.entries(attributes ?? {})) set(element, key, value);
  add(element, children);
  return element;
}

function set(element, key, value) {
  if (value === undefined || value === null || value === false) return;
  if (key.startsWith('on') && typeof value === 'function') return element.addEventListener(key.slice(2), value);
  if (key === 'class') return element.setAttribute('class', [element.getAttribute('class'), value].filter(Boolean).join(' '));
  if (key === 'data') return Object.assign(element.dataset, value);
  if (key === 'vars') return Object.entries(value).forEach(([name, each]) => element.style.setProperty(name, each));
  if (refused.test(key)) throw new TypeError(`the attribute ${key} is not set from here`);
  if (key === 'href' || key === 'src') return setAddress(element, key, String(value));
  if (key === 'value' || key === 'checked' || key === 'disabled' || key === 'selected' || key === 'open') element[key] = value;
  if (key !== 'value') element.setAttribute(key, value === true ? '' : String(value));
}

/** Only addresses of this very site, or data images: everything else is dropped. */
function setAddress(element, key, value) {
  const address = localAddress(value);
  if (address !== null) element.setAttribute(key, address);
}

export function localAddress(value) {
  if (/^data:image\/(png|jpeg|webp|gif);base64,/.test(value)) return value;
  if (value.startsWith('#')) return value;
  try {
    const url = new URL(value, location.href);
    return url.origin === location.origin && /^https?:$/.test(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

export function add(element, children) {
  for (const child of children) {
    if (Array.isArray(child)) add(element, child);
    else if (child instanceof Node) element.append(child);
    else if (child !== undefined && child !== null && child !== false) element.append(String(child));
  }
  return element;
}

/** Puts other children into an element. */
export function fill(element, ...children) {
  element.replaceChildren();
  return add(element, children);
}

let count = 0;
/** An id that nothing else on the page has. */
export const uniqueID = (stem = 'e') => `${stem}-${++count}`;

/** Says something to those who listen to the page. */
export function announce(text) {
  const place = document.getElementById('announcer');
  place.textContent = '';
  requestAnimationFrame(() => { place.textContent = text; });
}

/** Calls at most once per pause; `cancel` forgets the waiting call. */
export function debounce(milliseconds, action) {
  let timer = 0;
  const waiting = (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => action(...values), milliseconds);
  };
  waiting.cancel = () => clearTimeout(timer);
  return waiting;
}

export const calm = () => matchMedia('(prefers-reduced-motion: reduce)').matches;
