// Serves dist/ as a static host would: the headers of its _headers file, compression, ETags, no surprises.
//
//   node .ci/serve.mjs [folder]      PORT=8080 by default, 127.0.0.1 only
//
// `serve()` is what the browser tests start: any port, a log of the requests, and faults on demand.
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import http from 'node:http';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import zlib from 'node:zlib';

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.md': 'text/plain; charset=utf-8',
  '.mjpeg': 'video/x-motion-jpeg',
  '.mjs': 'text/javascript; charset=utf-8',
  '.onnx': 'application/octet-stream',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.toml': 'text/plain; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};
const ALREADY_COMPRESSED = new Set(['.ico', '.jpg', '.mjpeg', '.png', '.webp', '.woff2']);
// Trunk puts sixteen hexadecimal digits of the content into a name: such a file never changes.
const HASHED_NAME = /-[0-9a-f]{16}(_bg)?\.(js|wasm|css)$/;

const brotli = promisify(zlib.brotliCompress);
const gzip = promisify(zlib.gzip);
const encoders = {
  // 5 of 11: within a tenth of the best size and a fraction of a second for the largest file.
  br: body => brotli(body, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 5 } }),
  gzip: body => gzip(body),
};

/** Rules of a `_headers` file: a line that starts a rule is a path with at most one `*` at its end. */
export function parseHeaders(text) {
  const rules = [];
  for (const line of text.split('\n')) {
    if (!line.trim() || line.trim().startsWith('#')) continue;
    if (!/^\s/.test(line)) rules.push({ path: line.trim(), headers: [] });
    else {
      const colon = line.indexOf(':');
      if (colon < 0 || !rules.length) throw new Error(`_headers: no header in "${line.trim()}"`);
      rules.at(-1).headers.push([line.slice(0, colon).trim(), line.slice(colon + 1).trim()]);
    }
  }
  return rules;
}

const applies = (rule, url) => (rule.path.endsWith('*') ? url.startsWith(rule.path.slice(0, -1)) : url === rule.path);

/** The file below `root` that a request path means, or none when it means something outside. */
function fileFor(root, pathname) {
  let name;
  try {
    name = decodeURIComponent(pathname);
  } catch {
    return null;
  }
  if (name.includes('\0') || name.split(/[/\\]/).some(part => part === '..' || part.startsWith('.'))) return null;
  const file = path.join(root, name.endsWith('/') ? `${name}index.html` : name);
  return path.basename(file) === '_headers' ? null : file;
}

/** The first of our encodings that the client takes. */
function encodingFor(file, accepted = '') {
  if (ALREADY_COMPRESSED.has(path.extname(file))) return null;
  const taken = accepted
    .split(',')
    .map(part => part.trim())
    .filter(part => !/;\s*q=0(\.0*)?$/.test(part))
    .map(part => part.split(';')[0]);
  return ['br', 'gzip'].find(name => taken.includes(name)) ?? null;
}

/**
 * What the tests break, by a piece of the path: `status` answers with that status, `truncate` keeps that
 * share of the body, `flip` changes one bit of that byte, `body` replaces it, `delay` waits that many ms.
 */
async function spoil(fault, body) {
  if (fault.delay) await new Promise(resolve => setTimeout(resolve, fault.delay));
  if (fault.body !== undefined) return Buffer.from(fault.body);
  if (fault.truncate !== undefined) return body.subarray(0, Math.floor(body.length * fault.truncate));
  if (fault.flip === undefined) return body;
  const changed = Buffer.from(body);
  changed[fault.flip % changed.length] ^= 1;
  return changed;
}

/** Starts the server; `faults` is a Map from a piece of a path to a fault, and may change while it runs. */
export async function serve({ root = 'dist', port = 0, faults = new Map(), log = [] } = {}) {
  const folder = path.resolve(root);
  const rules = await readFile(path.join(folder, '_headers'), 'utf8').then(parseHeaders, () => []);
  const cache = new Map();

  const load = async (file, encoding) => {
    const { mtimeMs, size } = await stat(file);
    const key = `${file} ${encoding}`;
    let entry = cache.get(key);
    if (entry?.mtimeMs !== mtimeMs || entry.size !== size) {
      const raw = await readFile(file);
      const sum = createHash('sha256').update(raw).digest('base64url').slice(0, 22);
      const etag = encoding ? `"${sum}-${encoding}"` : `"${sum}"`;
      entry = { mtimeMs, size, etag, body: encoding ? await encoders[encoding](raw) : raw };
      cache.set(key, entry);
    }
    return entry;
  };

  const answer = async (request, response) => {
    const { pathname } = new URL(request.url, 'http://127.0.0.1');
    const headers = Object.fromEntries(rules.filter(rule => applies(rule, pathname)).flatMap(rule => rule.headers));
    const finish = (status, extra = {}, body = '') => {
      log.push({ method: request.method, path: pathname, status, bytes: body.length });
      response.writeHead(status, { ...headers, 'Content-Length': body.length, ...extra });
      response.end(request.method === 'HEAD' ? undefined : body);
    };
    const text = { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' };

    if (!['GET', 'HEAD'].includes(request.method))
      return finish(405, { ...text, Allow: 'GET, HEAD' }, 'Only GET and HEAD are answered here.\n');
    const file = fileFor(folder, pathname);
    const fault = [...faults].find(([piece]) => pathname.includes(piece))?.[1];
    if (fault?.hang) return undefined;
    if (fault?.status) return finish(fault.status, text, `Status ${fault.status}, on purpose.\n`);
    const info = file && (await stat(file).catch(() => null));
    if (info?.isDirectory()) return finish(301, { ...text, Location: `${pathname}/` });
    if (!info) return finish(404, text, `There is no ${pathname} here.\n`);

    const encoding = fault ? null : encodingFor(file, request.headers['accept-encoding']);
    const { etag, body } = await load(file, encoding);
    const about = {
      'Content-Type': TYPES[path.extname(file)] ?? 'application/octet-stream',
      'Cache-Control': fault ? 'no-store' : HASHED_NAME.test(file) ? 'public, max-age=31536000, immutable' : 'no-cache',
      Vary: 'Accept-Encoding',
      ...(encoding ? { 'Content-Encoding': encoding } : {}),
      ...(fault ? {} : { ETag: etag }),
    };
    if (!fault && request.headers['if-none-match']?.split(/,\s*/).includes(etag))
      return finish(304, { ...about, 'Content-Length': 0 });
    finish(200, about, fault ? await spoil(fault, body) : body);
  };

  const server = http.createServer((request, response) => {
    answer(request, response).catch(error => {
      console.error(`${request.method} ${request.url}: ${error.stack}`);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  await new Promise((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    faults,
    log,
    close: () =>
      new Promise(resolve => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}

async function main() {
  const port = Number(process.env.PORT ?? 8080);
  const root = process.argv[2] ?? 'dist';
  if (!(await stat(path.join(root, 'index.html')).catch(() => null))) {
    console.error(`There is no page in ${root}/ yet. Build it with: .ci/build`);
    process.exit(1);
  }
  try {
    const { url } = await serve({ root, port });
    console.log(`Feelharmonic is at ${url}  (Ctrl+C stops)`);
  } catch (error) {
    if (error.code !== 'EADDRINUSE') throw error;
    console.error(`Port ${port} is taken by another program. Choose one: make serve PORT=${port + 1}`);
    process.exit(1);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();
