"""Runs the grammar: level by level, the longest match at each place becomes an expression for the levels above.

Of two matches as long, the more specific rule has it: the one whose pattern admits fewer sequences of words
(`Alphabet.openness`). So the order in which rules are written means nothing.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import NamedTuple

from extractor.pipeline.dates.nodes import Node
from extractor.pipeline.dates.patterns import OTHER, REST, Alphabet
from extractor.pipeline.dates.table import read_values
from extractor.pipeline.text.words import PARAGRAPH, Words

END = ""  # the word beyond the last, and before the first
LONGEST = 60  # words; no expression of time is longer
BRIEF, BARREN = (
    6,
    1 << 12,
)  # words of a stretch in which nothing begins that is remembered, and how many of them are kept


class Built(NamedTuple):
    """One expression: its first word, the word after its last, and the rule that built it."""

    start: int
    end: int
    node: Node
    rule: str


class Sheet:
    """The words of one Doc, coded, with what the levels have built so far."""

    def __init__(self, words: Words, alphabet: Alphabet, taken: frozenset[int] = frozenset()) -> None:
        self.words, self.alphabet = words, alphabet
        self.code = alphabet.encode(words.texts)
        self.nodes: dict[int, tuple[int, Node]] = {}
        self.built: list[Built] = []  # all that the rules built, also what others then took in
        for i in taken:
            self.code = self.code[:i] + "." + self.code[i + 1 :]

    def word(self, i: int) -> str:
        """The word at `i` in lower case; empty beyond the ends."""
        return self.words.lowers[i] if 0 <= i < len(self.words.lowers) else END

    def is_built(self, i: int) -> bool:
        """Whether word `i` is part of an expression that a level has built."""
        return self.code[i] == REST or i in self.nodes

    def rules(self, start: int, end: int) -> tuple[str, ...]:
        """The rules that built the expression of these words, and what stands in it, in their order."""
        return tuple(one.rule for one in self.built if start <= one.start and one.end <= end)

    def put(self, built: Sequence[Built]) -> None:
        """Enter what one level built, left to right."""
        self.built += built
        parts, free = [], 0
        for start, end, node, _ in built:
            for inner in [i for i in range(start, end) if i in self.nodes]:
                del self.nodes[inner]
            self.nodes[start] = (end, node)
            parts += [self.code[free:start], self.alphabet.classes[node.symbol][0], REST * (end - start - 1)]
            free = end
        self.code = "".join((*parts, self.code[free:]))


@dataclass(frozen=True, slots=True)
class Found:
    """One match of a rule, for its builder: what stands in the named parts."""

    sheet: Sheet
    match: "re.Match[str]"

    @property
    def start(self) -> int:
        """The first word of the match."""
        return self.match.start()

    @property
    def end(self) -> int:
        """The word after the last."""
        return self.match.end()

    @property
    def before(self) -> str:
        """The word before the match, in lower case."""
        return self.sheet.word(self.match.start() - 1)

    @property
    def after(self) -> str:
        """The word after the match, in lower case."""
        return self.sheet.word(self.match.end())

    def at(self, part: str) -> int:
        """The place of a part; -1 when it was left out, or the pattern has none of that name."""
        return self.match.start(part) if part in self.match.re.groupindex else -1

    def has(self, part: str) -> bool:
        """Whether the part is there."""
        return self.at(part) >= 0

    def text(self, part: str) -> str:
        """The word of a part, in lower case; empty when it was left out."""
        return self.sheet.word(self.at(part)) if self.has(part) else ""

    def value(self, part: str, tag: str) -> str:
        """What the table says of the word in a part."""
        return read_values()[tag].get(self.text(part), "")

    def node(self, part: str) -> Node | None:
        """The expression in a part."""
        entry = self.sheet.nodes.get(self.at(part))
        return entry[1] if entry else None

    def gap(self, i: int) -> int:
        """What stands before word `i`: nothing, space, a line break."""
        return self.sheet.words.gaps[i]


Matcher = Callable[[str, int, int], "re.Match[str] | None"]
Builder = Callable[[Found], Node | None]
ARROW = " → "


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what it is called, its pattern, an example (`for a year or two → PXY`), and what it builds of a match.

    The builder gives None where the words mean something else; the next rule is then asked.
    """

    name: str
    pattern: str
    example: str
    build: Builder

    @property
    def phrase(self) -> str:
        """The words of the example."""
        return self.example.partition(ARROW)[0]

    @property
    def value(self) -> str:
        """The value of the expression that the rule makes, or helps to make, of them."""
        return self.example.partition(ARROW)[2]


