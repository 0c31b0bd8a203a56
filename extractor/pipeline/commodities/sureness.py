"""How probable it is that the name of a good is one and has the right heading: a small trained decision over named evidence.

Nothing depends on it but the confidence that evidence gives. Its weights stand in `data/commodities_weights.csv`; they were
trained, and measured, on finds that readers judged (`scripts/train_goods.py`).
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, partial

from extractor.data import words as table_words
from extractor.pipeline.commodities.catalogue import CAUTIOUS, HOUSEHOLD
from extractor.pipeline.commodities.sighting import Sighting, Writing
from extractor.pipeline.commodities.traded import FLOWS, FOLLOWS, NEAR, TRADE
from extractor.pipeline.decide.logistic import Decision, Features
from extractor.pipeline.text.words import Words

_cues = partial(table_words, "commodities_words")
PRICES = frozenset("price prices cost costs tariff tariffs duty duties".split())
UNITS = _cues("price unit")
# Which reasons say nearly the same.
CLASSES = {
    "followed by trade": "trade behind", "followed by a noun of trade": "trade behind", "participle": "moved",
    "passive": "moved", "supplied with": "moved", "arriving": "moved", "dealt with by an authority": "moved",
    "object of a verb": "object of a verb", "of a noun of trade": "of a noun of trade",
    "example of products": "in a list", "after a colon": "in a list", "in a list": "in a list",
    "told to be a good": "told to be a good", "word of trade near": "trade near",
    "export or import in sight": "trade in sight", "head of a table": "trade in sight",
    "traded elsewhere in the article": "elsewhere", "counts anywhere": "nothing",
    "short for a longer name": "elsewhere",
}  # fmt: skip
IN_USE = frozenset("in on by into aboard inside from with his her their my our your using".split())
MANY = 3


@dataclass(frozen=True)
class Scene:
    """The goods of an article, as evidence for each other."""

    words: Words
    found: Sequence[Sighting]

    @cached_property
    def times(self) -> Counter[str]:
        """How often each good is named."""
        return Counter(here.good.name for here in self.found)

    @cached_property
    def beside(self) -> Counter[int]:
        """How many different goods each sentence has."""
        return Counter(number for number, _ in {(self.words.sentences[h.start], h.good.name) for h in self.found})


Holds = Callable[[Sighting, Scene], bool]


def _is_one_thing(here: Sighting, _: Scene) -> bool:
    return here.stop - here.start == 1 and not here.words.lowers[here.start].endswith("s")


def _has_a_unit(here: Sighting, _: Scene) -> bool:
    before = here.words.lowers[max(here.first, here.start - 2) : here.start]
    return before[1:] == ["of"] and before[0] in UNITS


# Evidence by name; beside it count the reason that decided, the row and chapter of the good, and the words on either side.
EVIDENCE: Mapping[str, Holds] = {
    "cautious name": lambda here, _: here.good.level == CAUTIOUS,
    "household name": lambda here, _: here.good.level == HOUSEHOLD,
    "capital": lambda here, _: here.writing in (Writing.CAPITAL, Writing.LOUD) and not here.good.cased,
    "no code": lambda here, _: here.good.hs is None,
    "one of several senses": lambda here, _: bool(here.good.near or here.good.not_near),
    "several words": lambda here, _: here.stop - here.start > 1,
    "one household thing": lambda here, scene: here.good.level == HOUSEHOLD and _is_one_thing(here, scene),
    "price near": lambda here, _: here.is_near(PRICES, NEAR),
    "export or import near": lambda here, _: here.is_near(FLOWS, NEAR),
    "word of trade near": lambda here, _: here.is_near(TRADE, NEAR),
    "trade right behind": lambda here, _: not FOLLOWS.isdisjoint(here.following[:1]),
    "unit before it": _has_a_unit,
    "in use before it": lambda here, _: here.before.lower() in IN_USE,
    "several goods in the sentence": lambda here, scene: scene.beside[here.words.sentences[here.start]] >= MANY,
    "named three times": lambda here, scene: scene.times[here.good.name] >= MANY,
}


def describe(here: Sighting, reason: str, scene: Scene) -> Features:
    """What speaks for and against a name that nothing refused, by name."""
    held = (name for name, holds in EVIDENCE.items() if holds(here, scene))
    lowers = here.words.lowers
    told = (
        f"reason: {CLASSES.get(reason, reason)}",
        f"chapter: {(here.good.hs or 'none')[:2]}",
        f"row: {here.good.name}",
        f"before: {here.before.lower() or 'nothing'}",
        f"behind: {lowers[here.stop] if here.stop < here.last else 'nothing'}",
    )
    return dict.fromkeys((*told, *held), 1.0)


@cache
def read_sureness() -> Decision:
    """The trained weights."""
    return Decision.from_table("commodities_weights", "weight")


def chance(found: Features) -> float:
    """How probable it is that the name is a good and has the right heading, 0 to 1."""
    return read_sureness().probability(found)


def shares(found: Features) -> list[tuple[str, float]]:
    """What each piece of evidence adds to the log-odds."""
    return read_sureness().shares(found)
