"""Forecasts, and how often it came true where so much was said."""

import itertools
import re

import numpy as np

from crossentropy.figures.shared.unread import named
from crossentropy.scoring import EDGES, GROUPED, LEAST, Asked, Group, parts, reliability
from livefigure.draw import Picture, color, drawing, picture
from livefigure.figure import Entry, Figure, Parameter, Preset, Readout, functions
from livefigure.number_text import fixed

MOST = 40  # questions that count
LONGEST = 900  # characters
SPACE = r"\s\x1c-\x1f\x85\u200b\ufeff"  # that of every script, the same in both languages
FORECAST = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,6})?)(\+?)")
TOGETHER = 100.5  # per cent, that the forecasts of one question may add up to: some are rounded
PLACES = [(low + high) / 2 for low, high in itertools.pairwise(EDGES)]  # where the numbers of forecasts stand


def _read(forecasts) -> tuple[list[Asked], list[str]]:
    """Return the questions of a text, and what could not be read."""
    questions, unread = [], []
    for text in re.split(r"[,;\n]", re.sub(rf"[{SPACE}%]+(?=\+)|%", "", forecasts)):
        words = [word for word in re.split(rf"[{SPACE}/]+", text) if word]
        found = [FORECAST.fullmatch(word) for word in words]
        percentages = [float(one[1]) for one in found if one]
        right = [place for place, one in enumerate(found) if one and one[2]]
        possible = len(percentages) == len(words) and all(0 < one < 100 for one in percentages)
        if possible and sum(percentages) <= TOGETHER and len(right) <= 1:
            if words:
                questions.append(([one / 100 for one in percentages], right[0] if right else None))
        else:
            unread.append(" ".join(words))
    return questions, unread


def _used(forecasts, n) -> list[Asked]:
    return _read(forecasts)[0][:n]


def curves(forecasts, n):
    """Return, for each group of forecasts, what was said and how often it happened, with its interval."""
    groups = reliability(_used(forecasts, n))
    x, y = [], []
    for group in groups:
        x += [group.said, group.said, np.nan]
        y += [group.low, group.high, np.nan]
    return {
        "interval": (np.array(x), np.array(y)),
        "happened": (
            np.array([group.said for group in groups]),
            np.array([group.happened / group.count for group in groups]),
        ),
    }


def readouts(forecasts, n):
    """Return how many questions there are, and the score of the forecasts with its parts, in bits each."""
    questions = _used(forecasts, n)
    keys = ("surprise", "uncertainty", "resolution", "miscalibration", "chance")
    made = vars(parts(questions)) if len(questions) >= GROUPED else dict.fromkeys(keys, np.nan)
    return {"questions": len(questions), **made}


def reasons(forecasts, n):
    """Say why there are no parts."""
    few = f"fewer than {GROUPED} questions"
    keys = ("surprise", "uncertainty", "resolution", "miscalibration", "chance")
    return {} if len(_used(forecasts, n)) >= GROUPED else dict.fromkeys(keys, few)


def labels(forecasts, n):
    """Return how many forecasts each group has."""
    counts = ["" for _ in PLACES]
    for group in reliability(_used(forecasts, n)):
        counts[_place(group)] = str(group.count)
    return {f"count {place}": count for place, count in enumerate(counts)}


def _place(group: Group) -> int:
    return next(place for place, high in enumerate(EDGES[1:]) if group.said < high or high == 1)


def sentence(forecasts, n):
    """Say what became of the boldest forecasts, and what could not be read."""
    questions, unread = _read(forecasts)
    text = "Type the forecasts of a question with spaces between them, and a + behind what came true: 70+ 30, 20 80+."
    if questions:
        groups = reliability(questions[:n])
        bold, asked = groups[-1], min(len(questions), n)
        text = (
            f"{_count(sum(group.count for group in groups), 'forecast')} for {_count(asked, 'question')}. The boldest "
            f"said {fixed(100 * bold.said, 0)} % on average, and {bold.happened} of {bold.count} came true"
        )
        if asked < LEAST:
            text += f"; fewer than {LEAST} questions allow no verdict."
        elif bold.low <= bold.said <= bold.high:
            text += ", within chance."
        else:
            text += f", {'fewer' if bold.high < bold.said else 'more'} than chance explains."
    if len(questions) > MOST:
        text += f" Only the first {MOST} of {len(questions)} questions count."
    if unread:
        text += f" Not read: {named(unread)}."
    return text


