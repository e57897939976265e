// Measures the built page in headless Chromium and prints tables: how its worker reads faces, and how its library
// worker reads and ranks music (bench.music.mjs).
//
//   node bench.mjs [--only faces|music] [--frames 60] [--warm 10] [--cold 5] [--long 1000] [--lists 60] [--imports 5]
//
// What the emotion model takes for one face goes to out/bench.json too, by the file's checksum: the model card has it.
//
// Every frame is a picture moved a few pixels and re-lit by 2 %, so that nothing can answer from memory.
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { serve } from '../../.ci/serve.mjs';
import { benchMusic } from './bench.music.mjs';
import { browserWith, closeBrowsers, DESKTOP, fixture, root } from './browser.mjs';
import { workerMemory } from './memory.mjs';
import { ms, quantile } from './quantile.mjs';

const { values } = parseArgs({
  options: {
    frames: { type: 'string', default: '60' },
    warm: { type: 'string', default: '10' },
    cold: { type: 'string', default: '5' },
    long: { type: 'string', default: '1000' },
    lists: { type: 'string', default: '60' },
    imports: { type: 'string', default: '5' },
    only: { type: 'string' },
  },
});
const [FRAMES, WARM, COLD, LONG, LISTS, IMPORTS] = ['frames', 'warm', 'cold', 'long', 'lists', 'imports'].map(key =>
  Number(values[key]),
);
// The frames over which the memory may still settle.
const SETTLING = 100;

/** In the page: reads `count` frames of a picture. Stall is the longest gap in a chain of 0 ms timers. */
const measure = async ({ picture, count, warm }) => {
  const image = await createImageBitmap(await (await fetch(picture)).blob());
  const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 480 });
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  const scale = Math.min(640 / image.width, 480 / image.height);
  const draw = frame => {
    pen.fillStyle = '#888';
    pen.fillRect(0, 0, 640, 480);
    pen.filter = `brightness(${100 + (frame % 5) - 2}%)`;
    pen.drawImage(
      image,
      (640 - image.width * scale) / 2 + Math.round(6 * Math.sin(frame * 1.7)),
      (480 - image.height * scale) / 2 + Math.round(4 * Math.cos(frame * 1.3)),
      image.width * scale,
      image.height * scale,
    );
  };
  const rest = pause => new Promise(resolve => setTimeout(resolve, pause));

  let last = performance.now();
  let gap = 0;
  let going = true;
  const channel = new MessageChannel();
  channel.port1.onmessage = () => {
    const now = performance.now();
    gap = Math.max(gap, now - last);
    last = now;
    if (going) setTimeout(() => channel.port2.postMessage(0), 0);
  };
  channel.port2.postMessage(0);

  const rows = [];
  for (let frame = 0; frame < warm + count; frame += 1) {
    draw(frame);
    await rest(8);
    gap = 0;
    last = performance.now();
    const began = performance.now();
    const answer = await runFrame(canvas);
    const whole = performance.now() - began;
    await rest(8);
    if (frame >= warm)
      rows.push({
        whole,
        detect: answer.detect_ms,
        emotion: answer.emotion_ms,
        stall: gap,
        faces: answer.faces.length,
        input: answer.input,
      });
  }
  going = false;
  const top = Object.entries((await runFrame(canvas)).faces[0]?.scores ?? {}).sort((a, b) => b[1] - a[1])[0];
  return { rows, top };
};

/** Adds to out/bench.json what one face takes; models measured before stay in it. */
const record = async times => {
  const sum = createHash('sha256')
    .update(await readFile(`${root}models/emotion.onnx`))
    .digest('hex');
  const file = `${root}tests/e2e/out/bench.json`;
  const before = JSON.parse(await readFile(file, 'utf8').catch(() => '{}'));
  await mkdir(`${root}tests/e2e/out`, { recursive: true });
  const measured = { median: quantile(times, 0.5), p95: quantile(times, 0.95), chromium: browser.version() };
  await writeFile(file, `${JSON.stringify({ ...before, [sum]: measured }, null, 1)}\n`);
};

