"""Where names come from: our model, rules, another spaCy pipeline; and what each reason decides."""

from collections import Counter
from itertools import combinations

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.tokens import Span
from spacy.util import filter_spans

import extractor
from extractor.errors import FormatError
from extractor.pipeline.names import NamesComponent
from extractor.pipeline.names.lexicon import Lexicon
from extractor.pipeline.names.model import MODEL
from extractor.pipeline.names.read import explain, find_names
from extractor.pipeline.names.rules import AGAINST, FOR, NOTHING, Against, Finder, For
from extractor.pipeline.names.settle import SURENESS, settle
from extractor.pipeline.text.spellings import unify
from extractor.pipeline.text.words import words_of

LEXICON = Lexicon()


@pytest.fixture(scope="module")
def other(tmp_path_factory):
    """A spaCy pipeline of somebody else's: other words (its tokenizer keeps hyphens), a label PER for persons."""
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "PER", "pattern": "Zork Blivet"}, {"label": "ORG", "pattern": "Quux Ltd"}])
    path = tmp_path_factory.mktemp("other") / "pipeline"
    nlp.to_disk(path)
    return str(path)


@pytest.fixture(scope="module")
def names():
    """Pipelines that find names alone, by their model."""
    return {model: extractor.load(model=model, kinds=()) for model in ("extractor", None)}


@pytest.fixture(scope="module")
def bare():
    """A pipeline that cuts a text into words and sentences."""
    nlp = extractor.load(model=None, kinds=())
    nlp.remove_pipe("extractor_names")
    return nlp


def found(nlp, text):
    return [(entity.text, entity.label_, entity.id_) for entity in nlp(text).ents]


def test_another_pipelines_persons_are_used(other):
    nlp = extractor.load(model=other, rules=False)
    text = "Quux Ltd-backed Zork Blivet met President William Ruto."
    assert found(nlp, text) == [("Zork Blivet", "PERSON", "model")]


def test_rules_find_the_short_form_of_what_a_model_found(other):
    nlp = extractor.load(model=other)
    text = "Zork Blivet came. Later Blivet met President William Ruto."
    assert found(nlp, text) == [
        ("Zork Blivet", "PERSON", "model"),
        ("Blivet", "PERSON", "rules"),
        ("William Ruto", "PERSON", "rules"),
    ]


def test_either_source_can_be_switched_off():
    text = "Farmers met President William Ruto on Monday."
    assert found(extractor.load(model=None), text) == [("William Ruto", "PERSON", "rules")]
    assert found(extractor.load(rules=False), text) == [("William Ruto", "PERSON", "model")]
    assert found(extractor.load(), text) == [("William Ruto", "PERSON", "model+rules")]


@pytest.mark.parametrize("model", ["no_such_pipeline", "tests"])
def test_a_model_that_is_not_there_is_said_so(model):
    with pytest.raises(FormatError, match=model):
        extractor.load(model=model)


def test_a_pipeline_that_knows_no_persons_is_refused(tmp_path):
    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(FormatError, match="label PERSON"):
        extractor.load(model=str(tmp_path / "blank"))


def test_the_model_is_small():
    assert sum(path.stat().st_size for path in MODEL.rglob("*") if path.is_file()) < 15_000_000


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lukashenko", "Lukashenka"),
        ("Erdoğan", "Erdogan"),
        ("Qadhafi", "Gaddafi"),
        ("Zelensky", "Zelenskyy"),
        ("Yanukovych", "Yanukovich"),
        ("Aleksandr", "Aliaksandr"),
        ("Ørsted", "Orsted"),
    ],
)
def test_spellings_of_one_name(one, other):
    assert len(set(unify([one, other]).values())) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("Martin", "Morton"), ("Putin", "Patin"), ("Hansen", "Hanson"), ("Obama", "Osama"), ("Clinton", "Clanton")],
)
def test_other_names_stay_apart(one, other):
    assert len(set(unify([one, other]).values())) == 2


ranges = st.dictionaries(
    st.tuples(st.integers(0, 20), st.integers(1, 6)).map(lambda pair: (pair[0], pair[0] + pair[1])),
    st.sampled_from(["model+rules", "model", "rules"]),
    max_size=12,
)


def overlap(one, other):
    return one[0] < other[1] and other[0] < one[1]


@given(st.lists(ranges, max_size=3))
def test_of_names_that_overlap_the_surest_stays(tiers):
    def rank(number, span):
        return number, SURENESS[tiers[number][span]], span[0] - span[1], span

    ranks = {
        span: min(rank(n, span) for n, each in enumerate(tiers) if span in each) for tier in tiers for span in tier
    }
    kept = settle(*tiers)
    assert not [pair for pair in combinations(kept, 2) if overlap(*pair)]
    assert kept == {span: tiers[ranks[span][0]][span] for span in kept}
    for span in ranks.keys() - kept:
        assert [other for other in kept if overlap(span, other) and ranks[other] < ranks[span]]


class Anything:
    """A model that finds what it is told to, wherever that is."""

    def __init__(self, found):
        self.found = found

    def find(self, doc):
        return [(start, min(end, len(doc)), label) for start, end, label in self.found if start < len(doc)]


PIECES = (
    "Ben Bernanke|Ahmed ben Bella|Ben|Bella|ben Bella|BEN BELLA|President|Mr|Luiz Inácio Lula da Silva|Da|Silva|DA SILVA|"
    "Bashar al-Assad|Al|Al -Assad|Assad|Martin Luther King|King|KING|Moon Jae-in|Moon|Foster &|Kenya|of|said|, 51,|the|'s|"
    "-|.|\n|\n\n|\r\n\r\n|\u00a0"
).split("|")
spans = st.tuples(st.integers(0, 30), st.integers(1, 4), st.sampled_from(["PERSON", "ORG", "LOC"]))
found_ranges = st.lists(spans.map(lambda each: (each[0], each[0] + each[1], each[2])), max_size=8)


