"""The component: puts the goods of a Doc into ``doc._.commodities``."""

from bisect import bisect_left

from spacy.language import Language
from spacy.tokens import Doc

from extractor.pipeline.commodities.catalogue import Goods
from extractor.pipeline.commodities.grounds import Grounds
from extractor.pipeline.commodities.read import Verdict, explain, find_proven, weigh
from extractor.pipeline.evidence import of_mentions
from extractor.pipeline.extensions import UNPROVEN, store
from extractor.pipeline.text.words import Words, words_of
from extractor.record import Evidence


class CommodityComponent:
    """Finds goods and sets ``doc._.commodities``."""

    def __init__(self) -> None:
        self.goods = Goods()

    def __call__(self, doc: Doc) -> Doc:
        words = words_of(doc)
        proven, unproven = find_proven(words, self.goods, _taken(words, doc))
        store(doc, "commodities", proven)
        doc.user_data[UNPROVEN] = [(m.start, m.end, good.hs) for good in unproven if good.hs for m in good.mentions]
        return doc

    def explain(self, doc: Doc) -> list[Verdict]:
        """What became of every name of a good in `doc`, and the reason that decided."""
        words = words_of(doc)
        return explain(words, self.goods, _taken(words, doc))

    def evidence(self, doc: Doc) -> list[Evidence]:
        """Why each good is one: of each mention the reason that decided, the row that names it, the words that trade it."""
        told = self.grounds(doc)
        return [of_mentions(good.mentions, told.of) for good in doc._.commodities]

    def grounds(self, doc: Doc) -> Grounds:
        """What proved each name of a good in `doc`."""
        words = words_of(doc)
        return Grounds(words, weigh(words, self.goods, _taken(words, doc)))


def _taken(words: Words, doc: Doc) -> set[int]:
    """The words inside names of people and mentions of countries."""
    spans = [(entity.start_char, entity.end_char) for entity in doc.ents if entity.label_ == "PERSON"]
    spans += [(mention.start, mention.end) for country in doc._.countries for mention in country.mentions]
    taken: set[int] = set()
    for start, end in spans:
        i = bisect_left(words.starts, start)
        if i < len(words) and words.starts[i] == start:
            taken.update(range(i, bisect_left(words.starts, end)))
    return taken


@Language.factory(
    "extractor_commodities",
    assigns=["doc._.commodities"],
    requires=["token.is_sent_start", "doc.ents", "doc._.countries"],
)
def create_commodities(nlp: Language, name: str) -> CommodityComponent:
    """The factory that spaCy calls."""
    return CommodityComponent()
