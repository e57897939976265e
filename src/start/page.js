// Starts the page: a Trusted Types policy, what the page's wasm calls by name, then the wasm, checked.
// A file of its own, so that the content security policy needs no inline script.
import start from 'bundle';
import { openBeside } from './beside.js';
import { addressOf, FILES, fetchFile, fetchNamed, HOME, nameOf } from './files.js';
import { Helper } from './helper.js';
import { say } from './rescue.js';
import { followUpdates, reloadOnce } from './updates.js';

// The way back from Spotify: its answer is taken out of the address before anything else runs, and left for the page,
// which reads it once.
const answered = new URLSearchParams(location.search);
if (['code', 'state', 'error'].some(name => answered.has(name))) {
  Object.defineProperty(globalThis, 'feelharmonicCallback', { value: location.search, configurable: true });
  history.replaceState(null, '', location.pathname);
}

const WASM = 'page/app_bg.wasm';
const SERVICE_WORKER = new URL('service-worker.js', HOME).href;
const scripts = new Set([...[...FILES.keys()].filter(name => name.endsWith('.js')).map(addressOf), SERVICE_WORKER]);

// Leptos builds its static parts from HTML text, and scripts are started by address: both are allowed for what
// is ours and nothing else. No text from outside ever reaches either.
globalThis.trustedTypes?.createPolicy('default', {
  createHTML: text => (/<script|\son\w+\s*=/i.test(text) ? null : text),
  createScriptURL: address => {
    const { origin, pathname } = new URL(address, HOME);
    return scripts.has(origin + pathname) ? address : null;
  },
});

/** Told when the face reader's files are there, or when it is clear that they will not be: then others may be kept. */
let settle;
const settled = new Promise(resolve => {
  settle = resolve;
});

/** A worker by the name that it can read; its files are fetched first. */
globalThis.feelharmonicWorker = name => {
  const helper = new Helper(name);
  for (const event of ['message', 'error']) helper.addEventListener(event, settle, { once: true });
  return helper;
};
globalThis.feelharmonicOpen = openBeside;
globalThis.feelharmonicFetch = fetchNamed;
globalThis.feelharmonicAddress = name => addressOf(nameOf(name, HOME) ?? name);
/** A part of the page: its bytes, or a failure once the page says that nobody waits any more (src/web/parts.rs). */
globalThis.feelharmonicPart = name =>
  new Promise((resolve, reject) => {
    addEventListener('feelharmonic-parts-given-up', () => reject(new Error(`${name}: given up`)), { once: true });
    fetchFile(name).then(resolve, reject);
  });
globalThis.feelharmonicReload = reloadOnce;

const root = document.documentElement;
root.dataset.start = 'running';

/** The longest time without a byte of the page before there are words. */
const PATIENCE_MS = 8000;
async function begin() {
  if (!globalThis.WebAssembly) throw new Error('no WebAssembly');
  let watch;
  const heard = () => {
    clearTimeout(watch);
    root.dataset.start = 'running';
    watch = setTimeout(() => say('slow'), PATIENCE_MS);
  };
  heard();
  const bytes = await fetchFile(WASM, heard);
  heard();
  await start({ module_or_path: bytes });
  clearTimeout(watch);
  root.dataset.start = 'done';
}

begin().then(
  // Where no reader is started unasked, nothing waits for the network after a while.
  () => followUpdates(Promise.race([settled, new Promise(resolve => setTimeout(resolve, 20_000))])),
  error => {
    console.warn('The page could not start:', error);
    say(globalThis.WebAssembly ? 'broken' : 'old');
  },
);
