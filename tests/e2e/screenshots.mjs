// Pictures of the page, to be looked at: node screenshots.mjs → out/*.png
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { serve } from '../../.ci/serve.mjs';
import {
  browserWith,
  button,
  closeBrowsers,
  fixture,
  leading,
  menu,
  openMenu,
  root,
  slide,
  tracks,
  until,
} from './browser.mjs';

const out = path.join(root, 'tests/e2e/out');
await mkdir(out, { recursive: true });
const server = await serve({ root: path.join(root, 'dist') });

const happy = page =>
  until(
    () => leading(page),
    emotion => emotion === 'Happy',
    'a happy face',
    30_000,
  );
const scenes = {
  start: async () => {},
  camera: async page => {
    await button(page, 'Use the camera').click();
    await happy(page);
    await page.getByRole('heading', { name: /as you look$/ }).waitFor();
    await page.waitForTimeout(1500);
  },
  blocked: async page => {
    await page.context().clearPermissions();
    await button(page, 'Use the camera').click();
    await page.locator('.stage-act').waitFor();
  },
  demo: async page => {
    await button(page, 'Demo').click();
    await until(
      () => page.locator('.face').count(),
      count => count === 4,
      'four faces',
      40_000,
    );
    await page.waitForTimeout(1500);
  },
  photo: async page => {
    await page.locator('input[type=file]').setInputFiles(fixture('hopper.jpg'));
    await until(() => leading(page), Boolean, 'a face', 30_000);
    await page.waitForTimeout(800);
  },
  hand: async page => {
    await slide(page, 'Pleasantness', 'Home');
    await slide(page, 'Energy', 'Home');
    await page.evaluate(() => document.activeElement.blur());
    await page.getByRole('radio', { name: 'Lift', exact: true }).check();
    await page.waitForTimeout(1200);
  },
  playing: async page => {
    await button(page, 'Use the camera').click();
    await happy(page);
    await page.getByRole('heading', { name: /as you look$/ }).waitFor();
    await tracks(page).nth(2).locator('.row-play').click();
    await page.waitForTimeout(1500);
  },
  player: async page => {
    await tracks(page).nth(3).locator('.row-play').click();
    await button(page, /^Open the player/).click();
    await page.waitForTimeout(800);
  },
  row: async page => {
    await tracks(page).first().getByRole('button', { name: /^Why,/ }).click();
    await tracks(page).first().getByRole('table').waitFor();
  },
  message: async page => {
    await tracks(page).first().getByRole('button', { name: /^Why,/ }).click();
    await tracks(page)
      .first()
      .getByRole('button', { name: /^Less like/ })
      .click();
    await page.locator('.message').waitFor();
  },
  menu: openMenu,
  filter: page => menu(page, 'Filter'),
  taste: page => menu(page, 'Your taste'),
  spotify: async page => {
    await menu(page, 'Spotify');
    await page.getByText('Redirect URI').first().waitFor();
  },
  seven: page => menu(page, 'All seven'),
  words: async page => {
    await button(page, 'In words').click();
    await page.getByLabel('How do you feel?').waitFor();
  },
};
const SIZES = [
  [390, 664],
  [844, 390],
  [820, 1180],
  [1280, 900],
];

const wanted = process.argv.slice(2);
for (const [scene, play] of Object.entries(scenes)) {
  if (wanted.length && !wanted.includes(scene)) continue;
  for (const [width, height] of SIZES)
    for (const colorScheme of ['light', 'dark']) {
      const context = await (await browserWith('portrait')).newContext({ viewport: { width, height }, colorScheme });
      await context.grantPermissions(['camera']);
      const page = await context.newPage();
      await page.goto(server.url);
      await until(
        () => tracks(page).count(),
        count => count === 10,
        'ten tracks',
      );
      await play(page);
      await page.waitForTimeout(500);
      await page.screenshot({ path: path.join(out, `${scene}-${width}x${height}-${colorScheme}.png`) });
      await context.close();
      console.log(`${scene} ${width}×${height} ${colorScheme}`);
    }
}
await closeBrowsers();
await server.close();
