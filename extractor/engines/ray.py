"""Articles on a Ray cluster: a Dataset of articles in, a Dataset of results out. Extra ``ray``.

::

    import ray
    from extractor.engines import ray as engine
    from ray.data.expressions import col

    articles = ray.data.read_parquet("articles.parquet")  # needs `text`; takes `id`, `published`, `title`, `url` …
    results = engine.extract(articles, processes=8)
    records = results.filter(expr=col("reject").is_null()).drop_columns(["reject"])
    records.write_parquet("records")

The processes are actors: each loads one pipeline when it starts.
"""

from typing import TYPE_CHECKING

from extractor.errors import ExtractorError
from extractor.readers.options import Options

if TYPE_CHECKING:
    from pyarrow import Table
    from ray.data import Dataset


def extract(
    articles: "Dataset",
    *,
    model: str | None = "extractor",
    options: Options | None = None,
    processes: int | tuple[int, int] = 1,
) -> "Dataset":
    """The result of each article, with the columns of `extractor.engines.rows.result_schema`; lazy, as Ray is.

    Rows keep no order in Ray unless its context says so: `id`, or `source.path` with `source.index`, says which article
    a row is of, so give articles such columns. `model` as in `extractor.load`; a folder must be there on every machine.
    `options` map columns (`Options(fields={"text": "body"})`). `processes` is the number of actors, of a core each, or
    the least and the most. Without a column of texts the first batch raises `FormatError`.
    """
    try:
        from ray.data import ActorPoolStrategy

        from extractor.engines.rows import ROWS
    except ImportError as error:
        raise ExtractorError(f"Ray's engine needs {error.name}: pip install 'extractor-news[ray]'") from error
    least, most = (processes, processes) if isinstance(processes, int) else processes
    return articles.map_batches(
        Extractor,
        batch_size=ROWS,
        batch_format="pyarrow",
        compute=ActorPoolStrategy(min_size=least, max_size=most),
        num_cpus=1,
        fn_constructor_kwargs={"model": model, "options": options or Options()},
    )


class Extractor:
    """An actor's work: a pipeline, loaded once, and the results of each table of articles."""

    def __init__(self, model: str | None, options: Options) -> None:
        from extractor.engines.rows import pipeline

        self.nlp = pipeline(model)
        self.options = options

    def __call__(self, articles: "Table") -> "Table":
        """The results of some articles."""
        import pyarrow

        from extractor.engines.rows import extract_parts, result_schema

        batches = articles.combine_chunks().to_batches()
        results = [part for batch in batches for part in extract_parts(batch, self.nlp, self.options)]
        return pyarrow.Table.from_batches(results, result_schema())
