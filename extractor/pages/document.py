"""The frame of every page: one file, the look, and a policy that lets it neither call the network nor run what isn't ours.

Values that come from articles go through Jinja2, which escapes them; styles and scripts are files of this package, and
their hashes stand in the page's Content-Security-Policy, so that nothing else on it is ever run.
"""

import re
from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from extractor.errors import WriteError
from extractor.kinds import KINDS, Kind

if TYPE_CHECKING:
    from jinja2 import Environment

LOOK = "look.css"
ROOT = ":root.extractor"  # of a page made here, as `page.html` has it
FINE = ("double", "wavy")  # strokes that need a thin line to be told from a thick one
# Control characters, which a page must not hold; marks that turn the direction of what follows them, so that readers see
# something else than is there; halves of characters outside the BMP, which UTF-8 can't write.
_HARMFUL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@cache
def environment() -> "Environment":
    """The templates of this folder, everything in them escaped; `WriteError` where Jinja2 is missing."""
    try:
        from jinja2 import Environment, PackageLoader, StrictUndefined
    except ImportError as error:
        raise WriteError("pages are made with Jinja2, which is missing: pip install 'extractor-news[pages]'") from error
    made = Environment(
        loader=PackageLoader("extractor.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["harmless"] = harmless
    return made


@cache
def asset(name: str) -> str:
    """The text of a style sheet or a script of this folder."""
    return files("extractor.pages").joinpath(name).read_text(encoding="utf-8")


@cache
def page_style(*styles: str) -> str:
    """The whole style of a page: the common look, the colours and lines of the kinds, and what the page adds.

    It holds for our own root element alone: where a page's HTML is put into another page, as ``HTML(to_html(record))`` does
    in a notebook, the root is that page's, and nothing around it changes.
    """
    return "\n".join((f"{ROOT} {{", asset(LOOK), look_of(KINDS), *styles, "}"))


def look_of(kinds: Sequence[Kind]) -> str:
    """Colours for light, dark and paper, and for each kind the class that takes its own."""
    light = " ".join(f"--{kind.name}: {kind.look.light};" for kind in kinds)
    dark = " ".join(f"--{kind.name}: {kind.look.dark};" for kind in kinds)
    classes = (f".{kind.name} {{ --hue: var(--{kind.name}); --stroke: {kind.look.stroke}; }}" for kind in kinds)
    fine = ", ".join(f"mark.{k.name}, .{k.name} .swatch" for k in kinds if k.look.stroke in FINE)
    return "\n".join(
        (
            f"& {{ {light} }}",
            f"@media (prefers-color-scheme: dark) {{ & {{ {dark} }} }}",
            f"@media print {{ & {{ {light} }} }}",
            *classes,
            *([f"{fine} {{ text-decoration-thickness: 1px; }}"] if fine else []),
        )
    )


def render_page(
    template: str,
    *,
    title: str,
    styles: Iterable[str] = (),
    scripts: Iterable[str] = (),
    framed: Iterable[str] = (),
    policy: Mapping[str, str] | None = None,
    **values: Any,
) -> str:
    """One whole page: a template that extends `page.html`, in the common look.

    `styles` and `scripts` are texts that the page needs, in order, after the common look (see `asset`). They are put
    into the page as they stand: they must never hold anything from an article. `framed` are the style and the script of
    pages in frames of this one, whose policy they come under too. `policy` changes directives of the
    Content-Security-Policy (``{"form-action": "'self'"}``).
    """
    from markupsafe import Markup

    style = page_style(*styles)
    scripts, framed = tuple(scripts), tuple(framed)
    directives = {
        "default-src": "'none'",
        "img-src": "data:",
        "style-src": _hashes((style, *framed)),
        "script-src": _hashes((*scripts, *framed)),
        "base-uri": "'none'",
        "form-action": "'none'",
    } | dict(policy or {})
    return (
        environment()
        .get_template(template)
        .render(
            title=harmless(title),
            style=Markup(style),
            scripts=[Markup(script) for script in scripts],
            policy="; ".join(f"{name} {value}" for name, value in directives.items()),
            **values,
        )
    )


def _hashes(texts: Iterable[str]) -> str:
    """What a policy allows: these texts and no other."""
    digests = (b64encode(sha256(text.encode()).digest()).decode() for text in texts)
    return " ".join(f"'sha256-{digest}'" for digest in digests) or "'none'"


def harmless(text: str) -> str:
    r"""The text with a visible sign in place of each character that could break a page or deceive its reader.

    >>> harmless("a\x1b[2J\u202egpj.exe")
    'a␛[2J�gpj.exe'
    """
    return _HARMFUL.sub(_sign, text.replace("\r\n", "\n").replace("\r", "\n"))


def _sign(found: re.Match[str]) -> str:
    code = ord(found[0])
    return chr(0x2400 + code) if code < 0x20 else "\ufffd"  # the picture of the control character, or the sign of none
