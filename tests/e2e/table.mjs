// A table of a person's own tracks, as large as it is wanted.

const HEADER =
  'track_id,track_name,artists,year,track_genre,explicit,' +
  'valence,energy,danceability,tempo,acousticness,instrumentalness';

const row = at => {
  // Spread evenly, and no two rows alike.
  const share = root => ((at * Math.sqrt(root)) % 1).toFixed(3);
  const names = `,"Song ${at}",Artist ${at % 5000},${1960 + (at % 60)},genre ${at % 30},False`;
  return `${names},${share(2)},${share(3)},${share(5)},${(60 + 120 * share(7)).toFixed(2)},${share(11)},${share(13)}`;
};

/** A CSV file of so many rows; `spoil` may change any of them. */
export const table = (rows, spoil = line => line) =>
  Buffer.from([HEADER, ...Array.from({ length: rows }, (_, at) => spoil(row(at), at))].join('\n'));
