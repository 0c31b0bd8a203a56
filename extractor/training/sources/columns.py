"""Corpora in columns: a word a line with its tag in one of the columns, a blank line between sentences (CoNLL)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from extractor.errors import FormatError, ReadError
from extractor.training.samples import Sample
from extractor.training.sources.persons import settled
from extractor.training.sources.spelling import Range, grouped, joined, sample_of

START = "-DOCSTART-"


@dataclass(slots=True)
class Sentence:
    """The words of a sentence and their tags, and what the lines of comment before it say: `text`, `newdoc` …"""

    words: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    comments: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Columns:
    """How a file is written: the columns of words and tags, and what is between columns (white space where it is None).

    `labels` says what the source's labels are here; others are left out. `commented` files have lines of comment.
    """

    labels: Mapping[str, str]
    word: int = 0
    tag: int = -1
    between: str | None = None
    commented: bool = False


def read_text(path: Path) -> str:
    """The text of a file of a source; `ReadError` where it can't be read."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ReadError(f"{path}: can't be read as UTF-8 text: {error}") from error


def read_sentences(path: Path, columns: Columns) -> Iterator[Sentence]:
    """The sentences of a file; `FormatError` for a line with too few columns."""
    sentence = Sentence()
    for number, line in enumerate([*read_text(path).split("\n"), ""], 1):
        if not line.strip():
            if sentence.words:
                yield sentence
                sentence = Sentence()
        elif columns.commented and line.startswith("#"):
            name, _, value = line[1:].partition("=")
            sentence.comments[name.split()[0] if name.strip() else ""] = value.strip()
        elif not line.startswith(START):
            cells = line.rstrip("\r").split(columns.between)
            if len(cells) <= max(columns.word, columns.tag, 1):
                raise FormatError(f"{path}, line {number}: {line!r} has {len(cells)} columns; is it another version?")
            sentence.words.append(cells[columns.word])
            sentence.tags.append(cells[columns.tag])


def ranges_of(tags: Sequence[str]) -> Iterator[Range]:
    """The ranges that tags mark, be they IOB1, IOB2 or IOBES.

    >>> list(ranges_of(["I-PER", "I-PER", "O", "B-LOC", "B-LOC", "B-O"]))
    [(0, 2, 'PER'), (3, 4, 'LOC'), (4, 5, 'LOC'), (5, 6, 'O')]
    """
    start = 0
    for i, tag in enumerate(tags):
        if tag[0] == "O":
            continue
        goes_on = i + 1 < len(tags) and tags[i + 1][:1] in "IE" and tags[i + 1][2:] == tag[2:]
        begins = tag[0] in "BSU" or not i or tags[i - 1][2:] != tag[2:] or tags[i - 1][0] == "O"
        start = i if begins else start
        if not goes_on:
            yield start, i + 1, tag[2:]


def sample_from(sentence: Sentence, labels: Mapping[str, str]) -> Sample:
    """A sentence as a sample."""
    ranges = [(start, end, labels[label]) for start, end, label in ranges_of(sentence.tags) if label in labels]
    return sample_of(sentence.words, settled(sentence.words, ranges), sentence.comments.get("text"))


def read_groups(paths: Iterable[Path], columns: Columns, size: int) -> Iterator[Sample]:
    """Each `size` sentences of files that don't tell where a text begins."""
    for path in paths:
        samples = [sample_from(sentence, columns.labels) for sentence in read_sentences(path, columns)]
        yield from grouped(samples, size)


def read_documents(path: Path, columns: Columns, longest: int) -> Iterator[Sample]:
    """The texts of a file that tells where each begins, none of more than `longest` sentences.

    A new paragraph, where the file has them, begins behind a blank line.
    """
    paragraphs: list[list[Sample]] = []
    sentences = 0
    for sentence in read_sentences(path, columns):
        if paragraphs and ("newdoc" in sentence.comments or sentences == longest):
            yield joined([joined(each) for each in paragraphs], "\n\n")
            paragraphs, sentences = [], 0
        if not paragraphs or "newpar" in sentence.comments:
            paragraphs.append([])
        paragraphs[-1].append(sample_from(sentence, columns.labels))
        sentences += 1
    if paragraphs:
        yield joined([joined(each) for each in paragraphs], "\n\n")
