"""What every reader yields: one news article, before anything has been found in it."""

from dataclasses import dataclass
from datetime import date
from hashlib import blake2b


@dataclass(frozen=True, slots=True)
class Article:
    """One news article.

    `text` is a verbatim slice of the dump: every offset in the record counts Unicode code points of it. `published`
    anchors relative dates. `path` and `index` (from 0, within the file) say where the article stood. `duplicate_of` is the
    id of an earlier article of the same run that says the same.
    """

    text: str
    id: str | None = None
    published: date | None = None
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    images: tuple[str, ...] = ()
    path: str | None = None
    index: int = 0
    warnings: tuple[str, ...] = ()
    duplicate_of: str | None = None

    def key(self) -> str:
        """The article's own id, else a content hash: 128-bit BLAKE2b of outlet, date and text, in hex.

        >>> Article("Tea prices rose.", id="wire-7").key()
        'wire-7'
        >>> len(Article("Tea prices rose.").key())
        32
        """
        if self.id is not None:
            return self.id
        published = self.published.isoformat() if self.published else ""
        content = "\0".join((self.outlet or "", published, self.text))
        return blake2b(content.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
