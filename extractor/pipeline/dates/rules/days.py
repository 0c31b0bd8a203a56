"""Days of a month: `December 9, 2025`, `the 9th of December`, `May 5-7`, `on the 29th`."""

import re

from extractor.pipeline.dates import units
from extractor.pipeline.dates.engine import Found, Rule
from extractor.pipeline.dates.nodes import Node
from extractor.pipeline.dates.nodes.amounts import Step, The
from extractor.pipeline.dates.nodes.compounds import Days, Interval, WithYear
from extractor.pipeline.dates.nodes.points import DayOfMonth, EventDay, MonthDay
from extractor.pipeline.dates.rules.deictics import is_verb
from extractor.pipeline.dates.rules.parts import day_at, full_year, month_at, year_at
from extractor.pipeline.dates.rules.shorthand import DAY, TO, YEAR
from extractor.pipeline.dates.rules.signs import BETWEEN, STOP, THE
from extractor.pipeline.dates.table import read_cues, read_values
from extractor.pipeline.text.words import GLUED

SPELLED = re.compile(r"([a-z]+?)(\d+)\Z")
NOT_DAYS = read_cues("behind a number that is no day")  # `May 5 %`, `in March 30 people`
NOT_BEFORE = read_cues("before a number that is no day")  # `$ 5 May`
LEADS = read_cues("before a day with a stop")
AFTER_DAY = read_cues("behind a day alone")
LISTED = read_cues("behind a day in a list")
COUNTED = read_cues("what ordinals count")  # `from the 15th to the 19th century`
JOINTS = frozenset(("and", "or", ",", "&"))
NEAR_BY = 5  # words behind a day in which stands what is counted


def month_day(m: Found) -> Node | None:
    """`December 9`, `December 9, 2025`, `9 December`, `the 9th of December`."""
    day, year = day_at(m, "d"), year_at(m, "y")
    if not day or (m.has("y") and year is None) or _is_number(m):
        return None
    month = month_at(m)
    event = read_values()["EVENT_DAY"].get(f"{month:02}-{day:02}")
    if event and year is None and m.after in read_values()["EVENT_NOUN"]:  # `the Sept. 11 attacks`
        return EventDay(month, day, int(event))
    return MonthDay(month, day, year)


def _is_number(m: Found) -> bool:
    """Whether the digits are counted, priced or cut: `May 5 %`, `$5 May`, `May 5.4`."""
    if m.after in NOT_DAYS and not m.has("y"):
        return True
    if m.at("d") == m.start and m.before in NOT_BEFORE:
        return True
    words = m.sheet.words
    cut = m.at("d") == m.end - 1 and m.after == STOP and m.end + 1 < len(words)
    return cut and words.gaps[m.end] == words.gaps[m.end + 1] == GLUED and words.texts[m.end + 1][0].isdigit()


def month_days(m: Found) -> Node | None:
    """`May 5-7`, `5 to 7 May 2025`, `April ninth through seventeenth`; `May 5 and 6` when the days touch."""
    first, last, year = day_at(m, "a"), day_at(m, "b"), year_at(m, "y")
    led = m.before in BETWEEN or (m.before in THE and m.sheet.word(m.start - 2) in BETWEEN)
    if not first or not last or first >= last or (m.has("and") and last != first + 1 and not led):
        return None
    coming = not year and not read_values()["DELIVERY"].keys().isdisjoint((m.before, m.after))
    month = month_at(m)
    return Interval(MonthDay(month, first, year, coming=coming), MonthDay(month, last, year, coming=coming))


def spelled_day(m: Found) -> Node | None:
    """`June twenty two`; no `June two people`."""
    return month_day(m) if m.after in AFTER_DAY else None


def dotted_day(m: Found) -> Node | None:
    """`17. August 2020`, as in German; no end of a sentence."""
    words, stop = m.sheet.words, m.at("stop")
    same = words.sentences[stop] == words.sentences[m.at("m")]
    return month_day(m) if words.gaps[stop] == GLUED and (m.before in LEADS or (same and m.has("y"))) else None


