// Models: which serves, how each learned, how two compare, and who may serve next.
import { h, fill } from '../lib/dom.js';
import { get, post, remove, part as piece } from '../lib/api.js';
import { empty } from '../lib/states.js';
import { confirm, openDialog } from '../lib/dialog.js';
import { lines } from '../lib/charts.js';
import { records } from '../lib/shapes.js';
import { number, decimal, time, plain, bytes } from '../lib/format.js';
import { head, part, panel, table, badge, field, select, acting, sheet } from './parts.js';

export async function modelsView({ signal, place }) {
  const desk = { signal };
  desk.body = part(signal, async () => content(desk, await get('/v1/models', undefined, { signal })));
  fill(place, head('Models', 'A model serves only if it is better than the best simple baseline, covers the catalogue, and is whole.',
    acting('Roll back', async () => {
      if (!await confirm('Roll back?', 'The model that served before serves again, from the next answer on. Nothing is trained.', { action: 'Roll back' })) return false;
      const answer = await post('/v1/models/rollback');
      desk.body.again();
      return answer;
    }, { done: (answer) => `${answer?.serving ?? 'The model before'} serves again.` })), desk.body);
  return 'Models';
}

function content(desk, answer) {
  const models = records(answer, 'models');
  if (!models.length) return empty('No model yet', 'Pages rest on content, neighbours, popularity and novelty until one is trained.', h('a.button.primary', { href: '#/operator/jobs' }, 'Train one'));
  const live = answer.serving ?? models.find((each) => each.is_serving)?.name;
  const detail = h('div');
  const show = (name) => fill(detail, part(desk.signal, () => modelDetail(name, desk.signal)));
  show(models.some((each) => each.name === live) ? live : models[0].name);
  return [answer.failure && h('p.failure', { role: 'alert' }, answer.failure), table('Models', [
    { name: 'Model', cell: (each) => h('button.link', { type: 'button', onclick: () => show(each.name) }, each.name) },
    { name: 'State', cell: (each) => [each.is_serving && badge('good', 'Serves'), each.is_pinned && badge('warn', 'Pinned'), each.damage && badge('bad', 'Damaged'), each.rollback_place !== undefined && badge('news', `Served before, ${each.rollback_place}`)] },
    { name: 'Gate', cell: (each) => each.verdict ? badge(each.verdict.is_passed ? 'good' : 'bad', each.verdict.is_passed ? 'Passed' : 'Failed') : '–' },
    { name: 'Size', number: true, cell: (each) => bytes(each.bytes) }, { name: 'Made', cell: (each) => time(each.published) },
    { name: 'Actions', hidden: true, cell: (each) => modelActions(each, desk) },
  ], models), h('div.panels.panels-wide', null, panel('In detail', detail), panel('Compare two', comparison(models, live, desk.signal)))];
}

function modelActions(model, desk) {
  const again = () => desk.body.again();
  if (model.is_pinned) return acting('Unpin', async () => { await remove('/v1/models/pin'); again(); }, { done: 'New models may serve again.' });
  if (model.is_serving) return acting('Pin', async () => { await post(`/v1/models/${piece(model.name)}/pin`); again(); }, { done: `${model.name} stays, whatever is trained.` });
  return acting('Promote', () => promote(model, desk), { kind: 'primary' });
}

/** The gate judges in a job of its own; its verdict is shown as it is. */
async function promote(model, desk) {
  if (!await confirm(`Promote ${model.name}?`, 'It is put before the gate: accuracy against the best simple baseline, coverage, checksums. If it passes, it serves with the next answer.', { action: 'To the gate' })) return false;
  const { job, verdict } = await post(`/v1/models/${piece(model.name)}/promote`);
  openDialog(`${model.name} before the gate`, () => verdict ? verdictView(verdict) : part(desk.signal, async () => {
    const ended = await outcome(job.id, desk.signal);
    const now = await get(`/v1/models/${piece(model.name)}`, undefined, { signal: desk.signal });
    return now.verdict ? verdictView(now.verdict) : jobSentence(ended);
  }, () => h('p.muted', null, 'The gate looks at the model. This can take a minute; it goes on if you close this.')), { kind: 'wide' }).then(() => desk.body.again());
  return false;
}

