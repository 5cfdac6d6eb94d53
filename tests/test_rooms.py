"""The arrows between rooms: which file may import which, in Python and in JavaScript, and which word stays outside."""

import ast
import re
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from conftest import ROOT

SRC = ROOT / "src"
MATHEMATICS = ("datasets", "information", "logistic", "scoring", "training")


# --- Python ---


def modules(src: Path) -> dict[str, Path]:
    """Return every module below a folder by its dotted name."""
    found = {}
    for path in sorted(src.rglob("*.py")):
        parts = path.relative_to(src).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def imports(name: str, path: Path, known: Iterable[str]) -> set[str]:
    """Return what a module imports, inside its functions too: modules of ours where there are such, others by name."""
    package = name.split(".") if path.name == "__init__.py" else name.split(".")[:-1]
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            origin = ".".join([*above, *filter(None, [node.module])])
            for alias in node.names:
                inner = f"{origin}.{alias.name}"
                found.add(inner if inner in known else origin)
    return found


def room(name: str) -> str:
    """Return the room in which a module stands."""
    package, _, rest = name.partition(".")
    first = rest.partition(".")[0]
    if package == "livefigure":
        return f"livefigure.{first}" if first in ("functions", "sphinx") else "livefigure"
    if package == "crossentropy":
        return "mathematics" if first in MATHEMATICS else f"crossentropy.{first}".rstrip(".")
    if package == "crossentropy_book":
        return package
    return "sphinx" if package in ("sphinx", "docutils") else "elsewhere"


# What each room may import beside itself and what is installed; Sphinx is a room, for few may know it.
ARROWS = {
    "livefigure": set(),
    "livefigure.functions": {"livefigure"},
    "livefigure.sphinx": {"livefigure", "sphinx"},
    "mathematics": set(),
    "crossentropy": {
        *("mathematics", "crossentropy.roles", "crossentropy.predictions", "livefigure", "livefigure.functions"),
    },
    "crossentropy.roles": {"livefigure"},
    "crossentropy.figures": {"mathematics", "crossentropy", "crossentropy.roles", "livefigure"},
    "crossentropy.exercises": {"mathematics"},
    "crossentropy.predictions": {"mathematics", "crossentropy", "crossentropy.figures", "livefigure"},
    "crossentropy_book": {
        *("livefigure", "livefigure.functions", "livefigure.sphinx", "sphinx"),
        *("mathematics", "crossentropy", "crossentropy.roles", "crossentropy.figures", "crossentropy.exercises"),
        "crossentropy.predictions",
    },
}


def wrong_imports(src: Path) -> list[str]:
    """Return the imports that go against the arrows."""
    known = modules(src)
    wrong = []
    for name, path in known.items():
        allowed = {room(name), "elsewhere", *ARROWS[room(name)]}
        wrong += [
            f"{name} imports {target}" for target in sorted(imports(name, path, known)) if room(target) not in allowed
        ]
    return wrong


def circle(arrows: dict[str, set[str]]) -> list[str]:
    """Return nodes that lead back to the first of them, nothing where there are none."""
    done: set[str] = set()

    def follow(name: str, way: list[str]) -> list[str]:
        if name in way:
            return [*way[way.index(name) :], name]
        if name in done:
            return []
        for target in sorted(arrows.get(name, ())):
            found = follow(target, [*way, name])
            if found:
                return found
        done.add(name)
        return []

    return next(filter(None, (follow(name, []) for name in arrows)), [])


def python_arrows(src: Path) -> dict[str, set[str]]:
    known = modules(src)
    return {name: imports(name, path, known) & known.keys() for name, path in known.items()}


def test_python_imports_go_along_the_arrows():
    assert wrong_imports(SRC) == []


def test_no_python_modules_import_each_other_in_a_circle():
    assert circle(python_arrows(SRC)) == []