@given(st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join), found_ranges, found_ranges, st.booleans())
@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.too_slow])
def test_no_text_model_or_entity_set_before_makes_names_overlap(bare, text, by_model, before, rules):
    doc = bare(text)
    earlier = filter_spans([Span(doc, s, e, label=label) for s, e, label in Anything(before).find(doc)])
    doc.ents = earlier
    component = NamesComponent(None, rules=rules)
    component.model = Anything(by_model)
    component.lexicon = LEXICON
    doc = component(doc)  # spaCy raises E1010 for entities that overlap
    assert [(e.start, e.end, e.label_) for e in doc.ents if not e.id_] == [(e.start, e.end, e.label_) for e in earlier]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mr Ben Bernanke", "President Ahmed ben Bella"),
        ("Mr Van Morrison", "Senator Ludwig van Beethoven"),
        ("Senator Al Gore", "President Bashar al Assad"),
        ("Mr La Russa", "Minister Anna la Torre"),
        ("Mr Le Corbusier", "Senator Marie le Conti"),
        ("Mr De Torre", "Prime Minister Maria de Bella"),
    ],
)
@pytest.mark.parametrize("model", ["extractor", None])
def test_a_particle_at_the_end_of_a_paragraph_is_no_part_of_the_name_after_it(names, model, one, other):
    capital, last = one.split()[1], other.split()[-1]
    text = f"{one} met {other} yesterday. They met {capital}\n\n{last} left."
    found_there = [entity.text for entity in names[model](text).ents]
    assert not [name for name in found_there if "\n" in name]
    assert found_there[-1] == last


@pytest.mark.parametrize(
    "text",
    [
        "Mr Van Moi met Senator Zu van Gaulle yesterday. They met Van\n\nGaulle.",
        "Senator Abu Blivet met Ibn abu Clercq yesterday. Abu\n\nClercq spoke of CLERCQ.",
        "Mr Da King met Al du Gaulle yesterday. He saw Gaulle Du\n\nGaulle in the Du crowd.",
        "President Di Bank met Mr Ap le Conti yesterday. “Le\n\nConti” Le\n\nConti said.",
    ],
)
def test_texts_whose_short_forms_overlap_give_records(text):
    assert extractor.extract(text).people


def finder_of(reason):
    """Whose finds a reason is asked of: the model's, or else the rules'."""
    asked = reason.refuses | reason.doubts if isinstance(reason, Against) else reason.enough | reason.outweighs
    return Finder.MODEL if Finder.MODEL in {finder for finder, _ in asked} else Finder.RULES


def marked(example):
    """An example without its brackets, and the offsets between those of each sort."""
    text, places = "", {}
    for character in example:
        if character in "[]{}":
            places[character] = len(text)
        else:
            text += character
    return text, [(places[first], places[last]) for first, last in ("[]", "{}") if first in places]


def verdict(bare, example, finder):
    """What `finder` decides over the words in square brackets."""
    text, (name, *beside) = marked(example)
    doc = bare(text)
    by_model = finder is Finder.MODEL
    ranges = [(*name, "PERSON")] if by_model else []
    ranges += [(*each, "PERSON" if by_model else "ORG") for each in beside]
    spans = [(doc.char_span(start, end), label) for start, end, label in ranges]
    words = words_of(doc)
    verdicts = explain(words, [(span.start, span.end, label) for span, label in spans], LEXICON)
    (found,) = [
        each
        for each in verdicts
        if each.finder is finder and (words.starts[each.start], words.ends[each.end - 1]) == name
    ]
    return found.counts, found.reason


@pytest.mark.parametrize("reason", AGAINST, ids=lambda reason: reason.name)
def test_a_reason_against_refuses_its_example(bare, reason):
    assert verdict(bare, reason.example, finder_of(reason)) == (False, reason.name)


@pytest.mark.parametrize("reason", FOR, ids=lambda reason: reason.name)
def test_a_reason_for_decides_over_its_example(bare, reason):
    assert verdict(bare, reason.example, finder_of(reason)) == (True, reason.name)


def test_without_a_reason_there_is_no_name(bare):
    assert verdict(bare, "Then [Zork Blivet] came.", Finder.RULES) == (False, NOTHING)


def test_reasons_have_names_of_their_own_and_are_asked():
    assert max(Counter(reason.name for reason in (*AGAINST, *FOR)).values()) == 1
    assert all(reason.refuses | reason.doubts for reason in AGAINST)
    assert all(reason.enough | reason.outweighs for reason in FOR)
    assert all(isinstance(reason, For) for reason in FOR)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Mr William Ruto came. Then Ruto left.", "short form"),
        ("Mr Alexander Lukashenko came. Then Lukashenka left.", "another spelling"),
        ("Mr David Zorkon came.\n\nZORKON BLIVETS ZORGS", "short form inside a headline"),
    ],
)
def test_a_short_form_says_how_it_was_known(bare, text, reason):
    names = find_names(words_of(bare(text)), (), LEXICON)
    assert [(name.source, name.reason) for name in names.values()] == [("rules", "title"), ("rules", reason)]


def test_a_short_form_that_is_a_title_too_says_so(bare):
    words = words_of(bare("Martin Luther King came. They heard King’s speech."))
    names = find_names(words, [(0, 3, "PERSON")], LEXICON)
    assert [(words.text(*span), name.source, name.reason) for span, name in names.items()] == [
        ("Martin Luther King", "model", "full name"),
        ("King", "rules", "short form that is a word too"),
    ]
