"""Decades, centuries and eras: `the 1990s`, `the 19th century`, `44 BC`."""

import re

from extractor.pipeline.dates import units
from extractor.pipeline.dates.engine import Found, Rule
from extractor.pipeline.dates.nodes import Node
from extractor.pipeline.dates.nodes.compounds import Interval
from extractor.pipeline.dates.nodes.points import Fixed
from extractor.pipeline.dates.rules.parts import ordinal_at
from extractor.pipeline.dates.rules.shorthand import DASH
from extractor.pipeline.dates.rules.signs import APOSTROPHES
from extractor.pipeline.dates.table import read_cues
from extractor.pipeline.dates.values import Time, century_time, decade_time, year_time

DECADE = re.compile(r"'?(\d)0'?s\Z|(\d{3})0'?s\Z")
LEADS = read_cues("before a decade")
SPOKEN = LEADS | {"roaring", "swinging", "nineteen"}
JOINTS = read_cues("between decades")  # `the 1960s and 70s`
PLURALS = ("0s", "'s")
AGES = read_cues("before an age")  # `the over-50s`, `in her mid-40s`
OWNERS = read_cues("who is of an age")  # `in her twenties`
COUNTED = read_cues("before a century of runs or of one's own")  # `his first century`
AGE_IN = 3  # words before a decade in which the one who is so old may stand


def decade(m: Found) -> Node | None:
    """`1990s`, `the '90s`."""
    match = DECADE.match(m.text("n"))
    if match is None:
        return None
    if match[2]:
        return Fixed(decade_time(int(match[2]))) if int(match[2]) >= 100 else None
    if any(m.sheet.word(i) in AGES for i in range(m.start - AGE_IN, m.start)):
        return None
    listed = m.before in JOINTS and m.sheet.word(m.start - 2).endswith(PLURALS)
    if not listed and m.before not in LEADS and m.sheet.word(m.start)[0] not in APOSTROPHES:
        return None
    return Fixed(decade_time((200 if int(match[1]) < 2 else 190) + int(match[1])))


def decade_word(m: Found) -> Node | None:
    """`the nineties`; never `in her twenties`."""
    if m.before not in SPOKEN or m.sheet.word(m.start - 2) in OWNERS:
        return None
    return Fixed(decade_time(190 + int(m.value("n", "DECADE_WORD"))))


def spaced_decade(m: Found) -> Node | None:
    """`1990 s`, cut in two; `the late 1930's`, but no `1930's crash`."""
    year = int(m.text("n"))
    return Fixed(decade_time(year // 10)) if year % 10 == 0 and (m.has("s") or m.before in LEADS) else None


def century(m: Found) -> Node | None:
    """`the 19th century`, `fifth century BC`."""
    number = ordinal_at(m, "o")
    if not 1 <= number <= 30 or m.before in COUNTED:
        return None
    return Fixed(Time(f"BC{number - 1:02}", unit=units.CENTURY) if m.has("bc") else century_time(number))


def centuries(m: Found) -> Node | None:
    """`the 15th to the 19th century`."""
    first, last = ordinal_at(m, "a"), ordinal_at(m, "b")
    return Interval(Fixed(century_time(first)), Fixed(century_time(last))) if 1 <= first < last <= 30 else None


def era_year(m: Found) -> Node | None:
    """`44 BC`, `AD 79`."""
    if not m.text("n").isdigit() or (m.has("ad") and m.sheet.words.texts[m.at("ad")].islower()):  # `a 30 ad campaign`
        return None
    number = int(m.text("n"))
    if m.has("bc"):
        return Fixed(Time(f"BC{number:04}", unit=units.YEAR))
    return Fixed(year_time(number)) if 1 <= number <= 2100 else None


CALENDAR = (
    Rule("decade, short", "' n:DECADE", "in the ' 90s → 199", decade),
    Rule("decade", "n:DECADE", "in the 1990s → 199", decade),
    Rule("decade in words", "n:DECADE_WORD", "in the nineties → 199", decade_word),
    Rule("decade, its s apart", "the? n:YYYY s:s", "in the 1990 s → 199", spaced_decade),
    Rule("decade with an apostrophe", "n:YYYY 's", "in the late 1930's → 193", spaced_decade),
    Rule("century", "o:ORDINAL|Ordinal -? century|centuries (bc:bc|b.c.|bce)?", "in the 19th century → 18", century),
    Rule(
        "centuries",
        f"a:ORDINAL|Ordinal {DASH}|to the? b:ORDINAL|Ordinal -? century|centuries",
        "from the 15th to the 19th century → 14/18",
        centuries,
    ),
    Rule("year before Christ", "n:NUM bc:bc|b.c.|bce", "in 44 BC → BC0044", era_year),
    Rule("year after AD", "ad|a.d. n:NUM", "in AD 79 → 0079", era_year),
    Rule("year before AD", "n:NUM ad:ad|a.d.", "in 14 AD → 0014", era_year),
)
