"""spaCy's manners: any English tokenizer, spans that lead to values, and what spaCy does with Docs."""

import json

import pytest
import spacy
from spacy import displacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

import extractor
from extractor.pipeline import BEFORE, KINDS
from extractor.pipeline.extensions import register

NEWS = (
    "Brazil's Vale paid R$1.2 billion for the mine, and India approved Rs5,000 crore of loans (about $3bn-$4bn).",
    "Kenya's President William Ruto said exports of tea earned KSh1.2bn in Q3-2024, against 50p a kilo in mid-2023.",
    "Bread rose by 50p to £1.20.Milk cost €2m-3m more, the Belarusian-Kenyan council said on 22.03.2013/Friday.",
    "Egypt bought 40,000t of wheat at 50p-60p; A$3.5m went to Togo/Benin, Xi Jinping/Emmanuel Macron agreed.",
    "Zambia sold 10kg of copper ore (worth K5m), 9M profit was 12pc up at ¥30bn-40bn, $1.5bn+ by end-March.",
    "“It’s 20% of GDP—$5m,” said Angela Merkel’s aide.\n\nOil\nfell to $70.50/bbl in the U.S.-China talks.",
)


def pipeline(nlp: Language) -> Language:
    for name in (*BEFORE, *KINDS):
        nlp.add_pipe(f"extractor_{name}", config={"model": None} if name == "names" else {})
    return nlp


@pytest.fixture(scope="module")
def plain() -> Language:
    return pipeline(spacy.blank("en"))


@pytest.fixture(scope="module")
def ours() -> Language:
    return extractor.load(model=None)


@pytest.mark.parametrize("text", NEWS)
def test_the_same_is_found_with_spacys_own_tokenizer(text: str, plain: Language, ours: Language) -> None:
    assert [token.text for token in plain.make_doc(text)] != [token.text for token in ours.make_doc(text)]
    theirs, record = (extractor.extract(text, "2025-12-08", nlp=nlp) for nlp in (plain, ours))
    assert theirs == record
    assert sum(len(getattr(record, kind)) for kind in KINDS) > 3


def test_the_same_is_found_with_words_cut_at_white_space(ours: Language) -> None:
    register()
    for text in NEWS[:5]:
        doc, whole = Doc(spacy.blank("en").vocab, words=text.split(" ")), ours(text)
        for name in ("sentences", "names", "countries", "people", "dates", "money", "commodities", "quantities"):
            doc = ours.get_pipe(f"extractor_{name}")(doc)
        for kind in ("countries", "dates", "money", "commodities", "quantities"):
            assert doc._.get(kind) == whole._.get(kind), (kind, text)


def test_our_model_finds_the_same_names_with_spacys_own_tokenizer() -> None:
    theirs = spacy.blank("en")
    for name in ("sentences", "names", "countries", "people"):
        theirs.add_pipe(f"extractor_{name}")
    ours = extractor.load(kinds="people")
    for text in NEWS:
        assert extractor.extract(text, nlp=theirs).people == extractor.extract(text, nlp=ours).people


def test_merged_tokens_hide_nothing(ours: Language) -> None:
    doc = ours.make_doc(NEWS[0])
    with doc.retokenize() as retokenizer:
        retokenizer.merge(doc.char_span(20, 30, alignment_mode="expand"))
    for _, component in ours.pipeline:
        doc = component(doc)
    assert doc._.money == ours(NEWS[0])._.money != ()


def test_sentences_that_others_set_are_kept(plain: Language) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("extractor_dates")
    doc = nlp("Milk cost 50p in 2024. It rose on 1 May 2025.")
    assert [found.value for found in doc._.dates] == ["2024", "2025-05-01"]
    assert [sent.text for sent in doc.sents] == ["Milk cost 50p in 2024.", "It rose on 1 May 2025."]


def test_spans_have_labels_and_codes_and_lead_to_values(ours: Language) -> None:
    doc = ours(NEWS[1])
    for kind in KINDS:
        mentions = [mention for value in doc._.get(kind) for mention in getattr(value, "mentions", (value,))]
        spans = list(doc.spans[kind])
        assert [(span.start_char, span.end_char) for span in spans] == [(m.start, m.end) for m in mentions]
        assert {span._.extractor for span in spans} == set(doc._.get(kind))
    (kenya,) = doc.spans["countries"]
    (tea,) = doc.spans["commodities"]
    assert (kenya.label_, kenya.kb_id_, kenya._.extractor.name) == ("COUNTRY", "KE", "Kenya")
    assert (tea.label_, tea.kb_id_) == ("COMMODITY", "0902")
    assert doc[0:1]._.extractor is None


def test_displacy_shows_the_spans_of_a_kind(ours: Language) -> None:
    page = displacy.render(ours(NEWS[1]), style="span", options={"spans_key": "countries"}, jupyter=False)
    assert "COUNTRY" in page and "KE" in page


def test_docs_go_where_spacy_takes_them(ours: Language) -> None:
    first, second = ours(NEWS[0]), ours(NEWS[1])
    with pytest.warns(UserWarning, match="Skipping"):  # spaCy says it: values are of one Doc, their offsets too
        both = Doc.from_docs([first, second])
    assert [span.label_ for span in both.spans["money"]] == ["MONEY"] * (len(first._.money) + len(second._.money))
    assert [span.kb_id_ for span in both.spans["countries"]][-1] == "KE" and both._.money == ()
    spans = json.loads(json.dumps(first.to_json()))["spans"]
    assert [span["label"] for span in spans["money"]] == ["MONEY"] * len(first._.money)
    with pytest.raises(ValueError, match="JSON"):  # the values are objects: a record's `to_json` writes them
        first.to_json(underscore=["money"])
    (copy,) = DocBin(docs=[first], store_user_data=True).get_docs(ours.vocab)
    assert [span._.extractor for span in copy.spans["money"]] == list(first._.money)


def test_texts_keep_their_contexts(ours: Language) -> None:
    pairs = [(text, number) for number, text in enumerate(NEWS)]
    found = [(doc.text, number) for doc, number in ours.pipe(pairs, as_tuples=True, batch_size=2)]
    assert found == pairs
    dated = ours.make_doc("Ministers met on Friday.")
    dated._.published = "2025-12-08"
    ((doc, context),) = ours.pipe([(dated, "wire-7")], as_tuples=True)
    assert ([date.value for date in doc._.dates], context) == (["2025-12-05"], "wire-7")
