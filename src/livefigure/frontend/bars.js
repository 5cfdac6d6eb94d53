// Curves that are bars.

import { pathPainter } from "./drawing.js";
import { rounded } from "./paths.js";

/** @typedef {import("./drawing.js").Painter} Painter */
/** @typedef {import("./paths.js").Curve} Curve */
/** @typedef {import("./paths.js").Transform} Transform */

/** @type {Painter} */
export function bars(element, { width }, transform) {
  return pathPainter(element, (curve) => barsPath(curve, transform, Number(width)));
}

/**
 * All bars in one path, standing on 0; none where a value is not finite.
 * @param {Curve} curve @param {Transform} transform @param {number} width
 */
function barsPath(curve, transform, width) {
  const [xScale, xShift] = transform.x;
  const [yScale, yShift] = transform.y;
  let d = "";
  for (let i = 0; i < curve.x.length; i++) {
    if (!Number.isFinite(curve.x[i]) || !Number.isFinite(curve.y[i])) continue;
    const left = rounded(xScale * (curve.x[i] - width / 2) + xShift);
    const right = rounded(xScale * (curve.x[i] + width / 2) + xShift);
    d += `M${left} ${rounded(yShift)}L${left} ${rounded(yScale * curve.y[i] + yShift)}`;
    d += `L${right} ${rounded(yScale * curve.y[i] + yShift)}L${right} ${rounded(yShift)}`;
  }
  return d;
}
