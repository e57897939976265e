// Prints what a first visit transfers and fails when it is over budget.
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const dist = process.argv[2] ?? 'dist';
// Decimal kilobytes after gzip -9, as a static host sends them.
// Kept by not inlining large functions that have one caller (index.html), which takes 3.6 kB off: a compressor finds
// more alike.
const PAGE_WASM_BUDGET = 400;
const FIRST_VISIT_BUDGET = 4000;

const GROUPS = [
  ['page wasm', /^app-.*\.wasm$/],
  ['page scripts', /^(app-.*\.js|boot\.js|snippets\/.*|service-worker\.js)$/],
  ['page, styles, icons', /^(index\.html|.*\.css|.*\.svg|.*\.webmanifest|icons\/.*)$/],
  ['worker wasm', /^worker\/.*\.wasm$/],
  ['worker scripts', /^worker\/.*\.js$/],
  ['models', /^models\/.*\.(onnx|toml)$/],
  ['catalogue', /\.(tsv|json)$/],
  // Fetched only when somebody asks for them, by a developer or a person.
  ['later: Spotify', /^account\//, 'later'],
  ['later: demo', /^demo\//, 'later'],
  ['later: bench, notes', /^(bench\.|_headers|.*\.(md|txt)$)/, 'later'],
  ['everything else', /./],
];
const PACKED = /\.(png|jpg|webp|ico|woff2)$/;

const entries = await readdir(dist, { recursive: true, withFileTypes: true });
const files = entries.filter(entry => entry.isFile() && !entry.name.startsWith('.'));
const totals = new Map(GROUPS.map(([name]) => [name, { raw: 0, gzip: 0, brotli: 0 }]));
for (const file of files) {
  const full = path.join(file.parentPath ?? file.path, file.name);
  const [group] = GROUPS.find(([, pattern]) => pattern.test(path.relative(dist, full)));
  const body = await readFile(full);
  const total = totals.get(group);
  total.raw += body.length;
  total.gzip += PACKED.test(full) ? body.length : gzipSync(body, { level: 9 }).length;
  total.brotli += PACKED.test(full)
    ? body.length
    : brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 } })
        .length;
}

const kb = bytes => (bytes / 1000).toFixed(1).padStart(10);
const line = (name, { raw, gzip, brotli }, note = '') =>
  console.log(`${name.padEnd(22)}${kb(raw)}${kb(gzip)}${kb(brotli)}  ${note}`);
console.log(
  `${'kB'.padEnd(22)}${'raw'.padStart(10)}${'gzip -9'.padStart(10)}${'brotli 11'.padStart(10)}  budget (gzip)`,
);
const visit = { raw: 0, gzip: 0, brotli: 0 };
for (const [name, , later] of GROUPS) {
  const total = totals.get(name);
  line(name, total, name === 'page wasm' ? `≤ ${PAGE_WASM_BUDGET}` : '');
  if (!later) for (const key of Object.keys(visit)) visit[key] += total[key];
}
line('first visit', visit, `≤ ${FIRST_VISIT_BUDGET}`);

const over = [
  ['page wasm', totals.get('page wasm').gzip, PAGE_WASM_BUDGET],
  ['first visit', visit.gzip, FIRST_VISIT_BUDGET],
].filter(([, bytes, budget]) => bytes === 0 || bytes > budget * 1000);
for (const [name, bytes, budget] of over)
  console.error(`${name}: ${kb(bytes).trim()} kB gzip, the budget is ${budget} kB`);
process.exit(over.length ? 1 : 0);
