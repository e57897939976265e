// The way to Spotify and back, honest and forged: what is no answer to our own question never reaches a token call.
import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { closeBrowsers, until, visit } from '../browser.mjs';
import { MODES } from './accounts.mjs';
import { refresh } from './client.mjs';
import { findLeaks, hear } from './leaks.mjs';
import {
  chipSays,
  connect,
  everythingElseWorks,
  follow,
  kept,
  offers,
  open,
  reads,
  SPOTIFYS_LINES,
  settled,
  typeClientId,
  visitAsOwner,
} from './person.mjs';
import { startWorld } from './world.mjs';

const world = await startWorld();
after(async () => {
  await closeBrowsers();
  await world.close();
});
beforeEach(() => world.reset());

const PENDING = 'feelharmonic-sign-in:/';
const pending = page => page.evaluate(name => sessionStorage.getItem(name), PENDING);
const record = / token in indexedDB feelharmonic:\/ tokens$/;

/** Half-way: at Spotify's question, with a pending sign-in behind. */
async function halfway(t) {
  world.accounts.settings.consent = 'asked';
  const visited = await visitAsOwner(t, { world });
  await typeClientId(visited.page, visited.clientId);
  await leave(visited);
  return visited;
}
async function leave({ page }) {
  await open(page);
  await follow(page, 'Connect Spotify');
  await page.getByRole('button', { name: 'Agree' }).waitFor();
}
const noTokenCall = () => assert.equal(world.tokenCalls.length, 0, 'no token call');

/** The page is opened by an answer that is not Spotify's, and says so. */
async function forged({ page, server }, query, words) {
  await page.goto(`${server.url}?${query}`);
  await chipSays(page, /Spotify needs you/);
  assert.equal(page.url(), server.url, 'the answer is out of the address');
  await reads(page, words);
  assert.deepEqual(await offers(page), ['Connect Spotify']);
  assert.equal(await pending(page), null, 'the pending sign-in is used up');
  await settled(world, 200);
  noTokenCall();
}

test('PKCE goes round: the verifier is sent once, to the token endpoint, and nothing of it is left', async t => {
  const { page, context, clientId, check } = await visitAsOwner(t, { world });
  const said = hear(context);
  await connect({ page, world, clientId });
  assert.deepEqual(world.accounts.tokenRequests, [{ grant: 'authorization_code', status: 200, error: undefined }]);
  assert.deepEqual([...new Set(world.accounts.secrets.map(({ kind }) => kind))].sort(), [
    'access token',
    'code',
    'refresh token',
    'state',
    'verifier',
  ]);
  assert.deepEqual(await findLeaks(page, world.accounts.secrets, { said, allowed: record }), []);
  assert.equal(await pending(page), null);
  check();
});

test('the control: a secret that is left behind is found', async t => {
  const { page, clientId, check } = await visitAsOwner(t, { world });
  await connect({ page, world, clientId });
  const { code, verifier } = Object.fromEntries(world.accounts.secrets.map(({ kind, value }) => [kind, value]));
  await page.evaluate(
    ([code, verifier]) => {
      sessionStorage.setItem('left', code);
      document.body.dataset.left = verifier;
    },
    [code, verifier],
  );
  assert.deepEqual(await findLeaks(page, world.accounts.secrets, { allowed: record }), [
    'code in sessionStorage',
    'verifier in document',
  ]);
  check();
});

test('a forged state, a forged error, no state, two states: refused in plain words, without a token call', async t => {
  const visited = await halfway(t);
  const queries = [
    'code=stolen&state=forged',
    'error=access_denied&state=forged',
    'code=stolen',
    'code=stolen&state=a&state=b',
    'code=stolen&error=access_denied&state=forged',
  ];
  for (const query of queries) {
    await forged(
      visited,
      query,
      /^That answer was not for this page\. It belonged to another sign-in, and nothing was connected\./,
    );
    await leave(visited);
  }
  visited.check();
});

test('an answer that nobody asked for is refused', async t => {
  const visited = await visitAsOwner(t, { world });
  await typeClientId(visited.page, visited.clientId);
  await forged(visited, 'code=stolen&state=forged', /^This tab has begun no sign-in\. If you began it in another tab/);
  await everythingElseWorks(visited.page);
  visited.check();
});

test('an answer of another issuer makes no token call, and one that names the right issuer does', async t => {
  const { page, clientId, check } = await visitAsOwner(t, { world });
  await typeClientId(page, clientId);
  for (const issuer of ['https://evil.example', 'https://accounts.spotify.com.evil.example']) {
    world.accounts.settings.issuer = issuer;
    await open(page);
    await follow(page, 'Connect Spotify');
    await chipSays(page, /Spotify needs you/);
    await reads(page, /^That answer was not for this page/);
    noTokenCall();
  }
  world.accounts.settings.issuer = 'named';
  await follow(page, 'Connect Spotify');
  await chipSays(page, /Spotify connected/);
  check();
});

