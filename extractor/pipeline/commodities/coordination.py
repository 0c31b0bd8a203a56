"""Goods that share a word or a list: `soybean meal and oil`, `crude and refined oil`, `coffee, tea and cocoa exports`."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractor.data import words as table_words
from extractor.pipeline.commodities.catalogue import FREE, HOUSEHOLD, Forms, Good
from extractor.pipeline.commodities.sighting import Sighting
from extractor.pipeline.text.words import Words

# The words that two goods share: `soybean meal and oil`, `copper and zinc ore`.
HEADS = table_words("commodities_words", "head")
# What news calls a good for short, once it has named it: `sugar cane … the cane`.
SHORT, WEAK_SHORT = table_words("commodities_words", "short"), table_words("commodities_words", "weak short")
JOINTS = table_words("commodities_words", "joint")
PAIRS = ("and", "or")
LONGEST = 4  # words between two goods of one list: `, fresh and frozen` is three
OTHERS = 2  # of them that are no joints
IN_A_LIST, SHORT_NAME = "in a list", "short for a longer name"


def share_heads(words: Words, found: Sequence[Sighting], forms: Forms) -> list[Sighting]:
    """The goods with the word that two of them share put back where it was left out, and those found only that way."""
    more = []
    for number, here in enumerate(found):
        if here.is_single or here.good.tail:
            continue
        if number + 1 < len(found) and _is_pair(here, found[number + 1]):
            _share_beginning(here, found[number + 1], forms)
        if not _is_second_of_pair(here):
            continue
        before = found[number - 1] if number else None
        if before and before.end == here.start - 1:
            if before.is_single:
                _rename(before, [before.word, words.lowers[here.end - 1]], forms)  # `soybean and palm oil`
        elif made := _left_out(here, forms):
            more.append(made)
    return sorted([*found, *more], key=lambda here: here.start)


def _is_pair(here: Sighting, after: Sighting) -> bool:
    """Whether `after` is one word behind `here` and an `and`."""
    return after.is_single and after.start == here.end + 1 and here.words.lowers[here.end] in PAIRS


def _share_beginning(here: Sighting, after: Sighting, forms: Forms) -> None:
    """`soybean meal and oil`: the second is of the first one's kind."""
    _rename(after, [*here.words.lowers[here.start : here.end - 1], after.word], forms)


def _is_second_of_pair(here: Sighting) -> bool:
    """Whether a word and an `and` stand before it in its sentence."""
    words, i = here.words, here.start - 2
    return i >= 0 and words.lowers[i + 1] in PAIRS and words.sentences[i] == words.sentences[here.start]


def _left_out(here: Sighting, forms: Forms) -> Sighting | None:
    """`crude and refined petroleum`: the good that is one only with the last word of `here`."""
    lowers, i = here.words.lowers, here.start - 2
    made = forms.get(f"{lowers[i]} {lowers[here.end - 1]}")
    if not made or made[0].hs == here.good.hs:
        return None
    return replace(here, start=i, end=i + 1, good=made[0])


def _rename(here: Sighting, name: Sequence[str], forms: Forms) -> None:
    made = forms.get(" ".join(name)) if name[-1] in HEADS else None
    if made and made[0].level == FREE and not made[0].tail:
        here.good = made[0]


def adopt_heads(words: Words, found: Sequence[Sighting]) -> None:
    """Let a short name mean the longer one that the article has spelled out: `iron ore … the ore`, `jet fuel … the fuel`."""
    longer: dict[str, set[Good]] = {}
    for here in found:
        if here.counts and not here.is_single and not here.good.tail:
            longer.setdefault(words.lowers[here.end - 1], set()).add(here.good)
    for here in found if longer else ():
        goods = longer.get(here.word, set())
        if _is_short(here) and len({good.name for good in goods}) == 1:
            here.good, here.traded, here.decided_by = next(iter(goods)), HOUSEHOLD, SHORT_NAME


def _is_short(here: Sighting) -> bool:
    return here.is_single and (here.word in SHORT or (here.word in WEAK_SHORT and not here.counts))


def spread_trade(words: Words, found: Sequence[Sighting]) -> None:
    """Give all goods of a list what one of them has: `exports of coffee, shoes and toys` trades all three."""
    for run in runs(words, found):
        best = max(here.traded for here in run)
        if not best and any(here.good.level == FREE for here in run):
            best = 1
        for here in run:
            if here.traded < best:
                here.traded, here.decided_by = best, IN_A_LIST


def runs(words: Words, found: Sequence[Sighting]) -> Iterator[list[Sighting]]:
    """The goods that stand in a list, list by list."""
    run: list[Sighting] = []
    for here in found:
        if run and not _are_joined(words, run[-1].end, here.start):
            if len(run) > 1:
                yield run
            run = []
        run.append(here)
    if len(run) > 1:
        yield run


def _are_joined(words: Words, end: int, start: int) -> bool:
    """Whether only commas, `and` and at most two other words in small letters stand between two goods."""
    if not 0 < start - end <= LONGEST or words.sentences[end - 1] != words.sentences[start]:
        return False
    others = [i for i in range(end, start) if words.lowers[i] not in JOINTS]
    return len(others) < start - end and len(others) <= OTHERS and all(words.texts[i].isalpha() for i in others)
