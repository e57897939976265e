// The built page signs in, renews, lets go, whatever becomes of the refresh token; and calls nobody but Spotify.
import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { closeBrowsers, titles, tracks, until } from '../browser.mjs';
import { HOST as ACCOUNTS, MODES } from './accounts.mjs';
import { findLeaks, hear } from './leaks.mjs';
import {
  allow,
  chipSays,
  close,
  connect,
  everythingElseWorks,
  follow,
  kept,
  offers,
  open,
  press,
  queue,
  reads,
  save,
  settled,
  sheet,
  standing,
  typeClientId,
  unliked,
  visitAsOwner,
} from './person.mjs';
import { startWorld } from './world.mjs';

const world = await startWorld({ everyHost: true });
after(async () => {
  await closeBrowsers();
  await world.close();
});
beforeEach(() => world.reset());

/** Every call that the page may make: a method, a host, a path. */
const ALLOWED = [
  /^(GET|POST) accounts\.spotify\.com \/(authorize|interaction)\b/,
  /^(POST|OPTIONS) accounts\.spotify\.com \/api\/token$/,
  /^GET api\.spotify\.com \/v1\/me(\/(top\/(artists|tracks)|tracks|playlists|player\/(devices|recently-played)))?$/,
  /^GET api\.spotify\.com \/v1\/(search|audio-features|recommendations|playlists\/\w{22}\/items)$/,
  /^(PUT|DELETE) api\.spotify\.com \/v1\/me\/library$/,
  /^PUT api\.spotify\.com \/v1\/me\/player\/(play|pause|volume)$/,
  /^POST api\.spotify\.com \/v1\/me\/player\/(next|queue)$/,
  /^POST api\.spotify\.com \/v1\/(me\/playlists|playlists\/\w{22}\/items)$/,
  /^OPTIONS api\.spotify\.com \/v1\//,
  /^GET i\.scdn\.co \/image\//,
  /^GET open\.spotify\.com \/embed\/track\/\w{22}$/,
];
const CALLS_MOST = 15;
const BODY_MOST = 8 * 1024;

function nothingElseLeft() {
  const calls = world.log.filter(({ site, host }) => site !== 'none' || host.endsWith('spotify.com'));
  const odd = calls
    .map(({ method, host, path }) => `${method} ${host} ${path}`)
    .filter(call => !ALLOWED.some(pattern => pattern.test(call)));
  // The favicon of Spotify's own pages is the browser's wish.
  assert.deepEqual(
    odd.filter(call => !call.endsWith('/favicon.ico')),
    [],
    'calls that are not on the list',
  );
  assert.deepEqual(
    world.strangers.map(({ method, host, path }) => `${method} ${host} ${path}`),
    [],
    'calls of other hosts',
  );
  assert.ok(
    world.log.every(({ bytes }) => bytes <= BODY_MOST),
    'a body is large',
  );
  assert.deepEqual(
    calls.filter(({ host, referrer }) => host !== ACCOUNTS && referrer !== 'none').map(({ path }) => path),
    [],
    'somebody is told where the page is',
  );
  assert.ok([...world.apiCalls, ...world.tokenCalls].every(({ cookies, referrer }) => !cookies && referrer === 'none'));
}

test('a person learns how to make an app, copies the redirect URI, types the id, agrees, is greeted', async t => {
  world.accounts.settings.consent = 'asked';
  const { page, context, server, clientId, check } = await visitAsOwner(t, { world });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const spotify = await open(page);
  await reads(page, /^Spotify is not connected\./);
  assert.ok(
    await spotify.getByRole('button', { name: 'Connect Spotify' }).isDisabled(),
    'nobody is sent away without an app',
  );
  assert.equal(await spotify.getByRole('listitem').count(), 5, 'the guide has five steps');
  assert.equal(await spotify.getByRole('img').count(), 2, 'and two pictures');
  assert.equal(await spotify.locator('code').innerText(), server.url);
  await spotify.getByRole('button', { name: 'Copy' }).click();
  await spotify.getByText('Copied.').waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), server.url);

  await typeClientId(page, 'not an id');
  await reads(page, /^That is no client id yet\. A client id has 32 characters/);
  await typeClientId(page, ` ${clientId.toUpperCase()} `);
  await follow(page, 'Connect Spotify');
  await page.getByText('user-top-read').waitFor();
  assert.deepEqual(
    (await page.getByRole('listitem').allInnerTexts()).sort(),
    ['user-library-read', 'user-read-recently-played', 'user-top-read'],
    'taste first, and no more',
  );
  await page.getByRole('button', { name: 'Agree' }).click();
  await chipSays(page, /Spotify connected/);
  assert.equal(page.url(), server.url);
  await reads(page, /^Spotify is connected as A listener\. Music that you like is lifted/);
  await spotify.getByText('A listener', { exact: true }).waitFor();
  await settled(world);
  assert.match(await spotify.innerText(), /Calls to Spotify: 9 in this visit, 9 today/);
  assert.equal(world.apiCalls.length, 9);
  nothingElseLeft();
  check();
});

