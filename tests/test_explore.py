"""`explore` in Python: what it takes, what it refuses and in which words, and what its figures hold."""

import inspect
import json
import math
import re
import subprocess
import sys
import types
from dataclasses import fields

import numpy as np
import pytest
import traitlets

import crossentropy
import drawn
from crossentropy import explore
from livefigure.functions import callables
from livefigure.functions.options import Options
from livefigure.functions.sliders import slider, stops
from livefigure.page import figure_html
from livefigure.svg import SVG

X = np.linspace(0, 1, 51)


def power(exponent=2.0):
    return {"y": (X, X**exponent)}


def two(a=1.0, n=3):
    return {"up": (X, a * X), "down": (X, n - X)}


def html(figure) -> str:
    return figure_html(figure._figure, figure.values)


# --- where it is ---


def test_package_offers_explore_without_importing_what_it_needs():
    code = (
        "import sys, crossentropy; assert 'explore' in crossentropy.__all__; before = 'matplotlib' in sys.modules; "
        "crossentropy.explore; print(before, 'matplotlib' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True"]


def test_unknown_name_of_the_package_is_refused_by_name():
    with pytest.raises(AttributeError, match="no attribute 'explode'"):
        _ = crossentropy.explode


def test_help_shows_and_describes_every_option():
    shown = inspect.signature(explore).parameters
    assert {option.name: option.default for option in fields(Options)}.items() <= {
        name: parameter.default for name, parameter in shown.items()
    }.items()
    described = re.findall(r"^    (\w[\w, ]*) : ", explore.__doc__, re.MULTILINE)
    assert {name for line in described for name in line.split(", ")} == set(shown) - {"parameters"}


# --- sliders ---


@pytest.mark.parametrize(
    ("given", "default", "expected"),
    [
        ((0.1, 10, 0.1), 1.0, (0.1, 10.0, 0.1, 1.0)),
        ((0, 10, 1), None, (0, 10, 1, 5)),
        ((0, 10, 1, 4), 7, (0, 10, 1, 4)),
        ((0.5, 2.5, 0.5), None, (0.5, 2.5, 0.5, 1.5)),
        ((-1, 1, 0.25), -0.75, (-1.0, 1.0, 0.25, -0.75)),
    ],
)
def test_range_is_a_slider(given, default, expected):
    made = slider("a", given, default)
    assert (made.minimum, made.maximum, made.step, made.default) == expected
    assert made.integer == all(isinstance(each, int) for each in given)


def test_values_make_a_slider_that_stops_at_them():
    made = slider("t", np.geomspace(0.1, 10, 5).round(2), default=1)
    assert made.values == (0.1, 0.32, 1.0, 3.16, 10.0)
    assert (made.minimum, made.maximum, made.default, made.digits) == (0.1, 10, 1.0, 2)


def test_integers_are_counts():
    assert slider("n", [1, 10, 100]).integer
    assert slider("n", range(1, 5)).values == (1, 2, 3, 4)
    assert slider("n", np.array([1, 2, 3])).integer
    assert not slider("n", [1, 10, 100.5]).integer


def test_decimals_tell_stops_apart():
    assert slider("t", np.geomspace(0.1, 10, 5)).digits == 4
    assert slider("t", [0.123456, 0.123457]).digits == 6


def test_stops_are_those_of_the_page():
    assert stops(slider("a", (0.1, 10, 0.1))).tolist() == [round(0.1 * k, 10) for k in range(1, 101)]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ((1, 0, 0.1), r"a: its minimum 1 must be below its maximum 0"),
        ((1, 1, 0.1), r"a: its minimum 1 must be below its maximum 1"),
        ((0, 1, 0), r"a: its step must be above 0, not 0"),
        ((0, 1, -0.1), r"a: its step must be above 0, not -0.1"),
        ((0, 1, 0.3), r"a: steps of 0.3 from 0 do not reach 1; the last one before is 0.9"),
        ((0, 1, 1e-6), r"a: a step of 1e-06 makes 1000000 stops; a slider can have 10001"),
        ((0, 1, 0.1, 2), r"a: its default 2 is not between 0 and 1"),
        ((0, 1, 0.1, 0.55), r"a: its default 0.55 is not reached from 0 by steps of 0.1"),
        ((0, 1), r"a: a tuple is \(min, max, step\) or \(min, max, step, default\), not \(0, 1\)"),
        ([1], r"a: a slider stops at 2 to 10001 values, not 1"),
        ([1, 3, 2], r"a: the values it stops at must rise, but 2 follows 3"),
        ([1, 1], r"a: the values it stops at must rise, but 1 follows 1"),
        ((0, math.inf, 1), r"a takes finite numbers, not inf"),
        ((0, True, 1), r"a takes finite numbers, not True"),
        ((0, "1", 1), r"a takes finite numbers, not '1'"),
        ([0, None], r"a takes finite numbers, not None"),
        (3, r"a must be \(min, max, step\) or a list of the values it stops at, not 3"),
        ("abc", r"a must be \(min, max, step\) or a list .*, not 'abc'"),
    ],
)
def test_bad_range_is_refused_with_its_value(given, message):
    with pytest.raises((TypeError, ValueError), match=message):
        explore(lambda a: power(a), a=given)


