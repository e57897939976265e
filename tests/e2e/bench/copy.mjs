// A copy of the built page with the bench's page in it, in target/bench. What is deployed has no bench.
//
//   node tests/e2e/bench/copy.mjs      makes the copy, for a program that measures several pages
import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = fileURLToPath(new URL('./', import.meta.url));
const root = fileURLToPath(new URL('../../../', import.meta.url));
const FILES = ['bench.html', 'bench.js', 'bench.music.js'];

/** The address of the one file in `folder` that is called so, but for the hash in its name. */
async function addressOf(dist, folder, name) {
  const { name: stem, ext } = path.parse(name);
  const hashed = new RegExp(`^${stem}-[0-9a-f]{16}\\${ext}$`);
  const found = (await readdir(path.join(dist, folder))).filter(file => hashed.test(file));
  if (found.length !== 1) throw new Error(`${folder}/ has ${found.length} files like ${name}, not one`);
  return `${folder}/${found[0]}`;
}

/** Copies the page that lies in `dist`, adds the bench, and answers with the folder. */
export async function copyWithBench(dist) {
  const folder = path.join(root, 'target/bench');
  const [worker, icon] = [await addressOf(dist, 'worker', 'worker.js'), await addressOf(dist, 'icons', 'icon.svg')];
  await rm(folder, { recursive: true, force: true });
  await cp(dist, folder, { recursive: true });
  for (const name of FILES) {
    const text = await readFile(path.join(here, name), 'utf8');
    await writeFile(path.join(folder, name), text.replaceAll('%WORKER%', worker).replaceAll('%ICON%', icon));
  }
  return folder;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  console.log(await copyWithBench(process.env.DIST ?? path.join(root, 'dist')));
