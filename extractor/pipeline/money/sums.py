"""Sums: where the text has an amount with a currency, and how much it says.

An amount stands behind a sign or a code (`$40.6bn`, `USD 20 million`, `$(3.2) million` for a loss), before a code or a name
(`40.6 mln USD`, `3 billion Kenyan shillings`), and in two steps (`ten dollars and 50 cents`, `a dollar and a half`).
"""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import partial

from extractor.data import values
from extractor.data import words as words_of_kind
from extractor.pipeline.money.catalogue import Form, Unit, owner
from extractor.pipeline.money.context import families_of
from extractor.pipeline.money.owners import owner_before
from extractor.pipeline.money.rules import find_against
from extractor.pipeline.money.sighting import SYMBOLS, Sighting
from extractor.pipeline.money.survey import Figure, Survey
from extractor.pipeline.text.amounts import is_year
from extractor.pipeline.text.bounds import sense_of
from extractor.pipeline.text.lookup import Hit
from extractor.pipeline.text.numbers import DOZENS, SCALES, divide
from extractor.pipeline.text.rates import counts_by, rate_at
from extractor.pipeline.text.words import GLUED, PARAGRAPH, Words

_cues = partial(words_of_kind, "money_words")
EPITHETS, ARTICLES, OPENERS, BEFORE_AMOUNT = (_cues(kind) for kind in ("epithet", "article", "opener", "before amount"))
PARTS = {part: Decimal(value) for part, value in values("money_words", "part").items()}
PART_WORDS = (3, 2)
PART_OPENERS = ("a", "three", "-")
CENTS, TENTHS = 2, 1  # digits that say how many of a small unit
CENT, TENTH = Decimal("0.01"), Decimal("0.1")
HALVES: dict[tuple[str, ...], Decimal] = {
    ("and", "a", part): Decimal(value) for part, value in (("half", "0.5"), ("quarter", "0.25"))
}
LONGEST_NUMBER = 4  # words of a number with a magnitude behind a name
LONGEST_NAME = 3  # words behind a sign that say whose dollars they are


def find_single(survey: Survey) -> list[Figure]:
    """Every amount with a currency, ranges not yet joined; they may overlap."""
    return list(_found(survey)) if survey.signs or survey.names else []


def _found(survey: Survey) -> Iterator[Figure]:
    for hit in survey.signs:
        figure = _after_sign(survey, hit) or _before_unit(survey, hit)
        if figure:
            yield _extended(survey, figure)
    for hit in survey.names:
        figure = _before_unit(survey, hit) or _after_name(survey, hit)
        if figure:
            yield _extended(survey, figure)


def _after_sign(survey: Survey, hit: Hit[Unit]) -> Figure | None:
    """`$40.6bn`, `USD 20 million`, `$5M`."""
    words, i = survey.words, hit.end
    if i >= len(words) or words.gaps[i] == PARAGRAPH:
        return None
    number = survey.numbers.get(i)
    if number is None:
        return _in_brackets(survey, hit)
    value, end = number
    if words.texts[i - 1] == "/" and words.texts[i][0] == ".":  # `S/.300`: the point belongs to the sign
        value *= Decimal(10 ** (len(words.texts[i]) - 1))
    if find_against(Sighting(survey, hit, i, end, value)):
        return None
    named = owner_before(survey, hit)
    if named:
        return Figure(named[1], end, hit.value, value, value, named[0], number=i)
    return Figure(hit.start, end, hit.value, value, value, number=i)


def _in_brackets(survey: Survey, hit: Hit[Unit]) -> Figure | None:
    """`$(3.2) million`: accounts write a loss in brackets, and the amount of it is meant."""
    words, i = survey.words, hit.end + 1
    number = survey.numbers.get(i)
    if (
        number is None
        or words.texts[i - 1] != "("
        or words.gaps[i] != GLUED
        or words.texts[number[1] : number[1] + 1] != [")"]
    ):
        return None
    value, end = number[0], number[1] + 1
    if scale := _scale_at(words, end):
        value, end = value * scale, end + 1
    return Figure(hit.start, end, hit.value, value, value, number=i)


