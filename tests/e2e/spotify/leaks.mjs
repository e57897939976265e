// Where in a page a secret lies about: what a script, an extension or the next person at the computer could read.

/** All texts of a page, by the place where they are. Runs in the page. */
async function texts() {
  const stored = storage => Object.entries(storage).flat().join('\n');
  const promised = request =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });

  async function cached() {
    const found = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const answer = await cache.match(request);
        found.push(
          name,
          request.url,
          /text|json/.test(answer.headers.get('Content-Type') ?? '') ? await answer.text() : '',
        );
      }
    }
    return found.join('\n');
  }

  async function databases() {
    const found = {};
    for (const { name } of await indexedDB.databases()) {
      const database = await promised(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const table = database.transaction(store).objectStore(store);
        const [keys, values] = await Promise.all([promised(table.getAllKeys()), promised(table.getAll())]);
        found[`indexedDB ${name} ${store}`] = JSON.stringify([keys, values]);
      }
      database.close();
    }
    return found;
  }

  return {
    address: location.href,
    referrer: document.referrer,
    'window name': window.name,
    history: JSON.stringify(history.state),
    cookies: document.cookie,
    localStorage: stored(localStorage),
    sessionStorage: stored(sessionStorage),
    document: document.documentElement.outerHTML,
    caches: await cached(),
    ...(await databases()),
  };
}

/** Keeps what a context says on its consoles, for `findLeaks`; call it before the first page is opened. */
export function hear(context) {
  const said = [];
  context.on('console', message => said.push(message.text(), message.location().url ?? ''));
  context.on('weberror', error => said.push(String(error.error()?.stack ?? error.error())));
  return said;
}

/**
 * The places of the page, and of what was `said`, in which one of `secrets` is, as "kind in place". An access token
 * belongs in one record of IndexedDB: such a place is in `allowed`, a pattern of "kind in place".
 */
export async function findLeaks(page, secrets, { said = [], allowed = /^$/ } = {}) {
  const places = { ...(await page.evaluate(texts)), console: said.join('\n') };
  const found = secrets.flatMap(({ kind, value }) =>
    Object.entries(places)
      .filter(([, text]) => text.includes(value))
      .map(([place]) => `${kind} in ${place}`),
  );
  return [...new Set(found)].filter(leak => !allowed.test(leak));
}
