"""Twice the text takes twice the time, in every component, whatever is repeated in it (`tests/growth.py` has the measure)."""

import sys
import time
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent))
import growth

SIZE = 8_000  # code points of the shorter text


@pytest.mark.parametrize("unit", growth.UNITS, ids=ascii)
def test_no_component_grows_faster_than_the_text(unit: str) -> None:
    assert {name: ratio for name, ratio in growth.growths(unit, SIZE).items() if ratio > growth.RATIO} == {}


def test_what_grows_with_the_square_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    def squares(doc: object) -> object:
        started = time.process_time()
        wanted = (len(doc) / 4000) ** 2 * 0.1  # type: ignore[arg-type]
        while time.process_time() - started < wanted:
            pass
        return doc

    monkeypatch.setattr(growth.pipeline(), "_components", [("extractor_slow", squares)])
    assert growth.growths("a ", SIZE)["slow"] > growth.RATIO
