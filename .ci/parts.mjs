// The parts of the page, which wasm-split-cli has cut off and whose code is fetched when it is opened. They run in the
// memory of the page they were built with, and in no other: the page's script names each by the hash of its content.
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Replaces what stands exactly so many times in a text. */
function replace(text, what, by, times = 1) {
  const pieces = text.split(what);
  const found = pieces.length - 1;
  if (found !== times) throw new Error(`the loader has changed: ${found} times, not ${times}: ${what}`);
  return pieces.join(by);
}

/**
 * Puts the loader of the parts that lie in `from` beside the page's script in `app`, and the parts below it. Answers
 * with their names; none where the page is whole.
 */
export async function prepareParts(from, app) {
  const folder = path.join(app, 'parts');
  await rm(folder, { recursive: true, force: true });
  const page = await readFile(path.join(app, 'app.js'), 'utf8');
  if (!page.includes('from "./__wasm_split.js"')) return [];
  let loader = await readFile(path.join(from, '__wasm_split.js'), 'utf8');
  const parts = (await readdir(from)).filter(name => name.endsWith('.wasm')).sort();
  const names = [];
  await mkdir(folder, { recursive: true });
  for (const name of parts) {
    const part = name.replace(/^split_/, '');
    names.push(part);
    await cp(path.join(from, name), path.join(folder, part));
    // Whole and checked (src/start/files.js), not as a stream: a part is small.
    const checked = `globalThis.feelharmonicPart("parts/${part}")`;
    loader = replace(loader, `fetch(new URL("./${name}", import.meta.url))`, checked);
  }
  const streamed = 'WebAssembly.instantiateStreaming(src, imports)';
  loader = replace(loader, streamed, 'src.then(bytes => WebAssembly.instantiate(bytes, imports))', parts.length);
  if (/\bfetch\(/.test(loader)) throw new Error('the loader fetches something unchecked');
  await writeFile(path.join(app, '__wasm_split.js'), loader);
  return names;
}
