"""Join JavaScript modules into one script, in Python, so that neither a build nor a notebook needs Node.

A module is named as Python names a package's file, ``livefigure/frontend/paths.js``, or, beside the one that imports
it, ``./paths.js``. Each becomes a function that runs once and returns what it exports; an import is a look into what
another one returned. So modules keep their own names to themselves, and travel only where something imports them.

What is understood: ``import { a, b } from "..."`` and ``import a from "..."`` at the beginning of a line, ``export``
before a ``function``, a ``const`` or a ``class``, and one ``export default``.
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
        If modules import each other in a circle; the message names one of them.
    FileNotFoundError
        If there is no such module; the message names it and the one that imports it.

    Examples
    --------
    >>> print(bundle('import { shown } from "livefigure/frontend/number_text.js";\nshown(1, 2);').splitlines()[0])
    const $0 = (() => {
    """
    parts: list[str] = []
    names: dict[Path, str] = {}

    def look(text: str, where: Path | None) -> str:
        def imported(found: re.Match) -> str:
            listed, default, target = found.groups()
            path = _resolved(target, where)
            if path not in names:
                names[path] = ""
                source = look(path.read_text(encoding="utf-8"), path)
                names[path] = f"${len(parts)}"
                parts.append(f"const {names[path]} = (() => {{\n{_returning(source)}\n}})();\n")
            if not names[path]:
                raise ValueError(f"{path.name} and {where.name} import each other")
            return f"const {listed.replace(' as ', ': ') if listed else f'{{ default: {default} }}'} = {names[path]};\n"

        return _IMPORT.sub(imported, text)

    own = look(entry, None)
    return "".join(parts) + own


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
        raise FileNotFoundError(f"there is no module {target!r}, which {where.name if where else 'a page'} imports")
    return path


def _returning(source: str) -> str:
    """Return a module's statements as those of a function that returns its exports."""
    exports = [name for _, name in _EXPORT.findall(source)]
    if _DEFAULT.search(source):
        source = _DEFAULT.sub("const $default = ", source)
        exports.append("default: $default")
    source = _EXPORT.sub(r"\1 \2", source)
    return f"{source}\nreturn {{ {', '.join(exports)} }};"
