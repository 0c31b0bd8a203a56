"""What hangs on the day of publication or on what was named last: `last week`, `yesterday`, `that same day`."""

from dataclasses import dataclass
from decimal import Decimal

from extractor.pipeline.dates import units
from extractor.pipeline.dates.engine import Found, Rule
from extractor.pipeline.dates.nodes import Node
from extractor.pipeline.dates.nodes.amounts import Amount, Coming, Step
from extractor.pipeline.dates.nodes.points import Fixed
from extractor.pipeline.dates.rules.signs import GENITIVE, OF, QUOTES, THE
from extractor.pipeline.dates.table import read_cues, read_values
from extractor.pipeline.dates.values import PRESENT, Time

TITLED = QUOTES | {"''"}
PAPERS = frozenset((("usa", "today"), ("russia", "today"), ("voa", "today")))
NARRATIVE = read_cues("step from what the text named last")
OVER = read_cues("before an amount to come")  # `over the next decade` is an amount, `in` it a place
MODALS = read_cues("before a verb in its plain form")
OF_AN_AGE = read_cues("what is of these times")
NAMED = ("WEEKDAY", "MONTH", "SEASON", "UNIT")  # classes of what follows in `the day before last Tuesday`
STEPPED = frozenset(
    (
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
)
LONG = frozenset((units.DECADE, units.CENTURY))
SOON = frozenset(("coming", "upcoming"))
PAST, NEXT, COMING, LAST, NOW = "past", "next", frozenset(("next", "coming")), "last", "present"


@dataclass(frozen=True, slots=True)
class Veto:
    """Where a step and a unit stand for no time: with one of these words before or behind them, as in the example."""

    example: str
    steps: frozenset[str]
    units: frozenset[str]
    before: frozenset[str] = frozenset()
    behind: frozenset[tuple[str, ...]] = frozenset()  # one word or two

    def holds(self, m: Found, step: str, unit: str) -> bool:
        """Whether the match is such a one."""
        if step not in self.steps or unit not in self.units:
            return False
        after = (m.after, m.sheet.word(m.end + 1))
        return m.before in self.before or after in self.behind or after[:1] in self.behind


ALL_STEPS = frozenset(read_values()["STEP"])
AGAINST = (
    Veto("at this day", frozenset(("this", "that")), frozenset((units.DAY,)), before=frozenset(("at",))),
    Veto(
        "that day of rain",
        frozenset(("that", "same", "prior")),
        frozenset((units.DAY, units.WEEK)),
        behind=frozenset((("of",),)),
    ),
    Veto(
        "in the same month a year",
        frozenset(("same",)),
        frozenset((units.MONTH, units.QUARTER)),
        behind=frozenset((("a", "year"), ("last", "year"), ("the", "previous"), ("the", "year"))),
    ),
    Veto("in this quarter century", ALL_STEPS, frozenset((units.QUARTER,)), behind=frozenset((("century",),))),
)


def today(m: Found) -> Node | None:
    """`yesterday`, `today`, `tomorrow`; `the day before yesterday`."""
    if (m.before, m.text("t")) in PAPERS or _is_of_the_age(m):
        return None
    count = int(m.value("t", "TODAY"))
    return Step(units.DAY, count + (-1 if count < 0 else 1) if m.has("more") else count)


def _is_of_the_age(m: Found) -> bool:
    """`today's youth`, `the leaders of tomorrow`: of these times, not of the day."""
    if m.after in GENITIVE and m.sheet.word(m.end + 1) in OF_AN_AGE:
        return True
    return m.before in OF and m.sheet.word(m.start - 2) in OF_AN_AGE


def step(m: Found) -> Node | None:
    """`last week`, `this year`, `the following month`, `that day`, `the past year`."""
    word, unit = m.text("s"), m.value("u", "UNIT")
    if unit not in STEPPED or is_title(m) or any(veto.holds(m, word, unit) for veto in AGAINST):
        return None
    if word == NOW and unit == units.DAY:
        return Fixed(Time(PRESENT))
    if unit in LONG and word == PAST:
        return Amount(((Decimal(1), unit),), ahead=-1)
    if unit in LONG and word in COMING and m.before in THE and m.sheet.word(m.start - 2) in OVER:
        return Amount(((Decimal(1), unit),), ahead=1)
    if unit == units.WEEKEND and word in SOON:
        return Coming(unit)
    told = word in NARRATIVE or (word == NEXT and unit == units.DAY)
    return Step(unit, int(m.value("s", "STEP")), told)


def is_title(m: Found) -> bool:
    """`"This Week"`, `"60 Minutes"`: a programme, with capitals and in quotes."""
    texts = m.sheet.words.texts[m.start : m.end]
    named = all(text[0].isupper() or text.isdigit() for text in texts)
    return m.before in TITLED and named and texts[-1][0].isupper()


def step_twice(m: Found) -> Node | None:
    """`this past week`, `this coming weekend`."""
    unit, word = m.value("u", "UNIT"), m.text("s")
    if unit == units.WEEKEND and word in SOON:
        return Coming(unit)
    return Step(unit, int(m.value("s", "STEP"))) if unit in STEPPED else None


def week_after(m: Found) -> Node | None:
    """`the week after next`."""
    unit = m.value("u", "UNIT")
    return Step(unit, 2) if unit in STEPPED else None


def week_before(m: Found) -> Node | None:
    """`the year before last`; `the day before last Tuesday` is another."""
    unit, table = m.value("u", "UNIT"), read_values()
    return Step(unit, -2) if unit in STEPPED and not any(m.after in table[tag] for tag in NAMED) else None


def is_verb(m: Found) -> bool:
    """`will last December 4 to 6`, `will present Monday a report`."""
    return m.text("s") == NOW or (m.text("s") == LAST and m.before in MODALS)


def that_same(m: Found) -> Node | None:
    """`that same day`."""
    unit = m.value("u", "UNIT")
    return Step(unit, 0, narrative=True) if unit in STEPPED else None


def current_date(m: Found) -> Node | None:
    """`till the current date`."""
    return Step(units.DAY, 0)


def new_year(m: Found) -> Node | None:
    """`early in the new year`."""
    return Coming(units.YEAR)


DEICTIC = (
    Rule("the new year", "in|into the new year", "in the new year → 2026", new_year),
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
    Rule("unit after next", "u:UNIT after next", "the week after next → 2025-W52", week_after),
    Rule("unit before last", "u:UNIT before last", "the year before last → 2023", week_before),
    Rule("the current date", "s:current|present date", "till the current date → 2025-12-08", current_date),
)
