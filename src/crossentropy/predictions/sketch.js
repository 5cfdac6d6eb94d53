// A question that is answered by drawing: with finger, pen or mouse on the figure's own axes, or with nine handles by keys.

import { find, findAll, write } from "livefigure/frontend/elements.js";
import { specOf } from "livefigure/frontend/spec.js";
import { features, gap, PLACES, remarkOn } from "./gap.js";
import { complete, cross, FULL, heightsOf, kept, onAxes, unscaled } from "./line.js";
import { listen, padOf } from "./pad.js";

/** @typedef {import("./form.js").Kind} Kind */
/** @typedef {import("./form.js").Data} Data */
/** @typedef {import("livefigure/frontend/figure.js").LiveElement} LiveElement */
/** @typedef {import("livefigure/frontend/spec.js").Transform} Transform */

/** @param {HTMLFormElement} form @param {Data} data @returns {Kind} */
export function sketch(form, data) {
  /** @type {(number | null)[]} */
  let heights = Array(PLACES).fill(null); // as shares of the box, 0 below and 1 above; null where nothing is drawn
  /** @type {{figure: LiveElement, pad: SVGGElement, axes: Transform} | null} */
  let shown = null;
  let done = false;
  let stays = false; // whether the line does: it is that of a reader who has committed
  let off = false; // whether questions are not asked
  let asked = ""; // the setting that the question is about, once it is answered
  const commit = /** @type {HTMLButtonElement} */ (find(form, '[data-action="commit"]'));
  const handles = /** @type {HTMLInputElement[]} */ (findAll(form, ".prediction-handle"));
  const step = (PLACES - 1) / (handles.length - 1);

  /** @param {number} from @param {number} to @param {number} start @param {number} end */
  function fill(from, to, start, end) {
    cross(heights, from, to, start, end);
    draw();
  }

  /** Whether there are axes to draw on, and numbers to compare with: those of a reader's function may still be on the way. */
  function ready() {
    return shown?.figure.dataset.state === "live";
  }

  function draw() {
    const line = complete(heights);
    commit.disabled = done || !line || !ready();
    handles.forEach((handle, n) => {
      const height = line?.[n * step] ?? 0.5;
      handle.value = String(Math.round(100 * height));
      if (shown) handle.setAttribute("aria-valuetext", spoken(n * step, height, shown.axes, data.unit));
    });
    if (!shown) return;
    shown.pad.toggleAttribute("data-drawn", Boolean(line));
    const [left, top, right, bottom] = shown.axes.box;
    const points = (line ?? []).map((height, i) => {
      const x = left + ((right - left) * i) / (PLACES - 1);
      return `${x.toFixed(1)} ${(bottom - Math.min(height * scale(), 1) * (bottom - top)).toFixed(1)}`;
    });
    find(shown.pad, "path").setAttribute("d", points.length ? `M${points.join("L")}` : "");
  }

  /** What was drawn in nats is higher in bits. */
  function scale() {
    const unit = shown?.figure.explorer.values().unit;
    if (!done || !["nat", "bit"].includes(data.unit) || !unit || unit === drawnIn()) return 1;
    return unit === "bit" ? 1 / Math.LN2 : Math.LN2;
  }

  /** @param {(number | null)[]} before */
  function restore(before) {
    heights = before;
    draw();
  }

  /** The unit that the question is asked in: that of the figure as it comes with the page. */
  function drawnIn() {
    return shown && specOf(shown.figure).choices.find(({ name }) => name === "unit")?.default;
  }

  /** @param {LiveElement} figure */
  function figureCame(figure) {
    const spec = specOf(figure);
    const axes = spec.axes[spec.curves[data.curve].axes];
    const pad = padOf(axes, handles.length);
    find(figure, ".prediction-pad")?.remove();
    find(figure, "svg").append(pad);
    pad.toggleAttribute("data-off", off);
    if (shown?.figure !== figure) {
      figure.addEventListener("explorer:draw", fade);
      new MutationObserver(arrived).observe(figure, { attributeFilter: ["data-state"] });
    }
    shown = { figure, pad, axes };
    listen(pad, axes, { begin: () => [...heights], restore, fill });
    if (done && figure.dataset.veil !== "off") figure.explorer.set(data.at); // a link knows better
    if (done) settle();
    draw();
  }

  /** The figure's numbers have come. */
  function arrived() {
    draw();
    if (!done || !ready()) return;
    settle();
    if (stays) write(find(form, ".prediction-result"), verdict());
  }

  /** The line belongs to the setting that was asked about, in either unit. */
  function fade() {
    if (!done || !shown) return;
    shown.pad.toggleAttribute("data-faded", setting(shown.figure) !== asked);
    draw();
  }

  function settle() {
    if (!shown) return;
    shown.pad.setAttribute("data-done", "");
    if (!stays) shown.pad.remove();
    if (!ready()) return;
    asked = JSON.stringify({ ...atAsked(shown.figure).values, unit: null });
    fade();
  }

  /** What the figure computes for the setting that the question is about, whatever it shows. @param {LiveElement} figure */
  function atAsked(figure) {
    const { explorer } = figure;
    const now = explorer.values();
    const { parameters, choices, entries } = specOf(figure);
    const defaults = [...parameters, ...choices, ...entries].map((control) => [control.name, control.default]);
    explorer.set({ ...Object.fromEntries(defaults), ...data.at });
    const [values, curves] = [explorer.values(), explorer.curves()];
    explorer.set(now);
    return { values, curves };
  }

  handles.forEach((handle, n) => {
    const place = n * step;
    const set = (/** @type {number} */ height) => {
      const line = complete(heights);
      if (!line) heights[place] = kept(height);
      if (line && n > 0) fill(place - step, place, line[place - step], height);
      if (line && n < handles.length - 1) fill(place, place + step, height, line[place + step]);
      draw();
    };
    const go = (/** @type {number} */ to) => {
      const next = handles[Math.min(Math.max(to, 0), handles.length - 1)];
      for (const other of handles) other.tabIndex = other === next ? 0 : -1;
      next.focus();
    };
    handle.tabIndex = n ? -1 : 0;
    handle.oninput = () => set(handle.valueAsNumber / 100);
    handle.onkeydown = (event) => {
      const up = { ArrowUp: 1, ArrowDown: -1 }[event.key];
      const along = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      const digit = /^\d$/.test(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey;
      if (!up && !along && !digit) return;
      event.preventDefault();
      if (along) go(n + along);
      if (up) set(Math.min(Math.max((handle.valueAsNumber + up * (event.shiftKey ? 1 : 5)) / 100, 0), 1));
      if (digit) {
        set(Number(event.key) / 9);
        go(n + 1);
      }
    };
  });

  return {
    answer: () => ({ sketch: (complete(heights) ?? []).map((height) => Math.round(FULL * height)) }),
    detail() {
      const line = complete(heights);
      if (!line || !shown || !ready()) return {};
      const { axes, figure } = shown;
      const { drawn, places } = onAxes(line, axes);
      const points = drawn.map((y, i) => [unscaled(places[i], axes.x), unscaled(y, axes.y)]);
      const truth = heightsOf(atAsked(figure).curves[data.curve], axes);
      return { sketch: points, surprise: gap(drawn, truth) };
    },
    restore(answer) {
      const whole = /** @type {{sketch?: unknown}} */ (answer)?.sketch;
      const right = Array.isArray(whole) && whole.length === PLACES && whole.every((y) => y >= 0 && y <= FULL);
      if (right) heights = whole.map((height) => height / FULL);
      draw();
      return right;
    },
    reveal(committed) {
      for (const handle of handles) handle.disabled = true;
      done = true;
      stays = committed;
      if (committed) write(find(form, ".prediction-how"), "The dotted pencil line is yours.");
      settle();
      draw();
      return committed && ready() ? verdict() : "";
    },
    figureCame,
    turned(isOff) {
      off = isOff;
      shown?.pad.toggleAttribute("data-off", off);
    },
    veilNote: "",
  };

  /** What is said of the drawn line. */
  function verdict() {
    const { figure, axes } = /** @type {NonNullable<typeof shown>} */ (shown);
    const { drawn, places } = onAxes(/** @type {number[]} */ (complete(heights)), axes);
    const { curves, values } = atAsked(figure);
    const truth = heightsOf(curves[data.curve], axes);
    const others = Object.fromEntries(
      data.remarks
        .map(({ feature }) => feature.match(/^(?:below|nearest) (.*)$/)?.[1] ?? "")
        .filter(Boolean)
        .map((key) => [key, heightsOf(curves[key], axes)]),
    );
    const there = (/** @type {number[]} */ y) => y.map((height, i) => (Number.isFinite(truth[i]) ? height : NaN));
    const remark = remarkOn(features(there(drawn), places, others), features(truth, places, others), data.remarks);
    const apart = gap(drawn, truth);
    const unit = data.unit && String(values.unit ?? data.unit);
    const far = axes.y[2] ? `by a factor of ${(10 ** apart).toFixed(1)}` : `${apart.toFixed(2)} ${unit}`.trim();
    return `On average ${far} beside the curve. ${remark?.text ?? data.said}`;
  }
}

/** What a screen reader says of a handle. @param {number} place @param {number} height @param {Transform} axes @param {string} unit */
function spoken(place, height, axes, unit) {
  const { drawn, places } = onAxes(Array(PLACES).fill(height), axes);
  const [y, x] = [
    [drawn[place], axes.y],
    [places[place], axes.x],
  ].map(([value, axis]) => {
    const number = unscaled(Number(value), /** @type {number[]} */ (axis));
    return Number(Math.abs(number) < 0.005 && !(/** @type {number[]} */ (axis)[2]) ? 0 : number.toPrecision(2));
  });
  const measure = `${y} ${unit}`.trim();
  return `${measure} at ${x}`;
}

/** The setting of a figure but for its unit, which a drawn line follows. @param {LiveElement} figure */
function setting(figure) {
  return JSON.stringify({ ...figure.explorer.values(), unit: null });
}
