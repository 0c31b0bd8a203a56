"""Years: `2020`, `'98`, `1986/87`, `fiscal 2024`, `circa 1850`."""

from extractor.pipeline.dates.engine import Found, Rule
from extractor.pipeline.dates.nodes import Node
from extractor.pipeline.dates.nodes.compounds import Interval, Modified
from extractor.pipeline.dates.nodes.points import Fixed
from extractor.pipeline.dates.rules.parts import DASHES, full_year, year_at
from extractor.pipeline.dates.rules.shorthand import DASH
from extractor.pipeline.dates.table import read_values
from extractor.pipeline.dates.values import year_time
from extractor.pipeline.text.words import GLUED

NUMBERED = frozenset(("$", "£", "€", "+", "tel", "phone", "fax", "no", "no."))


def fiscal_year(year: int | None, m: Found) -> Node | None:
    if year is None:
        return None
    close = year_at(m, "b") if m.has("b") else None
    return from_to(year, close) if close else Fixed(year_time(year))


def fiscal(m: Found) -> Node | None:
    """`fiscal 2024`, `financial year 2024-25`, `marketing year 1986/87`."""
    return fiscal_year(year_at(m, "y"), m)


def from_to(first: int, last: int) -> Node | None:
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
    return from_to(first, last)


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


def approximate(m: Found) -> Node | None:
    """`circa 1850`, `c. 1920`."""
    return Modified(Fixed(year_time(int(m.text("y")))), "approx")


CALENDAR = (
    Rule("year", "y:YYYY", "in 2020 → 2020", year),
    Rule("short year", "y:SHORTYEAR", "in a summer('98) → 1998", short_year),
    Rule("short year cut at its apostrophe", "'|’ y:TWO", "in ' 98 → 1998", short_year),
    Rule("the year", "year of? y:YYYY", "in the year 2000 → 2000", said_year),
    Rule("circa", "circa|c.|ca. y:YYYY", "circa 1850 → 1850", approximate),
    Rule("circa, cut at its stop", "c|ca . y:YYYY", "ca . 1850 → 1850", approximate),
    Rule("two years", f"a:YYYY|SHORTYEAR sign:{DASH}|/ b:TWO", "in 1986/87 → 1986/1987", years),
    Rule("two short years", f"'|’ a:TWO sign:{DASH}|/ b:TWO", "in ' 87/88 → 1987/1988", years),
    Rule("two full years", f"a:YYYY sign:{DASH}|/ b:YYYY", "in 2001-2003 → 2001/2003", years),
    Rule(
        "fiscal year abbreviated", "fy|cy y:YYYY|SHORTYEAR|TWO (-|/|– b:TWO|YYYY)?", "in FY 2021-22 → 2021/2022", fiscal
    ),
    Rule(
        "fiscal year",
        "FISCAL -? year? -? y:YYYY|SHORTYEAR (-|/|– b:TWO|YYYY)?",
        "in marketing year 1986/87 → 1986/1987",
        fiscal,
    ),
)
