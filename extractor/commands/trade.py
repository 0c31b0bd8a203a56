"""`extractor trade`: who sends what to whom, as rows that join with UN Comtrade."""

import sys
from typing import Annotated

import typer


def command(
    records: Annotated[
        list[str], typer.Argument(metavar="RECORDS", help="Files or folders of records, in any format, or `-`.")
    ],
    out: Annotated[
        str | None, typer.Option("--out", "-o", metavar="OUT", help="Ends in .csv or .parquet. Default: CSV to stdout.")
    ] = None,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Write over OUT where it exists.")] = False,
) -> None:
    """Write one row for each trade statement and HS code, with UN Comtrade's names of columns.

    Parquet needs the package pyarrow (`pip install 'extractor-news[parquet]'`).
    """
    from extractor.records.comtrade import rows, write_csv, write_flows
    from extractor.records.read import read_records

    found = (record for path in records for record in read_records(path))
    if out is None or out == "-":
        write_csv(rows(found), sys.stdout.buffer)
        return
    count = write_flows(found, out, overwrite=overwrite)
    typer.echo(f"{count} rows in {out}", err=True)
