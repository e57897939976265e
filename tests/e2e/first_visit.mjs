// A first visit over a slow line, with a watch in hand.
import assert from 'node:assert/strict';
import { button } from './browser.mjs';
import { lives, place } from './life.mjs';
import { LINES, Meter } from './meter.mjs';

/** Opens the page over a line; answers with when its buttons could act, and when the first face was read. */
export async function firstVisit(t, line) {
  const { server, context } = await place(t, { meter: new Meter(LINES[line]) });
  const page = await context.newPage();
  const began = Date.now();
  await page.goto(server.url, { waitUntil: 'commit' });
  await button(page, 'Try the demo').and(page.locator(':enabled')).waitFor({ timeout: 60_000 });
  const buttons = (Date.now() - began) / 1000;
  await lives(page, 180_000);
  const reading = (Date.now() - began) / 1000;
  return { server, context, page, buttons, reading };
}

/** Fails where a file was fetched more than once. A name without a hash may be asked for again, and not come again. */
export function assertOnce(log) {
  const times = new Map();
  for (const { path, status } of log) if (status < 300) times.set(path, (times.get(path) ?? 0) + 1);
  // The browser itself looks a second time whether the script of a service worker has changed.
  const twice = [...times].filter(([path, count]) => count > 1 && path !== '/service-worker.js');
  assert.deepEqual(twice, [], 'fetched twice');
}
