"""What an exercise knows: its answer, and what to say to it and to the usual wrong ones."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Exercise:
    """An exercise: the right answer, what to say to it, and wrong answers that people really give.

    ``answer`` is a number, or one letter of a multiple choice; ``wrong`` pairs a wrong answer with its message.
    ``unit`` is that of the numbers: "nat", "bit", or "" where they have none.
    """

    answer: float | str
    right: str
    wrong: tuple[tuple[float | str, str], ...]
    unit: str = ""
