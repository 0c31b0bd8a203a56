"""Text in any encoding → UTF-8, from the first byte that tells.

UTF-8 passes through untouched, damaged or not: a line that isn't UTF-8 is for the scanners to reject. Another encoding
is taken only where it is sure: a byte order mark says it, or charset-normalizer knows it and what it gives reads as
news: quotation marks at the edges of words, accents inside them. What can't be decoded comes out as bytes that aren't
UTF-8 either, and so is rejected in the same place.
"""

import codecs
import re
from collections.abc import Iterator

from extractor.readers.options import AUTO, STRICT, Options
from extractor.readers.streams import SAMPLE, Stream, read_most

_MARKS = (  # the longer ones first
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ENGLISH = ("cp1252", "mac_roman", "cp437")  # what English news was written in before UTF-8, the likeliest first
_SHOWN = {"cp1252": "windows-1252", "cp1251": "windows-1251", "cp1250": "windows-1250"}
_LEAST = 3  # characters outside ASCII that are evidence of anything
_SURE = 0.9  # of them at home where they stand
_FOREIGN = 0.3  # of a text outside ASCII: another script
_CHAOS, _COHERENCE = 0.05, 0.3
_DECLARATION = re.compile(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})[\"']")
_INVALID = b"\xff"

_LETTER = "à-öø-üœšžßÀ-ÖØ-ÝŒŠŽ"
_AT_HOME = re.compile(
    "(?<![A-Za-z0-9])[“‘«](?=[\\w$£€“‘'])"  # “We
    f"|(?<=[A-Za-z{_LETTER}])’(?=[A-Za-z])|(?<=[A-Za-z.,!?0-9…])[”’»](?![A-Za-z])"  # it’s, “now.”
    "|(?<=[\\s\\w,”’])[–—](?=[\\s\\w“‘])|(?<=[\\w\\s”’])…|(?m:^)[–—•]|(?<=\\s)[•·](?=\\s)"
    "|[£€¥](?=\\d)|(?<=\\d)[°¢½¼¾%]|[½¼¾©®™§]|(?<=\\s)\u00a0|\u00a0(?=\\s)|(?<=\\w)\u00a0(?=\\w)"
    "|(?<=[A-Za-zà-öø-üœšžß])[à-öø-üœšžß]|(?<![A-Za-zà-ÿ])[à-öø-üœšžßÀ-ÖØ-ÝŒŠŽ](?=[a-zà-ÿ])"  # café, État
    "|(?<=[A-ZÀ-Ý])[À-ÖØ-ÝŒŠŽ]"  # SÃO
)


class Decoded:
    """The pieces of a text as UTF-8; `encoding` is the one it turned out to be in, or None."""

    def __init__(self, stream: Stream, options: Options) -> None:
        self._stream = stream
        self._wanted = options.encoding
        self._declared: str | None = None
        self.encoding: str | None = None

    @property
    def certain(self) -> bool:
        """Whether everything was decoded, not only what is outside ASCII."""
        return (self.encoding or "").startswith(("utf-16", "utf-32"))

    def warnings(self, *texts: str | None) -> tuple[str, ...]:
        """What is said of an article with these texts: nothing, where they read the same in any encoding.

        Nor where the encoding was asked for.
        """
        same = not self.certain and all(text is None or text.isascii() for text in texts)
        if self.encoding in (None, self._declared) or self._wanted != AUTO or same:
            return ()
        name = _SHOWN.get(str(self.encoding), str(self.encoding))
        return (f"decoded as {name.replace('_', '-')}",)

    def __iter__(self) -> Iterator[bytes]:
        """Raises whatever the stream does."""
        start = self._stream.peek()[:SAMPLE]
        if self._wanted not in (AUTO, STRICT):
            name = codecs.lookup(self._wanted).name
            yield from self._decode(b"", name) if name != "utf-8" else self._rest()
            return
        mark, encoding = next(((mark, name) for mark, name in _MARKS if start.startswith(mark)), (b"", None))
        encoding = encoding or wide_encoding(start)
        if encoding and self._wanted == AUTO:
            self._stream.read(len(mark))
            yield from self._decode(b"", encoding)
        elif self._wanted == AUTO:
            self._declared = _declared(start)
            yield from self._undecided()
        else:
            yield from self._rest()

    def _rest(self) -> Iterator[bytes]:
        while chunk := self._stream.read1(SAMPLE):
            yield chunk

    def _undecided(self) -> Iterator[bytes]:
        while chunk := self._stream.read1(SAMPLE):
            if chunk.isascii():
                yield chunk
                continue
            # the sample begins at the byte that tells, so that it doesn't hang on how the bytes arrive
            begin = _first_outside_ascii(chunk)
            sample = read_most(self._stream, SAMPLE, chunk[begin:])
            before = chunk[max(0, begin - 64) : begin]
            if is_utf8(sample):
                yield chunk[:begin] + sample
                yield from self._rest()
                return
            encoding = self._declared or surely(before + sample, whole=len(sample) < SAMPLE)
            if encoding:
                yield from self._decode(chunk[:begin] + sample, encoding)
                return
            yield chunk[:begin] + sample

    def _decode(self, begun: bytes, encoding: str) -> Iterator[bytes]:
        """The rest as UTF-8, after what was read of it."""
        self.encoding = encoding
        decoder = codecs.getincrementaldecoder(encoding)("extractor.invalid")
        chunk = begun or self._stream.read1(SAMPLE)
        while chunk:
            if text := decoder.decode(chunk):
                yield _encode(text)
            chunk = self._stream.read1(SAMPLE)
        if text := decoder.decode(b"", final=True):
            yield _encode(text)


