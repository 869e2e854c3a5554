// Numbers and times as people read them.

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });

const dash = '–';
const isNumber = (value) => typeof value === 'number' && Number.isFinite(value);

export const number = (value) => isNumber(value) ? whole.format(value) : dash;
export const compact = (value) => isNumber(value) ? short.format(value) : dash;
export const decimal = (value, places = 2) => isNumber(value) ? value.toFixed(places) : dash;
export const percent = (share, places = 0) => isNumber(share) ? `${(share * 100).toFixed(places)} %` : dash;

export function milliseconds(value) {
  if (!isNumber(value)) return dash;
  if (value < 10) return `${value.toFixed(1)} ms`;
  return value < 1000 ? `${Math.round(value)} ms` : `${(value / 1000).toFixed(1)} s`;
}

export function bytes(value) {
  if (!isNumber(value)) return dash;
  for (const [unit, size] of [['GB', 1e9], ['MB', 1e6], ['kB', 1e3]]) if (value >= size) return `${(value / size).toFixed(value >= size * 100 ? 0 : 1)} ${unit}`;
  return `${value} B`;
}

export function duration(seconds) {
  if (!isNumber(seconds)) return dash;
  if (seconds < 60) return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
  return `${Math.floor(seconds / 3600)} h ${Math.round(seconds % 3600 / 60)} min`;
}

export function time(value) {
  const date = toDate(value);
  return date ? date.toLocaleString('en-GB', { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' }) : dash;
}

export function clock(value) {
  const date = toDate(value);
  return date ? date.toLocaleTimeString('en-GB') : dash;
}

export function ago(value) {
  const date = toDate(value);
  if (!date) return dash;
  const seconds = (Date.now() - date.getTime()) / 1000;
  if (seconds < 0) return time(value);
  if (seconds < 5) return 'just now';
  if (seconds < 90) return `${Math.round(seconds)} s ago`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min ago`;
  if (seconds < 129_600) return `${Math.round(seconds / 3600)} h ago`;
  return `${whole.format(Math.round(seconds / 86_400))} days ago`;
}

function toDate(value) {
  if (value === undefined || value === null || value === '') return null;
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? null : date;
}

/** `new-and-cold` → `New and cold`. */
export const plain = (name) => {
  const text = String(name ?? '').replace(/[_-]+/g, ' ').trim();
  return text.charAt(0).toUpperCase() + text.slice(1);
};
