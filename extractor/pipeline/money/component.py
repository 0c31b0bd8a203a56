"""The component: puts the sums of money of a Doc into ``doc._.money``."""

from spacy.language import Language
from spacy.tokens import Doc

from extractor.pipeline.extensions import store, warn
from extractor.pipeline.money.catalogue import read_units
from extractor.pipeline.money.grounds import find_grounds
from extractor.pipeline.money.read import find_money
from extractor.pipeline.text.numbers import exact
from extractor.pipeline.text.words import words_of
from extractor.record import Evidence

UNKNOWN = "currency unknown"


class MoneyComponent:
    """Finds sums of money and sets ``doc._.money``; `table_heads` reads tables under `in millions of dollars` too."""

    def __init__(self, *, table_heads: bool = False) -> None:
        self.table_heads = table_heads
        read_units()

    def __call__(self, doc: Doc) -> Doc:
        with exact():
            found = find_money(words_of(doc), doc._.countries, doc._.published, table_heads=self.table_heads)
        if any(money.currency is None for money in found):
            warn(doc, UNKNOWN)
        store(doc, "money", found)
        return doc

    def evidence(self, doc: Doc) -> list[Evidence]:
        """Why each sum is in its currency: the way that told it, the row of the unit, the country or sum that spoke for it."""
        with exact():
            return list(find_grounds(words_of(doc), doc._.countries, doc._.published, table_heads=self.table_heads))


@Language.factory(
    "extractor_money",
    assigns=["doc._.money"],
    requires=["token.is_sent_start", "doc._.countries"],
    default_config={"table_heads": False},
)
def create_money(nlp: Language, name: str, table_heads: bool) -> MoneyComponent:
    """The factory that spaCy calls."""
    return MoneyComponent(table_heads=table_heads)
