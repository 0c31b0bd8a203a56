"""Builders of years and their parts, decades and centuries: `1986/87`, `fiscal 2024`, `Q3 2024`, `the 1990s`."""

import re

from extractor.pipeline.dates import units
from extractor.pipeline.dates.compounds import Interval, Modified, Nth
from extractor.pipeline.dates.days import DASHES, full_year, ordinal_at, year_at
from extractor.pipeline.dates.engine import Found
from extractor.pipeline.dates.nodes import Fixed, MonthNode, Node, Number, PartNode
from extractor.pipeline.dates.table import read_values
from extractor.pipeline.dates.values import Time, century_time, decade_time, year_time
from extractor.pipeline.text.words import GLUED

CODE = re.compile(r"(?:(?:(\d+)([qhm])|([qh])(\d))(?:fy)?|([fc]y))['’]?(\d{4}|\d\d)?\Z")


DECADE = re.compile(r"['’]?(\d)0['’]?s\Z|(\d{3})0['’]?s\Z")


def spelled_year(m: Found) -> Node | None:
    """`nineteen ninety-seven`."""
    a, b = m.node("a"), m.node("b")
    if not (isinstance(a, Number) and isinstance(b, Number) and a.value and b.value):
        return None
    if not (13 <= a.value <= 20 and 10 <= b.value <= 99):
        return None
    return Fixed(year_time(int(a.value * 100 + b.value)))


def spoken_year(m: Found) -> Node | None:
    """`in two thousand and fifteen`."""
    year = year_at(m, "y")
    return Fixed(year_time(year)) if year and year >= 1900 and m.after in (".", ",", ";", "", "and", ")") else None


def decade(m: Found) -> Node | None:
    """`1990s`, `the '90s`."""
    match = DECADE.match(m.text("n"))
    if match is None:
        return None
    if match[2]:
        return Fixed(decade_time(int(match[2]))) if int(match[2]) >= 100 else None
    before = [m.sheet.word(i) for i in range(m.start - 3, m.start)]
    if "over" in before or "under" in before or not PERSONS.isdisjoint(before):  # `the over-50s`, `in her mid-40s`
        return None
    apostrophe = m.sheet.word(m.start)[0] in "'’"
    listed = m.before in ("and", "or", "to", "-") and m.sheet.word(m.start - 2)[-2:] in (
        "0s",
        "'s",
    )  # the 1960s and 70s
    if not apostrophe and not listed and m.before not in ("the", "late", "early", "mid", "-"):
        return None
    return Fixed(decade_time((200 if int(match[1]) < 2 else 190) + int(match[1])))


def decade_word(m: Found) -> Node | None:
    """`the nineties`; never `in her twenties`."""
    if m.before not in ("the", "late", "early", "mid", "-", "roaring", "swinging", "nineteen"):
        return None
    if m.sheet.word(m.start - 2) in ("his", "her", "their", "my", "your", "its", "our"):
        return None
    return Fixed(decade_time(190 + int(m.value("n", "DECADE_WORD"))))


def century(m: Found) -> Node | None:
    """`the 19th century`, `fifth century BC`."""
    number = ordinal_at(m, "o")
    if not 1 <= number <= 30 or m.before in BATSMEN:
        return None
    if m.has("bc"):
        return Fixed(Time(f"BC{number - 1:02}", unit=units.CENTURY))
    return Fixed(century_time(number))


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


def code(m: Found) -> Node | None:
    """`Q3 2024`, `1H25`, `H2`, `9M 2025`, `FY25`."""
    match = CODE.match(m.text("c"))
    visa = m.after == "-" and m.gap(m.end) == GLUED and m.sheet.word(m.end + 1).isalpha() and m.end == m.start + 1
    if match is None or visa:  # `H1-B`
        return None
    year = full_year(match[6]) if match[6] else year_at(m, "y")
    if match[5]:
        return _fiscal(year, m)
    part, number = (match[2] or match[3]), int(match[1] or match[4])
    whole = Fixed(year_time(year)) if year else None
    if part == "m":
        return Nth(1, units.MONTH, whole, number) if whole else None
    return PartNode(part.upper(), number, whole)


def _fiscal(year: int | None, m: Found) -> Node | None:
    if year is None:
        return None
    close = year_at(m, "b") if m.has("b") else None
    return _years(year, close) if close else Fixed(year_time(year))


def fiscal(m: Found) -> Node | None:
    """`fiscal 2024`, `financial year 2024-25`, `marketing year 1986/87`."""
    return _fiscal(year_at(m, "y"), m)


def _years(first: int, last: int) -> Node | None:
    return Interval(Fixed(year_time(first)), Fixed(year_time(last))) if first < last else None


