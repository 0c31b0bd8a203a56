"""Amounts of time: `ten years`, `a year and a half`, `the last three months`, `39-year-old`."""

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from extractor.pipeline.dates import units
from extractor.pipeline.dates.engine import END, Found, Rule
from extractor.pipeline.dates.nodes import Node
from extractor.pipeline.dates.nodes.amounts import Amount, Shift, Someday
from extractor.pipeline.dates.rules.deictics import is_title
from extractor.pipeline.dates.rules.parts import number_at, unit_at
from extractor.pipeline.dates.rules.shorthand import COUNT, FILLED, UNITS
from extractor.pipeline.dates.rules.signs import HYPHEN, OF, SIGNS, STOP
from extractor.pipeline.dates.table import read_cues, read_values
from extractor.pipeline.text.numbers import SCALES
from extractor.pipeline.text.words import GLUED, PARAGRAPH

LEADS = read_cues("before one unit that is an amount")  # elsewhere it is a rate: `$5 a day`
GIVEN, GIVEN_FOR = read_cues("whom an amount is given"), frozenset(("to", ".", ",", "and"))
FOLLOWS = read_cues("behind one unit that is an amount")
JOINTS, JOINED = frozenset(("or", "and")), read_cues("behind a unit and a joint")  # `a year and a half`
ADVERB_BEFORE = read_cues("before one day that is an amount")
ADVERB_AFTER = read_cues("behind one day that is an amount")
NO_ACCOUNTS = read_cues("behind months that no account is of")
ACCOUNTS = frozenset(("the", "latest"))  # `in the nine months, profit rose`
WORKING = frozenset(("business", "trading", "working"))
# What `following three weeks`, `last three days` need before them: the first is a preposition too, the second a verb.
LEADS_OF = {
    "following": read_cues("before following and an amount"),
    "last": read_cues("before last and an amount") | {END},
}
SERIES = read_cues("before quarters in a row")
BARE_LEADS = read_cues("before units alone")
HUNG = frozenset(("before", "after"))  # `just days after the vote`
AGO = frozenset(("ago", "earlier", "later"))
ALONE = frozenset(("two", "the"))
SMALL = frozenset(("early", "small", "wee", "late"))
MANY_OF = read_cues("before of and units alone")  # `a matter of days`
TO_COME = ("to", "come")
SHORT_LEADS = read_cues("before a count glued to its unit")  # `in 3h`, but `3D`, `5Y`
SHORT = re.compile(r"(\d+(?:\.\d+)?)([a-z]+)")
ONE_LETTER = frozenset("dhy")
GLUED_UNITS = {  # by their first two letters
    "y": units.YEAR,
    "yr": units.YEAR,
    "mt": units.MONTH,
    "mo": units.MONTH,
    "wk": units.WEEK,
    "d": units.DAY,
    "h": units.HOUR,
    "hr": units.HOUR,
    "mi": units.MINUTE,
    "se": units.SECOND,
}
HALF, QUARTER = Decimal("0.5"), Decimal("0.25")
MOST = Decimal(10) ** 10
UNCOUNTED = frozenset((units.SECOND, units.QUARTER, units.NIGHT))
NO_ONE = frozenset((units.SECOND, units.WEEKEND))
FROM, ONE, SOME, AS_MANY = frozenset(("from",)), frozenset(("one",)), frozenset(("some",)), ("as", "many")
ONE_SECOND = read_cues("behind one second that is no time")
SECOND = read_cues("behind a second that is no time")
PRICED = SIGNS | {"#", "/", STOP}
AGO_ALONE, AND = "ago", "and"


class Counted(NamedTuple):
    """A number and a unit as they stand: what the vetoes look at."""

    word: str  # of the number
    number: Decimal | None
    unit: str
    singular: bool
    tied: bool  # by a hyphen
    before: str
    after: str

    def is_odd(self, *found: str) -> bool:
        """Whether the unit is one of these, in the singular behind another number than one."""
        return self.unit in found and self.singular and not self.tied and self.number != 1


