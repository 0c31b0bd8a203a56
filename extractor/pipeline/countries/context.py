"""The context: what an article says of countries, for the mentions whose name leaves the country open."""

from collections.abc import Sequence
from functools import cached_property

from extractor.data import values
from extractor.pipeline.countries.sighting import Sighting
from extractor.pipeline.text.words import Words

NOBODY: frozenset[str] = frozenset()


class Context:
    """The mentions of an article, as evidence for each other."""

    def __init__(self, words: Words, mentions: Sequence[Sighting]) -> None:
        self.words = words
        self.mentions = mentions

    @cached_property
    def named(self) -> set[str]:
        """The countries that the article names or whose people it names."""
        return {here.name.codes[0] for here in self.mentions if here.name.sure and not here.name.is_place}

    @cached_property
    def near(self) -> set[str]:
        """The countries that the article names or has a place of."""
        return self.named | {here.name.codes[0] for here in self.mentions if _speaks(here)}

    def beside(self, here: Sighting) -> set[str] | frozenset[str]:
        """The same for the sentence of a mention."""
        return self._by_sentence.get(self.words.sentences[here.start], NOBODY)

    @cached_property
    def _by_sentence(self) -> dict[int, set[str]]:
        found: dict[int, set[str]] = {}
        for here in self.mentions:
            if _speaks(here):
                found.setdefault(self.words.sentences[here.start], set()).add(here.name.codes[0])
        return found

    @cached_property
    def hinted(self) -> set[str]:
        """The countries that other words of the article speak for."""
        return {code for codes in self._hints.values() for code in codes}

    def hinted_beside(self, here: Sighting) -> set[str] | frozenset[str]:
        """The same for the sentence of a mention."""
        return self._hints.get(self.words.sentences[here.start], NOBODY)

    def hint_at(self, i: int) -> str | None:
        """The country that word `i` speaks for, if it does."""
        return self._hint_words.get(i)

    @cached_property
    def speakers(self) -> dict[str, list[tuple[int, int, bool]]]:
        """What speaks for each country by itself, in order, as words: mentions that leave no doubt, and hints (True)."""
        found = [
            (here.start, here.end, False, here.name.codes[0])
            for here in self.mentions
            if here.name.sure and here.name.codes
        ]
        found += [(i, i + 1, True, code) for i, code in self._hint_words.items()]
        speaking: dict[str, list[tuple[int, int, bool]]] = {}
        for start, end, hints, code in sorted(found):
            speaking.setdefault(code, []).append((start, end, hints))
        return speaking

    @cached_property
    def _hints(self) -> dict[int, set[str]]:
        found: dict[int, set[str]] = {}
        for i, code in self._hint_words.items():
            found.setdefault(self.words.sentences[i], set()).add(code)
        return found

    @cached_property
    def _hint_words(self) -> dict[int, str]:
        table, texts = values("countries_hints", column="code"), self.words.texts
        found = {i: table[text] for i, text in enumerate(texts) if text in table}
        hyphens = (
            i for i, text in enumerate(texts) if text == "-" and 0 < i < len(texts) - 1
        )  # `Jong-un` is three words
        pairs = ((i - 1, "".join(texts[i - 1 : i + 2])) for i in hyphens)
        return found | {i: table[pair] for i, pair in pairs if pair in table}

    def at(self, i: int) -> Sighting | None:
        """The mention that begins at word `i`, if its name is sure."""
        return self._starts.get(i)

    def has(self, i: int) -> bool:
        """Whether a mention begins at word `i`, however sure its name is."""
        return i in self._all_starts

    @cached_property
    def _all_starts(self) -> set[int]:
        return {here.start for here in self.mentions}

    @cached_property
    def _starts(self) -> dict[int, Sighting]:
        return {here.start: here for here in self.mentions if here.name.sure}


def _speaks(here: Sighting) -> bool:
    """Whether a mention leaves no doubt of its country, so that it may speak for others."""
    name = here.name
    return name.sure and (not name.is_place or name.fixed or len(name.codes) == 1)
