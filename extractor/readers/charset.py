"""The bytes of a web page → its markup, by what the bytes are, what the server said, and what the page says."""

import re

from extractor.readers.encodings import surely, wide_encoding
from extractor.readers.streams import SAMPLE

# Browsers read these names so (WHATWG Encoding): pages that claim Latin-1 hold the quotes of Windows-1252
_READ_AS = {
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "iso-8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
}
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_META = re.compile(rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w:.-]{2,40})", re.IGNORECASE)
_META_WITHIN = 4096  # the HTML standard asks for 1024; real heads begin with scripts
_XML_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,200}\?>")
_TAGS = re.compile(rb"<(?:script|style)\b.*?</|<[^>]*>", re.IGNORECASE | re.DOTALL)
_DEFAULT = "cp1252"
REPLACED = "some bytes of the page could not be decoded"


def decode_page(page: bytes, charset: str | None = None) -> tuple[str, tuple[str, ...]]:
    """The markup of a page, and warnings; `charset` is what the server said.

    Valid UTF-8 is UTF-8, whatever is claimed. Else the server is believed before the page, and the page before a guess;
    bytes that fit nothing become U+FFFD, as in a browser, with a warning.

    >>> decode_page("<meta charset=latin1>Café".encode("cp1252"))
    ('<meta charset=latin1>Café', ())
    """
    for mark, encoding in _MARKS:
        if page.startswith(mark):
            return _clean(page[len(mark) :].decode(encoding, "replace")), ()
    if wide := wide_encoding(page[:SAMPLE]):
        return _clean(page.decode(wide, "replace")), ()
    declared = _META.search(page[:_META_WITHIN])
    claims = [charset, declared[1].decode("ascii", "replace") if declared else None]
    for encoding in ("utf-8", *filter(None, claims)):
        try:
            return _clean(page.decode(_read_as(encoding))), ()
        except (LookupError, UnicodeError):
            continue
    if not any(claims) or page.decode("utf-8", "ignore").isascii():  # not one character of UTF-8, whatever it claims
        return _clean(_guess(page)), ()
    best = next((name for name in map(_read_as, filter(None, claims)) if _exists(name)), "utf-8")
    return _clean(page.decode(best, "replace")), (REPLACED,)


def _read_as(name: str) -> str:
    name = name.strip(" \"'").lower()
    return _READ_AS.get(name, name)


def _exists(name: str) -> bool:
    try:
        b"a".decode(name)  # of no bytes at all Python doesn't look the codec up
    except (LookupError, UnicodeError):
        return False
    return True


def _guess(page: bytes) -> str:
    """The page in the encoding that its text surely has, else in the one that HTML has where nothing is said."""
    text = _TAGS.sub(b" ", page)
    first = next((place for place, byte in enumerate(text) if byte > 0x7F), 0)
    encoding = surely(text[max(0, first - 64) : first + SAMPLE]) or _DEFAULT
    return page.decode(encoding, "replace")


def _clean(markup: str) -> str:
    """Markup as the parser takes it: no NUL, and no XML declaration, whose encoding is that of the bytes."""
    return _XML_DECLARATION.sub("", markup.replace("\0", ""), count=1)
