// What the tests of the page's beginnings share: whether it lives, what it was made of, builds of it to deploy.
import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { serve } from '../../.ci/serve.mjs';
import { browserWith, button, dist, leading, tracks, until } from './browser.mjs';
import { makeVariant } from './variant.mjs';

/** Every build's table of files by its identity, as `.files.json` has them. */
export const tableOf = async folder => JSON.parse(await readFile(path.join(folder, '.files.json'), 'utf8'));

/** A folder for what a test deploys; gone afterwards. */
export async function scratch(t) {
  const folder = await mkdtemp(path.join(tmpdir(), 'feelharmonic-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** The built page, as `a`, and another build of it, as `b`, in `folder`. */
export async function twoBuilds(folder) {
  const [a, b] = ['a', 'b'].map(name => path.join(folder, name));
  await cp(dist, a, { recursive: true });
  await makeVariant(a, b, 'another build');
  return { a, b, ofA: await tableOf(a), ofB: await tableOf(b) };
}

/** Moves the rules of a page's `_headers` into the folder that it is deployed in, as BASE_PATH does. */
export async function rebase(folder, base) {
  const file = path.join(folder, '_headers');
  await writeFile(file, (await readFile(file, 'utf8')).replace(/^\//gm, base));
}

/** A browser's own context, with a fresh profile, and a server to visit; both end with the test. */
export async function place(t, { root = dist, meter, faults = {}, camera = 'none', context: options = {} } = {}) {
  const server = await serve({ root, meter, faults: new Map(Object.entries(faults)) });
  const context = await (await browserWith(camera)).newContext(options);
  await context.grantPermissions(['camera']);
  t?.after(async () => {
    await context.close();
    await server.close();
  });
  return { server, context };
}

export const ten = page =>
  until(
    () => tracks(page).count(),
    count => count === 10,
    'ten tracks',
    60_000,
  );

/** Waits until the reader reads: the demo, which may be going on already, has a face that smiles. */
export async function lives(page, patience = 60_000) {
  await ten(page);
  if (await button(page, 'Try the demo').count()) await button(page, 'Try the demo').click();
  await until(
    () => leading(page),
    emotion => emotion === 'Happy',
    'a happy face',
    patience,
  );
}

/** Waits for the word that the page is kept. */
export const kept = page => page.getByText('Kept on this device').waitFor({ timeout: 90_000 });
/** Waits for the word that there is a newer build. */
export const newer = page => page.getByText('A new version is ready').waitFor({ timeout: 60_000 });
/** The build that an open page is of. */
export const buildOf = page => page.evaluate(() => document.documentElement.dataset.build);

/** Files with a hash that were fetched whole, by their paths: each belongs to one build, or to both. */
export const fetched = server => server.log.filter(({ status }) => status === 200).map(({ path }) => path);

/** Fails where one page was made of more than one build. */
export function assertOneBuild(paths, ...tables) {
  const of = tables.map(({ files }) => new Set(Object.values(files).map(({ path }) => `/${path}`)));
  const hashed = paths.filter(name => /-[0-9a-f]{16}\.\w+$/.test(name));
  assert.ok(
    of.some(files => hashed.every(name => files.has(name))),
    `files of two builds: ${hashed.join(' ')}`,
  );
}
