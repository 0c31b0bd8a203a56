"""What holds for every text."""

from datetime import date

import pytest
import srsly
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

import extractor
from extractor.pipeline import BEFORE, KINDS
from extractor.record import Record

DAY = date(2025, 12, 8)
NEWS = (
    "NAIROBI, Dec 8 - President William Otieno of Kenya said on Monday that tea exports to Egypt rose to $1.4 billion "
    "in the first ten months of this year, from $1.2 billion a year earlier. Some 4,000 tonnes were shipped in May. "
    "Crude oil fell to $62.99 a barrel."
)
PIECES = (
    "Kenya",
    "President",
    "William Otieno",
    "on Monday",
    "$5-6bn",
    "up to",
    "tea",
    "crude oil",
    "3-4 mln tonnes",
    "10 %",
    "in 2024",
    "U.S.",
    "between",
    "and",
    "to",
    "-",
    "'s",
    ",",
    ".",
    "\n",
    "\r\n\r\n",
    "\u00a0",
    "🙂",
    "e\u0301",
    "Mr",
    "last",
    "year",
    "half a",
    "million",
    "Rs",
    "(",
    '"',
    "THE",
)
texts = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join))
relaxed = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])


def finds(record: Record, shift: int = 0) -> set[tuple[str, int, int]]:
    """Every mention as (class, start, end), shifted back."""
    return {(type(m).__name__, m.start - shift, m.end - shift) for m in record.mentions()}


@given(texts)
@relaxed
def test_any_text_gives_a_record_that_quotes_it(text: str) -> None:
    record = extractor.extract(text, published=DAY)
    assert record.text == text
    assert all(text[m.start : m.end] == m.text for m in record.mentions())


@given(texts)
@relaxed
def test_twice_gives_the_same_bytes(text: str) -> None:
    assert extractor.extract(text, DAY).to_json() == extractor.extract(text, DAY).to_json()


@given(st.integers(min_value=1, max_value=40))
@relaxed
def test_white_space_in_front_shifts_every_span(count: int) -> None:
    assert finds(extractor.extract("\n" * count + NEWS, DAY), count) == finds(extractor.extract(NEWS, DAY))


@pytest.mark.parametrize("after", ["\n\nIt was a quiet day.", "\n\nNobody spoke much that morning in the hall."])
def test_an_unrelated_paragraph_changes_no_earlier_find(after: str) -> None:
    whole = {find for find in finds(extractor.extract(NEWS + after, DAY)) if find[2] <= len(NEWS)}
    assert whole == finds(extractor.extract(NEWS, DAY))


def test_news_has_every_kind() -> None:
    record = extractor.extract(NEWS, DAY)
    assert [kind for kind in KINDS if not getattr(record, kind)] == []


def test_lists_are_in_order_of_first_mention() -> None:
    record = extractor.extract(NEWS, DAY)
    starts = [country.mentions[0].start for country in record.countries]
    assert starts == sorted(starts) and len(starts) > 1


def test_every_kind_has_a_field_a_component_and_spans() -> None:
    nlp = extractor.load()
    assert tuple(nlp.pipe_names) == tuple(f"extractor_{module}" for module in (*BEFORE, *KINDS))
    assert set(KINDS) <= set(Record.model_fields)
    doc = nlp(NEWS)
    assert set(doc.spans) == set(KINDS)


def test_components_join_any_spacy_pipeline_by_name() -> None:
    import spacy

    nlp = spacy.blank("en")
    for kind in ("sentences", "names", *KINDS):
        nlp.add_pipe(f"extractor_{kind}")
    assert [country.code for country in nlp("Egypt buys Kenyan tea.")._.countries] == ["EG", "KE"]


def test_a_doc_survives_bytes_and_processes() -> None:
    nlp = extractor.load()
    doc = nlp(NEWS)
    copy = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert tuple(copy._.money) == doc._.money != ()
    assert tuple(copy._.countries) == doc._.countries
    assert srsly.msgpack_loads(srsly.msgpack_dumps({"published": DAY})) == {"published": DAY}


def test_a_pipeline_of_some_kinds_only() -> None:
    assert extractor.load(kinds=("money",)).pipe_names[-1] == "extractor_money"
    with pytest.raises(extractor.FormatError, match="no such kind: prices"):
        extractor.load(kinds=("prices",))
