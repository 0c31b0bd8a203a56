"""`extractor schema`: the JSON Schemas of what goes in and what comes out, and the columns of records elsewhere."""

import json
from inspect import getdoc
from pathlib import Path
from typing import Annotated, Any

import typer

from extractor.commands.reading import ExtensionOption

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schemas(extensions: tuple[str, ...] = ()) -> dict[str, dict[str, Any]]:
    """The JSON Schema (2020-12) of each file format, by name: `record` (with these extensions), `article`, `reject`."""
    from pydantic import TypeAdapter

    from extractor.article import Article
    from extractor.errors import Reject
    from extractor.plugins import record_with

    kinds: dict[str, Any] = {"record": record_with(extensions), "article": Article, "reject": Reject}
    return {name: {"$schema": DIALECT, **_published(kind, TypeAdapter)} for name, kind in kinds.items()}


def columns(extensions: tuple[str, ...] = ()) -> dict[str, Any]:
    """The columns of records with these extensions, by format: `record.arrow` nested (Parquet, Arrow), `tables` tidy."""
    from extractor.records.tidy import tables_with

    tables = {name: {"key": table.key, "columns": table.columns} for name, table in tables_with(extensions).items()}
    try:
        from extractor.records.arrow import described, record_schema
    except ImportError:
        return {"tables": tables}
    return {"tables": tables, "record.arrow": described(record_schema(extensions))}


def _published(kind: Any, adapter: Any) -> dict[str, Any]:
    schema: dict[str, Any] = adapter(kind).json_schema(mode="serialization")
    # pydantic leaves out the docstring of a dataclass before 2.13; it sorts its keys too
    return dict(sorted((schema | {"description": getdoc(kind)}).items()))


def command(
    name: Annotated[str, typer.Argument(help="Which schema to print: record, article or reject.")] = "record",
    write: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Write all of them into FOLDER/1/ (the repository's is `schemas`)."),
    ] = None,
    extension: ExtensionOption = None,
) -> None:
    """Print the JSON Schema of a record, or write all schemas into a folder."""
    from extractor.plugins import names_of

    extensions = names_of(extension or ())
    found = schemas(extensions)
    if write is not None:
        folder = write / "1"
        folder.mkdir(parents=True, exist_ok=True)
        published = {f"{each}.schema": schema for each, schema in found.items()} | columns(extensions)
        for each, content in published.items():
            path = folder / f"{each}.json"
            path.write_text(render(content), encoding="utf-8")
            typer.echo(f"wrote {path}", err=True)
        return
    if name not in found:
        raise typer.BadParameter(f"{name!r} is none of {', '.join(found)}")
    typer.echo(render(found[name]), nl=False)


def render(schema: Any) -> str:
    """A schema as the text of its file."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
