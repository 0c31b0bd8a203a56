"""The command `extractor`: one file a command, which parses, calls and prints."""

import atexit
import gc
import os
from importlib import import_module
from importlib.util import find_spec
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from extractor import __version__
from extractor.commands.pipes import whole_output
from extractor.errors import ExtractorError, RunError

COMMANDS = (
    "run",
    "show",
    "trade",
    "convert",
    "validate",
    "report",
    "browse",
    "formats",
    "schema",
    "eval",
    "train",
    "lexicon",
)
USAGE, FAILED = 2, 3  # exit codes: for wrong usage and for nothing readable; for what broke off


class _Group(TyperGroup):
    """Commands whose errors are one line on standard error, not a traceback."""

    def invoke(self, ctx: Any) -> Any:
        try:
            with whole_output():
                return super().invoke(ctx)
        except ExtractorError as error:
            typer.echo(f"error: {error}", err=True)
            raise typer.Exit(FAILED if isinstance(error, RunError) else USAGE) from error


app = typer.Typer(
    cls=_Group,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"extractor {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Raw news in, validated records out: people, countries, dates, money, commodities and trade."""


for _name in COMMANDS:
    if find_spec(f"extractor.commands.{_name}"):
        app.command(_name)(import_module(f"extractor.commands.{_name}").command)


def main() -> None:
    """What the console script calls."""
    # Matrices here are small: more than one thread each makes a process slower, and its neighbours too.
    for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ.setdefault(threads, "1")
    atexit.register(
        gc.freeze
    )  # else all tables are looked through for garbage once more at the end, for a tenth of a second
    app()
