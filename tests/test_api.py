"""The library's front door."""

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

import extractor
from extractor import api, pipeline
from extractor.processes import pool


def test_a_date_that_is_not_iso_is_refused() -> None:
    with pytest.raises(extractor.FormatError, match="no ISO date"):
        extractor.extract("Tea.", published="8 December")


def test_no_publication_date_leaves_relative_dates_unplaced_with_a_warning() -> None:
    record = extractor.extract("Ministers meet on Friday.")
    assert [(d.text, d.first, d.last) for d in record.dates] == [("Friday", None, None)]
    assert record.warnings == ("no publication date",)


def test_many_articles_stream_in_order_and_a_failure_is_alone() -> None:
    nlp = extractor.load()

    class Breaks:
        def __call__(self, doc: object) -> object:
            if "explode" in str(doc):
                raise ZeroDivisionError("boom")
            return doc

    nlp._components.append(("breaks", Breaks()))
    articles = [extractor.Article(text, index=i) for i, text in enumerate(["Tea from Kenya.", "explode", "Oil."])]
    first, second, third = extractor.extract_many(articles, nlp=nlp)
    assert isinstance(first, extractor.Record) and isinstance(third, extractor.Record)
    assert isinstance(second, extractor.Reject)
    assert (second.index, second.reason, second.detail, second.raw) == (
        1,
        "extraction failed",
        "ZeroDivisionError: boom",
        "explode",
    )


def test_any_number_of_processes_and_any_batches_give_the_same_records(monkeypatch: pytest.MonkeyPatch) -> None:
    articles = list(extractor.read(Path(__file__).parent.parent / "corpus" / "raw"))
    rules = extractor.load(model=None, kinds=("dates", "money"))  # quickly loaded, and each process loads its like
    alone, without = (list(extractor.extract_many(articles, nlp=nlp)) for nlp in (None, rules))
    assert all(isinstance(result, extractor.Record) for result in alone) and len(alone) == len(articles) > 40
    monkeypatch.setattr(pool, "BATCH", 7)
    assert list(extractor.extract_many(articles, processes=2)) == alone
    assert list(extractor.extract_many(articles, nlp=rules, processes=3)) == without != alone


def test_a_pipeline_that_processes_cannot_load_is_refused() -> None:
    nlp = extractor.load(model=None, kinds=("money",))
    nlp.add_pipe("sentencizer")
    with pytest.raises(extractor.FormatError, match="parts of its own"):
        extractor.extract_many(["Tea."], nlp=nlp, processes=2)
    with pytest.raises(extractor.FormatError, match="no_such_pipeline"):
        list(extractor.extract_many(["Tea."], model="no_such_pipeline", processes=2))


@pytest.mark.parametrize(
    "change",
    [
        lambda nlp: nlp.remove_pipe("extractor_countries"),  # which money needs: `load` would bring it in
        lambda nlp: nlp.replace_pipe("extractor_dates", "extractor_dates", config={"date_order": "DMY"}),
    ],
)
def test_a_pipeline_that_processes_would_load_otherwise_is_refused(change: Any) -> None:
    nlp = extractor.load(model=None, kinds=("dates", "money"))
    assert [type(result) for result in extractor.extract_many(["Tea."], nlp=nlp, processes=2)] == [extractor.Record]
    change(nlp)
    with pytest.raises(ValueError, match="parts of its own"):
        extractor.extract_many(["Tea."], nlp=nlp, processes=2)


def test_one_pipeline_a_model_is_loaded_whoever_asks_for_it_first(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    loaded = []

    def load(**arguments: Any) -> object:
        time.sleep(0.05)  # others ask for it meanwhile
        loaded.append(arguments["model"])
        return pipeline.NewsEnglish()

    monkeypatch.setattr(api, "_loaded", {})
    monkeypatch.setattr(pipeline, "load", load)
    monkeypatch.setattr(api, "_at_work", nullcontext)  # a pipeline has one memory zone at a time
    monkeypatch.setattr(api, "_read", lambda article, nlp: nlp)
    calls = [
        lambda: extractor.extract("Tea."),
        lambda: next(extractor.extract_many(["Tea."])),
        lambda: next(extractor.extract_many(["Tea."], model="extractor")),
        lambda: api.extract_article(extractor.Article("Tea.")),
    ]
    with ThreadPoolExecutor(8) as threads:
        used = list(threads.map(lambda i: calls[i % 4](), range(16)))
    assert loaded == ["extractor"] and len(set(map(id, used))) == 1
    list(extractor.extract_many(["Tea."], model=tmp_path))
    list(extractor.extract_many(["Tea."], model=str(tmp_path)))
    list(extractor.extract_many(["Tea."], model=None))
    assert loaded == ["extractor", str(tmp_path), None]


def test_the_id_is_the_articles_own_or_a_hash_of_its_content() -> None:
    own = extractor.extract("Tea.", id="wire-1")
    hashed = [extractor.extract("Tea.").id, extractor.extract("Tea.").id, extractor.extract("Oil.").id]
    assert own.id == "wire-1"
    assert hashed[0] == hashed[1] != hashed[2] and len(hashed[0]) == 32


def test_importing_the_package_loads_no_spacy() -> None:
    code = "import sys, extractor; print('spacy' in sys.modules, 'pydantic' in sys.modules)"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.split() == ["False", "False"]


def test_a_warm_process_has_nothing_to_load(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "_loaded", {})
    extractor.warm(model=None)
    monkeypatch.setattr(pipeline, "load", None)
    extractor.warm(model=None)
    (record,) = extractor.extract_many(["Tea from Kenya."], model=None)
    assert [country.code for country in record.countries] == ["KE"]
    with pytest.raises(TypeError, match="model"):
        extractor.warm(model=5)


GERMAN = (
    "Der Minister sagte am Freitag, dass die Ausfuhren von Tee im vergangenen Jahr gestiegen sind und die Preise auf den "
    "Märkten nicht gefallen sind. Die Regierung will das Abkommen mit dem Nachbarland bis zum Ende des Jahres erneuern."
)
SPANISH = (
    "El ministro dijo el viernes que las exportaciones de café del país crecieron durante el año pasado y que los precios "
    "en los mercados no han bajado. El gobierno espera que el acuerdo con la región sea firmado antes de fin de año."
)
UKRAINIAN = "Міністр повідомив у п'ятницю, що експорт чаю з країни зріс, а ціни на ринку залишилися такими самими."


@pytest.mark.parametrize(("text", "language"), [(GERMAN, "de"), (SPANISH, "es"), (UKRAINIAN, "uk"), ("Tea.", "en")])
def test_a_record_says_the_language_of_its_text(text: str, language: str) -> None:
    record = extractor.extract(text, "2025-12-08")
    (streamed,) = extractor.extract_many([extractor.Article(text, published="2025-12-08")])
    assert record.language == streamed.language == language
    assert ("not English" in record.warnings) is (language != "en")
    assert streamed.warnings == record.warnings
