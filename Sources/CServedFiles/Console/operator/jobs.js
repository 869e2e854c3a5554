// Long work in processes of its own: what runs, how far it is, what it says; start and stop.
import { h, fill } from '../lib/dom.js';
import { get, post, put, part as piece, isAbort } from '../lib/api.js';
import { empty, failure, sentence, skeleton } from '../lib/states.js';
import { openDialog, confirm } from '../lib/dialog.js';
import { toast } from '../lib/toast.js';
import { lines, meter } from '../lib/charts.js';
import { records } from '../lib/shapes.js';
import { ago, decimal, duration, plain, time } from '../lib/format.js';
import { head, part, panel, poll, badge, field, select, acting, sheet } from './parts.js';

const looks = { queued: 'news', running: 'warn', succeeded: 'good', done: 'good', failed: 'bad', cancelled: 'news', interrupted: 'warn' };
const fields = {
  train: [['budget_seconds', 'Wall time in seconds', 'number', 600], ['name', 'Name of the model; empty = a number', 'text', ''], ['promotes', 'Put it before the gate when it is done', 'checkbox', true]],
  evaluate: [['validation', 'On the validation part, not the test part', 'checkbox', true]], doctor: [['curve', 'With a learning curve, which takes longer', 'checkbox', false]],
  import: [['paths', 'Files below an import folder, with commas', 'text', ''], ['format', 'Format, such as movielens-csv', 'text', '']],
  backup: [['to', 'New folder below an export folder', 'text', '']], export: [['to', 'New folder below an export folder', 'text', '']],
  tag: [['only_untagged', 'Leave titles as they are that were tagged before', 'checkbox', false], ['reads_behaviour', 'Read which titles the same people watch', 'checkbox', true]],
  batch: [['to', 'New file below an export folder', 'text', ''], ['count', 'Titles a person', 'number', 20]],
};

export async function jobsView({ signal, place }) {
  const body = h('div', null, skeleton('line', 6));
  const desk = { signal, body, refresh: null };
  fill(place, head('Jobs', 'Import, train, evaluate, export: each in a process of its own, so that serving is not slowed beyond its share.', h('button.button.small.primary', { type: 'button', onclick: () => starter(desk) }, 'Start a job')),
    body, panel('Training by the clock', part(signal, () => schedule(signal))));
  desk.refresh = async () => {
    try { fill(body, list(records(await get('/v1/jobs', undefined, { signal }), 'jobs'), desk)); } catch (error) { if (isAbort(error)) throw error; fill(body, failure(error)); }
  };
  poll(2, signal, async () => { if (!body.contains(document.activeElement) || document.activeElement.tagName !== 'BUTTON') await desk.refresh(); });
  return 'Jobs';
}

function list(jobs, desk) {
  if (!jobs.length) return empty('No jobs yet', 'Start a training, or an evaluation of the model that serves.');
  return h('ul.cards', { role: 'list' }, jobs.map((job) => card(job, desk)));
}

function card(job, desk) {
  const progress = job.progress ?? {};
  const isOpen = ['queued', 'running'].includes(job.state);
  const losses = progress.losses ?? [];
  return h('li.card', null,
    h('div.card-head', null, h('strong', null, plain(job.kind ?? job.type)), badge(looks[job.state] ?? 'news', plain(job.state)), h('code.small', null, job.id)),
    job.reason && h('p', null, job.reason),
    isOpen && h('div.job-progress', null, typeof progress.share === 'number' && meter(progress.share, `Progress of ${job.kind}`),
      h('p.muted.small', null, [progress.step && plain(progress.step), typeof progress.share === 'number' && `${Math.round(progress.share * 100)} %`, progress.epoch && `epoch ${progress.epoch}`, typeof progress.loss === 'number' && `loss ${decimal(progress.loss, 3)}`,
        typeof progress.validation === 'number' && `NDCG@10 ${decimal(progress.validation, 4)}`, (progress.seconds_left ?? 0) > 0 && `${duration(progress.seconds_left)} left`, progress.detail].filter(Boolean).join(' · '))),
    losses.length > 2 && h('div.plot', null, lines([{ values: losses }], { format: (value) => decimal(value, 3), label: 'Loss', from: null, height: 70 })),
    h('p.muted.small', null, [job.started ? `began ${ago(job.started)}` : `asked for ${ago(job.created)}`, job.finished && `ended ${time(job.finished)}`, job.requester && `by ${job.requester}`, progress.published && `made ${progress.published}`].filter(Boolean).join(' · ')),
    h('div.actions', null, acting('Log', async () => { showLog(job, desk.signal); }),
      ['interrupted', 'failed'].includes(job.state) && acting('Go on', async () => { await post(`/v1/jobs/${piece(job.id)}/resume`); await desk.refresh(); }, { done: 'The job goes on.' }),
      isOpen && acting('Cancel', async () => {
        if (!await confirm(`Cancel this ${job.kind}?`, 'It ends at the next safe place; what was published or committed stays.', { action: 'Cancel the job', danger: true })) return false;
        await post(`/v1/jobs/${piece(job.id)}/cancel`);
        await desk.refresh();
      }, { kind: 'danger', done: 'The job is told to end.' })));
}

