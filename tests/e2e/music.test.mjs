// The music's journeys on the built page: goals, thumbs, what is kept, a person's own table, in headless Chromium.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import {
  button,
  clean,
  closeBrowsers,
  DESKTOP,
  menu,
  menuSheet,
  openMenu,
  PHONE,
  rest,
  slide,
  status,
  stored,
  titles,
  tracks,
  until,
  visit,
  written,
} from './browser.mjs';
import { longestTask } from './stalls.mjs';
import { table } from './table.mjs';

after(closeBrowsers);

// Large files are chosen by their path: handed over in memory, they would hold the page up while they are decoded.
const folder = await mkdtemp(path.join(tmpdir(), 'feelharmonic-'));
after(() => rm(folder, { recursive: true }));

const listOf = count => page =>
  until(
    () => tracks(page).count(),
    now => now === count,
    `${count} tracks`,
    40_000,
  );
const ten = listOf(10);
const radio = (page, name) => page.getByRole('radio', { name, exact: true });
const choose = (page, name) => radio(page, name).check();
const sheet = page => page.getByRole('dialog');
const said = (page, words, patience = 30_000) =>
  until(
    () => status(page),
    text => words.test(text),
    `a message like ${words}`,
    patience,
  );
const saidHere = (page, words, patience = 60_000) =>
  until(
    () =>
      sheet(page)
        .getByRole('status')
        .allInnerTexts()
        .then(texts => texts.join(' ')),
    text => words.test(text),
    `the dialogue says ${words}`,
    patience,
  );
const names = async page => (await tracks(page).locator('.row-title').allInnerTexts()).map(title => title.trim());
const another = (page, before) =>
  until(
    () => names(page),
    now => now.join() !== before.join(),
    'another list',
  );

async function open(page, name) {
  await menu(page, name);
  await sheet(page).waitFor();
}

async function close(page) {
  await page.keyboard.press('Escape');
  await until(
    () => sheet(page).count(),
    count => count === 0,
    'the dialogue closed',
  );
}

/** The mood by hand: both sliders to one of their ends, then some steps back. */
async function feel(page, valence, energy, [valenceSteps = 0, energySteps = 0] = []) {
  for (const [name, key, steps] of [
    ['Pleasantness', valence, valenceSteps],
    ['Energy', energy, energySteps],
  ]) {
    await slide(page, name, key);
    for (let step = 0; step < steps; step += 1) await page.keyboard.press(key === 'Home' ? 'ArrowRight' : 'ArrowLeft');
  }
}

/** Puts the mood near sadness and waits for its list. */
async function sad(page) {
  const before = await names(page);
  await feel(page, 'Home', 'Home', [7, 14]);
  await another(page, before);
  // Until the hand has surely rested.
  await rest(page, 800);
}

/** A row's features and what was asked for, from its table, as numbers. */
async function features(page, at) {
  const row = tracks(page).nth(at);
  await row.getByRole('button', { name: /^Why,/ }).click();
  const table = row.getByRole('table');
  await table.waitFor();
  const cells = await table
    .locator('tbody tr')
    .evaluateAll(rows =>
      rows.map(row => [
        row.querySelector('th').innerText,
        ...[...row.querySelectorAll('td')].slice(1).map(cell => cell.innerText),
      ]),
    );
  await row.getByRole('button', { name: /^Why,/ }).click();
  return Object.fromEntries(
    cells.map(([name, track, asked]) => [name, { track: Number.parseFloat(track), asked: Number.parseFloat(asked) }]),
  );
}

const mean = numbers => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;

const bring = (page, buffer, name = 'mine.csv') =>
  sheet(page).getByLabel('Choose a CSV file').setInputFiles({ name, mimeType: 'text/csv', buffer });

/** Brings a table of so many rows as a file on the disk. */
async function bringLarge(page, rows) {
  const file = path.join(folder, 'mine.csv');
  await writeFile(file, table(rows));
  await sheet(page).getByLabel('Choose a CSV file').setInputFiles(file);
}

