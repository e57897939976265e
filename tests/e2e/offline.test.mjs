// After one visit the page needs no host: list, photo, camera and demo. Copies of it on one origin leave each other be.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { button, closeBrowsers, fixture, leading, stored, until } from './browser.mjs';
import { kept, lives, place, rebase, scratch, ten, twoBuilds } from './life.mjs';

after(closeBrowsers);

const happy = page =>
  until(
    () => leading(page),
    emotion => emotion === 'Happy',
    'a happy face',
    40_000,
  );

for (const where of ['', 'index.html'])
  test(`after one visit, without its host, /${where} opens with list, photo, camera and demo`, async t => {
    const { server, context } = await place(t, { camera: 'portrait' });
    const page = await context.newPage();
    await page.goto(server.url);
    await kept(page);
    await server.close();
    await page.goto(server.url + where);
    await ten(page);
    await page.locator('input[type=file]').setInputFiles(fixture('portrait.png'));
    await happy(page);
    await button(page, 'Close photo').click();
    await button(page, 'Start camera').click();
    await happy(page);
    await button(page, 'Stop camera').click();
    await lives(page);
  });

test('two copies on one origin have caches, databases, locks and channels of their own', async t => {
  const { a, b, ofA, ofB } = await twoBuilds(await scratch(t));
  await rebase(a, '/stable/');
  await rebase(b, '/beta/');
  const { server, context } = await place(t, { root: { '/stable/': a, '/beta/': b } });
  const page = await context.newPage();
  const other = await context.newPage();
  await page.goto(`${server.url}stable/`);
  await kept(page);
  await other.goto(`${server.url}beta/`);
  await kept(other);
  await stored(other);
  const names = await other.evaluate(async () => ({
    caches: await caches.keys(),
    databases: (await indexedDB.databases()).map(({ name }) => name).sort(),
    scopes: (await navigator.serviceWorker.getRegistrations()).map(({ scope }) => new URL(scope).pathname).sort(),
  }));
  assert.deepEqual(names.caches.sort(), [`feelharmonic:/beta/:${ofB.build}`, `feelharmonic:/stable/:${ofA.build}`]);
  assert.deepEqual(names.scopes, ['/beta/', '/stable/']);
  for (const copy of ['/stable/', '/beta/'])
    assert.ok(names.databases.includes(`feelharmonic:${copy}`), names.databases.join(' '));
  assert.ok(
    names.databases.every(name => /:\/(stable|beta)\/$/.test(name)),
    names.databases.join(' '),
  );
  assert.equal(await page.getByText('A new version is ready').isVisible(), false, "the other's build is none of ours");
  await server.close();
  await page.reload();
  await lives(page);
  await other.reload();
  await lives(other);
});