test('whoever says no at Spotify reads it in plain words, and may think again', async t => {
  const { page, server, check } = await halfway(t);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await chipSays(page, /Spotify needs you/);
  assert.equal(page.url(), server.url);
  await reads(page, /^You said no at Spotify\. Nothing was connected, and everything else works\./);
  noTokenCall();
  await everythingElseWorks(page);
  await open(page);
  await follow(page, 'Connect Spotify');
  await page.getByRole('button', { name: 'Agree' }).click();
  await chipSays(page, /Spotify connected/);
  check();
});

test('an app whose redirect is another one gets no answer, and the person comes back and begins again', async t => {
  const { page, server, check } = await visitAsOwner(t, { world, expected: [SPOTIFYS_LINES] });
  await typeClientId(page, world.accounts.register({ redirectUris: [server.url.slice(0, -1)] }));
  await follow(page, 'Connect Spotify');
  await page.getByText(/redirect_uri/).waitFor();
  assert.match(page.url(), /^https:\/\/accounts\.spotify\.com\/authorize/);
  noTokenCall();
  await page.goBack();
  await chipSays(page, /Connect/);
  await typeClientId(page, world.accounts.register({ redirectUris: [server.url] }));
  await follow(page, 'Connect Spotify');
  await chipSays(page, /Spotify connected/);
  check();
});

