"""What any figure can be made of: areas, layers, logarithmic axes, texts, tables, exchanged values."""

import io
from dataclasses import replace

import numpy as np
import pytest
import traitlets
from PIL import Image

import drawn
from crossentropy.figures import message_cost
from livefigure.draw import drawing, picture, png
from livefigure.figure import Choice, Entry, Exchange, Figure, Parameter, Readout, Table
from livefigure.page import figure_html, spec
from livefigure.svg import SVG

NAN = float("nan")


def curves(a, b, grid, words):
    """Return two squares, or none."""
    x = np.array([1, 1, 10, 10, NAN, 100, 100, 1000]) if a > 0 else np.array([])
    y = np.array([0, a, a, 0, NAN, 0, b, b]) if a > 0 else np.array([])
    return {"boxes": (x, y)}


@drawing
def draw(**values):
    """Draw the squares over a logarithmic axis, and a grid line that can be switched off."""
    made = picture(200, [(40, 10, 10, 30)])
    made.axes[0].set(xscale="log", xlim=(1, 1e4), ylim=(0, 2))
    made.area("boxes", curves(**values)["boxes"], role="true", alpha=0.3)
    made.layer("grid", "on", made.axes[0].axhline(1, color="#fe0105"), made.axes[0].text(2, 1, "one"))
    return made


TOY = Figure(
    name="toy",
    title="A figure of everything",
    caption="It has each kind of part once.",
    parameters=(Parameter("a", "a", 0, 2, 0.5, 1.0), Parameter("b", "b", 0, 2, 0.5, 0.5, plays=True)),
    choices=(Choice("grid", "Grid", ("off", "on"), "off", switch=True),),
    entries=(Entry("words", "Words", "one <two>", 12),),
    exchange=Exchange("swap", "Swap a and b", (("a", "b"),)),
    table=Table("", ("sum", "product"), (("a, b", ("sum", "product")),)),
    curves=curves,
    readouts=lambda a, b, grid, words: {"sum": a + b, "product": a * b, "length": len(words)},
    sentence=lambda a, b, grid, words: f"{words}: {a} {b}",
    draw=draw,
    shown=(Readout("sum", "a + b", 1), Readout("product", "a b", 1), Readout("length", "Letters", 0)),
)


def elements(root, attribute: str) -> list:
    return [each for each in root.iter() if attribute in each.attrib]


def test_areas_are_filled_polygons_where_the_transform_puts_them():
    made = TOY.draw(**TOY.defaults)
    (element,) = elements(made.svg("toy"), "data-curve")
    strokes = drawn.strokes_of(element)
    points = drawn.placed(TOY.curves(**TOY.defaults)["boxes"], made.transforms()[0])
    assert [len(each) for each in strokes] == [4, 3]
    assert np.concatenate(strokes) == pytest.approx(np.concatenate(points), abs=1e-5)
    assert "var(--explorer-true" in element.find(f"{{{SVG}}}path").get("fill")


def test_empty_area_has_a_path_that_can_move():
    made = TOY.draw(**{**TOY.defaults, "a": 0.0})
    (element,) = elements(made.svg("toy"), "data-curve")
    assert element.find(f"{{{SVG}}}path") is not None


@pytest.mark.parametrize(
    "style", [{}, {"markeredgewidth": 2}, {"markerfacecolor": "none", "markeredgewidth": 2}, {"marker": "s"}]
)
def test_points_that_start_out_of_sight_are_painted_like_those_in_sight(style):
    made = picture(200, [(40, 10, 10, 30)])
    made.axes[0].set(xlim=(0, 1), ylim=(0, 1))
    made.points("seen", ([0.5], [0.5]), role="true", **style)
    made.points("unseen", ([NAN, 7], [NAN, 7]), role="true", **style)
    root = made.svg("toy")
    paths = {path.get("id"): path.attrib for path in root.iter(f"{{{SVG}}}path")}
    marks = {}
    for curve in root.iter(f"{{{SVG}}}g"):
        if key := curve.get("data-curve"):
            (use,) = curve.iter(f"{{{SVG}}}use")
            look = {name: value for name, value in use.attrib.items() if name not in ("href", "x", "y")}
            marks[key] = paths[use.get("href")[1:]], look
    assert marks["unseen"] == (marks["seen"][0], {"display": "none", **marks["seen"][1]})
    assert "--explorer-true" in str(marks["seen"])


