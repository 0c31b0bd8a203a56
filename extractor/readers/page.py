"""A web page that was found and isn't read yet: that takes as long as its markup likes, and a batch leaves it to its workers."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from extractor.article import Article
from extractor.errors import Reject

if TYPE_CHECKING:
    from extractor.readers.options import Options
    from extractor.readers.web import Origin

TRUNCATED = "truncated"  # the crawler kept only the beginning of the page


@dataclass(frozen=True, slots=True)
class Page:
    """The bytes of a page, where they came from, and how they are to be read; it travels between processes."""

    body: bytes
    origin: "Origin"
    options: "Options"
    truncated: bool = False

    @property
    def path(self) -> str:
        """The path as shown of the file that it is in."""
        return self.origin.path

    @property
    def index(self) -> int:
        """Its number in that file, from 0."""
        return self.origin.index

    def read(self) -> Article | Reject:
        """The article of the page; `Reject` where there is none."""
        from extractor.readers.web import read_page, require_trafilatura

        require_trafilatura()
        found = read_page(self.body, self.origin, self.options)
        if self.truncated and isinstance(found, Article):
            return replace(found, warnings=(*found.warnings, TRUNCATED))
        return found
