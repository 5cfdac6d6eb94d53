// A link carries a figure's state: page.html?NAME.bias=1.5&NAME.unit=bit&NAME.hide=weight,reset#NAME
// Whatever a link says is parsed as a number or looked up in a fixed list; it is never written as HTML.

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** The value that a slider can show nearest to a number. @param {any} parameter @param {number} value */
function nearest(parameter, value) {
  const inside = Math.min(Math.max(value, parameter.min), parameter.max);
  if (parameter.values) {
    return parameter.values[position(parameter, inside)];
  }
  const steps = Math.round((inside - parameter.min) / parameter.step);
  return Number(Math.min(parameter.min + steps * parameter.step, parameter.max).toFixed(10));
}

/** Where a slider stands for a value: the value itself, or its index among the slider's values. @param {any} parameter @param {number} value */
function position(parameter, value) {
  if (!parameter.values) return value;
  let best = 0;
  parameter.values.forEach((/** @type {number} */ each, /** @type {number} */ i) => {
    if (Math.abs(each - value) < Math.abs(parameter.values[best] - value)) best = i;
  });
  return best;
}

/** The state that a query gives to a figure: its values, whether to exchange them, and the controls to hide.
 * @param {string} query @param {string} name @param {any} spec */
function readLink(query, name, spec) {
  const given = new URLSearchParams(query);
  /** @param {string} key */
  const last = (key) => (given.getAll(`${name}.${key}`).pop() ?? "").trim();
  /** @type {Record<string, any>} */
  const values = {};
  for (const parameter of spec.parameters) {
    const text = last(parameter.name);
    const value = NUMBER.test(text) ? Number(text) : NaN;
    if (Number.isFinite(value)) values[parameter.name] = nearest(parameter, value);
  }
  for (const choice of spec.choices) {
    if (choice.options.includes(last(choice.name))) values[choice.name] = last(choice.name);
  }
  for (const entry of spec.entries) {
    const text = given.getAll(`${name}.${entry.name}`).pop();
    if (text !== undefined && text.length <= entry.longest) values[entry.name] = text;
  }
  const exchange = spec.exchange !== undefined && last(spec.exchange.name) === "1";
  return { values, exchange, hide: last("hide").split(",") };
}

/** The address of this page with the figure as it stands, other figures' settings kept.
 * @param {string} address @param {string} name @param {Record<string, any>} values */
function writeLink(address, name, values) {
  const url = new URL(address);
  for (const [key, value] of Object.entries(values)) url.searchParams.set(`${name}.${key}`, String(value));
  url.hash = name;
  return url.href;
}
