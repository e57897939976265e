// Starts Spotify's module and connects it with the page. A script of its own each time: what has crashed is of no use.
import start from 'bundle';

/**
 * `said` is called with what the module says; resolves to the function that takes what the page says. `code` is the
 * module's wasm, fetched and checked.
 */
globalThis.feelharmonicBeside = async (said, code) => {
  const line = { said };
  globalThis.feelharmonicLine = line;
  await start({ module_or_path: code });
  if (!line.tell) throw new Error("Spotify's module does not answer");
  return line.tell;
};
