"""Which part of a page is of another story, a menu or the comments: nothing in it says anything of this one.

The names of classes are compared word by word, and a part that holds the headline, or most of the text, is this story's
whatever it is called: `sticky-sidebar-parent` and `widget Blog` are often around everything.
"""

import re
from collections.abc import Iterator
from typing import Any

_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_ELSEWHERE = frozenset(
    """related sidebar comment comments reply replies disqus discussion recommend recommended recommendation recommendations
    recirc teaser teasers card cards most latest widget widgets trending popular promo promos newsletter more next
    previous prev also carousel ticker archive archives similar suggested weather calendar""".split()
)
# … but not in `widget Blog`, which is the blog, nor in `articleHeaderComment_publishDate`
_EXCEPT = (
    (frozenset(("post", "article", "entry", "story")), frozenset(("footer", "card"))),
    (frozenset(("publish", "published", "pubdate")), frozenset(("comment", "comments", "latest"))),
    (frozenset(("blog",)), frozenset(("widget",))),
)
# The foot of the page: that of a post, or `asset-footer`, says who wrote it and when
_FOOT = frozenset(
    "footer site page global main wrapper container bottom inner area widgets nav menu legal copyright".split()
)
_HEADINGS = ("h2", "h3", "h4", "h5")
_OUTSIDE = frozenset(("aside", "nav", "footer", "figure", "blockquote"))
_OF_THIS = frozenset("byline author authors meta dateline timestamp info posted published credit credits".split())
_ABOUT = re.compile(r"/(?:authors?|by|people|staff|profiles?|contributors?|tags?|topics?|categor\w+|sections?|users?)/")
_LONGEST_BOX, _MOST_WORDS = 800, 4  # code points of a box that tells of one story; words of a link that names an author
_LEAST_LINK = 0.3  # of a box's text; a shorter link stands in a story's own sentence
_MOST_TEXT, _LEAST_STORY = 0.5, 300  # of all paragraphs; code points of them with which this can be said
_FEW_WORDS = 3  # beside a day in a list's item about the story; what has more is an entry of another one
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_CALENDAR = re.compile(
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)[a-z]*|am|pm|on|at", re.IGNORECASE
)


def words_in(*names: str | None) -> frozenset[str]:
    """The words of names of classes, in lower case.

    >>> sorted(words_in("sticky-sidebarTop", "byline__date"))
    ['byline', 'date', 'sidebar', 'sticky', 'top']
    """
    return frozenset(word.lower() for name in names for word in _WORDS.findall(name or ""))


class Boxes:
    """The parts of a parsed page; `headline` is the heading of its story, where one is known."""

    def __init__(self, tree: Any, headline: Any | None) -> None:
        self._around = {id(around) for around in headline.iterancestors()} if headline is not None else set()
        self._kept = list(headline.iterancestors()) if headline is not None else []  # so that no id is given twice
        self._paragraphs = _size(tree)
        self._text = len(tree.text_content())
        self._title = " ".join(_plain(one) for one in tree.iter("title", "h1"))
        self._known: dict[Any, bool] = {}

    def elsewhere(self, element: Any) -> bool:
        """Whether an element is of another story, a menu or the comments."""
        if element not in self._known:
            self._known[element] = any(self._is_other(around) for around in self._outwards(element))
        return self._known[element]

    def _outwards(self, element: Any) -> Iterator[Any]:
        for around in (element, *element.iterancestors()):
            if around.tag in ("body", "html") or id(around) in self._around:
                return
            yield around

    def _is_other(self, around: Any) -> bool:
        words = words_in(around.get("class"), around.get("id"))
        words -= next((names for own, names in _EXCEPT if words & own), frozenset())
        foot = "footer" in words and words <= _FOOT
        if (around.tag in _OUTSIDE or foot or words & _ELSEWHERE) and not self._holds_story(around):
            return True
        if around.tag == "li" and _is_entry(around) and not self._holds_story(around):
            return True
        return not words & _OF_THIS and _tells_of_another(around, self._title)

    def _holds_story(self, around: Any) -> bool:
        if self._paragraphs > _LEAST_STORY:
            return _size(around) > self._paragraphs * _MOST_TEXT
        return len(around.text_content()) > max(self._text * _MOST_TEXT, _LONGEST_BOX)  # old pages part them otherwise


def _plain(element: Any) -> str:
    return " ".join(element.text_content().split()).casefold()


def _heads(link: Any) -> bool:
    """Whether a link is a heading, or holds one."""
    return next(link.iter(*_HEADINGS), None) is not None or any(one.tag in _HEADINGS for one in link.iterancestors())


def _size(part: Any) -> int:
    """The code points of its paragraphs."""
    return sum(len(paragraph.text_content()) for paragraph in part.iter("p"))


def _is_entry(item: Any) -> bool:
    """Whether an item of a list is about something of its own: `January 5, 2023 Avocado farmers look east`."""
    words = words_in(item.get("class"), item.getparent().get("class") if item.getparent() is not None else None)
    if words & _OF_THIS:
        return False
    return sum(not _CALENDAR.fullmatch(word) for word in _LETTERS.findall(item.text_content())) > _FEW_WORDS


def _tells_of_another(box: Any, title: str) -> bool:
    """Whether a small part has a link that reads like a headline, or a heading that is one, other than the page's own."""
    if next(box.iter("a"), None) is None or box.tag in ("a", "time") or len(box.text_content()) > _LONGEST_BOX:
        return False
    for link in box.iter("a"):
        place = link.get("href") or "#"
        if (
            place.startswith(("#", "mailto:", "javascript:"))
            or _ABOUT.search(place)
            or link.get("rel") in ("author", "tag")
        ):
            continue
        if next(link.iter("time"), None) is not None and not _heads(link):
            continue  # the day is a link to the story itself
        text = _plain(link)
        if text and text in title:
            continue  # the headline, which leads to the page itself
        long = len(text.split()) > _MOST_WORDS and len(text) > len(box.text_content()) * _LEAST_LINK
        if long or _heads(link):
            return True
    return False
