"""Two logistic models and everything that this book measures on them; each curve can be switched on and off."""

import numpy as np

from crossentropy.figures.shared.controls import UNIT
from crossentropy.figures.shared.parts import X, per_nat
from crossentropy.information import js_divergence
from crossentropy.logistic import LogisticModel
from livefigure.draw import Picture, color, drawing, picture
from livefigure.figure import Choice, Exchange, Figure, Handle, Parameter, Preset, Readout, Table, functions
from livefigure.number_text import shown

TOP = 2.0  # of the axes, in either unit: what rises higher leaves the picture
# Every curve: its key, its name, its role, and whether it is there to begin with.
CURVES = (
    ("P_p", "p", "true", True),
    ("P_q", "q", "predicted", True),
    ("H_p", "H(p)", "entropy", True),
    ("H_q", "H(q)", "entropy", False),
    ("H_pq", "H(p, q)", "cross-entropy", True),
    ("H_qp", "H(q, p)", "cross-entropy", False),
    ("D_pq", "D(p‖q)", "divergence", False),
    ("D_qp", "D(q‖p)", "divergence", False),
    ("J", "J", "divergence", False),
)
SOLID, DASHED, DOTTED = "-", (0, (5, 2.5)), (0, (1, 1.6))


def _quantities(p_bias, p_weight, q_bias, q_weight, unit, keys, x):
    """Return the quantities named by their keys at x; probabilities and J, a share of log 2, have no unit."""
    p, q = LogisticModel(p_bias, p_weight), LogisticModel(q_bias, q_weight)
    size = per_nat(unit)
    compute = {
        "P_p": lambda: p.probability(x),
        "P_q": lambda: q.probability(x),
        "H_p": lambda: p.entropy(x) * size,
        "H_q": lambda: q.entropy(x) * size,
        "H_pq": lambda: p.cross_entropy(q, x) * size,
        "H_qp": lambda: q.cross_entropy(p, x) * size,
        "D_pq": lambda: p.kl_divergence(q, x) * size,
        "D_qp": lambda: q.kl_divergence(p, x) * size,
        "J": lambda: js_divergence(_both(p, x), _both(q, x), base=2),
    }
    return {key: compute[key]() for key in keys}


def _both(model, x):
    """Return the model's two probabilities; the second from -z, where 1 - p would lose digits."""
    flipped = LogisticModel(-model.bias, -model.weight)
    return np.stack([model.probability(x), flipped.probability(x)], axis=-1)


def curves(x, **values):
    """Return the curves that are on, the upright at the probe's x, and where it meets the axis and the curves."""
    models = {name: values[name] for name in ("p_bias", "p_weight", "q_bias", "q_weight", "unit")}
    on = [key for key, *_ in CURVES if values[key] == "on"]
    nothing = (np.array([]), np.array([]))
    heights = np.array([0.0, *_quantities(**models, keys=on, x=float(x)).values()])
    return {
        **{key: nothing for key, *_ in CURVES},
        **{key: (X, y) for key, y in _quantities(**models, keys=on, x=X).items()},
        "probe": (np.array([x, x]), np.array([0.0, TOP])),
        "marks": (np.full(heights.size, float(x)), np.where(heights <= TOP, heights, np.nan)),
    }


def readouts(p_bias, p_weight, q_bias, q_weight, x, unit, **switches):
    """Return every quantity at the probe's x."""
    keys = [key for key, *_ in CURVES]
    found = _quantities(p_bias, p_weight, q_bias, q_weight, unit, keys, float(x))
    return {key: float(quantity) for key, quantity in found.items()}


def labels(unit, **values):
    """Return the axis label, which follows the unit."""
    return {"unit": unit}


def sentence(x, unit, **values):
    """Say what the models and the identity do at the probe."""
    number = readouts(x=x, unit=unit, **values)
    text = (
        f"At x = {shown(x, 1)}, p says {shown(number['P_p'], 3)} and q says "
        f"{shown(number['P_q'], 3)}. H(p, q) is H(p) + D(p‖q): {shown(number['H_pq'], 4)} = "
        f"{shown(number['H_p'], 4)} + {shown(number['D_pq'], 4)} {unit}"
    )
    gap = number["H_pq"] - number["H_q"]
    if number["D_pq"] < 5e-5:
        return f"{text}; the two models agree."
    return f"{text}, {'below' if gap < 0 else 'above'} H(q)." if abs(gap) >= 5e-5 else f"{text}, the same as H(q)."