def years(m: Found) -> Node | None:
    """`1986/87`, `2012-13`, `2001-2003`, `1998/1999`; a slash joins neighbours only."""
    a, b = m.text("a").strip("'’"), m.text("b")
    first = full_year(a)
    last = int(b) if len(b) == 4 else first // 100 * 100 + int(b)
    last += 100 if last < first and len(b) == 2 else 0
    if (
        not 1000 <= first <= 2150
        or last > first + (120 if m.before != "(" else 800)
        or (m.text("sign") == "/" and last != first + 1)
    ):
        return None
    if m.gap(m.start) == GLUED and m.before not in ("(", "[", '"', "“", "'", ","):
        return None
    if len(b) == 2 and (m.before in NUMBERED or (m.after == "-" and m.gap(m.end) == GLUED)):
        return None
    return _years(first, last)


BATSMEN = frozenset("his her their my maiden test career successive".split())  # `his first century` is of runs
PERSONS = frozenset(("his", "her", "their", "my", "your"))
NEAR_BY = 8  # words around a half in which its accounts stand
NUMBERED = frozenset(("$", "£", "€", "+", "tel", "phone", "fax", "no", "no."))


def year(m: Found) -> Node | None:
    """`2020`: a bare number is a year unless something is counted, priced or numbered."""
    number = int(m.text("y"))
    if not _may_be_year(m, number):
        return None
    return Fixed(year_time(number))


def _may_be_year(m: Found, number: int) -> bool:
    tables, i = read_values(), m.start
    before, after = m.before, m.after
    leads = before in tables["YEAR_BEFORE"]
    since = before == "about" and m.sheet.word(i - 2) in ("since", "from", "in", "until", "by")  # `since about 2002`
    if (before in tables["NO_YEAR_BEFORE"] and not since) or after == "%" or (before.isdigit() and len(before) > 2):
        return False
    if after in tables["COUNT"] and not (after in tables["EVENT"] or before in ("the", "since")):
        return False
    if i and m.gap(i) == GLUED and before not in ("(", "[", '"', "“", "'", "/", *DASHES, "..."):
        return False
    if (
        before in DASHES
        and m.gap(i) == GLUED
        and m.sheet.word(i - 2) not in ("mid", "end", "early", "late", "pre", "post")
    ):
        return False
    if after in DASHES and m.sheet.word(m.end + 1)[:1].isdigit() and m.gap(m.end) == GLUED:
        return False
    return 1900 <= number <= 2099 or (leads and number >= 1000) or (1600 <= number < 1900 and before == "(")


def said_year(m: Found) -> Node | None:
    """`the year 2000`."""
    return Fixed(year_time(int(m.text("y"))))


def short_year(m: Found) -> Node | None:
    """`in '98`, `the summer of '42`."""
    if m.before not in read_values()["YEAR_BEFORE"]:
        return None
    return Fixed(year_time(full_year(m.text("y"))))


def quarter(m: Found) -> Node | None:
    """`third quarter`, `fourth-quarter`, `second half`."""
    number = ordinal_at(m, "o")
    if m.text("o") == "last" or (number == -1 and m.after != "of"):
        return None
    if m.text("u").startswith("half"):
        return PartNode(units.HALF, max(number, 0)) if number in (-1, 1, 2) and _is_half_year(m) else None
    return (
        PartNode(units.QUARTER, max(number, 0))
        if number in (-1, 1, 2, 3, 4) and m.before not in ("game", "'s-")
        else None
    )


def _is_half_year(m: Found) -> bool:
    """A half without its year is one of a match, unless accounts are at hand: `first-half profit`."""
    table, words = read_values(), m.sheet.words
    if m.after == "of":  # the levels above ask of what: of a year, of October, of the match
        return False
    if m.after in table["ACCOUNT"] or m.before == "fiscal":
        return True
    first, last = words.sentence(m.start)
    around = frozenset(words.lowers[max(first, m.start - NEAR_BY) : min(last, m.end + NEAR_BY)])
    return not table["ACCOUNT"].keys().isdisjoint(around) and table["MATCH"].keys().isdisjoint(words.lowers[first:last])


def month_quarter(m: Found) -> Node | None:
    """`the June quarter`: the one that ends with the month."""
    month = m.node("m")
    ranged = m.before in (*DASHES, "to", "/", "through", "and")  # `the October-December quarter`
    if not isinstance(month, MonthNode) or month.month % 3 or month.step is not None or ranged:
        return None
    return PartNode(units.QUARTER, month.month // 3, Fixed(year_time(month.year)) if month.year else None)


def modified_quarter(m: Found) -> Node | None:
    """`fiscal third quarter`."""
    return m.node("q")


def approximate(m: Found) -> Node | None:
    """`circa 1850`, `c. 1920`."""
    return Modified(Fixed(year_time(int(m.text("y")))), "approx")


def spaced_decade(m: Found) -> Node | None:
    """`1990 s`, cut in two; `the late 1930's`, but no `1930's crash`."""
    year = int(m.text("n"))
    if m.sheet.word(m.end - 1) != "s" and m.before not in ("the", "late", "early", "mid", "-"):
        return None
    return Fixed(decade_time(year // 10)) if year % 10 == 0 else None