function showLog(job, signal) {
  const leave = new AbortController();
  const both = AbortSignal.any([signal, leave.signal]);
  return openDialog(`Log of ${job.kind ?? 'job'} ${job.id}`, () => {
    const text = h('pre.log', { tabindex: 0 }, 'Asking …');
    poll(2, both, async () => {
      const answer = await get(`/v1/jobs/${piece(job.id)}/log`, { offset: -65_536 }, { signal: both }).catch((error) => { if (isAbort(error)) throw error; return { text: sentence(error) }; });
      text.textContent = answer.text || 'Nothing was said yet.';
      text.scrollTop = text.scrollHeight;
    });
    return text;
  }, { kind: 'wide' }).finally(() => leave.abort(new DOMException('left', 'AbortError')));
}

function starter(desk) {
  return openDialog('Start a job', (close) => {
    const inputs = new Map();
    const place = h('div.form');
    const said = h('p.form-error', { role: 'alert' });
    let kind = 'train';
    const draw = () => {
      inputs.clear();
      fill(place, fields[kind].map(([name, label, type, value]) => {
        const input = h('input', { type, value: type === 'checkbox' ? undefined : String(value), checked: type === 'checkbox' ? value : undefined });
        inputs.set(name, input);
        return type === 'checkbox' ? h('label.check', null, input, h('span', null, label)) : field(label, input);
      }));
    };
    draw();
    const begin = async (event) => {
      event.preventDefault();
      try {
        await post('/v1/jobs', { kind, ...values(inputs) });
        close();
        toast('The job is in the queue.');
        desk.refresh();
      } catch (error) { said.textContent = sentence(error); }
    };
    return h('form', { onsubmit: begin }, field('What', select(Object.keys(fields), kind, (value) => { kind = value; draw(); })), place, said, h('div.actions', null, h('button.button.primary', { type: 'submit' }, 'Start')));
  });
}

function values(inputs) {
  return Object.fromEntries([...inputs].map(([name, input]) => {
    if (input.type === 'checkbox') return [name, input.checked];
    if (!input.value.trim()) return [name, undefined];
    if (input.type === 'number') return [name, Number(input.value)];
    return [name, name === 'paths' ? input.value.split(',').map((each) => each.trim()) : input.value.trim()];
  }).filter(([, value]) => value !== undefined));
}

async function schedule(signal) {
  const answer = await get('/v1/schedule', undefined, { signal });
  const plan = answer.schedule ?? answer;
  const hours = h('input', { type: 'number', min: 0.25, step: 0.25, value: plan.every_hours ?? '' });
  const least = h('input', { type: 'number', min: 0, value: plan.minimum_new_events ?? 1000 });
  const promotes = h('input', { type: 'checkbox', checked: plan.promotes !== false });
  const keep = acting('Keep', () => put('/v1/schedule', { is_on: Boolean(hours.value), every_hours: hours.value ? Number(hours.value) : undefined, minimum_new_events: Number(least.value) || 0, promotes: promotes.checked }), { kind: 'primary', done: 'The schedule is kept.' });
  return h('div.form', null, h('div.form-line', null, field('Every so many hours; empty = never', hours), field('New events needed at least', least)),
    h('label.check', null, promotes, h('span', null, 'A new model serves if it passes the gate')), h('div', null, keep), answer.failure && h('p.form-error', null, answer.failure), answer.freshness && h('details', null, h('summary', null, 'How fresh the live model is'), sheet(answer.freshness)));
}