def test_default_of_the_signature_must_be_on_the_slider():
    with pytest.raises(ValueError, match="exponent: its default 2 is not between 3 and 4"):
        explore(power, exponent=(3, 4, 0.1))
    with pytest.raises(ValueError, match="exponent: its default 2 is not among the values it stops at; 1 is nearest"):
        explore(power, exponent=[1, 4])


# --- arguments ---


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({}, "at least one parameter"),
        ({"power": (0, 1, 0.1)}, "power has no parameter 'power'; it has exponent"),
        (
            {"exponent": (1, 3, 0.5), "title": (0, 1, 0.1)},
            r"title is an option of explore and a text, not \(0, 1, 0.1\)",
        ),
        ({"exponent": (1, 3, 0.5), "tolerance": (0, 1, 0.1)}, "tolerance is an option of explore and a number"),
        ({"exponent": (1, 3, 0.5), "tolerance": 0}, "tolerance is an option .* from 1e-05 to 0.1, not 0"),
        ({"exponent": (1, 3, 0.5), "budget": 1e9}, "budget is an option"),
        ({"exponent": (1, 3, 0.5), "labels": "y"}, "labels is an option of explore and a dict, not 'y'"),
        ({"exponent": (1, 3, 0.5), "labels": {"z": "words"}}, "labels: there is no 'z'; there are exponent, y"),
        ({"exponent": (1, 3, 0.5), "units": {"y": 3}}, "units: 'y' must have a text, not 3"),
        ({"exponent": (1, 3, 0.5), "digits": -1}, "digits must be a whole number from 0 to 12.* not -1"),
        ({"exponent": (1, 3, 0.5), "name": "a b"}, "name must be letters, digits and hyphens.* not 'a b'"),
        ({"exponent": (1, 3, 0.5), "sentence": "{z}"}, r"sentence: nothing fills \{z\}; there are \{exponent\}"),
        ({"exponent": (1, 3, 0.5), "draw": 3}, "draw must be a function, not 3"),
        ({"exponent": (1, 3, 0.5), "readouts": {"H": 1}}, "readouts must be a function, not {'H': 1}"),
    ],
)
def test_bad_argument_is_refused_by_name(arguments, message):
    with pytest.raises((TypeError, ValueError), match=message):
        explore(power, **arguments)


def test_first_argument_is_a_function():
    with pytest.raises(TypeError, match=r"curves must be a function, not \{\}"):
        explore({}, a=(0, 1, 0.1))


@pytest.mark.parametrize("name", ["hide", "reset", "length", "layout", "observe", "values"])
def test_name_that_the_page_or_the_notebook_needs_is_refused(name):
    function = eval(f"lambda {name}: None")
    with pytest.raises(ValueError, match=f"something else.*{name}|{name}.*something else"):
        explore(function, **{name: (0, 1, 0.1)})


def test_parameter_without_range_and_default_is_missed():
    with pytest.raises(TypeError, match=r"needs 'b' as well; say how far it goes: b=\(min, max, step\)"):
        explore(lambda a, b: {"y": (X, a * X)}, a=(0, 1, 0.1))


def test_parameter_without_range_keeps_its_default():
    assert explore(two, n=(1, 5, 1)).curves()["up"][1][-1] == 1.0


def test_function_of_any_parameters_takes_those_that_are_given():
    assert explore(lambda **values: {"y": (X, values["q"] * X)}, q=(0, 2, 1)).values == {"q": 1}


# --- what the functions return ---


