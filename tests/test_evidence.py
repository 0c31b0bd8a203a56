"""Evidence of finds: for each kind what decided and the words of it, the same everywhere, and nothing where nobody asks."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from spacy.tokens import Doc

import extractor
from extractor import Article, Record
from extractor.batch.run import Plan, run
from extractor.errors import FormatError, RecordError
from extractor.kinds import NAMES
from extractor.pipeline.evidence import decisive
from extractor.pipeline.text.words import Words, words_of
from extractor.plugins import finds_in
from extractor.record import Evidence, Ground, Word
from extractor.records.write import write

DAY = date(2025, 12, 10)  # a Wednesday
ASKED = extractor.load(evidence=True)
CORPUS = Path(__file__).parents[1] / "corpus"
SURE = {"people", "commodities", "trade"}  # the kinds whose confidence was measured


class Case(NamedTuple):
    """A text, the find (by its kind and its first words), and its first ground: rule, row, words with their roles."""

    text: str
    kind: str
    find: str
    rule: str
    row: str | None
    words: tuple[tuple[str, str], ...] = ()
    anchor: str | None = None


CASES = (
    Case("Sweden said it would pay 500 crowns.", "money", "500 crowns", "country in the sentence", "currencies: crowns",
         (("Sweden", "country"), ("crowns", "currency"))),
    Case("The sum of 90 krone was paid in Denmark.", "money", "90 krone", "country in the sentence", "currencies: krone",
         (("krone", "currency"), ("Denmark", "country"))),
    Case("It cost 5 million Icelandic crowns.", "money", "5 million Icelandic crowns", "its country", "currencies: crowns",
         (("Icelandic", "country"), ("crowns", "currency"))),
    Case("They paid $5 million Canadian.", "money", "$5 million Canadian", "its country", "currencies: $",
         (("$", "currency"), ("Canadian", "country"))),
    Case("Canada paid C$5 million, or 50 cents a share.", "money", "50 cents", "dollars beside the cents",
         "currencies: cents", (("C$5 million", "sum"), ("cents", "currency"))),
    Case("It cost EUR 5 million.", "money", "EUR 5 million", "one currency", "currencies_codes: EUR", (("EUR", "currency"),)),
    Case("It cost 3 Swiss francs.", "money", "3 Swiss francs", "one currency", "currencies_codes: CHF",
         (("Swiss francs", "currency"),)),
    Case("The Kenyans left.", "countries", "Kenyans", "name of one country", "countries: Kenyans"),
    Case("Pakistan said Punjab was safe.", "countries", "Punjab", "the article speaks for the place",
         "countries_shared: Punjab", (("Pakistan", "country"),)),
    Case("They met in Birmingham, England.", "countries", "Birmingham", "country behind", "places: Birmingham",
         (("England", "state"),)),
    Case("Democrats won Georgia again.", "countries", "Georgia", "state, not country", "countries: Georgia",
         (("Democrats", "state"),)),
    Case("They met in the Iraqi town of Zorkum.", "countries", "Zorkum", "sort of place", None,
         (("Iraqi", "country"), ("town", "sort of place"))),
    Case("It will open on Tuesday.", "dates", "Tuesday", "weekday", None, (("will", "side"), ("on", "side")), "2025-12-10"),
    Case("It opened on Friday.", "dates", "Friday", "weekday", None, (("opened", "side"),), "2025-12-10"),
    Case("It opened on 20 May 2024; two days later it closed.", "dates", "two days later",
         "amount later ← count and unit ← number", None, (("20 May 2024", "anchor"),), "2024-05-20"),
    Case("Sales in 2019 rose from a year earlier.", "dates", "year earlier", "amount earlier ← one unit", None,
         (("2019", "anchor"),), "2019-01-01"),
    Case("It will be held on Friday and Monday.", "dates", "Monday", "weekday", None, (("Friday", "anchor"),), "2025-12-12"),
    Case("It opened on 20 May 2024.", "dates", "20 May 2024", "day, month and year", None),
    Case("They shipped 900 tonnes of wheat.", "quantities", "900 tonnes", "number and unit", "units: tonne",
         (("tonnes", "unit"), ("wheat", "good"))),
    Case("They pump 2 million barrels a day.", "quantities", "2 million barrels a day", "number and unit", "units: barrel",
         (("barrels", "unit"), ("a day", "rate"))),
    Case("It ordered 40 helicopters abroad.", "quantities", "40 helicopters", "count of goods", None,
         (("helicopters", "good"),)),
    Case("Exports of coffee rose.", "commodities", "coffee", "of a noun of trade", "commodities: coffee",
         (("Exports of", "trade"),)),
    Case("It sells old and new books.", "commodities", "books", "object of a verb", "commodities: books",
         (("sells", "trade"),)),
    Case("Exports of coffee, shoes and toys rose.", "commodities", "toys", "of a noun of trade", "commodities: toys",
         (("Exports of", "trade"),)),
    Case("Iron ore exports fell. The ore was dear.", "commodities", "Iron ore", "followed by trade", "commodities: iron ore",
         (("exports", "trade"),)),
    Case("They met President William Ruto.", "people", "William Ruto", "", None, (("President", "title"),)),
    Case("They met Mr Zorkon, who left.", "people", "Zorkon", "", None, (("Mr", "title"), (", who", "relative clause"))),
    Case("Kenya sold tea to Egypt.", "trade", "Kenya", "sell: exporter subject, importer to, good object",
         "trade/predicates: sell", (("Kenya", "exporter"), ("sold", "predicate"), ("tea", "good"), ("Egypt", "importer"))),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.kind}: {case.text}")
def test_evidence_has_the_rule_the_row_and_the_words_that_decided(case: Case) -> None:
    record = extractor.extract(case.text, published=DAY, nlp=ASKED)
    find, number = _found(record, case.kind, case.find)
    ground = next(g for g in find.evidence.grounds if number is None or number in g.mentions)
    assert (ground.row, tuple((word.text, word.role) for word in ground.words)) == (case.row, case.words)
    assert case.rule in ground.rule
    assert (ground.anchor and ground.anchor.isoformat()) == case.anchor


def _found(record: Record, kind: str, text: str) -> tuple[Any, int | None]:
    """The find whose mention begins so, and the number of that mention; None for a find that is one itself."""
    for find in getattr(record, kind):
        for number, mention in enumerate(getattr(find, "mentions", (find,))):
            if mention.text.startswith(text):
                return find, number if hasattr(find, "mentions") else None
    raise AssertionError(f"{text} is no {kind} in {record}")


def _corpus() -> Iterator[Article]:
    for path in sorted((CORPUS / "gold").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            published = row["published"] and date.fromisoformat(row["published"])
            yield Article(row["text"], row["id"], published=published)


def _plain(line: bytes) -> bytes:
    """A record's JSON without its evidence."""
    record = json.loads(line)
    for kind in NAMES:
        for find in record[kind]:
            find.pop("evidence", None)
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode()


