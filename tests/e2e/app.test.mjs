// Whole journeys on the built page, in headless Chromium with a camera that shows the portrait.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import {
  button,
  clean,
  closeBrowsers,
  closeSheet,
  DESKTOP,
  emotions,
  fixture,
  leading,
  menu,
  PHONE,
  rest,
  slide,
  status,
  titles,
  tracks,
  until,
  visit,
} from './browser.mjs';

after(closeBrowsers);

const boxes = page => page.locator('.face').count();
const press = (page, name) => button(page, name).click();
const said = (page, words) =>
  until(
    () => status(page),
    text => words.test(text),
    `a message like ${words}`,
    40_000,
  );
const happy = page =>
  until(
    () => leading(page),
    emotion => emotion === 'Happy',
    'a happy face',
    30_000,
  );
const ten = page =>
  until(
    () => tracks(page).count(),
    count => count === 10,
    'ten tracks',
  );
const noReading = async page =>
  assert.ok(
    Object.values(await emotions(page)).every(value => value === null || value === 0),
    'no emotion is shown as a guess',
  );
const pick = (page, file) => page.locator('input[type=file]').setInputFiles(file);

test('a smile in the camera leads the chart, and ten tracks are listed', async t => {
  const { page, check } = await visit(t);
  await ten(page);
  await noReading(page);
  const before = await titles(page);
  await press(page, 'Use the camera');
  await happy(page);
  assert.equal(await boxes(page), 1);
  await until(
    () => titles(page),
    now => now.join() !== before.join(),
    'a list for the mood',
  );
  await ten(page);
  const list = await titles(page);
  await rest(page, 4000);
  assert.deepEqual(await titles(page), list, 'the list does not jump');
  await press(page, 'Stop camera');
  await button(page, 'Use the camera').waitFor();
  assert.ok(await page.evaluate(() => document.querySelector('video').srcObject === null), 'the camera is let go');
  await noReading(page);
  assert.deepEqual(await titles(page), list, 'the list stays when the camera stops');
  check();
});

test('the mood set to sad by keyboard changes the list, and the camera does not change it back', async t => {
  const { page, check } = await visit(t);
  await ten(page);
  await press(page, 'Use the camera');
  await happy(page);
  await rest(page, 3000);
  const ofTheFace = await titles(page);
  await slide(page, 'Pleasantness', 'Home');
  await slide(page, 'Energy', 'Home');
  await until(
    () => titles(page),
    now => now.join() !== ofTheFace.join(),
    'a list for the hand',
  );
  await rest(page, 800);
  const ofTheHand = await titles(page);
  await rest(page, 3500);
  assert.deepEqual(await titles(page), ofTheHand);
  await press(page, 'Let the camera lead again');
  await until(
    () => titles(page),
    now => now.join() !== ofTheHand.join(),
    'a list for the face again',
  );
  check();
});

test('a pinned list stays and a new one comes when it is asked for', async t => {
  const { page, check } = await visit(t);
  await ten(page);
  await menu(page, 'Pin this list');
  assert.equal(await page.getByRole('switch', { name: /^Pin this list/ }).getAttribute('aria-checked'), 'true');
  await closeSheet(page);
  await page.getByRole('heading', { name: /pinned$/ }).waitFor();
  const pinned = await titles(page);
  await slide(page, 'Pleasantness', 'End');
  await rest(page, 1000);
  assert.deepEqual(await titles(page), pinned);
  await menu(page, 'New list');
  const next = await until(
    () => titles(page),
    now => now.join() !== pinned.join(),
    'a new list',
  );
  assert.ok(
    next.every(title => !pinned.includes(title)),
    'nothing of the list before',
  );
  check();
});

test('the map follows the pointer', async t => {
  const { page, check } = await visit(t);
  await ten(page);
  const { x, y, width, height } = await page.locator('.stage').boundingBox();
  // A touch on the map of the first screen sets the mood; from then on it can be dragged.
  await page.mouse.click(x + width * 0.8, y + height * 0.55);
  await page.mouse.move(x + width * 0.6, y + height * 0.55);
  await page.mouse.down();
  await page.mouse.move(x + width * 0.9, y + height * 0.1, { steps: 5 });
  await page.mouse.up();
  assert.ok(Number(await page.getByRole('slider', { name: 'Pleasantness' }).inputValue()) > 70);
  assert.ok(Number(await page.getByRole('slider', { name: 'Energy' }).inputValue()) > 70);
  check();
});

