// What is wrong with the data, how it is known, and what to do.
import { h, fill } from '../lib/dom.js';
import { get, post } from '../lib/api.js';
import { toast } from '../lib/toast.js';
import { empty } from '../lib/states.js';
import { plain, number, percent } from '../lib/format.js';
import { records } from '../lib/shapes.js';
import { head, part, badge, stat, stats, acting } from './parts.js';

const order = ['blocker', 'warning', 'notice', 'opportunity'];
const kinds = { blocker: 'bad', warning: 'warn', notice: 'news', opportunity: 'good' };

export async function doctorView({ signal, place }) {
  const body = part(signal, () => report(signal));
  const look = async () => {
    await post('/v1/data-report');
    toast('The doctor looks at the data in a job of its own.');
    for (let turn = 0; turn < 120 && !signal.aborted; turn += 1) {
      await new Promise((resolve) => setTimeout(resolve, 1000));
      const { jobs } = await get('/v1/jobs', { count: 20 }, { signal });
      if (!jobs.some((job) => job.kind === 'doctor' && ['queued', 'running'].includes(job.state))) break;
    }
    return body.again();
  };
  fill(place, head('Data doctor', 'What is wrong with the data, how it is known, and what each fix brings.', acting('Look now', look)), body);
  return 'Data doctor';
}

async function report(signal) {
  try { return content(await get('/v1/data-report', undefined, { signal, timeout: 60_000 })); } catch (error) {
    if (error.status !== 404) throw error;
    return empty('The data was not looked at yet', 'Press “Look now”: a job reads the whole history and says what it found.');
  }
}

function content(answer) {
  const report = answer?.report?.data ?? answer?.report ?? {};
  const findings = records(report, 'findings').toSorted((a, b) => rank(a) - rank(b));
  return [facts(report), findings.length
    ? h('ul.findings', { role: 'list' }, findings.map(finding))
    : empty('Nothing was found', 'The data is in order, as far as the doctor looks. Look again after the next import.')];
}

const rank = (each) => { const at = order.indexOf(each.severity); return at < 0 ? order.length : at; };

function facts(report) {
  const count = report.counts ?? report.statistics ?? report.summary ?? report;
  const shown = [['Events', count.events ?? count.event_count], ['Users', count.users ?? count.user_count], ['Titles', count.items ?? count.titles ?? count.item_count]].filter(([, value]) => typeof value === 'number');
  const density = count.density;
  if (!shown.length) return null;
  return stats(shown.map(([name, value]) => stat(name, number(value))), typeof density === 'number' && stat('Density', percent(density, 1)));
}

function finding(each) {
  const severity = String(each.severity ?? 'notice');
  const kind = kinds[severity] ?? 'news';
  const amount = each.total > 0 && `${number(each.count)} of ${number(each.total)} ${each.unit ?? ''} (${percent(each.share, 1)})`;
  return h('li.finding', { class: `finding-${kind}` },
    h('div.finding-head', null, badge(kind, plain(severity)), h('h2', null, plain(each.code)), amount && h('span.muted', null, amount)),
    h('p', null, each.summary ?? ''),
    h('dl.sheet', null, [['What it costs', each.cost], ['What putting it right brings', each.unlocks], ['What to do', each.advice]].filter(([, text]) => text).map(([name, text]) => h('div', null, h('dt', null, name), h('dd', null, text)))),
    records(each, 'examples').length > 0 && h('details', null, h('summary', null, 'Evidence'), h('ul', null, each.examples.slice(0, 20).map(({ place, what }) => h('li', null, place && h('code', null, place), ' ', what)))));
}