test('a code that is used again is refused here, and by Spotify too', async t => {
  // A thief with the whole tab: they keep the pending sign-in, and the answer.
  const before = () => {
    const real = Storage.prototype.setItem;
    Storage.prototype.setItem = function (name, text) {
      if (this === sessionStorage) real.call(localStorage, 'stolen', text);
      real.call(this, name, text);
    };
  };
  const { page, clientId, check } = await visitAsOwner(t, { world, before });
  let answer;
  page.on('request', request => {
    if (request.isNavigationRequest() && request.url().includes('?code=')) answer = request.url();
  });
  await connect({ page, world, clientId });
  const exchanges = () =>
    world.accounts.tokenRequests
      .filter(({ grant }) => grant === 'authorization_code')
      .map(({ status, error }) => [status, error]);
  assert.deepEqual(exchanges(), [[200, undefined]]);

  await page.goto(answer);
  await chipSays(page, /Spotify connected/);
  await settled(world, 200);
  assert.equal(exchanges().length, 1, 'without the pending sign-in there is no token call');

  await page.evaluate(name => sessionStorage.setItem(name, localStorage.getItem('stolen')), PENDING);
  await page.goto(answer);
  await reads(page, /^The sign-in took too long/);
  // Spotify takes back what the code has given before, and the connection with it: the next question finds out.
  await kept(page, 'spotify-taste', { at: 0 });
  await page.reload();
  await reads(page, /doesn't accept this connection any more\. Connect again to go on/);
  assert.deepEqual(exchanges(), [
    [200, undefined],
    [400, 'invalid_grant'],
  ]);
  check();
});

test('a sign-in that was left for half an hour is begun again', async t => {
  const { page, server, check } = await halfway(t);
  await page.clock.setFixedTime(Date.now() + 31 * 60_000);
  await page.getByRole('button', { name: 'Agree' }).click();
  await page.waitForURL(server.url);
  await reads(page, /^The sign-in took too long/);
  noTokenCall();
  check();
});

test('a refresh token that somebody else has used leads to Reconnect', async t => {
  const { page, clientId, check } = await visitAsOwner(t, { world });
  await connect({ page, world, clientId });
  const { value } = world.accounts.secrets.findLast(({ kind }) => kind === 'refresh token');
  assert.equal((await refresh(world, clientId, value)).status, 200);
  world.accounts.expireAccessTokens();
  await kept(page, 'spotify-taste', { at: 0 });
  await page.reload();
  await chipSays(page, /Reconnect Spotify/);
  await reads(page, /doesn't accept this connection any more/);
  assert.deepEqual(
    [world.accounts.count('refresh_token', 200), world.accounts.count('refresh_token', 400)],
    [1, 1],
    'one try, and no more',
  );
  await everythingElseWorks(page);
  check();
});

test('a person who takes the rights back at Spotify is offered to connect again', async t => {
  const { page, clientId, check } = await visitAsOwner(t, { world });
  await connect({ page, world, clientId });
  world.accounts.revoke();
  await kept(page, 'spotify-taste', { at: 0 });
  await page.reload();
  await chipSays(page, /Reconnect Spotify/);
  assert.deepEqual(await open(page).then(() => offers(page)), ['Reconnect Spotify']);
  check();
});

for (const [fault, words] of [
  ['500', /^Spotify couldn't complete the sign-in/],
  ['reset', /^Spotify gave no answer to the sign-in/],
  ['captive portal', /^Spotify couldn't complete the sign-in/],
])
  test(`a token endpoint with the fault "${fault}" is said in plain words, and the next sign-in works`, async t => {
    const { page, clientId, check } = await visitAsOwner(t, { world });
    const rule = world.faults.add({ method: 'POST', host: 'accounts.spotify.com', path: '/api/token', fault });
    await typeClientId(page, clientId);
    await follow(page, 'Connect Spotify');
    await chipSays(page, /Spotify needs you/);
    await reads(page, words);
    assert.equal(rule.hits, 1, 'a code is sent once');
    rule.remove();
    await follow(page, 'Connect Spotify');
    await chipSays(page, /Spotify connected/);
    check();
  });

test('a browser that keeps nothing for the page says so and stays', async t => {
  const { page, check } = await visit(t, {
    camera: 'none',
    world,
    before: "Storage.prototype.setItem = () => { throw new DOMException('on purpose', 'QuotaExceededError'); };",
  });
  await typeClientId(page, '0123456789abcdef0123456789abcdef');
  await follow(page, 'Connect Spotify');
  await reads(page, /^This browser keeps nothing for this page/);
  noTokenCall();
  check();
});

/** The list of what a sign-in must hold, from a forged answer to a used-up connection, on one page. */
for (const mode of MODES)
  test(`the whole list, where a refresh token is ${mode}`, async t => {
    world.accounts.settings.mode = mode;
    world.accounts.settings.consent = 'asked';
    const visited = await visitAsOwner(t, { world });
    const { page, context, server, clientId, check } = visited;
    const heard = hear(context);
    // What the browser says of Spotify's own pages is not this page's.
    const leaks = () =>
      findLeaks(page, world.accounts.secrets, {
        said: heard.filter(text => !text.startsWith('https://accounts.spotify.com/')),
        allowed: record,
      });
    const readable = () => chipSays(page, /Spotify needs you/);
    await typeClientId(page, clientId);

    // Forged: another state, another issuer, no state. No token call.
    for (const query of [
      'code=stolen&state=forged',
      'code=stolen',
      'code=stolen&state=forged&iss=https%3A%2F%2Fevil.example',
    ]) {
      await leave(visited);
      await forged(visited, query, /^That answer was not for this page/);
    }
    // An issuer that is not the one that was asked, with the right state.
    Object.assign(world.accounts.settings, { consent: 'agrees', issuer: 'https://evil.example' });
    await open(page);
    await follow(page, 'Connect Spotify');
    await readable();
    noTokenCall();
    // Another redirect than the registered one leads nowhere.
    world.accounts.settings.issuer = 'omitted';
    const elsewhere = world.accounts.register({ redirectUris: [`${server.url}callback`] });
    await typeClientId(page, elsewhere);
    await follow(page, 'Connect Spotify');
    await page.getByText(/redirect_uri/).waitFor();
    noTokenCall();
    await page.goto(server.url);

    // PKCE goes round, once; a replay makes no token call.
    let answer;
    page.on('request', request => {
      if (request.isNavigationRequest() && request.url().includes('?code=')) answer = request.url();
    });
    await connect({ page, world, clientId });
    assert.deepEqual(world.accounts.tokenRequests, [{ grant: 'authorization_code', status: 200, error: undefined }]);
    await page.goto(answer);
    await chipSays(page, /Spotify connected/);
    assert.equal(world.accounts.count('authorization_code'), 1);
    assert.equal(await pending(page), null);
    assert.deepEqual(await leaks(), []);
    assert.ok(
      world.log.every(({ referrer, host }) => host === 'accounts.spotify.com' || referrer === 'none'),
      'no address in a referrer',
    );

    // An access token that has ended: one refresh, one more try; or the end, where the server says so.
    await settled(world);
    world.accounts.expireAccessTokens();
    await kept(page, 'spotify-taste', { at: 0 });
    const asked = world.apiCalls.length;
    await page.goto(server.url);
    await until(
      () => world.accounts.count('refresh_token'),
      count => count === 1,
      'a refresh',
      30_000,
    );
    await settled(world);
    if (mode === 'expired') {
      await chipSays(page, /Reconnect Spotify/);
      assert.equal(world.accounts.count('refresh_token', 400), 1);
    } else {
      await chipSays(page, /Spotify connected/);
      assert.equal(world.accounts.count('refresh_token', 200), 1);
      const statuses = world.apiCalls.slice(asked).map(({ status }) => status);
      assert.equal(statuses.filter(status => status === 401).length, 1, 'one refusal, one more try');
      assert.ok(
        statuses.slice(1).every(status => status === 200),
        `${statuses}`,
      );
    }
    // A refresh token that somebody else has used up, where it can be.
    if (mode === 'rotated') {
      const { value } = world.accounts.secrets.findLast(({ kind }) => kind === 'refresh token');
      assert.equal((await refresh(world, clientId, value)).status, 200);
      world.accounts.expireAccessTokens();
      await kept(page, 'spotify-taste', { at: 0 });
      await page.goto(server.url);
      await chipSays(page, /Reconnect Spotify/);
    }
    assert.deepEqual(await leaks(), []);
    check();
  });
