// The one door to the server: bounded, abortable requests; refusals become `Problem`s that can be read.
import { session } from './session.js';

const patience = 20_000;

/** A refusal of the server (RFC 9457), or of the way to it. */
export class Problem extends Error {
  constructor(status, document = {}, retryAfter = null) {
    super(document.detail || document.title || words(status));
    this.name = 'Problem';
    this.status = status;
    this.title = document.title || words(status);
    this.detail = document.detail ?? '';
    this.type = document.type ?? '';
    this.errors = Array.isArray(document.errors) ? document.errors : [];
    this.requestID = document.request_id ?? '';
    this.retryAfter = retryAfter;
  }

  /** Whether this server does not offer the route at all. */
  get isAbsent() { return this.status === 501 || this.status === 405 || (this.status === 404 && /nothing at this address/.test(this.detail)); }

  /** What to do about it, in one sentence. */
  get advice() { return advice(this.status, this.retryAfter); }
}

function words(status) {
  return {
    0: 'The server cannot be reached', 400: 'The request was not understood', 401: 'Please sign in', 403: 'This key may not do that',
    404: 'Nothing is there', 409: 'Something else has that name', 413: 'Too large', 422: 'Something is not right in it',
    429: 'Too many requests', 500: 'The server made a mistake', 501: 'This server does not offer that', 503: 'The server is busy',
    504: 'No answer in time',
  }[status] ?? `The server answered ${status}`;
}

function advice(status, retryAfter) {
  if (status === 0) return 'Check that the server runs, then try again.';
  if (status === 401) return 'Sign in again: the key or token is missing, wrong or out of date.';
  if (status === 403) return 'Ask whoever runs the server for a key with the scope that is named, or sign in as another profile.';
  if (status === 404) return 'It may have been removed, or this server does not offer it.';
  if (status === 409) return 'Reload to see what is there now, then decide.';
  if (status === 400 || status === 422) return 'Correct what is named and send it again.';
  if (status === 429 || status === 503) return retryAfter ? `Try again in ${retryAfter} s.` : 'Wait a moment and try again.';
  if (status === 504) return 'Try again; if it stays, look at the overview for what the server is busy with.';
  return 'Try again. If it stays, the request id helps to find it in the log.';
}

/**
 * One request. `options`: `query` (undefined values are left out), `body` (sent as JSON), `text` (sent as it is), `signal`, `timeout`,
 * `wait` (milliseconds that the server may take, where it is more than it takes by itself).
 * Returns the parsed JSON, or text where the answer is not JSON, or null where there is no body.
 */
export async function call(method, path, options = {}) {
  const limit = AbortSignal.timeout(options.timeout ?? patience);
  const signal = options.signal ? AbortSignal.any([options.signal, limit]) : limit;
  const headers = { accept: 'application/json, application/problem+json' };
  if (session.credential) headers.authorization = `Bearer ${session.credential}`;
  if (options.wait) headers['x-timeout-ms'] = String(options.wait);
  if (options.accept) headers.accept = options.accept;
  let body;
  if (options.body !== undefined) { headers['content-type'] = 'application/json'; body = JSON.stringify(options.body); }
  if (options.text !== undefined) { headers['content-type'] = options.type ?? 'application/x-ndjson'; body = options.text; }
  let response;
  try {
    response = await fetch(address(path, options.query), { method, headers, body, signal, credentials: 'omit', cache: 'no-store', redirect: 'error' });
  } catch (error) {
    if (options.signal?.aborted) throw options.signal.reason;
    throw new Problem(limit.aborted ? 504 : 0);
  }
  return read(response);
}

async function read(response) {
  const type = response.headers.get('content-type') ?? '';
  const text = response.status === 204 ? '' : await response.text();
  if (!response.ok) {
    let document = {};
    try { document = JSON.parse(text); } catch { /* not every refusal has a body */ }
    throw new Problem(response.status, document, response.headers.get('retry-after'));
  }
  if (!text) return null;
  return /json/.test(type) && !/ndjson/.test(type) ? JSON.parse(text) : text;
}

function address(path, query) {
  const url = new URL(path, location.origin);
  for (const [key, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== null && value !== '') url.searchParams.set(key, value);
  }
  return url;
}

export const get = (path, query, options) => call('GET', path, { query, ...options });
export const post = (path, body, options) => call('POST', path, { body, ...options });
export const put = (path, body, options) => call('PUT', path, { body, ...options });
export const patch = (path, body, options) => call('PATCH', path, { body, ...options });
export const remove = (path, options) => call('DELETE', path, options);

/** A part of a path. */
export const part = encodeURIComponent;

/** Whether an error only says that the person went elsewhere. */
export const isAbort = (error) => error?.name === 'AbortError';
