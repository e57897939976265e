// The music of the closed world: the tracks of the page's own catalogue, in the shape in which Spotify gives them.
//
// Fields that Spotify took away (preview_url, popularity, available_markets, followers) are not here.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

const CATALOGUE = new URL('../../../src/domain/music/catalogue.tsv', import.meta.url);
const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** An id as Spotify writes them, 22 digits to the base of 62; the same for the same text. */
export function idFor(text) {
  let number = BigInt(`0x${createHash('sha256').update(text).digest('hex').slice(0, 32)}`);
  let id = '';
  while (id.length < 22) {
    id = DIGITS[Number(number % 62n)] + id;
    number /= 62n;
  }
  return id;
}

export const link = (type, id) => ({
  external_urls: { spotify: `https://open.spotify.com/${type}/${id}` },
  href: `https://api.spotify.com/v1/${type}s/${id}`,
  id,
  type,
  uri: `spotify:${type}:${id}`,
});
export const images = (seed, sizes = [640, 300, 64]) =>
  sizes.map(size => ({
    url: `https://i.scdn.co/image/${createHash('sha1').update(`${seed} ${size}`).digest('hex')}`,
    width: size,
    height: size,
  }));

const simpleArtist = name => ({ ...link('artist', idFor(`artist ${name}`)), name });

// Spotify's genres are unreliable: half of the artists have none.
const artist = (name, genre, index) => ({
  ...simpleArtist(name),
  genres: index % 2 ? [] : [genre],
  images: images(name),
});

function track({ id, title, artist: name, year }, index) {
  const album = `${title} (album)`;
  return {
    album: {
      ...link('album', idFor(`album ${name} ${album}`)),
      album_type: 'album',
      artists: [simpleArtist(name)],
      images: images(album),
      name: album,
      release_date: `${year}-01-01`,
      release_date_precision: 'day',
      total_tracks: 1,
    },
    artists: [simpleArtist(name)],
    disc_number: 1,
    duration_ms: 180_000 + (index % 60) * 1000,
    explicit: false,
    external_ids: { isrc: `XXTST${String(index).padStart(7, '0')}` },
    ...link('track', id || idFor(`track ${name} ${title}`)),
    is_local: false,
    is_playable: true,
    name: title,
    track_number: 1,
  };
}

/** Rows of the catalogue by the names in its head line. */
export function readCatalogue(text = readFileSync(CATALOGUE, 'utf8')) {
  const [head, ...rows] = text
    .split('\n')
    .filter(line => line && !line.startsWith('#'))
    .map(line => line.split('\t'));
  return rows.map(row => Object.fromEntries(head.map((name, column) => [name, row[column]])));
}

/** Tracks and artists of these rows; `genreOf` and `yearOf` serve the filters of the search. */
export function createLibrary(rows = readCatalogue()) {
  const tracks = rows.map(track);
  const names = [...new Map(rows.map(row => [row.artist, row.genre]))];
  const artists = names.map(([name, genre], index) => artist(name, genre, index));
  return {
    tracks,
    artists,
    rowOf: new Map(tracks.map((entry, index) => [entry.id, rows[index]])),
    track: id => tracks.find(entry => entry.id === id),
    artist: id => artists.find(entry => entry.id === id),
    album: id => tracks.find(entry => entry.album.id === id)?.album,
  };
}
