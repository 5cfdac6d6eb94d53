"""Roles: what a curve stands for, and the colour and dash that say so. Who uses the engine registers its own.

    roles.register(Role("supply", light="#0b5fa5", dark="#79bbff"))

A drawing asks for a role by name; on a page each role is a CSS variable, so that one picture serves light and dark.
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Role:
    """What a curve stands for.

    Parameters
    ----------
    name : str
        Letters and hyphens; a drawing asks for it, and ``--explorer-NAME`` is its variable on a page.
    light, dark : str
        Its colour as ``#rrggbb`` on white and on nearly black.
    dash : str or tuple
        A matplotlib line style for curves of this role.
    also : tuple of str
        Other keys of curves that mean this role, where `explore` draws by itself.
    """

    name: str
    light: str
    dark: str
    dash: str | tuple = "-"
    also: tuple[str, ...] = ()


# What every picture has: marks beside the curves, grid lines; and a curve of which nothing else was said.
CURVE, QUIET, GRID = "curve", "quiet", "grid"
_roles: dict[str, Role] = {}


def register(*roles: Role) -> None:
    """Make roles known, in the order given; one of the same name takes the place of the former.

    Raises
    ------
    ValueError
        If a colour is not written as ``#rrggbb``; the message names it.

    Examples
    --------
    >>> register(Role("supply", light="blue", dark="#79bbff"))
    Traceback (most recent call last):
    ValueError: supply: a colour is written as #rrggbb, not 'blue'
    """
    for role in roles:
        for colour in (role.light, role.dark):
            if len(colour) != 7 or colour[0] != "#" or set(colour[1:].lower()) - set("0123456789abcdef"):
                raise ValueError(f"{role.name}: a colour is written as #rrggbb, not {colour!r}")
        _roles[role.name] = role


def registered() -> Iterable[Role]:
    """Return all roles that are known."""
    return tuple(_roles.values())


def role(name: str) -> Role:
    """Return a role by name.

    Raises
    ------
    ValueError
        If there is none; the message lists those there are.
    """
    if name not in _roles:
        raise ValueError(f"there is no role {name!r} to colour; there are {', '.join(_roles)}")
    return _roles[name]


def role_of_key(key: str) -> str:
    """Return the name of the role that a curve's key means: one called so, or called `also` so, or else "curve"."""
    plain = key.lower().replace("_", "-")
    return next((known.name for known in _roles.values() if plain in (known.name, *known.also)), CURVE)


register(
    Role(CURVE, light="#0b5fa5", dark="#79bbff"),
    Role(QUIET, light="#5c6470", dark="#a3adb8"),
    Role(GRID, light="#e3e6ea", dark="#333a42"),
)
