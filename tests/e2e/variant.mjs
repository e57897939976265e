// Another build of the page, made of one that is there: every wasm, style and list of tracks has other bytes that mean
// the same, so that every name in it is another one. The networks are those of the first, as they are between releases.
import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

const sha = (algorithm, bytes, as) => createHash(algorithm).update(bytes).digest(as);

/** What may follow the end of a file without a meaning. */
function addition(name, mark) {
  const text = Buffer.from(mark);
  // A custom section: its length, the length of its name, its name.
  if (name.endsWith('.wasm')) return Buffer.concat([Buffer.from([0, text.length + 1, text.length]), text]);
  if (name.endsWith('.css')) return Buffer.from(`/* ${mark} */\n`);
  return null;
}

/** All files of a folder, by their names in there. */
export const filesOf = async folder =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter(entry => entry.isFile())
    .map(entry => path.relative(folder, path.join(entry.parentPath ?? entry.path, entry.name)))
    .sort();

/** Makes the variant `mark` of the page in `from`, in the folder `to`; answers with its identity. */
export async function makeVariant(from, to, mark) {
  await rm(to, { recursive: true, force: true });
  await mkdir(path.dirname(to), { recursive: true });
  await cp(from, to, { recursive: true });
  const { build, files } = JSON.parse(await readFile(path.join(from, '.files.json'), 'utf8'));
  const changes = [];

  /** Gives a file another content, and all that knows it by hash another knowledge. */
  const replace = async (name, body) => {
    const known = files[name];
    const hash = sha('sha256', body, 'hex').slice(0, 16);
    const hashed = known.path.replace(/-[0-9a-f]{16}(?=\.\w+$)/, `-${hash}`);
    await writeFile(path.join(to, known.path), body);
    if (hashed !== known.path) await rename(path.join(to, known.path), path.join(to, hashed));
    const sum = sha('sha256', body, 'base64');
    changes.push([known, { path: hashed, bytes: body.length, sum }]);
    files[name] = { ...known, path: hashed, bytes: body.length, sum };
  };
  const rewritten = text => {
    for (const [before, now] of changes) {
      // As the bundler writes a row of the table: path, bytes, bytes after gzip, sum.
      const row = new RegExp(`\\["${before.path}",[^,\\]]+,([^,\\]]+),"[^"]+"\\]`, 'g');
      text = text.replace(row, (_, packed) => `["${now.path}",${now.bytes},${packed},"${now.sum}"]`);
      text = text.replaceAll(before.path, now.path).replaceAll(before.sum, now.sum);
    }
    return text;
  };

  for (const name of Object.keys(files)) {
    const more = addition(name, mark);
    if (more) await replace(name, Buffer.concat([await readFile(path.join(to, files[name].path)), more]));
  }
  const rank = name => (name === 'page/start.js' ? 1 : 0);
  const scripts = Object.keys(files).filter(name => name.endsWith('.js') && name !== 'service-worker.js');
  for (const name of scripts.sort((a, b) => rank(a) - rank(b)))
    await replace(name, Buffer.from(rewritten(await readFile(path.join(to, files[name].path), 'utf8'))));
  const another = sha('sha256', `${build} ${mark}`, 'hex').slice(0, 16);
  for (const name of ['index.html', 'service-worker.js']) {
    const text = rewritten(await readFile(path.join(to, name), 'utf8')).replaceAll(build, another);
    await replace(name, Buffer.from(text));
  }
  await writeFile(path.join(to, '.files.json'), JSON.stringify({ build: another, files }));
  return another;
}

/** Makes the service worker of the page in `folder` call builds back, its own too if it is among them. */
export async function withdraw(folder, builds) {
  const file = path.join(folder, 'service-worker.js');
  const text = await readFile(file, 'utf8');
  if (text.split('called-back').length !== 2) throw new Error('the list of withdrawn builds is not where it was');
  await writeFile(file, text.replace('called-back', ['called-back', ...builds].join(' ')));
}
