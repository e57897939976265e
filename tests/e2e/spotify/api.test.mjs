// The stand-in of the Web API refuses what Spotify refuses, and remembers what it was told.
import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { SCOPES } from './accounts.mjs';
import { refresh, signIn } from './client.mjs';
import { startWorld } from './world.mjs';

const world = await startWorld();
after(() => world.close());
beforeEach(() => world.reset());

const everything = { scope: SCOPES.join(' ') };
const get = (path, headers = {}) => world.request(`https://api.spotify.com${path}`, { headers });
const uris = (many, type = 'track') =>
  Array.from({ length: many }, (_, index) => `spotify:${type}:${String(index).padStart(22, '0')}`);

/** The answer is a refusal in Spotify's shape. */
function refused({ status, json }, expected, message, reason) {
  assert.equal(status, expected, JSON.stringify(json));
  assert.equal(json.error.status, expected);
  assert.match(json.error.message, message);
  assert.equal(json.error.reason, reason);
}

test('a call needs a token, of this server, that has not ended', async () => {
  refused(await get('/v1/me'), 401, /No token/);
  refused(await get('/v1/me', { authorization: 'Basic abc' }), 400, /bearer/);
  refused(await get('/v1/me', { authorization: 'Bearer made-up' }), 401, /Invalid access token/);
  const { clientId, tokens, call } = await signIn(world);
  assert.equal((await call('GET', '/v1/me')).status, 200);
  world.accounts.expireAccessTokens();
  refused(await call('GET', '/v1/me'), 401, /The access token expired/);
  const { json } = await refresh(world, clientId, tokens.refresh_token);
  assert.equal((await get('/v1/me', { authorization: `Bearer ${json.access_token}` })).status, 200);
});

test('an access token that lives for a second is refused after it', async () => {
  world.accounts.settings.accessTokenSeconds = 1;
  const { tokens, call } = await signIn(world);
  assert.equal(tokens.expires_in, 1);
  await new Promise(resolve => setTimeout(resolve, 1100));
  refused(await call('GET', '/v1/me'), 401, /expired/);
});

test('each call needs its scope', async () => {
  const { call } = await signIn(world, { scope: 'user-read-email' });
  for (const [method, path, value] of [
    ['GET', '/v1/me/top/tracks'],
    ['GET', '/v1/me/top/artists'],
    ['GET', '/v1/me/player/recently-played'],
    ['GET', '/v1/me/tracks'],
    ['GET', `/v1/me/library/contains?uris=${uris(1)}`],
    ['PUT', `/v1/me/library?uris=${uris(1)}`],
    ['DELETE', `/v1/me/library?uris=${uris(1)}`],
    ['POST', '/v1/me/playlists', { name: 'A' }],
    ['POST', '/v1/playlists/none/items', { uris: uris(1) }],
    ['GET', '/v1/me/player'],
    ['GET', '/v1/me/player/devices'],
    ['PUT', '/v1/me/player', {}],
    ['PUT', '/v1/me/player/play', {}],
    ['PUT', '/v1/me/player/pause'],
    ['POST', '/v1/me/player/next'],
    ['POST', `/v1/me/player/queue?uri=${uris(1)}`],
    ['PUT', '/v1/me/player/volume?volume_percent=1'],
    ['PUT', '/v1/me/player/seek?position_ms=1'],
  ])
    refused(await call(method, path, value), 403, /Insufficient client scope/);
  for (const path of ['/v1/me', '/v1/search?q=love&type=track', `/v1/tracks/${world.api.library.tracks[0].id}`])
    assert.equal((await call('GET', path)).status, 200, path);
});

test('a private playlist needs the scope for private ones, a public one the other', async () => {
  for (const [scope, open] of [
    ['playlist-modify-private', false],
    ['playlist-modify-public', true],
  ]) {
    const { call } = await signIn(world, { scope });
    assert.equal((await call('POST', '/v1/me/playlists', { name: 'A', public: open })).status, 201);
    refused(await call('POST', '/v1/me/playlists', { name: 'A', public: !open }), 403, /Insufficient client scope/);
  }
});

