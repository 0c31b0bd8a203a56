"""The words of a Doc as plain lists: the view that every kind works on.

spaCy keeps a line break as a token of its own, so a name that runs over a hard line break (`South\nAfrica`) would not
match as a phrase. `Words` leaves white space out and remembers how much of it stood before each word. Plain lists of
str are also several times faster to walk than Token objects.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, replace
from weakref import WeakKeyDictionary

import numpy as np
from spacy.attrs import IDX, IS_SPACE, LENGTH, SENT_START
from spacy.tokens import Doc

from extractor.pipeline.text.origin import text_of
from extractor.pipeline.text.tokens import recut
from extractor.pipeline.text.typography import DASH, HYPHEN, UNSEEN, plain

GLUED, SPACED, LINE, PARAGRAPH = range(4)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one Doc, white space left out; all lists have one item a word.

    `texts` and `lowers` are plain in their typography: `O'Rourke` for `O’Rourke`, and `—` for a hyphen between spaces.
    `source` and `text` quote the Doc. `starts` and `ends` are code point offsets into the Doc's text, half-open. `gaps`
    says what stood before the word: nothing (0), spaces (1), one line break (2), a blank line or an indented new line (3,
    and before the first word).
    `sentences` numbers the sentences from 0. `tokens` gives the index of the word's token in the Doc that our tokenizer cut
    (`in_our_words`).
    """

    source: str
    texts: list[str]
    lowers: list[str]
    starts: list[int]
    ends: list[int]
    gaps: list[int]
    sentences: list[int]
    tokens: list[int]
    bounds: list[int]  # first word of each sentence, and the number of words at the end
    _sets: dict[tuple[int, bool], frozenset[str]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __len__(self) -> int:
        return len(self.texts)

    def text(self, start: int, end: int) -> str:
        """The Doc's text from word `start` to before word `end`, verbatim."""
        return self.source[self.starts[start] : self.ends[end - 1]]

    def form(self, start: int, end: int) -> str:
        """The same on one line and plain in its typography: what is looked up and compared."""
        return " ".join(plain(self.text(start, end)).split())

    def sentence(self, i: int) -> tuple[int, int]:
        """The half-open range of the words in the sentence of word `i`."""
        number = self.sentences[i]
        return self.bounds[number], self.bounds[number + 1]

    def among(self, i: int, *, cased: bool = False) -> frozenset[str]:
        """The words of the sentence of word `i`, each once, in small letters or as they stand: a sentence may be endless."""
        key = self.sentences[i], cased
        if key not in self._sets:
            first, last = self.sentence(i)
            self._sets[key] = frozenset((self.texts if cased else self.lowers)[first:last])
        return self._sets[key]


_seen: "WeakKeyDictionary[Doc, Words]" = WeakKeyDictionary()
_recut: "WeakKeyDictionary[Doc, Doc]" = WeakKeyDictionary()


def in_our_words(doc: Doc) -> Doc:
    """`doc` where our tokenizer cut it; else a Doc of the same text that it cuts, kept as long as `doc` lives.

    So the same is found with any tokenizer: `R$1.2` is one token of spaCy's English, and `50p` too. What is found goes back
    by its offsets; sentences that other components set come along.
    """
    if text_of(doc) is not None:
        return doc
    own = _recut.get(doc)
    if own is None:
        own = _recut[doc] = recut(doc)
        if doc.has_annotation("SENT_START"):
            _take_sentences(own, doc)
    return own


def _take_sentences(own: Doc, doc: Doc) -> None:
    starts = [token.idx for token in doc if token.is_sent_start]
    places = [token.idx for token in own]
    first = {bisect_left(places, start) for start in starts}
    for token in own:
        token.is_sent_start = token.i in first


def words_of(doc: Doc) -> Words:
    """The words of `doc`, computed once for each Doc and kept as long as it lives.

    Call it after the sentence component: without sentence starts the whole Doc is one sentence.
    """
    own = in_our_words(doc)
    words = _seen.get(own)
    if words is None:
        words = _seen[own] = read_words(own)
    return words


def word_range(words: Words, start: int, end: int) -> tuple[int, int]:
    """The words of a stretch of the text, half-open: all that it touches.

    Entities of the Doc are found by it among the words, which may be cut otherwise than the Doc's tokens.
    """
    return bisect_right(words.ends, start), bisect_left(words.starts, end)


def persons_of(doc: Doc, words: Words) -> list[tuple[int, int]]:
    """The ranges of words that the Doc's PERSON entities cover."""
    found = (word_range(words, entity.start_char, entity.end_char) for entity in doc.ents if entity.label_ == "PERSON")
    return [(start, end) for start, end in found if start < end]


def keep_words(doc: Doc, words: Words) -> None:
    """Keep words that were read before `doc`, which our tokenizer cut, had sentences, with the sentences that it has now."""
    sentences, bounds = _sentences(doc, words.tokens)
    _seen[doc] = replace(words, sentences=sentences, bounds=bounds)


def read_words(doc: Doc) -> Words:
    """The words of `doc`, computed anew (the sentence component needs them before sentences exist)."""
    source = text_of(doc) or doc.text
    places = doc.to_array([IDX, LENGTH, IS_SPACE]).reshape(len(doc), 3).astype("int64")
    view = plain(source)
    kept = np.flatnonzero(places[:, 2] == 0)
    if not UNSEEN.isdisjoint(source):  # white space to us alone
        kept = kept[[not view[i : i + n].isspace() for i, n in places[kept, :2].tolist()]]
    begins = places[kept, 0]
    starts, ends, tokens = begins.tolist(), (begins + places[kept, 1]).tolist(), kept.tolist()
    texts = [view[start:end] for start, end in zip(starts, ends, strict=True)]
    gaps = [PARAGRAPH] if texts else []
    gaps += [
        GLUED if start == end else _gap(view, end, start) for end, start in zip(ends[:-1], starts[1:], strict=True)
    ]
    for i in [i for i, text in enumerate(texts) if text == HYPHEN and gaps[i] != GLUED]:
        if gaps[i + 1 : i + 2] != [GLUED]:
            texts[i] = DASH
    lowers = [text.lower() for text in texts]
    sentences, bounds = _sentences(doc, tokens)
    return Words(source, texts, lowers, starts, ends, gaps, sentences, tokens, bounds)


def _gap(source: str, end: int, start: int) -> int:
    if start == end + 1:
        return LINE if source[end] in "\n\r\u2028" else SPACED
    space = source[end:start].replace("\r\n", "\n")
    broken = space.lstrip(" \t")
    if broken[:1] not in ("\n", "\r", "\u2028", "\u2029"):
        return SPACED
    return LINE if broken in ("\n", "\r", "\u2028") else PARAGRAPH


def _sentences(doc: Doc, tokens: list[int]) -> tuple[list[int], list[int]]:
    """The number of the sentence of each word (counted over words, so that white space alone is no sentence), and bounds."""
    if not tokens:
        return [], [0]
    starts = (doc.to_array([SENT_START]).astype("int64") == 1).ravel().cumsum()[np.array(tokens)]
    steps = np.flatnonzero(np.diff(starts, prepend=starts[0]))
    numbers = np.zeros(len(tokens), dtype="int64")
    numbers[steps] = 1
    return numbers.cumsum().tolist(), [0, *steps.tolist(), len(tokens)]