@dataclass(frozen=True, slots=True)
class Level:
    """Rules that read the same input, the most specific first; `any` finds a word with which one of them may begin.

    The expressions of rules, of which there are hundreds, are compiled when the first word with which they may begin is met.
    """

    rules: tuple[Rule, ...]
    expressions: tuple[str, ...]
    heads: dict[str, tuple[int, ...]]  # the rules that may begin with a character
    any: "re.Pattern[str]"
    times: int = 1
    _compiled: dict[int, Matcher] = field(default_factory=dict)
    _asked: dict[str, tuple[tuple[int, Matcher], ...]] = field(default_factory=dict)
    _barren: set[str] = field(
        default_factory=set
    )  # stretches up to a word that no pattern knows, with no match at the first

    def run(self, sheet: Sheet) -> None:
        """Build what the level knows; a level of composites runs again over what it built."""
        for _ in range(self.times):
            built = self._scan(sheet)
            if not built:
                return
            sheet.put(built)

    def _scan(self, sheet: Sheet) -> list[Built]:
        built: list[Built] = []
        position, search = 0, self.any.search
        while hit := search(sheet.code, position):
            best = self._best(sheet, hit.start())
            if best:
                built.append(best)
            position = best.end if best else hit.start() + 1
        return built

    def _best(self, sheet: Sheet, i: int) -> Built | None:
        """What the longest match at word `i` builds; of two as long, that of the more specific rule."""
        code, stop = sheet.code, i + LONGEST
        known = code.find(OTHER, i, stop)  # no match goes beyond it
        stretch = code[i : stop if known < 0 else known]
        if stretch in self._barren:
            return None
        asked = self._asked.get(code[i]) or self._ask(code[i])
        matches = [(m.end(), -n, m) for n, match in asked if (m := match(code, i, stop))]
        if not matches and len(stretch) <= BRIEF and len(self._barren) < BARREN:
            self._barren.add(stretch)
        for end, number, match in sorted(matches, key=_first_two, reverse=True):
            if PARAGRAPH in sheet.words.gaps[i + 1 : end]:
                continue
            rule = self.rules[-number]
            if node := rule.build(Found(sheet, match)):
                return Built(i, end, node, rule.name)
        return None

    def _ask(self, char: str) -> tuple[tuple[int, Matcher], ...]:
        """The rules that may begin with a character, compiled."""
        numbers = self.heads.get(char, ())
        for number in numbers:
            if number not in self._compiled:
                self._compiled[number] = re.compile(self.expressions[number]).match
        asked = self._asked[char] = tuple((number, self._compiled[number]) for number in numbers)
        return asked


_first_two = itemgetter(0, 1)


def make_level(alphabet: Alphabet, rules: Sequence[Rule], times: int = 1) -> Level:
    """A level from its rules, in whatever order: the most specific, whose pattern admits the fewest words, is asked first."""
    ranked = sorted(rules, key=lambda rule: (alphabet.openness(rule.pattern), rule.name))
    heads: dict[str, tuple[int, ...]] = {}
    for number, rule in enumerate(ranked):
        for char in alphabet.heads(rule.pattern):
            heads[char] = (*heads.get(char, ()), number)
    expressions = tuple(alphabet.compile(rule.pattern) for rule in ranked)
    return Level(tuple(ranked), expressions, heads, re.compile(f"[{''.join(heads)}]"), times)
