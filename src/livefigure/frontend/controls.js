// The controls that any figure may have: sliders and buttons. Others come from modules of their own, where a figure has them.

import { find, write } from "./elements.js";
import { shown } from "./number_text.js";
import { defaultsOf, named, nearest, position, same } from "./values.js";

/** @typedef {import("./figure.js").Live} Live */
/** @typedef {import("./figure.js").Part} Part */
/** @typedef {import("./spec.js").Values} Values */

/** @param {Live} live @returns {Part} */
export function sliders({ form, spec, values, move }) {
  const all = spec.parameters.map((parameter) => {
    const input = control(form, parameter.name);
    return { parameter, input, output: find(form, `output[for="${input.id}"]`) };
  });

  // A finger that lands on a slider and then scrolls the page has moved nothing.
  /** @type {Map<number, Values>} */
  const touched = new Map(); // what stood before, by pointer
  form.addEventListener("pointerdown", ({ target, pointerId }) => {
    const { type, name } = /** @type {HTMLInputElement} */ (target);
    if (type === "range") touched.set(pointerId, { [name]: values()[name] });
  });
  form.addEventListener("pointerup", ({ pointerId }) => touched.delete(pointerId));
  form.addEventListener("pointercancel", ({ pointerId }) => {
    const before = touched.get(pointerId);
    touched.delete(pointerId);
    if (before && !same(before, values())) move(before);
  });

  return {
    show() {
      for (const { parameter, input, output } of all) {
        const value = Number(values()[parameter.name]);
        const exact = parameter.values || value === nearest(parameter, value);
        const text = exact ? shown(value, parameter.digits) : String(value).replaceAll("-", "−");
        const at = position(parameter, value);
        if (input.valueAsNumber !== at) input.value = String(at);
        if (output.textContent === text) continue;
        input.setAttribute("aria-valuetext", text);
        write(output, text);
      }
    },
    input({ type, name, valueAsNumber }) {
      if (type === "range") move({ [name]: named(spec.parameters, name)?.values?.[valueAsNumber] ?? valueAsNumber });
    },
  };
}

/** Reset and presets. @param {Live} live @returns {Part} */
export function buttons({ spec, move }) {
  return {
    click({ dataset: { action, preset } }) {
      if (preset) move(spec.presets[Number(preset)]);
      if (action === "reset") move(defaultsOf(spec));
    },
  };
}

/**
 * The control of a name: radio buttons answer together, like one.
 * @param {HTMLFormElement} form @param {string} name
 */
export function control(form, name) {
  return /** @type {HTMLInputElement} */ (form.elements.namedItem(name));
}
