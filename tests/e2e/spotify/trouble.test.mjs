// Everything that can go wrong with Spotify: the right words, four tries at most, nothing uncaught, nothing twice.
//
// FAULT_ROUNDS=20 is the whole of it; fewer are for every day, and tests/spotify_contract/faults.rs lets the same kinds
// strike at every call of a session. The page's waits are shortened, and kept book of. LANES browsers, each with a
// world of its own, share the kinds.
import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { closeBrowsers, idOf, tracks, until } from '../browser.mjs';
import { everyFault, FAULTS } from './faults.mjs';
import {
  chipSays,
  close,
  connectFully,
  everythingElseWorks,
  kept,
  open,
  players,
  press,
  reads,
  settled,
  sheet,
  standing,
  unliked,
  visitAsOwner,
} from './person.mjs';
import { startWorld } from './world.mjs';

const ROUNDS = Number(process.env.FAULT_ROUNDS ?? 1);
const LANES = Number(process.env.LANES ?? (ROUNDS > 1 ? 3 : 1));
const LOST = 20;
const TRIES_MOST = 4;
const A_DAY = 86_400_000;

const worlds = await Promise.all(Array.from({ length: LANES }, () => startWorld()));
after(async () => {
  await closeBrowsers();
  for (const world of worlds) await world.close();
});
beforeEach(() => {
  for (const world of worlds) world.reset();
});

/** Lets each lane do its share of the kinds; the slow ones are spread over all. */
async function inLanes(kinds, share) {
  const slow = kind => /hanging|dripping|40 MB/.test(kind);
  const sorted = [...kinds].sort((a, b) => slow(b) - slow(a));
  await Promise.all(
    worlds.map((world, lane) =>
      share(
        world,
        sorted.filter((_, index) => index % LANES === lane),
      ),
    ),
  );
}

/**
 * Once `__hurry` says so, waits pass fifty times as fast and deadlines twelve times; `__waits` are the waits as the
 * page wanted them, `__pending` those that run and the calls that have no answer yet. `__later` puts the clock forward,
 * over reloads too.
 */
const hurry = () => {
  const DEADLINE = 10_000;
  const real = globalThis.setTimeout;
  const now = Date.now;
  const ahead = () => {
    try {
      return Number(sessionStorage.getItem('ahead') ?? 0);
    } catch {
      return 0;
    }
  };
  let later = ahead();
  Date.now = () => now() + later;
  globalThis.__later = span => {
    later += span;
    sessionStorage.setItem('ahead', String(later));
  };
  globalThis.__waits = [];
  globalThis.__hurry = false;
  globalThis.setTimeout = (act, span = 0, ...rest) => {
    if (!globalThis.__hurry) return real(act, span, ...rest);
    if (span === DEADLINE) return real(act, span / 12, ...rest);
    globalThis.__waits.push(span);
    globalThis.__pending += 1;
    const timer = real(() => {
      clear(timer);
      act(...rest);
    }, span / 50);
    running.add(timer);
    return timer;
  };
  globalThis.__pending = 0;
  const running = new Set();
  const stop = globalThis.clearTimeout;
  const clear = timer => {
    if (running.delete(timer)) globalThis.__pending -= 1;
    stop(timer);
  };
  globalThis.clearTimeout = clear;
  const call = globalThis.fetch;
  globalThis.fetch = (...what) => {
    globalThis.__pending += 1;
    return call(...what).finally(() => {
      globalThis.__pending -= 1;
    });
  };
};

/** Waits until nothing is on its way and nothing waits to be. */
async function over(world, page) {
  const idle = async () =>
    world.log.every(({ status }) => status !== null) && (await page.evaluate(() => globalThis.__pending)) === 0;
  for (let times = 0; times < 3; ) {
    times = (await idle()) ? times + 1 : 0;
    await new Promise(resolve => setTimeout(resolve, 25));
  }
}
const later = (page, span) => page.evaluate(span => globalThis.__later(span), span);
const hurryUp = page =>
  page.evaluate(() => {
    globalThis.__hurry = true;
  });

