"""The notebook is run in a kernel of its own, and what its cells show is what it was saved with."""

import os
from pathlib import Path
from typing import Any

import pytest

nbformat = pytest.importorskip("nbformat", reason="nbformat is not installed")
nbclient = pytest.importorskip("nbclient", reason="nbclient is not installed")
pytest.importorskip("ipykernel", reason="ipykernel is not installed")

ROOT = Path(__file__).parent.parent.parent
NOTEBOOK = ROOT / "examples" / "news.ipynb"


@pytest.fixture(scope="module")
def saved() -> Any:
    return nbformat.read(NOTEBOOK, as_version=4)


@pytest.fixture(scope="module")
def found(saved: Any) -> Any:
    """The notebook after a run from above to below."""
    copy = nbformat.from_dict(saved)
    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = str(ROOT)
    try:
        nbclient.NotebookClient(copy, timeout=120, resources={"metadata": {"path": str(NOTEBOOK.parent)}}).execute()
    finally:
        os.environ.pop("PYTHONPATH") if before is None else os.environ.update(PYTHONPATH=before)
    return copy


def said(cell: Any) -> str:
    """What a cell shows as text."""
    return "".join(out.get("text") or out["data"]["text/plain"] for out in cell.get("outputs", ()))


def test_cells_show_what_they_were_saved_with(saved: Any, found: Any) -> None:
    pairs = [pair for pair in zip(saved.cells, found.cells, strict=True) if pair[0].cell_type == "code"]
    assert len(pairs) > 5
    for before, after in pairs:
        if "varies" in before.metadata.get("tags", ()):  # by what a trained decision finds
            assert said(after).count("\n") == said(before).count("\n") > 1
        else:
            assert said(after) == said(before), before.source


def test_a_record_shows_its_page(found: Any) -> None:
    shown = [out["data"] for cell in found.cells for out in cell.get("outputs", ()) if "data" in out]
    (frame,) = (data["text/html"] for data in shown if "srcdoc" in data.get("text/html", ""))
    assert "Lukashenko" in frame and frame.startswith("<iframe")
    assert sum("<table" in data.get("text/html", "") for data in shown) == 3, "frames of pandas"


def test_it_is_saved_without_pages(saved: Any) -> None:
    """They are large, and old as soon as something changes."""
    assert NOTEBOOK.stat().st_size < 20_000
    assert all(set(out.get("data", ())) <= {"text/plain"} for cell in saved.cells for out in cell.get("outputs", ()))
