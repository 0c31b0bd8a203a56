"""Values of a record in words, as people read them: `USD 7.2 million`, `January–October 2025`, a flag, a chapter's title."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache

from extractor.data import read_by_code, read_table
from extractor.record import Date, Evidence, Money, Quantity, plain

WEIGHED = 3  # how many of the reasons that were weighed are said
MAGNITUDES = ((12, "trillion"), (9, "billion"), (6, "million"))  # the zeros that a word stands for
FIGURES_AFTER_POINT = 3  # that a word may have before it
MONTHS = "January February March April May June July August September October November December".split()
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
PARTS = {
    "SP": "spring",
    "SU": "summer",
    "FA": "autumn",
    "WI": "winter",
    "MO": "morning",
    "MI": "midday",
    "AF": "afternoon",
    "EV": "evening",
    "NI": "night",
}
_WEEK_PARTS = {f"-{number}": day for number, day in enumerate(WEEKDAYS, 1)} | {"-WE": "weekend"}
VAGUE = {"PAST_REF": "in the past", "PRESENT_REF": "now", "FUTURE_REF": "in the future"}
UNITS = {
    "Y": "year",
    "Q": "quarter",
    "M": "month",
    "W": "week",
    "D": "day",
    "WE": "weekend",
    "DE": "decade",
    "CE": "century",
}
CLOCK_UNITS = {"H": "hour", "M": "minute", "S": "second"}
MODIFIERS = {
    "start": "start of",
    "mid": "middle of",
    "end": "end of",
    "approx": "about",
    "before": "before",
    "after": "after",
}
_DURATION = re.compile(r"(\d+(?:\.\d+)?|X)(WE|DE|CE|[YQMWDHS])")
_MONTH, _DAY = re.compile(r"\d{4}-\d\d"), re.compile(r"\d{4}-\d\d-\d\d")
_YEAR_PART = re.compile(r"(\d{4})-(?:Q(\d)|H(\d)|W(\d\d)(-WE|-\d)?|(SP|SU|FA|WI))")


def flag(code: str) -> str:
    """The flag of a country as an emoji; nothing for a former state, which has none.

    >>> flag("KE"), flag("SUHH")
    ('🇰🇪', '')
    """
    return "".join(chr(0x1F1E6 + ord(letter) - ord("A")) for letter in code) if len(code) == 2 else ""


def country_name(code: str) -> str:
    """The English name of a country or former state, for one that the record itself doesn't name.

    >>> country_name("RU"), country_name("XK"), country_name("CSHH")
    ('Russia', 'Kosovo', 'Czechoslovakia')
    """
    return read_by_code("countries_codes")[code]["name"]


@cache
def chapter_title(hs: str | None) -> str | None:
    """What the chapter of a code of the Harmonized System is mostly about."""
    titles = {row["code"]: row["title"] for row in read_table("hs_chapters")}
    return titles.get(hs[:2]) if hs else None


def say_amount(amount: Decimal, *, places: int = 2) -> str:
    """A decimal number with a word for its magnitude, where the word costs no digit; money has `places` behind the point.

    >>> say_amount(Decimal(7200000)), say_amount(Decimal(1234567)), say_amount(Decimal("72.83"))
    ('7.2 million', '1,234,567', '72.83')
    """
    digits = plain(amount)
    sign = "-" if digits.startswith("-") else ""
    whole, _, fraction = digits.removeprefix("-").partition(".")
    for zeros, word in MAGNITUDES:
        if len(whole) > zeros:
            rest = (whole[-zeros:] + fraction).rstrip("0")
            if len(rest) > FIGURES_AFTER_POINT:
                break
            return f"{sign}{int(whole[:-zeros]):,}{'.' if rest else ''}{rest} {word}"
    return f"{sign}{int(whole):,}" + (f".{fraction:0<{places}}" if fraction else "")


def say_money(money: Money) -> str:
    """A sum as a normalised figure: `about USD 5 million a year`, `USD 4.1–9.8 million`, `EUR 60 or more a barrel`."""
    figure = _say_ends(money.low, money.high, money.currency)
    about = "about " if money.approximate else ""
    return about + figure + (f" per {money.per}" if money.per else "")


def say_quantity(quantity: Quantity) -> str:
    """An amount of goods as a normalised figure: `about 3–4 million tonnes`, `1.3 million barrels a day`, `up to 500 head`."""
    figure = _say_ends(quantity.low, quantity.high, None, places=0)
    about = "about " if quantity.approximate else ""
    one = quantity.low == quantity.high == 1
    per = (
        f" {'an' if quantity.per[0] in 'aeiou' or quantity.per == 'hour' else 'a'} {quantity.per}"
        if quantity.per
        else ""
    )
    return f"{about}{figure} {quantity.unit if one else _several(quantity.unit)}{per}"


def _several(unit: str) -> str:
    """The plural of a unit.

    >>> [_several(unit) for unit in ("tonne", "cubic foot", "acre-foot", "head", "box", "TEU", "batch", "lorry")]
    ['tonnes', 'cubic feet', 'acre-feet', 'head', 'boxes', 'TEU', 'batches', 'lorries']
    """
    if unit.endswith("foot"):
        return f"{unit[:-4]}feet"
    if unit in ("head", "TEU"):
        return unit
    if unit.endswith("y"):
        return f"{unit[:-1]}ies"
    return unit + ("es" if unit.endswith(("x", "ch", "go")) else "s")


def _say_ends(low: Decimal | None, high: Decimal | None, currency: str | None, *, places: int = 2) -> str:
    unit = f"{currency} " if currency else ""
    if low is None and high is None:
        return f"{unit}amount not said"
    if low is None or high is None:
        bound = say_amount(high if low is None else low, places=places)  # type: ignore[arg-type]
        return f"up to {unit}{bound}" if low is None else f"{unit}{bound} or more"
    if low == high:
        return unit + say_amount(low, places=places)
    (first, *word), (last, *last_word) = (say_amount(end, places=places).split(" ") for end in (low, high))
    return f"{unit}{' '.join([first, *word]) if word != last_word else first}–{' '.join([last, *last_word])}"


def currency_name(code: str | None) -> str:
    """The English name of a currency; what is missing where it isn't known.

    >>> currency_name("KES"), currency_name("XBT")
    ('Kenyan shilling', 'bitcoin')
    """
    return read_by_code("currencies_codes")[code]["name"] if code else "currency not known"


def say_date(when: Date) -> str:
    """A date's value in words, with its modifier: `end of 2020`, `every year`, `about 3 weeks`."""
    words = _say_set(when.value) if when.kind == "set" else say_value(when.value)
    return f"{MODIFIERS[when.modifier]} {words}" if when.modifier else words


