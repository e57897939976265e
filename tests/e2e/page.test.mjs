// The page as it is designed: what is in sight at every size, what stays where it is, and what can be reached, in light
// and in dark.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { after, test } from 'node:test';
import {
  button,
  clean,
  closeBrowsers,
  closeSheet,
  dist,
  fixture,
  leading,
  menu,
  openMenu,
  rest,
  slide,
  tracks,
  until,
  visit,
} from './browser.mjs';

after(closeBrowsers);

const SCHEMES = ['light', 'dark'];
const SMALL = { width: 390, height: 664 };
const SIZES = [SMALL, { width: 360, height: 640 }];
const BESIDE = [
  { width: 844, height: 390 },
  { width: 820, height: 1180 },
  { width: 1280, height: 900 },
];
const named = ({ width, height }) => `${width}×${height}`;
/** The world has no Spotify: its frame stays empty, and asking for it is what the browser complains about. */
const NO_SPOTIFY = [/open\.spotify\.com|ERR_NAME_NOT_RESOLVED|ERR_/];

const ten = page =>
  until(
    () => tracks(page).count(),
    count => count === 10,
    'ten tracks',
  );
const still = page =>
  page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter(({ effect }) => effect.getComputedTiming().endTime !== Infinity)
        .map(({ finished }) => finished),
    ),
  );
async function opened(t, viewport, { colorScheme = 'light', camera = false, ...options } = {}) {
  const visited = await visit(t, {
    expected: NO_SPOTIFY,
    ...options,
    context: { viewport, colorScheme, serviceWorkers: 'block', ...options.context },
  });
  await ten(visited.page);
  if (camera) {
    await button(visited.page, 'Use the camera').click();
    await until(
      () => leading(visited.page),
      emotion => emotion === 'Happy',
      'a happy face',
      40_000,
    );
    await listFollows(visited.page);
  }
  await still(visited.page);
  return visited;
}
/** Waits until the list has followed the face. */
const listFollows = page => page.getByRole('heading', { name: /^As \w+ as you look/ }).waitFor();

const box = (page, selector) =>
  page.evaluate(selector => document.querySelector(selector)?.getBoundingClientRect().toJSON(), selector);
const rows = page =>
  page.evaluate(() =>
    [...document.querySelectorAll('.row')].map(row => {
      const { top, bottom } = row.getBoundingClientRect();
      return { top, bottom };
    }),
  );
const wholeAbove = async (page, foot) => (await rows(page)).filter(({ bottom }) => bottom <= foot + 0.5).length;
const overflow = page => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
const play = page => button(page, /^Play \d+ songs/).click();

for (const colorScheme of SCHEMES)
  for (const viewport of SIZES)
    test(`three songs and Play are in sight, ${named(viewport)}, ${colorScheme}`, async t => {
      const { page } = await opened(t, viewport, { colorScheme });
      const look = async what => {
        const [head, stage, say, lead] = await Promise.all(
          ['.head', '.stage', '.say', '.bloom-play'].map(selector => box(page, selector)),
        );
        assert.ok(head.height <= 48, `${what}: the header is one line: ${head.height}`);
        assert.ok(stage.height <= viewport.height * 0.401, `${what}: the stage is ${stage.height} high`);
        assert.ok(say.bottom <= viewport.height && lead.bottom <= viewport.height, `${what}: Play is in sight`);
        const whole = await wholeAbove(page, viewport.height);
        assert.ok(whole >= 3, `${what}: ${whole} whole rows`);
        return `${what}: first song at ${Math.round((await rows(page))[0].top)}, ${whole} whole rows`;
      };
      console.log(`      ${named(viewport)} ${await look('start')}`);
      await button(page, 'Use the camera').click();
      await until(() => leading(page), Boolean, 'a reading', 40_000);
      await listFollows(page);
      await still(page);
      console.log(`      ${named(viewport)} ${await look('camera')}`);
      assert.ok((await overflow(page)) <= 0);
    });