# Where a number and a unit are no amount, each with an example.
AGAINST: tuple[tuple[str, Callable[[Counted], bool]], ...] = (
    ("for one quarter", lambda c: c.unit == units.QUARTER and c.singular and not c.tied),
    ("for three quarters of its food", lambda c: c.unit == units.QUARTER and c.number == 3 and _is_fraction(c)),
    ("for two second", lambda c: c.is_odd(units.SECOND)),
    ("for two night", lambda c: c.is_odd(units.NIGHT, units.WEEKEND)),
    ("a 14 century emperor", lambda c: c.is_odd(units.CENTURY) and c.word.isdigit()),
    ("for one second half", lambda c: c.unit == units.SECOND and _is_ordinal(c)),
    ("in some year", lambda c: c.word in SOME and (c.singular or c.unit == units.SECOND)),
    ("the third in as many weeks", lambda c: (c.before, c.word) == AS_MANY),
)


def _is_fraction(c: Counted) -> bool:
    """`three-quarters of its food`, but `the last three quarters of 2020`."""
    return c.after in OF and c.before not in SERIES


def _is_ordinal(c: Counted) -> bool:
    """`one second half`, `a 1-second place`."""
    return c.after in (ONE_SECOND if c.number == 1 and c.word in ONE else SECOND if c.singular else frozenset())


def amount(m: Found) -> Node | None:
    """`ten years`, `three-month`, `39-year-old`, `several decades`, `two more weeks`."""
    found, unit = number_at(m, "n"), unit_at(m)
    if found is None or not unit:
        return None
    number, tied = found[0], m.sheet.word(m.at("u") - 1) == HYPHEN
    singular = bool(m.value("u", "UNIT")) and m.text("u") not in read_values()["UNITS"]
    counted = Counted(m.text("n"), number, unit, singular, tied, m.before, m.after)
    if any(holds(counted) for _, holds in AGAINST) or _is_figure(m, number) or is_title(m):
        return None
    if unit == units.DAY and counted.word in ONE and _is_adverb(m):
        return Someday()
    accounts = unit == units.MONTH and m.before in ACCOUNTS and not tied and m.after not in NO_ACCOUNTS
    return Amount(((number, unit),), accounts=accounts)


def _is_figure(m: Found, number: Decimal | None) -> bool:
    """`$5 days`, `007 days`, and numbers that no one lives to count."""
    if number is not None and (
        number < 0 or number > MOST or (m.text("n").startswith("0") and STOP not in m.text("n"))
    ):
        return True
    return m.start > 0 and m.gap(m.start) == GLUED and m.before in PRICED


def _is_adverb(m: Found) -> bool:
    """`he will one day lead it`, `hopes to sell there one day`."""
    return m.end == m.start + 2 and m.before not in ADVERB_BEFORE and m.after not in ADVERB_AFTER


def amount_range(m: Found) -> Node | None:
    """`two to three weeks`, `12 to 18 months`, `a year or two`: a vague number of them."""
    unit = unit_at(m)
    if not unit or (m.has("n") and number_at(m, "n") is None):
        return None
    return Amount(((None, unit),), modifier="approx")


def _is_a_fourth(m: Found) -> bool:
    """`a quarter of the market`, `a quarter million euros`, `two dollars and a quarter`."""
    return m.after in OF or m.after in SCALES or m.before == AND


def one_unit(m: Found) -> Node | None:
    """`a year`, `an hour`, where it is no rate; the levels above ask for it before `ago`, `earlier`."""
    unit, led = m.value("u", "UNIT"), m.before in LEADS or (m.before in GIVEN and m.after in GIVEN_FOR)
    if unit in NO_ONE or m.after == HYPHEN or (unit == units.QUARTER and _is_a_fourth(m)):
        return None
    if not led and (m.after not in FOLLOWS or (m.after in JOINTS and m.sheet.word(m.end + 1) not in JOINED)):
        return None
    if m.after in FROM and (
        m.before in read_values()["COUNT"] or m.before[-1:].isdigit()
    ):  # `$2 million a day from May`
        return None
    return Amount(((Decimal(1), unit),))


def half_unit(m: Found) -> Node | None:
    """`half an hour`, `half a century`, `a quarter of a century`."""
    unit = unit_at(m)
    return Amount(((QUARTER if m.has("quarter") else HALF, unit),)) if unit != units.QUARTER else None


def quarters_of(m: Found) -> Node | None:
    """`three quarters of an hour`."""
    number = number_at(m, "n")
    unit = unit_at(m)
    if number is None or number[0] != 3 or unit == units.QUARTER:
        return None
    return Amount(((QUARTER * 3, unit),))


