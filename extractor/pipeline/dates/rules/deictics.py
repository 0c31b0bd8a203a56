"""What hangs on the day of publication or on what was named last: `last week`, `yesterday`, `that same day`."""

from decimal import Decimal

from extractor.pipeline.dates import units
from extractor.pipeline.dates.engine import Found, Rule
from extractor.pipeline.dates.nodes import Node
from extractor.pipeline.dates.nodes.amounts import Amount, Step
from extractor.pipeline.dates.nodes.points import Fixed
from extractor.pipeline.dates.table import read_values
from extractor.pipeline.dates.values import Time

QUOTES = frozenset(('"', "“", "``", "''", "'", "‘"))
NARRATIVE = frozenset(("following", "same", "that", "previous", "preceding", "prior"))
OVER = frozenset("over for within during through".split())  # `over the next decade` is an amount, `in` it a place
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


def is_verb(m: Found) -> bool:
    """`will last December 4 to 6`, `will present Monday a report`: verbs."""
    return m.text("s") == "present" or (m.text("s") == "last" and m.before in MODALS)


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


def current_date(m: Found) -> Node | None:
    """`till the current date`."""
    return Step(units.DAY, 0)


DEICTIC = (
    Rule("day by its word", "t:TODAY", "yesterday → 2025-12-07", today),
    Rule(
        "day before a day by its word",
        "more:the? day before|after t:TODAY",
        "the day before yesterday → 2025-12-06",
        today,
    ),
    Rule("last and unit", "s:STEP FISCAL? u:UNIT", "last week → 2025-W49", step),
    Rule(
        "last, kind and unit",
        "s:STEP trading|business|working|school|academic|full u:UNIT",
        "last school year → 2024",
        step,
    ),
    Rule("that same unit", "that same u:UNIT", "that same week → 2025-W50", that_same),
    Rule("this last unit", "this|these s:STEP u:UNIT", "this past week → 2025-W49", step_twice),
    Rule("unit after next", "u:UNIT after next:next", "the week after next → 2025-W52", week_after),
    Rule("unit before last", "u:UNIT before last", "the year before last → 2023", week_before),
    Rule("the current date", "s:current|present date", "till the current date → 2025-12-08", current_date),
)
