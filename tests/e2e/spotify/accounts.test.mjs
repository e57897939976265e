// The authorisation server refuses what Spotify refuses, and keeps the habits of Spotify.
import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { MODES } from './accounts.mjs';
import { authorizeUrl, codeFor, createVisitor, exchange, pkce, REDIRECT, refresh, signIn, token } from './client.mjs';
import { startWorld } from './world.mjs';

const world = await startWorld();
after(() => world.close());
beforeEach(() => world.reset());

const refused = ({ status, json }, error) => {
  assert.deepEqual({ status, error: json?.error }, { status: 400, error });
  assert.equal(json.access_token, undefined);
};
/** Where a visitor ends up who asks for a sign-in with these parameters changed. */
const ask = async changed => {
  const secrets = pkce();
  const end = await createVisitor(world).go(
    authorizeUrl(world.accounts.register({ redirectUris: [REDIRECT] }), secrets, changed),
  );
  return { ...end, secrets };
};

test('a sign-in with PKCE gives what Spotify gives', async () => {
  const signedIn = await codeFor(world, { scope: 'user-top-read user-library-read' });
  assert.equal(signedIn.back.state, signedIn.secrets.state);
  assert.deepEqual(Object.keys(signedIn.back).sort(), ['code', 'state']);
  const { status, json } = await exchange(world, signedIn);
  assert.equal(status, 200);
  assert.deepEqual(Object.keys(json).sort(), ['access_token', 'expires_in', 'refresh_token', 'scope', 'token_type']);
  assert.deepEqual([json.expires_in, json.scope, json.token_type], [3600, 'user-top-read user-library-read', 'Bearer']);
});

for (const mode of MODES) {
  test(`wrong verifiers are refused, the right one after each is not: a refresh token is ${mode}`, async () => {
    world.accounts.settings.mode = mode;
    for (const [verifier, error] of [
      [pkce().verifier, 'invalid_grant'],
      ['short', 'invalid_request'],
      [`${pkce().verifier} `, 'invalid_request'],
      [null, 'invalid_grant'],
    ]) {
      const signedIn = await codeFor(world);
      refused(await exchange(world, signedIn, { code_verifier: verifier }), error);
      assert.equal((await exchange(world, signedIn)).status, 200);
    }
  });

  test(`a code is good for one exchange, a second takes its tokens back: a refresh token is ${mode}`, async () => {
    world.accounts.settings.mode = mode;
    const signedIn = await codeFor(world);
    const { json } = await exchange(world, signedIn);
    refused(await exchange(world, signedIn), 'invalid_grant');
    assert.equal((await world.accounts.holder(json.access_token)).state, 'unknown');
    refused(await refresh(world, signedIn.clientId, json.refresh_token), 'invalid_grant');
  });

  test(`another app, an unknown code and another redirect are refused: a refresh token is ${mode}`, async () => {
    world.accounts.settings.mode = mode;
    const signedIn = await codeFor(world);
    refused(
      await exchange(world, signedIn, { client_id: world.accounts.register({ redirectUris: [REDIRECT] }) }),
      'invalid_grant',
    );
    refused(await exchange(world, signedIn, { code: 'unknown' }), 'invalid_grant');
    refused(await exchange(world, signedIn, { redirect_uri: 'http://127.0.0.1:8080' }), 'invalid_grant');
  });
}

test('a redirect that differs by a slash, a port, a path or a query is an error and leads nowhere', async () => {
  for (const redirect_uri of [
    'http://127.0.0.1:8080',
    'http://127.0.0.1:8081/',
    'http://127.0.0.1:8080/callback',
    'http://127.0.0.1:8080/?a=b',
    'http://localhost:8080/',
    'https://127.0.0.1:8080/',
  ]) {
    const { answer, back } = await ask({ redirect_uri });
    assert.deepEqual([answer.status, back], [400, undefined], redirect_uri);
    assert.match(answer.text, /redirect_uri/);
  }
});

test('the dashboard takes HTTPS and loopback numbers as redirects, and no localhost', () => {
  for (const uri of ['http://localhost:8080/', 'http://example.org/', 'app:/callback', 'https://example.org/#part'])
    assert.throws(() => world.accounts.register({ redirectUris: [uri] }), /not secure/, uri);
  for (const uri of ['https://example.org/app/', 'http://127.0.0.1:8080/', 'http://[::1]:8080/'])
    assert.match(world.accounts.register({ redirectUris: [uri] }), /^[0-9a-f]{32}$/);
});

