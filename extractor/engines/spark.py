"""Articles on a Spark cluster: a DataFrame of articles in, a DataFrame of results out. Extra ``spark``; Spark needs Java.

::

    from extractor.engines import spark

    session = spark.local_session()  # or the one of your cluster, whose Pythons have extractor-news[spark] installed
    articles = session.read.parquet("articles.parquet")  # needs `text`; takes `id`, `published`, `title`, `url` …
    results = spark.extract(articles)
    results.filter("reject is null").drop("reject").write.parquet("records.parquet")
    results.filter("reject is not null").select("reject.*").write.json("rejects.json")

Each Python process of the cluster loads one pipeline and keeps it for its later tasks.
"""

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from extractor.errors import ExtractorError
from extractor.readers.options import Options

if TYPE_CHECKING:
    from pyarrow import RecordBatch
    from pyspark.sql import DataFrame, SparkSession

INSTALL = "pip install 'extractor-news[spark]'"


def extract(articles: "DataFrame", *, model: str | None = "extractor", options: Options | None = None) -> "DataFrame":
    """The result of each article, with the columns of `extractor.engines.rows.result_schema`; lazy, as Spark is.

    Rows keep no order in Spark: `id`, or `source.path` with `source.index`, says which article a row is of, so give
    articles such columns. `model` as in `extractor.load`; a folder must be there on every machine. `options` map columns
    (`Options(fields={"text": "body"})`). Raises `FormatError` where there is no column of texts.
    """
    try:
        from pyspark.sql.pandas.types import from_arrow_schema

        from extractor.engines.rows import result_schema, wanted
    except ImportError as error:
        raise ExtractorError(f"Spark's engine needs {error.name}: {INSTALL}") from error
    options = options or Options()
    columns = articles.select(*(f"`{name}`" for name in wanted(articles.columns, options)))
    return columns.mapInArrow(_extractor(model, options), from_arrow_schema(result_schema()))


def _extractor(model: str | None, options: Options) -> Callable[[Iterable["RecordBatch"]], Iterator["RecordBatch"]]:
    """What a Spark process runs over the batches of its part; it knows the module by name, so the machine must have it."""

    def extract_all(batches: Iterable["RecordBatch"]) -> Iterator["RecordBatch"]:
        from extractor.engines.rows import extract_parts, pipeline

        nlp = pipeline(model)
        for batch in batches:
            yield from extract_parts(batch, nlp, options)

    return extract_all


def local_session(processes: int | None = None) -> "SparkSession":
    """A Spark session on this machine alone, to try things out; `processes` at a time, or as many as there are cores.

    Raises `ExtractorError` where pyspark or Java is missing.
    """
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise ExtractorError(f"Spark's engine needs {error.name}: {INSTALL}") from error
    home = os.environ.get("JAVA_HOME")
    if not shutil.which("java", path=os.path.join(home, "bin") if home else None):
        raise ExtractorError(
            f"Spark needs Java, and there is none in {'JAVA_HOME, ' + home if home else 'PATH'}: install Java 17 "
            "(Debian: apt-get install openjdk-17-jre-headless) or set JAVA_HOME"
        )
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # the Python that has this package
    builder = SparkSession.builder.master(f"local[{processes or '*'}]").appName("extractor")
    for name, value in LOCAL.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


LOCAL = {
    "spark.ui.enabled": "false",
    "spark.driver.host": "localhost",  # no look at the network
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.sql.execution.arrow.maxRecordsPerBatch": "1000",
    "spark.executorEnv.OMP_NUM_THREADS": "1",  # a process a core is enough
}
