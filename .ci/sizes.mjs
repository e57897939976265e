// Prints what is transferred when, and fails where something is over its budget (.ci/bundles.mjs, and here).
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { OWN, PAGE, PART_BUDGET, ROOM_FOR_RUSTUP } from './bundles.mjs';

const dist = process.argv[2] ?? 'dist';
const builtBy = (await readFile(path.join(dist, '.built-by'), 'utf8').catch(() => 'unknown')).trim();
const byDebian = builtBy.startsWith('debian');

// Budgets are decimal kilobytes after gzip -9, as a static host sends them.
const FIRST_VISIT_BUDGET = 4000;
const MODELS_BUDGET = 620;

const wasmIn = folder => new RegExp(`^${folder}/.*\\.wasm$`);
const scriptIn = folder => new RegExp(`^${folder}/.*\\.js$`);
const partName = file => file.match(/^parts\/(.*)-[0-9a-f]{16}\.wasm$/)?.[1];

const entries = await readdir(dist, { recursive: true, withFileTypes: true });
const files = entries
  .filter(entry => entry.isFile() && !entry.name.startsWith('.'))
  .map(entry => path.relative(dist, path.join(entry.parentPath ?? entry.path, entry.name)))
  .sort();

/** A line of the table: what belongs to it, its budget, and whether a first visit transfers it. */
const GROUPS = [
  { name: 'page wasm', pattern: /^app-.*\.wasm$/, budget: PAGE.budget - (byDebian ? ROOM_FOR_RUSTUP : 0), first: true },
  {
    name: 'page scripts',
    pattern: /^(app-.*\.js|boot\.js|parts\/.*\.js|snippets\/.*|service-worker\.js)$/,
    first: true,
  },
  { name: 'page, styles, icons', pattern: /^(index\.html|.*\.css|.*\.svg|.*\.webmanifest|icons\/.*)$/, first: true },
  // Fetched when they are opened; the service worker fetches them too, after the page.
  ...files
    .map(partName)
    .filter(Boolean)
    .map(part => ({
      name: `part: ${part}`,
      pattern: new RegExp(`^parts/${part}-[0-9a-f]{16}\\.wasm$`),
      budget: PART_BUDGET,
      first: true,
    })),
  ...OWN.flatMap(({ name, title, budget, fetched }) => {
    const later = fetched === 'later' ? 'later: ' : '';
    return [
      { name: `${later}${title} wasm`, pattern: wasmIn(name), budget, first: !later },
      { name: `${later}${title} scripts`, pattern: scriptIn(name), first: !later },
    ];
  }),
  { name: 'models', pattern: /^models\/.*\.(onnx|toml)$/, budget: MODELS_BUDGET, first: true },
  { name: 'catalogue', pattern: /^catalogue\.|\.json$/, first: true },
  // Fetched only when somebody asks for them, by a developer or a person.
  { name: 'later: demo', pattern: /^demo\// },
  { name: 'later: bench, notes', pattern: /^(bench\.|_headers|.*\.(md|txt)$)/ },
  { name: 'everything else', pattern: /./, first: true },
];
const PACKED = /\.(png|jpg|webp|ico|woff2)$/;

const nothing = () => ({ raw: 0, gzip: 0, brotli: 0 });
const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_LGWIN } = constants;
const brotli = body => brotliCompressSync(body, { params: { [BROTLI_PARAM_QUALITY]: 11, [BROTLI_PARAM_LGWIN]: 24 } });
const totals = new Map(GROUPS.map(group => [group, nothing()]));
for (const file of files) {
  const total = totals.get(GROUPS.find(({ pattern }) => pattern.test(file)));
  const body = await readFile(path.join(dist, file));
  total.raw += body.length;
  total.gzip += PACKED.test(file) ? body.length : gzipSync(body, { level: 9 }).length;
  total.brotli += PACKED.test(file) ? body.length : brotli(body).length;
}
const visit = nothing();
for (const [{ first }, total] of totals) if (first) for (const key of Object.keys(visit)) visit[key] += total[key];

const kb = bytes => (bytes / 1000).toFixed(1).padStart(10);
const rows = [...totals, [{ name: 'first visit', budget: FIRST_VISIT_BUDGET }, visit]];
const columns = ['raw', 'gzip -9', 'brotli 11'].map(name => name.padStart(10)).join('');
console.log(`${'kB'.padEnd(24)}${columns}  budget (gzip)`);
for (const [{ name, budget }, { raw, gzip, brotli }] of rows)
  console.log(`${name.padEnd(24)}${[raw, gzip, brotli].map(kb).join('')}  ${budget ? `≤ ${budget}` : ''}`);
const room = `the page keeps ${ROOM_FOR_RUSTUP} kB of its ${PAGE.budget} free, since rustup's target makes it larger`;
console.log(`built by ${builtBy}${byDebian ? `; ${room}` : ''}`);

const over = rows.filter(([{ budget }, { gzip }]) => budget && (gzip === 0 || gzip > budget * 1000));
for (const [{ name, budget }, { gzip }] of over)
  console.error(`${name}: ${kb(gzip).trim()} kB gzip, the budget is ${budget} kB`);
process.exit(over.length ? 1 : 0);
