// What a person does with Spotify in the page, and what they read there. The tests of the page start from here.
import assert from 'node:assert/strict';
import { menu, stored, titles, tracks, until, visit } from '../browser.mjs';

/** The console's own lines about answers of Spotify: a status, a broken connection, a missing CORS header. */
export const SPOTIFYS_LINES = /^console: [\s\S]*(api|accounts)\.spotify\.com/;

/** In ms: a way to Spotify and back loads the page anew, and other work may have the processor. */
const PATIENCE = 40_000;

/** Every right that the page ever asks for. */
const RIGHTS = [
  'user-top-read',
  'user-read-recently-played',
  'user-library-read',
  'user-library-modify',
  'playlist-read-private',
  'playlist-modify-private',
  'playlist-modify-public',
  'user-read-playback-state',
  'user-modify-playback-state',
];

/** The page, with an app of the person's own registered for its address. */
export async function visitAsOwner(t, { world, expected = [SPOTIFYS_LINES], ...options }) {
  const visited = await visit(t, { camera: 'none', world, expected, ...options });
  await until(
    () => tracks(visited.page).count(),
    count => count === 10,
    'ten tracks',
    PATIENCE,
  );
  const clientId = world.accounts.register({ redirectUris: [visited.server.url] });
  return { ...visited, clientId };
}

export const sheet = page => page.getByRole('dialog', { name: 'Spotify' });
/** The part of it that plays on devices. */
export const players = page => sheet(page).getByRole('region', { name: 'Play on a device' });
/** The few words on where the connection stands: at its entry in the menu, and to screen readers all the while. */
const chip = page => page.locator('.spotify-says');
export const chipSays = (page, words, patience = PATIENCE) =>
  until(
    () => chip(page).textContent(),
    text => words.test(text),
    `words like ${words}`,
    patience,
  );

/** Opens Spotify's part of the page, if it is not open. */
export async function open(page) {
  if (!(await sheet(page).isVisible())) await menu(page, /Spotify/);
  await sheet(page).waitFor();
  // What is inside is fetched.
  await sheet(page).locator('.status').waitFor();
  return sheet(page);
}
export const close = page => sheet(page).getByRole('button', { name: 'Close' }).click();

/** Where the connection stands, in the page's words, and the button that is offered. */
export const standing = page =>
  sheet(page)
    .locator('.status')
    .innerText()
    .then(text => text.replace(/\s+/g, ' ').trim());
export const reads = async (page, words, patience = PATIENCE) =>
  until(
    async () => standing(await open(page).then(() => page)),
    text => words.test(text),
    `words like ${words}`,
    patience,
  );
export const offers = page => sheet(page).locator('.status').getByRole('button').allInnerTexts();
/** Presses the button that is offered with the words. */
export async function follow(page, name) {
  const now = async () =>
    (await sheet(page).isVisible())
      ? { words: await standing(page), buttons: await offers(page) }
      : { words: 'the dialogue is closed', buttons: [] };
  await until(now, ({ buttons }) => buttons.includes(name), `an offer to ${name}`, PATIENCE);
  await sheet(page).locator('.status').getByRole('button', { name }).click();
}
export const press = async (page, name) => (await open(page)).getByRole('button', { name }).click();

export async function typeClientId(page, clientId) {
  const field = (await open(page)).getByRole('textbox', { name: 'Client ID' });
  // Folded away once it is known.
  if (!(await field.isVisible())) await sheet(page).getByText('Your own Spotify app').click();
  await field.fill(clientId);
  await page.keyboard.press('Tab');
}

/** Types the client id, leaves for Spotify, agrees, and is back with everything read that is read unasked. */
export async function connect({ page, world, clientId }) {
  await typeClientId(page, clientId);
  await follow(page, 'Connect Spotify');
  await chipSays(page, /Spotify connected/);
  await settled(world);
}

/** Allows one thing more at Spotify, and is back. */
export async function allow(page, world) {
  const before = world.accounts.count('authorization_code');
  await follow(page, 'Allow it at Spotify');
  await until(
    () => world.accounts.count('authorization_code'),
    count => count > before,
    'the way to Spotify and back',
    30_000,
  );
  await chipSays(page, /Spotify connected/);
  await settled(world);
}

/** Signed in, with every right at once: what the page asks for step by step is asked for in the first step. */
export async function connectFully({ page, world, clientId }) {
  const asks = url => url.host === 'accounts.spotify.com' && url.pathname === '/authorize';
  await page.route(asks, route => {
    const url = new URL(route.request().url());
    url.searchParams.set('scope', RIGHTS.join(' '));
    return route.continue({ url: url.href });
  });
  await connect({ page, world, clientId });
  await page.unroute(asks);
}

/**
 * Waits until nothing has been asked for a while. From the last answer on: a call that hung may be on its way again in
 * the moment after it was given up.
 */
export async function settled(world, quiet = 500) {
  const idle = () => world.log.every(({ status }) => status !== null);
  for (let before = -1, wasIdle = false; before !== world.log.length || !wasIdle || !idle(); ) {
    [before, wasIdle] = [world.log.length, idle()];
    await new Promise(resolve => setTimeout(resolve, quiet));
  }
}

/** The first row of the list, from `from` on, whose track is not liked. */
export async function unliked(page, from = 0) {
  const hearts = await tracks(page)
    .locator('.save')
    .evaluateAll(hearts => hearts.map(heart => heart.getAttribute('aria-pressed')));
  const row = hearts.indexOf('false', from);
  assert.ok(row >= 0, 'every track of the list is liked');
  return row;
}

/** Presses the heart of a row of the list. */
export async function save(page, row) {
  if (await sheet(page).isVisible()) await close(page);
  await tracks(page)
    .nth(row)
    .getByRole('button', { name: /^Save .* to your Spotify library$/ })
    .click();
}

/** Has a track played next on the device; its row's button is below its reasons. */
export async function queue(page, row) {
  if (await sheet(page).isVisible()) await close(page);
  const item = tracks(page).nth(row);
  await item.getByRole('button', { name: /^Why,/ }).click();
  const next = item.getByRole('button', { name: /^Play next on the device: / });
  await next.click();
  await until(
    () => next.getAttribute('aria-pressed'),
    pressed => pressed === 'true',
    'a mark',
  );
}

/** The page as if nothing was: the list is there, and a new one comes when it is asked for. */
export async function everythingElseWorks(page) {
  if (await sheet(page).isVisible()) await close(page);
  const before = await titles(page);
  assert.equal(before.length, 10);
  await menu(page, 'New list');
  await until(
    () => titles(page),
    now => now.join() !== before.join(),
    'a new list',
  );
}

/** What is kept on the device under that name: JSON, changed by `change` if that is given. */
export const kept = async (page, name, change) => {
  await stored(page);
  return page.evaluate(
    async ([name, change]) => {
      const promised = request =>
        new Promise((resolve, reject) => {
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
      const database = await promised(indexedDB.open(`feelharmonic:${location.pathname.replace(/[^/]*$/, '')}`));
      try {
        const part = name === 'spotify-tokens' ? 'tokens' : 'settings';
        const store = () => database.transaction(part, 'readwrite').objectStore(part);
        const text = await promised(store().get(name));
        const value = text === undefined ? undefined : JSON.parse(text);
        if (change) await promised(store().put(JSON.stringify({ ...value, ...change }), name));
        return value;
      } finally {
        database.close();
      }
    },
    [name, change],
  );
};
