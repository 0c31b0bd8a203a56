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
from extractor.readers.cells import Cells
from extractor.readers.dayorder import DayOrder
from extractor.readers.fields import BadArticle, build_article, identity_in, no_column, too_large
from extractor.readers.heads import MOST_ABOVE, names_texts, read_head, separator_in
from extractor.readers.options import Options
from extractor.readers.streams import Line, Stream, lines
from extractor.readers.synonyms import locate

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


def scan_delimited(stream: Stream, path: str, options: Options) -> Iterator[Article | Reject]:
    """Every article of a table; a row that gives none is a `Reject`. Empty lines, and the head once more, don't count.

    Raises `FormatError` where no column has the text.
    """
    csv.field_size_limit(max(csv.field_size_limit(), options.limits.line))  # the module's own limit is 128 KiB
    days = DayOrder(options.dates_order)
    yield from days.settle(_articles(stream, path, options, days))


def read_names(stream: Stream, options: Options) -> list[str]:
    """The names of a table's columns, as its head or the options have them."""
    return _Rows(lines(stream, longest=options.limits.line, split_returns=True), options).head


def _articles(stream: Stream, path: str, options: Options, days: DayOrder) -> Iterator[Article | Reject]:
    rows = _Rows(lines(stream, longest=options.limits.line, split_returns=True), options)
    if "text" not in locate(rows.head, options.fields):
        raise no_column(rows.head, options)
    index = 0
    for row in rows:
        if row.cells is not None and rows.is_head(row.cells):
            continue
        found: dict[str, Any] = {}
        try:
            found = _values(row, rows.fit, options)
            yield build_article(found, path, index, options, days)
        except BadArticle as bad:
            raw = None if bad.reason is Reason.TOO_LARGE else row.text.rstrip("\r\n")
            pointer = f"line {row.number}, bytes {row.lines[0].start}-{row.lines[-1].end} of {path}"
            yield Reject(path, index, bad.reason, bad.detail, raw, pointer, identity_in(found, options))
        index += 1


def _values(row: _Row, fit: Cells, options: Options) -> dict[str, Any]:
    """The cells of a row by the names of their columns; raises `BadArticle` where it is out of order."""
    if any(line.large for line in row.lines):
        raise too_large(None, options)
    bad = next((line.bad for line in row.lines if line.bad is not None), None)
    if bad is not None:
        raise BadArticle(Reason.UNDECODABLE_BYTES, f"byte {bad} is not UTF-8")
    if row.cells is None:
        raise BadArticle(Reason.BAD_ROW, "its quotation marks are not in order")
    cells = fit.fitted(row.cells, row.text)
    if cells is None:
        raise BadArticle(Reason.BAD_ROW, f"{len(row.cells)} columns, and the head has {len(fit.head)}")
    found: dict[str, Any] = {}
    for name, cell in zip(fit.head, cells, strict=True):
        found.setdefault(name, cell)  # of two columns of one name, the first
    return found


class _Rows:
    """The rows of a table below its head."""

    def __init__(self, source: Iterator[Line], options: Options) -> None:
        self._source = source
        self._ahead: deque[Line] = deque()
        self._number = 0  # of the line last taken
        self._longest = options.limits.line
        self._options = options
        first = next((line for line in iter(self._take, None) if line.text.strip()), None)
        if first is None:
            raise FormatError("an empty table: not even a head with the names of its columns")
        separator = separator_in(first.text)
        if separator is not None:
            first = self._take() or first
        first = self._below_title(first, options, separator)
        head = read_head(first.text, options, separator)
        self._delimiter = head.delimiter
        self._dialects = head.dialects()
        self._put_back([first])
        self.head = list(options.columns)
        if not self.head:
            self.head = [cell.strip() for cell in self._tried().cells or head.names]
        self.fit = Cells(self.head, self._delimiter, options)

    def _below_title(self, first: Line, options: Options, separator: str | None) -> Line:
        """The first line, or the head below it, where it is a title or a note that stands above that."""
        if options.columns or names_texts(read_head(first.text, options, separator), options):
            return first
        taken: list[Line] = []
        while len(taken) < MOST_ABOVE and (line := self._take()) is not None:
            head = read_head(line.text, options, separator) if not line.large else None
            if head and len(head.names) > 1 and names_texts(head, options):
                return line
            taken.append(line)
        self._put_back(taken)
        return first

    def is_head(self, cells: list[str]) -> bool:
        """Whether a row is the head once more, as in files that were put together; its columns may have changed places."""
        names = [cell.strip().removeprefix("\ufeff") for cell in cells]
        if names != self.head and (len(names) < 2 or sorted(names) != sorted(self.head)):
            return False
        if names != self.head:
            self.head = names
            self.fit = Cells(names, self._delimiter, self._options)
        return True

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

        One in which it has as many cells as the head goes before the others. Where there is none, the line alone.
        """
        second: dict[str, Any] | None = None
        for dialect in self._dialects:
            row = self._read(dialect)
            if row is not None and (row.cells is None or len(row.cells) == len(self.head) or not self.head):
                return row
            if row is not None:
                self._put_back(row.lines)
                second = second or dialect
        row = self._read(second) if second is not None else None
        if row is None:
            number = self._number + 1
            line = self._take()
            row = _Row(None, [line] if line else [], number)
        return row

    def _read(self, dialect: dict[str, Any]) -> _Row | None:
        """The next row in a dialect, or None, and nothing taken, where its quotation marks aren't in order."""
        number = self._number + 1
        used: list[Line] = []
        try:
            row = _Row(next(csv.reader(self._feed(used), strict=True, **dialect)), used, number)
        except (csv.Error, StopIteration):
            if any(line.large for line in used):
                return _Row(None, used, number)
            row = None
        if row and (_in_order(row.text, dialect) or ("quoting" in dialect and self._stands_alone(row))):
            return row
        self._put_back(used)
        return None

    def _stands_alone(self, row: _Row) -> bool:
        """Whether a line has a lone quotation mark that means nothing: it is whole, and so is the line below it."""
        following = self._take()
        if following is not None:
            self._put_back([following])
        whole = following is None or following.text.count(self._delimiter) + 1 == len(self.head)
        return len(row.lines) == 1 and len(row.cells or ()) == len(self.head) and whole

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
