"""What a block, a message or a section of a dump says of an article → that Article, or the Reject in its place."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from extractor.article import Article
from extractor.errors import Reason, Reject
from extractor.readers.fields import BadArticle, build_article, too_large
from extractor.readers.options import Options
from extractor.readers.streams import Line

Found = Mapping[str, Any]  # our fields: text, title, published (as printed), url, outlet, id; and `warnings`
Take = Callable[[str], Found | None]  # None: no article by its own account (a picture, a redirect)


@dataclass(frozen=True, slots=True)
class Place:
    """Where an article stands in a dump."""

    path: str
    index: int
    pointer: str | None = None


def story(found: Found, place: Place, options: Options, raw: str | None = None) -> Article | Reject:
    """The article that these values make. The names are ours: what the user calls other things doesn't matter."""
    try:
        values = {name: value for name, value in found.items() if name != "warnings"}
        article = build_article({"text": ""} | values, place.path, place.index, replace(options, fields={}))
    except BadArticle as bad:
        kept = None if bad.reason is Reason.TOO_LARGE else raw
        return Reject(place.path, place.index, bad.reason, bad.detail, kept, place.pointer)
    said = tuple(found.get("warnings", ()))
    return replace(article, warnings=(*article.warnings, *said)) if said else article


def story_in(line: Line, take: Take, place: Place, options: Options) -> Article | Reject | None:
    """The article in a piece of a dump, taken apart by `take`; None where `take` says that it means to be none."""
    if line.large:
        bad = too_large(None, options)
        return Reject(place.path, place.index, bad.reason, bad.detail, None, place.pointer)
    if line.bad is not None:
        detail = f"byte {line.bad} is not UTF-8"
        return Reject(place.path, place.index, Reason.UNDECODABLE_BYTES, detail, line.text, place.pointer)
    found = take(line.text)
    return None if found is None else story(found, place, options, line.text)


def stories_of(
    blocks: Iterable[Line], take: Callable[[], Take], path: str, options: Options, nothing: Callable[[int], str]
) -> Iterator[Article | Reject]:
    """The article of each piece of a dump; `take` is made anew for each, since it hangs on what stands before the pieces.

    Pieces that mean to be no article are passed over. Where there is no other, a reject says what `nothing` makes of their
    number.
    """
    index = passed = 0
    for line in blocks:
        found = story_in(line, take(), Place(path, index, pointer(line, path)), options)
        if found is None:
            passed += 1
            continue
        yield found
        index += 1
    if not index:
        yield Reject(path, None, Reason.NO_ARTICLE, nothing(passed), pointer=path)


def pointer(line: Line, path: str) -> str:
    """Where a piece of a dump stands."""
    return f"bytes {line.start}-{line.end} of {path}"
