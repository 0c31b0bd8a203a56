"""Builders of days and months: `December 9, 2025`, `the 9th of December`, `22.03.2013`, `Monday`, `summer 2004`."""

import re
from datetime import date
from decimal import Decimal

from extractor.pipeline.dates.compounds import Interval, Timed
from extractor.pipeline.dates.engine import Found
from extractor.pipeline.dates.nodes import (
    EventDay,
    Fixed,
    MonthDay,
    MonthNode,
    Node,
    Number,
    Numeric,
    SeasonNode,
    WeekdayNode,
)
from extractor.pipeline.dates.table import read_values
from extractor.pipeline.dates.values import day_time, year_time
from extractor.pipeline.text.words import GLUED

DASHES = frozenset(("-", "–", "—", "~"))
FIGURES = frozenset("figures data numbers statistics readings reading survey survey's index tally inflation".split())
SEASON_LEADS = frozenset("the early late mid - by during since of until over before after through".split())
OWNERS = frozenset("the a its their this our 's ’s".split())  # before `March` where it is an adjective


# What stands before `May`, `March`, `Mar` and the like when they are dates.
LEADS = frozenset(
    "in of since by until till last next this early late mid end and to from - – for during through between or before after "
    ", / on ( every each beginning starting week or ending".split()
)


# And what stands before `Sun` and `Sat`, which are names and verbs too.
DAY_LEADS = frozenset("on next last this every each to - – until till by before after since through and or / (".split())


SHARED = frozenset(("may", "march", "mar", "sun", "sat", "sun.", "sat.", "mon", "fri", "jan"))


NOT_DAYS = frozenset(
    "% percent pct per million billion mln bn bln points people cents pence quarter half km kg".split()
)


SPELLED = re.compile(r"([a-z]+?)(\d+)\Z")


def full_year(text: str) -> int:
    """`25` is 2025 and `87` 1987; four digits are themselves.

    >>> full_year("25"), full_year("'87"), full_year("1986")
    (2025, 1987, 1986)
    """
    digits = text.strip("'’")
    number = int(digits)
    return number if len(digits) == 4 else number + (2000 if number < 40 else 1900)


def year_at(m: Found, part: str) -> int | None:
    """The year in a part: digits, or spelled out; None when it was left out."""
    if not m.has(part):
        return None
    node = m.node(part)
    if isinstance(node, Number):
        return int(node.value) if node.value and 1000 <= node.value <= 2199 else None
    if node is not None:
        return node.fixed.first.year if isinstance(node, Fixed) and node.fixed.first else None
    return full_year(m.text(part))


def day_at(m: Found, part: str) -> int:
    """The day of the month in a part: `9`, `9th`, `ninth`, `twenty-third`; 0 for none."""
    node = m.node(part)
    if isinstance(node, Number) and node.value is not None:
        number = int(node.value)
    else:
        text = m.text(part)
        number = int(text.rstrip("dhnrst")) if text[0].isdigit() else int(read_values()["ORDINAL"].get(text, 0))
    return number if number <= 31 else 0


def ordinal_at(m: Found, part: str) -> int:
    """The number of an ordinal: `third`, `3rd`; -1 for `last` and `final`."""
    node = m.node(part)
    if isinstance(node, Number) and node.value is not None:
        return int(node.value)
    text = m.text(part) or "0"
    if text in ("last", "final", "closing"):
        return -1
    return int(text.rstrip("dhnrst")) if text[0].isdigit() else int(read_values()["ORDINAL"].get(text, 0))


def month_at(m: Found, part: str = "m") -> int:
    """The number of the month in a part."""
    return int(m.value(part, "MONTH") or 0)


def spelled_thousands(m: Found) -> Node | None:
    """`the year two thousand`, `January two thousand and thirty two`."""
    node = m.node("n")
    if not isinstance(node, Number) or not node.value or not 1000 <= node.value <= 2199:
        return None
    year = Fixed(year_time(int(node.value)))
    return MonthNode(month_at(m), year.fixed.first.year if year.fixed.first else None) if m.has("m") else year


def ordinal(m: Found) -> Node | None:
    """`twenty-third`."""
    tens, unit = m.node("a"), m.value("o", "ORDINAL")
    if not (isinstance(tens, Number) and tens.value and unit and tens.value % 10 == 0 and int(unit) < 10):
        return None
    return Number(tens.value + int(unit), ordinal=True)


def vague(m: Found) -> Node | None:
    """`several`, `a few`, `a couple of`, `dozens of`."""
    return Number(None)


def two(m: Found) -> Node | None:
    """`a couple of`."""
    return Number(Decimal(2))


def numeric(m: Found) -> Node | None:
    """`2025-12-09`, `22.03.2013`, `03/22/2013`."""
    return None if m.after in read_values()["UNITS"] else Numeric(m.text("n"))  # `in 25.03.05 seconds`


