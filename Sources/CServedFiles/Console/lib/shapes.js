// The answers of the API in the form that views read. What is missing gets a value that can be shown; nothing else is made up.
import { localAddress } from './dom.js';

const list = (value) => Array.isArray(value) ? value : [];
const text = (value) => typeof value === 'string' ? value : '';
const figure = (value) => typeof value === 'number' && Number.isFinite(value) ? value : undefined;

/** The face that each title was last served with: its own page shows it too, so that a poster does not change when it is opened. */
const faces = new Map();
function face(id, o) {
  if (o && typeof o === 'object' && typeof o.kind === 'string') {
    if (faces.size > 5000) faces.clear();
    faces.set(id, { kind: o.kind, theme: text(o.theme), picture: o.kind === 'image' ? picture(o.address) : null });
  }
  return faces.get(id);
}

/** A title of any answer. */
export function asTitle(o = {}) {
  const facets = o.facets && typeof o.facets === 'object' ? o.facets : {};
  const id = text(o.id ?? o.item ?? o.item_id);
  const chosen = face(id, o.artwork);
  return {
    id, title: text(o.title) || text(o.id) || 'Untitled', year: figure(o.year), facets,
    genres: list(o.genres ?? facets.genre ?? facets.genres), cast: list(facets.cast ?? o.cast), image: chosen?.picture ?? picture(o.image),
    theme: chosen?.theme ?? '', highlight: text(o.highlight?.text),
    maturity: figure(o.maturity), duration: figure(o.duration), isHidden: o.hidden === true || o.is_hidden === true,
    score: figure(o.score), source: text(o.source), propensity: figure(o.propensity), reason: asReason(o.reason),
    progress: figure(o.progress), episode: figure(o.episode) || 0, raw: o,
  };
}

/** A picture has a whole address, or a path from the root: any other text would be looked for beside the console. */
const picture = (value) => typeof value === 'string' && /^(data:image\/|https?:\/\/|\/(?!\/))/.test(value) ? localAddress(value) : null;

function asReason(o) {
  if (typeof o === 'string') return { kind: '', text: o, titles: [], shared: [] };
  if (!o || typeof o !== 'object') return null;
  return { kind: text(o.kind), text: text(o.text), titles: list(o.titles).map(asMention), shared: list(o.shared).filter((each) => typeof each === 'string') };
}

/** Titles are mentioned as objects or by id alone. */
const asMention = (value) => typeof value === 'string' ? asTitle({ id: value }) : asTitle(value);

export function asHead(o = {}) {
  return {
    recommendation: text(o.recommendation_id), model: text(o.model_version), took: figure(o.took_ms), basis: text(o.basis),
    next: text(o.next_cursor ?? o.next),
  };
}

export function asList(o = {}) {
  return { ...asHead(o), items: list(o.items ?? o.titles ?? o.results).map(asTitle), facets: asFacets(o.facets), total: figure(o.total ?? o.count) };
}

export function asPage(o = {}) {
  return { ...asHead(o), rows: list(o.rows).map(asRow).filter((row) => row.items.length) };
}

function asRow(o) {
  return { id: text(o.id), kind: text(o.kind), title: text(o.title), reason: asReason(o.reason), next: text(o.next_cursor ?? o.next), items: list(o.items).map(asTitle) };
}

/** `[{ facet, value, count }]`, or `{ genre: [{ value, count }] }`, or `{ genre: { comedy: 3 } }`. */
export function asFacets(o) {
  if (!o || typeof o !== 'object') return [];
  if (Array.isArray(o)) {
    return o.flatMap((each) => each.values ? list(each.values).map((value) => ({ facet: text(each.facet ?? each.name), value: text(value.value ?? value), count: figure(value.count) }))
      : [{ facet: text(each.facet ?? each.name), value: text(each.value), count: figure(each.count) }]);
  }
  return Object.entries(o).flatMap(([facet, values]) => Array.isArray(values)
    ? values.map((each) => ({ facet, value: text(each.value ?? each), count: figure(each.count) }))
    : Object.entries(values ?? {}).map(([value, count]) => ({ facet, value, count: figure(count) })));
}

/** Why a title is shown: what its score loses without each cause and each facet. */
export function asWhy(o = {}) {
  return {
    ...asHead(o), item: asTitle(o.item), score: figure(o.score), place: figure(o.place), placeOf: figure(o.place_of), exclusion: text(o.exclusion), text: asReason(o.reason)?.text ?? '',
    counterfactual: text(o.counterfactual), titles: list(o.causes).map((each) => ({ ...asTitle(each), effect: figure(each.drop) ?? 0, time: text(each.met) })),
    page: text(o.page?.text),
    facets: list(o.facets).map((each) => ({ facet: text(each.facet), value: text(each.value), effect: figure(each.drop) ?? 0 })), note: faithfulness(o.faithfulness),
  };
}

function faithfulness(o) {
  const [named, tried] = [figure(o?.named_drop), figure(o?.tried_drop)];
  if (named === undefined || tried === undefined || !o.tried_tokens) return '';
  return `On average the score falls by ${named.toFixed(2)} without one of the named titles, and by ${tried.toFixed(2)} without one of the ${o.tried_tokens} that were tried, of ${o.read_tokens} read.`;
}

/** What the model believes about a person, by facet, with what the person said to it. */
export function asProfile(o = {}) {
  const belief = (each) => ({
    facet: text(each.facet), value: text(each.value), strength: figure(each.share) ?? 0, usual: figure(each.usual_share), lift: figure(each.lift),
    weight: figure(each.correction) ?? 0, titles: list(each.titles).map(asMention), count: figure(each.chosen),
  });
  const entries = [...list(o.likes), ...list(o.dislikes)].map(belief);
  for (const each of list(o.corrections)) {
    if (!entries.some((entry) => entry.facet === each.facet && entry.value === each.value)) entries.push(belief({ ...each, correction: each.weight }));
  }
  const evidence = o.evidence ?? {};
  return { ...asHead(o), entries, events: figure(evidence.events), titles: figure(evidence.titles), first: text(evidence.first), isPersonal: evidence.is_personal !== false, since: text(o.since), habits: asHabits(o.habits), trends: list(o.trends).map((each) => ({ value: text(each.value), facet: text(each.facet), now: figure(each.recent_share) ?? 0, before: figure(each.earlier_share) ?? 0 })) };
}

const numbers = (value) => list(value).filter((each) => Number.isFinite(each));
const asHabits = (o) => ({ hours: numbers(o?.hours), weekdays: numbers(o?.weekdays), devices: list(o?.devices).map((each) => ({ name: text(each.name), choices: figure(each.choices) ?? 0 })) });

/** A list of records under any of the usual names. */
export function records(o, ...names) {
  if (Array.isArray(o)) return o;
  for (const name of [...names, 'items', 'data', 'results']) if (Array.isArray(o?.[name])) return o[name];
  return [];
}