def _declared(start: bytes) -> str | None:
    """The encoding that a declaration of XML names, where Python knows it; bytes that are UTF-8 are UTF-8 all the same."""
    match = _DECLARATION.match(start)
    try:
        found = codecs.lookup(match[1].decode("ascii")) if match else None
        name = found.name if found is not None and found._is_text_encoding else None
    except LookupError:
        return None
    return {"iso8859-1": "cp1252", "ascii": "cp1252"}.get(name, name) if name and not name.startswith("utf") else None


def is_utf8(sample: bytes) -> bool:
    """Whether bytes are UTF-8, perhaps damaged: more of what is outside ASCII decodes than doesn't.

    >>> is_utf8("Café, naïve, ".encode() + b"caf\\xe9"), is_utf8(b"caf\\xe9")
    (True, False)
    """
    outside = [char for char in sample.decode("utf-8", "surrogateescape") if char > "\x7f"]
    invalid = sum("\udc80" <= char <= "\udcff" for char in outside)
    return len(outside) - invalid >= invalid


def surely(sample: bytes, *, whole: bool = False) -> str | None:
    """The encoding that these bytes are in, or None where it isn't sure.

    One or two signs are evidence where the sample is the whole rest of a text, and each of them is at home.

    >>> surely("“We won’t sell,” he said – at the café.".encode("cp1252")), surely(b"Caf\\xe9 prices rose.")
    ('cp1252', None)
    >>> surely(b"The caf\\xe9 closed.", whole=True), surely(b"The closed \\xff\\xfe.", whole=True)
    ('cp1252', None)
    """
    from charset_normalizer import from_bytes

    outside = sum(byte > 0x7F for byte in sample)
    if outside < _LEAST:
        return _ENGLISH[0] if whole and _reads_as_news(sample, _ENGLISH[0]) else None
    if outside > len(sample) * _FOREIGN:
        best = from_bytes(sample).best()
        return best.encoding if best and best.chaos < _CHAOS and best.coherence > _COHERENCE else None
    found = from_bytes(sample, cp_isolation=list(_ENGLISH))
    plausible = {match.encoding for match in found if match.chaos < _CHAOS} | {
        encoding for match in found if match.chaos < _CHAOS for encoding in match.could_be_from_charset
    }
    return next((one for one in _ENGLISH if one in plausible and _reads_as_news(sample, one)), None)


def _reads_as_news(sample: bytes, encoding: str) -> bool:
    try:
        text = sample.decode(encoding)
    except UnicodeDecodeError:
        return False
    outside = sum(char > "\x7f" for char in text)
    return len(_AT_HOME.findall(text)) >= outside * _SURE


def _first_outside_ascii(chunk: bytes) -> int:
    match = re.search(rb"[\x80-\xff]", chunk)
    return match.start() if match else len(chunk)


def wide_encoding(start: bytes) -> str | None:
    """UTF-16 without a byte order mark, by name: every other byte of English is zero."""
    if len(start) < 8:
        return None
    for offset, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros = start[offset::2].count(0)
        if zeros > 0.8 * len(start) / 2 and not start[1 - offset :: 2].count(0):
            return name
    return None


def _encode(text: str) -> bytes:
    """UTF-8, but for what couldn't be decoded."""
    try:
        return text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")


def _invalid(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return "\udcff", error.end  # a lone surrogate: UTF-8 has no form for it


codecs.register_error("extractor.invalid", _invalid)