def _scale_at(words: Words, i: int) -> int | None:
    return SCALES.get(words.lowers[i]) if i < len(words) else None


def _before_unit(survey: Survey, hit: Hit[Unit]) -> Figure | None:
    """`40.6 mln USD`, `3 billion Kenyan shillings`, `60-mln-dlr`."""
    words = survey.words
    if words.gaps[hit.start] == PARAGRAPH:
        return None
    named = _owner(words, hit)
    stop = _number_end(words, hit, named[1] if named else hit.start)
    number = survey.ends.get(stop) or (_part_before(survey, stop) if hit.value.kind is not Form.SIGN else None)
    if number is None or words.gaps[stop] == PARAGRAPH:
        return None
    start, value = number
    if find_against(Sighting(survey, hit, start, stop, value, named is not None)):
        return None
    return Figure(start, hit.end, hit.value, value, value, named[0] if named else None, start)


def _number_end(words: Words, hit: Hit[Unit], stop: int) -> int:
    """Where a number before a unit ends whose name begins at word `stop`."""
    if stop and words.lowers[stop - 1] in EPITHETS:  # `5 billion new Turkish lira`
        stop -= 1
    if stop and words.texts[stop - 1] == "-" and words.texts[hit.start] not in SYMBOLS:
        stop -= 1
    return stop


def _owner(words: Words, hit: Hit[Unit]) -> tuple[str, int] | None:
    if hit.value.kind is Form.SIGN:
        return None
    hyphen = hit.start > 1 and words.texts[hit.start - 1] == "-"  # `300-million-Swiss-franc`
    return owner(words, hit.start - hyphen)


def _part_before(survey: Survey, stop: int) -> tuple[int, Decimal] | None:
    """`half a cent`, `three-quarters of a cent`; and `a dollar` as a price or under a bound: `less than a dollar a day`."""
    words = survey.words
    for length in (length for length in PART_WORDS if length <= stop):
        value = PARTS.get(" ".join(words.lowers[stop - length : stop]))
        if value:
            start = stop - length
            while start and words.lowers[start - 1] in PART_OPENERS:
                start -= 1
            return start, value
    if stop and stop < len(words) and words.lowers[stop - 1] in ("a", "an"):
        end = stop + 1
        if words.texts[stop][0].islower() and (rate_at(words, end) or sense_of(words, stop - 1, end)):
            return stop - 1, Decimal(1)
        if words.texts[stop][0].islower() and (_half_at(words, end) or survey.has_tail(end, CENTS)):
            return stop - 1, Decimal(1)  # `a dollar and a half`, `a dollar fifty`
    return None


def _half_at(words: Words, i: int) -> Decimal | None:
    """What `and a half` at word `i` adds to one unit: nothing where it is half of something else, as of a `half dozen`."""
    part = HALVES.get(tuple(words.lowers[i : i + 3]))
    after = words.lowers[i + 3] if part and i + 3 < len(words) else ""
    return None if after in SCALES or after in DOZENS or after in ("-", "of") or counts_by(after) else part


def _after_name(survey: Survey, hit: Hit[Unit]) -> Figure | None:
    """`Rupees five lakh`, `dollar 22.5 million`: a name before an amount that has no unit of its own."""
    words, i = survey.words, hit.end
    number = survey.numbers.get(i)
    if number is None or words.gaps[i] == PARAGRAPH or hit.value.kind is not Form.NAME or hit.value.caution:
        return None
    before = words.lowers[hit.start - 1] if hit.start else ""
    if number[1] in survey.unit_starts or hit.start in survey.ends or before in ARTICLES:
        return None
    large = (survey.scaled(i) and number[1] - i < LONGEST_NUMBER) or words.lowers[
        hit.start
    ] in BEFORE_AMOUNT  # `(dlrs 305,000)`
    if not large and not (words.texts[hit.start][0].isupper() and hit.start and "," in words.texts[i]):
        return None
    return Figure(hit.start, number[1], hit.value, number[0], number[0], number=i)