test('Lift from sad begins like sadness and ends like joy', async t => {
  const { page, check } = await visit(t);
  await ten(page);
  await sad(page);
  const before = await names(page);
  await choose(page, 'Lift');
  await another(page, before);
  await ten(page);
  await page.getByRole('heading', { name: /^From \w+ to lively$/ }).waitFor();
  const list = [];
  for (let at = 0; at < 10; at += 1) list.push(await features(page, at));
  const bright = list.map(one => one.Brightness);
  const energy = list.map(one => one.Energy);
  // Asked for: every step is nearer to joy than the one before.
  for (let at = 1; at < 10; at += 1) assert.ok(bright[at].asked >= bright[at - 1].asked, 'the path only climbs');
  assert.ok(bright[0].asked <= 40 && bright[9].asked >= 70);
  // And what was chosen follows: the first three are sad-like, the last three happy-like.
  const [first, last] = [
    [0, 1, 2],
    [7, 8, 9],
  ].map(places => ({
    bright: mean(places.map(at => bright[at].track)),
    energy: mean(places.map(at => energy[at].track)),
  }));
  assert.ok(first.bright < 45, `the first are dark: ${first.bright}`);
  assert.ok(last.bright > 60, `the last are bright: ${last.bright}`);
  assert.ok(last.energy > first.energy, 'and stronger');
  assert.equal(await page.locator('.stage .map-track').count(), 10);
  assert.equal(await page.locator('.lead .route-dot').count(), 10);
  // The drawings are hidden from screen readers, who get a table instead.
  await open(page, 'Where each song lies');
  const rows = await page
    .getByRole('table', { name: /^Where each song lies/ })
    .locator('tbody tr')
    .allInnerTexts();
  assert.equal(rows.length, 10);
  assert.match(rows[0], /\(−/);
  check();
});

test('the goal, the length and the filters are chosen by keyboard and survive a reload', async t => {
  const { page, check } = await visit(t);
  await ten(page);
  await radio(page, 'Match').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  assert.ok(await radio(page, 'Calm').isChecked());
  await openMenu(page);
  await choose(page, '20 songs');
  await listOf(20)(page);
  await close(page);
  const before = await names(page);
  await open(page, 'Filter');
  await sheet(page).getByRole('switch', { name: 'Hide strong language' }).click();
  const chip = sheet(page).getByRole('group', { name: 'Genre' }).getByRole('button').first();
  const genre = (await chip.innerText()).trim();
  await chip.focus();
  for (const rule of ['only these', 'never', 'any', 'only these']) {
    await page.keyboard.press('Enter');
    assert.equal(await chip.getAttribute('aria-label'), `${genre}: ${rule}`);
  }
  await sheet(page).getByRole('button', { name: 'Done' }).click();
  await another(page, before);
  await tracks(page).first().getByRole('button', { name: /^Why,/ }).click();
  await tracks(page)
    .first()
    .locator('.row-panel')
    .getByText(new RegExp(`· ${genre}$`))
    .waitFor();
  const rules = () => menuSheet(page).locator('.entry', { hasText: 'Filter' }).innerText();
  await openMenu(page);
  assert.match(await rules(), /2 rules/);
  await close(page);
  const list = await names(page);
  await written(page);
  await page.reload();
  await listOf(20)(page);
  assert.ok(await radio(page, 'Calm').isChecked());
  assert.deepEqual(await names(page), list);
  await openMenu(page);
  assert.match(await rules(), /2 rules/);
  assert.ok(await radio(page, '20 songs').isChecked());
  check();
});

test('a thumb down takes a track out, and undo puts everything back', async t => {
  const { page, check } = await visit(t);
  await ten(page);
  const before = await names(page);
  await tracks(page)
    .nth(2)
    .getByRole('button', { name: /^Less like / })
    .click();
  await said(page, /won't come again/);
  const after = await names(page);
  assert.ok(!after.includes(before[2]), 'it is gone');
  assert.equal(after.length, 10, 'another one has come');
  assert.deepEqual(after.slice(0, 2), before.slice(0, 2));
  const focused = () => page.evaluate(() => document.activeElement.getAttribute('aria-label') ?? '');
  await until(focused, name => /^Less like /.test(name), 'the focus goes on in the list');
  await button(page, 'Undo').click();
  await until(
    () => names(page),
    now => now.join() === before.join(),
    'the list as it was',
  );
  await open(page, 'Your taste');
  await sheet(page)
    .getByText(/Nothing yet/)
    .waitFor();
  check();
});

/** Thumbs down for these rows, all before the page has drawn the first of them. */
const dismiss = (page, from, to) =>
  tracks(page)
    .getByRole('button', { name: /^Less like / })
    .evaluateAll(
      (buttons, [from, to]) => {
        for (const button of buttons.slice(from, to)) button.click();
      },
      [from, to],
    );

for (const whose of ['our', 'their own'])
  test(`many thumbs down in one moment leave no gap in a list of ${whose} music, undo takes the last back`, async t => {
    const { page, check } = await visit(t);
    await ten(page);
    if (whose !== 'our') {
      await open(page, 'Your music');
      await bring(page, table(400));
      await saidHere(page, /kept on this device/);
      await choose(page, 'Mine');
      await close(page);
      await until(
        () => names(page),
        now => now.length === 10 && now.every(name => /^Song \d+$/.test(name)),
        'their own songs',
        60_000,
      );
    }
    const before = await names(page);
    const gone = before.slice(2, 7);
    await dismiss(page, 2, 7);
    const after = await until(
      () => names(page),
      now => now.length === 10 && !now.some(name => gone.includes(name)),
      'five others in their places',
    );
    assert.deepEqual([...after.slice(0, 2), ...after.slice(7)], [...before.slice(0, 2), ...before.slice(7)]);
    assert.equal(new Set(after).size, 10);
    await button(page, 'Undo').click();
    const undone = await until(
      () => names(page),
      now => now.includes(gone[4]),
      'the last one is back',
    );
    assert.ok(!undone.some(name => gone.slice(0, 4).includes(name)), 'and no other');
    await open(page, 'Your taste');
    await sheet(page)
      .getByText(/from 4 thumbs/)
      .waitFor();
    check();
  });

test('what two tabs teach is kept together, and what one takes back stays taken back', async t => {
  const { page: one, context, server, check } = await visit(t);
  await ten(one);
  const other = await context.newPage();
  await other.goto(server.url);
  await ten(other);
  const like = (page, at) =>
    tracks(page)
      .nth(at)
      .getByRole('button', { name: /^More like / })
      .click();
  const thumbs = async (page, words) => {
    await open(page, 'Your taste');
    await sheet(page).getByText(words).waitFor();
    await close(page);
  };
  await like(one, 0);
  await written(one);
  await like(other, 4);
  await thumbs(other, /from 2 thumbs/);
  await written(other);
  // The first tab knows of its own alone, and writes next.
  await like(one, 2);
  await thumbs(one, /from 3 thumbs/);
  await like(one, 0);
  await written(one);
  for (const page of [one, other]) {
    await page.reload();
    await ten(page);
    await thumbs(page, /from 2 thumbs/);
  }
  check();
});

test('skipping is behind "why this", and a thumb up is a switch', async t => {
  const { page, check } = await visit(t);
  await ten(page);
  const [first] = await names(page);
  const more = tracks(page)
    .first()
    .getByRole('button', { name: /^More like / });
  await more.click();
  assert.equal(await more.getAttribute('aria-pressed'), 'true');
  await more.click();
  assert.equal(await more.getAttribute('aria-pressed'), 'false');
  await tracks(page).first().getByRole('button', { name: /^Why,/ }).click();
  await tracks(page)
    .first()
    .getByRole('button', { name: /^Skip / })
    .click();
  await said(page, /Skipped/);
  assert.ok(!(await names(page)).includes(first));
  check();
});

test('list and taste survive a reload, and what was learned explains itself', async t => {
  const { page, check } = await visit(t);
  await ten(page);
  await sad(page);
  await tracks(page)
    .nth(0)
    .getByRole('button', { name: /^More like / })
    .click();
  await tracks(page)
    .nth(4)
    .getByRole('button', { name: /^Less like / })
    .click();
  await said(page, /won't come again/);
  const list = await titles(page);
  await page.getByRole('heading', { name: /^As \w+ as you say$/ }).waitFor();
  await written(page);
  await page.reload();
  await ten(page);
  assert.deepEqual(await titles(page), list);
  await page.getByRole('heading', { name: 'Your last list' }).waitFor();
  assert.equal(
    await tracks(page)
      .nth(0)
      .getByRole('button', { name: /^More like / })
      .getAttribute('aria-pressed'),
    'true',
  );
  await tracks(page).nth(0).getByRole('button', { name: /^Why,/ }).click();
  await tracks(page).nth(0).getByText(/^You /).first().waitFor();
  await open(page, 'Your taste');
  await sheet(page)
    .getByText(/from 2 thumbs/)
    .waitFor();
  check();
});

test('the taste is edited, saved, forgotten, brought back', async t => {
  const { page, check } = await visit(t);
  await ten(page);
  const artist = (await tracks(page).first().locator('.row-by').innerText()).trim();
  await tracks(page)
    .first()
    .getByRole('button', { name: /^More like / })
    .click();
  await open(page, 'Your taste');
  await sheet(page)
    .getByRole('button', { name: `Leave out ${artist}` })
    .click();
  await sheet(page)
    .getByRole('button', { name: `Use ${artist} again` })
    .waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    sheet(page).getByRole('button', { name: 'Save as a file' }).click(),
  ]);
  assert.equal(download.suggestedFilename(), 'feelharmonic-taste.json');
  const text = await readFile(await download.path(), 'utf8');
  assert.equal(JSON.parse(text).feedback.length, 1);
  await sheet(page).getByRole('button', { name: 'Forget everything…' }).click();
  await sheet(page).getByRole('button', { name: 'Forget everything', exact: true }).click();
  await saidHere(page, /forgotten/);
  await sheet(page)
    .getByText(/Nothing yet/)
    .waitFor();
  await sheet(page).getByRole('button', { name: 'Undo' }).click();
  await sheet(page)
    .getByRole('button', { name: `Use ${artist} again` })
    .waitFor();
  await sheet(page)
    .getByLabel('Read from a file')
    .setInputFiles({ name: 'other.json', mimeType: 'application/json', buffer: Buffer.from('{"a":1}') });
  await saidHere(page, /Nothing was changed/);
  await sheet(page)
    .getByLabel('Read from a file')
    .setInputFiles({ name: 'mine.json', mimeType: 'application/json', buffer: Buffer.from(text) });
  await saidHere(page, /is yours now/);
  check();
});

test('a damaged taste is set aside, said, and can be saved', async t => {
  const { page, check } = await visit(t);
  await ten(page);
  await stored(page);
  await page.evaluate(
    () =>
      new Promise((done, failed) => {
        const request = indexedDB.open(`feelharmonic:${location.pathname.replace(/[^/]*$/, '')}`);
        request.onerror = failed;
        request.onsuccess = () => {
          const write = request.result.transaction('settings', 'readwrite');
          write.objectStore('settings').put('{ damaged', 'taste');
          write.oncomplete = () => {
            request.result.close();
            done();
          };
        };
      }),
  );
  await page.reload();
  await said(page, /What you taught earlier can't be used/);
  await open(page, 'Your taste');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    sheet(page).getByRole('button', { name: 'Save it as a file' }).click(),
  ]);
  assert.equal(await readFile(await download.path(), 'utf8'), '{ damaged');
  check();
});