def test_who_does_not_ask_gets_the_same_bytes_and_who_asks_gets_them_with_evidence_of_every_find() -> None:
    articles = list(_corpus())
    plain, told = extractor.extract_many(articles), extractor.extract_many(articles, nlp=ASKED)
    for without, given in zip(plain, told, strict=True):
        assert isinstance(without, Record) and isinstance(given, Record)
        assert b'"evidence"' not in without.to_json()
        assert _plain(given.to_json()) == without.to_json()
        assert Record.from_json(given.to_json()) == given
        for kind, finds in finds_in(given):
            for find in finds:
                assert find.evidence.grounds and (find.evidence.confidence is None) == (kind.name not in SURE)
                held = sorted(number for ground in find.evidence.grounds for number in ground.mentions)
                assert held == (list(range(len(find.mentions))) if hasattr(find, "mentions") else [])


def test_processes_give_the_same_evidence() -> None:
    articles = list(_corpus())[:6]
    here = [record.to_json() for record in extractor.extract_many(articles, nlp=ASKED)]  # type: ignore[union-attr]
    there = [record.to_json() for record in extractor.extract_many(articles, nlp=ASKED, processes=2)]  # type: ignore[union-attr]
    assert here == there and b'"evidence":{' in here[0]


def test_a_record_quotes_the_words_of_its_evidence() -> None:
    record = extractor.extract("Kenya left.", nlp=ASKED)
    wrong = Ground(rule="x", words=(Word(start=0, end=5, text="Egypt", role="country"),))
    country = record.countries[0].model_copy(update={"evidence": Evidence(grounds=(wrong,))})
    broken = record.model_copy(update={"countries": (country,)})
    with pytest.raises(RecordError, match="Egypt"):
        Record.from_json(broken.to_json())


