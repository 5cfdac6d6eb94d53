// Numbers as text, the same to the last digit as livefigure/number_text.py.

/** Fixed decimals, and never "-0". @param {number} value @param {number} digits */
export function fixed(value, digits) {
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "-∞";
  const text = value.toFixed(digits);
  return Number(text) === 0 ? text.replace("-", "") : text;
}

/** Fixed decimals with a true minus sign. @param {number} value @param {number} digits */
export function shown(value, digits) {
  return fixed(value, digits).replace("-", "−");
}

/** @param {number | string} number @param {number} digits @param {string} unit @param {string | undefined} reason */
export function readoutText(number, digits, unit, reason) {
  if (typeof number === "string") return number;
  if (Number.isNaN(number)) return `— ${reason}`;
  const text = `${shown(number, digits)} ${unit}`.trimEnd();
  return reason ? `${text}: ${reason}` : text;
}
