// Signing in with a key or a token, and choosing who watches.
import { h, fill, uniqueID } from '../lib/dom.js';
import { call, get, part, Problem } from '../lib/api.js';
import { session, change } from '../lib/session.js';
import { go } from '../lib/router.js';
import { sentence } from '../lib/states.js';
import { records } from '../lib/shapes.js';
import { chanceOf, ornament } from '../lib/poster.js';
import { marks } from './watching.js';

export async function signInView({ place }) {
  const id = uniqueID('credential');
  const said = h('p.form-error', { id: `${id}-error`, role: 'alert' });
  const input = h('input', { id, type: 'password', autocomplete: 'off', spellcheck: 'false', required: true, 'aria-describedby': `${id}-error ${id}-help`, placeholder: 'Paste it here' });
  const submit = async (event) => {
    event.preventDefault();
    said.textContent = '';
    try {
      const role = await roleOf(input.value.trim());
      change({ credential: input.value.trim(), role, profile: role === 'member' ? { id: 'me', name: 'Me' } : null });
      go(role === 'member' ? '/' : '/profiles');
    } catch (error) { said.textContent = sentence(error); }
  };
  fill(place, h('div.wall', { 'aria-hidden': 'true' }, Array.from({ length: 40 }, (_, i) => h('span', null, ornament(`wall ${i}`)))), h('div.signin', null,
    h('div.signin-words', null, h('h1', null, 'One model of taste.'), h('p.lead', null, 'It learns from what people do, changes with every event, and says why.')),
    h('form.panel.signin-form', { onsubmit: submit },
      h('h2', null, 'Sign in'),
      h('div.field', null, h('label', { for: id }, 'Key or user token'), input, h('p.muted.small', { id: `${id}-help` }, 'A key was printed once when the server started for the first time. It stays in this tab only.')),
      said, h('button.button.primary', { type: 'submit' }, 'Sign in'))));
  input.focus();
  return 'Sign in';
}

/** A token begins with `tu_`; both are asked once whether the server knows them. */
async function roleOf(credential) {
  const role = credential.startsWith('tu_') ? 'member' : 'operator';
  const before = session.credential;
  session.credential = credential;
  try {
    await call('GET', role === 'member' ? '/v1/users/me/recommendations' : '/v1/overview', role === 'member' ? { query: { count: 1 } } : {});
  } catch (error) {
    if (error.status === 401) throw new Problem(401, { title: 'The server does not know this key or token' });
    // A key that may do less than everything is still a key.
    if (![400, 403, 404, 405, 501].includes(error.status)) throw error;
  } finally { session.credential = before; }
  return role;
}

/** People of the demonstration; shown where the server knows them. */
const known = [
  ['mara', 'Mara', 'Comedies on the phone at lunch, thrillers on the television at night.'],
  ['jonas', 'Jonas', 'Science fiction and horror on the laptop when everybody sleeps.'],
  ['ines', 'Inês', 'Romances and musicals on the tablet, dramas at weekends.'],
];

export async function profilesView({ signal, place }) {
  const choices = h('ul.profiles', { role: 'list' });
  const id = uniqueID('user');
  const other = h('input', { id, required: true, autocomplete: 'off', spellcheck: 'false', maxlength: 200, placeholder: 'User id' });
  fill(place, h('div.picker', null, h('h1', null, 'Who is watching?'), choices,
    h('form.picker-other', { onsubmit: (event) => { event.preventDefault(); watchAs({ id: other.value.trim(), name: other.value.trim() }); } },
      h('label', { for: id }, 'Somebody else'), other, h('button.button', { type: 'submit' }, 'Watch as them'))));
  const guest = { id: 'guest', name: 'Guest', note: 'Nothing is kept about you.', isGuest: true };
  const fresh = { id: `new-${crypto.randomUUID().slice(0, 8)}`, name: 'Somebody new', note: 'A fresh person: tell the page what you like.' };
  fill(choices, [fresh, guest].map(card));
  const people = await whoIsThere(signal);
  fill(choices, [...people, fresh, guest].map(card));
  choices.querySelector('button')?.focus();
  return 'Who is watching?';
}

async function whoIsThere(signal) {
  const found = await Promise.all(known.map(([id, name, note]) => get(`/v1/users/${part(id)}/events`, { count: 1 }, { signal }).then((answer) => answer.total > 0 ? { id, name, note } : null, () => null)));
  const people = found.filter(Boolean);
  if (people.length) return people;
  const recent = await get('/v1/events/recent', { count: 100 }, { signal }).catch(() => null);
  return [...new Set(records(recent, 'events').map((each) => each.user).filter(Boolean))].slice(0, 6).map((id) => ({ id, name: id, note: 'Seen in the live events.' }));
}

function card(person) {
  return h('li', null, h('button.profile', { type: 'button', onclick: () => watchAs(person) }, face(person.name), h('span.profile-name', null, person.name), h('span.profile-note', null, person.note)));
}

/** A coloured initial: the same for the same name. */
export function face(name) {
  const hue = Math.floor(chanceOf(name).next() * 360);
  return h('span.face', { 'aria-hidden': 'true', vars: { '--hue': hue } }, Array.from(name)[0]?.toUpperCase() ?? '?');
}

function watchAs({ id, name, isGuest }) {
  if (!id) return;
  marks.clear();
  change({ profile: { id, name, isGuest: Boolean(isGuest) }, guestEvents: [] });
  go('/');
}