def numeric_parts(m: Found) -> Node | None:
    """`10-1-2018` that the tokenizer left in parts."""
    return Numeric("/".join((m.text("a"), m.text("b"), m.text("c"))))


def iso_time(m: Found) -> Node | None:
    """`2018-11-05T07:43Z`."""
    text = m.text("n").upper()
    day = _iso(text[:10])
    return Timed(text[11:16], Fixed(day_time(day))) if day else None


def _iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def is_shared(m: Found, part: str, *, beside: bool = False) -> bool:
    """Whether the word in a part is more likely the ordinary word: `may`, `march`, `sat`, `sun`."""
    i = m.at(part)
    if m.sheet.word(i) not in SHARED or beside:
        return False
    after, following = m.sheet.word(i + 1), m.sheet.words.texts[i + 1 : i + 2]
    if after[:1].isdigit() or after in DASHES or (after == "," and m.sheet.word(i + 2)[:1].isdigit()):
        return False
    named = (
        bool(following)
        and following[0][0].isupper()
        and following[0].isalpha()
        and after not in read_values()["WEEKDAY"]
    )
    if m.sheet.word(i) in ("sun.", "sat.") and after in (*read_values()["MONTH"], ","):
        return False
    if m.sheet.word(i).strip(".") in ("sun", "sat") and m.sheet.word(i - 1) not in DAY_LEADS:
        return True
    if m.sheet.word(i) == "march" and after in ("for", "on", "of", "against") and m.sheet.word(i - 1) not in LEADS:
        return m.sheet.words.texts[i + 2 : i + 3] != [] and m.sheet.words.texts[i + 2].istitle()  # `the March for Life`
    if m.sheet.word(i) in ("may", "march"):
        return _opens_clause(m, i) and m.sheet.word(i - 1) not in LEADS
    return m.sheet.word(i - 1) not in LEADS or named


def _opens_clause(m: Found, i: int) -> bool:
    """`May I`, `March on!`, `Theresa May`: a capital that a sentence or a name gives."""
    words = m.sheet.words
    before = words.texts[i - 1] if i else ""
    named = before[:1].isupper() and before.lower() not in read_values()["MONTH"]
    return words.sentence(i)[0] == i or named or before in ('"', "“", "``", "'", "‘", ":")


def month(m: Found) -> Node | None:
    """`December`, `Dec.`"""
    i = m.at("m")
    if is_shared(m, "m") or (m.text("m") == "may" and m.after in ("be", "not", "have", "also")):
        return MonthNode(month_at(m)) if _is_adjective(m, i) else None
    if _is_delivery(m):
        return MonthNode(month_at(m), aspect="coming")
    if m.before not in LEADS and _is_account(m):
        return MonthNode(month_at(m), aspect="account")
    if m.sheet.words.texts[i].islower() and m.text("m") in ("dec", "sep", "jan", "jul", "jun", "apr", "nov", "oct"):
        return MonthNode(month_at(m)) if m.before in LEADS else None
    return MonthNode(month_at(m))


def _is_account(m: Found) -> bool:
    """`January trade figures`, `August sales`: mostly of a month that is over, whatever will be done with them."""
    table = read_values()
    return any(word in table["ACCOUNT"] or word in FIGURES for word in (m.after, m.sheet.word(m.end + 1)))


def _is_adjective(m: Found, i: int) -> bool:
    """`the March accession`, `its May meeting`, `the March to May period`, but no march, and no government of Mrs May."""
    table = read_values()
    words = m.sheet.words
    if m.text("m") not in ("may", "march") or m.before not in OWNERS or not words.texts[i].istitle():
        return False
    return m.after == "to" or (
        words.texts[i + 1 : i + 2] != [] and m.after.isalpha() and m.after not in table["NO_MONTH"]
    )


def _is_delivery(m: Found) -> bool:
    """`August delivery`, `the September contract`, `for shipment in May`, `July corn rose`: a month still to come."""
    table, after = read_values(), m.after
    if after in table["DELIVERY"] or (m.before in ("in", "during") and m.sheet.word(m.start - 2) in table["DELIVERY"]):
        return after not in table["ACCOUNT"]
    traded = after in table["TRADED"] and m.before not in LEADS - {",", "and", "(", "/", "-"}
    return traded and m.sheet.word(m.end + 1) not in table["ACCOUNT"]


def month_year(m: Found) -> Node | None:
    """`December 2023`, `Dec-2018`, `April of 87`."""
    year = year_at(m, "y")
    return MonthNode(month_at(m), year) if year else None


