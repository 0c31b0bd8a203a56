"""From a table of names to a matcher over words: longest match, left to right."""

from collections.abc import Iterable, Iterator, KeysView, Sequence, Set
from dataclasses import dataclass
from itertools import chain, compress
from typing import Any, Generic, Protocol, TypeVar

from extractor.pipeline.text.tokens import beginnings, split
from extractor.pipeline.text.words import Words

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
END = ""  # the key under which a node keeps the value of the name that ends there; no word is empty


@dataclass(frozen=True, slots=True)
class Hit(Generic[T]):
    """One match: words `start` to before `end`, and what the table says of the name."""

    start: int
    end: int
    value: T


class Late(Protocol[T_co]):
    """Names that are made when a text has the first word of one, and that those of a table replace."""

    @property
    def starts(self) -> Set[str]:
        """The words with which such a name may begin, in the case that the look-up has them in, some of them in vain."""

    def entries(self, word: str) -> Iterable[tuple[str, T_co]]:
        """The names that may have this first word, each with its value."""


class Lookup(Generic[T]):
    """Finds the names of a table in the words of a Doc.

    Names are split as news is, so `Guinea-Bissau` is three words in both. White space between the words doesn't
    matter. `cased=False` ignores case. A later entry with the same name replaces an earlier one. Names in `uncut` match where
    the text has them as one word as well: `Rp.` is two words alone, and one before a figure. Those of `late` are made when
    a text needs them.
    """

    def __init__(
        self,
        entries: Iterable[tuple[str, T]],
        *,
        cased: bool = False,
        uncut: Iterable[tuple[str, T]] = (),
        late: Late[T] | None = None,
    ) -> None:
        self.cased = cased
        self._late = late
        # Under a first word either the tree of what may follow it, or the names that may begin so, each before its value:
        # most of them no text of a day has, so they are cut into words when a text has the first of them.
        self._tree: dict[str, dict[str, Any] | Sequence[Any]] = dict.fromkeys(late.starts, ()) if late else {}
        for name, value in entries:
            for word in beginnings(name):
                form = word if cased else word.lower()
                if not (node := self._tree.get(form)):
                    self._tree[form] = [name, value]
                else:
                    node += (name, value)  # type: ignore[operator]
        for name, value in uncut:
            word = name if cased else name.lower()
            node = self._branch(word)
            self._tree[word] = {**(node or {}), END: value}

    @property
    def starts(self) -> KeysView[str]:
        """The words with which a name may begin, some of them in vain."""
        return self._tree.keys()

    def find(self, words: Words) -> list[Hit[T]]:
        """All matches, each the longest at its place, none overlapping."""
        return list(self._scan(words))

    def places(self, words: Words) -> list[int]:
        """The words at which a name may begin, some of them in vain."""
        forms = words.texts if self.cased else words.lowers
        return list(compress(range(len(forms)), map(self._tree.__contains__, forms)))

    def at(self, words: Words, i: int) -> Hit[T] | None:
        """The longest match that begins at word `i`; None beyond the last word."""
        forms = words.texts if self.cased else words.lowers
        node = self._branch(forms[i]) if i < len(forms) else None
        hit, end = None, i
        while node is not None:
            end += 1
            if END in node:
                hit = Hit(i, end, node[END])
            node = node.get(forms[end]) if end < len(forms) else None
        return hit

    def _branch(self, word: str) -> dict[str, Any] | None:
        """What may follow a word; None where no name begins with it."""
        node = self._tree.get(word)
        if node is not None and not isinstance(node, dict):
            late = self._late.entries(word) if self._late else ()
            node = self._tree[word] = self._grown(word, chain(late, zip(node[::2], node[1::2], strict=True)))
        return node

    def _grown(self, first: str, names: Iterable[tuple[str, T]]) -> dict[str, Any]:
        tree: dict[str, Any] = {}
        for name, value in names:
            cut = split(name)  # before lower case: `U.S.` is one word, `u.s.` is not
            head, *others = cut if self.cased else [word.lower() for word in cut]
            if head == first:
                node = tree
                for word in others:
                    node = node.setdefault(word, {})
                node[END] = value
        return tree

    def _scan(self, words: Words) -> Iterator[Hit[T]]:
        free = 0
        for i in self.places(words):
            if i >= free and (hit := self.at(words, i)):
                free = hit.end
                yield hit
