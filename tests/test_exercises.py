"""The exercises: right answers pass, usual slips are recognised, and nothing that a reader types breaks them."""

import itertools
import math
from decimal import Decimal
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
@pytest.mark.parametrize("kind", [float, np.float64, np.float32, Fraction, Decimal, complex, np.array, str, np.str_])
def test_answer_may_be_any_kind_of_number(name, kind, verdict):
    assert verdict(name, kind(EXERCISES[name].answer)).startswith("Right.")


@pytest.mark.parametrize("name", NUMERIC)
@pytest.mark.parametrize(
    "value", ["d", "", True, False, np.True_, 1j, [1.75], (), {}, object, np.array([1.75, 2.0])], ids=repr
)
def test_what_is_no_number_is_named_with_what_can_be_read(name, value, verdict):
    said = verdict(name, value)
    assert said.startswith("Not yet: the answer is a number")
    shown = f"“{value}”" if isinstance(value, str) else repr(value.item() if isinstance(value, np.bool_) else value)
    assert shown in said
    assert "7/4" in said


@pytest.mark.parametrize("name", NUMERIC)
@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_number_that_is_not_finite_is_named(name, value, verdict):
    said = verdict(name, value)
    assert said.startswith("Not yet:")
    assert f"{value} is not a finite number" in said


@pytest.mark.parametrize("name", CHOICES)
@pytest.mark.parametrize("written", ["{}", " {} ", "{})", "({})", "{}.", "'{}'", "{}:"])
@pytest.mark.parametrize("change", [str.lower, str.upper])
def test_letter_may_be_written_as_people_write_it(name, written, change, verdict):
    assert verdict(name, written.format(change(EXERCISES[name].answer))).startswith("Right.")


@pytest.mark.parametrize("name", CHOICES)
@pytest.mark.parametrize("value", ["z", "", "ab", 4, True, 1.5, math.nan, ["d"], np.array(["a", "d"])], ids=str)
def test_what_is_no_letter_of_the_choice_is_named(name, value, verdict):
    said = verdict(name, value)
    assert said.startswith("Not yet: answer with one letter, a, b, c or d")
    assert (f"“{value}”" if isinstance(value, str) else repr(value)) in said


UNITS = {"bit": math.log2(math.e), "nat": 1.0}


@pytest.mark.parametrize("name", [name for name in NUMERIC if EXERCISES[name].unit])
def test_the_unit_that_is_given_is_checked(name, verdict):
    exercise = EXERCISES[name]
    other = "nat" if exercise.unit == "bit" else "bit"
    converted = exercise.answer * UNITS[other] / UNITS[exercise.unit]
    assert verdict(name, f"{exercise.answer} {exercise.unit}s").startswith("Right.")
    assert verdict(name, f"{converted} {other}").startswith("Right.")  # the same quantity
    wrong = verdict(name, f"{exercise.answer} {other}")
    assert wrong == f"Not yet: the number is right, the unit is not. The answer is in {exercise.unit}.\n"


@pytest.mark.parametrize("name", [name for name in NUMERIC if not EXERCISES[name].unit])
def test_a_unit_where_there_is_none_is_told(name, verdict):
    assert verdict(name, f"{EXERCISES[name].answer} bit").startswith("Not yet: the number is right, but it has no unit")


@pytest.mark.parametrize("name", NUMERIC)
def test_two_decimals_correctly_rounded_are_right_unless_they_are_a_slip(name, verdict):
    said = verdict(name, f"{EXERCISES[name].answer:.2f}")
    slips = [f"Not yet. {message}\n" for _, message in EXERCISES[name].wrong]
    assert said.startswith("Right.") or said in slips


@pytest.mark.parametrize("name", NUMERIC)
def test_slips_rounded_to_two_decimals_are_recognised(name, verdict):
    slips = [f"Not yet. {message}\n" for _, message in EXERCISES[name].wrong]
    for value, _ in EXERCISES[name].wrong:
        said = verdict(name, f"{value:.2f}")
        assert said.startswith("Right.") or said in slips  # right: what rounds to the same two decimals


@pytest.mark.parametrize("answer", ["0.55 bit", "0.5545 bit"])
def test_the_right_number_rounded_in_the_wrong_unit_is_told(answer, verdict):
    assert (
        verdict("cross-entropy-1", answer) == "Not yet: the number is right, the unit is not. The answer is in nat.\n"
    )


@pytest.mark.parametrize("name", NUMERIC)
@pytest.mark.parametrize("digits", [3, 4, 6])
def test_decimals_that_were_given_are_not_asked_for(name, digits, verdict):
    said = verdict(name, f"{EXERCISES[name].answer * 1.012:.{digits}f}")
    assert said.startswith("Nearly right")
    assert "decimals" not in said


@pytest.mark.parametrize("name", EXERCISES)
def test_only_a_right_answer_begins_with_right(name, verdict):
    for value, _ in EXERCISES[name].wrong:
        assert not verdict(name, value).startswith("Right")


def test_unknown_exercise_is_refused_with_those_there_are():
    with pytest.raises(ValueError, match=r"'entropy-99'.*entropy-1, entropy-2"):
        check("entropy-99", 1)
