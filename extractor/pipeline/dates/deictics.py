"""Builders of expressions that need a base: `last week`, `yesterday`, `ten years`, `every Monday`, `8 p.m.`"""

import re
from dataclasses import replace
from decimal import Decimal

from extractor.pipeline.dates.builders import ordinal_at
from extractor.pipeline.dates.engine import Found
from extractor.pipeline.dates.nodes import (
    Amount,
    Comparison,
    Fixed,
    MonthNode,
    Node,
    Number,
    Repeated,
    SeasonNode,
    Step,
    The,
    Timed,
    WeekdayNode,
)
from extractor.pipeline.dates.table import read_values
from extractor.pipeline.dates.values import Time, length_value
from extractor.pipeline._numbers import read_digits
from extractor.pipeline.words import GLUED

NARRATIVE = frozenset(("following", "same", "that", "previous", "preceding", "prior"))
LONG_UNITS = ("Y", "M", "W", "FN", "WE", "D", "Q", "E", "C")
CLOCK = re.compile(r"(\d{1,2})(?:[.:](\d\d))?([ap])?")
# Before `a year` where it is an amount; elsewhere it is a rate: `$5 a day`, `twice a year`.
AMOUNT_LEADS = frozenset(
    "for within in after over than about nearly almost of lasting lasted through throughout during spent spend take takes took "
    "under just only least most every another wait waited around roughly exactly last lasts barely and or to between until "
    "into be been is was not quite be-".split()
)
BARE_LEADS = frozenset("for after within over in through take took takes taken spent spend spends last lasts lasted of wait waited "
                       "waiting took about by".split())  # fmt: skip


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


def today(m: Found) -> Node | None:
    """`yesterday`, `today`, `tomorrow`; `the day before yesterday`."""
    text = m.text("t")
    if text == "today" and m.before in ("usa", "russia", "voa"):
        return None
    count = int(m.value("t", "TODAY"))
    return Step("D", count + (-1 if count < 0 else 1) if m.has("more") else count)


def step(m: Found) -> Node | None:
    """`last week`, `this year`, `the following month`, `that day`, `the past year`."""
    word, unit = m.text("s"), m.value("u", "UNIT")
    if unit not in LONG_UNITS or (word in ("this", "that") and m.before == "at" and unit == "D"):
        return None
    if word in ("that", "same", "prior") and unit in ("W", "D") and m.after in ("of",):
        return None
    if word == "present" and unit == "D":
        return Fixed(Time("PRESENT_REF"))
    count = int(m.value("s", "STEP"))
    if word == "past" and unit in ("E", "C"):
        return Amount(((Decimal(1), unit),), ahead=-1)
    narrative = word in NARRATIVE or (word == "next" and unit == "D")
    if word == "previous" and unit not in ("D", "N"):
        narrative = True
    return Step(unit, count, narrative)


def step_twice(m: Found) -> Node | None:
    """`this past week`."""
    unit = m.value("u", "UNIT")
    return Step(unit, int(m.value("s", "STEP"))) if unit in LONG_UNITS else None


def week_after(m: Found) -> Node | None:
    """`the week after next`, `the year before last`."""
    unit = m.value("u", "UNIT")
    return Step(unit, 2 if m.has("next") else -2) if unit in LONG_UNITS else None


def step_month(m: Found) -> Node | None:
    """`last December`, `this May`, `next March`."""
    month = m.node("m")
    plain = isinstance(month, MonthNode) and month.year is None and month.step is None
    return replace(month, step=int(m.value("s", "STEP"))) if isinstance(month, MonthNode) and plain else None


def step_weekday(m: Found) -> Node | None:
    """`last Friday`, `the previous Friday`, `next Monday`."""
    day, count, word = m.node("w"), int(m.value("s", "STEP")), m.text("s")
    if not isinstance(day, WeekdayNode) or word in ("that", "same", "current"):
        return day
    return replace(day, step=count, narrative=word in NARRATIVE)


def step_season(m: Found) -> Node | None:
    """`last fall`, `this summer`."""
    node = m.node("e")
    if isinstance(node, SeasonNode) and node.year is not None:
        return None
    return SeasonNode(node.season if isinstance(node, SeasonNode) else m.value("e", "SEASON"), step=int(m.value("s", "STEP")))


