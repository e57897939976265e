// A copy of the built page with the bench's page in it, in target/bench. What is deployed has no bench.
//
//   node tests/e2e/bench/copy.mjs      makes the copy, for a program that measures several pages
import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = fileURLToPath(new URL('./', import.meta.url));
const root = fileURLToPath(new URL('../../../', import.meta.url));
const FILES = ['bench.html', 'bench.js', 'bench.music.js'];

/** The worker's script by its address in the page. */
async function workerAddress(dist) {
  const scripts = (await readdir(path.join(dist, 'worker'))).filter(name => /^worker-[0-9a-f]{16}\.js$/.test(name));
  if (scripts.length !== 1) throw new Error(`worker/ has ${scripts.length} scripts, not one`);
  return `worker/${scripts[0]}`;
}

/** Copies the page that lies in `dist`, adds the bench, and answers with the folder. */
export async function copyWithBench(dist) {
  const folder = path.join(root, 'target/bench');
  const worker = await workerAddress(dist);
  await rm(folder, { recursive: true, force: true });
  await cp(dist, folder, { recursive: true });
  for (const name of FILES) {
    const text = await readFile(path.join(here, name), 'utf8');
    await writeFile(path.join(folder, name), text.replaceAll('%WORKER%', worker));
  }
  return folder;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  console.log(await copyWithBench(process.env.DIST ?? path.join(root, 'dist')));
