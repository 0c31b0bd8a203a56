"""Amounts of time: `ten years`, `a year and a half`, `the last three months`, `39-year-old`."""

import re
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from extractor.pipeline.dates import units
from extractor.pipeline.dates.engine import Found, Rule
from extractor.pipeline.dates.nodes import Node
from extractor.pipeline.dates.nodes.amounts import Amount, Shift, Someday
from extractor.pipeline.dates.rules.parts import number_at
from extractor.pipeline.dates.rules.shorthand import COUNT, FILLED, UNITS
from extractor.pipeline.dates.table import read_values
from extractor.pipeline.text.words import GLUED, PARAGRAPH

# Before `a year` where it is an amount; elsewhere it is a rate: `$5 a day`, `twice a year`.
AMOUNT_LEADS = frozenset(
    "for within in after over than about nearly almost of lasting lasted through throughout during spent spend take takes took "
    "under just only least most every another wait waited around roughly exactly last lasts barely and or to between until "
    "into be been is was not quite be-".split()
)
ONE_DAY_BEFORE = frozenset(
    "in for within of by only just than the last next past first after over job every about".split()
)
ONE_DAY_AFTER = frozenset("after of later before earlier ago and or - a per early late from".split())
DAY_AFTER = frozenset("before after since of to that".split())
WORKING = frozenset(("business", "trading", "working"))
BEFORE_FOLLOWING = frozenset("the its their over in for during within of".split())
SERIES = frozenset("first last next past previous final".split())
BEFORE_LAST = frozenset(
    "the these those over for in during within of its his her their our my 's ’s and , ( each".split()
) | {""}
BARE_LEADS = frozenset("for after within over in through take took takes taken spent spend spends last lasts lasted of "
                       "wait waited waiting took about by".split())  # fmt: skip


def amount(m: Found) -> Node | None:
    """`ten years`, `three-month`, `39-year-old`, `several decades`, `two more weeks`."""
    number = number_at(m, "n")
    unit = m.value("u", "UNIT") or m.value("u", "UNITS")
    if unit == units.QUARTER and m.after == "of" and number == (Decimal(3),) and m.before not in SERIES:
        return None  # three-quarters of its food
    if number is None or not unit or _is_other(m, unit, number[0]):
        return None
    if number[0] is not None and (
        number[0] < 0 or number[0] > 10**10 or (m.text("n").startswith("0") and "." not in m.text("n"))
    ):
        return None
    if m.text("n") == "one" and unit == units.DAY and _is_adverb(m):
        return Someday()
    months = (
        unit == units.MONTH
        and m.before in ("the", "latest")
        and m.sheet.word(m.at("u") - 1) != "-"
        and m.after not in DAY_AFTER
    )
    return Amount(((number[0], unit),), accounts=months)


def _is_adverb(m: Found) -> bool:
    """`he will one day lead it`, `hopes to sell there one day`."""
    return m.end == m.start + 2 and m.before not in ONE_DAY_BEFORE and m.after not in ONE_DAY_AFTER


def _is_other(m: Found, unit: str, number: Decimal | None) -> bool:
    """`20-20 second half`, `3.5 quarter`, `$5 days`: numbers that count something else."""
    singular = bool(m.value("u", "UNIT")) and m.text("u") not in read_values()["UNITS"]
    if unit == units.QUARTER and singular and m.sheet.word(m.at("u") - 1) != "-":
        return True
    if unit == units.SECOND and number == 1 and m.text("n") == "one":
        return m.after in ("half", "quarter", "of", "-")
    if (
        unit in (units.SECOND, units.NIGHT, units.WEEKEND)
        and singular
        and number != 1
        and m.sheet.word(m.at("u") - 1) != "-"
    ):
        return True
    if unit == units.SECOND and m.text("u") == "second" and m.after in ("half", "quarter", "place", "time"):
        return True
    if m.text("n") == "many" and m.before == "as":  # `the third in as many weeks`
        return True
    if (
        unit == units.CENTURY
        and singular
        and number != 1
        and m.text("n").isdigit()
        and m.sheet.word(m.at("u") - 1) != "-"
    ):
        return True  # `a 14 century emperor`
    if m.text("n") == "some" and (singular or unit in (units.SECOND,)):
        return True
    if m.text("n") == "one" and unit in (units.DAY,) and m.after == "of":
        return False
    return m.start > 0 and m.gap(m.start) == GLUED and m.before in ("$", "£", "€", "#", "/", ".")


