"""What every parser of dates stands on: the words of one Doc, the clock, and numbers that stand in dates."""

import re

from extractor.pipeline.dates.calendar import (
    Clock,
    Time,
)
from extractor.pipeline.dates.lexicon import Lexicon
from extractor.pipeline.words import Words

Parsed = tuple[int, Time]
BACK = {"last": -1, "past": -1, "previous": -1, "preceding": -1, "this": 0, "current": 0, "present": 0, "next": 1,
        "coming": 1, "following": 1, "same": 0, "that": 0}  # fmt: skip
ANAPHORIC = frozenset(("following", "same", "that", "previous", "preceding"))
VAGUE = frozenset(("several", "few", "many", "some", "recent", "numerous"))
DASHES = frozenset(("-", "–", "—"))
NUMERIC = re.compile(r"(\d{4}-\d\d?-\d\d?|\d\d?[./-]\d\d?[./-](?:\d{4}|\d\d)|\d{4}[./]\d\d?[./]\d\d?)(T[\d:]+Z?)?$")
CLOCK = re.compile(r"(\d\d?)[:.]?(\d\d)?(am|pm)$|(\d\d?):(\d\d)(?::\d\d)?$")
DECADE = re.compile(r"(?:['’](\d)0s|(\d{3})0s)$")
ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)$")
PERIOD = re.compile(
    r"(?:(\d)([HQ])(\d\d(?:\d\d)?)?|([HQ])(\d)(\d\d(?:\d\d)?)?|(9|6|3)M(\d\d(?:\d\d)?)?)$", re.IGNORECASE
)
FISCAL = re.compile(r"FY(\d\d(?:\d\d)?)?$", re.IGNORECASE)
# What stands before `May` and `March` when they are months.
MONTH_LEADS = frozenset(
    "in of since by until last next this early late mid and to from - for during through between end or before , /".split()
)
ZONES = frozenset("gmt utc est edt cet bst pst local".split())


def full_year(text: str) -> int:
    """`25` is 2025 and `87` 1987; four digits are themselves."""
    number = int(text)
    return number if len(text) == 4 else number + (2000 if number < 50 else 1900)


class Reader:
    """The words of one Doc, to be read from left to right."""

    def __init__(self, words: Words, clock: Clock, lexicon: Lexicon) -> None:
        self.words, self.clock, self.lex = words, clock, lexicon
        self.lowers, self.texts = words.lowers, words.texts
        self.anchor: Time | None = None  # the last placed expression, for `a year earlier`

    def word(self, i: int) -> str:
        """The word at `i` in lower case; empty beyond the end."""
        return self.lowers[i] if 0 <= i < len(self.lowers) else ""

    def relative(self, i: int) -> Parsed | None:
        """An expression such as `last year`; the grammar knows it."""
        raise NotImplementedError

    def season(self, i: int) -> Parsed | None:
        """An expression such as `summer 2004`; the grammar knows it."""
        raise NotImplementedError
