// Trunk's last step: out of the bundles, the parts of the page, the models and public/ it makes dist/, in which every
// file but the few that must keep their names carries the hash of its content in its name.
//
// Trunk gives the staging folder; what is in it becomes dist/ when this ends well. For a quick loop on everything that
// is not compiled: `node .ci/finish-dist.mjs dist` does the step again on what the last build has left.
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { OWN, PAGE, WASM_FEATURES } from './bundles.mjs';
import { bundleScript, Dist, read } from './dist.mjs';
import { prepareParts } from './parts.mjs';

const WORKER = OWN.find(({ runs }) => runs === 'worker').name;
/** Files that are read by people, not by the page: no part of what is kept for times without a network. */
const isNote = name => /\.md$|^models\/.*\.(svg|txt|toml)$/.test(name);

const filesBelow = async folder =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter(entry => entry.isFile())
    .map(entry => path.relative(folder, path.join(entry.parentPath ?? entry.path, entry.name)))
    .sort();

/** Fails where index.html and the page's row of the table tell Trunk and us different things. */
function compareWithTrunk(html) {
  // Broken over lines there.
  const said = attribute => html.match(new RegExp(`${attribute}="([^"]*)"`))?.[1].replace(/\s+/g, ' ');
  for (const [attribute, wanted] of [
    ['data-bin', PAGE.name],
    ['data-wasm-opt-params', [...PAGE.wasmOpt, ...WASM_FEATURES].join(' ')],
  ])
    if (said(attribute) !== wanted) throw new Error(`index.html: ${attribute} is not "${wanted}" (.ci/bundles.mjs)`);
}

/** Replaces what stands exactly once in a text. */
function once(text, what, by) {
  if (text.split(what).length !== 2) throw new Error(`not once in index.html: ${what}`);
  return text.replace(what, () => by);
}

/** Moves what Trunk has made of the page out of its staging folder, and empties that. */
async function takeFromTrunk(staging, app) {
  const names = await readdir(staging);
  const only = pattern => {
    const found = names.filter(name => pattern.test(name));
    if (found.length !== 1) throw new Error(`expected one file like ${pattern}, found: ${found.join(' ') || 'none'}`);
    return path.join(staging, found[0]);
  };
  await rm(app, { recursive: true, force: true });
  await mkdir(app, { recursive: true });
  await cp(only(/^app-[0-9a-f]+\.js$/), path.join(app, 'app.js'));
  await cp(only(/^app-[0-9a-f]+_bg\.wasm$/), path.join(app, 'app_bg.wasm'));
  if (names.includes('snippets'))
    await cp(path.join(staging, 'snippets'), path.join(app, 'snippets'), { recursive: true });
  const html = await read(path.join(staging, 'index.html'));
  for (const name of names) await rm(path.join(staging, name), { recursive: true });
  return html;
}

/** index.html as Trunk would hand it over. */
const withoutTrunk = html =>
  html
    .replace(/<link data-trunk rel="rust"[^>]*>/, '<script type="module" src="start.js"></script>')
    .replace(/<link data-trunk[^>]*>\s*/g, '');

/** The files of the networks that the worker runs: of each, the plan if it has one. */
async function weightsOf(source) {
  const networks = (await read(path.join(source, 'models/MANIFEST.toml'))).split(/^(?=\[\w+\]$)/m).slice(1);
  const files = networks.map(text => (text.match(/^plan = .*?file = "(.+?)"/m) ?? text.match(/^file = "(.+?)"/m))?.[1]);
  return files.filter(Boolean).map(file => `models/${file}`);
}

/** What is copied and linked to: pictures first, so that styles and notes find them. */
async function putAssets(dist, source, weights) {
  const publics = (await filesBelow(path.join(source, 'public'))).map(name => [name, `public/${name}`]);
  const models = (await filesBelow(path.join(source, 'models')))
    .filter(name => /^[^/]*\.(toml|md|svg|txt)$/.test(name) || weights.includes(`models/${name}`))
    .map(name => [`models/${name}`, `models/${name}`]);
  const linking = name => ['.css', '.md', '.webmanifest'].indexOf(path.extname(name)) + 1;
  for (const [name, file] of [...publics, ...models].sort(([a], [b]) => linking(a) - linking(b))) {
    if (name === '_headers') continue;
    const body = await readFile(path.join(source, file));
    await dist.put(name, linking(name) ? dist.link(name, body.toString()) : body);
  }
}

