// Starts the worker's wasm, checked against the hash it was built with, and says so if it can't or dies.

// The page takes a message that it can't read for the end of the worker; the text is for programs that measure it.
const lost = () => postMessage({ header: JSON.stringify({ failed: { seq: null, fault: 'crashed' } }) });
self.addEventListener('error', lost);
self.addEventListener('unhandledrejection', lost);

try {
  const { default: start } = await import('./worker.js');
  const wasm = new URL('worker_bg.wasm', import.meta.url);
  const exports = await start({ module_or_path: fetch(wasm, { integrity: '%WASM_INTEGRITY%' }) });
  // For measuring from outside; nothing in the page reads it.
  self.wasmMemory = exports.memory;
} catch (error) {
  console.warn('The worker could not start:', error);
  lost();
}
