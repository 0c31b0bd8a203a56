"""Which of day and month a page writes first: by the region of its language, else by the country of its address."""

import re
from typing import Any

from extractor.readers.published import DatesOrder

_MONTH_FIRST = frozenset(("US", "PH", "PR", "GU", "FM", "PW", "MH", "BZ"))
_EITHER = frozenset(("CA", "KE", "GH", "SA", "ZA"))  # both are met in English there
_LOCALE = re.compile(r"([a-z]{2,3})(?:[-_](?:[A-Za-z]{4}[-_])?([A-Za-z]{2}|\d{3}))?(?![A-Za-z])")
_HOST = re.compile(r"(?:https?:)?//[^/:?#]*\.([a-z]{2})(?=[/:?#]|\Z)", re.IGNORECASE)
_NO_COUNTRY = frozenset("ai co cc eu fm io me sh so tk to tv ws xyz".split())  # two letters that anybody takes
_YEAR_FIRST = frozenset(("ja", "zh", "ko", "hu", "lt", "mn", "sv"))


def page_order(tree: Any, url: str | None = None) -> DatesOrder | None:
    """The order that a parsed page's language and region have; None where they don't say: plain `en` doesn't.

    >>> from lxml import html
    >>> page_order(html.fromstring('<html lang="en-GB">')), page_order(html.fromstring('<html lang="en">'))
    ('DMY', None)
    """
    places = [tree.get("lang"), *tree.xpath('./@xml:lang | .//meta[@property="og:locale"]/@content')]
    places += tree.xpath(
        './/meta[translate(@http-equiv, "CL", "cl")="content-language"]/@content | .//meta[@itemprop="inLanguage"]/@content'
    )
    for place in places:
        if order := locale_order(place):
            return order
    host = _HOST.match(url or "")
    return _region_order(host[1].upper()) if host and host[1].lower() not in _NO_COUNTRY else None


def locale_order(locale: str | None) -> DatesOrder | None:
    """The order that a locale has.

    >>> locale_order("en_US"), locale_order("en-AU"), locale_order("de"), locale_order("en")
    ('MDY', 'DMY', 'DMY', None)
    """
    found = _LOCALE.match((locale or "").strip())
    if not found:
        return None
    language, region = found[1].lower(), (found[2] or "").upper()
    if language in _YEAR_FIRST:
        return None
    if language != "en":
        return None if region in _MONTH_FIRST else "DMY"
    return _region_order(region) if region else None


def _region_order(region: str) -> DatesOrder | None:
    return None if region in _EITHER else "MDY" if region in _MONTH_FIRST else "DMY"
