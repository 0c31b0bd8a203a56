"""Dates: orders of numeric dates, the days that each form of value covers, and the cost of long texts."""

import json
import re
import time
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from extractor.data import read_table
from extractor.pipeline import dates, load
from extractor.pipeline.dates import UNDATED
from extractor.pipeline.dates.engine import BRIEF, Rule, make_level
from extractor.pipeline.dates.holidays import feast_time
from extractor.pipeline.dates.rules import LEVELS, deictics, figures, lengths, read_grammar, rules_of
from extractor.pipeline.dates.tense import Cue, read_tense, verb_cue_at
from extractor.pipeline.dates.values import FUTURE, NEAR, PAST
from extractor.pipeline.text.words import words_of
from extractor.record import Date

PUBLISHED = date(2025, 12, 8)
PIPE = load(model=None)
PARTS = [PIPE.get_pipe(name) for name in ("extractor_sentences", "extractor_dates")]
CUES = [cue for cues in read_tense().values() for cue in cues]
RULES = [rule for level in LEVELS for rule in rules_of(level)]
FILE = Path(__file__).parents[1] / "cases" / "dates.jsonl"
CASES = [json.loads(line)["text"] for line in FILE.read_text(encoding="utf-8").splitlines()]
WORDS = (
    "on in the of to and from between last next this two three year years month months week ago earlier later Monday May "
    "March 5 9 12 31 2020 2025 1986/87 1990s Q3 first half quarter end early mid - , . / ' every each a an before after 10:30 "
    "p.m. Christmas summer decade century 99999999999 0 00 31st 1H25 02/30/2020 13/13/13 now BC"
).split()


def read(text: str, published: date | None = PUBLISHED) -> Doc:
    """The Doc of a text with its dates."""
    doc = PIPE.make_doc(text)
    doc._.published = published
    for part in PARTS:
        doc = part(doc)
    return doc


def one(text: str) -> Date:
    """The only date in a text."""
    (found,) = read(text)._.dates
    assert isinstance(found, Date)
    return found


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_example_of_a_rule_is_built_by_that_rule(rule: Rule) -> None:
    doc = read(f"It fell {rule.phrase}.")
    assert [found.value for found, names in PARTS[1].explain(doc) if rule.name in names] == [rule.value]


def test_every_rule_has_a_name_of_its_own() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)


def test_what_is_remembered_of_stretches_without_a_date_changes_nothing() -> None:
    text = "The next of the two came in the end. In May the next of the two may end. The week of 5 May, the 5th of May."
    first = [(found.text, found.value) for found in read(text)._.dates]
    assert len(first) >= 3
    for other in ("In the two, of the next in May of the last week of 2013.", text, f"{text} {text}"):
        read(other)
    assert [(found.text, found.value) for found in read(text)._.dates] == first
    _, levels = read_grammar()
    remembered = [stretch for level in levels for stretch in level._barren]
    assert remembered
    assert all(0 < len(stretch) <= BRIEF for stretch in remembered)


def test_where_two_rules_are_as_specific_it_is_the_same_which_of_them_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [f"It fell {rule.phrase}." for rule in RULES] + CASES
    before = [read(text)._.dates for text in texts]
    alphabet, _ = read_grammar()
    turned = {rule.name: f"{len(RULES) - i:04}" for i, rule in enumerate(sorted(RULES, key=lambda rule: rule.name))}
    levels = tuple(
        make_level(alphabet, [replace(rule, name=turned[rule.name]) for rule in reversed(rules_of(level))], times)
        for level, times in LEVELS.items()
    )
    monkeypatch.setattr("extractor.pipeline.dates.read.read_grammar", lambda: (alphabet, levels))
    assert [read(text)._.dates for text in texts] == before


@pytest.mark.parametrize("cue", CUES, ids=lambda cue: f"{cue.lead}: {cue.example}")
def test_the_example_of_a_cue_of_tense_is_decided_by_that_cue(cue: Cue) -> None:
    doc = read(cue.example)
    words = words_of(doc)
    deciding = [verb_cue_at(words, j) for j in range(len(words))]
    assert cue in deciding


@pytest.mark.parametrize("lead", read_tense())
def test_of_the_cues_that_decide_for_the_same_facts_none_says_otherwise(lead: str) -> None:
    cues = read_tense()[lead]
    facts = sorted({fact for cue in cues for fact in (*cue.facts, *cue.but)})
    for size in range(len(facts) + 1):
        for some in combinations(facts, size):
            if len({PAST, FUTURE, NEAR}.intersection(some)) > 1:  # one verb has one tense
                continue
            holding = [cue for cue in cues if cue.holds(frozenset(some))]
            most = max(cue.weight for cue in holding)
            assert len({cue.sense for cue in holding if cue.weight == most}) == 1, some


