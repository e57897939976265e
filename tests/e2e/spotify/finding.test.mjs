// Tracks of a person's own table have no id of Spotify's: found when something is done with them, by one search each.
import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { addressOf, clean, closeBrowsers, menu, tracks, until } from '../browser.mjs';
import { readCatalogue } from './library.mjs';
import {
  chipSays,
  close,
  connectFully,
  kept,
  open,
  press,
  reads,
  SPOTIFYS_LINES,
  settled,
  sheet,
  visitAsOwner,
} from './person.mjs';
import { startWorld } from './world.mjs';

const world = await startWorld();
after(async () => {
  await closeBrowsers();
  await world.close();
});
beforeEach(() => world.reset());

/** Two songs that Spotify has, and one that nobody has. */
const SONGS = readCatalogue()
  .filter(({ title }) => /^[A-Za-z ]+$/.test(title))
  .slice(0, 2);
const NOBODYS = { title: 'Hum at the bus stop', artist: 'Nobody Ever' };
const tableOf = songs =>
  Buffer.from(
    [
      'track_name,artists,valence,energy,tempo',
      ...songs.map(({ title, artist }, index) => `"${title}","${artist}",0.${index + 4},0.5,120`),
    ].join('\n'),
  );

const searches = () => world.counts()['GET /v1/search'] ?? 0;
const row = (page, { title }) => tracks(page).filter({ hasText: title });

/** Connected, with a table of three songs brought, and the list made of them alone. */
async function withTable(t) {
  // The closed world has no page of Spotify's own for a search.
  const visited = await visitAsOwner(t, {
    world,
    expected: [SPOTIFYS_LINES, /^console: .*404.*open\.spotify\.com\/(search|favicon)/],
  });
  const { page } = visited;
  await connectFully({ ...visited, world });
  if (await sheet(page).isVisible()) await close(page);
  await menu(page, 'Your music');
  await page
    .getByLabel('Choose a CSV file')
    .setInputFiles({ name: 'mine.csv', mimeType: 'text/csv', buffer: tableOf([...SONGS, NOBODYS]) });
  await page
    .getByText(/kept on this device/)
    .first()
    .waitFor({ timeout: 60_000 });
  await page.getByRole('radio', { name: 'Mine', exact: true }).check();
  await page.keyboard.press('Escape');
  await until(
    () => tracks(page).count(),
    count => count === 3,
    'their own songs',
    60_000,
  );
  assert.equal(searches(), 0, 'a list that is shown is not searched for');
  return visited;
}

test('a song of theirs is found when it is played here, saved without another search, and remembered', async t => {
  const { page, check } = await withTable(t);
  const [song] = SONGS;
  const { id } = world.api.library.tracks.find(({ name }) => name === song.title);
  await row(page, song)
    .getByRole('button', { name: /^Play / })
    .click();
  await page.frameLocator('iframe').getByText(`track ${id}`).waitFor();
  assert.equal(searches(), 1);
  assert.equal(await addressOf(row(page, song)), `https://open.spotify.com/track/${id}`);
  world.api.state.saved.delete(`spotify:track:${id}`);
  const heart = row(page, song).getByRole('button', { name: /^Save/ });
  if ((await heart.getAttribute('aria-pressed')) === 'true') await heart.click();
  await settled(world);
  await heart.click();
  await until(() => world.api.state.saved.has(`spotify:track:${id}`), Boolean, 'it is saved');
  await settled(world);
  await clean(page);
  await page.reload();
  await chipSays(page, /Spotify connected/);
  await until(() => row(page, song).count(), Boolean, 'the list');
  await until(
    () => addressOf(row(page, song)),
    address => address.endsWith(id),
    'it is remembered',
  );
  assert.equal(searches(), 1);
  check();
});

test('opening a song has it found for the next time; the first time its search opens', async t => {
  const { page, context, check } = await withTable(t);
  const [, song] = SONGS;
  await row(page, song).getByRole('button', { name: /^Why,/ }).click();
  const link = row(page, song).getByRole('link', { name: /^Open / });
  assert.match(await link.getAttribute('href'), /^https:\/\/open\.spotify\.com\/search\//);
  const opened = context.waitForEvent('page');
  await link.click();
  await (await opened).close();
  await until(
    () => link.getAttribute('href'),
    href => /\/track\/\w{22}$/.test(href),
    'its own page',
  );
  assert.equal(searches(), 1);
  check();
});

test('a song that Spotify has not is said so, and opens as a search', async t => {
  const { page, check } = await withTable(t);
  await row(page, NOBODYS)
    .getByRole('button', { name: /^Play / })
    .click();
  await reads(page, /^“Hum at the bus stop” by Nobody Ever was not found on Spotify\./);
  await clean(page);
  await close(page);
  await row(page, NOBODYS)
    .getByRole('link', { name: /^Find / })
    .waitFor();
  assert.equal(await page.locator('iframe').count(), 0);
  assert.equal(searches(), 1);
  check();
});

test('a playlist of their songs finds them first, leaves out what there is not, and says so', async t => {
  const { page, check } = await withTable(t);
  await press(page, 'Create this playlist');
  await sheet(page)
    .getByText(/The playlist is made\. One track was not found on Spotify and is not in it\./)
    .waitFor();
  assert.equal(searches(), 3);
  const [made] = world.api.state.playlists;
  const wanted = SONGS.map(({ title }) => world.api.library.tracks.find(({ name }) => name === title).id);
  assert.deepEqual(made.items.map(({ uri }) => uri.split(':')[2]).sort(), wanted.sort());
  await press(page, 'Create this playlist');
  await settled(world);
  assert.deepEqual([world.api.state.playlists.length, searches()], [1, 3]);
  check();
});

test('a list of theirs plays on a device', async t => {
  const { page, check } = await withTable(t);
  await press(page, 'Find devices');
  await sheet(page).getByRole('combobox', { name: 'Device' }).waitFor();
  await press(page, 'Play the list');
  await sheet(page).getByRole('button', { name: 'Pause' }).waitFor();
  assert.deepEqual([world.api.state.playback.queue.length, searches()], [1, 3]);
  assert.equal((await kept(page, 'spotify')).found.length, 2);
  await open(page);
  check();
});
