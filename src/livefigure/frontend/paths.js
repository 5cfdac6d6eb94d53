// From curves to SVG path strings. A long string is what a redraw costs, so a path leaves out
// every point that the eye, and a ruler of 0.04 SVG units, cannot miss.

/** @typedef {import("./spec.js").Transform} Transform */
/** @typedef {{x: number[], y: number[]}} Curve */

const TOLERANCE = 0.03;

const WHOLES = Array.from({ length: 1000 }, (_, i) => String(i));
const HUNDREDTHS = Array.from({ length: 100 }, (_, i) => String(i / 100).slice(1));

/**
 * A coordinate with two decimals. To look up its two halves takes a third of the time of writing the number.
 * @param {number} value
 */
export function rounded(value) {
  const hundreds = Math.round(value * 100);
  const whole = Math.floor(hundreds / 100);
  return hundreds >= 0 && whole < 1000 ? WHOLES[whole] + HUNDREDTHS[hundreds - 100 * whole] : String(hundreds / 100);
}

/**
 * The curve itself, or its logarithms on axes that have them.
 * @param {Curve} curve @param {Transform} transform @returns {Curve}
 */
export function onScale({ x, y }, transform) {
  return { x: transform.x[2] ? x.map(Math.log10) : x, y: transform.y[2] ? y.map(Math.log10) : y };
}

/**
 * A polyline through the curve, broken where a value is not finite. Where x rises, points that lie within TOLERANCE of the
 * chord that replaces them are left out: a chord is prolonged for as long as one slope passes all points since its start.
 * @param {Curve} curve @param {Transform} transform
 */
export function linePath(curve, transform) {
  const [xScale, xShift] = transform.x;
  const [yScale, yShift] = transform.y;
  const { x, y } = onScale(curve, transform);
  let d = "";
  let open = false;
  let startX = 0;
  let startY = 0;
  let lastX = 0;
  let lastY = 0;
  let low = -Infinity;
  let high = Infinity;
  let pending = false;
  for (let i = 0; i < x.length; i++) {
    const X = xScale * x[i] + xShift;
    const Y = yScale * y[i] + yShift;
    if (!Number.isFinite(X) || !Number.isFinite(Y)) {
      if (pending) d += `L${rounded(lastX)} ${rounded(lastY)}`;
      open = pending = false;
      continue;
    }
    if (!open) {
      d += `M${rounded(X)} ${rounded(Y)}`;
      open = true;
      startX = X;
      startY = Y;
      low = -Infinity;
      high = Infinity;
      continue;
    }
    let width = X - startX;
    let slope = (Y - startY) / width;
    if (pending && !(width > 0 && slope >= low && slope <= high)) {
      d += `L${rounded(lastX)} ${rounded(lastY)}`;
      startX = lastX;
      startY = lastY;
      low = -Infinity;
      high = Infinity;
      width = X - startX;
      slope = (Y - startY) / width;
    }
    if (width > 0) {
      low = Math.max(low, slope - TOLERANCE / width);
      high = Math.min(high, slope + TOLERANCE / width);
    } else {
      low = Infinity;
      high = -Infinity;
    }
    lastX = X;
    lastY = Y;
    pending = true;
  }
  if (pending) d += `L${rounded(lastX)} ${rounded(lastY)}`;
  return d;
}
