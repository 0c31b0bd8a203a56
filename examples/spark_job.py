"""A Spark job: articles in, records and rejects out.

::

    pip install 'extractor-news[spark]'  # on every machine of the cluster; Spark needs Java 17
    spark-submit examples/spark_job.py hdfs:///news/articles.parquet hdfs:///news/records --rejects hdfs:///news/rejects
    python examples/spark_job.py articles.jsonl records             # on this machine alone

The articles need a column `text`, and may have `id`, `published`, `title`, `url` and `outlet`. The records are Parquet, as
``extractor.read_records`` and ``extractor report`` take it; the rejects are JSON Lines, each with its reason.
"""

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from extractor.engines import spark

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession


def session_here() -> "SparkSession":
    """The session that `spark-submit` made; without one, a session on this machine alone."""
    from pyspark.sql import SparkSession

    return SparkSession.getActiveSession() or spark.local_session()


def read(session: "SparkSession", source: str) -> "DataFrame":
    """The articles of a path: JSON Lines by its ending, else Parquet."""
    return session.read.json(source) if ".json" in source else session.read.parquet(source)


def extract(articles: "DataFrame", records: str, rejects: str | None = None) -> tuple[int, int]:
    """Write the records, and the rejects where somebody wants them; how many there are of each.

    The results are kept on disk between the writes: nothing is extracted twice.
    """
    results = spark.extract(articles).persist()
    found = results.filter("reject is null").drop("reject")
    refused = results.filter("reject is not null").select("reject.*")
    found.write.mode("overwrite").parquet(records)
    if rejects:
        refused.write.mode("overwrite").json(rejects)
    every, rejected = results.selectExpr("count(*)", "count(reject)").first()
    results.unpersist()
    return every - rejected, rejected


def main(arguments: Sequence[str] | None = None) -> None:
    """Read, extract, write, and say how many."""
    parser = argparse.ArgumentParser(description="Articles in, records out, on Spark.")
    parser.add_argument("articles", help="Parquet or JSON Lines, with a column `text`")
    parser.add_argument("records", help="a folder for the records")
    parser.add_argument("--rejects", help="a folder for what gives none")
    asked = parser.parse_args(arguments)
    made, refused = extract(read(session_here(), asked.articles), asked.records, asked.rejects)
    print(f"{made} records in {asked.records}, {refused} rejects")


if __name__ == "__main__":
    main()
