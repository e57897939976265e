// The closed world: Spotify's hosts on one port of 127.0.0.1, for the unmodified page in a Chromium that is sent there.
//
//   const world = await startWorld();
//   after(() => world.close());
//   beforeEach(() => world.reset());
//
// `world.flags` sends a browser there, `world.request` a test. `world.log` keeps book of every call, never of a secret.
import https from 'node:https';
import { HOST as ACCOUNTS, createAccounts } from './accounts.mjs';
import { HOST as API, createApi } from './api.mjs';
import { entryFor } from './book.mjs';
import { certificateFor } from './certificate.mjs';
import { createFaults } from './faults.mjs';
import { openSpotify, pictures } from './others.mjs';
import { send } from './send.mjs';

const HOSTS = [ACCOUNTS, API, openSpotify.host, pictures.host];

/**
 * Starts it. `everyHost` makes the browser come here with every other name too, to see what a page would send where:
 * such a call is answered with 404 and listed in `strangers`.
 */
export async function startWorld({ everyHost = false, ...options } = {}) {
  const { key, cert, spkiHash } = certificateFor(HOSTS);
  const faults = createFaults();
  const log = [];
  const sockets = new Map();
  let accounts;
  let api;

  function reset(changed = {}) {
    faults.clear();
    log.length = 0;
    accounts = createAccounts({ ...options, ...changed });
    api = createApi({ accounts, ...options, ...changed });
  }
  reset();

  const siteOf = host =>
    ({ [ACCOUNTS]: accounts, [API]: api, [openSpotify.host]: openSpotify, [pictures.host]: pictures })[host];

  async function answer(request, response) {
    const host = (request.headers.host ?? '').replace(/:\d+$/, '');
    const path = new URL(request.url, `https://${API}`).pathname;
    const entry = entryFor(request, host, path);
    log.push(entry);
    response.on('close', () => {
      entry.status = response.writableFinished ? response.statusCode : 0;
    });
    const site = siteOf(host);
    if (!site) return response.writeHead(404).end();
    const proceed = () => site.handle(request, response);
    const rule = faults.take({ host, method: request.method, path });
    const resetConnection = () => sockets.get(request.socket.remotePort)?.resetAndDestroy();
    return rule ? rule.act({ request, response, proceed, reset: resetConnection, rule }) : proceed();
  }

  // One request a connection: Chromium sends a request again by itself when a connection that it used before breaks,
  // and a lost answer would be a second playlist that no page has made.
  const server = https.createServer({ key, cert }, (request, response) => {
    answer(request, response).catch(error => {
      console.error(`${request.method} ${request.headers.host}: ${error.stack}`);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  server.maxRequestsPerSocket = 1;
  server.on('connection', socket => {
    const port = socket.remotePort;
    sockets.set(port, socket);
    socket.on('close', () => sockets.delete(port));
  });
  // A client that goes away, or does not trust the certificate, is its own business.
  server.on('tlsClientError', () => {});
  await new Promise((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const { port } = server.address();

  const calls = host => log.filter(entry => entry.host === host && entry.method !== 'OPTIONS');
  return {
    port,
    cert,
    faults,
    log,
    reset,
    get accounts() {
      return accounts;
    },
    get api() {
      return api;
    },
    /** The origins that a page may send something to. */
    origins: HOSTS.map(host => `https://${host}`),
    /** Command-line flags that send Chromium here, and nowhere else. */
    flags: [
      `--ignore-certificate-errors-spki-list=${spkiHash}`,
      `--host-resolver-rules=${[
        ...HOSTS.map(host => `MAP ${host} 127.0.0.1:${port}`),
        `MAP * ${everyHost ? `127.0.0.1:${port}` : '~NOTFOUND'}`,
        'EXCLUDE 127.0.0.1',
      ].join(', ')}`,
    ],
    /** Calls of the Web API, preflights not among them. */
    get apiCalls() {
      return calls(API);
    },
    get tokenCalls() {
      return calls(ACCOUNTS).filter(({ path }) => path === '/api/token');
    },
    /** Calls that pages made of other hosts. What belongs to no page is the browser's own: it looks for updates. */
    get strangers() {
      return log.filter(({ host, site }) => !HOSTS.includes(host) && site !== 'none');
    },
    /** How often each call of the Web API was made. */
    counts() {
      const sums = {};
      for (const { endpoint } of calls(API)) sums[endpoint] = (sums[endpoint] ?? 0) + 1;
      return sums;
    },
    request: (url, request) => send({ url, port, cert }, request),
    close: () =>
      new Promise(resolve => {
        server.close(resolve);
        for (const socket of sockets.values()) socket.destroy();
      }),
  };
}
