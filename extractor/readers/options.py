"""How to read a dump, and how much of it: what every scanner is given."""

import codecs
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Literal

from extractor.errors import FormatError
from extractor.readers.fields import check_fields
from extractor.readers.published import DATES_ORDERS, DatesOrder
from extractor.readers.synonyms import locate

Language = Literal["en", "any"]
LANGUAGES: tuple[Language, ...] = ("en", "any")
AUTO, STRICT = "auto", "strict"  # encodings that are no encoding's name
_ESCAPED = 12  # bytes that JSON may spend on one code point: an escaped pair of surrogates
_BESIDES = 1 << 20  # bytes of a line for everything but the text


@dataclass(frozen=True, slots=True)
class Limits:
    """What a dump may hold at most, so that a broken or hostile one neither fills the memory nor runs for ever.

    `article` counts code points of a text; `unpacked` the bytes that one file of the dump may unpack to, all its
    members together; `ratio` the unpacked bytes for a packed one, once there are 64 MiB of them; `members` the files in
    one archive; `depth` the packings around a text (`.tar.gz` is two).
    """

    article: int = 1_000_000
    unpacked: int = 64_000_000_000
    ratio: int = 1000
    members: int = 1_000_000
    depth: int = 4

    def __post_init__(self) -> None:
        for limit in fields(self):
            if getattr(self, limit.name) < 1:
                raise FormatError(f"the limit {limit.name}={getattr(self, limit.name)} would let nothing through")

    @property
    def line(self) -> int:
        """The bytes of a line that are held at once: the longest article fits, however it is written."""
        return self.article * _ESCAPED + _BESIDES


@dataclass(frozen=True, slots=True)
class Options:
    """How to read a dump.

    `dates_order` settles `08/12/2025`; None leaves that to a file's other days, and to MDY in the header of a raw text.
    `fields` maps our names to those of a table's columns or of JSON. `items` is the path of names to the list of articles in
    a JSON document; those of known APIs are found. `columns` names those of a table without a head.
    `delimiter` parts the cells of a table; None finds it out. `encoding` is that of text: `auto` takes UTF-8, and what is
    surely another one, `strict` UTF-8 alone; else the name of one. `language` is that of the articles: `en` rejects texts
    that surely aren't English, `any` takes them too.
    """

    dates_order: DatesOrder | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    items: str | None = None
    columns: tuple[str, ...] = ()
    delimiter: str | None = None
    encoding: str = AUTO
    language: Language = "en"
    limits: Limits = field(default_factory=Limits)

    def __post_init__(self) -> None:
        if self.dates_order is not None and self.dates_order not in DATES_ORDERS:
            raise FormatError(f"no dates order {self.dates_order!r}; there are {', '.join(DATES_ORDERS)}")
        if self.language not in LANGUAGES:
            raise FormatError(f"no choice of language {self.language!r}; there are {', '.join(LANGUAGES)}")
        check_fields(self.fields)
        if self.columns and "text" not in locate(self.columns, self.fields):
            raise FormatError(f"no column `text` among {', '.join(self.columns)}; name the one with the texts so")
        if self.delimiter is not None and (len(self.delimiter) != 1 or self.delimiter in '"\r\n'):
            raise FormatError(f"{self.delimiter!r} is no delimiter: it takes one character, such as `;` or a tab")
        if self.encoding not in (AUTO, STRICT):
            try:
                known = codecs.lookup(self.encoding)._is_text_encoding
            except (LookupError, ValueError):
                known = False
            if not known:
                raise FormatError(f"no encoding {self.encoding!r}; there are auto, strict, utf-8, windows-1252 …")
