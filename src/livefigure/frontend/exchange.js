// The button that lets pairs of parameters exchange their values.

/** @typedef {import("./figure.js").Live} Live */
/** @typedef {import("./figure.js").Part} Part */

/** @param {Live} live @returns {Part} */
export function exchange({ spec, values, move }) {
  return {
    click({ dataset: { action } }) {
      if (action !== "exchange" || !spec.exchange) return;
      const now = values();
      const moved = spec.exchange.pairs.flatMap(([one, other]) => [
        [one, now[other]],
        [other, now[one]],
      ]);
      move(Object.fromEntries(moved));
    },
  };
}
