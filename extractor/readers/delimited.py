"""CSV, TSV and the like → Articles: a head with the names of the columns, and an article a row.

A cell in quotation marks may run over many lines. A row that isn't in order is rejected with its text, and the rows
around it stand: a quotation mark that is opened and never closed doesn't swallow the rest of the file.
"""

import csv
import re
from collections import deque
from collections.abc import Iterator
from typing import Any, NamedTuple

from extractor.article import Article
from extractor.errors import FormatError, Reason, Reject
from extractor.readers.fields import FIELDS, BadArticle, build_article, identity_in, too_large
from extractor.readers.options import Options
from extractor.readers.streams import Line, Stream, lines

DELIMITERS = ",\t;|"
_COLUMN = re.compile(r"[\w.#]+(?:[ \w.:/()#-]{0,50}[\w.)])?")
_LINE = 100  # what a line takes beside its text
# cells in which every quotation mark is at an edge or behind a backslash, and there are some of these
_ESCAPED = re.compile(r'(?=.*\\")(?:"(?:[^"\\]|\\.)*+"(?=[,\t;|\r\n]|\Z)|[^"])*+', re.DOTALL)


class _Row(NamedTuple):
    """The cells of a row and its lines; without cells the row is out of order."""

    cells: list[str] | None
    lines: list[Line]
    number: int  # of its first line

    @property
    def text(self) -> str:
        return "".join(line.text for line in self.lines)


def begins_table(start: bytes, options: Options) -> bool:
    """Whether the first line names columns: several short ones, and among them that of the text.

    >>> begins_table(b"id,Title,Text\\n1,Tea,Tea rose.", Options()), begins_table(b"Text, he said, is all", Options())
    (True, False)
    """
    line = start.split(b"\n", 1)[0].decode("utf-8", "replace")
    if _name("text", options).lower() not in line.lower():  # quicker than to look at its cells
        return False
    cells = next(csv.reader([line.rstrip("\r")], delimiter=_sniff(line, options)), [])
    names = all(_COLUMN.fullmatch(cell) for cell in cells)  # a sentence has a space after its comma
    return len(cells) > 1 and names and _find(cells, _name("text", options)) is not None


def scan_delimited(stream: Stream, path: str, options: Options) -> Iterator[Article | Reject]:
    """Every article of a table; a row that gives none is a `Reject`. Empty lines don't count.

    Raises `FormatError` where no column has the text.
    """
    csv.field_size_limit(max(csv.field_size_limit(), options.limits.line))  # the module's own limit is 128 KiB
    rows = _Rows(lines(stream, longest=options.limits.line, split_returns=True), options)
    columns = _columns(rows.head, options)
    for index, row in enumerate(rows):
        found: dict[str, Any] = {}
        try:
            if row.cells is not None and len(row.cells) == len(rows.head):
                found = {name: row.cells[column] or None for name, column in columns.items()}
            yield _article(row, found, rows.head, (path, index, options))
        except BadArticle as bad:
            raw = None if bad.reason is Reason.TOO_LARGE else row.text.rstrip("\r\n")
            pointer = f"line {row.number}, bytes {row.lines[0].start}-{row.lines[-1].end} of {path}"
            yield Reject(path, index, bad.reason, bad.detail, raw, pointer, identity_in(found, options))


def _article(row: _Row, found: dict[str, Any], head: list[str], place: tuple[str, int, Options]) -> Article:
    path, index, options = place
    if any(line.large for line in row.lines):
        raise too_large(None, options)
    bad = next((line.bad for line in row.lines if line.bad is not None), None)
    if bad is not None:
        raise BadArticle(Reason.UNDECODABLE_BYTES, f"byte {bad} is not UTF-8")
    if row.cells is None:
        raise BadArticle(Reason.BAD_ROW, "its quotation marks are not in order")
    if len(row.cells) != len(head):
        raise BadArticle(Reason.BAD_ROW, f"{len(row.cells)} columns, and the head has {len(head)}")
    name = _name("text", options)
    return build_article(found | {name: found.get(name) or ""}, path, index, options)


