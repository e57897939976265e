// The music's part of the bench: the shipped library worker's speed, and whether the page waits for it.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { button, DESKTOP, fixture, tracks, until } from './browser.mjs';
import { ms, quantile } from './quantile.mjs';
import { longestTask, watchGaps } from './stalls.mjs';
import { table } from './table.mjs';

const IMPORTED = 100_000;
const WARM = 3;

const heading = what => console.log(`\n${what.padEnd(44)}   median      p95      max   needed`);
const line = (what, times, needed) => {
  const [median, p95, max] = [0.5, 0.95, 1].map(share => quantile(times, share));
  const limit = needed === undefined ? '' : `≤ ${needed}`.padStart(9);
  console.log(`${what.padEnd(44)}${ms(median)}${ms(p95)}${ms(max)}${limit}${median > needed ? '  MISSED' : ''}`);
};

/** In the page: hands the library worker a table of so many rows. */
const importRows = async rows =>
  (await importTable(new File([await (await fetch(`bench-table/${rows}`)).blob()], 'mine.csv'))).ms;
/** In the page: draws these lists, one after the other. */
const drawLists = async requests => {
  const times = [];
  for (const request of requests) times.push((await drawList(request)).ms);
  return times;
};

/** The recorded requests with this goal, turn by turn, each time with another seed. */
const requestsFor = (recorded, goal, length, count) => {
  const some = recorded.map(({ request }) => request).filter(request => request.goal === goal);
  return Array.from({ length: count }, (_, at) => ({ ...some[at % some.length], length, seed: at }));
};

async function measureLibrary({ open, lists: count, imports }) {
  const { taste, lists } = JSON.parse(await readFile(fixture('lists.json'), 'utf8'));
  const page = await open();
  await page.route('**/bench-table/*', route =>
    route.fulfill({ body: table(Number(route.request().url().split('/').at(-1))) }),
  );
  // So that the face reader's start is over.
  await page.evaluate(() => benchReady);
  await page.evaluate(text => teach(text), taste);

  heading('The library worker, there and back; milliseconds');
  const times = [];
  for (let round = 0; round < imports; round += 1) times.push(await page.evaluate(importRows, IMPORTED));
  line(`importing ${IMPORTED.toLocaleString('en')} rows, keeping them included`, times, 3000);
  for (const [rows, needed] of [
    [20_000, 10],
    [200_000, 100],
  ]) {
    const name = `${rows.toLocaleString('en').padStart(7)} tracks`;
    await page.evaluate(importRows, rows);
    const [first] = requestsFor(lists, 'match', 'ten', 1);
    line(`${name}: the first list, making ready`, await page.evaluate(drawLists, [first]));
    for (const [goal, length] of [
      ['match', 'ten'],
      ['lift', 'thirty'],
    ]) {
      const drawn = await page.evaluate(drawLists, requestsFor(lists, goal, length, WARM + count));
      line(`${name}: ${goal}, ${length}`, drawn.slice(WARM), needed);
    }
  }
  await page.context().close();
}

/** Brings a table and lets lists be drawn from it, as a person does. */
async function useOwnMusic(page, file) {
  await button(page, 'Your music').click();
  await page.getByLabel('Choose a CSV file').setInputFiles(file);
  await button(page, 'Keep these tracks').click({ timeout: 120_000 });
  await page.getByText(/from mine\.csv are kept/).waitFor({ timeout: 120_000 });
  await page.getByRole('radio', { name: 'Mine', exact: true }).check();
  await page.keyboard.press('Escape');
  const titles = () => tracks(page).locator('.title').allInnerTexts();
  await until(titles, now => now.length && now.every(name => name.startsWith('Song ')), 'their own songs', 60_000);
  for (const goal of ['Lift', 'Calm', 'Energise', 'Match']) {
    const before = await titles();
    await page.getByRole('radio', { name: goal, exact: true }).check();
    await until(titles, now => now.join() !== before.join(), 'another list');
  }
}

async function stalls({ browser, url }) {
  const folder = await mkdtemp(path.join(tmpdir(), 'feelharmonic-'));
  const file = path.join(folder, 'mine.csv');
  await writeFile(file, table(IMPORTED));
  const context = await browser.newContext({ viewport: DESKTOP });
  const page = await context.newPage();
  await page.addInitScript(watchGaps);
  await page.goto(url);
  await until(
    () => tracks(page).count(),
    count => count === 10,
    'ten tracks',
  );
  // What a visit begins with is over: the page's files are kept for the next.
  await page.waitForTimeout(3000);
  let seen;
  const task = await longestTask(browser, page, async () => {
    // Within: starting and ending a trace takes its time too.
    await page.evaluate(() => gaps.begin());
    await useOwnMusic(page, file);
    seen = await page.evaluate(() => gaps.end());
  });
  const { longTasks, gap } = seen;
  heading('The page meanwhile; milliseconds');
  line('its longest task, by the clock', [task.wall], 50);
  line('without waiting for a processor', [task.cpu], 50);
  line('the longest gap between timers', [gap], 50);
  const counted = longTasks.map(time => time.toFixed(0)).join(', ') || 'none';
  console.log(`long tasks, as the browser counts them       ${counted}`);
  await context.close();
  await rm(folder, { recursive: true });
}

/** Prints both tables. */
export async function benchMusic(bench) {
  await measureLibrary(bench);
  await stalls(bench);
}
