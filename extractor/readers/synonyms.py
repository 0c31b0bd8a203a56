"""The names under which dumps keep what an article consists of: `published` is `pubDate` in one and `date` in the next.

Our own names come first, then the more exact ones: of `date` and `date_published` the second is the day of publication.
Names are compared without case, spaces and marks, so that `Pub Date`, `pub_date` and `pubDate` are one.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

FIELDS = ("text", "id", "published", "title", "url", "outlet", "images")
_SYNONYMS = {
    "text": "text body content article maintext fulltext articletext articlebody bodytext articlecontent newsbody story",
    "id": "id _id guid articleid newsid storyid uuid docid",
    "published": "published publishedat publishedon publisheddate publisheddatetime publicationdate publicationdatetime "
    "publishdate publishdatetime publishtime publishedtime pubdate datepublished datepublish webpublicationdate "
    "firstpublished datetimepublished articledate newsdate date",
    "title": "title headline articletitle newstitle webtitle heading",
    "url": "url link articleurl newsurl weburl sourceurl canonicalurl permalink",
    "outlet": "outlet publisher publication newspaper sourcename source sourcedomain site domain",
    "images": "images",
}
_NAMES = {field: tuple(names.split()) for field, names in _SYNONYMS.items()}
_MARKS = re.compile(r"[\W_]+")
_DATED = re.compile(
    r"date|time|publish|posted|(?<![a-z])day(?![a-z])|_at\b|[a-z]At\b|datum|fecha|(?-i:Day\b)", re.IGNORECASE
)


def plain_name(name: str) -> str:
    """A name without case, spaces and marks; what begins with a mark keeps its own.

    >>> plain_name("Pub Date"), plain_name("published_at"), plain_name("_id")
    ('pubdate', 'publishedat', '_id')
    """
    return "_id" if name == "_id" else _MARKS.sub("", name).lower()


def locate(names: Iterable[str], mapped: Mapping[str, str]) -> Mapping[str, str]:
    """Under which of these names, or path of names (`source.name`), each field of ours is; what isn't there is left out.

    `mapped` names some of them outright, and then no other name will do.

    >>> locate(["Headline", "body", "date", "pub_date"], {"title": "body"})
    {'title': 'body', 'published': 'pub_date'}
    """
    return _locate(tuple(names), tuple(sorted(mapped.items())))


@lru_cache(maxsize=1024)
def _locate(names: tuple[str, ...], mapped: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    given = {field: place for field, name in mapped if (place := _named(name, names)) is not None}
    closed = {field for field, _ in mapped}
    free = {plain_name(name): name for name in reversed(names) if name not in given.values()}
    found = dict(given)
    for field in FIELDS:
        if field not in closed:
            name = field if field in free.values() else next((free[one] for one in _NAMES[field] if one in free), None)
            if name is not None:
                found[field] = name
    return found


def _named(name: str, names: tuple[str, ...]) -> str | None:
    """A name that was given, as it is written here, or a path whose first name is here."""
    if name in names:
        return name
    alike = next((one for one in names if one.lower() == name.lower()), None)
    return alike if alike is not None else (name if name.partition(".")[0] in names else None)


def column_of(place: str, names: Iterable[str]) -> str:
    """The column that holds what a name or path of names means."""
    return place if place in names else place.partition(".")[0]


def perhaps_dates(names: Iterable[str]) -> list[str]:
    """The names that may well be of dates.

    >>> perhaps_dates(["id", "created_at", "text", "crawl_time"])
    ['created_at', 'crawl_time']
    """
    return [name for name in names if _DATED.search(name)]