/** The scripts, each with all it imports: what one of them must know of the others is put before it. */
async function putScripts(dist, { bound, tools, weights }) {
  const at = (...parts) => path.join(bound, ...parts);
  for (const { name } of OWN) await dist.put(`${name}/${name}_bg.wasm`, await readFile(at(name, `${name}_bg.wasm`)));
  for (const name of await prepareParts(at('parts'), at('app')))
    await dist.put(`parts/${name}`, await readFile(at('app', 'parts', name)));
  await dist.put('page/app_bg.wasm', await readFile(at('app', 'app_bg.wasm')));

  const isData = name => weights.includes(name) || name === 'catalogue.tsv' || name.startsWith('demo/');
  const script = (name, format, isKnown, define = {}) =>
    dist.put(
      `${name === PAGE.name ? 'page/start' : `${name}/${name}`}.js`,
      bundleScript(name === PAGE.name ? 'page.js' : `${name}.js`, {
        bundle: at(name, `${name}.js`),
        define: { __FILES__: dist.table(isKnown), ...define },
        format,
        tools,
      }),
    );
  const files = name => ({ script: `${name}/${name}.js`, wasm: `${name}/${name}_bg.wasm` });
  for (const { name, runs } of OWN)
    await script(name, runs === 'beside' ? 'iife' : 'esm', file => file === files(name).wasm || isData(file));
  const beside = OWN.filter(({ runs }) => runs === 'beside');
  const isCode = name =>
    /^(parts|page)\/.*\.wasm$/.test(name) || OWN.some(own => Object.values(files(own.name)).includes(name));
  await script(PAGE.name, 'esm', name => isCode(name) || isData(name), {
    __WORKERS__: { ...files(WORKER), brings: { '': weights } },
    __BESIDE__: Object.fromEntries(beside.map(({ name }) => [name, files(name)])),
  });
}

/** The page itself: its script and wasm are asked for with it, not after it. */
async function putPage(dist, html) {
  const start = dist.files.get('page/start.js');
  const app = dist.files.get('page/app_bg.wasm').path;
  let page = once(
    html,
    '<script type="module" src="start.js"></script>',
    `<script type="module" src="${start.path}" integrity="sha256-${start.sum}"></script>`,
  );
  // First of all: it is the largest, and the connection that has brought the page is open already.
  const charset = '<meta charset="utf-8">';
  const preload = `<link rel="preload" as="fetch" crossorigin="anonymous" href="${app}">`;
  page = once(page, charset, `${charset}\n    ${preload}`);
  page = dist.link('index.html', page);
  for (const [name, { path: hashed, sum }] of dist.files)
    if (name.endsWith('.css')) page = page.replace(`href="${hashed}"`, `href="${hashed}" integrity="sha256-${sum}"`);
  const build = dist.identity(page);
  await dist.put('index.html', once(page, '%BUILD%', build));
  return build;
}

async function putServiceWorker(dist, { build, source, tools }) {
  const withdrawn = (await read(path.join(source, '.ci/withdrawn.txt'))).match(/^[0-9a-f]{16}/gm) ?? [];
  const kept = [...dist.files].filter(([name]) => !isNote(name));
  const script = bundleScript('service-worker.js', {
    define: {
      __BUILD__: build,
      __WITHDRAWN__: ['called-back', ...withdrawn].join(' '),
      // "./" is the page itself, as it is asked for by a navigation.
      __FILES__: Object.fromEntries(kept.map(([name, { path, sum }]) => [name === 'index.html' ? './' : path, sum])),
      __HEAVY__: [...OWN.map(({ name }) => name), 'models', 'demo'].map(folder => `${folder}/`),
      __LATER__: OWN.filter(({ fetched }) => fetched === 'later').map(({ name }) => `${name}/`),
    },
    tools,
  });
  await dist.put('service-worker.js', script);
  return kept.length;
}

/** `_headers` for the folder that the site is deployed in: hosts know rules from their top alone. */
async function putHeaders(dist, { source, base }) {
  const folders = new Set(
    [...dist.files.values()].map(({ path }) => path.split('/')[0]).filter(name => !name.includes('.')),
  );
  const forever = [...folders].sort().map(name => `/${name}/*\n  Cache-Control: public, max-age=31536000, immutable\n`);
  const rules = `${await read(path.join(source, 'public/_headers'))}${forever.join('')}`;
  await dist.put('_headers', rules.replace(/^\//gm, base));
}

/** Fills the empty folder `out` with the page. */
export async function finish({ source, bound, out, html, base = '/', tools }) {
  const dist = new Dist(out);
  const weights = await weightsOf(source);
  await putAssets(dist, source, weights);
  await putScripts(dist, { bound, tools, weights });
  const build = await putPage(dist, html);
  const kept = await putServiceWorker(dist, { build, source, tools });
  await putHeaders(dist, { source, base });
  // For tests and tools: no host serves it.
  await writeFile(
    path.join(out, '.files.json'),
    JSON.stringify({ build, files: Object.fromEntries(dist.files) }, null, 1),
  );
  console.log(`[dist] build ${build}: ${dist.files.size} files, ${kept} kept for times without a network`);
}

async function main() {
  const source = process.env.TRUNK_SOURCE_DIR ?? '.';
  const target = process.env.CARGO_TARGET_DIR ?? path.join(source, 'target');
  const [bound, tools] = [path.join(target, 'bound-out'), path.join(target, 'tools')];
  const staging = process.env.TRUNK_STAGING_DIR;
  const out = staging ?? process.argv[2];
  if (!out) throw new Error('name a folder: without Trunk, nobody tells where the page belongs');
  const html = await read(path.join(source, 'index.html'));
  compareWithTrunk(html);
  const page = staging ? await takeFromTrunk(staging, path.join(bound, 'app')) : withoutTrunk(html);
  if (!staging)
    for (const name of await readdir(out).catch(() => []))
      if (!name.startsWith('.built')) await rm(path.join(out, name), { recursive: true });
  await mkdir(out, { recursive: true });
  await finish({ source, bound, out, html: page, base: process.env.BASE_PATH ?? '/', tools });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();
