// Files of the page with a byte that is another one: whether anything of them runs, or is read.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { button, dist } from './browser.mjs';
import { lives, place, tableOf } from './life.mjs';

/** What nobody can check: a browser asks for these by name, and no hash of them stands anywhere. */
const UNCHECKED = /^(index\.html|service-worker\.js|manifest\.webmanifest|_headers)$/;
/** What is looked at, and neither run nor reckoned with. */
const LOOKED_AT = /^(icons|demo)\/|\.md$|^models\/.*\.(svg|toml|txt)$/;

/** The files that run or are read, as the host has them. */
export async function checkedFiles() {
  const { files } = await tableOf(dist);
  return Object.entries(files)
    .filter(([name]) => !UNCHECKED.test(name) && !LOOKED_AT.test(name))
    .map(([name, { path, bytes }]) => ({ name, path, bytes }));
}

/** `count` places over a file: its first and last byte, and between. */
export const places = (bytes, count) =>
  Array.from({ length: count }, (_, at) => Math.round((at * (bytes - 1)) / Math.max(1, count - 1)));

/** How a person meets a file: what shows that it was used, and what shows that it was refused. */
function meeting(name) {
  const words = {
    'page/start.js': page => page.getByRole('link', { name: 'Load again' }),
    'page/app_bg.wasm': page => page.getByRole('link', { name: 'Load again' }),
    'catalogue.tsv': page => page.getByText('list of tracks could not be loaded'),
  };
  if (words[name]) return { refused: words[name], used: page => lives(page) };
  if (name.startsWith('spotify/'))
    return {
      open: page =>
        button(page, /^Spotify|^Connect Spotify/)
          .first()
          .click(),
      refused: page => page.getByText('What Spotify needs could not be loaded'),
      used: page => page.getByText('Spotify is not connected').first().waitFor({ timeout: 60_000 }),
    };
  if (name.startsWith('parts/'))
    return {
      open: page =>
        button(page, name.includes('spotify') ? /^Spotify|^Connect Spotify/ : 'Runs on your device')
          .first()
          .click(),
      refused: page => page.getByText('This part of the page could not be fetched'),
      used: page =>
        page
          .getByText(name.includes('spotify') ? 'Redirect URI' : 'What leaves this device')
          .first()
          .waitFor(),
    };
  return {
    open: page => button(page, 'Try the demo').click(),
    refused: page => button(page, 'Try again'),
    used: lives,
  };
}

/**
 * Visits the page with one file flipped at `byte`: `refused` when the page said so, `ran` when it was used. A style is
 * refused in silence: the page is plain without it.
 */
export async function meet({ name }, byte, faults) {
  const { server, context } = await place(null, { faults: faults ?? { [name]: { flip: byte } } });
  try {
    const page = await context.newPage();
    await page.goto(server.url, { waitUntil: 'commit' });
    if (name.endsWith('.css')) {
      await page.waitForLoadState('load');
      const plain = await page.evaluate(() => getComputedStyle(document.body).marginTop !== '0px');
      return plain ? 'refused' : 'ran';
    }
    const { open, refused, used } = meeting(name);
    if (open) await open(page);
    const first = await Promise.race([
      refused(page)
        .first()
        .waitFor({ timeout: 60_000 })
        .then(() => 'refused'),
      used(page).then(() => 'ran'),
    ]);
    return first;
  } finally {
    await context.close();
    await server.close();
  }
}

/** The bytes of a file of the built page. */
export const bytesOf = ({ path: name }) => readFile(path.join(dist, name));
