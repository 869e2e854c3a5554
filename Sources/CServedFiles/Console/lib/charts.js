// Small charts as SVG and lists, each with its figures in words for those who cannot see it.
import { h, svg } from './dom.js';

/** Horizontal bars with labels: `[{ label, note, value, href, onclick }]`. Negative values point to the left. */
export function bars(rows, { format = String, max } = {}) {
  const largest = max ?? Math.max(...rows.map((each) => Math.abs(each.value)), 1e-9);
  return h('ul.bars', { role: 'list' }, rows.map((each) => h('li', { class: each.value < 0 ? 'negative' : '' },
    h('span.bars-label', null, each.href ? h('a', { href: each.href, onclick: each.onclick }, each.label) : each.label, each.note && h('small', null, each.note)),
    h('span.bars-track', { 'aria-hidden': 'true' }, h('span.bars-fill', { vars: { '--share': `${Math.min(100, (Math.abs(each.value) / largest) * 100)}%` } })),
    h('span.bars-value', null, format(each.value)))));
}

/** A line over an even axis: `values` may have gaps (null). A number of series: `[{ name, values }]`. */
export function lines(series, { width = 320, height = 90, format = String, label = 'Chart', from = 0 } = {}) {
  const all = series.flatMap((each) => each.values).filter((value) => Number.isFinite(value));
  if (all.length < 2) return h('p.chart.muted.small', null, 'A line appears with the next figures.');
  const [low, high] = [Math.min(from ?? Infinity, ...all), Math.max(...all)];
  const span = high - low || 1;
  const [left, right, top, bottom] = [4, 4, 8, 6];
  const x = (i, count) => left + (i / Math.max(1, count - 1)) * (width - left - right);
  const y = (value) => height - bottom - ((value - low) / span) * (height - top - bottom);
  const drawn = series.map(({ values }, index) => {
    const points = values.map((value, i) => Number.isFinite(value) ? [x(i, values.length), y(value)] : null).filter(Boolean);
    const d = points.map(([u, v], i) => `${i ? 'L' : 'M'}${u.toFixed(1)} ${v.toFixed(1)}`).join('');
    const last = points[points.length - 1];
    return svg('g', { class: `series series-${index}` },
      series.length === 1 && svg('path.area', { d: `${d}L${last[0].toFixed(1)} ${height - bottom}L${points[0][0].toFixed(1)} ${height - bottom}Z` }),
      svg('path.line', { d }), svg('circle.dot', { cx: last[0].toFixed(1), cy: last[1].toFixed(1), r: 3 }));
  });
  const said = series.map(({ name, values }) => `${name ? `${name}: ` : ''}from ${format(values.find(Number.isFinite))} to ${format(values.findLast(Number.isFinite))}`).join('; ');
  return h('figure.chart', null,
    svg('svg', { viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': `${label}: ${said}`, preserveAspectRatio: 'none' },
      [0.25, 0.5, 0.75].map((share) => svg('path.grid', { d: `M0 ${(height * share).toFixed(1)}H${width}` })), drawn),
    h('figcaption', null,
      series.length > 1 && h('span.legend', null, series.map(({ name }, index) => h('span', { class: `series-${index}` }, name))),
      h('span.range', null, `${format(low)} – ${format(high)}`)));
}

/** A share of a whole, such as memory in use. */
export function meter(share, label) {
  const percent = Math.round(Math.min(1, Math.max(0, share)) * 100);
  return h('span.meter', { role: 'meter', 'aria-label': label, 'aria-valuenow': percent, 'aria-valuemin': 0, 'aria-valuemax': 100 },
    h('span.meter-fill', { class: percent > 90 ? 'high' : '', vars: { '--share': `${percent}%` } }));
}
