"""Currency signs come from one table: a row added to it is cut off by the tokenizer and priced, with no other edit."""

import json
import subprocess
import sys
from decimal import Decimal

import pytest

import extractor
from extractor.data import Row, read_table
from extractor.pipeline.text.signs import AMOUNTS, symbols
from extractor.pipeline.text.tokens import split
from extractor.record import currency_codes

TIGHT = [row for row in read_table("currencies") if row["tight"]]
FIGURES = {"any": ("5", "500m"), "digit": ("5", "500m"), "sum": ("500m", "1,500"), "large": ("500m", "1,500")}
NLP = extractor.load(kinds=("countries", "money"), model=None)
PRETEND: list[Row] = [
    {"name": name, "kind": "sign", "code": "ZMW", "unit": "", "fraction": "1", "caution": "", "tight": tight}
    for name, tight in (("ZK$", "any"), ("$ZK", "any"), ("Zmk", "digit"), ("ZZ", "sum"), ("߿", "any"))
]
AMOUNTS_OF_PRETEND = ["ZK$40m", "$ZK 40m", "Zmk40", "ZZ500m", "߿40bn", "40߿", "7-ZK$12 million"]
SCRIPT = """
import json, sys
from extractor import data
rows, texts = json.load(sys.stdin)
real = data.read_table
data.read_table = lambda name: (*real(name), *rows) if name == "currencies" else real(name)
import extractor
nlp = extractor.load(kinds=("countries", "money"), model=None)
for text in texts:
    print([(m.text, m.currency) for m in extractor.extract(text, nlp=nlp).money])
"""


@pytest.mark.parametrize("row", TIGHT, ids=lambda row: row["name"])
def test_a_sign_is_cut_off_the_figure_behind_it(row: Row) -> None:
    for figure in FIGURES[row["tight"]]:
        words = split(row["name"] + figure)
        assert "".join(words) == row["name"] + figure
        assert words[-1 - figure.endswith("m")] == figure.removesuffix("m")


@pytest.mark.parametrize("letters", ["R2", "K2", "M5", "ZK40", "Esc9", "$AAPL"])
def test_what_only_looks_like_a_sum_stays_whole(letters: str) -> None:
    assert split(letters) in ([letters], ["$", letters[1:]])


def test_cells_are_known_and_codes_exist() -> None:
    assert {row["tight"] for row in TIGHT} == AMOUNTS.keys()
    codes = [row for row in TIGHT if row["kind"] == "code"]
    assert len(codes) > 140
    assert [row["name"] for row in codes if row["name"] not in currency_codes() or row["name"] != row["code"]] == []


@pytest.mark.parametrize("symbol", sorted(symbols() - {"¢"}))  # cents stand behind
def test_a_symbol_is_money_on_both_sides_of_a_figure(symbol: str) -> None:
    record = extractor.extract(f"They paid {symbol}40 and 50{symbol} on Monday.", nlp=NLP)
    assert [(m.text, m.low is not None) for m in record.money] == [(f"{symbol}40", True), (f"50{symbol}", True)]


def test_a_sign_of_the_table_is_no_dollar() -> None:
    money = extractor.extract("They paid MOP$40m on Monday.", nlp=NLP).money
    assert [(m.currency, m.low) for m in money] == [("MOP", Decimal(40_000_000))]


def run(rows: list[Row]) -> list[str]:
    """What a fresh interpreter, whose table of currencies has these rows too, finds in each amount's sentence."""
    texts = [f"They paid {amount} on Monday." for amount in AMOUNTS_OF_PRETEND]
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], input=json.dumps([rows, texts]), capture_output=True, text=True, check=True
    )
    return done.stdout.splitlines()


def test_a_row_that_is_added_is_cut_off_and_priced() -> None:
    found = run(PRETEND)
    assert found == [str([(amount.rpartition("-")[2], "ZMW")]) for amount in AMOUNTS_OF_PRETEND]
    assert run([]) != found
