"""The two small data sets that the book types in: hours of study, and O-rings in the cold."""

import numpy as np

# fmt: off
_HOURS = (0.5, 0.75, 1, 1.25, 1.5, 1.75, 1.75, 2, 2.25, 2.5, 2.75, 3, 3.25, 3.5, 4, 4.25, 4.5, 4.75, 5, 5.5)
_PASSED = (0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1)

# In the order of the flights, April 1981 to January 1986. The motors of the fourth were lost at sea.
_TEMPERATURE = (66, 70, 69, 68, 67, 72, 73, 70, 57, 63, 70, 78, 67, 53, 67, 75, 70, 81, 76, 79, 75, 76, 58)
_DISTRESS = (0, 1, 0, 0, 0, 0, 0, 0, 1, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0, 1)
# fmt: on


def hours_passed():
    """Twenty students: how long each of them studied, and who passed the exam.

    Returns
    -------
    hours : float64, (20,)
        Hours of study, 0.5 to 5.5, in rising order.
    passed : float64, (20,)
        1 for passed, 0 for failed; ten of each.

    References
    ----------
    Wikipedia, Logistic regression, section Example.

    Examples
    --------
    >>> hours, passed = hours_passed()
    >>> print(hours.mean(), passed.mean())
    2.7875 0.5
    """
    return np.array(_HOURS, dtype=float), np.array(_PASSED, dtype=float)


def challenger():
    """Twenty-three space shuttle flights before the loss of Challenger: the temperature, and O-rings in distress.

    Returns
    -------
    temperature : float64, (23,)
        Temperature of the joints at launch, in degrees Fahrenheit, in the order of the flights.
    distress : float64, (23,)
        1 where at least one of the six primary O-rings showed erosion or blow-by, else 0; seven of them.

    References
    ----------
    Dalal, Fowlkes & Hoadley (1989), Risk Analysis of the Space Shuttle: Pre-Challenger Prediction of Failure.

    Examples
    --------
    >>> temperature, distress = challenger()
    >>> print(temperature.min(), temperature[distress == 1].max(), distress.sum())
    53.0 75.0 7.0
    """
    return np.array(_TEMPERATURE, dtype=float), np.array(_DISTRESS, dtype=float)
