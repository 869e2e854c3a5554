// Colours and subjects of the drawn posters, by genre. A palette is [ground, second ground, figure, accent, ink].

const night = [
  ['#10131f', '#1f2a4d', '#e63946', '#f1c27d', '#f8f4e8'], ['#0b0f14', '#22323f', '#ff5a36', '#9fb8c7', '#f4f1ea'],
  ['#17120f', '#4a281f', '#f2a541', '#d1495b', '#fbf1e3'], ['#111418', '#2b3a44', '#c7f464', '#7897a6', '#f3f6ee'],
  ['#e8e0cf', '#cfc2a8', '#b3261e', '#1c1b19', '#1c1b19'],
];
const dread = [
  ['#0d0a0d', '#3a0d15', '#c1121f', '#e8d8c3', '#f3e9dc'], ['#0a1210', '#164036', '#7fb069', '#d9e6c3', '#eef3e3'],
  ['#130c1c', '#3f1d5e', '#ff5d8f', '#b79ced', '#f6effc'], ['#1a1713', '#4b3a22', '#e0a458', '#7d8f69', '#f7eedd'],
];
const space = [
  ['#070b24', '#1b3484', '#3dd6d0', '#f26df9', '#f1f6ff'], ['#0b132b', '#28375f', '#5bc0be', '#fca311', '#eefcfb'],
  ['#12061f', '#4d1278', '#ff7b00', '#ffd166', '#fff5e6'], ['#04151f', '#0d5163', '#f7b32b', '#e4572e', '#f5f1e6'],
  ['#e7ecef', '#a3cef1', '#274c77', '#f25c54', '#14283f'], ['#0f0f12', '#3a3a45', '#ff4f4f', '#f5f1e8', '#f5f1e8'],
  ['#102a27', '#1f5b52', '#e9f5db', '#ff9f1c', '#f1fbe9'], ['#f2e8cf', '#e3d3a3', '#bc4749', '#386641', '#1f2d1f'],
];
const laughter = [
  ['#ffd23f', '#ffb627', '#ee4266', '#0b7a55', '#1c1a17'], ['#f7f0d8', '#ffd6a5', '#ef476f', '#118ab2', '#1d2433'],
  ['#3bceac', '#86e3ce', '#ffd23f', '#ee4266', '#0d211c'], ['#ff9fb2', '#ffc9d6', '#6a4c93', '#fff3b0', '#2a1030'],
  ['#f4845f', '#f7b267', '#fff1d0', '#5f0f40', '#2b0a1c'], ['#fffbeb', '#ffe8a3', '#2a6fdb', '#f4442e', '#1b1b3a'],
  ['#22577a', '#38a3a5', '#ffd166', '#ff7a5c', '#fff8e7'], ['#c8553d', '#e07a5f', '#f4f1de', '#f2cc8f', '#fff9ef'],
  ['#d8e2dc', '#ffe5d9', '#e5383b', '#355070', '#1f2937'], ['#5c2a9d', '#8b5cf6', '#fde047', '#fb7185', '#fffaf0'],
];
const love = [
  ['#f9dcc4', '#fec89a', '#d8576b', '#8e3b46', '#3a1520'], ['#2d0f2e', '#7d3551', '#f2a7b5', '#ffd7ba', '#fff1ea'],
  ['#fde2e4', '#e8bfd4', '#a05c7b', '#5d2a42', '#331424'], ['#1f2041', '#554888', '#ffc857', '#f28482', '#fff6ea'],
];
const life = [
  ['#e9e3d5', '#d3c7ae', '#8c4a3b', '#2f4858', '#211f1c'], ['#22333b', '#466a80', '#eae0d5', '#c6ac8f', '#f7f1e8'],
  ['#2b2d42', '#565b7d', '#f2e9e4', '#d9a5a0', '#f8f3f0'], ['#f2e9e4', '#dfd0c6', '#355070', '#b56576', '#1f2433'],
  ['#1b3a4b', '#2b6c89', '#f4a259', '#f4e285', '#fdf6e8'], ['#3e2f2b', '#6f5148', '#e6b89c', '#9cafb7', '#fbf2ea'],
];
const land = [
  ['#f4a261', '#f6c28b', '#264653', '#e9c46a', '#1b1a17'], ['#582f0e', '#a5713f', '#f4d58d', '#d1382b', '#fff3dc'],
  ['#283618', '#667540', '#fefae0', '#dda15e', '#fbf7e4'], ['#f6bd60', '#f8d49a', '#3d405b', '#6f9188', '#231f20'],
];
const force = [
  ['#a30b0b', '#d62414', '#ffba08', '#1b0510', '#fff7e8'], ['#14213d', '#2b4876', '#fca311', '#e5e5e5', '#ffffff'],
  ['#1a1a1d', '#45454d', '#ff2e63', '#08d9d6', '#f5f5f5'], ['#ff6b1a', '#ffa53a', '#240046', '#fff1d6', '#1a0424'],
  ['#ece7dd', '#d5cbb9', '#d62828', '#003049', '#0c1d28'],
];
const wonder = [
  ['#48bfe3', '#8fd8ee', '#ffd60a', '#d6186f', '#0b1f3a'], ['#80ed99', '#b4f3c3', '#22577a', '#ffd166', '#0d2b33'],
  ['#5a189a', '#8b3fd1', '#ffd60a', '#ff70a6', '#fff3fb'], ['#ffb8a8', '#ffd9b8', '#3a6fd8', '#8338ec', '#2a1445'],
];
const song = [
  ['#3c096c', '#6b21a8', '#ff9e00', '#ff5d8f', '#fff0f8'], ['#111827', '#2a3a63', '#fbbf24', '#f87171', '#fff7e6'],
  ['#f8edeb', '#fcd5ce', '#e85d75', '#5a3e85', '#2c1a3f'],
];

