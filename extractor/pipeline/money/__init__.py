"""Money: an amount with its currency, as exact decimals.

Counts: `$7.2 million`, `11bn euros`, `60 cents`, `between $5m and $6m` (one figure, a range), `more than KSh 1.2bn` (a
bound). Doesn't: percentages, a currency with no amount (`the dollar`), weights (`5 pounds of sugar`), vague sums
(`millions of dollars`).

The currency is that of the text: a sign or a name that means one currency, else (`pesos`, `Br`) the countries of the
sentence, then of the article, at the publication date; with no evidence it stays null, except for pounds and rupees.

::

    units (what signs and names say) ─► figures (amounts with a unit) ─► ranges ─► evidence (which currency) ─► Money
                                                           text.bounds (more, less), text.rates (a barrel) ──┘

Known to be missed: amounts whose currency stands in a table head (`in millions of dollars`).
"""

from decimal import Decimal

from spacy.language import Language
from spacy.tokens import Doc

from extractor.pipeline.extensions import store, warn
from extractor.pipeline.money.catalogue import read_units
from extractor.pipeline.money.choice import Evidence
from extractor.pipeline.money.ranges import with_ranges
from extractor.pipeline.money.sums import find_single
from extractor.pipeline.money.survey import Figure, Scene
from extractor.pipeline.text.bounds import sense_of
from extractor.pipeline.text.rates import rate_at
from extractor.pipeline.text.words import Words, words_of
from extractor.record import Money

UNKNOWN = "currency unknown"


def find_figures(words: Words) -> list[Figure]:
    """Every amount with a currency, ranges in one piece, in order."""
    scene = Scene(words)
    return with_ranges(scene, find_single(scene))


class MoneyComponent:
    """Finds sums of money and sets ``doc._.money``."""

    def __init__(self) -> None:
        read_units()

    def __call__(self, doc: Doc) -> Doc:
        words = words_of(doc)
        figures = find_figures(words)
        evidence = Evidence(words, doc._.countries if figures else (), figures, doc._.published)
        found = [money for figure in figures if (money := _money(words, figure, evidence))]
        if any(money.currency is None for money in found):
            warn(doc, UNKNOWN)
        store(doc, "money", found)
        return doc


def _money(words: Words, figure: Figure, evidence: Evidence) -> Money | None:
    """The record of a figure; None where it is no money after all."""
    rate = rate_at(words, figure.end)
    per = rate[0] if rate else None
    currency = evidence.currency(figure, per)
    if evidence.doubtful(figure, currency):
        return None
    low: Decimal | None = figure.low * figure.unit.fraction
    high: Decimal | None = figure.high * figure.unit.fraction
    amount = low if low == high else None
    sense = sense_of(words, figure.start, figure.end)
    bound = amount is not None
    return Money(
        start=words.starts[figure.start],
        end=words.ends[figure.end - 1],
        text=words.text(figure.start, figure.end),
        currency=currency,
        low=None if bound and sense == "less" else low,
        high=None if bound and sense == "more" else high,
        amount=amount,
        approximate=sense == "near",
        per=per,
    )


@Language.factory("extractor_money", assigns=["doc._.money"], requires=["token.is_sent_start", "doc._.countries"])
def create_money(nlp: Language, name: str) -> MoneyComponent:
    """The factory that spaCy calls."""
    return MoneyComponent()
