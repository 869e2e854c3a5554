// Line icons on a grid of 24, drawn here so that nothing must be loaded.
import { svg } from './dom.js';

const paths = {
  play: 'M8 5.5v13l10.5-6.5z',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  plus: 'M12 5v14M5 12h14',
  up: 'M7 11v9H4v-9zM7 11l4-8c1.6 0 2.6 1.2 2.3 2.8L12.8 9H18c1.4 0 2.4 1.2 2.1 2.6l-1.3 6.6c-.2 1.1-1.1 1.8-2.1 1.8H7',
  down: 'M17 13V4h3v9zM17 13l-4 8c-1.6 0-2.6-1.2-2.3-2.8l.5-3.2H6c-1.4 0-2.4-1.2-2.1-2.6l1.3-6.6C5.400 4.700 6.300 4 7.300 4H17',
  block: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM5.800 5.800l12.400 12.400',
  why: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM9.500 9.500a2.500 2.500 0 1 1 3.600 2.200c-.8.400-1.100.9-1.100 1.800M12 16.800v.2',
  search: 'M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM16.200 16.200L21 21',
  left: 'M15 5l-7 7 7 7',
  right: 'M9 5l7 7-7 7',
  close: 'M6 6l12 12M18 6L6 18',
  sun: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2v3M12 19v3M2 12h3M19 12h3M4.900 4.900l2.100 2.100M17 17l2.100 2.100M4.900 19.100L7 17M17 7l2.100-2.100',
  moon: 'M20 14.500A8.500 8.500 0 1 1 9.500 4a7 7 0 0 0 10.500 10.500z',
  sliders: 'M4 7h9M17 7h3M4 17h3M11 17h9M15 4.500v5M9 14.500v5',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  done: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM8 12.300l2.800 2.800L16.200 9.500',
  menu: 'M4 7h16M4 12h16M4 17h16',
  undo: 'M9 14L4 9l5-5M4 9h10a6 6 0 0 1 0 12h-3',
  overview: 'M4 20V10M10 20V4M16 20v-7M22 20H2',
  doctor: 'M12 5v14M5 12h14M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20z',
  events: 'M2 12h4l3-8 5 16 3-8h5',
  catalogue: 'M4 4h7v7H4zM13 4h7v7h-7zM4 13h7v7H4zM13 13h7v7h-7z',
  user: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4 21c.5-4 3.800-6.500 8-6.500s7.500 2.500 8 6.500',
  tags: 'M3 12V4h8l10 10-8 8zM7.500 8.500h.01',
  rules: 'M4 6h16M7 12h10M10 18h4',
  models: 'M12 3l9 5-9 5-9-5zM3 12.500l9 5 9-5M3 17l9 5 9-5',
  jobs: 'M12 3a9 9 0 1 0 9 9M12 7v5l3.500 2',
  keys: 'M8 10a5 5 0 1 0 0 9 5 5 0 0 0 0-9zM11.800 11.200L20 3M16.500 6.500l3 3',
  privacy: 'M12 3l8 3v6c0 5-3.500 8-8 9-4.500-1-8-4-8-9V6z',
  audit: 'M6 3h9l4 4v14H6zM9 11h7M9 15h7',
  settings: 'M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM12 2v4M12 18v4M2 12h4M18 12h4M5 5l2.800 2.800M16.200 16.200L19 19M19 5l-2.800 2.800M7.800 16.200L5 19',
};

export function icon(name, size = 20) {
  const filled = name === 'play';
  return svg('svg.icon', { viewBox: '0 0 24 24', width: size, height: size, 'aria-hidden': 'true', focusable: 'false' },
    svg('path', {
      d: paths[name] ?? paths.more, fill: filled ? 'currentColor' : 'none', stroke: filled ? 'none' : 'currentColor',
      'stroke-width': name === 'more' ? 3 : 1.8, 'stroke-linecap': 'round', 'stroke-linejoin': 'round',
    }));
}
