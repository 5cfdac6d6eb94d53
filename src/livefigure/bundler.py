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
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function\*?|const|class) ([\w$]+))", re.MULTILINE)
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
    exports: dict[Path, dict[str, str]] = {}  # of each module, with what they are called in the script

    def followed(text: str, where: Path | None) -> str:
        return _IMPORT.sub(lambda found: imported(where, *found.groups()), text)

    def imported(where: Path | None, listed: str | None, default: str | None, target: str) -> str:
        path = path_of(target, where)
        if path not in exports:
            exports[path] = {}
            exports[path] = add(path)
        lines = ""
        for name, alias in re.findall(r"(\w+)(?: as (\w+))?", listed or f"default as {default}"):
            if name not in exports[path]:
                why = f"has no {name!r}" if exports[path] else "imports it in turn"
                raise ValueError(f"{_name(where)} imports {path.name}, which {why}")
            if exports[path][name] != (alias or name):
                lines += f"const {alias or name} = {exports[path][name]};\n"
        return lines

    def add(path: Path) -> dict[str, str]:
        source = followed(path.read_text(encoding="utf-8"), path)
        default = f"${len(parts)}"
        source = _DEFAULT.sub(f"export const {default} = ", source)
        taken = {called for others in exports.values() for called in others.values()}
        called = {name: f"{name}${len(parts)}" if name in taken else name for name in _EXPORT.findall(source)}
        outside = ", ".join(f"{name}: {other}" if other != name else name for name, other in called.items())
        body = f"{_EXPORT.sub('', source)}\nreturn {{ {', '.join(called)} }};"
        parts.append(f"const {{ {outside} }} = (() => {{\n{body}\n}})();\n")
        return called | ({"default": default} if default in called else {})

    own = followed(entry, None)
    return "".join(parts) + own


def _name(where: Path | None) -> str:
    return where.name if where else "the entry"


def path_of(target: str, where: Path | None = None) -> Path:
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
        raise FileNotFoundError(f"there is no module {target!r}, which {_name(where)} imports")
    return path