test('whoever pastes the client id goes straight to the button', async t => {
  const { page, clientId, check } = await visitAsOwner(t, { world });
  await (await open(page)).getByRole('textbox', { name: 'Client ID' }).fill(clientId);
  await follow(page, 'Connect Spotify');
  await chipSays(page, /Spotify connected/);
  check();
});

for (const mode of MODES)
  test(`signed in, renewed and disconnected where a refresh token is ${mode}`, async t => {
    world.reset({ mode: 'rotated' });
    const { page, context, server, clientId, check } = await visitAsOwner(t, { world });
    const said = hear(context);
    await connect({ page, world, clientId });
    const list = await titles(page);
    world.accounts.settings.mode = mode;

    for (let round = 1; round <= (mode === 'expired' ? 1 : 3); round += 1) {
      world.accounts.expireAccessTokens();
      await askSomething(page);
      await until(
        () => world.accounts.count('refresh_token'),
        count => count >= round,
        'a refresh',
        30_000,
      );
      await settled(world);
      if (mode === 'expired') break;
      await chipSays(page, /Spotify connected/);
      assert.deepEqual(
        [world.accounts.count('refresh_token', 200), world.accounts.count('refresh_token', 400)],
        [round, 0],
      );
    }
    assert.equal((await titles(page)).length, list.length);

    if (mode === 'expired') {
      assert.deepEqual(
        [world.accounts.count('refresh_token', 200), world.accounts.count('refresh_token', 400)],
        [0, 1],
      );
      await chipSays(page, /Reconnect Spotify/);
      await reads(
        page,
        /doesn't accept this connection any more\. Connect again to go on\. Nothing of yours on this device is touched/,
      );
      assert.deepEqual(await offers(page), ['Reconnect Spotify']);
      assert.equal(await kept(page, 'spotify-tokens'), undefined, 'a token that is no good is not kept');
      assert.equal((await kept(page, 'spotify')).client_id, clientId, "what is the person's own stays");
      await everythingElseWorks(page);
      world.accounts.settings.mode = 'rotated';
      await open(page);
      await follow(page, 'Reconnect Spotify');
      await until(
        () => world.accounts.count('authorization_code'),
        count => count === 2,
        'the way to Spotify and back',
        30_000,
      );
      await chipSays(page, /Spotify connected/);
      await settled(world);
    }

    assert.deepEqual(
      await findLeaks(page, world.accounts.secrets, { said, allowed: / token in indexedDB feelharmonic:\/ tokens$/ }),
      [],
    );
    await press(page, 'Disconnect');
    await reads(page, /^Spotify is not connected\./);
    await settled(world);
    assert.deepEqual(await findLeaks(page, world.accounts.secrets, { said }), [], 'no token is left');
    assert.equal(await kept(page, 'spotify-taste'), undefined);
    assert.equal(await tracks(page).getByText('yours').count(), 0);
    await everythingElseWorks(page);
    await page.reload();
    await chipSays(page, /^Connect Spotify/);
    assert.equal(page.url(), server.url);
    nothingElseLeft();
    check();
  });

/** Makes the page ask Spotify something that it does not know: its memory of the person is wiped. */
async function askSomething(page) {
  await kept(page, 'spotify-taste', { at: 0 });
  await page.reload();
}

test('a token is renewed a minute before it ends, without a refusal', async t => {
  world.reset({ accessTokenSeconds: 62 });
  const { page, clientId, check } = await visitAsOwner(t, { world });
  await connect({ page, world, clientId });
  await page.waitForTimeout(2500);
  await askSomething(page);
  await until(() => world.accounts.count('refresh_token'), Boolean, 'a refresh', 30_000);
  await settled(world);
  await chipSays(page, /Spotify connected/);
  assert.equal(world.accounts.count('refresh_token', 200), 1);
  assert.deepEqual(
    world.apiCalls.filter(({ status }) => status === 401),
    [],
  );
  check();
});

test('tokens that live for less than a minute are renewed once a question, and not without end', async t => {
  const { page, clientId, check } = await visitAsOwner(t, { world });
  await connect({ page, world, clientId });
  world.accounts.settings.accessTokenSeconds = 30;
  world.accounts.expireAccessTokens();
  await askSomething(page);
  await page.waitForTimeout(1500);
  await settled(world);
  await chipSays(page, /Spotify connected/);
  assert.ok(
    world.tokenCalls.length <= 1 + world.apiCalls.length,
    `${world.tokenCalls.length} token calls for ${world.apiCalls.length} questions`,
  );
  check();
});

