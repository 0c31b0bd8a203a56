"""What holds no news that could be read here, known by its beginning: each is refused by its name, with what to do."""

import re

from extractor.errors import FormatError

_MAGIC = {
    b"%PDF-": "a PDF; turn it into text first (pdftotext)",
    b"{\\rtf": "RTF; save it as text first",
    b"7z\xbc\xaf'\x1c": "a 7-Zip archive; unpack it first",
    b"Rar!\x1a\x07": "a RAR archive; unpack it first",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "a document of old Office; save it as text first",
    b"SQLite format 3\0": "an SQLite database; export its table of articles as CSV",
    b"FEA1": "Feather of version 1; write it anew with version 2",
    b"Obj\x01": "Avro; convert it to Parquet",
    b"ORC": "ORC; convert it to Parquet",
    b"\x89HDF\r\n": "HDF5; convert it to Parquet",
    b"\x04\x22\x4d\x18": "LZ4; unpack it first",
    b"\x80\x04\x95": "a pickle of Python; write JSON Lines instead",
    b"\x80\x05\x95": "a pickle of Python; write JSON Lines instead",
    b"\x89PNG\r\n": "a picture",
    b"GIF8": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"\x7fELF": "a program",
}
_STAMP = rb"[\[(]?\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d\S*[ \t]+"
_LEVEL = rb"(?:[\[(]?(?:INFO|DEBUG|WARN(?:ING)?|ERROR|TRACE|FATAL|CRITICAL|NOTICE)\b|\[[\w. -]{1,40}\])"
_SHAPES = {  # text, but of something else
    rb"TY  - [A-Z]{3,6}\s": "RIS, a list of references; export the articles themselves",
    rb"@(?:article|misc|book|inproceedings|online|newspaper)\s*\{": "BibTeX; export the articles themselves",
    rb"[A-Za-z_$][\w.$]{0,60}\(\s*[\[{]\s*[\[{\"]": "JSON within a call (JSONP); keep only what its brackets hold",
    rb"(?:var|let|const|window\.)\s*[\w.$]{1,60}\s*=\s*[\[{]": "a script; leave out all but its JSON",
    rb"\[?\s*\{\s*u?'[\w -]{1,40}'\s*:": "Python's own form of a dict, and no JSON; write it with json.dumps",
    rb"(?:---[^\n]*\n)?- \w{1,20}:[^\n]*\n(?:[ ]+\w{1,20}:[^\n]*\n|[ ]{4,}[^\n]*\n)+": "YAML; turn it into JSON (yq -o=json)",
    rb"(?:(?:--|/\*|#)[^\n]*\n\s*)*(?:CREATE (?:TABLE|DATABASE)|INSERT INTO|DROP TABLE)\b": "SQL; export its table as CSV",
    rb"(?:" + _STAMP + _LEVEL + rb"[^\n]*\n){2}": "a log; give the pages or texts that it is about",
    rb"(?:(?:INFO|DEBUG|WARN(?:ING)?|ERROR|CRITICAL):[\w.]+:[^\n]*\n){2}": "a log; give the pages or texts that it is about",
    rb"(?:[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d [\w.-]+ [\w./()-]+(?:\[\d+\])?:[^\n]*\n){2}": "a log of a system",
    rb"(?:[\d.]{7,15}|[\da-f:]{3,39}) \S+ \S+ \[[^\]\n]{10,40}\] \"[A-Z]{3,7} ": "a log of a server; give the pages themselves",
    rb"(?:https?://\S+[ \t]*\r?\n){2}(?:https?://\S+\s*)*\Z": "a list of addresses; fetch the pages and give those",
    rb"User-agent:[^\n]*\r?\n(?:(?:Dis)?[Aa]llow|Crawl-delay|Sitemap):": "rules for robots",
    rb"(?:[A-Za-z0-9+/]{60,76}\r?\n){3}|begin [0-7]{3} \S+\r?\n": "encoded data; decode it first",
    rb"\[[\w. -]{1,40}\]\r?\n(?:[#;][^\n]*\n|[\w.-]{1,40} ?= ?[^\n]*\r?\n)+": "settings",
    rb"\[Script Info\]": "subtitles in a form that isn't read; save them as .srt",
    rb"BEGIN:V(?:CALENDAR|CARD)": "a calendar, or cards of addresses",
    rb"<\?php|#!/|\\documentclass|\{%\s|#include [<\"]|package [\w.]+;|from [\w.]+ import |import [\w.]+(?: as \w+)?;?\r?\n"
    rb"|(?:def|class) \w+\(.*\):\r?\n|function \w+\(": "source code",
    rb"-----BEGIN PGP ": "encrypted or signed by PGP; decrypt it first",
}
_FOREIGN_TEXT = tuple((re.compile(pattern), kind) for pattern, kind in _SHAPES.items())
_ZIPS = (  # members by which a zip is known to be a document
    ("word/document.xml", "a document of Word; save it as text first"),
    ("xl/workbook.xml", "a workbook of Excel; save its sheet as CSV first"),
    ("ppt/presentation.xml", "slides of PowerPoint; save them as text first"),
    ("META-INF/container.xml", "an EPUB; turn it into text first"),
    ("mimetype", "an EPUB or a document of OpenOffice; turn it into text first"),
)
_NOT_READ = "none of the formats that are read: this is"


def refuse_foreign(start: bytes) -> None:
    """`FormatError` where the first bytes are those of something that holds no news that could be read here."""
    for magic, kind in _MAGIC.items():
        if start.startswith(magic):
            raise FormatError(f"no text, and {_NOT_READ} {kind}")


def refuse_foreign_text(start: bytes) -> None:
    """`FormatError` where a text begins as no news does, but data, code or a log."""
    begin = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    for pattern, kind in _FOREIGN_TEXT:
        if pattern.match(begin):
            raise FormatError(f"no news, and {_NOT_READ} {kind}")


def refuse_document(names: set[str]) -> None:
    """`FormatError` where the members of a zip are those of a document, which only looks like an archive."""
    for name, kind in _ZIPS:
        if name in names:
            raise FormatError(f"no archive of dumps, and {_NOT_READ} {kind}")


_CONTROLS = bytes({*range(0x20), 0x7F} - {*b"\t\n\v\f\r\x1b"})
_MOST_CONTROLS = 0.1  # of the first bytes; a few get into text by accident


def refuse_binary(start: bytes) -> None:
    """`FormatError` where too many of the first bytes are in no text."""
    if len(start) - len(start.translate(None, _CONTROLS)) > len(start) * _MOST_CONTROLS:
        raise FormatError("no text, and none of the formats that are read: this is binary data")
