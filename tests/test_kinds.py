"""The registry of kinds: whole, and followed by everything that knows kinds."""

import subprocess
import sys
from pathlib import Path

import pytest

from extractor.kinds import KINDS, in_order_of_needs, kind_of
from extractor.record import Record

PRETEND = Path(__file__).with_name("pretend_kind.py")


def test_each_kind_is_a_field_of_the_record_in_its_order() -> None:
    fields = [name for name in Record.model_fields if name in {kind.name for kind in KINDS}]
    assert fields == [kind.name for kind in KINDS]


@pytest.mark.parametrize("attribute", ["name", "part", "label", "singular", "letter", "light", "dark", "column"])
def test_no_two_kinds_share(attribute: str) -> None:
    values = [getattr(kind, attribute) for kind in KINDS]
    assert len(values) == len(set(values)) > 1


def test_the_code_of_a_kind_is_a_field_of_its_class() -> None:
    coded = [kind for kind in KINDS if kind.code]
    assert coded
    assert [kind.name for kind in coded if kind.code not in kind.part.model_fields] == []


def test_a_kind_stands_behind_those_it_needs() -> None:
    order = [kind.name for kind in in_order_of_needs(KINDS)]
    assert sorted(order) == sorted(kind.name for kind in KINDS)
    assert order.index("countries") < order.index("people")


def test_plurals() -> None:
    assert [kind_of(name).plural for name in ("people", "money", "trade")] == [
        "people",
        "sums of money",
        "trade statements",
    ]


def test_a_new_kind_is_followed_everywhere(tmp_path: Path) -> None:
    """A process of its own, so that the registry has the new kind before anything is made from it."""
    ran = subprocess.run([sys.executable, str(PRETEND), str(tmp_path)], capture_output=True, text=True, timeout=300)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert ran.stdout.split("\n")[-2] == "followed everywhere"
