// What a place shows when there is nothing (yet): waiting, empty, refused.
import { h } from './dom.js';
import { icon } from './icons.js';
import { Problem, isAbort } from './api.js';

/** An empty place that tells the next step. `action` is an element or nothing. */
export function empty(title, text, action) {
  return h('div.empty', null, h('p.empty-title', null, title), h('p', null, text), action);
}

/** A refusal in words, with what to do, and the way to try again. */
export function failure(error, retry) {
  if (error instanceof Problem && error.isAbsent) {
    return empty('Not offered by this server', 'This part of the console needs a route that the server does not have, or not yet.');
  }
  const problem = error instanceof Problem ? error : new Problem(-1, { title: 'Something went wrong in the console', detail: error?.message });
  return h('div.failure', { role: 'alert' },
    h('p.empty-title', null, problem.title),
    problem.detail && h('p', null, problem.detail),
    problem.errors.length > 0 && h('ul', null, problem.errors.slice(0, 8).map((each) => h('li', null, fieldText(each)))),
    h('p.advice', null, problem.advice),
    problem.requestID && h('p.small', null, 'Request ', h('code', null, problem.requestID)),
    retry && h('button.button', { type: 'button', onclick: retry }, icon('undo', 16), 'Try again'));
}

function fieldText(error) {
  if (typeof error === 'string') return error;
  return [error.pointer ?? error.field ?? error.name, error.detail ?? error.reason ?? error.message].filter(Boolean).join(': ');
}

/** The same in one line, for toasts and forms. */
export function sentence(error) {
  if (isAbort(error)) return '';
  const problem = error instanceof Problem ? error : new Problem(-1, { title: 'Something went wrong', detail: error?.message });
  return [problem.detail || problem.title, ...problem.errors.slice(0, 2).map(fieldText), problem.advice].filter(Boolean).join(' · ');
}

/** Grey shapes of the size of what will come. */
export function skeleton(kind, count = 1) {
  return h('div.skeletons', { 'aria-hidden': 'true', class: `skeletons-${kind}` },
    Array.from({ length: count }, () => h('div.skeleton', { class: `skeleton-${kind}` })));
}

/** Fills a place with the outcome of `work`; meanwhile with `waiting`, and with words if it is refused. */
export async function load(place, signal, waiting, work) {
  place.replaceChildren(waiting);
  place.setAttribute('aria-busy', 'true');
  try {
    const content = await work();
    if (!signal?.aborted) place.replaceChildren(...[content].flat().filter(Boolean));
  } catch (error) {
    if (!isAbort(error) && !signal?.aborted) place.replaceChildren(failure(error, () => load(place, signal, waiting, work)));
  } finally {
    place.removeAttribute('aria-busy');
  }
}
