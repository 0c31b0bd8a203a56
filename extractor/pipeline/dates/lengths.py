"""Builders of amounts of time and of what comes back: `ten years`, `a year and a half`, `every Monday`."""

import re
from decimal import Decimal

from extractor.pipeline.dates import units
from extractor.pipeline.dates.amounts import Amount, Repeated, Someday
from extractor.pipeline.dates.days import ordinal_at
from extractor.pipeline.dates.engine import Found
from extractor.pipeline.dates.nodes import MonthNode, Node, Number, SeasonNode, WeekdayNode
from extractor.pipeline.dates.table import read_values
from extractor.pipeline.dates.values import length_value
from extractor.pipeline.text.numbers import read_digits
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
JOINTS = frozenset(("and", "or", ",", "&"))
BARE_LEADS = frozenset("for after within over in through take took takes taken spent spend spends last lasts lasted of "
                       "wait waited waiting took about by".split())  # fmt: skip


def number_at(m: Found, part: str) -> tuple[Decimal | None] | None:
    """The number in a part, in a tuple of one: None inside is a vague one; None when there is no number."""
    node = m.node(part)
    if isinstance(node, Number):
        return (node.value,)
    text = m.text(part)
    if not text:
        return None
    if text in read_values()["VAGUE"]:
        return (None,)
    fraction = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}.get(text[-1:])
    if fraction is not None:
        return (fraction + Decimal(text[:-1] or 0),)
    value = read_digits(text)
    return None if value is None else (value,)


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


def repeated(m: Found) -> Node | None:
    """`daily`, `annual`, `quarterly`."""
    return Repeated(m.value("t", "SET"))


def every(m: Found) -> Node | None:
    """`every Monday`, `each year`, `every two weeks`, `every other day`, `each July`, `every morning`."""
    unit = m.value("u", "UNIT") or m.value("u", "UNITS") if m.has("u") else ""
    if not unit:
        return _every_named(m)
    number: tuple[Decimal | None] | None = (Decimal(1),)
    if m.has("n"):
        number = number_at(m, "n")
    elif m.has("o"):
        number = (Decimal(2 if m.text("o") == "other" else max(1, ordinal_at(m, "o"))),)
    return Repeated(length_value(number[0], unit)) if number and unit else None


def _every_named(m: Found) -> Node | None:
    if m.text("e") == "fall" and m.after in ("of", "in"):
        return None
    named = next((node for part in "wme" if (node := m.node(part))), None)
    part = f"T{m.value('p', 'PART')}" if m.has("p") else ""
    if isinstance(named, WeekdayNode):
        return Repeated(f"XXXX-WXX-{named.number}{part}")
    if isinstance(named, MonthNode):
        return Repeated(f"XXXX-{named.month:02}") if named.year is None else None
    if m.has("e"):
        return Repeated(f"XXXX-{named.season if isinstance(named, SeasonNode) else m.value('e', 'SEASON')}")
    return Repeated(f"XXXX-XX-XX{part}") if part else None


def weekdays_set(m: Found) -> Node | None:
    """`Mondays`, `Tuesday nights`, `on Sunday mornings`."""
    if m.has("ws"):
        part = f"T{m.value('p', 'PART')}" if m.has("p") else ""
        return Repeated(f"XXXX-WXX-{m.value('ws', 'WEEKDAYS')}{part}")
    day = m.node("w")
    return Repeated(f"XXXX-WXX-{day.number}T{m.value('p', 'PARTS')}") if isinstance(day, WeekdayNode) else None


def weekday_of_each(m: Found) -> Node | None:
    """`the first Friday of each month`: a set of its own."""
    each = m.node("s")
    return each if isinstance(each, Repeated) and each.value.startswith("P") else None


def listed_set(m: Found) -> Node | None:
    """`every Monday and Thursday`, `on Friday and Saturday nights`: the weekday that stands in a list with a set."""
    day = m.node("w")
    if not isinstance(day, WeekdayNode) or day.step is not None or day.of is not None:
        return None
    nodes = m.sheet.nodes
    after = nodes.get(m.end + 1) if m.after in JOINTS else None
    before = (
        next((nodes[i] for i in range(m.start - 2, m.start - 5, -1) if i in nodes), None)
        if m.before in JOINTS
        else None
    )
    if before and before[0] < m.start - 1:
        before = None
    for entry in (before, after):
        if entry and isinstance(entry[1], Repeated) and entry[1].value.startswith("XXXX-WXX-"):
            part = entry[1].value[10:]
            if part or entry is before:  # `Monday and Tuesdays` is no list
                return Repeated(f"XXXX-WXX-{day.number}{part}")
    return None


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


def half_repeated(m: Found) -> Node | None:
    """`bi-monthly`, `semi-annual`."""
    value = read_values()["SET"][m.text("t")]
    doubled = {"P1M": "P2M", "P1W": "P2W", "P1Y": "P6M"}
    return Repeated(doubled.get(value, value))
