// Checks the answers to exercises on the page: reads numbers as crossentropy/exercises/reading.py does, and gives the
// verdicts of crossentropy/exercises/__init__.py.

const GROUPED = /[0-9][., '’][0-9]{3}[., '’][0-9]|[0-9][ '’][0-9]{3}(?![0-9/ ])/;
const MIXED = /(?<![0-9.])([0-9]+) +([0-9]+ *\/ *[0-9]+)/g;
const UNIT = /^(.*?)\s*(?:(bit|nat|%|per ?cent)s?(?:\s*(?:\/|per |a )\s*[a-z]+)?)?$/s;
const TOKEN = /((?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[+-]?[0-9]+)?)|(log(?:2|10)(?!\d)|ln|log|exp|sqrt|pi|inf|nan|\S)/g;
const CONSTANTS = new Map(
  Object.entries({ e: Math.E, pi: Math.PI, π: Math.PI, inf: Infinity, "∞": Infinity, nan: NaN }),
);
const FUNCTIONS = new Map(
  Object.entries({
    ln: Math.log,
    log: Math.log,
    log2: Math.log2,
    log10: Math.log10,
    exp: Math.exp,
    sqrt: Math.sqrt,
    "√": Math.sqrt,
  }),
);
const LEVELS = /** @type {Record<string, number>} */ ({ "+": 1, "-": 1, "*": 2, "/": 2, "^": 3 });

/** A text in one of the many ways to write it: ASCII signs, small letters, nothing around it. @param {string} text */
function plain(text) {
  text = text.replace(/([0-9])([¼-¾⅐-⅞])/g, "$1 $2").replace(/[⁺⁻⁰¹²³⁴-⁹]+/g, "^($&)");
  text = text.replaceAll("₂", "2 ").normalize("NFKC").toLowerCase();
  text = text
    .replace(/[‐‒–—−]/g, "-")
    .replace(/[⁄∕÷]/g, "/")
    .replace(/[×·⋅∙∗]/g, "*");
  text = text
    .replaceAll("**", "^")
    .replaceAll("log_2", "log2 ")
    .replace(/\b(?:np|numpy|math)\./g, "");
  return text.replace(/^[\s"'`“”„‘’«»$]+|[\s"'`“”„‘’«»$.;,!]+$/g, "");
}

/** A number: its value (undefined where it cannot be read), its unit, and its text without the unit. @param {string} text */
function read(text) {
  text = (text.length <= 200 ? plain(text).split(/[=≈]/).at(-1) : "").trim();
  const [, number, unit = ""] = text.match(UNIT);
  if (GROUPED.test(number)) return { grouped: true, value: undefined, unit, text: number };
  const source = number.replace(/(?<=[0-9]),(?=[0-9])/g, ".").replace(MIXED, "($1+$2)");
  const tokens = [...source.matchAll(TOKEN)].map(([, digits, sign]) => (digits ? Number(digits) : sign));
  let value;
  try {
    value = expression(tokens, 1);
    if (tokens.length) value = undefined;
  } catch {} // a sign is missing, or one too many: it stays undefined
  if (["", "bit", "nat"].includes(unit)) return { value, unit, text: source };
  return { value: value === undefined ? value : value / 100, unit: "", text: "%" };
}

/** Takes an expression whose operators bind at least as strongly as `level` from the front of the tokens.
 * @param {any[]} tokens @param {number} level @returns {number} */
function expression(tokens, level) {
  let left = operand(tokens);
  while (typeof tokens[0] === "string" && tokens[0] !== ")") {
    const operator = tokens[0] in LEVELS ? tokens[0] : "*"; // 2 ln 2
    if (LEVELS[operator] < level) break;
    if (tokens[0] === operator) tokens.shift();
    const right = expression(tokens, LEVELS[operator] + (operator === "^" ? 0 : 1));
    if (operator === "^") left = left === 1 ? 1 : left ** right;
    else
      left =
        operator === "+"
          ? left + right
          : operator === "-"
            ? left - right
            : operator === "*"
              ? left * right
              : left / right;
  }
  return left;
}

/** @param {any[]} tokens @returns {number} */
function operand(tokens) {
  const token = tokens.shift();
  if (typeof token === "number") return token;
  if (token === "-" || token === "+") return (token === "-" ? -1 : 1) * expression(tokens, 3);
  if (token === "(") {
    const inner = expression(tokens, 1);
    if (tokens.shift() !== ")") throw new SyntaxError("a bracket stays open");
    return inner;
  }
  if (CONSTANTS.has(token)) return CONSTANTS.get(token);
  const apply = FUNCTIONS.get(token);
  if (!apply) throw new SyntaxError("no number begins so"); // a TypeError of the engine's own takes a thousand times as long
  return apply(tokens[0] === "(" ? operand(tokens) : expression(tokens, 3));
}

/** What to say to an answer to an exercise, which has the rules of the page in it. @param {any} exercise @param {string} typed */
function verdict(exercise, typed) {
  const { messages } = exercise;
  const say = (/** @type {string} */ name, ...words) =>
    words.reduce((text, word) => text.replace("{}", () => word), messages[name]);
  if (!typed.trim()) return "No answer yet.";
  const shown = `“${typed}”`;
  if (typeof exercise.answer === "string") {
    const letters = [exercise.answer, ...exercise.wrong.map(([value]) => value)].sort();
    const letter = plain(typed).replace(/^[().:]+|[().:]+$/g, "");
    if (letter === exercise.answer) return `Right. ${exercise.right}`;
    const wrong = exercise.wrong.find(([value]) => value === letter);
    return wrong
      ? `Not yet. ${wrong[1]}`
      : say("letter", `${letters.slice(0, -1).join(", ")} or ${letters.at(-1)}`, shown);
  }
  const { value, unit, text, grouped } = read(typed);
  if (grouped) return say("grouped", shown);
  if (value === undefined) return say("unread", shown);
  if (!Number.isFinite(value)) return say("infinite", shown);
  const both = unit && exercise.unit;
  const scale = both ? exercise.perNat[unit] / exercise.perNat[exercise.unit] : 1; // everything in the reader's unit
  const answer = exercise.answer * scale;
  const right = exercise.unit || !unit ? `Right. ${exercise.right}` : messages.unitless;
  const verdicts = [[answer, right]];
  if (both) verdicts.push([exercise.answer, say("unit", exercise.unit)]);
  verdicts.push(...exercise.wrong.map(([other, message]) => [other * scale, `Not yet. ${message}`]));

  const decimals = text.match(/^-?[0-9]*\.?([0-9]*)$/)?.[1].length ?? Infinity; // what is no plain number is exact
  for (const rounding of decimals === 2 ? [0, exercise.rounding] : [0]) {
    for (const [other, message] of verdicts) {
      const tolerance = Math.max(rounding, exercise.tolerance * Math.max(1, Math.abs(other)));
      if (Math.abs(value - other) <= tolerance) return message;
    }
  }
  if (Math.abs(value - answer) > exercise.near * Math.abs(answer)) return messages.other;
  return say(decimals < 3 ? "nearly" : "digits", shown);
}

if (typeof document !== "undefined") {
  const data = (/** @type {Element} */ script) => JSON.parse(script.textContent);
  for (const form of document.querySelectorAll("form[data-exercise]")) {
    const exercise = { ...data(document.getElementById("exercise-rules")), ...data(form.querySelector("script")) };
    const field = form.elements.answer;
    const check = () => (form.querySelector(".exercise-verdict").textContent = verdict(exercise, field.value));
    // Not the form's submission: a frame that forbids forms, as learning platforms have them, would swallow it.
    form.querySelector("button").addEventListener("click", check);
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing) return;
      event.preventDefault();
      check();
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    form.hidden = false;
  }
}
