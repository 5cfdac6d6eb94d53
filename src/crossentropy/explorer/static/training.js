// The computations of crossentropy/figures/descent.py: 20 students, gradient descent and Newton's method from 0.

const HOURS = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 1.75, 2, 2.25, 2.5, 2.75, 3, 3.25, 3.5, 4, 4.25, 4.5, 4.75, 5, 5.5];
const PASSED = [0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1];
const MOST_STEPS = 1000;
const NEWTON_STEPS = 6;

/** @typedef {{bias: number[], weight: number[], losses: number[]}} Descent */

/** @param {number[]} values */
function mean(values) {
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

/** Mean loss in nats, its gradient and its Hessian (three numbers) in one pass. @param {number} bias @param {number} weight @param {number[]} x */
function lossAt(bias, weight, x) {
  let loss = 0, g0 = 0, g1 = 0, h00 = 0, h01 = 0, h11 = 0;
  for (let i = 0; i < x.length; i++) {
    const z = bias + weight * x[i];
    const e = Math.exp(-Math.abs(z));
    const s = z >= 0 ? 1 / (1 + e) : e / (1 + e);
    const against = PASSED[i] ? -z : z;
    const residual = PASSED[i] ? -(z >= 0 ? e / (1 + e) : 1 / (1 + e)) : s;
    const curvature = e / (1 + e) ** 2;
    loss += Math.max(against, 0) + Math.log1p(e);
    g0 += residual;
    g1 += residual * x[i];
    h00 += curvature;
    h01 += curvature * x[i];
    h11 += curvature * x[i] * x[i];
  }
  const n = x.length;
  return { loss: loss / n, gradient: [g0 / n, g1 / n], hessian: [h00 / n, h01 / n, h11 / n] };
}

/** Follow a rule from 0. @param {string} standardise @param {number} steps @param {(at: ReturnType<typeof lossAt>) => number[]} move @returns {Descent} */
function descend(standardise, steps, move) {
  const x = FEATURES[standardise];
  const bias = [0], weight = [0], losses = [];
  for (let t = 0; ; t++) {
    const at = lossAt(bias[t], weight[t], x);
    losses.push(at.loss);
    if (t === steps) return { bias, weight, losses };
    const [down0, down1] = move(at);
    bias.push(bias[t] - down0);
    weight.push(weight[t] - down1);
  }
}

/** Gradient descent from 0; the last few paths are kept, so that the slider of steps only cuts them off.
 * @param {number} stepSize @param {string} standardise @returns {Descent} */
function gradientPath(stepSize, standardise) {
  const key = `${stepSize} ${standardise}`;
  let path = gradientPath.kept.get(key);
  if (!path) {
    path = descend(standardise, MOST_STEPS, ({ gradient }) => [stepSize * gradient[0], stepSize * gradient[1]]);
    if (gradientPath.kept.size > 8) gradientPath.kept.clear();
    gradientPath.kept.set(key, path);
  }
  return path;
}
/** @type {Map<string, Descent>} */
gradientPath.kept = new Map();

/** @param {string} standardise */
function newtonPath(standardise) {
  return descend(standardise, NEWTON_STEPS, ({ gradient: [g0, g1], hessian: [a, b, c] }) => {
    const determinant = a * c - b * b;
    return [(c * g0 - b * g1) / determinant, (a * g1 - b * g0) / determinant];
  });
}

/** @type {Record<string, Descent>} */
const NEWTON = { off: newtonPath("off"), on: newtonPath("on") };
const LEAST_LOSS = NEWTON.off.losses[NEWTON_STEPS];

/** The larger eigenvalue of a symmetric matrix. @param {number} a @param {number} b @param {number} c */
function largestEigenvalue(a, b, c) {
  return (a + c + Math.sqrt((a - c) ** 2 + 4 * b * b)) / 2;
}

/** The step size below which no step goes up, and the one above which the optimum repels. @param {string} standardise */
function stepBounds(standardise) {
  const x = FEATURES[standardise];
  const { bias, weight } = NEWTON[standardise];
  const [a, b, c] = lossAt(bias[NEWTON_STEPS], weight[NEWTON_STEPS], x).hessian;
  const everywhere = largestEigenvalue(1 / 4, mean(x) / 4, mean(x.map((each) => each * each)) / 4);
  return [2 / everywhere, 2 / largestEigenvalue(a, b, c)];
}

/** How many of the first steps went up, not counting the last digits. @param {number[]} losses @param {number} steps */
function risesOf(losses, steps) {
  let count = 0;
  for (let t = 0; t < steps; t++) if (losses[t + 1] > losses[t] + 1e-9) count++;
  return count;
}
