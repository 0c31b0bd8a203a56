"""Repeats of a story in a stream of articles, marked with the first one's id; nothing is left out.

::

    Article ─┬─ exact: digest of the text ─────────────────┐
             └─ near: shingles ─ MinHash ─ bands ─ compare ─┴─► the same Article, with `duplicate_of`

What was seen lies in a temporary SQLite file with a cache of fixed size, so that memory doesn't grow with the dump.
"""

import re
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from functools import cache
from hashlib import blake2b
from typing import Any, Literal, Protocol

from extractor.article import Article
from extractor.errors import FormatError, WriteError
from extractor.processes.pool import Read

DedupeMode = Literal["exact", "near", "off"]
MODES: tuple[DedupeMode, ...] = ("exact", "near", "off")
THRESHOLD = 0.8  # Jaccard similarity of two texts of one length

PERMUTATIONS = 128  # numbers in a signature: the similarity is known to some 0.04
SHINGLE = 3  # words in a row
FIGURE = 3  # how often a shingle with a figure counts: the same form with other figures is another story
SHORTEST = 25  # words; shorter texts have too few shingles to compare, and count as repeats only when they are equal
PART = 0.75  # of the threshold: where the longer text is at most so much longer that the similarity falls to this
FOUND = 0.95  # chance that a pair at that similarity is compared at all
CACHE = 32 << 20  # bytes of the temporary file that stay in memory

_WORD = re.compile(r"\w+(?:[.,]\d+)*")
_DATELINE = re.compile(r"\s*[A-Z][A-Z'.-]{2,}[^\n]{0,80}?\s[-–—]{1,2}\s")  # "MINSK, December 8 (BelTA) - "


class _Seen(Protocol):
    def first_of(self, article: Article) -> str | None:
        """The id of the earlier article that this one repeats; where there is none, this one is kept in mind."""


def mark_duplicates(articles: Iterable[Read], mode: DedupeMode, *, threshold: float = THRESHOLD) -> Iterator[Read]:
    """The same articles in the same order; one that repeats an earlier one has that one's id in `duplicate_of`.

    `exact` takes texts that are equal but for white space and case. `near` also takes texts that share most of their
    shingles (three words in a row): wire copy with another dateline, some words changed, or a paragraph added.
    `threshold` is the Jaccard similarity from which two texts of one length are repeats; of two texts of different
    lengths, the shorter one must have as great a part of its shingles in the longer one. Titles and outlets don't
    matter. An article is compared with the first of each story only, and every run gives the same marks.

    Raises `FormatError` for a mode or threshold that doesn't exist, and `WriteError` where the temporary file can't be
    written (`SQLITE_TMPDIR` says in which folder it lies).
    """
    if mode not in MODES:
        raise FormatError(f"no dedupe mode {mode!r}; there are {', '.join(MODES)}")
    if not 0.3 <= threshold <= 1:
        raise FormatError(f"a threshold of {threshold}: it must lie between 0.3 and 1")
    return _mark(articles, mode, threshold) if mode != "off" else iter(articles)


def _mark(articles: Iterable[Read], mode: DedupeMode, threshold: float) -> Iterator[Read]:
    with closing(_open()) as store:
        seen: _Seen = _Exact(store) if mode == "exact" else _Near(store, threshold)
        for article in articles:
            if isinstance(article, Article):
                try:
                    first = seen.first_of(article)
                except sqlite3.Error as error:
                    raise WriteError(
                        f"the temporary file of --dedupe: {error}; point SQLITE_TMPDIR elsewhere"
                    ) from error
                yield article if first is None else replace(article, duplicate_of=first)
            else:
                yield article


def _open() -> sqlite3.Connection:
    """A database of its own in a temporary file that nobody else sees and that is gone when it is closed."""
    store = sqlite3.connect("", isolation_level=None, check_same_thread=False)
    store.execute(f"PRAGMA cache_size = -{CACHE >> 10}")
    store.execute("PRAGMA journal_mode = OFF")
    store.execute("PRAGMA synchronous = OFF")
    store.execute("BEGIN")
    return store


class _Exact:
    """Texts that are equal but for white space and case, by a digest of 128 bits."""

    def __init__(self, store: sqlite3.Connection) -> None:
        self._store = store
        store.execute("CREATE TABLE texts (digest BLOB PRIMARY KEY, key TEXT) WITHOUT ROWID")

    def first_of(self, article: Article) -> str | None:
        text = " ".join(article.text.split()).casefold()
        digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        row = (digest, _writable(article.key()))
        if self._store.execute("INSERT OR IGNORE INTO texts VALUES (?, ?)", row).rowcount:  # most texts are new
            return None
        key: str = self._store.execute("SELECT key FROM texts WHERE digest = ?", (digest,)).fetchone()[0]
        return key