def step_part(m: Found) -> Node | None:
    """`last night`, `this morning`, `that evening`, `the next morning`."""
    part, word = m.value("p", "PART"), m.text("s")
    if ":" in part:
        return None
    count = int(m.value("s", "STEP"))
    narrative = word in NARRATIVE or word == "next"
    return Timed(part, Step("D", count, narrative))


def tonight(m: Found) -> Node | None:
    """`tonight`, `overnight`."""
    if m.text("p") == "overnight" and m.after in read_values()["OVERNIGHT"]:
        return None
    return Timed("NI", Step("D", 0))


def the_unit(m: Found) -> Node | None:
    """`the quarter`, `the year`, `the week`, `the weekend`: what the text is about."""
    unit = m.value("u", "UNIT")
    if unit == "Y" and m.after in ("ended", "ending"):
        return Amount(((Decimal(1), "Y"),))
    if unit not in ("Q", "Y", "W", "WE", "M") or m.after in ("-", "of", "'s", "’s", "old", "before", "after", "that") or m.after == "in" and unit == "Y":
        return The(unit) if m.after in ("'s", "’s") and unit in ("Q", "WE") else None
    if unit in ("M", "W", "Y") and m.before not in ("for", "of", "in", "during", "over", "throughout", "this", "through", "within", "from", "end", "and"):
        return None
    if unit == "Y" and m.before in ("of", "from", "and"):
        return None
    return The(unit)


def latest(m: Found) -> Node | None:
    """`the latest quarter`, `the most recent fiscal year`, `the full year`."""
    if m.has("period"):
        return Comparison(0)
    unit = m.value("u", "UNIT")
    if unit not in ("Q", "Y", "W", "M"):
        return None
    return The(unit, latest=m.text("l") not in ("full", "whole", "entire", "calendar"))


def amount(m: Found) -> Node | None:
    """`ten years`, `three-month`, `39-year-old`, `several decades`, `two more weeks`."""
    number = number_at(m, "n")
    unit = m.value("u", "UNIT") or m.value("u", "UNITS")
    if unit == "Q" and m.after == "of" and m.end - m.start <= 3:  # three-quarters of its food
        return None
    if number is None or not unit or _is_other(m, unit, number[0]):
        return None
    if number[0] is not None and (number[0] < 0 or number[0] > 10**10 or m.text("n").startswith("0") and "." not in m.text("n")):
        return None
    return Amount(((number[0], unit),))


def _is_other(m: Found, unit: str, number: Decimal | None) -> bool:
    """`20-20 second half`, `3.5 quarter`, `$5 days`: numbers that count something else."""
    singular = bool(m.value("u", "UNIT")) and m.text("u") not in read_values()["UNITS"]
    if unit == "Q" and singular and m.sheet.word(m.at("u") - 1) != "-":
        return True
    if unit == "TS" and number == 1 and m.text("n") == "one":
        return m.after in ("half", "quarter", "of", "-")
    if unit in ("TS", "N", "WE") and singular and number != 1 and m.sheet.word(m.at("u") - 1) != "-":
        return True
    if unit == "TS" and m.text("u") == "second" and m.after in ("half", "quarter", "place", "time"):
        return True
    if m.text("n") == "some" and (singular or unit in ("TS",)):
        return True
    if m.text("n") == "one" and unit in ("D",) and m.after == "of":
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
    if unit == "TS" or unit == "WE" or m.after in ("-",):
        return None
    following = m.after in ("ago", "earlier", "later", "before", "after", "from", "since", "and", "hence", "previously", "or")
    if not following and m.before not in AMOUNT_LEADS:
        return None
    if m.after in ("or", "and") and m.before not in AMOUNT_LEADS and m.sheet.word(m.end + 1) not in ("so", "a", "half", "two"):
        return None
    return Amount(((Decimal(1), unit),))


def half_unit(m: Found) -> Node | None:
    """`half an hour`, `half a century`, `a year and a half`, `one hour and a quarter`, `a quarter of a century`."""
    unit = m.value("u", "UNIT") or m.value("u", "UNITS")
    part = Decimal("0.25") if m.has("quarter") else Decimal("0.5")
    if not m.has("whole"):
        return Amount(((part, unit),)) if unit != "Q" else None
    number = number_at(m, "n") if m.has("n") else (Decimal(1),)
    return Amount(((number[0] + part, unit),)) if number and number[0] is not None else None


