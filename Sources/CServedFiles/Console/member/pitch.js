// What to say of a title to whoever looks at it: worded by the server from facts and reasons, and who worded it.
import { h, fill } from '../lib/dom.js';
import { get, part, isAbort } from '../lib/api.js';
import { session, own, momentQuery } from '../lib/session.js';

/** Keeps its place while the words come, so that nothing below it jumps. */
export const pitchPlace = () => h('p.pitch', { 'aria-live': 'polite' });

/** A page without a pitch is a page; whoever looks around as a guest has no reasons of their own. */
export async function showPitch(place, title, signal) {
  if (session.profile?.isGuest) return place.remove();
  try {
    const pitch = await get(own(`/pitch/${part(title.id)}`), { ...momentQuery(), length: 'medium' }, { signal, wait: 6000 });
    if (!pitch?.text) return place.remove();
    fill(place, pitch.text, ' ', h('span.muted.small', { title: source(pitch) }, pitch.engine === 'built-in' ? '' : `Worded by ${pitch.engine}`));
  } catch (error) {
    if (!isAbort(error)) place.remove();
  }
}

const source = (pitch) => `${pitch.checked_claims?.length ?? 0} claims, each found in the catalogue or among your reasons`;
