"""A small language of patterns over words, and its compiler.

The words of a text are coded as one character each, so that a pattern is a regular expression over that string and
one match costs one pass in C. A pattern is written in these parts, with spaces between:

    of          the word itself, in any case
    MONTH       a word of that class in the table, or digits of that shape (`YYYY`, `DAYNUM`)
    Month       an expression that an earlier level built
    of|in       one of these;  `the?` may be left out;  `(of the?)?` groups
    m:MONTH     the part gets a name, by which the builder asks for it
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from extractor.pipeline.dates.shapes import shape_of
from extractor.pipeline.dates.table import Row

OTHER, REST = ".", "~"  # a word that no pattern knows; a word inside an expression that an earlier level built
PART = re.compile(r"(\()|(\)[?*]?)|(\|)(?=\s)|(?:([a-z]\w*):)?([^\s()?*]+)([?*]?)")
AREA = 0xE000  # the private use area of Unicode: no text's own characters


def atoms(pattern: str) -> Iterator[str]:
    """The single words and classes that a pattern is made of."""
    for match in PART.finditer(pattern):
        if match[5]:
            yield from match[5].split("|")


@dataclass(frozen=True, slots=True)
class Alphabet:
    """Which character stands for which word, shape and built expression."""

    words: dict[str, str]  # by the word as written
    shapes: dict[str, str]  # by the tags of a shape
    classes: dict[str, str]  # what an atom of a pattern matches, as the inside of a set or as a sequence
    sizes: dict[str, int]  # how many words of the table a class has; a shape or a built expression counts as one

    def encode(self, texts: Iterable[str]) -> str:
        """One character for each word."""
        known, shape = self.words, self.shape
        return "".join([known.get(text) or (OTHER if text.isalpha() else shape(text)) for text in texts])

    def shape(self, text: str) -> str:
        """The character of a word that is not in the table: by its shape when it has a digit."""
        tags = _shape(text)
        return self.shapes[tags] if tags else OTHER

    def compile(self, pattern: str) -> str:
        """The regular expression of a pattern, over coded words."""
        return PART.sub(self._part, pattern).replace(" ", "")

    def heads(self, pattern: str) -> frozenset[str]:
        """The characters with which a match may begin; some of them in vain where a pattern begins with a group."""
        found: set[str] = set()
        depth = 0
        for match in PART.finditer(pattern):
            depth += bool(match[1]) - bool(match[2])
            if match[5]:
                found.update(*(self.classes[atom].strip(f"[]{REST}*") for atom in match[5].split("|")))
            if depth == 0 and ((match[5] and not match[6]) or match[2] == ")"):
                break
        return frozenset(found)

    def openness(self, pattern: str) -> int:
        """How many sequences of words a pattern admits: its parts, each as many as it has words, multiplied."""
        count = 1
        for match in PART.finditer(pattern):
            if match[5]:
                count *= sum(self.sizes.get(atom, 1) for atom in match[5].split("|")) + bool(match[6])
        return count

    def _part(self, match: re.Match[str]) -> str:
        if match[1]:
            return "(?:"
        if match[2] or match[3]:
            return match[0]
        inside = "|".join(self.classes[atom] for atom in match[5].split("|"))
        group = f"(?P<{match[4]}>{inside})" if match[4] else f"(?:{inside})"
        return group + match[6]


@lru_cache(maxsize=4096)
def _shape(text: str) -> str:
    return shape_of(text)


def make_alphabet(
    rows: Collection[Row], patterns: Iterable[str], built: Iterable[str], shapes: Iterable[str]
) -> Alphabet:
    """The alphabet for a table and the patterns that read it."""
    used = {atom for pattern in patterns for atom in atoms(pattern)}
    tags: dict[str, set[str]] = {}
    for row in rows:
        for form in row.forms:
            tags.setdefault(form, set()).add(row.tag)
    for atom in used:
        if atom == atom.lower():
            for form in {atom, atom.capitalize(), atom.upper()}:
                tags.setdefault(form, set()).add(atom)
    combinations = sorted({" ".join(sorted(group)) for group in tags.values()} | set(shapes))
    chars = {combination: chr(AREA + number) for number, combination in enumerate(combinations)}
    members: dict[str, list[str]] = {}
    for combination, char in chars.items():
        for tag in combination.split():
            members.setdefault(tag, []).append(char)
    classes = {tag: f"[{''.join(group)}]" for tag, group in members.items()}
    first = AREA + len(combinations)
    for number, name in enumerate(built):
        classes[name] = f"{chr(first + number)}{REST}*"
    sizes = Counter(row.tag for row in rows)
    words = {form: chars[" ".join(sorted(group))] for form, group in tags.items()}
    return Alphabet(words, {shape: chars[shape] for shape in shapes}, classes, sizes)
