// The description of a figure that livefigure/page.py's `spec` writes into its HTML: change the two together.

import { find } from "./elements.js";

/**
 * A slider. Where its stops are not evenly spaced it has `values`, and stands on one of them.
 * @typedef {{
 *   name: string, min: number, max: number, step: number, digits: number, default: number, values?: number[], integer?: true,
 * }} Parameter
 */
/** @typedef {{name: string, options: string[], default: string}} Choice a setting with a few named values */
/** @typedef {{name: string, longest: number, default: string}} Entry a text to type, of bounded length */
/** @typedef {{name: string, pairs: [string, string][]}} Exchange pairs of parameters that exchange their values */
/** @typedef {{key: string, digits: number, unit: string, text?: true}} Readout a number shown; `unit` stands for the chosen one */
/**
 * X = x[0] * x + x[1], likewise y; with log10 of x where there is an x[2]. The `box` has left, top, right and bottom edges.
 * @typedef {{x: number[], y: number[], box: number[]}} Transform
 */
/** @typedef {{kind: "line" | "area" | "points" | "bars", axes: number, width?: number}} CurveKind bars have a width */

/**
 * A place to take hold of, on a point of a curve; it is at `place` before anything is moved. Parameters that take a
 * coordinate of where it is dragged to are in `moves`; else the model has a function for it.
 * @typedef {{name: string, curve: string, index: number, moves?: Record<string, "x" | "y">, place?: [number, number]}} Handle
 */

/**
 * `words` is the sentence of a reader's function, with places; a figure that `snaps` knows only the stops of its sliders.
 * @typedef {{
 *   parameters: Parameter[], choices: Choice[], entries: Entry[], presets: Values[], exchange?: Exchange,
 *   axes: Transform[], curves: Record<string, CurveKind>, readouts: Readout[], words?: string, snaps?: true,
 *   veil?: string[], handles?: Handle[],
 * }} Spec
 */

/** @typedef {Record<string, number | string>} Values of all parameters, choices and entries */

/** What a figure's HTML says of it. @param {Element} figure @returns {Spec} */
export function specOf(figure) {
  return JSON.parse(find(figure, "script").innerHTML);
}
