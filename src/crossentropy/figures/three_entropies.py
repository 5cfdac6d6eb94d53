"""Three logistic models: their entropies over x, and three ways to say how different two of them are."""

import math

import numpy as np

from crossentropy.figures.shared.controls import UNIT
from crossentropy.figures.shared.parts import X, entropy_area, per_nat
from crossentropy.logistic import LogisticModel, entropy_from_logits
from livefigure.draw import Picture, drawing, picture
from livefigure.figure import Choice, Figure, Parameter, Readout, Table, functions
from livefigure.number_text import fixed, shown

PAIRS = ((1, 2), (1, 3), (2, 3))
SUBSCRIPTS = "₀₁₂₃"
MEASURES = (("raw", "raw area"), ("bray", "Bray-Curtis"), ("mean", "mean J"))
DIGITS = 4
TICKS = range(-6, 7, 2)
SCALE = Choice("scale", "x in", ("cm", "mm"), "cm")
# The weights of Simpson's rule on the points X; their sum is the width of the window.
SIMPSON = np.where(np.arange(X.size) % 2, 4.0, 2.0) * 12 / (3 * (X.size - 1))
SIMPSON[[0, -1]] /= 2
# Where the numbers of the curves may stand: at these logits of either flank, the first one is each curve's own, or else
# above the curve at one of these x.
FLANKS = ((2.2, 1.4, 0.9, 3.2, 4.2), (3.2, 2.2, 1.4, 0.9, 4.2), (1.4, 0.9, 2.2, 3.2, 4.2))
PLACES = (5.6, -5.6, 4.4, -4.4, 3.2, -3.2, 2.0, -2.0, 0.8, -0.8)
# The picture's scale in SVG units, half the width of a number with some air, and how far its middle is from any curve.
ACROSS, UP = 364 / 12, 188 / 1.12
HALF, CLEAR = 0.2, 9.0
TERMS = range(52, 0, -1)


def _models(values):
    return [(values[f"bias{k}"], values[f"weight{k}"]) for k in (1, 2, 3)]


def _per_cm(scale):
    return 10 if scale == "mm" else 1


def curves(unit, scale, **values):
    """Return the three entropies over x, and where each curve carries its number."""
    models, size = _models(values), per_nat(unit)
    made = {f"H{k}": (X, LogisticModel(*model).entropy(X) * size) for k, model in enumerate(models, start=1)}
    heights = [y for _, y in made.values()]
    taken = []
    for k, (model, flanks) in enumerate(zip(models, FLANKS, strict=True), start=1):
        x, y = _clearest(_candidates(*model, flanks, size), heights, taken)
        taken.append((x, y))
        made[f"number{k}"] = (np.array([x]), np.array([y]))
    return made


def _candidates(bias, weight, flanks, size):
    """Yield the places where a curve's number may stand, the best ones first."""
    for sign in (1, -1) if weight else ():
        for flank in flanks:
            x = (sign * flank - bias) / weight + (0.3 if sign * weight > 0 else -0.3)
            if abs(x) <= 5.7:
                yield x, float(entropy_from_logits(flank)) * size + 0.06
    for x in PLACES:
        yield x, float(entropy_from_logits(bias + weight * x)) * size + 0.08


def _clearest(candidates, heights, taken):
    """Return the first place that is clear of all curves and numbers; where there is none, the clearest."""
    best, most = None, -1.0
    for x, y in candidates:
        first, last = math.ceil((x - HALF + 6) * 50), math.floor((x + HALF + 6) * 50)
        clear = min(float(np.abs(height[max(first, 0) : last + 1] - y).min()) for height in heights) * UP
        if any(abs(x - a) * ACROSS < 14 and abs(y - b) * UP < 16 for a, b in taken):
            clear = 0.0
        if clear >= CLEAR:
            return x, y
        if clear > most + 1e-6:
            best, most = (x, y), clear
    return best


def readouts(unit, scale, **values):
    """Return the three measures of each pair; areas are those of the whole line, mean J is that of the window."""
    models = _models(values)
    yes = [LogisticModel(*model).probability(X) for model in models]
    entropies = [LogisticModel(*model).entropy(X) for model in models]
    found = {}
    for i, j in PAIRS:
        one, other = models[i - 1], models[j - 1]
        raw = _raw_area(one, other)
        total = entropy_area(one[1]) + entropy_area(other[1])
        mixed = _entropy((yes[i - 1] + yes[j - 1]) / 2)
        js = mixed - (entropies[i - 1] + entropies[j - 1]) / 2
        found[f"raw{i}{j}"] = raw * per_nat(unit) * _per_cm(scale)
        found[f"bray{i}{j}"] = raw / total if math.isfinite(total) else math.nan
        found[f"mean{i}{j}"] = float(SIMPSON @ js) / 12 / math.log(2)
    return found


def _entropy(p):
    """Return the entropy of yes-or-no questions in nats; rounding may not carry p beyond 1."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return -np.where(p > 0, p * np.log(p), 0) - np.where(p < 1, (1 - p) * np.log(1 - p), 0)


def _raw_area(one, other):
    """Return the area between two entropies over the whole line: it changes sides only where |z| is the same."""
    (bias, weight), (bias2, weight2) = one, other
    if weight == 0 or weight2 == 0:
        return 0.0 if weight == weight2 and abs(bias) == abs(bias2) else math.inf
    crossings = [-(bias - sign * bias2) / (weight - sign * weight2) for sign in (1, -1) if weight != sign * weight2]
    total, before = 0.0, 0.0
    for x in sorted(crossings):
        gap = _area_left_of(x, bias, weight) - _area_left_of(x, bias2, weight2)
        total += abs(gap - before)
        before = gap
    return total + abs(entropy_area(weight) - entropy_area(weight2) - before)


def _area_left_of(x, bias, weight):
    """Return the area under a model's entropy from minus infinity to x."""
    steps = (bias + weight * x) * (1 if weight > 0 else -1)  # from the peak, rising with x
    tail = _tail(abs(steps))
    return (tail if steps < 0 else math.pi**2 / 3 - tail) / abs(weight)


