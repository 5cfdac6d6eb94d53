"""Join JavaScript modules into one script, in Python, so that neither a build nor a notebook needs Node.

A module is named as Python names a package's file, ``livefigure/frontend/paths.js``, or, beside the one that imports
it, ``./paths.js``. Each becomes a function that runs once and returns what it exports; these names stand in the script
as they are, or with a number where another module has taken them. So modules keep their own names to themselves, and
travel only where something imports them.

What is understood: ``import { a, b as c } from "..."`` and ``import a from "..."`` at the beginning of a line,
``export`` before a ``function``, a ``const`` or a ``class``, and one ``export default``.
"""

import re
from importlib.util import find_spec
from pathlib import Path

_IMPORT = re.compile(r'^import (?:(\{[^}]*\})|(\w+)) from "([^"]+)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (async function\*?|function\*?|const|class) (\w+)", re.MULTILINE)
_DEFAULT = re.compile(r"^export default ", re.MULTILINE)


def bundle(entry: str) -> str:
    r"""Return the statements of one script: those of ``entry`` behind all modules that it imports.

    Parameters
    ----------
    entry : str
        JavaScript whose imports name modules by package or by absolute path.

    Raises
    ------
    ValueError
        If modules import each other in a circle, or one imports what the other does not export; the message names both.
    FileNotFoundError
        If there is no such module; the message names it and the one that imports it.

    Examples
    --------
    >>> print(bundle('import { shown } from "livefigure/frontend/number_text.js";\nshown(1, 2);').splitlines()[0])
    const { fixed, shown, readoutText } = (() => {
    """
    parts: list[str] = []
    names: dict[Path, dict[str, str]] = {}  # what the exports of a module are called in the script

    def followed(text: str, where: Path | None) -> str:
        def imported(found: re.Match) -> str:
            listed, default, target = found.groups()
            path = _resolved(target, where)
            if path not in names:
                names[path] = {}
                names[path] = add(path)
            lines = ""
            for export, name in [("default", default)] if default else _pairs(listed):
                if export not in names[path]:
                    why = f"there is no {export!r} in" if names[path] else "there is a circle that leads to"
                    raise ValueError(f"{_called(where)} imports {target!r}, but {why} {path.name}")
                called = names[path][export]
                lines += f"const {name} = {called};\n" if name != called else ""
            return lines

        return _IMPORT.sub(imported, text)

    def add(path: Path) -> dict[str, str]:
        source = followed(path.read_text(encoding="utf-8"), path)
        taken = {called for exports in names.values() for called in exports.values()}
        exports = {name: f"{name}${len(parts)}" if name in taken else name for _, name in _EXPORT.findall(source)}
        outside = [name if name == called else f"{name}: {called}" for name, called in exports.items()]
        inside = list(exports)
        if _DEFAULT.search(source):
            exports["default"] = f"${len(parts)}"
            outside.append(exports["default"])
            inside.append(exports["default"])
        source = _EXPORT.sub(r"\1 \2", _DEFAULT.sub(f"const ${len(parts)} = ", source))
        parts.append(
            f"const {{ {', '.join(outside)} }} = (() => {{\n{source}\nreturn {{ {', '.join(inside)} }};\n}})();\n"
        )
        return exports

    own = followed(entry, None)
    return "".join(parts) + own


def _pairs(listed: str) -> list[tuple[str, str]]:
    """Return the names in ``{ a, b as c }``, each with what the importing module calls it."""
    return [(name, other or name) for name, other in re.findall(r"(\w+)(?: as (\w+))?", listed)]


def _called(where: Path | None) -> str:
    return where.name if where else "the entry"


def _resolved(target: str, where: Path | None) -> Path:
    """Return the file of a module that ``where`` imports."""
    if target.startswith("."):
        path = (where.parent / target).resolve()
    elif Path(target).is_absolute():
        path = Path(target)
    else:
        package, _, rest = target.partition("/")
        spec = find_spec(package)
        path = Path(spec.submodule_search_locations[0], rest) if spec else Path(target)
    if not path.is_file():
        raise FileNotFoundError(f"there is no module {target!r}, which {_called(where)} imports")
    return path
