// Why a title is shown: what its score would lose without each thing, as measured by the model.
import { h } from '../lib/dom.js';
import { openDialog } from '../lib/dialog.js';
import { get, part } from '../lib/api.js';
import { load, skeleton, empty } from '../lib/states.js';
import { session, own, momentQuery } from '../lib/session.js';
import { asWhy } from '../lib/shapes.js';
import { bars } from '../lib/charts.js';
import { decimal, milliseconds, number, plain, ago } from '../lib/format.js';

export function openWhy(title) {
  const leave = new AbortController();
  return openDialog(`Why ${title.title}?`, (close) => {
    const place = h('div.why', null);
    load(place, leave.signal, skeleton('line', 6), () => content(title, leave.signal, close));
    return place;
  }, { kind: 'wide' }).finally(() => leave.abort(new DOMException('left', 'AbortError')));
}

async function content(title, signal, close) {
  if (session.profile?.isGuest) return guestContent(title);
  // What the tile named is measured too, so that both say the same, or why they do not.
  const named = title.reason?.kind === 'because' ? title.reason.titles?.[0]?.id : undefined;
  const why = asWhy(await get(own(`/why/${part(title.id)}`), { ...momentQuery(), named }, { signal }));
  return whyView(why, title, close);
}

/** The explanation as a place of its own; the inspector shows it as well. */
export function whyView(why, title, close = () => {}) {
  if (!why.titles.length && !why.facets.length) {
    return [lead(why.text || title.reason?.text), empty('Nothing of yours stands behind it', 'It is shown for what it is, not for what you did. Watch or rate something, and reasons appear.')];
  }
  return h('div.why-content', null,
    lead(why.text || title.reason?.text),
    why.titles.length > 0 && h('section', null,
      h('h3', null, 'Because of what you watched'),
      h('p.muted.small', null, 'What the score of this title loses when the model forgets one of these.'),
      bars(why.titles.map((each) => ({ label: each.title, note: [each.year, each.time && ago(each.time)].filter(Boolean).join(' · '), value: each.effect, href: each.id && `#/title/${part(each.id)}`, onclick: () => close() })), { format: (value) => signed(value) })),
    why.page && h('p.muted.small', null, why.page),
    why.facets.length > 0 && h('section', null,
      h('h3', null, 'Because of what it is'),
      bars(why.facets.map((each) => ({ label: each.value, note: plain(each.facet), value: each.effect })), { format: (value) => signed(value) })),
    why.counterfactual && h('p.counterfactual', null, why.counterfactual),
    why.exclusion && h('p.counterfactual', null, exclusions[why.exclusion] ?? plain(why.exclusion)),
    why.note && h('p.muted.small', null, why.note),
    h('p.muted.small', null, [why.score !== undefined && `Score ${decimal(why.score)}`, why.place && `place ${number(why.place)} of ${number(why.placeOf)}`, why.model && `model ${why.model}`, why.took !== undefined && `measured in ${milliseconds(why.took)}`].filter(Boolean).join(' · ')),
    h('p', null, h('a', { href: '#/taste', onclick: () => close() }, 'Correct what the model believes about you')));
}

const exclusions = { met: 'It is not on the page because you met it already.', refused: 'It is not on the page because you said that you do not want it.', unavailable: 'It is not on the page because it may not be shown here and now.' };

const lead = (text) => text && h('p.lead', null, text);
const signed = (value) => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(2)}`;

function guestContent(title) {
  return [lead(title.reason?.text), empty('Measured reasons need a profile', 'You are looking around as a guest: nothing is kept about you. Choose a profile to see which titles speak for this one.',
    h('a.button', { href: '#/profiles' }, 'Choose a profile'))];
}
