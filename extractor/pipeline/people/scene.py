"""What the readers of roles see of an article: its words, the names of persons in it, and its countries' mentions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractor.pipeline.people.rules import Offices
from extractor.pipeline.text.words import Words
from extractor.record import Country

Span = tuple[int, int]
CLOSERS = frozenset((",", ".", ";", ":", ")", "—", "--", '"', "!", "?"))


@dataclass(frozen=True, slots=True)
class Nation:
    """A mention of a country in words `start` to before `end`."""

    start: int
    end: int
    code: str
    kind: str


@dataclass(frozen=True, slots=True)
class Role:
    """A role in words `start` to before `end`; its country may stand from `low` (`Britain's`) to before `high`.

    `post` is what its head word is a post in; `owner` is the first word of a person's name in the genitive before it
    (`Musharraf's spokesman`), or -1.
    """

    start: int
    end: int
    low: int
    high: int
    post: str
    owner: int = -1


@dataclass(frozen=True, slots=True)
class Scene:
    """The words, the names by their first word and by their end, and the nations by theirs."""

    words: Words
    offices: Offices
    names: dict[int, int]
    names_to: dict[int, int]
    nations: tuple[Nation, ...]
    nation_at: dict[int, Nation]
    nation_to: dict[int, Nation]

    def name_after(self, i: int) -> bool:
        """Whether a person's name begins at word `i`, titles skipped: `Mr [Fernley]`."""
        while i < len(self.words) and i not in self.names:
            hit = self.offices.at(self.words, i)
            if not hit or hit.value.kind != "title":
                return False
            i = hit.end
        return i in self.names

    def closed(self, i: int) -> bool:
        """Whether word `i` ends an apposition: a comma, a full stop, the end of the sentence."""
        return i >= len(self.words) or self.words.texts[i] in CLOSERS or i in self.words.bounds


def see(words: Words, names: Sequence[Span], countries: Iterable[Country], offices: Offices) -> Scene:
    """The scene of an article; `names` are word ranges."""
    first = {start: i for i, start in enumerate(words.starts)}
    last = {end: i + 1 for i, end in enumerate(words.ends)}
    nations = tuple(
        sorted(
            (
                Nation(first[m.start], last[m.end], country.code, m.kind)
                for country in countries
                for m in country.mentions
                if m.start in first and m.end in last
            ),
            key=lambda nation: (nation.start, nation.end),
        )
    )
    return Scene(
        words,
        offices,
        dict(names),
        {end: start for start, end in names},
        nations,
        {nation.start: nation for nation in nations},
        {nation.end: nation for nation in nations},
    )
