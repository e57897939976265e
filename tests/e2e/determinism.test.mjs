// The shipped library worker, in the browser, against the lists that the same code drew natively
// (tests/determinism.rs).
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, test } from 'node:test';
import { copyWithBench } from './bench/copy.mjs';
import { closeBrowsers, dist, fixture, visit } from './browser.mjs';

after(closeBrowsers);

test('the shipped library worker draws every list as it was drawn natively', async t => {
  const { page, check } = await visit(t, { root: await copyWithBench(dist), path: 'bench.html' });
  const { taste, lists } = JSON.parse(await readFile(fixture('lists.json'), 'utf8'));
  const drawn = await page.evaluate(
    async ({ table, taste, requests }) => {
      await importTable(new File([table], 'table.csv'));
      await teach(taste);
      const lists = [];
      for (const request of requests)
        lists.push((await drawList(request)).list.map(({ artist, title }) => `${artist} – ${title}`));
      return lists;
    },
    { table: await readFile(fixture('table.csv'), 'utf8'), taste, requests: lists.map(({ request }) => request) },
  );
  assert.ok(drawn.length >= 40);
  for (const [at, tracks] of drawn.entries())
    assert.deepEqual(tracks, lists[at].tracks, JSON.stringify(lists[at].request));
  check();
});
