// Stands in for the fetching of the loader of parts (.ci/parts.mjs): a part is checked, is given up when the page says
// so (src/web/parts.rs), and is asked for past the browser's cache at a second try, since what was wrong at the first
// may lie in there.

const tried = new Set();
const underway = new Set();

addEventListener('feelharmonic-parts-given-up', () => {
  for (const fetching of underway) fetching.abort();
});

// biome-ignore lint/correctness/noUnusedVariables: the loader that this is put before calls it
async function fetchPart(name, integrity) {
  const cache = tried.has(name) ? 'reload' : 'default';
  tried.add(name);
  const fetching = new AbortController();
  underway.add(fetching);
  try {
    const { signal } = fetching;
    const answer = await fetch(new URL(name, import.meta.url), { integrity, cache, signal });
    if (!answer.ok) throw new Error(`${name}: the answer is ${answer.status}`);
    return await answer.arrayBuffer();
  } finally {
    underway.delete(fetching);
  }
}
