"""The day on which a web page says that it was published, and how sure that is.

::

    JSON-LD of the article ─► meta ─► address ─► shown near the headline ─► htmldate on what isn't text: a guess
"""

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from extractor.readers.addresses import address_day, local_day
from extractor.readers.boxes import Boxes, words_in
from extractor.readers.dayorder import AMBIGUOUS, DayOrder, iso_stamp
from extractor.readers.linkeddata import LinkedData
from extractor.readers.pagelocale import page_order
from extractor.readers.published import LONGEST, DatesOrder, parse_published
from extractor.readers.synonyms import plain_name
from extractor.readers.values import numeric_day, read_day

# htmldate bounds what it believes by today's date; a bound that never moves gives the same record every year
LATEST = "2100-01-01"
GUESSED = "publication date guessed from the page"
_FIRST, _LAST = date(1900, 1, 1), date.fromisoformat(LATEST)

# Names of `meta`, without case and marks, the surer ones first
_PUBLISHED = tuple(
    map(
        re.compile,
        (
            r".*(?:publi\w*(?:date|time|on|at)|date\w*publi\w*|pub(?:date|time)|articlepublished|firstpublished)",
            r".*(?:issued|created|posted|release|display|parsely|sailthru|article|news|story)\w*(?:date|time)",
            r".*(?:date|dcterms|article)(?:issued|created)",
            r".*(?<!up)(?<!candi)(?<!man)date|.*dateline|ptime",
        ),
    )
)
_ABOUT = re.compile(
    r"image|thumb|video|audio|expir|event|birth|death|copy|modif|updat|revis|crawl|build|start|end(?:date|time)|valid|verif",
    re.IGNORECASE,
)

_DATED = re.compile(
    r"(?!up|candid|mand|life|run|over|some|reading)\w*(?:dates?|dated|time|timeago|timestamp|publish\w*|posted)"
    r"|(?:date|pub)(?!a)\w*|byline|dateline|meta|created"
)
_CHANGED = frozenset("update updated updates modified edited revised current today now".split())
_ATTRIBUTES = "datetime content title data-timestamp data-time data-date data-published data-epoch data-utime".split()
_TAGS = "time span div p abbr small em i b strong td li address font h2 h3 h4 h5 h6 dd".split()
_PARTS, _PROSE = ("article", "section", "ul", "aside", "footer", "blockquote"), ("p", "blockquote", "li", "td", "dd")
_SENTENCE = re.compile(r"(?:\b[a-z]+\b[^.!?]*){5}[.!?]")  # five words in small letters, and an end
_SMALL, _MOST_SMALL = (
    re.compile(r"\b(?!by|on|at|the|of|and|published|posted|updated|am|pm)[a-z]+\b"),
    2,
)  # of a line that is no sentence
_DAY = r"\d\d?(?:st|nd|rd|th)?"
_PRINTED = re.compile(
    rf"(?:{_DAY}\s+(?:of\s+)?)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,?\s+(?:{_DAY},?\s+)?(?:19|20)\d\d"
    r"|\d\d?([/.-])\d\d?\1(?:19|20)\d\d|(?:19|20)\d\d([/-])\d\d\2\d\d",
    re.IGNORECASE,
)
_OF_CHANGE = re.compile(r"(?:updat|modif|edit|revis|last)\w*[^\d|]{0,20}\Z", re.IGNORECASE)
_LONGEST_LINE = 160  # of an element called `byline` and the like; what is longer is text
_LONGEST_BARE = 100  # of an element that isn't called anything
_TEXT = 150  # code points of a paragraph with which the text begins
_NEAR = 80  # elements after the headline
_CLOCK = re.compile(r"\d\d?[:.](\d\d)")

Day = tuple[date | None, tuple[str, ...]]


def page_date(tree: Any, url: str | None, order: DatesOrder | None, crawled: date | None = None) -> Day:
    """The publication day of a parsed page, with warnings; None where it doesn't say.

    First what the page tells machines (JSON-LD of its article, its head, the address), then what it shows readers: a
    `time` element, a line called `date`, `byline` … or a bare one under the headline. At last a guess, which is said.
    Dates in running text, of pictures and of other stories don't count, nor do days after the crawl's, or before 1900.
    """
    return _Page(tree, url, DayOrder(order or page_order(tree, url)), crawled).day()