test('words set the mood, and unknown ones say so', async t => {
  const { page, check } = await visit(t);
  await ten(page);
  const before = await names(page);
  await button(page, 'In words').click();
  const field = page.getByLabel('How do you feel?');
  await field.fill('tired but content');
  await field.press('Enter');
  await said(page, /Counted: .*tired/);
  await another(page, before);
  assert.ok(Number(await page.getByRole('slider', { name: 'Energy' }).inputValue()) < 0);
  await field.fill('qwertz uiop');
  await field.press('Enter');
  await said(page, /None of these words/);
  check();
});

test('a hundred thousand rows are read while the page goes on, kept, searched, and removed', async t => {
  const { page, context, check } = await visit(t);
  await ten(page);
  await open(page, 'Your music');
  const started = Date.now();
  const longest = await longestTask(context.browser(), page, async () => {
    await bringLarge(page, 100_000);
    await sheet(page).getByRole('progressbar').waitFor();
    await saidHere(page, /kept on this device/, 120_000);
  });
  console.log(`      100,000 rows in ${Date.now() - started} ms, the starting of the reader included`);
  console.log(
    `      the page's longest task meanwhile: ${longest.wall} ms, ${longest.cpu} without waiting for a processor`,
  );
  await sheet(page)
    .getByText(/tracks taken in/)
    .waitFor();
  await sheet(page)
    .getByText(/from mine\.csv are kept/)
    .waitFor();
  await choose(page, 'Mine');
  await close(page);
  await until(
    () => names(page),
    now => now.length === 10 && now.every(name => /^Song \d+$/.test(name)),
    'their own songs',
    60_000,
  );
  // SLOW=1 is for unoptimised builds, which say nothing about the page.
  assert.ok(
    longest.cpu <= 50 || process.env.SLOW,
    `the page never stalls for more than 50 ms, but did for ${longest.cpu}`,
  );
  const before = await names(page);
  await tracks(page)
    .first()
    .getByRole('button', { name: /^Less like / })
    .click();
  await until(
    () => names(page),
    now => now.length === 10 && !now.includes(before[0]),
    'another in its place',
    30_000,
  );
  const kept = await names(page);
  await written(page);
  await page.reload();
  await until(
    () => names(page),
    now => now.join() === kept.join(),
    'the same list',
  );
  await open(page, 'Your music');
  await sheet(page)
    .getByText(/from mine\.csv are kept/)
    .waitFor();
  await sheet(page).getByRole('button', { name: 'Remove my music…' }).click();
  await sheet(page).getByRole('button', { name: 'Remove my music', exact: true }).click();
  await saidHere(page, /was removed/);
  await close(page);
  await until(
    () => names(page),
    now => now.length === 10 && !now.some(name => /^Song \d+$/.test(name)),
    'our tracks',
  );
  check();
});

