"""Ranges: two sums that are the ends of one figure.

`€1.5-2 billion`, `5 to 6 million euros`, `between $7.2 million and $13.6 million` are one figure; `rose from $5 to $10` is two.
"""

from dataclasses import replace
from decimal import Decimal

from extractor.pipeline.money.catalogue import Form
from extractor.pipeline.money.context import DOLLARS, families_of
from extractor.pipeline.money.survey import Figure, Survey
from extractor.pipeline.text.ranges import MARKS, after_mark, apart, are_ends, as_grouped, as_scaled, is_change, low_end
from extractor.pipeline.text.words import Words


def with_ranges(survey: Survey, figures: list[Figure]) -> list[Figure]:
    """The figures in order, none overlapping, with those that are ranges in one piece."""
    wide = [part for figure in figures for part in _widened(survey, figure)]
    wide.sort(key=lambda figure: (figure.start, -figure.end))
    return _joined(survey, apart(wide))


def _widened(survey: Survey, figure: Figure) -> list[Figure]:
    """A figure whose other end is a bare number takes it in: `€1.5-2 billion`, `5 to 6 million euros`."""
    return _to_the_right(survey, figure) if figure.start < figure.number else _to_the_left(survey, figure)


def _to_the_right(survey: Survey, figure: Figure) -> list[Figure]:
    words, mark = survey.words, figure.end
    second = after_mark(survey, mark, figure.start)
    if second is None or figure.owner:
        return [figure]
    value, end = survey.numbers[second]
    low = as_grouped(survey, figure.number, second)
    plain = words.lowers[mark] in ("to", "and") and end == second + 1
    if end in survey.unit_starts or low >= value or (plain and low < 1000 and not survey.scaled(second)):
        return [figure]
    return [replace(figure, end=end, low=low, high=value)]


def _to_the_left(survey: Survey, figure: Figure) -> list[Figure]:
    words = survey.words
    found = low_end(survey, figure.start)
    if found is None or figure.number not in survey.numbers:
        return [figure]
    start, stop = found
    low = as_grouped(survey, start, figure.number)
    if start in survey.sign_ends:
        return [figure]
    if is_change(words, start, stop) and (start == 0 or words.lowers[start - 1] == "from" or low < figure.low):
        return [replace(figure, start=start, end=stop, low=low, high=low, number=start), figure]
    if low >= figure.low:
        return [figure]
    if words.texts[start].isdecimal() and 1900 <= survey.numbers[start][0] < 2100 and words.lowers[stop] not in MARKS:
        return [figure]
    return [replace(figure, start=start, low=low)]


def _joined(survey: Survey, figures: list[Figure]) -> list[Figure]:
    """Two figures that are the ends of one range become one: `between $7.2 million and $13.6 million`."""
    joined: list[Figure] = []
    for figure in figures:
        last = joined[-1] if joined else None
        low = _low_of(survey, last, figure) if last else None
        if last is None or low is None:
            joined.append(figure)
        elif low >= figure.low or is_change(survey.words, last.start, last.end):
            joined[-1] = replace(last, low=low, high=low)
            joined.append(figure)
        else:
            unit = figure.unit if last.unit.kind is Form.SIGN and last.unit.families else last.unit
            joined[-1] = replace(
                last, end=figure.end, unit=unit, low=low, high=figure.high, owner=last.owner or figure.owner
            )
    return joined


def _low_of(survey: Survey, first: Figure, second: Figure) -> Decimal | None:
    """What the first figure is worth as the low end of a range with the second; None where they are no range."""
    are_points = first.low == first.high and second.low == second.high
    if not (are_points and _have_one_unit(survey.words, first, second) and are_ends(survey.words, first, second)):
        return None
    rising = first.number in survey.numbers and second.number in survey.numbers
    return as_scaled(survey, first.number, second.number) if rising else first.low


def _have_one_unit(words: Words, first: Figure, second: Figure) -> bool:
    """Whether two figures are in one unit, which a name behind the second may tell of both: `$900 to $1,200 CAD`."""
    if first.unit.code == second.unit.code and first.unit.fraction == second.unit.fraction:
        return True
    are_signs = words.texts[first.start] == words.texts[second.start] == "$"
    return are_signs and first.owner is None and families_of(second.unit) == DOLLARS
