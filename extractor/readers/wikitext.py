"""Wikitext → the text that a reader of the page sees, as far as that stands in it: templates are left out."""

import html
import re

from extractor.readers.fragment import read_fragment

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_REFERENCE = re.compile(r"<ref\b[^<>]*?/>|<ref\b[^<>]*>.*?</ref\s*>", re.DOTALL | re.IGNORECASE)
_HIDDEN = re.compile(
    r"<(gallery|math|timeline|score|syntaxhighlight|imagemap|dynamicpagelist|dpl)\b[^<>]*>.*?</\1\s*>",
    re.DOTALL | re.IGNORECASE,
)
_TEMPLATE = re.compile(r"\{\{[^{}]*\}\}")
_SHOWN = re.compile(
    r"\{\{\s*(?:w|wikipedia|lang\|\w+|nowrap|small|quote|convert)\s*\|([^{}|]+)(?:\|([^{}|=]+))?[^{}]*\}\}",
    re.IGNORECASE,
)
_TABLE = re.compile(r"^\{\|.*?^\|\}\s*$", re.DOTALL | re.MULTILINE)
_FILE = re.compile(
    r"\[\[\s*:?(?:file|image|category|media|[a-z]{2,3}(?:-[a-z]+)?)\s*:(?:[^\[\]]|\[\[[^\[\]]*\]\]|\[[^\[\]]*\])*\]\]",
    re.IGNORECASE,
)
_LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")
_OUTSIDE = re.compile(r"\[(?:https?:)?//[^\s\[\]]+(?:\s+([^\[\]]*))?\]")
_HEADING = re.compile(r"^(={1,6})\s*(.+?)\s*\1\s*$", re.MULTILINE)
_APPENDIX = re.compile(
    r"^==+\s*(?:sources?|references?|external links?|related (?:news|articles)|see also|sister links?"
    r"|notes|further reading)\s*==+\s*$.*",
    re.IGNORECASE | re.MULTILINE | re.DOTALL,
)
_SWITCH = re.compile(r"__[A-Z]+__")
_QUOTES = re.compile(r"'{2,5}")
_LIST = re.compile(r"^[*#:;]+\s*", re.MULTILINE)
_LEVELS = 8  # templates within templates


def read_wikitext(markup: str) -> str:
    """The text of a page, paragraphs parted by blank lines, without sources and other appendices.

    >>> read_wikitext("{{date|March 4, 2025}}\\n'''Tea''' sold in [[w:Mombasa|Mombasa]] rose.<ref>x</ref>\\n\\n==Sources==\\n*a")
    'Tea sold in Mombasa rose.'
    """
    text = _HIDDEN.sub("", _REFERENCE.sub("", _COMMENT.sub("", markup)))
    for _ in range(_LEVELS):
        shown = _TEMPLATE.sub("", _SHOWN.sub(lambda match: match[2] or match[1], text))
        if shown == text:
            break
        text = shown
    text = _FILE.sub("", _TABLE.sub("", text))
    text = _APPENDIX.sub("", text)
    for _ in range(2):
        text = _LINK.sub(lambda match: match[1], text)
    text = _OUTSIDE.sub(lambda match: match[1] or "", text)
    text = _QUOTES.sub("", _SWITCH.sub("", _HEADING.sub(lambda match: f"\n{match[2]}\n", text)))
    paragraphs = (_paragraph(part) for part in re.split(r"\n\s*\n", text))
    return "\n\n".join(part for part in paragraphs if part)


def _paragraph(part: str) -> str:
    part = _LIST.sub("", part).strip()
    return read_fragment(part) if "<" in part else html.unescape(part)
