// The operator's side: its screens and the list of them.
import { h, fill } from '../lib/dom.js';
import { icon } from '../lib/icons.js';
import { route } from '../lib/router.js';
import { overviewView } from './overview.js';
import { doctorView } from './doctor.js';
import { eventsView } from './events.js';
import { catalogueView, catalogueTitleView } from './catalogue.js';
import { usersView, inspectorView } from './inspector.js';
import { rulesView } from './rules.js';
import { tagsView } from './tags.js';
import { modelsView } from './models.js';
import { jobsView } from './jobs.js';
import { keysView } from './keys.js';
import { privacyView } from './privacy.js';
import { auditView } from './audit.js';
import { settingsView } from './settings.js';

const screens = [
  ['', 'Overview', 'overview', overviewView], ['/doctor', 'Data doctor', 'doctor', doctorView], ['/events', 'Live events', 'events', eventsView],
  ['/catalogue', 'Catalogue', 'catalogue', catalogueView], ['/users', 'User inspector', 'user', usersView], ['/rules', 'Rules', 'rules', rulesView], ['/tags', 'Tags', 'tags', tagsView],
  ['/models', 'Models', 'models', modelsView], ['/jobs', 'Jobs', 'jobs', jobsView], ['/keys', 'Keys', 'keys', keysView],
  ['/privacy', 'Privacy', 'privacy', privacyView], ['/audit', 'Audit', 'audit', auditView], ['/settings', 'Settings', 'settings', settingsView],
];

export function operatorRoutes() {
  for (const [path, , , view] of screens) route(`/operator${path}`, view, { area: 'operator' });
  route('/operator/catalogue/:id', catalogueTitleView, { area: 'operator' });
  route('/operator/users/:id', inspectorView, { area: 'operator' });
}

/** The list of screens beside the main part; `path` null takes it away. */
export function drawSidebar(path) {
  let bar = document.getElementById('sidebar');
  if (path === null) return bar?.remove();
  if (!bar) {
    bar = h('nav.sidebar', { id: 'sidebar', 'aria-label': 'Operator' });
    document.getElementById('main').before(bar);
  }
  fill(bar, screens.map(([each, name, symbol]) => {
    const isHere = each === '' ? path === '/operator' : path.startsWith(`/operator${each}`);
    return h('a', { href: `#/operator${each}`, 'aria-current': isHere ? 'page' : undefined }, icon(symbol, 18), h('span', null, name));
  }));
  bar.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
}
