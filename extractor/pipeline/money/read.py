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
from extractor.pipeline.text.bounds import sense_of
from extractor.pipeline.text.rates import rate_at
from extractor.pipeline.text.words import Words
from extractor.record import Country, Money


@dataclass(frozen=True, slots=True)
class Judged:
    """A figure, what it is counted by, its currency with the way that told it, and the doubt that makes no money of it."""

    figure: Figure
    per: str | None
    currency: str | None
    way: Way | None
    doubt: Doubt | None


def find_money(words: Words, countries: Sequence[Country], published: date | None) -> list[Money]:
    """The sums of money in the words, in order."""
    return [_money(words, judged) for judged in judge(words, countries, published) if judged.doubt is None]


def judge(words: Words, countries: Sequence[Country], published: date | None) -> Iterator[Judged]:
    """Every figure with what decided over it."""
    figures = find_figures(words)
    article = Context(words, countries if figures else (), figures, published)
    for figure in figures:
        rate = rate_at(words, figure.end)
        per = rate[0] if rate else None
        way, currency = choose(Asked(article, figure, per))
        yield Judged(figure, per, currency, way, find_doubt(article, figure, currency))


def find_figures(words: Words) -> list[Figure]:
    """Every amount with a currency, ranges in one piece, in order."""
    survey = Survey(words)
    return with_ranges(survey, find_single(survey))


def _money(words: Words, judged: Judged) -> Money:
    """The record of a figure."""
    figure = judged.figure
    low: Decimal | None = figure.low * figure.unit.fraction
    high: Decimal | None = figure.high * figure.unit.fraction
    amount = low if low == high else None
    sense = sense_of(words, figure.start, figure.end)
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
