"""The last look at an article before it leaves the readers: is it one, and does its text say what it said.

Tags and entities of HTML in what claims to be text are read as markup where that is sure, with a warning. What was lost
before (U+FFFD), or decoded as what it isn't (`â‚¬12 million`), stays as it is, with a warning. A text that a site shows
in the place of an article is a `Reject`.
"""

import html
import re
from dataclasses import replace

from extractor.article import Article
from extractor.errors import Reason, Reject
from extractor.readers.fragment import has_entities, has_tags, read_fragment, read_line
from extractor.readers.walls import wall_in

LOST = "characters were lost before: U+FFFD"
MOJIBAKE = "mojibake: decoded as another encoding before"
ENTITIES = "entities of HTML in the text, read as the signs that they stand for"
MARKUP = "markup in the text, read as HTML"
TAGS = "tags in the text"
MARKDOWN = "marks of Markdown in the text"
IN_TITLE = "markup in the title, read as HTML"

# UTF-8 taken for windows-1252, Latin-1 or Mac: a first byte, and one that can only follow such a one
_FOLLOW = "[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œžŸŽ]"
_MOJIBAKE = re.compile(
    "[ÂÃÄÅÎÏÐÑ](?=[\u0080-\u00a9\u00ab-\u00b9\u00bb-\u00bf€‚„…†‡ˆ‰‹“”•–—˜™›])"
    f"|â(?:€|‚¬|„¢)|â{_FOLLOW}{_FOLLOW}|ï»¿|ï¿½|Ã[a-z]?¢â|‚Ä[ôúùìîò¶]|√[©®¢±∂º]"
)
_SURE = re.compile(
    r"<(?:p|br|div|h[1-6]|li|ul|td|tr|img|figure|article|section|span)\b[^<>]*>"
    r"|<(a|b|i|em|strong|u)\b[^<>]*>[^<>]*</\1>",
    re.IGNORECASE,
)
_ANY_TAG = re.compile(  # `<IBM>` and `x < y` are none
    r"</[A-Za-z]|<[A-Za-z][\w:.-]{0,40}\s+[\w:.-]{1,40}\s*=|<[A-Za-z][\w:.-]{0,40}\s*/>|<[a-z][\w:.-]{0,40}>"
    r"|<(?:DOC|DOCNO|DOCID|TEXT|TITLE|BODY|HEADLINE|DATE|DATELINE|REUTERS|P|BR|HL|LP|TD)\b[^<>]{0,400}>"
    r"|<!--|-->|<!\[CDATA\[|\]\]>|<\?xml|<!DOCTYPE|\{\{[^{}\n]{1,200}\}\}|\[\[[^\[\]\n]{1,200}\]\]"
)
_MARKDOWN = re.compile(r"\[[^\[\]\n]+\]\((?:https?:|/|mailto:)[^()\s]*\)|(?<!\*)\*\*\w[^*\n]{0,200}\w\*\*(?!\*)")
_HEADED = re.compile(
    r"\s*(?:<(?:div|article|section|header|main|body|html)\b[^<>]*>\s*)*<h1\b[^<>]*>(.*?)</h1>",
    re.IGNORECASE | re.DOTALL,
)
_BLOCK = re.compile(r"<(?:p|br|div|li|h[1-6])\b", re.IGNORECASE)


def looked_at(article: Article) -> Article | Reject:
    """The article with what is to be said of its text, or the `Reject` that it is."""
    article = _read_as_markup(article)
    wall = wall_in(article.text, article.title)
    if wall is not None:
        detail = f"{wall}, and no article"
        return Reject(article.path, article.index, Reason.NO_ARTICLE, detail, article.text, article.path, article.id)
    if not article.text.strip():
        return Reject(
            article.path,
            article.index,
            Reason.EMPTY_ARTICLE,
            "nothing but markup",
            article.text,
            article.path,
            article.id,
        )
    said = tuple(warning for warning in _damage(article) if warning not in article.warnings)
    return replace(article, warnings=(*article.warnings, *said)) if said else article


def _read_as_markup(article: Article) -> Article:
    text, title, said = article.text, article.title, []
    if has_entities(text):
        text = html.unescape(text)
        said.append(ENTITIES)
    if "<" in text and _SURE.search(text) and has_tags(text):
        headed = _HEADED.match(text) if title is None else None
        title, text = (read_line(headed[1]) or None, text[headed.end() :]) if headed else (title, text)
        text = read_fragment(text if _BLOCK.search(text) else text.replace("\n\n", "<p>").replace("\n", "<br>"))
        said.append(MARKUP)
    if title and (has_entities(title) or (has_tags(title) and _SURE.search(title))):
        title = read_line(title) or None
        said.append(IN_TITLE)
    return replace(article, text=text, title=title, warnings=(*article.warnings, *said)) if said else article


def _has_signs(text: str) -> bool:
    return "<" in text or "{{" in text or "[[" in text or "-->" in text or "]]>" in text


def _damage(article: Article) -> list[str]:
    shown = f"{article.text}\n{article.title or ''}"
    said = []
    if _has_signs(shown) and (_ANY_TAG.search(shown) or has_tags(shown)):
        said.append(TAGS)
    if ("](" in shown or "**" in shown) and _MARKDOWN.search(shown):
        said.append(MARKDOWN)
    if not shown.isascii():
        if "\ufffd" in shown:
            said.append(LOST)
        if _MOJIBAKE.search(shown):
            said.append(MOJIBAKE)
    return said
