"""Nexis, LexisNexis: `1 of 2 DOCUMENTS`, a head in the middle of lines, keys in capitals; lately `Body`, `End of Document`."""

import re

from extractor.readers.exports.dialect import Dialect, Group, groups, tidy
from extractor.readers.printed import leading_day
from extractor.readers.stories import Found

_COUNT = r"[ \t\f\ufeff]*(?:Document )?\d{1,6} of \d{1,6} (?:DOCUMENTS?|RESULTS?)[ \t]*"
_BOUNDARY = re.compile(rf"{_COUNT}$|\s*End of Document\s*$", re.IGNORECASE)
_COUNTED = re.compile(rf"^{_COUNT}$", re.MULTILINE)
_ENDED = re.compile(r"^[ \t]*End of Document[ \t]*\r?$", re.MULTILINE)
_KEYS = (
    "Section|Length|Byline|Dateline|Highlight|Headline|Load-Date|Graphic|Notes?|Language|Publication-Type|Subject|Classification|URL"
    "|Correction|Copyright|Series|Edition|Column|Source"
)
_KEY = re.compile(rf"([A-Z][A-Z /-]{{2,29}}|{_KEYS}):(?:[ \t]+|$)(.*)", re.DOTALL)
_HEAD = frozenset("byline section length dateline highlight headline copyright series edition column source".split())
_RIGHTS = re.compile(r"(?:Copyright|©|\(c\)|All Rights Reserved)", re.IGNORECASE)
_BODY = re.compile(r"^[ \t]*(?:Body:?[ \t]*$|BODY:)[ \t]*", re.MULTILINE)
_LINKS = re.compile(r"(?:Link to (?:Image|PDF)|Links? to .{1,40})$")


def _begins(start: str) -> bool:
    return bool(
        _COUNTED.search(start[:4000])
        or (_ENDED.search(start) and re.search(r"^(?:Load-Date|Length):", start, re.MULTILINE))
    )


def _take(document: str) -> Found | None:
    """What a document says: a head of groups, keys, the body up to the next keys."""
    document = tidy(document)
    if _BOUNDARY.match(first := document.split("\n", 1)[0]):
        document = document[len(first) + 1 :]
    head, keys, start, end = _parts(document)
    text = document[start:end].strip("\n") if start is not None else ""
    if not text.strip() and not keys:
        return None  # a cover, or the list of the documents
    return {"text": _without_end(text), **_head(head, keys)}


def _parts(document: str) -> tuple[list[Group], dict[str, str], int | None, int]:
    """The groups above the keys, the keys, and where the body begins and ends: at `Body`, else below the keys."""
    marked = _BODY.search(document)
    head: list[Group] = []
    keys: dict[str, str] = {}
    start: int | None = None
    for group in groups(document):
        key = _KEY.match(group.text.lstrip())
        if start is not None:
            if key and key[1].lower() not in _HEAD:
                return head, keys, start, group.start
        elif marked and group.start <= marked.start() < group.end:
            start = marked.end()
        elif key:
            keys.update(_keys(group.text))
        elif keys and not marked and not _is_small_print(group.line):
            start = group.start
        elif not keys:
            head.append(group)
    return head, keys, start, len(document)


def _is_small_print(line: str) -> bool:
    return bool(_RIGHTS.match(line) or _LINKS.match(line))


def _keys(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    last = None
    for line in text.split("\n"):
        key = _KEY.match(line.strip())
        if key:
            last = key[1].lower()
            found[last] = key[2].strip()
        elif last:
            found[last] = f"{found[last]} {line.strip()}".strip()
    return found


def _head(head: list[Group], keys: dict[str, str]) -> Found:
    """Outlet, date and title in the groups above the keys: the outlet first and the title behind, or (lately) the title first."""
    lines = [(line.strip(), group.start) for group in head for line in group.text.split("\n") if line.strip()]
    lines = [(line, place) for line, place in lines if not _is_small_print(line)]
    dated = next((number for number, (line, _) in enumerate(lines) if leading_day(line)), len(lines))
    day, place = lines[dated] if dated < len(lines) else ("", -1)
    before = [line for line, _ in lines[:dated]]
    behind = [group.line for group in head if group.start > place >= 0 and not _is_small_print(group.line)]
    title = keys.get("headline") or (behind[-1] if behind else " ".join(before[:-1]))
    return {
        "title": title or None,
        "outlet": before[-1] if before else None,
        "published": leading_day(day),
        "url": keys.get("url"),
    }


def _without_end(text: str) -> str:
    """The body without the copyright lines that may follow it."""
    kept = text.rstrip()
    while (last := kept.rpartition("\n")[2]) and _is_small_print(last.strip()):
        kept = kept[: -len(last)].rstrip()
    return kept


DIALECT = Dialect("Nexis", _begins, _BOUNDARY, _take)
