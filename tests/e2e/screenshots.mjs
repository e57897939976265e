// Pictures of the page, to be looked at: node screenshots.mjs → out/*.png
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { serve } from '../../.ci/serve.mjs';
import {
  browserWith,
  button,
  closeBrowsers,
  DESKTOP,
  fixture,
  leading,
  PHONE,
  root,
  tracks,
  until,
} from './browser.mjs';

const out = path.join(root, 'tests/e2e/out');
await mkdir(out, { recursive: true });
const server = await serve({ root: path.join(root, 'dist') });

const scenes = {
  idle: async () => {},
  camera: async page => {
    await button(page, 'Start camera').click();
    await until(
      () => leading(page),
      emotion => emotion === 'Happy',
      'a happy face',
      30_000,
    );
    await page.waitForTimeout(3500);
  },
  demo: async page => {
    await button(page, 'Try the demo').click();
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
    await until(
      () => leading(page),
      emotion => emotion === 'Neutral',
      'a neutral face',
      30_000,
    );
  },
  error: async page => {
    await page.locator('input[type=file]').setInputFiles(fixture('empty.jpg'));
    await until(() => page.locator('.message').count(), Boolean, 'a message', 30_000);
  },
  hand: async page => {
    await page.getByRole('slider', { name: 'Pleasantness' }).focus();
    await page.keyboard.press('Home');
    await page.waitForTimeout(900);
  },
  lift: async page => {
    await page.getByLabel('How do you feel?').fill('sad and tired');
    await page.getByLabel('How do you feel?').press('Enter');
    await page.getByRole('radio', { name: 'Lift', exact: true }).check();
    await page.waitForTimeout(300);
    await tracks(page).nth(1).getByRole('button', { name: /Why / }).click();
    await tracks(page).nth(1).getByRole('table').waitFor();
  },
  taste: async page => {
    for (const [at, name] of [
      [0, /^More like/],
      [2, /^More like/],
      [4, /^Less like/],
    ])
      await tracks(page).nth(at).getByRole('button', { name }).click();
    await button(page, 'Your taste').click();
    await page.getByRole('dialog').waitFor();
  },
  filter: async page => {
    await button(page, 'Filter').click();
    await page.getByRole('dialog').waitFor();
  },
  about: async page => {
    await button(page, 'Runs on your device').click();
    await page.getByRole('dialog').waitFor();
  },
};

const wanted = process.argv.slice(2);
for (const [scene, play] of Object.entries(scenes)) {
  if (wanted.length && !wanted.includes(scene)) continue;
  for (const [device, viewport] of [
    ['desktop', DESKTOP],
    ['phone', PHONE],
  ])
    for (const colorScheme of ['dark', 'light']) {
      const context = await (await browserWith('portrait')).newContext({ viewport, colorScheme });
      await context.grantPermissions(['camera']);
      const page = await context.newPage();
      await page.goto(server.url);
      await until(
        () => tracks(page).count(),
        count => count === 10,
        'ten tracks',
      );
      await play(page);
      await page.screenshot({
        path: path.join(out, `${scene}-${device}-${colorScheme}.png`),
        fullPage: device === 'phone',
      });
      await context.close();
      console.log(`${scene} ${device} ${colorScheme}`);
    }
}
await closeBrowsers();
await server.close();
