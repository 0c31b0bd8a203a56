"""The options that every command which reads news has, and what they mean for the readers."""

from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from spacy.language import Language

    from extractor.readers import Limits, Options

OURS, NONE = "extractor", "none"


class DateOrder(StrEnum):
    """How `08/12/2025` in a header is read."""

    MDY = "MDY"
    DMY = "DMY"
    YMD = "YMD"


DateOrderOption = Annotated[
    DateOrder | None,
    typer.Option(
        "--date-order",
        case_sensitive=False,
        help="How `08/12/2025` is read: MDY is 12 August. By default a file's other days and a page's language settle it, "
        "and where nothing does there is no date; in the header of a raw text it is MDY.",
    ),
]
FieldOption = Annotated[
    list[str] | None,
    typer.Option(
        "--field",
        metavar="OURS=THEIRS",
        help="Where JSON or a table's columns keep a field: `--field text=body --field outlet=source.name`. "
        "Ours are text, id, published, title, url, outlet and images. May be repeated.",
    ),
]
ItemsOption = Annotated[
    str | None,
    typer.Option(
        "--items",
        metavar="PATH",
        help="Where a JSON document keeps its list of articles: `--items response.results`. Those of NewsAPI, the Guardian, "
        "the New York Times, Event Registry and others are found without it.",
    ),
]


class TextLanguage(StrEnum):
    """Which articles are taken."""

    EN = "en"
    ANY = "any"


LanguageOption = Annotated[
    TextLanguage,
    typer.Option("--language", help="`en` rejects texts that surely aren't English; `any` takes them, with a warning."),
]
EncodingOption = Annotated[
    str,
    typer.Option(
        "--encoding",
        metavar="auto|strict|NAME",
        help="The encoding of text: `auto` takes UTF-8 and what is surely another one, `strict` UTF-8 alone.",
    ),
]
DelimiterOption = Annotated[
    str | None,
    typer.Option("--delimiter", metavar="CHARACTER", help="What parts the cells of CSV; found out by default."),
]
ColumnsOption = Annotated[
    str | None,
    typer.Option(
        "--columns",
        metavar="NAME,NAME…",
        help="The columns of a table that has no head: `--columns id,published,text`.",
    ),
]
LimitOption = Annotated[
    list[str] | None,
    typer.Option(
        "--limit",
        metavar="NAME=NUMBER",
        help="What a dump may hold at most: `article` (code points of a text; 1M), `unpacked` (bytes out of one file; "
        "64G), `ratio` (unpacked bytes for a packed one; 1000), `members` (files in an archive; 1M), `depth` (packings "
        "around a text; 4). What exceeds one is rejected. May be repeated.",
    ),
]


def reading_options(
    date_order: DateOrder | None,
    fields: list[str] | None,
    *,
    items: str | None = None,
    encoding: str = "auto",
    columns: str | None = None,
    delimiter: str | None = None,
    limits: list[str] | None = None,
    language: TextLanguage = TextLanguage.EN,
) -> "Options":
    """The readers' options; wrong usage ends the command."""
    from extractor.readers import Options

    return Options(
        dates_order=date_order.value if date_order else None,
        fields=_pairs(fields, "--field", "OURS=THEIRS"),
        columns=tuple(name.strip() for name in columns.split(",")) if columns else (),
        items=items,
        encoding=encoding,
        language=language.value,
        delimiter="\t" if delimiter in ("\\t", "tab") else delimiter,
        limits=_limits(_pairs(limits, "--limit", "NAME=NUMBER")),
    )


def _pairs(given: list[str] | None, option: str, form: str) -> dict[str, str]:
    pairs = {}
    for pair in given or ():
        name, equals, value = pair.partition("=")
        if not (name and equals and value):
            raise typer.BadParameter(f"{pair!r} is not of the form {form}", param_hint=option)
        pairs[name] = value
    return pairs


_MULTIPLES = {"K": 10**3, "M": 10**6, "G": 10**9, "T": 10**12}


def _limits(given: dict[str, str]) -> "Limits":
    from dataclasses import fields

    from extractor.readers import Limits

    known = [limit.name for limit in fields(Limits)]
    numbers = {}
    for name, printed in given.items():
        if name not in known:
            raise typer.BadParameter(f"no limit {name!r}; there are {', '.join(known)}", param_hint="--limit")
        multiple = _MULTIPLES.get(printed[-1].upper(), 1)
        digits = printed[:-1] if multiple > 1 else printed
        if not (digits.isascii() and digits.isdigit()):
            raise typer.BadParameter(f"{printed!r} is no number such as 5000000 or 5M", param_hint="--limit")
        numbers[name] = int(digits) * multiple
    return Limits(**numbers)


ModelOption = Annotated[
    str,
    typer.Option(
        "--model",
        metavar="MODEL",
        help="Who finds persons' names beside the rules: `extractor` (ours), `none`, a folder, or an installed spaCy "
        "pipeline such as `en_core_web_trf`.",
    ),
]


ConfidenceOption = Annotated[
    float | None,
    typer.Option(
        "--min-confidence",
        metavar="0..1",
        min=0,
        max=1,
        help="The confidence that a trade statement must have; lower finds more, and more of it is wrong.",
        show_default="where few are wrong",
    ),
]


ExtensionOption = Annotated[
    list[str] | None,
    typer.Option(
        "--extension",
        metavar="NAME",
        help="A kind that another installed package brings: what it finds goes into `extensions`. May be repeated.",
    ),
]


def pipeline_with(
    model: str, min_confidence: float | None = None, extensions: Iterable[str] = (), *, evidence: bool = False
) -> "Language | None":
    """The pipeline with these options; None for ours as it is, which the API loads when it is needed."""
    from extractor.pipeline import load

    if model == OURS and min_confidence is None and not extensions and not evidence:
        return None
    return load(model=model_named(model), min_confidence=min_confidence, extensions=extensions, evidence=evidence)


def model_named(model: str) -> str | None:
    """The option's value as `load` takes it."""
    return None if model == NONE else model
