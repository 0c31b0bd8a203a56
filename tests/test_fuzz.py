"""No component raises, whatever a text says: five thousand texts here, as many as one likes by `python tests/fuzz.py`."""

import random
import sys
from itertools import islice
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
import fuzz

TEXTS, SEED = 5000, 20


def test_every_text_of_the_grammars_gives_a_record() -> None:
    assert list(fuzz.failures(TEXTS, SEED)) == []


def test_the_same_seed_makes_the_same_texts() -> None:
    first, again = (list(islice(fuzz.texts(SEED, 7), 50)) for _ in range(2))
    assert first == again != list(islice(fuzz.texts(SEED + 1, 7), 50))


@pytest.mark.parametrize("symbol", fuzz.GRAMMARS)
def test_every_symbol_grows_into_text_without_symbols(symbol: str) -> None:
    grown = {fuzz.grow(f"{{{symbol}}}", random.Random(seed)) for seed in range(30)}
    assert len(grown) > 1 and not any("{" in text for text in grown)
