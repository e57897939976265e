// Keeps the page for times without a network. Every build is a cache of its own: what a page loads, it loads
// from one build, and the next build takes over when the last page of this one is closed.

// Other copies of the page on this origin have caches of their own, which are not this one's to delete.
const COPY = `feelharmonic:${new URL(self.registration.scope).pathname}:`;
const CACHE = `${COPY}%BUILD_ID%`;
// Every file's name and the SHA-256 of its contents, in base 64.
const SHELL = new Map(JSON.parse('%SHELL_FILES%'));
// Folders of what is large, and needed only once somebody uses it: kept when it is first fetched. The parts of the page
// are kept at once, so that they open without a network too.
const WHEN_USED = JSON.parse('%WHEN_USED%');
const isHeavy = name => WHEN_USED.some(folder => name.startsWith(folder));

self.addEventListener('install', event =>
  event.waitUntil(
    caches
      .open(CACHE)
      .then(cache =>
        cache.addAll(
          [...SHELL]
            .filter(([name]) => !isHeavy(name))
            .map(([name, sum]) => new Request(name, { cache: 'reload', integrity: `sha256-${sum}` })),
        ),
      ),
  ),
);

/** Whether an earlier build of this copy has made that cache. The first release put no copy in its names. */
async function isOurs(name) {
  if (!name.startsWith('feelharmonic-')) return name.startsWith(COPY);
  const pages = [self.registration.scope, new URL('index.html', self.registration.scope).href];
  const kept = await (await caches.open(name)).keys();
  return kept.some(({ url }) => pages.includes(url));
}

self.addEventListener('activate', event =>
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys()) if (name !== CACHE && (await isOurs(name))) await caches.delete(name);
      await self.clients.claim();
    })(),
  ),
);

const known = new Map([...SHELL].map(([name, sum]) => [new URL(name, self.registration.scope).href, sum]));

/** Keeps an answer if it is the file that was built: a bad one must not come again when the network is well. */
async function keep(cache, address, answer) {
  const sum = await crypto.subtle.digest('SHA-256', await answer.clone().arrayBuffer());
  if (btoa(String.fromCharCode(...new Uint8Array(sum))) === known.get(address)) await cache.put(address, answer);
}

self.addEventListener('fetch', event => {
  const { request } = event;
  const address = new URL(request.url);
  address.hash = address.search = '';
  if (request.method !== 'GET' || !known.has(address.href)) return;
  event.respondWith(
    (async () => {
      const cache = await caches.open(CACHE);
      const kept = await cache.match(address.href);
      if (kept) return kept;
      const answer = await fetch(request);
      if (answer.ok) event.waitUntil(keep(cache, address.href, answer.clone()));
      return answer;
    })(),
  );
});