@pytest.mark.parametrize("veto", lengths.AGAINST, ids=lambda veto: veto[0])
def test_the_example_of_a_veto_on_an_amount_is_one_but_for_it(veto: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def amounts() -> int:
        return sum("count and unit" in names for _, names in PARTS[1].explain(read(f"It fell {veto[0]}.")))

    assert amounts() == 0
    monkeypatch.setattr(lengths, "AGAINST", [other for other in lengths.AGAINST if other is not veto])
    assert amounts() == 1


@pytest.mark.parametrize("veto", figures.AGAINST, ids=lambda veto: veto[0])
def test_the_example_of_a_veto_on_a_year_is_one_but_for_it(veto: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def years() -> int:
        return sum("year" in names for _, names in PARTS[1].explain(read(f"It fell {veto[0]}.")))

    before = years()
    monkeypatch.setattr(figures, "AGAINST", [other for other in figures.AGAINST if other is not veto])
    assert years() == before + 1


@pytest.mark.parametrize("veto", deictics.AGAINST, ids=lambda veto: veto.example)
def test_the_example_of_a_veto_on_a_step_is_none_but_for_it(
    veto: deictics.Veto, monkeypatch: pytest.MonkeyPatch
) -> None:
    def steps() -> int:
        return sum("last and unit" in names for _, names in PARTS[1].explain(read(f"It fell {veto.example}.")))

    assert steps() == 0
    monkeypatch.setattr(deictics, "AGAINST", [other for other in deictics.AGAINST if other is not veto])
    assert steps() == 1


def test_words_beside_an_expression_are_sorted_and_each_kind_is_read_and_shown() -> None:
    rows = read_table("dates_words")
    keys = [(row["kind"], row["name"]) for row in rows]
    assert keys == sorted(set(keys))
    shown = [row["kind"] for row in rows if row["example"]]
    source = "".join(path.read_text(encoding="utf-8") for path in Path(dates.__file__).parent.rglob("*.py"))
    asked = re.findall(r'read_cues\("([^"]+)"\)', source)
    assert shown == sorted({row["kind"] for row in rows}) == sorted(set(asked))


def test_cues_of_tense_are_sorted() -> None:
    rows = [(row["lead"], row["facts"], row["but"]) for row in read_table("dates_tense")]
    assert rows == sorted(set(rows))


@pytest.mark.parametrize(("order", "day"), [("MDY", date(2013, 3, 4)), ("DMY", date(2013, 4, 3))])
def test_the_order_settles_ambiguous_numeric_dates(order: str, day: date) -> None:
    nlp = load(model=None)
    nlp.get_pipe("extractor_dates").date_order = order
    doc = nlp.make_doc("Signed 03/04/2013 in Minsk.")
    for name in ("extractor_sentences", "extractor_dates"):
        doc = nlp.get_pipe(name)(doc)
    assert [found.first for found in doc._.dates] == [day]


@pytest.mark.parametrize(
    ("text", "value", "first", "last"),
    [
        ("It fell in 2020.", "2020", "2020-01-01", "2020-12-31"),
        ("It fell in Q3 2025.", "2025-Q3", "2025-07-01", "2025-09-30"),
        ("It fell in 1H25.", "2025-H1", "2025-01-01", "2025-06-30"),
        ("It fell in February 2024.", "2024-02", "2024-02-01", "2024-02-29"),
        ("It fell last week.", "2025-W49", "2025-12-01", "2025-12-07"),
        ("It fell last weekend.", "2025-W49-WE", "2025-12-06", "2025-12-07"),
        ("It fell in summer 2004.", "2004-SU", "2004-06-01", "2004-08-31"),
        ("It fell in winter 2003.", "2003-WI", "2003-12-01", "2004-02-29"),
        ("It fell in the 1990s.", "199", "1990-01-01", "1999-12-31"),
        ("It fell in the 19th century.", "18", "1800-01-01", "1899-12-31"),
        ("It fell in mid-2023.", "2023", "2023-01-01", "2023-12-31"),
        ("It fell in January-October 2025.", "2025-01/2025-10", "2025-01-01", "2025-10-31"),
        ("It fell on Sunday night.", "2025-12-07TNI", "2025-12-07", "2025-12-07"),
        ("It fell from 28 February to 2 March 2024.", "2024-02-28/2024-03-02", "2024-02-28", "2024-03-02"),
        ("It fell in the last two quarters.", "P2Q", "2025-04-01", "2025-09-30"),
    ],
)
def test_first_and_last_are_the_days_that_the_value_covers(text: str, value: str, first: str, last: str) -> None:
    found = one(text)
    assert (found.value, str(found.first), str(found.last)) == (value, first, last)


@pytest.mark.parametrize(
    "text", ["It fell last week.", "They met on Friday.", "In March it rose.", "By Easter it will rise."]
)
def test_without_a_publication_date_nothing_is_placed_and_a_warning_says_so(text: str) -> None:
    doc = read(text, None)
    (found,) = doc._.dates
    assert (found.first, found.last) == (None, None)
    assert "XXXX" in found.value and doc._.warnings == [UNDATED]


@pytest.mark.parametrize(
    "text", ["It fell in 2020.", "It pays monthly.", "They meet every Monday.", "It took two years."]
)
def test_what_hangs_on_nothing_needs_no_publication_date(text: str) -> None:
    assert len(read(text, None)._.dates) == 1 and read(text, None)._.warnings == []


@given(st.integers(min_value=1, max_value=6), st.dates(date(1980, 1, 1), date(2035, 12, 31)))
@settings(max_examples=40, deadline=None)
def test_so_many_days_ago_is_that_day(count: int, published: date) -> None:
    number = ("one", "two", "three", "four", "five", "six")[count - 1]
    (found,) = read(f"He left {number} day{'s' * (count > 1)} ago.", published)._.dates
    assert found.first == found.last == published - timedelta(days=count)


@given(st.lists(st.sampled_from(WORDS), max_size=40), st.none() | st.dates(date(1, 1, 1), date(9999, 12, 31)))
@settings(max_examples=300, deadline=None)
def test_any_mixture_of_the_words_of_dates_gives_valid_dates_in_order(words: list[str], published: date | None) -> None:
    found = read(" ".join(words), published)._.dates
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(one.first is None or one.last is None or one.first <= one.last for one in found)


@pytest.mark.parametrize(
    "text",
    [
        "two to three or four years and six months of the last week of May 2020 ",
        "the end of the end of the end of ",
        "Monday to Tuesday to Friday - 5 May - 6 June - 2019 - 2020 / 21 ",
        "one two three four five six seven eight nine ten ",
    ],
)
def test_the_cost_of_a_text_is_linear_in_its_length(text: str) -> None:
    def cost(times: int) -> float:
        doc = read(text * times)
        best = min(_timed(doc) for _ in range(3))
        return best / times

    assert cost(400) < 8 * cost(50)


def _timed(doc: Doc) -> float:
    begin = time.perf_counter()
    PARTS[1](doc)
    return time.perf_counter() - begin


@pytest.mark.parametrize(
    ("feast", "value"),
    [
        ("Chinese New Year 2006", "2006-01-29"),
        ("the Dragon Boat Festival of 1990", "1990-05-28"),
        ("the Mid-Autumn Festival of 1990", "1990-10-03"),
        ("Passover 1973", "1973-04-17"),
        ("Yom Kippur 1973", "1973-10-06"),
        ("Rosh Hashanah 2024", "2024-10-03"),
        ("Diwali 2023", "2023-11-12"),
        ("Dussehra 2002", "2002-10-15"),
        ("Holi 2011", "2011-03-20"),
        ("Eid al-Adha 2024", "2024-06-16"),
        ("Eid al-Fitr 2024", "2024-04-10"),
        ("Ramadan 2024", "2024-03-11/2024-04-09"),
        ("Ramadan 1998", "1998-12-19/1999-01-17"),  # ends in the next year
        ("Ashura 2024", "2024-07-17"),
        ("Vesak 2024", "2024-05-22"),
    ],
)
def test_feasts_of_other_calendars_have_the_days_of_the_table(feast: str, value: str) -> None:
    assert one(f"They met on {feast}.").value == value


@pytest.mark.parametrize(
    "sunday",
    ["1818-03-22", "1943-04-25", "1961-04-02", "2000-04-23", "2008-03-23", "2011-04-24", "2025-04-20", "2038-04-25"],
)
def test_easter_is_that_of_the_western_churches(sunday: str) -> None:
    found = feast_time("easter 0", int(sunday[:4]))
    assert found and found.value == sunday
