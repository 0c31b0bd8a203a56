"""What comes back: `monthly`, `every Monday`, `twice a year`, `on Tuesday nights`."""

from decimal import Decimal

from extractor.pipeline.dates.engine import Found, Rule
from extractor.pipeline.dates.nodes import Node
from extractor.pipeline.dates.nodes.amounts import Repeated
from extractor.pipeline.dates.nodes.points import MonthNode, SeasonNode, WeekdayNode
from extractor.pipeline.dates.rules.parts import number_at, ordinal_at, unit_at
from extractor.pipeline.dates.rules.shorthand import COUNT, UNITS
from extractor.pipeline.dates.rules.signs import OF
from extractor.pipeline.dates.values import length_value

JOINTS = frozenset(("and", "or", ",", "&"))
WEEKENDS = "XXXX-WXX-WE"
WEEKDAY, DAY = "XXXX-WXX-", "XXXX-XX-XX"  # how the values of sets of weekdays and of days begin
FALLS = frozenset((("fall", "of"), ("fall", "in")))  # `every fall in prices`
DOUBLED = {"P1M": "P2M", "P1W": "P2W", "P1Y": "P6M"}  # a bi-annual report comes twice a year
LIST_IN = 5  # words before a weekday in which the one that it is listed with begins


def repeated(m: Found) -> Node | None:
    """`daily`, `annual`, `quarterly`."""
    return Repeated(m.value("t", "SET"))


def half_repeated(m: Found) -> Node | None:
    """`bi-monthly`, `semi-annual`."""
    value = m.value("t", "SET")
    return Repeated(DOUBLED.get(value, value))


def every(m: Found) -> Node | None:
    """`each year`, `every two weeks`, `every other day`, `every third year`, `twice a year`."""
    number: tuple[Decimal | None] | None = (Decimal(2 if m.has("other") else 1),)
    if m.has("n"):
        number = number_at(m, "n")
    elif m.has("o"):
        number = (Decimal(max(1, ordinal_at(m, "o"))),)
    unit = unit_at(m)
    return Repeated(length_value(number[0], unit)) if number and unit else None


def every_weekday(m: Found) -> Node | None:
    """`every Monday`, `each Tuesday morning`."""
    day = m.node("w")
    return Repeated(f"{WEEKDAY}{day.number}{_part(m)}") if isinstance(day, WeekdayNode) else None


def every_month(m: Found) -> Node | None:
    """`each July`; no `every July 2020`."""
    month = m.node("m")
    return Repeated(f"XXXX-{month.month:02}") if isinstance(month, MonthNode) and month.year is None else None


def every_season(m: Found) -> Node | None:
    """`every spring`; no `every fall in prices`."""
    season = m.node("e")
    if (m.text("e"), m.after) in FALLS:
        return None
    return Repeated(f"XXXX-{season.season if isinstance(season, SeasonNode) else m.value('e', 'SEASON')}")


def every_part(m: Found) -> Node | None:
    """`every morning`."""
    return Repeated(f"{DAY}{_part(m)}")


def _part(m: Found) -> str:
    """The part of the day in a value: `TMO`."""
    part = m.value("p", "PART") or m.value("p", "PARTS")
    return f"T{part}" if part else ""


def weekdays_set(m: Found) -> Node | None:
    """`Mondays`, `on Sunday mornings`."""
    return Repeated(f"{WEEKDAY}{m.value('ws', 'WEEKDAYS')}{_part(m)}")


def weekends(m: Found) -> Node | None:
    """`shut at weekends`; no `over weekends of rain`."""
    return None if m.after in OF else Repeated(WEEKENDS)


def weekday_of_each(m: Found) -> Node | None:
    """`the first Friday of each month`: a set of its own."""
    each = m.node("s")
    return each if isinstance(each, Repeated) and each.value.startswith("P") else None


def listed_set(m: Found) -> Node | None:
    """`every Monday and Thursday`, `on Friday and Saturday nights`: the weekday that stands in a list with a set."""
    day = m.node("w")
    if not isinstance(day, WeekdayNode) or day.step is not None or day.of is not None:
        return None
    part = _part_before(m)
    if part is None:
        after = m.sheet.nodes.get(m.end + 1) if m.after in JOINTS else None
        part = _part_of(after[1]) or None if after else None  # `Monday and Tuesdays` is no list
    return None if part is None else Repeated(f"{WEEKDAY}{day.number}{part}")


def _part_before(m: Found) -> str | None:
    """The part of the day of the set of weekdays that ends before the joint; None where there is none."""
    if m.before not in JOINTS:
        return None
    near = range(m.start - 2, m.start - LIST_IN, -1)
    end, node = next((m.sheet.nodes[i] for i in near if i in m.sheet.nodes), (0, None))
    return _part_of(node) if node and end >= m.start - 1 else None


def _part_of(node: Node) -> str | None:
    """The part of the day of a set of weekdays, empty for the whole day; None for another expression."""
    weekly = isinstance(node, Repeated) and node.value.startswith(WEEKDAY)
    return node.value[len(WEEKDAY) + 1 :] if weekly and isinstance(node, Repeated) else None


DEICTIC = (
    Rule("set in a word", "t:SET", "monthly → P1M", repeated),
    Rule("set with a prefix", "bi|semi - t:SET", "bi-monthly → P2M", half_repeated),
    Rule("every weekday", "every|each w:Weekday (p:PART)?", "every Monday → XXXX-WXX-1", every_weekday),
    Rule("every month", "every|each m:Month", "each July → XXXX-07", every_month),
    Rule("every season", "every|each e:Season|SEASON", "every spring → XXXX-SP", every_season),
    Rule("every part of the day", "every|each p:PART", "every morning → XXXX-XX-XXTMO", every_part),
    Rule("every unit", "every|each FILLER? u:UNIT", "every year → P1Y", every),
    Rule("every so many units", f"every n:{COUNT} -? u:{UNITS}", "every two weeks → P2W", every),
    Rule("every other unit", "every (other:other | o:ORDINAL) u:UNIT", "every other day → P2D", every),
    Rule("so many times a unit", f"{COUNT} times a|an|every|per|each u:UNIT", "four times a year → P1Y", every),
    Rule("twice a unit", "once|twice|thrice|times a|an|every|per|each u:UNIT", "twice a year → P1Y", every),
    Rule("once in so many units", f"once|twice every n:{COUNT} u:{UNITS}", "once every four years → P4Y", every),
    Rule("weekdays", "ws:WEEKDAYS (p:PART)?", "on Mondays → XXXX-WXX-1", weekdays_set),
    Rule("weekends", "at|on|over|during|most|all weekends", "at weekends → XXXX-WXX-WE", weekends),
    Rule("weekday nights", "w:Weekday p:PARTS", "on Tuesday nights → XXXX-WXX-2TNI", every_weekday),
)
COMPOSITE = (
    Rule(
        "weekday of each month",
        "o:ORDINAL? w:Weekday of s:Set",
        "on the first Friday of each month → P1M",
        weekday_of_each,
    ),
    Rule("weekday in a list", "w:Weekday", "every Monday and Thursday → XXXX-WXX-4", listed_set),
)
