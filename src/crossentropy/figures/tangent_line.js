// The computations of tangent_line.py.

import { fixed, shown } from "livefigure/frontend/number_text.js";
import { klDivergence } from "../divergence.js";
import { crossEntropy, entropy } from "../information.js";
import { beyond } from "./shared/beyond.js";
import { linspace, perNat } from "./shared/parts.js";

/** @typedef {{p: number, q: number, unit: string}} Values */

const P = linspace(0, 1, 601);
const TOP = 1.5;
const DOME = P.map((p) => entropy([p, 1 - p]));

/** @type {import("livefigure/frontend/figure.js").FigureModel<Values>} */
export default {
  curves(values) {
    const { p, q, unit } = values;
    const nat = perNat(unit);
    const { H_pq, H_p, H_q } = this.readouts(values);
    return {
      H: { x: P, y: DOME.map((height) => height * nat) },
      tangent: { x: [0, 1], y: [-Math.log(1 - q) * nat, -Math.log(q) * nat] },
      level: { x: [q, p], y: [H_q, H_q] },
      drop: { x: [p, p], y: [0, H_p] },
      gap: { x: [p, p], y: [H_p, H_pq] },
      beyond: beyond(TOP, { x: [p], y: [H_pq] }),
      touch: { x: [q], y: [H_q] },
      least: { x: [p], y: [H_p] },
      paid: { x: [p - 0.016, p, p + 0.016, p], y: [H_pq, H_pq + 0.046, H_pq, H_pq - 0.046] },
    };
  },
  readouts({ p, q, unit }) {
    const nat = perNat(unit);
    return {
      H_pq: crossEntropy([p, 1 - p], [q, 1 - q]) * nat,
      H_p: entropy([p, 1 - p]) * nat,
      D: klDivergence([p, 1 - p], [q, 1 - q]) * nat,
      H_q: entropy([q, 1 - q]) * nat,
    };
  },
  labels({ unit }) {
    return { unit };
  },
  sentence(values) {
    const { p, q, unit } = values;
    const { H_pq, D, H_q } = this.readouts(values);
    const text = `The tangent at q = ${fixed(q, 2)}, read at p = ${fixed(p, 2)}, is H(p, q) = ${shown(H_pq, 4)} ${unit}`;
    if (p === q) return `${text}. It touches the dome there: the divergence is 0.`;
    const step = H_pq - H_q;
    if (Math.abs(step) < 5e-5) return `${text}: ${shown(D, 4)} ${unit} above H(p), and level with H(q).`;
    const where = step < 0 ? "below" : "above";
    return `${text}: ${shown(D, 4)} ${unit} above H(p), and ${shown(Math.abs(step), 4)} ${unit} ${where} H(q).`;
  },
};
