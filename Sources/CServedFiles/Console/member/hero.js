// The head of the home page: the title that the model would bet on.
import { h } from '../lib/dom.js';
import { backdrop, poster } from '../lib/poster.js';
import { part } from '../lib/api.js';
import { actionBar } from './actions.js';

export function hero(title) {
  return h('section.hero', { 'aria-label': `Top pick: ${title.title}` },
    h('div.hero-art', { 'aria-hidden': 'true' }, title.image ? poster(title) : backdrop(title)),
    h('div.hero-words', null,
      h('p.eyebrow', null, 'Picked for you now'),
      h('h2.hero-title', null, h('a', { href: `#/title/${part(title.id)}` }, title.title)),
      h('p.hero-facts', null, [title.year, ...title.genres.slice(0, 3)].filter(Boolean).join(' · ')),
      title.reason?.text && h('p.hero-reason', null, title.reason.text),
      actionBar(title, { large: true })));
}
