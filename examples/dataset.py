"""A dataset of articles → a dataset of records, with Hugging Face's ``datasets``.

::

    pip install 'extractor-news[parquet]' datasets
    python examples/dataset.py articles.parquet records           # a file: .parquet, .jsonl or .csv
    python examples/dataset.py some/dataset records --processes 4   # or a name on the hub

The articles need a column `text`, and may have `id`, `published`, `title`, `url` and `outlet`. The records are saved as a folder
for ``datasets.load_from_disk``; what gives no record is told.
"""

import argparse
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from datasets import Dataset, load_dataset

import extractor

READERS = {".parquet": "parquet", ".jsonl": "json", ".json": "json", ".csv": "csv"}
COLUMNS = ("text", "id", "published", "title", "url", "outlet")
BATCH = 100  # articles that share the words that the pipeline has seen


def read(source: str) -> Dataset:
    """The articles of a file, or of a dataset's split `train`."""
    if kind := READERS.get(Path(source).suffix.lower()):
        return load_dataset(kind, data_files=source, split="train")
    return load_dataset(source, split="train")


def extract(articles: Dataset, *, processes: int = 1, model: str | None = "extractor") -> Dataset:
    """The records of the articles, in order, a row each, in the columns of `extractor.features`."""
    if "text" not in articles.column_names:
        raise SystemExit(f"no column `text` among {', '.join(articles.column_names)}")
    return articles.map(
        partial(records_of, model=model),
        batched=True,
        batch_size=BATCH,
        features=extractor.features(),  # else the types are those of the first batch, where a list may be empty
        remove_columns=articles.column_names,
        num_proc=processes if processes > 1 else None,
    )


def records_of(batch: dict[str, list[Any]], model: str | None) -> dict[str, list[Any]]:
    """The columns of the records of a batch of articles; fewer rows than articles where some are rejected."""
    names = [name for name in COLUMNS if name in batch]
    rows = (dict(zip(names, values, strict=True)) for values in zip(*(batch[name] for name in names), strict=True))
    found = []
    for result in extractor.extract_many((extractor.Article(**row) for row in rows), model=model):
        if isinstance(result, extractor.Reject):
            print(f"{result.id or result.index}: {result.reason}: {result.detail}")
        else:
            found.append(result.model_dump(mode="json"))
    return {name: [row[name] for row in found] for name in extractor.Record.model_fields}


def main(arguments: Sequence[str] | None = None) -> None:
    """Read, extract, save."""
    parser = argparse.ArgumentParser(description="Articles in, records out, as datasets.")
    parser.add_argument("source", help="a file of articles, or a dataset's name")
    parser.add_argument("out", help="a folder for the records")
    parser.add_argument("--processes", type=int, default=1)
    asked = parser.parse_args(arguments)
    records = extract(read(asked.source), processes=asked.processes)
    records.save_to_disk(asked.out)
    print(f"{len(records)} records in {asked.out}")


if __name__ == "__main__":
    main()
