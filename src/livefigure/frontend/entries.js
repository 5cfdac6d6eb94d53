// Texts that the reader types.

import { control } from "./controls.js";
import { named } from "./values.js";

/** @typedef {import("./figure.js").Live} Live */
/** @typedef {import("./figure.js").Part} Part */

/** @param {Live} live @returns {Part} */
export function entries({ form, spec, values, move }) {
  let composing = false; // whether an input method is at work

  function show() {
    for (const { name } of composing ? [] : spec.entries) {
      const input = control(form, name);
      if (input.value !== values()[name]) input.value = String(values()[name]);
    }
  }

  /** An input method, unlike the keyboard, may go on beyond the end of an entry. @param {HTMLInputElement} control */
  function input({ name, value }) {
    const entry = named(spec.entries, name);
    if (entry) move({ [name]: value.slice(0, entry.longest).replace(/[\uD800-\uDBFF]$/, "") });
  }

  form.addEventListener("compositionstart", () => (composing = true));
  form.addEventListener("compositionend", ({ target }) => {
    composing = false;
    input(/** @type {HTMLInputElement} */ (target));
    show();
  });
  return { show, input };
}