def glued_date(m: Found) -> Node | None:
    """`21Sep2023`, `05-mar-2020`, `2019nov12`: no signs between the parts, or odd ones."""
    parts = re.findall(r"\d+|[a-z]+", m.text("n"))
    month = int(read_values()["MONTH"].get(parts[1], 0))
    day, year = (parts[0], parts[2]) if len(parts[0]) < 3 else (parts[2], parts[0])
    return MonthDay(month, int(day), full_year(year)) if month and 1 <= int(day) <= 31 else None


def cut_date(m: Found) -> Node | None:
    """`3.Mar.2021`, which the tokenizer cuts at the first full stop as at the end of a sentence."""
    words, (month, year) = m.sheet.words, re.split("[-./]", m.text("n"))
    glued = words.gaps[m.at("sign")] == words.gaps[m.at("n")] == GLUED
    number = int(read_values()["MONTH"].get(month, 0))
    return MonthDay(number, int(m.text("d")), full_year(year)) if glued and number else None


def glued_day(m: Found) -> Node | None:
    """`Dec31, 1994`."""
    match = SPELLED.match(m.text("n"))
    number = int(read_values()["MONTH"].get(match[1], 0)) if match else 0
    return MonthDay(number, int(match[2]), year_at(m, "y")) if match and number else None


def step_day(m: Found) -> Node | None:
    """`last Oct. 23`, `next May 5`."""
    day = m.node("d")
    if not isinstance(day, MonthDay) or day.year is not None or is_verb(m):
        return None
    return WithYear(day, None, int(m.value("s", "STEP")))


def day_of_month(m: Found) -> Node | None:
    """`the 15th of this month`."""
    day, whole = day_at(m, "d"), m.node("p")
    return DayOfMonth(day, whole) if day and whole and whole.unit == units.MONTH else None


def lone_day(m: Found) -> Node | None:
    """`on the 29th`; never `on the 29th floor`, `from the 15th to the 19th century`."""
    day = day_at(m, "d")
    if not day or m.after not in AFTER_DAY:
        return None
    counted = m.after in LISTED and not COUNTED.isdisjoint(m.sheet.words.lowers[m.end : m.end + NEAR_BY])
    return None if counted else DayOfMonth(day)


def listed_day(m: Found) -> Node | None:
    """`on the 27th and 30th`: behind a day alone."""
    i = m.start - 1 - (m.before in THE)
    near = [node for end, node in m.sheet.nodes.values() if end == i]
    listed = m.sheet.word(i) in JOINTS and near and isinstance(near[0], DayOfMonth)
    return DayOfMonth(day_at(m, "d"), The(units.MONTH)) if listed and lone_day(m) else None


def lone_days(m: Found) -> Node | None:
    """`from the 20th to the 25th`; no `from the 2nd to the 5th floor`."""
    first, last = day_at(m, "a" if m.has("a") else "c"), day_at(m, "b")
    return Days(first, last) if first and last and m.after in AFTER_DAY else None


def same_day(m: Found) -> Node | None:
    """`the same day of the previous year`."""
    year = m.node("y")
    return WithYear(Step(units.DAY, 0, narrative=True), year) if year and year.unit == units.YEAR else None


def day_of_this_month(m: Found) -> Node | None:
    """`the 26th of the month`."""
    day = day_at(m, "d")
    return DayOfMonth(day) if day else None


