"""A kind that does not exist, taken through everything that knows kinds: run by `test_kinds.py` in a process of its own.

It registers `storms` before any other module is imported, as a row in `kinds.py`, a class and a field in `record.py` and a
module in `pipeline/` would, and fails where a place has a list of kinds of its own.
"""

import sys
from pathlib import Path
from types import ModuleType

import extractor.record as contract


class Storm(contract.Mention):
    """A storm with a name."""

    force: str = ""


class Record(contract.Record):
    """A record that holds storms as well."""

    storms: tuple[Storm, ...] = ()


contract.Record = Record  # type: ignore[misc]

import extractor.kinds as kinds  # noqa: E402

STORMS = kinds.Kind(
    "storms", Storm, "STORM", "storm", "s", "#123456", "#abcdef", "dotted", "bold red", code="force", since="1.9"
)
kinds.KINDS = (*kinds.KINDS, STORMS)
kinds.NAMES = tuple(kind.name for kind in kinds.KINDS)

from spacy.language import Language  # noqa: E402
from spacy.tokens import Doc  # noqa: E402


@Language.factory("extractor_storms", assigns=["doc._.storms"])
def create_storms(nlp: Language, name: str):  # type: ignore[no-untyped-def]
    """Finds Storm Ada."""

    def component(doc: Doc) -> Doc:
        from extractor.pipeline.extensions import store

        start = doc.text.find("Storm Ada")
        store(doc, "storms", [Storm(start=start, end=start + 9, text="Storm Ada", force="9")] if start >= 0 else [])
        return doc

    return component


sys.modules["extractor.pipeline.storms"] = ModuleType("extractor.pipeline.storms")

TEXT = "Storm Ada hit Kenya on Friday. Storm Ada cost $3 million."


def main(folder: Path) -> None:
    """Take the kind through every room."""
    import extractor
    from extractor.records.read import read_records
    from extractor.records.tidy import TABLES
    from extractor.records.write import write

    record = extractor.extract(TEXT, published="2025-12-08")
    assert [storm.text for storm in record.storms] == ["Storm Ada"], "api"
    assert "Storm Ada" in [mention.text for mention in record.mentions()], "Record.mentions"
    assert extractor.load().analyze_pipes()["summary"]["extractor_storms"]["assigns"] == ["doc._.storms"], "load"
    only = extractor.load(kinds=("storms",))(extractor.load().make_doc(TEXT))
    assert len(only.spans["storms"]) == 1, "load(kinds=)"

    assert TABLES["storms"].columns["force"] == "text", "tidy tables"
    for name in ("a.jsonl", "a.parquet", "a.arrow", "a.sqlite", "a.duckdb"):
        write([record], folder / name)
        assert list(read_records(str(folder / name))) == [record], name
    for format in ("csv", "huggingface"):
        write([record], folder / format, format=format)
        assert list(read_records(str(folder / format))) == [record], format
    assert "storms" in (folder / "huggingface" / "README.md").read_text(), "dataset card"
    docbin(record, folder)
    batch(folder)
    pages(record, folder)
    schema()


def docbin(record: Record, folder: Path) -> None:
    """Spans with their label and code."""
    import spacy
    from spacy.tokens import DocBin

    from extractor.records.write import write

    write([record], folder / "a.spacy")
    (doc,) = DocBin().from_disk(folder / "a.spacy").get_docs(spacy.blank("en").vocab)
    assert [(span.label_, span.kb_id_) for span in doc.spans["storms"]] == [("STORM", "9")], "DocBin"


def batch(folder: Path) -> None:
    """The counts of a run, in its manifest too."""
    import json

    from typer.testing import CliRunner

    from extractor.commands import app

    (folder / "a.txt").write_text(TEXT)
    ran = CliRunner().invoke(app, ["run", str(folder / "a.txt"), "-o", str(folder / "run"), "--processes", "1"])
    assert ran.exit_code == 0, ran.output
    assert json.loads((folder / "run" / "manifest.json").read_text())["counts"]["storms"] == 1, "manifest"
    shown = CliRunner().invoke(app, ["show", str(folder / "a.jsonl")])
    assert "storms" in shown.output and "force 9" in shown.output, "extractor show"
    checked = CliRunner().invoke(app, ["validate", str(folder / "a.jsonl")])
    assert checked.exit_code == 0, checked.output


def pages(record: Record, folder: Path) -> None:
    """The article page, the report and the browser."""
    from extractor.pages.article import to_html
    from extractor.pages.downloads import COLUMNS
    from extractor.pages.report import write_report

    page = to_html(record)
    for piece in (
        'data-toggle="storms"',
        '<mark class="storms"',
        "--storms: #123456",
        "--storms: #abcdef",
        ".hide-storms",
    ):
        assert piece in page, f"article page: {piece}"
    write_report([str(folder / "a.jsonl")], folder / "report.html")
    assert "storms" in (folder / "report.html").read_text(), "report"
    assert "storms" in COLUMNS, "download of the browser"


def schema() -> None:
    """What is published."""
    from extractor.commands.schema import columns, schemas

    assert "storms" in schemas()["record"]["properties"], "JSON Schema"
    assert "storms" in columns()["tables"], "tables.json"
    assert "storms" in [column["name"] for column in columns()["record.arrow"]], "record.arrow.json"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
    print("followed everywhere")
