// Makes a figure live: reads its spec, listens to its controls, and rewrites the named curves of its picture.

import { nearest, notUnderstood, position, readLink, writeLink } from "./links.js";
import { readoutText, shown } from "./number_text.js";
import { barsPath, linePath, onScale, rounded } from "./paths.js";

/** @typedef {import("./paths.js").Transform} Transform */
/** @typedef {import("./paths.js").Curve} Curve */

/**
 * What a figure computes; each function takes the values of all parameters, choices and entries.
 * Where the numbers come from elsewhere, `ask` says whether there is something to draw for the values; if it comes later, it
 * calls for a draw then. Such a figure is live from the beginning only if it is not `loading`.
 * @typedef {{
 *   curves: (values: any) => Record<string, Curve>,
 *   readouts: (values: any, curves?: Record<string, Curve>) => Record<string, number>,
 *   sentence: (values: any) => string,
 *   reasons?: (values: any) => Record<string, string | undefined>,
 *   labels?: (values: any) => Record<string, string>,
 *   ask?: (values: any, redraw: () => void) => boolean,
 *   loading?: boolean,
 * }} FigureModel
 */

const REST = 400; // ms without a move after which the sentence is announced
const SPOKEN = 5000; // ms after which what was announced is taken away: it stands on the page already

/**
 * Make one figure live.
 * @param {any} figure the <figure> element
 * @param {{query?: string, strays?: string[], linkable?: boolean, onMove?: (values: any) => void, model: (spec: any) => FigureModel}} host
 */
