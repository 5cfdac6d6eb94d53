"""The front end as text: a script for a page of the website, the same script as a module for a notebook.

A figure's computations stand in ``static/figures/NAME.js``; a script holds those of the figures asked for.
"""

from collections.abc import Iterable
from importlib.resources import files

# Plain scripts that share one scope; each uses only what stands before it.
_SCRIPTS = ("logistic.js", "training.js", "words.js", "paths.js", "links.js", "explorer.js")


# What figures of a reader's own function add: on a page their numbers lie in a grid, in a notebook the kernel has them.
_GRID = ("explored.js", "grid.js")
_KERNEL = ("explored.js", "widget.js", "kernel.js")


def script(figures: Iterable[str], more: Iterable[str] = ()) -> str:
    """Return the front end, the computations of some figures and more files of it, as statements of one scope."""
    static = files("crossentropy.explorer") / "static"
    names = [*_SCRIPTS, *more, *(f"figures/{each.replace('-', '_')}.js" for each in figures)]
    return "\n".join((static / each).read_text(encoding="utf-8") for each in names)


def site_script(figures: Iterable[str], grids: bool = False) -> str:
    """Return the script of a page: a classic one, because module scripts do not run from file://."""
    return f'"use strict";\n(() => {{\n{script(figures, _GRID if grids else ())}\nmountAll(document);\n}})();\n'


def widget_module(figure: str) -> str:
    """Return the ES module that anywidget loads for a figure in a notebook."""
    static = files("crossentropy.explorer") / "static"
    return f"{script([figure])}\n{(static / 'widget.js').read_text(encoding='utf-8')}\nexport default {{ render }};\n"


def kernel_module() -> str:
    """Return the ES module that anywidget loads for a figure whose numbers the kernel computes."""
    return f"{script((), _KERNEL)}\nexport default {{ render: renderFromKernel }};\n"


def stylesheet() -> str:
    """Return the style of live figures, with the colours of `crossentropy.explorer.picture.ROLES`."""
    from crossentropy.explorer.picture import ROLES

    static = files("crossentropy.explorer") / "static"
    text = (static / "explorer.css").read_text(encoding="utf-8")
    pairs = (
        f"--explorer-{role}: var(--explorer-light, {light}) var(--explorer-dark, {dark});"
        for role, (light, dark) in ROLES.items()
    )
    return text.replace("/* colours of the roles */", " ".join(pairs))
