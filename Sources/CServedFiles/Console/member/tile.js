// One title in a row: its poster, what can be done with it, and how far it was seen.
import { h } from '../lib/dom.js';
import { icon } from '../lib/icons.js';
import { poster } from '../lib/poster.js';
import { part } from '../lib/api.js';
import { openActions } from './actions.js';

/** Draws posters when they come near the window. */
const soon = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    soon.unobserve(target);
    target.replaceChildren(poster(target.title_));
  }
}, { rootMargin: '400px 600px' });

/** A frame that gets its poster when it comes into sight; it has its size from the start. */
export function frame(title) {
  const element = h('span.frame');
  element.title_ = title;
  soon.observe(element);
  return element;
}

export function tile(title, tabIndex = 0) {
  const link = h('a.tile-link', { href: `#/title/${part(title.id)}`, tabindex: tabIndex, 'aria-label': label(title) }, frame(title));
  const element = h('li.tile', { data: { id: title.id } }, link,
    h('button.tile-more.icon-button', { type: 'button', tabindex: tabIndex, 'aria-label': `What to do with ${title.title}`, onclick: () => openActions(title) }, icon('more')),
    title.progress !== undefined && progressBar(title.progress),
    h('span.tile-caption', { 'aria-hidden': 'true' }, caption(title)));
  return element;
}

function label(title) {
  const parts = [title.title, title.year, title.progress !== undefined && `${Math.round(title.progress * 100)} % seen`, title.episode && `episode ${title.episode} is next`];
  return parts.filter(Boolean).join(', ');
}

function caption(title) {
  if (title.episode) return `Episode ${title.episode} is next`;
  if (title.progress !== undefined) return `${Math.round((1 - title.progress) * 100)} % left`;
  // A drawn poster says the title; a picture may not.
  return title.reason?.text || title.highlight || (!title.image && title.genres.slice(0, 2).join(' · ')) || title.title;
}

export function progressBar(share) {
  const width = Math.round(Math.min(1, Math.max(0, share)) * 100);
  return h('span.progress', { role: 'progressbar', 'aria-label': 'Seen', 'aria-valuenow': width, 'aria-valuemin': 0, 'aria-valuemax': 100 },
    h('span.progress-done', { vars: { '--share': `${width}%` } }));
}
