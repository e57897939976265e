// api.spotify.com: the Web API as a new app meets it in late 2026, strict where Spotify is strict.
//
// The rules are in order: is there such a call, whose token is it, is the app in order, may the token do this, does the
// listener pay for it, is the request well made. What the calls do is in `routes/`.
import { createLibrary, idFor } from './library.mjs';
import { Refusal, refuseUnless } from './refusal.mjs';
import { listener } from './routes/listener.mjs';
import { music } from './routes/music.mjs';
import { player } from './routes/player.mjs';
import { playlists } from './routes/playlists.mjs';

export const HOST = 'api.spotify.com';
const BODY_MOST = 64 * 1024;
const CORS = { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Credentials': 'true' };
const PREFLIGHT = {
  ...CORS,
  'Access-Control-Allow-Headers': [
    'Accept, App-Platform, Authorization, Content-Type, Origin, Retry-After, Spotify-App-Version',
    'X-Cloud-Trace-Context, client-token, content-access-token',
  ].join(', '),
  'Access-Control-Allow-Methods': 'GET, POST, OPTIONS, PUT, DELETE, PATCH',
  'Access-Control-Max-Age': '604800',
};

const ROUTES = [...listener, ...music, ...playlists, ...player].map(route => ({
  ...route,
  pattern: new RegExp(`^${route.path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`),
}));

/** The name of a call in the counters: method and path with its ids left out. */
export function endpointOf(method, path) {
  const routes = ROUTES.filter(({ pattern }) => pattern.test(path));
  return `${method} ${(routes.find(route => route.method === method) ?? routes[0])?.path ?? path}`;
}

let usual;
const usualLibrary = () => {
  usual ??= createLibrary();
  return usual;
};
const ofThe = (list, from, many) =>
  Array.from({ length: Math.min(many, list.length) }, (_, index) => list[(from + index * 7) % list.length]);

/** A listener with a taste, two speakers that sleep, and no playlists yet. */
function createState(library) {
  const ranges = list => ({
    short_term: ofThe(list, 0, 50),
    medium_term: ofThe(list, 3, 50),
    long_term: ofThe(list, 11, 50),
  });
  const device = (name, type, more) => ({
    id: idFor(`device ${name}`),
    name,
    type,
    is_active: false,
    is_private_session: false,
    is_restricted: false,
    supports_volume: true,
    volume_percent: 50,
    ...more,
  });
  return {
    user: { id: 'listener', accountId: idFor('account'), name: 'A listener' },
    premium: true,
    ownerPremium: true,
    allowListed: true,
    oldRights: false,
    keepsPrivate: false,
    callsLeft: Infinity,
    top: { artists: ranges(library.artists), tracks: ranges(library.tracks) },
    recent: ofThe(library.tracks, 5, 50),
    saved: new Map(ofThe(library.tracks, 1, 60).map(({ uri }) => [uri, '2026-01-01T00:00:00Z'])),
    playlists: [],
    devices: [device('Kitchen', 'Speaker'), device('Desk', 'Computer')],
    playback: { uri: null, queue: [], playing: false, progress_ms: 0 },
  };
}

async function bodyOf(request) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    refuseUnless(size <= BODY_MOST, 413, 'Request entity too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function parsed(text, { headers }, route) {
  if (!route.json || text === '') return {};
  refuseUnless(/^application\/json\b/.test(headers['content-type'] ?? ''), 415, 'Unsupported media type');
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Refusal(400, 'Error parsing JSON.');
  }
  refuseUnless(value !== null && typeof value === 'object' && !Array.isArray(value), 400, 'Error parsing JSON.');
  return value;
}

/** The API without its socket; `state` may be read and changed by the tests at any time. */
export function createApi({ accounts, library = usualLibrary() }) {
  const state = createState(library);

  function routeOf(method, path) {
    const there = ROUTES.filter(({ pattern }) => pattern.test(path));
    refuseUnless(there.length, 404, 'Service not found');
    const route = there.find(route => route.method === method);
    refuseUnless(route, 405, 'Method not allowed');
    return route;
  }

  async function holderOf({ headers }) {
    const [scheme, token] = (headers.authorization ?? '').split(' ');
    refuseUnless(headers.authorization, 401, 'No token provided');
    refuseUnless(scheme === 'Bearer' && token, 400, 'Only valid bearer authentication supported');
    const holder = await accounts.holder(token);
    refuseUnless(holder.state !== 'expired', 401, 'The access token expired');
    refuseUnless(holder.state === 'valid', 401, 'Invalid access token');
    return holder;
  }

  function admit(route, { scopes }) {
    refuseUnless(state.ownerPremium, 403, 'Active premium subscription required for the owner of the app.');
    refuseUnless(state.allowListed, 403, 'User not registered in the Developer Dashboard');
    refuseUnless(state.callsLeft > 0, 429, 'Quota exceeded', 'QUOTA_EXCEEDED');
    state.callsLeft -= 1;
    refuseUnless(!route.scopes || route.scopes.some(scope => scopes.has(scope)), 403, 'Insufficient client scope');
    refuseUnless(!route.premium || state.premium, 403, 'Player command failed: Premium required', 'PREMIUM_REQUIRED');
  }

  async function answer(request) {
    const url = new URL(request.url, `https://${HOST}`);
    const text = await bodyOf(request);
    const route = routeOf(request.method, url.pathname);
    const holder = await holderOf(request);
    admit(route, holder);
    const params = route.pattern.exec(url.pathname).groups ?? {};
    const given = route.answer({
      url,
      query: url.searchParams,
      params,
      body: parsed(text, request, route),
      scopes: holder.scopes,
      state,
      library,
    });
    if (given === null) return { status: route.method === 'GET' || route.premium ? 204 : 200 };
    return given.status && given.body ? given : { status: 200, body: given };
  }

  return {
    state,
    library,
    async handle(request, response) {
      if (request.method === 'OPTIONS') return response.writeHead(204, PREFLIGHT).end();
      const { status, body } = await answer(request).catch(error => {
        if (!(error instanceof Refusal)) throw error;
        return error;
      });
      const bytes = body === undefined ? '' : JSON.stringify(body);
      response.writeHead(status, {
        ...CORS,
        'Cache-Control': 'private, max-age=0',
        ...(bytes ? { 'Content-Type': 'application/json; charset=utf-8' } : {}),
      });
      response.end(bytes);
    },
  };
}
