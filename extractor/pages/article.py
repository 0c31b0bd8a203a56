"""The article page: a record's text with its mentions in the colour of their kind, and beside it what the record says.

::

    Record ─ items.Contents ─► Item, a value with its key ─┐
       └──── spans.nest ─────► Piece, an element with keys ┴─ templates/article.html ─► one file of HTML
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from textwrap import shorten
from urllib.parse import urlsplit

from extractor.kinds import Kind
from extractor.pages import wording
from extractor.pages.document import asset, environment, harmless, look_of, page_style, render_page
from extractor.pages.items import ORDER, Contents
from extractor.pages.spans import MARK, SENTENCE, Piece, Span, nest, paragraphs
from extractor.pages.timeline import Axis
from extractor.record import Record

FRAME_HEIGHT = 640  # of a record in a notebook, in pixels
OPENING = 90  # characters of the text that stand for a headline
SHOWN = 12  # items of a kind before the rest is folded away


def to_html(record: Record, *, back: str | None = None) -> str:
    """The page of one record: a whole HTML document that needs no other file and no network.

    `back` is the address of the list that it was reached from. Needs Jinja2; `WriteError` where it is missing
    (``pip install 'extractor-news[pages]'``).
    """
    contents = Contents.of(record)
    others = [kind for kind in contents.kinds if kind not in ORDER]
    return render_page(
        "article.html",
        title=_title(record),
        styles=(asset("article.css"), hidden_kinds(), *((look_of(others), hidden_kinds(others)) if others else ())),
        scripts=(asset("article.js"),),
        back=back,
        record=record,
        heading=_title(record),
        titled=bool(record.title and record.title.strip()),
        link=_link(record.source.url),
        contents=contents,
        pieces=_pieces(contents),
        statements={item.key: item for item in contents.items["trade"]},
        axis=_axis(contents),
        kinds=contents.kinds,
        found=[kind.name for kind in contents.kinds if contents.items[kind.name]],
        singular={kind.name: kind.singular for kind in contents.kinds},
        shown=SHOWN,
        say=wording,
    )


def hidden_kinds(kinds: Sequence[Kind] = ORDER) -> str:
    """The style of kinds that the legend hides: their marks are text like any other, and their lists are gone."""
    marks = (f"&.hide-{kind.name} mark.{kind.name}" for kind in kinds)
    lists = (f"&.hide-{kind.name} .kind.{kind.name}" for kind in kinds)
    plain = "background: none; box-shadow: none; border-color: transparent; text-decoration: none; cursor: inherit;"
    return f"{', '.join(marks)} {{ {plain} }}\n{', '.join(lists)} {{ display: none; }}"


def framed_parts() -> tuple[str, str]:
    """The style and the script of the page, for the policy of a page that shows it in a frame."""
    return page_style(asset("article.css"), hidden_kinds()), asset("article.js")


def to_frame(record: Record) -> str:
    """The page of one record in a frame of its own, for a notebook: any number of them may stand on one page."""
    environment()  # before anything else: it says what is missing
    from markupsafe import escape

    return (
        f'<iframe title="{escape(_title(record))}" srcdoc="{escape(to_html(record))}" '
        'sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox" loading="lazy" '
        f'style="width: 100%; height: {FRAME_HEIGHT}px; border: 1px solid #8886; border-radius: 8px; resize: vertical">'
        "</iframe>"
    )


def _title(record: Record) -> str:
    """The headline; else the outlet and the day, else how the text begins."""
    if record.title and record.title.strip():
        return harmless(record.title)
    source = record.source.outlet and f"from {record.source.outlet}"
    day = record.published and f"of {wording.say_day(record.published)}"
    known = " ".join(part for part in ("Article", source, day) if part)
    return harmless(known if source or day else shorten(record.text, OPENING, placeholder=" …") or known)


def _link(url: str | None) -> tuple[str, str] | None:
    """An address that a browser may follow, and its host; None for any other scheme."""
    if not url or not re.match(r"https?://[^\s/]", url, re.IGNORECASE):
        return None
    try:
        return url, urlsplit(url).hostname or url
    except ValueError:
        return None


def _pieces(contents: Contents) -> Iterator[Piece]:
    """The text as pieces, every mention an element that holds the keys of its items."""
    places: dict[tuple[int, int, str], list[str]] = defaultdict(list)
    for item in contents:
        for mention in item.mentions:
            places[mention.start, mention.end, item.kind].append(item.key)
    marks = (
        Span(start, end, SENTENCE if kind == "trade" else MARK, kind, tuple(dict.fromkeys(keys)))
        for (start, end, kind), keys in places.items()
    )
    text = contents.record.text
    return nest(text, [*paragraphs(text), *marks])


def _axis(contents: Contents) -> Axis | None:
    placed = (item.part for item in contents.items["dates"] if item.placed)
    return Axis.over(((when.first, when.last) for when in placed), contents.record.published)
