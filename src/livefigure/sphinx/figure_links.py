"""Links that set a live figure, checked while the book is built.

    {alone}`a heavier weight <spring?mass=6&hide=presets>`    opens the figure's own page
    {here}`swap them <springs?swap=1>`                        sets the figure on this page

A name, a value or a control that the figure does not have is an error.
"""

from urllib.parse import parse_qsl, urlencode

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import ReferenceRole

from livefigure.figure import Figure
from livefigure.sphinx import registry

PARTS = {"title", "caption", "legend", "presets", "readouts", "table", "sentence", "reset", "link", "alone"}


def query(target: str, figure: Figure) -> str:
    """Return the query of an address that sets a figure as ``NAME?KEY=VALUE&...`` asks.

    Raises
    ------
    ValueError
        If the figure, or a part of its state, does not exist; the message names it.

    Examples
    --------
    >>> from livefigure.figure import Figure, Parameter
    >>> mass = Parameter("mass", "Mass", minimum=1, maximum=6, step=0.5, default=2)
    >>> spring = Figure("spring", "A spring", "", (mass,), dict, draw=dict, readouts=dict, sentence=str, shown=())
    >>> query("spring?mass=4.5&hide=presets,mass", spring)
    'spring.mass=4.5&spring.hide=presets,mass'
    >>> query("spring?mass=7", spring)
    Traceback (most recent call last):
    ValueError: spring: mass=7 is not on the slider from 1 to 6
    """
    name, _, rest = target.partition("?")
    pairs = parse_qsl(rest, keep_blank_values=True, strict_parsing=bool(rest))
    for key, value in pairs:
        problem = _problem(figure, key, value)
        if problem:
            raise ValueError(f"{name}: {problem}")
    return urlencode([(f"{name}.{key}", value) for key, value in pairs], safe=",")


def _problem(figure: Figure, key: str, value: str) -> str:
    """Say what is wrong with a part of a figure's state; nothing if it is right."""
    names = {*figure.defaults, "veil", *([figure.exchange.name] if figure.exchange else [])}
    for parameter in figure.parameters:
        if parameter.name == key and not _is_on(parameter, float(value)):
            return f"{key}={value} is not on the slider from {parameter.minimum} to {parameter.maximum}"
    for choice in figure.choices:
        if choice.name == key and value not in choice.options:
            return f"{key} is one of {', '.join(choice.options)}, not {value}"
    if key == "veil" and value not in ("on", "off"):
        return f"veil is on or off, not {value}"
    if key == "hide":
        unknown = set(value.split(",")) - PARTS - names - set(figure.curves(**figure.defaults))
        return f"there is no {', '.join(sorted(unknown))} to hide" if unknown else ""
    return "" if key in names else f"there is no {key}"


def _is_on(slider, value: float) -> bool:
    if slider.values:
        return value in slider.values
    steps = (value - slider.minimum) / slider.step
    return slider.minimum <= value <= slider.maximum and abs(steps - round(steps)) < 1e-6


class FigureLink(ReferenceRole):
    """A link that sets a live figure, on its own page or on this one."""

    def __init__(self, here: bool) -> None:
        super().__init__()
        self.here = here

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the link, or an error that names what the figure does not have."""
        name = self.target.partition("?")[0]
        try:
            state = query(self.target, registry.figure(self.config, name))
        except ValueError as error:
            message = self.inliner.reporter.error(str(error), line=self.lineno)
            return [self.inliner.problematic(self.rawtext, self.rawtext, message)], [message]
        root = "../" * self.env.docname.count("/")
        page = "" if self.here else f"{root}figures/{name}.html"
        anchor = f"#{name}" if self.here else ""
        address = f"{page}?{state}{anchor}" if state else f"{page}{anchor}"
        return [nodes.reference(self.rawtext, self.title, refuri=address, internal=True, classes=["figure-link"])], []


def connect(app: Sphinx) -> None:
    """Connect this module to the build."""
    app.add_role("alone", FigureLink(here=False))
    app.add_role("here", FigureLink(here=True))
