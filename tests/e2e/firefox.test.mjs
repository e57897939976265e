// The page and its parts in Firefox, under the real headers: what differs between browsers there is the loading, the
// checks of integrity and the policy.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { serve } from '../../.ci/serve.mjs';
import { dist, until } from './browser.mjs';
import { executable, launchFirefox } from './firefox.mjs';
import { PARTS } from './parts.mjs';

const ESCAPE = '\uE00C';
const skip = existsSync(executable ?? '') ? false : 'there is no Firefox';

/** Opens the page in a Firefox of its own, and waits for its list. */
async function visit(t, settings = {}) {
  const server = await serve({ root: dist, faults: new Map() });
  const firefox = await launchFirefox(settings);
  t.after(async () => {
    await firefox.close();
    await server.close();
  });
  await firefox.goto(server.url);
  await ten(firefox);
  return { firefox, server };
}

const ten = firefox =>
  until(
    () => firefox.evaluate(() => document.querySelectorAll('#tracks .row').length),
    count => count === 10,
    'ten tracks',
  );
const inDialog = firefox =>
  firefox.evaluate(() => {
    const dialog = document.querySelector('dialog[open]');
    return (
      dialog && {
        text: dialog.innerText,
        busy: Boolean(dialog.querySelector('[aria-busy]')),
        focus: dialog.contains(document.activeElement),
      }
    );
  });
const press = (firefox, name) => firefox.click('xpath', `//dialog[@open]//button[normalize-space(.)='${name}']`);

/** Opens a part, through the menu if it is another one. */
async function open(firefox, { title, entry }) {
  await firefox.click('xpath', "//button[@aria-label='Menu']");
  if (title === 'Menu') return;
  const name = entry ?? title;
  const has = `.//text()[contains(., "${name}")]`;
  await until(
    () => inDialog(firefox),
    said => said?.text.includes(name),
    'the menu',
  );
  await firefox.click('xpath', `//dialog[@open]//button[${has}]`);
}

async function look(firefox, part) {
  await open(firefox, part);
  await until(
    () => inDialog(firefox),
    said => said?.text.includes(part.words) && !said.busy && said.focus,
    `what ${part.title} brings`,
  );
  await firefox.keys(ESCAPE);
  await until(
    () => inDialog(firefox),
    said => said === null,
    'the dialogue closed',
  );
}

test('Firefox: every part opens under the real headers without a complaint, later without a network too', {
  skip,
}, async t => {
  const { firefox, server } = await visit(t);
  for (const part of PARTS) await look(firefox, part);
  assert.deepEqual(await firefox.complaints(server.url), []);
  await firefox.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  // Going there anew, since reloading by the protocol passes the service worker by.
  await firefox.goto(server.url);
  await ten(firefox);
  await server.close();
  await firefox.goto(server.url);
  await ten(firefox);
  for (const part of PARTS) await look(firefox, part);
});

test('Firefox: a part that is missing, altered or cut is refused in words, and trying again works', {
  skip,
}, async t => {
  const { firefox, server } = await visit(t, { 'dom.serviceWorkers.enabled': false });
  // The Spotify part last: what was fetched once is there for good.
  for (const [part, faults] of [
    [PARTS[0], [{ status: 503 }, { flip: 5000 }]],
    [PARTS.at(-1), [{ truncate: 0.5 }, { flip: 5000 }]],
  ]) {
    server.faults.set(`parts/${part.file}`, faults[0]);
    await open(firefox, part);
    const missed = () =>
      until(
        () => inDialog(firefox),
        said => said?.text.includes('could not be fetched'),
        'words',
      );
    await missed();
    server.faults.set(`parts/${part.file}`, faults[1]);
    await press(firefox, 'Try again');
    await until(
      () => inDialog(firefox),
      said => said?.busy === false && said.text.includes('could not be fetched'),
      'the same words',
    );
    server.faults.clear();
    await press(firefox, 'Try again');
    await until(
      () => inDialog(firefox),
      said => said?.text.includes(part.words) && said.focus,
      'the part',
    );
    await firefox.keys(ESCAPE);
  }
});
