// A feature can be fetched whole: state, reducer and view (fetched_feature.rs) come with its first event.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { after, test } from 'node:test';
import { serve } from '../../.ci/serve.mjs';
import { browserWith, closeBrowsers, root } from './browser.mjs';

after(closeBrowsers);

const built = path.join(root, 'tests/e2e/out/fetched_feature');
const skip = existsSync(path.join(built, 'index.html')) ? false : 'not built: .ci/build-fetched-feature';

test('a feature is fetched with its first event, keeps its state, and is done without when it does not come', {
  skip,
}, async t => {
  const server = await serve({ root: built, faults: new Map([['parts/diary', { status: 503 }]]) });
  const context = await (await browserWith('none')).newContext();
  t.after(async () => {
    await context.close();
    await server.close();
  });
  const page = await context.newPage();
  const violations = [];
  page.on('console', message => {
    if (/violates the following/.test(message.text())) violations.push(message.text());
  });
  await page.goto(server.url);
  await page.waitForFunction(() => document.title === 'ready');
  const write = text => page.evaluate(line => globalThis.write(line), text);
  const fetched = () =>
    server.log.filter(entry => entry.path.startsWith('/parts/diary') && entry.status === 200).length;

  await assert.rejects(write('lost'), /a part of the page is missing/);
  server.faults.clear();
  assert.equal(fetched(), 0);
  assert.equal(await write('a fine day'), '3 words in 1 entries of the diary, kept: a fine day');
  assert.equal(await write('and another'), '5 words in 2 entries of the diary, kept: and another');
  assert.equal(await page.evaluate(() => globalThis.empty()), '0 words in 0 entries of the diary');
  assert.equal(fetched(), 1);
  assert.deepEqual(violations, []);
});

test('its reducer and view lie in its part and not in the page', { skip }, async () => {
  const files = (await readdir(built, { recursive: true })).filter(name => name.endsWith('.wasm'));
  const holders = [];
  for (const name of files)
    if ((await readFile(path.join(built, name))).includes('entries of the diary')) holders.push(name);
  assert.equal(holders.length, 1);
  assert.match(holders[0], /^parts\/diary-/);
});
