"""Builders of expressions that need a base: `last week`, `yesterday`, `the quarter`, `this past spring`."""

from dataclasses import replace
from decimal import Decimal

from extractor.pipeline.dates import units
from extractor.pipeline.dates.amounts import Amount, Step, The
from extractor.pipeline.dates.compounds import WithYear
from extractor.pipeline.dates.engine import Found
from extractor.pipeline.dates.nodes import Fixed, MonthDay, MonthNode, Node, SeasonNode, WeekdayNode
from extractor.pipeline.dates.periods import Comparison, FullYear, SeasonYear
from extractor.pipeline.dates.table import read_values
from extractor.pipeline.dates.values import Time

QUOTES = frozenset(('"', "“", "``", "''", "'", "‘"))
NARRATIVE = frozenset(("following", "same", "that", "previous", "preceding", "prior"))


OVER = frozenset("over for within during through".split())  # `over the next decade` is an amount, `in` it a place
GENITIVE = frozenset(("'s", "’s"))  # `following Thursday's meeting`
MODALS = frozenset("will would shall should could can may might must to 'll ’ll".split())
OTHER_YEARS = frozenset((("a", "year"), ("last", "year"), ("the", "previous"), ("the", "year")))
LONG_UNITS = (
    units.YEAR,
    units.MONTH,
    units.WEEK,
    units.FORTNIGHT,
    units.WEEKEND,
    units.DAY,
    units.QUARTER,
    units.DECADE,
    units.CENTURY,
)


def today(m: Found) -> Node | None:
    """`yesterday`, `today`, `tomorrow`; `the day before yesterday`."""
    text = m.text("t")
    if text == "today" and m.before in ("usa", "russia", "voa"):
        return None
    count = int(m.value("t", "TODAY"))
    return Step(units.DAY, count + (-1 if count < 0 else 1) if m.has("more") else count)


def step(m: Found) -> Node | None:
    """`last week`, `this year`, `the following month`, `that day`, `the past year`."""
    word, unit = m.text("s"), m.value("u", "UNIT")
    if _is_title(m):
        return None
    if unit == units.QUARTER and m.after == "century":
        return None
    if unit not in LONG_UNITS or (word in ("this", "that") and m.before == "at" and unit == units.DAY):
        return None
    if word in ("that", "same", "prior") and unit in (units.WEEK, units.DAY) and m.after in ("of",):
        return None
    if word == "same" and unit in (units.MONTH, units.QUARTER) and (m.after, m.sheet.word(m.end + 1)) in OTHER_YEARS:
        return None  # `the same month a year ago`
    if word == "present" and unit == units.DAY:
        return Fixed(Time("PRESENT_REF"))
    count = int(m.value("s", "STEP"))
    if word == "past" and unit in (units.DECADE, units.CENTURY):
        return Amount(((Decimal(1), unit),), ahead=-1)
    if (
        word in ("next", "coming")
        and unit in (units.DECADE, units.CENTURY)
        and m.before == "the"
        and m.sheet.word(m.start - 2) in OVER
    ):
        return Amount(((Decimal(1), unit),), ahead=1)
    narrative = word in NARRATIVE or (word == "next" and unit == units.DAY)
    if word == "previous" and unit not in (units.DAY, units.NIGHT):
        narrative = True
    return Step(unit, count, narrative)


def _is_title(m: Found) -> bool:
    """`"This Week"`: a programme, with capitals and in quotes."""
    capitals = all(text[0].isupper() for text in m.sheet.words.texts[m.start : m.end])
    return capitals and m.before in QUOTES


def step_twice(m: Found) -> Node | None:
    """`this past week`."""
    unit = m.value("u", "UNIT")
    return Step(unit, int(m.value("s", "STEP"))) if unit in LONG_UNITS else None


def week_after(m: Found) -> Node | None:
    """`the week after next`, `the year before last`."""
    unit = m.value("u", "UNIT")
    return Step(unit, 2 if m.has("next") else -2) if unit in LONG_UNITS else None


def _lasts(m: Found) -> bool:
    """`will last December 4 to 6`, `will present Monday a report`: verbs."""
    return m.text("s") == "present" or (m.text("s") == "last" and m.before in MODALS)


def step_month(m: Found) -> Node | None:
    """`last December`, `this May`, `next March`."""
    month = m.node("m")
    if _lasts(m):
        return None
    plain = isinstance(month, MonthNode) and month.year is None and month.step is None
    if not (isinstance(month, MonthNode) and plain):
        return None
    return replace(month, step=int(m.value("s", "STEP")), narrative=m.text("s") in NARRATIVE)


def step_day(m: Found) -> Node | None:
    """`last Oct. 23`, `next May 5`."""
    day = m.node("d")
    if not isinstance(day, MonthDay) or day.year is not None or _lasts(m):
        return None
    return WithYear(day, None, int(m.value("s", "STEP")))


def step_weekday(m: Found) -> Node | None:
    """`last Friday`, `the previous Friday`, `next Monday`."""
    day, count, word = m.node("w"), int(m.value("s", "STEP")), m.text("s")
    if _lasts(m) or (word == "following" and m.before != "the" and m.after in GENITIVE):
        return None
    if not isinstance(day, WeekdayNode) or word in ("that", "same", "current"):
        return day
    coming = 2 if word in ("coming", "upcoming") else count
    return replace(day, step=coming, narrative=word in NARRATIVE)


def step_season(m: Found) -> Node | None:
    """`last fall`, `this summer`."""
    node = m.node("e")
    if isinstance(node, SeasonNode) and node.year is not None:
        return None
    return SeasonNode(
        node.season if isinstance(node, SeasonNode) else m.value("e", "SEASON"), step=int(m.value("s", "STEP"))
    )


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


def full_year(m: Found) -> Node | None:
    """`full-year profit`, `its full-year forecast`: the year whose accounts are due, or the one under way."""
    words = m.sheet.words.lowers[m.end : m.end + 3]
    return FullYear(ahead=not read_values()["OUTLOOK"].keys().isdisjoint(words))


def season_year(m: Found) -> Node | None:
    """`last season`, `the current crop season`: from one summer to the next."""
    word = m.text("s")
    return None if word in NARRATIVE or word == "past" else SeasonYear(int(m.value("s", "STEP")))


def school_year(m: Found) -> Node | None:
    """`this fiscal year`, `next financial year`, `this calendar year`."""
    return Step(units.YEAR, int(m.value("s", "STEP")), m.text("s") in NARRATIVE)


def that_same(m: Found) -> Node | None:
    """`that same day`."""
    unit = m.value("u", "UNIT")
    return Step(unit, 0, narrative=True) if unit in LONG_UNITS else None


def week_before(m: Found) -> Node | None:
    """`the year before last`."""
    unit, table = m.value("u", "UNIT"), read_values()
    named = any(
        m.after in table[tag] for tag in ("WEEKDAY", "MONTH", "SEASON", "UNIT")
    )  # `the day before last Tuesday`
    return Step(unit, -2) if unit in LONG_UNITS and not named else None


def most_recent(m: Found) -> Node | None:
    """`the most recent quarter`."""
    unit = m.value("u", "UNIT")
    return The(unit, latest=True) if unit in (units.QUARTER, units.YEAR, units.WEEK, units.MONTH) else None


def current_date(m: Found) -> Node | None:
    """`till the current date`."""
    return Step(units.DAY, 0)