const dist = process.env.DIST ?? `${root}dist`;
const server = await serve({ root: dist });
const browser = await browserWith('none');
const open = async () => {
  const context = await browser.newContext({ viewport: DESKTOP });
  const page = await context.newPage();
  // Beside the page's files, from memory: the pictures are no part of what is deployed.
  await page.route('**/bench-picture/*', async route =>
    route.fulfill({ body: await readFile(fixture(route.request().url().split('/').at(-1))) }),
  );
  server.log.length = 0;
  await page.goto(`${server.url}bench.html`);
  return page;
};

/** From the navigation to the first reading in a fresh profile, then frame after frame. */
async function benchFaces() {
  // Cold: parse, compile, models, first inference.
  const cold = [];
  let bytes;
  for (let round = 0; round < COLD; round += 1) {
    const page = await open();
    cold.push(
      await page.evaluate(async () => {
        const picture = fetch('bench-picture/portrait.png')
          .then(answer => answer.blob())
          .then(createImageBitmap);
        await benchReady;
        const ready = performance.now();
        const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 480 });
        canvas.getContext('2d').drawImage(await picture, 80, 0, 480, 480);
        await runFrame(canvas);
        return { ready, first: performance.now() };
      }),
    );
    bytes = server.log.reduce((sum, { bytes }) => sum + bytes, 0);
    await page.context().close();
  }

  const page = await open();
  await page.evaluate(() => benchReady);
  console.log(`Chromium ${browser.version()}, ${FRAMES} frames of 640×480 after ${WARM}; milliseconds`);
  console.log(
    '                      faces   input      whole              detect             emotion            stall',
  );
  console.log(
    '                                        median      p95    median      p95    median      p95    median      p95',
  );
  for (const [name, picture] of [
    ['one face', 'portrait.png'],
    ['four faces', 'party.jpg'],
    ['far', 'far.jpg'],
    ['dark', 'dark.jpg'],
    ['no face', 'empty.jpg'],
  ]) {
    const { rows, top } = await page.evaluate(measure, {
      picture: `bench-picture/${picture}`,
      count: FRAMES,
      warm: WARM,
    });
    const pair = key =>
      `${ms(
        quantile(
          rows.map(row => row[key]),
          0.5,
        ),
      )}${ms(
        quantile(
          rows.map(row => row[key]),
          0.95,
        ),
      )}`;
    if (name === 'one face')
      await record(
        dist,
        rows.map(row => row.emotion),
      );
    const counts = [...new Set(rows.map(row => row.faces))].sort().join('–');
    const [input, best] = [rows.at(-1).input.join('×'), top ? `${top[0]} ${top[1].toFixed(2)}` : ''];
    const times = ['whole', 'detect', 'emotion', 'stall'].map(pair).join(' ');
    console.log(`${name.padEnd(22)}${counts.padStart(5)}  ${input.padEnd(8)}${times}  ${best}`);
  }

  console.log(
    `\ncold start to ready          ${ms(
      quantile(
        cold.map(({ ready }) => ready),
        0.5,
      ),
    )} ms, to the first reading ${ms(
      quantile(
        cold.map(({ first }) => first),
        0.5,
      ),
    ).trim()} ms (median of ${COLD})`,
  );
  console.log(
    `transferred for it           ${(bytes / 1e6).toFixed(2).padStart(9)} MB, compressed as .ci/serve.mjs does`,
  );

  await page.evaluate(measure, { picture: 'bench-picture/portrait.png', count: 1, warm: SETTLING });
  const before = await workerMemory(page);
  await page.evaluate(measure, { picture: 'bench-picture/party.jpg', count: 1, warm: LONG - SETTLING });
  const after = await workerMemory(page);
  const megabytes = bytes => (bytes / 1e6).toFixed(2);
  console.log(
    `wasm memory after ${SETTLING} frames  ${megabytes(before).padStart(9)} MB, ` +
      `after ${LONG} ${megabytes(after)} MB: grew by ${after - before} bytes`,
  );

  await page.context().close();
}

if (values.only !== 'music') await benchFaces();
if (values.only !== 'faces') await benchMusic({ browser, open, url: server.url, lists: LISTS, imports: IMPORTS });

await closeBrowsers();
await server.close();