test('disconnecting in one tab disconnects the others', async t => {
  const { page, context, server, clientId, check } = await visitAsOwner(t, { world });
  await connect({ page, world, clientId });
  const other = await context.newPage();
  await other.goto(server.url);
  await chipSays(other, /Spotify connected/);
  await press(page, 'Disconnect');
  await chipSays(other, /^Connect Spotify/);
  assert.equal(await kept(other, 'spotify-tokens'), undefined);
  assert.equal(await tracks(other).getByText('yours').count(), 0);
  check();
});

test('the end of the six months is shown a week ahead, and then leads to Reconnect without a call', async t => {
  const { page, clientId, check } = await visitAsOwner(t, { world });
  await connect({ page, world, clientId });
  const day = 86_400_000;
  await page.clock.setFixedTime(Date.now() + 170 * day);
  await page.reload();
  const spotify = await open(page);
  assert.equal(await spotify.getByText(/Spotify ends this connection on/).count(), 0);
  // Left while it is renewed, a token that is good once would be used up.
  await settled(world);
  await page.clock.setFixedTime(Date.now() + 177 * day);
  await page.reload();
  await open(page);
  await sheet(page)
    .getByText(/Spotify ends this connection on .*20\d\d, six months after you agreed/)
    .waitFor();
  await settled(world, 2000);
  const calls = world.tokenCalls.length;
  await page.clock.setFixedTime(Date.now() + 183 * day);
  await page.reload();
  await reads(
    page,
    /^The connection to Spotify has ended\. Spotify ends every connection after six months\. Nothing of yours/,
  );
  assert.equal(world.tokenCalls.length, calls);
  check();
});

/** What a person does in a session: plays the list on a device, queues, saves, makes a playlist. */
async function aSession(page) {
  await press(page, 'Find devices');
  await sheet(page).getByRole('combobox', { name: 'Device' }).waitFor();
  await press(page, 'Play the list');
  await sheet(page).getByRole('button', { name: 'Pause' }).waitFor();
  await press(page, 'Create this playlist');
  await sheet(page).getByText('The playlist is made.').waitFor();
  await close(page);
  await save(page, await unliked(page));
  await queue(page, 2);
  await settled(world);
}

test('a first session, with a device, makes at most fifteen calls', async t => {
  const { page, clientId, check } = await visitAsOwner(t, { world });
  await connect({ page, world, clientId });
  await press(page, 'Find devices');
  await reads(page, /^Playing on your devices is not allowed yet\. Spotify asks you once; you come back to this page/);
  await allow(page, world);
  await press(page, 'Find devices');
  await sheet(page).getByRole('combobox', { name: 'Device' }).waitFor();
  await press(page, 'Play the list');
  await sheet(page).getByRole('button', { name: 'Pause' }).waitFor();
  await settled(world);
  console.log(`  a first session with a device: ${world.apiCalls.length} calls`);
  assert.ok(world.apiCalls.length <= CALLS_MOST, JSON.stringify(world.counts()));
  nothingElseLeft();
  check();
});

/** A first session from the sign-in on: each right is asked for when it is used, then everything is done once. */
async function aFirstSession(page, clientId) {
  await connect({ page, world, clientId });
  for (const [right, words] of [
    ['Find devices', /Playing on your devices is not allowed yet/],
    ['Create this playlist', /Making playlists is not allowed yet/],
  ]) {
    await press(page, right);
    await reads(page, words);
    await allow(page, world);
  }
  await save(page, 0);
  await reads(page, /Saving tracks is not allowed yet/);
  await allow(page, world);
  await aSession(page);
  return world.apiCalls.length;
}

for (const [whose, oldRights] of [
  ['', false],
  [' of an app with old rights', true],
])
  test(`a first session${whose} with everything makes at most fifteen calls, and so does the next day's`, async t => {
    world.api.state.oldRights = oldRights;
    const { page, clientId, check } = await visitAsOwner(t, { world });
    const everything = await aFirstSession(page, clientId);
    console.log(
      `  everything at once${whose}, three rights asked for: ${everything} calls ${JSON.stringify(world.counts())}`,
    );
    assert.ok(everything <= CALLS_MOST, JSON.stringify(world.counts()));

    await kept(page, 'spotify-taste', { at: 0 });
    await page.reload();
    await chipSays(page, /Spotify connected/);
    await settled(world);
    await aSession(page);
    const next = world.apiCalls.length - everything;
    console.log(`  a session of the next day with everything${whose}: ${next} calls`);
    assert.ok(next <= CALLS_MOST, `${next} calls`);
    const old = world.counts();
    assert.deepEqual(
      [old['GET /v1/recommendations'], old['GET /v1/audio-features']],
      oldRights ? [2, 2] : [1, 1],
      'what an app has not is asked for once',
    );
    assert.match(await open(page).then(() => standing(page)), /Spotify is connected as A listener/);
    await page.waitForTimeout(3000);
    assert.equal(world.apiCalls.length, everything + next, 'nothing is asked by itself');
    nothingElseLeft();
    check();
  });
