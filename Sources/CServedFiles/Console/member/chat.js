// A conversation about what to watch: words appear as they come, titles stand beside them, and what was understood can be corrected.
import { h, fill, uniqueID, announce } from '../lib/dom.js';
import { remove, isAbort } from '../lib/api.js';
import { events } from '../lib/stream.js';
import { failure } from '../lib/states.js';
import { session, own } from '../lib/session.js';
import { tile } from './tile.js';

const beginnings = ['Surprise me', 'A comedy from the 90s', 'Something my parents would like too', 'I loved Heat and Alien'];

export async function chatView({ signal, place }) {
  const id = uniqueID('chat');
  const talk = { signal, turn: null, conversation: undefined, state: undefined, log: h('ol.chat-log', { 'aria-label': 'Conversation' }), understood: h('div.chat-state') };
  const input = h('input.chat-input', { id, type: 'text', maxlength: 1000, autocomplete: 'off', placeholder: 'What do you feel like watching?' });
  const consent = h('input', { type: 'checkbox', id: `${id}-consent` });
  talk.consents = () => consent.checked;
  talk.send = (message, without = []) => say(talk, message, without);
  fill(place, h('div.page-head', null, h('h1', null, 'Talk')),
    h('section.chat', { 'aria-label': 'Talk about what to watch' }, talk.log, talk.understood,
      h('form.chat-form', { onsubmit: (event) => { event.preventDefault(); const text = input.value.trim(); if (text) { input.value = ''; talk.send(text); } } },
        h('label.visually-hidden', { for: id }, 'Your message'), input, h('button.button.primary', { type: 'submit' }, 'Say')),
      h('div.chat-foot', null,
        !session.profile?.isGuest && h('label.chat-consent', { for: consent.id }, consent, 'What I tell of titles may count for all my lists'),
        h('button.button.small', { type: 'button', onclick: () => forget(talk) }, 'Forget this talk'))));
  fill(talk.log, opening(talk));
  input.focus();
  return 'Talk';
}

const opening = (talk) => h('li.chat-turn.chat-ours', null, h('p', null, 'Say what you feel like, name a title that you liked, or begin with one of these:'),
  h('div.chips', null, beginnings.map((text) => h('button.chip', { type: 'button', onclick: () => talk.send(text) }, text))));

/** One turn; a newer one makes an older one stop. */
async function say(talk, message, without) {
  talk.turn?.abort(new DOMException('newer', 'AbortError'));
  talk.turn = new AbortController();
  const signal = AbortSignal.any([talk.signal, talk.turn.signal]);
  if (message) talk.log.append(h('li.chat-turn.chat-yours', null, h('p', null, message)));
  const words = h('p.chat-words', null);
  const titles = h('ul.chat-titles', { role: 'list' });
  const reply = h('li.chat-turn.chat-ours', { 'aria-busy': 'true' }, words, titles);
  talk.log.append(reply);
  reply.scrollIntoView({ block: 'nearest' });
  try {
    for await (const { name, data } of events('/v1/chat', body(talk, message, without), signal)) take(talk, name, data, words, titles);
    announce(words.textContent);
  } catch (error) {
    if (!isAbort(error)) fill(reply, failure(error, () => { reply.remove(); say(talk, message, without); }));
  } finally {
    reply.removeAttribute('aria-busy');
    reply.scrollIntoView({ block: 'nearest' });
    // What was understood stands below the reply, and must not lie under the field.
    talk.understood.scrollIntoView({ block: 'nearest' });
  }
}

function body(talk, message, without) {
  const isGuest = session.profile?.isGuest;
  return {
    message, without, stream: true, user: isGuest ? undefined : session.role === 'member' ? 'me' : session.profile?.id,
    history: isGuest ? session.guestEvents : undefined, conversation: talk.conversation, state: talk.conversation ? undefined : talk.state,
    consent: talk.consents() || undefined, count: 4,
  };
}

function take(talk, name, data, words, titles) {
  if (name === 'delta' && typeof data.text === 'string') words.append(data.text);
  if (name === 'item' && typeof data.id === 'string') titles.append(tile({ ...data, genres: Array.isArray(data.genres) ? data.genres : [], reason: { text: data.reason } }));
  if (name === 'state') fill(talk.understood, sentence(talk, data));
  if (name !== 'done') return;
  talk.conversation = data.conversation;
  talk.state = data.state;
  if (data.fallback) words.append(h('small.muted', null, ` (worded by the built-in engine: ${data.fallback})`));
}

/** What the talk has come to, in parts that can be taken away. */
function sentence(talk, data) {
  const pieces = Array.isArray(data.pieces) ? data.pieces.filter((piece) => typeof piece?.text === 'string') : [];
  if (!pieces.some((piece) => piece.key)) return null;
  return h('p.intent-sentence', { role: 'group', 'aria-label': 'What I have understood' }, pieces.map((piece) => piece.key
    ? h('button.intent-part', { type: 'button', 'aria-label': `Without “${piece.text}”`, onclick: () => talk.send('', [piece.key]) }, piece.text, h('span', { 'aria-hidden': 'true' }, '×'))
    : h('span', null, piece.text)));
}

async function forget(talk) {
  const { conversation } = talk;
  talk.turn?.abort(new DOMException('forgotten', 'AbortError'));
  Object.assign(talk, { conversation: undefined, state: undefined });
  fill(talk.log, opening(talk));
  fill(talk.understood);
  announce('Forgotten');
  if (!conversation) return;
  try {
    await remove(own('/chat'), { query: { conversation }, signal: talk.signal });
  } catch (error) {
    if (!isAbort(error)) talk.log.append(h('li.chat-turn', null, failure(error)));
  }
}
