// A table of a person's own tracks, as large as it is wanted.

const HEADER = 'track_id,track_name,artists,year,track_genre,explicit,valence,energy,danceability,tempo,acousticness,instrumentalness';

const row = at => {
  const share = step => ((at * step) % 1000) / 1000;
  return `,"Song ${at}",Artist ${at % 5000},${1960 + (at % 60)},genre ${at % 30},False,${share(7)},${share(13)},${share(11)},${60 + (at % 120)},${share(17)},${share(3)}`;
};

/** A CSV file of so many rows; `spoil` may change any of them. */
export const table = (rows, spoil = line => line) =>
  Buffer.from([HEADER, ...Array.from({ length: rows }, (_, at) => spoil(row(at), at))].join('\n'));
