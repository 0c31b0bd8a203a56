"""Years: `2020`, `'98`, `1986/87`, `fiscal 2024`, `circa 1850`."""

from extractor.pipeline.dates.engine import Found, Rule
from extractor.pipeline.dates.nodes import Node
from extractor.pipeline.dates.nodes.compounds import Interval, Modified
from extractor.pipeline.dates.nodes.points import Fixed, MonthNode
from extractor.pipeline.dates.rules.figures import is_no_year
from extractor.pipeline.dates.rules.parts import full_year, year_at
from extractor.pipeline.dates.rules.shorthand import DASH
from extractor.pipeline.dates.rules.signs import HYPHEN, OPEN, SLASH
from extractor.pipeline.dates.table import read_cues, read_values
from extractor.pipeline.dates.values import year_time
from extractor.pipeline.text.words import GLUED

NUMBERED = read_cues("before numbers that are no years")  # `tel 1986-87`
YEARS_GLUED_TO = frozenset(("(", "[", '"', "'", ","))  # and two years
TURN = 88  # from this year of a century on a span may run into the next: `1999-01`
LIVES, REIGNS = 120, 800  # the most years from one to another, and in brackets: `(1066-1485)`


def year(m: Found) -> Node | None:
    """`2020`: a bare number is a year unless something is counted, priced or numbered."""
    number = int(m.text("y"))
    led = m.before in read_values()["YEAR_BEFORE"]
    if is_no_year(m) or not (1900 <= number <= 2099 or (led and number >= 1000) or _is_life(m, number)):
        return None
    return Fixed(year_time(number))


def _is_life(m: Found, number: int) -> bool:
    """`Bach (1685 in Eisenach)`."""
    return 1600 <= number < 1900 and m.before in OPEN


def said_year(m: Found) -> Node | None:
    """`the year 2000`."""
    return Fixed(year_time(int(m.text("y"))))


def short_year(m: Found) -> Node | None:
    """`in '98`, `the summer of '42`."""
    return Fixed(year_time(full_year(m.text("y")))) if m.before in read_values()["YEAR_BEFORE"] else None


def approximate(m: Found) -> Node | None:
    """`circa 1850`, `c. 1920`."""
    return Modified(Fixed(year_time(int(m.text("y")))), "approx")


def years(m: Found) -> Node | None:
    """`1986/87`, `2012-13`, `2001-2003`, `1998/1999`; a slash joins neighbours only."""
    first, short = full_year(m.text("a")), len(m.text("b")) == 2
    last = int(m.text("b")) + (first // 100 * 100 if short else 0)
    last += 100 if short and last < first and first % 100 >= TURN else 0
    most = 1 if m.text("sign") == SLASH else REIGNS if m.before in OPEN else LIVES
    if not 1000 <= first <= 2150 or last > first + most or (m.gap(m.start) == GLUED and m.before not in YEARS_GLUED_TO):
        return None
    if short and (m.before in NUMBERED or (m.after == HYPHEN and m.gap(m.end) == GLUED)):
        return None
    return _from_to(first, last)


def iso_month(m: Found) -> Node | None:
    """`2020-01`, `2019/04`: as ISO 8601 writes a month, where two years would run backward; no `1999-01`."""
    year, month = int(m.text("a")), m.text("b")
    return (
        MonthNode(int(month), year)
        if len(month) == 2 and 1 <= int(month) <= 12 and int(month) < year % 100 < TURN
        else None
    )


def _from_to(first: int, last: int) -> Node | None:
    return Interval(Fixed(year_time(first)), Fixed(year_time(last))) if first < last else None


def fiscal(m: Found) -> Node | None:
    """`fiscal 2024`, `financial year 2024-25`, `marketing year 1986/87`."""
    return fiscal_years(year_at(m, "y"), m)


def fiscal_years(year: int | None, m: Found) -> Node | None:
    """The year, or from the year to the one that a dash or slash adds."""
    if year is None:
        return None
    close = year_at(m, "b")
    return _from_to(year, close) if close else Fixed(year_time(year))


CALENDAR = (
    Rule("year", "y:YYYY", "in 2020 → 2020", year),
    Rule("short year", "y:SHORTYEAR", "in a summer('98) → 1998", short_year),
    Rule("short year cut at its apostrophe", "' y:TWO", "in ' 98 → 1998", short_year),
    Rule("the year", "year of? y:YYYY", "in the year 2000 → 2000", said_year),
    Rule("circa", "circa|c.|ca. y:YYYY", "circa 1850 → 1850", approximate),
    Rule("circa, cut at its stop", "c|ca . y:YYYY", "ca . 1850 → 1850", approximate),
    Rule("year and month as ISO writes them", "a:YYYY -|/ b:TWO|DAYNUM", "in 2024-05 → 2024-05", iso_month),
    Rule("two years", f"a:YYYY|SHORTYEAR sign:{DASH}|/ b:TWO", "in 1986/87 → 1986/1987", years),
    Rule("two short years", f"' a:TWO sign:{DASH}|/ b:TWO", "in ' 87/88 → 1987/1988", years),
    Rule(
        "the years from one to another",
        f"year|years|season of? a:YYYY sign:{DASH}|/ b:TWO|YYYY",
        "in the school year 2017-2018 → 2017/2018",
        years,
    ),
    Rule("two full years", f"a:YYYY sign:{DASH}|/ b:YYYY", "in 2001-2003 → 2001/2003", years),
    Rule(
        "fiscal year abbreviated", "fy|cy y:YYYY|SHORTYEAR|TWO (-|/|— b:TWO|YYYY)?", "in FY 2021-22 → 2021/2022", fiscal
    ),
    Rule(
        "fiscal year",
        "FISCAL -? year? -? y:YYYY|SHORTYEAR (-|/|— b:TWO|YYYY)?",
        "in marketing year 1986/87 → 1986/1987",
        fiscal,
    ),
)
