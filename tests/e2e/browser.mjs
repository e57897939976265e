// What every browser test starts from: the built page on a server of its own, in a browser that reaches nothing else.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { serve } from '../../.ci/serve.mjs';
import { launch } from './chromium.mjs';

export const root = fileURLToPath(new URL('../../', import.meta.url));
export const fixture = name => path.join(root, 'tests/fixtures', name);
export const dist = process.env.DIST ?? path.join(root, 'dist');
if (!existsSync(path.join(dist, 'index.html'))) throw new Error(`no page in ${dist}: run .ci/build first`);

const CAMERAS = {
  portrait: [
    '--use-fake-device-for-media-stream=fps=20',
    `--use-file-for-fake-video-capture=${fixture('portrait_camera.mjpeg')}`,
  ],
  none: ['--use-fake-device-for-media-stream=device-count=0'],
};
export const PHONE = { width: 390, height: 844 };
export const DESKTOP = { width: 1280, height: 800 };

const browsers = new Map();

/** A browser with that camera, and flags that send it to a closed world; tests share it, each in its own context. */
export async function browserWith(camera = 'portrait', flags = []) {
  const kind = [camera, ...flags].join(' ');
  if (!browsers.has(kind)) browsers.set(kind, launch([...CAMERAS[camera], ...flags]));
  return browsers.get(kind);
}

export async function closeBrowsers() {
  for (const browser of browsers.values()) await (await browser).close();
  browsers.clear();
}

/**
 * Opens the page and keeps book of everything that should not happen; what did fails the test at its end.
 *
 * `expected` lists console errors that the test itself causes. `permission` is the camera's: granted or denied.
 * `before` runs in the page before its own scripts. `world` is the closed world of `spotify/world.mjs`, the only other
 * place that the page may reach.
 */
export async function visit(
  t,
  {
    camera = 'portrait',
    permission = 'granted',
    faults = {},
    before,
    expected = [],
    path: where = '',
    context: options = {},
    world,
  } = {},
) {
  const server = await serve({ root: dist, faults: new Map(Object.entries(faults)) });
  const browser = await browserWith(camera, world?.flags);
  const context = await browser.newContext({ viewport: DESKTOP, colorScheme: 'dark', ...options });
  let checked = false;
  t.after(async () => {
    // What a failed test has not come to look at may say why it failed.
    if (!checked) for (const text of wrong) console.log(`      ${text}`);
    await context.close();
    await server.close();
  });
  // Granting one permission refuses all others without a question.
  await context.grantPermissions(permission === 'granted' ? ['camera'] : ['clipboard-read']);

  const wrong = [];
  const foreign = [];
  const open = [new URL(server.url).origin, ...(world?.origins ?? [])];
  const note = text => {
    if (!expected.some(pattern => pattern.test(text))) wrong.push(text);
  };
  context.on('console', message => {
    if (message.type() === 'error') note(`console: ${message.text()} ${message.location().url ?? ''}`);
  });
  context.on('weberror', error => note(`uncaught: ${error.error().stack ?? error.error()}`));
  context.on('request', request => {
    const url = new URL(request.url());
    if (/^(https?|wss?):$/.test(url.protocol) && !open.includes(url.origin)) foreign.push(request.url());
  });
  await context.exposeBinding('__report', (_, text) => note(text));
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', event =>
      globalThis.__report(`policy: ${event.violatedDirective} blocked ${event.blockedURI} ${event.sample}`),
    );
  });
  if (before) await context.addInitScript(before);

  const page = await context.newPage();
  const answer = await page.goto(server.url + where);
  assert.equal(answer.status(), 200);
  const visit = { page, context, server, foreign, wrong };
  visit.check = () => {
    checked = true;
    assert.deepEqual(wrong, [], 'errors in the console, uncaught or against the policy');
    assert.deepEqual(foreign, [], 'requests to other origins');
  };
  return visit;
}

/** Waits until `read` gives something that `accept` takes, and gives it back. */
export async function until(read, accept = Boolean, what = 'it', patience = 30_000) {
  const end = Date.now() + patience;
  let value;
  for (;;) {
    value = await read();
    if (accept(value)) return value;
    if (Date.now() > end)
      assert.fail(`${what} did not come true in ${patience} ms; the last was ${JSON.stringify(value)}`);
    await new Promise(resolve => setTimeout(resolve, 60));
  }
}

