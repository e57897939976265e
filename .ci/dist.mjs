// A folder of files that carry the hash of their content in their names, and what is known of each.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const START = fileURLToPath(new URL('../src/start/', import.meta.url));
const sha = (algorithm, bytes, as) => createHash(algorithm).update(bytes).digest(as);

/** What no deploy may rename: browsers and hosts know it by its name. */
const FIXED = new Set(['index.html', 'service-worker.js', 'manifest.webmanifest', '_headers']);
/** Where a file without a folder lies: a host's rules for headers go by folders. */
const TOP = 'page';

export class Dist {
  /** Name in the sources → { path, bytes, packed, sum }. */
  files = new Map();

  constructor(folder) {
    this.folder = folder;
  }

  /** Writes a file under its hashed name. */
  async put(name, content) {
    const body = Buffer.from(content);
    const { dir, name: stem, ext } = path.parse(name);
    const hashed = FIXED.has(name) ? name : `${dir || TOP}/${stem}-${sha('sha256', body, 'hex').slice(0, 16)}${ext}`;
    const file = path.join(this.folder, hashed);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, body);
    this.files.set(name, {
      path: hashed,
      bytes: body.length,
      packed: gzipSync(body, { level: 9 }).length,
      sum: sha('sha256', body, 'base64'),
    });
    return hashed;
  }

  /** A text in which each file that is linked to has its hashed name; `name` is the text's own. */
  link(name, text) {
    // Where it will lie itself: the links of a fixed file start from the top.
    const from = FIXED.has(name) ? '' : path.dirname(name) === '.' ? TOP : path.dirname(name);
    return text.replace(/(href="|src="|"src": "|url\(["']?|\]\()([^"')\s#?]+)/g, (whole, before, link) => {
      const found = this.files.get(path.join(path.dirname(name), link));
      return found ? before + (path.posix.relative(from, found.path) || found.path) : whole;
    });
  }

  /** The table for src/start/files.js, of the files that `isWanted`. */
  table(isWanted) {
    const rows = [...this.files].filter(([name]) => isWanted(name));
    return Object.fromEntries(rows.map(([name, { path, bytes, packed, sum }]) => [name, [path, bytes, packed, sum]]));
  }

  /** All of them, as one hash. */
  identity(...more) {
    const rows = [...this.files].map(([name, { sum }]) => `${name} ${sum}\n`).sort();
    return sha('sha256', [...rows, ...more].join('\0'), 'hex').slice(0, 16);
  }
}

/**
 * One script out of a start script and all that it imports. `bundle` is the script that wasm-bindgen has made,
 * `define` what is filled in for the names in capitals.
 */
export function bundleScript(entry, { bundle, define = {}, format = 'esm', tools }) {
  const values = Object.entries(define).map(([name, value]) => `--define:${name}=${JSON.stringify(value)}`);
  const found = tools ? `${path.join(tools, 'node_modules/.bin')}${path.delimiter}` : '';
  return execFileSync(
    'esbuild',
    [
      path.resolve(START, entry),
      '--bundle',
      '--minify',
      '--charset=utf8',
      '--target=es2022',
      '--log-level=error',
      `--format=${format}`,
      ...(bundle ? [`--alias:bundle=${path.resolve(bundle)}`] : []),
      ...values,
    ],
    { env: { ...process.env, PATH: found + process.env.PATH }, maxBuffer: 1 << 28 },
  );
}

/** A file of the sources as text. */
export const read = file => readFile(file, 'utf8');