def bare_units(m: Found) -> Node | None:
    """`for months`, `years of war`, `days ago`: a vague amount."""
    unit = m.value("u", "UNITS")
    ahead = m.after in ("ago", "earlier", "later") or (m.after == "of" and m.before not in ("two", "the"))
    if unit in ("TS", "Q", "N") or m.before in ("early", "small", "late") or not (ahead or m.before in BARE_LEADS):
        return None
    if m.before == "of" and m.sheet.word(m.start - 2) not in ("matter", "couple", "thousands", "hundreds", "tens", "dozens"):
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
    unit = {"y": "Y", "d": "D", "h": "TH", "w": "W"}.get(match[2][0], "M" if match[2][:2] == "mt" else "TS" if match[2][0] == "s" else "TM")
    return Amount(((Decimal(match[1]), unit),))


def placed(m: Found) -> Node | None:
    """`the last three months`, `the next few years`, `2 next days`, `the past 12 to 18 months`."""
    unit, count = m.value("u", "UNITS") or m.value("u", "UNIT"), int(m.value("s", "STEP"))
    number = number_at(m, "n")
    if number is None or not count or not unit:
        return None
    ranged = m.has("o")
    return Amount(((None if ranged else number[0], unit),), ahead=count)


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


def clock(m: Found) -> Node | None:
    """`8 p.m.`, `14:30 GMT`, `10am`, `9.30 am`, `4 in the morning`, `4 o'clock`."""
    found = CLOCK.match(m.text("c"))
    if found is None:
        return None
    hour, minute = int(found[1]), found[2]
    half = found[3] or (m.has("h") and m.text("h")[:1]) or ""
    if half in ("a", "m"):
        hour %= 12
    elif half in ("p", "e") or (half == "n" and hour > 5):
        hour = hour % 12 + 12
    if hour > 24 or int(minute or 0) > 59:
        return None
    return Timed(f"{hour:02}:{minute or '00'}")


def plain_clock(m: Found) -> Node | None:
    """`14:30`: a time, unless a score, a ratio or a time run (`2:08:59`)."""
    text = m.text("c")
    if m.before in ("beat", "won", "lost", "ratio", "in", "of", "finished", "clocked", "genesis", "matthew") and m.before != "of":
        return None
    if text.count(":") > 1 or len(text) < 4:
        return None
    return clock(m)


def hundred_clock(m: Found) -> Node | None:
    """`1430 GMT`, `0800GMT`."""
    text = m.text("c")[:4]
    return Timed(f"{text[:2]}:{text[2:]}") if text.isdigit() and text[:2] <= "24" and text[2:] <= "59" else None


def noon(m: Found) -> Node | None:
    """`noon`, `midnight`."""
    part = m.value("p", "PART")
    return Timed(part) if ":" in part and m.text("p") != "midday" or m.before in ("at", "by", "until", "around") and part else None


def the_part(m: Found) -> Node | None:
    """`in the morning`, `during the night`."""
    part = m.value("p", "PART")
    if ":" in part:
        return None
    return Timed(part) if m.before in ("in", "during", "into", "through", "early", "late", "of", "later", "earlier") else None


def school_year(m: Found) -> Node | None:
    """`this fiscal year`, `next financial year`, `this calendar year`."""
    return Step("Y", int(m.value("s", "STEP")), m.text("s") in NARRATIVE)


def that_same(m: Found) -> Node | None:
    """`that same day`."""
    unit = m.value("u", "UNIT")
    return Step(unit, 0, narrative=True) if unit in LONG_UNITS else None


def week_before(m: Found) -> Node | None:
    """`the year before last`."""
    unit = m.value("u", "UNIT")
    return Step(unit, -2) if unit in LONG_UNITS else None


def most_recent(m: Found) -> Node | None:
    """`the most recent quarter`."""
    unit = m.value("u", "UNIT")
    return The(unit, latest=True) if unit in ("Q", "Y", "W", "M") else None


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


def zoned_clock(m: Found) -> Node | None:
    """`1430 GMT`, `0900 hours`."""
    return hundred_clock(m) if len(m.text("c")) == 4 else None


def zone(m: Found) -> Node | None:
    """`8 p.m. Eastern time`."""
    return m.node("c")


def current_date(m: Found) -> Node | None:
    """`till the current date`."""
    return Step("D", 0)
