"""Records in a DuckDB database on disk: what the report and the browser ask their questions of.

JSON Lines and Parquet are read by DuckDB itself, in parallel and without a Python object for a record; memory stays
under a limit, and what doesn't fit goes to disk. `records` keeps the record's own columns (nested, see
`extractor.arrow`) under a number `article`, from 0; a view for each kind has a row for each entity.
"""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor.errors import ExtractorError, ReadError, RecordError
from extractor.readers.streams import printable
from extractor.record import Record

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Connection

MEMORY = "1GB"
JSON_LINES, PARQUET = (".jsonl", ".ndjson", ".jsonl.gz", ".jsonl.zst"), (".parquet",)
REJECTS = ".rejects.jsonl"
LONGEST_LINE = 1 << 28  # bytes of one record's JSON

_VIEWS = """
CREATE VIEW people AS
    SELECT article, item.name AS name, item.roles AS roles, item.country AS country, len(item.mentions) AS mentions
    FROM (SELECT article, unnest(people) AS item FROM records);
CREATE VIEW countries AS
    SELECT article, item.code AS code, item.name AS name, len(item.mentions) AS mentions
    FROM (SELECT article, unnest(countries) AS item FROM records);
CREATE VIEW money AS
    SELECT article, item.text AS text, item.currency AS currency, item.per AS per,
        try_cast(coalesce(item.low, item.amount, item.high) AS DOUBLE) AS low,
        try_cast(coalesce(item.high, item.amount, item.low) AS DOUBLE) AS high
    FROM (SELECT article, unnest(money) AS item FROM records);
CREATE VIEW commodities AS
    SELECT article, item.name AS name, item.hs AS hs, len(item.mentions) AS mentions
    FROM (SELECT article, unnest(commodities) AS item FROM records);
CREATE VIEW trade AS
    SELECT article, item.kind AS kind, item.text AS text, item.period AS period, item.commodities AS commodities,
        coalesce(item.exporter, item.parties[1]) AS exporter, coalesce(item.importer, item.parties[2]) AS importer,
        sums[item.money + 1].currency AS currency, sums[item.money + 1].text AS sum
    FROM (SELECT article, money AS sums, unnest(trade) AS item FROM records);
"""


def connect(path: str | os.PathLike[str], *, read_only: bool = False, memory: str = MEMORY) -> "Connection":
    """A connection to a database file, which keeps to `memory` and spills beside the file; it reaches no network."""
    try:
        import duckdb
    except ImportError as error:
        raise ExtractorError("this needs the package duckdb: pip install 'extractor[pages]'") from error
    config = {
        "memory_limit": memory,
        "temp_directory": f"{os.fspath(path)}.tmp",
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
    }
    return duckdb.connect(os.fspath(path), read_only=read_only, config=config)


def load_records(connection: "Connection", paths: Iterable[str]) -> int:
    """Fill `records` and the views of its kinds from files and folders of records; how many there were.

    Raises `ReadError` where a path has no records in it, `RecordError` where a line is none.
    """
    connection.execute(f"CREATE TABLE records (article INTEGER, {_columns(connection)})")
    count = 0
    for path in record_files(paths):
        _load(connection, path, count)
        count = _count(connection)
    connection.execute(_VIEWS)
    return count


def load_rejects(connection: "Connection", paths: Iterable[str]) -> int:
    """Fill the table `rejects` (path, index, reason, detail) from files of rejects; how many there were."""
    connection.execute('CREATE TABLE rejects (path VARCHAR, "index" BIGINT, reason VARCHAR, detail VARCHAR)')
    columns = {"path": "VARCHAR", "index": "BIGINT", "reason": "VARCHAR", "detail": "VARCHAR"}
    for path in paths:
        _run(connection, "INSERT INTO rejects SELECT * FROM " + _READ_JSON, [path, columns], path)
    found = connection.execute("SELECT count(*) FROM rejects").fetchone()
    return int(found[0]) if found else 0


