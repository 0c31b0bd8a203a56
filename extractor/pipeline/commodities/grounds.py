"""Grounds: what proved each name of a good, and how probable it is that it is one, for whoever asks for evidence."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property, partial

from extractor.pipeline.commodities.coordination import IN_A_LIST, SHORT_NAME, runs
from extractor.pipeline.commodities.read import ELSEWHERE, Weighing
from extractor.pipeline.commodities.rules import FOR, Reason
from extractor.pipeline.commodities.sighting import Sighting
from extractor.pipeline.commodities.sureness import Scene, chance, describe, shares
from extractor.pipeline.commodities.traded import FAR, NEAR
from extractor.pipeline.decide.logistic import Features
from extractor.pipeline.evidence import Found, Told, by_place, decisive, furthest_first, quoted, runs_of, weighed
from extractor.pipeline.text.words import Words
from extractor.record import Ground

TRADE, LISTED, LONGER, AGAIN = "trade", "listed with it", "longer name", "traded elsewhere"  # the roles of words
REASONS = {reason.name: reason for reason in FOR}


@dataclass(frozen=True)
class Grounds:
    """The grounds of the goods in some words."""

    words: Words
    told: Weighing

    def of(self, start: int, end: int) -> Told:
        """The ground of the mention at some offsets, and how probable it is that it is a good and this one."""
        here, found = self._sightings[start, end], self.describe(start, end)
        words = quoted(self.words, self._deciding(here))
        rule, row = self.told.reason(here), f"commodities: {here.good.name}"
        return Ground(rule=rule, row=row, words=words, weighed=weighed(shares(found))), chance(found)

    def describe(self, start: int, end: int) -> Features:
        """What speaks for and against the mention at some offsets, by name."""
        here = self._sightings[start, end]
        return describe(here, self.told.reason(here), self._scene)

    @cached_property
    def _sightings(self) -> dict[tuple[int, int], Sighting]:
        starts, ends = self.words.starts, self.words.ends
        return dict(by_place(self.told.found, lambda here: (starts[here.start], ends[here.stop - 1])))

    @cached_property
    def _scene(self) -> Scene:
        return Scene(self.words, self.told.found)

    def _deciding(self, here: Sighting) -> Iterator[Found]:
        """The words that trade it; where another good of a list or of the article does, that good."""
        reason = self.told.reason(here)
        if reason in REASONS:
            yield from self._trading(here, REASONS[reason])
        elif reason == IN_A_LIST:
            mate = next((mate for mate in self._mates(here) if mate.decided_by in REASONS), None)
            if mate is not None:
                yield Found(mate.start, mate.stop, LISTED)
                yield from self._trading(mate, REASONS[mate.decided_by])
        elif reason == SHORT_NAME:
            yield from self._first(here, LONGER, single=False)
        elif reason == ELSEWHERE:
            yield from self._first(here, AGAIN, single=None)

    def _trading(self, here: Sighting, reason: Reason) -> Iterator[Found]:
        first, last = here.words.sentence(here.start)
        bounds = (max(first, here.start - FAR), min(len(self.words), last + NEAR, here.stop + FAR))
        places = furthest_first(here.start, here.stop, bounds)
        yield from runs_of(decisive(self.words, places, partial(_holds, here, reason)), TRADE)

    def _mates(self, here: Sighting) -> list[Sighting]:
        return next((run for run in runs(self.words, self.told.found) if here in run), [])

    def _first(self, here: Sighting, role: str, *, single: bool | None) -> Iterator[Found]:
        """The first mention that counts of the same good."""
        for other in self.told.found:
            if other is not here and other.counts and other.good == here.good and single in (None, other.is_single):
                yield Found(other.start, other.stop, role)
                return


def _holds(here: Sighting, reason: Reason, words: Words) -> bool:
    return reason.holds(replace(here, words=words))
