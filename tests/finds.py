"""What the pipeline finds today in 500 sentences of open news, line by line, so that any change of it is seen and judged.

    python tests/finds.py           print what differs from corpus/finds.jsonl
    python tests/finds.py --write   take today's finds

These are no gold: a find that stands there may be wrong. A change of rules or weights shows here as a difference of a few lines,
to be read before it is taken. Sentences come from Wikinews (CC BY 2.5), each with its article's id and day.
"""

import json
import sys
from collections.abc import Iterator
from datetime import date
from difflib import unified_diff
from pathlib import Path

import extractor
from extractor import Article, Record
from extractor.kinds import NAMES

FILE = Path(__file__).parents[1] / "corpus" / "finds.jsonl"


def main() -> None:
    """Print the differences, or write."""
    rows = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]
    today = list(found_today(rows))
    if "--write" in sys.argv:
        lines = [
            json.dumps({**row, "finds": finds}, ensure_ascii=False) for row, finds in zip(rows, today, strict=True)
        ]
        FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    for line in differences(rows, today):
        print(line)


def found_today(rows: list[dict[str, object]]) -> Iterator[list[str]]:
    """The finds of each sentence, read as an article of its own."""
    articles = [Article(str(row["text"]), published=date.fromisoformat(str(row["published"]))) for row in rows]
    for record in extractor.extract_many(articles):
        assert isinstance(record, Record)
        yield list(lines_of(record))


def differences(rows: list[dict[str, object]], today: list[list[str]]) -> list[str]:
    """What is found no more (`-`) and what is new (`+`), under the sentence."""
    changed: list[str] = []
    for row, finds in zip(rows, today, strict=True):
        lines = [
            line for line in unified_diff(row["finds"], finds, lineterm="", n=0) if line[:2] not in ("--", "++", "@@")
        ]  # type: ignore[arg-type]
        if lines:
            changed += [f"{row['id']}: {row['text']}", *lines]
    return changed


def lines_of(record: Record) -> Iterator[str]:
    """A line a find."""
    dumped = record.model_dump(mode="json")
    for kind in NAMES:
        for find in dumped[kind]:
            yield f"{kind} {json.dumps(_plain(find), ensure_ascii=False, sort_keys=True)}"


def _plain(value: object) -> object:
    """A find without offsets, confidence and what is empty."""
    if isinstance(value, dict):
        kept = {key: _plain(item) for key, item in value.items() if key not in ("start", "end", "confidence")}
        return {key: item for key, item in kept.items() if item not in (None, [], {}, "")}
    return [_plain(item) for item in value] if isinstance(value, list) else value


if __name__ == "__main__":
    main()
