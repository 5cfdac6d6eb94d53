// The computations of surprise.py.

import { shown } from "livefigure/frontend/number_text.js";
import { linspace, perNat } from "./shared/parts.js";

/** @typedef {{P: number, unit: string}} Values */

const GRID = linspace(-4, 0, 161).map((power) => 10 ** power);

/** @param {number} p @param {string} unit */
function surprise(p, unit) {
  return 0 - Math.log(p) * perNat(unit);
}

/** @type {import("livefigure/frontend/figure.js").FigureModel<Values>} */
export default {
  curves({ P, unit }) {
    const everywhere = GRID.map((p) => surprise(p, unit));
    const height = surprise(P, unit);
    return {
      surprise: { x: GRID, y: everywhere },
      drop: { x: [P, P], y: [0, height] },
      point: { x: [P], y: [height] },
      contribution: { x: GRID, y: GRID.map((p, i) => p * everywhere[i]) },
      share: { x: [P, P], y: [0, P * height] },
      dot: { x: [P], y: [P * height] },
    };
  },
  readouts({ P, unit }) {
    const height = surprise(P, unit);
    return { surprise: height, contribution: P * height };
  },
  labels({ unit }) {
    const log = unit === "bit" ? "log₂" : "log";
    return { surprise: `−${log} P (${unit})`, contribution: `−P ${log} P` };
  },
  sentence({ P, unit }) {
    if (P === 1) return `The event is certain: it surprises nobody, and it adds 0 ${unit} to an entropy.`;
    const number = this.readouts({ P, unit });
    const coins = surprise(P, "bit");
    const like =
      coins < 1
        ? "less surprising than one coin that shows heads"
        : `as surprising as ${shown(coins, 2)} coins that all show heads`;
    const most = Math.abs(P - 1 / Math.E) < 1e-9 ? ", the most that any event can add" : "";
    const every = 1 / P;
    const exact = Math.abs(every - Math.floor(every + 0.5)) < 1e-9;
    const once = exact ? `Once in ${shown(every, 0)} times` : `About once in ${shown(every, P > 0.1 ? 1 : 0)} times`;
    return (
      `${once}: ${like}, ${shown(number.surprise, 4)} ${unit}. To an entropy it adds ` +
      `${shown(P, 4)} × ${shown(number.surprise, 4)} = ${shown(number.contribution, 4)} ${unit}${most}.`
    );
  },
};
