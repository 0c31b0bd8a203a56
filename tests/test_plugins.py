"""Kinds of other packages: an example that is followed everywhere, and those that can't be used."""

import json
import pickle
import sys
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc, DocBin
from typer.testing import CliRunner

import extractor
from extractor.commands import app
from extractor.commands.schema import columns, schemas
from extractor.errors import ArgumentTypeError, ArgumentValueError, RecordError, WriteError
from extractor.kinds import NAMES
from extractor.plugins import GROUP, installed
from extractor.record import Record
from extractor.records.read import read_records
from extractor.records.write import write
from tests.installed import AIRPORTS, install, write_metadata

TEXT = (
    "Kenya Airways flies from Nairobi (NBO) to Dubai (DXB) and back to Nairobi (NBO) for $300. "
    "The Central Intelligence Agency (CIA) said nothing about Miami."
)
NONE = "Tea costs $3 a kilo."
FOUND = [("NBO", "KE", 2), ("DXB", "AE", 1)]


@pytest.fixture(autouse=True)
def airports(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """The example, installed."""
    monkeypatch.setattr(sys, "path", [*install(AIRPORTS, tmp_path_factory.mktemp("site")), *sys.path])


@pytest.fixture
def records() -> list[Record]:
    nlp = extractor.load(extensions="airports")
    return [extractor.extract(text, "2025-12-08", nlp=nlp) for text in (TEXT, NONE)]


def codes(record: Record) -> list[tuple[str, str, int]]:
    return [(found.code, found.country, len(found.mentions)) for found in record.extensions.airports]


def test_a_record_holds_what_an_extension_found(records: list[Record]) -> None:
    assert codes(records[0]) == FOUND
    assert records[1].extensions.airports == ()
    assert json.loads(records[1].to_json())["extensions"] == {"airports": []}
    assert [m.text for m in records[0].mentions()][-3:] == ["NBO", "NBO", "DXB"]
    assert "airports=" in repr(records[0])


def test_a_record_without_extensions_is_as_it_was(records: list[Record]) -> None:
    plain = extractor.extract(TEXT, "2025-12-08", nlp=extractor.load())
    assert type(plain) is Record
    held = json.loads(records[0].to_json())
    del held["extensions"]
    assert json.dumps(held, separators=(",", ":"), ensure_ascii=False).encode() == plain.to_json()


def test_a_record_survives_json_and_pickle(records: list[Record]) -> None:
    assert [extractor.Record.from_json(record.to_json()) for record in records] == records
    assert pickle.loads(pickle.dumps(records)) == records


def test_other_processes_find_the_same(records: list[Record]) -> None:
    nlp = extractor.load(extensions=("airports",))
    again = list(extractor.extract_many([TEXT, NONE], nlp=nlp, processes=2))
    assert [record.extensions for record in again] == [record.extensions for record in records]


@pytest.mark.parametrize(
    ("out", "format"),
    [
        *((f"a{ending}", None) for ending in (".jsonl", ".jsonl.gz", ".parquet", ".arrow", ".sqlite", ".duckdb")),
        *(("folder", format) for format in ("csv", "huggingface", "shards", "parquet")),
    ],
)
def test_every_format_keeps_it(records: list[Record], tmp_path: Path, out: str, format: str | None) -> None:
    for _ in range(2):  # a second time over the first
        write(records, tmp_path / out, format=format, overwrite=True)
    assert list(read_records(tmp_path / out)) == records
    checked = CliRunner().invoke(app, ["validate", str(tmp_path / out)])
    assert checked.exit_code == 0, checked.output


@pytest.mark.parametrize("name", ["a.parquet", "a.sqlite"])
def test_one_file_has_one_set_of_extensions(records: list[Record], tmp_path: Path, name: str) -> None:
    with pytest.raises(WriteError, match="holds no extension, and those before it airports"):
        write([records[0], extractor.extract(NONE)], tmp_path / name)
    assert not list(tmp_path.iterdir())


def test_docbin_has_its_spans(records: list[Record], tmp_path: Path) -> None:
    write(records, tmp_path / "a.spacy")
    first, second = DocBin().from_disk(tmp_path / "a.spacy").get_docs(spacy.blank("en").vocab)
    assert [(s.text, s.label_, s.kb_id_) for s in first.spans["airports"]] == [
        ("NBO", "AIRPORT", "NBO"),
        ("NBO", "AIRPORT", "NBO"),
        ("DXB", "AIRPORT", "DXB"),
    ]
    assert list(second.spans["airports"]) == []


def test_a_doc_survives_bytes_and_a_pipeline_the_disk(tmp_path: Path) -> None:
    nlp = extractor.load(kinds=(), extensions=["airports"])
    doc = Doc(nlp.vocab).from_bytes(nlp(TEXT).to_bytes())
    assert [airport.code for airport in doc._.airports] == ["NBO", "DXB"]
    assert doc.spans["airports"][0]._.extractor == doc._.airports[0]
    nlp.to_disk(tmp_path / "pipeline")
    again = spacy.load(tmp_path / "pipeline")
    assert codes(extractor.extract(TEXT, nlp=again)) == FOUND


def test_frames(records: list[Record]) -> None:
    found = extractor.to_frame([*records, extractor.extract(TEXT)], "airports", library="pyarrow")
    assert found.column_names == ["article", "airport", "code", "name", "country"]
    assert found.column("code").to_pylist() == ["NBO", "DXB"]
    mentions = extractor.to_frame(records, "mentions", library="pyarrow").to_pylist()
    assert [row["text"] for row in mentions if row["kind"] == "airports"] == ["NBO", "NBO", "DXB"]
    with pytest.raises(ArgumentValueError, match=r"no table 'ponies'.*airports"):
        extractor.to_frame(records, "ponies")


def test_duckdb(records: list[Record]) -> None:
    database = extractor.to_duckdb(records)
    assert database.sql("SELECT code FROM extensions_airports ORDER BY airport").fetchall() == [("NBO",), ("DXB",)]


def test_schema_is_published_with_it_only_where_it_is_asked_for() -> None:
    assert "extensions" not in schemas()["record"]["properties"]
    schema = schemas(("airports",))["record"]
    assert schema["$defs"]["Extensions"]["properties"]["airports"]["items"] == {"$ref": "#/$defs/Airport"}
    assert schema["$defs"]["Airport"]["properties"]["code"]["pattern"] == "^[A-Z]{3}$"
    assert list(columns(("airports",))["tables"]) == [*columns()["tables"], "extensions_airports"]
    said = CliRunner().invoke(app, ["schema", "--extension", "airports"])
    assert json.loads(said.output) == schema


def test_a_run_counts_it_and_keeps_its_version(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("".join(json.dumps({"text": text}) + "\n" for text in (TEXT, NONE)))
    command = ["run", str(tmp_path / "a.jsonl"), "-o", str(tmp_path / "out"), "--processes", "1"]
    ran = CliRunner().invoke(app, [*command, "--extension", "airports"])
    assert ran.exit_code == 0 and "2 airports" in ran.output, ran.output
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text())
    assert manifest["counts"]["airports"] == 2
    assert manifest["options"]["extensions"] == {"airports": "extractor-airports 0.1.0"}
    assert [codes(record) for record in read_records(tmp_path / "out")] == [FOUND, []]
    assert "finished already" in CliRunner().invoke(app, [*command, "--extension", "airports"]).output
    without = CliRunner().invoke(app, command)
    assert without.exit_code == 2 and "other inputs or options" in without.output


def test_a_run_without_any_says_nothing_of_them(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    ran = CliRunner().invoke(app, ["run", str(tmp_path / "a.txt"), "-o", str(tmp_path / "out"), "--processes", "1"])
    assert ran.exit_code == 0, ran.output
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text())
    assert "extensions" not in manifest["options"]
    assert [name for name in manifest["counts"] if name in NAMES] == list(NAMES)
    assert "airports" not in manifest["counts"]


def test_it_is_shown_in_the_terminal_and_on_the_article_page(records: list[Record], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    shown = CliRunner().invoke(app, ["show", str(tmp_path / "a.txt"), "--extension", "airports"])
    assert shown.exit_code == 0 and "code NBO" in shown.output, shown.output
    page = extractor.to_html(records[0])
    for piece in (
        '<mark class="airports"',
        'data-toggle="airports"',
        "--airports: #6b7a00",
        ".hide-airports",
        "airports-1",
    ):
        assert piece in page, piece
    assert "airports" not in extractor.to_html(extractor.extract(TEXT))


def test_what_is_not_installed_is_told(records: list[Record], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for given in ("ponies", ["airports", "ponies"]):
        with pytest.raises(ArgumentValueError, match=r"no installed package brings the extension 'ponies'.*airports"):
            extractor.load(extensions=given)
    with pytest.raises(ArgumentTypeError, match="give names"):
        extractor.load(extensions=3)  # type: ignore[arg-type]
    (tmp_path / "a.txt").write_text(TEXT)
    ran = CliRunner().invoke(app, ["run", str(tmp_path / "a.txt"), "--extension", "ponies"])
    assert ran.exit_code == 2 and not ran.stdout
    line = records[0].to_json().replace(b'"airports":', b'"ponies":')
    with pytest.raises(RecordError, match="ponies"):
        Record.from_json(line)
    (tmp_path / "a.jsonl").write_bytes(line + b"\n")
    with pytest.raises(RecordError, match=r"line 1, extensions: .*no installed package brings the extension 'ponies'"):
        list(read_records(tmp_path / "a.jsonl"))


def test_a_class_of_ones_own_reads_itself() -> None:
    class Mine(Record):
        note: str = ""

    line = Mine(id="1", text="Tea.", note="mine").to_json()
    assert Mine.from_json(line).note == "mine"


def test_a_text_that_looks_like_one_is_a_text() -> None:
    record = extractor.extract('The file says "extensions":{"airports":[]} and no more.')
    assert Record.from_json(record.to_json()) == record


HEAD = """
from spacy.language import Language
from extractor.kinds import Kind
from extractor.record import Mention, Part, Person
class Find(Mention):
    size: int = 0
class Loose(Part):
    size: int = 0
class Nested(Mention):
    inner: Mention | None = None
"""


@pytest.mark.parametrize(
    ("name", "kind", "said"),
    [
        ("money", 'Kind("money", Find, "FIND", "find")', "the name is taken"),
        ("title", 'Kind("title", Find, "FIND", "find")', "the name is taken"),
        ("finds", 'Kind("others", Find, "FIND", "find")', "its kind is called 'others'"),
        ("finds", '"finds"', "leads to str"),
        ("finds", 'Kind("finds", Find, "MONEY", "find")', "the label MONEY is that of a kind of ours"),
        ("finds", 'Kind("finds", Loose, "FIND", "find")', "Loose doesn't quote the text"),
        ("finds", 'Kind("finds", Nested, "FIND", "find")', r"no table can hold Nested\.inner"),
        ("finds", 'Kind("finds", int, "FIND", "find")', "no class of extractor.record.Part"),
        ("finds", 'Kind("finds", Find, "FIND", "size")', r"Find\.size has the name of a column"),
        ("finds", 'Kind("finds", Find, "FIND", "find", code="hs")', "its code is hs"),
        ("finds", 'Kind("finds", Find, "FIND", "find", needs=("ponies",))', "it needs ponies"),
        ("finds", 'Kind("finds", Find, "FIND", "find")', "registers the spaCy factory extractor_finds"),
        ("finds", 'Kind("finds", Find, "AIRPORT", "find")', "its label AIRPORT is that of another kind"),
        ("finds", 'Kind("finds", Person, "FIND", "find")', "its class Person is that of another kind"),
        ("finds", "1 / 0", "can't be loaded: ZeroDivisionError"),
    ],
)
def test_a_kind_that_does_not_fit_is_told(
    name: str, kind: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = f"plugin_{tmp_path.name}"
    (tmp_path / f"{module}.py").write_text(f"{HEAD}KIND = {kind}\n")
    write_metadata(tmp_path, "finder", "1.0", {GROUP: {name: f"{module}:KIND"}})
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    monkeypatch.setattr(extractor.plugins, "extension", extractor.plugins.extension.__wrapped__)
    monkeypatch.setattr("extractor.pipeline.extensions.extension", extractor.plugins.extension)
    monkeypatch.setattr("extractor.pipeline.extension", extractor.plugins.extension)
    extractor.load(kinds=(), extensions="airports")
    with pytest.raises(ArgumentValueError, match=f"the extension '{name}'.*{said}"):
        extractor.load(kinds=(), extensions=name)


def test_two_packages_with_one_name_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for package in ("harbours-one", "harbours-two"):
        write_metadata(tmp_path, package, "1.0", {GROUP: {"harbours": "harbours:KIND"}})
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    assert len(installed()["harbours"]) == 2
    with pytest.raises(ArgumentValueError, match=r"brought by harbours-one 1\.0 and harbours-two 1\.0"):
        extractor.load(extensions="harbours")


def test_a_find_that_does_not_quote_the_text_breaks_the_contract(monkeypatch: pytest.MonkeyPatch) -> None:
    nlp = extractor.load(extensions="airports")
    plugin = sys.modules["extractor_airports"]
    wrong = plugin.Airport(code="NBO", name="x", country="KE", mentions=({"start": 0, "end": 3, "text": "NBO"},))
    monkeypatch.setattr(plugin, "find_airports", lambda text: [wrong])
    with pytest.raises(RecordError, match=r"'Ken' in the text, not 'NBO'"):
        extractor.extract(TEXT, nlp=nlp)
    (found,) = extractor.extract_many([TEXT], nlp=nlp)
    assert isinstance(found, extractor.Reject)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He flew to Rome Ciampino (CIA) on Friday.", ["CIA"]),
        ("The flight from Tokyo (HND) goes to Tokyo Narita (NRT).", ["HND", "NRT"]),
        ("The Central Intelligence Agency (CIA) is in Rome.", []),
        ("A soldier from Ohio is missing in action (MIA).", []),
        ("Zaventem (BRU) and Schiphol (AMS) were closed.", ["BRU", "AMS"]),
        ("Nairobi (nbo) and NBO", []),
    ],
)
def test_airports_of_the_example(text: str, expected: list[str]) -> None:
    extractor.load(kinds=(), extensions="airports")
    assert [found.code for found in sys.modules["extractor_airports"].find_airports(text)] == expected