def tree(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("file", "text", "target"),
    [
        ("livefigure/page.py", "from crossentropy.roles import x", "crossentropy.roles"),
        ("livefigure/page.py", "import crossentropy", "crossentropy"),
        ("livefigure/page.py", "import sphinx", "sphinx"),
        ("livefigure/page.py", "def f():\n    from docutils import nodes", "docutils"),
        ("livefigure/page.py", "from livefigure.functions import explore", "livefigure.functions"),
        ("livefigure/page.py", "from .sphinx import grids", "livefigure.sphinx"),
        ("livefigure/functions/bake.py", "from sphinx.application import Sphinx", "sphinx.application"),
        ("livefigure/sphinx/grids.py", "import crossentropy_book", "crossentropy_book"),
        ("crossentropy/information.py", "from .figures import shared", "crossentropy.figures"),
        ("crossentropy/training.py", "import livefigure.roles", "livefigure.roles"),
        ("crossentropy/figures/surprise.py", "import sphinx", "sphinx"),
        ("crossentropy/figures/surprise.py", "from crossentropy_book import katex", "crossentropy_book"),
    ],
)
def test_python_import_against_the_arrows_is_found(file, text, target, tmp_path):
    src = tree(tmp_path, {file: text})
    name = file.removesuffix(".py").replace("/", ".")
    assert wrong_imports(src) == [f"{name} imports {target}"]


def test_circle_of_python_modules_is_found(tmp_path):
    src = tree(
        tmp_path,
        {
            "livefigure/__init__.py": "",
            "livefigure/one.py": "from livefigure import two",
            "livefigure/two.py": "from livefigure.three import f",
            "livefigure/three.py": "def f():\n    import livefigure.one",
        },
    )
    names = [f"livefigure.{part}" for part in ("one", "two", "three", "one")]
    assert circle(python_arrows(src)) == names


# --- JavaScript ---

IMPORT = re.compile(r'(?:^|\n)\s*(?:import|export)\b[^;"]*?from "([^"]+)"|\bimport\(?\s*"([^"]+)"')
COMMENT = re.compile(r"/\*.*?\*/|(?<![:\"'])//[^\n]*", re.DOTALL)


def scripts(src: Path) -> dict[str, Path]:
    """Return every module of a browser below a folder by its address; the book's own scripts are no modules."""
    return {
        path.relative_to(src).as_posix(): path
        for path in sorted(src.rglob("*.js"))
        if "static" not in path.relative_to(src).parts
    }


def script_imports(address: str, path: Path, src: Path) -> set[str]:
    """Return the addresses of what a module imports."""
    code = COMMENT.sub("", path.read_text(encoding="utf-8"))
    targets = [one or other for one, other in IMPORT.findall(code)]
    beside = (src / address).parent.resolve()
    return {
        (beside / target).resolve().relative_to(src.resolve()).as_posix() if target.startswith(".") else target
        for target in targets
    }


def script_room(address: str) -> str:
    """Return the room in which a JavaScript module stands."""
    for folder, name in (
        ("livefigure/frontend/", "frontend"),
        ("crossentropy/figures/shared/", "shared"),
        ("crossentropy/figures/", "figures"),
        ("crossentropy/predictions/", "predictions"),
        ("crossentropy/", "mathematics"),
    ):
        if address.startswith(folder):
            return name
    return "nowhere"


# What twins may take from the engine: how numbers are written, and how paths are.
FOR_TWINS = {"livefigure/frontend/number_text.js", "livefigure/frontend/paths.js"}
# What questions may take from it: how elements are found, and a figure's description.
FOR_QUESTIONS = {"livefigure/frontend/elements.js", "livefigure/frontend/spec.js"}
SCRIPT_ARROWS: dict[str, Callable[[str], bool]] = {
    "frontend": lambda target: script_room(target) == "frontend",
    "mathematics": lambda target: script_room(target) == "mathematics",
    "shared": lambda target: script_room(target) in ("shared", "mathematics") or target in FOR_TWINS,
    "figures": lambda target: script_room(target) in ("shared", "mathematics") or target in FOR_TWINS,
    "predictions": lambda target: script_room(target) in ("predictions", "mathematics") or target in FOR_QUESTIONS,
    "nowhere": lambda target: False,
}


def wrong_script_imports(src: Path) -> list[str]:
    """Return the imports of JavaScript modules that go against the arrows, or lead to no file."""
    wrong = []
    for address, path in scripts(src).items():
        for target in sorted(script_imports(address, path, src)):
            if not SCRIPT_ARROWS[script_room(address)](target):
                wrong.append(f"{address} imports {target}")
            elif not (src / target).is_file():
                wrong.append(f"{address} imports {target}, which does not exist")
    return wrong


