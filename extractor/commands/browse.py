"""`extractor browse`: search in records, in the browser, on this machine alone."""

from typing import Annotated

import typer

PORT = 8350


def command(
    records: Annotated[
        list[str], typer.Argument(metavar="RECORDS", help="Records of `extractor run`: files, or folders of shards.")
    ],
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="0 takes any that is free.")] = PORT,
    no_open: Annotated[
        bool, typer.Option("--no-open", help="Don't open the browser; print the address alone.")
    ] = False,
    index: Annotated[
        str | None,
        typer.Option("--index", metavar="FOLDER", help="Where the index is kept. Default: the user's cache."),
    ] = None,
) -> None:
    """Search in records by words, people, countries, goods, dates and sums, and download what was selected.

    It serves on 127.0.0.1 until Ctrl-C. The first time, an index is built and kept. Needs the extra `pages`
    (`pip install 'extractor-news[pages]'`).
    """
    from extractor.pages.index import open_index
    from extractor.pages.serve import serve

    def say(message: str) -> None:
        typer.echo(message, err=True)

    connection = open_index(records, index, say=say)
    title = ", ".join(path.rstrip("/").rpartition("/")[2] for path in records)
    serve(connection, title=title, port=port, show=not no_open, say=say)
