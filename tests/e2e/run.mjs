// Runs the browser tests and closes with the line "N passed, N failed".
//
//   node run.mjs [part of a file name...]
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { run } from 'node:test';
import { fileURLToPath } from 'node:url';

const folder = path.dirname(fileURLToPath(import.meta.url));
const wanted = process.argv.slice(2);
const files = ['.', 'spotify']
  .flatMap(part => readdirSync(path.join(folder, part)).map(name => path.join(part, name)))
  .filter(name => name.endsWith('.test.mjs') && (!wanted.length || wanted.some(part => name.includes(part))))
  .map(name => path.join(folder, name));

let passed = 0;
let failed = 0;
let skipped = 0;
const seconds = ms => `${(ms / 1000).toFixed(1)} s`;
// One file at a time: two browsers with cameras and networks on two cores only slow each other down.
for await (const { type, data } of run({ files, concurrency: 1, timeout: 900_000 * Number(process.env.FAULT_ROUNDS ?? 1) })) {
  if (type === 'test:stderr' || type === 'test:stdout') process.stdout.write(data.message);
  if (!['test:pass', 'test:fail'].includes(type) || data.name.endsWith('.test.mjs') && data.nesting === 0 && type === 'test:pass') continue;
  if (data.skip !== undefined) {
    skipped += 1;
    console.log(`  – ${data.name} (${data.skip || 'skipped'})`);
  } else if (type === 'test:pass') {
    passed += 1;
    console.log(`  ✔ ${data.name} (${seconds(data.details.duration_ms)})`);
  } else {
    failed += 1;
    const cause = data.details.error?.cause ?? data.details.error;
    console.log(`  ✘ ${data.name} (${seconds(data.details.duration_ms)})\n${String(cause?.stack ?? cause).replace(/^/gm, '      ')}`);
  }
}
if (skipped) console.log(`${skipped} skipped`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed || !passed ? 1 : 0);
