"""The tables: sorted, no name twice, codes that exist."""

import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

import extractor
from extractor.data import read_table
from extractor.record import country_codes, currency_codes

FOLDER = Path(extractor.__file__).parent / "data"
TABLES = sorted(path.relative_to(FOLDER).with_suffix("").as_posix() for path in FOLDER.rglob("*.csv"))
FULL = [row for row in read_table("countries") if row["kind"] != "demonym"]


@pytest.mark.parametrize("table", TABLES)
def test_a_table_says_what_it_is_and_has_no_row_twice(table: str) -> None:
    assert (FOLDER / f"{table}.csv").read_text(encoding="utf-8").startswith("# A row is ")
    rows = [tuple(row.items()) for row in read_table(table)]
    assert len(rows) == len(set(rows)) > 0


@pytest.mark.parametrize(
    "table",
    "countries countries_codes countries_hints countries_not countries_shared currencies currencies_codes currencies_tender "
    "feasts places regions towns".split(),
)
def test_a_table_is_sorted(table: str) -> None:
    rows = [tuple(row.values()) for row in read_table(table)]
    assert rows == sorted(rows)


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
    assert {row["code"] for row in read_table("countries_codes") if len(row["code"]) == 2} <= {
        row["code"] for row in FULL
    }


def test_a_code_stands_once() -> None:
    for table in ("countries_codes", "currencies_codes", "regions"):
        codes = [row["code"] for row in read_table(table)]
        assert len(codes) == len(set(codes))


@pytest.mark.parametrize("row", read_table("countries_codes"), ids=lambda row: row["code"])
def test_a_country_has_codes_and_a_name(row: dict[str, str]) -> None:
    assert re.fullmatch("[A-Z]{2}|[A-Z]{4}", row["code"])
    assert re.fullmatch("[A-Z]{3}", row["alpha_3"])
    assert row["name"]
    assert (row["continent"] in {"AF", "AN", "AS", "EU", "NA", "OC", "SA"}) is (len(row["code"]) == 2)
    assert all(cell == cell.strip() for cell in row.values())


def test_codes_of_countries_are_those_of_the_standards() -> None:
    codes = {row["code"]: row for row in read_table("countries_codes")}
    assert sum(len(code) == 2 for code in codes) == 249 + 1  # ISO 3166-1, and Kosovo
    assert sum(len(code) == 4 for code in codes) == 31  # ISO 3166-3
    three = [row["alpha_3"] for code, row in codes.items() if len(code) == 2]
    assert len(three) == len(set(three))


@pytest.mark.parametrize("row", read_table("currencies_codes"), ids=lambda row: row["code"])
def test_a_currency_has_a_code_and_names(row: dict[str, str]) -> None:
    assert re.fullmatch("[A-Z]{3}", row["code"])
    assert row["in_force"] in ("yes", "")
    assert row["name"] and row["plural"]


def test_every_country_but_antarctica_has_a_currency_of_today() -> None:
    current = {row["code"] for row in read_table("currencies_codes") if row["in_force"]}
    today = {row["country"] for row in read_table("currencies_tender") if row["code"] in current and not row["last"]}
    assert {row["code"] for row in read_table("countries_codes") if len(row["code"]) == 2} - today == {"AQ"}


def test_a_currency_is_tender_in_a_country_for_a_time() -> None:
    countries = country_codes() | {"CS", "DD", "SU", "TP", "YD", "YU", "ZR", "BU"}  # what former states had
    for row in read_table("currencies_tender"):
        assert row["country"] in countries
        assert row["code"] in currency_codes()
        first, last = (date.fromisoformat(row[cell]) if row[cell] else None for cell in ("first", "last"))
        assert first is None or last is None or first <= last


def test_a_region_is_in_a_country() -> None:
    for row in read_table("regions"):
        country, _, own = row["code"].partition("-")
        assert country in country_codes()
        assert re.fullmatch("[A-Z0-9]{1,3}", own)
        assert row["name"] == row["name"].strip() != ""


def test_a_town_is_in_a_country_and_has_people() -> None:
    seen = set()
    for row in read_table("towns"):
        assert row["country"] in country_codes()
        assert row["population"].isdecimal()
        assert row["name"] == row["name"].strip() != ""
        seen.add((row["name"], row["country"]))
    assert len(seen) == len(read_table("towns"))


LUNAR = {"Ashura", "Eid al-Adha", "Eid al-Fitr", "Islamic New Year", "Mawlid", "Ramadan"}


@pytest.mark.parametrize("feast", sorted({row["name"] for row in read_table("feasts")}))
def test_a_feast_comes_every_year_of_its_calendar(feast: str) -> None:
    days = [date.fromisoformat(row["day"]) for row in read_table("feasts") if row["name"] == feast]
    years = {(later - earlier).days for earlier, later in pairwise(days)}
    assert years <= (set(range(353, 357)) if feast in LUNAR else {*range(352, 357), *range(382, 387)})


def test_the_grammar_and_the_calendar_have_the_same_feasts() -> None:
    values = {row["value"].removesuffix(" capital") for row in read_table("dates") if row["kind"] == "holiday"}
    named = {
        name for value in values if value.startswith("feast ") for name in value.removeprefix("feast ").split(" > ")
    }
    assert named == {row["name"] for row in read_table("feasts")}