def amount_range(m: Found) -> Node | None:
    """`two to three weeks`, `12 to 18 months`, `a year or two`: a vague number of them."""
    unit = m.value("u", "UNIT") or m.value("u", "UNITS")
    if not unit or (m.has("n") and number_at(m, "n") is None):
        return None
    return Amount(((None, unit),), modifier="approx")


def one_unit(m: Found) -> Node | None:
    """`a year`, `an hour`, where it is no rate; the levels above ask for it before `ago`, `earlier`."""
    unit = m.value("u", "UNIT")
    if (
        unit in (units.SECOND, units.WEEKEND) or m.after == "-" or (unit == units.QUARTER and m.after == "of")
    ):  # `a quarter of the market`
        return None
    following = m.after in (
        "ago",
        "earlier",
        "later",
        "before",
        "after",
        "from",
        "since",
        "and",
        "hence",
        "previously",
        "or",
    )
    if not following and m.before not in AMOUNT_LEADS:
        return None
    if m.after == "from" and (
        m.before in read_values()["COUNT"] or m.before[-1:].isdigit()
    ):  # `$2 million a day from May`
        return None
    if (
        m.after in ("or", "and")
        and m.before not in AMOUNT_LEADS
        and m.sheet.word(m.end + 1) not in ("so", "a", "half", "two")
    ):
        return None
    return Amount(((Decimal(1), unit),))


def half_unit(m: Found) -> Node | None:
    """`half an hour`, `half a century`, `a year and a half`, `one hour and a quarter`, `a quarter of a century`."""
    unit = m.value("u", "UNIT") or m.value("u", "UNITS")
    part = Decimal("0.25") if m.has("quarter") else Decimal("0.5")
    if not m.has("whole"):
        return Amount(((part, unit),)) if unit != units.QUARTER else None
    number = number_at(m, "n") if m.has("n") else (Decimal(1),)
    return Amount(((number[0] + part, unit),)) if number and number[0] is not None else None


def bare_units(m: Found) -> Node | None:
    """`for months`, `years of war`, `days ago`: a vague amount."""
    unit = m.value("u", "UNITS")
    hung = m.after in ("before", "after") and m.gap(m.end) < PARAGRAPH  # `just days after the vote`
    ahead = hung or m.after in ("ago", "earlier", "later") or (m.after == "of" and m.before not in ("two", "the"))
    if (
        unit in (units.SECOND, units.QUARTER, units.NIGHT)
        or m.before in ("early", "small", "late")
        or not (ahead or m.before in BARE_LEADS)
    ):
        return None
    if m.after == "to" and m.sheet.word(m.end + 1) == "come":
        return None
    if m.before == "of" and m.sheet.word(m.start - 2) not in (
        "matter",
        "couple",
        "thousands",
        "hundreds",
        "tens",
        "dozens",
    ):
        return None
    return Amount(((None, unit),))


def long_unit(m: Found) -> Node | None:
    """`day-long`, `decades-long`, `week-long`, `all day`, `the whole week`."""
    unit = m.value("u", "UNIT") or m.value("u", "UNITS")
    return Amount(((None if m.value("u", "UNITS") else Decimal(1), unit),))


def short_amount(m: Found) -> Node | None:
    """`3h`, `20min`, `5yr`."""
    match = re.match(r"(\d+(?:\.\d+)?)([a-z]+)", m.text("n"))
    if match is None or (match[2] in ("d", "h", "y") and m.before not in ("for", "in", "within", "over", "after")):
        return None
    unit = {"y": units.YEAR, "d": units.DAY, "h": units.HOUR, "w": units.WEEK}.get(
        match[2][0], units.MONTH if match[2][:2] == "mt" else units.SECOND if match[2][0] == "s" else units.MINUTE
    )
    return Amount(((Decimal(match[1]), unit),))


def placed(m: Found) -> Node | None:
    """`the last three months`, `the next few years`, `2 next days`, `the past 12 to 18 months`."""
    unit, count = m.value("u", "UNITS") or m.value("u", "UNIT"), int(m.value("s", "STEP"))
    number = number_at(m, "n")
    if number is None or not count or not unit:
        return None
    if m.text("s") == "following" and m.at("s") == m.start and m.before not in BEFORE_FOLLOWING:
        return None  # `following three weeks of riots`
    if m.text("s") == "last" and m.at("s") == m.start and m.before not in BEFORE_LAST:  # `the talks last three days`
        return None
    working = unit == units.DAY and m.sheet.word(m.at("u") - 1) in WORKING
    return Amount(((None if m.has("o") else number[0], unit),), ahead=count, working=working)