@dataclass(slots=True)
class _Page:
    tree: Any
    url: str | None
    days: DayOrder
    crawled: date | None
    unsettled: list[str] = field(default_factory=list)

    def day(self) -> Day:
        for source in (self._told, self._by_htmldate, self._shown):
            if found := next((day for day in source() if self._may_be(day)), None):
                return found, ()
        if self.days.order and (late := next((self.days.read(one)[0] for one in self.unsettled), None)):
            return late, ()  # another day of the page settled it
        if self.unsettled:
            return None, (AMBIGUOUS + self.unsettled[0],)
        guess = self._guess()
        return (guess, (GUESSED,)) if guess and self._may_be(guess) else (None, ())

    def _may_be(self, day: date) -> bool:
        last = self.crawled + timedelta(1) if self.crawled else _LAST  # it is tomorrow in the east already
        return _FIRST <= day <= last

    def _read(self, value: Any) -> date | None:
        """The day of a value; one that can be read in two ways is noted."""
        stamp = iso_stamp(value.strip()) if isinstance(value, str) else None
        if isinstance(stamp, datetime):
            return local_day(stamp, address_day(self.url), *self._beside(stamp))
        day, warnings = read_day(value, self.days, self.url)
        self.unsettled += [one.removeprefix(AMBIGUOUS) for one in warnings if one.startswith(AMBIGUOUS)]
        return day

    def _told(self) -> Iterator[date]:
        article = LinkedData(self.tree, self.url).article
        names: dict[str, list[str]] = {}
        for meta in self.tree.iter("meta"):
            for name in ("name", "property", "itemprop", "http-equiv"):
                if meta.get(name) and not _ABOUT.search(meta.get(name)):
                    names.setdefault(plain_name(meta.get(name)), []).append(meta.get("content") or "")
        values = [article.get("datePublished"), article.get("dateCreated")]
        values += [value for kind in _PUBLISHED for name in names if kind.fullmatch(name) for value in names[name]]
        for value in values:
            if value and (day := self._read(value)):
                yield day

    def _by_htmldate(self) -> Iterator[date]:
        """What htmldate knows of heads and addresses beyond that."""
        from lxml import html

        page, head = html.Element("html"), html.Element("head")
        page.extend((head, html.Element("body")))
        for meta in self.tree.iter("meta"):
            names = " ".join(meta.get(name, "") for name in ("name", "property", "itemprop"))
            if not _ABOUT.search(names) and not _PRINTED.fullmatch(meta.get("content", "").strip()[:10]):
                head.append(deepcopy(meta))
        found = _htmldate(page, self.url, extensive=False)
        return iter((found,) if found else ())

    def _beside(self, stamp: datetime) -> Iterator[date]:
        """The days that the page shows for a time stamp in UTC: the same minute elsewhere, or the evening before."""
        if stamp.utcoffset() != timedelta(0):
            return
        for element in _lines(self.tree):
            shown = iso_stamp(element.get("datetime") or "")
            if isinstance(shown, datetime) and shown.tzinfo and abs(shown - stamp) < timedelta(minutes=1):
                yield shown.date()
                continue
            line = " ".join(element.text_content().split())
            day = printed_date(line, self.days.order or "MDY") if len(line) <= _LONGEST_LINE else None
            minutes = {found[1] for found in _CLOCK.finditer(line)}
            if day and (f"{stamp.minute:02}" in minutes or (not minutes and day < stamp.date())):
                yield day

    def _shown(self) -> Iterator[date]:
        for element in _lines(self.tree):
            for name in _ATTRIBUTES:
                value = (element.get(name) or "").strip()
                day = self._attribute(value) if value and len(value) <= LONGEST else None
                if day:
                    yield day
            line = " ".join(element.text_content().split())
            if len(line) <= _LONGEST_LINE and (day := self._line(line)):
                yield day

    def _attribute(self, value: str) -> date | None:
        return self._read(value) if iso_stamp(value) or numeric_day(value) or _PRINTED.search(value) else None

    def _line(self, line: str) -> date | None:
        for printed in _dates_in(line):
            if day := self._read(printed):
                return day
        return None

    def _guess(self) -> date | None:
        """htmldate's, on the page without its text and other stories; a month or the year of a copyright is no day."""
        tree = deepcopy(self.tree)
        boxes = Boxes(tree, find_headline(tree))
        for element in list(tree.iter("meta", "script", "img", *_PARTS, *_TAGS)):
            text = element.text_content() if isinstance(element.tag, str) else ""
            sentence = element.tag in _PROSE and (len(text) > _TEXT or bool(_SENTENCE.search(text)))
            unread = element.tag in ("script", "img") or (element.tag == "meta" and not _is_of_change(element))
            if element.getparent() is not None and (unread or sentence or boxes.elsewhere(element)):
                element.drop_tree()
        found = _htmldate(tree, None, extensive=True)
        return found if found and found.day != 1 else None


