// A worker with all that it needs, as the page holds it: a `Worker` that fetches first and tells how far it is.
//
// The page fetches a worker's code and networks, not the worker: so every byte counts in one progress, a worker that
// is given up takes no bytes with it, and the code is compiled once for all workers.
import { addressOf, FILES, fetchFile, receivedOf } from './files.js';

/** The script and the wasm of the workers, and by a worker's name what it wants beside them. */
const { script, wasm, brings } = __WORKERS__;

let compiled;
/** The workers' code; fetched and compiled at the first call that succeeds. */
function code(listen) {
  compiled ??= fetchFile(wasm, listen)
    .then(bytes => WebAssembly.compile(bytes))
    .catch(error => {
      compiled = undefined;
      throw error;
    });
  return compiled;
}

const kept = new Map();
/** A file, from the page's memory the second time. What could not be had is told to the worker, which has the words. */
async function fileOrFault(name, listen) {
  try {
    if (!kept.has(name)) kept.set(name, await fetchFile(name, listen));
    return kept.get(name);
  } catch (error) {
    console.warn(error.message);
    return error.body ?? { status: error.status ?? 0 };
  }
}

/** Has the browser itself check the script that it is about to start: a worker's own fetch knows no hash. */
const checkScript = listen => fetchFile(script, listen);

/** Behaves as a `Worker` does, and dispatches `progress` events while its files arrive. */
export class Helper extends EventTarget {
  #worker = null;
  #ended = false;

  constructor(name) {
    super();
    this.#start(name).catch(error => {
      console.warn('A worker could not start:', error);
      this.#lost();
    });
  }

  postMessage(...parts) {
    this.#worker?.postMessage(...parts);
  }

  terminate() {
    this.#ended = true;
    this.#worker?.terminate();
  }

  async #start(name) {
    const files = brings[name.replace(/\+.*/, '')] ?? [];
    const wanted = [script, wasm, ...files];
    const total = wanted.reduce((sum, file) => sum + FILES.get(file)[1], 0);
    const done = new Set();
    let most = 0;
    const tell = () => {
      const bytes = file => (done.has(file) ? FILES.get(file)[1] : receivedOf(file));
      // A file that is begun anew is no step back.
      most = Math.max(
        most,
        wanted.reduce((sum, file) => sum + bytes(file), 0),
      );
      if (!this.#ended) this.dispatchEvent(new ProgressEvent('progress', { loaded: most, total }));
    };
    const finish = file => value => {
      done.add(file);
      tell();
      return value;
    };
    tell();
    const [module, ...bodies] = await Promise.all([
      code(tell).then(finish(wasm)),
      ...files.map(file => fileOrFault(file, tell).then(finish(file))),
      checkScript(tell).then(finish(script)),
    ]);
    if (this.#ended) return;
    this.#open(name, { module, files: new Map(files.map((file, at) => [file, bodies[at]])) });
  }

  #open(name, start) {
    this.#worker = new Worker(addressOf(script), { type: 'module', name });
    for (const kind of ['message', 'messageerror'])
      this.#worker.addEventListener(kind, ({ data }) => this.dispatchEvent(new MessageEvent(kind, { data })));
    this.#worker.addEventListener('error', () => this.#lost());
    this.#worker.postMessage(start);
  }

  #lost() {
    if (!this.#ended) this.dispatchEvent(new Event('error'));
  }
}
