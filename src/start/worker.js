// Starts the worker's wasm, which the page has fetched and compiled, and says so if it can't or dies.
import start from 'bundle';
import { FILES, fetchFile, fetchNamed, nameOf } from './files.js';

const WASM = 'worker/worker_bg.wasm';
/** The ending of its name by which a program says that it starts the worker without a page. */
const ALONE = '+json';

// The page takes a message that it can't read for the end of the worker; the text is for programs that measure it.
const lost = () => postMessage({ header: JSON.stringify({ failed: { seq: null, fault: 'crashed' } }) });
self.addEventListener('error', lost);
self.addEventListener('unhandledrejection', lost);

/** What the page says first: the compiled code, and the files by their names. Without a page it is fetched here. */
const begun = self.name.endsWith(ALONE)
  ? fetchFile(WASM).then(async bytes => ({ module: await WebAssembly.compile(bytes), files: new Map() }))
  : new Promise(resolve => self.addEventListener('message', ({ data }) => resolve(data), { once: true }));

async function begin() {
  const { module, files } = await begun;
  self.feelharmonicFetch = async (address, init) => {
    const given = files.get(nameOf(address));
    if (!given) return fetchNamed(address, init);
    if (given.status === 0) throw new TypeError(`${address} can't be had`);
    return given.status ? new Response(null, { status: given.status }) : new Response(given);
  };
  const exports = await start({ module_or_path: module });
  // For measuring from outside; nothing in the page reads it.
  self.wasmMemory = exports.memory;
  self.wasmFiles = FILES;
}

begin().catch(error => {
  console.warn('The worker could not start:', error);
  lost();
});
