"""A cell of CSV, the same wherever one is written: quoted where it must be, and no formula for a spreadsheet to run.

The texts are other people's. One that begins as a formula gets an apostrophe in front, which a spreadsheet doesn't show; so
does one that begins with apostrophes and then as a formula, so that `bare` finds out what stood there.
"""

import re
from collections.abc import Iterable

_FORMULA = re.compile(r"'*[=+\-@\t\r＝＋－＠]")  # spreadsheets take the full-width signs for the others
_GUARDED = re.compile(r"'+[=+\-@\t\r＝＋－＠]")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_NEEDS_QUOTES = re.compile(r'[",\r\n]|^$').search


def guarded(text: str) -> str:
    """A text that no spreadsheet runs; a number is none to fear.

    >>> guarded("=1+1"), guarded("'=1"), guarded("-12.5"), guarded("tea")
    ("'=1+1", "''=1", '-12.5', 'tea')
    """
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def bare(cell: str) -> str:
    """The text that was guarded.

    >>> bare("'=1+1"), bare("''=1"), bare("'tea"), bare("-12.5")
    ('=1+1', "'=1", "'tea", '-12.5')
    """
    return cell[1:] if _GUARDED.match(cell) else cell


def quoted(text: str) -> str:
    """A text as a cell; an empty one in quotes, for a cell without them is null."""
    return '"' + text.replace('"', '""') + '"' if _NEEDS_QUOTES(text) else text


def line_of(texts: Iterable[str | None]) -> str:
    """A line of guarded texts, with its end; None is an empty cell."""
    return ",".join("" if text is None else quoted(guarded(text)) for text in texts) + "\n"
