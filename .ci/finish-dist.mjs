// Trunk's last step: brings the worker, Spotify's module and the models into dist/ and tells the start scripts what to
// expect.
//
// Trunk gives the staging folder; what is in it becomes dist/ when this ends well.
import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

const source = process.env.TRUNK_SOURCE_DIR ?? '.';
const staging = process.env.TRUNK_STAGING_DIR;
const target = process.env.CARGO_TARGET_DIR ?? path.join(source, 'target');
if (!staging) throw new Error('TRUNK_STAGING_DIR is not set: this script is a Trunk hook');

const at = name => path.join(staging, name);
const sha = (algorithm, bytes, as) => createHash(algorithm).update(bytes).digest(as);
const integrity = async name => `sha384-${sha('sha384', await readFile(at(name)), 'base64')}`;
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
const isShell = name =>
  !/^(_headers|service-worker\.js|bench\.|worker\/worker\.d\.ts|.*\.md$|models\/.*\.svg$)/.test(name);

for (const name of ['worker', 'account']) {
  await mkdir(at(name), { recursive: true });
  await cp(path.join(target, 'bound-out', name), at(name), { recursive: true });
}

await mkdir(at('models'), { recursive: true });
for (const name of await readdir(path.join(source, 'models')))
  if (/\.(onnx|toml|md|svg|txt)$/.test(name)) await cp(path.join(source, 'models', name), at(`models/${name}`));

const pageWasm = await only(/^app-[0-9a-f]+_bg\.wasm$/);
await fill('boot.js', {
  PAGE_JS: await only(/^app-[0-9a-f]+\.js$/),
  PAGE_WASM: pageWasm,
  PAGE_WASM_INTEGRITY: await integrity(pageWasm),
});
await fill('account/boot.js', { ACCOUNT_WASM_INTEGRITY: await integrity('account/account_bg.wasm') });
await fill('worker/boot.js', { WORKER_WASM_INTEGRITY: await integrity('worker/worker_bg.wasm') });

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
  BUILD_ID: contents.digest('hex').slice(0, 16),
});
console.log(`[dist] ${shell.length} files in the shell`);
