// Each state of the connection has its words and its next step; the rest of the page works, and axe finds nothing.
import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { button, clean, closeBrowsers, idOf, menu, PHONE, tracks, until } from '../browser.mjs';
import { createLibrary, readCatalogue } from './library.mjs';
import {
  chipSays,
  close,
  connect,
  connectFully,
  everythingElseWorks,
  kept,
  offers,
  open,
  press,
  queue,
  reads,
  SPOTIFYS_LINES,
  save,
  settled,
  sheet,
  standing,
  unliked,
  visitAsOwner,
} from './person.mjs';
import { startWorld } from './world.mjs';

const world = await startWorld();
after(async () => {
  await closeBrowsers();
  await world.close();
});
beforeEach(() => world.reset());

const OFFLINE = /^console: .*(ERR_INTERNET_DISCONNECTED|Failed to fetch)/;
const expected = [SPOTIFYS_LINES, OFFLINE];
const state = () => world.api.state;

/** Connected with every right. */
async function connected(t, options) {
  const visited = await visitAsOwner(t, { world, expected, ...options });
  await connectFully({ ...visited, world });
  return visited;
}

async function says(page, words, steps) {
  await reads(page, words);
  assert.deepEqual(await offers(page), steps);
  await clean(page);
}

test('not connected: what connecting is good for', async t => {
  const { page, check } = await visitAsOwner(t, { world });
  await open(page);
  await says(page, /^Spotify is not connected\. Connect it to lift music that you like/, ['Connect Spotify']);
  await close(page);
  await everythingElseWorks(page);
  check();
});

test("connecting: a person who comes back by the browser's own button begins again", async t => {
  world.accounts.settings.consent = 'asked';
  const { page, clientId, check } = await visitAsOwner(t, { world });
  await (await open(page)).getByRole('textbox', { name: 'Client ID' }).fill(clientId);
  await page.keyboard.press('Tab');
  await press(page, 'Connect Spotify');
  await page.getByRole('button', { name: 'Agree' }).waitFor();
  await page.goBack();
  await reads(page, /Spotify is not connected\.|Connecting to Spotify\./);
  assert.deepEqual(await offers(page), ['Connect Spotify']);
  await clean(page);
  await press(page, 'Connect Spotify');
  await page.getByRole('button', { name: 'Agree' }).click();
  await reads(page, /^Spotify is connected as A listener/);
  check();
});

