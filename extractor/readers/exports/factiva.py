"""Factiva: lines that begin with a code of two letters (HD, PD, LP, TD), or the same head without codes, up to `Document …`."""

import re

from extractor.readers.exports.dialect import Dialect, tidy
from extractor.readers.printed import leading_day
from extractor.readers.stories import Found

_CODES = "HD|BY|CR|WC|PD|ET|SN|SC|ED|PG|LA|CY|LP|TD|CO|IN|NS|RE|IPD|IPC|PUB|AN|SE|CLM|CX|ART|RF|VOL|CT|DJIC|NGC|GC|PN"
_CODE = re.compile(rf"^[ \t]*({_CODES})(?:[ \t\u00a0]+|[ \t]*$)", re.MULTILINE)
_DOCUMENT = r"Document [A-Za-z0-9]{8,40}"
_BOUNDARY = re.compile(rf"\s*{_DOCUMENT}\s*$|[ \t\ufeff]*(?:HD|SE)(?:[ \t\u00a0]+\S|[ \t]*$)")
_WORDS = re.compile(r"^[ \t]*[\d,.]+ words[ \t]*$", re.MULTILINE)
_ENDED = re.compile(rf"^[ \t]*{_DOCUMENT}[ \t]*$", re.MULTILINE)
_RIGHTS = re.compile(r"^[ \t]*(?:\(c\)|©|Copyright\b).*$", re.MULTILINE | re.IGNORECASE)
_TIME = re.compile(r"\d{1,2}:\d\d")
_LONGEST_SECTION = 2  # words; a headline has more
_BYLINE = re.compile(r"By [A-Z]")


def _begins(start: str) -> bool:
    codes = {match[1] for match in _CODE.finditer(start)}
    return ("HD" in codes and bool({"LP", "TD"} & codes) and bool({"PD", "SN", "WC"} & codes)) or (
        bool(_ENDED.search(start)) and bool(_WORDS.search(start))
    )


def _take(document: str) -> Found | None:
    document = re.sub(rf"\A\s*{_DOCUMENT}[ \t]*(?:\n|$)", "", tidy(document))
    if _CODE.match(document.lstrip()):
        return _coded(document)
    return _bare(document) if _WORDS.search(document) else None


def _coded(document: str) -> Found | None:
    marks = list(_CODE.finditer(document))
    values: dict[str, str] = {}
    for number, mark in enumerate(marks):
        end = marks[number + 1].start() if number + 1 < len(marks) else len(document)
        values.setdefault(mark[1], document[mark.end() : end])
    if not {"HD", "LP", "TD"} & values.keys():
        return None
    parts = (values[code].strip("\n").rstrip() for code in ("LP", "TD") if code in values)
    line = {code: " ".join(value.split()) or None for code, value in values.items()}
    return {
        "text": "\n\n".join(part for part in parts if part.strip()),
        "title": line.get("HD"),
        "published": line.get("PD"),
        "outlet": line.get("SN"),
        "id": (line.get("AN") or "").removeprefix("Document ") or None,
    }


def _bare(document: str) -> Found:
    """The head without codes: title, byline, `30 words`, day, time, outlet, its code, page, language, rights; then the body."""
    words = _WORDS.search(document)
    assert words is not None
    above = [line.strip() for line in document[: words.start()].split("\n") if line.strip()]
    title = [line for line in above if not _BYLINE.match(line)]
    if len(title) > 1 and len(title[0].split()) <= _LONGEST_SECTION:
        del title[0]
    below = [line.strip() for line in document[words.end() : words.end() + 1000].split("\n") if line.strip()]
    dated = next((number for number, line in enumerate(below) if leading_day(line)), None)
    outlet = next((line for line in below[dated + 1 :] if not _TIME.match(line)), None) if dated is not None else None
    rights = _RIGHTS.search(document, words.end())
    start = rights.end() if rights else words.end() + document[words.end() :].find("\n\n")
    return {
        "text": document[start:].strip("\n").rstrip(),
        "title": " ".join(title) or None,
        "published": leading_day(below[dated]) if dated is not None else None,
        "outlet": outlet,
    }


DIALECT = Dialect("Factiva", _begins, _BOUNDARY, _take)
