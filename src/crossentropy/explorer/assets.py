"""The front end as text: one script for the website, the same script as a module for notebooks."""

from importlib.resources import files

# Plain scripts that share one scope; each uses only what stands before it.
_SCRIPTS = ("logistic.js", "training.js", "words.js", "paths.js", "links.js", "explorer.js")


def script() -> str:
    """Return the front end and every figure's curves, as statements of one scope."""
    static = files("crossentropy.explorer") / "static"
    figures = sorted(each.name for each in (static / "figures").iterdir() if each.name.endswith(".js"))
    names = [*_SCRIPTS, *(f"figures/{each}" for each in figures)]
    return "\n".join((static / each).read_text(encoding="utf-8") for each in names)


def site_script() -> str:
    """Return the script of the website: a classic one, because module scripts do not run from file://."""
    return f'"use strict";\n(() => {{\n{script()}\nmountAll(document);\n}})();\n'


def widget_module() -> str:
    """Return the ES module that anywidget loads in a notebook."""
    static = files("crossentropy.explorer") / "static"
    return f"{script()}\n{(static / 'widget.js').read_text(encoding='utf-8')}\nexport default {{ render }};\n"


def stylesheet() -> str:
    """Return the style of live figures, with the colours of `crossentropy.explorer.picture.ROLES`."""
    from crossentropy.explorer.picture import ROLES

    static = files("crossentropy.explorer") / "static"
    text = (static / "explorer.css").read_text(encoding="utf-8")
    for index, scheme in enumerate(("light", "dark")):
        variables = " ".join(f"--explorer-{role}: {pair[index]};" for role, pair in ROLES.items())
        text = text.replace(f"/* {scheme} colours */", variables)
    return text