export function mount(figure, host) {
  const name = figure.dataset.explorer;
  const spec = JSON.parse(figure.querySelector('script[type="application/json"]').textContent);
  const model = host.model(spec);
  const form = figure.querySelector("form");
  const sentence = figure.querySelector(".explorer-sentence");
  const spoken = figure.querySelector(".explorer-spoken");
  const message = figure.querySelector(".explorer-message");
  const byName = Object.fromEntries(spec.parameters.map((/** @type {any} */ each) => [each.name, each]));
  const choices = Object.fromEntries(spec.choices.map((/** @type {any} */ each) => [each.name, each]));
  const entries = Object.fromEntries(spec.entries.map((/** @type {any} */ each) => [each.name, each]));

  /** @type {Record<string, any>} */
  const defaults = {};
  for (const each of [...spec.parameters, ...spec.choices, ...spec.entries]) defaults[each.name] = each.default;
  let values = { ...defaults };

  const painters = Object.entries(spec.curves).map(([key, about]) => painter(figure, key, about, spec.axes));
  /** @type {[string, any][]} */
  const texts = [...figure.querySelectorAll("[data-text]")].map((each) => [each.dataset.text, each.querySelector("text") ?? each]);
  const dds = Object.fromEntries(
    [...figure.querySelectorAll("[data-readout]")].map((each) => [each.dataset.readout, each]));

  /** @type {any[]} */
  const layers = [...figure.querySelectorAll("[data-when]")];

  let frame = 0; // the animation frame asked for
  let due = false; // whether something is still to be drawn
  let running = false; // whether moves come faster than frames
  let rest = 0;
  let said = sentence?.textContent; // the sentence that was announced last, or came with the page
  let unread = ""; // what to say of the link, with the first drawing
  let composing = false; // whether an input method is at work in an entry

  function draw() {
    due = false;
    showValues();
    if (model.ask && !model.ask(values, schedule)) return;
    for (const layer of layers) show(layer, values[layer.dataset.when] === layer.dataset.is);
    const curves = model.curves(values);
    for (const paint of painters) paint(curves);
    const readouts = model.readouts(values, curves);
    const reasons = model.reasons?.(values) ?? {};
    for (const { key, digits, unit } of spec.readouts) {
      write(dds[key], readoutText(readouts[key], digits, unit === "unit" ? values.unit : unit, reasons[key]));
    }
    if (texts.length && model.labels) {
      const labels = model.labels(values);
      for (const [key, element] of texts) write(element, labels[key]);
    }
    if (!sentence.hidden) {
      const text = model.sentence(values);
      write(sentence, text);
      clearTimeout(rest);
      rest = setTimeout(announce, REST, text);
    }
    if (unread) write(message, unread);
    unread = "";
    figure.dispatchEvent(new CustomEvent("explorer:draw", { bubbles: true }));
  }

  /** Let a screen reader say the sentence, once the moves have come to rest. @param {string} text */
  function announce(text) {
    if (text === said) return;
    write(spoken, (said = text));
    rest = setTimeout(write, SPOKEN, spoken, "");
  }

  /**
   * Draw once in a frame: a first move at once, when the browser still has the time until its next frame for the rest
   * of its work; moves that follow on its heels with the frames after that.
   */
  function schedule() {
    due = true;
    if (frame) return;
    frame = requestAnimationFrame(nextFrame);
    queueMicrotask(() => due && draw());
  }

  function nextFrame() {
    const behind = due;
    frame = behind ? requestAnimationFrame(nextFrame) : 0;
    if (behind && running) draw();
    running = behind;
  }

  const inputs = spec.parameters.map((/** @type {any} */ each) => form.elements[each.name]);
  const outputs = inputs.map((/** @type {any} */ each) => form.querySelector(`output[for="${each.id}"]`));

  /** Bring the controls in step with the values. */
  function showValues() {
    spec.parameters.forEach((/** @type {any} */ parameter, /** @type {number} */ i) => {
      const value = values[parameter.name];
      const exact = parameter.values || value === nearest(parameter, value);
      const text = exact ? shown(value, parameter.digits) : String(value).replaceAll("-", "−");
      const at = position(parameter, value);
      if (inputs[i].valueAsNumber !== at) inputs[i].value = at;
      if (outputs[i].textContent === text) return;
      inputs[i].setAttribute("aria-valuetext", text);
      write(outputs[i], text);
    });
    for (const { name, options } of spec.choices) {
      const control = form.elements[name];
      if (control.type === "checkbox") control.checked = values[name] === options[1];
      else control.value = values[name];
    }
    for (const { name } of composing ? [] : spec.entries) {
      if (form.elements[name].value !== values[name]) form.elements[name].value = values[name];
    }
  }

  /** @param {Record<string, any>} changes */
  function assign(changes) {
    const next = { ...values };
    for (const [key, value] of Object.entries(changes)) {
      if (Object.hasOwn(byName, key)) {
        if (typeof value !== "number" || Number.isNaN(value)) throw new TypeError(`${key} takes a number, not ${value}`);
        const inside = Math.min(Math.max(value, byName[key].min), byName[key].max);
        next[key] = spec.snaps ? nearest(byName[key], inside) : byName[key].integer ? Math.round(inside) : inside;
      } else if (Object.hasOwn(choices, key)) {
        if (!choices[key].options.includes(value)) {
          throw new RangeError(`${key} takes one of ${choices[key].options.join(", ")}, not ${value}`);
        }
        next[key] = value;
      } else if (Object.hasOwn(entries, key)) {
        if (typeof value !== "string") throw new TypeError(`${key} takes a text, not ${value}`);
        if (value.length > entries[key].longest) {
          throw new RangeError(`${key} takes at most ${entries[key].longest} characters, not ${value.length}`);
        }
        next[key] = value;
      } else {
        throw new RangeError(`${name} has no parameter "${key}"; it has ${Object.keys(values).join(", ")}`);
      }
    }
    if (Object.keys(next).every((key) => next[key] === values[key])) return;
    values = next;
    schedule();
  }

  /** What an entry takes of a text: an input method, unlike the keyboard, may go on beyond its end. @param {any} target */
  function typed({ name, value }) {
    return value.slice(0, entries[name].longest).replace(/[\uD800-\uDBFF]$/, "");
  }

  /** A move by the reader: drawn here, then told to the host. @param {Record<string, any>} changes */
  function move(changes) {
    assign(changes);
    write(message, "");
    host.onMove?.({ ...values });
  }

  form.addEventListener("submit", (/** @type {Event} */ event) => event.preventDefault());
  const play = player(form, byName, () => values, move);
  form.addEventListener("input", (/** @type {any} */ { target }) => {
    play.stop();
    if (target.type === "range") {
      const parameter = byName[target.name];
      const at = target.valueAsNumber;
      move({ [target.name]: parameter.values ? parameter.values[at] : at });
    } else if (target.type === "radio") {
      move({ [target.name]: target.value });
    } else if (target.type === "checkbox") {
      move({ [target.name]: choices[target.name].options[Number(target.checked)] });
    } else if (Object.hasOwn(entries, target.name)) {
      move({ [target.name]: typed(target) });
    }
  });
  form.addEventListener("compositionstart", () => (composing = true));
  form.addEventListener("compositionend", (/** @type {any} */ { target }) => {
    composing = false;
    move({ [target.name]: typed(target) });
    showValues();
  });
  // A finger that lands on a slider and then scrolls the page has moved nothing.
  /** @type {Map<number, Record<string, any>>} */
  const touched = new Map(); // what stood before, by pointer
  form.addEventListener("pointerdown", (/** @type {any} */ { target, pointerId }) => {
    if (target.type === "range") touched.set(pointerId, { [target.name]: values[target.name] });
  });
  form.addEventListener("pointerup", (/** @type {any} */ { pointerId }) => touched.delete(pointerId));
  form.addEventListener("pointercancel", (/** @type {any} */ { pointerId }) => {
    const before = touched.get(pointerId);
    touched.delete(pointerId);
    if (before && Object.keys(before).some((key) => before[key] !== values[key])) move(before);
  });
  form.addEventListener("click", (/** @type {any} */ event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.play) return play.toggle(button);
    play.stop();
    if (button.dataset.step) move({ [button.dataset.step]: values[button.dataset.step] + 1 });
    if (button.dataset.action === "exchange") move(exchanged(values, spec.exchange));
    if (button.dataset.preset) move(spec.presets[button.dataset.preset]);
    if (button.dataset.action === "reset") move(defaults);
    if (button.dataset.action === "link") copyLink(writeLink(location.href, name, values), message);
  });

  if (!host.linkable) {
    for (const control of form.querySelectorAll('[data-action="link"], [data-control="alone"]')) control.remove();
  }
  if (host.query) {
    const link = readLink(host.query, name, spec);
    hideParts(figure, link.hide);
    assign(link.values);
    if (link.exchange) assign(exchanged(values, spec.exchange));
    unread = notUnderstood([...link.unread, ...(host.strays ?? [])]);
    if (unread) schedule();
  }
  if (figure.dataset.state === "live") { // a page that a browser has saved, with the picture where it was moved to
    for (const element of [message, spoken]) write(element, "");
    for (const button of form.querySelectorAll("[data-play]")) write(button, "Play");
    schedule();
  }
  form.hidden = false;
  figure.dataset.state = model.loading ? "loading" : "live";

  const handle = {
    /** The parameters' values by name. */
    parameters() {
      return Object.fromEntries(spec.parameters.map((/** @type {any} */ { name }) => [name, values[name]]));
    },
    /** The values of all parameters, choices and entries. */
    values() {
      return { ...values };
    },
    /** Move parameters (clamped to their ranges), choices and entries; an unknown name throws. */
    set(/** @type {Record<string, any>} */ changes) {
      assign(changes);
      showValues();
    },
    /** The curves for the current values. */
    curves() {
      return model.curves(values);
    },
    /** The numbers shown, in the chosen unit; NaN where there is none. */
    readouts() {
      return model.readouts(values);
    },
    /** Stop: nothing fires after this. */
    unmount() {
      play.stop();
      due = false;
      cancelAnimationFrame(frame);
      clearTimeout(rest);
    },
  };
  figure.explorer = handle;
  return handle;
}

