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
from extractor.pipeline.dates.table import read_values


def the_unit(m: Found) -> Node | None:
    """`the quarter`, `the year`, `the week`, `the weekend`: what the text is about."""
    unit = m.value("u", "UNIT")
    if unit == units.YEAR and m.after in ("ended", "ending"):
        return Amount(((Decimal(1), units.YEAR),))
    if unit == units.QUARTER and m.after in ("ended", "ending"):
        end = m.sheet.nodes.get(m.end + 1)
        return The(units.QUARTER, end=end[1] if end and end[1].unit in (units.DAY, units.MONTH) else None)
    if unit == units.QUARTER and m.after == "to" and m.sheet.word(m.end + 1)[:1] in "$£€0123456789":
        return The(units.QUARTER)  # `rose in the quarter to $2 billion`
    if (
        unit not in (units.QUARTER, units.YEAR, units.WEEK, units.WEEKEND, units.MONTH)
        or m.after in ("-", "of", "'s", "’s", "old", "before", "after", "that", "to")
        or (m.after == "in" and unit == units.YEAR)
    ):
        if m.after == "of" and unit == units.YEAR and m.before == "for" and m.sheet.word(m.end + 1) in ("$", "£", "€"):
            return The(unit)  # `a high for the year of $42`
        return (
            The(unit)
            if m.after in ("'s", "’s") and unit in (units.QUARTER, units.WEEKEND, units.WEEK, units.MONTH, units.YEAR)
            else None
        )
    if unit in (units.MONTH, units.WEEK, units.YEAR) and m.before not in (
        "for",
        "of",
        "in",
        "during",
        "over",
        "throughout",
        "this",
        "through",
        "within",
        "from",
        "end",
        "and",
    ):
        return None
    if unit == units.YEAR and m.before in ("of", "from", "and"):
        return None
    return The(unit)


def latest(m: Found) -> Node | None:
    """`the latest quarter`, `the most recent fiscal year`, `the full year`."""
    if m.has("period"):
        return Comparison(0)
    unit = m.value("u", "UNIT")
    if unit not in (units.QUARTER, units.YEAR, units.WEEK, units.MONTH):
        return None
    return The(unit, latest=m.text("l") not in ("full", "whole", "entire", "calendar"))


def accounts_year(m: Found) -> Node | None:
    """`full-year profit`, `its full-year forecast`: the year whose accounts are due, or the one under way."""
    words = m.sheet.words.lowers[m.end : m.end + 3]
    return FullYear(ahead=not read_values()["OUTLOOK"].keys().isdisjoint(words))


def most_recent(m: Found) -> Node | None:
    """`the most recent quarter`."""
    unit = m.value("u", "UNIT")
    return The(unit, latest=True) if unit in (units.QUARTER, units.YEAR, units.WEEK, units.MONTH) else None


def comparison(m: Found) -> Node | None:
    """`the year-ago quarter`, `the year-earlier period`, `the same period last year`, `the 1988 period`."""
    year = m.node("y") if m.has("y") else None
    if year is not None and year.unit != units.YEAR:
        return None
    unit = m.value("u", "UNIT") if m.has("u") else ""
    quarter = m.node("q") if m.has("q") else None
    if isinstance(quarter, PartNode) and year is None:
        return Shift(((Decimal(1), units.YEAR),), -1, quarter)
    return Comparison(1, year, unit if unit in (units.QUARTER, units.MONTH) else "P" if unit or m.has("u") else "")


def to_date(m: Found) -> Node | None:
    """`the year to date`, `so far this year`."""
    return Interval(The(units.YEAR), Step(units.DAY, 0)) if m.has("y") else None


DEICTIC = (
    Rule("the unit", "the FISCAL? u:UNIT", "in the quarter → 2025-Q3", the_unit),
    Rule(
        "the latest unit",
        "its|their|our|his|her|the l:latest|full|entire|whole|just-ended FISCAL? u:UNIT",
        "in the latest quarter → 2025-Q3",
        latest,
    ),
    Rule("the latest period", "the latest period:period", "in the latest period → 2025-Q3", latest),
    Rule("full year", "full - year", "in full-year profit → 2025", accounts_year),
    Rule("the most recent unit", "most recent FISCAL? u:UNIT", "in the most recent quarter → 2025-Q3", most_recent),
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
    Rule("year to date", "y:year|year-to-date to|- date", "in the year to date → 2025-01-01/2025-12-08", to_date),
    Rule("year-to-date", "y:year - to - date", "in the year-to-date → 2025-01-01/2025-12-08", to_date),
)
