// From build to build: a newer one is told of and comes with a reload, none are ever mixed, a bad one is called back.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { button, closeBrowsers, until } from './browser.mjs';
import { deploySteps, visitCut } from './deploy.mjs';
import {
  assertOneBuild,
  buildOf,
  fetched,
  kept,
  lives,
  newer,
  place,
  scratch,
  tableOf,
  ten,
  twoBuilds,
} from './life.mjs';
import { withdraw } from './variant.mjs';

after(closeBrowsers);

/** A place at which build A is deployed, with a way to put B in its place. */
async function deployed(t, options = {}) {
  const builds = await twoBuilds(await scratch(t));
  const sites = { '/': builds.a };
  const all = await place(t, { ...options, root: sites });
  return { ...all, ...builds, deploy: folder => all.server.deploy('/', folder) };
}

test('a newer build is told of, and comes with the button', async t => {
  const { server, context, b, ofA, ofB, deploy } = await deployed(t);
  const page = await context.newPage();
  await page.goto(server.url);
  await kept(page);
  assert.equal(await buildOf(page), ofA.build);
  deploy(b);
  server.log.length = 0;
  // As the page itself does when it is looked at again after an hour.
  await page.evaluate(() => navigator.serviceWorker.getRegistration().then(found => found.update()));
  await newer(page);
  assert.ok(!fetched(server).some(path => path.includes('/models/')), 'what has not changed is not fetched again');
  await lives(page);
  await button(page, 'Reload').click();
  await ten(page);
  assert.equal(await buildOf(page), ofB.build);
  await lives(page);
  assert.equal(await page.getByText('A new version is ready').isVisible(), false);
});

test('a plain reload brings the newer build, with one tab or two; the other goes on with its own', async t => {
  const { server, context, b, ofA, ofB, deploy } = await deployed(t);
  const page = await context.newPage();
  await page.goto(server.url);
  await kept(page);
  const other = await context.newPage();
  await other.goto(server.url);
  await ten(other);
  deploy(b);
  // The first reload still shows what was kept, and fetches the new one behind it.
  await page.reload();
  await newer(page);
  server.log.length = 0;
  await page.reload();
  await ten(page);
  assert.equal(await buildOf(page), ofB.build);
  await lives(page);
  assert.equal(await buildOf(other), ofA.build);
  await newer(other);
  await button(other, 'Runs on your device').click();
  await other.getByText('What leaves this device').first().waitFor();
  if (await other.getByRole('dialog').count()) await other.keyboard.press('Escape');
  await lives(other);
  assert.deepEqual(
    fetched(server).filter(path => /-[0-9a-f]{16}\./.test(path)),
    [],
    'all of it was there',
  );
  await other.close();
  await page.reload();
  await until(
    () => page.evaluate(() => caches.keys()),
    names => names.length === 1 && names[0].endsWith(ofB.build),
    'the caches of the earlier build gone',
  );
});

for (const complete of [false, true])
  test(`a deploy that is cut mixes nothing, ${complete ? 'after' : 'without'} a whole first visit`, async t => {
    const folder = await scratch(t);
    const builds = await twoBuilds(folder);
    const steps = await deploySteps(builds);
    const { words, dead, mixed } = await visitCut(t, folder, builds, steps, Math.floor(steps.length / 2), complete);
    assert.deepEqual({ dead, mixed }, { dead: 0, mixed: 0 }, words);
  });

test('a helper of another build loads the page again once in the life of a tab, and then there are words', async t => {
  const { server, context } = await place(t);
  const page = await context.newPage();
  await page.goto(server.url);
  await ten(page);
  await page.evaluate(() => {
    globalThis.isFirst = true;
    globalThis.feelharmonicReload();
  });
  await page.waitForFunction(() => !globalThis.isFirst);
  await ten(page);
  await page.evaluate(() => globalThis.feelharmonicReload());
  await page.getByText('are of two versions').waitFor();
  await button(page, 'Load again').click();
  await lives(page);
});

test('a build that is called back goes, even where the next one can not be fetched whole', async t => {
  const { server, context, b, ofA, ofB, deploy } = await deployed(t);
  const page = await context.newPage();
  await page.goto(server.url);
  await kept(page);
  await withdraw(b, [ofA.build]);
  deploy(b);
  server.faults.set('demo/portrait', { status: 500 });
  await page.evaluate(() => navigator.serviceWorker.getRegistration().then(found => found.update()));
  await newer(page);
  await page.reload();
  await ten(page);
  assert.equal(await buildOf(page), ofB.build);
  assert.ok(!(await page.evaluate(() => caches.keys())).some(name => name.endsWith(ofA.build)));
});

test('a build that finds itself called back clears itself', async t => {
  const { server, context, a, ofA } = await deployed(t);
  const page = await context.newPage();
  await page.goto(server.url);
  await kept(page);
  await withdraw(a, [ofA.build]);
  await page.evaluate(() => navigator.serviceWorker.getRegistration().then(found => found.update()));
  await until(
    () =>
      page.evaluate(async () => [
        (await caches.keys()).length,
        (await navigator.serviceWorker.getRegistrations()).length,
      ]),
    ([kept, registered]) => kept + registered === 0,
    'nothing kept and nobody registered',
  );
  await newer(page);
  await page.reload();
  await lives(page);
  assertOneBuild(fetched(server), await tableOf(a));
});