for (const viewport of SIZES)
  test(`while it plays three songs stand above the dock, and the frame is whole, ${named(viewport)}`, async t => {
    const { page } = await opened(t, viewport, { camera: true });
    await play(page);
    await page.locator('.dock').waitFor();
    await still(page);
    const [dock, frame] = [await box(page, '.dock'), await box(page, '.embed')];
    assert.ok((await wholeAbove(page, dock.top)) >= 3, 'whole rows above the dock');
    assert.ok(frame.height >= 80);
    const covered = () =>
      page.evaluate(() => {
        const frame = document.querySelector('.embed');
        const { left, right, top, bottom } = frame.getBoundingClientRect();
        const points = [
          [left + 14, top + 14],
          [right - 14, top + 14],
          [left + 14, bottom - 14],
          [right - 14, bottom - 14],
          [(left + right) / 2, (top + bottom) / 2],
        ];
        return points.filter(([x, y]) => document.elementFromPoint(x, y) !== frame);
      });
    assert.deepEqual(await covered(), []);
    await page.evaluate(() => {
      globalThis.__frame = document.querySelector('.embed');
    });
    const same = () => page.evaluate(() => globalThis.__frame === document.querySelector('.embed'));
    await button(page, /^Open the player/).click();
    await until(
      () => box(page, '.embed'),
      ({ height }) => height >= 152,
      'the taller frame',
    );
    assert.ok(await same(), 'the same frame in the opened dock');
    await button(page, 'Make the player small').click();
    await button(page, 'Next').click();
    await until(() => tracks(page).nth(1).getAttribute('aria-current'), Boolean, 'the second song');
    assert.ok(await same(), 'the same frame for the next song');
    await openMenu(page);
    await closeSheet(page);
    await page.setViewportSize({ width: viewport.height, height: viewport.width });
    await still(page);
    assert.ok(await same(), 'the same frame after a turn');
    assert.deepEqual(await covered(), []);
    // A message stands above the dock, never on it.
    await page.setViewportSize(viewport);
    await tracks(page).first().getByRole('button', { name: /^Why,/ }).click();
    await tracks(page)
      .first()
      .getByRole('button', { name: /^Less like/ })
      .click();
    await page.locator('.message').waitFor();
    await still(page);
    assert.ok((await box(page, '.message')).bottom <= (await box(page, '.dock')).top);
  });

for (const colorScheme of SCHEMES)
  for (const viewport of BESIDE)
    test(`stage and songs stand side by side, ${named(viewport)}, ${colorScheme}`, async t => {
      const { page } = await opened(t, viewport, { colorScheme, camera: true });
      const [stage, music] = [await box(page, '.stage'), await box(page, '.music')];
      assert.ok(stage.right <= music.left + 0.5, 'side by side');
      const whole = await wholeAbove(page, viewport.height);
      assert.ok(whole >= 3, `${whole} whole rows`);
      console.log(
        `      ${named(viewport)}: first song at ${Math.round((await rows(page))[0].top)}, ${whole} whole rows`,
      );
      assert.ok((await overflow(page)) <= 0);
      await play(page);
      await page.locator('.dock').waitFor();
      await still(page);
      const dock = await box(page, '.dock');
      const list = await rows(page);
      const free = list.filter(({ bottom }) => bottom <= (viewport.height < 500 ? viewport.height : dock.top) + 0.5);
      assert.ok(free.length >= 3, 'three songs while it plays');
    });

test('nothing scrolls sideways where the screen is narrow or the text is large', async t => {
  const { page } = await opened(t, { width: 390, height: 844 });
  for (const [width, large] of [
    [390, false],
    [360, false],
    [320, false],
    [390, true],
  ]) {
    await page.setViewportSize({ width, height: 664 });
    await page.evaluate(large => {
      document.documentElement.style.fontSize = large ? '200%' : '';
    }, large);
    await rest(page, 100);
    assert.ok((await overflow(page)) <= 0, `${width} wide${large ? ', text at 200 %' : ''}`);
  }
  const cut = await page.evaluate(() =>
    [...document.querySelectorAll('h1, h2, button, .row-reason, .row-by, label')]
      .filter(element => element.checkVisibility() && !element.closest('.goals, .unseen, .axes'))
      .filter(
        element => element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).overflowX !== 'visible',
      )
      .map(element => element.className || element.textContent),
  );
  assert.deepEqual(cut, [], 'nothing but titles is cut at 200 %');
});

