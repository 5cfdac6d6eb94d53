"""Settings of the live figures that the tests go through."""

import itertools
import random

from livefigure.figure import Entry, Figure, Parameter

MOST_CHOICES = 32  # combinations of choices that are tried with every setting
FEW = 10  # settings at which a figure is drawn and looked at


def stops(parameter: Parameter) -> list[float]:
    """Return the ends, the default and, where it can be reached, 0."""
    values = [parameter.minimum, parameter.default, parameter.maximum]
    if parameter.minimum < 0 < parameter.maximum:
        values.append(0 if parameter.integer else 0.0)
    return list(dict.fromkeys(values))


def texts(figure: Figure, entry: Entry) -> list[str]:
    """Return the texts to try in an entry: its default, its examples, those of the presets."""
    presets = [each.values[entry.name] for each in figure.presets if entry.name in each.values]
    return list(dict.fromkeys([entry.default, *entry.examples, *presets]))


def choices(figure: Figure) -> list[dict]:
    """Return every combination of the figure's choices and the texts of its entries."""
    names = [each.name for each in (*figure.choices, *figure.entries)]
    options = [each.options for each in figure.choices] + [texts(figure, each) for each in figure.entries]
    return [dict(zip(names, row, strict=True)) for row in itertools.product(*options)]


def corners(figure: Figure, most: int = 60) -> list[dict]:
    """Return every slider's stops alone and together; where there are too many together, some of them."""
    defaults = {each.name: each.default for each in figure.parameters}
    alone = [{**defaults, each.name: value} for each in figure.parameters for value in stops(each)]
    together = itertools.product(*(stops(each) for each in figure.parameters))
    together = [dict(zip(defaults, row, strict=True)) for row in together]
    if len(together) > most:
        together = random.Random(1).sample(together, most)
    presets = [{**defaults, **each.values} for each in figure.presets]
    return alone + presets + together


def anywhere(figure: Figure, count: int = 20) -> list[dict]:
    """Return random settings, most of them between the steps of the sliders."""
    chance = random.Random(2)

    def pick(parameter: Parameter) -> float:
        if parameter.integer:
            return chance.randint(int(parameter.minimum), int(parameter.maximum))
        if parameter.values and chance.random() < 0.5:
            return chance.choice(parameter.values)
        return chance.uniform(parameter.minimum, parameter.maximum)

    return [{each.name: pick(each) for each in figure.parameters} for _ in range(count)]


def few(figure: Figure) -> list[dict]:
    """Return some settings to look at: sliders at their stops, alone and together, with the choices in turn."""
    found = [dict(each) for each in dict.fromkeys(tuple(each.items()) for each in corners(figure, most=5))]
    if len(found) > FEW:  # curves and words are compared at `every` setting; a drawing costs a hundred times as much
        found = [found[0], *random.Random(4).sample(found[1:], FEW - 1)]
    options = choices(figure)
    return [{**each, **in_turn(options, number)} for number, each in enumerate(found)]


def in_turn(options: list[dict], number: int) -> dict:
    """Return one combination of choices after the other; where they are many, one by chance."""
    many = len(options) > MOST_CHOICES
    return random.Random(number).choice(options) if many else options[number % len(options)]


def every(figure: Figure) -> list[dict]:
    """Return corners and random settings under every choice; where choices are many, each under one of them."""
    options, places = choices(figure), corners(figure) + anywhere(figure)
    if len(options) > MOST_CHOICES:
        found = [{**setting, **in_turn(options, number)} for number, setting in enumerate(places)]
    else:
        found = [{**setting, **choice} for setting in places for choice in options]
    return [dict(each) for each in dict.fromkeys(tuple(each.items()) for each in found)]
