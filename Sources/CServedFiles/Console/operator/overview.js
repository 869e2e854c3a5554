// How the service is doing, every two seconds: rates, latencies, caches, freshness, memory.
import { h, fill } from '../lib/dom.js';
import { get, isAbort, part } from '../lib/api.js';
import { failure, skeleton } from '../lib/states.js';
import { lines, meter } from '../lib/charts.js';
import { number, percent, milliseconds, bytes, duration, decimal, clock, plain } from '../lib/format.js';
import { records } from '../lib/shapes.js';
import { head, panel, stat, stats, poll, table, badge, sheet } from './parts.js';

const kept = 60;
const past = { requests: [], events: [], latency: [], memory: [] };

export async function overviewView({ signal, place }) {
  const body = h('div', null, skeleton('line', 8));
  const said = h('p.muted.small');
  fill(place, head('Overview', 'What the service does right now.', said), body);
  poll(2, signal, async () => {
    try {
      const now = await get('/v1/overview', undefined, { signal });
      remember(now);
      fill(body, content(now));
      body.querySelector('.quality-place')?.append(quality(now.model_version, signal));
      said.textContent = `As of ${clock(new Date())}`;
    } catch (error) {
      if (isAbort(error)) throw error;
      fill(body, failure(error));
      throw error;
    }
  });
  return 'Overview';
}

/** The figures of an overview under the names that this screen uses. */
function figures(now) {
  const routes = records(now, 'routes');
  const rate = (operation) => routes.filter((each) => operation.test(each.route)).reduce((sum, each) => sum + (each.requests_per_second ?? 0), 0);
  return { routes, events: now.events_per_second ?? rate(/^POST \/v1\/events/), lanes: records(now, 'lanes'), caches: now.caches ?? {}, slowest: Math.max(0, ...routes.map((each) => each.latency_ms?.p99 ?? 0)) || undefined };
}

function remember(now) {
  const { events, slowest } = figures(now);
  const latest = { requests: now.requests_per_second, events, latency: slowest, memory: now.memory_bytes };
  for (const [name, value] of Object.entries(latest)) past[name] = [...past[name], value ?? null].slice(-kept);
}

function content(now) {
  const { routes, events, lanes, caches, slowest } = figures(now);
  return [
    stats(
      stat('Requests', `${decimal(now.requests_per_second, 1)}/s`, now.errors_per_second ? `${decimal(now.errors_per_second, 1)}/s failed` : 'none failed'),
      stat('Events', `${decimal(events, 1)}/s`),
      stat('Slowest p99', milliseconds(slowest), 'of the last minute'),
      stat('State cache', percent(caches.state_hit_rate, 1), `${number(caches.state_users)} people, ${bytes(caches.state_bytes)}`),
      stat('Model', now.model_version ?? '–', now.freshness_seconds !== undefined ? `made ${duration(now.freshness_seconds)} ago` : ''),
      stat('Titles', number(now.titles)),
      stat('Memory', bytes(now.memory_bytes)),
      stat('Running for', duration(now.uptime_seconds), now.ready)),
    h('div.panels.panels-small', null,
      panel('Requests a second', lines([{ values: past.requests }], { format: (value) => decimal(value, 1), label: 'Requests a second' })),
      panel('Events a second', lines([{ values: past.events }], { format: (value) => decimal(value, 1), label: 'Events a second' })),
      panel('Slowest p99 of all routes', lines([{ values: past.latency }], { format: milliseconds, label: 'Latency' })),
      panel('Memory', lines([{ values: past.memory }], { format: bytes, label: 'Memory' }))),
    routes.length > 0 && panel('Latency by route', routeTable(routes)),
    now.model_version && h('div.quality-place', { data: { model: now.model_version } }),
    lanes.length > 0 && panel('Lanes', table('Lanes', [
      { name: 'Who waits', cell: (each) => plain(each.lane) }, { name: 'Under way or waiting', number: true, cell: (each) => number(each.depth) },
      { name: 'Filled', cell: (each) => meter(each.depth / Math.max(1, each.limit), `Lane ${each.lane}`) }, { name: 'At most', number: true, cell: (each) => number(each.limit) }, { name: 'Refused', number: true, cell: (each) => number(each.refused) }], lanes))];
}

let judged = { model: '', place: null };
/** What is known of the quality of the model that serves; asked once a model. */
function quality(model, signal) {
  if (judged.model === model) return judged.place;
  judged = { model, place: h('div') };
  get(`/v1/models/${part(model)}`, undefined, { signal }).then((detail) => {
    const passed = records(detail.verdict, 'findings');
    fill(judged.place, panel('Quality of the model that serves', sheet(detail.facts), passed.length > 0 && h('ul.statements', { role: 'list' }, passed.map((each) => h('li', null, badge(each.is_passed ? 'good' : 'bad', plain(each.check)), h('span', null, each.sentence))))));
  }, () => { judged.model = ''; });
  return judged.place;
}

function routeTable(rows) {
  const largest = Math.max(...rows.map((each) => each.latency_ms?.p99 ?? 0), 1);
  const cell = (name) => ({ name, number: true, cell: (each) => milliseconds(each.latency_ms?.[name]) });
  return table('Latency by route', [
    { name: 'Route', cell: (each) => h('code', null, each.route) }, { name: 'Requests', number: true, cell: (each) => `${decimal(each.requests_per_second, 2)}/s` }, cell('p50'), cell('p95'), cell('p99'),
    { name: 'p99 beside the slowest', hidden: true, cell: (each) => meter((each.latency_ms?.p99 ?? 0) / largest, `p99 of ${each.route}`) },
    { name: 'Statuses', cell: (each) => Object.entries(each.statuses ?? {}).map(([status, count]) => badge(status >= 500 ? 'bad' : status >= 400 ? 'warn' : 'good', `${status}: ${number(count)}`)) },
  ], rows.toSorted((a, b) => (b.requests_per_second ?? 0) - (a.requests_per_second ?? 0)));
}
