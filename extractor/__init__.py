"""Raw news in, validated records out.

::

    path ─ readers ─► Article ─ api ─► Doc ─ pipeline (KINDS) ─► Doc ─ api ─► Record ─ records ─► file

`read` streams the articles of a dump, `extract` turns one text into a `Record`, `extract_many` a stream of articles
into a stream of records, and `load` gives the spaCy pipeline that does the work. `read_records` reads records again,
`to_frame` and `to_duckdb` make tables of them, and `to_html` a page.

>>> import extractor
>>> record = extractor.extract("Kenya sold tea worth $1.4 billion to Egypt on Friday.", published="2025-12-08")
>>> [country.name for country in record.countries]
['Kenya', 'Egypt']
>>> [(money.currency, money.amount) for money in record.money]
[('USD', Decimal('1400000000'))]
>>> [(date.text, date.value) for date in record.dates]
[('Friday', '2025-12-05')]
"""

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

from extractor.article import Article
from extractor.errors import ExtractorError, FormatError, ReadError, RecordError, Reject, WriteError

if TYPE_CHECKING:
    from extractor.api import extract, extract_many, warm
    from extractor.pages.article import to_html
    from extractor.pipeline import load
    from extractor.readers import read
    from extractor.record import Record
    from extractor.records.frames import to_duckdb, to_frame
    from extractor.records.huggingface import features
    from extractor.records.read import read_records

__version__ = "0.2.0"
__all__ = [
    "Article",
    "ExtractorError",
    "FormatError",
    "ReadError",
    "Record",
    "RecordError",
    "Reject",
    "WriteError",
    "extract",
    "extract_many",
    "features",
    "load",
    "read",
    "read_records",
    "to_duckdb",
    "to_frame",
    "to_html",
    "warm",
]

# spaCy and pydantic take most of a second to import: they wait until they are asked for.
_LAZY = {
    "Record": "extractor.record",
    "extract": "extractor.api",
    "extract_many": "extractor.api",
    "features": "extractor.records.huggingface",
    "load": "extractor.pipeline",
    "read": "extractor.readers",
    "read_records": "extractor.records.read",
    "to_duckdb": "extractor.records.frames",
    "to_frame": "extractor.records.frames",
    "to_html": "extractor.pages.article",
    "warm": "extractor.api",
}


def __getattr__(name: str) -> Any:
    if name not in _LAZY:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(_LAZY[name]), name)
    if "extractor.record" in sys.modules:
        record = sys.modules["extractor.record"].Record
        record.notebook_frame = staticmethod(_notebook_frame)
        record.extended_class = staticmethod(_extended_class)
    return found


def _extended_class(line: bytes | str) -> "type[Record] | None":
    """The class for a record's JSON that holds finds of other packages' kinds."""
    from extractor.plugins import extended_class

    return extended_class(line)


def _notebook_frame(record: "Record") -> str:
    """The article page of a record, in a frame: what a notebook shows."""
    from extractor.pages.article import to_frame

    return to_frame(record)
