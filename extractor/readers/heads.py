"""The head of a table: which line names the columns, what parts them, and how cells may be quoted."""

import csv
import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from extractor.readers.options import Options
from extractor.readers.synonyms import locate

DELIMITERS = ",\t;|"
NO_DELIMITER = "\x1f"  # of a table with one column, whose cells may hold anything
MOST_ABOVE = 10  # lines above a head that may be a title, a note, an empty line

_COLUMN = re.compile(r"[\w.#]+(?:[ \w.:/()#-]{0,50}[\w.)])?")
_WORD = re.compile(r"[A-Za-z_]\w{0,30}")
_SEPARATOR = re.compile(r"\"?sep=(.)\"?\s*", re.IGNORECASE)  # how a spreadsheet is told what parts the cells
_LINE_END = re.compile(rb"[\r\n]")
_LONGEST_HEAD = 10_000


class Head(NamedTuple):
    """The names of the columns, what parts them, and whether a space stands after that; `quoted`: in quotation marks."""

    names: list[str]
    delimiter: str
    spaced: bool = False
    quoted: bool = False

    def dialects(self) -> list[dict[str, Any]]:
        """How cells may be quoted, the likeliest first.

        As in RFC 4180, else with backslashes, else with a space before the mark; with tabs and bars, and no marks in the
        head, not at all.
        """
        doubled = {"delimiter": self.delimiter, "skipinitialspace": self.spaced}
        escaped = doubled | {"doublequote": False, "escapechar": "\\"}
        found = [doubled, escaped] if self.spaced else [doubled, escaped, doubled | {"skipinitialspace": True}]
        if self.delimiter in "\t|" and not self.quoted:
            found.append({"delimiter": self.delimiter, "quoting": csv.QUOTE_NONE, "quotechar": None})
        return found


def begins_table(start: bytes, options: Options) -> bool:
    """Whether the first line names columns: several short ones, and among them that of the text.

    >>> begins_table(b"id,Title,Text\\n1,Tea,Tea rose.", Options()), begins_table(b"Text, he said, is all", Options())
    (True, False)
    """
    first, *rest = _LINE_END.split(start, maxsplit=1)
    line = first.decode("utf-8", "replace")
    if separator := _SEPARATOR.fullmatch(line):
        return separator[1].encode() in b"".join(rest) and begins_table(b"".join(rest).lstrip(), options)
    if len(line) > _LONGEST_HEAD:
        return False
    head = read_head(line, options)
    if options.columns:
        return len(head.names) == len(options.columns) > 1
    fields = locate(head.names, options.fields)
    if len(head.names) < 2 or "text" not in fields:
        return False
    if head.spaced:  # a sentence has a space after its comma too
        return len(fields) > 2 and all(_WORD.fullmatch(name) for name in head.names)
    return all(_COLUMN.fullmatch(name) for name in head.names if name)


def separator_in(line: str) -> str | None:
    """What a line `sep=;` says of the lines below it; None for any other line."""
    found = _SEPARATOR.fullmatch(line)
    return found[1] if found else None


def read_head(line: str, options: Options, delimiter: str | None = None) -> Head:
    """The head that a line would be: parted by what was given, or what parts a column of texts from others, or most.

    >>> read_head("id; title; text", Options())
    Head(names=['id', 'title', 'text'], delimiter=';', spaced=True, quoted=False)
    """
    line = line.rstrip("\r\n")
    given = options.delimiter or delimiter
    heads = {one: split(line, one) for one in ((given,) if given else DELIMITERS)}
    best = max(heads, key=lambda one: ("text" in locate(heads[one], options.fields), len(heads[one])))
    names = heads[best]
    if len(names) == 1 and not given and "text" in locate(names, options.fields):
        return Head(names, NO_DELIMITER, quoted=line.startswith('"'))
    spaced = len(names) > 1 and line.count(f"{best} ") == len(names) - 1
    return Head(names, best, spaced, line.startswith('"'))


def names_texts(head: Head, options: Options) -> bool:
    """Whether one of its columns is that of the texts."""
    return "text" in locate(head.names, options.fields)


def split(line: str, delimiter: str) -> list[str]:
    """The cells of one line, without the spaces around them."""
    try:
        cells: Sequence[str] = next(csv.reader([line], delimiter=delimiter, skipinitialspace=True), [])
    except csv.Error:
        cells = line.split(delimiter)
    return [cell.strip() for cell in cells]
