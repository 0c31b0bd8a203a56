"""The component: reads quantities and puts them on the Doc."""

from bisect import bisect_left

from spacy.language import Language
from spacy.tokens import Doc

from extractor.pipeline.extensions import store
from extractor.pipeline.quantities.goods import Goods
from extractor.pipeline.quantities.grounds import find_grounds
from extractor.pipeline.quantities.read import find_quantities
from extractor.pipeline.quantities.rules import read_units
from extractor.pipeline.text.numbers import exact
from extractor.pipeline.text.words import Words, words_of
from extractor.record import Evidence, Mention


class QuantityComponent:
    """Finds quantities and sets ``doc._.quantities``."""

    def __init__(self) -> None:
        self.units = read_units()

    def __call__(self, doc: Doc) -> Doc:
        words = words_of(doc)
        with exact():
            found = find_quantities(words, self.units, *_known(words, doc))
        store(doc, "quantities", found)
        return doc

    def evidence(self, doc: Doc) -> list[Evidence]:
        """Why each quantity is one: the rule that read it, the row of its unit, the unit's words and the good's."""
        words = words_of(doc)
        with exact():
            return list(find_grounds(words, self.units, *_known(words, doc)))


def _known(words: Words, doc: Doc) -> tuple[Goods, set[int]]:
    """Where the goods of a Doc stand, and the words of its sums of money."""
    goods = [_place(words, mention) for good in doc._.commodities for mention in good.mentions]
    money = {i for each in doc._.money for i in range(*_place(words, each))}
    return Goods({end: start for start, end in goods}, dict(goods)), money


def _place(words: Words, mention: Mention) -> tuple[int, int]:
    """The words of a mention, half-open."""
    return bisect_left(words.starts, mention.start), bisect_left(words.starts, mention.end)


@Language.factory("extractor_quantities", assigns=["doc._.quantities"], requires=["doc._.money", "doc._.commodities"])
def create_quantities(nlp: Language, name: str) -> QuantityComponent:
    """The factory that spaCy calls."""
    return QuantityComponent()
