// Every fault happens as its name says, to the calls that it was asked for, and to no other.
import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { SCOPES } from './accounts.mjs';
import { refresh, signIn } from './client.mjs';
import { everyFault, FAULTS, late, reply, slow } from './faults.mjs';
import { startWorld } from './world.mjs';

const world = await startWorld();
after(() => world.close());
beforeEach(() => world.reset());

const ME = { method: 'GET', path: '/v1/me' };
const get = (path = '/v1/me') => world.request(`https://api.spotify.com${path}`);
const outcome = answer =>
  answer.then(
    ({ status }) => status,
    error => error.code ?? error.message,
  );
const within = (ms, answer) => Promise.race([outcome(answer), pause(ms, `nothing in ${ms} ms`)]);

test('a fault happens as often as it was asked for, in the order of asking', async () => {
  const first = world.faults.add({ ...ME, times: 2, fault: '500' });
  world.faults.add({ ...ME, times: 1, fault: '404' });
  assert.deepEqual(
    [(await get()).status, (await get()).status, (await get()).status, (await get()).status],
    [500, 500, 404, 401],
  );
  assert.equal(first.hits, 2);
});

test('a fault is for one method, one path or pattern, one host; a preflight is spared', async () => {
  world.faults.add({ method: 'POST', path: '/v1/me', fault: '500' });
  world.faults.add({ path: /^\/v1\/tracks\//, fault: '502 with HTML' });
  world.faults.add({ host: 'accounts.spotify.com', fault: '503 with Retry-After' });
  assert.equal((await get()).status, 401);
  assert.equal((await get('/v1/tracks/none')).status, 502);
  assert.equal((await world.request('https://api.spotify.com/v1/tracks/none', { method: 'OPTIONS' })).status, 204);
  assert.equal((await world.request('https://accounts.spotify.com/api/token', { method: 'POST' })).status, 503);
  world.faults.add({ method: 'OPTIONS', fault: '500' });
  assert.equal((await world.request('https://api.spotify.com/v1/me', { method: 'OPTIONS' })).status, 500);
});

test('a fault that is removed, and all of them after a reset, are over', async () => {
  const rule = world.faults.add({ ...ME, fault: '500' });
  rule.remove();
  world.faults.add({ ...ME, fault: reply(418, 'tea') });
  assert.equal((await get()).status, 418);
  world.reset();
  assert.equal((await get()).status, 401);
  assert.throws(() => world.faults.add({ fault: 'no such fault' }), /no fault has the name/);
});

test('each kind does what its name says', async () => {
  const seen = {};
  await everyFault(world, ME, { rounds: 1 }, async ({ kind, rule }) => {
    seen[kind] = await within(['hanging', 'hanging body', 'dripping'].includes(kind) ? 150 : 10_000, get());
    assert.equal(rule.hits, 1, kind);
  });
  for (const [kind, what] of Object.entries(seen)) {
    const status = /^\d{3}\b/.exec(kind)?.[0];
    if (status) assert.equal(what, Number(status), kind);
  }
  assert.deepEqual(Object.fromEntries(Object.entries(seen).filter(([kind]) => !/^\d{3}\b/.test(kind))), {
    'quota exceeded': 429,
    reset: 'ECONNRESET',
    'closed without an answer': 'ECONNRESET',
    truncated: 'ECONNRESET',
    hanging: 'nothing in 150 ms',
    'hanging body': 'nothing in 150 ms',
    dripping: 'nothing in 150 ms',
    'bad JSON': 200,
    'wrong schema': 200,
    'another type': 200,
    nulls: 200,
    'captive portal': 200,
    'captive portal without CORS': 200,
    'empty 200': 200,
    '40 MB': 200,
    'invalid UTF-8': 200,
    'lost answer': 'ECONNRESET',
  });
  assert.ok(Object.keys(FAULTS).length >= 31);
});

test('a round of faults gives each of them its number of turns, and leaves none behind', async () => {
  const turns = [];
  await everyFault(world, ME, { kinds: ['404', '500'], rounds: 3 }, async ({ kind, number }) =>
    turns.push([kind, number, (await get()).status]),
  );
  assert.deepEqual(turns, [
    ['404', 0, 404],
    ['404', 1, 404],
    ['404', 2, 404],
    ['500', 0, 500],
    ['500', 1, 500],
    ['500', 2, 500],
  ]);
  assert.equal((await get()).status, 401);
});

test('a client that reads no more than it wants of 40 MB stops the flow', async () => {
  const rule = world.faults.add({ ...ME, fault: '40 MB' });
  await world.request('https://api.spotify.com/v1/me', { most: 1024 * 1024 }).catch(() => {});
  await pause(50);
  assert.ok(rule.bytes < 20 * 1024 * 1024, `${rule.bytes} bytes were taken`);
});

test('the parts of the answers are the ones that their names promise', async () => {
  const with_ = async kind => {
    const rule = world.faults.add({ ...ME, times: 1, fault: kind });
    const { headers, text, bytes } = await get();
    return { headers, text, bytes, rule };
  };
  const readable = async kind => (await with_(kind)).headers['access-control-allow-origin'] === '*';
  assert.deepEqual(
    [await readable('429'), await readable('429 without CORS'), await readable('captive portal without CORS')],
    [true, false, false],
  );
  assert.equal((await with_('429 for a day')).headers['retry-after'], '86400');
  const until = Date.parse((await with_('429 until a date')).headers['retry-after']) - Date.now();
  assert.ok(until > 0 && until < 3000, `${until} ms`);
  assert.equal((await with_('429 without Retry-After')).headers['retry-after'], undefined);
  assert.equal((await with_('429 with an unreadable Retry-After')).headers['access-control-expose-headers'], undefined);
  const bodies = {};
  for (const kind of ['bad JSON', 'captive portal', 'empty 200', 'wrong schema', 'another type', 'nulls'])
    bodies[kind] = (await with_(kind)).text;
  for (const kind of ['wrong schema', 'another type', 'nulls']) assert.ok(JSON.parse(bodies[kind]), kind);
  assert.match((await with_('502 with HTML')).text, /^<!doctype html>/);
  for (const kind of ['bad JSON', 'captive portal', 'empty 200'])
    assert.throws(() => JSON.parse(bodies[kind]), SyntaxError, kind);
  const { bytes, rule } = await with_('40 MB');
  assert.equal(bytes.length, rule.bytes + '{"items":[]}'.length);
  assert.ok(rule.bytes >= 40 * 1024 * 1024);
  await assert.rejects(async () =>
    new TextDecoder('utf-8', { fatal: true }).decode((await with_('invalid UTF-8')).bytes),
  );
});

test('a lost answer has happened: the playlist is there, and the client knows nothing of it', async () => {
  const { call } = await signIn(world, { scope: SCOPES.join(' ') });
  const rule = world.faults.add({ method: 'POST', path: '/v1/me/playlists', times: 1, fault: 'lost answer' });
  assert.equal(await outcome(call('POST', '/v1/me/playlists', { name: 'A' })), 'ECONNRESET');
  assert.deepEqual([rule.hits, world.api.state.playlists.length], [1, 1]);
  assert.equal((await call('GET', '/v1/me/playlists')).json.total, 1);
});

test('an answer that is reset or hangs has not happened', async () => {
  const { call } = await signIn(world, { scope: SCOPES.join(' ') });
  for (const fault of ['reset', 'closed without an answer', 'truncated', 'hanging']) {
    world.faults.add({ method: 'POST', path: '/v1/me/playlists', times: 1, fault });
    await within(100, call('POST', '/v1/me/playlists', { name: 'A' }));
  }
  assert.equal(world.api.state.playlists.length, 0);
});

test('a lost answer of the token endpoint has used the refresh token up', async () => {
  const { clientId, tokens } = await signIn(world);
  world.faults.add({ method: 'POST', path: '/api/token', times: 1, fault: 'lost answer' });
  assert.equal(await outcome(refresh(world, clientId, tokens.refresh_token)), 'ECONNRESET');
  assert.equal((await refresh(world, clientId, tokens.refresh_token)).json.error, 'invalid_grant');
});

test('a slow call and a late answer take their time; the late one happens at once', async () => {
  const { call } = await signIn(world, { scope: SCOPES.join(' ') });
  for (const [fault, there] of [
    [slow(200), 0],
    [late(200), 1],
  ]) {
    world.api.state.playlists.length = 0;
    world.faults.add({ method: 'POST', path: '/v1/me/playlists', times: 1, fault });
    const started = Date.now();
    const answer = call('POST', '/v1/me/playlists', { name: 'A' });
    await pause(100);
    assert.equal(world.api.state.playlists.length, there);
    assert.equal((await answer).status, 201);
    assert.ok(Date.now() - started >= 195);
  }
});

test('the world closes in spite of a call that hangs', async () => {
  const another = await startWorld();
  another.faults.add({ fault: 'hanging' });
  const answer = outcome(another.request('https://api.spotify.com/v1/me'));
  await pause(50);
  const started = Date.now();
  await another.close();
  assert.ok(Date.now() - started < 200);
  assert.equal(await answer, 'ECONNRESET');
});

test('twenty worlds come and go in a moment and leave nothing open', async () => {
  const open = () => process.getActiveResourcesInfo().filter(kind => /^(TCP|TLS)/.test(kind)).length;
  const before = open();
  const started = Date.now();
  for (let round = 0; round < 20; round += 1) {
    const another = await startWorld();
    assert.equal((await another.request('https://api.spotify.com/v1/me')).status, 401);
    await another.close();
  }
  assert.ok(Date.now() - started < 5000);
  await pause(50);
  assert.ok(open() <= before, `${open()} are open, ${before} were`);
});