def half_placed(m: Found) -> Node | None:
    """`the next quarter century`, `the past half century`."""
    part = Decimal("0.25") if m.text("h") == "quarter" else Decimal("0.5")
    count = int(m.value("s", "STEP"))
    return Amount(((part, units.CENTURY),), ahead=count) if count else None


def half_more(m: Found) -> Node | None:
    """`a year and a half`, `one hour and a quarter`."""
    unit = m.value("u", "UNIT") or m.value("u", "UNITS")
    number = number_at(m, "n") if m.has("n") else (Decimal(1),)
    part = Decimal("0.25") if m.has("quarter") else Decimal("0.5")
    return Amount(((number[0] + part, unit),)) if number and number[0] is not None else None


def compound_unit(m: Found) -> Node | None:
    """`weeklong`, `yearlong`."""
    unit = read_values()["UNIT"].get(m.text("u").removesuffix("long"), "")
    return Amount(((Decimal(1), unit),)) if unit else None


def starting(m: Found) -> Node | None:
    """`three days starting Monday`, `10 days from June 1`."""
    length, day = m.node("a"), m.node("p")
    if not isinstance(length, Amount) or length.ahead or day is None or day.unit not in (units.DAY, units.MONTH):
        return None
    return replace(length, ahead=1, start=day)


def joined(m: Found) -> Node | None:
    """`3 hours and 20 minutes`, `2 years 1 month 21 days`."""
    a, b = m.node("a"), m.node("b")
    third = m.node("c")
    if not (isinstance(a, Amount) and isinstance(b, Amount)) or b.ahead or (third and not isinstance(third, Amount)):
        return None
    if _ends_in_ago(m):
        return None
    pairs = (*a.amounts, *b.amounts, *(third.amounts if isinstance(third, Amount) else ()))
    sizes = [units.SIZES.get(unit, 0) for _, unit in pairs]
    if any(x <= y for x, y in pairwise(sizes)) or any(n is None for n, _ in pairs):
        return None
    return Amount(pairs, a.ahead)


def _ends_in_ago(m: Found) -> bool:
    """`three months and two weeks and two days ago` are three."""
    if m.after == "ago":
        return m.has("and")
    entry = m.sheet.nodes.get(m.end + 1) if m.after == "and" else None
    return entry is not None and (m.sheet.word(entry[0]) == "ago" or isinstance(entry[1], Shift))


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
        "last part of a century", "s:STEP h:half|quarter -? century", "in the past quarter century → P25Y", half_placed
    ),
    Rule("count and unit", f"n:{COUNT} -? {FILLED} (-? old)?", "for ten years → P10Y", amount),
    Rule(
        "two counts and unit", f"{COUNT} to|or|-|– n:{COUNT} -? {FILLED}", "for two to three weeks → PXW", amount_range
    ),
    Rule("unit or two", "a|an|one u:UNIT or Number|more", "for a year or two → PXY", amount_range),
    Rule("one unit", "a|an|another FILLER? u:UNIT", "for a year → P1Y", one_unit),
    Rule("half a unit", "half -? a|an -? u:UNIT", "for half an hour → PT0.5H", half_unit),
    Rule("half-unit", "half - u:UNIT", "for a half-hour → PT0.5H", half_unit),
    Rule("half century", "half u:century|decade", "for half century → P50Y", half_unit),
    Rule("quarter century", "quarter:quarter -? u:century", "a quarter-century ago → 2000", half_unit),
    Rule("quarter of a unit", "a|one? quarter:quarter of a u:UNIT", "for a quarter of a century → P25Y", half_unit),
    Rule("unit and a half", "whole:a|an u:UNIT and a half", "for a year and a half → P1Y6M", half_more),
    Rule("count, unit and a half", f"n:{COUNT} u:{UNITS} and a? half", "for one hour and a half → PT1.5H", half_more),
    Rule(
        "count, unit and a quarter",
        f"n:{COUNT} u:{UNITS} and a quarter:quarter",
        "for one hour and a quarter → PT1.25H",
        half_more,
    ),
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
