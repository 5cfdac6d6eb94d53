// Settings with a few named values: radio buttons, or a switch.

import { control } from "./controls.js";
import { named } from "./values.js";

/** @typedef {import("./figure.js").Live} Live */
/** @typedef {import("./figure.js").Part} Part */

/** @param {Live} live @returns {Part} */
export function choices({ form, spec, values, move }) {
  return {
    show() {
      for (const { name, options } of spec.choices) {
        const input = control(form, name);
        if (input.type === "checkbox") input.checked = values()[name] === options[1];
        else input.value = String(values()[name]);
      }
    },
    input({ type, name, value, checked }) {
      if (type === "radio") move({ [name]: value });
      const choice = type === "checkbox" && named(spec.choices, name);
      if (choice) move({ [name]: choice.options[Number(checked)] });
    },
  };
}
