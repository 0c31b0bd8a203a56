"""Periods that accounts are of: `the quarter`, `full-year profit`, `the same period last year`, `the year to date`."""

from decimal import Decimal

from extractor.pipeline.dates import units
from extractor.pipeline.dates.engine import Found, Rule
from extractor.pipeline.dates.nodes import Node
from extractor.pipeline.dates.nodes.amounts import Amount, Shift, Step, The
from extractor.pipeline.dates.nodes.compounds import Interval
from extractor.pipeline.dates.nodes.periods import Comparison, FullYear
from extractor.pipeline.dates.nodes.points import PartNode
from extractor.pipeline.dates.rules.shorthand import LIKE
from extractor.pipeline.dates.rules.signs import GENITIVE, SIGNS
from extractor.pipeline.dates.table import read_cues, read_values

REPORTED = frozenset((units.QUARTER, units.YEAR, units.WEEK, units.MONTH))
SPOKEN_OF = REPORTED | {units.WEEKEND}
ENDED = frozenset(("ended", "ending"))
TO, FOR_OF, IN = "to", ("for", "of"), "in"
FIGURES = SIGNS | frozenset("0123456789")
NO_PERIOD_BEFORE = read_cues("behind a unit that is no period")  # `the year-end`, `the week of March 6`
LEADS = read_cues("before the unit of a period")  # `for the year`, `during the week`
YEAR_LEADS = LEADS - {"of", "from", "and"}  # nor `the end of the year`, which is a rule's own
OUTLOOK_IN = 3  # words behind `full-year` in which an outlook may stand


def the_unit(m: Found) -> Node | None:
    """`the quarter`, `the year`, `the week`, `the weekend`: what the text is about."""
    unit, after = m.value("u", "UNIT"), m.after
    if unit not in SPOKEN_OF:
        return None
    if after in ENDED and unit in (units.YEAR, units.QUARTER):
        return Amount(((Decimal(1), unit),)) if unit == units.YEAR else The(unit, end=_end(m))
    if after in GENITIVE or _has_figure(m, unit):
        return The(unit)
    if after in NO_PERIOD_BEFORE or (unit == units.YEAR and after == IN):
        return None
    led = m.before in (YEAR_LEADS if unit == units.YEAR else LEADS)
    return The(unit) if led or unit in (units.QUARTER, units.WEEKEND) else None


def _end(m: Found) -> Node | None:
    """`the quarter ended Sept. 30`."""
    entry = m.sheet.nodes.get(m.end + 1)
    return entry[1] if entry and entry[1].unit in (units.DAY, units.MONTH) else None


def _has_figure(m: Found, unit: str) -> bool:
    """`rose in the quarter to $2 billion`, `a high for the year of $42`."""
    sign = m.sheet.word(m.end + 1)[:1]
    if unit == units.QUARTER:
        return m.after == TO and (sign in FIGURES or not sign)
    return unit == units.YEAR and (m.before, m.after) == FOR_OF and m.sheet.word(m.end + 1) in SIGNS


def latest(m: Found) -> Node | None:
    """`the latest quarter`, `the just-ended fiscal year`; `the full year` is the one under way."""
    unit = m.value("u", "UNIT")
    return The(unit, latest=m.has("latest")) if unit in REPORTED else None


def latest_period(m: Found) -> Node | None:
    """`the latest period`."""
    return Comparison(0)


def accounts_year(m: Found) -> Node | None:
    """`full-year profit`, `its full-year forecast`: the year whose accounts are due, or the one under way."""
    words = m.sheet.words.lowers[m.end : m.end + OUTLOOK_IN]
    return FullYear(ahead=not read_values()["OUTLOOK"].keys().isdisjoint(words))


def comparison(m: Found) -> Node | None:
    """`the year-ago quarter`, `the year-earlier period`, `the same period last year`, `the 1988 period`."""
    year = m.node("y")
    if year is not None and year.unit != units.YEAR:
        return None
    quarter = m.node("q")
    if isinstance(quarter, PartNode) and year is None:
        return Shift(((Decimal(1), units.YEAR),), -1, quarter)
    unit = m.value("u", "UNIT")
    return Comparison(1, year, unit if unit in (units.QUARTER, units.MONTH) else "P" if m.has("u") else "")


def to_date(m: Found) -> Node | None:
    """`the year to date`, `quarter-to-date sales`: from the first day of the one under way."""
    unit = m.value("u", "UNIT") or m.text("u").partition("-")[0][:1].upper()
    return Interval(Step(unit, 0), Step(units.DAY, 0)) if unit in REPORTED else None


DEICTIC = (
    Rule("the unit", "the FISCAL? u:UNIT", "in the quarter → 2025-Q3", the_unit),
    Rule(
        "the latest unit",
        "its|their|our|his|her|the (latest:latest|just-ended | full|entire|whole) FISCAL? u:UNIT",
        "in the latest quarter → 2025-Q3",
        latest,
    ),
    Rule("the latest period", "the latest period", "in the latest period → 2025-Q3", latest_period),
    Rule("full year", "full - year", "in full-year profit → 2025", accounts_year),
    Rule("the most recent unit", "most latest:recent FISCAL? u:UNIT", "in the most recent quarter → 2025-Q3", latest),
)
COMPOSITE = (
    Rule(
        "year-ago period",
        "year - ago|earlier (u:quarter|period|month|half)?",
        "in the year-ago quarter → 2024-Q3",
        comparison,
    ),
    Rule(
        "year-ago third quarter", "year - ago|earlier q:Quarter", "in the year-ago third quarter → 2024-Q3", comparison
    ),
    Rule(
        "same period of a year",
        f"{LIKE}|prior|previous -? year? -? u:quarter|period|month|half|time of|in? y:Year",
        "in the same period last year → 2024",
        comparison,
    ),
    Rule(
        "same third quarter of a year",
        f"{LIKE} q:Quarter of|in? y:Year",
        "in the same third quarter a year ago → 2024",
        comparison,
    ),
    Rule("year and period", "y:Year 's? u:quarter|period", "in the 1988 period → 1988", comparison),
)
RANGES = (
    Rule("unit to date", "u:UNIT -? to -? date", "in the year to date → 2025-01-01/2025-12-08", to_date),
    Rule(
        "unit to date in one word",
        "u:year-to-date|quarter-to-date|month-to-date|week-to-date|ytd|qtd|mtd",
        "ytd → 2025-01-01/2025-12-08",
        to_date,
    ),
)
