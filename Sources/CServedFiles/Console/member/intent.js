// What a query was taken to mean: a sentence whose parts can be taken away.
import { h } from '../lib/dom.js';

/**
 * The sentence of an answer's `intent`, or nothing where there is nothing to correct.
 *
 * @param intent as the server says it; anything else gives null.
 * @param without keys that were taken away before.
 * @param change called with the new list of such keys.
 */
export function intentLine(intent, without, change) {
  const pieces = Array.isArray(intent?.pieces) ? intent.pieces.filter((piece) => typeof piece?.text === 'string') : [];
  const isWorthSaying = pieces.some((piece) => piece.key && !['title', 'text'].includes(piece.key)) || without.length > 0;
  if (!isWorthSaying) return null;
  const notes = Array.isArray(intent.notes) ? intent.notes.map((note) => note?.text).filter((text) => typeof text === 'string') : [];
  return h('div.intent', { role: 'group', 'aria-label': 'What your words were taken to mean' },
    h('p.intent-sentence', null, pieces.map((piece) => piece.key ? removable(piece, () => change([...without, piece.key])) : h('span', null, piece.text)),
      without.length > 0 && h('button.intent-again', { type: 'button', onclick: () => change([]) }, 'As I typed it')),
    notes.length > 0 && h('p.muted.small', null, notes.join(' · ')));
}

function removable(piece, take) {
  return h('button.intent-part', { type: 'button', 'aria-label': `Without “${piece.text}”`, title: `Search without “${piece.text}”`, onclick: take },
    piece.text, h('span', { 'aria-hidden': 'true' }, '×'));
}
