// The computations of binary_entropy.py.

import { fixed, shown } from "livefigure/frontend/number_text.js";
import { entropy } from "../information.js";
import { LN2, linspace, perNat } from "./shared/parts.js";

/** @typedef {{p: number, unit: string}} Values */

const P = linspace(0, 1, 601);

/** @type {import("livefigure/frontend/figure.js").FigureModel<Values>} */
export default {
  curves({ p, unit }) {
    const height = entropy([p, 1 - p]) * perNat(unit);
    return {
      H: { x: P, y: P.map((p) => entropy([p, 1 - p]) * perNat(unit)) },
      drop: { x: [p, p], y: [0, height] },
      level: { x: [p, 1 - p], y: [height, height] },
      mirror: { x: [1 - p], y: [height] },
      point: { x: [p], y: [height] },
    };
  },
  readouts({ p, unit }) {
    const height = entropy([p, 1 - p]) * perNat(unit);
    return { H: height, share: (100 * height) / (LN2 * perNat(unit)) };
  },
  labels({ unit }) {
    return { H: `entropy H (${unit})` };
  },
  sentence({ p, unit }) {
    const { H, share } = this.readouts({ p, unit });
    const text = `If yes has probability ${fixed(p, 2)}, the entropy is ${shown(H, 4)} ${unit}`;
    if (p === 0 || p === 1) return `${text}: the answer is certain.`;
    if (p === 0.5) return `${text}, the most a yes-or-no question can have.`;
    return `${text}, ${shown(share, 1)} % of the most it can be; the same at ${fixed(1 - p, 2)}.`;
  },
};
