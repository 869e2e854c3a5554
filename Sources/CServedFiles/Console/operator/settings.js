// How the server is set up; secrets are left out by the server.
import { h, fill } from '../lib/dom.js';
import { get } from '../lib/api.js';
import { empty } from '../lib/states.js';
import { records } from '../lib/shapes.js';
import { head, part, table, panel, sheet } from './parts.js';

export async function settingsView({ signal, place }) {
  fill(place, head('Settings', 'Command line before environment before file before default. Read when the server starts; secrets are not shown.', h('a.button.small', { href: '/docs' }, 'API documents')),
    panel('Configuration', part(signal, async () => content(await get('/v1/config', undefined, { signal })))));
  return 'Settings';
}

function content(answer) {
  const rows = records(answer, 'settings', 'values', 'keys', 'config');
  if (!rows.length) return Object.keys(answer ?? {}).length ? sheet(answer) : empty('Nothing to show', 'The server tells no settings.');
  return table('Settings', [
    { name: 'Setting', cell: (each) => h('code', null, each.key ?? each.name) }, { name: 'Value', cell: (each) => h('span.mono', null, each.value === null || each.value === undefined ? '–' : Array.isArray(each.value) ? each.value.join(', ') : String(each.value)) },
    { name: 'From', cell: (each) => each.source ?? each.from ?? 'default' }, { name: 'What it does', cell: (each) => each.about ?? each.description ?? each.help ?? each.text ?? '' },
  ], rows);
}
