"""Sentences by rule: at a full stop that ends one, and at every paragraph."""

from bisect import bisect_right
from typing import TYPE_CHECKING, cast

import numpy as np
from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.tokens import Doc

from extractor.pipeline.text.words import GLUED, PARAGRAPH, Words, in_our_words, keep_words, read_words

if TYPE_CHECKING:
    from thinc.types import Ints2d

ENDS = frozenset((".", "!", "?", "…", "...", "?!", "!!", ".'", '."'))
CLOSERS = frozenset(("'", '"', "''", ")", "]"))
OPENERS = frozenset(('"', "``", "(", "[", "'"))
# Abbreviations that may end a sentence when a capital follows: `… to the U.S. The ministry said`.
MAY_END = frozenset(
    (
        "u.s.",
        "u.k.",
        "u.n.",
        "e.u.",
        "co.",
        "corp.",
        "inc.",
        "ltd.",
        "plc.",
        "jr.",
        "sr.",
        "etc.",
        "a.m.",
        "p.m.",
    )
)
STARTERS = frozenset(
    "the a an he she it they we i in on at but and this that these those his her its their our there when while if as "
    "after before for by with however meanwhile".split()
)


def sentence_starts(words: Words) -> list[int]:
    """The indices of the words that open a sentence."""
    starts, texts = [0] if len(words) else [], words.texts
    ends = [i for i, text in enumerate(texts) if text in ENDS or text.lower() in MAY_END]
    for i in ends:
        after = i + 1
        while after < len(words) and words.gaps[after] == GLUED and texts[after] in CLOSERS:
            after += 1
        if after < len(words) and words.gaps[after] != GLUED and _opens(words, i, after):
            starts.append(after)
    starts.extend(i for i, gap in enumerate(words.gaps) if gap == PARAGRAPH)
    return sorted(set(starts))


def _opens(words: Words, stop: int, i: int) -> bool:
    """Whether a sentence may begin at word `i`, after the end mark at word `stop`: not `to the U.S. At 900 tonnes`."""
    first = i + 1 if words.texts[i] in OPENERS and i + 1 < len(words) else i
    if words.texts[stop] not in ENDS:  # an abbreviation: `U.S. The`, never `U.S. Treasury`
        priced = words.lowers[first] == "at" and first + 1 < len(words) and words.texts[first + 1][0].isdigit()
        return words.texts[first][0].isupper() and words.lowers[first] in STARTERS and not priced
    return not words.texts[first][0].islower()


class SentenceComponent:
    """Sets the sentence starts of a Doc."""

    def __call__(self, doc: Doc) -> Doc:
        own = in_our_words(doc)
        words = read_words(own)
        starts = sentence_starts(words)
        _mark(own, [words.tokens[i] for i in starts])
        keep_words(own, words)
        if own is not doc:
            places = [token.idx for token in doc]
            _mark(doc, [bisect_right(places, words.starts[i]) - 1 for i in starts])
        return doc


def _mark(doc: Doc, starts: list[int]) -> None:
    """Let sentences begin at these tokens, and at the first."""
    if len(doc):
        marks = np.full((len(doc), 1), -1, dtype="int64")
        marks[[0, *starts]] = 1
        doc.from_array([SENT_START], cast("Ints2d", marks.astype("uint64")))


@Language.factory("extractor_sentences", assigns=["token.is_sent_start"])
def create_sentences(nlp: Language, name: str) -> SentenceComponent:
    """The factory that spaCy calls."""
    return SentenceComponent()