class _Rows:
    """The rows of a table below its head."""

    def __init__(self, source: Iterator[Line], options: Options) -> None:
        self._source = source
        self._ahead: deque[Line] = deque()
        self._number = 0  # of the line last taken
        self._longest = options.limits.line
        first = next((line for line in iter(self._take, None) if line.text.strip()), None)
        if first is None:
            raise FormatError("an empty table: not even a head with the names of its columns")
        self._delimiter = _sniff(first.text, options)
        self._dialects = _dialects(self._delimiter, quoted=first.text.startswith('"'))
        self._put_back([first])
        self.head = [cell.strip() for cell in self._tried().cells or _head(first.text, self._delimiter)]

    def __iter__(self) -> Iterator[_Row]:
        while (line := self._take()) is not None:
            if line.large:
                yield _Row(None, [line], self._number)
            elif line.text.strip():
                self._put_back([line])
                row = self._tried()
                yield self._extended(row) if row.cells is None else row

    def _tried(self) -> _Row:
        """The row that begins at the next line, in the first dialect in which its quotation marks are in order.

        Where there is none, the line alone.
        """
        number = self._number + 1
        for dialect in self._dialects:
            used: list[Line] = []
            try:
                row = _Row(next(csv.reader(self._feed(used), strict=True, **dialect)), used, number)
                if not _in_order(row.text, dialect):
                    raise csv.Error
                return row
            except (csv.Error, StopIteration):
                if any(line.large for line in used):
                    return _Row(None, used, number)
                self._put_back(used)
        line = self._take()
        return _Row(None, [line] if line else [], number)

    def _extended(self, row: _Row) -> _Row:
        """A row out of order, with what its open quotation mark holds: up to a line that begins a row in order."""
        if row.text.count('"') % 2 == 0:
            return row
        size = 0
        while (line := self._take()) is not None:
            if self._may_begin(line):
                self._put_back([line])
                following = self._tried()
                self._put_back(following.lines)
                if following.cells is not None and len(following.cells) == len(self.head):
                    break
                self._take()
            row.lines.append(line)
            size += len(line.text) + _LINE
            if size > self._longest:
                row.lines[:] = [Line(row.lines[0].start, line.end, "", large=True)]
        return row

    def _may_begin(self, line: Line) -> bool:
        """Whether a line may begin a row in order, at a glance: it has enough delimiters, or quotation marks."""
        return line.text.count(self._delimiter) + 1 == len(self.head) or '"' in line.text

    def _feed(self, used: list[Line]) -> Iterator[str]:
        """The next lines as they are asked for, noted down; no more of them than are held at once."""
        size = 0
        while size <= self._longest and (line := self._take()) is not None:
            used.append(line)
            if line.large:
                return
            size += len(line.text) + _LINE
            yield line.text

    def _take(self) -> Line | None:
        line = self._ahead.popleft() if self._ahead else next(self._source, None)
        self._number += line is not None
        return line

    def _put_back(self, taken: list[Line]) -> None:
        self._ahead.extendleft(reversed(taken))
        self._number -= len(taken)


def _in_order(text: str, dialect: dict[str, Any]) -> bool:
    """Whether the quotation marks of a row are as its dialect has them, where `csv` isn't strict about that."""
    if "escapechar" in dialect:
        return bool(_ESCAPED.fullmatch(text))
    return "quoting" not in dialect or text.count('"') % 2 == 0


def _dialects(delimiter: str, *, quoted: bool) -> list[dict[str, Any]]:
    """How cells may be quoted: as in RFC 4180, else with backslashes; with tabs, and no marks in the head, not at all."""
    doubled = {"delimiter": delimiter}
    escaped = {"delimiter": delimiter, "doublequote": False, "escapechar": "\\"}
    plain = {"delimiter": delimiter, "quoting": csv.QUOTE_NONE, "quotechar": None}
    return [doubled, escaped, plain] if delimiter == "\t" and not quoted else [doubled, escaped]


def _head(line: str, delimiter: str) -> list[str]:
    return [cell.strip() for cell in next(csv.reader([line], delimiter=delimiter), [])]


def _sniff(line: str, options: Options) -> str:
    """The delimiter: the one that was given, or that parts a column of texts from others, or that parts most."""
    if options.delimiter is not None:
        return options.delimiter
    name = _name("text", options)
    heads = {delimiter: _head(line, delimiter) for delimiter in DELIMITERS}
    return max(DELIMITERS, key=lambda one: (_find(heads[one], name) is not None, len(heads[one])))


def _columns(head: list[str], options: Options) -> dict[str, int]:
    """Where the columns are, by the name under which each field of ours is looked for."""
    places = {_name(field, options): _find(head, _name(field, options)) for field in FIELDS}
    name = _name("text", options)
    if places[name] is None:
        shown = ", ".join(head[:20])
        raise FormatError(f"no column `{name}` in this table; there are {shown} (--field text=COLUMN names one)")
    return {name: place for name, place in places.items() if place is not None}


def _name(field: str, options: Options) -> str:
    return options.fields.get(field, field)


def _find(head: list[str], name: str) -> int | None:
    """The column of this name, in any case where none has it in this one."""
    if name in head:
        return head.index(name)
    return next((place for place, cell in enumerate(head) if cell.lower() == name.lower()), None)