@drawing
def draw(**values) -> Picture:
    """Draw the curves that are on; the legend has a place for each, p first in its upper row, q first in its lower."""
    drawn = picture(290, [(50, 52, 10, 40)])
    axes = drawn.axes[0]
    axes.set(xlim=(-6, 6), ylim=(0, TOP), xlabel="x", xticks=range(-6, 7, 2), yticks=[0, 0.5, 1, 1.5, 2])
    axes.set_yticklabels(["0", "½", "1", "1½", "2"])
    axes.tick_params(axis="y", pad=8)  # the 0 stays clear of the −6 below it
    axes.grid(axis="y")
    drawn.text("unit", axes.set_ylabel(labels(**values)["unit"], labelpad=1))
    made = curves(**values)
    drawn.line("probe", made["probe"], role="quiet", linewidth=1.2, linestyle=(0, (4, 3)))
    for number, (key, name, role, _) in enumerate(CURVES):
        style = DOTTED if key == "J" else DASHED if number % 2 else SOLID
        style = {"linestyle": style, "linewidth": 2.8 if key == "J" else 2.2, "dash_capstyle": "butt"}
        drawn.line(key, made[key], role=role, **style)
        drawn.layer(key, "on", *_legend_entry(axes, number, name, role, style), legend=True)
    drawn.points("marks", made["marks"], role="quiet", markersize=6, clip_on=False)
    return drawn


def _legend_entry(axes, number, name, role, style):
    """Draw a short line and a name over the axes, each at its own place."""
    column, row = divmod(number, 2)
    left, height = (0.0, 0.13, 0.34, 0.585, 0.86)[column], 1.155 - 0.095 * row
    place = {"transform": axes.transAxes, "clip_on": False}
    (stroke,) = axes.plot([left, left + 0.068], [height, height], color=color(role), **style, **place)
    return stroke, axes.text(left + 0.08, height, name, va="center", **place)


def _slider(name, label, default, largest):
    return Parameter(name, label, -largest, largest, 0.1, default)


FIGURE = Figure(
    name="sandbox",
    title="Two models, every curve",
    caption=(
        "A true model p and a predicting one q. Solid curves take p first, dashed ones q; J is dotted. Probabilities "
        "and J have no unit. The table shows every quantity at the upright, also those whose curve is off."
    ),
    parameters=(
        _slider("p_bias", "p: β₀ (bias)", 0.0, 12),
        _slider("p_weight", "p: β₁ (weight)", 1.0, 6),
        _slider("q_bias", "q: β₀ (bias)", 1.0, 12),
        _slider("q_weight", "q: β₁ (weight)", 2.0, 6),
        _slider("x", "x of the upright", 1.0, 6),
    ),
    choices=(
        *(Choice(key, name, ("off", "on"), "on" if on else "off", switch=True) for key, name, _, on in CURVES),
        UNIT,
    ),
    presets=tuple(
        Preset(f"{model} = {name}", {f"{model}_bias": bias, f"{model}_weight": weight})
        for model in "pq"
        for name, bias, weight in (("σ₁", 0.0, 1.0), ("σ₂", 1.0, 2.0), ("σ₃", -10.0, -5.0))
    ),
    exchange=Exchange("swap", "Swap p and q", (("p_bias", "q_bias"), ("p_weight", "q_weight"))),
    table=Table(
        corner="At the upright",
        columns=("p first", "q first"),
        rows=(
            ("Probability of yes", ("P_p", "P_q")),
            ("Entropy H", ("H_p", "H_q")),
            ("Cross-entropy H", ("H_pq", "H_qp")),
            ("Divergence D", ("D_pq", "D_qp")),
        ),
    ),
    **functions(globals()),
    shown=(
        *(Readout(key, name, 4, "" if key.startswith("P") else "unit") for key, name, *_ in CURVES[:-1]),
        Readout("J", "Jensen-Shannon J", 4),
    ),
    handles=(Handle("x", "marks", moves={"x": "x"}),),
)
