// What a person does, told to the server, and how long it took until their page knew.
import { post, get } from '../lib/api.js';
import { session, change, own, momentQuery } from '../lib/session.js';
import { asPage } from '../lib/shapes.js';
import { toast } from '../lib/toast.js';
import { sentence } from '../lib/states.js';
import { milliseconds } from '../lib/format.js';

const listeners = new Set();

/** Calls `listener({ kind, title })` after something was done; it may return a promise of `{ page }` timings. */
export function onDone(listener, signal) {
  listeners.add(listener);
  signal?.addEventListener('abort', () => listeners.delete(listener));
}

/** What was done with titles in this tab, so that buttons show it at once. */
export const marks = new Map();

const effects = {
  thumbs_up: { thumb: 'up' }, thumbs_down: { thumb: 'down' }, hide: { isRefused: true }, list_add: { isListed: true }, list_remove: { isListed: false },
  complete: { isFinished: true },
};
const words = {
  play: 'Playing', progress: 'Stopped', complete: 'Finished', abandon: 'Given up', thumbs_up: 'More like', thumbs_down: 'Less like', hide: 'Not interested in', list_add: 'On your list:',
  list_remove: 'Off your list:', trailer: 'Trailer of',
};

/** Sends an event and lets the page follow. Returns whether it was acknowledged. */
export async function tell(kind, title, more = {}) {
  const begun = performance.now();
  try {
    await send({ kind, item: title.id, ...more });
  } catch (error) {
    toast(`That was not saved. ${sentence(error)}`, { kind: 'bad', seconds: 10 });
    return false;
  }
  const saved = performance.now() - begun;
  marks.set(title.id, { ...marks.get(title.id), ...effects[kind] });
  const followed = await Promise.allSettled([...listeners].map((listener) => listener({ kind, title })));
  const changed = followed.map((each) => each.value?.changed).find((each) => each !== undefined);
  const delay = followed.some((each) => each.value) ? ` · your page followed after ${milliseconds(performance.now() - begun)}` : '';
  const amount = changed ? `, ${changed} place${changed === 1 ? '' : 's'} changed` : '';
  toast(`${words[kind] ?? kind} ${title.title}. Saved in ${milliseconds(saved)}${delay}${amount}.`);
  return true;
}

async function send(event) {
  const full = {
    id: crypto.randomUUID(), time: new Date().toISOString(), ...event, device: session.moment.device || undefined, surface: 'console',
  };
  if (session.profile?.isGuest) return change({ guestEvents: [...session.guestEvents, full].slice(-200) });
  return post('/v1/events', { user: session.role === 'member' ? 'me' : session.profile.id, ...full });
}

/** The history that goes along with a guest's question. */
export const guestHistory = () => session.guestEvents.map(({ kind, item, time, completion }) => ({ kind, item, time, completion }));

/** The person's home page, or what comes below it. */
export async function askHome({ cursor, signal, moment = momentQuery() } = {}) {
  const answer = session.profile?.isGuest
    ? await post('/v1/session/home', { history: guestHistory(), cursor, ...moment, maturity: moment.maturity ? Number(moment.maturity) : undefined }, { signal })
    : await get(own('/home'), cursor ? { cursor } : moment, { signal });
  return asPage(answer);
}

/** The next titles of a row: its cursor asks for a page of that one row. */
export async function askMore(cursor, signal) {
  const page = await askHome({ cursor, signal });
  return { items: page.rows[0]?.items ?? [], next: page.rows[0]?.next ?? '' };
}
