"""Figures of a reader's own function in the real JupyterLab and Notebook 7: the kernel computes, errors heal."""

import json
from collections.abc import Iterator

import nbformat
import numpy as np
import pytest
from playwright.sync_api import Locator, expect

from jupyter import PATIENCE, Lab, curve, open_notebook
from notebook_server import FRONT_ENDS

FUNCTION = """
import time
import numpy as np

calls, pause = [], [0]
x = np.linspace(0, 1, 101)

def wave(frequency=1.0, height=1):
    calls.append(frequency)
    time.sleep(pause[0])
    if frequency > 9:
        raise ArithmeticError("too fast for <b>us</b>")
    return {"sine": (x, height * np.sin(frequency * x)), "level": (x, np.full(101, 0.5))}

def numbers(frequency, height):
    return {"Product": frequency * height, "Mood": "calm" if frequency < 3 else "wild"}
"""
SHOW = """
from crossentropy import explore

figure = explore(wave, readouts=numbers, frequency=(0, 10, 0.1), height=(1, 5, 1))
figure
"""
BURST = """async (figure) => {
  const start = performance.now();
  const input = figure.querySelector("input");
  let jumps = 0;
  for (let i = 0; i < 60; i++) {
    input.value = i / 10;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    await new Promise(requestAnimationFrame);
    jumps += Number(input.valueAsNumber !== i / 10);
  }
  input.value = 4.2;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  return [(performance.now() - start) / 1000, jumps];
}"""


@pytest.fixture(scope="module", params=FRONT_ENDS)
def lab(request, server, window) -> Iterator[Lab]:
    """A notebook with a function, its figure and a second view of it, run from top to bottom."""
    cells = [nbformat.v4.new_code_cell(each.strip()) for each in (FUNCTION, SHOW, "figure")]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    name = f"own-{request.param}.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel}), server.notebooks / name)
    opened = open_notebook(window, server, request.param, name)
    opened.run_all(2)
    yield opened
    opened.page.close()


@pytest.fixture
def views(lab) -> tuple[Locator, Locator]:
    """The two views of the figure, at its defaults and with the function as it was written."""
    lab.python(f"{FUNCTION}\nfigure.frequency, figure.height = 1, 1")
    found = lab.figures.nth(0), lab.figures.nth(1)
    for view in found:
        expect(slider(view)).to_have_value("1")
        expect(sentence(view)).to_have_text("With frequency 1.0, height 1: Product 1.000, Mood calm.")
    return found


def slider(view: Locator, name: str = "frequency") -> Locator:
    return view.get_by_role("slider", name=name)


def sentence(view: Locator) -> Locator:
    return view.locator(".explorer-sentence")


def readout(view: Locator, key: str = "Product") -> Locator:
    return view.locator(f'[data-readout="{key}"]')


def test_figure_follows_the_mouse(lab, views):
    before = curve(views[0], "sine")
    slider(views[0]).click(position={"x": 40, "y": 12})
    expect(slider(views[0])).not_to_have_value("1")
    expect(views[0].locator('[data-curve="sine"] > path')).not_to_have_attribute("d", before)
    lab.comes_to("figure.frequency", float(slider(views[0]).input_value()))


def test_kernel_s_figure_follows_the_keyboard_and_python_sees_it(lab, views):
    before = curve(views[0], "sine")
    slider(views[0]).press("ArrowRight")
    expect(readout(views[0])).to_have_text("1.100")
    assert curve(views[0], "sine") != before
    assert lab.python("print(figure.frequency)") == "1.1"


def test_page_has_the_very_arrays_of_the_kernel(lab, views):
    slider(views[0]).press("PageUp")
    expect(readout(views[0])).to_have_text("2.000")
    sent = views[0].evaluate("figure => figure.explorer.curves().sine")
    x = np.linspace(0, 1, 101)
    np.testing.assert_array_equal([sent["x"], sent["y"]], [x, np.sin(2 * x)])


def test_texts_of_the_figure_follow_too(lab, views):
    slider(views[0]).press("PageUp")
    slider(views[0]).press("PageUp")
    slider(views[0]).press("PageUp")
    expect(readout(views[0], "Mood")).to_have_text("wild")
    expect(sentence(views[0])).to_have_text("With frequency 4.0, height 1: Product 4.000, Mood wild.")


