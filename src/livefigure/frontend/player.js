// Counts that run by themselves, or go on by one step.

import { findAll, write } from "./elements.js";
import { named } from "./values.js";

/** @typedef {import("./figure.js").Live} Live */
/** @typedef {import("./figure.js").Part} Part */

/**
 * Let a count run, faster and faster, until its end or until the reader does something else.
 * Who wants less motion sees the end at once.
 * @param {Live} live @returns {Part}
 */
export function player({ form, spec, values, move }) {
  let frame = 0;
  /** @type {HTMLElement | undefined} */
  let playing;
  for (const button of findAll(form, "[data-play]")) write(button, "Play"); // a saved page may say "Pause"

  function stop() {
    cancelAnimationFrame(frame);
    if (playing) write(playing, "Play");
    playing = undefined;
  }

  form.closest("figure")?.addEventListener("explorer:hold", stop); // a hand on the picture

  /** @param {string} name @param {number} max */
  function advance(name, max) {
    const value = Number(values()[name]);
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    move({ [name]: still ? max : Math.min(value + Math.max(1, Math.round(value / 40)), max) });
    if (Number(values()[name]) >= max) stop();
    else frame = requestAnimationFrame(() => advance(name, max));
  }

  return {
    stop,
    input: stop,
    click(button) {
      const before = playing;
      stop();
      const { play, step } = button.dataset;
      if (step) move({ [step]: Number(values()[step]) + 1 });
      const parameter = before !== button && named(spec.parameters, play ?? "");
      if (!parameter) return;
      const { name, min, max } = parameter;
      if (Number(values()[name]) >= max) move({ [name]: min });
      playing = button;
      write(button, "Pause");
      advance(name, max);
    },
  };
}
