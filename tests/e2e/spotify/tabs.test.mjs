// Many tabs, many calls, one refresh token: it is used once a round, however many want a new token at the same moment.
//
// ROUNDS=50 is the whole of it; fewer are for every day.
import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { closeBrowsers, tracks, until } from '../browser.mjs';
import { slow } from './faults.mjs';
import {
  chipSays,
  close,
  connect,
  connectFully,
  follow,
  open,
  press,
  reads,
  settled,
  sheet,
  typeClientId,
  visitAsOwner,
} from './person.mjs';
import { startWorld } from './world.mjs';

const ROUNDS = Number(process.env.ROUNDS ?? 10);
const TABS = 5;
const PRESSES = 50;

const world = await startWorld();
after(async () => {
  await closeBrowsers();
  await world.close();
});
beforeEach(() => world.reset());

const devices = () => world.apiCalls.filter(({ path }) => path === '/v1/me/player/devices');
/** Presses by script: Playwright would wait for a tab to come to the front. */
const look = page =>
  page.evaluate(() =>
    [...document.querySelectorAll('dialog.spotify button')]
      .find(({ textContent }) => /Find devices|Look again/.test(textContent))
      .click(),
  );
const looking = page =>
  page.evaluate(() =>
    [...document.querySelectorAll('dialog.spotify button')].some(({ textContent }) => textContent === 'Looking …'),
  );

/** Tabs of one person, signed in with every right, Spotify's part open in each. */
async function tabsOf(t, many) {
  const visited = await visitAsOwner(t, { world });
  await connectFully({ ...visited, world });
  const pages = [visited.page];
  while (pages.length < many) {
    const page = await visited.context.newPage();
    await page.goto(visited.server.url);
    await chipSays(page, /Spotify connected/);
    pages.push(page);
  }
  for (const page of pages) {
    await page.bringToFront();
    await open(page);
  }
  await settled(world);
  return { ...visited, pages };
}

for (const mode of ['rotated', 'same', 'omitted'])
  test(`${TABS} tabs renew one connection together, ${ROUNDS} times, where a refresh token is ${mode}`, async t => {
    const { pages, check } = await tabsOf(t, TABS);
    world.accounts.settings.mode = mode;
    const begun = Date.now();
    for (let round = 1; round <= ROUNDS; round += 1) {
      const [asked, renewed] = [devices().length, world.tokenCalls.length];
      world.accounts.expireAccessTokens();
      await Promise.all(pages.map(look));
      await until(
        async () =>
          (await Promise.all(pages.map(looking))).every(still => !still) &&
          devices()
            .slice(asked)
            .filter(({ status }) => status === 200).length,
        many => many === TABS,
        `${TABS} answers in round ${round}`,
      );
      assert.equal(world.tokenCalls.length - renewed, 1, `one token request in round ${round}`);
    }
    assert.deepEqual(
      [world.accounts.count('refresh_token', 200), world.accounts.count('refresh_token', 400)],
      [ROUNDS, 0],
    );
    for (const page of pages) await chipSays(page, /Spotify connected/);
    const [requests, seconds] = [world.accounts.count('refresh_token'), Math.round((Date.now() - begun) / 1000)];
    console.log(`  ${TABS} tabs × ${ROUNDS} rounds, ${mode}: ${requests} token requests, 0 refused, ${seconds} s`);
    check();
  });

