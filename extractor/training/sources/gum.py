"""GUM, whose entities nest and have whole noun phrases: of each the name alone."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from extractor.errors import FormatError
from extractor.training.samples import Sample
from extractor.training.sources.columns import read_text
from extractor.training.sources.persons import settled
from extractor.training.sources.spelling import Range, joined, sample_of

GENRES = frozenset("academic bio court interview news voyage".split())  # those under free licences
LABELS = {"person": "PERSON", "organization": "ORG", "place": "LOC"}
PARTS = ("train", "dev", "test")
PARAGRAPHS = 4  # of one text together
WORD, TAG, HEAD, RELATION, MISC = 1, 4, 6, 7, 9  # columns
NAMES = frozenset(("NNP", "NNPS"))
INSIDE = NAMES | {"HYPH"}
BRACKET = re.compile(r"\(([^()]+)(\))?|([^()]+)\)")
ENTITY = re.compile(r"(?:^|\|)Entity=([^|]*)")


@dataclass(slots=True)
class Tree:
    """A sentence: its words, their tags, heads (counted from 0, -1 for the root), and the entities' ranges."""

    words: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    entities: list[Range] = field(default_factory=list)
    text: str | None = None
    opens: bool = False  # a paragraph


def read_gum(folder: Path, part: str) -> Iterator[Sample]:
    """The texts of a part (`train`, `dev`, `test`), by some paragraphs each; `part` may also be a genre of dev and test.

    `splits.md` says which text is in which part.
    """
    places = parts_of(folder / "splits.md")
    for path in sorted((folder / "dep").glob("GUM_*.conllu")):
        genre = path.stem.split("_")[1]
        own = places.get(path.stem, "train")
        if genre in GENRES and (own == part or (genre == part and own != "train")):
            yield from read_text_of(path)


def parts_of(path: Path) -> dict[str, str]:
    """The part of each text that the list of parts names."""
    found, part = {}, ""
    for line in read_text(path).split("\n"):
        if line.startswith("## "):
            part = line[3:].strip()
        elif (match := re.match(r"\s*\*\s+(GUM_\S+)", line)) and part:
            found[match[1]] = part
    if not set(found.values()) >= {"dev", "test"}:
        raise FormatError(f"{path}: no list of the texts of dev and test; is it another version?")
    return found


def read_text_of(path: Path) -> Iterator[Sample]:
    """One text, by some paragraphs each."""
    paragraphs: list[list[Sample]] = []
    for tree in read_trees(path):
        if tree.opens or not paragraphs:
            paragraphs.append([])
        ranges = settled(tree.words, names_of(tree))
        paragraphs[-1].append(sample_of(tree.words, ranges, tree.text))
    for i in range(0, len(paragraphs), PARAGRAPHS):
        yield joined([joined(each) for each in paragraphs[i : i + PARAGRAPHS]], "\n\n")


def read_trees(path: Path) -> Iterator[Tree]:
    """The sentences of a file in CoNLL-U."""
    tree, open_entities = Tree(), list[tuple[int, str, str]]()
    for number, line in enumerate([*read_text(path).split("\n"), ""], 1):
        if not line.strip():
            if tree.words:
                yield tree
                tree, open_entities = Tree(), []
        elif line.startswith("# newpar"):
            tree.opens = True
        elif line.startswith("# text ="):
            tree.text = line.partition("=")[2].strip()
        elif line[0].isdigit():
            cells = line.split("\t")
            if len(cells) <= MISC:
                raise FormatError(f"{path}, line {number}: {len(cells)} columns, where CoNLL-U has ten")
            if cells[0].isdigit():  # not a range of words, or one that was left out
                tree.words.append(cells[WORD])
                tree.tags.append(cells[TAG])
                tree.heads.append(int(cells[HEAD]) - 1)
                _read_entities(cells[MISC], tree, open_entities)


def _read_entities(misc: str, tree: Tree, open_entities: list[tuple[int, str, str]]) -> None:
    """The brackets of entities at the last word: `(1-person-new…` opens one, `1)` closes it, `(1-person-new…)` both."""
    found = ENTITY.search(misc)
    last = len(tree.words) - 1
    for opening, closes, closing in BRACKET.findall(found[1]) if found else ():
        if opening:
            number, kind = _number_and_kind(opening)
            if closes:
                tree.entities.append((last, last + 1, kind))
            else:
                open_entities.append((last, number, kind))
            continue
        number = _number_and_kind(closing)[0]
        at = next((i for i in reversed(range(len(open_entities))) if open_entities[i][1] == number), None)
        if at is not None:
            start, _, kind = open_entities.pop(at)
            tree.entities.append((start, last + 1, kind))


def _number_and_kind(text: str) -> tuple[str, str]:
    """Older versions have the kind first: `person-1`."""
    first, _, rest = text.partition("-")
    second = rest.partition("-")[0]
    return (first, second) if first.isdigit() else (second, first)


def names_of(tree: Tree) -> Iterator[Range]:
    """Of each entity whose head is a proper noun the name around it."""
    for start, end, kind in tree.entities:
        head = next((i for i in range(start, end) if not start <= tree.heads[i] < end), start)
        if kind in LABELS and tree.tags[head] in NAMES:
            others = [(a, b) for a, b, other in tree.entities if other in LABELS and start <= a and b <= head]
            yield (*_around(tree.tags, head, max([start, *(b for _, b in others)]), end), LABELS[kind])


def _around(tags: Sequence[str], head: int, first: int, last: int) -> tuple[int, int]:
    """The proper nouns beside word `head`, not over the limits; no hyphen ends them."""
    start, end = head, head + 1
    while start > first and tags[start - 1] in INSIDE:
        start -= 1
    while end < last and tags[end] in INSIDE:
        end += 1
    while tags[start] not in NAMES:
        start += 1
    while tags[end - 1] not in NAMES:
        end -= 1
    return start, end
