"""From words to money: every amount with a currency, which currency it is, and whether it is money at all."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from extractor.pipeline.money.choice import Asked, Way, choose
from extractor.pipeline.money.context import Context
from extractor.pipeline.money.ranges import with_ranges
from extractor.pipeline.money.rules import Doubt, find_doubt
from extractor.pipeline.money.sums import find_single
from extractor.pipeline.money.survey import Figure, Survey
from extractor.pipeline.money.tables import find_in_tables
from extractor.pipeline.text.bounds import sense_of
from extractor.pipeline.text.rates import rate_at
from extractor.pipeline.text.words import Words
from extractor.record import Country, Money

BOUNDS = ("more", "less")
# Between a figure and what it is converted to (`up to 400 yuan ($48; £26)`, `over €5m, or $5.4m`), and between two of these.
OPEN_CONVERSION = frozenset((("(",), ("or",), (",", "or")))
MORE_CONVERSIONS = frozenset((mark,) for mark in (",", ";", "/", "or", "and")) | {(",", "or"), (",", "and")}


@dataclass(frozen=True, slots=True)
class Judged:
    """A figure, what it is counted by, its currency with the way that told it, and the doubt that makes no money of it, in its
    article."""

    figure: Figure
    per: str | None
    currency: str | None
    way: Way | None
    doubt: Doubt | None
    article: Context


def find_money(
    words: Words, countries: Sequence[Country], published: date | None, *, table_heads: bool = False
) -> list[Money]:
    """The sums of money in the words, in order; with `table_heads` those of tables too, by what their heads say."""
    judged = judge(words, countries, published, table_heads=table_heads)
    sure = [each for each in judged if each.doubt is None]
    return [_money(words, judged, sense) for judged, sense in zip(sure, _senses(words, sure), strict=True)]


def _senses(words: Words, sure: Sequence[Judged]) -> Iterator[str]:
    """What the words around each figure make of it; a bound holds for what the figure is converted to as well."""
    last, bound, held = None, "", ""
    for judged in sure:
        between = _between(words, last, judged) if last else ()
        if between in OPEN_CONVERSION:
            held = bound
        elif between not in MORE_CONVERSIONS:
            held = ""
        sense = sense_of(words, judged.figure.start, judged.figure.end) or held
        yield sense
        last, bound = judged, sense if sense in BOUNDS else ""


def _between(words: Words, last: Judged, judged: Judged) -> tuple[str, ...]:
    """The words between two figures of different currencies, what the first is counted by left out."""
    rate = rate_at(words, last.figure.end)
    start = rate[1] if rate else last.figure.end
    return tuple(words.lowers[start : judged.figure.start]) if judged.currency != last.currency else ()


def judge(
    words: Words, countries: Sequence[Country], published: date | None, *, table_heads: bool = False
) -> Iterator[Judged]:
    """Every figure with what decided over it."""
    figures = find_figures(words, table_heads=table_heads)
    article = Context(words, countries if figures else (), figures, published)
    for figure in figures:
        rate = rate_at(words, figure.end)
        per = rate[0] if rate else None
        way, currency = choose(Asked(article, figure, per))
        yield Judged(figure, per, currency, way, find_doubt(article, figure, currency), article)


def find_figures(words: Words, *, table_heads: bool = False) -> list[Figure]:
    """Every amount with a currency, ranges in one piece, in order."""
    survey = Survey(words)
    figures = with_ranges(survey, find_single(survey))
    if not table_heads:
        return figures
    return sorted([*figures, *find_in_tables(survey, figures)], key=lambda figure: figure.start)


def _money(words: Words, judged: Judged, sense: str) -> Money:
    """The record of a figure."""
    figure = judged.figure
    low: Decimal | None = figure.low * figure.unit.fraction
    high: Decimal | None = figure.high * figure.unit.fraction
    amount = low if low == high else None
    bound = amount is not None
    return Money(
        start=words.starts[figure.start],
        end=words.ends[figure.end - 1],
        text=words.text(figure.start, figure.end),
        currency=judged.currency,
        low=None if bound and sense == "less" else low,
        high=None if bound and sense == "more" else high,
        amount=amount,
        approximate=sense == "near",
        per=judged.per,
    )
