"""Records in a DuckDB database on disk: what the report and the browser ask their questions of.

JSON Lines and Parquet are read by DuckDB itself, in parallel and without a Python object for a record; memory stays
under a limit, and what doesn't fit goes to disk. `records` keeps the record's own columns (nested, see
`extractor.pages.columns`), in order; its `rowid` is the article's number, from 0. A view for each kind has a row for each entity.
"""

import glob
import os
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from extractor.errors import ExtractorError, ReadError, RecordError
from extractor.pages.columns import record_columns
from extractor.readers.streams import printable
from extractor.record import Record
from extractor.records.read import read_records

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Connection

MEMORY = "1GB"
BATCH = 1_000  # records that pass through Python together
JSON_LINES, PARQUET = (".jsonl", ".ndjson", ".jsonl.gz", ".jsonl.zst"), (".parquet",)
REJECTS = ".rejects.jsonl"
LONGEST_LINES = (1 << 24, 1 << 28)  # bytes of one record's JSON: a buffer takes twice as much, so the long ones wait

_VIEWS = """
CREATE VIEW people AS
    SELECT article, item.name AS name, item.roles AS roles, item.country AS country, len(item.mentions) AS mentions
    FROM (SELECT rowid AS article, unnest(people) AS item FROM records);
CREATE VIEW countries AS
    SELECT article, item.code AS code, item.name AS name, len(item.mentions) AS mentions
    FROM (SELECT rowid AS article, unnest(countries) AS item FROM records);
CREATE VIEW money AS
    SELECT article, item.text AS text, item.currency AS currency, item.per AS per,
        try_cast(coalesce(item.low, item.amount, item.high) AS DOUBLE) AS low,
        try_cast(coalesce(item.high, item.amount, item.low) AS DOUBLE) AS high
    FROM (SELECT rowid AS article, unnest(money) AS item FROM records);
CREATE VIEW commodities AS
    SELECT article, item.name AS name, item.hs AS hs, len(item.mentions) AS mentions
    FROM (SELECT rowid AS article, unnest(commodities) AS item FROM records);
CREATE VIEW trade AS
    SELECT article, item.kind AS kind, item.text AS text, item.period AS period, item.commodities AS commodities,
        coalesce(item.exporter, item.parties[1]) AS exporter, coalesce(item.importer, item.parties[2]) AS importer,
        sums[item.money + 1].currency AS currency, sums[item.money + 1].text AS sum
    FROM (SELECT rowid AS article, money AS sums, unnest(trade) AS item FROM records);
"""


def connect(path: str | os.PathLike[str], *, read_only: bool = False, memory: str = MEMORY) -> "Connection":
    """A connection to a database file, which keeps to `memory` and spills beside the file; it reaches no network."""
    try:
        import duckdb
    except ImportError as error:
        raise ExtractorError("this needs the package duckdb: pip install 'extractor-news[pages]'") from error
    config: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": memory,
        "temp_directory": f"{os.fspath(path)}.tmp",
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
    }
    connection = duckdb.connect(os.fspath(path), read_only=read_only, config=config)
    connection.execute("SET enable_progress_bar = false")  # DuckDB draws it on standard error
    return connection


def load_records(connection: "Connection", paths: Iterable[str]) -> int:
    """Fill `records` and the views of its kinds from files and folders of records; how many there were.

    Raises `ReadError` where a path has no records in it, `RecordError` where a line is none.
    """
    types = dict(record_columns())
    columns = ", ".join(f'"{name}" {kind}' for name, kind in types.items())
    connection.execute(f"CREATE TABLE records ({columns})")
    count = 0
    for path in record_files(paths):
        _load(connection, path, types)
        _refuse_others(connection, path, count)
        count = _number(connection, "SELECT count(*) FROM records") or 0
    connection.execute(_VIEWS)
    return count


def load_rejects(connection: "Connection", paths: Iterable[str]) -> int:
    """Fill the table `rejects` (path, index, reason, detail) from files of rejects; how many there were."""
    connection.execute('CREATE TABLE rejects (path VARCHAR, "index" BIGINT, reason VARCHAR, detail VARCHAR)')
    columns = {"path": "VARCHAR", "index": "BIGINT", "reason": "VARCHAR", "detail": "VARCHAR"}
    for path in paths:
        _load_json(connection, "INSERT INTO rejects SELECT *", path, columns)
    return _number(connection, "SELECT count(*) FROM rejects") or 0


def record_files(paths: Iterable[str]) -> Iterator[str]:
    """The files of records that paths lead to: a folder of shards stands for them, in order of their names."""
    for path in paths:
        shards = (
            sorted(entry.path for entry in os.scandir(path) if _is_shard(entry.name)) if os.path.isdir(path) else []
        )
        yield from shards or [path]


