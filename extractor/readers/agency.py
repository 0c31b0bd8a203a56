"""Messages of agencies as they come over the line (IPTC 7901, ANPA 1312, or between ZCZC and NNNN) → Articles.

::

    SOH RWI123 4 ECO 0123                     head: where from, number, urgency, category, length
    STX TEA-EXPORTS
        Tea exports to Egypt rise             the text, with its slug and headline
        NAIROBI, March 4 (Rift Wire) - …
    ETX 041530 MAR 25 EOT                     day, time, month, year
"""

import re
from collections.abc import Iterator
from datetime import date

from extractor.article import Article
from extractor.errors import ReadError, Reason, Reject
from extractor.readers.headline import is_credit
from extractor.readers.options import Options
from extractor.readers.published import parse_published
from extractor.readers.stories import Found, Place, pointer, story_in
from extractor.readers.streams import SAMPLE, Line, Stream, decode_line

_BEGIN = re.compile(rb"(?:\x16{0,4}\x01|^[ \t]*ZCZC\b)", re.MULTILINE)
_SIGNS = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_MESSAGE = re.compile(
    r"\A[\x16\s]*(?:\x01|ZCZC)(?P<head>[^\x02]*?)(?:\x02|\n)(?P<text>.*?)(?:\x03(?P<tail>.*))?\Z", re.DOTALL
)
_END = re.compile(r"^[ \t]*NNNN\b.*", re.MULTILINE | re.DOTALL)
_TAIL = re.compile(r"(?<!\d)(\d\d)(\d{4})[A-Z]*\s+([A-Z]{3})[A-Z]*\s+(\d\d(?:\d\d)?)(?!\d)", re.IGNORECASE)
_ANPA = re.compile(r"(?<!\d)(\d\d)-(\d\d)-(\d\d)(?!\d)")
_SLUG = re.compile(r"[A-Z0-9][A-Za-z0-9.&']*(?:[-/,][A-Za-z0-9.&' ]+)+|[A-Z0-9 -]{3,40}")
_STOP = re.compile(r"[.!?:][\"”’)]*$")
_LONGEST_TITLE, _MOST_HEADS = 160, 5
_WIRE_SIGNS = "^=<> \t"  # what opens and closes lines on the wire


def begins_message(start: bytes, options: Options) -> bool:
    """Whether a text begins as agencies' messages do."""
    return start.lstrip(b"\x16").startswith(b"\x01") or re.match(rb"ZCZC[ \t\r\n]", start) is not None


def scan_messages(stream: Stream, path: str, options: Options) -> Iterator[Article | Reject]:
    """The article of every message. Raises `ReadError` where the last one is cut off."""
    index = 0
    closed = True
    for line in _messages(stream, options.limits.line):
        found = story_in(line, _take, Place(path, index, pointer(line, path)), options)
        closed = line.large or _is_closed(line.text)
        if found is not None:
            yield found
            index += 1
    if not index:
        yield Reject(path, None, Reason.NO_ARTICLE, "agencies' messages, and none with a text", pointer=path)
    elif not closed:
        raise ReadError("the last message is cut off: its end mark is missing")


def _is_closed(message: str) -> bool:
    return "\x03" in message or "\x04" in message or _END.search(message) is not None


def _messages(stream: Stream, longest: int) -> Iterator[Line]:
    buffer, start = b"", 0
    while more := stream.read1(max(SAMPLE, len(buffer))):
        buffer += more
        while following := _BEGIN.search(buffer, _behind_begin(buffer)):
            yield from _message(buffer[: following.start()], start)
            start += following.start()
            buffer = buffer[following.start() :]
        if len(buffer) > longest:
            yield Line(start, start + len(buffer), "", large=True)
            start, buffer = start + len(buffer), b""
    yield from _message(buffer, start)


def _behind_begin(buffer: bytes) -> int:
    begin = _BEGIN.match(buffer)
    return begin.end() if begin else 1


def _message(raw: bytes, start: int) -> Iterator[Line]:
    if raw.strip():
        yield decode_line(raw, start)


def _take(message: str) -> Found | None:
    message = message.replace("\r\n", "\n").replace("\r", "\n")
    match = _MESSAGE.match(message)
    if match is None:
        return None
    text = _SIGNS.sub("", _END.sub("", match["text"].split("\x04")[0])).strip("\n").rstrip()
    if not text.strip():
        return None
    title, text = _without_title(text)
    return {"text": text, "title": title, "published": _day((match["tail"] or "") + message[-80:])}


def _without_title(text: str) -> tuple[str | None, str]:
    """The headline and the text below it: the lines on top that are no sentences, of which the first may be a slug."""
    lines = text.split("\n")
    heads: list[str] = []
    while len(lines) > 1 and len(heads) < _MOST_HEADS and _is_head(lines[0]):
        if line := lines.pop(0).strip(_WIRE_SIGNS):
            heads.append(line)
    named = [line for line in heads if not is_credit(line, "MDY")]
    titles = [line for line in named if not (_SLUG.fullmatch(line) and len(named) > 1)]
    return (titles[-1] if titles else named[-1] if named else None), "\n".join(lines).strip("\n")


def _is_head(line: str) -> bool:
    text = line.strip(_WIRE_SIGNS)
    return len(text) <= _LONGEST_TITLE and not _STOP.search(text) and not re.search(r"\s[-–—_]+\s", text)


def _day(tail: str) -> str | None:
    """The day in what stands behind a message; a year of two digits is of this century up to 69."""
    if match := _TAIL.search(tail):
        day, _, month, year = match.groups()
        found = parse_published(f"{day} {month} {_long(year)}")
        return found.isoformat() if found else None
    if match := _ANPA.search(tail):
        month, day, year = match.groups()
        try:
            return date(_long(year), int(month), int(day)).isoformat()
        except ValueError:
            return None
    return None


def _long(year: str) -> int:
    return int(year) if len(year) == 4 else int(year) + (2000 if int(year) < 70 else 1900)