test('the demo works without a camera: one face, then four', async t => {
  const { page, check } = await visit(t, { camera: 'none' });
  await ten(page);
  await press(page, 'Demo');
  await happy(page);
  assert.equal(await boxes(page), 1);
  await until(
    () => boxes(page),
    count => count === 4,
    'four faces',
    30_000,
  );
  await press(page, 'Stop demo');
  await button(page, 'Demo').waitFor();
  check();
});

test('a photo is read, and one without a face says so', async t => {
  const { page, check } = await visit(t);
  await ten(page);
  await pick(page, fixture('portrait.png'));
  await happy(page);
  assert.equal(await boxes(page), 1);
  await press(page, 'Close photo');
  await pick(page, fixture('empty.jpg'));
  await said(page, /No face was found in this picture/);
  await noReading(page);
  await pick(page, fixture('hopper.jpg'));
  await until(
    () => leading(page),
    emotion => emotion === 'Neutral',
    'a neutral face',
    30_000,
  );
  assert.doesNotMatch(await status(page), /No face was found/);
  check();
});

test('what is no picture, and one of fifty megapixels, are refused in words', async t => {
  const { page, check } = await visit(t);
  await pick(page, { name: 'notes.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('not a picture') });
  await said(page, /can't be read as a picture/);
  // A PNG whose header says 8000 × 6250, with the checksum that belongs to it.
  const header = Buffer.from('89504e470d0a1a0a0000000d4948445200001f400000186a080200000000000000', 'hex');
  header.writeUInt32BE(crc(header.subarray(12, 29)), 29);
  await pick(page, {
    name: 'huge.png',
    mimeType: 'image/png',
    buffer: Buffer.concat([header, Buffer.from('0000000049444154', 'hex')]),
  });
  await said(page, /50 megapixels/);
  await noReading(page);
  await pick(page, fixture('portrait.png'));
  await happy(page);
  check();
});

/** The checksum of a PNG chunk (ISO 3309). */
const crc = bytes =>
  ~bytes.reduce((sum, byte) => {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
    return sum;
  }, 0xffffffff) >>> 0;

test('a refused camera is named, and the page goes on', async t => {
  const { page, check } = await visit(t, { permission: 'denied' });
  await ten(page);
  await press(page, 'Use the camera');
  await said(page, /Camera is blocked/);
  await noReading(page);
  await page.context().grantPermissions(['camera']);
  await press(page, 'Try again');
  await happy(page);
  check();
});

test('no camera at all is named', async t => {
  const { page, check } = await visit(t, { camera: 'none' });
  await press(page, 'Use the camera');
  await said(page, /No camera\./);
  check();
});

// What Chromium can't be brought to do by flags, the browser's own function is made to do.
for (const [name, words] of [
  ['NotReadableError', /Camera is busy/],
  ['OverconstrainedError', /This camera can't be used/],
])
  test(`a camera that fails with ${name} is named, and trying again works`, async t => {
    // Also runs in the empty page before ours, which has no cameras.
    const before = `if (navigator.mediaDevices) {
      const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
      let failed = false;
      navigator.mediaDevices.getUserMedia = wish => {
        if (failed) return real(wish);
        failed = true;
        return Promise.reject(new DOMException('on purpose', '${name}'));
      };
    }`;
    const { page, check } = await visit(t, { before });
    await press(page, 'Use the camera');
    await said(page, words);
    await press(page, 'Try again');
    await happy(page);
    check();
  });

test('a camera that is unplugged is named, and the list stays', async t => {
  const { page, check } = await visit(t);
  await press(page, 'Use the camera');
  await happy(page);
  await rest(page, 3000);
  const list = await titles(page);
  await page.evaluate(() => {
    const [track] = document.querySelector('video').srcObject.getTracks();
    track.stop();
    track.dispatchEvent(new Event('ended'));
  });
  await said(page, /Camera was disconnected/);
  await noReading(page);
  assert.deepEqual(await titles(page), list);
  check();
});

test('a browser without getUserMedia offers the demo', async t => {
  const before = "Object.defineProperty(navigator, 'mediaDevices', { value: undefined });";
  const { page, check } = await visit(t, { before });
  await press(page, 'Use the camera');
  await said(page, /No camera in this browser/);
  await press(page, 'See the demo instead');
  await happy(page);
  check();
});

test('a page that is not secure says so', async t => {
  const before = "Object.defineProperty(globalThis, 'isSecureContext', { value: false });";
  const { page, check } = await visit(t, { before });
  await press(page, 'Use the camera');
  await said(page, /Not a secure page/);
  check();
});

test('without SIMD the page says so, and the mood by hand still works', async t => {
  const before = 'WebAssembly.validate = () => false;';
  const { page, server, check } = await visit(t, { before });
  await ten(page);
  await press(page, 'Use the camera');
  await said(page, /too old to read faces/);
  const list = await titles(page);
  await slide(page, 'Pleasantness', 'Home');
  await until(
    () => titles(page),
    now => now.join() !== list.join(),
    'a list for the hand',
  );
  assert.ok(!server.log.some(({ path }) => path.includes('worker_bg')), 'nothing is fetched that can not run');
  check();
});

test('without WebAssembly there are plain words', async t => {
  const { page } = await visit(t, { before: 'delete globalThis.WebAssembly;', expected: [/./] });
  await page.getByText("This browser can't run Feelharmonic").waitFor();
  await button(page, 'Load again').waitFor();
});

for (const [what, fault, words] of [
  ['missing', { status: 404 }, /could not be loaded/],
  ['truncated', { truncate: 0.5 }, /arrived incomplete/],
  ['altered by a bit', { flip: 5000 }, /not the one we published/],
])
  test(`a model that is ${what} is named, and trying again works once it is mended`, async t => {
    const faults = { 'emotion.onnx': fault };
    const { page, server, check } = await visit(t, { faults, expected: [/404/] });
    await press(page, 'Use the camera');
    await said(page, words);
    await noReading(page);
    server.faults.clear();
    await press(page, 'Try again');
    await happy(page);
    check();
  });

test('a worker whose wasm was tampered with does not run', async t => {
  const { page, server } = await visit(t, {
    faults: { 'worker_bg.wasm': { flip: 90_000 } },
    expected: [/integrity|worker|Failed/i],
  });
  await press(page, 'Use the camera');
  // Words alone may be those of its start.
  await button(page, 'Try again').waitFor();
  await said(page, /face reader/);
  await noReading(page);
  server.faults.clear();
  await press(page, 'Try again');
  await happy(page);
});

test('a worker that dies is replaced, and the camera goes on', async t => {
  const { page, check } = await visit(t, { before: keepWorkers });
  await press(page, 'Use the camera');
  await happy(page);
  for (let time = 0; time < 3; time += 1) {
    await page.evaluate(() => globalThis.__workers.at(-1).dispatchEvent(new Event('error')));
    await said(page, /was started again/);
    await happy(page);
    await until(
      () => boxes(page),
      count => count === 1,
      'the face again',
      20_000,
    );
  }
  check();
});

test('a worker that does not answer is replaced', async t => {
  const { page, check } = await visit(t, { before: keepWorkers });
  await press(page, 'Use the camera');
  await happy(page);
  // Ended behind the page's back: from here on it is only silence.
  await page.evaluate(() => globalThis.__workers.at(-1).terminate());
  await said(page, /took too long and was started again/);
  await until(
    () => page.evaluate(() => globalThis.__workers.length),
    count => count === 2,
    'another worker',
  );
  await happy(page);
  check();
});

const keepWorkers = () => {
  const Real = globalThis.Worker;
  globalThis.__workers = [];
  globalThis.Worker = class extends Real {
    constructor(...parts) {
      super(...parts);
      globalThis.__workers.push(this);
    }
  };
};

test('a hidden tab asks for nothing, and lets the camera go after half a minute', async t => {
  const { page, context, check } = await visit(t, { before: keepWorkers });
  await press(page, 'Use the camera');
  await happy(page);
  await page.evaluate(() => {
    const worker = globalThis.__workers.at(-1);
    const send = worker.postMessage.bind(worker);
    globalThis.__sent = 0;
    worker.postMessage = (...parts) => {
      globalThis.__sent += 1;
      send(...parts);
    };
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await rest(page, 1000);
  const sent = await page.evaluate(() => globalThis.__sent);
  await rest(page, 2000);
  assert.equal(await page.evaluate(() => globalThis.__sent), sent);
  await until(
    () => page.evaluate(() => document.querySelector('video').srcObject === null),
    Boolean,
    'the camera let go',
    40_000,
  );
  await page.evaluate(() => {
    delete document.visibilityState;
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await said(page, /Camera is off/);
  assert.ok(context);
  check();
});

test("Spotify's player is loaded only when a track is played, and links lead to Spotify", async t => {
  const { page, foreign, check } = await visit(t, { expected: [/ERR_NAME_NOT_RESOLVED|open\.spotify\.com/] });
  await ten(page);
  check();
  await tracks(page).first().getByRole('button', { name: /^Why,/ }).click();
  const link = tracks(page).first().getByRole('link');
  assert.match(await link.getAttribute('href'), /^https:\/\/open\.spotify\.com\/track\/\w{22}$/);
  await tracks(page).first().getByRole('button').first().click();
  await until(() => foreign.length, Boolean, 'a request to the player');
  assert.ok(foreign.every(url => url.startsWith('https://open.spotify.com/embed/track/')));
  await press(page, 'Close the player');
  assert.equal(await page.locator('iframe').count(), 0);
});

test('after the first visit the page opens and reads faces without a network', async t => {
  const { page, context, check } = await visit(t, { expected: [/ERR_INTERNET_DISCONNECTED|Failed to fetch/] });
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.reload();
  await press(page, 'Use the camera');
  await happy(page);
  await context.setOffline(true);
  await page.reload();
  await ten(page);
  await press(page, 'Use the camera');
  await happy(page);
  check();
});

test('a missing catalogue is named and fetched again', async t => {
  const { page, server } = await visit(t, { faults: { 'catalogue.tsv': { status: 500 } }, expected: [/500/] });
  await said(page, /list of tracks could not be loaded/);
  server.faults.clear();
  await press(page, 'Try again');
  await ten(page);
});

test('the whole journey by keyboard alone', async t => {
  const { page, check } = await visit(t);
  await ten(page);
  const focused = () =>
    page.evaluate(() => {
      const { activeElement: element } = document;
      return element === document.body ? '' : (element.ariaLabel ?? element.textContent ?? '').trim();
    });
  const to = async name => {
    for (let step = 0; step < 60; step += 1) {
      if ((await focused()).includes(name)) return;
      await page.keyboard.press('Tab');
    }
    assert.fail(`${name} is not reached by Tab`);
  };
  await to('0 sent');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await closeSheet(page);
  await to('Use the camera');
  await page.keyboard.press('Enter');
  await happy(page);
  assert.equal(await focused(), 'Stop camera', 'the focus goes to what took the place of the button');
  await page.keyboard.press('Enter');
  await button(page, 'Use the camera').waitFor();
  await until(focused, name => name.includes('Use the camera'), 'the focus comes back');
  await to('change the list');
  const before = await titles(page);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Menu' }).locator('.entry').first().waitFor();
  await to('New list');
  await page.keyboard.press('Enter');
  await until(
    () => titles(page),
    now => now.join() !== before.join(),
    'a new list',
  );
  check();
});

for (const colorScheme of ['dark', 'light'])
  for (const viewport of [PHONE, DESKTOP])
    test(`axe finds nothing, ${colorScheme}, ${viewport.width} wide, and nothing overflows`, async t => {
      const { page, check } = await visit(t, { context: { viewport, colorScheme, reducedMotion: 'reduce' } });
      await ten(page);
      await clean(page);
      const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok((await overflow()) <= 0);
      await press(page, 'Use the camera');
      await happy(page);
      await slide(page, 'Energy', 'End');
      await clean(page);
      assert.ok((await overflow()) <= 0);
      await button(page, /0 sent/).click();
      await page.getByRole('dialog').waitFor();
      await clean(page);
      check();
    });