def reject_files(paths: Iterable[str]) -> list[str]:
    """The files of rejects that stand beside files of records, or in a folder of shards."""
    found: list[str] = []
    for path in paths:
        if os.path.isdir(path):
            found += (str(file) for file in sorted(Path(path).glob("rejects-*.jsonl*")))
        elif os.path.exists(f"{path}{REJECTS}"):
            found.append(f"{path}{REJECTS}")
    return found


def records_at(connection: "Connection", articles: list[int]) -> Iterator[Record]:
    """The records with these numbers, which are in order."""
    if not articles:
        return
    # a join reads the rows alone, where a test of each row reads the table
    query = "SELECT records.* FROM (SELECT unnest($1) AS number) JOIN records ON records.rowid = number ORDER BY number"
    found = connection.execute(query, [articles])
    names = [column[0] for column in found.description or ()]
    for row in found.fetchall():
        yield record_of(dict(zip(names, row, strict=True)))


def record_of(row: dict[str, Any]) -> Record:
    """The record that a row of `records` holds."""
    return Record.model_validate(_known(row))


def _known(value: Any) -> Any:
    """A nested value without its nulls: what a record leaves out is its default, which no list takes a null for."""
    if isinstance(value, dict):
        return {name: _known(part) for name, part in value.items() if part is not None}
    return [_known(part) for part in value] if isinstance(value, list) else value


_ENDINGS = (*JSON_LINES, *PARQUET)
_NEEDED = "schema_version, id or text"
_INCOMPLETE = "(schema_version IS NULL OR id IS NULL OR text IS NULL)"


def _is_shard(name: str) -> bool:
    lower = name.lower()
    return lower.endswith(_ENDINGS) and not lower.endswith(REJECTS) and not lower.startswith(("rejects", "."))


def _load(connection: "Connection", path: str, types: dict[str, str]) -> None:
    if not os.path.exists(path):
        raise ReadError(f"{printable(path)} does not exist; give records of `extractor run`")
    insert = "INSERT INTO records SELECT " + ", ".join(f'"{name}"' for name in types)
    if path.lower().endswith(PARQUET):
        _run(connection, f"{insert} FROM read_parquet($1)", [glob.escape(path)], path)
    elif path.lower().endswith(JSON_LINES):
        _load_json(connection, insert, path, types)
    else:
        _load_one_by_one(connection, insert, path, types)


def _load_one_by_one(connection: "Connection", insert: str, path: str, types: dict[str, str]) -> None:
    """The formats that DuckDB doesn't read by itself (SQLite, Arrow, tables …), through a file of JSON Lines."""
    lines = (record.to_json() for record in read_records(path))
    with TemporaryDirectory() as folder:
        waiting = os.path.join(folder, "waiting.jsonl")
        while batch := list(islice(lines, BATCH)):
            Path(waiting).write_bytes(b"\n".join(batch))
            _load_json(connection, insert, waiting, types)


def _load_json(connection: "Connection", insert: str, path: str, columns: dict[str, str]) -> None:
    read = f"{insert} FROM read_json($1, format = 'newline_delimited', columns = $2, maximum_object_size = "
    for longest in LONGEST_LINES:
        try:
            _run(connection, f"{read}{longest})", [glob.escape(path), columns], path)
            return
        except RecordError as error:
            if "maximum_object_size" not in str(error) or longest == LONGEST_LINES[-1]:
                raise


def _refuse_others(connection: "Connection", path: str, first: int) -> None:
    bad = _number(connection, f"SELECT min(rowid) FROM records WHERE rowid >= {first} AND {_INCOMPLETE}")
    if bad is not None:
        raise RecordError(
            f"{printable(path)}: entry {bad - first} (from 0) is no record of `extractor run`: it lacks {_NEEDED}"
        )


def _run(connection: "Connection", query: str, values: list[Any], path: str) -> None:
    """A query that reads the file `path`, whatever is in its name; what DuckDB says of a bad one names the place."""
    import duckdb

    try:
        connection.execute(query, values)
    except (duckdb.IOException, duckdb.PermissionException) as error:
        raise ReadError(f"{printable(path)} can't be read: {_first_line(error)}") from error
    except (duckdb.InvalidInputException, duckdb.ConversionException, duckdb.BinderException) as error:
        said = f"{printable(path)} doesn't hold records alone: {_first_line(error).strip()}"
        raise RecordError(f"{said} (`extractor validate` lists what is wrong)") from error


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0]


def _number(connection: "Connection", query: str) -> int | None:
    found = connection.execute(query).fetchone()
    return None if found is None or found[0] is None else int(found[0])
