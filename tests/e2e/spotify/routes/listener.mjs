// Who listens, and what they like: profile, top lists, recently played, liked tracks.
import { images, link } from '../library.mjs';
import { paged, refuseUnless, urisOf } from '../refusal.mjs';

const RANGES = ['short_term', 'medium_term', 'long_term'];
const LIBRARY_MOST = 40;
const LIBRARY_TYPES = /track|album|episode|show|audiobook/;

// No product, country, email or followers: whether it is a Premium account can't be read.
const profile = ({ state }) => ({
  ...link('user', state.user.id),
  account_id: state.user.accountId,
  display_name: state.user.name,
  images: images(state.user.id, [300, 64]),
});

function top({ url, query, params, state }) {
  refuseUnless(['artists', 'tracks'].includes(params.type), 400, 'Invalid type');
  const range = query.get('time_range') ?? 'medium_term';
  refuseUnless(RANGES.includes(range), 400, 'Invalid time range');
  return paged({ url, query }, state.top[params.type][range]);
}

function recent({ url, query, state }) {
  const { items, limit } = paged({ url, query }, state.recent);
  const played = items.map((track, index) => ({
    track,
    played_at: new Date(Date.UTC(2026, 10, 1) - index * 240_000).toISOString(),
    context: null,
  }));
  return { href: url.href, limit, next: null, cursors: null, items: played };
}

const saved = ({ url, query, state, library }) =>
  paged(
    { url, query },
    [...state.saved]
      .reverse()
      .map(([uri, at]) => ({ added_at: at, track: library.track(uri.split(':')[2]) }))
      .filter(({ track }) => track),
  );

function change(act) {
  return ({ query, state }) => {
    for (const uri of urisOf(query.get('uris'), LIBRARY_MOST, LIBRARY_TYPES)) act(state.saved, uri);
    return null;
  };
}
const contains = ({ query, state }) =>
  urisOf(query.get('uris'), LIBRARY_MOST, LIBRARY_TYPES).map(uri => state.saved.has(uri));

export const listener = [
  { method: 'GET', path: '/v1/me', answer: profile },
  { method: 'GET', path: '/v1/me/top/{type}', scopes: ['user-top-read'], answer: top },
  { method: 'GET', path: '/v1/me/player/recently-played', scopes: ['user-read-recently-played'], answer: recent },
  { method: 'GET', path: '/v1/me/tracks', scopes: ['user-library-read'], answer: saved },
  { method: 'GET', path: '/v1/me/library/contains', scopes: ['user-library-read'], answer: contains },
  {
    method: 'PUT',
    path: '/v1/me/library',
    scopes: ['user-library-modify'],
    answer: change((list, uri) => list.set(uri, new Date().toISOString())),
  },
  {
    method: 'DELETE',
    path: '/v1/me/library',
    scopes: ['user-library-modify'],
    answer: change((list, uri) => list.delete(uri)),
  },
];