test(`${PRESSES} calls at the same moment on an expired token make one refresh`, async t => {
  const { page, clientId, check } = await visitAsOwner(t, { world });
  // So that every heart is empty.
  world.api.state.saved.clear();
  await connectFully({ page, world, clientId });
  await settled(world);
  const [asked, renewed] = [world.apiCalls.length, world.tokenCalls.length];
  world.accounts.expireAccessTokens();
  await page.evaluate(many => {
    const hearts = [...document.querySelectorAll('.row .save')];
    for (let press = 0; press < many; press += 1) hearts[press % hearts.length].click();
  }, PRESSES);
  await until(
    () => world.apiCalls.slice(asked).filter(({ status }) => status === 200).length,
    many => many === PRESSES,
    'every call answered',
    30_000,
  );
  await settled(world);
  const calls = world.apiCalls.slice(asked);
  assert.equal(world.tokenCalls.length - renewed, 1);
  assert.ok(
    calls.some(({ status }) => status === 401),
    'some were refused first',
  );
  assert.ok(calls.length <= 2 * PRESSES, 'each was sent twice at most');
  assert.equal(await tracks(page).locator('.save[aria-pressed=true]').count(), 10);
  assert.equal(world.accounts.count('refresh_token', 400), 0);
  check();
});

test('a tab that is closed while it renews leaves the others a connection', async t => {
  const {
    pages: [first, second],
    check,
  } = await tabsOf(t, 2);
  world.accounts.expireAccessTokens();
  const rule = world.faults.add({ method: 'POST', path: '/api/token', times: 1, fault: 'hanging' });
  await look(first);
  await until(
    () => rule.hits,
    hits => hits === 1,
    'a renewal under way',
  );
  await first.close();
  await close(second).catch(() => {});
  await press(second, /Find devices|Look again/);
  await sheet(second).getByRole('combobox', { name: 'Device' }).waitFor();
  assert.equal(world.accounts.count('refresh_token', 200), 1);
  check();
});

/** What a tab says of the calls of the day. */
const counted = page =>
  page.evaluate(() => Number(/(\d+) today/.exec(document.querySelector('dialog.spotify').textContent)[1]));

test('of several tabs one asks; the others hear of it, take the taste from the record, and count together', async t => {
  const { page, context, server, clientId, check } = await visitAsOwner(t, { world });
  await typeClientId(page, clientId);
  const others = [];
  while (others.length < 3) {
    const other = await context.newPage();
    await other.goto(server.url);
    await open(other);
    others.push(other);
  }
  await page.bringToFront();
  await connect({ page, world, clientId });
  // One that opens while the others may still be at it, and one that opens after.
  for (const patience of [0, 1000]) {
    await new Promise(resolve => setTimeout(resolve, patience));
    const other = await context.newPage();
    await other.goto(server.url);
    await open(other);
    others.push(other);
  }
  await settled(world);
  assert.equal(world.apiCalls.length, 9, JSON.stringify(world.counts()));
  for (const other of [page, ...others]) {
    await other.bringToFront();
    await reads(other, /^Spotify is connected as A listener/);
    await until(() => tracks(other).getByText('yours').count(), Boolean, 'own tracks are marked');
    assert.equal(await counted(other), 9);
  }
  check();
});

test('a tab that opens while another one is asking leaves it to that one', async t => {
  const { page, context, server, clientId, check } = await visitAsOwner(t, { world });
  const rule = world.faults.add({ method: 'GET', path: '/v1/me/tracks', fault: slow(3000) });
  await typeClientId(page, clientId);
  await follow(page, 'Connect Spotify');
  await until(() => rule.hits, Boolean, 'the other tab is at it', 30_000);
  const other = await context.newPage();
  await other.goto(server.url);
  await reads(other, /^Spotify is connected as A listener/);
  await settled(world);
  assert.equal(world.apiCalls.length, 9, JSON.stringify(world.counts()));
  await until(() => tracks(other).getByText('yours').count(), Boolean, 'own tracks are marked');
  check();
});

test('the calls of five tabs are counted together, whoever makes them', async t => {
  const { pages, check } = await tabsOf(t, 5);
  for (let round = 0; round < 4; round += 1) {
    await Promise.all(pages.map(look));
    await until(async () => (await Promise.all(pages.map(looking))).every(still => !still), Boolean, 'answers');
  }
  await settled(world);
  for (const page of pages)
    await until(
      () => counted(page),
      count => count === world.apiCalls.length,
      `the count of ${world.apiCalls.length}`,
    );
  check();
});