def half_more(m: Found) -> Node | None:
    """`a year and a half`, `one hour and a quarter`."""
    number = number_at(m, "n") if m.has("n") else (Decimal(1),)
    if not number or number[0] is None:
        return None
    return Amount(((number[0] + (QUARTER if m.has("quarter") else HALF), unit_at(m)),))


def half_placed(m: Found) -> Node | None:
    """`the next quarter century`, `the past half century`."""
    count = int(m.value("s", "STEP"))
    return Amount(((QUARTER if m.has("quarter") else HALF, units.CENTURY),), ahead=count) if count else None


def bare_units(m: Found) -> Node | None:
    """`for months`, `years of war`, `days ago`: a vague amount."""
    unit, before, after = m.value("u", "UNITS"), m.before, m.after
    hung = after in HUNG and m.gap(m.end) < PARAGRAPH
    ahead = hung or after in AGO or (after in OF and before not in ALONE)
    if unit in UNCOUNTED or before in SMALL or not (ahead or before in BARE_LEADS):
        return None
    if (after, m.sheet.word(m.end + 1)) == TO_COME or (before in OF and m.sheet.word(m.start - 2) not in MANY_OF):
        return None
    return Amount(((None, unit),))


def long_unit(m: Found) -> Node | None:
    """`day-long`, `decades-long`, `week-long`, `all day`, `over the years`."""
    return Amount(((None if m.value("u", "UNITS") else Decimal(1), unit_at(m)),))


def compound_unit(m: Found) -> Node | None:
    """`weeklong`, `yearlong`."""
    unit = read_values()["UNIT"].get(m.text("u").removesuffix("long"), "")
    return Amount(((Decimal(1), unit),)) if unit else None


def short_amount(m: Found) -> Node | None:
    """`3h`, `20min`, `5yr`."""
    match = SHORT.match(m.text("n"))
    rest = match and SHORT.match(m.text("n"), match.end())
    if match and rest:  # `2h30m`
        return Amount(
            tuple((Decimal(one[1]), GLUED_UNITS[one[2][:2].removesuffix("m") or "mi"]) for one in (match, rest))
        )
    if match is None or (match[2] in ONE_LETTER and m.before not in SHORT_LEADS):
        return None
    return Amount(((Decimal(match[1]), GLUED_UNITS[match[2][:2]]),))


def placed(m: Found) -> Node | None:
    """`the last three months`, `the next few years`, `2 next days`, `the past 12 to 18 months`."""
    unit, number, count = unit_at(m), number_at(m, "n"), int(m.value("s", "STEP"))
    if number is None or not count or not unit:
        return None
    leads = LEADS_OF.get(m.text("s")) if m.at("s") == m.start else None
    if leads is not None and m.before not in leads:  # `following three weeks of riots`, `the talks last three days`
        return None
    working = unit == units.DAY and m.sheet.word(m.at("u") - 1) in WORKING
    return Amount(((None if m.has("o") else number[0], unit),), ahead=count, working=working)


def starting(m: Found) -> Node | None:
    """`three days starting Monday`, `10 days from June 1`."""
    length, day = m.node("a"), m.node("p")
    if not isinstance(length, Amount) or length.ahead or day is None or day.unit not in (units.DAY, units.MONTH):
        return None
    return replace(length, ahead=1, start=day)


def joined(m: Found) -> Node | None:
    """`3 hours and 20 minutes`, `2 years 1 month 21 days`."""
    nodes = [node for part in "abc" if (node := m.node(part))]
    amounts = [node for node in nodes if isinstance(node, Amount)]
    if len(amounts) != len(nodes) or len(nodes) < 2 or amounts[1].ahead or _ends_in_ago(m):
        return None
    pairs = tuple(pair for one in amounts for pair in one.amounts)
    sizes = [units.SIZES.get(unit, 0) for _, unit in pairs]
    if any(x <= y for x, y in pairwise(sizes)) or any(number is None for number, _ in pairs):
        return None
    return Amount(pairs, amounts[0].ahead)


