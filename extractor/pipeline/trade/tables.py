"""Supply tables in plain text: a head such as `BRAZIL SOYBEAN MEAL`, then rows such as `Exports 7.85 7.38`.

Agencies sent them for decades. A row with a figure above zero is a statement about the country and the good of the head.
"""

from collections.abc import Iterator
from itertools import pairwise

from extractor.pipeline.text.words import GLUED, SPACED, Words
from extractor.pipeline.trade.flow import Filler, Flow, Goods
from extractor.pipeline.trade.predicates import Sort, read_predicates
from extractor.pipeline.trade.scene import Chunk, Finds

ROWS = {"exports": "export", "imports": "import"}
SURE = 0.9  # declared, not trained: the annotated articles hold too few such tables
HEAD = 8  # words that the head of a table may have
NO_FIGURES = ("NIL", "NA", "N.A.", "-", "--", "UNCH")


def read_tables(words: Words, finds: Finds) -> Iterator[tuple[tuple[int, int], Flow]]:
    """The lines (as ranges of words) of tables that say who exports or imports what."""
    head: tuple[str | None, tuple[str, ...]] = (None, ())
    known: dict[str, str] = {}  # goods of the heads before, by name: in capitals one may be missed
    for first, last in _lines(words):
        chunks = [finds.at[i] for i in range(first, last) if i in finds.at]
        title = words.form(first, first + _title(words, first, last))
        if title.isupper() and len(title.split()) <= HEAD and words.lowers[first] not in ROWS:
            known.update((c.lower, str(c.value)) for c in chunks if c.sort is Sort.GOOD and c.value)
            goods = tuple(dict.fromkeys(code for name, code in known.items() if name in title.lower()))
            head = (_country(chunks), goods) if goods else (None, ())
            continue
        kind = ROWS.get(words.lowers[first])
        if kind is None or head[0] is None or not _has_figure(words, first + 1, last):
            if words.lowers[first:last] and words.texts[last - 1] in (".", "?", "!"):
                head = (None, ())
            continue
        exporter, importer = (head[0], None) if kind == "export" else (None, head[0])
        predicate = next(row for row in read_predicates() if row.name == f"{kind}s")
        sides = (Filler(exporter, "head"), Filler(importer, "head"))
        yield (first, last), Flow(predicate, predicate.kind, *sides, Goods(head[1], "head"), 0, 0, 0, probability=SURE)


def _lines(words: Words) -> Iterator[tuple[int, int]]:
    starts = [i for i, gap in enumerate(words.gaps) if gap not in (GLUED, SPACED)]
    yield from pairwise([*starts, len(words)])


def _title(words: Words, first: int, last: int) -> int:
    """How many words a head has before its `,` or `--`."""
    for i in range(first + 1, last):
        if words.texts[i] in (",", "--", "(", "—") or (words.texts[i] == "-" and words.gaps[i] != GLUED):
            return i - first
    return last - first


def _country(chunks: list[Chunk]) -> str | None:
    return next((str(c.value.code) for c in chunks if c.sort is Sort.COUNTRY and c.value.sure), None)


def _has_figure(words: Words, first: int, last: int) -> bool:
    """Whether a row holds nothing but figures, and one of them above zero."""
    texts = words.texts[first:last]
    figures = [text for text in texts if text[0].isdigit() or text[0] == "."]
    rest = [text for text in texts if not (text[0].isdigit() or text[0] == ".") and text.upper() not in NO_FIGURES]
    return bool(figures) and not rest and any(text.strip("0.,") for text in figures)
