// Shows what a change of the page moved: tiles slide to their new places, new ones appear.
import { calm } from '../lib/dom.js';

const ease = 'cubic-bezier(.2,.8,.2,1)';

/** Does `change` and animates from the old places to the new. */
export function moved(place, change) {
  if (calm()) return change();
  const before = corners(place);
  change();
  for (const [element, from] of corners(place)) {
    const old = before.get(element);
    if (!old) appear(element);
    else slide(element, old.left - from.left, old.top - from.top);
  }
}

/** Of what is in sight only: animating hundreds of tiles would stutter. */
function corners(place) {
  const found = new Map();
  for (const element of place.querySelectorAll('.row, .tile')) {
    const box = element.getBoundingClientRect();
    if (box.bottom > -100 && box.top < innerHeight + 100 && box.right > -200 && box.left < innerWidth + 200) found.set(element, box);
  }
  return found;
}

function slide(element, x, y) {
  const isTile = element.classList.contains('tile');
  // A tile rides on its row; only what it moved inside counts.
  const [dx, dy] = isTile ? [x, 0] : [0, y];
  if (Math.abs(dx) < 2 && Math.abs(dy) < 2) return;
  element.animate([{ transform: `translate(${dx}px, ${dy}px)` }, { transform: 'none' }], { duration: 480, easing: ease });
}

function appear(element) {
  element.animate([{ opacity: 0, transform: 'scale(.86)' }, { opacity: 1, transform: 'none' }], { duration: 520, easing: ease });
  element.classList.add('fresh');
  setTimeout(() => element.classList.remove('fresh'), 2400);
}
