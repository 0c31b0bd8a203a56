"""`extractor formats`: what can be read, and how it is known."""

import typer


def command() -> None:
    """List the formats of news that are read, in the order in which a file is tried.

    Content tells a format, then the ending. Each may be packed with gzip, bzip2, xz or Zstandard, and lie in a zip or tar.
    """
    from rich.console import Console
    from rich.table import Table

    from extractor.readers.formats import FORMATS

    table = Table("format", "endings", "what it is", box=None, header_style="bold", pad_edge=False)
    for format in FORMATS:
        table.add_row(format.name, " ".join(format.endings), format.about)
    Console(width=None if typer.get_text_stream("stdout").isatty() else 120).print(table)
