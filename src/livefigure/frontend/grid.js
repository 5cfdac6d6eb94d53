// A figure of a reader's own function on a page: its numbers lie in a file, which loads when the figure comes near the
// view. Written by livefigure/functions/bake.py; interpolated as in livefigure/functions/grid.py.

import { find, write } from "./elements.js";
import { modelOfNumbers } from "./sentence.js";
import { specOf } from "./spec.js";

/** @typedef {import("./spec.js").Values} Values */
/** @typedef {import("./paths.js").Curve} Curve */
/** @typedef {import("./sentence.js").Numbers} Numbers */
/** @typedef {import("./sentence.js").Readouts} Readouts */
/** @typedef {import("./figure.js").FigureModel} FigureModel */
/** @typedef {import("./figure.js").LiveElement} LiveElement */

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const GAPS = [NaN, Infinity, -Infinity];

/** @typedef {{key: string, part: string, log?: number, texts?: string[], nodes: number[][], n: number}} About what a series is */
/** @typedef {About & {rows: number[][]}} Series a row of numbers for each node */
/** @typedef {About & {step: number, order: number, across: number, codes: string, gaps: number[], even?: undefined}} Coded */
/** @typedef {Coded | About & {even: [number, number]}} Packed a series as a file has it */

/** Read a series. @param {Packed} packed @returns {Series} */
export function unpacked(packed) {
  const { n, even } = packed;
  if (even) return { ...packed, rows: [Array.from({ length: n }, (_, i) => even[0] + even[1] * i)] };
  const { step, order, across, gaps } = packed;
  const flat = numbersOf(packed.codes);
  for (let time = 0; time < order; time++) {
    for (let i = 0; i < flat.length; i++) if (i % n) flat[i] += flat[i - 1];
  }
  if (across) for (let i = n; i < flat.length; i++) flat[i] += flat[i - n];
  for (let i = 0; i < flat.length; i++) flat[i] *= step;
  for (let i = 0; i < gaps.length; i += 3) flat.fill(GAPS[gaps[i + 2]], gaps[i], gaps[i] + gaps[i + 1]);
  const rows = n ? Array.from({ length: flat.length / n }, (_, i) => flat.slice(i * n, i * n + n)) : [];
  return { ...packed, rows };
}

/**
 * Integers from letters: base 32, lowest digit first; the second half of the alphabet says that more follow. A number between
 * points counts zeros.
 * @param {string} text
 */
function numbersOf(text) {
  const found = [];
  let number = 0;
  let size = 1;
  for (const letter of text.replace(/\.(\d+)\./g, (_, zeros) => "A".repeat(Number(zeros)))) {
    const digit = ALPHABET.indexOf(letter);
    number += (digit % 32) * size;
    size *= 32;
    if (digit >= 32) continue;
    found.push(number % 2 ? -(number + 1) / 2 : number / 2);
    number = 0;
    size = 1;
  }
  return found;
}

/** The rows around a place and their weights. @param {Series} series @param {number[]} place */
function cornersAt(series, place) {
  let corners = [{ weight: 1, index: 0 }];
  series.nodes.forEach((nodes, axis) => {
    const value = place[axis];
    let after = nodes.findIndex((node) => node >= value);
    if (after < 0) after = nodes.length - 1;
    const whole = after === 0 || nodes[after] <= value;
    const share = whole ? 1 : (value - nodes[after - 1]) / (nodes[after] - nodes[after - 1]);
    const sides = whole
      ? [[after, 1]]
      : [
          [after - 1, 1 - share],
          [after, share],
        ];
    corners = corners.flatMap(({ weight, index }) =>
      sides.map(([at, part]) => ({ weight: weight * part, index: index * nodes.length + at })),
    );
  });
  return corners;
}

/**
 * A series at a place: numbers are made of numbers, anything else comes from the nearest node.
 * @param {Series} series @param {number[]} place
 */
function rowAt(series, place) {
  const corners = cornersAt(series, place);
  const nearest = corners.reduce((best, corner) => (corner.weight > best.weight ? corner : best));
  const row = series.rows[nearest.index]?.slice() ?? [];
  if (corners.length > 1) {
    for (let i = 0; i < row.length; i++) {
      if (!Number.isFinite(row[i])) continue;
      let sum = 0;
      let total = 0;
      for (const { weight, index } of corners) {
        const value = series.rows[index][i];
        if (!Number.isFinite(value)) continue;
        sum += weight * value;
        total += weight;
      }
      row[i] = sum / total;
    }
  }
  return series.log ? row.map((power) => 10 ** power) : row;
}

/** Curves and readouts at a place. @param {Series[]} grid @param {number[]} place */
export function gridAt(grid, place) {
  /** @type {Record<string, Curve>} */
  const curves = {};
  /** @type {Readouts} */
  const readouts = {};
  /** @type {Readouts} the extremes that the sentence names */
  const said = {};
  for (const series of grid) {
    const row = rowAt(series, place);
    if (series.part === "readout") readouts[series.key] = row[0];
    else if (series.part === "said") said[series.key] = series.texts ? series.texts[Math.round(row[0])] : row[0];
    else if (series.part === "text") readouts[series.key] = series.texts?.[Math.round(row[0])] ?? "";
    else {
      curves[series.key] ??= { x: [], y: [] };
      curves[series.key][/** @type {"x" | "y"} */ (series.part)] = row;
    }
  }
  for (const curve of Object.values(curves)) trim(curve);
  return { curves, readouts, said };
}

/** Drop the end of a curve that has fewer points here than elsewhere. @param {Curve} curve */
function trim({ x, y }) {
  let length = x.length;
  while (length && Number.isNaN(x[length - 1]) && Number.isNaN(y[length - 1])) length--;
  x.length = y.length = length;
}

/** @param {HTMLElement} figure @param {string} address of the file @returns {FigureModel} */
export function gridModel(figure, address) {
  const spec = specOf(figure);
  const message = find(figure, ".explorer-message");
  /** @type {Series[] | null} */
  let grid = null;
  let loading = false;
  let awaited = false; // whether a move waits for the numbers
  /** @type {{place: number[], numbers: Numbers} | null} */
  let last = null;

  function load() {
    if (loading) return;
    loading = true;
    seen.disconnect();
    const script = /** @type {HTMLScriptElement & {grid: {series: Packed[]}}} */ (document.createElement("script"));
    script.src = address;
    script.onload = () => {
      grid = script.grid.series.map(unpacked);
      figure.dataset.state = "live";
      write(message, "");
      if (awaited) /** @type {LiveElement} */ (figure).explorer.redraw();
    };
    script.onerror = () => {
      loading = false; // the next move tries again
      script.remove();
      write(message, "The numbers of this figure did not load. Move a slider to try again.");
    };
    document.head.append(script);
  }

  const seen = new IntersectionObserver(
    (entries) => {
      if (entries.some((entry) => entry.isIntersecting)) load();
    },
    { rootMargin: "100% 0px" },
  );
  seen.observe(figure);

  /** @param {Values} values */
  function numbersAt(values) {
    if (!grid) throw new Error(`the numbers of ${figure.id} are not loaded yet`);
    const place = spec.parameters.map(({ name }) => Number(values[name]));
    if (!last || last.place.some((value, i) => value !== place[i])) last = { place, numbers: gridAt(grid, place) };
    return last.numbers;
  }

  return {
    ...modelOfNumbers(spec, numbersAt),
    loading: true,
    request() {
      awaited = true;
      if (!grid) load();
    },
    ready: () => grid !== null,
  };
}
