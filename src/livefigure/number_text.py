"""Numbers as text, the same to the last digit in Python and in the browser."""

import math
from decimal import ROUND_HALF_UP, Decimal


def fixed(value: float, digits: int) -> str:
    """Write a number with fixed decimals as JavaScript's ``toFixed`` does, and never as "-0".

    Python rounds exact ties to even, JavaScript away from zero; the page and the notebook must agree.

    Examples
    --------
    >>> fixed(0.125, 2), fixed(-0.04, 1), fixed(float("inf"), 1)
    ('0.13', '0.0', '∞')
    """
    if math.isinf(value):
        return "∞" if value > 0 else "-∞"
    if abs(value) >= 1e21:  # from here on toFixed writes exponents
        return repr(float(value))
    text = str(Decimal(value).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP))
    return text.removeprefix("-") if float(text) == 0 else text


def shown(value: float, digits: int) -> str:
    """Write a number for reading: as `fixed`, with a true minus sign.

    Examples
    --------
    >>> shown(-0.5, 2)
    '−0.50'
    """
    return fixed(value, digits).replace("-", "−")


def readout_text(number: float | str, digits: int, unit: str, reason: str | None) -> str:
    """Write a readout: its value and unit, or a dash and why there is none; a text as it is.

    Examples
    --------
    >>> readout_text(0.5, 2, "nat", None), readout_text(float("nan"), 2, "nat", "flat line")
    ('0.50 nat', '— flat line')
    """
    if isinstance(number, str):
        return number
    if math.isnan(number):
        return f"— {reason}"
    text = f"{shown(number, digits)} {unit}".rstrip()
    return f"{text}: {reason}" if reason else text
