"""`extractor run`: raw news in, records out."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.commands.reading import (
    OURS,
    DateOrder,
    DateOrderOption,
    DelimiterOption,
    EncodingOption,
    FieldOption,
    LimitOption,
    ModelOption,
    pipeline_with,
    reading_options,
)

if TYPE_CHECKING:
    from rich.console import Console

    from extractor.run import Summary, Watch

SOME_REJECTED, NOTHING_READ = 1, 2


def command(
    inputs: Annotated[
        list[str],
        typer.Argument(metavar="INPUT", help="Files, folders, patterns in quotes (`'dump/**/*.jsonl.gz'`), or `-`."),
    ],
    out: Annotated[
        str | None,
        typer.Option("--out", "-o", metavar="OUT", help="Ends in .jsonl, .jsonl.gz or .jsonl.zst. Default: stdout."),
    ] = None,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Write over OUT where it exists.")] = False,
    date_order: DateOrderOption = DateOrder.MDY,
    field: FieldOption = None,
    encoding: EncodingOption = "auto",
    delimiter: DelimiterOption = None,
    limit: LimitOption = None,
    model: ModelOption = OURS,
) -> None:
    """Turn raw news into records, one a line.

    Articles that give no record go to `OUT.rejects.jsonl` with the reason, and the run goes on. OUT appears when the
    run ends. Without OUT, records go to standard output and everything else to standard error.

    Exit codes: 0 all well, 1 some articles rejected, 2 wrong usage or nothing readable.
    """
    from rich.console import Console

    from extractor.run import rejects_path, run

    options = reading_options(date_order, field, encoding=encoding, delimiter=delimiter, limits=limit)
    console = Console(stderr=True, soft_wrap=True)
    out = None if out == "-" else out
    with _progress(console, inputs) as watch:
        summary = run(inputs, out, options=options, overwrite=overwrite, watch=watch, nlp=pipeline_with(model))
    _print_summary(console, summary)
    if out and summary.readable:
        console.print(f"records in {out}", highlight=False, markup=False)
    if out and summary.rejects:
        console.print(f"rejects in {rejects_path(out)}", highlight=False, markup=False)
    if not summary.readable:
        console.print("nothing readable; no records written", highlight=False)
        raise typer.Exit(NOTHING_READ)
    if summary.rejects:
        raise typer.Exit(SOME_REJECTED)


@contextmanager
def _progress(console: "Console", inputs: list[str]) -> Iterator["Watch"]:
    """A progress bar on a terminal, counting bytes; elsewhere nothing."""
    from extractor.run import Watch

    if not console.is_terminal:
        yield Watch()
        return
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    from extractor.readers.folders import total_size

    columns = (
        BarColumn(),
        TextColumn("{task.percentage:>3.0f}%"),
        TextColumn("{task.fields[records]:,} records, {task.fields[rejects]:,} rejects"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        size = total_size(inputs)
        task = bar.add_task("articles", total=size or None, records=0, rejects=0)  # no size: standard input

        def on_article(summary: "Summary") -> None:
            bar.update(task, records=summary.records, rejects=summary.rejects)

        yield Watch(on_bytes=lambda count: bar.advance(task, count), on_article=on_article)


def _print_summary(console: "Console", summary: "Summary") -> None:
    rate = summary.articles / summary.seconds if summary.seconds else 0.0
    counts = f"{summary.articles:,} articles, {summary.records:,} records, {summary.rejects:,} rejects"
    console.print(f"{counts} in {summary.seconds:.1f} s ({rate:,.1f} articles a second)", highlight=False)
    entities = ", ".join(f"{number:,} {kind}" for kind, number in summary.entities.items())
    if entities:
        console.print(f"found {entities}", highlight=False)
    if summary.skipped:
        console.print(f"{summary.skipped:,} files in folders skipped: no dumps by their endings", highlight=False)
