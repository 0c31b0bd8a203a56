"""From words to goods: every name of the table that stands in the text, what speaks against it and what trades it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.pipeline.commodities.catalogue import CAUTIOUS, HOUSEHOLD, Good, Goods
from extractor.pipeline.commodities.coordination import adopt_heads, share_heads, spread_trade
from extractor.pipeline.commodities.rules import find_against, find_for
from extractor.pipeline.commodities.sighting import Capitals, Sighting
from extractor.pipeline.text.lookup import Hit
from extractor.pipeline.text.words import Words
from extractor.record import Commodity, Mention

IDIOM, ELSEWHERE, ANYWHERE = "idiom", "traded elsewhere in the article", "counts anywhere"
LACKS = {CAUTIOUS: "no word of trade in sight", HOUSEHOLD: "no grammar that trades it"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the name of a good in the text is a mention, and the name of the reason that decided."""

    start: int
    end: int
    text: str
    counts: bool
    reason: str


def find_commodities(words: Words, goods: Goods, taken: set[int]) -> list[Commodity]:
    """The goods named in the words, one entry a good; `taken` holds words inside names of people and countries."""
    return find_proven(words, goods, taken)[0]


def find_proven(words: Words, goods: Goods, taken: set[int]) -> tuple[list[Commodity], list[Commodity]]:
    """The goods named in the words, and those that nothing speaks against but that nothing trades either."""
    hits = goods.lookup.find(words)
    if not hits:
        return [], []
    found = _weigh(words, [here for here in _judge(words, hits, taken) if not here.refused], goods)
    traded = {here.good.name for here in found if here.counts}
    proven = [here for here in found if here.good.name in traded]
    return _entries(words, proven), _entries(words, [here for here in found if here.good.name not in traded])


def _entries(words: Words, found: Sequence[Sighting]) -> list[Commodity]:
    mentions: dict[tuple[str, str | None], list[Mention]] = defaultdict(list)
    for here in found:
        mentions[here.good.name, here.good.hs].append(_mention(words, here))
    return [Commodity(name=name, hs=hs, mentions=tuple(places)) for (name, hs), places in mentions.items()]


@dataclass(frozen=True, slots=True)
class Weighing:
    """What became of the names of goods in some words: `idioms` hide one, `refused` are none, `found` was weighed, and the goods
    of the names in `traded` count."""

    idioms: list[Hit[tuple[Good, ...]]]
    refused: list[Sighting]
    found: list[Sighting]
    traded: set[str]

    def reason(self, here: Sighting) -> str:
        """The name of what decided over a good that nothing speaks against."""
        if here.counts:
            return here.decided_by or ANYWHERE
        return ELSEWHERE if here.good.name in self.traded else LACKS[here.good.level]


def weigh(words: Words, goods: Goods, taken: set[int]) -> Weighing:
    """What became of every name of a good in the words."""
    hits = goods.lookup.find(words)
    sightings = list(_judge(words, hits, taken))
    found = _weigh(words, [here for here in sightings if not here.refused], goods)
    traded = {here.good.name for here in found if here.counts}
    return Weighing([hit for hit in hits if not hit.value], [here for here in sightings if here.refused], found, traded)


def explain(words: Words, goods: Goods, taken: set[int]) -> list[Verdict]:
    """What became of every name of a good, in the order of the text, and why."""
    told = weigh(words, goods, taken)
    idioms = [_verdict(words, hit.start, hit.end, IDIOM) for hit in told.idioms]
    refused = [_verdict(words, here.start, here.end, here.decided_by) for here in told.refused]
    weighed = [
        _verdict(words, here.start, here.stop, told.reason(here), counts=here.good.name in told.traded)
        for here in told.found
    ]
    return sorted([*idioms, *refused, *weighed], key=lambda verdict: verdict.start)


def _judge(words: Words, hits: Sequence[Hit[tuple[Good, ...]]], taken: set[int]) -> Iterator[Sighting]:
    """Every name of a good, with the good that fits its sentence; those that something speaks against are refused."""
    capitals = Capitals(words, hits)
    for hit in hits:
        if not hit.value:
            continue
        good = _fitting(words, hit)
        here = Sighting(words, hit.start, hit.end, good, capitals, taken=hit.end - 1 in taken)
        if reason := find_against(here):
            here.refused, here.decided_by = True, reason.name
        yield here


def _fitting(words: Words, hit: Hit[tuple[Good, ...]]) -> Good:
    """The first of the goods of a name whose words stand in the sentence, or just the first."""
    first = hit.value[0]
    if len(hit.value) == 1:
        return first
    sentence = frozenset(words.lowers[slice(*words.sentence(hit.start))])
    return next((good for good in hit.value if good.fits(sentence)), first)


def _weigh(words: Words, found: Sequence[Sighting], goods: Goods) -> list[Sighting]:
    """The goods with how surely each is traded, and those that share a word with one of them."""
    shared = share_heads(words, found, goods.forms)
    for here in shared:
        if reason := find_for(here):
            here.traded, here.decided_by = reason.gives, reason.name
    spread_trade(words, shared)
    adopt_heads(words, shared)
    return shared


def _mention(words: Words, here: Sighting) -> Mention:
    return Mention(
        start=words.starts[here.start], end=words.ends[here.stop - 1], text=words.text(here.start, here.stop)
    )


def _verdict(words: Words, start: int, end: int, reason: str, *, counts: bool = False) -> Verdict:
    return Verdict(words.starts[start], words.ends[end - 1], words.text(start, end), counts, reason)
