"""`extractor show`: one article in the terminal or as a page, its entities coloured, and their values beside it."""

from collections.abc import Callable, Iterator
from itertools import groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from extractor.commands.reading import (
    OURS,
    ColumnsOption,
    ConfidenceOption,
    DateOrderOption,
    DelimiterOption,
    EncodingOption,
    ExtensionOption,
    FieldOption,
    ItemsOption,
    ModelOption,
    pipeline_with,
    reading_options,
)
from extractor.errors import ReadError, Reject, WriteError

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table
    from rich.text import Text
    from spacy.language import Language

    from extractor.kinds import Kind
    from extractor.readers import Options
    from extractor.record import Date, Money, Person, Quantity, Record, TradeStatement

# an article may hold anything, and a terminal obeys control characters
_HARMLESS = {code: None for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\t\n"} | {0x1B: "␛"}

Row = tuple["Kind", str, str, str]  # kind, as written, value, number of mentions or why


def command(
    file: Annotated[str, typer.Argument(metavar="FILE", help="Raw news, records from `extractor run`, or `-`.")],
    index: Annotated[int, typer.Option("--index", "-n", min=0, help="Which article of FILE, from 0.")] = 0,
    date_order: DateOrderOption = None,
    field: FieldOption = None,
    items: ItemsOption = None,
    encoding: EncodingOption = "auto",
    columns: ColumnsOption = None,
    delimiter: DelimiterOption = None,
    model: ModelOption = OURS,
    min_confidence: ConfidenceOption = None,
    extension: ExtensionOption = None,
    explain: Annotated[
        bool,
        typer.Option(
            "--explain", help="Say why each find is there: the rule or row, the words that decided, and how sure it is."
        ),
    ] = False,
    html: Annotated[
        Path | None,
        typer.Option(
            "--html", metavar="PAGE", help="Write a page for the browser instead: one file, such as page.html."
        ),
    ] = None,
) -> None:
    """Show an article with its entities coloured, and a table of their values.

    FILE holds news, and the article is worked on now; or it holds records, and one is shown as it stands.
    """
    from rich.console import Console

    console = Console()
    if html:
        _check_page(html, file)
    shown = next(islice(_records(file), index, None), None) if file != "-" else None
    if shown and explain and not has_evidence(shown):
        raise ReadError(
            f"{file} holds records without evidence; give --explain the news itself, or records of `extractor run --evidence`"
        )
    options = reading_options(date_order, field, items=items, encoding=encoding, columns=columns, delimiter=delimiter)
    record = shown or _extracted(
        file, index, options, lambda: pipeline_with(model, min_confidence, extension or (), evidence=explain)
    )
    if html:
        _write_page(record, html)
        return
    for part in render(record, explained=explain):
        console.print(part)


def _check_page(path: Path, file: str) -> None:
    """Refuse, before the work is done, what can't become a page."""
    if path.suffix.lower() not in (".html", ".htm"):
        raise WriteError(f"{path}: a page's name ends in .html")
    if path.resolve() == Path(file).resolve():
        raise WriteError(f"{path} is the article itself; choose another name for the page")


def _write_page(record: "Record", path: Path) -> None:
    from extractor.pages.article import to_html
    from extractor.records.write import replacing

    page = to_html(record).encode()
    with replacing(path) as stream:
        stream.write(page)
    typer.echo(f"{path}: open it in a browser", err=True)


def _extracted(file: str, index: int, options: "Options", pipeline: "Callable[[], Language | None]") -> "Record":
    from extractor.api import extract_article
    from extractor.readers import scan

    found = next(islice(scan(file, options), index, None), None)
    if found is None:
        raise ReadError(f"{file} has no article number {index}; the first one is 0")
    if isinstance(found, Reject):
        raise ReadError(f"{found.path}, article {found.index}: {found.reason}: {found.detail}")
    return extract_article(found, pipeline())


def _records(file: str) -> Iterator["Record"]:
    """The records in a file or folder of them; nothing where it holds something else."""
    from extractor.records.read import holds_records, read_records

    return read_records(file) if holds_records(file) else iter(())


def render(record: "Record", *, explained: bool = False) -> Iterator["RenderableType"]:
    """What is printed for a record, part by part: title, source, article, table, warnings.

    `explained` has the table say why each find is there, from the record's evidence.
    """
    from rich.text import Text

    known = (record.published and str(record.published), record.source.outlet, record.source.url)
    source = " · ".join(part for part in known if part)
    if record.title:
        yield Text(_printable(record.title), style="bold underline")
    if source:
        yield Text(_printable(source), style="dim")
    yield Text()
    yield coloured(record)
    yield Text()
    yield _table(record, explained=explained)
    if record.warnings:
        yield Text(_printable("warnings: " + "; ".join(record.warnings)), style="dim")


def coloured(record: "Record") -> "Text":
    """The text with every mention in the colour of its kind."""
    from rich.text import Text

    from extractor.plugins import finds_in

    styles: list[str] = [""] * len(record.text)  # the style of each character
    for kind, finds in finds_in(record):
        for entity in finds if kind.look.terminal else ():
            for mention in kind.mentions(entity):
                styles[mention.start : mention.end] = [kind.look.terminal] * (mention.end - mention.start)
    text = Text()
    for style, places in groupby(range(len(styles)), key=styles.__getitem__):
        run = list(places)
        text.append(_printable(record.text[run[0] : run[-1] + 1]), style=style)
    return text


def _table(record: "Record", *, explained: bool) -> "Table":
    from rich.table import Table
    from rich.text import Text

    table = Table("kind", "as written", "value", "why" if explained else "mentions", header_style="bold")
    for kind, written, value, last in _rows(record, explained=explained):
        cells = (
            Text(kind.name, style=kind.look.terminal),
            *(Text(_printable(cell)) for cell in (written, value, last)),
        )
        table.add_row(*cells)
    return table


def _rows(record: "Record", *, explained: bool) -> Iterator[Row]:
    from extractor.pages.wording import say_evidence
    from extractor.plugins import finds_in

    for kind, finds in finds_in(record):
        for find in finds:
            mentions = kind.mentions(find)
            written = find.name if kind.name == "people" else ", ".join(dict.fromkeys(m.text for m in mentions))
            number = "" if find in mentions else str(len(mentions))
            evidence = getattr(find, "evidence", None) if explained else None
            last = "\n".join(say_evidence(evidence)) if evidence else number
            yield kind, written, _VALUES.get(kind.name, _plain)(find), last


def has_evidence(record: "Record") -> bool:
    """Whether some find of a record says why it is there, or there is none that could."""
    from extractor.plugins import finds_in

    finds = [find for _, found in finds_in(record) for find in found]
    return not finds or any(getattr(find, "evidence", None) for find in finds)


def _person(person: "Person") -> str:
    state = f" ({person.country})" if person.country else ""
    return "; ".join(person.roles) + state


def _date(date: "Date") -> str:
    modifier = f"{date.modifier} " if date.modifier else ""
    days = f" ({date.first} – {date.last})" if date.first and date.last and date.first != date.last else ""
    return f"{modifier}{date.value}{days}"


def _figure(figure: "Money | Quantity") -> str:
    """A sum with its currency before it, a quantity with its unit behind it."""
    from extractor.record import Money, plain

    ends = [plain(end) if end is not None else "…" for end in (figure.low, figure.high)]
    amount = ends[0] if ends[0] == ends[1] else " – ".join(ends)
    about = "about " if figure.approximate else ""
    per = f" per {figure.per}" if figure.per else ""
    measured = f"{figure.currency or '?'} {amount}" if isinstance(figure, Money) else f"{amount} {figure.unit}"
    return f"{about}{measured}{per}"


def _trade(statement: "TradeStatement") -> str:
    sides = (
        " ↔ ".join(statement.parties)
        if statement.parties
        else f"{statement.exporter or '?'} → {statement.importer or '?'}"
    )
    return " ".join(part for part in (statement.kind, sides, statement.period, *statement.commodities) if part)


def _plain(find: Any) -> str:
    """The value of a kind that has no words of its own: its fields but for the span, one after another."""
    fields = find.model_dump(mode="json", exclude={"start", "end", "text", "mentions"}, exclude_defaults=True)
    return ", ".join(f"{name} {value}" for name, value in fields.items())


_VALUES: dict[str, Callable[[Any], str]] = {
    "people": _person,
    "countries": lambda country: f"{country.code} {country.name}",
    "dates": _date,
    "money": _figure,
    "quantities": _figure,
    "commodities": lambda good: f"HS {good.hs or '?'} {good.name}",
    "trade": _trade,
}


def _printable(text: str) -> str:
    return text.translate(_HARMLESS)
