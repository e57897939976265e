// Everything that can go wrong between the page and Spotify, by name, and the list of what shall go wrong next.
//
// A fault is a function of `{ request, response, proceed, reset, rule }`: `proceed` lets the call happen as if nothing
// was wrong, `reset` breaks the connection with a TCP reset.
import { once } from 'node:events';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';

const READABLE = { 'Access-Control-Allow-Origin': '*' };
const JSON_TYPE = { 'Content-Type': 'application/json; charset=utf-8' };
const A_DAY_S = 86_400;
const FLOOD_BYTES = 40 * 1024 * 1024;

/** Answers with that; `opaque` leaves the CORS headers out, so that a page sees a bare TypeError. */
export const reply =
  (status, body, headers = {}, { opaque = false } = {}) =>
  ({ response }) => {
    const bytes = Buffer.isBuffer(body) ? body : Buffer.from(body ?? '');
    response.writeHead(status, {
      ...(opaque ? {} : READABLE),
      ...(status === 204 ? {} : { 'Content-Length': bytes.length }),
      ...headers,
    });
    response.end(status === 204 ? undefined : bytes);
  };
const json = (status, value, headers, options) =>
  reply(status, JSON.stringify(value), { ...JSON_TYPE, ...headers }, options);
const html = (status, text, headers, options) =>
  reply(
    status,
    `<!doctype html><title>${text}</title><h1>${text}</h1>`,
    { 'Content-Type': 'text/html', ...headers },
    options,
  );
const refusal = (status, message, reason, headers, options) =>
  json(status, { error: { status, message, ...(reason ? { reason } : {}) } }, headers, options);
const tooMany = (headers, options) => refusal(429, 'API rate limit exceeded', undefined, headers, options);
const retryAfter = value => ({ 'Retry-After': value, 'Access-Control-Expose-Headers': 'Retry-After' });
const cut = ({ request }) => request.socket.destroy();
const resetConnection = ({ reset }) => reset();

/** Sends the head of an answer and this much of its body, and then what `end` does. */
const begin = (body, length, end) => async context => {
  const { response } = context;
  response.writeHead(200, { ...READABLE, ...JSON_TYPE, 'Content-Length': length });
  response.flushHeaders();
  if (body) await new Promise(resolve => response.write(body, resolve));
  await end(context);
};
const never = ({ response }) => once(response, 'close');

async function flood({ response, rule }) {
  const filler = Buffer.alloc(64 * 1024, ' ');
  async function* body() {
    yield Buffer.from('{"items":[');
    for (; rule.bytes < FLOOD_BYTES; rule.bytes += filler.length) yield filler;
    yield Buffer.from(']}');
  }
  response.writeHead(200, { ...READABLE, ...JSON_TYPE });
  await pipeline(body, response).catch(error => {
    // A client that has read enough goes away: that is what it should do.
    if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  });
}

async function drip({ response }) {
  const body = Buffer.from(JSON.stringify({ items: [] }).padEnd(4000));
  response.writeHead(200, { ...READABLE, ...JSON_TYPE, 'Content-Length': body.length });
  for (const byte of body) {
    if (response.destroyed) return;
    response.write(Buffer.of(byte));
    await pause(50);
  }
  response.end();
}

/** The call happens, and its answer is lost on the way. */
async function loseAnswer({ request, response, proceed }) {
  response.write = () => true;
  response.end = () => {
    request.socket.destroy();
    return response;
  };
  await proceed();
}

/** The call happens; its answer comes after that many ms. */
export const late =
  ms =>
  async ({ response, proceed }) => {
    const end = response.end.bind(response);
    let over;
    const done = new Promise(resolve => {
      over = resolve;
    });
    response.end = (...body) => {
      pause(ms).then(() => {
        if (!response.destroyed) end(...body);
        over();
      });
      return response;
    };
    await proceed();
    await done;
  };

/** The answer is real; it comes after that many ms. */
export const slow =
  ms =>
  async ({ proceed }) => {
    await pause(ms);
    await proceed();
  };

