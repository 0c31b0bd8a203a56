"""Tables: the figures under a head that says what they are counted in, `(in millions of dollars)`, `US$ millions`.

News has few tables, and a head may lie: they are read only where that was asked for (`extractor.load(table_heads=True)`). A table
is the rows behind its head, lines with figures and few words, up to the first line of prose or the next head. No figures of
money are years, shares of a hundred, counts of shares and what is earned on each.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from extractor.pipeline.money.catalogue import Unit
from extractor.pipeline.money.survey import Figure, Survey
from extractor.pipeline.text.lookup import Hit
from extractor.pipeline.text.words import LINE, PARAGRAPH, Words

MAGNITUDES = {"thousands": 3, "000s": 3, "millions": 6, "billions": 9, "trillions": 12}
ONE = {"thousand": 3, "million": 6, "m": 6, "mln": 6, "billion": 9, "bn": 9}  # behind a sign in brackets: `($ million)`
PROSE = 14  # words that no row's label has
HEAD = 12  # words of the longest head
UNCOUNTED = frozenset(("%", "pct", "percent", "x", "pp"))  # behind a figure that is no money
APART = frozenset(("share", "shares", "employees", "units", "margin", "ratio", "headcount", "tonnes", "barrels"))
FILLERS = frozenset(
    "in of all are amounts data expressed figures results stated sums table values us u.s. unaudited".split()
)
YEARS = range(1900, 2100)


class Head(NamedTuple):
    """A head: the line's words, the unit, and by how much the figures of the rows are multiplied."""

    start: int
    end: int
    unit: Unit
    scale: Decimal


def find_in_tables(survey: Survey, taken: Iterable[Figure]) -> list[Figure]:
    """The figures of the tables with a head, in order; `taken` are those that the text itself says."""
    words = survey.words
    heads = list(_heads(survey))
    if not heads:
        return []
    lines = _lines(words)
    covered = {i for figure in taken for i in range(figure.start, figure.end)}
    found: list[Figure] = []
    for head, beyond in zip(heads, [*(head.start for head in heads[1:]), len(words)], strict=True):
        for start, end in lines:
            if not head.end <= start < beyond:
                continue
            if _is_prose(words, start, end):
                break
            found += _row(survey, head, start, end, covered)
    return found


def _lines(words: Words) -> list[tuple[int, int]]:
    """The half-open ranges of words that are lines."""
    starts = [i for i, gap in enumerate(words.gaps) if gap in (LINE, PARAGRAPH)]
    return list(zip(starts, [*starts[1:], len(words)], strict=True))


def _heads(survey: Survey) -> Iterator[Head]:
    """The heads, in order: `(in millions of dollars)`, `euros in thousands`, `Figures in US$ millions`, `($ million)`."""
    words = survey.words
    for start, end in _lines(words) if survey.signs or survey.names else ():
        if end - start > HEAD:
            continue
        for hit in (*survey.names, *survey.signs):
            scale = _scale_beside(words, hit) if start <= hit.start and hit.end <= end else None
            if scale is not None and _says_nothing_else(words, start, end, hit):
                yield Head(start, end, hit.value, Decimal(10) ** scale)
                break


def _scale_beside(words: Words, hit: Hit[Unit]) -> int | None:
    """The magnitude that stands beside a unit with no figure: before `of`, behind `in`, or right behind a sign."""
    lowers, before, after = words.lowers, hit.start - 1, hit.end
    if before > 0 and lowers[before] == "of":
        return MAGNITUDES.get(lowers[before - 1])
    if before >= 0 and lowers[before][-1:].isdigit():
        return None
    after += lowers[after : after + 1] == ["in"]
    behind = lowers[after : after + 2]
    if not behind:
        return None
    bracketed = behind[0] in ONE and (behind[1:] == [")"] or words.texts[before : before + 1] == ["("])
    return ONE[behind[0]] if bracketed else MAGNITUDES.get(behind[0])


def _says_nothing_else(words: Words, start: int, end: int, hit: Hit[Unit]) -> bool:
    """Whether the head stands in brackets or fills its line: no `They lost millions of euros`."""
    opened = next((i for i in range(hit.start - 1, start - 1, -1) if words.texts[i] == "("), -1)
    first = opened if opened >= 0 else start
    last = hit.end + 1 if opened >= 0 else end
    others = (words.lowers[i] for i in range(first, last) if not hit.start <= i < hit.end)
    return all(word in FILLERS or word in MAGNITUDES or word in ONE or not word[0].isalpha() for word in others)


def _is_prose(words: Words, start: int, end: int) -> bool:
    return sum(word.isalpha() for word in words.lowers[start:end]) >= PROSE


def _row(survey: Survey, head: Head, start: int, end: int, covered: set[int]) -> Iterator[Figure]:
    """The figures of a row; none where all are years, as above the columns, or where the row counts something else."""
    words = survey.words
    if not APART.isdisjoint(words.lowers[start:end]):
        return
    numbers = [(i, *survey.numbers[i]) for i in range(start, end) if i in survey.numbers]
    if all(value in YEARS and words.texts[i].isdigit() for i, value, _ in numbers):
        return
    for i, value, stop in numbers:
        counted = stop < end and words.lowers[stop] in UNCOUNTED
        if covered.isdisjoint(range(i, stop)) and not counted and words.texts[i][0].isdigit():
            total = value * head.scale
            yield Figure(i, stop, head.unit, total, total, number=i)
