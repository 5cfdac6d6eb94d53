// What a figure of a reader's own function says of numbers that were computed elsewhere: see livefigure/functions/sentence.py.

import { readoutText, shown } from "./number_text.js";

/** @typedef {import("./paths.js").Curve} Curve */
/** @typedef {import("./figure.js").FigureModel} FigureModel */

const NO_VALUE = "no value here";

/**
 * The model of a figure whose curves and readouts `numbers` gives.
 * @param {any} spec
 * @param {(values: any) => {curves: Record<string, Curve>, readouts: Record<string, any>}} numbers
 * @returns {FigureModel}
 */
export function explored(spec, numbers) {
  return {
    curves: (values) => numbers(values).curves,
    readouts: (values) => numbers(values).readouts,
    reasons(values) {
      const gaps = Object.entries(numbers(values).readouts).filter(([, number]) => Number.isNaN(number));
      return Object.fromEntries(gaps.map(([key]) => [key, NO_VALUE]));
    },
    sentence: (values) => filled(spec, values, numbers(values)),
  };
}

/** Fill the places of the sentence. @param {any} spec @param {any} values @param {any} numbers */
export function filled(spec, values, { curves, readouts, said = {} }) {
  /** @type {Record<string, string>} */
  const texts = {};
  for (const { name, digits } of spec.parameters) texts[name] = shown(values[name], digits);
  for (const { key, digits, unit } of spec.readouts) {
    texts[key] = readoutText(readouts[key], digits, unit, Number.isNaN(readouts[key]) ? NO_VALUE : undefined);
  }
  return spec.words.replace(/\{([^{}]+)\}/g, (/** @type {string} */ whole, /** @type {string} */ place) => {
    if (Object.hasOwn(texts, place)) return texts[place];
    if (typeof said[place] === "string") return said[place];
    const [, key, extreme, digits] = /** @type {RegExpMatchArray} */ (place.match(/^(.+)\.(low|high):(\d+)$/));
    const finite = curves[key].y.filter(Number.isFinite);
    const number = said[place] ?? (extreme === "low" ? Math.min(...finite) : Math.max(...finite)); // of none: infinite
    return Number.isFinite(number) ? shown(number, Number(digits)) : NO_VALUE;
  });
}
