"""Every currency by name, code and sign; exact values; long articles in linear time."""

import time
from collections import Counter
from datetime import date
from decimal import Context, Decimal, localcontext

import pytest

import extractor
from extractor.data import read_by_code, read_table
from extractor.pipeline.money.choice import DOLLAR_WAYS, WAYS, Way
from extractor.pipeline.money.read import Judged, judge
from extractor.pipeline.money.rules import AGAINST, CAUTIOUS, DOUBTS, Doubt, Reason, find_against
from extractor.pipeline.money.sighting import Sighting, Sort
from extractor.pipeline.money.survey import Survey
from extractor.pipeline.text.words import Words, words_of
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


def of_example(example: str) -> tuple[str, str]:
    """An example without its brackets, and the amount inside them."""
    before, _, rest = example.partition("[")
    amount, _, after = rest.partition("]")
    return before + amount + after, amount


def sightings(words: Words) -> list[tuple[str, Sighting]]:
    """Every number beside a unit, in brackets where an example has them, and as the reasons see it."""
    survey, found = Survey(words), []
    for hit in (*survey.signs, *survey.names):
        if hit.end in survey.numbers and hit.value.kind == "sign":
            value, end = survey.numbers[hit.end]
            found.append((words.text(hit.start, end), Sighting(survey, hit, hit.end, end, value)))
        hyphen = words.texts[hit.start - 1] == "-" if hit.start else False
        if number := survey.ends.get(hit.start - hyphen):
            here = Sighting(survey, hit, number[0], hit.start - hyphen, number[1])
            found.append((words.text(number[0], hit.end), here))
    return found


@pytest.mark.parametrize("reason", AGAINST, ids=lambda reason: reason.name)
def test_a_reason_against_refuses_its_example(reason: Reason) -> None:
    text, amount = of_example(reason.example)
    words = words_of(NLP(text))
    assert (amount, reason) in [(seen, find_against(here)) for seen, here in sightings(words)]
    assert amount not in [m.text for m in money(text)]


def judged(text: str) -> list[tuple[str, Judged]]:
    """Every figure in a text, and what decided over it."""
    doc = NLP(text)
    words = words_of(doc)
    return [
        (words.text(each.figure.start, each.figure.end), each)
        for each in judge(words, doc._.countries, date(2020, 8, 1))
    ]


@pytest.mark.parametrize("doubt", DOUBTS, ids=lambda doubt: doubt.name)
def test_a_doubt_refuses_its_example(doubt: Doubt) -> None:
    text, amount = of_example(doubt.example)
    assert (amount, doubt) in [(seen, each.doubt) for seen, each in judged(text)]
    assert amount not in [m.text for m in money(text)]


@pytest.mark.parametrize("way", (*DOLLAR_WAYS, *WAYS[2:]), ids=lambda way: way.name)
def test_a_way_to_tell_the_currency_decides_its_example(way: Way) -> None:
    text, amount = of_example(way.example)
    assert (amount, way, way.gives) in [(seen, each.way, each.currency) for seen, each in judged(text)]


def test_reasons_and_ways_have_names_of_their_own() -> None:
    assert WAYS[:2] == DOLLAR_WAYS[:2]
    named = (*AGAINST, *DOUBTS, *DOLLAR_WAYS, *WAYS[2:])
    assert max(Counter(each.name for each in named).values()) == 1


def test_every_sort_of_unit_but_the_certain_has_reasons_and_every_caution_is_read() -> None:
    assert {reason.sort for reason in AGAINST} == set(Sort) - {Sort.CERTAIN}
    cautions = {row["caution"] for row in read_table("currencies")} - {""}
    assert cautions - CAUTIOUS == {"glued", "lower", "many"}


@pytest.mark.parametrize(
    "sign",
    [
        row["name"]
        for row in read_table("currencies")
        if row["name"].endswith(".") and row["tight"] and not row["caution"]
    ],
)
def test_a_sign_with_a_point_is_read_glued_to_a_figure_as_apart(sign: str) -> None:
    glued, apart = (
        extractor.extract(f"It cost {sign}{space}5,000 million there.", "2025-12-08") for space in ("", " ")
    )
    found = [
        [(sum_.currency, sum_.amount, sum_.text.replace(" ", "")) for sum_ in record.money] for record in (glued, apart)
    ]
    assert found[0] == found[1] != []


@pytest.mark.parametrize("low, high", [("5", "10"), ("1", "1.5"), ("12.5", "15"), ("500", "750")])
@pytest.mark.parametrize("scale, times", [("M", 6), ("B", 9), ("K", 3), ("MN", 6), ("BN", 9), ("T", 12)])
@pytest.mark.parametrize(
    "form",
    [
        "${0}{2}-{1}{2}",
        "€{0}{2}–{1}{2}",
        "USD {0}{2}-{1}{2}",
        "RMB {0}{2} to {1}{2}",
        "Rs {0}{2}-{1}{2}",
        "${0}-{1}{2}",
        "${0}{2}-${1}{2}",
        "{0}{2}-{1}{2} dollars",
        "{0}-{1}{2} euros",
    ],
)
def test_a_range_may_have_its_magnitudes_glued_on(low: str, high: str, scale: str, times: int, form: str) -> None:
    if "{0}-" in form and (low, scale) == ("500", "K"):
        pytest.skip("from five hundred to 750,000, or from 500,000: it may be read both ways")
    amount = form.format(low, high, scale)
    (found,) = money(f"They paid {amount} for it on Monday.")
    wanted = [Decimal(end).scaleb(times) for end in (low, high)]
    assert (found.text, [found.low, found.high]) == (amount, wanted)


@pytest.mark.parametrize(
    "text", ["In the 9M it sold much.", "Output of 9M-12M was weak.", "The 9M and 10M results came."]
)
def test_months_are_no_millions_where_no_money_stands_beside_them(text: str) -> None:
    assert money(text) == ()


@pytest.mark.parametrize("unit", ["cent", "yen", "ruble", "dollar", "Kenyan shilling"])
@pytest.mark.parametrize("scale", ["million", "lakh", "dozen", "trillion", "a", "of a"])
def test_a_part_of_a_unit_with_a_magnitude_behind_it_is_the_part(unit: str, scale: str) -> None:
    for opener in ("a half", "half a", "a quarter of a"):
        (found,) = money(f"{opener} {unit} {scale}")
        assert (
            found.low == found.high == Decimal("0.5" if "half" in opener else "0.25") / (100 if unit == "cent" else 1)
        )


@pytest.mark.parametrize("digits", [29, 40, 308, 309, 5000, 200_000])
def test_amounts_of_any_length_are_exact(digits: int) -> None:
    number = ("1234567890" * (digits // 10 + 1))[:digits]
    record = extractor.extract(f"They paid ${number} and €0.{number} million on Monday.", nlp=NLP)
    large, small = record.money
    assert large.amount == Decimal(number)
    with localcontext(Context(prec=digits + 10)):
        assert small.amount == Decimal(f"0.{number}") * 10**6
    assert extractor.Record.from_json(record.to_json()) == record
