"""`extractor validate`: whether records keep the contract, and where they break it."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from extractor.record import Record
    from extractor.records.read import Problem

BROKEN = 1


def command(
    records: Annotated[
        list[str],
        typer.Argument(metavar="RECORDS", help="Files or folders of records, in any format but DocBin, or `-`."),
    ],
    limit: Annotated[
        int, typer.Option("--limit", metavar="N", min=0, help="Print N problems at most; all are counted.")
    ] = 1_000,
) -> None:
    """Check records against the contract, and say where they break it: file, line or row, field, problem.

    Beside the schema, every span must quote its text, values must be in their one form, and lists in the order of first
    mention. A problem doesn't end the check. Problems go to standard output, counts and notes to standard error.

    Exit codes: 0 all well, 1 something breaks the contract, 2 wrong usage.
    """
    from extractor.records.read import Problem, scan_records

    counts = _Counts()
    for path in records:
        for found in scan_records(path, strict=True):
            if isinstance(found, Problem):
                counts.add_problem(found)
                if counts.problems <= limit:
                    typer.echo(str(found))
            else:
                counts.add(found)
    _print(counts, limit)
    if counts.problems:
        raise typer.Exit(BROKEN)


@dataclass(slots=True)
class _Counts:
    """What was seen."""

    valid: int = 0
    broken: int = 0
    problems: int = 0
    unreadable: int = 0
    repeated: int = 0
    example: str | None = None  # the first id that came twice
    _ids: set[int] = field(default_factory=set)  # hashes: a million ids in little memory
    _last: tuple[str, str | None] | None = None

    def add(self, record: "Record") -> None:
        """A record that keeps the contract."""
        self.valid += 1
        identity = hash(record.id)
        if identity in self._ids:
            self.repeated += 1
            self.example = self.example or record.id
        self._ids.add(identity)

    def add_problem(self, problem: "Problem") -> None:
        """One of the problems of a record or file."""
        self.problems += 1
        self.unreadable += problem.unreadable
        place = (problem.path, problem.place)
        self.broken += place != self._last and not problem.unreadable
        self._last = place


def _print(counts: _Counts, limit: int) -> None:
    if counts.problems > limit:
        typer.echo(f"… and {counts.problems - limit:,} more problems (--limit)", err=True)
    said = f"{counts.valid + counts.broken:,} records: {counts.valid:,} valid, {counts.broken:,} broken"
    typer.echo(f"{said}; {counts.problems:,} problems", err=True)
    if counts.unreadable:
        typer.echo(
            f"{counts.unreadable:,} places where reading broke off: what follows there was not checked", err=True
        )
    if counts.repeated:
        typer.echo(
            f"note: {counts.repeated:,} records repeat an id that came before, such as {counts.example!r}", err=True
        )
