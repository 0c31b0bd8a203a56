"""Every currency by name, code and sign; exact values; long articles in linear time."""

import time
from datetime import date
from decimal import Decimal

import pytest

import extractor
from extractor.data import read_by_code, read_table
from extractor.record import Money

NLP = extractor.load(kinds=("countries", "money"), model=None)
# Funds, metals, units of account and testing codes: no news pays in them.
NEVER = set("CHE CHW COU UYI UYW MXV USN BOV CLF XAD XAG XAU XBA XBB XBC XBD XPD XPT XSU XTS XUA XXX".split())
CODES = sorted({row["code"] for row in read_table("currencies_codes") if row["in_force"]} - NEVER)
WORDS = {"XDR", "ZWG", "VED"}  # `rights`, `gold`, `soberanos` are words of their own without the full name
SHARED = {"XAF", "XOF", "XPF", "XCD", "XCG"}  # no one country tells them
# The signs of CLDR in English; those of the francs of Africa and the Pacific news puts behind the amount.
SIGNS = {
    "AUD": "A$", "BRL": "R$", "CAD": "CA$", "CNY": "CN¥", "EUR": "€", "GBP": "£", "HKD": "HK$", "ILS": "₪", "INR": "₹",
    "JPY": "¥", "KRW": "₩", "MXN": "MX$", "NZD": "NZ$", "PHP": "₱", "TWD": "NT$", "USD": "$", "VND": "₫", "XCD": "EC$",
}  # fmt: skip


def money(text: str, published: date | None = None) -> tuple[Money, ...]:
    return extractor.extract(text, published=published, nlp=NLP).money


def place(code: str) -> str:
    """A country of the currency, as the evidence of an article."""
    country = read_by_code("countries_codes").get(code[:2])
    return f"In {country['name']}, they" if country and code[0] != "X" and code != "EUR" else "They"


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("form", ["{} 20 million", "20 million {}", "{} 5,000"])
def test_every_code_is_a_currency(code: str, form: str) -> None:
    amount = form.format(code)
    assert [(m.text, m.currency) for m in money(f"{place(code)} paid {amount} on Monday.")] == [(amount, code)]


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("form", ["name", "plural"])
def test_every_full_name_is_a_currency(code: str, form: str) -> None:
    amount = f"5 million {read_by_code('currencies_codes')[code][form]}"
    assert [(m.text, m.currency) for m in money(f"They paid {amount} on Monday.")] == [(amount, code)]


@pytest.mark.parametrize("code", sorted(set(CODES) - WORDS - SHARED))
def test_every_short_name_goes_by_its_country(code: str) -> None:
    amount = f"5 million {read_by_code('currencies_codes')[code]['plural'].split()[-1]}"
    dollar = amount.endswith("dollars") and code not in ("AUD", "CAD", "NZD", "SGD")
    want = "USD" if dollar else code  # only four countries write plain dollars for their own
    assert [(m.text, m.currency) for m in money(f"{place(code)} paid {amount} on Monday.")] == [(amount, want)]


@pytest.mark.parametrize(("code", "sign"), SIGNS.items())
def test_every_sign_stands_glued(code: str, sign: str) -> None:
    assert [m.currency for m in money(f"They paid {sign}5 million on Monday.")] == [code]


@pytest.mark.parametrize(
    ("amount", "value"),
    [
        ("$0.1", "0.1"),
        ("$1,234.56", "1234.56"),
        ("$1.5 quadrillion", "1500000000000000"),
        ("$999,999,999,999,999,999", "999999999999999999"),
        ("Rs 12,34,567", "1234567"),
        ("one and a half billion dollars", "1500000000"),
        ("a billion and a half dollars", "1500000000"),
        ("one point five million dollars", "1500000"),
        ("two hundred and five thousand dollars", "205000"),
        ("a quarter of a million dollars", "250000"),
        ("12½ cents", "0.125"),
    ],
)
def test_amounts_are_exact(amount: str, value: str) -> None:
    assert [m.low for m in money(f"It cost {amount}.")] == [Decimal(value)]


def test_a_point_is_read_by_the_habit_of_the_article() -> None:
    assert [m.low for m in money("It cost €1.500 a unit.")] == [Decimal("1.500")]
    assert [m.low for m in money("It cost €1.500 a unit and €2,5 a gram.")] == [Decimal(1500), Decimal("2.5")]


def test_the_currency_of_a_country_changes_with_the_date() -> None:
    text = "Belarus will spend 5 million rubles."
    found = [money(text, date(year, 8, 1))[0].currency for year in (1985, 1995, 2010, 2020)]
    assert found == ["SUR", "BYB", "BYR", "BYN"]


def test_no_evidence_gives_no_currency_and_a_warning() -> None:
    record = extractor.extract("It costs 300 dinars.", nlp=NLP)
    assert record.money[0].currency is None
    assert "currency unknown" in record.warnings


@pytest.mark.parametrize(
    "text", ["They paid $5 and 3 crowns in Oslo, ", "20 pounds of 30p, ", "the town of Balad, Iraq, "]
)
def test_long_articles_take_linear_time(text: str) -> None:
    def seconds(times: int) -> float:
        doc = NLP.make_doc(text * times)
        started = time.process_time()
        for _, component in NLP.pipeline:
            doc = component(doc)
        return time.process_time() - started

    seconds(100)
    assert seconds(4000) < 12 * seconds(1000) + 1  # quadratic would be sixteen times