test('a search for more than ten is an Invalid limit, and so is more than fifty elsewhere', async () => {
  const { call } = await signIn(world, everything);
  for (const limit of ['11', '50', '0', '-1', 'ten', '1.5'])
    refused(await call('GET', `/v1/search?q=love&type=track&limit=${limit}`), 400, /^Invalid limit$/);
  for (const path of [
    '/v1/me/top/tracks',
    '/v1/me/top/artists',
    '/v1/me/player/recently-played',
    '/v1/me/tracks',
    '/v1/me/playlists',
  ]) {
    for (const limit of [0, 51]) refused(await call('GET', `${path}?limit=${limit}`), 400, /^Invalid limit$/);
    assert.equal((await call('GET', `${path}?limit=50`)).status, 200);
  }
});

test('a search needs words and a known type, and finds no further than a thousand', async () => {
  const { call } = await signIn(world);
  refused(await call('GET', '/v1/search?type=track'), 400, /No search query/);
  refused(await call('GET', '/v1/search?q=&type=track'), 400, /No search query/);
  refused(await call('GET', '/v1/search?q=love'), 400, /type/);
  refused(await call('GET', '/v1/search?q=love&type=song'), 400, /Bad search type field song/);
  refused(await call('GET', '/v1/search?q=love&type=track&offset=1001'), 400, /Invalid offset/);
});

test('a search finds by words and by each of the filters', async () => {
  const { call } = await signIn(world);
  const [wanted] = world.api.library.tracks;
  const row = world.api.library.rowOf.get(wanted.id);
  const ids = async q =>
    (await call('GET', `/v1/search?${new URLSearchParams({ q, type: 'track', limit: 10 })}`)).json.tracks.items.map(
      ({ id }) => id,
    );
  for (const q of [
    `${row.title} ${row.artist}`,
    `track:"${row.title}" artist:"${row.artist}"`,
    `${row.title} year:${row.year}`,
    `isrc:${wanted.external_ids.isrc}`,
    `track:"${row.title}" year:${row.year - 1}-${Number(row.year) + 1} genre:"${row.genre}"`,
    `album:"${wanted.album.name}"`,
    row.title.toLowerCase(),
  ])
    assert.ok((await ids(q)).includes(wanted.id), q);
  assert.deepEqual(await ids(`track:"${row.title}" year:1901`), []);
  assert.deepEqual(await ids('no song has this title'), []);
  const { json } = await call('GET', '/v1/search?q=a&type=track,artist');
  assert.equal(json.tracks.items.length, 5, 'five when no limit is given');
  assert.ok(json.artists.items.length);
});

test('what a new app lacks is refused: recommendations, features, batches, the old playlist calls', async () => {
  const { call } = await signIn(world, everything);
  const { id } = world.api.library.tracks[0];
  refused(await call('GET', `/v1/recommendations?seed_tracks=${id}`), 404, /Not Found/);
  for (const path of [
    `/v1/audio-features/${id}`,
    `/v1/audio-features?ids=${id}`,
    `/v1/audio-analysis/${id}`,
    `/v1/tracks?ids=${id}`,
    `/v1/artists?ids=${id}`,
    `/v1/albums?ids=${id}`,
    `/v1/artists/${id}/top-tracks`,
    `/v1/artists/${id}/related-artists`,
    '/v1/browse/new-releases',
    '/v1/browse/categories/pop',
    '/v1/users/listener',
    '/v1/users/listener/playlists',
    `/v1/playlists/${id}/tracks`,
  ])
    refused(await call('GET', path), 403, /Forbidden/);
  refused(await call('POST', '/v1/users/listener/playlists', { name: 'A' }), 403, /Forbidden/);
  refused(await call('POST', `/v1/playlists/${id}/tracks`, { uris: uris(1) }), 403, /Forbidden/);
  refused(await call('GET', '/v1/no-such-thing'), 404, /Service not found/);
  refused(await call('PATCH', '/v1/me'), 405, /Method not allowed/);
});

test('an app with old rights has its recommendations and features', async () => {
  const { call } = await signIn(world);
  world.api.state.oldRights = true;
  const { id } = world.api.library.tracks[0];
  const row = world.api.library.rowOf.get(id);
  assert.equal((await call('GET', `/v1/audio-features/${id}`)).json.tempo, Number(row.tempo));
  assert.deepEqual(
    (await call('GET', `/v1/audio-features?ids=${id},none`)).json.audio_features.map(found => found?.id),
    [id, undefined],
  );
  assert.equal((await call('GET', '/v1/recommendations?limit=3')).json.tracks.length, 3);
  refused(await call('GET', `/v1/audio-analysis/${id}`), 403, /Forbidden/);
});

