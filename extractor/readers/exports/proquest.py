"""ProQuest: documents between lines of `____`, each a list of `Key: value` in which `Full text:` is the long one."""

import re

from extractor.readers.exports.dialect import Dialect, tidy
from extractor.readers.published import parse_published
from extractor.readers.stories import Found

_BOUNDARY = re.compile(r"\s*_{20,}\s*$")
_RULE = re.compile(r"^_{20,}", re.MULTILINE)
_MARKS = re.compile(
    r"^(?:ProQuest document ID|Full text|Publication title|Document URL|Publication info)\s*:",
    re.MULTILINE | re.IGNORECASE,
)
_KEYS = (
    "title|author|publication title|publication info|publication date|publication year|publication subject|publication subtitle|"
    "first page|pages?|volume|issue|section|place of publication|country of publication|publisher|issn|e-?issn|source type|"
    "language of publication|language|document type|proquest document id|document url|copyright|last updated|database|abstract|"
    "abstract \\(summary\\)|full text|subject|location|people|company / organization|company|links|credit|dateline|"
    "identifiers? / keywords?|identifier|classification|number of pages|source|column|edition|accession number|dateline"
)
_KEY = re.compile(rf"^({_KEYS})\s*:[ \t]*", re.MULTILINE | re.IGNORECASE)
_BEHIND = frozenset(  # keys that end a text: others may stand in one
    "title;author;subject;location;people;"
    "company / organization;publication title;publication info;publication year;publication date;"
    "proquest document id;document url;copyright;last updated;database;source type;language of publication;place of publication;"
    "country of publication;credit;issn;identifier / keyword;identifiers / keywords;links;document type".split(";")
)
_LAST = re.compile(r"\b(\d{1,2} [A-Z][a-z]{2,8} \d{4}|[A-Z][a-z]{2,8} \d{1,2}, \d{4})\b")
_NO_TEXT = re.compile(r"\s*(?:not available\.?|none available\.?)?\s*\Z", re.IGNORECASE)


def _begins(start: str) -> bool:
    marks = {match[0].lower().split(":")[0].strip() for match in _MARKS.finditer(start)}
    return len(marks) > 1 and ("proquest document id" in marks or _RULE.search(start) is not None)


def _take(document: str) -> Found | None:
    document = re.sub(r"\A\s*_{20,}[ \t]*\n", "", tidy(document))
    keys, top = _keys(document)
    text = keys.get("full text", "")
    warnings: tuple[str, ...] = ()
    if _NO_TEXT.match(text):
        text, warnings = keys.get("abstract", "") or keys.get("abstract (summary)", ""), ("the abstract alone",)
    if len(keys) < 2:
        return None  # a cover, a list, terms of use
    info = keys.get("publication info", "")
    printed = keys.get("publication date") or next(iter(reversed(_LAST.findall(info))), None)
    if printed and not parse_published(printed):
        inside = _LAST.search(printed)
        printed = inside[1] if inside else printed
    return {
        "text": text.strip("\n").rstrip(),
        "title": " ".join((keys.get("title") or top).split()) or None,
        "published": printed,
        "outlet": re.split(r"\s*[;:\[.]", keys.get("publication title") or info, maxsplit=1)[0] or None,
        "url": keys.get("document url"),
        "id": keys.get("proquest document id"),
        "warnings": warnings,
    }


def _keys(document: str) -> tuple[dict[str, str], str]:
    """The values, each the first under its key, and the first line without a key (a title without one)."""
    marks = list(_KEY.finditer(document))
    values: dict[str, str] = {}
    number = 0
    while number < len(marks):
        mark, following = marks[number], number + 1
        long = mark[1].lower() in ("full text", "abstract")
        while long and following < len(marks) and not _ends_text(marks[following][1].lower()):
            following += 1
        end = marks[following].start() if following < len(marks) else len(document)
        value = document[mark.end() : end]
        values.setdefault(mark[1].lower(), value if long else " ".join(value.split()))
        number = following
    top = document[: marks[0].start()] if marks else document
    lines = [line for line in top.split("\n") if line.strip() and not re.match(r"\s*Document \d+ of \d+", line)]
    return values, lines[0] if lines else ""


def _ends_text(key: str) -> bool:
    return key in _BEHIND or key == "full text"


DIALECT = Dialect("ProQuest", _begins, _BOUNDARY, _take)