def printed_date(line: str, order: DatesOrder) -> date | None:
    """The first complete date of a short line, whatever stands around it; that of a change only where there is no other.

    >>> printed_date("By Jane Njeri | Dec. 8, 2025, 10:14 am", "MDY")
    datetime.date(2025, 12, 8)
    >>> printed_date("Updated: 9 March, 2025 - Published: Tue, Mar 4 2025", "MDY")
    datetime.date(2025, 3, 4)
    """
    return next((day for printed in _dates_in(line) if (day := parse_published(printed, order))), None)


def _dates_in(line: str) -> list[str]:
    """The dates that a line prints, those of changes last; the whole of it where it is nothing else."""
    if len(line) <= LONGEST and parse_published(line) and not _OF_CHANGE.match(line[:40]):
        return [line]
    found = [
        (bool(_OF_CHANGE.search(line[: match.start()])), match.start(), match[0]) for match in _PRINTED.finditer(line)
    ]
    return [printed for _, _, printed in sorted(found)]


def find_headline(tree: Any) -> Any | None:
    """The heading of the page's story: its first `h1`, or, of several, the one that its title begins with."""
    headings = list(tree.iter("h1"))
    titles = [" ".join(title.text_content().split()).casefold() for title in tree.iter("title")][:1]
    for heading in headings:
        text = " ".join(heading.text_content().split()).casefold()
        if text and titles and titles[0].startswith(text):
            return heading
    return next((heading for heading in headings if heading.text_content().strip()), None)


def _lines(tree: Any) -> list[Any]:
    """Elements that may hold the date: those after the headline in the page's order, then those before it, the nearest first."""
    headline = find_headline(tree)
    boxes = Boxes(tree, headline)
    before: list[Any] = []
    after: list[Any] = []
    passed = headline is None
    near = 0
    for element in tree.iter(*_TAGS, "h1"):
        if element is headline:
            passed, near = True, _NEAR
            continue
        size = len(element.text_content())
        near = 0 if element.tag == "p" and size > _TEXT else max(0, near - 1)
        bare = near and 0 < size <= _LONGEST_BARE and len(_SMALL.findall(element.text_content())) <= _MOST_SMALL
        if (bare or _is_dated(element)) and not boxes.elsewhere(element):
            (after if passed else before).append(element)
    return after + before[::-1]


def _is_dated(element: Any) -> bool:
    words = words_in(element.get("class"), element.get("id"), element.get("itemprop"))
    if words & _CHANGED:
        return False
    return element.tag == "time" or any(_DATED.fullmatch(word) for word in words)


def _is_of_change(meta: Any) -> bool:
    return bool(_OF_CHANGE.search(" ".join(meta.get(name, "") for name in ("name", "property", "itemprop"))))


def _htmldate(page: Any, url: str | None, *, extensive: bool) -> date | None:
    from htmldate import find_date

    found = find_date(
        page,
        extensive_search=extensive,
        original_date=True,
        url=url or "",
        max_date=LATEST,
        deferred_url_extractor=True,
    )
    return date.fromisoformat(found) if found else None
