// Runs the browser tests and closes with the line "N passed, N failed". A file in which something failed is run once
// more; what failed at either try is named above that line.
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

const seconds = ms => `${(ms / 1000).toFixed(1)} s`;
const because = ({ details: { error } }) => {
  const cause = error?.cause ?? error;
  return String(cause?.stack ?? cause);
};

/** Runs these files, one at a time: two browsers with cameras on two cores only slow each other down. */
async function play(files) {
  const counts = { passed: 0, skipped: 0, failures: [] };
  for await (const { type, data } of run({
    files,
    concurrency: 1,
    timeout: 900_000 * Number(process.env.FAULT_ROUNDS ?? 1),
  })) {
    if (type === 'test:stderr' || type === 'test:stdout') process.stdout.write(data.message);
    if (
      !['test:pass', 'test:fail'].includes(type) ||
      (data.name.endsWith('.test.mjs') && data.nesting === 0 && type === 'test:pass')
    )
      continue;
    if (data.skip !== undefined) {
      counts.skipped += 1;
      console.log(`  – ${data.name} (${data.skip || 'skipped'})`);
    } else if (type === 'test:pass') {
      counts.passed += 1;
      console.log(`  ✔ ${data.name} (${seconds(data.details.duration_ms)})`);
    } else {
      counts.failures.push({ name: data.name, why: because(data).split('\n')[0] });
      console.log(`  ✘ ${data.name} (${seconds(data.details.duration_ms)})\n${because(data).replace(/^/gm, '      ')}`);
    }
  }
  return counts;
}

const counts = { passed: 0, failed: 0, skipped: 0 };
const remarks = [];
for (const file of files) {
  let { passed, skipped, failures } = await play([file]);
  if (failures.length) {
    // A machine that is busy with something else can break a test that waits for a camera; a mistake breaks it twice.
    // Both tries stand in the log and under its last line.
    const part = path.relative(folder, file);
    console.log(`  ↻ ${part} once more`);
    remarks.push(...failures.map(({ name, why }) => `first try: ${part}: ${name}: ${why}`));
    ({ passed, skipped, failures } = await play([file]));
    remarks.push(...failures.map(({ name, why }) => `second try: ${part}: ${name}: ${why}`));
  }
  counts.passed += passed;
  counts.skipped += skipped;
  counts.failed += failures.length;
}
for (const remark of remarks) console.log(remark);
if (counts.skipped) console.log(`${counts.skipped} skipped`);
console.log(`${counts.passed} passed, ${counts.failed} failed`);
process.exit(counts.failed || !counts.passed ? 1 : 0);
