// What the reader's device keeps: the answers by their questions' names, and whether questions are asked at all.
// Whatever lies there may have been written by anyone: it is read as this version writes it, or not at all.

export const KEY = "crossentropy-predictions";
const VERSION = 1;
const LONGEST = 100_000; // characters, of what is read
const MOST = 200; // answers
const NAME = /^[a-z0-9-]{1,60}$/;
const CHANGED = "prediction:kept"; // heard by all stores of the page: a notebook's cells have one each

/** @typedef {"shown" | number[] | {sketch: number[]}} Kept percentages, none of them for an even split; or a drawn curve */
/** @typedef {{off: boolean, answers: Record<string, Kept>}} Content */
/** @typedef {ReturnType<typeof openStore>} Store */

/** What could not be written down: the page has it, for each cell of a notebook loads this module anew. */
const page = /** @type {{crossentropyKept?: Content}} */ (globalThis);

/** The store of this device; where storage is blocked or full it lasts until the page is left. */
export function openStore() {
  /** @returns {Content} */
  function read() {
    if (page.crossentropyKept) return page.crossentropyKept;
    try {
      return parsed(localStorage.getItem(KEY));
    } catch {
      return { off: false, answers: {} };
    }
  }

  /** @param {(content: Content) => void} change */
  function update(change) {
    const content = read();
    change(content);
    try {
      localStorage.setItem(KEY, JSON.stringify({ version: VERSION, ...content }));
    } catch {
      page.crossentropyKept = content;
    }
    document.dispatchEvent(new Event(CHANGED));
  }

  return {
    read,
    /** @param {string} name @param {Kept} answer */
    put: (name, answer) => update(({ answers }) => (answers[name] = answer)),
    /** @param {boolean} off */
    turn: (off) => update((content) => (content.off = off)),
    /** @param {Record<string, Kept>} answers */
    add: (answers) => update((content) => Object.assign(content.answers, answers)),
    forget: () => update((content) => (content.answers = {})),
    /** Whether what is kept will be there on the next visit. */
    lasts: () => !page.crossentropyKept,
    /** @param {() => void} listener called after each change, in another tab too @returns {() => void} how to stop it */
    listen(listener) {
      const elsewhere = (/** @type {StorageEvent} */ { key }) => key === KEY && listener();
      document.addEventListener(CHANGED, listener);
      addEventListener("storage", elsewhere);
      return () => {
        document.removeEventListener(CHANGED, listener);
        removeEventListener("storage", elsewhere);
      };
    },
  };
}

/** @param {string | null} text @returns {Content} */
export function parsed(text) {
  /** @type {Content} */
  const nothing = { off: false, answers: {} };
  if (!text || text.length > LONGEST) return nothing;
  try {
    const { version, off, answers } = JSON.parse(text) ?? {};
    if (version !== VERSION) return nothing;
    const kept = Object.entries(answers ?? {})
      .slice(0, MOST)
      .filter(([name, answer]) => NAME.test(name) && isKept(answer));
    return { off: off === true, answers: Object.fromEntries(kept) };
  } catch {
    return nothing;
  }
}

/** @param {unknown} answer @returns {answer is Kept} */
function isKept(answer) {
  if (answer === "shown") return true;
  const numbers = Array.isArray(answer) ? answer : /** @type {{sketch?: unknown} | null} */ (answer)?.sketch;
  return Array.isArray(numbers) && numbers.length <= 100 && numbers.every(Number.isInteger);
}
