"""Markdown, with front matter in YAML or TOML on top where it has some → one Article, without the marks of Markdown.

::

    ---
    title: Tea exports to Egypt rise
    date: 2025-03-04
    ---
    Kenya [exported](https://…) **tea** …
"""

import re
from collections.abc import Iterator

from extractor.article import Article
from extractor.errors import Reject
from extractor.readers.fragment import has_tags, read_fragment
from extractor.readers.header import FIELDS
from extractor.readers.headline import titled_lines
from extractor.readers.options import Options
from extractor.readers.stories import Found, Place, story_in
from extractor.readers.streams import Line, Stream, decode_line

_FENCE = re.compile(rb"(?:---|\+\+\+)[ \t]*\r?\n(?:\s*#[^\n]*\n|\s*\n)*[\w-]{1,40}[ \t]*[:=]")
_MATTER = re.compile(r"\A\s*(---|\+\+\+)[ \t]*\n(.*?)^(?:\1|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_PAIR = re.compile(r"^([A-Za-z][\w -]{0,40}?)[ \t]*[:=][ \t]*(.*)$")
_LISTED = re.compile(r"^[ \t]*-[ \t]+(.+)$")
_THEIRS = {
    "permalink": "url",
    "canonical_url": "url",
    "canonical": "url",
    "original_url": "url",
    "pubdate": "published",
    "slug": "",
}

_CODE = re.compile(r"^(```|~~~).*?^\1[ \t]*$", re.DOTALL | re.MULTILINE)
_IMAGE = re.compile(r"!\[[^\]]*\](?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\]]*\])")
_LINK = re.compile(r"\[([^\[\]]+)\](?:\((?:[^()\s]|\([^()]*\))*(?:\s+\"[^\"]*\")?\)|\[[^\[\]]*\])")
_DEFINED = re.compile(r"^[ ]{0,3}\[[^\]]+\]:[ \t]+\S+.*$\n?", re.MULTILINE)
_BARE_LINK = re.compile(r"<(https?://[^<>\s]+)>")
_HEADING = re.compile(r"^[ ]{0,3}#{1,6}[ \t]+(.*?)[ \t]*#*[ \t]*$", re.MULTILINE)
_UNDERLINE = re.compile(r"^(\S.*)\n(?:={3,}|-{3,})[ \t]*$", re.MULTILINE)
_RULE = re.compile(r"^[ ]{0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$\n?", re.MULTILINE)
_EMPHASIS = re.compile(r"(?<![\w\\])(\*\*\*|\*\*|\*|___|__|_|~~)(?=\S)(.+?)(?<=[^\s\\])\1(?!\w)", re.DOTALL)
_INLINE_CODE = re.compile(r"`([^`\n]+)`")
_QUOTED = re.compile(r"^[ ]{0,3}>[ ]?", re.MULTILINE)
_ITEM = re.compile(r"^[ ]{0,3}[*+-][ \t]+", re.MULTILINE)
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!|$~-])")
_SHORTCODE = re.compile(r"\{\{[<%].*?[>%]\}\}|\{%.*?%\}|\{:[^}\n]*\}", re.DOTALL)


def begins_front_matter(start: bytes, options: Options) -> bool:
    """Whether a text begins with front matter: a fence, a key, and a fence again."""
    return (
        _FENCE.match(start) is not None and re.search(rb"\n(?:---|\+\+\+|\.\.\.)[ \t]*\r?(?:\n|\Z)", start) is not None
    )


def scan_markdown(stream: Stream, path: str, options: Options) -> Iterator[Article | Reject]:
    """The one article of a file; `Reject` where it has no text."""
    raw = stream.read(options.limits.line + 1)
    large = len(raw) > options.limits.line
    found = story_in(
        Line(0, len(raw), "", large=True) if large else decode_line(raw, 0), _take, Place(path, 0, path), options
    )
    if found is not None:
        yield found


def _take(text: str) -> Found:
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    matter = _MATTER.match(text)
    values = _values(matter[2]) if matter else {}
    body = text[matter.end() :] if matter else text
    first = re.match(r"\s*#[ \t]+(.+?)[ \t]*#*[ \t]*\n", body)  # a headline of the first level is the title
    if first and values.get("title") in (None, first[1]):
        values["title"], body = first[1], body[first.end() :]
    text = read_markdown(body)
    lines = text.split("\n")
    head = titled_lines(lambda ahead: lines[ahead] if ahead < len(lines) else None, "MDY")
    if head and not (head.title and values.get("title")):
        text = "\n".join(lines[head.lines :]).strip("\n")
        found = {"title": head.title, "published": head.published and head.published.isoformat(), "url": head.url}
        values = {name: value for name, value in found.items() if value} | values
    return {**values, "text": text}


def _values(matter: str) -> dict[str, str]:
    """Our fields in front matter: of keys at its edge, what is a plain value, or the first of a list."""
    values: dict[str, str] = {}
    field: str | None = None
    for line in matter.split("\n"):
        listed = _LISTED.match(line)
        if listed and field and field not in values:
            values[field] = _plain(listed[1])
        pair = _PAIR.match(line)
        if pair is None:
            continue
        key = pair[1].lower().replace("_", " ")
        field = _THEIRS.get(pair[1].lower(), FIELDS.get(key)) or None
        value = _plain(pair[2])
        if field and field != "images" and value and value not in (">", "|", ">-", "|-"):
            values.setdefault(field, value)
    return values


def _plain(value: str) -> str:
    """A value of YAML or TOML without its quotation marks and comment; of a list, the first."""
    value = value.strip().removeprefix("[").removesuffix("]").strip()
    quoted = re.match(r"\"((?:[^\"\\]|\\.)*)\"|'((?:[^']|'')*)'", value)
    if quoted:
        return re.sub(r"\\(.)", r"\1", quoted[1]) if quoted[1] is not None else quoted[2].replace("''", "'")
    return re.sub(r"\s+#.*$", "", value)


def read_markdown(text: str) -> str:
    """The text that a reader of Markdown sees.

    >>> read_markdown("## Tea\\n\\nKenya [sold](https://wire.example/a_(b)) **more** tea at 3 * 4.\\n")
    'Tea\\n\\nKenya sold more tea at 3 * 4.'
    """
    text = _SHORTCODE.sub("", _CODE.sub("", text))
    for pattern, instead in (
        (_IMAGE, ""), (_DEFINED, ""), (_LINK, r"\1"), (_LINK, r"\1"), (_BARE_LINK, r"\1"), (_HEADING, r"\1"), (_UNDERLINE, r"\1"),
        (_RULE, ""), (_INLINE_CODE, r"\1"), (_EMPHASIS, r"\2"), (_EMPHASIS, r"\2"), (_QUOTED, ""), (_ITEM, ""), (_ESCAPED, r"\1"),
    ):  # fmt: skip
        text = pattern.sub(instead, text)
    if has_tags(text):
        text = read_fragment(re.sub(r"\n[ \t]*\n", "<p>", text))
    return re.sub(r"\n[ \t]*(?:\n[ \t]*)+", "\n\n", text).strip("\n").rstrip()
