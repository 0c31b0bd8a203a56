"""A long table as a printed index: sorted lines, searched as they stand, of which a text needs a handful.

To take 40,000 names apart and put them into dicts would be a third of the time until the first record.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Set
from itertools import takewhile

from extractor.data import TAB
from extractor.pipeline.text.tokens import beginnings, exceptions
from extractor.pipeline.text.typography import HYPHEN

# What may stand behind the first word of a name. A tab sorts before the signs of names, so that the lines of one stand together,
# and none of the three behind a hyphen.
BEHIND = f"{TAB} {HYPHEN}"


class Index:
    """Names and what is said of each, a line both: `Kisumu<TAB>KE<TAB>409928`; the names are plain in their typography.

    >>> index = Index(["Guinea-Bissau\\tGW", "Guinea\\tGN", "Guinea\\tES", "Guineafowl\\t"])
    >>> index.beginning("Guinea"), index.of("Guinea")
    (['Guinea', 'Guinea-Bissau'], ['ES', 'GN'])
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines = sorted(lines)
        parted = "\n".join(self.lines).replace(" ", TAB).replace(HYPHEN, TAB).split("\n")
        firsts = {line.partition(TAB)[0] for line in parted}
        odd = {first for first in firsts if not first.isalpha()} | firsts & exceptions().keys()
        self._plain = firsts - odd  # the one that `beginnings` has for such names
        self._odd: dict[str, list[str]] = defaultdict(list)
        for name in [name for first in sorted(odd) for name in self._names(first)]:
            for word in beginnings(name):
                self._odd[word].append(name)

    @property
    def starts(self) -> Set[str]:
        """The words with which a name may begin, some of them in vain."""
        return self._plain | self._odd.keys()

    def beginning(self, word: str) -> list[str]:
        """The names that may have this first word, each once."""
        plain = self._names(word) if word in self._plain else []
        return plain + self._odd.get(word, [])

    def of(self, name: str) -> list[str]:
        """What is said of a name, an item a line."""
        key = name + TAB
        first = bisect_left(self.lines, key)
        here = (self.lines[i] for i in range(first, len(self.lines)))
        return [line[len(key) :] for line in takewhile(lambda line: line.startswith(key), here)]

    def _names(self, first: str) -> list[str]:
        """The names that begin so, up to a space or a hyphen, in order."""
        start, end = bisect_left(self.lines, first), bisect_left(self.lines, first + chr(ord(HYPHEN) + 1))
        lines = (line for line in self.lines[start:end] if line[len(first)] in BEHIND)
        return list(dict.fromkeys(line.partition(TAB)[0] for line in lines))
