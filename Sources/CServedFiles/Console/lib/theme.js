// Light or dark: as the system says, unless the switch says otherwise.
import { h, fill } from './dom.js';
import { icon } from './icons.js';

const storageKey = 'tastemaker-theme';
const system = matchMedia('(prefers-color-scheme: light)');

function stored() {
  try { return localStorage.getItem(storageKey); } catch { return null; }
}

const current = () => document.documentElement.dataset.theme || (system.matches ? 'light' : 'dark');

export function applyTheme() {
  const theme = stored();
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
}

export function themeButton() {
  const button = h('button.icon-button', { type: 'button', onclick: () => {
    document.documentElement.dataset.theme = current() === 'dark' ? 'light' : 'dark';
    try { localStorage.setItem(storageKey, current()); } catch { /* then it lasts until the page is left */ }
    draw();
  } });
  const draw = () => {
    const other = current() === 'dark' ? 'light' : 'dark';
    button.setAttribute('aria-label', `Switch to ${other} colours`);
    button.title = `Switch to ${other} colours`;
    fill(button, icon(other === 'light' ? 'sun' : 'moon'));
  };
  draw();
  return button;
}
