"""The mathematics of cross-entropy: discrete distributions, the logistic model, and its training."""

from . import datasets
from .information import (
    cross_entropy,
    entropy,
    js_divergence,
    kl_divergence,
    perplexity,
    softmax,
    surprise,
)
from .logistic import (
    LogisticModel,
    cross_entropy_from_logits,
    entropy_from_logits,
    kl_divergence_from_logits,
    sigmoid,
    softplus,
)
from .training import gradient, gradient_descent, hessian, loss, newton

__all__ = [
    "LogisticModel",
    "cross_entropy",
    "cross_entropy_from_logits",
    "datasets",
    "entropy",
    "entropy_from_logits",
    "explore",
    "gradient",
    "gradient_descent",
    "hessian",
    "js_divergence",
    "kl_divergence",
    "kl_divergence_from_logits",
    "loss",
    "my_score",
    "newton",
    "perplexity",
    "predict",
    "sigmoid",
    "softmax",
    "softplus",
    "surprise",
]


def __getattr__(name: str):
    """Import `explore`, `predict` and `my_score` on first use: they need the widgets, the mathematics only NumPy."""
    if name in ("predict", "my_score"):
        from crossentropy import predictions

        return getattr(predictions, name)
    if name != "explore":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from livefigure.functions.explore import explore

    from . import roles  # noqa: F401  (explore knows them by their names)

    return explore
