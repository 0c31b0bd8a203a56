"""Commodities: goods that are or can be traded across a border, with their code in the Harmonized System (2022).

Counts: `crude oil` (2709), `cut flowers` (0603), `coffee growers` (coffee, 0901), `Brent rose` (2709). Doesn't: goods
inside a name (`Shell Oil Co`), idioms (`gold medal`, `tear gas`), verbs (`to fuel growth`), `goods` in general.

Raw materials traded as such count wherever they stand (`wheat`, `crude oil`). Names with other senses (`gas`, `lead`) ask
for a word of trade in sight, things that news mostly sees in use (`car`, `phone`, `missile`) for grammar that trades them
(`car exports`, `sold 30 helicopters`). What one of a list has, all have, and a good that is traded once in an article
counts there wherever it is named. The code is that of the table: a chapter where the heading is open, none where even
that is.

Known to be missed: goods named by a brand alone (`a new Corolla`); goods that only a pronoun refers to.
"""

from collections import defaultdict

from spacy.language import Language
from spacy.tokens import Doc

from extractor.pipeline.commodities.evidence import weigh
from extractor.pipeline.commodities.lexicon import Good, read_goods, words_of_kind
from extractor.pipeline.commodities.lists import Candidate, adopt_heads, share_heads, spread_trade
from extractor.pipeline.commodities.senses import fits, is_name, is_other_sense
from extractor.pipeline.extensions import store
from extractor.pipeline.text.lookup import Hit, Lookup
from extractor.pipeline.text.words import Words, words_of
from extractor.record import Commodity, Mention


class Goods:
    """The lexicon as a matcher: an idiom has no goods and so hides the name of a good inside it."""

    def __init__(self) -> None:
        self.forms = read_goods()
        entries: dict[str, tuple[Good, ...]] = dict(self.forms)
        entries.update((idiom, ()) for idiom in words_of_kind("idiom"))
        self.lookup = Lookup(entries.items())


def find_commodities(words: Words, goods: Goods, taken: set[int]) -> list[Commodity]:
    """The goods named in the words, one entry a good; `taken` holds words inside names of people and countries."""
    found = _candidates(words, goods.lookup.find(words), taken)
    found = share_heads(words, found, goods.forms)
    for each in found:
        each.traded = weigh(words, each.start, each.end - each.good.tail)
    spread_trade(words, found)
    adopt_heads(words, found)
    traded = {each.good.name for each in found if each.counts}
    mentions: dict[tuple[str, str | None], list[Mention]] = defaultdict(list)
    for each in found:
        if each.counts or each.good.name in traded:
            end = each.end - each.good.tail
            mention = Mention(start=words.starts[each.start], end=words.ends[end - 1], text=words.text(each.start, end))
            mentions[each.good.name, each.good.hs].append(mention)
    return [Commodity(name=name, hs=hs, mentions=tuple(found)) for (name, hs), found in mentions.items()]


def _candidates(words: Words, hits: list[Hit[tuple[Good, ...]]], taken: set[int]) -> list[Candidate]:
    """The hits that no sense rule refuses, each with the good that fits its sentence."""
    found: list[Candidate] = []
    seen: dict[str, tuple[int, int]] | None = None
    for hit in hits:
        if not hit.value or (hit.end - 1 in taken and not (hit.value[0].cased and hit.end - hit.start > 1)):
            continue  # `Thai rice` and `Bonny Light` are goods, whatever `Thai` and `Bonny` are alone
        first, last = words.sentence(hit.start)
        good = hit.value[0]
        if good.near or good.not_near or len(hit.value) > 1:
            sentence = frozenset(words.lowers[first:last])
            fitting = next((each for each in hit.value if fits(each, sentence)), None)
            if fitting is None:
                continue
            good = fitting
        narrow = Hit(hit.start, hit.end, good)
        if is_other_sense(words, narrow):
            continue
        if words.texts[hit.start][0].isupper() or words.texts[hit.end - 1][0].isupper():
            seen = _letters(words, hits) if seen is None else seen
            if is_name(words, narrow, seen):
                continue
        found.append(Candidate(hit.start, hit.end, good))
    return found


def _letters(words: Words, hits: list[Hit[tuple[Good, ...]]]) -> dict[str, tuple[int, int]]:
    """How often the article writes the last word of each name with a capital inside a sentence, and in small letters.

    A capital before another (`International Sugar Organization`) tells nothing of the word alone.
    """
    seen: dict[str, tuple[int, int]] = {}
    for hit in hits:
        i = hit.end - 1 - (hit.value[0].tail if hit.value else 0)
        text, after = words.texts[i], words.texts[i + 1 : i + 2]
        capitals, small = seen.get(words.lowers[i], (0, 0))
        if text[0].islower():
            small += 1
        elif i > words.sentence(i)[0] and not text.isupper() and words.texts[i - 1][-1].isalnum():
            capitals += not (after and after[0][0].isupper())
        seen[words.lowers[i]] = capitals, small
    return seen


class CommodityComponent:
    """Finds goods and sets ``doc._.commodities``."""

    def __init__(self) -> None:
        self.goods = Goods()

    def __call__(self, doc: Doc) -> Doc:
        words = words_of(doc)
        store(doc, "commodities", find_commodities(words, self.goods, _taken(words, doc)))
        return doc


def _taken(words: Words, doc: Doc) -> set[int]:
    """The words inside names of people and mentions of countries."""
    spans = [(entity.start_char, entity.end_char) for entity in doc.ents if entity.label_ == "PERSON"]
    spans += [(mention.start, mention.end) for country in doc._.countries for mention in country.mentions]
    places = {start: i for i, start in enumerate(words.starts)}
    taken: set[int] = set()
    for start, end in spans:
        i = places.get(start, len(words))
        while i < len(words) and words.starts[i] < end:
            taken.add(i)
            i += 1
    return taken


@Language.factory(
    "extractor_commodities",
    assigns=["doc._.commodities"],
    requires=["token.is_sent_start", "doc.ents", "doc._.countries"],
)
def create_commodities(nlp: Language, name: str) -> CommodityComponent:
    """The factory that spaCy calls."""
    return CommodityComponent()