export const FAULTS = {
  '400': refusal(400, 'Bad request'),
  '401 expired token': refusal(401, 'The access token expired'),
  '401 invalid token': refusal(401, 'Invalid access token'),
  '403 insufficient scope': refusal(403, 'Insufficient client scope'),
  '403 listener without Premium': refusal(403, 'Player command failed: Premium required', 'PREMIUM_REQUIRED'),
  '403 owner without Premium': refusal(403, 'Active premium subscription required for the owner of the app.'),
  '403 not on the allow-list': refusal(403, 'User not registered in the Developer Dashboard'),
  '403 not on the allow-list, as text': reply(403, 'User not registered in the Developer Dashboard', {
    'Content-Type': 'text/plain',
  }),
  '403 endpoint gone': refusal(403, 'Forbidden'),
  '404': refusal(404, 'Resource not found'),
  '404 no active device': refusal(404, 'Player command failed: No active device found', 'NO_ACTIVE_DEVICE'),
  '429': tooMany(retryAfter('1')),
  '429 without CORS': tooMany({ 'Retry-After': '1' }, { opaque: true }),
  '429 with an unreadable Retry-After': tooMany({ 'Retry-After': '1' }),
  '429 without Retry-After': tooMany(),
  '429 for a day': tooMany(retryAfter(String(A_DAY_S))),
  '429 until a date': context => tooMany(retryAfter(new Date(Date.now() + 2000).toUTCString()))(context),
  '429 with nonsense for a time': tooMany(retryAfter('soon, -1')),
  'quota exceeded': refusal(429, 'Quota exceeded', 'QUOTA_EXCEEDED'),
  '500': refusal(500, 'Internal server error'),
  '502 with HTML': html(502, 'Bad gateway'),
  '503 with Retry-After': refusal(503, 'Service unavailable', undefined, retryAfter('1')),
  'reset': resetConnection,
  'closed without an answer': cut,
  'truncated': begin('{"items":[{"id":"4iV5W9uY', 4000, cut),
  'hanging': never,
  'hanging body': begin('{"items":[', 4000, never),
  'dripping': drip,
  'bad JSON': reply(200, '{"items":[}', JSON_TYPE),
  'wrong schema': json(200, { id: 7, items: 'none', tracks: [], error: null, devices: 1, uri: {} }),
  'another type': json(200, ['not', 'an', 'object']),
  'nulls': json(200, { id: null, items: [null, {}, { track: null }], tracks: { items: [null] }, devices: [null] }),
  'captive portal': html(200, 'Welcome to our Wi-Fi'),
  'captive portal without CORS': html(200, 'Welcome to our Wi-Fi', {}, { opaque: true }),
  '204': reply(204),
  'empty 200': reply(200, '', JSON_TYPE),
  '40 MB': flood,
  'invalid UTF-8': reply(
    200,
    Buffer.concat([Buffer.from('{"id":"'), Buffer.of(0xff, 0xfe, 0xc3, 0x28), Buffer.from('","items":[]}')]),
    JSON_TYPE,
  ),
  'lost answer': loseAnswer,
};

const covers = (pattern, path) =>
  pattern instanceof RegExp ? pattern.test(path) : pattern === undefined || pattern === path;

/** The list of what goes wrong next: the oldest rule that fits a call is its fault. */
export function createFaults() {
  const rules = [];
  return {
    /** `fault` is a name of `FAULTS` or a function; `path` a text or a pattern. Preflights: `method` says OPTIONS. */
    add({ method, host, path, times = Infinity, fault }) {
      const act = typeof fault === 'function' ? fault : FAULTS[fault];
      if (!act) throw new Error(`no fault has the name "${fault}"`);
      const rule = {
        method,
        host,
        path,
        times,
        act,
        hits: 0,
        bytes: 0,
        remove: () => {
          rule.times = 0;
        },
      };
      rules.push(rule);
      return rule;
    },
    take({ method, host, path }) {
      const rule = rules.find(
        rule =>
          rule.hits < rule.times &&
          covers(rule.path, path) &&
          (rule.method ? rule.method === method : method !== 'OPTIONS') &&
          (!rule.host || rule.host === host),
      );
      if (rule) rule.hits += 1;
      return rule;
    },
    clear: () => {
      rules.length = 0;
    },
  };
}

/**
 * Lets each fault happen `rounds` times to the calls that `at` describes: `round` gets the kind, the number and the
 * rule, whose `hits` are the tries that were made.
 */
export async function everyFault(world, at, { kinds = Object.keys(FAULTS), rounds = 20 }, round) {
  for (const kind of kinds) {
    for (let number = 0; number < rounds; number += 1) {
      const rule = world.faults.add({ ...at, fault: kind });
      try {
        await round({ kind, number, rule });
      } finally {
        rule.remove();
      }
    }
  }
}
