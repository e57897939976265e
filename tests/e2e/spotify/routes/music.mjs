// The catalogue of Spotify: search and single items. Batches are gone; features and recommendations need old rights.
import { paged, Refusal, refuseUnless, whole } from '../refusal.mjs';

const SEARCH_MOST = 10;
const SEARCH_OTHERWISE = 5;
const FURTHEST = 1000;
const FILTER = /\b(artist|track|album|year|isrc|genre):(?:"([^"]*)"|(\S+))/g;
const TYPES = ['album', 'artist', 'playlist', 'track', 'show', 'episode', 'audiobook'];

const folded = text =>
  text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();
const holds = (text, part) => folded(text).includes(folded(part));

const FILTERS = {
  artist: (track, text) => track.artists.some(({ name }) => holds(name, text)),
  track: (track, text) => holds(track.name, text),
  album: (track, text) => holds(track.album.name, text),
  isrc: (track, text) => track.external_ids.isrc === text.toUpperCase(),
  genre: (_track, text, row) => holds(row.genre, text),
  year: (track, text) => {
    const [from, to = from] = text.split('-').map(Number);
    const year = Number(track.album.release_date.slice(0, 4));
    return from <= year && year <= to;
  },
};

/** What `q` asks for: filters, and words of which each is in the title or the artist. */
function readQuery(text) {
  const filters = [...text.matchAll(FILTER)].map(([, name, quoted, bare]) => [name, quoted ?? bare]);
  return { filters, words: text.replace(FILTER, ' ').split(/\s+/).filter(Boolean) };
}

function search({ url, query, library }) {
  const text = query.get('q');
  refuseUnless(text?.trim(), 400, 'No search query');
  const types = (query.get('type') ?? '').split(',').filter(Boolean);
  refuseUnless(types.length, 400, 'Missing parameter type');
  for (const type of types) refuseUnless(TYPES.includes(type), 400, `Bad search type field ${type}`);
  whole(query, 'offset', { most: FURTHEST });

  const { filters, words } = readQuery(text);
  const fits = track => {
    const all = `${track.name} ${track.artists.map(({ name }) => name).join(' ')}`;
    return (
      filters.every(([name, value]) => FILTERS[name](track, value, library.rowOf.get(track.id))) &&
      words.every(word => holds(all, word))
    );
  };
  const found = {
    track: () => library.tracks.filter(fits),
    artist: () => library.artists.filter(({ name }) => words.every(word => holds(name, word))),
  };
  return Object.fromEntries(
    types.map(type => [
      `${type}s`,
      paged({ url, query }, found[type]?.() ?? [], { most: SEARCH_MOST, otherwise: SEARCH_OTHERWISE }),
    ]),
  );
}

const single =
  type =>
  ({ params, library }) => {
    refuseUnless(/^[0-9A-Za-z]{22}$/.test(params.id), 400, 'Invalid base62 id');
    const found = library[type](params.id);
    refuseUnless(found, 404, 'Resource not found');
    return found;
  };

const oldRights = (status, message, answer) => context => {
  refuseUnless(context.state.oldRights, status, message);
  return answer(context);
};
const featuresOf = (id, { rowOf }) => {
  const row = rowOf.get(id);
  const part = name => Number(row[name]) / 100;
  return row
    ? {
        id,
        type: 'audio_features',
        uri: `spotify:track:${id}`,
        tempo: Number(row.tempo),
        valence: part('valence'),
        energy: part('energy'),
        danceability: part('danceability'),
        acousticness: part('acousticness'),
        instrumentalness: part('instrumentalness'),
      }
    : null;
};
const features = ({ query, params, library }) =>
  params.id
    ? featuresOf(params.id, library)
    : {
        audio_features: (query.get('ids') ?? '')
          .split(',')
          .slice(0, 100)
          .map(id => featuresOf(id, library)),
      };
const recommendations = ({ query, library }) => ({
  seeds: [],
  tracks: library.tracks.slice(0, whole(query, 'limit', { least: 1, most: 100, otherwise: 20 })),
});
const gone = () => {
  throw new Refusal(403, 'Forbidden');
};

export const music = [
  { method: 'GET', path: '/v1/search', answer: search },
  ...['track', 'artist', 'album'].map(type => ({ method: 'GET', path: `/v1/${type}s/{id}`, answer: single(type) })),
  { method: 'GET', path: '/v1/recommendations', answer: oldRights(404, 'Not Found', recommendations) },
  ...['/v1/audio-features', '/v1/audio-features/{id}'].map(path => ({
    method: 'GET',
    path,
    answer: oldRights(403, 'Forbidden', features),
  })),
  ...[
    '/v1/audio-analysis/{id}',
    '/v1/tracks',
    '/v1/artists',
    '/v1/albums',
    '/v1/artists/{id}/top-tracks',
    '/v1/artists/{id}/related-artists',
    '/v1/browse/{page}',
    '/v1/browse/{page}/{id}',
    '/v1/users/{id}',
    '/v1/users/{id}/playlists',
  ].map(path => ({ method: 'GET', path, answer: gone })),
];