class _Near:
    """Texts that share most of their shingles.

    A signature is cut into bands. Two texts with one band in common are compared; a band remembers only the first text
    that had it, so that boilerplate which a million articles share costs one comparison and not a million.
    """

    def __init__(self, store: sqlite3.Connection, threshold: float) -> None:
        self._exact = _Exact(store)
        self._store = store
        self._least = PART * threshold
        self._contained = 2 * threshold / (1 + threshold)  # what Jaccard `threshold` is for two texts of one length
        self._rows = max((rows for rows in (2, 4, 8) if _chance(self._least, rows) >= FOUND), default=2)
        self._count = 0
        store.execute("CREATE TABLE bands (band INTEGER PRIMARY KEY, number INTEGER)")
        store.execute("CREATE TABLE firsts (number INTEGER PRIMARY KEY, key TEXT, size INTEGER, signature BLOB)")

    def first_of(self, article: Article) -> str | None:
        exact = self._exact.first_of(article)
        if exact is not None:
            return exact
        shingles = _shingles(article.text)
        if not shingles:
            return None
        signature = _signature(shingles)
        bands = self._bands(signature)
        first = self._most_similar(bands, len(shingles), signature)
        if first is None:
            self._keep(article, bands, len(shingles), signature)
        return first

    def _bands(self, signature: Any) -> list[int]:
        """The hash of each band, with its place in it, as SQLite keeps it: signed, in 64 bits."""
        raw, width = signature.tobytes(), self._rows * signature.itemsize
        pieces = (raw[start : start + width] for start in range(0, len(raw), width))
        return [
            int.from_bytes(blake2b(piece, digest_size=8, key=bytes((place,))).digest(), "big", signed=True)
            for place, piece in enumerate(pieces)
        ]

    def _most_similar(self, bands: list[int], size: int, signature: Any) -> str | None:
        import numpy as np

        marks = ",".join("?" * len(bands))
        rows = self._store.execute(
            "SELECT key, size, signature FROM firsts WHERE number IN"
            f" (SELECT number FROM bands WHERE band IN ({marks})) ORDER BY number",
            bands,
        )
        best, first = 0.0, None
        for key, other_size, other in rows:
            similarity = float(np.mean(np.frombuffer(other, dtype=signature.dtype) == signature))
            shared = similarity * (size + other_size) / (1 + similarity)  # shingles in both
            if similarity >= self._least and shared >= self._contained * min(size, other_size) and similarity > best:
                best, first = similarity, key
        return first

    def _keep(self, article: Article, bands: list[int], size: int, signature: Any) -> None:
        self._count += 1
        self._store.executemany("INSERT OR IGNORE INTO bands VALUES (?, ?)", [(band, self._count) for band in bands])
        row = (self._count, _writable(article.key()), size, signature.tobytes())
        self._store.execute("INSERT INTO firsts VALUES (?, ?, ?, ?)", row)


def _chance(similarity: float, rows: int) -> float:
    """The chance that two texts of this similarity have a band in common."""
    return 1 - (1 - similarity**rows) ** (PERMUTATIONS // rows)


def _shingles(text: str) -> set[bytes]:
    """Every three words in a row, without a dateline; those with a figure several times. Empty for a short text."""
    dateline = _DATELINE.match(text)
    words = _WORD.findall(text[dateline.end() if dateline else 0 :].casefold())
    if len(words) < SHORTEST:
        return set()
    encoded = " ".join(words).encode("utf-8", "surrogatepass").split(b" ")
    joined = list(map(b" ".join, zip(*(encoded[start:] for start in range(SHINGLE)), strict=False)))
    figures = [place for place, word in enumerate(words) if word[0].isdigit()]
    with_figure = {joined[start] for place in figures for start in _starts(place, len(joined))}
    return {*joined, *(shingle + b" %d" % copy for shingle in with_figure for copy in range(1, FIGURE))}


def _starts(place: int, count: int) -> range:
    """Which of so many shingles have the word at a place."""
    return range(max(0, place - SHINGLE + 1), min(place + 1, count))


@cache
def _empty() -> Any:
    try:
        from datasketch import MinHash
    except ImportError as error:
        raise FormatError(f"--dedupe near needs datasketch: pip install 'extractor-news[dedupe]' ({error})") from error
    return MinHash(num_perm=PERMUTATIONS, seed=1, hashfunc=zlib.crc32)


def _signature(shingles: set[bytes]) -> Any:
    signature = _empty().copy()
    signature.update_batch(shingles)
    return signature.hashvalues


def _writable(key: str) -> str:
    """The id as SQLite takes it: a lone surrogate has no UTF-8."""
    return key.encode("utf-8", "replace").decode()
