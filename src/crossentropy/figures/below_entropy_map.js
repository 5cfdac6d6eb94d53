// The computations of below_entropy_map.py.

import { fixed, shown } from "livefigure/frontend/number_text.js";
import { crossEntropy, entropy } from "../information.js";
import { beyond } from "./shared/beyond.js";
import { LN2, perNat } from "./shared/parts.js";

/** @typedef {{p: number, q: number, unit: string}} Values */

const TOP = 1.5;

/** H(p), H(p, q) and H(q). @param {Values} values */
function heights({ p, q, unit }) {
  const nat = perNat(unit);
  return [entropy([p, 1 - p]) * nat, crossEntropy([p, 1 - p], [q, 1 - q]) * nat, entropy([q, 1 - q]) * nat];
}

/** @type {import("livefigure/frontend/figure.js").FigureModel<Values>} */
export default {
  curves(values) {
    const { p, q } = values;
    const [truth, paid, expected] = heights(values);
    return {
      point: { x: [p], y: [q] },
      H_p: { x: [1], y: [truth] },
      H_pq: { x: [2], y: [paid] },
      beyond: beyond(TOP, { x: [2], y: [paid] }),
      H_q: { x: [3], y: [expected] },
      level: { x: [0.55, 3.45], y: [expected, expected] },
    };
  },
  readouts(values) {
    const { p, q, unit } = values;
    const [truth, paid] = heights(values);
    return { step: (q - p) * (Math.log(q) - Math.log(1 - q)) * perNat(unit), D: paid - truth };
  },
  labels(values) {
    const [truth, paid, expected] = heights(values).map((height) => fixed(height, 2));
    return { "H_p number": truth, "H_pq number": paid, "H_q number": expected, unit: values.unit };
  },
  sentence(values) {
    const { p, q, unit } = values;
    const { step } = this.readouts(values);
    if (q === 0.5) {
      const always = `${shown(LN2 * perNat(unit), 4)} ${unit}`;
      return `A prediction of one half is surprised by ${always} whatever happens: H(p, q) = H(q) at every p.`;
    }
    if (p === q) return "The prediction is the truth: H(p, q) = H(q) = H(p).";
    const side = q > 0.5 ? "yes" : "no";
    if (step < 0) {
      return (
        `The prediction leans towards ${side}, and the truth leans that way even more: less surprise than q expects, ` +
        `by ${shown(-step, 4)} ${unit}.`
      );
    }
    return (
      `The prediction leans towards ${side}, and the truth does so less or not at all: more surprise than q expects, ` +
      `by ${shown(step, 4)} ${unit}.`
    );
  },
};