@pytest.mark.parametrize(
    ("made", "message"),
    [
        (X, r"must return a dict \{KEY: \(x, y\)\}, not an array of shape \(51,\)"),
        (None, "must return a dict .* not NoneType None"),
        ({}, "returned an empty dict"),
        ({"y": X}, r"curve 'y' must be a pair \(x, y\), not an array of shape \(51,\)"),
        ({"y": (X, X, X)}, "curve 'y' must be a pair"),
        ({"y": (X, X[:-1])}, "curve 'y' has 51 x but 50 y"),
        ({"y": (X, 1.0)}, r"y of curve 'y' must have one dimension, not shape \(\)"),
        ({"y": (np.zeros((2, 2)), X)}, r"x of curve 'y' must have one dimension, not shape \(2, 2\)"),
        ({"y": (["a"], [1])}, "curve 'y' must hold numbers: could not convert"),
        ({"y": (X, X + 1j)}, "curve 'y' must hold real numbers, not complex ones"),
        ({"P(x)": (X, X)}, r"'P\(x\)' cannot name a curve: use letters.*labels="),
        ({1: (X, X)}, "1 cannot name a curve"),
    ],
)
def test_wrong_shape_is_refused_with_what_came(made, message):
    with pytest.raises((TypeError, ValueError), match=message):
        explore(lambda a: made, a=(0, 1, 0.1))


def test_curves_that_change_their_keys_are_an_error_where_they_do():
    figure = explore(lambda a: {"low" if a < 0.8 else "high": (X, X)}, a=(0, 1, 0.1))
    figure.a = 0.9
    assert "must always return the same curves: it gave low, now high" in figure._drawn["error"]


@pytest.mark.parametrize(
    ("made", "message"),
    [
        ([1], r"must return a dict \{LABEL: number or text\}, not list \[1\]"),
        ({"H": X}, r"readout 'H' must be a number or a text, not an array of shape \(51,\)"),
        ({"": 1}, "'' cannot name a readout"),
        ({"a{b}": 1}, r"'a\{b\}' cannot name a readout"),
    ],
)
def test_wrong_readouts_are_refused_with_what_came(made, message):
    with pytest.raises((TypeError, ValueError), match=message):
        explore(power, readouts=lambda: made, exponent=(1, 3, 0.5))


def test_readout_stays_a_number_or_a_text():
    figure = explore(power, readouts=lambda exponent: {"H": 1 if exponent < 3 else "none"}, exponent=(1, 3, 0.5))
    figure.exponent = 3
    assert "readout 'H' must be a number always or a text always, not 'none'" in figure._drawn["error"]


def test_error_of_the_function_itself_comes_through():
    def broken(a):
        raise ArithmeticError("no")

    with pytest.raises(ArithmeticError, match="no"):
        explore(broken, a=(0, 1, 0.1))


# --- drawing ---


@pytest.mark.parametrize(
    ("draw", "message"),
    [
        (
            lambda picture, curves: picture.line("y", curves["y"], role="mine"),
            "no role 'mine' to colour; there are curve, quiet, grid, pred",
        ),
        (lambda picture, curves: None, "drew no curve: use picture.line"),
        (
            lambda picture, curves: picture.line("z", curves["y"], role="true"),
            "drew 'z', but there are only the curves y",
        ),
        (
            lambda picture, curves: 3 if picture.line("y", curves["y"], role="true") is None else 0,
            "return nothing, not 3",
        ),
        (
            lambda picture, curves: (
                picture.axes[0].set(yscale="log") and None,
                picture.bars("y", curves["y"], role="true", width=0.1),
            )[1],
            "bars stand on 0, which a logarithmic axis does not have",
        ),
        (
            lambda picture, curves: (
                picture.axes[0].set(yscale="symlog") and None,
                picture.line("y", curves["y"], role="true"),
            )[1],
            "must be linear or logarithmic",
        ),
    ],
)
def test_drawing_that_cannot_move_is_refused(draw, message):
    with pytest.raises((TypeError, ValueError), match=message):
        html(explore(power, draw, exponent=(1, 3, 0.5)))


def test_curves_stay_within_the_axes_wherever_the_sliders_stand():
    figure = explore(two, a=(-3, 3, 0.5), n=(1, 9, 1))
    made = figure._figure.draw(**figure.values)
    low, high = made.axes[0].get_ylim()
    for a in (-3, 0, 3):
        for n in (1, 9):
            for _, y in two(a, n).values():
                assert low <= y.min()
                assert y.max() <= high


def test_axes_do_not_move_with_the_sliders():
    figure = explore(two, a=(-3, 3, 0.5), n=(1, 9, 1))
    one, other = (figure._figure.draw(a=a, n=n).transforms() for a, n in ((-3.0, 1), (3.0, 9)))
    assert one == other


def test_pole_does_not_press_the_rest_flat():
    figure = explore(lambda a: {"y": (X, 1 / (X - a))}, a=(0, 1, 0.02))
    low, high = figure._figure.draw(a=0.5).axes[0].get_ylim()
    assert 2 < high - low < 200  # the pole itself is infinite


