// What can be done with a title: play, finish, thumbs, list, not interested, why.
import { h, fill } from '../lib/dom.js';
import { icon } from '../lib/icons.js';
import { openDialog } from '../lib/dialog.js';
import { duration } from '../lib/format.js';
import { part } from '../lib/api.js';
import { marks, tell } from './watching.js';
import { poster, backdrop } from '../lib/poster.js';
import { openWhy } from './why.js';

/** The buttons of a title; they show what was done already. */
export function actionBar(title, { close = () => {}, large = false } = {}) {
  const bar = h('div.action-bar', { class: large ? 'large' : '', role: 'group', 'aria-label': `What to do with ${title.title}` });
  const draw = () => {
    const focused = document.activeElement?.dataset?.act;
    fill(bar, buttons(title, close, draw));
    if (focused) bar.querySelector(`[data-act="${focused}"]`)?.focus();
  };
  draw();
  return bar;
}

function buttons(title, close, draw) {
  const mark = marks.get(title.id) ?? {};
  const act = (kind) => async () => { if (await tell(kind, title)) draw(); };
  const toggle = (name, symbol, label, isOn, kind) => h('button.button.round', {
    type: 'button', 'aria-pressed': String(Boolean(isOn)), 'aria-label': label, title: label, data: { act: name }, onclick: act(kind),
  }, icon(symbol));
  return [
    h('button.button.primary', { type: 'button', data: { act: 'play' }, onclick: () => openPlayer(title).then(draw) }, icon('play', 18), title.progress !== undefined ? 'Resume' : 'Play'),
    toggle('list', mark.isListed ? 'check' : 'plus', mark.isListed ? 'Take off my list' : 'Put on my list', mark.isListed, mark.isListed ? 'list_remove' : 'list_add'),
    toggle('up', 'up', 'More like this', mark.thumb === 'up', 'thumbs_up'),
    toggle('down', 'down', 'Less like this', mark.thumb === 'down', 'thumbs_down'),
    toggle('done', 'done', 'I have seen it', mark.isFinished, 'complete'),
    h('button.button.round', {
      type: 'button', 'aria-label': 'Not interested', title: 'Not interested', data: { act: 'hide' }, 'aria-pressed': String(Boolean(mark.isRefused)),
      onclick: async () => { close(); if (await tell('hide', title)) draw(); },
    }, icon('block')),
    h('button.button', { type: 'button', data: { act: 'why' }, onclick: () => { close(); openWhy(title); } }, icon('why', 18), 'Why this?'),
  ];
}

/** The same in a sheet, for tiles. */
export function openActions(title) {
  return openDialog(title.title, (close) => h('div.title-sheet', null,
    h('div.title-sheet-poster', null, poster(title)),
    h('div', null,
      h('p.muted', null, [title.year, ...title.genres.slice(0, 3)].filter(Boolean).join(' · ')),
      title.reason?.text && h('p', null, title.reason.text),
      actionBar(title, { close }),
      h('p', null, h('a', { href: `#/title/${part(title.id)}`, onclick: () => close() }, 'Everything about it')))));
}

/** There is no film to play here: a slider says how far it was watched, and the events are real. */
function openPlayer(title) {
  const begun = tell('play', title);
  return openDialog(`Playing ${title.title}`, (close) => {
    const start = Math.round((title.progress ?? 0) * 100);
    const length = title.duration ?? 6600;
    const said = h('output.player-at', null, '');
    const slider = h('input', {
      type: 'range', min: 0, max: 100, value: String(start), 'aria-label': 'How far it was watched', autofocus: true,
      oninput: () => show(),
    });
    const show = () => {
      said.textContent = `${slider.value} % · ${duration(length * slider.value / 100)} of ${duration(length)}`;
      slider.setAttribute('aria-valuetext', said.textContent);
    };
    show();
    const leave = (kind) => async () => {
      const share = Number(slider.value) / 100;
      close();
      await begun;
      await tell(kind, title, { completion: kind === 'complete' ? 1 : share, duration: length * share });
    };
    return h('div.player', null,
      h('div.player-screen', null, backdrop(title), h('p.player-title', null, title.title)),
      h('p.muted.small', null, 'This console has no films. The slider stands for watching; what it reports is a real event.'),
      slider, said,
      h('div.actions', null,
        h('button.button.primary', { type: 'button', onclick: leave('progress') }, 'Stop here'),
        h('button.button', { type: 'button', onclick: leave('complete') }, icon('done', 18), 'Seen to the end'),
        h('button.button', { type: 'button', onclick: leave('abandon') }, 'Give it up')));
  }, { kind: 'wide' });
}
