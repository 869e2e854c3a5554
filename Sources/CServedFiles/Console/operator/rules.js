// Rules: written, checked while one writes, with the number of titles that each statement touches.
import { h, fill, debounce } from '../lib/dom.js';
import { get, put, post, remove, part as piece, isAbort } from '../lib/api.js';
import { empty, sentence } from '../lib/states.js';
import { confirm } from '../lib/dialog.js';
import { toast } from '../lib/toast.js';
import { records } from '../lib/shapes.js';
import { number, time } from '../lib/format.js';
import { head, part, panel, badge, field, acting } from './parts.js';

const examples = [
  ['Keep horror off the home page by day', 'exclude genre = "Horror" when surface = "home" and hour between 6 and 20'], ['More of what is recent', 'boost 0.7 where year >= 2015'],
  ['At most two comedies in ten places', 'limit 2 in 10 where genre = "Comedy"'], ['Nothing that was given up', 'exclude abandoned'],
];

export async function rulesView({ signal, place }) {
  const desk = { signal, name: h('input', { required: true, maxlength: 64, pattern: '[A-Za-z0-9._\\-]+', placeholder: 'such as no-horror' }), surfaces: h('input', { placeholder: 'all surfaces', maxlength: 400 }) };
  desk.enabled = h('input', { type: 'checkbox', checked: true });
  desk.text = h('textarea', { rows: 7, spellcheck: 'false', maxlength: 4000, placeholder: 'exclude genre = "Horror" when device = "phone"; …' });
  desk.verdict = h('div.verdict', { role: 'status' });
  desk.list = part(signal, () => list(desk));
  desk.check = debounce(250, () => check(desk));
  signal.addEventListener('abort', () => desk.check.cancel());
  desk.text.addEventListener('input', desk.check);
  fill(place, head('Rules', 'Include, exclude, boost, pin, limit: small statements that hold from the next answer on.'),
    h('div.panels.panels-wide', null, panel('Rule', editor(desk)), panel('Kept rules', desk.list)));
  check(desk);
  return 'Rules';
}

function editor(desk) {
  const said = h('p.form-error', { role: 'alert' });
  const save = async (event) => {
    event.preventDefault();
    said.textContent = '';
    try {
      const surfaces = desk.surfaces.value.split(',').map((each) => each.trim()).filter(Boolean);
      await put(`/v1/rules/${piece(desk.name.value.trim())}`, { text: desk.text.value, enabled: desk.enabled.checked, ...(surfaces.length ? { surfaces } : {}) });
      toast(`${desk.name.value} is kept and in force from the next answer on.`);
      desk.list.again();
    } catch (error) { if (!isAbort(error)) said.textContent = sentence(error); }
  };
  return h('form.form', { onsubmit: save },
    h('div.form-line', null, field('Name', desk.name), field('Surfaces, with commas', desk.surfaces)),
    field('Statements, separated by ;', desk.text), desk.verdict,
    h('label.check', null, desk.enabled, h('span', null, 'In force')), said,
    h('div.actions', null, h('button.button.primary', { type: 'submit' }, 'Keep the rule')),
    h('details', null, h('summary', null, 'Examples'), h('ul.examples', { role: 'list' }, examples.map(([name, text]) => h('li', null,
      h('button.button.small', { type: 'button', onclick: () => { desk.text.value = text; check(desk); } }, 'Use'), h('span', null, name, h('code', null, text)))))));
}

async function check(desk) {
  const text = desk.text.value.trim();
  if (!text) return fill(desk.verdict, h('p.muted.small', null, 'Write a statement, or take an example: what it touches appears here.'));
  try {
    const answer = await post('/v1/rules/check', { text }, { signal: desk.signal });
    if (desk.text.value.trim() === text) fill(desk.verdict, verdict(answer, text));
  } catch (error) {
    if (!isAbort(error)) fill(desk.verdict, h('p.form-error', null, sentence(error)));
  }
}

function verdict(answer, text) {
  const fault = answer.error ?? (answer.valid === false ? answer : null);
  if (fault) {
    const at = Math.max(0, (fault.position ?? 1) - 1);
    return [h('p', null, badge('bad', 'Cannot be read'), ' ', [fault.reason ?? fault.detail, fault.advice].filter(Boolean).join('. ')),
      h('pre.pointed', { 'aria-hidden': 'true' }, text.slice(0, at), h('mark', null, text.slice(at, at + 1) || ' '), text.slice(at + 1))];
  }
  return h('ul.statements', { role: 'list' }, records(answer, 'statements').map((each, i) => h('li', null, badge('good', each.action ?? `Statement ${i + 1}`),
    h('strong', null, `${number(each.titles ?? each.affected)} titles`), (each.personal ?? each.is_personal) && h('span.muted', null, 'and what the person did'))));
}

async function list(desk) {
  const rules = records(await get('/v1/rules', undefined, { signal: desk.signal }), 'rules');
  if (!rules.length) return empty('No rules yet', 'Without rules, only taste, age limits and licences decide.');
  return h('ul.cards', { role: 'list' }, rules.map((rule) => h('li.card', null,
    h('div.card-head', null, h('strong', null, rule.name), rule.enabled === false || rule.is_enabled === false ? badge('warn', 'Resting') : badge('good', 'Holds')),
    h('pre', null, rule.text), h('p.muted.small', null, [rule.surfaces?.length ? rule.surfaces.join(', ') : 'all surfaces', rule.changed && `changed ${time(rule.changed)}`].filter(Boolean).join(' · ')),
    h('div.actions', null, acting('Edit', async () => edit(desk, rule)), acting('Remove', async () => {
      if (!await confirm(`Remove ${rule.name}?`, 'It stops to hold with the next answer.', { action: 'Remove', danger: true })) return false;
      await remove(`/v1/rules/${piece(rule.name)}`);
      desk.list.again();
    }, { kind: 'danger', done: `${rule.name} is removed.` })))));
}

function edit(desk, rule) {
  desk.name.value = rule.name;
  desk.text.value = rule.text;
  desk.surfaces.value = (rule.surfaces ?? []).join(', ');
  desk.enabled.checked = (rule.enabled ?? rule.is_enabled) !== false;
  check(desk);
  desk.text.focus();
}
