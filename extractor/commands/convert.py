"""`extractor convert`: records in one format → records in another."""

from typing import Annotated

import typer


def command(
    records: Annotated[
        str, typer.Argument(metavar="RECORDS", help="A file or folder of records, in any format but DocBin, or `-`.")
    ],
    out: Annotated[
        str,
        typer.Argument(
            metavar="OUT",
            help="Ends in .jsonl, .jsonl.gz, .jsonl.zst, .parquet, .arrow, .sqlite, .db, .duckdb or .spacy; or a folder.",
        ),
    ],
    format: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help="What a folder holds: `shards` (the default: JSON Lines), `jsonl.gz`, `jsonl.zst`, `parquet`, `arrow` or "
            "`spacy` in shards, `csv` (one file a table), `huggingface` (Parquet and a dataset card).",
        ),
    ] = None,
    shard_size: Annotated[
        int, typer.Option("--shard-size", metavar="N", min=1, help="Records in each file of a folder.")
    ] = 10_000,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Write over OUT where it exists.")] = False,
) -> None:
    """Turn records into another format, one at a time, whatever their number.

    Each record is checked on the way; one that breaks the contract ends the command, and OUT stays as it was:
    `extractor validate` lists all of them. Nothing is lost on the way there and back, but a DocBin keeps texts and
    spans alone.
    """
    from extractor.errors import WriteError
    from extractor.records.read import is_inside, read_records
    from extractor.records.write import open_writer

    if is_inside(records, out):
        raise WriteError(f"{out} is what is read, or holds it; choose another output")
    count = 0
    with open_writer(out, overwrite=overwrite, format=format, shard_size=shard_size) as writer:
        for record in read_records(records):
            writer.write(record.to_json())
            count += 1
    typer.echo(f"{count:,} records in {out}", err=True)
    spans, misaligned = getattr(writer, "spans", 0), getattr(writer, "misaligned", 0)
    if misaligned:
        typer.echo(f"{misaligned:,} of {spans:,} spans widened to whole tokens", err=True)
