// The parts of the page, which wasm-split-cli has cut off and whose code is fetched when it is opened. They run in the
// memory of the page they were built with, and in no other: all of them carry one name, the hash of all.
import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const FETCH_PART = fileURLToPath(new URL('split/fetch-part.js', import.meta.url));

/** The content of a file as the `integrity` of what fetches it. */
export async function integrityOf(file) {
  return `sha384-${createHash('sha384')
    .update(await readFile(file))
    .digest('base64')}`;
}

/** Replaces what stands exactly so many times in a text. */
function replace(text, what, by, times = 1) {
  const pieces = text.split(what);
  const found = pieces.length - 1;
  if (found !== times) throw new Error(`the loader has changed: ${found} times, not ${times}: ${what}`);
  return pieces.join(by);
}

/**
 * Brings the parts that lie in `from` into `staging`, beside the page's script and wasm, which get new names too.
 * Answers with the script, the wasm and the loader, by their names in there.
 */
export async function bringParts(from, staging, { script, wasm }) {
  const at = name => path.join(staging, name);
  const parts = (await readdir(from)).filter(name => name.endsWith('.wasm')).sort();
  const page = await readFile(at(script), 'utf8');
  let loader = await readFile(path.join(from, '__wasm_split.js'), 'utf8');

  const contents = createHash('sha256')
    .update(page)
    .update(loader)
    .update(await readFile(at(wasm)));
  for (const name of parts) contents.update(name).update(await readFile(path.join(from, name)));
  const id = contents.digest('hex').slice(0, 16);
  const named = { script: `app-${id}.js`, wasm: `app-${id}_bg.wasm`, loader: `parts/loader-${id}.js` };

  await mkdir(at('parts'), { recursive: true });
  for (const name of parts) {
    const part = `${name.replace(/^split_|\.wasm$/g, '')}-${id}.wasm`;
    await cp(path.join(from, name), at(`parts/${part}`));
    const checked = `fetchPart("${part}", "${await integrityOf(at(`parts/${part}`))}")`;
    loader = replace(loader, `fetch(new URL("./${name}", import.meta.url))`, checked);
  }
  // Whole, not as a stream: a part is small, and then no host's idea of its type matters.
  const streamed = 'WebAssembly.instantiateStreaming(src, imports)';
  loader = replace(loader, streamed, 'src.then(bytes => WebAssembly.instantiate(bytes, imports))', parts.length);
  if (/\bfetch\(/.test(loader)) throw new Error('the loader fetches something unchecked');
  loader = replace(loader, '"./app.js"', `"../${named.script}"`);
  await writeFile(at(named.loader), loader + (await readFile(FETCH_PART, 'utf8')));

  // An import for each part. What they bring is handed to the wasm under the name that it knows the loader by.
  const imports = page.match(/from "\.\/__wasm_split\.js"/g)?.length ?? 0;
  if (!imports) throw new Error(`${script} does not import the loader of the parts`);
  await rm(at(script));
  await writeFile(at(named.script), replace(page, 'from "./__wasm_split.js"', `from "./${named.loader}"`, imports));
  await rename(at(wasm), at(named.wasm));
  return named;
}
