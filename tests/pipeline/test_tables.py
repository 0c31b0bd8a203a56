"""The tables: sorted, no name twice, codes that exist, and every row found by the pipeline."""

from pathlib import Path

import pycountry
import pytest

import extractor
from extractor.data import read_table
from extractor.pipeline.countries import find_countries, read_names
from extractor.pipeline.text.words import read_words
from extractor.record import country_codes, currency_codes

FOLDER = Path(extractor.__file__).parent / "data"
TABLES = sorted(path.stem for path in FOLDER.glob("*.csv"))
NLP = extractor.load()
NAMES = read_names()
FULL = [row for row in read_table("countries") if row["kind"] != "demonym"]


@pytest.mark.parametrize("table", TABLES)
def test_a_table_says_what_it_is_and_has_no_row_twice(table: str) -> None:
    assert (FOLDER / f"{table}.csv").read_text(encoding="utf-8").startswith("# A row is ")
    rows = [tuple(row.items()) for row in read_table(table)]
    assert len(rows) == len(set(rows)) > 0


@pytest.mark.parametrize("table", ["countries", "places", "countries_shared", "currencies", "commodities"])
def test_a_name_stands_once(table: str) -> None:
    names = [row["name"] for row in read_table(table)]
    assert len(names) == len(set(names))


def test_codes_exist() -> None:
    codes = {code for row in read_table("places") for code in row["code"].split("|") if code}
    codes |= {row["code"] for row in read_table("countries")}
    codes |= {code for row in read_table("countries_shared") for code in row["codes"].replace("+", "|").split("|")}
    codes |= {row["code"] for row in read_table("countries_hints")}
    assert codes <= country_codes()
    assert {row["code"] for row in read_table("currencies") if row["code"]} <= currency_codes()


def test_every_country_of_iso_3166_has_a_name() -> None:
    assert {country.alpha_2 for country in pycountry.countries} <= {row["code"] for row in FULL}


@pytest.mark.parametrize("row", read_table("countries"), ids=lambda row: row["name"])
def test_every_name_of_a_country_is_found(row: dict[str, str]) -> None:
    words = read_words(NLP.make_doc(f"They met {row['name']} again."))
    found = find_countries(words, NAMES, set(), None)
    assert [(c.code, m.text) for c in found for m in c.mentions] == [(row["code"], row["name"])]
