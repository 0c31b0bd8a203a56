"""The day on which a web page says that it was published; a page that doesn't say gets None, never a guess."""

import re
from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from typing import Any

from extractor.readers.published import LONGEST, DatesOrder, parse_published

# htmldate bounds what it believes by today's date; a bound that never moves gives the same record every year
LATEST = "2100-01-01"
JSON_LD = 'script[@type="application/ld+json"]'
_ABOUT = re.compile(r"image|thumb|video|audio|expir|event|birth|copy|modif|updat", re.IGNORECASE)  # of other things
_DATED = re.compile(r"date|time|publish|posted|byline|dateline", re.IGNORECASE)
_ELSEWHERE = re.compile(r"related|sidebar|comment|recommend|teaser|card|most|latest|footer|widget|updat", re.IGNORECASE)
_OUTSIDE = frozenset(("aside", "nav", "footer", "li", "figure", "blockquote"))
_ISO = re.compile(r"((?:19|20)\d\d-\d\d-\d\d)(?!\d)")
_EITHER_WAY = re.compile(r"\s*\d\d?[/.-]\d\d?[/.-]\d{4}")  # 12/08/2025: htmldate takes the day first; `order` decides
_DAY = r"\d\d?(?:st|nd|rd|th)?"
_PRINTED = re.compile(
    rf"(?:{_DAY}\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+(?:{_DAY},?\s+)?(?:19|20)\d\d"
    r"|\d\d?/\d\d?/(?:19|20)\d\d",
    re.IGNORECASE,
)
_LONGEST_LINE = 160  # of an element called `byline` and the like; what is longer is text


def page_date(tree: Any, url: str | None, order: DatesOrder) -> date | None:
    """The publication day of a parsed page.

    First what the page tells machines (its head, JSON-LD, the address), by htmldate; then what it shows readers: a
    `time` element, a line in an element called `date`, `byline` … near the headline. Dates in running text, of pictures
    and of other stories don't count, nor does the day of the crawl.
    """
    return _told(tree, url, order) or _shown(tree, order)


def _told(tree: Any, url: str | None, order: DatesOrder) -> date | None:
    from htmldate import find_date
    from lxml import html

    head = html.Element("head")
    either_way = []
    for meta in tree.iter("meta"):
        names = " ".join(meta.get(name, "") for name in ("name", "property", "itemprop"))
        if _ABOUT.search(names):
            continue
        if not _EITHER_WAY.match(meta.get("content", "")):
            head.append(deepcopy(meta))
        elif _DATED.search(names):
            either_way.append(meta.get("content"))
    for script in tree.iterfind(f".//{JSON_LD}"):
        head.append(deepcopy(script))
    page = html.Element("html")
    page.append(head)
    page.append(html.Element("body"))
    found = find_date(
        page,
        extensive_search=False,
        original_date=True,
        url=url or "",
        max_date=LATEST,
        deferred_url_extractor=True,
    )
    if found:
        return date.fromisoformat(found)
    return next((day for printed in either_way if (day := parse_published(printed, order))), None)


def _shown(tree: Any, order: DatesOrder) -> date | None:
    for element in _candidates(tree):
        stamp = _ISO.match(element.get("datetime") or element.get("content") or element.get("title") or "")
        if stamp:
            try:
                return date.fromisoformat(stamp[1])
            except ValueError:
                continue
        printed = " ".join(element.text_content().split())
        found = printed_date(printed, order) if len(printed) <= _LONGEST_LINE else None
        if found:
            return found
    return None


def printed_date(line: str, order: DatesOrder) -> date | None:
    """The first complete date of a short line, whatever stands around it.

    >>> printed_date("By Jane Njeri | Dec. 8, 2025, 10:14 am", "MDY")
    datetime.date(2025, 12, 8)
    """
    if len(line) <= LONGEST and (found := parse_published(line, order)):
        return found
    dates = (parse_published(match[0], order) for match in _PRINTED.finditer(line))
    return next((found for found in dates if found), None)


def _candidates(tree: Any) -> Iterator[Any]:
    """Elements that may hold the date, in the page's order."""
    for element in tree.iter("time", "span", "div", "p", "abbr", "small", "em", "b", "td", "address"):
        names = f"{element.get('class', '')} {element.get('id', '')} {element.get('itemprop', '')}"
        if (
            (element.tag == "time" or _DATED.search(names))
            and not _ELSEWHERE.search(names)
            and not _is_outside(element)
        ):
            yield element


def _is_outside(element: Any) -> bool:
    """Whether it belongs to another story, a menu or the comments."""
    return any(
        around.tag in _OUTSIDE or _ELSEWHERE.search(f"{around.get('class', '')} {around.get('id', '')}")
        for around in element.iterancestors()
        if around.tag not in ("body", "html")
    )
