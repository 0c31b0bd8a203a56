"""A block of XML → a tree, with care: no entities of its own, nothing from outside, bounded depth; and paths into it.

A block is cut out of its file before it is parsed, so that no DOCTYPE ever reaches the parser. What feeds write against the
rules (a bare `&`, the names of HTML's entities, control characters) is mended, for the parser would drop it without a word.
"""

import re
from collections.abc import Iterator
from functools import cache
from html.entities import html5
from typing import Any

from extractor.errors import FormatError
from extractor.readers.fragment import read_fragment

DAMAGED = "damaged markup: some of it may be missing"
_CDATA = re.compile(r"(<!\[CDATA\[.*?\]\]>)", re.DOTALL)
_AMPERSAND = re.compile(r"&(?:#(\d{1,7})|#[xX]([0-9A-Fa-f]{1,6})|(\w{1,31}))?(;)?")
_OWN = frozenset(("amp", "lt", "gt", "quot", "apos"))
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DECLARED = re.compile(r"\sxmlns(?::[\w.-]+)?\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*')")
_NAME = re.compile(r"[A-Za-z_][\w.-]*")
_ROOT = re.compile(
    rb"\s*(?:<\?.{0,2000}?\?>\s*|<!--.{0,4000}?-->\s*|<!DOCTYPE(?:[^\[\]<>]|\[.{0,8000}?\]\s*(?=>)){0,2000}>\s*)*"
    rb"<(?:[\w.-]{1,40}:)?([A-Za-z_][\w.-]{0,60})(?=[\s/>])",
    re.IGNORECASE | re.DOTALL,
)


def root_of(start: bytes) -> str | None:
    """The name of the element with which a text begins, without its prefix; None where it begins with none.

    >>> root_of(b'<?xml version="1.0"?><!-- wire --><rdf:RDF xmlns="x">'), root_of(b"Tea < coffee")
    ('RDF', None)
    """
    match = _ROOT.match(start)
    return match[1].decode() if match else None


def require_lxml() -> None:
    """`FormatError` where XML can't be read for want of a package."""
    try:
        import lxml.etree  # noqa: F401
    except ImportError as error:
        raise FormatError(f"XML needs lxml: pip install 'extractor-news[web]' ({error})") from error


def declarations(head: str) -> str:
    """The namespaces that the tags before the first block declare, once each."""
    return "".join({match[0].split("=")[0].strip(): match[0] for match in _DECLARED.finditer(head)}.values())


def parse(block: str, declared: str = "") -> tuple[Any, bool]:
    """The tree of a block, or None where nothing can be made of it; and whether some of it was lost."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(f"<blocks{declared}>{_mended(block)}</blocks>", parser)
    except (etree.XMLSyntaxError, ValueError):
        return None, True
    lost = any(error.level_name == "FATAL" for error in parser.error_log)
    return (root[0], lost) if root is not None and len(root) else (None, True)


def _mended(block: str) -> str:
    block = _FORBIDDEN.sub("", block)
    closed = block.rfind("]]>") + 3 if "]]>" in block else 0
    parts = _CDATA.split(block[:closed])
    parts[-1] += block[closed:].replace("<![CDATA[", "")  # what is never closed hides nothing
    parts[::2] = [_AMPERSAND.sub(_entity, part) for part in parts[::2]]
    return "".join(parts)


def _entity(match: re.Match[str]) -> str:
    """An entity as XML knows it; an `&` that begins none stands for itself."""
    decimal, hexadecimal, name, end = match.groups()
    if end and (decimal or hexadecimal):
        code = int(decimal) if decimal else int(hexadecimal, 16)
        return f"&#{code};" if code in (9, 10, 13) or (code >= 0x20 and code < 0x110000 and not _is_half(code)) else ""
    if end and name in _OWN:
        return match[0]
    known = html5.get(f"{name};") if end and name else None
    return "".join(f"&#{ord(char)};" for char in known) if known else f"&amp;{match[0][1:]}"


def _is_half(code: int) -> bool:
    return 0xD800 <= code <= 0xDFFF or code in (0xFFFE, 0xFFFF)


@cache
def _compiled(path: str) -> Any:
    """A path of local names as XPath: `docdata/date.issue@norm` is anywhere, `./title` right under the block."""
    from lxml import etree

    steps, _, attribute = path.removeprefix("./").partition("@")
    names = "/".join(f"*[local-name()='{name}']" for name in steps.split("/") if name)
    where = ("./" if path.startswith("./") else ".//") + names if names else "."
    return etree.XPath(f"{where}/@*[local-name()='{attribute}']" if attribute else where)


def select(tree: Any, *paths: str) -> Iterator[Any]:
    """Elements, or values of attributes, at the first of these paths that leads to any with something in it."""
    for path in paths:
        found = [one for one in _compiled(path)(tree) if (one if isinstance(one, str) else content(one)).strip()]
        if found:
            yield from found
            return


def value(tree: Any, *paths: str) -> str | None:
    """The text at the first of these paths that has some, in one line."""
    for one in select(tree, *paths):
        return " ".join((one if isinstance(one, str) else content(one)).split())
    return None


def content(element: Any) -> str:
    """All text within an element."""
    return "".join(element.itertext())


def text_of(element: Any) -> str:
    """The text of an element's markup: a paragraph a block; where its only content is escaped markup, of that."""
    from lxml import etree

    if len(element) == 0:
        return element.text or ""
    for one in element.iter():
        if isinstance(one.tag, str):
            one.tag = local(one)
    markup: str = etree.tostring(element, encoding="unicode", method="xml", with_tail=False)
    return read_fragment(markup)


def local(element: Any) -> str:
    """An element's name without its namespace."""
    name = str(element.tag).rpartition("}")[2].rpartition(":")[2]
    return name if _NAME.fullmatch(name) else "span"
