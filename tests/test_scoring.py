"""A reader's own cross-entropy, and the code that carries it: against SciPy, and the same in both languages."""

import json
import random
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from conftest import ROOT
from crossentropy import scoring
from crossentropy.predictions import PREDICTIONS, code
from livefigure.bundler import bundle

NODE = shutil.which("node") or shutil.which("node", path=str(Path(sys.prefix) / "bin"))
QUESTIONS = [(name, len(asked.answers)) for name, asked in PREDICTIONS.items() if asked.kind == "choice"]


def in_javascript(expression: str, given: object) -> list:
    """Return what the front end's modules make of some values."""
    script = bundle(
        'import { parts, pooled, reliability, roomReliability, total, verdict } from "crossentropy/scoring.js";\n'
        'import { readCode, writeCode } from "crossentropy/predictions/code.js";\n'
        f"const answer = {json.dumps(given)}.map(({expression}));\n"
    )
    script += "\nconsole.log(JSON.stringify(answer));"
    done = subprocess.run([NODE, "-"], input=script, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def shares(count: int, rng: random.Random) -> tuple[int, ...]:
    """Return percentages that add up to 100, each at least 1."""
    cuts = sorted(rng.sample(range(1, 100), count - 1))
    return tuple(np.diff([0, *cuts, 100]).tolist())


def readers(number: int, seed: int) -> list[list[scoring.Asked]]:
    """Return the answers of some readers, some of them to few questions."""
    rng = random.Random(seed)
    return [
        [
            (tuple(share / 100 for share in shares(count, rng)), rng.randrange(count))
            for count in (rng.randint(2, 4) for _ in range(rng.choice([1, 3, 12, 24])))
        ]
        for _ in range(number)
    ]


READERS = readers(40, 1)
AS_JSON = [[{"probabilities": q, "right": right} for q, right in answers] for answers in READERS]


# --- what it costs ---


def test_mean_surprise_is_a_cross_entropy_and_the_expected_one_an_entropy():
    for answers in READERS:
        made = scoring.total(answers)
        assert made.paid == pytest.approx(-np.mean([np.log2(q[right]) for q, right in answers]))
        assert made.expected == pytest.approx(np.mean([stats.entropy(q, base=2) for q, _ in answers]))
        assert made.even == pytest.approx(np.mean([np.log2(len(q)) for q, _ in answers]))


def test_even_splits_cost_what_they_expect_and_say_nothing_of_the_reader():
    made = scoring.total([([1 / 3] * 3, 2), ([1 / 2] * 2, 0)])
    assert made.paid == pytest.approx(made.even) == pytest.approx(made.expected)
    assert made.verdict == "within chance"


def test_reader_whose_probabilities_are_true_is_called_wrong_one_time_in_twenty():
    rng = np.random.default_rng(7)
    said = [q for answers in readers(20, 3) for q, _ in answers][:24]
    verdicts = [scoring.total([(q, int(rng.choice(len(q), p=q))) for q in said]).verdict for _ in range(4000)]
    wrong = np.mean([verdict != "within chance" for verdict in verdicts])
    assert 0.03 < wrong < 0.07


def test_too_sure_and_too_careful_are_told_apart():
    sure = [((0.9, 0.1), 0)] * 6 + [((0.9, 0.1), 1)] * 6
    careful = [((0.7, 0.3), 0)] * 20
    assert scoring.total(sure).verdict == "too sure"
    assert scoring.total(careful).verdict == "too careful"


# --- how often it came true ---


def test_every_forecast_is_in_one_group():
    for answers in READERS:
        groups = scoring.reliability(answers)
        assert sum(group.count for group in groups) == sum(len(q) for q, _ in answers)
        assert sum(group.happened for group in groups) == len(answers)
        assert all(group.low <= group.happened / group.count <= group.high for group in groups)


@pytest.mark.parametrize(("happened", "count"), [(0, 1), (1, 1), (3, 7), (0, 12), (40, 41)])
def test_interval_is_that_of_scipy(happened, count):
    theirs = stats.binomtest(happened, count).proportion_ci(method="wilson")
    assert scoring.wilson(happened, count) == pytest.approx((theirs.low, theirs.high), abs=1e-12)


def test_interval_is_half_as_long_as_that_of_ten_with_about_fifty():
    def length(count):
        low, high = scoring.wilson(count / 2, count)
        return high - low

    assert next(count for count in range(10, 100) if length(count) <= length(10) / 2) == pytest.approx(50, abs=4)
    assert "About fifty, if half of them come true." in (ROOT / "score.md").read_text("utf-8")


def test_who_is_too_sure_lies_between_the_line_and_one_half():
    sure = [((0.9, 0.1), 0 if k % 3 else 1) for k in range(30)]
    low, high = scoring.reliability(sure)
    assert low.said < low.happened / low.count < 0.5 < high.happened / high.count < high.said
    said = "Above 50 % a point below the dashed line was too sure, below 50 % one above it."
    assert said in " ".join((ROOT / "score.md").read_text("utf-8").split())


def test_score_of_the_forecasts_is_uncertainty_less_resolution_plus_miscalibration():
    for answers in READERS:
        made = scoring.parts(answers)
        assert made.surprise == pytest.approx(made.uncertainty - made.resolution + made.miscalibration, abs=1e-12)
        assert min(made.resolution, made.miscalibration, made.chance) >= -1e-12


def test_chance_level_is_the_miscalibration_of_a_reader_whose_probabilities_are_true():
    rng = np.random.default_rng(2)
    said = [(0.7, 0.3)] * 9 + [(0.5, 0.5)] * 8
    found = [scoring.parts([(q, int(rng.choice(2, p=q))) for q in said]).miscalibration for _ in range(4000)]
    assert np.mean(found) == pytest.approx(scoring.parts([(q, 0) for q in said]).chance, rel=0.1)


def test_both_languages_count_the_same():
    ours = [
        [
            vars(scoring.total(answers)),
            [vars(group) for group in scoring.reliability(answers)],
            vars(scoring.parts(answers)),
        ]
        for answers in READERS
    ]
    theirs = in_javascript("(answers) => [total(answers), reliability(answers), parts(answers)]", AS_JSON)
    for one, other in zip(ours, theirs, strict=True):
        assert one[0] == pytest.approx(other[0], rel=1e-9, abs=1e-9)
        assert one[2] == pytest.approx(other[2], rel=1e-9, abs=1e-9)
        for mine, his in zip(one[1], other[1], strict=True):
            assert mine == pytest.approx(his, rel=1e-9)
    said = in_javascript("(answers) => verdict(total(answers))", AS_JSON)
    assert said == [scoring.total(answers).verdict for answers in READERS]


# --- a room ---

# Readers of the same questions, each with the same right answer for all.
ROOM = [
    {f"{k} of {len(q)}": (q, k % len(q)) for k, (q, _) in enumerate(answers)} for answers in READERS if len(answers) > 1
]
ROOM_AS_JSON = [
    [{"name": name, "probabilities": q, "right": right} for name, (q, right) in answers.items()] for answers in ROOM
]


def test_mean_of_the_room_pays_no_more_than_the_room():
    rng = random.Random(3)
    for _ in range(50):
        counts = [rng.randint(2, 4) for _ in range(6)]
        right = [rng.randrange(count) for count in counts]
        room = [
            {str(k): (tuple(share / 100 for share in shares(count, rng)), right[k]) for k, count in enumerate(counts)}
            for _ in range(8)
        ]
        paid = np.mean([scoring.total(list(answers.values())).paid for answers in room])
        assert scoring.total(list(scoring.pooled(room).values())).paid <= paid + 1e-12


def test_room_that_says_what_one_says_has_the_interval_of_one():
    """With one forecast for each question in a group, Kish's size is the number of questions."""
    answers = {str(k): ((0.8,), 0 if k % 3 else None) for k in range(12)}
    (alone,), (many,) = (scoring.room_reliability([answers] * count) for count in (1, 70))
    assert (many.count, many.happened) == (70 * alone.count, 70 * alone.happened)
    assert (many.low, many.high) == pytest.approx((alone.low, alone.high))
    (own,) = scoring.reliability(list(answers.values()))
    assert (own.low, own.high) == pytest.approx((alone.low, alone.high))


def test_interval_of_a_calibrated_room_holds_the_truth_nineteen_times_in_twenty():
    rng = np.random.default_rng(5)
    inside = []
    for _ in range(1000):
        came = rng.random(25) < 0.8
        room = [{str(k): ((0.8,), 0 if came[k] else None) for k in range(25) if rng.random() < 0.7} for _ in range(6)]
        (group,) = scoring.room_reliability(room)
        inside.append(group.low <= 0.8 <= group.high)
    assert np.mean(inside) >= 0.93


def test_both_languages_count_a_room_the_same():
    ours = [vars(group) for group in scoring.room_reliability(ROOM)]
    (theirs,) = in_javascript("(room) => roomReliability(room)", [ROOM_AS_JSON])
    for mine, his in zip(ours, theirs, strict=True):
        assert mine == pytest.approx(his, rel=1e-9)
    (theirs,) = in_javascript("(room) => pooled(room)", [ROOM_AS_JSON])
    ours = scoring.pooled(ROOM)
    assert [each["name"] for each in theirs] == list(ours)
    for each, (probabilities, right) in zip(theirs, ours.values(), strict=True):
        assert (each["probabilities"], each["right"]) == (pytest.approx(probabilities), right)


# --- the code ---


def some_answers(seed: int) -> dict[str, tuple[int, ...]]:
    rng = random.Random(seed)
    asked = rng.sample(QUESTIONS, rng.randint(0, len(QUESTIONS)))
    return {name: code.EVEN if rng.random() < 0.2 else shares(count, rng) for name, count in asked}


@given(st.integers(0, 2**32))
def test_code_holds_the_answers(seed):
    answers = some_answers(seed)
    assert code.read(code.write(answers, QUESTIONS), QUESTIONS) == answers


def test_code_is_short():
    assert len(code.plain(code.write({}, QUESTIONS))) <= 96


def test_code_of_the_same_answers_differs_from_reader_to_reader():
    answers = some_answers(5)
    assert len({code.write(answers, QUESTIONS) for _ in range(50)}) > 45


def test_no_single_wrong_letter_and_no_two_exchanged_go_unnoticed():
    letters = code.plain(code.write(some_answers(11), QUESTIONS, mark=77))
    wrong = [
        letters[:place] + letter + letters[place + 1 :]
        for place in range(len(letters))
        for letter in code.ALPHABET
        if letter != letters[place]
    ]
    wrong += [
        letters[:place] + letters[place + 1] + letters[place] + letters[place + 2 :]
        for place in range(len(letters) - 1)
        if letters[place] != letters[place + 1]
    ]
    for text in wrong:
        with pytest.raises(ValueError, match="wrong"):
            code.read(text, QUESTIONS)


@pytest.mark.parametrize("text", ["", "hello", "<script>alert(1)</script>", "0" * 10**6, "\0\n", "𝔘" * 80])
def test_what_is_no_code_is_refused(text):
    with pytest.raises(ValueError, match="letters"):
        code.read(text, QUESTIONS)


def test_code_of_another_edition_is_refused():
    written = code.write({}, QUESTIONS)
    with pytest.raises(ValueError, match="edition"):
        code.read(written, [("another", QUESTIONS[0][1]), *QUESTIONS[1:]])


def test_code_is_read_as_people_copy_it():
    answers = some_answers(3)
    written = code.write(answers, QUESTIONS)
    for text in (written.lower(), f"  {written}\r\n", written.replace(" ", "-").replace("0", "O").replace("1", "l")):
        assert code.read(text, QUESTIONS) == answers


@pytest.mark.parametrize("given", [(50, 51), (0, 100), (100,), (33, 33, 34), (-1, 101)])
def test_percentages_that_make_no_answer_are_refused(given):
    with pytest.raises(ValueError, match="2 whole percentages"):
        code.write({"a": given}, [("a", 2)])


def test_both_languages_write_and_read_the_same_codes():
    asked = [{"name": name, "count": count} for name, count in QUESTIONS]
    answers = [some_answers(seed) for seed in range(60)]
    ours = [code.write(each, QUESTIONS, mark=seed) for seed, each in enumerate(answers)]
    theirs = in_javascript(f"(answers, mark) => writeCode(answers, {json.dumps(asked)}, mark)", answers)
    assert theirs == ours
    texts = [*ours, "", "x" * 2000, ours[0][:-1], ours[0].replace(ours[0][-1], "Z" if ours[0][-1] != "Z" else "Y")]
    read = in_javascript(f"(text) => readCode(text, {json.dumps(asked)})", texts)
    assert [each.get("answers") for each in read[:60]] == [
        {name: list(percent) for name, percent in each.items()} for each in answers
    ]
    assert all("error" in each for each in read[60:])
    assert len({each["mark"] for each in read[:60]}) == 60
