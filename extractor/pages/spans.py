"""Spans that may nest, cross and coincide → a stream of pieces that HTML can hold: elements open and close in order."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from heapq import heapify, heappop, heappush

PARAGRAPH, SENTENCE, MARK = 0, 1, 2  # who goes outside where spans coincide
_GAPS = re.compile(r"(?:\r?\n[^\S\r\n]*){2,}")
GAP = "gap"  # the kind of the blank lines between paragraphs


@dataclass(frozen=True, slots=True)
class Span:
    """One stretch of the text that is an element on the page."""

    start: int
    end: int
    level: int
    kind: str = ""
    keys: tuple[str, ...] = ()  # the items of the record that it shows
    again: bool = False  # the rest of a span that was cut at the end of another

    def __lt__(self, other: "Span") -> bool:
        return self._order() < other._order()

    def _order(self) -> tuple[int, int, int, str, tuple[str, ...]]:
        return (self.start, -self.end, self.level, self.kind, self.keys)


@dataclass(frozen=True, slots=True)
class Piece:
    """One step through the text: `text`, or the begin (`opens`) or end (`closes`) of a span's element."""

    text: str = ""
    opens: Span | None = None
    closes: Span | None = None
    leaf: bool = True  # whether the element holds no other


def nest(text: str, spans: Iterable[Span]) -> Iterator[Piece]:
    """The text as pieces, its elements well nested; a span that crosses the end of another is cut there in two.

    >>> spans = Span(0, 4, MARK, "money"), Span(2, 6, MARK, "dates")
    >>> [(p.opens and p.opens.kind) or (p.closes and f"/{p.closes.kind}") or p.text for p in nest("abcdef", spans)]
    ['money', 'ab', 'dates', 'cd', '/dates', '/money', 'dates', 'ef', '/dates']
    """
    waiting = list(spans)
    heapify(waiting)
    open_: list[Span] = []
    at = 0
    while waiting or open_:
        if open_ and (not waiting or open_[-1].end <= waiting[0].start):
            span = open_.pop()
            yield from _text(text, at, span.end)
            at = span.end
            yield Piece(closes=span)
            continue
        span = heappop(waiting)
        if open_ and open_[-1].end < span.end:
            cut = open_[-1].end
            heappush(waiting, replace(span, end=cut))
            heappush(waiting, replace(span, start=cut, again=True))
            continue
        yield from _text(text, at, span.start)
        at = span.start
        open_.append(span)
        yield Piece(opens=span, leaf=not (waiting and waiting[0].start < span.end))
    yield from _text(text, at, len(text))


def _text(text: str, start: int, end: int) -> Iterator[Piece]:
    if start < end:
        yield Piece(text=text[start:end])


def paragraphs(text: str) -> Iterator[Span]:
    r"""The paragraphs of a text and the gaps between them, which together cover it.

    >>> [(span.start, span.end, span.kind) for span in paragraphs("One.\n\nTwo.")]
    [(0, 4, ''), (4, 6, 'gap'), (6, 10, '')]
    """
    start = 0
    for gap in _GAPS.finditer(text):
        if start < gap.start():
            yield Span(start, gap.start(), PARAGRAPH)
        yield Span(gap.start(), gap.end(), PARAGRAPH, GAP)
        start = gap.end()
    if start < len(text):
        yield Span(start, len(text), PARAGRAPH)
