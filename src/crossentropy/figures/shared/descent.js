// The computations of crossentropy/figures/shared/descent.py: 20 students, gradient descent and Newton's method from 0.

export const HOURS = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 1.75, 2, 2.25, 2.5, 2.75, 3, 3.25, 3.5, 4, 4.25, 4.5, 4.75, 5, 5.5];
export const PASSED = [0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1];
export const MOST_STEPS = 1000;
export const NEWTON_STEPS = 6;

/** @typedef {{bias: number[], weight: number[], losses: number[]}} Descent */

/** @param {number[]} values */
export function mean(values) {
  return values.reduce((a, b) => a + b, 0) / values.length;
}

/** The numbers with mean 0 and standard deviation 1. @param {number[]} values */
function standardised(values) {
  const centre = mean(values);
  const spread = Math.sqrt(mean(values.map((each) => (each - centre) ** 2)));
  return values.map((each) => (each - centre) / spread);
}

/** The students' feature by the switch. @type {Record<string, number[]>} */
const FEATURES = { off: HOURS, on: standardised(HOURS) };

/** The Hessian of the mean loss: its three numbers. @param {number} bias @param {number} weight @param {number[]} x */
function hessianAt(bias, weight, x) {
  let a = 0, b = 0, c = 0;
  for (const each of x) {
    const e = Math.exp(-Math.abs(bias + weight * each));
    const curvature = e / (1 + e) ** 2;
    a += curvature;
    b += curvature * each;
    c += curvature * each * each;
  }
  return [a / x.length, b / x.length, c / x.length];
}

/**
 * From 0, step by step. Sums run in one loop, and one logarithm serves all students: a slider waits for this.
 * @param {number[]} x @param {number} steps @param {(g0: number, g1: number, bias: number, weight: number) => number[]} move
 * @returns {Descent}
 */
function descend(x, steps, move) {
  const n = x.length;
  const path = { bias: [0], weight: [0], losses: /** @type {number[]} */ ([]) };
  for (let t = 0; ; t++) {
    const bias = path.bias[t], weight = path.weight[t];
    let g0 = 0, g1 = 0, linear = 0, product = 1;
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

/** Gradient descent from 0; the last few paths are kept, so that the slider of steps only cuts them off.
 * @param {number} stepSize @param {string} standardise @returns {Descent} */
export function gradientPath(stepSize, standardise) {
  const key = `${stepSize} ${standardise}`;
  let path = gradientPath.kept.get(key);
  if (!path) {
    path = descend(FEATURES[standardise], MOST_STEPS, (g0, g1) => [stepSize * g0, stepSize * g1]);
    if (gradientPath.kept.size > 8) gradientPath.kept.clear();
    gradientPath.kept.set(key, path);
  }
  return path;
}
/** @type {Map<string, Descent>} */
gradientPath.kept = new Map();

/** @param {string} standardise */
function newtonPath(standardise) {
  const x = FEATURES[standardise];
  return descend(x, NEWTON_STEPS, (g0, g1, bias, weight) => {
    const [a, b, c] = hessianAt(bias, weight, x);
    const determinant = a * c - b * b;
    return [(c * g0 - b * g1) / determinant, (a * g1 - b * g0) / determinant];
  });
}

/** @type {Record<string, Descent>} */
export const NEWTON = { off: newtonPath("off"), on: newtonPath("on") };
export const LEAST_LOSS = NEWTON.off.losses[NEWTON_STEPS];

/** The larger eigenvalue of a symmetric matrix. @param {number} a @param {number} b @param {number} c */
function largestEigenvalue(a, b, c) {
  return (a + c + Math.sqrt((a - c) ** 2 + 4 * b * b)) / 2;
}

/** The step size below which no step goes up, and the one above which the optimum repels. @param {string} standardise */
export function stepBounds(standardise) {
  const x = FEATURES[standardise];
  const { bias, weight } = NEWTON[standardise];
  const [a, b, c] = hessianAt(bias[NEWTON_STEPS], weight[NEWTON_STEPS], x);
  const everywhere = largestEigenvalue(1 / 4, mean(x) / 4, mean(x.map((each) => each * each)) / 4);
  return [2 / everywhere, 2 / largestEigenvalue(a, b, c)];
}

/** How many of the first steps went up, not counting the last digits. @param {number[]} losses @param {number} steps */
export function risesOf(losses, steps) {
  let count = 0;
  for (let t = 0; t < steps; t++) if (losses[t + 1] > losses[t] + 1e-9) count++;
  return count;
}
