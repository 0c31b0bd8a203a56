"""The report on a dataset: one page with no network, over as many records as a disk holds.

::

    RECORDS ─ store ─► DuckDB on disk ─ summary ─► a few rows a question ─ sections ─► words, charts, tables ─► one file
"""

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from extractor import __version__
from extractor.data import read_by_code
from extractor.errors import ExtractorError, RecordError, WriteError
from extractor.kinds import NAMES, kind_of
from extractor.pages.article import framed_parts
from extractor.pages.blocks import count, share
from extractor.pages.document import asset, harmless, render_page
from extractor.pages.examples import Example, pick_examples
from extractor.pages.sections import sections
from extractor.pages.store import connect, load_records, load_rejects, reject_files
from extractor.pages.summary import Summary, summarise
from extractor.records.write import replacing

ENDINGS = (".html", ".htm")
LONGEST_ERROR = 300
Names = Mapping[str, str]  # of countries, by code


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
    _check_out(os.fspath(out), overwrite=overwrite)
    with (
        replacing(Path(out), overwrite=overwrite) as stream,
        TemporaryDirectory(prefix=".report-", dir=Path(out).parent) as folder,
    ):
        found, names, examples = _read(records, [*reject_files(records), *rejects], Path(folder))
        files = ", ".join(Path(path).name for path in records)
        stream.write(to_report(found, names, examples, files=files).encode())
    return found.counts["articles"]


def _check_out(out: str, *, overwrite: bool) -> None:
    if not out.lower().endswith(ENDINGS):  # nor does it ever take the place of records
        raise WriteError(f"{out}: a report is a page; choose a name that ends in {' or '.join(ENDINGS)}")
    if os.path.lexists(out) and not overwrite:
        raise WriteError(f"{out} exists already; choose another name, or ask for it to be overwritten (--overwrite)")


def _read(records: list[str], rejects: list[str], folder: Path) -> tuple[Summary, Names, list[Example]]:
    connection = connect(folder / "records.duckdb")
    try:
        load_records(connection, records)
        load_rejects(connection, dict.fromkeys(rejects))
        summary = clean(summarise(connection))
        names = country_names() | {row["code"]: row["name"] for row in summary["countries"]}
        return summary, names, pick_examples(connection, summary, names)
    except ExtractorError:
        raise
    except Exception as error:  # whatever DuckDB and the records' class make of files that break the contract
        said = " ".join(f"{type(error).__name__}: {error}".split())[:LONGEST_ERROR]
        raise RecordError(
            f"{', '.join(records)}: no report can be made ({said}); `extractor validate` lists what is wrong"
        ) from error
    finally:
        connection.close()


def country_names() -> dict[str, str]:
    """The name of each state by its code: a side of trade need not be among the article's countries."""
    return {code: row["name"] for code, row in read_by_code("countries_codes").items()}


def to_report(summary: Summary, names: Names, examples: Sequence[Example] = (), *, files: str) -> str:
    """The page of a summary; `names` are those of countries, by code."""
    parts = sections(summary, names)
    specs = {f"{part.id}-{number}": figure.spec for part in parts for number, figure in enumerate(part.figures)}
    return render_page(
        "report.html",
        title=f"Report: {files}",
        styles=(asset("report.css"),),
        scripts=(asset("static/vega.js"), asset("charts.js")),
        framed=framed_parts(),
        policy={"style-src-attr": "'unsafe-inline'"},  # Vega sets styles of its drawings so
        heading=harmless(f"Report on {files}"),
        subtitle=_subtitle(summary),
        tiles=_tiles(summary),
        sections=parts,
        examples=examples,
        shown={example.article for example in examples},
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
    for kind in NAMES:
        note = f"in {share(counts[f'with_{kind}'], counts['articles'])} of articles"
        tiles.append(Tile(kind_of(kind).plural, counts[kind], note, kind))
    return tiles


def clean(summary: Summary) -> Summary:
    """The summary with every text in it made harmless."""
    return replace(summary, sections={name: _harmless(rows) for name, rows in summary.sections.items()})


def _harmless(value: Any) -> Any:
    if isinstance(value, str):
        return harmless(value)
    if isinstance(value, list):
        return [_harmless(part) for part in value]
    return {name: _harmless(part) for name, part in value.items()} if isinstance(value, dict) else value
