// Numbers as text, the same to the last digit as crossentropy/explorer/words.py.

/** Fixed decimals, and never "-0". @param {number} value @param {number} digits */
function fixed(value, digits) {
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "-∞";
  const text = value.toFixed(digits);
  return Number(text) === 0 ? text.replace("-", "") : text;
}

/** Fixed decimals with a true minus sign. @param {number} value @param {number} digits */
function shown(value, digits) {
  return fixed(value, digits).replace("-", "−");
}

/** @param {number | string} number @param {number} digits @param {string} unit @param {string | undefined} reason */
function readoutText(number, digits, unit, reason) {
  if (typeof number === "string") return number;
  if (Number.isNaN(number)) return `— ${reason}`;
  const text = `${shown(number, digits)} ${unit}`.trimEnd();
  return reason ? `${text}: ${reason}` : text;
}
