"""Months: `December 2023`, `last December`, `July last year`; and where `may` and `march` are none."""

from dataclasses import replace

from extractor.pipeline.dates import units
from extractor.pipeline.dates.engine import Found, Rule
from extractor.pipeline.dates.nodes import Node
from extractor.pipeline.dates.nodes.compounds import Nth, WithYear
from extractor.pipeline.dates.nodes.points import Fixed, MonthDay, MonthNode
from extractor.pipeline.dates.rules.deictics import NARRATIVE, TITLED, is_verb
from extractor.pipeline.dates.rules.doubtful import LEADS, MAY, is_doubtful
from extractor.pipeline.dates.rules.parts import month_at, year_at
from extractor.pipeline.dates.rules.shorthand import YEAR
from extractor.pipeline.dates.table import read_cues, read_values

MAY_BE = frozenset(("may", verb) for verb in read_cues("behind may that is a verb"))
SHORT = read_cues("month cut short that needs a capital or a preposition")
OWNERS = read_cues("before a march or may that is an adjective")  # `its May meeting`
FIGURES = read_cues("figures of a month")
OF_THE = ("of", "the")
IN, TO = frozenset(("in", "during")), frozenset(("to",))
TRADE_LEADS = LEADS - {",", "and", "(", "/", "-"}  # before `July`, where corn is not what `July corn` means


def month(m: Found) -> Node | None:
    """`December`, `Dec.`"""
    number, word = month_at(m), m.text("m")
    if m.before in TITLED and (m.after, m.sheet.word(m.end + 1)) == OF_THE:  # `the "March of the Mothers"`
        return None
    if is_doubtful(m, "m") or (word, m.after) in MAY_BE:
        return MonthNode(number) if _is_adjective(m) else None
    if _is_delivery(m):
        return MonthNode(number, aspect="coming")
    led = m.before in LEADS
    if not led and _is_account(m):
        return MonthNode(number, aspect="account")
    small = word in SHORT and m.sheet.words.texts[m.start].islower()
    return None if small and not led else MonthNode(number)


def _is_account(m: Found) -> bool:
    """`January trade figures`, `August sales`: mostly of a month that is over, whatever will be done with them."""
    account = read_values()["ACCOUNT"]
    return any(word in account or word in FIGURES for word in (m.after, m.sheet.word(m.end + 1)))


def _is_adjective(m: Found) -> bool:
    """`the March accession`, `its May meeting`, `the March to May period`, but no march, and no government of Mrs May."""
    if m.text("m") not in MAY or m.before not in OWNERS or not m.sheet.words.texts[m.start].istitle():
        return False
    return m.after in TO or (m.after.isalpha() and m.after not in read_values()["NO_MONTH"])


def _is_delivery(m: Found) -> bool:
    """`August delivery`, `the September contract`, `for shipment in May`, `July corn rose`: a month still to come."""
    table, after = read_values(), m.after
    if after in table["DELIVERY"] or (m.before in IN and m.sheet.word(m.start - 2) in table["DELIVERY"]):
        return after not in table["ACCOUNT"]
    traded = after in table["TRADED"] and m.before not in TRADE_LEADS
    return traded and m.sheet.word(m.end + 1) not in table["ACCOUNT"]


def month_year(m: Found) -> Node | None:
    """`December 2023`, `Dec-2018`, `April of 87`."""
    year = year_at(m, "y")
    return MonthNode(month_at(m), year) if year else None


def year_month(m: Found) -> Node | None:
    """`2017 april`; no `in 2017 may have`."""
    return None if is_doubtful(m, "m") else month_year(m)


def step_month(m: Found) -> Node | None:
    """`last December`, `this May`, `next March`."""
    month = m.node("m")
    if not isinstance(month, MonthNode) or month.year is not None or month.step is not None or is_verb(m):
        return None
    return replace(month, step=int(m.value("s", "STEP")), narrative=m.text("s") in NARRATIVE)


def month_of(m: Found) -> Node | None:
    """`July last year`, `December of last year`, `January this year`, `May 5 of next year`."""
    inner, year = m.node("m"), m.node("y")
    if year is None or (isinstance(year, Fixed) and m.end - m.at("y") == 1 and not m.has("of")):
        return None
    if isinstance(inner, MonthNode) and inner.year is None and inner.step is None:
        return Nth(inner.month, units.MONTH, year)
    return WithYear(inner, year) if isinstance(inner, MonthDay) and inner.year is None else None


CALENDAR = (
    Rule("month and year", f"m:MONTH (,|of|in|-|/|—)? y:{YEAR}|SHORTYEAR", "in December 2023 → 2023-12", month_year),
    Rule("month of a short year", "m:MONTH of y:TWO", "in April of 87 → 1987-04", month_year),
    Rule("month and year cut at its apostrophe", "m:MONTH ' y:TWO", "in May ' 98 → 1998-05", month_year),
    Rule("year and month", "y:YYYY -|/? m:MONTH", "in 2017 april → 2017-04", year_month),
    Rule("month", "m:MONTH", "in December → 2025-12", month),
)
DEICTIC = (Rule("last and month", "s:STEP m:Month", "last December → 2024-12", step_month),)
COMPOSITE = (Rule("month of a year", "m:Month|Day of:of|in|,? the? y:Year", "in July last year → 2024-07", month_of),)