/** Show or hide a part of the picture: by an attribute, as it comes with the page. @param {any} part @param {boolean} seen */
export function show(part, seen) {
  if (seen === (part.getAttribute("display") !== "none")) return;
  if (seen) part.removeAttribute("display");
  else part.setAttribute("display", "none");
}

/**
 * Hide parts of a figure, for the eye and for a screen reader: controls, curves with their entries in the legend, words.
 * @param {any} figure @param {string[]} names
 */
function hideParts(figure, names) {
  const controls = [...figure.querySelectorAll("[data-control]")].map((each) => each.dataset.control);
  for (const part of figure.querySelectorAll("[data-control], [data-curve], [data-legend]")) {
    const { control, curve = part.dataset.legend } = part.dataset;
    if (!names.includes(control ?? curve) || (!control && controls.includes(curve))) continue; // a switch goes before its curve
    part.setAttribute("hidden", "");
    if (part.matches("p, figcaption")) part.textContent = "";
  }
  // what a name is made of is read out even where it is hidden
  for (const named of figure.querySelectorAll("[aria-labelledby]")) nameAnew(named, names);
  nameAnew(figure, names);
}

/** Leave out of an element's name the words that are hidden. @param {any} element @param {string[]} names */
function nameAnew(element, names) {
  const ids = element.getAttribute("aria-labelledby").split(" ");
  const left = ids.filter((/** @type {string} */ id) => !names.some((each) => id.endsWith(`-${each}`)));
  element.setAttribute("aria-labelledby", left.join(" "));
  if (left.length) return;
  element.removeAttribute("aria-labelledby");
  element.setAttribute("aria-label", "Live figure");
}

