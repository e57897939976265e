// What the tables of measurements are made of.

/** The value below which this share of the numbers lies. */
export const quantile = (numbers, share) =>
  [...numbers].sort((a, b) => a - b)[Math.min(numbers.length - 1, Math.floor(share * numbers.length))];

/** Milliseconds in a column nine wide. */
export const ms = number => (number === undefined ? '–' : number.toFixed(1)).padStart(9);
