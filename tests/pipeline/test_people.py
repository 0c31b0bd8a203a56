"""What cases of people can't show: properties of the entities and of the merging."""

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Span

from extractor.data import read_table
from extractor.pipeline import load
from extractor.pipeline.people.evidence import EVIDENCE
from extractor.pipeline.people.merge import fullest, group_mentions
from extractor.pipeline.text.words import words_of


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load()


def test_entities_are_labelled_person_and_quote_the_text(nlp: Language) -> None:
    doc = nlp("Mr Daniel Ferreira met Gen. Ruth Oyelaran.")
    assert [(entity.text, entity.label_) for entity in doc.ents] == [
        ("Daniel Ferreira", "PERSON"),
        ("Ruth Oyelaran", "PERSON"),
    ]


def test_entities_of_a_model_are_kept(nlp: Language) -> None:
    doc = nlp.make_doc("Daniel Ferreira met Ruth Oyelaran.")
    doc.ents = [Span(doc, 0, 2, label="ORG")]
    doc = nlp.get_pipe("extractor_names")(doc)
    assert [(entity.text, entity.label_) for entity in doc.ents] == [
        ("Daniel Ferreira", "ORG"),
        ("Ruth Oyelaran", "PERSON"),
    ]


def test_mentions_stand_once_in_order_and_belong_to_one_person(nlp: Language) -> None:
    text = "Julia Hartmann spoke. Peter Novak listened. Hartmann went on; Novak left with Julia Hartmann."
    people = nlp(text)._.people
    spans = [(mention.start, mention.end) for person in people for mention in person.mentions]
    assert len(spans) == len(set(spans)) == 5
    assert [person.name for person in people] == ["Julia Hartmann", "Peter Novak"]
    assert all(text[m.start : m.end] == m.text for person in people for m in person.mentions)


def test_an_unrelated_paragraph_changes_no_earlier_person(nlp: Language) -> None:
    text = "Julia Hartmann, an engineer, spoke."
    alone = nlp(text)._.people
    assert nlp(f"{text}\n\nThe rain stopped at noon.")._.people == alone != ()


SCRAPS = ["", " ", "\n\n", "-", "Mr", "Mr.", "President", "al-", "(A)", "X (", ", the president"]


@pytest.mark.parametrize("text", SCRAPS)
def test_scraps_give_nobody(nlp: Language, text: str) -> None:
    assert nlp(text)._.people == ()


def test_initials_join_the_full_name_and_the_longest_form_names_the_person() -> None:
    doc = spacy.blank("en")("J. Hartmann wrote it. Julia Maria Hartmann signed it.")
    words = words_of(doc)
    full = words.texts.index("Julia")
    groups = group_mentions(words, [(0, 2), (full, full + 3)])
    assert groups == [[(0, 2), (full, full + 3)]]
    assert fullest(words, groups[0]) == "Julia Maria Hartmann"


def test_every_piece_of_evidence_has_a_weight_and_an_example() -> None:
    assert {row["name"] for row in read_table("people_states")} == {"prior", *EVIDENCE}
    assert all("`" in (predicate.__doc__ or "") or name in UNQUOTED for name, predicate in EVIDENCE.items())


UNQUOTED = ("job_at_all", "first_named", "most_named", "last_named")  # these say all in their sentence


def test_posts_and_bodies_are_of_known_kinds() -> None:
    posts = {row["post"] for row in read_table("titles_roles")}
    assert posts == {"", "state", "open", "portfolio", "body"}
    assert all(row["kind"] in ("role", "office") for row in read_table("titles_roles") if row["post"])
    assert {row["kind"] for row in read_table("state_bodies")} == {"body", "public", "style", "portfolio", "group"}
