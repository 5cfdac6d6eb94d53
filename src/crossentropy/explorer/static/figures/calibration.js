// The computations of crossentropy/figures/_calibration.py.
{
  const SPREAD = 2;
  const Z = linspace(0, 8 * SPREAD, 161);
  const DENSITY = Z.map((z) => Math.exp(-0.5 * (z / SPREAD) ** 2));
  const TOTAL = 2 * sum(DENSITY) - DENSITY[0];
  const WEIGHTS = DENSITY.map((each, i) => ((i ? 2 : 1) * each) / TOTAL);
  const K = linspace(Math.log(0.2), Math.log(5), 61).map(Math.exp);
  const R = linspace(0, 1, 201);
  const LEAST = lossAt(1);
  const ACCURACY = sum(Z.map((z, i) => WEIGHTS[i] * sigmoid(z)));

  /** The loss at each K, computed when a figure first asks. @type {number[] | undefined} */
  let losses;

  /** @param {number[]} numbers */
  function sum(numbers) {
    return numbers.reduce((a, b) => a + b, 0);
  }

  /** The mean cross-entropy of the model sigmoid(k z) where sigmoid(z) is true. @param {number} k */
  function lossAt(k) {
    return sum(Z.map((z, i) => WEIGHTS[i] * crossEntropyFromLogits(z, k * z)));
  }

  /** How often it happens when the model says r. @param {number} r @param {number} k */
  function frequency(r, k) {
    return sigmoid((Math.log(r) - Math.log1p(-r)) / k);
  }

  figures["calibration"] = {
    curves({ k, unit }) {
      losses ??= K.map(lossAt);
      const loss = lossAt(k) * perNat(unit), floor = LEAST * perNat(unit);
      return {
        happens: { x: R, y: R.map((r) => frequency(r, k)) },
        said: { x: [0.9], y: [frequency(0.9, k)] },
        loss: { x: K, y: losses.map((each) => each * perNat(unit)) },
        floor: { x: [K[0], K[60]], y: [floor, floor] },
        excess: { x: [k, k], y: [floor, loss] },
        point: { x: [k], y: [loss] },
      };
    },
    readouts({ k, unit }) {
      const loss = lossAt(k);
      return { loss: loss * perNat(unit), excess: (loss - LEAST) * perNat(unit), accuracy: 100 * ACCURACY };
    },
    labels({ unit }) {
      return { loss: `mean loss (${unit})` };
    },
    sentence({ k, unit }) {
      const { loss, excess } = this.readouts({ k, unit });
      const happens = shown(100 * frequency(0.9, k), 0);
      if (k === 1) {
        return `Calibrated: of the events it gives 0.90, ${happens} in 100 happen. Its loss, ${shown(loss, 4)} ${unit}, is the ` +
          "entropy that the truth leaves.";
      }
      return `${k > 1 ? "Overconfident" : "Underconfident"}: of the events it gives 0.90, ${happens} in 100 happen. Of the ` +
        `loss, ${shown(excess, 4)} ${unit} would go if the logits were divided by ${fixed(k, 2)}.`;
    },
  };
}
