// Parts of the page are fetched when they are opened: checked, done without when they don't come, kept for no network.
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { after, test } from 'node:test';
import { clean, closeBrowsers, dist, tracks, until, visit } from './browser.mjs';
import { arrived, dialog, look, missed, open, PARTS } from './parts.mjs';

after(closeBrowsers);

/** A visit without a service worker, which fetches every part after the page. */
const first = (t, options = {}) =>
  visit(t, { camera: 'none', ...options, context: { serviceWorkers: 'block', ...options.context } });
const fetched = (server, file = '') =>
  server.log.filter(({ path }) => path.startsWith(`/parts/${file}`) && path.endsWith('.wasm')).map(({ path }) => path);
const BROKEN = /503|integrity|Failed to fetch|\/parts\/|TimeoutError/i;
const [MENU] = PARTS;
const SPOTIFY = PARTS.at(-1);
const ten = page =>
  until(
    () => tracks(page).count(),
    count => count === 10,
    'ten tracks',
  );
/** The text of what has the focus, and whether it lies in an open dialogue. */
const focused = page =>
  page.evaluate(() => {
    const { activeElement: element } = document;
    return {
      inside: Boolean(element.closest('dialog[open]')),
      tag: element.localName,
      text: (element.ariaLabel ?? element.textContent).trim(),
    };
  });

test('what a part shows is in its file and not in that of the page, and all are of one build', async () => {
  const files = [...(await readdir(dist)), ...(await readdir(path.join(dist, 'parts'))).map(name => `parts/${name}`)];
  const only = pattern => {
    const found = files.filter(name => pattern.test(name));
    assert.equal(found.length, 1, `one file like ${pattern}`);
    return found[0];
  };
  const page = only(/^app-[0-9a-f]{16}_bg\.wasm$/);
  const [build] = page.match(/[0-9a-f]{16}/);
  assert.ok(files.filter(name => name.startsWith('parts/')).every(name => name.includes(`-${build}.`)));
  const holds = async (name, words) => (await readFile(path.join(dist, name))).includes(words);
  for (const { words, file } of PARTS) {
    assert.ok(await holds(only(new RegExp(`^parts/${file}-[0-9a-f]{16}\\.wasm$`)), words), `${file} has "${words}"`);
    assert.ok(!(await holds(page, words)), `the page has "${words}"`);
  }
});

test('a first visit fetches no part; each comes when it is opened, once', async t => {
  const { page, server, check } = await first(t);
  await ten(page);
  assert.deepEqual(fetched(server), []);
  for (const part of PARTS) await look(page, part);
  const files = fetched(server);
  for (const part of PARTS) await look(page, part);
  assert.deepEqual(fetched(server), files);
  assert.equal(new Set(files).size, files.length);
  assert.equal(fetched(server, 'sheets').length, 1);
  assert.equal(fetched(server, 'spotify').length, 1);
  check();
});

test('a dialogue opens at once and is busy until its part is there; the focus is in it all the while', async t => {
  const { page, check } = await first(t, { faults: { 'parts/sheets': { delay: 2500 } } });
  await ten(page);
  await open(page, MENU);
  assert.equal(await dialog(page, MENU).locator('[aria-busy=true]').innerText(), 'One moment …');
  await clean(page);
  assert.deepEqual(await focused(page).then(({ inside, text }) => [inside, text]), [true, MENU.title]);
  await arrived(page, MENU);
  await until(
    () => dialog(page, MENU).locator('[aria-busy]').count(),
    count => count === 0,
    'no longer busy',
  );
  assert.deepEqual(await focused(page).then(({ inside, text }) => [inside, text]), [true, MENU.title]);
  check();
});

for (const [what, fault] of [
  ['missing', { status: 503 }],
  ['altered by a bit', { flip: 5000 }],
  ['cut', { truncate: 0.5 }],
  ['one of another build', { body: Buffer.from('0061736d01000000', 'hex') }],
])
  test(`a part that is ${what} is refused in words; the page goes on, and trying again works`, async t => {
    const { page, server, check } = await first(t, {
      faults: { 'parts/sheets': fault },
      expected: [BROKEN],
    });
    await ten(page);
    for (const part of [MENU, SPOTIFY]) {
      server.faults.set(`parts/${part.file}`, fault);
      await open(page, part);
      await missed(page, part);
      await clean(page);
      const again = dialog(page, part).getByRole('button', { name: 'Try again' });
      await again.focus();
      await page.keyboard.press('Enter');
      await until(
        () => focused(page),
        ({ text }) => text === 'Try again',
        'the button, which has the focus again',
      );
      server.faults.clear();
      await page.keyboard.press('Enter');
      await arrived(page, part);
      await until(
        () => focused(page),
        ({ inside }) => inside,
        'the focus in what has come',
      );
      await page.keyboard.press('Escape');
      await dialog(page, part).waitFor({ state: 'hidden' });
    }
    assert.equal(await tracks(page).count(), 10);
    check();
  });

test('a part that hangs is given up on', async t => {
  const impatient = () => {
    const real = AbortSignal.timeout.bind(AbortSignal);
    AbortSignal.timeout = ms => real(ms / 30);
  };
  const { page, server, check } = await first(t, {
    faults: { 'parts/sheets': { hang: true } },
    before: impatient,
    expected: [BROKEN],
  });
  await ten(page);
  await open(page, MENU);
  await missed(page, MENU);
  server.faults.clear();
  await dialog(page, MENU).getByRole('button', { name: 'Try again' }).click();
  await arrived(page, MENU);
  check();
});

test('without a network there are words; with one, trying again works', async t => {
  const { page, context, check } = await first(t, { expected: [BROKEN, /ERR_INTERNET_DISCONNECTED/] });
  await ten(page);
  await look(page, MENU);
  await context.setOffline(true);
  await open(page, SPOTIFY);
  await missed(page, SPOTIFY);
  await context.setOffline(false);
  await dialog(page, SPOTIFY).getByRole('button', { name: 'Try again' }).click();
  await arrived(page, SPOTIFY);
  check();
});

test('a dialogue that is closed while its part is on the way opens with it the next time', async t => {
  const { page, check } = await first(t, { faults: { 'parts/sheets': { delay: 1000 } } });
  await ten(page);
  await open(page, MENU);
  await page.keyboard.press('Escape');
  await dialog(page, MENU).waitFor({ state: 'hidden' });
  await look(page, MENU);
  check();
});

test('after the first visit every part opens without a network', async t => {
  const { page, context, check } = await visit(t, {
    camera: 'none',
    expected: [/ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to fetch/],
  });
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.reload();
  await ten(page);
  await context.setOffline(true);
  await page.reload();
  await ten(page);
  for (const part of PARTS) await look(page, part);
  check();
});
