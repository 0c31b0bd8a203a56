"""`load`, what its components need of one another, and what they say where they don't have it."""

import warnings
from datetime import date, datetime

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

import extractor
from extractor.pipeline import BEFORE, KINDS, modules
from extractor.pipeline.extensions import register

TEXT = "Kenya sold 40 tonnes of tea worth $5 million to Egypt in 2024, President William Ruto said."


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_alone_finds_what_it_finds_among_all(kind: str) -> None:
    whole = extractor.extract(TEXT, "2025-12-08")
    alone = extractor.extract(TEXT, "2025-12-08", nlp=extractor.load(kinds=kind))
    assert getattr(alone, kind) == getattr(whole, kind) != ()
    assert alone.warnings == whole.warnings == ()


def test_the_kinds_that_a_kind_needs_are_found_too() -> None:
    trade = ("sentences", "names", "countries", "dates", "money", "commodities", "quantities", "trade")
    assert modules("trade") == modules(["trade", "money"]) == trade
    assert modules(("people",)) == ("sentences", "names", "countries", "people")
    assert modules({"dates"}) == ("sentences", "names", "dates")
    assert modules(()) == BEFORE
    assert modules(reversed(KINDS)) == (*BEFORE, *KINDS)


@pytest.mark.parametrize(
    ("kinds", "kind"), [("mony", ValueError), (["money", 5], ValueError), ([["money"]], ValueError), (None, TypeError)]
)
def test_what_is_no_kind_is_refused(kinds, kind) -> None:
    with pytest.raises(kind, match="kind") as caught:
        extractor.load(kinds=kinds)
    assert isinstance(caught.value, extractor.FormatError) and "money" in str(caught.value)


def test_spacy_finds_nothing_missing_in_a_whole_pipeline() -> None:
    assert not any(extractor.load(model=None).analyze_pipes()["problems"].values())


def by_hand(*names: str) -> Language:
    nlp = spacy.blank("en")
    for name in names:
        nlp.add_pipe(f"extractor_{name}", config={"model": None} if name == "names" else {})
    return nlp


@pytest.mark.parametrize(
    ("names", "missing"),
    [
        (["trade"], ["sentences", "countries", "dates", "money", "quantities", "commodities"]),
        (["people"], ["sentences", "names", "countries"]),
        (["sentences", "names", "people"], ["countries"]),
        (["sentences", "countries", "names", "commodities"], ["names"]),  # too late for countries
        (["sentences", "money"], ["countries"]),
        (["names"], ["sentences"]),
    ],
)
def test_a_component_says_what_nothing_before_it_has_set(names: list[str], missing: list[str]) -> None:
    nlp = by_hand(*names)
    problems = nlp.analyze_pipes()["problems"]
    asker = next(name for name in names if problems[f"extractor_{name}"])
    assert len(problems[f"extractor_{asker}"]) == len(missing)
    said = f"{asker} without {', '.join(missing)}"
    with pytest.warns(UserWarning, match=f"extractor_{asker} finds less, or nothing.*{missing[0]}"):
        doc = nlp(TEXT)
    assert doc._.warnings == [said]
    with pytest.warns(UserWarning):
        assert extractor.extract(TEXT, nlp=nlp).warnings == (said,)


def test_what_other_components_set_will_do() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "PERSON", "pattern": "William Ruto"}])
    for name in ("countries", "people"):
        nlp.add_pipe(f"extractor_{name}")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        doc = nlp(TEXT)
        nlp("")
    assert [(person.name, person.roles) for person in doc._.people] == [("William Ruto", ("President",))]
    assert not doc._.warnings


def test_an_attribute_that_was_declared_before_is_made_ours() -> None:
    Doc.set_extension("published", default=None, force=True)
    register()
    doc = Doc(spacy.blank("en").vocab, words=["Tea"])
    assert doc._.published is None
    doc._.published = "2025-12-08"
    copy = Doc(doc.vocab).from_bytes(doc.to_bytes())
    assert doc._.published == copy._.published == date(2025, 12, 8)


def test_what_a_docbin_gives_back_is_what_was_put_in() -> None:
    nlp = extractor.load(model=None)
    doc = nlp("Kenya sold 1.2 million tonnes of tea worth $1.4 billion to Egypt, up 5%, Togo none.")
    (copy,) = DocBin(docs=[doc], store_user_data=True).get_docs(nlp.vocab)
    assert doc._.money and doc._.quantities and doc._.countries and doc._.commodities
    for kind in KINDS:
        found, again = doc._.get(kind), copy._.get(kind)
        assert type(again) is tuple and repr(again) == repr(found)
    assert [repr(sum_.amount) for sum_ in copy._.money] == ["Decimal('1400000000')"]
    assert Doc(doc.vocab, words=["Tea"])._.money == ()


def test_what_users_keep_on_docs_is_left_alone() -> None:
    doc = Doc(spacy.blank("en").vocab, words=["Tea"])
    doc.user_data["by"] = {"extractor": "Country", "seen": 1}
    assert Doc(doc.vocab).from_bytes(doc.to_bytes()).user_data["by"] == doc.user_data["by"]
    doc.user_data["at"] = datetime(2025, 12, 8, 9)
    with pytest.raises(TypeError, match="datetime"):  # as without this package: not silently a day
        doc.to_bytes()


def test_a_lower_confidence_never_finds_less_and_a_sure_one_finds_nothing() -> None:
    article = extractor.Article(TEXT, published=date(2025, 12, 8))
    found = {
        least: next(iter(extractor.extract_many([article], nlp=extractor.load(min_confidence=least)))).trade
        for least in (0, None, 1)
    }
    assert len(found[0]) >= len(found[None]) > len(found[1]) == 0
    assert all(0 < statement.confidence <= 1 for statement in found[0])


@pytest.mark.parametrize("least", [-0.1, 1.5])
def test_a_confidence_is_a_probability(least: float) -> None:
    with pytest.raises(extractor.FormatError, match="min_confidence"):
        extractor.load(min_confidence=least)


def test_other_processes_keep_the_confidence() -> None:
    nlp = extractor.load(min_confidence=1)
    (record,) = extractor.extract_many([TEXT], nlp=nlp, processes=2)
    assert record.trade == () and record.commodities != ()
