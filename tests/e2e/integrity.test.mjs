// Nothing runs, and nothing is read, that is not what was built: a byte of each kind of file is changed on the way.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { closeBrowsers } from './browser.mjs';
import { checkedFiles, meet } from './flips.mjs';
import { kept, lives, place } from './life.mjs';

after(closeBrowsers);

for (const file of await checkedFiles())
  test(`${file.name} with another byte is refused`, async () => {
    assert.equal(await meet(file, Math.floor(file.bytes / 2)), 'refused');
  });

test('a file that is altered for the service worker is not kept, and the page is not said to be', async t => {
  const { server, context } = await place(t, { faults: { 'parts/': { flip: 100 } } });
  const page = await context.newPage();
  await page.goto(server.url);
  await lives(page);
  await page.waitForFunction(() => navigator.serviceWorker.getRegistration().then(found => !found?.installing));
  assert.equal(await page.getByText('Kept on this device').isVisible(), false);
  assert.equal(await page.evaluate(() => navigator.serviceWorker.controller), null);
  server.faults.clear();
  await page.reload();
  await kept(page);
});
