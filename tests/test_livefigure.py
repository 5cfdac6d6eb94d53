"""What the engine offers by name, and a figure of one's own with its twin in a file beside the notebook."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import livefigure
from livefigure import Figure, Parameter, Readout, Role, drawing, explore, live, picture, register, roles

T = np.linspace(0, 10, 101)
TWIN = """
export default {
  curves: ({ mass }) => ({ x: { x: [0, 1], y: [0, mass] } }),
  readouts: ({ mass }) => ({ mass }),
  sentence: ({ mass }) => `A spring of mass ${mass}.`,
};
"""


def curves(mass):
    return {"x": (T, np.cos(T / np.sqrt(mass)))}


@drawing
def draw(**values):
    drawn = picture(200, [(40, 10, 10, 30)])
    drawn.axes[0].set(xlim=(0, 10), ylim=(-1, 1))
    drawn.line("x", curves(**values)["x"], role="curve")
    return drawn


def spring(twin) -> Figure:
    return Figure(
        name="spring",
        title="A spring",
        caption="It swings.",
        parameters=(Parameter("mass", "Mass", 1, 9, 0.5, 2.0),),
        curves=curves,
        draw=draw,
        readouts=lambda mass: {"mass": mass},
        sentence=lambda mass: f"A spring of mass {mass}.",
        shown=(Readout("mass", "mass", 1),),
        twin=twin,
    )


def run(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


# --- names ---


def test_importing_the_engine_or_describing_a_figure_imports_nothing_that_draws():
    assert run(
        "import sys, livefigure; livefigure.Figure, livefigure.register; "
        "print({'numpy', 'matplotlib', 'ipywidgets', 'anywidget'} & set(sys.modules))"
    ) == "set()"  # fmt: skip


@pytest.mark.parametrize("name", livefigure.__all__)
def test_every_name_that_the_engine_offers_is_there(name):
    assert callable(getattr(livefigure, name))


def test_names_mean_the_same_whatever_was_imported_before():
    offered = ", ".join(livefigure.__all__)
    before = "import livefigure.functions.explore, livefigure.draw, livefigure.figure, livefigure.widget"
    assert run(f"{before}; from livefigure import {offered}; print(all(map(callable, ({offered}))))") == "True"


def test_unknown_name_of_the_engine_is_refused_by_name():
    with pytest.raises(AttributeError, match="no attribute 'explode'"):
        _ = livefigure.explode


# --- a figure and its twin ---


@pytest.mark.parametrize("twin", [Path("spring.js"), "spring.js", Path("twins/spring.js")])
def test_figure_is_shown_with_a_twin_beside_the_notebook(twin, tmp_path, monkeypatch):
    path = tmp_path / twin
    path.parent.mkdir(exist_ok=True)
    path.write_text(TWIN, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    figure = spring(twin)
    monkeypatch.chdir(Path(__file__).parent)  # the twin stays where it was when the figure was described
    widget = live(figure, mass=4.5)
    assert repr(widget) == "spring(mass=4.5)"
    assert "A spring of mass ${mass}." in widget._esm
    assert widget.curves()["x"][1][0] == 1


@pytest.mark.parametrize("twin", [Path("nowhere/spring.js"), "spring.js"])
def test_twin_that_does_not_exist_is_named(twin, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(FileNotFoundError) as error:
        spring(twin)
    assert str(error.value) == f"spring: there is no twin {tmp_path / twin}"


def test_figure_without_a_twin_says_that_it_needs_one():
    with pytest.raises(ValueError, match="spring has no twin; give it the file"):
        live(spring(""))


# --- roles ---


@pytest.fixture
def dashed(monkeypatch):
    """Register a role whose lines have the second of the dashes that `explore` gives by itself."""
    monkeypatch.setattr(roles, "_roles", dict(roles._roles))
    register(Role("demand", light="#112233", dark="#445566", dash=(0, (7, 2.5))))


def line_styles(drawn) -> list:
    return [line._dash_pattern[1] and tuple(line._dash_pattern[1]) for line in drawn.axes[0].lines]


def test_line_has_its_role_s_dash_unless_it_says_its_own(dashed):
    drawn = picture(200, [(40, 10, 10, 30)])
    for number, style in enumerate([{}, {"linestyle": "-"}, {"ls": ":"}]):
        drawn.line(f"y{number}", (T, T), role="demand", linewidth=1, **style)
    first, second, third = line_styles(drawn)
    assert first == (7, 2.5)
    assert second is None
    assert third not in (first, None)


def test_explore_gives_a_role_s_dash_to_its_curve_alone(dashed):
    figure = explore(lambda a: {"supply": (T, a * T), "price": (T, T), "demand": (T, -T)}, a=(0, 1, 0.5), name="market")
    styles = line_styles(figure._figure.draw(a=0.5))
    assert len(set(styles)) == 3
    assert styles[2] == pytest.approx((7 * 2.4, 2.5 * 2.4))
