// Starts Spotify's module, checked against the hash it was built with, and connects it with the page.

/**
 * `said` is called with what the module says; resolves to the function that takes what the page says. `again` is added
 * to every address of a second try, or the browser would repeat the first one's failure, wait for what hangs, and give
 * out the module that has crashed.
 */
export async function open(said, again) {
  const line = { said };
  globalThis.feelharmonicLine = line;
  const { default: start } = await import(`./spotify.js${again}`);
  const wasm = new URL(`spotify_bg.wasm${again}`, import.meta.url);
  const answer = await fetch(wasm, { integrity: '%WASM_INTEGRITY%' });
  if (!answer.ok) throw new Error(`the answer is ${answer.status}`);
  const bytes = await answer.arrayBuffer();
  // The line is now that of the next try.
  if (globalThis.feelharmonicLine !== line) throw new Error('asked for again meanwhile');
  await start({ module_or_path: bytes });
  if (!line.tell) throw new Error("Spotify's module does not answer");
  return line.tell;
}
