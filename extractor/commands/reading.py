"""The options that every command which reads news has, and what they mean for the readers."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from spacy.language import Language

    from extractor.readers import Options

OURS, NONE = "extractor", "none"


class DateOrder(StrEnum):
    """How `08/12/2025` in a header is read."""

    MDY = "MDY"
    DMY = "DMY"
    YMD = "YMD"


DateOrderOption = Annotated[
    DateOrder,
    typer.Option("--date-order", case_sensitive=False, help="How a header's `08/12/2025` is read: MDY is 12 August."),
]
FieldOption = Annotated[
    list[str] | None,
    typer.Option(
        "--field",
        metavar="OURS=THEIRS",
        help="Where JSON Lines keep a field: `--field text=body --field outlet=source.name`. "
        "Ours are text, id, published, title, url, outlet and images. May be repeated.",
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


def reading_options(
    date_order: DateOrder, fields: list[str] | None, language: TextLanguage = TextLanguage.EN
) -> "Options":
    """The readers' options; wrong usage ends the command."""
    from extractor.readers import Options

    mapping = {}
    for pair in fields or ():
        ours, equals, theirs = pair.partition("=")
        if not (ours and equals and theirs):
            raise typer.BadParameter(f"{pair!r} is not of the form OURS=THEIRS", param_hint="--field")
        mapping[ours] = theirs
    return Options(dates_order=date_order.value, fields=mapping, language=language.value)


ModelOption = Annotated[
    str,
    typer.Option(
        "--model",
        metavar="MODEL",
        help="Who finds persons' names beside the rules: `extractor` (ours), `none`, a folder, or an installed spaCy "
        "pipeline such as `en_core_web_trf`.",
    ),
]


def pipeline_with(model: str) -> "Language | None":
    """The pipeline with another model of names; None for ours, which the API loads when it is needed."""
    from extractor.pipeline import load

    return None if model == OURS else load(model=model_named(model))


def model_named(model: str) -> str | None:
    """The option's value as `load` takes it."""
    return None if model == NONE else model