def test_curves_without_drawing_take_the_colour_of_what_they_are_called_and_no_other():
    def four(a):
        return {"surprise": (X, a * X), "rule": (X, X), "third": (X, 1 - X), "cross_entropy": (X, X**2)}

    assert explore(four, a=(0, 1, 0.5))._figure.draw(a=1.0).roles == {
        "surprise": "cross-entropy", "rule": "curve", "third": "curve", "cross_entropy": "cross-entropy",
    }  # fmt: skip


def test_curves_without_drawing_differ_in_dash_and_have_a_legend():
    figure = explore(two, a=(0, 3, 0.5), labels={"up": "going up"})
    root = figure._figure.draw(**figure.values).svg("two")
    texts = ["".join(each.itertext()) for each in root.iter(f"{{{SVG}}}text")]
    assert {"going up", "down"} <= set(texts)
    curves = [each.find(f"{{{SVG}}}path") for each in root.iter() if each.get("data-curve")]
    dashes = ["stroke-dasharray" in each.attrib for each in curves]
    assert dashes == [False, True]


def test_all_words_lie_inside_the_picture():
    words = {"ylabel": "a long name of the axis", "xlabel": "x", "ylim": (0, 123456)}
    figure = explore(two, a=(0, 3, 0.5), labels={"up": "u" * 30, "down": "d" * 30}, axes=words)
    made = figure._figure.draw(**figure.values)
    made.figure.canvas.draw()
    box = made.axes[0].get_tightbbox(made.figure.canvas.get_renderer())
    assert box.x0 >= 0
    assert box.y0 >= 0
    assert box.x1 <= 440.5
    assert box.y1 <= 250.5


def test_bars_stand_on_the_axis_whole():
    def draw(picture, curves):
        picture.bars("p", curves["p"], role="predicted", width=0.8)

    figure = explore(lambda a: {"p": ([1, 2, 3], [a, 0.5, 0.25])}, draw, a=(0.1, 1, 0.1))
    axes = figure._figure.draw(**figure.values).axes[0]
    assert axes.get_xlim()[0] < 0.6
    assert axes.get_xlim()[1] > 3.4
    assert axes.get_ylim()[0] == 0


@pytest.mark.parametrize("kind", ["line", "points", "bars", "area"])
def test_gaps_infinities_and_nothing_at_all_can_be_drawn(kind):
    shapes = [([], []), ([1, 2], [math.nan, math.nan]), ([1, 2, 3], [1, math.inf, -math.inf]), ([1, 2, 3], [1, 2, 3])]

    def draw(picture, curves):
        getattr(picture, kind)("y", curves["y"], role="true", **({"width": 0.5} if kind == "bars" else {}))

    figure = explore(lambda k: {"y": shapes[k]}, draw, k=(0, 3, 1))
    for k in range(4):
        figure.k = k
        (element,) = drawn.curve_elements(drawn.svg(figure._figure, figure.values))["y"]
        part = element.find(f".//{{{SVG}}}use" if kind == "points" else f"{{{SVG}}}path")
        assert part is not None, (kind, k)  # something that the page can move


# --- words ---


def test_title_and_name_come_from_the_function():
    figure = explore(two, a=(0, 3, 0.5))
    assert (figure._figure.name, figure._figure.title) == ("two", "Two")
    assert 'id="two" data-explorer="two"' in html(figure)


def test_sentence_says_values_and_readouts():
    figure = explore(power, readouts=lambda exponent: {"H": -exponent, "word": "a"}, exponent=(1, 3, 0.5))
    assert figure._figure.sentence(**figure.values) == "With exponent 2.0: H −2.000, word a."


def test_sentence_without_readouts_says_how_far_the_curves_go():
    figure = explore(two, a=(0, 3, 0.5), labels={"up": "the rising line"})
    assert "the rising line from 0.00 to 1.00, down from 2.00 to 3.00" in figure._figure.sentence(**figure.values)


def test_author_s_sentence_is_filled():
    figure = explore(
        power,
        readouts=lambda exponent: {"H": exponent},
        units={"H": "nat"},
        digits={"H": 1},
        sentence="At {exponent} it is {H}, at most {y.high:1}.",
        exponent=(1, 3, 0.5),
    )
    assert figure._figure.sentence(**figure.values) == "At 2.0 it is 2.0 nat, at most 1.0."


def test_readout_that_is_no_number_says_so():
    figure = explore(power, readouts=lambda exponent: {"H": math.nan}, exponent=(1, 3, 0.5))
    assert "— no value here" in html(figure)