/** Waits by the page's own clock, which is late where the page is: what it set for before then has happened. */
export const rest = (page, ms) => page.evaluate(ms => new Promise(resolve => setTimeout(resolve, ms)), ms);

/** Waits until the page has made its database: whoever opens it earlier makes an empty one in its place. */
export const stored = page =>
  page.waitForFunction(async () => {
    const name = `feelharmonic:${location.pathname.replace(/[^/]*$/, '')}`;
    return (await indexedDB.databases()).some(database => database.name === name && database.version > 1);
  });

/** Waits until what the page keeps on the device is written: a strict transaction comes after all that were asked. */
export async function written(page) {
  // It writes a moment after the last change.
  await rest(page, 800);
  await stored(page);
  await page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        // Each copy of the page on an origin has a database of its own.
        const opened = indexedDB.open(`feelharmonic:${location.pathname.replace(/[^/]*$/, '')}`);
        opened.onerror = () => reject(opened.error);
        opened.onsuccess = () => {
          const database = opened.result;
          const transaction = database.transaction([...database.objectStoreNames], 'readwrite', {
            durability: 'strict',
          });
          transaction.onabort = () => reject(transaction.error);
          transaction.oncomplete = () => {
            database.close();
            resolve();
          };
          transaction.objectStore(database.objectStoreNames[0]).count();
        };
      }),
  );
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Axe finds nothing in the page as it stands, once what fades in is there: half-way it has no contrast. */
export async function clean(page) {
  await page.evaluate(() => {
    const ending = document.getAnimations().filter(({ effect }) => effect.getComputedTiming().endTime !== Infinity);
    return Promise.allSettled(ending.map(({ finished }) => finished));
  });
  // Evaluated through the protocol: the page's policy forbids scripts of others, and a tag for it.
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  assert.deepEqual(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html).join(' ')}`),
    [],
  );
}

// ---- the page's parts, by the names that people and screen readers know them by ----

export const button = (page, name) => page.getByRole('button', { name });
export const status = page =>
  page
    .getByRole('status')
    .allInnerTexts()
    .then(texts => texts.join(' ').trim());

/** The page's menu, and an entry of it pressed. */
export const menuSheet = page => page.getByRole('dialog', { name: 'Menu', exact: true });
export async function openMenu(page) {
  await page.getByRole('button', { name: 'Menu', exact: true }).click();
  await menuSheet(page).locator('.entry').first().waitFor();
}
export async function menu(page, name) {
  await openMenu(page);
  await menuSheet(page).locator('.entry').filter({ hasText: name }).first().click();
}
export async function closeSheet(page) {
  await page.keyboard.press('Escape');
  await until(
    () => page.getByRole('dialog').count(),
    count => count === 0,
    'the sheet closed',
  );
}

/** The percentages that the reading gives as its evidence, by expression; none where there is no reading. */
export async function emotions(page) {
  const lines = await page.locator('.evidence').allInnerTexts();
  return Object.fromEntries(
    [...lines.join(' ').matchAll(/([A-Z][a-z]+)\s+(\d+)\s?%/g)].map(([, name, value]) => [name, Number(value)]),
  );
}

/** The expression that leads the evidence, or none while nothing is read. */
export const leading = async page => Object.keys(await emotions(page))[0];

export const tracks = page => page.getByRole('list', { name: 'Recommended tracks' }).getByRole('listitem');
export const titles = async page =>
  (await tracks(page).allInnerTexts()).map(text =>
    text
      .split('\n')
      .map(line => line.trim())
      .filter(Boolean)
      .slice(0, 3)
      .join(' | '),
  );

/** The address at which a row's song opens at Spotify; its link is below "why". */
export async function addressOf(row) {
  const why = row.getByRole('button', { name: /^Why,/ });
  const isOpen = (await why.getAttribute('aria-expanded')) === 'true';
  if (!isOpen) await why.click();
  const address = await row.getByRole('link', { name: /^Open / }).getAttribute('href');
  if (!isOpen) await why.click();
  return address;
}
/** Spotify's id of a row's song. */
export const idOf = row => addressOf(row).then(address => address.split('/').at(-1));

/** Puts a slider of the mood to one of its ends by keyboard. */
export async function slide(page, name, key) {
  const slider = page.getByRole('slider', { name });
  await slider.focus();
  await page.keyboard.press(key);
}
