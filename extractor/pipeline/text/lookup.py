"""From a table of names to a matcher over words: longest match, left to right."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from extractor.pipeline.text.tokens import split
from extractor.pipeline.text.words import Words

T = TypeVar("T")
END = ""  # the key under which a node keeps the value of the name that ends there; no word is empty


@dataclass(frozen=True, slots=True)
class Hit(Generic[T]):
    """One match: words `start` to before `end`, and what the table says of the name."""

    start: int
    end: int
    value: T


class Lookup(Generic[T]):
    """Finds the names of a table in the words of a Doc.

    Names are split as news is, so `Guinea-Bissau` is three words in both. White space between the words doesn't
    matter. `cased=False` ignores case. A later entry with the same name replaces an earlier one. Names in `uncut` match where
    the text has them as one word as well: `Rp.` is two words alone, and one before a figure.
    """

    def __init__(
        self, entries: Iterable[tuple[str, T]], *, cased: bool = False, uncut: Iterable[tuple[str, T]] = ()
    ) -> None:
        self.cased = cased
        self._tree: dict[str, Any] = {}
        for name, value in entries:
            node = self._tree
            for word in split(name):  # before lower case: `U.S.` is one word, `u.s.` is not
                node = node.setdefault(word if cased else word.lower(), {})
            node[END] = value
        for name, value in uncut:
            self._tree.setdefault(name if cased else name.lower(), {})[END] = value

    def find(self, words: Words) -> list[Hit[T]]:
        """All matches, each the longest at its place, none overlapping."""
        return list(self._scan(words))

    def at(self, words: Words, i: int) -> Hit[T] | None:
        """The longest match that begins at word `i`."""
        forms = words.texts if self.cased else words.lowers
        node: dict[str, Any] | None = self._tree
        hit = None
        for j in range(i, len(forms)):
            node = node.get(forms[j]) if node else None
            if node is None:
                break
            if END in node:
                hit = Hit(i, j + 1, node[END])
        return hit

    def _scan(self, words: Words) -> Iterator[Hit[T]]:
        forms, tree, free = words.texts if self.cased else words.lowers, self._tree, 0
        for i in [i for i, form in enumerate(forms) if form in tree]:
            if i >= free and (hit := self.at(words, i)):
                free = hit.end
                yield hit
