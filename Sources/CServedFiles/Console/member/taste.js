// The taste profile: what the model believes, sliders to correct it, and the page that follows at once.
import { h, fill, debounce, uniqueID } from '../lib/dom.js';
import { get, patch, remove, isAbort } from '../lib/api.js';
import { empty, skeleton, sentence } from '../lib/states.js';
import { session, own } from '../lib/session.js';
import { asProfile } from '../lib/shapes.js';
import { confirm } from '../lib/dialog.js';
import { toast } from '../lib/toast.js';
import { plain, percent, number, milliseconds, time } from '../lib/format.js';
import { bars } from '../lib/charts.js';
import { rowView } from './row.js';
import { askHome } from './watching.js';
import { moved } from './moving.js';

export async function tasteView({ signal, place }) {
  const head = h('header.page-head', null, h('h1', null, 'Your taste'), h('p.muted', null, 'What the model believes about you, from what you did. Correct it: the titles below follow at once.'));
  if (session.profile?.isGuest) {
    fill(place, head, empty('Guests have no profile', 'Nothing is kept about you. Choose a profile to see what a model believes.', h('a.button.primary', { href: '#/profiles' }, 'Choose a profile')));
    return 'Your taste';
  }
  const preview = h('div.preview');
  const body = h('div', null, skeleton('line', 8));
  fill(place, head, preview, body);
  const profile = asProfile(await get(own('/profile'), undefined, { signal }));
  const taste = { signal, preview, view: null, body, place };
  fill(body, profile.entries.length ? groups(profile, taste) : empty('Nothing is believed yet', 'Watch, rate or list a few titles; then this page says what follows from them.', h('a.button.primary', { href: '#/' }, 'To the home page')), foot(profile, taste));
  await showPage(taste).catch((error) => { if (isAbort(error)) throw error; });
  return 'Your taste';
}

/** The best picks of this moment, above the sliders. */
async function showPage(taste) {
  const page = await askHome({ signal: taste.signal });
  const row = page.rows.find((each) => each.kind === 'top-picks') ?? page.rows.find((each) => each.kind !== 'continue') ?? page.rows[0];
  if (!row) return;
  const fixed = { ...row, id: 'preview', title: 'Your top picks, live', next: '' };
  if (taste.view) return moved(taste.preview, () => taste.view.update(fixed));
  taste.view = rowView(fixed, taste.signal);
  fill(taste.preview, taste.view.element);
}

function groups(profile, taste) {
  const facets = new Map();
  for (const entry of profile.entries) facets.set(entry.facet, [...(facets.get(entry.facet) ?? []), entry]);
  const order = (facet) => { const at = ['genre', 'cast', 'director', 'decade'].indexOf(facet); return at < 0 ? 9 : at; };
  return h('div.taste-groups', null, [...facets].toSorted(([a], [b]) => order(a) - order(b)).map(([facet, entries]) => {
    const largest = Math.max(...entries.map((each) => each.strength), 1e-9);
    return h('section.panel', { 'aria-label': plain(facet) }, h('h2', null, plain(facet)), h('ul.taste-list', { role: 'list' }, entries.slice(0, 12).map((entry) => slider(entry, largest, taste))));
  }), habits(profile));
}

/** When and on what somebody watches, and what is new about their taste. */
function habits({ habits: { hours, devices }, trends }) {
  const busy = hours.reduce((sum, each) => sum + each, 0);
  if (!busy && !devices.length && !trends.length) return null;
  const chosen = devices.reduce((sum, each) => sum + each.choices, 0) || 1;
  return h('section.panel', { 'aria-label': 'Habits' }, h('h2', null, 'Habits'),
    busy > 0 && h('div.hours', { role: 'img', 'aria-label': `Busiest around ${hours.indexOf(Math.max(...hours))} o’clock UTC` }, hours.map((each) => h('span', { vars: { '--share': `${(each / Math.max(...hours)) * 100}%` } }))),
    busy > 0 && h('p.hours-axis.muted.small', { 'aria-hidden': 'true' }, ['0', '6', '12', '18', '24 h UTC'].map((each) => h('span', null, each))),
    devices.length > 0 && bars(devices.slice(0, 5).map((each) => ({ label: each.name, value: each.choices / chosen })), { format: (value) => percent(value) }),
    trends.length > 0 && h('ul.trends', { role: 'list' }, trends.slice(0, 5).map((each) => h('li', null, `${each.now > each.before ? 'More' : 'Less'} ${each.value} lately`, h('small.muted', null, ` ${percent(each.before)} → ${percent(each.now)}`)))));
}

const words = (weight) => weight <= -0.95 ? 'Never' : weight < -0.5 ? 'Much less' : weight < 0 ? 'Less' : weight === 0 ? 'As it is' : weight <= 0.5 ? 'More' : weight < 0.95 ? 'Much more' : 'As much as possible';

function slider(entry, largest, taste) {
  const id = uniqueID('taste');
  const said = h('output.taste-said', { for: id }, words(entry.weight));
  const input = h('input', { id, type: 'range', min: -1, max: 1, step: 0.25, value: String(entry.weight), 'aria-valuetext': words(entry.weight) });
  const save = debounce(180, () => correct(entry, Number(input.value), taste));
  input.addEventListener('input', () => { said.textContent = words(Number(input.value)); input.setAttribute('aria-valuetext', said.textContent); save(); });
  const usual = entry.usual !== undefined ? ` · usual ${percent(entry.usual)}` : '';
  return h('li', null,
    h('label', { for: id }, h('span', null, entry.value), h('small', null, `${percent(entry.strength)}${usual}`)),
    h('span.bars-track', { 'aria-hidden': 'true', class: entry.strength < 0 ? 'negative' : '' }, h('span.bars-fill', { vars: { '--share': `${(Math.abs(entry.strength) / largest) * 100}%` } })),
    h('span.taste-slider', null, h('span', { 'aria-hidden': 'true' }, '−'), input, h('span', { 'aria-hidden': 'true' }, '+')), said);
}

async function correct(entry, weight, taste) {
  const begun = performance.now();
  try {
    await patch(own('/profile'), { corrections: [{ facet: entry.facet, value: entry.value, weight }] }, { signal: taste.signal });
    const saved = performance.now() - begun;
    await showPage(taste);
    toast(`${words(weight)}: ${entry.value}. Saved in ${milliseconds(saved)}, page followed after ${milliseconds(performance.now() - begun)}.`, { seconds: 4 });
  } catch (error) {
    if (!isAbort(error)) toast(sentence(error), { kind: 'bad', seconds: 10 });
  }
}

function foot(profile, taste) {
  const known = [profile.events !== undefined && `${number(profile.events)} events`, profile.titles !== undefined && `${number(profile.titles)} titles`, (profile.since || profile.first) && `since ${time(profile.since || profile.first)}`, profile.model && `read by ${profile.model}`].filter(Boolean).join(' · ');
  return h('section.section-pad', null, known && h('p.muted.small', null, `This rests on ${known}.`),
    h('div.actions', null, h('button.button.danger', { type: 'button', onclick: () => forget(taste) }, 'Forget my taste')));
}

async function forget(taste) {
  const isSure = await confirm('Forget your taste?', 'From now on, nothing that you did until today counts for your pages. Your events stay in your export until you erase them.', { action: 'Forget it', danger: true });
  if (!isSure) return;
  try {
    await remove(own('/profile'));
    toast('Forgotten. Your page starts anew.');
    dispatchEvent(new HashChangeEvent('hashchange'));
  } catch (error) {
    toast(sentence(error), { kind: 'bad', seconds: 10 });
  }
}
