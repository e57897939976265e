// Keeps the page for times without a network, build by build.
//
// A build is a cache, in which all of its files are, checked, or it is not there for anybody. Files carry the hash of
// their content in their names, so that a page finds its own whatever builds lie beside each other; the page's address
// alone means another file in each build, and leads to the newest that is whole. So a new build takes over at once,
// pages that are open go on with their own, and a plain reload brings the new one. A build's cache goes when the last
// page of it is closed.

// Other copies of the page on this origin have caches of their own, which are not this one's to delete.
const COPY = `feelharmonic:${new URL(self.registration.scope).pathname}:`;
const BUILD = __BUILD__;
const CACHE = COPY + BUILD;
/** Builds that must not run any more (.ci/withdrawn.txt). */
const [, ...WITHDRAWN] = __WITHDRAWN__.split(' ');
/** Name → SHA-256 of its content in base 64; './' is the page itself. */
const FILES = new Map(Object.entries(__FILES__));
/** Folders of what is large, and kept only when it is used by those who save data. */
const HEAVY = __HEAVY__;
/** Folders of what not everybody uses: kept from its first use on. */
const LATER = __LATER__;

const here = name => new URL(name, self.registration.scope).href;
const SUMS = new Map([...FILES].map(([name, sum]) => [here(name), sum]));
const PAGE = here('./');
/** The answer of a page of another copy. */
const ELSEWHERE = 'elsewhere';
const savesData = Boolean(self.navigator.connection?.saveData);
const HASHED = /-[0-9a-f]{16}\.\w+$/;

const liesIn = (name, folders) => folders.some(folder => name.startsWith(folder));

/** What is kept at once: of what comes later, what an earlier build has kept. */
async function wanted() {
  const used = [];
  for (const name of await ours())
    for (const { url } of await (await caches.open(name)).keys())
      used.push(...LATER.filter(folder => url.startsWith(here(folder))));
  return [...FILES.keys()].filter(
    name => !(savesData && liesIn(name, HEAVY)) && (!liesIn(name, LATER) || liesIn(name, used)),
  );
}

/** The caches of this copy, the newest first. The first release put no copy in their names. */
async function ours() {
  const pages = [PAGE, here('index.html')];
  const found = [];
  for (const name of await caches.keys()) {
    const first = name.startsWith('feelharmonic-');
    const kept = first ? await (await caches.open(name)).keys() : [];
    if (name.startsWith(COPY) || kept.some(({ url }) => pages.includes(url))) found.push(name);
  }
  return found.sort((a, b) => (b === CACHE) - (a === CACHE));
}

/** A file as an earlier build has kept it: its name says that it is the same. */
async function inEarlier(address) {
  if (!HASHED.test(address)) return undefined;
  return find(address);
}

/** Puts a file into the build's cache: from there, from an earlier build's, or from the network, checked. */
async function bring(cache, name) {
  const address = here(name);
  if (await cache.match(address)) return;
  const kept = await inEarlier(address);
  if (kept) return cache.put(address, kept);
  const integrity = `sha256-${FILES.get(name)}`;
  // What the page has fetched a moment ago lies in the browser's cache; a name without a hash is asked for again.
  const ask = cache => fetch(address, { integrity, cache });
  let answer = await ask(HASHED.test(name) ? 'default' : 'no-cache').catch(() => ask('reload'));
  if (!answer.ok) answer = await ask('reload');
  if (!answer.ok) throw new Error(`${name}: the answer is ${answer.status}`);
  return cache.put(address, answer);
}

async function install() {
  await callBack();
  const cache = await caches.open(CACHE);
  // One failure is the whole build's; what came stays for the next try.
  const names = await wanted();
  const worker = async () => {
    for (let name = names.shift(); name; name = names.shift()) await bring(cache, name);
  };
  await Promise.all([worker(), worker(), worker()]);
  await self.skipWaiting();
}

const isWhole = async () => {
  if (!(await caches.has(CACHE))) return false;
  const kept = new Set((await (await caches.open(CACHE)).keys()).map(({ url }) => url));
  return [...FILES.keys()].every(name => liesIn(name, LATER) || kept.has(here(name)));
};

/** The open pages of this folder, those of a copy further down too: each is told which copy speaks. */
const pages = async () =>
  (await self.clients.matchAll({ type: 'window', includeUncontrolled: true })).filter(({ url }) =>
    url.startsWith(self.registration.scope),
  );
