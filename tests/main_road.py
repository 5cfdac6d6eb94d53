"""How long a chapter's main road is, and how many minutes it takes.

The main road is what the next chapter needs: the Markdown before the headings *Asides* and *Exercises*, outside
`<details>`. As a script: `python tests/main_road.py` prints a line for each chapter.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import nbformat

from crossentropy.figures import NAMES

CHAPTERS = Path(__file__).resolve().parent.parent / "chapters"
CALL = re.compile(rf"^(?:(?:{'|'.join(NAMES).replace('-', '_')})|(?:\w+ = )?explore)\(", re.MULTILINE)


@dataclass(frozen=True)
class Road:
    """What there is to read, to move and to solve."""

    words: int
    formulas: int
    figures: int
    exercises: int

    @property
    def minutes(self) -> int:
        """180 words a minute, two minutes a figure, one a displayed formula, four an exercise; rounded up to five."""
        exact = self.words / 180 + 2 * self.figures + self.formulas + 4 * self.exercises
        return -int(-exact // 5) * 5


def words(markdown: str) -> int:
    """Count the words of a text; a formula in a line is one, a displayed one none, an address none."""
    text = re.sub(r"\$\$.*?\$\$", " ", markdown, flags=re.DOTALL)
    text = re.sub(r"\$[^$]+\$", "x", text)
    text = re.sub(r"\]\([^)]*\)", "]", text)
    return len([word for word in text.split() if re.search(r"\w", word)])


def road(cells: list) -> Road:
    """Measure a chapter, given the cells of its notebook."""
    prose, figures, part = [], 0, ""
    for cell in cells:
        if cell.cell_type == "code":
            figures += part != "Asides" and bool(CALL.search(cell.source))
            continue
        if heading := re.match("## (.+)", cell.source):
            part = heading[1]
        prose.append((part, re.sub("<details>.*?</details>", "", cell.source, flags=re.DOTALL)))
    parts = [part for part, _ in prose]
    end = min(parts.index(name) for name in ("Asides", "Exercises") if name in parts)
    main = "\n\n".join(text for _, text in prose[:end])
    exercises = len(re.findall(r"^\*\*Exercise \d", "\n".join(text for _, text in prose), re.MULTILINE))
    return Road(words(main), main.count("$$") // 2, figures, exercises)


if __name__ == "__main__":
    for path in sorted(CHAPTERS.glob("*.ipynb")):
        found = road(nbformat.read(path, as_version=4).cells)
        print(f"{path.stem:28} about {found.minutes} minutes  {found}")
