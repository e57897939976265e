// A client that plays by the rules, for the tests of the closed world; each of its steps can be bent.
import { createHash, randomBytes } from 'node:crypto';

export const REDIRECT = 'http://127.0.0.1:8080/';
const ACCOUNTS = 'https://accounts.spotify.com';
const MOST_REDIRECTS = 10;

export function pkce() {
  const verifier = randomBytes(48).toString('base64url');
  return {
    verifier,
    challenge: createHash('sha256').update(verifier).digest('base64url'),
    state: randomBytes(16).toString('base64url'),
  };
}

/** The address that starts a sign-in; a parameter given as null is left out. */
export function authorizeUrl(clientId, { challenge, state }, changed = {}) {
  const parameters = {
    client_id: clientId,
    response_type: 'code',
    redirect_uri: REDIRECT,
    scope: 'user-top-read',
    state,
    code_challenge_method: 'S256',
    code_challenge: challenge,
    ...changed,
  };
  const given = Object.entries(parameters).filter(([, value]) => value !== null);
  return `${ACCOUNTS}/authorize?${new URLSearchParams(given)}`;
}

function parametersOf(url) {
  const { search, hash } = new URL(url);
  return Object.fromEntries(new URLSearchParams(search || hash.slice(1)));
}

/** A browser without a page: follows redirects with its cookies until one leaves Spotify, or a page is shown. */
export function createVisitor(world) {
  const cookies = new Map();
  return {
    async go(url, request) {
      let answer;
      for (let hop = 0; hop < MOST_REDIRECTS; hop += 1) {
        const cookie = [...cookies].map(pair => pair.join('=')).join('; ');
        answer = await world.request(url, {
          ...request,
          headers: { accept: 'text/html', ...(cookie ? { cookie } : {}), ...request?.headers },
        });
        for (const set of answer.headers['set-cookie'] ?? []) {
          const [, name, value] = /^([^=]+)=([^;]*)/.exec(set);
          cookies.set(name, value);
        }
        if (!answer.headers.location) return { url, answer };
        url = new URL(answer.headers.location, url).href;
        if (!url.startsWith(ACCOUNTS)) return { url, answer, back: parametersOf(url) };
        request = undefined;
      }
      throw new Error(`more than ${MOST_REDIRECTS} redirects`);
    },
  };
}

/** A call of the token endpoint; a field given as null is left out. */
export const token = (world, fields, headers = {}) =>
  world.request(`${ACCOUNTS}/api/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: new URLSearchParams(Object.entries(fields).filter(([, value]) => value !== null)).toString(),
  });

/** As far as the code: what a page has in its hands after the redirect. */
export async function codeFor(
  world,
  { clientId = world.accounts.register({ redirectUris: [REDIRECT] }), visitor = createVisitor(world), ...changed } = {},
) {
  const secrets = pkce();
  const { back } = await visitor.go(authorizeUrl(clientId, secrets, changed));
  return { clientId, visitor, secrets, back };
}

export const exchange = (world, { clientId, secrets, back }, changed = {}) =>
  token(world, {
    grant_type: 'authorization_code',
    code: back.code,
    redirect_uri: REDIRECT,
    client_id: clientId,
    code_verifier: secrets.verifier,
    ...changed,
  });
export const refresh = (world, clientId, refreshToken, changed = {}) =>
  token(world, { grant_type: 'refresh_token', refresh_token: refreshToken, client_id: clientId, ...changed });

/** A whole sign-in, and calls of the Web API in its name. */
export async function signIn(world, options = {}) {
  const signedIn = await codeFor(world, options);
  const { json: tokens } = await exchange(world, signedIn);
  const call = (method, path, value) =>
    world.request(`https://api.spotify.com${path}`, {
      method,
      headers: {
        authorization: `Bearer ${tokens.access_token}`,
        ...(value === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: value === undefined ? undefined : JSON.stringify(value),
    });
  return { ...signedIn, tokens, call };
}
