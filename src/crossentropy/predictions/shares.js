// How the percentages of a question's answers move: whole numbers from 1 on that add up to 100.

/**
 * The percentages, and which of the answers the reader has touched, the one longest ago first. Nothing touched: an even
 * split, exactly, whatever its percentages are rounded to.
 * @typedef {{percent: number[], touched: number[]}} Shares
 */

/** @param {number} count @returns {Shares} */
export function even(count) {
  return { percent: split(100, count), touched: [] };
}

/** @param {number[]} percent @returns {Shares} */
export function given(percent) {
  return { percent, touched: percent.map((_, i) => i) };
}

/** As fractions that add up to 1. @param {Shares} shares */
export function fractions({ percent, touched }) {
  return percent.map((share) => (touched.length ? share / 100 : 1 / percent.length));
}

/**
 * Give one answer another share. What the reader has set stays as far as it can: the untouched answers share the rest, and
 * where that is too little, or all are touched, those give and take that were touched longest ago.
 * @param {Shares} shares @param {number} place @param {number} to @returns {Shares}
 */
export function moved(shares, place, to) {
  const percent = [...shares.percent];
  const touched = [...shares.touched.filter((other) => other !== place), place];
  const free = percent.map((_, i) => i).filter((i) => !touched.includes(i));
  percent[place] = Math.min(Math.max(Math.round(to), 1), 101 - percent.length);
  let rest = 100 - touched.reduce((sum, i) => sum + percent[i], 0);
  for (const other of touched.slice(0, -1)) {
    const wanted = free.length ? Math.min(rest - free.length, 0) : rest;
    const change = Math.max(wanted, 1 - percent[other]);
    percent[other] += change;
    rest -= change;
  }
  const parts = split(rest, free.length);
  free.forEach((i, n) => {
    percent[i] = parts[n];
  });
  return { percent, touched };
}

/** A whole number in parts that differ by at most 1. @param {number} whole @param {number} count */
function split(whole, count) {
  return Array.from({ length: count }, (_, i) => Math.floor(whole / count) + (i < whole % count ? 1 : 0));
}