/**
 * Write a text where it differs from what stands there. The text node stays: to exchange it would make the browser
 * match the selectors of the whole page anew.
 * @param {any} element @param {string} text
 */
export function write(element, text) {
  if (!element || element.textContent === text) return;
  if (element.childNodes.length === 1 && element.firstChild.nodeType === Node.TEXT_NODE && text) {
    element.firstChild.data = text;
  } else {
    element.textContent = text;
  }
}

/**
 * A function that redraws one curve, and touches the document only where the curve changed.
 * @param {any} figure @param {string} key @param {any} about @param {Transform[]} axes
 */
function painter(figure, key, about, axes) {
  const element = figure.querySelector(`[data-curve="${key}"]`);
  const transform = axes[about.axes];
  if (about.kind === "points") return pointsPainter(element, key, transform);
  const path = element.querySelector("path");
  /** @type {string | null} */
  let before = null; // not "": the first move may empty the curve that the page came with
  return (/** @type {Record<string, Curve>} */ curves) => {
    const d = about.kind === "bars" ? barsPath(curves[key], transform, about.width) : linePath(curves[key], transform);
    if (d !== before) path.setAttribute("d", (before = d));
  };
}

/** matplotlib draws a point as a <use> of its marker. @param {any} element @param {string} key @param {Transform} transform */
function pointsPainter(element, key, transform) {
  const marks = [...element.querySelectorAll("use")];
  /** @type {string[]} */
  const places = [];
  return (/** @type {Record<string, Curve>} */ curves) => {
    const { x, y } = onScale(curves[key], transform);
    for (let i = marks.length; i < x.length; i++) {
      marks.push(marks[0].cloneNode());
      marks[0].parentNode.append(marks[i]);
    }
    marks.forEach((mark, i) => {
      const seen = i < x.length && Number.isFinite(x[i]) && Number.isFinite(y[i]);
      const X = seen ? rounded(transform.x[0] * x[i] + transform.x[1]) : "";
      const Y = seen ? rounded(transform.y[0] * y[i] + transform.y[1]) : "";
      const place = `${X} ${Y}`;
      if (place === places[i]) return;
      places[i] = place;
      show(mark, seen);
      mark.setAttribute("x", X || 0);
      mark.setAttribute("y", Y || 0);
    });
  };
}

/** What to set so that pairs of parameters exchange their values. @param {Record<string, any>} values @param {any} exchange */
function exchanged(values, exchange) {
  return Object.fromEntries(exchange.pairs.flatMap(
    (/** @type {string[]} */ [one, other]) => [[one, values[other]], [other, values[one]]]));
}

/**
 * Let a count run by itself, faster and faster, until its end or until the reader does something else.
 * Who wants less motion sees the end at once.
 * @param {any} form @param {Record<string, any>} byName @param {() => Record<string, any>} now @param {(changes: any) => void} move
 */
function player(form, byName, now, move) {
  let frame = 0;
  /** @type {any} */
  let playing = null;

  function stop() {
    cancelAnimationFrame(frame);
    if (playing) write(playing, "Play");
    playing = null;
  }

  function advance() {
    const { name, max } = byName[playing.dataset.play];
    const value = now()[name];
    const less = matchMedia("(prefers-reduced-motion: reduce)").matches;
    move({ [name]: less ? max : Math.min(value + Math.max(1, Math.round(value / 40)), max) });
    if (now()[name] >= max) return stop();
    frame = requestAnimationFrame(advance);
  }

  return {
    stop,
    /** @param {any} button */
    toggle(button) {
      if (playing === button) return stop();
      stop();
      const { name, min, max } = byName[button.dataset.play];
      if (now()[name] >= max) move({ [name]: min });
      playing = button;
      write(button, "Pause");
      advance();
    },
  };
}

/** Put a link on the clipboard; where the browser forbids it, show it to be copied. @param {string} link @param {any} message */
function copyLink(link, message) {
  const offer = () => {
    message.textContent = "Copy this link: ";
    const field = document.createElement("input");
    field.readOnly = true;
    field.value = link;
    field.setAttribute("aria-label", "Link to this figure as it stands");
    message.append(field);
    field.select();
  };
  if (!navigator.clipboard) return offer();
  navigator.clipboard.writeText(link).then(() => write(message, "Link copied."), offer);
}
