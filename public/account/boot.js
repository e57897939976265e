// Starts Spotify's module, checked against the hash it was built with, and connects it with the page.

// A second try is another address, or the browser would repeat the first one's failure.
const { search } = new URL(import.meta.url);

/** `said` is called with what the module says; resolves to the function that takes what the page says. */
export async function open(said) {
  const { default: start } = await import(`./account.js${search}`);
  const wasm = new URL('account_bg.wasm', import.meta.url);
  const line = { said };
  globalThis.feelharmonicLine = line;
  await start({ module_or_path: fetch(wasm, { integrity: '%ACCOUNT_WASM_INTEGRITY%' }) });
  if (!line.tell) throw new Error('Spotify\'s module does not answer');
  return line.tell;
}
