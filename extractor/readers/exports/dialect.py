"""What is known of a database's exports, and how their lines are told apart."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from extractor.readers.stories import Take


class Dialect(NamedTuple):
    """A database's way to write documents one after the other.

    `begins` looks at the beginning of a text; `boundary` matches the line with which the next document begins; `take` gives what
    a document says, or None where a piece is no document (a cover, a list of what follows).
    """

    name: str
    begins: Callable[[str], bool]
    boundary: re.Pattern[str]
    take: Take


class Group(NamedTuple):
    """Lines without a blank one between them: the code points `[start, end)` of a document."""

    start: int
    end: int
    text: str

    @property
    def line(self) -> str:
        return " ".join(self.text.split())


_GROUP = re.compile(r"(?:^[ \t\f\ufeff\u00a0]*\S.*\n?)+", re.MULTILINE)


def groups(document: str) -> Iterator[Group]:
    """The groups of lines of a document, in order."""
    for match in _GROUP.finditer(document.replace("\r\n", "\n").replace("\r", "\n") if "\r" in document else document):
        yield Group(match.start(), match.end(), match[0])


def tidy(text: str) -> str:
    """A document's lines with one kind of end."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
