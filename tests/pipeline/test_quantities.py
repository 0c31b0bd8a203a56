"""Every spelling of every unit; exact values; places that quote; long articles in linear time."""

import time
from decimal import Decimal

import pytest

import extractor
from extractor.data import read_table
from extractor.pipeline.quantities.rules import spellings
from extractor.record import Quantity

NLP = extractor.load(kinds=("countries", "money", "commodities", "quantities"), model=None)
UNITS = read_table("units")
SPELT = [
    (row, spelling)
    for row in UNITS
    for spelling in (
        *(form for word in row["words"].split("|") if word for form in spellings(word)),
        *(symbol for symbol in row["symbols"].split("|") if symbol),
    )
    if not (
        row["needs"] and spelling in row["words"].split("|") and row["name"] != "head"
    )  # ordinary words count in the plural alone
]


def quantities(text: str) -> tuple[Quantity, ...]:
    return extractor.extract(text, nlp=NLP).quantities


@pytest.mark.parametrize(("row", "spelling"), SPELT, ids=lambda value: value if isinstance(value, str) else "")
def test_every_spelling_is_its_unit(row: dict[str, str], spelling: str) -> None:
    found = quantities(f"They sold 2,000 {spelling} of rice to them.")
    per = row["per"] or None
    worth = 2000 * int(row["times"] or 1)
    assert [(q.text, q.unit, q.unit_code, q.per, q.low) for q in found] == [
        (f"2,000 {spelling}", row["name"], row["code"] or None, per, worth)
    ]


def test_a_unit_has_one_code_one_dimension_and_one_factor() -> None:
    facts = {(row["name"], row["code"], row["dimension"], row["factor"]) for row in UNITS}
    assert len(facts) == len({row["name"] for row in UNITS})
    coded = [code for _, code, _, _ in facts if code]
    assert len(coded) == len(set(coded)) > 40
    assert all(Decimal(factor) > 0 for *_, factor in facts if factor)


def test_no_spelling_means_two_units() -> None:
    words = [form for row in UNITS for form in _words(row)]
    symbols = [symbol for row in UNITS for symbol in row["symbols"].split("|") if symbol]
    assert len(words) == len(set(words))
    assert len(symbols) == len(set(symbols))


def _words(row: dict[str, str]) -> set[str]:
    return {form for word in row["words"].split("|") if word for form in spellings(word)}


@pytest.mark.parametrize(
    ("amount", "low"),
    [
        ("0.1 tonnes", "0.1"),
        ("1,234.56 tonnes", "1234.56"),
        ("2.5m tonnes", "2500000"),
        ("3.75 bcm", "3750000000"),
        ("1½ tonnes", "1.5"),
        ("2-1/2 tonnes", "2.5"),
        ("half a million tonnes", "500000"),
        ("three quarters of a million tonnes", "750000"),
        ("two hundred and five tonnes", "205"),
        ("half a dozen tanks", "6"),
        ("999,999,999,999 tonnes", "999999999999"),
    ],
)
def test_amounts_are_exact(amount: str, low: str) -> None:
    assert [(q.text, q.low, q.high) for q in quantities(f"They bought {amount} there.")] == [
        (amount, Decimal(low), Decimal(low))
    ]


@pytest.mark.parametrize("bound", ["more than", "over", "at least", "in excess of", "no fewer than"])
def test_more_leaves_the_high_end_open(bound: str) -> None:
    found = quantities(f"They bought {bound} 500 tonnes of rice.")
    assert [(q.low, q.high, q.amount) for q in found] == [(500, None, 500)]


@pytest.mark.parametrize("bound", ["up to", "less than", "under", "at most", "a maximum of"])
def test_less_leaves_the_low_end_open(bound: str) -> None:
    found = quantities(f"They bought {bound} 500 tonnes of rice.")
    assert [(q.low, q.high, q.amount) for q in found] == [(None, 500, 500)]


@pytest.mark.parametrize("rate", ["a day", "per day", "/day", "each day", "daily", "-a-day"])
def test_a_rate_is_part_of_the_mention(rate: str) -> None:
    gap = "" if rate[0] in "/-" else " "
    found = quantities(f"They pumped 500 barrels{gap}{rate}, they said.")
    assert [(q.text, q.per) for q in found] == [(f"500 barrels{gap}{rate}", "day")]


def test_money_is_no_quantity() -> None:
    record = extractor.extract("They paid 5 million pounds and bought 300 pounds of sugar.", nlp=NLP)
    assert ([m.text for m in record.money], [q.text for q in record.quantities]) == (
        ["5 million pounds"],
        ["300 pounds"],
    )


@pytest.mark.parametrize(
    "text", ["They sold 5 tonnes and 3 planes, ", "3-4-5 to 6 to 7 tonnes ", "2 of the 2 of the ", "12 new old red "]
)
def test_long_articles_take_linear_time(text: str) -> None:
    quantity = NLP.get_pipe("extractor_quantities")

    def seconds(times: int) -> float:
        doc = NLP.make_doc(text * times)
        started = time.process_time()
        quantity(doc)
        return time.process_time() - started

    seconds(100)
    assert seconds(4000) < 12 * seconds(1000) + 1  # quadratic would be sixteen times
