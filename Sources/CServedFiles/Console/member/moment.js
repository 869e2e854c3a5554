// When, on what and in which mood: the page answers to each.
import { h, uniqueID } from '../lib/dom.js';
import { session, change, onChange } from '../lib/session.js';
import { icon } from '../lib/icons.js';

const devices = [['', 'This device'], ['tv', 'Television'], ['phone', 'Phone'], ['tablet', 'Tablet'], ['laptop', 'Laptop']];
const moods = [['', 'Any mood'], ['comedy', 'Something funny'], ['thriller', 'Something tense'], ['drama', 'Something deep'], ['action', 'Something loud'], ['romance', 'Something tender'], ['family', 'With children'], ['science fiction', 'Far away']];
const times = [['', 'Now'], ['7', 'Weekday breakfast'], ['12', 'Weekday noon'], ['20', 'Weekday evening'], ['23', 'Late at night'], ['sat-10', 'Saturday morning'], ['sat-20', 'Saturday evening']];

/** The controls; `changed` is called after each. */
export function momentBar(changed, signal) {
  const choose = (name, label, options, value, read) => {
    const id = uniqueID('moment');
    const select = h('select', { id, onchange: () => { change({ moment: { ...session.moment, ...read(select.value) } }); changed(); } },
      options.map(([each, text]) => h('option', { value: each, selected: each === value }, text)));
    return h('div.moment-field', null, h('label', { for: id }, label), select);
  };
  const reset = h('button.button.small', { type: 'button', hidden: true, onclick: () => { change({ moment: { device: '', at: '', mood: '', maturity: '' } }); for (const each of bar.querySelectorAll('select')) each.value = ''; changed(); } }, icon('undo', 16), 'As it is');
  const bar = h('div.moment', { role: 'group', 'aria-label': 'The moment' },
    choose('device', 'On', devices, session.moment.device, (device) => ({ device })),
    choose('at', 'When', times, session.moment.hour ?? '', (hour) => ({ hour, at: instant(hour) })),
    choose('mood', 'Mood', moods, session.moment.mood, (mood) => ({ mood })),
    choose('maturity', 'For', [['', 'Grown-ups'], ['6', 'Age 6'], ['12', 'Age 12'], ['16', 'Age 16']], session.moment.maturity, (maturity) => ({ maturity })),
    reset);
  const look = () => { reset.hidden = !Object.values(session.moment).some(Boolean); };
  signal.addEventListener('abort', onChange(look));
  look();
  return bar;
}

/** The next such hour, in the time of this machine. */
function instant(choice) {
  if (!choice) return '';
  const [day, text] = choice.startsWith('sat-') ? [6, choice.slice(4)] : [null, choice];
  const date = new Date();
  date.setHours(Number(text), 15, 0, 0);
  const fits = () => day === null ? date.getDay() >= 1 && date.getDay() <= 4 : date.getDay() === day;
  while (!fits()) date.setDate(date.getDate() + 1);
  return date.toISOString().replace(/\.\d+Z$/, 'Z');
}