def _count(number, name):
    return f"{number} {name}" if number == 1 else f"{number} {name}s"


@drawing
def draw(**values) -> Picture:
    """Draw how often it happened over what was said, with intervals; the numbers of forecasts stand above."""
    drawn = picture(300, [(66, 54, 14, 42)])
    axes = drawn.axes[0]
    axes.set(xlim=(0, 1), ylim=(0, 1), xlabel="what was said (%)", ylabel="came true (%)")
    axes.set_xticks(EDGES, [f"{100 * edge:.0f}" for edge in EDGES])
    axes.set_yticks([0, 0.25, 0.5, 0.75, 1], ["0", "25", "50", "75", "100"])
    axes.tick_params(axis="y", pad=6)
    axes.grid(axis="x")
    axes.plot([0, 1], [0, 1], color=color("quiet"), linewidth=1.4, linestyle=(0, (4, 3)))
    made, words = curves(**values), labels(**values)
    drawn.line("interval", made["interval"], role="predicted", linewidth=1.8, linestyle="-", clip_on=False)
    drawn.points("happened", made["happened"], role="predicted", clip_on=False)
    axes.text(0, 1.15, "number of forecasts", transform=axes.transAxes)
    for place, x in enumerate(PLACES):
        key = f"count {place}"
        # an empty text would not be drawn, and could not be filled later
        drawn.text(key, axes.text(x, 1.04, words[key] or "\N{NO-BREAK SPACE}", ha="center"))
    return drawn


def _text(said: tuple[int, ...], true: float) -> str:
    """Write forecasts for yes or no; of ten of them, ten times ``true`` come true."""
    questions = [(said[i % len(said)], 7 * i % 10 < 10 * true) for i in range(MOST)]
    return ", ".join(f"{yes}+ {100 - yes}" if came else f"{yes} {100 - yes}+" for yes, came in questions)


SURE, CAREFUL = _text((97, 90, 80, 95, 75), 0.6), _text((55, 60, 65), 0.9)

FIGURE = Figure(
    name="reliability",
    title="What was said, and how often it came true",
    caption=(
        "The forecasts are parted at 10, 30, 50, 70 and 90 %; above stands how many each group has. A point is a "
        "group: its mean forecast, and the share that came true, with an interval for chance (Wilson, 95 %). On the "
        "dashed line both agree. The presets are invented. Parts of the score: bits for each forecast."
    ),
    parameters=(Parameter("n", "first questions", 1, MOST, 1, 30, digits=0, integer=True, plays=True),),
    entries=(
        Entry(
            "forecasts",
            "Forecasts",
            SURE,
            LONGEST,
            examples=(
                *("", "  ,; ", "70+", "30", "70 % + 30 %, 20/80+", "33.33 33.33+ 33.33", "0+ 100", "60 60+", "70+ 30+"),
                *("rain 70+, <b>70</b>, 1e9, ١٢, constructor, 7O+", "70+ 30\n20\u00a080+;50\u3000+ 50"),
                CAREFUL.replace(" ", "  ") + ", " + "90+ 10, " * 20,
                "1+ 99, 99 1+, " * 12,
            ),
        ),
    ),
    presets=(Preset("Too sure", {"forecasts": SURE}), Preset("Too careful", {"forecasts": CAREFUL})),
    **functions(globals()),
    shown=(
        Readout("questions", "Questions", 0),
        Readout("surprise", "Surprise", 2, "bit"),
        Readout("uncertainty", "Uncertainty", 2, "bit"),
        Readout("resolution", "Resolution", 2, "bit"),
        Readout("miscalibration", "Miscalibration", 2, "bit"),
        Readout("chance", "of it by chance", 2, "bit"),
    ),
    veil=("interval", "happened"),
)
