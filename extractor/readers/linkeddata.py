"""What a page says of itself in JSON-LD: the node of its article, by type and not by position.

Videos, pictures, lists of other stories and the updates of a live blog have days and headlines of their own.
"""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

_WRAPPED = re.compile(r"\A\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?://\s*)?(?:-->|\]\]>)\s*\Z|;\s*\Z")
_TOO_MANY_COMMAS = re.compile(r",\s*(?=[}\]])")
_INSIDE = ("@graph", "mainEntity", "mainEntityOfPage")  # where a page keeps its article; all else is of other things
_DEEPEST = 4
_ARTICLES = frozenset(
    "article blogposting report techarticle scholarlyarticle socialmediaposting liveblogposting analysisnewsarticle "
    "webcontent".split()
)
_OTHER = 3
_PAGES = frozenset(("webpage", "itempage"))


class LinkedData:
    """The JSON-LD of a parsed page."""

    def __init__(self, tree: Any, url: str | None) -> None:
        self._tree = tree
        self._url = _bare(url)

    @cached_property
    def article(self) -> Mapping[str, Any]:
        """The node of the page's article, else that of the page itself; empty where there is none."""
        nodes = [node for node in self._nodes() if _rank(node) < _OTHER]
        return min(nodes, key=lambda node: (_rank(node), not self._is_here(node)), default={})

    def string(self, *names: str) -> str | None:
        """The first of these values of the article that is a string with something in it."""
        values = (self.article.get(name) for name in names)
        return next((value.strip() for value in values if isinstance(value, str) and value.strip()), None)

    def _nodes(self) -> Iterator[Mapping[str, Any]]:
        for script in self._tree.iterfind(".//script"):
            if "ld+json" in (script.get("type") or "").lower():
                yield from _walk(_parse(script.text or ""), 0)

    def _is_here(self, node: Mapping[str, Any]) -> bool:
        """Whether a node is of the page's own address: of several articles the others are beside it."""
        names = (node.get("url"), node.get("@id"), node.get("mainEntityOfPage"))
        places = (name.get("@id") if isinstance(name, Mapping) else name for name in names)
        return bool(self._url) and any(isinstance(place, str) and _bare(place) == self._url for place in places)


def _parse(raw: str) -> Any:
    """The value of a script; line ends in strings and commas too many, which many pages have, don't matter."""
    raw = _WRAPPED.sub("", raw.strip())
    for text in (raw, _TOO_MANY_COMMAS.sub("", raw)):
        try:
            return json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _walk(value: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, list) and depth < _DEEPEST:
        for one in value:
            yield from _walk(one, depth + 1)
    elif isinstance(value, dict):
        yield value
        if depth < _DEEPEST:
            for name in _INSIDE:
                yield from _walk(value.get(name), depth + 1)


def _rank(node: Mapping[str, Any]) -> int:
    """0 for news, 1 for another article, 2 for a page, 3 for anything else."""
    types = node.get("@type")
    if types is None and "datePublished" in node:  # of the page, by all appearances
        return 2
    names = {str(one).rpartition("/")[2].lower() for one in (types if isinstance(types, list) else [types])}
    if any(name.endswith("newsarticle") for name in names) or "liveblogposting" in names:
        return 0
    return 1 if names & _ARTICLES else 2 if names & _PAGES else _OTHER


def _bare(url: str | None) -> str:
    """An address without what may differ: scheme, `www.`, a slash at its end, what stands behind `?` or `#`."""
    return re.sub(r"\A(?:https?:)?//(?:www\.)?|[?#].*\Z|/\Z", "", url or "").rstrip("/").lower()