test("connected: name and picture, a mark on the person's own tracks, and the way out", async t => {
  const { page, clientId, check } = await visitAsOwner(t, { world });
  await connect({ page, world, clientId });
  await open(page);
  await says(page, /^Spotify is connected as A listener\. Music that you like is lifted/, []);
  const picture = sheet(page).locator('.person img');
  assert.match(await picture.getAttribute('src'), /^https:\/\/i\.scdn\.co\/image\//);
  assert.ok(await picture.evaluate(image => image.decode().then(() => image.naturalWidth)));
  await until(() => tracks(page).getByText('yours').count(), Boolean, 'own tracks are marked');
  await everythingElseWorks(page);
  check();
});

test('a playlist is made once: name, description, items in order, a link; a second press makes no other', async t => {
  const { page, check } = await connected(t);
  const links = [];
  for (let at = 0; at < 10; at += 1) links.push(await idOf(tracks(page).nth(at)));
  const spotify = await open(page);
  const name = await spotify.getByRole('textbox', { name: 'Name', exact: true }).inputValue();
  assert.match(name, /Feelharmonic/);
  await spotify.getByRole('button', { name: 'Create this playlist' }).dblclick();
  const link = spotify.getByRole('link', { name: 'Open it in Spotify' });
  await link.waitFor();
  await press(page, 'Create this playlist');
  await settled(world);
  assert.equal(state().playlists.length, 1);
  const [made] = state().playlists;
  assert.deepEqual([made.name, made.items.map(({ uri }) => uri.split(':')[2])], [name, links]);
  assert.match(made.description, /a list made with Feelharmonic\. \[[0-9a-f]{16}\]$/);
  assert.equal(made.public, false);
  assert.equal(await link.getAttribute('href'), `https://open.spotify.com/playlist/${made.id}`);
  assert.deepEqual(
    world.apiCalls.filter(({ path }) => path.includes('playlists')).map(({ endpoint }) => endpoint),
    ['POST /v1/me/playlists', 'POST /v1/playlists/{id}/items'],
  );
  await clean(page);
  check();
});

test('the words of a playlist are changed before they are sent', async t => {
  const { page, check } = await connected(t);
  const spotify = await open(page);
  await spotify.getByRole('textbox', { name: 'Name', exact: true }).fill('For the evening <b>');
  await spotify.getByRole('textbox', { name: 'Description' }).fill('');
  await press(page, 'Create this playlist');
  await spotify.getByText('The playlist is made.').waitFor();
  assert.deepEqual(
    [state().playlists[0].name, /^\[[0-9a-f]{16}\]$/.test(state().playlists[0].description)],
    ['For the evening <b>', true],
  );
  check();
});

test('devices: the picker names them, and the list plays where it says; pause, go on, next, volume', async t => {
  const { page, check } = await connected(t);
  await press(page, 'Find devices');
  const picker = sheet(page).getByRole('combobox', { name: 'Device' });
  await picker.waitFor();
  assert.deepEqual(await picker.getByRole('option').allInnerTexts(), ['Kitchen (Speaker)', 'Desk (Computer)']);
  const shown = await picker.evaluate(select => select.value);
  await press(page, 'Play the list');
  await sheet(page).getByRole('button', { name: 'Pause' }).waitFor();
  assert.equal(
    state().devices.find(({ is_active: active }) => active)?.id,
    shown,
    'it plays on the device that the picker shows',
  );
  assert.deepEqual([state().playback.playing, state().playback.queue.length], [true, 9]);
  await clean(page);
  await press(page, 'Next');
  await until(
    () => state().playback.queue.length,
    length => length === 8,
    'the next track',
  );
  await press(page, 'Pause');
  await sheet(page).getByRole('button', { name: 'Go on' }).waitFor();
  assert.equal(state().playback.playing, false);
  await press(page, 'Go on');
  await until(() => state().playback.playing, Boolean, 'going on');
  await sheet(page).getByRole('slider', { name: 'Volume' }).fill('30');
  await until(
    () => state().devices.find(({ id }) => id === shown).volume_percent,
    percent => percent === 30,
    'the volume',
  );
  await picker.selectOption('Desk (Computer)');
  await press(page, 'Play the list').catch(() => {});
  await until(() => state().devices[1].is_active, Boolean, 'the other device');
  check();
});

test('a track is played next on the device that plays', async t => {
  const { page, check } = await connected(t);
  await press(page, 'Find devices');
  await sheet(page).getByRole('combobox', { name: 'Device' }).waitFor();
  await press(page, 'Play the list');
  await sheet(page).getByRole('button', { name: 'Pause' }).waitFor();
  await queue(page, 4);
  const id = await idOf(tracks(page).nth(4));
  assert.equal(state().playback.queue.at(-1), `spotify:track:${id}`);
  await clean(page);
  check();
});

test('no device: what to do, and another look', async t => {
  const { page, check } = await connected(t);
  const there = state().devices.splice(0);
  await press(page, 'Find devices');
  await says(page, /^No device is ready to play\. Open Spotify on a phone/, ['Find devices']);
  await everythingElseWorks(page);
  state().devices.push(...there);
  await open(page);
  await sheet(page).locator('.status').getByRole('button', { name: 'Find devices' }).click();
  await reads(page, /^Spotify is connected/);
  check();
});

test('a device that went to sleep, and one that is gone, are said so', async t => {
  const { page, check } = await connected(t);
  await press(page, 'Find devices');
  await sheet(page).getByRole('combobox', { name: 'Device' }).waitFor();
  world.faults.add({ method: 'PUT', path: '/v1/me/player/play', times: 1, fault: '404 no active device' });
  await press(page, 'Play the list');
  await says(page, /^No device is ready to play/, ['Find devices']);
  await press(page, 'Play the list');
  await reads(page, /^Spotify is connected/);
  check();
});

test('no Premium: the player in the page goes on', async t => {
  const { page, check } = await connected(t);
  state().premium = false;
  await press(page, 'Find devices');
  await sheet(page).getByRole('combobox', { name: 'Device' }).waitFor();
  await press(page, 'Play the list');
  await says(
    page,
    /^Playing on a device takes Spotify Premium\. The player in this page and "Open in Spotify" work without\./,
    [],
  );
  await everythingElseWorks(page);
  await tracks(page)
    .first()
    .getByRole('button', { name: /^Play / })
    .click();
  await page
    .frameLocator('iframe')
    .getByText(/^track /)
    .waitFor();
  await button(page, 'Close the player').click();
  check();
});

for (const [what, change, words, steps] of [
  [
    "the app's owner without Premium",
    { ownerPremium: false },
    /^The owner of this client id has no Spotify Premium\. Spotify only lets apps work whose owner has Premium/,
    [],
  ],
  [
    "a person who is not on the app's list",
    { allowListed: false },
    /^This account is not on the app's list\. The owner of the client id can add it/,
    ['Try again'],
  ],
  [
    'a quota that is used up',
    { callsLeft: 0 },
    /^Spotify's calls for this app are used up\. Nothing more is asked in this visit/,
    [],
  ],
])
  test(`${what}: words, a next step, and the page goes on`, async t => {
    const { page, clientId, check } = await visitAsOwner(t, { world });
    Object.assign(state(), change);
    await (await open(page)).getByRole('textbox', { name: 'Client ID' }).fill(clientId);
    await page.keyboard.press('Tab');
    await press(page, 'Connect Spotify');
    await chipSays(page, /Spotify needs you/, 30_000);
    await says(page, words, steps);
    await everythingElseWorks(page);
    await settled(world);
    const asked = world.apiCalls.length;
    assert.ok(asked <= 7, `${asked} calls`);
    if (change.callsLeft === 0) {
      await press(page, 'Find devices').catch(() => {});
      await settled(world);
      assert.equal(world.apiCalls.length, asked, 'nothing more is asked');
    }
    check();
  });

test("whoever is put on the app's list tries again, and it works", async t => {
  const { page, clientId, check } = await visitAsOwner(t, { world });
  state().allowListed = false;
  await (await open(page)).getByRole('textbox', { name: 'Client ID' }).fill(clientId);
  await page.keyboard.press('Tab');
  await press(page, 'Connect Spotify');
  await chipSays(page, /Spotify needs you/, 30_000);
  await reads(page, /^This account is not on the app's list/);
  state().allowListed = true;
  await press(page, 'Try again');
  await reads(page, /^Spotify is connected as A listener/);
  check();
});

test('offline: said so, what is liked is kept and sent when the network is back', async t => {
  const { page, context, check } = await connected(t);
  if (await sheet(page).isVisible()) await close(page);
  const row = await unliked(page);
  const uri = `spotify:track:${await idOf(tracks(page).nth(row))}`;
  await context.setOffline(true);
  await save(page, row);
  await says(page, /^You are offline\. The list and the camera go on/, ['Try again']);
  await everythingElseWorks(page);
  assert.equal((await kept(page, 'spotify')).unsent.length, 1);
  assert.ok(!state().saved.has(uri));
  await context.setOffline(false);
  await until(() => state().saved.has(uri), Boolean, 'the track is liked');
  await reads(page, /^Spotify is connected/);
  await until(
    async () => (await kept(page, 'spotify')).unsent.length,
    length => length === 0,
    'nothing is left to send',
  );
  check();
});

test('a track is liked and unliked', async t => {
  const { page, check } = await connected(t);
  const row = await unliked(page);
  const id = await idOf(tracks(page).nth(row));
  const heart = tracks(page).nth(row).getByRole('button', { name: /^Save/ });
  await save(page, row);
  await until(
    () => heart.getAttribute('aria-pressed'),
    pressed => pressed === 'true',
    'a full heart',
  );
  assert.ok(state().saved.has(`spotify:track:${id}`));
  await page.reload();
  await until(
    () => heart.getAttribute('aria-pressed'),
    pressed => pressed === 'true',
    'a full heart in the next visit',
  );
  await save(page, row);
  await until(
    () => heart.getAttribute('aria-pressed'),
    pressed => pressed === 'false',
    'an empty heart',
  );
  assert.ok(!state().saved.has(`spotify:track:${id}`));
  check();
});

/** Songs that no catalogue has, with the sound of the catalogue's tracks. */
const ownSongs = () =>
  readCatalogue()
    .filter((_, index) => index % 30 === 0)
    .map((row, index) => ({ ...row, id: '', title: `Garage tape ${index}`, artist: `Friend ${index}` }));

test("an old client id's rights are used: own tracks join the list, are marked, leave with the account", async t => {
  world.reset({ library: createLibrary([...readCatalogue(), ...ownSongs()]) });
  state().oldRights = true;
  state().top.tracks.short_term = world.api.library.tracks.filter(({ name }) => name.startsWith('Garage tape'));
  const { page, clientId, check } = await visitAsOwner(t, { world });
  await connect({ page, world, clientId });
  const counts = world.counts();
  assert.deepEqual([counts['GET /v1/recommendations'], counts['GET /v1/audio-features']], [1, 1]);
  assert.deepEqual((await kept(page, 'spotify')).rights, [
    [clientId, { recommendations: 'Granted', features: 'Granted' }],
  ]);
  assert.match(await open(page).then(() => standing(page)), /^Spotify is connected/);
  await close(page);
  const guests = tracks(page).filter({ hasText: 'Garage tape' });
  await until(
    async () => {
      await menu(page, 'New list');
      return guests.count();
    },
    Boolean,
    'a track of their own',
  );
  assert.equal(await tracks(page).count(), 10);
  assert.equal(await guests.getByText('yours').count(), await guests.count());
  await clean(page);
  assert.doesNotMatch(JSON.stringify(await kept(page, 'list')), /Garage tape/, 'no record holds them');
  const asked = world.apiCalls.length;
  await page.reload();
  await until(
    () => tracks(page).count(),
    count => count === 10,
    'a full list',
  );
  await settled(world);
  assert.equal(world.apiCalls.length, asked, 'a second visit of the day asks nothing');
  await until(
    async () => {
      await menu(page, 'New list');
      return guests.count();
    },
    Boolean,
    'a track of their own in the next visit',
  );
  await press(page, 'Disconnect');
  await close(page);
  await until(
    () => guests.count(),
    count => count === 0,
    'they are gone',
  );
  assert.equal(await tracks(page).count(), 10);
  check();
});

test('a new client id has none of the old rights: asked once each, and never again for it', async t => {
  const { page, clientId, check } = await visitAsOwner(t, { world });
  await connect({ page, world, clientId });
  assert.deepEqual((await kept(page, 'spotify')).rights, [[clientId, { recommendations: 'Gone', features: 'Gone' }]]);
  await kept(page, 'spotify-taste', { at: 0 });
  await page.reload();
  await until(
    () => world.apiCalls.length,
    calls => calls === 9 + 7,
    'a taste of another day',
  );
  await settled(world);
  await press(page, 'Disconnect');
  await connect({ page, world, clientId });
  const counts = world.counts();
  assert.deepEqual([counts['GET /v1/recommendations'], counts['GET /v1/audio-features']], [1, 1]);
  check();
});

for (const colorScheme of ['dark', 'light'])
  test(`on a phone, ${colorScheme}, axe finds nothing and nothing overflows, connected or not`, async t => {
    const { page, clientId, check } = await visitAsOwner(t, {
      world,
      context: { viewport: PHONE, colorScheme, reducedMotion: 'reduce' },
    });
    const fits = async () => {
      await clean(page);
      assert.ok(
        await page.evaluate(
          () =>
            document.documentElement.scrollWidth <= innerWidth &&
            [...document.querySelectorAll('dialog[open]')].every(dialog => dialog.scrollWidth <= dialog.clientWidth),
        ),
        'nothing overflows',
      );
    };
    await open(page);
    await fits();
    await connectFully({ page, world, clientId });
    await press(page, 'Find devices');
    await sheet(page).getByRole('combobox', { name: 'Device' }).waitFor();
    await press(page, 'Create this playlist');
    await sheet(page).getByText('The playlist is made.').waitFor();
    await fits();
    await close(page);
    await fits();
    check();
  });
