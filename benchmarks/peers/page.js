// What every peer's page shares, so that none does less than another: four sliders, three readouts and the sentence of the
// book's figure, all computed by the book's own functions (model.js is made of its files). A peer only draws.

const WIDTH = 640, HEIGHT = 393; // CSS pixels, as large as the book's figure on a page 1280 pixels wide
const TOP = 1.3; // of the y axis
const COLORS = { H_p: "#1a7431", H_q: "#0b5fa5", H_pq: "#7b2d8e", below: "#f3e3d8" };
const LABELS = { H_p: "H(p)", H_q: "H(q)", H_pq: "H(p, q)", below: "H(p, q) < H(q)" };
const DASHES = { H_p: [12, 5], H_q: [3, 4], H_pq: [] };
const REST = 400; // ms without a move after which the sentence is rewritten

const SLIDERS = [
  { name: "p_bias", label: "p: β₀ (bias)", most: 12, value: 0 },
  { name: "p_weight", label: "p: β₁ (weight)", most: 6, value: 1 },
  { name: "q_bias", label: "q: β₀ (bias)", most: 12, value: 1 },
  { name: "q_weight", label: "q: β₁ (weight)", most: 6, value: 2 },
];
const READOUTS = [
  { key: "share", label: "Below H(q) on", digits: 2, unit: "% of the window" },
  { key: "divergence", label: "Mean divergence", digits: 4, unit: "nat" },
  { key: "largest", label: "Largest in the window", digits: 2, unit: "nat" },
];

/** The curves at the sliders' first values: {H_p, H_q, H_pq, below}, each {x, y}. */
const firstCurves = () => MODEL.curves(values);

/** The intervals [low, high] of x where H(p, q) < H(q). */
function bands({ below }) {
  const found = [];
  for (let i = 0; i < below.x.length; i += 5) found.push([below.x[i], below.x[i + 2]]);
  return found;
}

const values = { unit: "nat" };
for (const { name, value } of SLIDERS) values[name] = value;

/**
 * Make the figure live: `draw(curves)` is called when a slider has moved, as in the book: a first move at once, those that
 * follow on its heels with the next frame.
 */
function live(draw) {
  const figure = document.querySelector("figure");
  figure.insertAdjacentHTML("beforeend", `<form id="sliders">${SLIDERS.map(({ name, label, most, value }) => `<div>
    <label for="${name}">${label}</label>
    <input type="range" id="${name}" name="${name}" min="${-most}" max="${most}" step="0.1" value="${value}">
    <output for="${name}">${fixed(value, 1)}</output></div>`).join("")}</form>
    <dl>${READOUTS.map(({ key, label }) => `<div><dt>${label}</dt><dd id="${key}"></dd></div>`).join("")}</dl>
    <p id="sentence" aria-live="polite"></p>`);
  const sentence = document.getElementById("sentence");
  let frame = 0, due = false, rest = 0;

  function write(curves) {
    const numbers = MODEL.readouts(values, curves);
    for (const { key, digits, unit } of READOUTS) {
      document.getElementById(key).textContent = readoutText(numbers[key], digits, unit);
    }
  }

  function redraw() {
    due = false;
    frame = requestAnimationFrame(nextFrame);
    const curves = MODEL.curves(values);
    draw(curves);
    write(curves);
    clearTimeout(rest);
    rest = setTimeout(() => { sentence.textContent = MODEL.sentence(values); }, REST);
  }

  function nextFrame() {
    frame = 0;
    if (due) redraw();
  }

  document.getElementById("sliders").addEventListener("input", ({ target }) => {
    values[target.name] = target.valueAsNumber;
    target.nextElementSibling.textContent = fixed(target.valueAsNumber, 1);
    due = true;
    if (!frame) redraw();
  });
  write(firstCurves());
  sentence.textContent = MODEL.sentence(values);
  figure.dataset.state = "live";
}
