"""Grounds: which rules read a date, from which day it was reckoned, and what told the side, for whoever asks for evidence.

What a date rests on is found by trying: its expression is resolved again in a frame that lacks the publication date, or what the
text named before, or a word of its sentence. What changes the value, the value rests on.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from extractor.pipeline.dates.frame import Frame
from extractor.pipeline.dates.nodes import Node
from extractor.pipeline.dates.read import build, resolve
from extractor.pipeline.dates.sides import REACH, odds_at, read_sides
from extractor.pipeline.dates.sides import evidence as evidence_of_side
from extractor.pipeline.dates.tense import tense_at
from extractor.pipeline.dates.values import Time
from extractor.pipeline.evidence import Found, decisive, furthest_first, of_one, quoted, runs_of, weighed
from extractor.pipeline.text.words import Words
from extractor.record import Date, Evidence, Ground

# What the text named of a `Frame`.
NAMED = ("behind", "lead", "period", "results", "main", "quarter", "months", "day", "said", "last")
ANCHOR, SIDE = "anchor", "side"  # the roles of words
ARROW = " ← "
SURE = 99.0  # log-odds
Span = tuple[int, int]


class Watcher:
    """Sees each expression resolved, in the order of the text, and notes down what its value rests on."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.places: dict[str, Span] = {}  # the words that each part of the frame was named by
        self.grounds: list[tuple[date | None, list[Found], list[tuple[str, float]]]] = []
        self._before: dict[str, object] = {}

    def resolved(self, frame: Frame, node: Node, time: Time) -> None:
        """Before the frame takes it in."""
        self._before = {part: getattr(frame, part) for part in NAMED}
        anchor, place = self._anchor(frame, node, time)
        found = [Found(*place, ANCHOR)] if place else []
        told: list[tuple[str, float]] = []
        if _is_weighed(frame, node):
            told = read_sides().shares(evidence_of_side(self.words, frame.at, frame.end))
            found += self._side(frame, node, time)
        self.grounds.append((anchor, found, told))

    def remembered(self, frame: Frame, start: int, end: int) -> None:
        """After it did: what changed was named by words `start` to before `end`."""
        for part, before in self._before.items():
            if getattr(frame, part) is not before:
                self.places[part] = start, end

    def _anchor(self, frame: Frame, node: Node, time: Time) -> tuple[date | None, Span | None]:
        """The day that the expression was reckoned from, and the words of the text that named it, if it did."""
        if node.time(_without(frame, NAMED)) != time:
            for part in NAMED:
                others = [other for other in NAMED if other != part]
                if getattr(frame, part) is not None and node.time(_without(frame, others)) == time:
                    return _first_day(getattr(frame, part)), self.places.get(part)
        if frame.published and node.time(replace(_without(frame, NAMED), published=None)) != time:
            return frame.published, None  # also where what the text named would do as well
        return None, None

    def _side(self, frame: Frame, node: Node, time: Time) -> Iterator[Found]:
        """The words without which it would lie on the other side of publication."""
        sentence = self.words.sentence(frame.at)
        bounds = (max(sentence[0], frame.at - REACH), min(sentence[1], frame.end + REACH))

        def holds(words: Words) -> bool:
            read = replace(frame, tense_of=partial(tense_at, words), odds_of=partial(odds_at, words))
            return node.time(read) == time

        yield from runs_of(decisive(self.words, furthest_first(frame.at, frame.end, bounds), holds), SIDE)


def find_grounds(words: Words, published: date | None, order: str, taken: frozenset[int]) -> Iterator[Evidence]:
    """The evidence of each date in the words, left to right."""
    for rules, anchor, found, told in _told(words, published, order, taken):
        ground = Ground(rule=ARROW.join(rules), words=quoted(words, found), weighed=weighed(told), anchor=anchor)
        yield of_one(ground)


def _told(
    words: Words, published: date | None, order: str, taken: frozenset[int]
) -> Iterator[tuple[list[str], date | None, list[Found], list[tuple[str, float]]]]:
    sheet, watcher = build(words, taken), Watcher(words)
    for _, start, end in resolve(sheet, published, order, watcher):
        yield [*reversed(sheet.rules(start, end))], *watcher.grounds[-1]


def explain_dates(
    words: Words, published: date | None, order: str = "MDY", taken: frozenset[int] = frozenset()
) -> list[tuple[Date, tuple[str, ...]]]:
    """Each date with the names of the rules that built it, the one that took in the others last."""
    sheet = build(words, taken)
    return [(found, sheet.rules(start, end)) for found, start, end in resolve(sheet, published, order)]


def _without(frame: Frame, parts: Iterable[str]) -> Frame:
    """The frame as if the text had not named some parts of it."""
    unnamed: dict[str, Any] = dict.fromkeys(parts)
    return replace(frame, **unnamed)


def _is_weighed(frame: Frame, node: Node) -> bool:
    """Whether the side of publication on which it lies was in question."""
    ahead, behind = (node.time(replace(frame, odds_of=partial(_always, odds))) for odds in (SURE, -SURE))
    return ahead != behind


def _always(odds: float, *_: int) -> float:
    return odds


def _first_day(named: object) -> date | None:
    if isinstance(named, date):
        return named
    time = named[1] if isinstance(named, tuple) else named
    return time.first if isinstance(time, Time) else None
