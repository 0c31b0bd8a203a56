"""`extractor report`: a page about a dataset."""

from typing import Annotated

import typer


def command(
    records: Annotated[
        list[str], typer.Argument(metavar="RECORDS", help="Records of `extractor run`: files, or folders of shards.")
    ],
    out: Annotated[str, typer.Option("--out", "-o", metavar="OUT", help="The page: a name that ends in .html.")],
    rejects: Annotated[
        list[str] | None,
        typer.Option("--rejects", metavar="FILE", help="More rejects than those beside RECORDS. May be repeated."),
    ] = None,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Write over OUT where it exists.")] = False,
) -> None:
    """Write a page that shows what is in the records: coverage, people, countries, money, goods, trade, rejects.

    The page is one file with no network. Needs the extra `pages` (`pip install 'extractor-news[pages]'`).
    """
    from extractor.pages.report import write_report

    count = write_report(records, out, rejects=rejects or (), overwrite=overwrite)
    typer.echo(f"report on {count:,} records in {out}", err=True)
