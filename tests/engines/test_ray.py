"""Ray for real, on this machine: the same records as without it."""

import os
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pyarrow
import pytest

import extractor
from extractor import Article
from extractor.engines import ray as engine
from extractor.errors import ExtractorError
from extractor.records.arrow import article_schema, to_lines

if TYPE_CHECKING:
    from ray.data import Dataset

RAW = Path(__file__).parent.parent.parent / "corpus" / "raw"


@pytest.fixture(scope="module")
def _cluster() -> Iterator[None]:
    """Ray on two cores of this machine, with no page, no report of its use and a small store."""
    import ray

    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    ray.init(num_cpus=2, include_dashboard=False, object_store_memory=100_000_000, log_to_driver=False)
    ray.data.DataContext.get_current().enable_progress_bars = False
    yield
    ray.shutdown()


@pytest.mark.usefixtures("_cluster")
def test_records_are_those_of_extract_many() -> None:
    import ray

    articles = list(extractor.read(RAW))
    rows = [*map(asdict, articles), {**asdict(Article(" ")), "path": "empty.txt"}]
    table = pyarrow.Table.from_pylist(rows, article_schema())
    found = engine.extract(ray.data.from_arrow([table.slice(0, 20), table.slice(20)]))
    tables = [cast(pyarrow.Table, table) for table in ray.get(found.to_arrow_refs())]
    whole = pyarrow.concat_tables(tables)
    records = whole.filter(pyarrow.compute.field("reject").is_null()).drop_columns(["reject"])
    expected = [record.to_json() for record in extractor.extract_many(articles)]
    assert len(expected) > 40
    assert sorted(line for batch in records.to_batches() for line in to_lines(batch)) == sorted(expected)
    (reject,) = (row for row in whole["reject"].to_pylist() if row)
    assert (reject["path"], reject["reason"]) == ("empty.txt", "empty article")


def test_without_ray_the_message_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray.data", None)
    with pytest.raises(ExtractorError, match=r"needs ray.data: pip install 'extractor-news\[ray\]'"):
        engine.extract(cast("Dataset", None))