test('a sign-in without PKCE, with a plain challenge, or with an unknown scope comes back as an error', async () => {
  for (const [changed, error] of [
    [{ code_challenge: null, code_challenge_method: null }, 'invalid_request'],
    [{ code_challenge_method: 'plain' }, 'invalid_request'],
    [{ code_challenge: 'short' }, 'invalid_request'],
    [{ scope: 'user-top-read user-read-mind' }, 'invalid_scope'],
    [{ response_type: 'token' }, 'unsupported_response_type'],
  ]) {
    const { back, secrets } = await ask(changed);
    assert.deepEqual([back.error, back.code], [error, undefined], JSON.stringify(changed));
    assert.equal(back.state, secrets.state);
  }
  assert.equal(world.tokenCalls.length, 0);
});

test('an unknown app is shown as an error', async () => {
  const { answer, back } = await ask({ client_id: '0'.repeat(32) });
  assert.deepEqual([answer.status, back], [400, undefined]);
  assert.match(answer.text, /invalid_client/);
});

test('a listener who refuses comes back with access_denied and the state', async () => {
  world.accounts.settings.consent = 'refuses';
  const { back, secrets } = await ask();
  assert.deepEqual([back.error, back.state, back.code], ['access_denied', secrets.state, undefined]);
});

test('a listener who is asked sees the scopes, and agrees or cancels', async () => {
  world.accounts.settings.consent = 'asked';
  for (const [button, outcome] of [
    ['agree', 'code'],
    ['cancel', 'error'],
  ]) {
    const clientId = world.accounts.register({ redirectUris: [REDIRECT] });
    const visitor = createVisitor(world);
    const { url, answer } = await visitor.go(authorizeUrl(clientId, pkce(), { scope: 'user-top-read' }));
    assert.match(answer.text, /user-top-read[\s\S]*Agree[\s\S]*Cancel/);
    assert.doesNotMatch(answer.text, /<script/);
    const { back } = await visitor.go(url, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: `answer=${button}`,
    });
    assert.ok(back[outcome]);
  }
});

test('the issuer comes back when it is asked for, true or false', async () => {
  for (const issuer of ['https://accounts.spotify.com', 'https://evil.example']) {
    world.reset({ issuer: issuer.includes('evil') ? issuer : 'named' });
    assert.equal((await ask()).back.iss, issuer);
  }
});

test('more scopes are asked for step by step, and the new token has them', async () => {
  const first = await signIn(world, { scope: 'user-top-read' });
  const second = await signIn(world, {
    clientId: first.clientId,
    visitor: first.visitor,
    scope: 'user-top-read playlist-modify-private',
  });
  assert.equal(first.tokens.scope, 'user-top-read');
  assert.equal(second.tokens.scope, 'user-top-read playlist-modify-private');
});

test('mode rotated: a new refresh token each time, and the use of an old one ends them all', async () => {
  const { clientId, tokens } = await signIn(world);
  const { json: next } = await refresh(world, clientId, tokens.refresh_token);
  assert.ok(next.refresh_token && next.refresh_token !== tokens.refresh_token);
  assert.notEqual(next.access_token, tokens.access_token);
  assert.equal(next.scope, 'user-top-read');
  refused(await refresh(world, clientId, tokens.refresh_token), 'invalid_grant');
  refused(await refresh(world, clientId, next.refresh_token), 'invalid_grant');
  assert.equal(world.accounts.count('refresh_token', 200), 1);
  assert.equal(world.accounts.count('refresh_token', 400), 2);
});

test('mode rotated: of two refreshes at once with one token, one at most is good', async () => {
  const { clientId, tokens } = await signIn(world);
  const answers = await Promise.all([1, 2].map(() => refresh(world, clientId, tokens.refresh_token)));
  assert.ok(answers.filter(({ status }) => status === 200).length <= 1);
});

test('mode rotated: five times fifty refreshes one after the other are all good', async () => {
  const { clientId, tokens } = await signIn(world);
  let current = tokens.refresh_token;
  for (let round = 0; round < 250; round += 1) current = (await refresh(world, clientId, current)).json.refresh_token;
  assert.deepEqual([world.accounts.count('refresh_token', 200), world.accounts.count('refresh_token')], [250, 250]);
});

