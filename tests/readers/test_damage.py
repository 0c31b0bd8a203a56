"""Every format, damaged at random: articles and rejects come of it, never an exception, never markup without a word."""

import random
import re
import zlib
from pathlib import Path

import pytest

from extractor import Article, Reject
from extractor.readers import Options, scan

RAW = Path(__file__).parents[2] / "corpus" / "raw"
SAMPLES = {
    path.name: path for path in (*sorted((RAW / "formats").iterdir()), RAW / "wire.jsonl", RAW / "kenya-tea.txt")
}
ROUNDS = 50
MARKUP = re.compile(
    r"</[A-Za-z]|<[A-Za-z][\w:.-]*(?:\s+[\w:.-]+=|\s*/>)|<(?:p|br|div|b|i|TEXT|DOC|item)>|<!\[CDATA|<\?xml"
)
SPLINTERS = (
    b"<",
    b"</p>",
    b"&",
    b"]]>",
    b"<![CDATA[",
    b"\0",
    b"\xff",
    b"\r",
    b"</item>",
    b"<item>",
    b"-->",
    b'"',
    b"{",
    b"\x03",
    b"=\n",
)


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
    whole = SAMPLES[name].read_bytes()
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
                assert "Error" not in found.detail.split(":")[0], found.detail  # nothing that a reader didn't foresee
    assert counts[Article] > 0
    assert sum(counts.values()) >= ROUNDS
