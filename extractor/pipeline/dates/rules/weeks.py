"""Weeks by their number, or by a day in them: `week 23`, `the week of March 6`, `the week ended May 3`."""

from dataclasses import replace

from extractor.pipeline.dates import units
from extractor.pipeline.dates.engine import Found, Rule
from extractor.pipeline.dates.nodes import Node
from extractor.pipeline.dates.nodes.amounts import The
from extractor.pipeline.dates.nodes.compounds import WeekOf
from extractor.pipeline.dates.table import read_values


def week_of(m: Found) -> Node | None:
    """`the week of March 6`, `the week ended May 3`, `the weekend of July 4`."""
    named = m.node("u")
    if named is not None and not isinstance(named, The):
        return None
    return WeekOf(m.node("p"), weekend=m.has("weekend") or (named is not None and named.unit == units.WEEKEND))


def week_number(m: Found) -> Node | None:
    """`week 23`; no `week 5 points`."""
    number = int(m.text("n"))
    return WeekOf(None, number) if 1 <= number <= 53 and m.after not in read_values()["COUNT"] else None


def week_number_of(m: Found) -> Node | None:
    """`week 3 of 2027`."""
    week = m.node("w")
    return replace(week, of=m.node("p")) if isinstance(week, WeekOf) and week.number else None


CALENDAR = (Rule("numbered week", "week n:DAYNUM|TWO", "in week 23 → 2025-W23", week_number),)
COMPOSITE = (
    Rule("numbered week of a year", "w:Week (of|in|,)? p:Year", "in week 3 of 2027 → 2027-W03", week_number_of),
    Rule(
        "the week of a day",
        "u:Week|Weekend that? (of|ending|ended|beginning|starting|commencing|to) on? the? p:Day|Weekday|Holiday|Span",
        "in the week ended May 3 → 2025-W18",
        week_of,
    ),
    Rule(
        "week of a day",
        "(week | weekend:weekend) that? (of|ending|ended|beginning|starting|commencing|to) on? the? p:Day|Weekday|Holiday|Span",
        "in the week of March 6 → 2025-W10",
        week_of,
    ),
    Rule("week commencing", "w / c p:Day", "in w/c 4 February → 2025-W06", week_of),
)
