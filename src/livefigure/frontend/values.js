// The values of a figure: what each may be, and what becomes of a change.

/** @typedef {import("./spec.js").Spec} Spec */
/** @typedef {import("./spec.js").Parameter} Parameter */
/** @typedef {import("./spec.js").Choice} Choice */
/** @typedef {import("./spec.js").Entry} Entry */
/** @typedef {import("./spec.js").Values} Values */

/** Everything that has a value. @param {Spec} spec */
export function controlsOf({ parameters, choices, entries }) {
  return [...parameters, ...choices, ...entries];
}

/** The values a figure has at first. @param {Spec} spec @returns {Values} */
export function defaultsOf(spec) {
  return Object.fromEntries(controlsOf(spec).map((control) => [control.name, control.default]));
}

/** The one of some things that has a name. @template {{name: string}} T @param {T[]} things @param {string} name */
export function named(things, name) {
  return things.find((thing) => thing.name === name);
}

/**
 * Values with changes made: numbers are clamped to their ranges; an unknown name, or a value of the wrong kind, throws.
 * @param {string} figure its name @param {Spec} spec @param {Values} values @param {Record<string, unknown>} changes
 */
export function changed(figure, spec, values, changes) {
  const next = { ...values };
  for (const [name, value] of Object.entries(changes)) {
    const control = named(controlsOf(spec), name);
    if (!control)
      throw new RangeError(`${figure} has no parameter "${name}"; it has ${Object.keys(values).join(", ")}`);
    if ("longest" in control) next[name] = textFor(control, value);
    else if ("options" in control) next[name] = optionFor(control, value);
    else next[name] = numberFor(control, value, spec.snaps);
  }
  return next;
}

/** @param {Parameter} parameter @param {unknown} value @param {boolean | undefined} snaps */
function numberFor(parameter, value, snaps) {
  if (typeof value !== "number" || Number.isNaN(value))
    throw new TypeError(`${parameter.name} takes a number, not ${value}`);
  if (snaps) return nearest(parameter, value);
  const inside = Math.min(Math.max(value, parameter.min), parameter.max);
  return parameter.integer ? Math.round(inside) : inside;
}

/** @param {Choice} choice @param {unknown} value */
function optionFor({ name, options }, value) {
  const option = options.find((option) => option === value);
  if (option === undefined) throw new RangeError(`${name} takes one of ${options.join(", ")}, not ${value}`);
  return option;
}

/** @param {Entry} entry @param {unknown} value */
function textFor({ name, longest }, value) {
  if (typeof value !== "string") throw new TypeError(`${name} takes a text, not ${value}`);
  if (value.length > longest) throw new RangeError(`${name} takes at most ${longest} characters, not ${value.length}`);
  return value;
}

/** Whether values are the same in another set. @param {Values} one @param {Values} other */
export function same(one, other) {
  return Object.keys(one).every((name) => one[name] === other[name]);
}

/** The value that a slider can show nearest to a number. @param {Parameter} parameter @param {number} value */
export function nearest(parameter, value) {
  const inside = Math.min(Math.max(value, parameter.min), parameter.max);
  if (parameter.values) return parameter.values[position(parameter, inside)];
  const steps = Math.round((inside - parameter.min) / parameter.step);
  return Number(Math.min(parameter.min + steps * parameter.step, parameter.max).toFixed(10));
}

/**
 * Where a slider stands for a value: the value itself, or its index among the slider's values.
 * @param {Parameter} parameter @param {number} value
 */
export function position({ values }, value) {
  if (!values) return value;
  let best = 0;
  values.forEach((stop, i) => {
    if (Math.abs(stop - value) < Math.abs(values[best] - value)) best = i;
  });
  return best;
}
