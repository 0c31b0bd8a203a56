"""Commodities: goods that are or can be traded across a border, with their code in the Harmonized System (2022).

Counts: `crude oil` (2709), `cut flowers` (0603), `coffee growers` (coffee, 0901), `Brent rose` (2709). Doesn't: goods
inside a name (`Shell Oil Co`), idioms (`gold medal`, `tear gas`), verbs (`to fuel growth`), `goods` in general.

A word with other senses (`gas`, `chips`, `ships`) counts only where a word of trade stands near. The code is that of the
table: a chapter where the heading is open, none where even the chapter is.

Known to be missed: goods joined in one noun (`crude and refined oil` gives `refined oil` and no `crude oil`).
"""

from collections import defaultdict
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from extractor.data import read_table
from extractor.pipeline._doc import store
from extractor.pipeline._lookup import Hit, Lookup
from extractor.pipeline.words import GLUED, Words, words_of
from extractor.record import Commodity, Mention

NEAR = 8  # how many words away a word of trade makes a good of a word with other senses
AUXILIARIES = frozenset("to will would could can may might must should 'll not".split())
# After a hyphen these make an adjective that is no good: `corn-fed`, `oil-free`.
ENDINGS = frozenset("fed free like style tipped coloured colored clad plated eyed faced hearted fired lined".split())
BENCHMARKS = frozenset(("brent", "wti", "urals", "west", "pvc", "lng", "lpg", "mtbe"))


@dataclass(frozen=True, slots=True)
class Good:
    """One good of the table; `cautious` names need a word of trade near."""

    name: str
    hs: str | None
    cautious: bool = False


IDIOM = Good("", None)


class Goods:
    """The tables of goods, and of the words that decide a sense."""

    def __init__(self) -> None:
        entries: dict[str, Good] = {}
        for row in read_table("commodities"):
            cautious = set(row["cautious"].split("|"))
            for form in {row["name"], *row["forms"].split("|"), *cautious} - {""}:
                entries[form.lower()] = Good(row["name"], row["hs"] or None, form in cautious)
        words = {
            kind: [row["name"] for row in read_table("commodities_words") if row["kind"] == kind]
            for kind in ("trade", "idiom", "verb")
        }
        entries.update((idiom, IDIOM) for idiom in words["idiom"])
        self.lookup = Lookup(entries.items())
        self.trade, self.verbs = frozenset(words["trade"]), frozenset(words["verb"])


def find_commodities(words: Words, goods: Goods, taken: set[int]) -> list[Commodity]:
    """The goods named in the words, one entry a good; `taken` holds words inside names of people and countries."""
    mentions: dict[tuple[str, str | None], list[Mention]] = defaultdict(list)
    for hit in goods.lookup.find(words):
        if hit.value is IDIOM or not taken.isdisjoint(range(hit.start, hit.end)):
            continue
        if _in_name(words, hit) or _is_other_sense(words, hit, goods):
            continue
        text = words.text(hit.start, hit.end)
        mention = Mention(start=words.starts[hit.start], end=words.ends[hit.end - 1], text=text)
        mentions[hit.value.name, hit.value.hs].append(mention)
    return [Commodity(name=name, hs=hs, mentions=tuple(found)) for (name, hs), found in mentions.items()]


def _in_name(words: Words, hit: Hit[Good]) -> bool:
    """Whether the good is part of a proper name: a capital where the sentence asks for none, or a capital beside it."""
    first, last = words.sentence(hit.start)
    text = words.texts[hit.start]
    if not text[0].isupper() or words.lowers[hit.start] in BENCHMARKS:
        return False
    if all(not word[0].islower() for word in words.texts[first:last]):  # a headline in capitals
        return False
    after = words.texts[hit.end] if hit.end < last else ""
    if after[:1].isupper() and words.gaps[hit.end] != GLUED:
        return True
    opens = hit.start == first or not words.texts[hit.start - 1][0].isalnum()  # `LONDON, March 17 - Sugar prices`
    return not opens and any(word[0].isupper() for word in (words.texts[hit.start - 1], words.texts[hit.end - 1]))


def _is_other_sense(words: Words, hit: Hit[Good], goods: Goods) -> bool:
    first, last = words.sentence(hit.start)
    before = words.lowers[hit.start - 1] if hit.start > first else ""
    if before in AUXILIARIES and hit.end - hit.start == 1 and words.lowers[hit.start] in goods.verbs:
        return words.lowers[hit.end : hit.end + 1] != ["exports"] and not goods.trade.intersection(
            words.lowers[hit.end : hit.end + 2]
        )
    if (
        words.lowers[hit.end : hit.end + 1] == ["-"]
        and words.lowers[hit.end + 1 : hit.end + 2]
        and (words.lowers[hit.end + 1] in ENDINGS)
    ):
        return True
    if not hit.value.cautious:
        return False
    around = words.lowers[max(first, hit.start - NEAR) : min(last, hit.end + NEAR)]
    return goods.trade.isdisjoint(around)


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


@Language.factory("extractor_commodities", assigns=["doc._.commodities"], requires=["token.is_sent_start"])
def create_commodities(nlp: Language, name: str) -> CommodityComponent:
    """The factory that spaCy calls."""
    return CommodityComponent()