/** Keeps the longest task of the page, as the browser itself counts them (50 ms and more). */
test('an import is cancelled, and nothing is kept', async t => {
  const { page, check } = await visit(t);
  await ten(page);
  await open(page, 'Your music');
  await bringLarge(page, 190_000);
  await until(
    () =>
      sheet(page)
        .getByRole('progressbar')
        .evaluate(bar => bar.value),
    value => value > 2,
    'some progress',
    60_000,
  );
  await sheet(page).getByRole('button', { name: 'Cancel' }).click();
  await saidHere(page, /Stopped\. Nothing was changed/);
  await page.reload();
  await ten(page);
  await open(page, 'Your music');
  assert.equal(
    await sheet(page)
      .getByText(/are kept/)
      .count(),
    0,
  );
  check();
});

for (const [what, name, contents, words] of [
  ['a picture', 'photo.csv', Buffer.from('89504e470d0a1a0a00000000', 'hex'), /not a text file/],
  ['an empty file', 'empty.csv', Buffer.alloc(0), /file is empty/],
  ['a table of something else', 'other.csv', Buffer.from('a,b\n1,2\n'), /no column for title/],
  ['a spreadsheet', 'mine.csv', Buffer.from('504b0304000000000000', 'hex'), /spreadsheet/],
  ['a web page', 'mine.csv', Buffer.from('<!doctype html><p>'), /web page/],
])
  test(`${what} is refused in words`, async t => {
    const { page, check } = await visit(t);
    await ten(page);
    await open(page, 'Your music');
    await bring(page, contents, name);
    await saidHere(page, words);
    await sheet(page).getByRole('button', { name: 'Try again' }).waitFor();
    check();
  });

