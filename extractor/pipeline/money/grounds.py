"""Grounds: what told the currency of each sum, for whoever asks for evidence."""

from collections.abc import Iterator, Sequence
from datetime import date

from extractor.pipeline.evidence import Found, of_one, quoted
from extractor.pipeline.money.catalogue import Form, Unit, owner
from extractor.pipeline.money.choice import Asked, Teller
from extractor.pipeline.money.context import Place, families_of
from extractor.pipeline.money.read import Judged, judge
from extractor.pipeline.money.survey import Figure, Survey
from extractor.pipeline.money.tender import family, member
from extractor.pipeline.text.lookup import Hit
from extractor.pipeline.text.rates import rate_at
from extractor.pipeline.text.words import Words, word_range
from extractor.record import Country, Evidence, Ground

CURRENCY, COUNTRY, SUM, COUNTED = "currency", "country", "sum", "counted by"  # the roles of words
UNTOLD = "nothing tells the currency"
LONGEST_OWNER = 3  # words behind a sign that say whose dollars they are


def find_grounds(
    words: Words, countries: Sequence[Country], published: date | None, *, table_heads: bool = False
) -> Iterator[Evidence]:
    """The evidence of each sum of money in the words, in order."""
    survey = Survey(words)
    for judged in judge(words, countries, published, table_heads=table_heads):
        if judged.doubt is None:
            yield of_one(_ground(survey, judged))


def _ground(survey: Survey, judged: Judged) -> Ground:
    unit = _unit_in(survey, judged.figure)
    found = [*_own_words(survey, judged.figure, unit), *_tellers(judged)]
    rule = judged.way.name if judged.way and judged.currency else UNTOLD
    return Ground(rule=rule, row=_row(survey.words, unit) if unit else None, words=quoted(survey.words, found))


def _unit_in(survey: Survey, figure: Figure) -> Hit[Unit] | None:
    """Where the unit of a figure stands; None where the head of a table gives it."""
    inside = (h for h in (*survey.signs, *survey.names) if figure.start <= h.start and h.end <= figure.end)
    return next((hit for hit in inside if hit.value == figure.unit), None)


def _row(words: Words, unit: Hit[Unit]) -> str:
    form = words.form(unit.start, unit.end)
    exact = unit.value.exact or (unit.value.kind is Form.NAME and not unit.value.families and " " in form)
    return (
        f"currencies_codes: {unit.value.code}"
        if exact
        else f"currencies: {form if unit.value.kind is Form.SIGN else form.lower()}"
    )


def _own_words(survey: Survey, figure: Figure, unit: Hit[Unit] | None) -> Iterator[Found]:
    """The unit, and the country inside the figure that it is said to be of: `[Swiss] [francs]`."""
    if unit is None:
        return
    yield Found(unit.start, unit.end, CURRENCY)
    if figure.owner is None:
        return
    ends = (unit.start, unit.start - 1, *range(figure.end, max(unit.end, figure.end - LONGEST_OWNER), -1))
    for end in (end for end in ends if end > figure.start):
        named = owner(survey.words, end)
        if named and named[0] == figure.owner and named[1] >= figure.start:
            yield Found(named[1], end, COUNTRY)
            return


def _tellers(judged: Judged) -> Iterator[Found]:
    """The country or the other sum that told the currency."""
    way, currency = judged.way, judged.currency
    if way is None or currency is None:
        return
    if way.told_by is Teller.COUNTRY:
        asked = Asked(judged.article, judged.figure, judged.per)
        place = _country(asked, currency)
        words = judged.article.words
        if place is not None:
            yield Found(*word_range(words, place[0], place[1]), COUNTRY)
        elif judged.per and (rate := rate_at(words, judged.figure.end)):
            yield Found(judged.figure.end, rate[1], COUNTED)
        else:
            yield from _figure(judged, currency)
    elif way.told_by is Teller.FIGURE:
        yield from _figure(judged, currency)


def _country(asked: Asked, currency: str) -> Place | None:
    """The mention of the country that has the currency, nearest to the figure: of the likeliest such country."""
    families = asked.unit.families or family(currency)
    start = asked.article.words.starts[asked.figure.start]
    for code in (*asked.near, *asked.article.ranked):
        if currency in (member(code, families, asked.day), member(code, families, None)):
            mentions = (place for place in asked.article.mentions if place[2] == code)
            return min(mentions, key=lambda place: abs(place[0] - start), default=None)
    return None


def _figure(judged: Judged, currency: str) -> Iterator[Found]:
    """The nearest other sum in the currency, as far as it says so itself."""
    figure, article = judged.figure, judged.article
    for other in sorted(article.figures, key=lambda other: abs(other.start - figure.start)):
        told = other.unit.code if not (other.unit.families or other.owner) else None
        told = told or (member(other.owner, families_of(other.unit), article.day) if other.owner else None)
        if other is not figure and told == currency:
            yield Found(other.start, other.end, SUM)
            return
