"""The front end as text: a script for a page of the website, the same modules as one module for a notebook."""

from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

from livefigure.bundler import bundle
from livefigure.roles import registered

_FRONT = "livefigure/frontend"


# What only some figures need: modules of these names, and the mark in a figure's HTML that calls for each.
_PARTS = {
    "choices": 'class="explorer-choice"',
    "entries": 'class="explorer-entry"',
    "exchange": 'data-action="exchange"',
    "handles": '"handles":[',
    "layers": "data-when=",
    "player": 'data-play="',
}
_PAINTERS = {"bars": '"kind":"bars"', "points": '"kind":"points"'}


def page_script(twins: Mapping[str, str | Path], html: str) -> str:
    """Return the script of a page: a classic one, because module scripts do not run from file://.

    Parameters
    ----------
    twins : dict
        For each figure of the page that has one, by its name: the JavaScript module that computes its curves.
    html : str
        The page, or as much of it as has live figures: what their HTML does not call for stays at home.
    """
    imports, host = _host(html)
    imports += [f'import model{n} from "{_address(twin)}";\n' for n, twin in enumerate(twins.values())]
    models = ", ".join(f'"{name}": model{n}' for n, name in enumerate(twins))
    given = [f"{{ {models} }}", host]
    if "data-grid=" in html:
        imports.append(f'import {{ gridModel }} from "{_FRONT}/grid.js";\n')
        given.append("gridModel")
    imports.append(f'import {{ mountAll }} from "{_FRONT}/page.js";\n')
    statements = bundle(f"{''.join(imports)}mountAll({', '.join(given)});\n")
    return f'"use strict";\n(() => {{\n{statements}}})();\n'


def widget_module(twin: str | Path) -> str:
    """Return the ES module that anywidget loads for a figure in a notebook."""
    imports, host = _host()
    return bundle(
        f'{"".join(imports)}import model from "{_address(twin)}";\n'
        f'import {{ renderer }} from "{_FRONT}/widget.js";\n'
        f"export default {{ render: renderer(model, {host}) }};\n"
    )


def kernel_module() -> str:
    """Return the ES module that anywidget loads for a figure whose numbers the kernel computes."""
    return bundle(f'import {{ render }} from "{_FRONT}/kernel.js";\nexport default {{ render }};\n')


def stylesheet() -> str:
    """Return the style of live figures, with the colours of the registered roles."""
    text = (files("livefigure") / "frontend" / "figure.css").read_text(encoding="utf-8")
    pairs = (
        f"--explorer-{role.name}: var(--explorer-light, {role.light}) var(--explorer-dark, {role.dark});"
        for role in registered()
    )
    return text.replace("/* colours of the roles */", " ".join(pairs))


def _host(html: str | None = None) -> tuple[list[str], str]:
    """Return what the figures in some HTML need (without it, all there is): imports, and the `Host` of figure.js."""
    parts, painters = (
        [name for name, mark in marks.items() if html is None or mark in html] for marks in (_PARTS, _PAINTERS)
    )
    imports = [f'import {{ {name} }} from "{_FRONT}/{name}.js";\n' for name in [*parts, *painters]]
    return imports, f"{{ parts: [{', '.join(parts)}], painters: {{ {', '.join(painters)} }} }}"


def _address(twin: str | Path) -> str:
    return Path(twin).as_posix()
