"""Which candidates become statements: the likeliest reading of each predicate, where it is probable enough.

Two decisions were trained, with the same features. `choice` compares the readings of one predicate; `truth` says how probable it
is that the reading chosen is right, and that is the statement's confidence.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp

from extractor.pipeline.decide.logistic import Decision, Features
from extractor.pipeline.trade.flow import Flow

THRESHOLD = "threshold"  # a row of the table of weights: the probability that training chose
CLEAR = "clear"  # how clearly a reading was preferred
NEAR = 20  # how many flows of a sentence are compared: a table with no full stop has thousands
Reading = list[Flow]


@dataclass(frozen=True, slots=True)
class Decisions:
    """What was trained: which reading is meant, how probable it is, and from what probability on a statement is made."""

    choice: Decision
    truth: Decision
    threshold: float


@cache
def decisions() -> Decisions:
    """The decisions in the table of weights."""
    truth = Decision.from_table("trade/weights", "truth")
    return Decisions(Decision.from_table("trade/weights", "choice"), truth, truth.weights[THRESHOLD])


def readings(flows: Iterable[Flow]) -> Iterator[list[Reading]]:
    """The readings that compete: those of one predicate, and of one part of it where partners have goods of their own."""
    found: dict[tuple[int, int], dict[int, Reading]] = defaultdict(lambda: defaultdict(list))
    for flow in flows:
        found[flow.at, flow.part][flow.reading].append(flow)
    for competing in found.values():
        yield list(competing.values())


def features_of(reading: Reading) -> Features:
    """The features of a reading: the mean of those of its flows."""
    if len(reading) == 1:
        return reading[0].features
    total: dict[str, float] = defaultdict(float)
    for flow in reading:
        for name, value in flow.features.items():
            total[name] += value / len(reading)
    return total


def likeliest(flows: Iterable[Flow], choice: Decision) -> Iterator[Reading]:
    """The likeliest reading of each predicate; every flow learns how much likelier its reading is than the others."""
    for competing in readings(flows):
        odds = [choice.odds(features_of(reading)) for reading in competing]
        best = max(odds)
        scores = [exp(odd - best) for odd in odds]
        for reading, score in zip(competing, scores, strict=True):
            for flow in reading:
                flow.share = score / sum(scores)
        yield competing[odds.index(best)]


def evidence(flow: Flow) -> Features:
    """What is known of a flow once the readings are compared: its features, and how clearly its reading was preferred."""
    return {**flow.features, CLEAR: flow.share}


def choose(flows: Sequence[Flow], decide: Decisions) -> list[Flow]:
    """The flows of the likeliest reading of each predicate, given their probability."""
    chosen = [flow for reading in likeliest(flows, decide.choice) for flow in reading]
    for flow in chosen:
        flow.probability = decide.truth.probability(evidence(flow))
    return chosen


def keep(chosen: Iterable[Flow], threshold: float) -> list[Flow]:
    """The flows that are probable enough, in order of their predicates; none that another says as well or more fully."""
    probable = sorted((flow for flow in chosen if flow.probability >= threshold), key=lambda flow: flow.at)
    best: dict[tuple[object, ...], Flow] = {}
    for flow in probable:
        known = best.get(flow.key)
        if known is None or flow.probability > known.probability:
            best[flow.key] = flow
    kept = [flow for flow in probable if best[flow.key] is flow]
    return [
        flow
        for i, flow in enumerate(kept)
        if not any(rival.covers(flow) for rival in kept[max(0, i - NEAR) : i + NEAR] if rival is not flow)
    ]
