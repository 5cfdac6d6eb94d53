"""What is moved in several figures: bias and weight, logits, temperature, unit; and three models to choose from."""

from livefigure.figure import Choice, Parameter, Preset

CLASSES = ("a", "b", "c")
UNIT = Choice("unit", "Unit", ("nat", "bit"), "nat")
PRESETS = (
    Preset("σ₁ (0, 1)", {"bias": 0.0, "weight": 1.0}),
    Preset("σ₂ (1, 2)", {"bias": 1.0, "weight": 2.0}),
    Preset("σ₃ (−10, −5)", {"bias": -10.0, "weight": -5.0}),
)
# Rising by a fixed factor, with the round values that the text names.
TEMPERATURES = (
    *(0.1, 0.12, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9),
    *(1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 7, 8, 9, 10),
)


def temperature_slider() -> Parameter:
    """Return the slider of a softmax's temperature."""
    return Parameter("temperature", "temperature", 0.1, 10, 0.1, 1.0, values=TEMPERATURES, digits=2)


def logit_sliders(*defaults: float) -> tuple[Parameter, ...]:
    """Return a slider for the logit of each class."""
    return tuple(
        Parameter(f"logit{number}", f"logit {name}", -5, 5, 0.1, default)
        for number, (name, default) in enumerate(zip(CLASSES, defaults, strict=True), start=1)
    )


def bias_slider(default: float) -> Parameter:
    """Return the slider of a model's bias."""
    return Parameter("bias", "β₀ (bias)", -12, 12, 0.1, default)


def weight_slider(default: float) -> Parameter:
    """Return the slider of a model's weight."""
    return Parameter("weight", "β₁ (weight)", -6, 6, 0.1, default)
