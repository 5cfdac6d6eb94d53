"""What of a reader's text could not be read, in words."""

NAMED = 3  # texts
LETTERS = 10  # of each


def named(texts: list[str]) -> str:
    """Return the first of some texts in quotes, and whether there are more.

    Examples
    --------
    >>> named(["hippopotamus", "ox"])
    '“hippopotam…”, “ox”'
    """
    return ", ".join(f"“{_cut(text)}”" for text in texts[:NAMED]) + (" and more" if len(texts) > NAMED else "")


def _cut(text):
    return text if len(text) <= LETTERS else f"{text[:LETTERS]}…"
