"""What news APIs answer in JSON → objects with our names: a table of shapes, and where in an answer the articles lie.

::

    {"status": "ok", "response": {"results": [{"webTitle": …, "fields": {"bodyText": …}}, …]}}
                                  └ items: response.results
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from extractor.readers.fragment import has_entities, has_tags, read_fragment, read_line
from extractor.readers.synonyms import locate

Object = Mapping[str, Any]
CUT = "the API gives the beginning of the text alone"
_DEEPEST = 4
_CUT = re.compile(r"\s*(?:…|\.\.\.)?\s*\[\+?\d+ chars\]\s*\Z")
_TEXT = "text"
_PARTS = ("sections", "headline", "paragraphs", "content", "text", "value")  # of a part of a text, in their order
_BESIDE = ("title", "kicker", "byline", "date", "author_info", "image", "gallery", "video")  # parts that aren't text
_LISTS = (
    "articles",
    "results",
    "docs",
    "items",
    "posts",
    "stories",
    "news",
    "data",
    "value",
)  # an answer without any has one


@dataclass(frozen=True, slots=True)
class Shape:
    """How an API writes an article: `has` tells it, and the others say where our fields are, the best place first.

    Each is one or several paths with spaces between them. `brief` are the places of the text that hold a part of it.
    """

    name: str
    has: str
    text: str
    title: str
    published: str
    url: str = ""
    id: str = ""
    outlet: str = ""
    brief: str = ""


_FIELDS = ("title", "published", "url", "id", "outlet")
SHAPES = (
    Shape(
        "Guardian",
        has="webTitle webPublicationDate",
        text="fields.bodyText fields.body blocks.body.0.bodyTextSummary fields.trailText",
        title="webTitle",
        published="webPublicationDate",
        url="webUrl",
        id="id",
        outlet="fields.publication",
        brief="fields.trailText",
    ),
    Shape(
        "New York Times",
        has="headline.main pub_date",
        text="body lead_paragraph abstract snippet",
        title="headline.main",
        published="pub_date",
        url="web_url",
        id="_id",
        outlet="source",
        brief="lead_paragraph abstract snippet",
    ),
    Shape(
        "Event Registry",
        has="uri body title date",
        text="body",
        title="title",
        published="date dateTimePub dateTime",
        url="url",
        id="uri",
        outlet="source.title",
    ),
    Shape(
        "ninjs",
        has="headline body_text",
        text="body_text body_html body_xhtml",
        title="headline",
        published="firstcreated versioncreated",
        url="url",
        id="uri",
        outlet="source",
    ),
    Shape(
        "ninjs, HTML alone",
        has="headline body_html",
        text="body_html",
        title="headline",
        published="firstcreated versioncreated",
        url="url",
        id="uri",
        outlet="source",
    ),
    Shape(
        "ninjs 2",
        has="headlines.0.value bodies.0.value",
        text="bodies.0.value",
        title="headlines.0.value",
        published="firstCreated contentCreated versionCreated firstcreated versioncreated",
        id="uri",
    ),
    Shape(
        "NewsAPI, GNews",
        has="publishedAt title url",
        text="content description",
        title="title",
        published="publishedAt",
        url="url",
        outlet="source.name source.id",
        brief="description",
    ),
    Shape(
        "mediastack, The News API",
        has="published_at title url",
        text="body content description",
        title="title",
        published="published_at",
        url="url",
        id="uuid id",
        outlet="source.name source",
        brief="description",
    ),
    Shape(
        "NewsData",
        has="pubDate link title",
        text="content description",
        title="title",
        published="pubDate",
        url="link",
        id="article_id",
        outlet="source_name source_id",
        brief="description",
    ),
    Shape(
        "Bing",
        has="datePublished name url",
        text="description",
        title="name",
        published="datePublished",
        url="url",
        outlet="provider.0.name",
        brief="description",
    ),
    Shape(
        "schema.org",
        has="headline articleBody",
        text="articleBody",
        title="headline",
        published="datePublished",
        url="url mainEntityOfPage.@id mainEntityOfPage",
        id="@id identifier",
        outlet="publisher.name",
    ),
    Shape(
        "WordPress",
        has="title.rendered content.rendered",
        text="content.rendered excerpt.rendered",
        title="title.rendered",
        published="date date_gmt",
        url="link",
        id="id",
        brief="excerpt.rendered",
    ),
    Shape(
        "Webz.io",
        has="thread.site text",
        text="text",
        title="title",
        published="published",
        url="url",
        id="uuid",
        outlet="thread.site_full thread.site",
    ),
    Shape(
        "news-please",
        has="maintext title",
        text="maintext",
        title="title",
        published="date_publish",
        url="url",
        outlet="source_domain",
    ),
    Shape(
        "fundus",
        has="title publishing_date body.sections",
        text="body.sections",
        title="title",
        published="publishing_date",
        url="html.requested_url html.responded_url url",
        outlet="publisher html.source_info.publisher",
    ),
    Shape(
        "Washington Post of TREC",
        has="contents article_url",
        text="contents",
        title="title",
        published="published_date",
        url="article_url",
        id="id",
        outlet="source",
    ),
    Shape(
        "JSON Feed",
        has="id url content_text",
        text="content_text",
        title="title",
        published="date_published",
        url="url",
        id="id",
    ),
    Shape(
        "JSON Feed in HTML",
        has="id url content_html",
        text="content_html",
        title="title",
        published="date_published",
        url="url",
        id="id",
    ),
)


def items_in(found: Object, items: str | None, mapped: Mapping[str, str]) -> Sequence[Object] | None:
    """The articles' objects within an answer, as they are; None where it is no answer but an article, or nothing that is known.

    `items` is the path of names to them; without it they are looked for. Elasticsearch keeps each under `_source`.

    >>> items_in({"articles": {"results": [{"uri": "1", "body": "Tea rose.", "title": "Tea", "date": "2025-03-04"}]}}, None, {})
    [{'uri': '1', 'body': 'Tea rose.', 'title': 'Tea', 'date': '2025-03-04'}]
    >>> items_in({"text": "Tea rose.", "related": [{"text": "Coffee fell."}]}, None, {})
    """
    if items is not None:
        return _objects(value_at(found, items))
    if _is_article(found, mapped):
        return None
    for listed in _lists(found, 0):
        objects = _objects(listed)
        if objects and any(_is_article(one, mapped) for one in objects[:5]):
            return objects
    return () if any(found.get(name) == [] for name in _LISTS) else None


def in_our_names(found: Object, mapped: Mapping[str, str]) -> Object:
    """An article's object with our names; as it is where its shape isn't known, or the user says where its text is.

    >>> in_our_names({"headline": {"main": "Tea"}, "pub_date": "2025-03-04", "abstract": "Tea rose."}, {})["title"]
    'Tea'
    """
    if _own_text(found, mapped):
        return found
    if _TEXT in mapped:  # the user's own place for it, which may hold parts
        given = value_at(found, mapped[_TEXT])
        return {**found, mapped[_TEXT]: _written(given)} if isinstance(given, list | Mapping) else found
    shape = _shape(found)
    if shape is None:
        return found
    place, text = next(
        ((path, text) for path in shape.text.split() if (text := _written(value_at(found, path)))), ("", "")
    )
    whole = _CUT.sub("", text)
    values: dict[str, Any] = {name: next(_values(found, getattr(shape, name)), None) for name in _FIELDS}
    title = values.get("title")
    values["title"] = read_line(title) if isinstance(title, str) else title
    cut = whole != text or place in shape.brief.split()
    return {**{name: found[name] for name in mapped.values() if name in found}, **values, "text": whole,
            **({"warnings": (CUT,)} if cut else {})}  # fmt: skip


def _shape(found: Object) -> Shape | None:
    """The first shape that an object has."""
    return next(
        (one for one in SHAPES if all(value_at(found, path) not in (None, "") for path in one.has.split())), None
    )


def _values(found: Object, paths: str) -> Iterator[Any]:
    return (
        value
        for path in paths.split()
        if (value := value_at(found, path)) not in (None, "", [], {}) and not isinstance(value, dict)
    )


def _written(value: Any, depth: int = 0) -> str:
    """The text of a value, which may be HTML; of a list of paragraphs or parts, all of them."""
    if isinstance(value, str):
        return read_fragment(value) if has_tags(value) or has_entities(value) else value
    if isinstance(value, list) and depth < _DEEPEST:
        return "\n\n".join(part for one in value if (part := _written(one, depth + 1)).strip())
    if isinstance(value, Mapping) and depth < _DEEPEST and value.get("type") not in _BESIDE:
        return "\n\n".join(part for name in _PARTS if (part := _written(value.get(name), depth + 1)).strip())
    return ""


def value_at(found: Any, path: str) -> Any:
    """The value down a path of names and numbers: `response.results`, `bodies.0.value`."""
    for name in path.split("."):
        if isinstance(found, Mapping):
            found = found.get(name)
        elif isinstance(found, list) and name.isdigit() and int(name) < len(found):
            found = found[int(name)]
        else:
            return None
    return found


def _own_text(found: Object, mapped: Mapping[str, str]) -> bool:
    return isinstance(value_at(found, mapped.get(_TEXT, _TEXT)), str) and "thread" not in found


def _is_article(found: Object, mapped: Mapping[str, str]) -> bool:
    text = value_at(found, locate(found, mapped).get(_TEXT, _TEXT))
    if isinstance(text, str) or (_TEXT in mapped and isinstance(text, list | Mapping)):
        return True
    return _shape(found) is not None


def _objects(value: Any) -> Sequence[Object] | None:
    """The objects in a list, or under the names of one object; those of Elasticsearch are unwrapped."""
    if isinstance(value, Mapping):
        value = list(value.values()) if all(isinstance(one, Mapping) for one in value.values()) else [value]
    if not isinstance(value, list):
        return None
    objects = [one for one in value if isinstance(one, Mapping)]
    return [one["_source"] if isinstance(one.get("_source"), Mapping) else one for one in objects]


def _lists(found: Any, depth: int) -> Iterator[list[Any]]:
    """The lists within an object, and the objects as lists of one, those near its edge first."""
    inner = (
        [value for value in found.values() if isinstance(value, list | Mapping)] if isinstance(found, Mapping) else []
    )
    yield from (value for value in inner if isinstance(value, list))
    yield from ([value] for value in inner if isinstance(value, Mapping))
    if depth < _DEEPEST:
        for value in inner:
            if isinstance(value, Mapping):
                yield from _lists(value, depth + 1)