for (const colorScheme of SCHEMES)
  test(`axe finds nothing on any state of the stage and any sheet, ${colorScheme}`, async t => {
    const { page } = await opened(t, SMALL, { colorScheme, context: { reducedMotion: 'reduce' } });
    await clean(page);
    await openMenu(page);
    await clean(page);
    await closeSheet(page);
    await button(page, 'In words').click();
    await page.getByLabel('How do you feel?').waitFor();
    await clean(page);
    await closeSheet(page);
    await button(page, 'Use the camera').click();
    await until(() => leading(page), Boolean, 'a reading', 40_000);
    await clean(page);
    await button(page, 'Mood map: set the mood by hand').click();
    await clean(page);
    await play(page);
    await page.locator('.dock').waitFor();
    await tracks(page).first().getByRole('button', { name: /^Why,/ }).click();
    await clean(page);
    const small = await page.evaluate(() =>
      [...document.querySelectorAll('button, .tracks a, .goal, .segment')]
        .filter(element => element.checkVisibility())
        .map(element => [element.getAttribute('aria-label') ?? element.textContent, element.getBoundingClientRect()])
        .filter(([, { width, height }]) => width < 43.5 || height < 43.5)
        .map(([name, { width, height }]) => `${name}: ${width} × ${height}`),
    );
    assert.deepEqual(small, []);
  });

test('there is one headline on the stage at any time, and nothing below it jumps', async t => {
  const { page } = await opened(t, SMALL, { permission: 'denied' });
  const first = async () => (await rows(page))[0].top;
  const start = await first();
  const headline = () => page.locator('.stage .mood-word').allInnerTexts();
  const within = async what => {
    await still(page);
    assert.ok(Math.abs((await first()) - start) <= 1, `${what}: the first row is at ${await first()}, not ${start}`);
  };
  await button(page, 'Use the camera').click();
  await until(headline, words => words.join() === 'Camera is blocked', 'the state of a blocked camera');
  await within('blocked');
  await page.context().grantPermissions(['camera']);
  await button(page, 'Try again').click();
  const seen = new Set();
  await until(
    async () => {
      const words = await headline();
      assert.ok(words.length <= 1, `one headline: ${words}`);
      seen.add(words.join());
      return leading(page);
    },
    Boolean,
    'a reading',
    40_000,
  );
  await within('reading');
  await slide(page, 'Pleasantness', 'Home');
  await page.locator('.evidence', { hasText: 'Set by you' }).waitFor();
  await page.evaluate(() => document.activeElement.blur());
  await within('by hand');
  await button(page, 'Stop camera').click();
  await within('stopped');
  console.log(`      states seen on the way: ${[...seen].filter(Boolean).join(', ')}`);
});

test('no other place is asked for anything until Play, then Spotify alone, and the pill says so', async t => {
  const { page, foreign } = await opened(t, SMALL);
  const pill = async () => (await page.locator('.sent').innerText()).replace(/\s+/g, ' ').trim();
  assert.match(await pill(), /0 sent$/);
  await page.locator('.sent').click();
  await page.getByText('0 requests to other places').waitFor();
  await closeSheet(page);
  assert.deepEqual(foreign, []);
  await play(page);
  await until(() => foreign.length, Boolean, 'the frame');
  assert.ok(foreign.every(url => new URL(url).host === 'open.spotify.com'));
  assert.match(await pill(), /Only Spotify$/);
});

/** The styles as a browser reads them that has no oklch(). */
const greyStyles = (await readFile(path.join(dist, 'styles/main.css'), 'utf8')).replaceAll('oklch', 'nolch');

