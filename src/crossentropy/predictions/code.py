"""A reader's answers as a short text without a name, to be copied, kept, or handed to a teacher.

    3FQ-A7XK2 9M40V ...

All answers are one whole number in a mixed base, which has a digit for each question that is a choice: 0 for one that
is not answered, 1 for an even split, and from 2 on the percentages, counted. Before it stand three random letters: they
tell two readers of the same answers from one text that was pasted twice. Behind it stands a check: no single wrong
letter, and no two that have changed places, go unnoticed.
"""

import random
from collections.abc import Mapping, Sequence
from math import comb

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no I, L, O, U
CHECK = 32749  # the largest prime below 32³
CHECK_LETTERS = MARK_LETTERS = 3
EVEN: tuple[int, ...] = ()  # an even split, whose percentages need not be whole


def write(answers: Mapping[str, Sequence[int]], questions: Sequence[tuple[str, int]], mark: int | None = None) -> str:
    """Return the code of some answers.

    Parameters
    ----------
    answers : dict
        For each question that was answered, the percentages of its answers, or ``EVEN``.
    questions : sequence of (name, number of answers)
        All questions that there are; the order belongs to the code.
    mark : int, optional
        The three random letters as a number; chosen if not given.

    Examples
    --------
    >>> code = write({"b": (70, 20, 10)}, [("a", 2), ("b", 3)], mark=0)
    >>> code, read(code, [("a", 2), ("b", 3)])
    ('000-DNM9C VS', {'b': (70, 20, 10)})
    """
    number, size = 0, 1
    for name, count in questions:
        if name in answers:
            number += size * _digit(tuple(answers[name]), count)
        size *= _base(count)
    mark = random.randrange(32**MARK_LETTERS) if mark is None else mark
    letters = _letters(number, _length(questions))
    check = _check(_letters(mark, MARK_LETTERS) + letters, questions)
    body = letters + _letters(check, CHECK_LETTERS)
    return f"{_letters(mark, MARK_LETTERS)}-{' '.join(body[i : i + 5] for i in range(0, len(body), 5))}"


def read(code: str, questions: Sequence[tuple[str, int]]) -> dict[str, tuple[int, ...]]:
    """Return the answers that a code holds; small letters, spaces and signs between the letters do not matter.

    Raises
    ------
    ValueError
        If the text is no code of these questions: too long or too short, or with a wrong letter.
    """
    letters = plain(code)
    length = MARK_LETTERS + _length(questions) + CHECK_LETTERS
    if len(letters) != length:
        raise ValueError(f"a code has {length} letters and digits, not {len(letters)}")
    front, check = letters[:-CHECK_LETTERS], letters[-CHECK_LETTERS:]
    number = _number(front[MARK_LETTERS:])
    size = _sizes(questions)
    if _number(check) != _check(front, questions) or number >= size:
        raise ValueError("a letter of the code is wrong, or it is a code of another edition")
    found = {}
    for name, count in questions:
        number, digit = divmod(number, _base(count))
        if digit:
            found[name] = _shares(digit, count)
    return found


def plain(code: str) -> str:
    """Return the letters of a code alone, as they are counted: O is 0, I and L are 1."""
    capitals = code[:1000].upper().translate(str.maketrans("OIL", "011"))
    return "".join(letter for letter in capitals if letter in ALPHABET)


def _base(count: int) -> int:
    return 2 + comb(99, count - 1)


def _sizes(questions: Sequence[tuple[str, int]]) -> int:
    size = 1
    for _, count in questions:
        size *= _base(count)
    return size


def _length(questions: Sequence[tuple[str, int]]) -> int:
    length, size, all_ = 0, 1, _sizes(questions)
    while size < all_:
        size, length = size * 32, length + 1
    return length


def _digit(shares: tuple[int, ...], count: int) -> int:
    """Return the place of some percentages among all that add up to 100, in the order of the dictionary."""
    if shares == EVEN:
        return 1
    if len(shares) != count or min(shares) < 1 or sum(shares) != 100:
        raise ValueError(f"{count} whole percentages from 1 on that add up to 100 were expected, not {shares}")
    place, left = 2, 100
    for index, share in enumerate(shares[:-1]):
        behind = count - index - 1  # answers that come after this one
        place += sum(comb(left - smaller - 1, behind - 1) for smaller in range(1, share))
        left -= share
    return place


def _shares(digit: int, count: int) -> tuple[int, ...]:
    if digit == 1:
        return EVEN
    place, left, shares = digit - 2, 100, []
    for behind in range(count - 1, 0, -1):
        share = 1
        while place >= comb(left - share - 1, behind - 1):
            place -= comb(left - share - 1, behind - 1)
            share += 1
        shares.append(share)
        left -= share
    return (*shares, left)


def _check(letters: str, questions: Sequence[tuple[str, int]]) -> int:
    """Return the remainder of the whole text; the questions belong to it, so that another edition's code is none."""
    edition = 0
    for letter in " ".join(f"{name} {count}" for name, count in questions):
        edition = (edition * 31 + ord(letter)) % CHECK
    return (_number(letters) * 32 + edition) % CHECK


def _letters(number: int, length: int) -> str:
    text = ""
    for _ in range(length):
        number, letter = divmod(number, 32)
        text = ALPHABET[letter] + text
    return text


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 32 + ALPHABET.index(letter)
    return number
