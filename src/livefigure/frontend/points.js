// Curves that are points.

import { findAll, show } from "./elements.js";
import { onScale, rounded } from "./paths.js";

/** @typedef {import("./drawing.js").Painter} Painter */

/** matplotlib draws a point as a <use> of its marker. @type {Painter} */
export function points(element, _, transform) {
  const marks = findAll(element, "use");
  /** @type {string[]} */
  const places = [];
  return (curve) => {
    const { x, y } = onScale(curve, transform);
    for (let i = marks.length; i < x.length; i++) {
      marks.push(/** @type {HTMLElement} */ (marks[0].cloneNode()));
      marks[0].parentNode?.append(marks[i]);
    }
    marks.forEach((mark, i) => {
      const seen = i < x.length && Number.isFinite(x[i]) && Number.isFinite(y[i]);
      const X = seen ? rounded(transform.x[0] * x[i] + transform.x[1]) : "0";
      const Y = seen ? rounded(transform.y[0] * y[i] + transform.y[1]) : "0";
      const place = `${seen} ${X} ${Y}`;
      if (place === places[i]) return;
      places[i] = place;
      show(mark, seen);
      mark.setAttribute("x", X);
      mark.setAttribute("y", Y);
    });
  };
}
