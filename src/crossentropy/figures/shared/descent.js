// The computations of crossentropy/figures/shared/descent.py: 20 students, and paths of steps from 0.

export const HOURS = [
  0.5, 0.75, 1, 1.25, 1.5, 1.75, 1.75, 2, 2.25, 2.5, 2.75, 3, 3.25, 3.5, 4, 4.25, 4.5, 4.75, 5, 5.5,
];
export const PASSED = [0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1];

/** @typedef {{bias: number[], weight: number[], losses: number[]}} Descent */

/** @param {number[]} values */
export function mean(values) {
  return values.reduce((a, b) => a + b, 0) / values.length;
}

/** The numbers with mean 0 and standard deviation 1. @param {number[]} values */
function standardised(values) {
  const centre = mean(values);
  const spread = Math.sqrt(mean(values.map((value) => (value - centre) ** 2)));
  return values.map((value) => (value - centre) / spread);
}

/** The students' feature by the switch. @type {Record<string, number[]>} */
export const FEATURES = { off: HOURS, on: standardised(HOURS) };

/** The Hessian of the mean loss: its three numbers. @param {number} bias @param {number} weight @param {number[]} x */
export function hessianAt(bias, weight, x) {
  let a = 0;
  let b = 0;
  let c = 0;
  for (const feature of x) {
    const e = Math.exp(-Math.abs(bias + weight * feature));
    const curvature = e / (1 + e) ** 2;
    a += curvature;
    b += curvature * feature;
    c += curvature * feature * feature;
  }
  return [a / x.length, b / x.length, c / x.length];
}

/**
 * From 0, step by step. Sums run in one loop, and one logarithm serves all students: a slider waits for this.
 * @param {number[]} x @param {number} steps @param {(g0: number, g1: number, bias: number, weight: number) => number[]} move
 * @returns {Descent}
 */
export function descend(x, steps, move) {
  const n = x.length;
  const path = { bias: [0], weight: [0], losses: /** @type {number[]} */ ([]) };
  for (let t = 0; ; t++) {
    const bias = path.bias[t];
    const weight = path.weight[t];
    let g0 = 0;
    let g1 = 0;
    let linear = 0;
    let product = 1;
    for (let i = 0; i < n; i++) {
      const z = bias + weight * x[i];
      const e = Math.exp(-Math.abs(z));
      const residual = PASSED[i] ? (z >= 0 ? -e : -1) / (1 + e) : (z >= 0 ? 1 : e) / (1 + e);
      g0 += residual;
      g1 += residual * x[i];
      linear += Math.max(PASSED[i] ? -z : z, 0);
      product *= 1 + e;
    }
    path.losses.push((linear + Math.log(product)) / n);
    if (t === steps) return path;
    const [down0, down1] = move(g0 / n, g1 / n, bias, weight);
    path.bias.push(bias - down0);
    path.weight.push(weight - down1);
  }
}
