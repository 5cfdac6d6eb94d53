"""The exercises: right answers pass, usual slips are recognised, and nothing that a reader types breaks them."""

import itertools
import math
from fractions import Fraction

import numpy as np
import pytest

from crossentropy.exercises import EXERCISES, TOLERANCE, check

NUMERIC = [name for name, each in EXERCISES.items() if not isinstance(each.answer, str)]
CHOICES = [name for name in EXERCISES if name not in NUMERIC]
SLIPS = [
    pytest.param(name, value, message, id=f"{name} {value}")
    for name, each in EXERCISES.items()
    for value, message in each.wrong
]


@pytest.fixture
def verdict(capsys):
    def said(name: str, answer) -> str:
        assert check(name, answer) is None
        return capsys.readouterr().out

    return said


@pytest.mark.parametrize("name", EXERCISES)
def test_right_answer_is_right_and_says_why(name, verdict):
    assert verdict(name, EXERCISES[name].answer) == f"Right. {EXERCISES[name].right}\n"


@pytest.mark.parametrize("name", EXERCISES)
@pytest.mark.parametrize("nothing", [..., None], ids=["dots", "None"])
def test_nothing_is_no_answer_yet(name, nothing, verdict):
    assert verdict(name, nothing).startswith("No answer yet")


@pytest.mark.parametrize("name", EXERCISES)
def test_at_least_three_slips_are_known_each_with_words_of_its_own(name):
    messages = [message for _, message in EXERCISES[name].wrong]
    assert len(messages) >= 3
    assert len(set(messages)) == len(messages)
    assert all(len(message) > 20 for message in messages)


@pytest.mark.parametrize(("name", "value", "message"), SLIPS)
def test_slip_gets_its_own_message(name, value, message, verdict):
    assert verdict(name, value) == f"Not yet. {message}\n"


@pytest.mark.parametrize("name", NUMERIC)
def test_no_slip_lies_within_rounding_of_the_answer_or_of_another(name):
    values = [EXERCISES[name].answer, *(value for value, _ in EXERCISES[name].wrong)]
    for one, other in itertools.combinations(values, 2):
        assert abs(one - other) > 2 * TOLERANCE * max(1, abs(one), abs(other)), (one, other)


@pytest.mark.parametrize("name", NUMERIC)
def test_answer_of_three_decimals_is_enough(name, verdict):
    assert verdict(name, round(EXERCISES[name].answer, 3)).startswith("Right.")


@pytest.mark.parametrize("name", NUMERIC)
@pytest.mark.parametrize("factor", [0.985, 0.995, 1.005, 1.015])
def test_answer_within_two_per_cent_is_nearly_right(name, factor, verdict):
    near = EXERCISES[name].answer * factor
    said = verdict(name, near)
    assert said.startswith("Nearly right")
    assert str(near) in said


@pytest.mark.parametrize("name", NUMERIC)
@pytest.mark.parametrize("number", [1234.5, -1234.5, 1e-9, 1e300, -1e300])
def test_any_other_number_is_wrong(name, number, verdict):
    assert verdict(name, number).startswith("Not yet.")


@pytest.mark.parametrize("name", NUMERIC)
@pytest.mark.parametrize("kind", [float, np.float64, np.float32, Fraction])
def test_answer_may_be_any_kind_of_number(name, kind, verdict):
    assert verdict(name, kind(EXERCISES[name].answer)).startswith("Right.")


@pytest.mark.parametrize("name", NUMERIC)
@pytest.mark.parametrize(
    "value", ["1.75", "d", True, False, 1j, [1.75], (), {}, object, np.array([1.75, 2.0])], ids=str
)
def test_what_is_no_number_is_named(name, value, verdict):
    said = verdict(name, value)
    assert said.startswith("Not yet: the answer is a number")
    assert repr(value) in said


@pytest.mark.parametrize("name", NUMERIC)
@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_number_that_is_not_finite_is_named(name, value, verdict):
    said = verdict(name, value)
    assert said.startswith("Not yet:")
    assert f"{value} is not a finite number" in said


@pytest.mark.parametrize("name", CHOICES)
@pytest.mark.parametrize("change", [str.upper, "  {} ".format], ids=["capital", "spaces"])
def test_letter_may_be_written_as_people_write_it(name, change, verdict):
    assert verdict(name, change(EXERCISES[name].answer)).startswith("Right.")


@pytest.mark.parametrize("name", CHOICES)
@pytest.mark.parametrize("value", ["z", "", "ab", 4, True, 1.5, math.nan, ["d"], np.array(["a", "d"])], ids=str)
def test_what_is_no_letter_of_the_choice_is_named(name, value, verdict):
    said = verdict(name, value)
    assert said.startswith("Not yet: answer with one letter, a, b, c or d")
    assert repr(value) in said


def test_unknown_exercise_is_refused_with_those_there_are():
    with pytest.raises(ValueError, match=r"'entropy-99'.*entropy-1, entropy-2"):
        check("entropy-99", 1)