def test_other_view_and_python_s_own_moves_keep_in_step(lab, views):
    slider(views[1]).press("PageUp")
    expect(slider(views[0])).to_have_value("2")
    lab.python("figure.height = 3")
    for view in views:
        expect(slider(view, "height")).to_have_value("3")
        expect(readout(view)).to_have_text("6.000")
    assert curve(views[0], "sine") == curve(views[1], "sine")


def test_fast_drag_never_queues_and_ends_at_the_newest_value(lab, views):
    before = int(lab.python("pause[0] = 0.3; print(len(calls))"))
    lasted, jumps = views[0].evaluate(BURST)
    expect(readout(views[0])).to_have_text("4.200")
    assert jumps == 0  # answers to older moves do not pull the slider back
    values, computed = json.loads(lab.python(f"print([figure.frequency, len(calls) - {before}])"))
    assert values == 4.2
    assert 2 <= computed <= lasted / 0.3 + 3  # of 61 moves, while each computation takes the time of eighteen


def test_exception_is_shown_as_text_and_the_last_picture_stays(lab, views):
    view, trouble = views[0], views[0].locator(".explorer-error")
    before = curve(view, "sine")
    slider(view).press("End")
    expect(trouble).to_contain_text("ArithmeticError: too fast for <b>us</b>")
    assert "in wave" in trouble.text_content()
    assert "crossentropy" not in trouble.text_content()
    assert curve(view, "sine") == before
    slider(view).press("Home")
    expect(trouble).to_be_hidden()
    expect(readout(view)).to_have_text("0.000")


def test_figure_recovers_when_the_function_is_mended(lab, views):
    slider(views[0]).press("End")
    expect(views[0].locator(".explorer-error")).to_be_visible()
    lab.python("def wave(frequency, height): return {'sine': (x, frequency * x), 'level': (x, x)}")
    view = lab.figures.nth(0)
    expect(view.locator(".explorer-error")).to_be_hidden()
    expect(slider(view)).to_have_value("10")
    assert view.evaluate("figure => figure.explorer.curves().sine.y.at(-1)") == 10


def test_function_defined_again_draws_anew_with_other_curves_too(lab, views):
    lab.python("def wave(frequency, height): return {'line': (x, frequency * x)}")
    expect(lab.figures.nth(0).locator('[data-curve="line"]')).to_have_count(1)
    expect(lab.figures.nth(0).locator('[data-curve="sine"]')).to_have_count(0)


def test_what_the_function_uses_defined_again_draws_anew(lab, views):
    lab.python("x = np.linspace(0, 2, 101)")
    lab.page.wait_for_function(
        "() => document.querySelector('.jp-Notebook figure.explorer').explorer.curves().sine.x.at(-1) === 2"
    )


def test_saved_notebook_stays_small(lab, views):
    slider(views[0]).press("PageUp")
    lab.save()
    saved = nbformat.read(lab.file, as_version=4)
    outputs = [each for cell in saved["cells"] for each in cell["outputs"]]
    assert len(outputs) == 2
    assert max(len(json.dumps(each)) for each in outputs) < 60_000
    assert len(json.dumps(saved)) < 150_000


def test_cell_run_again_replaces_the_figure_and_leaves_nothing_behind(lab, views):
    lab.python("old = figure")
    lab.command("notebook:run-all-cells")
    lab.page.wait_for_function(
        "() => document.querySelectorAll('.jp-Notebook figure[data-state=live]').length === 2", timeout=PATIENCE
    )
    count = (
        "from ipywidgets.widgets import widget; "
        "from livefigure.functions.kernel_widget import KernelWidget, _shown; "
        "alive = [each for each in widget._instances.values() if isinstance(each, KernelWidget)]; "
        "print(len(alive), len(_shown), alive[0] is figure, old is not figure)"
    )
    assert lab.python(count) == "1 1 True True"
    slider(lab.figures.nth(0)).press("PageUp")
    expect(readout(lab.figures.nth(1))).to_have_text("2.000")
