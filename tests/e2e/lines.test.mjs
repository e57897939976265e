// The first visit over a slow line, and over one that breaks: what has come is counted, kept, and not fetched again.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { button, closeBrowsers } from './browser.mjs';
import { assertOnce, firstVisit } from './first_visit.mjs';
import { kept, lives, place } from './life.mjs';

after(closeBrowsers);

test('on Slow 4G the first try reads a face, and nothing is fetched twice until all is kept', async t => {
  const { server, page, buttons, reading } = await firstVisit(t, 'Slow 4G');
  console.log(`      Slow 4G: buttons ${buttons.toFixed(1)} s, first reading ${reading.toFixed(1)} s`);
  assert.equal(await page.getByText('Try again').count(), 0);
  await kept(page);
  assertOnce(server.log);
});

/** In the page: keeps what the workers' progress says. */
const watchProgress = () => {
  globalThis.counts = [];
  const dispatch = EventTarget.prototype.dispatchEvent;
  EventTarget.prototype.dispatchEvent = function (event) {
    if (event instanceof ProgressEvent) globalThis.counts.push([event.loaded, event.total]);
    return dispatch.call(this, event);
  };
};

test('one progress counts every byte of the reader, never backwards, and ends where it said', async t => {
  const { server, context } = await place(t);
  const page = await context.newPage();
  await page.addInitScript(watchProgress);
  await page.goto(server.url);
  await lives(page);
  const counts = await page.evaluate(() => globalThis.counts);
  assert.ok(counts.length > 4);
  for (const [at, [loaded, total]] of counts.entries()) {
    assert.equal(total, counts[0][1]);
    assert.ok(loaded >= (counts[at - 1]?.[0] ?? 0), 'never less');
  }
  assert.equal(counts.at(-1)[0], counts[0][1]);
});

test('a line that breaks in the middle of a network is gone on with: what had come is not asked for again', async t => {
  const { server, context } = await place(t, { faults: { 'models/emotion': { cut: 0.7, times: 1 } } });
  const page = await context.newPage();
  await page.goto(server.url);
  await lives(page);
  const parts = server.log.filter(({ name, status }) => name.startsWith('/models/emotion') && status === 206);
  assert.equal(parts.length, 1, 'the rest, and the rest alone');
});

test('a reader whose bytes do not come is given up in words, and the next try goes on where it was', async t => {
  const { server, context } = await place(t, { faults: { 'worker_bg.wasm': { cut: 0.8 } } });
  const page = await context.newPage();
  await page.goto(server.url);
  await button(page, 'Try the demo').click();
  await button(page, 'Try again').waitFor({ timeout: 60_000 });
  server.faults.clear();
  server.log.length = 0;
  await button(page, 'Try again').click();
  await lives(page);
  // The service worker asks for it later, to keep it: it lies in pieces in the browser's cache.
  const [first] = server.log.filter(({ name }) => name.includes('worker_bg'));
  assert.equal(first.status, 206);
});
