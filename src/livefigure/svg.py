"""matplotlib's SVG as a part of a page: ids of its own, colours as CSS variables, no style that a policy forbids."""

import re
import xml.etree.ElementTree as ET

from livefigure.roles import Role, registered, role

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"


def sentinel(name: str) -> str:
    """Return a colour that occurs nowhere else: in a template it becomes the role's CSS variable.

    Examples
    --------
    >>> sentinel("quiet")
    '#fe0101'
    """
    return f"#fe01{[known.name for known in registered()].index(role(name).name):02x}"


def template(text: str, prefix: str) -> ET.Element:
    """Return matplotlib's SVG as an element: its ids behind the prefix, its curves and texts under their names."""
    ET.register_namespace("", SVG)
    text = re.sub(r"\s*\n\s*", " ", text)
    for known in registered():
        text = text.replace(sentinel(known.name), _variable(known))
    root = ET.fromstring(text)
    for parent in list(root.iter()):
        for child in list(parent):
            # matplotlib's own style rule would reach every other picture on the page
            if child.tag in {f"{{{SVG}}}metadata", f"{{{SVG}}}style"} or (
                child.tag == f"{{{SVG}}}defs" and [part.tag for part in child] == [f"{{{SVG}}}style"]
            ):
                parent.remove(child)
    _draw_ticks_plainly(root)
    for element in root.iter():
        _localise(element, prefix)
        _style_by_attributes(element)
        element.text, element.tail = (text.strip() or None if text else None for text in (element.text, element.tail))
    for name in ("width", "height", "version"):
        root.attrib.pop(name, None)
    return root


def _variable(role: Role) -> str:
    """Return the CSS variable that holds a role's colour on a page."""
    return f"var(--explorer-{role.name}, {role.light})"


def _draw_ticks_plainly(root: ET.Element) -> None:
    """Put a stroke in place of each tick's marker and its <use>, which cost a browser more at every redraw."""
    strokes: dict[str, str] = {}
    ticks = (group for group in root.iter(f"{{{SVG}}}g") if re.fullmatch(r"[xy]tick_\d+", group.get("id", "")))
    for mark in (group for tick in ticks for group in tick.findall(f"{{{SVG}}}g")):
        for definition in mark.findall(f"{{{SVG}}}defs"):
            strokes |= {path.get("id"): path.get("d").replace("M 0 0 L", "l") for path in definition}
            mark.remove(definition)
        for holder in [part for part in mark if part.find(f"{{{SVG}}}use") is not None]:
            (use,) = holder
            stroke = strokes[use.get(f"{{{XLINK}}}href")[1:]].strip()
            style = re.sub("^fill: [^;]*; ", "", use.get("style"))
            plain = {"d": f"M {use.get('x')} {use.get('y')} {stroke}", "style": style}
            mark[list(mark).index(holder)] = ET.Element(f"{{{SVG}}}path", plain)


def _style_by_attributes(element: ET.Element) -> None:
    """Write each declaration of an element's style as an attribute, which no Content-Security-Policy forbids."""
    for declaration in element.attrib.pop("style", "").split(";"):
        name, _, value = declaration.partition(":")
        if value:
            element.set(name.strip(), value.strip())


def _localise(element: ET.Element, prefix: str) -> None:
    """Put an element's own id, and the ids it refers to, behind the prefix; name what may change."""
    attributes = element.attrib
    if f"{{{XLINK}}}href" in attributes:
        attributes["href"] = attributes.pop(f"{{{XLINK}}}href")
    for name, value in list(attributes.items()):
        if name == "id":
            kind, _, key = value.partition("-")
            if kind in {"curve", "text"} and key:
                attributes[f"data-{kind}"] = key
            attributes["id"] = f"{prefix}-{value}"
        elif name == "href" and value.startswith("#"):
            attributes[name] = f"#{prefix}-{value[1:]}"
        elif "url(#" in value:
            attributes[name] = value.replace("url(#", f"url(#{prefix}-")
    if element.tag == f"{{{SVG}}}text":
        # the page's own font; black text takes the page's own colour, by figure.css
        attributes["style"] = re.sub("font-family: [^;]*; ", "", attributes.get("style", ""))
        if re.match(r"rotate\(-?0 ", attributes.get("transform", "")):
            del attributes["transform"]
