"""Markup that stands for a text → that text: a paragraph a block, parted by blank lines.

For pieces of HTML whose whole content is the article: what a feed, a mail or an API carries. A page, of which most is no
article, is for `web`.
"""

import html
import re
from html.parser import HTMLParser

_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 "
    "h4 h5 h6 header hr html legend li main nav ol p pre section summary table tbody tfoot thead title tr ul hedline hl1 hl2 "
    "para lead headline text body.content block lp td.p".split()
)
_HIDDEN = frozenset(
    "script style head template noscript svg math iframe object select textarea button figcaption".split()
)
_KNOWN = _BLOCKS | _HIDDEN | frozenset("a abbr b big br cite code del em font i img ins mark q s small span strike strong sub "
                                       "sup td th time tt u".split())  # fmt: skip
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)(?:\s[^<>]*)?/?>")
_NO_TAG = re.compile(
    r"""<(?!!|/?[A-Za-z?][^<>]{0,4000}>|/?[A-Za-z](?:[^<>"']|"[^"]{0,2000}"|'[^']{0,2000}'){0,200}>)"""
)
_ENTITY = re.compile(r"&(?:#\d{2,7}|#[xX][0-9A-Fa-f]{2,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_SPACES = re.compile(r"[ \t\r\n\f]+")


class _Paragraphs(HTMLParser):
    """Collects the paragraphs; what is hidden from a reader is left out."""

    def __init__(self, hidden: frozenset[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.paragraphs: list[list[str]] = [[""]]  # lines of each
        self._hidden = hidden
        self._within: list[str] = []  # open elements that are hidden
        self._verbatim = 0  # open `pre`

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self._hidden:
            self._within.append(tag)
        self._verbatim += tag == "pre"
        if tag == "br":
            self.paragraphs[-1].append("")
        elif tag in ("td", "th"):
            self.paragraphs[-1][-1] += "\t"
        elif tag in _BLOCKS:
            self._part()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self._hidden:  # `<script/>` hides nothing
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._within:
            del self._within[self._within.index(tag) :]
        self._verbatim -= tag == "pre" and self._verbatim > 0
        if tag in _BLOCKS:
            self._part()

    def handle_data(self, data: str) -> None:
        if self._within:
            return
        if self._verbatim:
            first, *rest = data.split("\n")
            self.paragraphs[-1][-1] += first
            self.paragraphs[-1].extend(rest)
        else:
            self.paragraphs[-1][-1] += _SPACES.sub(" ", data)

    def unknown_decl(self, data: str) -> None:
        if data.startswith("CDATA["):
            self.handle_data(data.removeprefix("CDATA["))

    def _part(self) -> None:
        self.paragraphs.append([""])


def read_fragment(markup: str, *, hidden: frozenset[str] = _HIDDEN) -> str:
    """The text of a piece of markup, whatever it is like: paragraphs parted by blank lines, `<br>` ends a line.

    >>> read_fragment("<p>Tea &amp; coffee <b>rose</b>.</p><p>Cocoa<br/>fell.</p><script>x()</script>")
    'Tea & coffee rose.\\n\\nCocoa\\nfell.'
    """
    parser = _Paragraphs(hidden)
    parser.feed(_without_open_tags(markup.replace("\0", "")))
    parser.close()
    paragraphs: list[str] = []
    for lines in parser.paragraphs:
        # two `<br>` part paragraphs as well
        for part in re.split(r"\n{2,}", "\n".join(_trimmed(line) for line in lines)):
            if part.strip():
                paragraphs.append(part.strip("\n"))
    return "\n\n".join(paragraphs)


def _without_open_tags(markup: str) -> str:
    """The markup with every `<` that begins no whole tag written out: the parser would look for its end again and again."""
    commented = markup.rfind("-->")
    head, tail = markup[: commented + 3], markup[commented + 3 :]
    if commented < 0:
        head, tail = "", markup
    return _NO_TAG.sub("&lt;", head) + _NO_TAG.sub("&lt;", tail.replace("<!--", "&lt;!--"))


def _trimmed(line: str) -> str:
    """A line as it is shown, without spaces doubled where elements meet."""
    return re.sub(r" {2,}", " ", line).strip(" \t")


def read_line(markup: str) -> str:
    """The text of a headline or name, in one line, without tags and entities; where it has none, as it is.

    >>> read_line("Tea &amp; coffee <i>rise</i>"), read_line("AT&T: 3 < 5"), read_line("Q&amp;amp;A")
    ('Tea & coffee rise', 'AT&T: 3 < 5', 'Q&A')
    """
    text = markup
    if has_tags(text):
        text = read_fragment(text)
    for _ in range(2):  # escaped twice, as many feeds do
        if "&" in text:
            text = html.unescape(text) if _ENTITY.search(text) else text
    return " ".join(text.split())


def has_tags(text: str) -> bool:
    """Whether a text holds tags of HTML, by their names: `<b>` is one, `<sic>` and `3 < 5 > 2` are none."""
    return "<" in text and any(match[1].lower() in _KNOWN for match in _TAG.finditer(text))


def is_html(name: str) -> bool:
    """Whether HTML has an element of this name."""
    return name.lower() in _KNOWN or name.lower() == "html"


def count_tags(text: str) -> int:
    """How many tags of HTML stand in a text."""
    return sum(match[1].lower() in _KNOWN for match in _TAG.finditer(text)) if "<" in text else 0


def has_entities(text: str) -> bool:
    """Whether a text holds entities of HTML that have a meaning (`&mdash;`, `&#8217;`); `AT&T;` is none."""
    return "&" in text and any(html.unescape(match[0]) != match[0] for match in _ENTITY.finditer(text))
