"""The part of a text that shows why an article was found, with the words that were looked for."""

import re
import textwrap
from collections.abc import Iterable

from extractor.pages.query import Term

BEFORE, LENGTH = 80, 280  # code points: what is kept in front of the first word, and in all
HEADLINE = 80
Piece = tuple[str, bool]  # a run of the text, and whether it was looked for


def passage(text: str, terms: Iterable[Term]) -> list[Piece]:
    """A passage around the first word that was looked for; the beginning where none stands in the text as typed.

    >>> passage("Kenya sold tea.", [Term("TEA")])
    [('Kenya sold ', False), ('tea', True), ('.', False)]
    """
    pattern = _pattern(terms)
    first = pattern.search(text) if pattern else None
    shown = _cut(text, first.start() if first else 0)
    if pattern is None:
        return [(shown, False)]
    pieces: list[Piece] = []
    end = 0
    for found in pattern.finditer(shown):
        pieces += [(shown[end : found.start()], False), (found[0], True)]
        end = found.end()
    return [piece for piece in (*pieces, (shown[end:], False)) if piece[0]]


def beginning(text: str) -> str:
    """What stands for the title of an article that has none: its first words."""
    return textwrap.shorten(text[: 2 * HEADLINE], HEADLINE, placeholder=" …")


def _pattern(terms: Iterable[Term]) -> re.Pattern[str] | None:
    wanted = []
    for term in terms:
        words = [re.escape(word) for word in re.findall(r"[^\W_]+", term.text)]
        if words and not term.excluded:
            wanted.append(r"[\W_]+".join(words) + (r"\w*" if term.prefix else ""))
    return re.compile(rf"\b(?:{'|'.join(wanted)})\b", re.IGNORECASE) if wanted else None


def _cut(text: str, place: int) -> str:
    """A stretch around a place, from word to word, with its white space as single spaces."""
    start = max(0, place - BEFORE)
    end = min(len(text), start + LENGTH)
    shown = text[start:end]
    if start:
        shown = "… " + shown.split(maxsplit=1)[-1]
    if end < len(text):
        shown = shown.rsplit(maxsplit=1)[0] + " …"
    return " ".join(shown.split())
