// The files of this build: where each lies, fetched whole, checked against the hash it was built with.
//
// A file that is asked for twice is fetched once. What has arrived when a fetch fails is kept: the next try asks for
// the rest of it, where the host can send a part and the rest is less than all of it again, compressed.

/** Name → [address from the page's folder, bytes, bytes after gzip, SHA-256 in base 64]. The bundler fills it in. */
export const FILES = new Map(Object.entries(__FILES__));

/** The page's folder: also in a worker, whose script lies one folder below. */
export const HOME = new URL(globalThis.document ? './' : '../', globalThis.document?.baseURI ?? location.href);

// Without a secure context there is no digest to count: the browser checks the whole, and no piece is told of.
const digest = globalThis.crypto?.subtle?.digest.bind(crypto.subtle);
const TRIES = 3;
/** The longest wait for the next piece. The wait before another try: this much, then twice. */
const SILENCE_MS = 20_000;
const PAUSE_MS = 500;
const IMPATIENT_MS = 5000;

const rest = ms => new Promise(resolve => setTimeout(resolve, ms));
const base64 = bytes => btoa(String.fromCharCode(...new Uint8Array(bytes)));

/** The whole address of a file, by its name. */
export const addressOf = name => new URL(FILES.get(name)?.[0] ?? name, HOME).href;

/** The name of the file that an address of the sources means, if it is one of ours. */
export function nameOf(address, base = location.href) {
  const { href } = new URL(address, base);
  const name = href.startsWith(HOME.href) ? href.slice(HOME.href.length) : '';
  return FILES.has(name) ? name : null;
}

/** A failure to bring a file: `status` is the host's answer, `body` what came in the file's place. */
export class FileMissing extends Error {
  constructor(name, why, { status, body } = {}) {
    super(`${name}: ${why}`);
    Object.assign(this, { status, body });
  }
}

/** One file on its way. */
class Download {
  received = 0;
  #buffer;
  #listeners = new Set();
  /** Past the browser's cache: what lies there is not what was built. */
  #past = false;
  #control;
  #heard = 0;
  #hurried = false;

  constructor(name) {
    this.name = name;
    [, this.bytes, this.packed, this.sum] = FILES.get(name);
    this.#buffer = new Uint8Array(this.bytes);
  }

  /** Has `listener` told whenever bytes arrive. */
  listen(listener) {
    this.#listeners.add(listener);
  }

  /** The file's bytes. @throws {FileMissing} */
  async bring() {
    for (let tried = 1; ; tried += 1) {
      try {
        await this.#receive();
        return await this.#checked();
      } catch (error) {
        if (this.#hurried) {
          this.#hurried = false;
          tried -= 1;
          continue;
        }
        const final = error.status >= 400 && error.status < 500;
        if (final || tried === TRIES) throw error;
        console.info(`${error.message}; trying again`);
        await rest(PAUSE_MS * 2 ** (tried - 1));
      }
    }
  }

  /** Somebody asks for it anew: a request that has been silent for a while is made again. */
  hurry() {
    if (performance.now() - this.#heard < IMPATIENT_MS) return;
    this.#hurried = true;
    this.#control?.abort();
  }

  async #receive() {
    const control = new AbortController();
    this.#control = control;
    let timer;
    const wait = () => {
      clearTimeout(timer);
      this.#heard = performance.now();
      timer = setTimeout(() => control.abort(), SILENCE_MS);
    };
    wait();
    try {
      const answer = await this.#ask(control.signal);
      const pieces = answer.body.getReader();
      for (;;) {
        wait();
        const { done, value } = await pieces.read();
        if (done) return;
        if (this.received + value.length > this.bytes) throw this.#altered(value);
        this.#buffer.set(value, this.received);
        this.received += value.length;
        for (const tell of this.#listeners) tell();
      }
    } catch (error) {
      if (error instanceof FileMissing) throw error;
      throw new FileMissing(this.name, control.signal.aborted ? 'nothing comes' : error.message);
    } finally {
      clearTimeout(timer);
    }
  }

  async #ask(signal) {
    const goOn = digest && this.received > 0 && this.bytes - this.received < this.packed;
    if (!goOn) this.received = 0;
    const answer = await fetch(addressOf(this.name), {
      signal,
      cache: this.#past ? 'reload' : 'default',
      ...(goOn ? { headers: { Range: `bytes=${this.received}-` } } : {}),
      ...(digest ? {} : { integrity: `sha256-${this.sum}` }),
    });
    if (!answer.ok) {
      // A host may have this kept as long as the file itself.
      this.#past = true;
      throw new FileMissing(this.name, `the answer is ${answer.status}`, { status: answer.status });
    }
    const part = answer.status === 206 && answer.headers.get('Content-Range')?.startsWith(`bytes ${this.received}-`);
    if (!part) this.received = 0;
    return answer;
  }

  async #checked() {
    const body = this.#buffer.subarray(0, this.received);
    if (this.received < this.bytes) {
      // Not a broken connection: the host, or the browser's cache, takes this for the whole of it.
      this.#past = true;
      throw new FileMissing(this.name, 'cut short', { body: body.slice() });
    }
    if (digest && base64(await digest('SHA-256', body)) !== this.sum) throw this.#altered();
    return body;
  }

  #altered(more = new Uint8Array()) {
    const body = new Uint8Array(this.received + more.length);
    body.set(this.#buffer.subarray(0, this.received));
    body.set(more, this.received);
    this.#past = true;
    this.received = 0;
    return new FileMissing(this.name, 'not what was built', { body });
  }
}

/** What is on its way, and what has come in part. */
const downloads = new Map();
const running = new Map();

/** Fetches a file, or joins who already does; `listen` is told whenever bytes arrive. @throws {FileMissing} */
export function fetchFile(name, listen = () => {}) {
  if (!downloads.has(name)) downloads.set(name, new Download(name));
  const download = downloads.get(name);
  download.listen(listen);
  if (!running.has(name)) {
    const bytes = download.bring();
    running.set(name, bytes);
    bytes.then(
      () => downloads.delete(name),
      () => {},
    );
    bytes.finally(() => running.delete(name)).catch(() => {});
  } else download.hurry();
  return running.get(name);
}

/** Bytes of a file that have arrived so far. */
export const receivedOf = name => downloads.get(name)?.received ?? 0;

/** What stands in for `fetch` where the sources ask for a file by its name. */
export async function fetchNamed(address, init) {
  const name = nameOf(address);
  if (!name) return fetch(address, init);
  try {
    return new Response(await fetchFile(name));
  } catch (error) {
    if (error.status) return new Response(null, { status: error.status });
    throw error;
  }
}
