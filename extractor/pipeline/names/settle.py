"""Where names overlap, one stays: the only place that chooses, for every source of names and what was there before.

spaCy refuses ``doc.ents`` of which two overlap, and with them the whole article.
"""

from collections.abc import Iterable, Mapping

Span = tuple[int, int]


def settle(spans: Mapping[Span, float], before: Iterable[Span] = ()) -> list[Span]:
    """The spans of which no two overlap and none overlaps one of `before`; half-open, all of one unit.

    The most probable stays, then the longest, then the first.

    >>> settle({(0, 2): 1.5, (1, 2): 3.0, (2, 4): 0.5, (3, 6): 0.5})
    [(1, 2), (3, 6)]
    """
    taken = {i for span in before for i in range(*span)}
    settled: list[Span] = []
    for start, end in sorted(spans, key=lambda span: (-spans[span], span[0] - span[1], span)):
        if start < end and taken.isdisjoint(range(start, end)):
            settled.append((start, end))
            taken.update(range(start, end))
    return settled