def _ends_in_ago(m: Found) -> bool:
    """`three months and two weeks and two days ago` are three."""
    if m.after == AGO_ALONE:
        return m.has("and")
    entry = m.sheet.nodes.get(m.end + 1) if m.after == AND else None
    return entry is not None and (m.sheet.word(entry[0]) == AGO_ALONE or isinstance(entry[1], Shift))


DEICTIC = (
    Rule("units over", "over|through the u:UNITS", "over the years → PXY", long_unit),
    Rule("units since", "the u:UNITS (that|which followed|passed | since)", "in the years since → PXY", long_unit),
    Rule("units old", "u:UNITS - old", "in a decades-old house → PXE", long_unit),
    Rule("unit old", "u:UNIT - old", "in a century-old house → P100Y", long_unit),
    Rule("last so many units", f"s:STEP n:{COUNT} {FILLED}", "in the last three months → P3M", placed),
    Rule(
        "last two counts of units",
        f"s:STEP {COUNT} o:to|or|- n:{COUNT} {FILLED}",
        "in the next 12 to 18 months → PXM",
        placed,
    ),
    Rule("so many last units", f"n:{COUNT} s:STEP u:UNITS", "in 2 next days → P2D", placed),
    Rule(
        "last part of a century",
        "s:STEP (half | quarter:quarter) -? century",
        "in the past quarter century → P25Y",
        half_placed,
    ),
    Rule("count and unit", f"n:{COUNT} -? {FILLED} (-? old)?", "for ten years → P10Y", amount),
    Rule(
        "two counts and unit", f"{COUNT} to|or|-|— n:{COUNT} -? {FILLED}", "for two to three weeks → PXW", amount_range
    ),
    Rule("unit or two", "a|an|one u:UNIT or Number|more", "for a year or two → PXY", amount_range),
    Rule("one unit", "a|an|another FILLER? u:UNIT", "for a year → P1Y", one_unit),
    Rule("half a unit", "half -? a|an -? u:UNIT", "for half an hour → PT0.5H", half_unit),
    Rule("half-unit", "half - u:UNIT", "for a half-hour → PT0.5H", half_unit),
    Rule("half century", "half u:century|decade", "for half century → P50Y", half_unit),
    Rule("quarter century", "quarter:quarter -? u:century", "a quarter-century ago → 2000", half_unit),
    Rule(
        "quarters of a unit",
        f"n:{COUNT} quarters of a|an u:UNIT",
        "for three quarters of an hour → PT0.75H",
        quarters_of,
    ),
    Rule("quarter of a unit", "a|one? quarter:quarter of a|an u:UNIT", "for a quarter of a century → P25Y", half_unit),
    Rule("unit and a half", "whole:a|an u:UNIT and a half", "for a year and a half → P1Y6M", half_more),
    Rule("count, unit and a half", f"n:{COUNT} u:{UNITS} and a? half", "for one hour and a half → PT1.5H", half_more),
    Rule(
        "count, unit and a quarter",
        f"n:{COUNT} u:{UNITS} and a quarter:quarter",
        "for one hour and a quarter → PT1.25H",
        half_more,
    ),
    Rule("count and half, units", f"n:{COUNT} and half u:{UNITS}", "for two and half years → P2Y6M", half_more),
    Rule("units alone", "u:UNITS", "for months → PXM", bare_units),
    Rule("unit long", f"u:{UNITS} - long", "after a decades-long war → PXE", long_unit),
    Rule(
        "unit long, in one word",
        "u:weeklong|monthlong|yearlong|daylong|hourlong",
        "after a weeklong strike → P1W",
        compound_unit,
    ),
    Rule("all of a unit", "all u:UNIT", "all day → P1D", long_unit),
    Rule("count glued to its unit", "n:SHORT", "for 20min → PT20M", short_amount),
)
COMPOSITE = (
    Rule(
        "amount from a day",
        "a:Amount ,? starting|beginning|commencing from|on? p:Day|Weekday|Month",
        "for three days starting Monday → P3D",
        starting,
    ),
    Rule(
        "amount, then from a day",
        "a:Amount , from p:Day|Weekday|Month",
        "for three days, from December 1 → P3D",
        starting,
    ),
    Rule(
        "amounts joined",
        "a:Amount|Placed (, | and:and)? b:Amount ((,|and)? c:Amount)?",
        "for 3 hours and 20 minutes → PT3H20M",
        joined,
    ),
)
