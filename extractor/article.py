"""What every reader yields: one news article, before anything has been found in it."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import blake2b
from typing import Any

from extractor.errors import ArgumentTypeError, ArgumentValueError

_DAY_AND_TIME = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d")  # of `2025-12-08 23:30 EST` the day alone matters


def day_of(value: Any) -> date | None:
    """The day that a publication date says: of a date, a datetime, an ISO date or datetime as str; None stays None.

    A datetime counts as its day as it stands: no time zone moves it. NaN and NaT, as pandas writes what is missing, are None.
    Raises `ArgumentValueError` for a str that is no ISO date, and `ArgumentTypeError` for a value of any other type.

    >>> day_of("2025-12-08"), day_of("2025-12-08T23:30:00-05:00"), day_of(datetime(2025, 12, 8, 23, 30))
    (datetime.date(2025, 12, 8), datetime.date(2025, 12, 8), datetime.date(2025, 12, 8))
    """
    if value is None or type(value) is date:
        return value
    if isinstance(value, date | float) and value != value:
        return None
    if isinstance(value, date):  # pandas' Timestamp is one too
        return date(value.year, value.month, value.day)
    if not isinstance(value, str):
        raise ArgumentTypeError(
            f"published={value!r} is {type(value).__name__}: give a date, a datetime, or an ISO date as str ('2025-12-08')"
        )
    try:
        return datetime.fromisoformat(value).date()
    except ValueError as error:
        try:
            return date.fromisoformat(value[: 10 if _DAY_AND_TIME.match(value) else None])
        except ValueError:
            raise ArgumentValueError(f"published={value!r} is no ISO date such as 2025-12-08") from error


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

    def __post_init__(self) -> None:
        """Take for `published` what `day_of` takes, and raise what it raises; the rest is looked at when it is worked on."""
        if self.published is not None:
            object.__setattr__(self, "published", day_of(self.published))

    def key(self) -> str:
        """The article's own id, else a content hash: 128-bit BLAKE2b of outlet, date and text, in hex.

        >>> Article("Tea prices rose.", id="wire-7").key()
        'wire-7'
        >>> len(Article("Tea prices rose.").key())
        32
        """
        if self.id:
            return self.id
        published = self.published.isoformat() if self.published else ""
        content = "\0".join((self.outlet or "", published, self.text))
        return blake2b(content.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