CALENDAR = (
    Rule("month and day", f"m:MONTH -|/? the? d:{DAY}", "on December 9 → 2025-12-09", month_day),
    Rule(
        "month, day and year",
        f"m:MONTH -|/? the? d:{DAY} ,? (in|of)? y:{YEAR}|Number",
        "on December 9, 2025 → 2025-12-09",
        month_day,
    ),
    Rule(
        "month, day and year cut at its apostrophe",
        f"m:MONTH d:{DAY} ,? ' y:TWO",
        "on May 5, ' 98 → 1998-05-05",
        month_day,
    ),
    Rule("month, day and year with dashes", f"m:MONTH - d:DAYNUM - y:{YEAR}", "on Sep-23-2020 → 2020-09-23", month_day),
    Rule("day and month", f"d:{DAY} day? of? m:MONTH", "on the 9th of December → 2025-12-09", month_day),
    Rule(
        "day, month and year",
        f"d:{DAY} day? of? m:MONTH ,? (in|of)? y:{YEAR}",
        "on 9 December 2025 → 2025-12-09",
        month_day,
    ),
    Rule(
        "day, month and year with slashes",
        f"d:DAYNUM|NTH -|/ m:MONTH -|/ y:{YEAR}|TWO",
        "on 23/Sep/2020 → 2020-09-23",
        month_day,
    ),
    Rule("year, month and day", f"y:{YEAR} -|/? m:MONTH -|/? d:DAYNUM", "on 2019-aug-1 → 2019-08-01", month_day),
    Rule("year, day and month", f"y:{YEAR} -|/ d:DAYNUM -|/ m:MONTH", "on 2019-1-aug → 2019-08-01", month_day),
    Rule(
        "day, month and year in words",
        f"d:Number m:MONTH y:{YEAR}",
        "on twenty five January nineteen eighty six → 1986-01-25",
        month_day,
    ),
    Rule(
        "month and days",
        f"m:MONTH the? a:{DAY} ({TO} | and:and) the? b:{DAY} (,? y:{YEAR})?",
        "on May 5-7, 2025 → 2025-05-05/2025-05-07",
        month_days,
    ),
    Rule(
        "days and month",
        f"a:{DAY} ({TO} | and:and) the? b:{DAY} of? m:MONTH (,? y:{YEAR})?",
        "from 5 to 7 May → 2025-05-05/2025-05-07",
        month_days,
    ),
    Rule("month and day in words", "m:MONTH d:Number", "on June twenty two → 2025-06-22", spelled_day),
    Rule(
        "day with a stop and month",
        f"d:DAYNUM stop:. m:MONTH (,? y:{YEAR})?",
        "on 17. August 2020 → 2020-08-17",
        dotted_day,
    ),
    Rule("date glued together", "n:GLUEDDATE", "on 21Sep2023 → 2023-09-21", glued_date),
    Rule("date cut at its first sign", "d:DAYNUM sign:.|-|/ n:MONTHYEAR", "on 3.Mar.2021 → 2021-03-03", cut_date),
    Rule("month glued to the day", "n:MONTHDAY (,? y:YYYY)?", "on Dec31, 1994 → 1994-12-31", glued_day),
)
DEICTIC = (Rule("last and day", "s:last|next|this d:Day", "last Oct. 23 → 2025-10-23", step_day),)
COMPOSITE = (
    Rule(
        "same day of a year",
        "same|very u:day|date (of|in|,)? the? y:Year",
        "on the same day of the previous year → 2024-12-08",
        same_day,
    ),
    Rule("day, this month", "d:NTH p:Month", "on the 21st this month → 2025-12-21", day_of_month),
    Rule("day of a month", "d:NTH|ORDINAL|Ordinal of p:Month", "on the 15th of this month → 2025-12-15", day_of_month),
    Rule(
        "day of the month",
        "d:NTH|ORDINAL|Ordinal day? of the month",
        "on the 26th of the month that followed → 2025-11-26",
        day_of_this_month,
    ),
    Rule(
        "days alone",
        f"(from the? a:NTH {TO} | between the? c:NTH and) the? b:NTH",
        "from the 3rd to the 5th → 2025-12-03/2025-12-05",
        lone_days,
    ),
    Rule("day alone in a list", "d:NTH", "on the 27th and 30th → 2025-11-30", listed_day),
    Rule(
        "day alone",
        "(on|by|until|till|since|before the? | from|to|and the) d:NTH",
        "on the 29th → 2025-11-29",
        lone_day,
    ),
)