test('the fields that were taken away are in no answer', async () => {
  const { call } = await signIn(world, everything);
  const {
    id,
    artists: [{ id: artist }],
    album: { id: album },
  } = world.api.library.tracks[0];
  await call('POST', '/v1/me/playlists', { name: 'A' });
  const answers = await Promise.all(
    [
      '/v1/me',
      '/v1/me/top/tracks',
      '/v1/me/top/artists',
      '/v1/me/player/recently-played',
      '/v1/me/tracks',
      '/v1/me/playlists',
      '/v1/search?q=a&type=track,artist',
      `/v1/tracks/${id}`,
      `/v1/artists/${artist}`,
      `/v1/albums/${album}`,
    ].map(path => call('GET', path)),
  );
  for (const { status, text } of answers) {
    assert.equal(status, 200);
    assert.doesNotMatch(text, /"(preview_url|popularity|available_markets|followers|product|country|email)"/);
  }
  assert.match(answers[0].text, /"account_id":"\w{22}"/);
  assert.match(answers[7].text, /"isrc":"XXTST/);
});

test('the top lists have three ranges, each its own, and nothing of another kind', async () => {
  const { call } = await signIn(world);
  const lists = await Promise.all(
    ['short_term', 'medium_term', 'long_term'].map(
      async range => (await call('GET', `/v1/me/top/tracks?limit=50&time_range=${range}`)).json.items,
    ),
  );
  assert.deepEqual(
    lists.map(({ length }) => length),
    [50, 50, 50],
  );
  assert.equal(new Set(lists.map(list => list[0].id)).size, 3);
  assert.equal((await call('GET', '/v1/me/top/artists')).json.items[0].type, 'artist');
  refused(await call('GET', '/v1/me/top/albums'), 400, /Invalid type/);
  refused(await call('GET', '/v1/me/top/tracks?time_range=forever'), 400, /Invalid time range/);
});

test('a list is given in pages that know of each other', async () => {
  const { call } = await signIn(world, everything);
  const first = (await call('GET', '/v1/me/tracks?limit=50')).json;
  assert.deepEqual([first.total, first.items.length, first.previous], [60, 50, null]);
  const second = (await call('GET', new URL(first.next).pathname + new URL(first.next).search)).json;
  assert.deepEqual([second.offset, second.items.length, second.next], [50, 10, null]);
  assert.ok(first.items[0].track.uri && first.items[0].added_at);
});

test('a track is saved, found and taken away by its uri, forty at a time', async () => {
  const { call } = await signIn(world, everything);
  const has = async uri => (await call('GET', `/v1/me/library/contains?uris=${uri}`)).json;
  const [uri] = uris(1);
  assert.deepEqual(await has(uri), [false]);
  assert.equal((await call('PUT', `/v1/me/library?uris=${encodeURIComponent(uri)}`)).status, 200);
  assert.deepEqual(await has(uri), [true]);
  await call('DELETE', `/v1/me/library?uris=${uri}`);
  assert.deepEqual(await has(uri), [false]);
  assert.equal((await call('PUT', `/v1/me/library?uris=${uris(40)}`)).status, 200);
  for (const [method, path] of [
    ['PUT', ''],
    ['DELETE', ''],
    ['GET', '/contains'],
  ]) {
    refused(await call(method, `/v1/me/library${path}?uris=${uris(41)}`), 400, /at most 40/);
    refused(await call(method, `/v1/me/library${path}`), 400, /uris/);
    refused(await call(method, `/v1/me/library${path}?uris=spotify:track:short`), 400, /Invalid uri/);
  }
});

test('a playlist is made, filled a hundred at a time, and remembers the order', async () => {
  const { call } = await signIn(world, everything);
  const made = await call('POST', '/v1/me/playlists', {
    name: 'Calm',
    description: 'For a tired evening',
    public: false,
  });
  assert.equal(made.status, 201);
  const {
    id,
    external_urls: { spotify },
    public: open,
  } = made.json;
  assert.equal(spotify, `https://open.spotify.com/playlist/${id}`);
  assert.equal(open, true, 'public:false is ignored, as reported');
  const many = uris(150).reverse();
  assert.equal((await call('POST', `/v1/playlists/${id}/items`, { uris: many.slice(0, 100) })).status, 201);
  assert.ok((await call('POST', `/v1/playlists/${id}/items`, { uris: many.slice(100) })).json.snapshot_id);
  await call('POST', `/v1/playlists/${id}/items`, { uris: [many[7]], position: 0 });
  assert.deepEqual(
    world.api.state.playlists[0].items.map(({ uri }) => uri),
    [many[7], ...many],
  );
  const { json } = await call('GET', `/v1/playlists/${id}`);
  assert.deepEqual(
    [json.name, json.description, json.items.total, json.items.items[0].item.uri],
    ['Calm', 'For a tired evening', 151, many[7]],
  );
  assert.equal((await call('GET', `/v1/playlists/${id}/items?offset=150&limit=50`)).json.items.length, 1);
  assert.deepEqual(
    (await call('GET', '/v1/me/playlists')).json.items.map(({ name }) => name),
    ['Calm'],
  );
});

test('a playlist that is badly asked for is not made', async () => {
  const { call } = await signIn(world, everything);
  for (const [value, message] of [
    [{}, /name/],
    [{ name: ' ' }, /name/],
    [{ name: 'x'.repeat(101) }, /name/],
    [{ name: 'A', description: 'x'.repeat(301) }, /Description/],
    [{ name: 'A', public: 'no' }, /public/],
  ])
    refused(await call('POST', '/v1/me/playlists', value), 400, message);
  const raw = (body, type) =>
    world.request('https://api.spotify.com/v1/me/playlists', {
      method: 'POST',
      headers: { authorization, ...(type ? { 'content-type': type } : {}) },
      body,
    });
  const authorization = `Bearer ${(await signIn(world, everything)).tokens.access_token}`;
  refused(await raw('{"name":', 'application/json'), 400, /parsing JSON/);
  refused(await raw('name=A', 'application/x-www-form-urlencoded'), 415, /media type/);
  refused(await raw('{"name":"A"}'), 415, /media type/);
  refused(await raw(`{"name":"${'x'.repeat(70_000)}"}`, 'application/json'), 413, /too large/);
  assert.equal(world.api.state.playlists.length, 0);
});

test('items that are too many, malformed, misplaced or for no playlist are refused and change nothing', async () => {
  const { call } = await signIn(world, everything);
  const { id } = (await call('POST', '/v1/me/playlists', { name: 'A' })).json;
  refused(await call('POST', `/v1/playlists/${id}/items`, { uris: uris(101) }), 400, /at most 100/);
  refused(await call('POST', `/v1/playlists/${id}/items`, { uris: [] }), 400, /uris/);
  refused(await call('POST', `/v1/playlists/${id}/items`, { uris: ['spotify:track:x'] }), 400, /Invalid uri/);
  refused(await call('POST', `/v1/playlists/${id}/items`, { uris: uris(1, 'album') }), 400, /Invalid uri/);
  refused(await call('POST', `/v1/playlists/${id}/items`, { uris: uris(1), position: 1 }), 400, /bounds/);
  refused(await call('POST', '/v1/playlists/none/items', { uris: uris(1) }), 404, /not found/);
  assert.deepEqual(world.api.state.playlists[0].items, []);
  world.api.state.playlists[0].owner = 'another';
  refused(await call('POST', `/v1/playlists/${id}/items`, { uris: uris(1) }), 403, /don't own/);
});

test('with no device awake a command is NO_ACTIVE_DEVICE, and a named speaker wakes', async () => {
  const { call } = await signIn(world, everything);
  for (const [method, path] of [
    ['PUT', 'play'],
    ['PUT', 'pause'],
    ['POST', 'next'],
    ['POST', `queue?uri=${uris(1)}`],
    ['PUT', 'volume?volume_percent=30'],
    ['PUT', 'seek?position_ms=1000'],
  ])
    refused(
      await call(method, `/v1/me/player/${path}`, path === 'play' ? { uris: uris(1) } : undefined),
      404,
      /No active device/,
      'NO_ACTIVE_DEVICE',
    );
  assert.equal((await call('GET', '/v1/me/player')).status, 204);
  const { devices } = (await call('GET', '/v1/me/player/devices')).json;
  assert.deepEqual(
    devices.map(({ name, is_active: active }) => [name, active]),
    [
      ['Kitchen', false],
      ['Desk', false],
    ],
  );
  const [first, second] = world.api.library.tracks.map(({ uri }) => uri);
  assert.equal(
    (await call('PUT', `/v1/me/player/play?device_id=${devices[0].id}`, { uris: [first, second] })).status,
    204,
  );
  const { json } = await call('GET', '/v1/me/player');
  assert.deepEqual([json.device.name, json.is_playing, json.item.uri], ['Kitchen', true, first]);
  refused(await call('PUT', '/v1/me/player/play?device_id=none', { uris: [first] }), 404, /Device not found/);
});

test('the player plays, pauses, skips, queues, seeks, and changes volume and device', async () => {
  const { call } = await signIn(world, everything);
  const [kitchen, desk] = world.api.state.devices;
  const list = world.api.library.tracks.slice(0, 3).map(({ uri }) => uri);
  const command = async (method, path, value) =>
    assert.equal((await call(method, `/v1/me/player${path}`, value)).status, 204, path);
  await command('PUT', `/play?device_id=${kitchen.id}`, { uris: list.slice(0, 2) });
  await command('POST', `/queue?uri=${list[2]}`);
  await command('POST', '/next');
  await command('POST', '/next');
  assert.equal((await call('GET', '/v1/me/player')).json.item.uri, list[2]);
  await command('PUT', '/seek?position_ms=5000');
  await command('PUT', '/volume?volume_percent=0');
  await command('PUT', '/pause');
  const { json } = await call('GET', '/v1/me/player');
  assert.deepEqual([json.progress_ms, json.device.volume_percent, json.is_playing], [5000, 0, false]);
  refused(await call('PUT', '/v1/me/player/pause'), 403, /Restriction violated/, 'UNKNOWN');
  await command('PUT', '/play');
  await command('PUT', '', { device_ids: [desk.id], play: true });
  assert.equal((await call('GET', '/v1/me/player')).json.device.name, 'Desk');
  for (const volume of ['101', '-1', 'loud', ''])
    refused(await call('PUT', `/v1/me/player/volume?volume_percent=${volume}`), 400, /volume_percent/);
  desk.supports_volume = false;
  refused(await call('PUT', '/v1/me/player/volume?volume_percent=5'), 403, /volume/, 'VOLUME_CONTROL_DISALLOW');
  desk.is_restricted = true;
  refused(await call('POST', '/v1/me/player/next'), 403, /Restricted/, 'DEVICE_NOT_CONTROLLABLE');
});

test('a listener without Premium is refused by every command and may still look', async () => {
  const { call } = await signIn(world, everything);
  world.api.state.premium = false;
  world.api.state.devices[0].is_active = true;
  for (const [method, path] of [
    ['PUT', 'play'],
    ['PUT', 'pause'],
    ['POST', 'next'],
    ['POST', `queue?uri=${uris(1)}`],
    ['PUT', 'volume?volume_percent=1'],
    ['PUT', 'seek?position_ms=1'],
  ])
    refused(await call(method, `/v1/me/player/${path}`), 403, /Premium required/, 'PREMIUM_REQUIRED');
  assert.equal((await call('GET', '/v1/me/player/devices')).status, 200);
});

test('no Premium, a listener off the list and a spent quota refuse every call, each in its own words', async () => {
  const { call } = await signIn(world);
  const { state } = world.api;
  state.ownerPremium = false;
  refused(await call('GET', '/v1/me'), 403, /owner of the app/);
  Object.assign(state, { ownerPremium: true, allowListed: false });
  refused(await call('GET', '/v1/me'), 403, /not registered/);
  Object.assign(state, { allowListed: true, callsLeft: 1 });
  assert.equal((await call('GET', '/v1/me')).status, 200);
  refused(await call('GET', '/v1/me'), 429, /Quota/, 'QUOTA_EXCEEDED');
});

test('an item is asked for by its id, of 22 letters and digits', async () => {
  const { call } = await signIn(world);
  for (const type of ['tracks', 'artists', 'albums']) {
    refused(await call('GET', `/v1/${type}/short`), 400, /Invalid base62 id/);
    refused(await call('GET', `/v1/${type}/${'0'.repeat(22)}`), 404, /not found/);
  }
});

test('the calls are counted by their endpoint, preflights and refused ones told apart', async () => {
  const { call } = await signIn(world, everything);
  for (const { id } of world.api.library.tracks.slice(0, 3)) await call('GET', `/v1/tracks/${id}`);
  await call('GET', '/v1/me');
  await call('GET', '/v1/search?q=a&type=track&limit=11');
  await world.request('https://api.spotify.com/v1/me', { method: 'OPTIONS' });
  assert.deepEqual(world.counts(), { 'GET /v1/tracks/{id}': 3, 'GET /v1/me': 1, 'GET /v1/search': 1 });
  assert.deepEqual(
    world.apiCalls.map(({ status }) => status),
    [200, 200, 200, 200, 400],
  );
});