test('mode same: the refresh token comes back unchanged and stays good', async () => {
  world.reset({ mode: 'same' });
  const { clientId, tokens } = await signIn(world);
  for (let round = 0; round < 3; round += 1) {
    const { json } = await refresh(world, clientId, tokens.refresh_token);
    assert.equal(json.refresh_token, tokens.refresh_token);
    assert.equal((await world.accounts.holder(json.access_token)).state, 'valid');
  }
});

test('mode omitted: no refresh token comes back, and the old one stays good', async () => {
  world.reset({ mode: 'omitted' });
  const { clientId, tokens } = await signIn(world);
  assert.ok(tokens.refresh_token);
  for (let round = 0; round < 3; round += 1) {
    const { status, json } = await refresh(world, clientId, tokens.refresh_token);
    assert.deepEqual([status, 'refresh_token' in json], [200, false]);
  }
});

test('mode expired: every refresh is an invalid_grant, and a new sign-in works', async () => {
  world.reset({ mode: 'expired' });
  const { clientId, visitor, tokens } = await signIn(world);
  refused(await refresh(world, clientId, tokens.refresh_token), 'invalid_grant');
  assert.equal((await signIn(world, { clientId, visitor })).tokens.expires_in, 3600);
});

test('the mode can change between two refreshes', async () => {
  const { clientId, tokens } = await signIn(world);
  let current = tokens.refresh_token;
  for (const mode of MODES.slice(0, 3)) {
    world.accounts.settings.mode = mode;
    const { status, json } = await refresh(world, clientId, current);
    assert.equal(status, 200, mode);
    current = json.refresh_token ?? current;
  }
});

test('six months after the sign-in the refresh token ends, however often it was rotated', async () => {
  const { clientId, tokens } = await signIn(world);
  const { json } = await refresh(world, clientId, tokens.refresh_token);
  world.accounts.endRefreshTokens();
  refused(await refresh(world, clientId, json.refresh_token), 'invalid_grant');
});

test('a refresh token of another app, and none at all, are refused', async () => {
  const { clientId, tokens } = await signIn(world);
  refused(
    await refresh(world, world.accounts.register({ redirectUris: [REDIRECT] }), tokens.refresh_token),
    'invalid_grant',
  );
  refused(await refresh(world, clientId, null), 'invalid_request');
  refused(await token(world, { grant_type: 'password', client_id: clientId }), 'unsupported_grant_type');
});

test('when the listener takes the rights back, both tokens are dead', async () => {
  const { clientId, tokens } = await signIn(world);
  world.accounts.revoke();
  assert.equal((await world.accounts.holder(tokens.access_token)).state, 'unknown');
  refused(await refresh(world, clientId, tokens.refresh_token), 'invalid_grant');
});

test('a page of another origin may call the token endpoint', async () => {
  const asked = await world.request('https://accounts.spotify.com/api/token', {
    method: 'OPTIONS',
    headers: {
      origin: 'http://127.0.0.1:8080',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type',
    },
  });
  assert.equal(asked.status, 204);
  assert.match(asked.headers['access-control-allow-methods'], /POST/);
  const { clientId } = await codeFor(world);
  const answer = await token(
    world,
    { grant_type: 'refresh_token', refresh_token: 'none', client_id: clientId },
    { origin: 'http://127.0.0.1:8080' },
  );
  assert.ok(['*', 'http://127.0.0.1:8080'].includes(answer.headers['access-control-allow-origin']));
  refused(answer, 'invalid_grant');
});

test('the log and the counters hold no code, token, verifier or state', async () => {
  const { clientId, secrets, back, tokens } = await signIn(world);
  const { json } = await refresh(world, clientId, tokens.refresh_token);
  const kept = JSON.stringify([world.log, world.accounts.tokenRequests]);
  for (const secret of [
    secrets.verifier,
    secrets.state,
    secrets.challenge,
    back.code,
    tokens.access_token,
    tokens.refresh_token,
    json.access_token,
    json.refresh_token,
  ])
    assert.ok(!kept.includes(secret));
  assert.equal(world.tokenCalls.length, 2);
});
