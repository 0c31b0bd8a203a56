"""What a section of a report is made of, and how its figures read in words."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from extractor.pages.charts import Spec


@dataclass(frozen=True, slots=True)
class Linked:
    """A cell that leads to an article, where the report shows it."""

    text: str
    article: int


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of text and numbers under a caption; `numbers` are the columns set to the right."""

    caption: str
    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]
    numbers: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart, its title, what it says in a sentence, and its numbers."""

    title: str
    description: str
    spec: Spec
    table: Table
    open: bool = False  # whether the table is unfolded


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the report; without figures and tables it is its `lead` alone."""

    id: str
    title: str
    lead: str
    kind: str = ""  # the kind of entity that it is about, for its colour
    figures: tuple[Figure, ...] = ()
    tables: tuple[Table, ...] = ()


def count(number: int, noun: str, nouns: str = "") -> str:
    """A number with its noun.

    >>> count(1, "article"), count(1200, "article"), count(2, "country", "countries")
    ('1 article', '1,200 articles', '2 countries')
    """
    return f"{number:,} {noun if number == 1 else nouns or noun + 's'}"


def share(part: int, whole: int) -> str:
    """A part in percent, never rounded to nothing or to everything.

    >>> share(1, 3), share(1, 1000), share(999, 1000), share(0, 0)
    ('33%', 'under 1%', 'over 99%', '0%')
    """
    percent = 100 * part / whole if whole else 0.0
    if 0 < percent < 1:
        return "under 1%"
    return "over 99%" if 99 < percent < 100 else f"{percent:.0f}%"


def say_start(start: date, unit: str) -> str:
    """A day, week, month or year by its first day.

    >>> say_start(date(2025, 3, 3), "month"), say_start(date(2025, 3, 3), "week")
    ('March 2025', 'the week of 3 March 2025')
    """
    day = f"{start.day} {start:%B %Y}"
    return {"day": day, "week": f"the week of {day}", "month": f"{start:%B %Y}", "year": f"{start:%Y}"}[unit]


def amount(value: float) -> str:
    """An amount in a few digits, as newspapers write it.

    >>> amount(535_000_000), amount(1234), amount(0.5), amount(168e12)
    ('535 million', '1,234', '0.5', '168 trillion')
    """
    for size, word in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if value >= size:
            return f"{float(f'{value / size:.3g}'):,g} {word}"
    return f"{float(f'{value:.4g}'):,g}"