def script_arrows(src: Path) -> dict[str, set[str]]:
    return {address: script_imports(address, path, src) for address, path in scripts(src).items()}


def test_javascript_imports_go_along_the_arrows_to_files_that_exist():
    assert sum(map(len, script_arrows(SRC).values())) > 50  # the imports are seen
    assert wrong_script_imports(SRC) == []


def test_no_javascript_modules_import_each_other_in_a_circle():
    assert circle(script_arrows(SRC)) == []


@pytest.mark.parametrize(
    ("file", "target", "problem"),
    [
        ("livefigure/frontend/figure.js", "crossentropy/logistic.js", "crossentropy/logistic.js"),
        ("livefigure/frontend/figure.js", "../../crossentropy/logistic.js", "crossentropy/logistic.js"),
        ("crossentropy/logistic.js", "./figures/shared/parts.js", "crossentropy/figures/shared/parts.js"),
        ("crossentropy/logistic.js", "livefigure/frontend/paths.js", "livefigure/frontend/paths.js"),
        ("crossentropy/figures/surprise.js", "./log_loss.js", "crossentropy/figures/log_loss.js"),
        ("crossentropy/figures/surprise.js", "livefigure/frontend/figure.js", "livefigure/frontend/figure.js"),
        ("crossentropy/figures/surprise.js", "d3", "d3"),
        ("crossentropy/predictions/form.js", "livefigure/frontend/figure.js", "livefigure/frontend/figure.js"),
        ("livefigure/frontend/figure.js", "crossentropy/logistic.js", "crossentropy/logistic.js"),
        ("crossentropy/figures/surprise.js", "../nothing.js", "crossentropy/nothing.js, which does not exist"),
        ("elsewhere/one.js", "../crossentropy/logistic.js", "crossentropy/logistic.js"),
    ],
)
def test_javascript_import_against_the_arrows_is_found(file, target, problem, tmp_path):
    existing = {
        "crossentropy/logistic.js": "",
        "crossentropy/figures/log_loss.js": "",
        "crossentropy/figures/shared/parts.js": "",
        "livefigure/frontend/figure.js": "",
        "livefigure/frontend/paths.js": "",
    }
    text = f'// a comment: import {{ a }} from "nowhere";\nimport {{\n  b,\n  c as d,\n}} from "{target}";\n'
    assert wrong_script_imports(tree(tmp_path, {**existing, file: text})) == [f"{file} imports {problem}"]


@pytest.mark.parametrize("statement", ['import "./b.js";', 'export { a } from "./b.js";', 'import b from "./b.js";'])
def test_every_way_to_import_in_javascript_is_seen(statement, tmp_path):
    src = tree(tmp_path, {"livefigure/frontend/a.js": statement})
    assert wrong_script_imports(src) == [
        "livefigure/frontend/a.js imports livefigure/frontend/b.js, which does not exist"
    ]


def test_circle_of_javascript_modules_is_found(tmp_path):
    files = {"livefigure/frontend/a.js": 'import "./b.js";', "livefigure/frontend/b.js": 'import "./a.js";'}
    names = [f"livefigure/frontend/{name}.js" for name in ("a", "b", "a")]
    assert circle(script_arrows(tree(tmp_path, files))) == names


# --- the word ---


def places_of(word: str, folder: Path) -> list[str]:
    """Return the lines of a folder's code that have a word, in whatever case."""
    return [
        f"{path.relative_to(folder).as_posix()}:{number}"
        for path in sorted(folder.rglob("*"))
        if path.suffix in (".py", ".js", ".css")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if word in line.lower()
    ]


def test_the_engine_knows_no_entropy():
    assert len(list((SRC / "livefigure").rglob("*.py"))) > 20
    assert places_of("entropy", SRC / "livefigure") == []


@pytest.mark.parametrize("name", ["a.py", "b/c.js", "d.css"])
def test_word_is_found_in_whatever_case(name, tmp_path):
    assert places_of("entropy", tree(tmp_path, {name: "\n# Cross-Entropy\n"})) == [f"{name}:2"]
