"""The contract refuses what breaks it, and writes what keeps it in one form."""

from contextlib import nullcontext
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from extractor.errors import RecordError
from extractor.record import Country, CountryMention, Date, Mention, Money, Person, Record, TradeStatement, plain

TEXT = "Kenya sold tea for $7.2 million in 2024."
KENYA = CountryMention(start=0, end=5, text="Kenya", kind="name")


def money(**fields: Any) -> Money:
    return Money(**{"start": 19, "end": 31, "text": "$7.2 million", "currency": "USD", **fields})


def test_a_span_must_quote_the_text() -> None:
    wrong = CountryMention(start=1, end=6, text="Kenya", kind="name")
    with pytest.raises(ValidationError, match=r"\[1, 6\) is 'enya ' in the text, not 'Kenya'"):
        Record(id="1", text=TEXT, countries=(Country(code="KE", name="Kenya", mentions=(wrong,)),))


def test_a_span_must_have_the_length_of_its_text() -> None:
    with pytest.raises(ValidationError, match="does not have the length"):
        Mention(start=0, end=4, text="Kenya")


@pytest.mark.parametrize("code", ["KE", "XK", "SUHH", "YUCS", "DDDE"])
def test_country_codes_of_iso_and_kosovo_are_taken(code: str) -> None:
    assert Country(code=code, name="x", mentions=(KENYA,)).code == code


@pytest.mark.parametrize("code", ["UK", "EU", "ke", "ZZ", ""])
def test_other_country_codes_are_refused(code: str) -> None:
    with pytest.raises(ValidationError):
        Country(code=code, name="x", mentions=(KENYA,))


@pytest.mark.parametrize("code", ["USD", "BYN", "BYR", "DEM", "XEU", "XBT"])
def test_currency_codes_in_force_and_withdrawn_are_taken(code: str) -> None:
    assert money(currency=code).currency == code


@pytest.mark.parametrize("code", ["BTC", "usd", "$", "ABC"])
def test_other_currency_codes_are_refused(code: str) -> None:
    with pytest.raises(ValidationError):
        money(currency=code)


def test_ends_must_be_in_order() -> None:
    with pytest.raises(ValidationError, match="above high"):
        money(low="2", high="1")
    with pytest.raises(ValidationError, match="after last day"):
        Date(start=0, end=4, text="2024", kind="date", value="2024", first=date(2024, 2, 1), last=date(2024, 1, 1))


@pytest.mark.parametrize("value", [7.2, float("nan"), "NaN", "Infinity"])
def test_amounts_are_exact(value: object) -> None:
    with pytest.raises(ValidationError):
        money(low=value)


def test_a_trade_statement_points_to_money_that_exists() -> None:
    statement = TradeStatement(start=0, end=len(TEXT), text=TEXT, kind="export", exporter="KE", importer="EG", money=1)
    with pytest.raises(ValidationError, match="money 1 of 1"):
        Record(id="1", text=TEXT, money=(money(),), trade=(statement,))


def test_a_trade_statement_points_to_a_quantity_that_exists() -> None:
    sides = {"kind": "export", "exporter": "KE", "importer": "EG", "quantity": 0}
    statement = TradeStatement.model_validate({"start": 0, "end": len(TEXT), "text": TEXT, **sides})
    with pytest.raises(ValidationError, match="quantity 0 of 0"):
        Record(id="1", text=TEXT, trade=(statement,))


@pytest.mark.parametrize(
    ("sides", "says_something"),
    [
        ({"kind": "export", "exporter": "KE", "importer": "EG"}, True),
        ({"kind": "export", "exporter": "KE", "commodities": ["0902"]}, True),
        ({"kind": "import", "importer": "EG", "commodities": ["09"]}, True),
        ({"kind": "turnover", "parties": ["KE", "EG"]}, True),
        ({"kind": "export", "exporter": "KE"}, False),
        ({"kind": "import", "commodities": ["0902"]}, False),
        ({"kind": "turnover"}, False),
        ({"kind": "turnover", "commodities": ["0902"]}, False),
    ],
)
def test_a_trade_statement_has_a_country_and_a_good_or_two_countries(sides: dict, says_something: bool) -> None:
    with nullcontext() if says_something else pytest.raises(ValidationError, match="neither a country and a good"):
        TradeStatement.model_validate({"start": 0, "end": len(TEXT), "text": TEXT, **sides})


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4))
def test_decimals_are_written_in_plain_digits(value: Decimal) -> None:
    text = plain(value)
    assert Decimal(text) == value
    assert "E" not in text and not (("." in text) and text.endswith("0"))


def test_unknown_fields_are_ignored_and_records_are_frozen() -> None:
    record = Record.model_validate({"id": "1", "text": TEXT, "mood": "good"})
    with pytest.raises(ValidationError):
        record.text = ""  # type: ignore[misc]


def test_a_record_survives_its_json() -> None:
    person = Person(name="Kenya", roles=("seller",), country="KE", mentions=(Mention(start=0, end=5, text="Kenya"),))
    record = Record(id="1", text=TEXT, published=date(2025, 1, 2), people=(person,), money=(money(low="7200000.0"),))
    line = record.to_json()
    assert b"\n" not in line and b'"low":"7200000"' in line
    assert Record.from_json(line) == record
    assert Record.from_json(line).to_json() == line


def test_a_broken_line_is_a_record_error() -> None:
    with pytest.raises(RecordError, match="not a valid record"):
        Record.from_json(b'{"id": "1"}')


def test_a_console_shows_what_a_record_says_and_no_more() -> None:
    mention = {"start": 0, "end": 5, "text": "Kenya"}
    country = Country(code="KE", name="Kenya", mentions=({**mention, "kind": "name"},))
    assert repr(country) == "Country(code='KE', name='Kenya', mentions=['Kenya' [0:5]])"
    sum_ = Money(start=0, end=2, text="$5", currency="USD", low="5.0", high="5E+0", amount="5")
    assert repr(sum_) == "Money(start=0, end=2, text='$5', currency='USD', low=5, high=5, amount=5)"
    when = Date(start=0, end=6, text="Friday", kind="date", value="2025-12-05", first="2025-12-05", last="2025-12-05")
    assert "first=2025-12-05, last=2025-12-05)" in repr(when) and "modifier" not in repr(when)
    record = Record(id="a", published="2025-12-08", text="Kenya sells tea. " * 40, countries=(country,))
    assert repr([record]) == (
        "[Record(id='a', published=2025-12-08, text='Kenya sells tea. Kenya sells tea. Kenya sells tea. Kenya …', "
        "countries=[Kenya])]"
    )
