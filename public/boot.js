// Starts the page: a Trusted Types policy, then the wasm, checked against the hash it was built with.
// A file of its own, so that the content security policy needs no inline script.

// The way back from Spotify: its answer is taken out of the address before anything else runs, and left for the page,
// which reads it once.
const answered = new URLSearchParams(location.search);
if (['code', 'state', 'error'].some(name => answered.has(name))) {
  Object.defineProperty(globalThis, 'feelharmonicCallback', { value: location.search, configurable: true });
  history.replaceState(null, '', location.pathname);
}

const page = new URL('./', document.baseURI);
const workers = JSON.parse('%WORKERS%').map(name => `${name}/boot.js`);
const ours = [...workers, 'service-worker.js'].map(name => new URL(name, page).href);

// Leptos builds its static parts from HTML text, and workers are started by address: both are allowed for what
// is ours and nothing else. No text from outside ever reaches either.
globalThis.trustedTypes?.createPolicy('default', {
  createHTML: text => (/<script|\son\w+\s*=/i.test(text) ? null : text),
  createScriptURL: address => (ours.includes(new URL(address, page).href) ? address : null),
});

// Bundles that run beside the page, on its thread: fetched and connected with it when it asks for them.
const beside = JSON.parse('%BUNDLES_BESIDE%');
const tries = {};
globalThis.feelharmonicOpen = async (name, said) => {
  if (!beside.includes(name)) throw new Error(`no bundle beside the page: ${name}`);
  const again = tries[name] ? `?${tries[name] + 1}` : '';
  tries[name] = (tries[name] ?? 0) + 1;
  const { open } = await import(`./${name}/boot.js${again}`);
  return open(said, again);
};

try {
  const { default: start } = await import('./%PAGE_JS%');
  await start({ module_or_path: fetch(new URL('%PAGE_WASM%', page), { integrity: '%PAGE_WASM_INTEGRITY%' }) });
} catch (error) {
  console.warn('The page could not start:', error);
  document.getElementById('splash').hidden = true;
  document.getElementById('no-wasm').hidden = false;
  document.getElementById('reload').addEventListener('click', () => location.reload());
}
