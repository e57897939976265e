// The first screen is there before any code, and what keeps the page from starting is said, with a way out.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { button, clean, closeBrowsers, DESKTOP, PHONE } from './browser.mjs';
import { lives, place, ten } from './life.mjs';

after(closeBrowsers);

const LOGIN = { body: '<!doctype html><title>Sign in</title><p>Welcome to our network.</p>' };
const again = page => page.getByRole('link', { name: 'Load again' });

for (const [where, viewport] of [
  ['a phone', PHONE],
  ['a desktop', DESKTOP],
])
  test(`the first paint is the largest on ${where}, and the page takes its place without a jump`, async t => {
    const faults = { 'app_bg.wasm': { delay: 1500 } };
    const { server, context } = await place(t, { faults, context: { viewport } });
    const page = await context.newPage();
    await page.addInitScript(() => {
      globalThis.paints = { first: null, largest: [], shift: 0 };
      new PerformanceObserver(list => {
        for (const { name, startTime } of list.getEntries())
          if (name === 'first-contentful-paint') paints.first = startTime;
      }).observe({ type: 'paint', buffered: true });
      new PerformanceObserver(list => {
        for (const { startTime, size, element } of list.getEntries())
          paints.largest.push({ startTime, size, text: element?.textContent.trim().slice(0, 40) });
      }).observe({ type: 'largest-contentful-paint', buffered: true });
    });
    await page.goto(server.url);
    await ten(page);
    await page.waitForFunction(() => paints.first !== null && paints.largest.length);
    const { first, largest } = await page.evaluate(() => paints);
    const last = largest.at(-1).startTime;
    assert.ok(last - first < 100, `${first} ms, and then ${JSON.stringify(largest)}`);
  });

test('the first screen has its name, its question and its buttons, which are quiet until they can act', async t => {
  const { server, context } = await place(t, { faults: { 'page/start.js': { hang: true } } });
  const page = await context.newPage();
  await page.goto(server.url, { waitUntil: 'commit' });
  await page.getByRole('heading', { name: 'Feelharmonic' }).waitFor();
  await page.getByRole('heading', { name: 'How do you feel?' }).waitFor();
  for (const name of ['Start camera', 'Choose a photo', 'Try the demo'])
    assert.ok(await button(page, name).isDisabled(), name);
  assert.equal(await page.getByRole('list', { name: 'Tracks on their way' }).count(), 1);
  await clean(page);
});

for (const [what, faults, words] of [
  ['a start script that is missing', { 'page/start.js': { status: 404 } }, 'has not started yet'],
  ['the page of a network that wants a sign-in in its place', { 'page/start.js': LOGIN }, 'has not started yet'],
  ['a start script that hangs', { 'page/start.js': { hang: true } }, 'has not started yet'],
  ['a wasm that hangs', { 'app_bg.wasm': { hang: true } }, 'has not started yet'],
  ['a wasm that is missing', { 'app_bg.wasm': { status: 404 } }, 'could not start'],
  ['a wasm that was tampered with', { 'app_bg.wasm': { flip: 90_000 } }, 'could not start'],
])
  test(`${what}: within 10 s there are words, and a way out that works`, async t => {
    const { server, context } = await place(t, { faults });
    const page = await context.newPage();
    const began = Date.now();
    await page.goto(server.url, { waitUntil: 'commit' });
    await page.getByRole('alert').getByText(words).waitFor({ timeout: 12_000 });
    const took = Date.now() - began;
    assert.ok(took < 10_000, `${took} ms`);
    await clean(page);
    server.faults.clear();
    await again(page).click();
    await lives(page);
    assert.equal(await page.getByRole('alert').count(), 0);
  });

test('without WebAssembly there are plain words, at once', async t => {
  const { server, context } = await place(t);
  const page = await context.newPage();
  await page.addInitScript('delete globalThis.WebAssembly;');
  await page.goto(server.url);
  await page.getByText("This browser can't run Feelharmonic").waitFor({ timeout: 5000 });
  await again(page).waitFor();
});

test('a page that starts in time never shows the words', async t => {
  const { server, context } = await place(t);
  const page = await context.newPage();
  await page.goto(server.url);
  await ten(page);
  // Past the moment at which a style would show them.
  await page.evaluate(() => new Promise(resolve => setTimeout(resolve, 9000)));
  assert.equal(await page.getByRole('alert').count(), 0);
});