const post = (page, message, ports = []) => page.postMessage({ ...message, copy: self.registration.scope }, ports);

/** The build of a page; none if it does not answer: a frozen one, or of a release that knew no such question. */
const buildOf = page =>
  new Promise(resolve => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data);
    setTimeout(resolve, 2000);
    post(page, { ask: 'build' }, [port2]);
  });

/** Deletes the caches of earlier builds, unless a page may still be of one of them. */
async function tidy() {
  const builds = await Promise.all((await pages()).map(buildOf));
  if (builds.some(build => build !== BUILD && build !== ELSEWHERE)) return;
  for (const name of await ours()) if (name !== CACHE) await caches.delete(name);
}

async function tell(page, message) {
  for (const one of page ? [page] : await pages()) post(one, message);
}

/** Takes builds back that must not run: without their files, the page comes from the network. */
async function callBack() {
  const bad = WITHDRAWN.map(build => COPY + build);
  let some = false;
  for (const name of await caches.keys()) if (bad.includes(name)) some = (await caches.delete(name)) || some;
  if (some) await tell(null, { withdrawn: true });
}

/** Whether this very build is one of them: then nothing of it stays. */
const isWithdrawn = WITHDRAWN.includes(BUILD);
async function clear() {
  const names = await ours();
  for (const name of names) await caches.delete(name);
  await self.registration.unregister();
  // Nothing was kept: the page is what the host gives out, and loading it again is of no use.
  if (names.length) await tell(null, { withdrawn: true });
}

self.addEventListener('install', event => event.waitUntil(isWithdrawn ? self.skipWaiting() : install()));

self.addEventListener('activate', event =>
  event.waitUntil(
    (async () => {
      await self.clients.claim();
      if (isWithdrawn) return clear();
      await tell(null, { kept: BUILD, whole: await isWhole() });
      return tidy();
    })(),
  ),
);

self.addEventListener('message', event => {
  if (!event.data?.hello || isWithdrawn) return;
  event.waitUntil(
    (async () => {
      await tell(event.source, { kept: BUILD, whole: await isWhole() });
      await tidy();
    })(),
  );
});

/** Fetches a file of this build; a script only as it was built, since nobody else would look. */
async function fetchOwn(request, address) {
  const sum = SUMS.get(address);
  const isScript = ['script', 'worker'].includes(request.destination);
  const answer = await fetch(isScript ? new Request(address, { integrity: `sha256-${sum}` }) : request);
  if (answer.ok) return [answer, keep(address, sum, answer.clone())];
  return [answer, null];
}

async function keep(address, sum, answer) {
  // Where it was called back, nothing of it is begun anew.
  if (!(await caches.has(CACHE))) return;
  const bytes = await answer.clone().arrayBuffer();
  const found = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  if (btoa(String.fromCharCode(...found)) === sum) await (await caches.open(CACHE)).put(address, answer);
}

self.addEventListener('fetch', event => {
  const { request } = event;
  const address = new URL(request.url);
  address.hash = address.search = '';
  // `Range` is how the page goes on with what was cut off: a kept file is never cut off.
  if (request.method !== 'GET' || request.headers.has('range') || isWithdrawn) return;
  if (!address.href.startsWith(self.registration.scope)) return;
  if (request.mode === 'navigate' && address.href === here('index.html')) address.href = PAGE;
  const { href } = address;
  const isOurs = SUMS.has(href) || (HASHED.test(href) && request.mode !== 'navigate');
  // An old page's files have the names of its own release.
  if (!isOurs && (request.mode === 'navigate' || !event.clientId)) return;
  event.respondWith(
    (async () => {
      // Not opened: that would make one that was called back again.
      const kept =
        (await caches.match(href, { cacheName: CACHE })) ??
        (request.mode === 'navigate' ? undefined : await find(href));
      if (kept) return kept;
      if (!SUMS.has(href) || request.mode === 'navigate') return fetch(request);
      const [answer, keeping] = await fetchOwn(request, href);
      if (keeping) event.waitUntil(keeping);
      return answer;
    })(),
  );
});

/** A file in the cache of whichever build of this copy has it. */
async function find(address) {
  for (const cacheName of await ours()) {
    const answer = await caches.match(address, { cacheName });
    if (answer) return answer;
  }
  return undefined;
}
