"""Text of words: corpora that keep words alone are written as prose writes them, and their spans become offsets."""

from collections.abc import Iterable, Sequence

from extractor.training.samples import Label, Sample

CLOSING = frozenset(", . ; : ? ! ) ] } % / ... 's 've 're 'll 'd 'm n't ’s ’ve ’re ’ll ’d ’m n’t".split())
OPENING = frozenset("( [ { $ £ € #".split())
QUOTES = {"``": '"', "''": '"', '"': '"'}
APOSTROPHE = "'"

Range = tuple[int, int, str]  # the first word, the word after the last, and a label


def spelled(words: Sequence[str]) -> tuple[str, list[tuple[int, int]]]:
    """The words as text, and where each stands in it, half-open.

    >>> spelled(["Ann", "'s", "plan", "(", "``", "Fly", "''", ")", "failed", "."])[0]
    'Ann\\'s plan ("Fly") failed.'
    """
    text, places = "", []
    quoted, glued = False, True  # within quotation marks; no space before the next word
    for i, word in enumerate(words):
        form = QUOTES.get(word, word)
        closes = word in CLOSING or (form == '"' and quoted) or _ends_plural(words, i)
        if text and not glued and not closes:
            text += " "
        places.append((len(text), len(text) + len(form)))
        text += form
        glued = word in OPENING or (form == '"' and not quoted) or word == "/"
        quoted ^= form == '"'
    return text, places


def _ends_plural(words: Sequence[str], i: int) -> bool:
    """`the ministers' plan`."""
    return words[i] == APOSTROPHE and i > 0 and words[i - 1].endswith("s")


def placed(text: str, words: Sequence[str]) -> list[tuple[int, int]] | None:
    """Where the words stand in a text, one after another; None where the text has others."""
    places, end = [], 0
    for word in words:
        start = text.find(word, end)
        if start < 0 or text[end:start].strip():
            return None
        end = start + len(word)
        places.append((start, end))
    return places


def sample_of(words: Sequence[str], ranges: Iterable[Range], text: str | None = None) -> Sample:
    """A sentence with its spans; `text` is how it was written, where the corpus says so."""
    places = placed(text, words) if text is not None else None
    if text is None or places is None:
        text, places = spelled(words)
    return Sample(text, tuple((places[start][0], places[end - 1][1], label) for start, end, label in sorted(ranges)))


def joined(samples: Sequence[Sample], between: str = " ") -> Sample:
    """The samples as one text, with `between` between them."""
    spans: list[Label] = []
    missing: list[tuple[int, int]] = []
    length = 0
    for sample in samples:
        spans += [(start + length, end + length, label) for start, end, label in sample.spans]
        missing += [(start + length, end + length) for start, end in sample.missing]
        length += len(sample.text) + len(between)
    return Sample(between.join(sample.text for sample in samples), tuple(spans), tuple(missing))


def grouped(samples: Sequence[Sample], size: int, between: str = " ") -> list[Sample]:
    """Each `size` of the samples as one text: a name may refer to one some sentences before."""
    return [joined(samples[i : i + size], between) for i in range(0, len(samples), size)]
