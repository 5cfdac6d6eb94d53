"""The front end as text: a script for a page of the website, the same modules as one module for a notebook."""

from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

from livefigure.bundler import bundle
from livefigure.roles import registered

_FRONT = "livefigure/frontend"


def page_script(twins: Mapping[str, str | Path], grids: bool = False) -> str:
    """Return the script of a page: a classic one, because module scripts do not run from file://.

    Parameters
    ----------
    twins : dict
        For each figure of the page that has one, by its name: the JavaScript module that computes its curves.
    grids : bool
        Whether the page has figures whose numbers lie in files.
    """
    names = {name: f"model{number}" for number, name in enumerate(twins)}
    imports = [f'import {names[name]} from "{_address(twin)}";' for name, twin in twins.items()]
    imports += [f'import {{ mountAll }} from "{_FRONT}/page.js";']
    imports += [f'import {{ gridModel }} from "{_FRONT}/grid.js";'] if grids else []
    models = ", ".join(f'"{name}": {model}' for name, model in names.items())
    call = f"mountAll(document, {{ {models} }}{', gridModel' if grids else ''});"
    statements = bundle("".join(f"{line}\n" for line in [*imports, call]))
    return f'"use strict";\n(() => {{\n{statements}}})();\n'


def widget_module(twin: str | Path) -> str:
    """Return the ES module that anywidget loads for a figure in a notebook."""
    return bundle(
        f'import {{ renderer }} from "{_FRONT}/widget.js";\n'
        f'import model from "{_address(twin)}";\n'
        "export default { render: renderer(model) };\n"
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


def _address(twin: str | Path) -> str:
    return Path(twin).as_posix() if isinstance(twin, Path) else twin