async function again(world, page) {
  await page.reload();
  await chipSays(page, /Spotify connected/);
  await settled(world, 300);
  await hurryUp(page);
}

async function connected(t, world) {
  const visited = await visitAsOwner(t, { world, before: hurry });
  await connectFully({ ...visited, world });
  await hurryUp(visited.page);
  await open(visited.page);
  return visited;
}

/** Looks for devices, to the end. */
async function look(page) {
  await open(page);
  await players(page)
    .getByRole('button', { name: /Find devices|Look again/ })
    .click();
  await until(
    () => sheet(page).getByRole('button', { name: 'Looking …' }).count(),
    count => count === 0,
    'an end',
    60_000,
  );
}

const STRANGE = /^Spotify answers in a way that this page doesn't know\. .*Try again$/;
const TROUBLE = /^Spotify has trouble\. That is usually over in minutes\. Everything else goes on\. Try again$/;
const SILENT = /^Spotify gives no answer\. .*Wait a minute, then try again\. Try again$/;
const WAIT = /^Spotify asks to wait\. It can be asked again .*Everything else goes on\./;
const NO_DEVICE = /^No device is ready to play\. .*Find devices$/;
const LISTED = /^This account is not on the app's list\. .*Try again$/;

/** For a question: the words, and the tries. */
const OUTCOMES = {
  400: [STRANGE, 1],
  '401 expired token': [TROUBLE, 2],
  '401 invalid token': [TROUBLE, 2],
  '403 insufficient scope': [/^Playing on your devices is not allowed yet\. .*Allow it at Spotify$/, 1],
  '403 listener without Premium': [/^Playing on a device takes Spotify Premium\./, 1],
  '403 owner without Premium': [/^The owner of this client id has no Spotify Premium\./, 1],
  '403 not on the allow-list': [LISTED, 1],
  '403 not on the allow-list, as text': [LISTED, 1],
  '403 endpoint gone': [STRANGE, 1],
  404: [STRANGE, 1],
  '404 no active device': [NO_DEVICE, 1],
  429: [WAIT, 4],
  '429 without CORS': [SILENT, 4],
  '429 with an unreadable Retry-After': [SILENT, 4],
  '429 without Retry-After': [SILENT, 4],
  '429 for a day': [WAIT, 1],
  '429 until a date': [WAIT, 4],
  '429 with nonsense for a time': [SILENT, 4],
  'quota exceeded': [/^Spotify's calls for this app are used up\./, 1],
  500: [TROUBLE, 4],
  '502 with HTML': [TROUBLE, 4],
  '503 with Retry-After': [WAIT, 4],
  reset: [SILENT, 4],
  'closed without an answer': [SILENT, 4],
  truncated: [TROUBLE, 4],
  hanging: [TROUBLE, 4],
  'hanging body': [TROUBLE, 4],
  dripping: [TROUBLE, 4],
  'bad JSON': [STRANGE, 1],
  'wrong schema': [STRANGE, 1],
  'another type': [STRANGE, 1],
  nulls: [NO_DEVICE, 1],
  'captive portal': [/^The network answers in Spotify's place\. .*Try again$/, 1],
  'captive portal without CORS': [SILENT, 4],
  204: [STRANGE, 1],
  'empty 200': [STRANGE, 1],
  '40 MB': [STRANGE, 1],
  'invalid UTF-8': [STRANGE, 1],
  'lost answer': [SILENT, 4],
};

/** The way out of what a fault leaves behind: time, or the next visit. */
async function getOver(world, page, kind, number) {
  // With a day, the day's own limit is another one too.
  await later(page, number === 0 || kind === '429 for a day' ? A_DAY + 1000 : 3000);
  if (kind === 'quota exceeded') await again(world, page);
}

test(`a question that meets each of the faults, ${ROUNDS} times: its words, its tries, and then it works`, async t => {
  const wrong = [];
  await inLanes(Object.keys(FAULTS), async (world, kinds) => {
    const { page, check } = await connected(t, world);
    await everyFault(
      world,
      { method: 'GET', path: '/v1/me/player/devices' },
      { kinds, rounds: ROUNDS },
      async ({ kind, number, rule }) => {
        const [words, tries] = OUTCOMES[kind];
        await page.evaluate(() => {
          globalThis.__waits.length = 0;
        });
        await look(page);
        const said = await standing(page);
        if (!words.test(said) || rule.hits !== tries) wrong.push(`${kind}: ${rule.hits} tries, "${said}"`);
        if (/^429$|503/.test(kind)) {
          const waits = await page.evaluate(() => globalThis.__waits);
          assert.ok(waits.filter(wait => wait >= 1000).length >= tries - 1, `Retry-After is kept: ${waits}`);
        }
        rule.remove();
        await getOver(world, page, kind, number);
        await look(page);
        const after = await standing(page);
        if (!/^Spotify is connected as A listener/.test(after)) wrong.push(`after ${kind}: "${after}"`);
      },
    );
    await everythingElseWorks(page);
    check();
  });
  assert.deepEqual(wrong, []);
  assert.ok(Object.values(OUTCOMES).every(([, tries]) => tries <= TRIES_MOST));
});

test('every kind of fault has its outcome written here', () => {
  assert.deepEqual(Object.keys(OUTCOMES).sort(), Object.keys(FAULTS).sort());
  assert.ok(Object.keys(FAULTS).length >= 31);
});

/** Makes a playlist under that name, as far as it comes. */
async function make(page, name) {
  await (await open(page)).getByRole('textbox', { name: 'Name', exact: true }).fill(name);
  await press(page, /Create this playlist|Go on making it/);
  await until(
    () => sheet(page).getByRole('button', { name: 'Making it …' }).count(),
    count => count === 0,
    'an end',
    60_000,
  );
}
const called = (world, name) => world.api.state.playlists.filter(playlist => playlist.name === name);

test(`${LOST} lost answers make no playlist twice, and fill none twice`, async t => {
  const [world] = worlds;
  const { page, check } = await connected(t, world);
  for (let round = 1; round <= LOST; round += 1) {
    const path = round % 2 ? '/v1/me/playlists' : /^\/v1\/playlists\/\w{22}\/items$/;
    const rule = world.faults.add({ method: 'POST', path, times: 1, fault: 'lost answer' });
    await make(page, `Lost ${round}`);
    await sheet(page).getByText('The playlist is made.').waitFor();
    assert.equal(rule.hits, 1);
    assert.deepEqual(
      called(world, `Lost ${round}`).map(({ items }) => items.length),
      [10],
      `round ${round}`,
    );
  }
  assert.equal(world.api.state.playlists.length, LOST);
  assert.match(await standing(page), /^Spotify is connected/);
  check();
});

test(`a playlist that meets a fault is made once, or not at all and then once, ${ROUNDS} times each`, async t => {
  await inLanes(Object.keys(FAULTS), async (world, kinds) => {
    const { page, check } = await connected(t, world);
    await everyFault(
      world,
      { method: 'POST', path: '/v1/me/playlists' },
      { kinds, rounds: ROUNDS },
      async ({ kind, number, rule }) => {
        const name = `${kind} ${number}`;
        await make(page, name);
        assert.ok(rule.hits >= 1 && rule.hits <= TRIES_MOST, `${kind}: ${rule.hits} tries`);
        assert.ok(called(world, name).length <= 1, kind);
        rule.remove();
        await getOver(world, page, kind, number);
        await make(page, name);
        await sheet(page).getByText('The playlist is made.').waitFor();
        assert.deepEqual(
          called(world, name).map(({ items }) => items.length),
          [10],
          kind,
        );
      },
    );
    check();
  });
});

/** Kinds that say "done" to whoever asks for nothing but that. */
const SAYS_DONE = ['bad JSON', 'wrong schema', 'another type', 'nulls', '204', 'empty 200', 'invalid UTF-8'];

/** A heart of the list, and what Spotify has of its track. */
async function heartOf(world, page) {
  if (await sheet(page).isVisible()) await close(page);
  const row = tracks(page).nth(await unliked(page));
  const heart = row.getByRole('button', { name: /^Save/ });
  const uri = `spotify:track:${await idOf(row)}`;
  const isFull = async () => (await heart.getAttribute('aria-pressed')) === 'true';
  return {
    isFull,
    isLiked: () => world.api.state.saved.has(uri),
    async press() {
      if (await sheet(page).isVisible()) await close(page);
      await heart.click();
      await over(world, page);
    },
    becomes: full => until(isFull, now => now === full, full ? 'a full heart' : 'an empty heart'),
  };
}

for (const [method, does] of [
  ['PUT', true],
  ['DELETE', false],
])
  test(`a track ${does ? 'liked' : 'unliked'} under each of the faults is so in the end, ${ROUNDS} times`, async t => {
    await inLanes(Object.keys(FAULTS), async (world, kinds) => {
      const { page, check } = await connected(t, world);
      const heart = await heartOf(world, page);
      await everyFault(
        world,
        { method, path: '/v1/me/library' },
        { kinds, rounds: ROUNDS },
        async ({ kind, number, rule }) => {
          if (!does) {
            await heart.press();
            await heart.becomes(true);
          }
          await heart.press();
          assert.ok(rule.hits >= 1 && rule.hits <= TRIES_MOST, `${kind}: ${rule.hits} tries`);
          const said = await standing(await open(page).then(() => page));
          if (SAYS_DONE.includes(kind)) assert.match(said, /^Spotify is connected/, kind);
          else
            assert.match(
              said,
              kind === '403 insufficient scope' ? /^Saving tracks is not allowed yet\./ : OUTCOMES[kind][0],
              `${kind}, ${rule.hits} tries: "${said}"`,
            );
          rule.remove();
          await getOver(world, page, kind, number);
          // A like that may pass is sent by itself when it is tried again; the rest is a press away.
          if (
            does &&
            (await page.evaluate(() => document.querySelector('.status button')?.textContent)) === 'Try again'
          ) {
            await press(page, 'Try again');
            await over(world, page);
          }
          if ((await heart.isFull()) !== does) await heart.press();
          await heart.becomes(does);
          // Whoever was told "done" in Spotify's place presses twice.
          if (heart.isLiked() !== does) {
            assert.ok(SAYS_DONE.includes(kind), `${kind}: lost`);
            await heart.press();
            await heart.press();
          }
          assert.equal(heart.isLiked(), does, kind);
          if (does) {
            await heart.press();
            await heart.becomes(false);
          }
        },
      );
      await reads(page, /^Spotify is connected/);
      assert.deepEqual((await kept(page, 'spotify')).unsent, [], 'nothing waits');
      check();
    });
  });

test('a token endpoint that has trouble is asked four times at most, and the connection outlives it', async t => {
  await inLanes(
    Object.keys(FAULTS).filter(kind => kind !== 'lost answer'),
    async (world, kinds) => {
      const { page, check } = await connected(t, world);
      await everyFault(
        world,
        { method: 'POST', host: 'accounts.spotify.com', path: '/api/token' },
        { kinds, rounds: ROUNDS },
        async ({ kind, number, rule }) => {
          world.accounts.expireAccessTokens();
          await look(page);
          assert.ok(rule.hits >= 1 && rule.hits <= TRIES_MOST, `${kind}: ${rule.hits} tries`);
          assert.doesNotMatch(await standing(page), /Reconnect/, kind);
          rule.remove();
          await getOver(world, page, kind, number);
          await look(page);
          assert.match(await standing(page), /^Spotify is connected/, kind);
        },
      );
      assert.ok(await kept(page, 'spotify-tokens'));
      check();
    },
  );
});