def month_day(m: Found) -> Node | None:
    """`December 9`, `December 9, 2025`, `9 December`, `the 9th of December`."""
    day = day_at(m, "d")
    if not day or (m.after in NOT_DAYS and not m.has("y")) or (m.has("y") and year_at(m, "y") is None):
        return None
    if m.at("d") == m.start and m.before in ("$", "£", "€", "#", "rs", "no."):
        return None
    if m.at("d") == m.end - 1 and m.after in DASHES | {"."} and _decimal(m):
        return None
    event = read_values()["EVENT_DAY"].get(f"{month_at(m):02}-{day:02}")
    if event and not m.has("y") and m.after in read_values()["EVENT_NOUN"]:  # `the Sept. 11 attacks`
        return EventDay(month_at(m), day, int(event))
    return MonthDay(month_at(m), day, year_at(m, "y"))


def _decimal(m: Found) -> bool:
    """`May 5.4`: digits glued to the full stop."""
    words = m.sheet.words
    return (
        m.end + 1 < len(words)
        and words.gaps[m.end] == words.gaps[m.end + 1] == GLUED
        and (m.after == "." and words.texts[m.end + 1][0].isdigit())
    )


def month_days(m: Found) -> Node | None:
    """`May 5-7`, `5 to 7 May 2025`, `April ninth through seventeenth`; `May 5 and 6` when the days touch."""
    first, last, year = day_at(m, "a"), day_at(m, "b"), year_at(m, "y")
    if not first or not last or first >= last or (m.has("and") and last != first + 1 and m.before != "between"):
        return None
    coming = not year and not read_values()["DELIVERY"].keys().isdisjoint((m.before, m.after))
    month = month_at(m)
    return Interval(MonthDay(month, first, year, coming=coming), MonthDay(month, last, year, coming=coming))


def glued_day(m: Found) -> Node | None:
    """`Dec31, 1994`."""
    match = SPELLED.match(m.text("n"))
    number = int(read_values()["MONTH"].get(match[1], 0)) if match else 0
    return MonthDay(number, int(match[2]), year_at(m, "y")) if match and number else None


def event_day(m: Found) -> Node | None:
    """`9/11`: the attacks of 2001, unless it is a fraction or part of a date."""
    months = read_values()["EVENT_DAY"]
    year = months.get(f"{int(m.text('a')):02}-{int(m.text('b')):02}")
    known = m.after in read_values()["EVENT_NOUN"] or (m.text("a"), m.text("b")) == ("9", "11")
    fraction = m.after in ("of", "/", "-", "games", "odds") or m.before in ("about", "by", "won", "lost", "/", "$")
    if year is None or not known or fraction:
        return None
    return EventDay(int(m.text("a")), int(m.text("b")), int(year))


def slashed_day(m: Found) -> Node | None:
    """`22/04`, `7/6` behind a preposition or a weekday; else it is a ratio."""
    if event_day(m):  # the rule that takes no preposition has it
        return None
    return Numeric(f"{m.text('a')}/{m.text('b')}") if m.after not in ("/", *DASHES) else None


def slashed_days(m: Found) -> Node | None:
    """`from 10/1 to 11/7`, `5/1-5/7, 2020`."""
    year = f"/{m.text('y')}" if m.has("y") else ""
    return Interval(
        Numeric(f"{m.text('a')}/{m.text('b')}{year}"),
        Numeric(f"{m.text('c')}/{m.text('d')}{year}"),
    )


def numeric_month(m: Found) -> Node | None:
    """`12/2015`, `2015/12`."""
    number, year = int(m.text("a")), int(m.text("y"))
    if number > 12 or not 1900 <= year <= 2099 or (m.gap(m.start) == GLUED and m.before != "("):
        return None
    return MonthNode(number, year)


def weekday(m: Found) -> Node | None:
    """`Monday`, `Tues.`"""
    i = m.at("w")
    if (
        m.before in read_values()["NAMED_DAY"]
        or is_shared(m, "w")
        or (m.sheet.words.texts[i].islower() and len(m.text("w")) < 6)
    ):
        return None
    return WeekdayNode(int(m.value("w", "WEEKDAY")))


def season(m: Found) -> Node | None:
    """`summer 2004`, `the winter of 1986/87`, `in the spring`."""
    name = m.value("s", "SEASON")
    if m.has("y"):
        return SeasonNode(name, year_at(m, "y"))
    if m.before in SEASON_LEADS:
        return SeasonNode(name) if m.text("s") not in ("fall", "spring") or _season_word(m) else None
    if (
        m.sheet.word(m.start - 2) == "the"
        and m.after in (".", ",", ";")
        and m.text("s") in ("summer", "winter", "autumn")
    ):
        return SeasonNode(name)  # `the warm winter.`
    return SeasonNode(name) if m.before == "in" and m.text("s") not in ("springtime",) else None


def _season_word(m: Found) -> bool:
    """`the fall` is a season before a stop or a verb, never in `the fall of`, `the fall in prices`."""
    return m.after in (".", ",", ";", ")", "and", "when", "as", "after", "but", "with", "or") and m.before != "since"
