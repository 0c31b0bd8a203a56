"""Several stories in one text, with lines of `=====` or page ends between them → each by itself.

Such lines stand between the sections of one story too. So a text is parted only where what stands on both sides is a story:
both have a head, or neither has one and both are whole sentences. A page that ends inside a sentence, or with its number, is
part of one.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from extractor.readers.header import Header, Place, find_header
from extractor.readers.published import DatesOrder
from extractor.readers.streams import Line

_RULE = re.compile(r"\s*([=\-_*#~+])(?:\1| (?=\1)){2,}\s*")
_SIGNS = frozenset("=-_*#~+ \t")
_LONG = 5  # signs: a shorter line, such as the `###` of press releases, parts stories that have heads alone
_PAGE_END = "\f"
_SHORTEST = 12  # words
_STOP = re.compile(r"[.!?…][\"'”’»)\]]*(?=\s|$)")
PARTED = "one of several texts parted by a line of {mark}"


class Part(NamedTuple):
    """A story: its head if it has one, the lines of that, those below, and what is said of it."""

    header: Header | None
    top: list[Line]
    lines: list[Line]
    warnings: tuple[str, ...] = ()


def is_rule(text: str) -> bool:
    """Whether a line consists of signs that may part articles."""
    return text[:1] in _SIGNS and _RULE.fullmatch(text) is not None


def part(lines: Sequence[Line], order: DatesOrder, *, headed: bool) -> list[Part]:
    """The stories in these lines, two or more; none where they are one. `headed`: a head stands above the first one."""
    marks = {mark for place in range(len(lines)) if (mark := _mark(lines, place))}
    for mark in sorted(marks):
        parts = [_headed(piece, order) for piece in _pieces(lines, mark)]
        bare = not any(one.header for one in parts)
        if bare and mark != _PAGE_END and any(_shorter(line, mark) for line in lines):
            continue
        if len(parts) > 1 and _are_stories(parts, headed=headed, pages=mark == _PAGE_END):
            said = (PARTED.format(mark=mark * 5 if mark != _PAGE_END else "a page's end"),) if bare else ()
            return [one._replace(warnings=said) for one in parts]
    return []


def _mark(lines: Sequence[Line], place: int) -> str | None:
    """The sign of which a line consists that parts texts; an underlined headline isn't parted from its text."""
    text = lines[place].text
    if text.startswith(_PAGE_END):
        return _PAGE_END
    match = _RULE.fullmatch(text)
    if match is None:
        return None
    above = lines[place - 1].text.strip() if place else ""
    return None if above and not _STOP.search(above) and abs(len(above) - len(text.strip())) <= 3 else match[1]


def _shorter(line: Line, mark: str) -> bool:
    """Whether it is a line of these signs, but not a long one."""
    match = _RULE.fullmatch(line.text)
    return match is not None and match[1] == mark and line.text.count(mark) < _LONG


def _pieces(lines: Sequence[Line], mark: str) -> list[list[Line]]:
    pieces: list[list[Line]] = [[]]
    for place, line in enumerate(lines):
        kept: Line | None = line
        if _mark(lines, place) == mark:
            pieces.append([])
            kept = _behind(line) if mark == _PAGE_END else None
        if kept is not None:
            pieces[-1].append(kept)
    return [piece for piece in pieces if any(line.text.strip() for line in piece)]


def _behind(line: Line) -> Line | None:
    """What stands behind the page's end on its line."""
    text = line.text.lstrip(_PAGE_END)
    return Line(line.end - len(text.encode("utf-8", "replace")), line.end, text, line.bad, line.large) if text else None


def _headed(piece: list[Line], order: DatesOrder) -> Part:
    start = next(place for place, line in enumerate(piece) if line.text.strip())
    piece = piece[start:]

    def peek(ahead: int) -> str | None:
        return piece[ahead].text.rstrip("\r\n") if ahead < len(piece) else None

    header = find_header(peek, order, Place(True, True, None))
    return Part(header, piece[: header.lines], piece[header.lines :]) if header else Part(None, [], piece)


def _are_stories(parts: list[Part], *, headed: bool, pages: bool) -> bool:
    heads = [headed or parts[0].header is not None, *(one.header is not None for one in parts[1:])]
    if not all(_has_sentences(one.lines) for one in parts):
        return False
    if pages and not all(heads):
        return not any(heads) and all(_ends_whole(one.lines) for one in parts)
    return all(heads) or not any(heads)


def _ends_whole(lines: list[Line]) -> bool:
    """Whether the last line ends a sentence: a page mostly ends inside one, or with its number."""
    last = next((line.text.strip() for line in reversed(lines) if line.text.strip()), "")
    return _STOP.search(last[-6:]) is not None


def _has_sentences(lines: list[Line]) -> bool:
    text = "".join(line.text for line in lines).strip()
    begins_small = bool(text) and text[0].islower()
    return not begins_small and len(text.split()) >= _SHORTEST and _STOP.search(text) is not None