def _tail(z):
    """Return the area under the entropy of sigmoid(t) for t >= z >= 0: z log(1 + e^-z) - 2 Li2(-e^-z)."""
    e = math.exp(-z)
    log = math.log1p(e)
    u = e / (1 + e)  # Landen: Li2(-e) = -Li2(u) - log(1 + e)² / 2, and the series of Li2(u) is short for u <= 1/2
    series = 0.0
    for k in TERMS:
        series = (series + 1 / (k * k)) * u
    return z * log + 2 * series + log * log


def reasons(unit, scale, **values):
    """Say why a pair has no ratio of areas."""
    models = _models(values)
    flat = {(i, j) for i, j in PAIRS if not (models[i - 1][1] and models[j - 1][1])}
    return {f"bray{i}{j}": "flat" for i, j in flat}


def labels(unit, scale, **values):
    """Return the words along the axes, which follow the two units."""
    ticks = {f"tick{number}": shown(x * _per_cm(scale), 0) for number, x in enumerate(TICKS)}
    return {"H": f"entropy ({unit})", "x": f"x ({scale})", **ticks}


def sentence(unit, scale, **values):
    """Say where the curves peak, and which pair each measure calls the closest."""
    digits = 1 if scale == "mm" else 2
    peaks = [
        shown(-bias / weight * _per_cm(scale) + 0.0, digits) if weight else "none (flat)"
        for bias, weight in _models(values)
    ]
    number = readouts(unit, scale, **values)
    closest = "; ".join(
        f"by {name}{f' ({unit}·{scale})' if key == 'raw' else ''} {_closest(number, key)}" for key, name in MEASURES
    )
    return f"Peaks at x = {peaks[0]}, {peaks[1]} and {peaks[2]}. Closest {closest}."


def _closest(number, key):
    """Return the pair, or the pairs, whose number is the smallest at the digits shown."""
    found = {f"{i}–{j}": number[f"{key}{i}{j}"] for i, j in PAIRS}
    found = {pair: float(fixed(apart, DIGITS)) for pair, apart in found.items() if math.isfinite(apart)}
    return " and ".join(pair for pair, apart in found.items() if apart == min(found.values())) or "none"


@drawing
def draw(**values) -> Picture:
    """Draw the three entropies, told apart by their dashes and by a number that rides on each."""
    drawn = picture(236, [(62, 8, 14, 40)])
    axes = drawn.axes[0]
    words = labels(**values)
    axes.set(xlim=(-6, 6), ylim=(0, 1.12), yticks=[0, 0.25, 0.5, 0.75, 1])
    axes.set_yticklabels(["0", "¼", "½", "¾", "1"])
    axes.set_xticks(TICKS, [words[f"tick{number}"] for number in range(len(TICKS))])
    for number, text in enumerate(axes.get_xticklabels()):
        drawn.text(f"tick{number}", text)
    axes.tick_params(axis="y", pad=13)  # the 0 stays clear of the −60 below it
    axes.grid(axis="y")
    drawn.text("H", axes.set_ylabel(words["H"], labelpad=4))
    drawn.text("x", axes.set_xlabel(words["x"]))
    made = curves(**values)
    styles = ({"linestyle": "-"}, {"linestyle": (0, (6, 2.5))}, {"linestyle": (0, (1.2, 2.2)), "linewidth": 3})
    for k, style in enumerate(styles, start=1):
        drawn.line(f"H{k}", made[f"H{k}"], role="entropy", **style)
        drawn.points(f"number{k}", made[f"number{k}"], role="entropy", marker=f"${k}$", markersize=10)
    return drawn


def _sliders(k, bias, weight):
    return (
        Parameter(f"bias{k}", f"σ{SUBSCRIPTS[k]} bias β₀", -12, 12, 0.1, bias),
        Parameter(f"weight{k}", f"σ{SUBSCRIPTS[k]} weight β₁", -6, 6, 0.1, weight),
    )


FIGURE = Figure(
    name="three-entropies",
    title="Three models, three entropies",
    caption=(
        "The entropies of three logistic models over x: 1 solid, 2 dashed, 3 dotted, each with its number where the "
        "model says yes, if there is room. The sliders speak of x in cm, whatever the axis says. Raw area and "
        "Bray-Curtis are taken over the whole line; mean J is the mean of the Jensen-Shannon measure over the window."
    ),
    parameters=(*_sliders(1, 0.0, 1.0), *_sliders(2, 1.0, 2.0), *_sliders(3, -10.0, -5.0)),
    choices=(UNIT, SCALE),
    **functions(globals()),
    shown=tuple(Readout(f"{key}{i}{j}", f"{name} of {i} and {j}", DIGITS) for i, j in PAIRS for key, name in MEASURES),
    table=Table(
        corner="Models",
        columns=("Raw area", "Bray-Curtis", "Mean J"),
        rows=tuple((f"{i} and {j}", tuple(f"{key}{i}{j}" for key, _ in MEASURES)) for i, j in PAIRS),
    ),
    veil=("H2", "H3", "number2", "number3"),
)
