"""A file, unpacked as often as it takes → its articles.

::

    file ─ unpack ─► archive? ─ each member ─► unpack …
                        └ no ─► text? ─ Decoded ─► scanner of its format ─► Article or Reject
"""

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from extractor.article import Article
from extractor.errors import ExtractorError, FormatError, ReadError, Reason, Reject
from extractor.readers.archive import ARCHIVES, Member, find_archive
from extractor.readers.encodings import Decoded
from extractor.readers.folders import OnSkipped, supported
from extractor.readers.foreign import refuse_binary, refuse_foreign, refuse_foreign_text
from extractor.readers.formats import ENDINGS, PLAIN, choose_format
from extractor.readers.limits import Budget, LimitError
from extractor.readers.options import Limits, Options
from extractor.readers.packing import PACKED, unpack, without_packing
from extractor.readers.page import Page
from extractor.readers.streams import SAMPLE, Chunks, OnBytes, Stream, buffered, open_raw, printable

Results = Generator[Article | Page | Reject, None, bool]  # it returns whether anything was broken


@dataclass(frozen=True, slots=True)
class _File:
    """What holds for everything in one file of the dump."""

    options: Options
    budget: Budget
    on_skipped: OnSkipped | None


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in the file we are: the path as shown (`dump.zip/wire.jsonl`), and how many packings are around it."""

    shown: str
    depth: int = 0


def scan_file(
    path: str, options: Options, *, on_bytes: OnBytes | None = None, on_skipped: OnSkipped | None = None
) -> Iterator[Article | Page | Reject]:
    """Every article of a file, pages that aren't read yet, and a `Reject` for all in it that gives none; nothing raises."""
    shown = printable(path)
    try:
        with open_raw(path, on_bytes) as stream:
            yield from _scan(stream, _Place(shown), _File(options, Budget(options.limits), on_skipped))
    except ReadError as error:
        yield Reject(shown, None, Reason.UNREADABLE_FILE, str(error), pointer=shown)


@contextmanager
def open_stream(path: str, on_bytes: OnBytes | None = None) -> Iterator[Stream]:
    """The unpacked bytes of a file that is no archive; `-` is standard input.

    Raises `ReadError` where it can't be opened or breaks off, `FormatError` where its first bytes say that it is no
    text. `on_bytes` hears how many bytes of the file (packed) were read.
    """
    with open_raw(path, on_bytes) as raw:
        try:
            stream, _ = unpack(raw, Budget(Limits()))
            start = stream.peek()[:SAMPLE]
            if find_archive(start, without_packing(path)):
                raise FormatError("this is an archive; unpack it first")
            refuse_foreign(start)
            yield stream
        except OSError as error:
            raise ReadError(f"{printable(path)} breaks off: {error}") from error


def _scan(stream: Stream, place: _Place, file: _File) -> Results:
    following = 0  # the article that would come next
    try:
        stream, depth = unpack(stream, file.budget, place.depth)
        name, start = without_packing(place.shown), stream.peek()[:SAMPLE]
        if members := find_archive(start, name):
            file.budget.check_depth(depth + 1)
            broken = yield from _scan_members(members(stream, file.budget), _Place(place.shown, depth + 1), file)
            if broken:
                return True
        else:
            _refuse_short(start, place.shown, packed=depth > place.depth)
            refuse_foreign(start)
            for found in _articles(stream, place.shown, file.options):
                yield found
                following = (found.index or 0) + 1
        if depth > place.depth:
            _finish(stream)
    except Exception as error:  # a batch never stops: whatever a format's library raises, the file is accounted for
        yield _broken(place.shown, following, error)
        return True
    return False


def _scan_members(members: Iterator[Member], place: _Place, file: _File) -> Results:
    read = 0
    broken = False
    while True:
        try:
            member = next(members, None)
        except Exception as error:
            if not broken or isinstance(error, LimitError):  # else the member before broke for the same reason
                rest = f"members from number {read} of {place.shown}" if read else None
                yield _broken(place.shown, 0, error, rest)
            return True
        if member is None:
            break
        shown = f"{place.shown}/{printable(member.name).removeprefix('./')}"
        if not _is_read(member.name):
            if file.on_skipped and not _is_hidden(member.name):
                file.on_skipped(shown)
            continue
        read += 1
        try:
            stream = member.open()
        except ReadError as error:
            broken = True
            yield _broken(shown, 0, error)
            continue
        broken = yield from _scan(stream, _Place(shown, place.depth), file)
    if not read:
        raise FormatError(f"no member of this archive ends in {', '.join(ENDINGS)} (or these packed)")
    return False


def _refuse_short(start: bytes, name: str, *, packed: bool) -> None:
    """Raises `ReadError` for what is left of a packed file or an archive that was cut off near its beginning."""
    if without_packing(name).endswith(ARCHIVES) or (not packed and name.lower().endswith(PACKED) and len(start) < 10):
        raise ReadError("it is cut off, or not what its ending says")


def _finish(stream: Stream) -> None:
    """Reads what a scanner had no use for: only at the end of a packing is it known whether that was whole."""
    while stream.read1(SAMPLE):
        pass


def _is_hidden(name: str) -> bool:
    return any(part.startswith((".", "__MACOSX")) for part in name.split("/") if part not in (".", ".."))


def _is_read(name: str) -> bool:
    """Whether a member is read: as in a folder, by its ending."""
    return supported(name) and not _is_hidden(name)


def _articles(stream: Stream, shown: str, options: Options) -> Iterator[Article | Page | Reject]:
    name = without_packing(shown)
    format = choose_format(stream.peek()[:SAMPLE], name, options)
    if not format.text:
        yield from format.scan(stream, shown, options)
        return
    decoded = Decoded(stream, options)
    text = buffered(Chunks(iter(decoded)))
    format = choose_format(text.peek()[:SAMPLE], name, options)
    refuse_binary(text.peek()[:SAMPLE])
    if format is PLAIN:
        refuse_foreign_text(text.peek()[:SAMPLE])
    for found in format.scan(text, shown, options):
        if decoded.encoding and isinstance(found, Article):
            found = replace(found, warnings=(*found.warnings, *decoded.warnings(found.text, found.title)))
        yield found


def _broken(shown: str, following: int, error: Exception, pointer: str | None = None) -> Reject:
    """The rest of a file that gave articles up to here."""
    reason = Reason.TOO_LARGE if isinstance(error, LimitError) else Reason.UNREADABLE_FILE
    known = isinstance(error, ExtractorError | OSError)
    detail = str(error) if known else f"{type(error).__name__}: {error}"
    pointer = pointer or (f"articles from number {following} of {shown}" if following else shown)
    return Reject(shown, following or None, reason, detail, pointer=pointer)
