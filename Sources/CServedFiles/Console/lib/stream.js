// Answers that come as a stream of events (text/event-stream) to a request with a body.
import { Problem } from './api.js';
import { session } from './session.js';

const longest = 1 << 20;

/** Yields `{ name, data }` as they come; refusals before and within the stream become `Problem`s. */
export async function* events(path, body, signal) {
  const headers = { accept: 'text/event-stream, application/problem+json', 'content-type': 'application/json' };
  if (session.credential) headers.authorization = `Bearer ${session.credential}`;
  let response;
  try {
    response = await fetch(new URL(path, location.origin), { method: 'POST', headers, body: JSON.stringify(body), signal, credentials: 'omit', cache: 'no-store', redirect: 'error' });
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    throw new Problem(0);
  }
  if (!response.ok) {
    let document = {};
    try { document = await response.json(); } catch { /* not every refusal has a body */ }
    throw new Problem(response.status, document, response.headers.get('retry-after'));
  }
  let rest = '';
  for await (const text of response.body.pipeThrough(new TextDecoderStream())) {
    rest += text;
    if (rest.length > longest) throw new Problem(-1, { title: 'The answer is too long' });
    const blocks = rest.split('\n\n');
    rest = blocks.pop();
    for (const block of blocks) yield read(block);
  }
}

function read(block) {
  const fields = Object.fromEntries(block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trimStart()]));
  const data = JSON.parse(fields.data ?? 'null') ?? {};
  if (fields.event === 'error') throw new Problem(data.status ?? -1, data);
  return { name: fields.event, data };
}