/** The contrast of two colours (WCAG 2), as the browser computes them, at hues and strengths of the whole plane. */
const contrasts = page =>
  page.evaluate(() => {
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = 1;
    const context = canvas.getContext('2d', { willReadFrequently: true });
    const light = colour => {
      context.fillStyle = colour;
      context.fillRect(0, 0, 1, 1);
      const [r, g, b] = [...context.getImageData(0, 0, 1, 1).data].map(byte => {
        const share = byte / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const root = document.documentElement;
    const probe = document.body.appendChild(document.createElement('i'));
    const value = name => {
      probe.style.color = `var(${name})`;
      return getComputedStyle(probe).color;
    };
    const worst = {};
    for (let hue = 0; hue < 360; hue += 15)
      for (const strength of [0.12, 0.5, 1]) {
        root.style.setProperty('--h', hue);
        root.style.setProperty('--k', strength);
        for (const text of ['--ink', '--soft', '--mood-ink'])
          for (const ground of ['--ground', '--card', '--sunk', '--wash']) {
            const [one, other] = [light(value(text)), light(value(ground))].sort((a, b) => b - a);
            worst[text] = Math.min(worst[text] ?? 99, (one + 0.05) / (other + 0.05));
          }
        const [one, other] = [light(value('--mood')), light(value('--on-mood'))].sort((a, b) => b - a);
        worst['--on-mood'] = Math.min(worst['--on-mood'] ?? 99, (one + 0.05) / (other + 0.05));
      }
    probe.remove();
    return worst;
  });

for (const colorScheme of SCHEMES) {
  test(`every text has its contrast at every hue, ${colorScheme}`, async t => {
    const { page } = await opened(t, SMALL, { colorScheme, context: { reducedMotion: 'reduce' } });
    const worst = await contrasts(page);
    for (const [name, contrast] of Object.entries(worst)) assert.ok(contrast >= 4.5, `${name}: ${contrast}`);
    console.log(
      `      ${Object.entries(worst)
        .map(([name, value]) => `${name} ${value.toFixed(1)}`)
        .join(', ')}`,
    );
  });

  test(`without oklch the page is grey and whole, ${colorScheme}`, async t => {
    const { page } = await opened(t, SMALL, {
      colorScheme,
      context: { reducedMotion: 'reduce' },
      faults: { 'styles/main.css': { body: Buffer.from(greyStyles) } },
    });
    assert.doesNotMatch(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), /oklch/);
    await clean(page);
    await openMenu(page);
    const ground = await page.evaluate(() => getComputedStyle(document.querySelector('dialog[open]')).backgroundColor);
    assert.match(ground, /^rgb\(/, 'no dialogue is transparent');
    await clean(page);
  });
}

test('the path starts at Play, leads down to calm, and its dot goes on with every song', async t => {
  const { page } = await opened(t, { width: 1280, height: 900 });
  await slide(page, 'Pleasantness', 'Home');
  await slide(page, 'Energy', 'End');
  await page.getByRole('heading', { name: /as you say$/ }).waitFor();
  await page.getByRole('radio', { name: 'Calm', exact: true }).check();
  await page.getByRole('heading', { name: /^From \w+ to calm$/ }).waitFor();
  await rest(page, 100);
  const dots = await page
    .locator('.lead .route-dot')
    .evaluateAll(dots => dots.map(dot => [Number(dot.getAttribute('cx')), Number(dot.getAttribute('cy'))]));
  assert.equal(dots.length, 10);
  const mean = some => some.reduce((sum, [, y]) => sum + y, 0) / some.length;
  assert.ok(mean(dots.slice(7)) > mean(dots.slice(0, 3)), 'the last are lower on the screen');
  const [path, flower] = [await box(page, '.lead .route'), await box(page, '.bloom-play')];
  const start = await page
    .locator('.lead .route-line')
    .getAttribute('d')
    .then(line =>
      line
        .match(/^M([\d.]+) ([\d.]+)/)
        .slice(1)
        .map(Number),
    );
  const scale = path.height / Number((await page.locator('.lead .route').getAttribute('viewBox')).split(' ')[3]);
  assert.ok(
    Math.abs(path.top + start[1] * scale - (flower.top + flower.height / 2)) <= 2,
    "it starts at Play's middle",
  );
  await play(page);
  const here = () => page.locator('.dock .route-here').getAttribute('cx').then(Number);
  let before = await here();
  for (let song = 0; song < 3; song += 1) {
    await button(page, 'Next').click();
    before = await until(here, now => now > before, 'the dot goes on');
  }
});

test('a title that is read from the right shows its beginning, and the year comes after the artist', async t => {
  const { page } = await opened(t, SMALL);
  const { titleInside, order } = await page.evaluate(() => {
    const row = document.querySelector('.row');
    const title = row.querySelector('.row-title bdi');
    title.textContent = 'שלום עולם שיר ארוך מאוד שאינו נכנס בשורה אחת בשום פנים ואופן';
    row.querySelector('.row-by bdi').textContent = 'אמן ידוע';
    const range = document.createRange();
    range.setStart(title.firstChild, 0);
    range.setEnd(title.firstChild, 1);
    const [letter, frame] = [range.getBoundingClientRect(), row.querySelector('.row-title').getBoundingClientRect()];
    const [by, year] = ['.row-by', '.row-year'].map(part => row.querySelector(part).getBoundingClientRect());
    return {
      titleInside: letter.width > 0 && letter.left >= frame.left - 1 && letter.right <= frame.right + 1,
      order: by.left < year.left,
    };
  });
  assert.ok(titleInside, 'the first letter is in sight');
  assert.ok(order, 'the artist stands before the year');
});

test('whoever wants no motion gets none', async t => {
  const { page } = await opened(t, SMALL, { context: { reducedMotion: 'reduce' } });
  await page.getByRole('radio', { name: 'Lift', exact: true }).check();
  await play(page);
  await page.locator('.dock').waitFor();
  assert.equal(await page.evaluate(() => document.getAnimations().length), 0);
});

test('a sheet opens at its top with the focus inside; Back, Escape and a press beside it close it', async t => {
  const { page } = await opened(t, SMALL);
  await page.evaluate(() => scrollTo(0, 120));
  const state = () =>
    page.evaluate(() => {
      const dialog = document.querySelector('dialog[open]');
      return dialog && { top: dialog.scrollTop, inside: dialog.contains(document.activeElement), page: scrollY };
    });
  const closed = () => until(state, now => now === null, 'the sheet closed');
  for (const close of [() => page.keyboard.press('Escape'), () => page.goBack(), () => page.mouse.click(200, 10)]) {
    await openMenu(page);
    assert.deepEqual(await state(), { top: 0, inside: true, page: 120 });
    await page.mouse.move(200, 500);
    await page.mouse.wheel(0, 2000);
    await rest(page, 200);
    assert.equal((await state()).page, 120, 'the page behind stands still');
    await close();
    await closed();
    assert.equal(await page.evaluate(() => scrollY), 120);
  }
  await menu(page, 'All seven, and how sure');
  await page.getByRole('dialog', { name: 'All seven, and how sure' }).waitFor();
  assert.equal((await state()).top, 0);
  await page.goBack();
  await closed();
  assert.ok(new URL(page.url()).pathname === '/', 'still on the page');
});

test('a photo that is not 4:3 is never squashed, and the face is in the ring', async t => {
  const { page } = await opened(t, SMALL);
  await page.locator('input[type=file]').setInputFiles(fixture('hopper.jpg'));
  await until(() => leading(page), Boolean, 'a reading', 40_000);
  await still(page);
  const shown = await page.evaluate(() => {
    const image = document.querySelector('.picture img');
    const frame = document.querySelector('.picture').getBoundingClientRect();
    return { natural: image.naturalWidth / image.naturalHeight, drawn: frame.width / frame.height };
  });
  assert.ok(Math.abs(shown.natural - shown.drawn) < 0.01, JSON.stringify(shown));
  const [ring, stage] = [await box(page, '.face'), await box(page, '.stage')];
  const middle = (ring.top + ring.bottom) / 2;
  assert.ok(middle > stage.top && middle < stage.bottom, 'the face is on the stage');
});