def test_logarithmic_axis_is_marked_and_measured_in_decades():
    made = TOY.draw(**TOY.defaults)
    (transform,) = made.transforms()
    assert transform["x"] == pytest.approx([(440 - 50) / 4, 40, 1])
    assert transform["y"] == pytest.approx([-80, 170])


@pytest.mark.parametrize(("grid", "display"), [("off", "none"), ("on", None)])
def test_layer_is_there_always_and_shown_for_its_option(grid, display):
    root = TOY.draw(**TOY.defaults).svg("toy", {**TOY.defaults, "grid": grid})
    layers = elements(root, "data-when")
    assert [(each.get("data-when"), each.get("data-is"), each.get("display")) for each in layers] == [
        ("grid", "on", display)
    ] * 2


def test_layer_is_in_the_still_picture_only_for_its_option():
    assert png(TOY.draw, TOY.defaults) != png(TOY.draw, {**TOY.defaults, "grid": "on"})


def test_note_stands_below_the_still_picture_and_changes_nothing_in_it():
    plain, noted = (
        np.asarray(Image.open(io.BytesIO(png(TOY.draw, TOY.defaults, note))).convert("RGB")).astype(int)
        for note in ("", "One line.\nAnother.")
    )
    assert noted.shape == (plain.shape[0] + 96, plain.shape[1], 3)
    assert np.abs(noted[: len(plain)] - plain).max() < 40  # 64 colours are chosen for each picture
    assert noted[len(plain) :].min() < 160  # there is ink in the strip


def test_text_of_an_entry_is_escaped_and_bounded():
    html = figure_html(TOY)
    assert 'value="one &lt;two&gt;" maxlength="12"' in html
    assert "<two>" not in html


def test_switch_is_a_checkbox_that_shows_its_state():
    assert '<input type="checkbox" name="grid"><span>Grid</span>' in figure_html(TOY)
    assert '<input type="checkbox" name="grid" checked>' in figure_html(TOY, {"grid": "on"})


def test_readouts_of_a_table_stand_in_it_and_the_others_below():
    html = figure_html(TOY)
    assert '<th scope="row">a, b</th><td data-readout="sum">1.5</td><td data-readout="product">0.5</td>' in html
    assert '<dt>Letters</dt><dd data-readout="length">9</dd>' in html
    assert html.count('data-readout="sum"') == 1


def test_readout_s_key_in_a_table_cannot_leave_its_attribute():
    odd = replace(
        TOY,
        shown=(Readout('a"b', "a b", 1),),
        readouts=lambda **values: {'a"b': 1.0},
        table=Table("", ("sum",), (("a, b", ('a"b',)),)),
    )
    assert '<td data-readout="a&quot;b">1.0</td>' in figure_html(odd)


def test_spec_names_entries_and_what_is_exchanged():
    about = spec(TOY, TOY.draw(**TOY.defaults), TOY.defaults)
    assert about["entries"] == [{"name": "words", "longest": 12, "default": "one <two>"}]
    assert about["exchange"] == {"name": "swap", "pairs": (("a", "b"),)}


def test_only_the_slider_that_plays_has_a_player():
    html = figure_html(TOY)
    assert html.count('data-play="b">Play') == html.count('data-step="b">Step') == 1
    assert 'data-play="a"' not in html


def test_text_in_a_notebook_is_a_trait_of_bounded_length():
    shown = message_cost()
    shown.message = "bird bird"
    assert shown.values["message"] == "bird bird"
    with pytest.raises(traitlets.TraitError, match="message takes at most 80 characters, not 81"):
        shown.message = "x" * 81
    assert shown.message == "bird bird"
