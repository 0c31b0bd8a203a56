"""`extractor run`: raw news in, records out."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.commands.interrupts import FINISHING, interrupts
from extractor.commands.progress import LOG_STOPPING, Log, bar, log, log_error, log_summary
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
    LanguageOption,
    LimitOption,
    ModelOption,
    TextLanguage,
    model_named,
    reading_options,
)

if TYPE_CHECKING:
    from rich.console import Console

    from extractor.batch.run import Plan, Summary


class Dedupe(StrEnum):
    """Which articles count as repeats."""

    EXACT = "exact"
    NEAR = "near"
    OFF = "off"


SOME_REJECTED, NOTHING_READ, RUN_FAILED = 1, 2, 3
_MOST_ENDINGS = 8  # of skipped files that are named


def command(
    inputs: Annotated[
        list[str],
        typer.Argument(metavar="INPUT", help="Files, folders, patterns in quotes (`'dump/**/*.jsonl.gz'`), or `-`."),
    ],
    out: Annotated[
        str | None,
        typer.Option(
            "--out",
            "-o",
            metavar="OUT",
            help="A file (.jsonl, .jsonl.gz, .jsonl.zst, .parquet …), or a folder of shards where the name has no ending. "
            "Default: stdout.",
        ),
    ] = None,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Write over OUT where it exists; begin anew in a folder.")
    ] = False,
    processes: Annotated[
        int | None, typer.Option("--processes", "-p", min=1, help="How many work at once. Default: one a core.")
    ] = None,
    time_limit: Annotated[
        float, typer.Option("--time-limit", min=0, metavar="SECONDS", help="For one article; 0 is no limit.")
    ] = 60.0,
    dedupe: Annotated[
        Dedupe,
        typer.Option("--dedupe", help="Mark repeats of an article with the first one's id: equal, or nearly equal."),
    ] = Dedupe.OFF,
    shard_size: Annotated[
        int, typer.Option("--shard-size", min=1, metavar="N", help="Records in a shard of a folder.")
    ] = 10_000,
    shard_format: Annotated[
        str, typer.Option("--shard-format", metavar="ENDING", help="jsonl, jsonl.gz, jsonl.zst, parquet …")
    ] = "jsonl",
    date_order: DateOrderOption = None,
    field: FieldOption = None,
    items: ItemsOption = None,
    encoding: EncodingOption = "auto",
    columns: ColumnsOption = None,
    delimiter: DelimiterOption = None,
    limit: LimitOption = None,
    language: LanguageOption = TextLanguage.EN,
    model: ModelOption = OURS,
    min_confidence: ConfidenceOption = None,
    extension: ExtensionOption = None,
    evidence: Annotated[
        bool,
        typer.Option(
            "--evidence",
            help="Say of each find why it is there, in its `evidence`: the rule or row, the words that decided, and how sure it "
            "is. For JSON Lines alone.",
        ),
    ] = False,
    log_as: Annotated[
        Log, typer.Option("--log", help="What standard error gets: text with a bar on a terminal, or lines of JSON.")
    ] = Log.TEXT,
) -> None:
    """Turn raw news into records, one a line.

    Articles that give no record go to `OUT.rejects.jsonl` (in a folder: `rejects-….jsonl`) with the reason, and the run
    goes on. A file OUT appears when the run ends. A folder OUT keeps what is finished: after any end, the same
    command goes on from there. Without OUT, records go to standard output and everything else to standard error.

    Exit codes: 0 all well, 1 some articles rejected, 2 wrong usage or nothing to read, 3 the run failed, 130 Ctrl-C.
    """
    from extractor.batch.run import Plan

    plan = Plan(
        reading=reading_options(
            date_order,
            field,
            items=items,
            encoding=encoding,
            columns=columns,
            delimiter=delimiter,
            limits=limit,
            language=language,
        ),
        model=model_named(model),
        extensions=tuple(extension or ()),
        min_confidence=min_confidence,
        evidence=evidence,
        dedupe=dedupe.value,
        time_limit=time_limit or None,
        processes=processes,
        shard_size=shard_size,
        shard_format=shard_format.removeprefix("."),
    )
    out = None if out == "-" else out
    code = _in_json(inputs, out, plan, overwrite) if log_as is Log.JSON else _in_text(inputs, out, plan, overwrite)
    if code:
        raise typer.Exit(code)


def _in_text(inputs: list[str], out: str | None, plan: "Plan", overwrite: bool) -> int:
    from rich.console import Console

    from extractor.batch.run import run
    from extractor.commands.advice import advice
    from extractor.errors import RunError

    console = Console(stderr=True, soft_wrap=True)
    with interrupts(FINISHING if _resumable(inputs, out) else None) as heard:
        try:
            with bar(console, inputs, heard.asked) as watch:
                summary = run(inputs, out, plan=plan, overwrite=overwrite, watch=watch)
        except KeyboardInterrupt:
            summary = None
        except RunError as error:
            console.print(f"error: {error}", highlight=False, markup=False)
            return RUN_FAILED
        if summary is None or summary.interrupted:
            console.print(f"interrupted; {_what_is_kept(inputs, out)}", highlight=False, markup=False)
            return heard.exit_code
    _print_summary(console, summary)
    for line in advice(summary, inputs, plan.reading):
        console.print(line, highlight=False, markup=False)
    _print_places(console, summary, out)
    return _exit_code(summary)


def _in_json(inputs: list[str], out: str | None, plan: "Plan", overwrite: bool) -> int:
    from extractor.batch.run import run
    from extractor.errors import ExtractorError, RunError

    with interrupts(LOG_STOPPING if _resumable(inputs, out) else None) as heard:
        try:
            with log(inputs, out, heard.asked) as watch:
                summary = run(inputs, out, plan=plan, overwrite=overwrite, watch=watch)
        except KeyboardInterrupt:
            log_error(f"interrupted; {_what_is_kept(inputs, out)}", heard.exit_code)
            return heard.exit_code
        except ExtractorError as error:
            code = RUN_FAILED if isinstance(error, RunError) else NOTHING_READ
            log_error(str(error), code)
            return code
    code = heard.exit_code if summary.interrupted else _exit_code(summary)
    log_summary(summary, code)
    return code


def _exit_code(summary: "Summary") -> int:
    if not summary.readable or not summary.results:
        return NOTHING_READ
    return SOME_REJECTED if summary.rejects else 0


def _resumable(inputs: list[str], out: str | None) -> bool:
    from extractor.batch.resume import is_folder
    from extractor.readers.streams import STANDARD_INPUT

    return out is not None and is_folder(out) and STANDARD_INPUT not in inputs


def _what_is_kept(inputs: list[str], out: str | None) -> str:
    if _resumable(inputs, out):
        return f"what is finished is in {out}, and the same command goes on from there"
    if out is None:
        return "the records so far are on standard output"
    return f"nothing is kept in {out}; a run over files into a folder (-o FOLDER) can be resumed"


def _print_summary(console: "Console", summary: "Summary") -> None:
    done = summary.results - summary.earlier
    rate = done / summary.seconds if summary.seconds else 0.0
    counts = f"{summary.articles:,} articles, {summary.records:,} records, {summary.rejects:,} rejects"
    if summary.earlier and not done:
        console.print(f"finished already: {counts}; --overwrite begins anew", highlight=False)
    else:
        earlier = f", {summary.earlier:,} of them in an earlier run" if summary.earlier else ""
        speed = f"{summary.seconds:.1f} s ({rate:,.1f} articles a second)"
        console.print(f"{counts}{earlier} in {speed}", highlight=False)
    if summary.entities:
        found = ", ".join(f"{number:,} {kind}" for kind, number in summary.entities.items())
        console.print(f"found {found}", highlight=False)
    if summary.reasons and not summary.records:
        console.print(f"no records; the commonest reason: {summary.commonest_reason}", highlight=False, markup=False)
    elif summary.reasons:
        console.print(f"rejects, the commonest reason: {summary.commonest_reason}", highlight=False, markup=False)
    if not summary.results:
        console.print("nothing came of the input: there is no article in it", highlight=False)
    if summary.skipped:
        endings = ", ".join(
            f"{ending} {number:,}" for ending, number in summary.skipped_endings.most_common(_MOST_ENDINGS)
        )
        said = f"{summary.skipped:,} files in folders skipped: no dumps by their endings ({endings})"
        console.print(said, highlight=False, markup=False)


def _print_places(console: "Console", summary: "Summary", out: str | None) -> None:
    from extractor.batch.resume import is_folder
    from extractor.batch.run import rejects_path

    if out and is_folder(out):
        console.print(f"records and rejects in {out}", highlight=False, markup=False)
    elif out:
        if summary.readable:
            console.print(f"records in {out}", highlight=False, markup=False)
        if summary.rejects:
            console.print(f"rejects in {rejects_path(out)}", highlight=False, markup=False)
    if not summary.readable:
        console.print("nothing readable; no records written", highlight=False)
