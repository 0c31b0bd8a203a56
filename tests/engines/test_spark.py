"""Spark for real, on this machine: the same records as without it."""

import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow
import pytest
from pyarrow import parquet

import extractor
from extractor import Article
from extractor.engines import spark
from extractor.errors import ExtractorError, FormatError
from extractor.readers.options import Options
from extractor.records.arrow import article_schema, to_lines

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

RAW = Path(__file__).parent.parent.parent / "corpus" / "raw"
NO_JAVA = not shutil.which("java") and not os.environ.get("CI")
needs_java = pytest.mark.skipif(NO_JAVA, reason="Spark needs Java, and there is none in PATH")


@pytest.fixture(scope="module")
def session() -> Iterator["SparkSession"]:
    found = spark.local_session(1)
    yield found
    found.stop()


@needs_java
def test_records_are_those_of_extract_many(session: "SparkSession", tmp_path: Path) -> None:
    articles = list(extractor.read(RAW))
    rows = [*map(asdict, articles), {**asdict(Article(" ")), "path": "empty.txt"}]
    parquet.write_table(pyarrow.Table.from_pylist(rows, article_schema()), tmp_path / "articles.parquet")
    frame = session.read.parquet(str(tmp_path / "articles.parquet")).withColumnRenamed("title", "head").repartition(2)
    spark.extract(frame, options=Options(fields={"title": "head"})).write.parquet(str(tmp_path / "results"))
    found = parquet.read_table(tmp_path / "results")
    records = found.filter(pyarrow.compute.field("reject").is_null()).drop_columns(["reject"])
    expected = [record.to_json() for record in extractor.extract_many(articles)]
    assert len(expected) > 40
    assert sorted(line for batch in records.to_batches() for line in to_lines(batch)) == sorted(expected)
    (reject,) = (row for row in found["reject"].to_pylist() if row)
    assert (reject["path"], reject["reason"]) == ("empty.txt", "empty article")


@needs_java
def test_a_frame_needs_a_column_of_texts(session: "SparkSession") -> None:
    with pytest.raises(FormatError, match="no column `text` among prose"):
        spark.extract(session.createDataFrame([("Kenya sold tea.",)], "prose string"))


def test_without_java_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(ExtractorError, match=r"none in PATH: install Java 17"):
        spark.local_session()
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(ExtractorError, match=f"none in JAVA_HOME, {tmp_path}"):
        spark.local_session()


def test_without_pyspark_the_message_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    with pytest.raises(ExtractorError, match=r"needs pyspark.sql: pip install 'extractor-news\[spark\]'"):
        spark.local_session()
