"""The lines with which a story begins on paper: a headline, who wrote it, the day.

::

    Tea prices climb in Mombasa
    By Amina Otieno
    Published: 8 December 2025

A byline, and a day that is called one, are known wherever they stand alone on a line; a headline only by what is below it.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from extractor.readers.published import DatesOrder, parse_published

_MOST = 8  # lines
_LONGEST, _LONGEST_HEADLINE = 120, 220  # code points
_NAME = r"(?:[A-ZÀ-Ž][\w.'’-]*|de|da|di|du|la|le|el|al|bin|ben|van|von|der|den|and|&)"
_BYLINE = re.compile(
    rf"(?i:written by|reporting by|reported by|story by|by)[: ]\s*{_NAME}(?:,?\s+{_NAME}){{0,11}}"
    rf"(?: (?:in|at) {_NAME}(?: {_NAME})?)?(?:\s*[|/·•–—-]\s[A-Z0-9].{{0,50}})?"
)
_LABELLED = re.compile(
    r"(?:first |last |date )?(?:published|posted|issued|released|date|filed|updated|modified)"
    r"(?: (?:on|at))?\s*[:\s]\s*(.+)",
    re.IGNORECASE,
)
_LATER = re.compile(r"(?:last )?(?:updated|modified)", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://\S+|www\.\S+")
_MARK = re.compile(r"\s*[|·•–—,]\s*|\s+-\s+|\s+(?=\d)")  # what may stand before the day
_OUTLET = re.compile(r"(?:The )?[A-Z][\w.&'’]*(?:[ -](?:[A-Z][\w.&'’]*|of|the|and|&|de|on)){0,5}(?:\.\w{2,4})?")
_RULE = re.compile(r"[=\-~_*]{4,}")
_SENTENCE = re.compile(r"[.;:,](?:[\"'”’)]*)$")


class Titled(NamedTuple):
    """What the lines say, and how many they are."""

    lines: int
    title: str | None = None
    published: date | None = None
    url: str | None = None
    outlet: str | None = None


def titled_lines(peek: Callable[[int], str | None], order: DatesOrder) -> Titled | None:
    """The lines of a headline, a byline and a day on top of a text, in any order; None where only a headline may be there."""
    found = Titled(0)
    ahead = 0
    while ahead < _MOST and (line := peek(ahead)) is not None:
        ahead += 1
        text = line.strip()
        if not text:
            continue
        more = _added(text, found, order)
        if more is None:
            glued = ahead > 1 and bool((peek(ahead - 2) or "").strip())
            source = _name_alone(text, found, peek(ahead), order) if glued else None
            if source is None:
                break
            more = found._replace(outlet=source)
        found = more._replace(lines=ahead)
    below = peek(found.lines)
    # a headline with nothing below it may be a short paragraph; and a file that ends here has no text
    sure = found.lines > (found.title is not None) and below is not None
    return found if sure and not (found.title and found.lines == 1) else None


def _added(text: str, found: Titled, order: DatesOrder) -> Titled | None:
    """What is known with one more line; None where that is no part of a head."""
    if is_credit(text, order):
        day = printed_day(text, order)
        later = _LATER.match(text) is not None and found.published is not None
        return found if later or day is None else found._replace(published=found.published or day)
    if found.published is None and text[0].isalnum() and (day := parse_published(text, order)):
        return found._replace(published=day)
    if _ADDRESS.fullmatch(text):
        return found._replace(url=found.url or text)
    if found.title and _RULE.fullmatch(text):
        return found
    if found.title and found.published is None and (sourced := _sourced(text, order)):
        return found._replace(outlet=found.outlet or sourced[0], published=sourced[1])
    return found._replace(title=text) if found.lines == 0 and _is_headline(text) else None


def _sourced(text: str, order: DatesOrder) -> tuple[str, date] | None:
    """The outlet and the day in a line `Rift Wire, 4 March 2025` or `March 4, 2025 | Rift Wire`."""
    who, day = _parted(text, order)
    if day is None:
        head, mark, rest = next(
            (text.partition(sign) for sign in (" | ", " - ", " – ", " — ", " · ") if sign in text), (text, "", "")
        )
        who, day = rest.strip(), parse_published(head, order) if mark else None
    return (who, day) if day and _OUTLET.fullmatch(who) else None


def _name_alone(text: str, found: Titled, below: str | None, order: DatesOrder) -> str | None:
    """The outlet in a line of its own, between a headline and a day, or as the last line below them."""
    if found.title is None or found.outlet is not None or not _OUTLET.fullmatch(text) or below is None:
        return None
    after = below.strip()
    last = found.published is not None and not after
    return text if last or (after and (parse_published(after, order) or is_credit(after, order))) else None


def _is_headline(text: str) -> bool:
    words = text.split()
    return len(words) >= 2 and len(text) <= _LONGEST_HEADLINE and not _SENTENCE.search(text) and not text[0].islower()


def is_credit(text: str, order: DatesOrder) -> bool:
    """Whether a line says who wrote the story, or when it was published, and nothing else.

    >>> is_credit("By Amina Otieno | 8 December 2025", "MDY"), is_credit("By Monday prices fell.", "MDY")
    (True, False)
    """
    if len(text) > _LONGEST:
        return False
    who, day = _parted(text, order)
    return _is_byline(who) or (day is not None and _LABELLED.match(text) is not None)


def _is_byline(text: str) -> bool:
    whole = text.removesuffix("Jr.").removesuffix("Sr.")
    return _BYLINE.fullmatch(text) is not None and not _SENTENCE.search(whole) and not _names_time(text)


_TIMES = re.compile(
    r"\b(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|may|june|july|august|september"
    r"|october|november|december|noon|midnight|\d+)$",
    re.IGNORECASE,
)


def _names_time(text: str) -> bool:
    """Whether it is a span of time that begins with the same word: `By Monday`, `By 2030`."""
    return _TIMES.search(text) is not None and len(text.split()) < 4


def _parted(text: str, order: DatesOrder) -> tuple[str, date | None]:
    """A line without the day at its end, and that day; a label before it belongs to the day."""
    labelled = _LABELLED.fullmatch(text)
    if labelled and (day := parse_published(labelled[1], order)):
        return "", day
    for mark in _MARK.finditer(text):
        if day := parse_published(text[mark.end() :], order):
            return text[: mark.start()], day
    return text, None


def printed_day(text: str, order: DatesOrder) -> date | None:
    """The day in a credit line, with or without a label."""
    return _parted(text, order)[1]
