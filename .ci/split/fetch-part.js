// Stands in for the fetching of the loader of parts (.ci/parts.mjs): a part is checked, is given up on some day, and is
// asked for past the browser's cache at a second try, since what was wrong at the first may lie in there.

const PATIENCE_MS = 30_000;
const tried = new Set();

// biome-ignore lint/correctness/noUnusedVariables: the loader that this is put before calls it
async function fetchPart(name, integrity) {
  const cache = tried.has(name) ? 'reload' : 'default';
  tried.add(name);
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const answer = await fetch(new URL(name, import.meta.url), { integrity, cache, signal });
  if (!answer.ok) throw new Error(`${name}: the answer is ${answer.status}`);
  return answer.arrayBuffer();
}
