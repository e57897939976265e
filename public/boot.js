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
const ours = ['worker/boot.js', 'service-worker.js'].map(name => new URL(name, page).href);

// Leptos builds its static parts from HTML text, and workers are started by address: both are allowed for what
// is ours and nothing else. No text from outside ever reaches either.
globalThis.trustedTypes?.createPolicy('default', {
  createHTML: text => (/<script|\son\w+\s*=/i.test(text) ? null : text),
  createScriptURL: address => (ours.includes(new URL(address, page).href) ? address : null),
});

// Spotify's module, fetched when the page asks for it.
let tries = 0;
globalThis.feelharmonicAccount = async said => {
  const again = tries++ ? `?${tries}` : '';
  const { open } = await import(`./account/boot.js${again}`);
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
