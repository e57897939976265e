// The shipped worker, in the browser, against what the same pipeline reads natively (tests/vision_golden.rs).
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, test } from 'node:test';
import { closeBrowsers, fixture, visit } from './browser.mjs';

after(closeBrowsers);

// Of a PNG file, every decoder makes the same pixels. JPEG leaves it to them how colours are spread over pixels.
const TOLERANCE = { png: { edge: 0.05, share: 1e-3 }, jpg: { edge: 0.5, share: 0.02 } };

const recorded = JSON.parse(await readFile(fixture('stills.json'), 'utf8'));

test('the shipped worker reads every fixture as the native pipeline does', async t => {
  const { page, check } = await visit(t, { path: 'bench.html' });
  await page.evaluate(() => globalThis.benchReady);
  for (const [name, faces] of Object.entries(recorded)) {
    const bytes = (await readFile(fixture(name))).toString('base64');
    const read = await page.evaluate(
      text => globalThis.readPhoto(Uint8Array.from(atob(text), letter => letter.charCodeAt(0)).buffer),
      bytes,
    );
    const { edge, share } = TOLERANCE[name.split('.').at(-1)];
    assert.equal(read.faces.length, faces.length, `faces in ${name}`);
    read.faces.forEach(({ box, scores }, at) => {
      const [bounds, probabilities] = faces[at];
      const apart = (a, b) => Math.max(...a.map((value, k) => Math.abs(value - b[k])));
      assert.ok(apart(box, bounds) < edge, `${name}: ${box} against ${bounds}`);
      assert.ok(
        apart(Object.values(scores), probabilities) < share,
        `${name}: ${Object.values(scores)} against ${probabilities}`,
      );
    });
  }
  check();
});
