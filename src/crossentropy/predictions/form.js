// A question made live: it is asked, and answered or shown; the figure that would give it away is veiled until then.

import { find, findAll, write } from "livefigure/frontend/elements.js";
import { choice } from "./choice.js";
import { sketch } from "./sketch.js";

/** @typedef {import("./store.js").Store} Store */
/** @typedef {import("livefigure/frontend/figure.js").LiveElement} LiveElement */

/**
 * What the form's script element says: for a choice which answer is right, for a sketch which curve is asked for, and what
 * to say of one that differs.
 * @typedef {{
 *   at: Record<string, number | string>, veil: string[] | null, right: number,
 *   curve: string, unit: string, said: string, remarks: import("./gap.js").Remark[],
 * }} Data
 */

/**
 * What a kind of question can do: `answer` is what is kept, `detail` what its event says, `restore` takes a kept answer and
 * says whether it was one, `reveal` shows what is right and returns the result in words. `figureCame` gets the figure,
 * `turned` whether questions are off.
 * @typedef {{
 *   answer: () => any, detail: () => Record<string, unknown>, restore: (answer: any) => boolean,
 *   reveal: (committed: boolean) => string, veilNote: string, figureCame?: (figure: LiveElement) => void,
 *   turned?: (isOff: boolean) => void,
 * }} Kind
 */

const KINDS = { choice, sketch };

/**
 * @param {HTMLFormElement} form @param {Store} store
 * @param {(state: string, detail: object) => void} [onEnd] told of an answer, and of one that was kept
 */
export function mountForm(form, store, onEnd) {
  const name = String(form.dataset.prediction);
  const figureName = String(form.dataset.figure);
  /** @type {Data} */
  const data = JSON.parse(find(form, "script").innerHTML);
  const kind = KINDS[/** @type {keyof KINDS} */ (form.dataset.kind)](form, data);
  const figures = () => findAll(document, `figure[data-explorer="${CSS.escape(figureName)}"][data-state]`);
  const [result, spoken, off] = [".prediction-result", ".prediction-spoken", ".prediction-off"].map((part) =>
    find(form, part),
  );
  const body = [...form.children].filter((part) => !part.matches("script, .prediction-off, .prediction-spoken"));
  let counts = true; // whether the answer is kept

  /** @param {EventTarget | null} target */
  function meet(target) {
    const figure = /** @type {LiveElement} */ (target);
    if (figure.dataset.explorer !== figureName) return;
    kind.figureCame?.(figure);
    if (form.dataset.state === "committed") {
      write(result, kind.reveal(true));
      onEnd?.("committed", kind.detail()); // of a drawn curve, only now there is something to compare it with
    }
    if (form.dataset.state !== "asked" || store.read().off) return;
    if (figure.dataset.veil === "off") {
      counts = false; // a link shows it
      end("shown");
    } else veil(figure);
  }

  /** @param {HTMLElement} figure */
  function veil(figure) {
    if (data.veil?.length === 0) return;
    const detail = { owner: name, parts: data.veil ?? undefined, note: kind.veilNote };
    figure.dispatchEvent(new CustomEvent("explorer:veil", { detail }));
  }

  function lift() {
    for (const figure of figures()) {
      figure.dispatchEvent(new CustomEvent("explorer:lift", { detail: { owner: name } }));
    }
  }

  /** @param {"committed" | "shown"} state */
  function end(state) {
    form.dataset.state = state;
    write(result, kind.reveal(state === "committed"));
    lift();
  }

  /** The reader has answered, or wants to see. @param {"committed" | "shown"} state */
  function finish(state) {
    if (form.dataset.state !== "asked") return;
    for (const figure of figures()) {
      /** @type {LiveElement} */ (figure).explorer.set(data.at);
    }
    const detail = { name, ...kind.detail() };
    const kept = state === "committed" ? kind.answer() : "shown";
    const isHere = form.contains(document.activeElement);
    end(state);
    if (isHere) form.focus({ preventScroll: true }); // its buttons are gone
    write(spoken, state === "committed" ? String(result.textContent) : "Shown.");
    if (counts && !store.read().off) store.put(name, kept);
    onEnd?.(state, state === "committed" ? detail : {});
    if (state !== "committed") return;
    form.dispatchEvent(new CustomEvent("prediction:commit", { bubbles: true, detail }));
  }

  function showSwitch() {
    const isOff = store.read().off;
    if (off.hidden === !isOff) return;
    off.hidden = !isOff;
    for (const part of body) /** @type {HTMLElement} */ (part).hidden = isOff;
    kind.turned?.(isOff);
    if (isOff) lift();
    else for (const figure of figures()) meet(figure);
  }

  /** @param {boolean} isOff */
  function turn(isOff) {
    store.turn(isOff);
    find(form, `[data-action="${isOff ? "on" : "show"}"]`).focus({ preventScroll: true });
  }

  /** @type {Record<string, () => void>} */
  const actions = {
    commit: () => finish("committed"),
    show: () => finish("shown"),
    off: () => turn(true),
    on: () => turn(false),
  };
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("click", ({ target }) => {
    const action = /** @type {Element} */ (target).closest("button")?.dataset.action ?? "";
    actions[action]?.();
  });
  const onLive = (/** @type {Event} */ { target }) => meet(target);
  const onShown = (/** @type {Event} */ event) => {
    if (/** @type {CustomEvent} */ (event).detail.owners.includes(name)) finish("shown");
  };
  document.addEventListener("explorer:live", onLive);
  document.addEventListener("explorer:shown", onShown);
  const deafen = store.listen(showSwitch);

  const before = store.read().answers[name];
  if (before === "shown") end("shown");
  else if (before !== undefined && kind.restore(before)) end("committed");
  if (form.dataset.state !== "asked") onEnd?.(String(form.dataset.state), before === "shown" ? {} : kind.detail());
  for (const figure of figures()) meet(figure);
  showSwitch();
  form.hidden = false;
  return {
    unmount() {
      document.removeEventListener("explorer:live", onLive);
      document.removeEventListener("explorer:shown", onShown);
      deafen();
      lift();
    },
  };
}