def _extended(survey: Survey, figure: Figure) -> Figure:
    """A figure with what may follow: `75 USD million`, `$10 CAD`, `ten dollars and 50 cents`, `15 dollars 50`."""
    words, end = survey.words, figure.end
    if end >= len(words) or words.gaps[end] == PARAGRAPH:
        return figure
    behind = figure.number < figure.end - 1 and figure.start == figure.number
    if opened := _with_bracket(survey, figure):
        return opened
    scale = SCALES.get(words.lowers[end])
    if behind and scale and survey.is_one_word(figure.number) and figure.unit.kind is Form.SIGN:
        value = figure.low * scale
        return replace(figure, end=end + 1, low=value, high=value)
    if not behind and (named := _renamed(survey, figure)):
        return named
    whole = figure.low == figure.low.to_integral_value() and figure.unit.fraction <= 1
    return (_with_small(survey, figure) or figure) if behind and whole else figure


def _with_bracket(survey: Survey, figure: Figure) -> Figure | None:
    """`($2.5) million`."""
    words, end = survey.words, figure.end
    scale = _scale_at(words, end + 1) if words.texts[end] == ")" else None
    if not scale or not figure.start or words.texts[figure.start - 1] != "(" or not survey.is_one_word(figure.number):
        return None
    value = figure.low * scale
    return replace(figure, start=figure.start - 1, end=end + 2, low=value, high=value)


def _renamed(survey: Survey, figure: Figure) -> Figure | None:
    """`$75 million USD`, `$5 million Canadian`, `$10 dollars`: the name says more than the sign."""
    words, end = survey.words, figure.end
    if end in survey.unit_starts:
        hit, code = survey.unit_starts[end]
        if hit.value.kind is not Form.SUBUNIT and hit.end not in survey.numbers and _says_more(figure.unit, hit.value):
            return replace(figure, end=hit.end, unit=hit.value, owner=code)
    for stop in range(min(len(words), end + LONGEST_NAME), end, -1):
        named = owner(words, stop) if figure.unit.families == ("dollar",) else None
        after = words.lowers[stop] if stop < len(words) else "."
        if named and named[1] == end and (not after[0].isalnum() or after in OPENERS):
            return replace(figure, end=stop, owner=named[0])
    return None


def _says_more(sign: Unit, name: Unit) -> bool:
    """Whether a name is of the currency of the sign before it."""
    if "dollar" in sign.families and "dollar" in families_of(name):
        return True
    return name.code is not None and name.code == sign.code


def _with_small(survey: Survey, figure: Figure) -> Figure | None:
    """`thirteen dollars and forty-five cents`, `5 rupees 50 paise`, `15 dollars 50`, `a dollar and a half`."""
    words, i = survey.words, figure.end
    if part := _half_at(words, i):
        total = figure.low + part
        return replace(figure, end=i + 3, low=total, high=total)
    joined = words.lowers[i] == "and"
    i += joined
    number = survey.numbers.get(i)
    if number is None:
        return None
    value, end = number
    small, _ = survey.unit_starts.get(end, (None, None))
    if small and _is_part(words, figure, small.value, value):
        return _with_tenths(survey, figure, small, value)
    if joined or figure.unit.fraction != 1 or is_year(words.texts[figure.start]) or not survey.has_tail(i, CENTS):
        return None
    total = figure.low + value * CENT
    return replace(figure, end=end, low=total, high=total)


def _is_part(words: Words, figure: Figure, small: Unit, value: Decimal) -> bool:
    """Whether so many of a small unit are less than one of the figure's, and no range begins with it."""
    if small.kind is not Form.SUBUNIT or value * small.fraction >= figure.unit.fraction:
        return False
    return not figure.start or words.lowers[figure.start - 1] != "between"


def _with_tenths(survey: Survey, figure: Figure, small: Hit[Unit], value: Decimal) -> Figure:
    """A figure with the small units behind it, and the tenths of these where they have any: `5 yuan 3 jiao 2`."""
    total, end = figure.low + divide(value * small.value.fraction, figure.unit.fraction), small.end
    if small.value.fraction == TENTH and survey.has_tail(end, TENTHS):
        tenths, after = survey.numbers[end]
        total, end = total + tenths * CENT, after
    return replace(figure, end=end, low=total, high=total)
