// Where the console begins: which address shows which view, and who may see it.
import { fill, h } from './lib/dom.js';
import { route, start } from './lib/router.js';
import { session } from './lib/session.js';
import { applyTheme } from './lib/theme.js';
import { empty } from './lib/states.js';
import { drawHeader } from './member/shell.js';
import { signInView, profilesView } from './member/signin.js';
import { homeView } from './member/home.js';
import { titleView } from './member/title.js';
import { searchView } from './member/search.js';
import { chatView } from './member/chat.js';
import { tasteView } from './member/taste.js';
import { operatorRoutes, drawSidebar } from './operator/shell.js';

route('/sign-in', signInView, { area: 'door' });
route('/profiles', profilesView, { area: 'picker' });
route('/', homeView, { area: 'member' });
route('/title/:id', titleView, { area: 'member' });
route('/search', searchView, { area: 'member', class: 'view-pad' });
route('/talk', chatView, { area: 'member' });
route('/taste', tasteView, { area: 'member' });
operatorRoutes();
route('/lost', async ({ place }) => {
  fill(place, h('h1.visually-hidden', null, 'Not found'), empty('There is nothing here', 'The address may be old, or mistyped.', h('a.button.primary', { href: '#/' }, 'To the home page')));
  return 'Not found';
}, { area: 'door' });

const header = document.getElementById('header');
const main = document.getElementById('main');

/** Sends those who are not signed in to the door, and those without a profile to the picker. */
function prepare(about, path) {
  if (!session.credential && about.area !== 'door') return '/sign-in';
  if (about.area === 'member' && !session.profile) return '/profiles';
  if (['picker', 'operator'].includes(about.area) && session.role !== 'operator') return '/';
  drawHeader(header, about.area, path);
  document.body.dataset.area = about.area;
  drawSidebar(about.area === 'operator' ? path : null);
  return null;
}

applyTheme();
start(main, prepare);
