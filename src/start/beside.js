// Bundles that run beside the page, on its thread: fetched, checked and connected with it when it asks for them.
import { addressOf, FILES, fetchFile, receivedOf } from './files.js';

/** By its name: the script and the wasm of each. */
const BESIDE = __BESIDE__;
let tries = 0;

/**
 * Runs a script once the browser has found it to be what was built. An address of its own for each try, or the browser
 * would repeat the first one's failure.
 */
function run(script) {
  const [, , , sum] = FILES.get(script);
  tries += 1;
  return new Promise((resolve, reject) => {
    const element = document.createElement('script');
    element.integrity = `sha256-${sum}`;
    element.onload = resolve;
    element.onerror = () => reject(new Error(`${script} does not load, or is not what was built`));
    element.src = `${addressOf(script)}${tries > 1 ? `?${tries}` : ''}`;
    document.head.append(element);
    element.remove();
  });
}

let latest = 0;
/**
 * Opens a bundle: `said` hears it, the function that this resolves to speaks to it. `arrived` is told how many bytes of
 * how many have come.
 */
export async function openBeside(name, said, arrived) {
  const { script, wasm } = BESIDE[name] ?? {};
  if (!script) throw new Error(`no bundle beside the page: ${name}`);
  latest += 1;
  const mine = latest;
  let isHeard = true;
  // The bytes go on arriving where the script fails: then nobody is there to hear of them.
  const tell = () => isHeard && arrived(receivedOf(wasm), FILES.get(wasm)[1]);
  try {
    const [code] = await Promise.all([fetchFile(wasm, tell), run(script)]);
    // The line is now that of the next try.
    if (mine !== latest) throw new Error('asked for again meanwhile');
    return await globalThis.feelharmonicBeside(said, code);
  } finally {
    isHeard = false;
  }
}
