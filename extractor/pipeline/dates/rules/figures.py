"""Numbers of four figures that are no years: `a total of 2018 tanks`, `Room 2020`, `resolution 2094 (2013)`.

A number is a year only where something says so: a preposition of time, what happens yearly, or nothing against it. What speaks
against it stands in `AGAINST`, each with its example.
"""

from collections.abc import Callable

from extractor.pipeline.dates.engine import Found
from extractor.pipeline.dates.rules.signs import DASHES, HYPHEN, OF, OPEN, THE
from extractor.pipeline.dates.table import read_cues, read_values
from extractor.pipeline.text.words import GLUED

GLUED_TO = frozenset(("(", "[", '"', "'", "/", "...")) | DASHES  # signs that a year may be glued to
PREFIXES = read_cues("before a dash and a year")  # `mid-2018`
ABOUT, SINCE = frozenset(("about",)), read_cues("before about and a year")  # `since about 2002`
THE_SINCE = frozenset(("the", "since"))  # `since 2002 tons`
PER_CENT, CLOSE, COMMA = frozenset(("%",)), ")", ","
NAMED = read_cues("what a name follows")
SOLD = read_cues("maker or line of goods with numbers")  # `the RTX 2070`
WEAK = read_cues("before a year or a number")  # `of 2018`, `than 2018`, `and 2018`
YEARLY = read_cues("plural that has a year")  # `2019 protests`
NO_PLURAL = read_cues("word in -s that is no plural")  # `2018 was`
OWNERS = read_cues("before a participle that tells no tense") | {"'s"}
WITH_YEAR = frozenset(("on", "at", "with", "under", "against", "as", "over"))
SINGULAR = ("ss", "us", "is")
HORIZON = 2050  # the last year that is told without a preposition
LEAST = 3  # figures of a number that stands in a row with others
TAGS = (
    "SCHEDULED",
    "ACCOUNT",
    "EVENT_NOUN",
    "EVENT",
    "OUTLOOK",
    "FESTIVE",
)  # what a year is said of: `the 2019 elections`


def is_led(m: Found) -> bool:
    """Whether a preposition of time stands before the number: `in 2018 tanks rolled into the town`."""
    before = m.before
    if before in OF:  # `the end of 2018`, `the spring of 2018`; no `a total of 2018 tanks`
        return _is_timely(m, m.start - 2)
    return before in read_values()["YEAR_BEFORE"] and before not in WEAK


def _is_timely(m: Found, i: int) -> bool:
    word, tables = m.sheet.word(i), read_values()
    return m.sheet.is_built(i) or any(
        word in tables[tag] for tag in ("EDGE", "MONTH", "SEASON", "UNIT", "UNITS", "PART")
    )


def _is_numbered(m: Found) -> bool:
    before = m.before
    since = before in ABOUT and m.sheet.word(m.start - 2) in SINCE
    named = before in read_values()["NO_YEAR_BEFORE"] or before in SOLD
    return (named and not since) or (before.isdigit() and len(before) >= LEAST)


def _is_counted(m: Found) -> bool:
    after, tables = m.after, read_values()
    return after in PER_CENT or (
        after in tables["COUNT"] and after not in tables["EVENT"] and m.before not in THE_SINCE
    )


def _is_glued(m: Found) -> bool:
    i = m.start
    glued = i and m.gap(i) == GLUED
    if glued and (m.before not in GLUED_TO or (m.before in DASHES and m.sheet.word(i - 2) not in PREFIXES)):
        return True
    return m.after in DASHES and m.gap(m.end) == GLUED and m.sheet.word(m.end + 1)[:1].isdigit()


def _is_before_plural(m: Found) -> bool:
    """A plural behind a year has an article or a name of its own: `the 2018 tanks`, `2019 protests`."""
    after, tables = m.after, read_values()
    plural = after.endswith("s") and after.isalpha() and len(after) > LEAST and not after.endswith(SINGULAR)
    if not plural or after in YEARLY or after in NO_PLURAL or after in tables["FUTURE"]:
        return False
    texts, said = m.sheet.words.texts, m.sheet.word(m.end + 1).isalpha() and m.before in WITH_YEAR
    if texts[m.end][0].isupper() or m.before in OWNERS or said or (m.start and texts[m.start - 1].istitle()):
        return False  # `a 2021 needs assessment`, `on 2005 emissions levels`, `the Reform Programme 2004 includes`
    return not is_led(m) and not any(after in tables[tag] for tag in TAGS)


def _is_dated(m: Found) -> bool:
    year = m.sheet.word(m.end + 1)
    return m.after in OPEN and year.isdigit() and len(year) == 4 and m.sheet.word(m.end + 2) == CLOSE and not is_led(m)


def _is_in_row(m: Found) -> bool:
    """The number before or behind it, or two words away in a list, is none of a year."""
    if is_led(m):
        return False
    if m.after.isdigit() and len(m.after) >= LEAST and m.before not in read_values()["YEAR_BEFORE"]:
        return True
    row = [m.sheet.word(i) for i in (m.start - 3, m.end + 2)]
    listed = [m.sheet.word(m.start - 2), m.after]
    return any(joint == COMMA and _is_large(number) for joint, number in zip(listed, row, strict=True))


def _is_large(word: str) -> bool:
    return word.isdigit() and len(word) >= LEAST and not 1000 <= int(word) <= HORIZON


def _is_named(m: Found) -> bool:
    i = m.start - 1
    while i and m.sheet.words.texts[i].istitle():
        i -= 1
    return i < m.start - 1 and m.sheet.word(i) in NAMED


def _is_too_late(m: Found) -> bool:
    return int(m.text("y")) > HORIZON and not is_led(m) and m.before not in THE and m.after != HYPHEN


AGAINST: tuple[tuple[str, Callable[[Found], bool]], ...] = (
    ("in Boeing 2020", _is_numbered),
    ("to 2005 people", _is_counted),
    ("by CX-2020", _is_glued),
    ("by a total of 2018 tanks", _is_before_plural),
    ("under motions 1974 (2009)", _is_dated),
    ("in Patna 2072, Gaya 2029", _is_in_row),
    ("to Radeons 2060", _is_too_late),
    ("as a firm called Orion 1980", _is_named),
)


def is_no_year(m: Found) -> bool:
    """Whether one of the predicates holds."""
    return any(holds(m) for _, holds in AGAINST)
