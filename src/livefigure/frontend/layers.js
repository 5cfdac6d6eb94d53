// Groups of a picture that a choice shows or hides.

import { findAll, show } from "./elements.js";

/** @typedef {import("./figure.js").Live} Live */
/** @typedef {import("./figure.js").Part} Part */

/** @param {Live} live @returns {Part} */
export function layers({ figure, values }) {
  const groups = findAll(figure, "[data-when]");
  return {
    show() {
      for (const group of groups) show(group, values()[String(group.dataset.when)] === group.dataset.is);
    },
  };
}