const jobSentence = (job) => h('p', null, `The job ${job.state}. ${job.reason ?? ''}`);

/** Waits until a job is over, for ten minutes at most. */
async function outcome(id, signal) {
  for (let turn = 0; turn < 600; turn += 1) {
    const job = await get(`/v1/jobs/${piece(id)}`, undefined, { signal });
    if (!['queued', 'running'].includes(job.state)) return job;
    await new Promise((resolve) => setTimeout(resolve, 1000));
    signal.throwIfAborted();
  }
  throw new Error('The job takes longer than ten minutes; look at the jobs.');
}

function verdictView(verdict) {
  return h('div.form', null, h('p', null, badge(verdict.is_passed ? 'good' : 'bad', verdict.is_passed ? 'It passed' : 'It did not pass'), verdict.against && ` against ${verdict.against}`),
    h('ul.statements', { role: 'list' }, records(verdict, 'findings').map((each) => h('li', null, badge(each.is_passed ? 'good' : 'bad', plain(each.check)), h('span', null, each.sentence)))));
}

async function modelDetail(name, signal) {
  const model = await get(`/v1/models/${piece(name)}`, undefined, { signal });
  const losses = records(model.history, 'losses').map((each) => each.loss);
  const quality = records(model.history, 'validations');
  return [h('h3', null, name), model.damage && h('p.failure', { role: 'alert' }, model.damage),
    losses.length > 1 && h('div.plot', null, h('h4', null, 'Loss in nats per target, by step'), lines([{ values: losses }], { format: (value) => decimal(value, 3), label: 'Loss', from: null, height: 120 })),
    quality.length > 1 && h('div.plot', null, h('h4', null, `On validation, by epoch; the best was ${model.history.best_epoch}`),
      lines([{ name: 'NDCG@10', values: quality.map((each) => each.ndcg10) }, { name: 'HitRate@10', values: quality.map((each) => each.hr10) }], { format: (value) => decimal(value, 4), label: 'Quality', height: 120 })),
    model.verdict && h('details', null, h('summary', null, 'What the gate said'), verdictView(model.verdict)),
    sheet(model.facts), records(model, 'files').length > 0 && h('details', null, h('summary', null, `${number(model.files.length)} files, ${bytes(model.files.reduce((sum, each) => sum + each.bytes, 0))}`), sheet(Object.fromEntries(model.files.map((each) => [each.path, `${bytes(each.bytes)}, SHA-256 ${String(each.sha256).slice(0, 16)}…`])), { names: false }))];
}

function comparison(models, live, signal) {
  const names = models.map((each) => [each.name, each.name]);
  if (names.length < 2) return empty('There is one model', 'Train another; then they can be compared on the same cases.');
  const state = { model: names.find(([name]) => name !== live)?.[0], against: live ?? names[1][0] };
  const place = h('div');
  const run = acting('Compare', async () => {
    const ask = () => get('/v1/models/compare', state, { signal, timeout: 60_000 });
    let answer = await ask();
    if (!answer.comparison) {
      fill(place, h('p.muted', null, 'Both answer the same cases now; this takes a minute.'));
      const job = await outcome(answer.job.id, signal);
      if (job.state !== 'succeeded') return fill(place, jobSentence(job));
      answer = await ask();
    }
    return fill(place, compared(answer.comparison ?? answer, state));
  }, { kind: 'primary' });
  return h('div.form', null, h('div.form-line', null, field('One', select(names, state.model, (value) => { state.model = value; })), field('Against', select(names, state.against, (value) => { state.against = value; }))), h('div', null, run), place);
}

function compared(answer, { model, against }) {
  const rows = records(answer, 'metrics', 'rows');
  if (!rows.length || typeof rows[0] !== 'object') return sheet(answer);
  return table('Comparison', [{ name: 'Metric', cell: (each) => each.name ?? each.metric }, { name: model, number: true, cell: (each) => decimal(each.a ?? each.first ?? each.model, 4) }, { name: against, number: true, cell: (each) => decimal(each.b ?? each.second ?? each.against, 4) },
    { name: 'Difference', number: true, cell: (each) => decimal(each.difference ?? each.delta, 4) }], rows);
}
