// The bar on top: where one is, who is watching, light or dark, and the way to the operator's side.
import { h, fill } from '../lib/dom.js';
import { session, signOut } from '../lib/session.js';
import { go } from '../lib/router.js';
import { themeButton } from '../lib/theme.js';
import { face } from './signin.js';

const places = [['/', 'Home'], ['/search', 'Search'], ['/talk', 'Talk'], ['/taste', 'My taste']];

/** Draws the header for an area and a path. */
export function drawHeader(header, area, path) {
  const isMember = area === 'member' && session.profile;
  fill(header,
    h('a.brand', { href: session.profile || !session.credential ? '#/' : '#/profiles', 'aria-label': 'Tastemaker, home' }, mark(), h('span', null, 'Tastemaker')),
    isMember && h('nav.site-nav', { 'aria-label': 'Main' }, places.map(([to, label]) => h('a', { href: `#${to}`, 'aria-current': to === path ? 'page' : undefined }, label))),
    h('div.header-end', null,
      session.role === 'operator' && h('a.button.small', { href: area === 'operator' ? '#/' : '#/operator' }, area === 'operator' ? 'Member’s view' : 'Operator'),
      themeButton(),
      session.credential && who()));
}

function who() {
  const name = session.profile?.name ?? 'Signed in';
  const menu = h('details.who', null,
    h('summary', { 'aria-label': `${name}: menu` }, face(name), h('span.who-name', null, name)),
    h('div.menu', null,
      session.role === 'operator' && h('a', { href: '#/profiles' }, 'Change profile'),
      h('a', { href: '#/taste' }, 'My taste'),
      h('button', { type: 'button', onclick: () => { signOut(); go('/sign-in'); } }, 'Sign out')));
  menu.addEventListener('keydown', (event) => { if (event.key === 'Escape' && menu.open) { menu.open = false; menu.querySelector('summary').focus(); } });
  menu.addEventListener('focusout', (event) => { if (!menu.contains(event.relatedTarget)) menu.open = false; });
  return menu;
}

function mark() {
  return h('img', { src: 'icon.svg', alt: '', width: 28, height: 28 });
}