def test_evidence_is_on_the_doc_and_survives_bytes() -> None:
    doc = ASKED("Kenya sold tea to Egypt.")
    back = Doc(doc.vocab).from_bytes(doc.to_bytes())
    assert back._.commodities == doc._.commodities and doc._.commodities[0].evidence.confidence > 0.5
    assert doc.spans["commodities"][0]._.extractor.evidence.grounds[0].row == "commodities: tea"


def test_without_the_names_component_people_say_who_set_them() -> None:
    nlp = extractor.load(kinds="people", evidence=True)
    doc = nlp.make_doc("They met Zorkon Blivet there.")
    doc.set_ents([doc.char_span(9, 22, "PERSON")])
    for name, component in nlp.pipeline:
        doc = component(doc) if name != "extractor_names" else doc
    (person,) = doc._.people
    assert (person.evidence.grounds[0].rule, person.evidence.confidence) == ("entity that stood on the Doc", None)


def test_what_another_component_changed_has_no_evidence_and_the_rest_does() -> None:
    text = "Sweden said on Monday that it would pay $5 million for tea in Nairobi."
    nlp = extractor.load(model=None, evidence=True)
    doc = nlp(text, disable=["extractor_money"])
    assert doc._.money == () and doc._.countries[0].evidence is not None
    ruler = nlp.add_pipe("entity_ruler", before="extractor_evidence", config={"overwrite_ents": True})
    ruler.add_patterns([{"label": "PERSON", "pattern": "Nairobi"}])
    doc = nlp(text)
    assert [country.code for country in doc._.countries] == ["SE", "KE"]
    assert doc._.money[0].evidence is not None


def test_a_day_that_two_grounds_give_is_reckoned_from_publication() -> None:
    record = extractor.extract("The market fell on Monday and Tuesday.", published="2025-12-10", nlp=ASKED)
    assert [str(date.evidence.grounds[0].anchor) for date in record.dates] == ["2025-12-10", "2025-12-10"]


def test_a_run_writes_evidence_and_goes_on_with_the_same_settings_alone(tmp_path: Path) -> None:
    news, out = tmp_path / "news.jsonl", tmp_path / "records"
    news.write_text('{"text": "Sweden paid 500 crowns."}\n')
    plan = Plan(model=None, evidence=True, processes=1)
    run([str(news)], str(out), plan=plan)
    (record,) = extractor.read_records(out)
    assert record.money[0].evidence is not None
    assert json.loads((out / "manifest.json").read_bytes())["options"]["evidence"] is True
    with pytest.raises(extractor.WriteError, match="evidence"):
        run([str(news)], str(out), plan=Plan(model=None, processes=1))


@pytest.mark.parametrize(("out", "format"), [("r.parquet", "jsonl"), ("r.sqlite", "jsonl"), ("folder", "parquet")])
def test_a_run_into_what_has_no_place_for_evidence_is_refused(tmp_path: Path, out: str, format: str) -> None:
    with pytest.raises(FormatError, match="no place for evidence"):
        run([str(tmp_path)], str(tmp_path / out), plan=Plan(evidence=True, shard_format=format))


def test_tables_and_columns_leave_evidence_out(tmp_path: Path) -> None:
    records = [extractor.extract("Kenya sold tea to Egypt for $5 million.", published=DAY, nlp=ASKED)]
    assert "evidence" not in extractor.to_frame(records, "commodities", library="pyarrow").column_names
    write(records, tmp_path / "r.parquet")
    (back,) = extractor.read_records(tmp_path / "r.parquet")
    assert back.to_json() == _plain(records[0].to_json())


def test_the_article_page_says_why_where_the_record_does() -> None:
    text = "Sweden paid 500 crowns."
    page = extractor.to_html(extractor.extract(text, nlp=ASKED))
    assert "country in the sentence: Sweden (country), crowns (currency)" in page
    assert "country in the sentence" not in extractor.to_html(extractor.extract(text))


def test_the_words_that_decide_are_those_without_which_a_reason_fails() -> None:
    words = words_of(ASKED.make_doc("one two three two five"))

    def has_a_two(left: Words) -> bool:
        return "two" in left.lowers

    assert decisive(words, range(5), has_a_two) == [3]  # the first was taken away while another stood
    assert decisive(words, reversed(range(5)), has_a_two) == [1]
    assert words.lowers[3] == "two"  # they are as they were
