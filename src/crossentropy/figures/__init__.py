"""The live figures of the book, one call each; a cell that ends in the call shows the figure.

    from crossentropy.figures import logistic_entropy
    logistic_entropy(bias=1, weight=2)

Pages and links call them by ``NAMES``, with hyphens. The module of a figure has its name behind an underscore.
"""

import importlib

NAMES = (
    "binary-entropy",
    "symbol-sequences",
    "softmax-entropy",
    "logistic-entropy",
    "surprise",
    "code-lengths",
    "message-cost",
    "block-coding",
    "three-entropies",
    "jensen-shannon",
    "flipped-model",
    "comparison-map",
    "wrong-code",
    "tangent-line",
    "below-entropy-map",
    "logistic-cross-entropy",
    "log-loss",
    "hours-fit",
    "softmax-loss",
    "calibration",
    "descent-path",
    "descent-fit",
    "separable",
    "entropy-meets-loss",
    "sandbox",
)

__all__ = ["NAMES", "figure", "html", *(name.replace("-", "_") for name in NAMES)]


def figure(name: str):
    """Return the description of the figure that pages call ``name``.

    Raises
    ------
    ValueError
        If there is no such figure; the message lists those there are.

    Examples
    --------
    >>> figure("logistic-entropy").title
    'A logistic model and its entropy'
    """
    if name not in NAMES:
        raise ValueError(f"no live figure is called {name!r}; there are {', '.join(NAMES)}")
    return importlib.import_module(f"crossentropy.figures._{name.replace('-', '_')}").FIGURE


def html(name: str) -> str:
    """Return a figure as HTML for a web page that loads the front end."""
    from crossentropy.explorer.page import figure_html

    return figure_html(figure(name))


def __getattr__(attribute: str):
    """Make a figure's widget on first use: ``logistic_entropy`` for "logistic-entropy"."""
    name = attribute.replace("_", "-")
    if attribute.startswith("_") or name not in NAMES:
        raise AttributeError(f"module {__name__!r} has no attribute {attribute!r}")
    from crossentropy.explorer.widget import widget_class

    globals()[attribute] = made = widget_class(figure(name))
    return made


def __dir__():
    return __all__
