"""Where names overlap, one stays: the only place that chooses, for every source of names and what was there before.

spaCy refuses ``doc.ents`` of which two overlap, and with them the whole article.
"""

from collections.abc import Mapping

Span = tuple[int, int]
SURENESS = {"model+rules": 0, "model": 1, "rules": 2}  # the least is the surest; others' entities are not compared


def settle(*tiers: Mapping[Span, str]) -> dict[Span, str]:
    """The spans of which no two overlap, each with its source; half-open, all of one unit.

    What an earlier tier has stays; within one, the surest source, then the longest span, then the first.

    >>> settle({(0, 2): "rules", (1, 2): "model"}, {(2, 4): "rules", (3, 5): "rules", (0, 1): "rules"})
    {(1, 2): 'model', (2, 4): 'rules', (0, 1): 'rules'}
    """
    settled: dict[Span, str] = {}
    taken: set[int] = set()
    for tier in tiers:
        for start, end in sorted(tier, key=lambda span: (SURENESS.get(tier[span], 0), span[0] - span[1], span)):
            if start < end and taken.isdisjoint(range(start, end)):
                settled[start, end] = tier[start, end]
                taken.update(range(start, end))
    return settled
