"""What the browser searches: the store of records with an index of words and of values, kept in a file between runs.

DuckDB's own full-text search is an extension that is fetched from the network when it is first used; here the index is
a plain table of words, so that nothing is fetched. It is written in segments, each sorted by word: a look-up reads a
few blocks of each, whatever the number of records.
"""

import hashlib
import os
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from extractor import __version__
from extractor.errors import WriteError
from extractor.pages.store import connect, load_records, record_files
from extractor.readers.streams import printable

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Connection

SEGMENT = 40_000_000  # code points of text
LONGEST_WORD = 40
WORDS = (  # of a text, as the index has them: no capitals, no accents
    "list_filter(regexp_extract_all(lower(strip_accents({})), '[\\p{{L}}\\p{{N}}]+'), "
    f"lambda word: len(word) <= {LONGEST_WORD})"
)
Say = Callable[[str], None]

_TABLES = """
CREATE TABLE articles AS
    SELECT rowid::INTEGER AS article, published, source.outlet AS outlet, title FROM records;
CREATE TABLE names AS
    SELECT row_number() OVER (ORDER BY name)::INTEGER AS person, name FROM (SELECT DISTINCT name FROM people);
CREATE TABLE person_of AS
    SELECT DISTINCT article::INTEGER AS article, person FROM people JOIN names USING (name) ORDER BY article, person;
CREATE TABLE country_of AS
    SELECT DISTINCT article::INTEGER AS article, code FROM countries ORDER BY article, code;
CREATE TABLE country_names AS SELECT code, any_value(name ORDER BY name) AS name FROM countries GROUP BY code;
CREATE TABLE goods AS
    SELECT row_number() OVER (ORDER BY name, hs)::INTEGER AS good, name, hs FROM (SELECT DISTINCT name, hs FROM commodities);
CREATE TABLE good_of AS
    SELECT DISTINCT article::INTEGER AS article, good
    FROM commodities AS c JOIN goods AS g ON c.name = g.name AND c.hs IS NOT DISTINCT FROM g.hs ORDER BY article, good;
CREATE TABLE currency_of AS
    SELECT DISTINCT article::INTEGER AS article, currency FROM money WHERE currency IS NOT NULL ORDER BY article, currency;
CREATE TABLE sum_of AS SELECT article::INTEGER AS article, currency, low, high FROM money;
CREATE TABLE words (word VARCHAR, article INTEGER, times UTINYINT);
"""


def open_index(
    records: Iterable[str], folder: str | os.PathLike[str] | None = None, *, say: Say = print
) -> "Connection":
    """A read-only connection to the index of files and folders of records, built first where it is missing or stale.

    It is kept in `folder` (`cache_folder()` where it is None) under the records' paths, and is stale when a size or a
    time of change is another one. `say` hears what takes time.
    """
    files = [os.path.realpath(path) for path in record_files(records)]
    path = Path(folder or cache_folder()) / f"{_name(files)}.duckdb"
    state = _state(files)
    if not _is_fresh(path, state):
        say(
            f"indexing {', '.join(map(os.path.basename, files[:3]))}{' …' if len(files) > 3 else ''} (once; kept in {path})"
        )
        _build(path, files, state)
    return connect(path, read_only=True)


def cache_folder() -> Path:
    """Where indexes are kept: the user's cache, as the system has it."""
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "extractor"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or tempfile.gettempdir()) / "extractor"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "extractor"


def _name(files: list[str]) -> str:
    digest = hashlib.blake2b("\0".join(map(printable, files)).encode(), digest_size=8).hexdigest()
    return f"{Path(files[0]).name.split('.')[0][:40]}-{digest}" if files else digest


def _state(files: list[str]) -> str:
    """What tells that the files, or the way of indexing them, have changed."""
    stats = [os.stat(path) if os.path.exists(path) else None for path in files]
    way = hashlib.blake2b((_TABLES + WORDS).encode(), digest_size=8).hexdigest()
    return "; ".join([__version__, way, *(f"{stat.st_size} {stat.st_mtime_ns}" for stat in stats if stat)])


def _is_fresh(path: Path, state: str) -> bool:
    if not path.exists():
        return False
    import duckdb

    try:
        with connect(path, read_only=True) as connection:
            return connection.execute("SELECT state FROM built").fetchone() == (state,)
    except duckdb.Error:  # another version's file, or one that broke off
        return False


def _build(path: Path, files: list[str], state: str) -> None:
    """Build the index in a folder that nobody else can look into, and give it its name when it is whole."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=f".{path.name}.", suffix=".part", dir=path.parent) as folder:
            unfinished = Path(folder) / path.name
            with connect(unfinished) as connection:
                load_records(connection, files)
                _fill(connection)
                connection.execute("CREATE TABLE built AS SELECT $1 AS state", [state])
            unfinished.chmod(0o600)
            os.replace(unfinished, path)
    except OSError as error:
        raise WriteError(f"{path} can't be written: {error.strerror or error}; choose a folder with --index") from error


def _fill(connection: "Connection") -> None:
    connection.execute(_TABLES)
    found = connection.execute("SELECT count(*), coalesce(sum(len(text)), 0) FROM records").fetchone()
    count, letters = found or (0, 0)
    step = max(1, int(SEGMENT * count / max(letters, 1)))
    words = WORDS.format("concat_ws(' ', title, text)")
    for first in range(0, count, step):
        connection.execute(
            f"""
            INSERT INTO words SELECT word, article, least(count(*), 255) FROM (
                SELECT rowid AS article, unnest({words}) AS word FROM records WHERE rowid >= $1 AND rowid < $2)
            GROUP BY word, article ORDER BY word, article""",
            [first, first + step],
        )