test('bad rows are listed with their lines, and the rest is taken', async t => {
  const { page, check } = await visit(t);
  await ten(page);
  await open(page, 'Your music');
  await bring(
    page,
    table(60, (line, at) => (at % 20 === 5 ? ',,,,' : line)),
  );
  await saidHere(page, /kept on this device/);
  await sheet(page).getByText('57 tracks taken in.').waitFor();
  await sheet(page).getByText('3 rows left out.').waitFor();
  await sheet(page).getByText('Rows that were left out').click();
  const lines = await sheet(page).locator('.bad-rows li').allInnerTexts();
  assert.deepEqual(
    lines.map(line => line.match(/^Line (\d+)/)?.[1]),
    ['7', '27', '47'],
  );
  check();
});

for (const colorScheme of ['dark', 'light'])
  for (const viewport of [PHONE, DESKTOP])
    test(`axe finds nothing in the dialogues and below "why this", ${colorScheme}, ${viewport.width} wide`, async t => {
      const { page, check } = await visit(t, { context: { viewport, colorScheme, reducedMotion: 'reduce' } });
      await ten(page);
      const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      await choose(page, 'Lift');
      await tracks(page)
        .first()
        .getByRole('button', { name: /^More like / })
        .click();
      await tracks(page).first().getByRole('button', { name: /^Why,/ }).click();
      await tracks(page).first().getByRole('table').waitFor();
      await clean(page);
      assert.ok((await overflow()) <= 0);
      await openMenu(page);
      await clean(page);
      await close(page);
      for (const name of [
        'Filter',
        'Where each song lies',
        'Your taste',
        'Your music',
        'What leaves this device',
        'All seven, and how sure',
        "What it can't know",
      ]) {
        await open(page, name);
        await clean(page);
        assert.ok((await overflow()) <= 0, `${name} fits`);
        await close(page);
      }
      await open(page, 'Your music');
      await bring(
        page,
        table(50, (line, at) => (at === 5 ? ',,,,' : line)),
      );
      await saidHere(page, /kept on this device/);
      await clean(page);
      check();
    });

test('every target is large enough for a thumb', async t => {
  const { page, check } = await visit(t, { context: { viewport: PHONE } });
  await ten(page);
  await tracks(page).first().getByRole('button', { name: /^Why,/ }).click();
  const small = await page.evaluate(() => {
    // What is pressed: the label around a field, else the element itself.
    const field = element => element.closest('label') ?? element;
    const inText = element => element.matches('.skip, p a');
    return [...document.querySelectorAll('button, a, input:not([type=file], .axes input)')]
      .filter(element => !inText(element) && element.checkVisibility())
      .map(element => [
        element.getAttribute('aria-label') ?? element.textContent,
        field(element).getBoundingClientRect(),
      ])
      .filter(([, { width, height }]) => width < 43.5 || height < 43.5)
      .map(([name, { width, height }]) => `${name}: ${width} × ${height}`);
  });
  assert.deepEqual(small, []);
  check();
});
