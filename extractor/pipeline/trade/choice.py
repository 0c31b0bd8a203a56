"""Which candidates become statements: the most probable reading of each predicate, where it is probable enough."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache

from extractor.pipeline.decide.logistic import Decision
from extractor.pipeline.trade.flow import Flow

THRESHOLD = "threshold"  # a row of the table of weights: the probability that training chose
NEAR = 20  # how many flows of a sentence are compared: a table with no full stop has thousands


@cache
def decision() -> Decision:
    """The trained decision."""
    return Decision.from_table("trade/weights")


def weigh(flows: Iterable[Flow], decide: Decision) -> None:
    """Give each flow its probability."""
    for flow in flows:
        flow.probability = decide.probability(flow.features)


def choose(flows: Sequence[Flow], threshold: float) -> list[Flow]:
    """The flows of a sentence that are kept, in order of their predicates; none that another says as well or more fully."""
    readings: dict[int, dict[int, list[Flow]]] = defaultdict(lambda: defaultdict(list))
    for flow in flows:
        readings[flow.at][flow.reading].append(flow)
    kept: list[Flow] = []
    for alternatives in readings.values():
        parts = defaultdict(list)  # readings of other goods behind the same predicate don't compete: `wheat to A and corn to B`
        for reading in alternatives.values():
            parts[reading[0].part].append(reading)
        for competing in parts.values():
            best = max(competing, key=lambda reading: (_mean(reading), -reading[0].reading))
            kept += [flow for flow in best if flow.probability >= threshold]
    return _distinct(sorted(kept, key=lambda flow: flow.at))


def _mean(reading: list[Flow]) -> float:
    return sum(flow.probability for flow in reading) / len(reading)


def _distinct(flows: list[Flow]) -> list[Flow]:
    best: dict[tuple[object, ...], Flow] = {}
    for flow in flows:
        known = best.get(flow.key)
        if known is None or flow.probability > known.probability:
            best[flow.key] = flow
    kept = [flow for flow in flows if best[flow.key] is flow]
    return [
        flow
        for i, flow in enumerate(kept)
        if not any(rival.covers(flow) for rival in kept[max(0, i - NEAR) : i + NEAR] if rival is not flow)
    ]
