"""The notebooks that are compared in JupyterLab, as the source of their one cell."""

OURS = """
from crossentropy.figures import logistic_cross_entropy

logistic_cross_entropy()
"""

_SHARED = """
import matplotlib.pyplot as plt
import numpy as np
from ipywidgets import FloatSlider, Label, VBox, interact

from crossentropy.figures.logistic_cross_entropy import TOP, curves, readouts

SLIDERS = {
    name: FloatSlider(value, min=-most, max=most, step=0.1, description=label, style={"description_width": "initial"})
    for name, label, value, most in (
        ("p_bias", "p: β₀ (bias)", 0, 12),
        ("p_weight", "p: β₁ (weight)", 1, 6),
        ("q_bias", "q: β₀ (bias)", 1, 12),
        ("q_weight", "q: β₁ (weight)", 2, 6),
    )
}
STYLES = {
    "H_p": {"color": "#1a7431", "linestyle": "--", "label": "H(p)"},
    "H_q": {"color": "#0b5fa5", "linestyle": ":", "label": "H(q)"},
    "H_pq": {"color": "#7b2d8e", "label": "H(p, q)"},
}


def prepare():
    figure, axes = plt.subplots(figsize=(6.4, 3.93))
    axes.set(xlim=(-6, 6), ylim=(0, TOP), xlabel="x", ylabel="nat")
    axes.grid(axis="y")
    return figure, axes


def text(values):
    shown = readouts(**values)
    return (
        f"Below H(q) on {shown['share']:.2f} % of the window, mean divergence {shown['divergence']:.4f} nat, "
        f"largest in the window {shown['largest']:.2f} nat"
    )
"""

# As ipywidgets' documentation does it: the function draws the whole picture anew.
INTERACT = f"""
%matplotlib inline
{_SHARED}

def draw(**values):
    values["unit"] = "nat"
    figure, axes = prepare()
    made = curves(**values)
    axes.fill(*made.pop("below"), color="#f3e3d8", label="H(p, q) < H(q)")
    for key, (x, y) in made.items():
        axes.plot(x, y, linewidth=2.5, **STYLES[key])
    axes.legend(ncols=4, loc="upper center")
    plt.show()
    print(text(values))


_ = interact(draw, **SLIDERS)
"""

# As ipympl's documentation does it: the lines get new data, the canvas is drawn when it is free.
IPYMPL = f"""
%matplotlib widget
{_SHARED}

def now():
    return {{"unit": "nat"}} | {{name: slider.value for name, slider in SLIDERS.items()}}


with plt.ioff():
    figure, axes = prepare()
figure.canvas.header_visible = False
made = curves(**now())
band = axes.fill_between([], [], color="#f3e3d8", label="H(p, q) < H(q)")
lines = {{key: axes.plot(*made[key], linewidth=2.5, **STYLES[key])[0] for key in STYLES}}
axes.legend(ncols=4, loc="upper center")
words = Label()


def draw(_=None):
    made = curves(**now())
    for key, line in lines.items():
        line.set_ydata(made[key][1])
    outline = np.column_stack(made["below"])
    band.set_verts([outline[start : start + 4] for start in range(0, len(outline), 5)])
    figure.canvas.draw_idle()
    words.value = text(now())


for slider in SLIDERS.values():
    slider.observe(draw, "value")
draw()
VBox([figure.canvas, *SLIDERS.values(), words])
"""
