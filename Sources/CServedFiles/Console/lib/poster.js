// A poster for every title that has no picture: drawn from title, year and genre, and always the same.
import { svg, h, uniqueID } from './dom.js';
import { family } from './poster-palettes.js';
import { subjects } from './poster-art.js';

const [width, height] = [300, 450];
const margin = 22;

/** Ways to set a title: font, letters, spacing; Debian, Macs and Windows each have one of the fonts. */
const faces = [
  { font: '800 100px Inter, "Helvetica Neue", "Segoe UI", "DejaVu Sans", Arial, sans-serif', upper: true, tracking: -0.02, leading: 0.94 },
  { font: '700 100px "Avenir Next Condensed", "Roboto Condensed", "Arial Narrow", "DejaVu Sans Condensed", sans-serif', upper: true, tracking: 0, leading: 0.98 },
  { font: '700 100px "Iowan Old Style", Palatino, Georgia, "DejaVu Serif", serif', upper: false, tracking: -0.01, leading: 1.02 },
  { font: 'italic 400 100px "Iowan Old Style", Palatino, Georgia, "DejaVu Serif", serif', upper: false, tracking: 0, leading: 1.06 },
  { font: '300 100px Inter, "Avenir Next", "Segoe UI Light", "DejaVu Sans", sans-serif', upper: true, tracking: 0.09, leading: 1.16 },
  { font: '700 100px "DejaVu Serif Condensed", Didot, "Bodoni MT", Georgia, serif', upper: true, tracking: 0.01, leading: 1.02 },
  { font: '600 100px Inter, "Segoe UI", "Helvetica Neue", "DejaVu Sans", sans-serif', upper: false, tracking: -0.025, leading: 1 },
];

/** A repeatable source of chance, seeded by text (FNV-1a, then mulberry32). */
export function chanceOf(text) {
  let state = 2166136261;
  for (let i = 0; i < text.length; i += 1) state = Math.imul(state ^ text.charCodeAt(i), 16777619) >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  for (let i = 0; i < 3; i += 1) next();
  return { next, between: (low, high) => low + next() * (high - low), pick: (list) => list[Math.floor(next() * list.length)], base: Math.floor(next() * 3) };
}

/** The choice of colours and subject of a title. */
function design({ title, year, genres, theme }) {
  const chance = chanceOf(`${title}|${year ?? ''}`);
  // The server may have chosen which of its genres the poster is drawn for.
  const [palettes, names] = family(theme ? [theme] : genres ?? []);
  const palette = chance.pick(palettes);
  const subject = chance.pick(names);
  return { chance, palette, subject };
}

/** Ground and subject, in any size: also what lies behind a title's page. */
function drawing({ chance, palette, subject }, w, h) {
  const gradient = uniqueID('ground');
  return [
    svg('defs', null, svg('linearGradient', { id: gradient, x1: 0, y1: 0, x2: 0.25, y2: 1 },
      svg('stop', { offset: 0, 'stop-color': palette[1] }), svg('stop', { offset: 0.75, 'stop-color': palette[0] }))),
    svg('rect', { width: w, height: h, fill: `url(#${gradient})` }),
    ...subjects[subject](chance, palette, w, h),
  ];
}

/** The poster of a title: `{ id, title, year, genres, image, theme }`. */
export function poster(title) {
  if (title.image) return h('img.poster', { src: title.image, alt: '', loading: 'lazy', decoding: 'async' });
  const plan = design(title);
  const face = plan.chance.pick(faces);
  const scrim = uniqueID('scrim');
  const art = drawing(plan, width, height);
  const words = lettering(title, face, plan.palette);
  return svg('svg.poster', { viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: 'xMidYMid slice', 'aria-hidden': 'true', focusable: 'false' },
    art,
    svg('defs', null, svg('linearGradient', { id: scrim, x1: 0, y1: 0, x2: 0, y2: 1 },
      svg('stop', { offset: 0, 'stop-color': plan.palette[0], 'stop-opacity': 0 }), svg('stop', { offset: 0.34, 'stop-color': plan.palette[0], 'stop-opacity': 0.84 }),
      svg('stop', { offset: 1, 'stop-color': plan.palette[0], 'stop-opacity': 0.97 }))),
    svg('rect', { y: words.top - 56, width, height: height - words.top + 56, fill: `url(#${scrim})` }),
    words.nodes);
}

/** A poster without words, for walls: `seed` is any text. */
export function ornament(seed) {
  return svg('svg.poster', { viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: 'xMidYMid slice', focusable: 'false' }, drawing(design({ title: seed }), width, height));
}

/** The same subject, wide and without words, for heads of pages. */
export function backdrop(title) {
  const plan = design(title);
  return svg('svg.backdrop', { viewBox: '0 0 1200 600', preserveAspectRatio: 'xMidYMid slice', 'aria-hidden': 'true', focusable: 'false' }, drawing(plan, 1200, 600));
}

let pen = null;
const widths = new Map();
function measure(text, face) {
  const key = `${face.font}|${text}`;
  if (!widths.has(key)) {
    pen ??= document.createElement('canvas').getContext('2d');
    pen.font = face.font;
    if (widths.size > 5000) widths.clear();
    widths.set(key, pen.measureText(text).width + text.length * face.tracking * 100);
  }
  return widths.get(key);
}

/** The title in one to five lines, as large as fits, at the foot; year above it. */
function lettering(title, face, palette) {
  const text = face.upper ? title.title.toUpperCase() : title.title;
  const { lines, size } = fit(text.replace(/\s+/g, ' ').trim() || '?', face);
  const leading = size * face.leading;
  const base = height - margin - 2 - (lines.length - 1) * leading;
  const top = base - size * 0.8;
  const small = { 'font-family': 'Inter, "Segoe UI", "Helvetica Neue", "DejaVu Sans", sans-serif', 'font-size': 17, 'letter-spacing': 1.2, fill: palette[4] };
  const fields = /^(italic )?(\d+) 100px (.+)$/.exec(face.font);
  return {
    top: top - 26,
    nodes: [
      svg('text', { x: margin, y: top - 9, ...small, 'font-weight': 600, opacity: 0.86 }, title.year ? String(title.year) : ''),
      ...lines.map((each, i) => svg('text', {
        x: margin, y: Math.round((base + i * leading) * 10) / 10, fill: palette[4], 'font-family': fields[3], 'font-weight': fields[2],
        'font-style': fields[1] ? 'italic' : 'normal', 'font-size': Math.round(size * 10) / 10, 'letter-spacing': Math.round(size * face.tracking * 10) / 10,
      }, each)),
    ],
  };
}

function fit(text, face) {
  const words = text.split(' ').flatMap((word) => word.length > 18 ? word.match(/.{1,16}/gu) : [word]).slice(0, 18);
  let best = { lines: [text.slice(0, 20)], size: 14 };
  for (let count = 1; count <= 5; count += 1) {
    const lines = broken(words, count, face);
    const size = Math.min(58, (width - margin * 2) / Math.max(...lines.map((line) => measure(line, face))) * 100, 190 / (lines.length * face.leading));
    if (size > best.size * 1.04) best = { lines, size };
  }
  return best;
}

/** Words in about equally long lines. */
function broken(words, count, face) {
  const goal = measure(words.join(' '), face) / count;
  const lines = [];
  let line = '';
  for (const word of words) {
    const longer = line ? `${line} ${word}` : word;
    if (line && lines.length < count - 1 && measure(longer, face) > goal * 1.08) { lines.push(line); line = word; } else line = longer;
  }
  return [...lines, line];
}
