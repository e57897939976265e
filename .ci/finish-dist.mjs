// Trunk's last step: brings the other bundles, the parts of the page and the models into dist/, and tells the start
// scripts what to expect.
//
// Trunk gives the staging folder; what is in it becomes dist/ when this ends well.
import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { OWN, PAGE, WASM_FEATURES } from './bundles.mjs';
import { bringParts, integrityOf } from './parts.mjs';

const source = process.env.TRUNK_SOURCE_DIR ?? '.';
const staging = process.env.TRUNK_STAGING_DIR;
const target = process.env.CARGO_TARGET_DIR ?? path.join(source, 'target');
if (!staging) throw new Error('TRUNK_STAGING_DIR is not set: this script is a Trunk hook');

const at = name => path.join(staging, name);
const sha = (algorithm, bytes, as) => createHash(algorithm).update(bytes).digest(as);
const integrity = name => integrityOf(at(name));
const filesBelow = async folder =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter(entry => entry.isFile())
    .map(entry => path.relative(folder, path.join(entry.parentPath ?? entry.path, entry.name)))
    .sort();

/** Replaces every `%NAME%` of `values` in a file; one that is missing there is a mistake. */
async function fill(name, values) {
  let text = await readFile(at(name), 'utf8');
  for (const [key, value] of Object.entries(values)) {
    if (!text.includes(`%${key}%`)) throw new Error(`${name} has no %${key}%`);
    text = text.replaceAll(`%${key}%`, value);
  }
  const left = text.match(/%[A-Z_]{3,}%/);
  if (left) throw new Error(`${name}: nothing fills ${left[0]}`);
  await writeFile(at(name), text);
}

async function only(pattern) {
  const found = (await readdir(staging)).filter(name => pattern.test(name));
  if (found.length !== 1) throw new Error(`expected one file like ${pattern}, found: ${found.join(' ') || 'none'}`);
  return found[0];
}

/** Files that the service worker keeps, so that the page opens without a network. */
const isShell = name => !/^(_headers|service-worker\.js|bench\.|.*\.md$|models\/.*\.svg$)/.test(name);

const bound = path.join(target, 'bound-out');
for (const { name } of OWN) {
  await mkdir(at(name), { recursive: true });
  await cp(path.join(bound, name), at(name), { recursive: true });
}

await mkdir(at('models'), { recursive: true });
for (const name of await readdir(path.join(source, 'models')))
  if (/\.(plan|toml|md|svg|txt)$/.test(name)) await cp(path.join(source, 'models', name), at(`models/${name}`));

/** Fails where index.html and the page's row of the table tell Trunk and us different things. */
async function compareWithTrunk() {
  const html = await readFile(path.join(source, 'index.html'), 'utf8');
  // Broken over lines there.
  const said = attribute => html.match(new RegExp(`${attribute}="([^"]*)"`))?.[1].replace(/\s+/g, ' ');
  for (const [attribute, wanted] of [
    ['data-bin', PAGE.name],
    ['data-wasm-opt-params', [...PAGE.wasmOpt, ...WASM_FEATURES].join(' ')],
  ])
    if (said(attribute) !== wanted) throw new Error(`index.html: ${attribute} is not "${wanted}" (.ci/bundles.mjs)`);
}
await compareWithTrunk();

/** The page's script and wasm by name: as Trunk has named them, or, of a page in parts, by the hash of it all. */
async function page() {
  const script = await only(/^app-[0-9a-f]+\.js$/);
  const wasm = await only(/^app-[0-9a-f]+_bg\.wasm$/);
  if (!(await readFile(at(script), 'utf8')).includes('__wasm_split.js')) return { script, wasm };
  const named = await bringParts(path.join(bound, 'parts'), staging, { script, wasm });
  const html = await readFile(at('index.html'), 'utf8');
  const preload = name => `<link rel="modulepreload" href="./${name}">`;
  if (!html.includes(preload(script))) throw new Error("index.html does not preload the page's script");
  // What the page's script imports is asked for with it, not after it.
  await writeFile(at('index.html'), html.replace(preload(script), preload(named.script) + preload(named.loader)));
  return named;
}

const { script, wasm } = await page();
const namesOf = (...runs) => JSON.stringify(OWN.filter(bundle => runs.includes(bundle.runs)).map(({ name }) => name));
await fill('boot.js', {
  PAGE_JS: script,
  PAGE_WASM: wasm,
  PAGE_WASM_INTEGRITY: await integrity(wasm),
  WORKERS: namesOf('worker'),
  BUNDLES_BESIDE: namesOf('beside'),
});
for (const { name } of OWN)
  await fill(`${name}/boot.js`, { WASM_INTEGRITY: await integrity(`${name}/${name}_bg.wasm`) });

const shell = (await filesBelow(staging)).filter(isShell);
const contents = createHash('sha256');
const sums = [];
for (const name of shell) {
  const body = await readFile(at(name));
  contents.update(`${name}\0`).update(body);
  // "./" is the page itself, as it is asked for by a navigation.
  sums.push([name === 'index.html' ? './' : name, sha('sha256', body, 'base64')]);
}
await fill('service-worker.js', {
  SHELL_FILES: JSON.stringify(sums),
  WHEN_USED: JSON.stringify([...OWN.map(({ name }) => name), 'models', 'demo'].map(folder => `${folder}/`)),
  BUILD_ID: contents.digest('hex').slice(0, 16),
});
console.log(`[dist] ${shell.length} files in the shell`);
