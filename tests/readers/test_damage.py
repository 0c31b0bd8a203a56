"""Every format, damaged at random: articles and rejects come of it, never an exception, never markup without a word."""

import gzip
import io
import json
import random
import re
import zlib
from pathlib import Path

import pyarrow as pa
import pyarrow.feather
import pyarrow.parquet
import pytest

from extractor import Article, Reject
from extractor.readers import Options, scan

RAW = Path(__file__).parents[2] / "corpus" / "raw"
FILES = (*sorted((RAW / "formats").iterdir()), RAW / "wire.jsonl", RAW / "kenya-tea.txt", RAW / "digest.txt")
ROWS = [
    {
        "id": str(number),
        "published": "2025-12-08",
        "text": f"Tea prices in Mombasa rose by {number} percent, “a record”.",
    }
    for number in range(4)
]
PARAGRAPH = "<p>The price of tin rose by {} percent in London on Tuesday, traders said after the close.</p>"
PAGE = f"<!DOCTYPE html><html><body><h1>Tin</h1>{''.join(map(PARAGRAPH.format, range(5)))}</body></html>".encode()


def table() -> bytes:
    rows = "".join(f'{row["id"]},{row["published"]},"{row["text"]}"\n' for row in ROWS)
    return f"id,published,text\n{rows}".encode()


def parquet() -> bytes:
    sink = io.BytesIO()
    pa.parquet.write_table(pa.Table.from_pylist(ROWS), sink)
    return sink.getvalue()


def feather() -> bytes:
    sink = io.BytesIO()
    pa.feather.write_feather(pa.Table.from_pylist(ROWS), sink)
    return sink.getvalue()


def crawl() -> bytes:
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE
    head = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://bay.example/tin\r\nContent-Length: %d\r\n\r\n"
    return (head % len(block) + block + b"\r\n\r\n") * 3


SAMPLES = {path.name: path.read_bytes() for path in FILES} | {
    "page.html": PAGE,
    "table.csv": table(),
    "table.tsv": table().replace(b",", b"\t"),
    "rows.json": json.dumps(ROWS, indent=1).encode(),
    "rows.parquet": parquet(),
    "rows.feather": feather(),
    "crawl.warc": crawl(),
    "story.txt.gz": gzip.compress(FILES[-1].read_bytes()),
}
ROUNDS = 50
MARKUP = re.compile(
    r"</[A-Za-z]|<[A-Za-z][\w:.-]*(?:\s+[\w:.-]+=|\s*/>)|<(?:p|br|div|b|i|TEXT|DOC|item)>|<!\[CDATA|<\?xml"
)
UNFORESEEN = re.compile(
    r"(?:Value|Type|Key|Index|Attribute|Unicode|Recursion|Assertion|Memory|Runtime|EOF)\w*Error:"
)  # what no reader should raise
SPLINTERS = [
    piece.encode("latin-1") for piece in '< </p> & ]]> <![CDATA[ \0 \xff \r </item> <item> --> " { \x03 =\n'.split(" ")
]


def damaged(raw: bytes, chance: random.Random) -> bytes:
    """Some bytes lost, turned, doubled, moved or put in; the end cut off now and then."""
    for _ in range(chance.randint(1, 4)):
        start = chance.randrange(len(raw) + 1)
        end = min(len(raw), start + chance.choice((1, 3, 20, 200)))
        piece = raw[start:end]
        raw = chance.choice(
            (
                raw[:start] + raw[end:],
                raw[:start] + bytes(byte ^ (1 << chance.randrange(8)) for byte in piece) + raw[end:],
                raw[:end] + piece + raw[end:],
                raw[:start] + chance.choice(SPLINTERS) + raw[start:],
                raw[end:] + raw[:end],
                raw[:start] if start > 20 else raw,
            )
        )
    return raw


@pytest.mark.parametrize("name", SAMPLES)
def test_damage_gives_articles_and_rejects_and_no_markup_without_a_word(tmp_path: Path, name: str) -> None:
    whole = SAMPLES[name]
    chance = random.Random(zlib.crc32(name.encode()))
    counts = {Article: 0, Reject: 0}
    for number in range(ROUNDS):
        raw = damaged(whole, chance)
        path = tmp_path / f"{number}-{name}"
        path.write_bytes(raw)
        for found in scan(str(path), Options(language="any")):
            counts[type(found)] += 1
            if isinstance(found, Article):
                assert found.text.strip(), raw
                assert found.warnings or not MARKUP.search(found.text), (found.text, raw)
            else:
                assert not UNFORESEEN.match(found.detail), found.detail
    assert counts[Article] > 0
    assert sum(counts.values()) >= ROUNDS
