"""Trade statements: what a record says of them, and what they need of the rest of an article."""

import time
from datetime import date

import pytest

import extractor
from extractor.pipeline.trade.lexicon import FORMS, Lexicon, capitals, continent_of, official_name
from extractor.record import Record, TradeStatement

DAY = date(2024, 6, 12)
NLP = extractor.load(model=None)


def extract(text: str) -> Record:
    return extractor.extract(text, DAY, nlp=NLP)


def only(text: str) -> TradeStatement:
    (statement,) = extract(text).trade
    return statement


def test_a_statement_quotes_its_sentence() -> None:
    text = "It rained. Kenya exports tea to Egypt. Nobody spoke."
    assert only(text).text == "Kenya exports tea to Egypt."


def test_money_is_an_index_into_the_records_money() -> None:
    record = extract(
        "Talks cost $3 million. Kenya's tea exports to Egypt rose to $500 million, from $400 million in 2022."
    )
    (statement,) = record.trade
    assert statement.money is not None
    assert record.money[statement.money].text == "$500 million"


@pytest.mark.parametrize(
    ("figure", "change"),
    [
        ("rose 12 percent", "12"),
        ("fell by 7.5 pct", "-7.5"),
        ("were down 3 per cent", "-3"),
        ("doubled", "100"),
        ("halved", "-50"),
        ("rose to 20 percent of the total", None),
    ],
)
def test_change_has_the_sign_of_its_verb(figure: str, change: str | None) -> None:
    statement = only(f"Kenya's tea exports to Egypt {figure}.")
    assert statement.model_dump(mode="json")["change"] == change


@pytest.mark.parametrize(
    ("when", "period"),
    [
        ("in 2023", "2023"),
        ("in the first quarter of 2024", "2024-Q1"),
        ("last year", "2023"),
        ("compared to 2023", None),
        ("from a year earlier", None),
    ],
)
def test_period_is_when_the_goods_moved(when: str, period: str | None) -> None:
    assert only(f"Kenya's tea exports to Egypt rose 5 percent {when}, officials said on Monday.").period == period


def test_a_town_is_not_its_state_but_a_capital_is() -> None:
    assert only("Beijing bought 20 helicopters from Russia.").importer == "CN"
    assert extract("Mombasa bought 20 helicopters from Russia.").trade == ()


def test_a_continent_decides_which_country_is_meant() -> None:
    text = "Belarus has friends in Kenya and Vietnam. Tea is imported from this {} country."
    found = [only(text.format(continent)).exporter for continent in ("African", "Asian")]
    assert found == ["KE", "VN"]


def test_what_follows_changes_nothing_before_it() -> None:
    text = "Officials from Egypt and Sudan met. Trade between the two countries rose to $1.4 billion."
    assert extract(text + " China and Japan were named ten times: China, Japan, China.").trade[0] == only(text)


def test_rows_of_a_supply_table_are_statements_unless_nil() -> None:
    text = (
        "The board gave these data, in mln tonnes --\n    BRAZIL SUGAR --\n"
        "          1986/87  1985/86\n Imports    NIL      NIL\n Exports    2.30     2.10\n"
        "    JAPAN SUGAR --\n Imports    1.80     1.75\n Exports    0.00     0.00\n"
    )
    found = [(s.kind, s.exporter, s.importer, s.commodities) for s in extract(text).trade]
    assert found == [("export", "BR", None, ("1701",)), ("import", None, "JP", ("1701",))]


def test_a_text_with_no_full_stop_takes_linear_time() -> None:
    def seconds(count: int) -> float:
        doc = NLP.make_doc("exports of tea from Kenya to Egypt it sells rice " * count)
        doc._.published = DAY
        started = 0.0
        for _, component in NLP.pipeline:  # trade comes last
            started = time.perf_counter()
            doc = component(doc)
        assert doc._.trade
        return time.perf_counter() - started

    seconds(50)
    assert seconds(1200) < 12 * seconds(200) + 0.2  # six times the text; quadratic would be 36 times


def test_verbs_have_all_their_forms_and_kinds_are_known() -> None:
    lexicon = Lexicon()
    assert lexicon.verbs["sold"].forms == {"past", "participle"}
    assert {form for cue in lexicon.verbs.values() for form in cue.forms} == set(FORMS)
    assert continent_of("KE") == "AF" and continent_of("SUHH") is None
    assert "kingdom" in official_name("MA") and "Nairobi" in capitals()
