"""DocBin: texts in our tokens, finds as spans, as spaCy's training reads them."""

from datetime import date
from pathlib import Path

from spacy.tokens import DocBin

from extractor.pipeline.text.language import NewsEnglish
from extractor.record import Record
from extractor.records.write import open_writer, write

TEXT = "Ann Lee of Kenya sold tea for $5m on Friday."


def span(text: str, **more: object) -> dict[str, object]:
    start = TEXT.index(text)
    return {"start": start, "end": start + len(text), "text": text, **more}


RECORD = Record.model_validate(
    {
        "id": "a-1",
        "text": TEXT,
        "published": "2025-12-08",
        "people": [{"name": "Ann Lee", "mentions": [span("Ann Lee"), span("Lee")]}],
        "countries": [{"code": "KE", "name": "Kenya", "mentions": [span("Kenya", kind="name")]}],
        "dates": [span("Friday", kind="date", value="2025-12-05")],
        "money": [span("$5m", currency="USD")],
        "commodities": [{"name": "tea", "hs": "0902", "mentions": [span("te")]}],
        "trade": [span(TEXT, kind="export", exporter="KE", commodities=["0902"])],
    }
)


def test_spans_are_where_the_record_says(tmp_path: Path) -> None:
    bare = Record(id="a-2", text="")
    with open_writer(tmp_path / "a.spacy") as writer:
        writer.write(RECORD.to_json())
        writer.write(bare.to_json())
    doc, empty = DocBin().from_disk(tmp_path / "a.spacy").get_docs(NewsEnglish().vocab)
    found = {kind: [(s.text, s.label_, s.kb_id_) for s in group] for kind, group in doc.spans.items()}
    assert found == {
        "people": [("Ann Lee", "PERSON", ""), ("Lee", "PERSON", "")],
        "countries": [("Kenya", "COUNTRY", "KE")],
        "dates": [("Friday", "DATE", "")],
        "money": [("$5m", "MONEY", "")],
        "commodities": [("tea", "COMMODITY", "0902")],  # the mention ends inside the token
        "trade": [(TEXT, "TRADE", "")],
    }
    assert [(person.text, person.label_) for person in doc.ents] == [("Ann Lee", "PERSON")]
    assert (doc.text, doc._.published) == (TEXT, date(2025, 12, 8))
    assert (doc.user_data["id"], doc.user_data["misaligned"]) == ("a-1", 1)
    assert (empty.text, empty._.published, empty.user_data["id"]) == ("", None, "a-2")
    assert (writer.spans, writer.misaligned) == (7, 1)


def test_much_news_goes_into_a_folder_of_them(tmp_path: Path) -> None:
    write([RECORD] * 3, tmp_path / "corpus", format="spacy", shard_size=2)
    sizes = [len(DocBin().from_disk(path)) for path in sorted((tmp_path / "corpus").iterdir())]
    assert sizes == [2, 1]
