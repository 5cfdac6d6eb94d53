// What a figure of a reader's own function says of numbers that were computed elsewhere: see livefigure/functions/sentence.py.

import { readoutText, shown } from "./number_text.js";

/** @typedef {import("./spec.js").Spec} Spec */
/** @typedef {import("./spec.js").Values} Values */
/** @typedef {import("./paths.js").Curve} Curve */
/** @typedef {import("./figure.js").FigureModel} FigureModel */

/** @typedef {Record<string, number | string>} Readouts */
/** @typedef {{curves: Record<string, Curve>, readouts: Readouts, said?: Readouts}} Numbers with the extremes that the sentence names */

const NO_VALUE = "no value here";

/**
 * The model of a figure whose curves and readouts `numbersAt` gives.
 * @param {Spec} spec @param {(values: Values) => Numbers} numbersAt @returns {FigureModel}
 */
export function modelOfNumbers(spec, numbersAt) {
  return {
    curves: (values) => numbersAt(values).curves,
    readouts: (values) => numbersAt(values).readouts,
    reasons(values) {
      const gaps = Object.entries(numbersAt(values).readouts).filter(([, number]) => Number.isNaN(number));
      return Object.fromEntries(gaps.map(([key]) => [key, NO_VALUE]));
    },
    sentence: (values) => filled(spec, values, numbersAt(values)),
  };
}

/** Fill the places of the sentence. @param {Spec} spec @param {Values} values @param {Numbers} numbers */
export function filled(spec, values, { curves, readouts, said = {} }) {
  /** @type {Record<string, string>} */
  const texts = {};
  for (const { name, digits } of spec.parameters) texts[name] = shown(Number(values[name]), digits);
  for (const { key, digits, unit } of spec.readouts) {
    texts[key] = readoutText(readouts[key], digits, unit, Number.isNaN(readouts[key]) ? NO_VALUE : undefined);
  }
  return String(spec.words).replace(/\{([^{}]+)\}/g, (_, place) => {
    if (Object.hasOwn(texts, place)) return texts[place];
    const extreme = said[place];
    if (typeof extreme === "string") return extreme;
    const [, key, end, digits] = /** @type {RegExpMatchArray} */ (place.match(/^(.+)\.(low|high):(\d+)$/));
    const number = extreme ?? extremeOf(curves[key], end);
    return Number.isFinite(number) ? shown(number, Number(digits)) : NO_VALUE;
  });
}

/** The least or the largest number of a curve; of none it is infinite. @param {Curve} curve @param {string} end */
function extremeOf({ y }, end) {
  const finite = y.filter(Number.isFinite);
  return end === "low" ? Math.min(...finite) : Math.max(...finite);
}
