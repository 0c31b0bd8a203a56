"""The report on a dataset: one page with no network, over as many records as a disk holds.

::

    RECORDS ─ store ─► DuckDB on disk ─ summary ─► a few rows a question ─ sections ─► words, charts, tables ─► one file
"""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from extractor import __version__
from extractor.errors import WriteError
from extractor.pages.charts import drawing_code
from extractor.pages.document import asset, harmless, render_page
from extractor.pages.sections import count, sections, share
from extractor.pages.store import connect, load_records, load_rejects, reject_files
from extractor.pages.summary import KINDS, Summary, summarise
from extractor.writers import replacing

TILES = {
    "people": "people",
    "countries": "countries",
    "dates": "dates",
    "money": "sums of money",
    "commodities": "goods",
}


@dataclass(frozen=True, slots=True)
class Tile:
    """A number on top of the report."""

    name: str
    number: int
    note: str = ""
    kind: str = ""


def write_report(
    records: Iterable[str], out: str | os.PathLike[str], *, rejects: Iterable[str] = (), overwrite: bool = False
) -> int:
    """Write the report on files and folders of records to `out`, and return how many records there were.

    Rejects that stand beside the records are counted, and those of the files `rejects`. The records pass through a
    database in the folder of `out`, which is gone when the report is there. Raises `ReadError` or `RecordError` for
    records that can't be read, `WriteError` where `out` can't be made.
    """
    records = [os.fspath(path) for path in records]
    if os.path.lexists(out) and not overwrite:
        raise WriteError(f"{out} exists already; choose another name, or ask for it to be overwritten (--overwrite)")
    with replacing(Path(out)) as stream, TemporaryDirectory(prefix=".report-", dir=Path(out).parent) as folder:
        found, names = _read(records, [*reject_files(records), *rejects], Path(folder))
        stream.write(to_report(found, names, files=", ".join(map(os.path.basename, records))).encode())
    return found.counts["articles"]


def _read(records: list[str], rejects: list[str], folder: Path) -> tuple[Summary, Mapping[str, str]]:
    connection = connect(folder / "records.duckdb")
    try:
        load_records(connection, records)
        load_rejects(connection, dict.fromkeys(rejects))
        found = summarise(connection)
        return found, {row["code"]: row["name"] for row in found["countries"]}
    finally:
        connection.close()


def to_report(summary: Summary, names: Mapping[str, str], *, files: str) -> str:
    """The page of a summary; `names` are those of countries, by code."""
    parts = sections(summary, names)
    specs = {f"{part.id}-{number}": figure.spec for part in parts for number, figure in enumerate(part.figures)}
    return render_page(
        "report.html",
        title=f"Report: {files}",
        styles=(asset("report.css"),),
        scripts=(drawing_code(), asset("charts.js")),
        policy={"style-src-attr": "'unsafe-inline'"},  # of the drawings: Vega sets them so
        heading=harmless(f"Report on {files}"),
        subtitle=_subtitle(summary),
        tiles=_tiles(summary),
        sections=parts,
        examples=[],
        specs=specs,
        has_map=bool(summary["countries"]),
        version=__version__,
        files=harmless(files),
    )


def _subtitle(summary: Summary) -> str:
    said = count(summary.counts["articles"], "article")
    if summary.counts["outlets"]:
        said += f" from {count(summary.counts['outlets'], 'outlet')}"
    return said + (f", published {summary.first} to {summary.last}" if summary.first else "")


def _tiles(summary: Summary) -> list[Tile]:
    counts = summary.counts
    tiles = [Tile("articles", counts["articles"]), Tile("rejects", counts["rejects"])]
    for kind in KINDS:
        note = f"in {share(counts[f'with_{kind}'], counts['articles'])} of articles"
        tiles.append(
            Tile({"money": "sums of money", "trade": "trade statements"}.get(kind, kind), counts[kind], note, kind)
        )
    return tiles


def clean(value: Any) -> Any:
    """A value with every text in it made harmless."""
    if isinstance(value, str):
        return harmless(value)
    if isinstance(value, list):
        return [clean(part) for part in value]
    return {name: clean(part) for name, part in value.items()} if isinstance(value, dict) else value
