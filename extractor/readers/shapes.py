"""One JSON value that holds many articles: the shapes in which pandas writes a table, and where else a list of them lies.

::

    {"text": {"0": …, "1": …}, "title": {…}}          to_json()                    columns of cells
    {"0": {"text": …}, "1": {…}}                       to_json(orient="index")      rows by their keys
    {"columns": […], "index": […], "data": [[…], …]}   to_json(orient="split")
    {"schema": {…}, "data": [{…}, …]}                  to_json(orient="table")
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from extractor.readers.synonyms import locate

Rows = Sequence[Mapping[str, Any]]
_DEEPEST = 4


def unfold(found: Mapping[str, Any], mapped: Mapping[str, str]) -> Rows | None:
    """The articles' objects in an object that is a table; None where it is none.

    >>> unfold({"columns": ["id", "text"], "data": [[1, "Tea rose."]]}, {})
    [{'id': 1, 'text': 'Tea rose.'}]
    >>> unfold({"text": {"0": "Tea rose."}, "id": {"0": 7}}, {})
    [{'text': 'Tea rose.', 'id': 7}]
    """
    return next((rows for read in (_split, _table, _columns, _index) if (rows := read(found, mapped))), None)


def _split(found: Mapping[str, Any], mapped: Mapping[str, str]) -> Rows | None:
    names, data = found.get("columns"), found.get("data")
    if not isinstance(names, list) or not isinstance(data, list) or "text" not in locate(map(str, names), mapped):
        return None
    if not all(isinstance(row, list) and len(row) == len(names) for row in data):
        return None
    return [dict(zip(map(str, names), row, strict=True)) for row in data]


def _table(found: Mapping[str, Any], mapped: Mapping[str, str]) -> Rows | None:
    data = found.get("data")
    if not isinstance(found.get("schema"), dict) or not isinstance(data, list):
        return None
    return data if data and all(isinstance(row, dict) and "text" in locate(row, mapped) for row in data) else None


def _columns(found: Mapping[str, Any], mapped: Mapping[str, str]) -> Rows | None:
    texts = found.get(locate(found, mapped).get("text", ""))
    if not isinstance(texts, dict) or not all(isinstance(text, str | None) for text in texts.values()):
        return None
    if not all(isinstance(cells, dict) for cells in found.values()):
        return None
    return [{name: cells.get(key) for name, cells in found.items()} for key in texts]


def _index(found: Mapping[str, Any], mapped: Mapping[str, str]) -> Rows | None:
    rows = list(found.values())
    if not all(isinstance(row, dict) and isinstance(row.get(locate(row, mapped).get("text", "")), str) for row in rows):
        return None
    return rows


def place_of_articles(found: Mapping[str, Any]) -> str | None:
    """The path of names to the longest list of objects in an object: where its articles seem to be.

    >>> place_of_articles({"response": {"tags": [], "results": [{"id": 1}]}, "meta": [{}]})
    'response.results'
    """
    lists = [(-size, len(path), path) for path, size in _lists(found, (), 0)]
    return ".".join(min(lists)[2]) if lists else None


def _lists(found: Mapping[str, Any], path: tuple[str, ...], depth: int) -> Iterator[tuple[tuple[str, ...], int]]:
    for name, value in found.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            yield (*path, name), sum(map(len, value))
        elif isinstance(value, dict) and depth < _DEEPEST:
            yield from _lists(value, (*path, name), depth + 1)
