// The computations of gap.py.

/** @typedef {{feature: string, sign: number, beyond: number, text: string}} Remark */

export const PLACES = 65;
const PLATEAU = 0.03;

/** @param {number[]} drawn @param {number[]} true_ */
export function gap(drawn, true_) {
  const apart = drawn.map((height, i) => Math.abs(height - true_[i])).filter(Number.isFinite);
  return mean(apart);
}

/**
 * @param {number[]} heights @param {number[]} places @param {Record<string, number[]>} [others]
 * @returns {Record<string, number>}
 */
export function features(heights, places, others = {}) {
  const there = heights.map((_, i) => i).filter((i) => Number.isFinite(heights[i]));
  const y = there.map((i) => heights[i]);
  const x = there.map((i) => places[i]);
  const height = Math.max(...y);
  const depth = Math.min(...y);
  const near = PLATEAU * (height - depth);
  const [one, three] = [1, 3].map((quarter) => Math.floor((quarter * (y.length - 1)) / 4));
  /** @type {Record<string, number>} */
  const made = {
    "left end": y[0],
    "right end": y[y.length - 1],
    peak: middle(x.filter((_, i) => y[i] >= height - near)),
    valley: middle(x.filter((_, i) => y[i] <= depth + near)),
    height,
    depth,
    width: mean(y.map((value) => Number(value > height / 2))),
    level: mean(y),
    slope: (y[three] - y[one]) / (x[three] - x[one]),
  };
  for (const [key, given] of Object.entries(others)) {
    const above = there.map((i) => heights[i] - given[i]);
    made[`below ${key}`] = mean(above.map((value) => Number(value < -0.02 * (height - depth))));
    made[`nearest ${key}`] = Math.min(...above);
  }
  return made;
}

/** @param {Record<string, number>} drawn @param {Record<string, number>} true_ @param {Remark[]} remarks */
export function remarkOn(drawn, true_, remarks) {
  return remarks.find(({ feature, sign, beyond }) => sign * (drawn[feature] - true_[feature]) > beyond);
}

/** @param {number[]} places */
function middle(places) {
  return (places[0] + places[places.length - 1]) / 2;
}

/** @param {number[]} numbers */
function mean(numbers) {
  return numbers.reduce((a, b) => a + b, 0) / numbers.length;
}
