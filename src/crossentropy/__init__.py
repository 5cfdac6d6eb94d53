"""The mathematics of cross-entropy: discrete distributions, and the logistic model."""

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

__all__ = [
    "LogisticModel",
    "cross_entropy",
    "cross_entropy_from_logits",
    "entropy",
    "entropy_from_logits",
    "js_divergence",
    "kl_divergence",
    "kl_divergence_from_logits",
    "perplexity",
    "sigmoid",
    "softmax",
    "softplus",
    "surprise",
]
