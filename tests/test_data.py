"""The tables' readers: what they give, and that an error says the table and the row."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from extractor import data
from extractor.errors import FormatError

ROWS = (
    {"name": "ox", "kind": "plural", "value": "oxen"},
    {"name": "grey", "kind": "spelling", "value": "gray"},
    {"name": "ox", "kind": "plural", "value": "oxen"},
)


@pytest.fixture
def table(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A function that lets every table have the given rows, with no memory of the real ones."""

    def give(*rows: Mapping[str, str]) -> None:
        lines = [rows[0].keys(), *(row.values() for row in rows)] if rows else []
        monkeypatch.setattr(data, "_text", lambda name: "\n".join(map(",".join, lines)))
        for name in ("read_table", "words", "values", "_by_kind"):
            monkeypatch.setattr(data, name, getattr(data, name).__wrapped__)

    return give


def test_a_kind_gives_its_words_and_no_kind_gives_all(table: Any) -> None:
    table(*ROWS)
    assert data.words("nouns", "plural") == {"ox"}
    assert data.words("nouns") == {"ox", "grey"}
    assert data.values("nouns", "plural") == {"ox": "oxen"}
    assert data.values("nouns", column="kind") == {"ox": "plural", "grey": "spelling"}


def test_what_is_read_is_read_once_and_cannot_be_changed() -> None:
    assert data.words("commodities_words", "supply") is data.words("commodities_words", "supply")
    with pytest.raises(TypeError):
        data.values("commodities_spellings", "plural")["ox"] = "oxes"  # type: ignore[index]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ((*ROWS, {"name": "", "kind": "plural", "value": "s"}), "data/nouns.csv: row 4 has no name"),
        (
            (*ROWS, {"name": "ox", "kind": "plural", "value": "oxes"}),
            "data/nouns.csv: row 4: 'ox' has 'oxes' in 'value', but 'oxen' in row 1",
        ),
        (ROWS[1:2], "data/nouns.csv: no row of the kind 'plural'; its kinds are spelling"),
        (({"name": "ox", "kind": "plural"},), "data/nouns.csv: no column value"),
        ((), "data/nouns.csv: no column kind, name, value"),
    ],
)
def test_a_table_that_cannot_be_read_is_told_with_its_row(table: Any, rows: Any, message: str) -> None:
    table(*rows)
    with pytest.raises(FormatError) as told:
        data.values("nouns", "plural")
    assert str(told.value) == message


LISTED = '# A row is a place.\nname,people\n"Hook, Upper",5\nHook,70\n'


@pytest.fixture
def listed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The file of a table called `places`."""
    monkeypatch.setattr(data, "files", lambda package: tmp_path)
    path = tmp_path / "places.csv"
    path.write_text(LISTED, encoding="utf-8")
    return path


def test_lines_have_a_tab_between_cells_and_keep_the_commas_within_them(listed: Path) -> None:
    assert data.read_lines("places") == (["name", "people"], "Hook, Upper\t5\nHook\t70")
    assert list(data.read_cells("places")) == [["name", "people"], ["Hook, Upper", "5"], ["Hook", "70"]]


@pytest.mark.parametrize("read", [data.read_cells, data.read_lines])
def test_a_row_of_another_width_is_told(listed: Path, read: Callable[[str], object]) -> None:
    listed.write_text(f"{LISTED}Ford,8,9\n", encoding="utf-8")
    with pytest.raises(FormatError, match=r"data/places.csv: row 3 \(\['Ford', '8', '9'\]\) has not as many cells"):
        read("places")


@pytest.mark.parametrize(
    "name", ["commodities_words", "commodities_spellings", "commodities", "currencies", "hs_headings"]
)
def test_a_table_is_sorted(name: str) -> None:
    by_kind = name.startswith("commodities_")
    rows = [(row["kind"] if by_kind else "", *row.values()) for row in data.read_table(name)]
    if name == "commodities":  # a list of goods reads without regard to capitals
        rows = [(kind, goods.casefold(), *rest) for kind, goods, *rest in rows]
    assert rows == sorted(rows)
