"""A page of links to stories (a home page, a section, a list of results), known by what it says and how it is built."""

import json
import re
from typing import Any
from urllib.parse import urlsplit

LINKS = 5  # headings that are links, in a page that doesn't say what it is
FEW_LINKS = 3  # … in one whose address is a site's own
_HOME = re.compile(r"/?(?:index|home|default)?(?:\.\w{2,5})?/?", re.IGNORECASE)
_LISTS = frozenset(("CollectionPage", "ItemList", "SearchResultsPage", "WebSite", "Blog"))
_STORIES = re.compile(r"\"@type\"\s*:\s*\[?\s*\"(?:\w*Article|BlogPosting|LiveBlogPosting|\w*News\w*|Report|Review)\"")
_HEADINGS = ("h2", "h3", "h4")


class IndexPage(Exception):
    """The page lists stories, and is none."""


def is_index(tree: Any, url: str | None) -> bool:
    """Whether a parsed page, as it came, lists stories and is none."""
    if _says_story(tree):
        return False
    linked = sum(next(heading.iter("a"), None) is not None or _in_link(heading) for heading in tree.iter(*_HEADINGS))
    home = url is not None and _HOME.fullmatch(urlsplit(url).path) is not None
    return linked >= (FEW_LINKS if home else LINKS) and (home or _says_list(tree))


def _in_link(heading: Any) -> bool:
    return next(heading.iterancestors("a"), None) is not None


def _says_story(tree: Any) -> bool:
    """Whether the page says to machines that it is a story: its type, its day, its kind in JSON-LD."""
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or "").lower()
        content = (meta.get("content") or "").lower()
        if (name == "og:type" and content == "article") or name == "article:published_time":
            return True
    return any(
        _STORIES.search(script.text or "") for script in tree.iter("script") if "ld+json" in script.get("type", "")
    )


def _says_list(tree: Any) -> bool:
    """Whether the page says that it is a site or a list."""
    for meta in tree.iter("meta"):
        if (meta.get("property") or "").lower() == "og:type" and (meta.get("content") or "").lower() in (
            "website",
            "blog",
        ):
            return True
    for script in tree.iter("script"):
        if "ld+json" in script.get("type", ""):
            try:
                found = json.loads(script.text or "")
            except (ValueError, RecursionError):
                continue
            if isinstance(found, dict) and found.get("@type") in _LISTS:
                return True
    return False