/** Genre → palettes and subjects; the first genre of a title that is known decides. */
const families = {
  'science fiction': [space, ['planet', 'horizon', 'rings', 'orbits', 'contours', 'halftone', 'strings', 'window', 'steps', 'beam']],
  horror: [dread, ['forest', 'vertigo', 'cutouts', 'doorway', 'bars']],
  thriller: [night, ['vertigo', 'cutouts', 'doorway', 'bars', 'halftone']],
  mystery: [night, ['doorway', 'contours', 'vertigo', 'moonlit']],
  crime: [night, ['skyline', 'contours', 'halftone', 'bars', 'cutouts']],
  noir: [night, ['bars', 'skyline', 'doorway']],
  action: [force, ['stripes', 'rays', 'cutouts', 'halftone', 'skyline', 'steps', 'horizon']],
  war: [land, ['rays', 'peaks', 'stripes', 'bars']],
  western: [land, ['peaks', 'hills', 'rays']],
  adventure: [land, ['peaks', 'hills', 'sea', 'rays']],
  fantasy: [wonder, ['forest', 'moonlit', 'orbits', 'peaks']],
  animation: [wonder, ['bauhaus', 'confetti', 'hills', 'orbits']],
  family: [wonder, ['hills', 'confetti', 'bauhaus', 'rays']],
  children: [wonder, ['confetti', 'bauhaus', 'hills']],
  comedy: [laughter, ['bauhaus', 'confetti', 'discs', 'stripes', 'rays', 'petals', 'halftone', 'steps', 'smile']],
  romance: [love, ['lovers', 'discs', 'sea', 'petals', 'moonlit', 'window']],
  musical: [song, ['strings', 'petals', 'confetti', 'rays']],
  music: [song, ['strings', 'discs', 'halftone']],
  sport: [force, ['stripes', 'discs', 'halftone']],
  biography: [life, ['discs', 'contours', 'petals']],
  history: [life, ['peaks', 'sea', 'rays']],
  documentary: [life, ['contours', 'halftone', 'discs']],
  drama: [life, ['lovers', 'sea', 'moonlit', 'hills', 'discs', 'contours', 'doorway', 'steps', 'window']],
};
const everything = [[...night, ...space, ...laughter, ...life, ...land, ...song], Object.values(families).flatMap(([, subjects]) => subjects)];

/** A drama that is also a thriller looks like a thriller: what is particular goes first. */
const particular = Object.keys(families);
const aliases = { 'sci-fi': 'science fiction', scifi: 'science fiction', biopic: 'biography', sports: 'sport', 'martial arts': 'action', superhero: 'action', spy: 'thriller', suspense: 'thriller' };

/** [palettes, subjects] of a title's genres. */
export function family(genres) {
  const names = genres.map((genre) => aliases[genre.toLowerCase()] ?? genre.toLowerCase());
  const first = particular.find((name) => names.includes(name));
  return first ? families[first] : everything;
}