def record_files(paths: Iterable[str]) -> Iterator[str]:
    """The files of records among paths: a folder stands for its shards, in order of their names."""
    for path in paths:
        if not os.path.isdir(path):
            yield path
            continue
        inside = sorted(entry.path for entry in os.scandir(path) if _is_shard(entry.name))
        if not inside:
            raise ReadError(f"{printable(path)} is a folder without records; they end in {', '.join(_ENDINGS)}")
        yield from inside


def reject_files(paths: Iterable[str]) -> list[str]:
    """The files of rejects that stand beside files of records, or in a folder of shards."""
    found: list[str] = []
    for path in paths:
        if os.path.isdir(path):
            found += (str(file) for file in sorted(Path(path).glob("rejects-*.jsonl*")))
        elif os.path.exists(f"{path}{REJECTS}"):
            found.append(f"{path}{REJECTS}")
    return found


def record_of(row: dict[str, Any]) -> Record:
    """The record that a row of `records` holds."""
    return Record.model_validate(_known(row))


def _known(value: Any) -> Any:
    """A nested value without its nulls: what a record leaves out is its default, which no list takes a null for."""
    if isinstance(value, dict):
        return {name: _known(part) for name, part in value.items() if part is not None}
    return [_known(part) for part in value] if isinstance(value, list) else value


_ENDINGS = (*JSON_LINES, *PARQUET)
_READ_JSON = f"read_json($1, format = 'newline_delimited', maximum_object_size = {LONGEST_LINE}, columns = $2)"


def _is_shard(name: str) -> bool:
    lower = name.lower()
    return lower.endswith(_ENDINGS) and not lower.endswith(REJECTS) and not lower.startswith(("rejects", "."))


def _columns(connection: "Connection") -> str:
    """The record's columns as SQL declares them."""
    return ", ".join(f'"{name}" {kind}' for name, kind in _types(connection).items())


def _types(connection: "Connection") -> dict[str, str]:
    try:
        from extractor.arrow import record_schema
    except ImportError as error:
        raise ExtractorError("this needs the package pyarrow: pip install 'extractor[pages]'") from error
    empty = connection.from_arrow(record_schema().empty_table())
    return dict(zip(empty.columns, map(str, empty.types), strict=True))


def _load(connection: "Connection", path: str, first: int) -> None:
    types = _types(connection)
    names = ", ".join(f'"{name}"' for name in types)
    if not os.path.exists(path):
        raise ReadError(f"{printable(path)} does not exist; give records of `extractor run`")
    if path.lower().endswith(PARQUET):
        source, values = "read_parquet($1)", [path]
    else:
        source, values = _READ_JSON, [path, types]
    query = f"INSERT INTO records SELECT {first} + row_number() OVER () - 1, {names} FROM {source}"
    _run(connection, query, values, path)
    bad = connection.execute(
        "SELECT min(article) FROM records WHERE article >= $1 AND (id IS NULL OR text IS NULL)", [first]
    ).fetchone()
    if bad and bad[0] is not None:
        raise RecordError(f"{printable(path)}: entry {bad[0] - first} (from 0) is no record: it has no `id` and `text`")


def _run(connection: "Connection", query: str, values: list[Any], path: str) -> None:
    """A query that reads a file; what DuckDB says of a bad one names the line."""
    import duckdb

    try:
        connection.execute(query, values)
    except (duckdb.IOException, duckdb.PermissionException) as error:
        raise ReadError(f"{printable(path)} can't be read: {_first_line(error)}") from error
    except (duckdb.InvalidInputException, duckdb.ConversionException, duckdb.BinderException) as error:
        raise RecordError(f"{printable(path)} holds no records of `extractor run`: {_first_line(error)}") from error


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0]


def _count(connection: "Connection") -> int:
    found = connection.execute("SELECT count(*) FROM records").fetchone()
    return int(found[0]) if found else 0