def test_words_cannot_become_html():
    evil = '<img src=x onerror="alert(1)">'
    figure = explore(
        power, readouts=lambda: {evil: evil}, title=evil, caption=evil, labels={"exponent": evil}, exponent=(1, 3, 0.5)
    )
    assert "<img" not in html(figure)


# --- the notebook's side ---


def test_parameters_are_traits_with_their_range():
    figure = explore(two, a=(0, 3, 0.5), n=(1, 9, 1))
    figure.a, figure.n = 2.5, 4
    assert figure.values == {"a": 2.5, "n": 4}
    with pytest.raises(traitlets.TraitError, match="99"):
        figure.a = 99
    with pytest.raises(AttributeError, match="two has no parameter 'b'; it has a, n"):
        figure.b = 1


def test_answer_to_the_page_names_what_was_asked():
    figure = explore(two, a=(0, 3, 0.5), n=(1, 9, 1))
    seen = []
    figure.observe(lambda change: seen.append(change["new"]), "a")
    figure._asked(figure, {"view": "v1", "number": 7, "values": {"a": 2.0, "n": 5}}, [])
    answer = figure._drawn
    assert (answer["view"], answer["number"], answer["values"]) == ("v1", 7, {"a": 2.0, "n": 5})
    np.testing.assert_array_equal(np.frombuffer(answer["curves"]["up"][1]), 2 * X)
    assert seen == [2.0]


def test_error_keeps_the_values_and_gives_an_account():
    def fails(a):
        if a > 2:
            raise ArithmeticError("too much")
        return {"y": (X, X)}

    figure = explore(fails, a=(0, 3, 0.5))
    figure.a = 3
    assert figure._drawn["values"] == {"a": 3.0}
    assert figure._drawn["error"].startswith("Traceback (most recent call last):")
    assert figure._drawn["error"].endswith("ArithmeticError: too much")
    figure.a = 1
    assert "error" not in figure._drawn


@pytest.fixture
def notebook(monkeypatch):
    """Run code as a notebook's cell does, in a module called __main__."""
    main = types.ModuleType("__main__")
    monkeypatch.setitem(sys.modules, "__main__", main)

    def run(code: str):
        exec(compile(inspect.cleandoc(code), "<cell>", "exec"), vars(main))
        return main

    return run


def test_function_is_found_again_by_its_name(notebook):
    old = notebook("def f(a): return 1").f
    new = notebook("def f(a): return 2").f
    assert callables.latest(old) is new


def test_function_that_is_gone_or_from_elsewhere_stays(notebook):
    main = notebook("def f(a): return 1")
    function = main.f
    del main.f
    assert callables.latest(function) is function
    assert callables.latest(power) is power


def test_what_a_function_reaches_changes_with_any_of_it(notebook):
    main = notebook(
        """
        import numpy as np
        scale, grid = np.ones(3), np.ones(4)
        other = 1
        def inner(a): return [scale * each for each in range(a)]
        def f(a): return grid, inner(a), f(a)
        """
    )
    before = callables.reached(main.f)
    assert set(before) == {"f", "inner", "grid", "scale"}
    notebook("other = 5")
    assert callables.same(before, callables.reached(main.f))
    notebook("scale = 1000")
    assert not callables.same(before, callables.reached(main.f))


def test_figure_draws_anew_once_its_function_is_defined_again(notebook):
    main = notebook("def f(a=1.0): return {'y': ([0, 1], [0, a])}")
    figure = explore(main.f, a=(0, 2, 0.5))
    notebook("def f(a=1.0): return {'z': ([0, 1], [5, a])}")
    figure._refresh()
    assert list(figure.curves()) == ["z"]
    assert 'data-curve="z"' in figure._html
    notebook("def f(a=1.0): return 1 / 0")
    figure._refresh()
    assert "ZeroDivisionError" in figure._drawn["error"]
    assert 'data-curve="z"' in figure._html
    notebook("def f(a=1.0): return {'z': ([0, 1], [7, a])}")
    figure._refresh()
    assert "error" not in figure._drawn
    assert figure.curves()["z"][1][0] == 7


def test_figure_whose_functions_stay_is_not_drawn_again(notebook):
    figure = explore(notebook("def f(a=1.0): return {'y': ([0, 1], [0, a])}").f, a=(0, 2, 0.5))
    before = figure._drawn
    figure._refresh()
    assert figure._drawn is before


def test_cell_s_output_is_small_and_has_words():
    data, metadata = explore(two, a=(0, 3, 0.5))._repr_mimebundle_()
    assert len(json.dumps(data)) < 60_000
    assert metadata["image/png"]["alt"].startswith("Two. ")
    assert data["text/plain"] == "two(a=1.0)"
