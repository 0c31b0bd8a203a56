"""Mail → Articles: one message (.eml), a box of them (.mbox), a page saved with its pictures (.mht).

A newsletter's subject is the title, its day of sending the day. The plain part is taken before the HTML one; a saved page is
read like any page.
"""

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import Message
from email.utils import parsedate_to_datetime
from typing import Any, cast

from extractor.article import Article
from extractor.errors import Reason, Reject
from extractor.readers.charset import decode_page
from extractor.readers.fields import too_large
from extractor.readers.fragment import read_fragment
from extractor.readers.options import Options
from extractor.readers.page import Page
from extractor.readers.stories import Place, story
from extractor.readers.streams import Stream
from extractor.readers.web import Origin, lay_by, require_trafilatura

_FIELD = re.compile(rb"([A-Za-z][A-Za-z0-9-]{1,40}):[ \t]?[^\n]*\n(?:[ \t]+[^\n]*\n)*")
_OWN = frozenset(  # of these a mail has several, and no header of news more than one
    b"received return-path message-id mime-version delivered-to dkim-signature reply-to to x-mailer list-id list-unsubscribe "
    b"content-transfer-encoding x-priority envelope-to snapshot-content-location precedence sender content-type cc bcc "
    b"in-reply-to references authentication-results arc-seal".split()
)
_USUAL = frozenset((b"from", b"date", b"subject"))
_BOX = re.compile(
    rb"^From [^\r\n]{0,200}?(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} [ \d]\d \d\d:\d\d[^\r\n]{0,40}\r?\n"
    rb"(?=[A-Za-z-]{2,40}:)",
    re.MULTILINE,
)
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)
_SIGNATURE = re.compile(r"^-- ?\n.*\Z", re.DOTALL | re.MULTILINE)
_READ = 1 << 20


def begins_box(start: bytes, options: Options) -> bool:
    """Whether a text is a box: it begins with the line that parts messages, and a header."""
    return _BOX.match(start) is not None


def begins_mail(start: bytes, options: Options) -> bool:
    """Whether a text begins with the header of a mail: what only mail has, and who sent it, when, or about what."""
    names: set[bytes] = set()
    place = 0
    while (match := _FIELD.match(start, place)) and len(names) < 60:
        names.add(match[1].lower())
        place = match.end()
    own = names & _OWN
    return bool(names & _USUAL) and (len(own) >= 2 or (len(own) == 1 and len(names & _USUAL) >= 2))


def scan_mail(stream: Stream, path: str, options: Options) -> Iterator[Article | Page | Reject]:
    """The article of one message; `Reject` where it has no text."""
    raw = stream.read(_longest(options) + 1)
    yield _read(raw, Place(path, 0, path), options)


def scan_box(stream: Stream, path: str, options: Options) -> Iterator[Article | Page | Reject]:
    """The article of every message in a box; one without a text is a `Reject`."""
    start, buffer, index = 0, b"", 0
    while more := stream.read1(_READ):
        buffer += more
        while (match := _BOX.match(buffer)) and (following := _BOX.search(buffer, match.end())):
            end = following.start()
            yield _read(
                buffer[match.end() : end], Place(path, index, f"bytes {start}-{start + end} of {path}"), options
            )
            start, buffer, index = start + end, buffer[end:], index + 1
        if len(buffer) > _longest(options) + _READ:  # the end of one that is too long is never held
            buffer = buffer[: _longest(options) + 1]
    match = _BOX.match(buffer)
    body = buffer[match.end() :] if match else buffer
    yield _read(body, Place(path, index, f"bytes {start}-{start + len(buffer)} of {path}"), options)


def _longest(options: Options) -> int:
    return options.limits.line * 2  # base64 and attachments


def _read(raw: bytes, place: Place, options: Options) -> Article | Page | Reject:
    if len(raw) > _longest(options):
        bad = too_large(None, options)
        return Reject(place.path, place.index, bad.reason, bad.detail, None, place.pointer)
    try:
        message = message_from_bytes(_QUOTED_FROM.sub(rb"\1", raw), policy=policy.default)
        return _article(message, place, options)
    except Exception as error:  # `email` raises all kinds of things on headers that nobody foresaw
        detail = f"the mail can't be taken apart: {type(error).__name__}: {error}"
        return Reject(place.path, place.index, Reason.NO_ARTICLE, detail, None, place.pointer)


def _article(message: Message, place: Place, options: Options) -> Article | Page | Reject:
    saved = _header(message, "Snapshot-Content-Location") or (
        message.get_content_type() == "multipart/related" and "MHTML" in (_header(message, "X-MimeOLE") or "")
    )
    plain, page = _parts(message)
    if page is not None and (saved or _is_page(message)):
        return _saved_page(page, message, place, options)
    text = _decoded(plain) if plain is not None else ""
    if not text.strip() and page is not None:
        text = read_fragment(_decoded(page))
    text = _SIGNATURE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip("\n").rstrip()
    date = _header(message, "Date")
    found: dict[str, Any] = {
        "text": text,
        "title": " ".join((_header(message, "Subject") or "").split()) or None,
        "published": _day(date),
        "id": (_header(message, "Message-ID") or "").strip("<> ") or None,
        "warnings": (f"unparsed date: {date[:100]}",) if date and not _day(date) else (),
    }
    return story(found, place, options)


def _is_page(message: Message) -> bool:
    """Whether a message is no mail but a page: nobody sent it to anybody."""
    sender = (_header(message, "From") or "").lower()
    return "saved by" in sender and message.get("To") is None


def _saved_page(page: Message, message: Message, place: Place, options: Options) -> Article | Page | Reject:
    require_trafilatura()
    url = _header(message, "Snapshot-Content-Location") or page.get("Content-Location")
    address = str(url) if url and str(url).startswith("http") else None
    origin = Origin(place.path, place.index, address, page.get_content_charset(), place.pointer)
    return lay_by(cast(bytes, page.get_payload(decode=True) or b""), origin, options)


def _parts(message: Message) -> tuple[Message | None, Message | None]:
    """The first part that is plain text, and the first that is a page; attachments are none."""
    plain = page = None
    for part in message.walk():
        if part.is_multipart() or part.get_content_disposition() == "attachment":
            continue
        kind = part.get_content_type()
        plain = part if plain is None and kind == "text/plain" else plain
        page = part if page is None and kind in ("text/html", "application/xhtml+xml") else page
    return plain, page


def _decoded(part: Message) -> str:
    """The text of a part, in the encoding that it has, whatever it claims."""
    raw = cast(bytes, part.get_payload(decode=True) or b"")
    return decode_page(raw, part.get_content_charset())[0]


def _header(message: Message, name: str) -> str | None:
    """A field of the header, decoded; as it stands where that can't be."""
    try:
        value = message.get(name)
    except Exception:  # `email` on encoded words that are broken
        raw = dict(message.raw_items())
        value = next((raw[known] for known in raw if known.lower() == name.lower()), None)
    return None if value is None else str(value)


def _day(printed: str | None) -> str | None:
    """The day on which a mail was sent, where it was sent."""
    try:
        return parsedate_to_datetime(printed).date().isoformat() if printed else None
    except (TypeError, ValueError, IndexError):
        return None