def _say_set(value: str) -> str:
    words = say_value(value)
    every = words.removeprefix("a ").removeprefix("1 ")
    return f"every {every}" if value.startswith(("P", "X")) else words


def say_value(value: str) -> str:
    """A TIMEX3 value in words; the value itself where it has none.

    >>> say_value("2025-01/2025-10"), say_value("2025-Q3"), say_value("PT6M"), say_value("XXXX-WXX-5")
    ('January–October 2025', '3rd quarter of 2025', '6 minutes', 'a Friday')
    """
    if value in VAGUE:
        return VAGUE[value]
    if "/" in value:
        return _say_interval(*value.split("/", 1))
    if value.startswith("P"):
        return _say_duration(value)
    day, clock, time = value.partition("T")
    words = _say_day(day)
    return ", ".join(part for part in (words, PARTS.get(time, time)) if part) if clock else words


def _say_interval(first: str, last: str) -> str:
    start, end = say_value(first), say_value(last)
    if _MONTH.fullmatch(first) and _MONTH.fullmatch(last) and first[:4] == last[:4]:
        return f"{start.removesuffix(first[:4]).rstrip()}–{end}"  # `January–October 2025`
    if _DAY.fullmatch(first) and _DAY.fullmatch(last) and first[:7] == last[:7]:
        return f"{int(first[8:])}–{end}"  # `1–15 February 2023`
    return f"{start} – {end}"


def _say_day(value: str) -> str:
    if found := _YEAR_PART.fullmatch(value):
        return _say_year_part(*found.groups())
    if re.fullmatch(r"\d{2}", value):
        return f"{_ordinal(int(value) + 1)} century"
    if re.fullmatch(r"\d{3}", value):
        return f"{value}0s"
    if value.startswith("XXXX-WXX"):
        return f"a {_WEEK_PARTS.get(value[8:], 'week')}"
    if re.fullmatch(r"BC\d{4}", value):
        return f"{int(value[2:])} BC"
    year, *rest = value.split("-")
    known = [part for part in rest if part.isdigit()]
    if known != rest or not known or len(known) > 2 or not 1 <= int(known[0]) <= 12:
        return value
    words = MONTHS[int(known[0]) - 1] if len(known) == 1 else f"{int(known[1])} {MONTHS[int(known[0]) - 1]}"
    return f"{words} {year}" if year.isdigit() else f"{words}, year not known"


def _say_year_part(year: str, quarter: str, half: str, week: str, day: str, season: str) -> str:
    if quarter:
        return f"{_ordinal(int(quarter))} quarter of {year}"
    if half:
        return f"{_ordinal(int(half))} half of {year}"
    if season:
        return f"{PARTS[season]} {year}"
    try:
        first = date.fromisocalendar(int(year), int(week), 6 if day == "-WE" else int((day or "-1")[1:]))
    except ValueError:  # the 53rd week of a year that has 52
        return f"week {int(week)} of {year}"
    what = "weekend of " if day == "-WE" else "" if day else "week of "
    return what + say_day(first)


def say_day(day: date) -> str:
    """A day in words.

    >>> say_day(date(2025, 12, 8))
    '8 December 2025'
    """
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _say_duration(value: str) -> str:
    days, _, clock = value[1:].partition("T")
    said = [_say_length(number, UNITS[unit]) for number, unit in _DURATION.findall(days) if unit in UNITS]
    said += [_say_length(number, CLOCK_UNITS[unit]) for number, unit in _DURATION.findall(clock) if unit in CLOCK_UNITS]
    return " and ".join(said) or value


def _say_length(number: str, unit: str) -> str:
    several = "centuries" if unit == "century" else f"{unit}s"
    return f"some {several}" if number == "X" else f"{number} {unit if number == '1' else several}"


def _ordinal(number: int) -> str:
    ending = "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def say_evidence(evidence: object) -> Iterator[str]:
    """Evidence in words, a line for its confidence and for each ground; nothing where there is none.

    `country in the sentence: Sweden (country), crowns (currency)`; `2× rules, title: Mr (title)`.
    """
    if not isinstance(evidence, Evidence):  # a kind of another package may call something else so
        return
    if evidence.confidence is not None:
        yield f"{evidence.confidence:.2f} sure"
    for ground in evidence.grounds:
        times = f"{len(ground.mentions)}× " if len(ground.mentions) > 1 else ""
        told = [f"{' '.join(word.text.split())} ({word.role})" for word in ground.words]
        told += [f"from {ground.anchor}"] if ground.anchor else []
        told += [f"{each.reason} {each.weight:+.2f}" for each in ground.weighed[:WEIGHED]]
        yield times + ground.rule + (f": {', '.join(told)}" if told else "")
