"""Figures of tables: money by what the head of the table says, where that was asked for."""

from decimal import Decimal

import pytest

import extractor

NLP = extractor.load(kinds="money", table_heads=True)
TABLE = """Results (in millions of dollars)

             2024     2023
Revenue      1,204.5  998
Net loss     (12)     8
Earnings per share  1.20  0.98
Margin       12%      11%

The firm said that it had hired 300 people in the year, and that all 40 of its plants in 12 countries went on.
"""


def figures(text: str, nlp: "object | None" = NLP) -> list[tuple[str, str | None, Decimal | None]]:
    """The text, currency and amount of each sum."""
    return [(money.text, money.currency, money.amount) for money in extractor.extract(text, nlp=nlp).money]  # type: ignore[arg-type]


def test_figures_of_rows_are_counted_as_the_head_says_and_years_shares_and_prose_are_none() -> None:
    assert figures(TABLE) == [
        ("1,204.5", "USD", Decimal("1204500000")),
        ("998", "USD", Decimal("998000000")),
        ("12", "USD", Decimal("12000000")),
        ("8", "USD", Decimal("8000000")),
    ]


def test_without_the_option_a_table_has_no_money() -> None:
    assert figures(TABLE, extractor.load(kinds="money")) == []


@pytest.mark.parametrize(
    ("head", "currency", "times"),
    [
        ("Figures in US$ thousands", "USD", 3),
        ("(EUR bn)", "EUR", 9),
        ("Sales ($ million)", "USD", 6),
        ("All amounts in millions of euros", "EUR", 6),
        ("(thousands of pounds)", "GBP", 3),
        ("yen in billions", "JPY", 9),
    ],
)
def test_a_head_is_told_in_many_forms(head: str, currency: str, times: int) -> None:
    assert figures(f"{head}\nNorth 12\nSouth 8") == [
        ("12", currency, Decimal(12) * 10**times),
        ("8", currency, Decimal(8) * 10**times),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "He won millions of dollars.\nHe has 3 cars.",
        "They lost millions of euros\nin 2019 and 300 jobs went.",
        "Sales\nNorth 12",
    ],
)
def test_prose_is_no_head(text: str) -> None:
    assert figures(text) == []


def test_a_head_holds_up_to_the_next() -> None:
    text = "(in millions of dollars)\nNorth 12\n(in thousands of euros)\nSouth 8"
    assert figures(text) == [("12", "USD", Decimal(12_000_000)), ("8", "EUR", Decimal(8_000))]
