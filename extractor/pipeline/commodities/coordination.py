"""Goods that share a word or a list: `soybean meal and oil`, `crude and refined oil`, `coffee, tea and cocoa exports`."""

from collections.abc import Iterator
from dataclasses import dataclass

from extractor.pipeline.commodities.lexicon import FREE, Good
from extractor.pipeline.text.words import Words

JOINTS = frozenset((",", "and", "or", "&", "/", "as", "well"))
# The words that two goods share: `soybean meal and oil`, `copper and zinc ore`.
HEADS = frozenset(
    "oil oils meal meals ore ores concentrate concentrates flour juice seed seeds yarn fabric fabrics scrap".split()
)
# What news calls a good for short, once it has named it: `sugar cane … the cane`.
SHORTENED = frozenset("ore ores cane beet beets meal juice concentrate concentrates cathode cathodes".split())
LONGEST = 4  # words between two goods of one list: `, fresh and frozen` is three


@dataclass(slots=True)
class Candidate:
    """A good's name in the text that no sense rule has refused: `traded` is how surely it is traded (0 to 2)."""

    start: int
    end: int
    good: Good
    traded: int = 0

    @property
    def counts(self) -> bool:
        """Whether the surroundings give what the name asks for."""
        return self.traded >= self.good.level


def share_heads(words: Words, found: list[Candidate], goods: dict[str, tuple[Good, ...]]) -> list[Candidate]:
    """The goods with the word that two of them share put back where it was left out, and those found only that way."""
    lowers, more = words.lowers, []
    for number, good in enumerate(found):
        if good.end - good.start < 2 or good.good.tail:
            continue
        after = found[number + 1] if number + 1 < len(found) else None
        if after and after.end - after.start == 1 and after.start == good.end + 1 and lowers[good.end] in ("and", "or"):
            _rename(after, [*lowers[good.start : good.end - 1], lowers[after.start]], goods)  # `soybean meal and oil`
        i = good.start - 2
        if i < 0 or lowers[good.start - 1] not in ("and", "or") or words.sentences[i] != words.sentences[good.start]:
            continue
        name = [lowers[i], lowers[good.end - 1]]
        before = found[number - 1] if number else None
        if before and before.end == good.start - 1:
            if before.end - before.start == 1:
                _rename(before, name, goods)  # `soybean and palm oil`
        elif (made := goods.get(" ".join(name))) and made[0].hs != good.good.hs:
            more.append(Candidate(i, i + 1, made[0]))  # `crude and refined petroleum`
    return sorted([*found, *more], key=lambda each: each.start)


def _rename(candidate: Candidate, name: list[str], goods: dict[str, tuple[Good, ...]]) -> None:
    made = goods.get(" ".join(name)) if name[-1] in HEADS else None
    if made and made[0].level == FREE and not made[0].tail and made[0].name != candidate.good.name:
        candidate.good = made[0]


def adopt_heads(words: Words, found: list[Candidate]) -> None:
    """Let a short name mean the longer one that the article has spelled out: `iron ore … the ore`, `jet fuel … the fuel`."""
    goods: dict[str, set[Good]] = {}
    for each in found:
        if each.counts and each.end - each.start > 1 and not each.good.tail:
            goods.setdefault(words.lowers[each.end - 1], set()).add(each.good)
    for each in found:
        word = words.lowers[each.start]
        if each.end - each.start == 1 and word in SHORTENED | {"fuel"} and (word != "fuel" or not each.counts):
            longer = goods.get(word, set())
            if len({good.name for good in longer}) == 1:
                each.good, each.traded = next(iter(longer)), 2


def spread_trade(words: Words, found: list[Candidate]) -> None:
    """Give all goods of a list what one of them has: `exports of coffee, shoes and toys` trades all three."""
    for run in _runs(words, found):
        best = max(each.traded for each in run)
        if not best and any(each.good.level == FREE for each in run):
            best = 1
        for each in run:
            each.traded = max(each.traded, best)


def _runs(words: Words, found: list[Candidate]) -> Iterator[list[Candidate]]:
    run: list[Candidate] = []
    for each in found:
        if run and not _are_joined(words, run[-1].end, each.start):
            if len(run) > 1:
                yield run
            run = []
        run.append(each)
    if len(run) > 1:
        yield run


def _are_joined(words: Words, end: int, start: int) -> bool:
    """Whether only commas, `and` and at most two other words in small letters stand between two goods."""
    if not 0 < start - end <= LONGEST or words.sentences[end - 1] != words.sentences[start]:
        return False
    others = [i for i in range(end, start) if words.lowers[i] not in JOINTS]
    return len(others) < start - end and len(others) <= 2 and all(words.texts[i].isalpha() for i in others)
