"""What can go wrong, in one tree.

::

    ExtractorError              catch this one to catch them all
    ├── ReadError               a path that can't be opened, or bytes that can't be decoded
    ├── FormatError             a dump, table or option that is not in the form it claims
    │   ├── ArgumentValueError  an argument whose value can't be used (a ValueError too)
    │   └── ArgumentTypeError   an argument, or an item of one, of a type that can't be meant (a TypeError too)
    ├── RecordError             a record that breaks the contract (a span that doesn't quote the text …)
    ├── WriteError              an output that can't be made
    │   └── DiskError           an output that was begun can't be written any further (a RunError too)
    └── RunError                a batch that can't go on: its processes don't start, or its accounts don't add up

A batch raises none of these for a bad article: the article becomes a `Reject`, which says why, where it stood, and
what it looked like, and the run goes on.
"""

from dataclasses import dataclass
from enum import StrEnum


class ExtractorError(Exception):
    """Anything that this package raises on purpose; the message says what, where, and what to do."""


class ReadError(ExtractorError):
    """A path can't be opened, or its bytes can't be decoded."""


class FormatError(ExtractorError):
    """An input, a table or an option isn't in the form that it claims to be."""


class ArgumentValueError(FormatError, ValueError):
    """An argument's value can't be used: a date that is none, a text that is too long, a model that isn't there."""


class ArgumentTypeError(FormatError, TypeError):
    """An argument, or an item of one, is of a type that can't be meant: a number for a date, a dict for an article."""


class RecordError(ExtractorError):
    """A record breaks the contract."""


class WriteError(ExtractorError):
    """An output can't be made."""


class RunError(ExtractorError):
    """A batch can't go on: its processes don't start, or its accounts don't add up."""


class DiskError(WriteError, RunError):
    """An output that was begun can't be written any further: the disk is full, or somebody else has made it meanwhile."""


class Reason(StrEnum):
    """Why an article has no record; each value says when it happens."""

    UNREADABLE_FILE = "unreadable file"  # the file can't be opened, or its compression is broken
    UNDECODABLE_BYTES = "undecodable bytes"  # the bytes are neither UTF-8 nor any other encoding that makes sense
    BAD_JSON = "bad JSON"  # a line of JSON Lines doesn't parse
    NOT_AN_OBJECT = "not an object"  # a line of JSON Lines holds a list, a number …
    MISSING_TEXT = "missing text"  # an object has no `text`, or one that is no string
    BAD_FIELD = "bad field"  # a field has a value of the wrong type or form
    BAD_ROW = "bad row"  # a row of a table has fewer or more columns than its head
    NO_ARTICLE = "no article"  # a web page has no body of an article
    EMPTY_ARTICLE = "empty article"  # the body is empty or white space alone
    NOT_UNICODE = "not Unicode"  # the text holds half of a surrogate pair, which no encoding can write
    TOO_LARGE = "too large"  # an article, an unpacked file or an archive goes over its limit
    OTHER_LANGUAGE = "other language"  # the text is not English
    EXTRACTION_FAILED = "extraction failed"  # a component raised
    TIME_LIMIT = "time limit"  # the article took longer than it may
    WORKER_DIED = "worker died"  # the process that worked on the article was killed, by a crash or for its memory
    RECORD_INVALID = "record invalid"  # the record breaks its own contract: a bug here, please report it


@dataclass(frozen=True, slots=True)
class Reject:
    """One article, or one file, that gave no record.

    `raw` holds the text where it is at hand; else `pointer` says where to find it (`bytes 120-480 of dump.jsonl`).
    """

    path: str | None
    index: int | None
    reason: Reason
    detail: str
    raw: str | None = None
    pointer: str | None = None
    id: str | None = None
