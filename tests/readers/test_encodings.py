"""Text in other encodings: decoded where that is sure, with a warning, and rejected where it isn't."""

import gzip
import json
import os
from pathlib import Path

import pytest

from extractor import Article, FormatError, Reject
from extractor.errors import Reason
from extractor.readers import Options, scan

PLAIN = "The minister said that tea prices in Mombasa rose 5 percent on Monday, and that buyers had returned. "
QUOTED = PLAIN + "“We are glad,” he said – it’s a record at the café…"
ACCENTED = PLAIN + "Cafés in São Paulo and Bogotá told Señor Peña and Frau Müller that they paid £5 million."
RUSSIAN = "Цены на чай в Момбасе выросли на пять процентов в понедельник, сказал министр. " * 5


def read(path: Path, encoding: str = "auto") -> tuple[list[Article], list[Reject]]:
    found = list(scan(str(path), Options(encoding=encoding, language="any")))
    return [one for one in found if isinstance(one, Article)], [one for one in found if isinstance(one, Reject)]


@pytest.mark.parametrize(
    ("text", "encoding", "shown"),
    [
        (QUOTED, "cp1252", "windows-1252"),
        (ACCENTED, "latin-1", "windows-1252"),
        (QUOTED, "mac-roman", "mac-roman"),
        (PLAIN + "Señor Peña met Müller at the café.", "cp437", "cp437"),
        (PLAIN * 1000 + QUOTED, "cp1252", "windows-1252"),  # long after the first bytes that are looked at
        (RUSSIAN, "koi8-r", "koi8-r"),
        (QUOTED, "utf-16", "utf-16-le"),
        (PLAIN, "utf-16", "utf-16-le"),
        (PLAIN, "utf-16-be", "utf-16-be"),  # no byte order mark
        (QUOTED, "utf-32", "utf-32-le"),
    ],
)
def test_a_sure_encoding_is_decoded(tmp_path: Path, text: str, encoding: str, shown: str) -> None:
    dump = tmp_path / "wire.txt"
    dump.write_bytes(text.encode(encoding))
    warnings = (f"decoded as {shown}", "not English") if text == RUSSIAN else (f"decoded as {shown}",)
    assert read(dump) == ([Article(text, path=str(dump), warnings=warnings)], [])
    found, rejects = read(dump, "strict")
    assert (found, len(rejects)) == ([], 1)


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig"])
@pytest.mark.parametrize("name", ["wire.jsonl", "wire.json", "wire.csv"])
def test_every_text_format_is_decoded(tmp_path: Path, name: str, encoding: str) -> None:
    rows = [{"text": text} for text in (QUOTED, PLAIN, ACCENTED)]
    lines = {
        "wire.jsonl": "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows),
        "wire.json": json.dumps(rows, ensure_ascii=False),
        "wire.csv": "text,id\n" + "".join(f'"{row["text"]}",1\n' for row in rows),
    }
    (tmp_path / name).write_bytes(lines[name].encode(encoding))
    found, rejects = read(tmp_path / name)
    assert ([one.text for one in found], rejects) == ([QUOTED, PLAIN, ACCENTED], [])
    warned = [bool(one.warnings) for one in found]
    assert warned == {"cp1252": [True, False, True], "utf-16": [True] * 3, "utf-8-sig": [False] * 3}[encoding]


@pytest.mark.parametrize(
    "damaged",
    [
        (PLAIN + "Caf").encode() + b"\xe9.",  # one byte is no evidence
        PLAIN.encode() + b" \xff\xfe\xff\xfe\xff.",
        PLAIN.encode() + bytes(range(0x80, 0x100)),
        b"Caf\xe9 na\xefve r\xe9sum\xe9 \x93quoted\x94",  # the other lines are UTF-8
    ],
)
def test_a_damaged_article_among_utf8_is_rejected_alone(tmp_path: Path, damaged: bytes) -> None:
    dump = tmp_path / "wire.jsonl"
    good = json.dumps({"text": QUOTED + ACCENTED}, ensure_ascii=False).encode()
    for lines in ([good, b'{"text": "' + damaged + b'"}', good], [b'{"text": "' + damaged + b'"}', good, good]):
        dump.write_bytes(b"\n".join(lines))
        found, [reject] = read(dump)
        assert [one.text for one in found] == [QUOTED + ACCENTED] * 2
        assert (reject.reason, reject.index) == (Reason.UNDECODABLE_BYTES, lines.index(b'{"text": "' + damaged + b'"}'))


def test_an_unsure_encoding_is_rejected(tmp_path: Path) -> None:
    dump = tmp_path / "wire.txt"
    for damaged in (b"It rose \xfft.", b"A \x81 B", b"caf\xc8."):
        dump.write_bytes(PLAIN.encode() + damaged)
        found, [reject] = read(dump)
        assert (found, reject.reason) == ([], Reason.UNDECODABLE_BYTES)


@pytest.mark.parametrize(
    "signs", ["“No”, he said", "the café", "it’s", "£5 a tonne", "naïve", "noon – and", "€5", "São Tomé"]
)
@pytest.mark.parametrize("name", ["wire.txt", "wire.jsonl"])
def test_one_or_two_signs_are_evidence_in_a_short_file(tmp_path: Path, signs: str, name: str) -> None:
    text = f"{PLAIN} Brokers said {signs} on Monday."
    dump = tmp_path / name
    dump.write_bytes((text if name == "wire.txt" else f'{{"text": "{text}"}}\n').encode("cp1252"))
    (found,), rejects = read(dump)
    assert (found.text, found.warnings, rejects) == (text, ("decoded as windows-1252",), [])


def test_one_sign_before_much_plain_text_is_no_evidence(tmp_path: Path) -> None:
    dump = tmp_path / "wire.jsonl"
    plain = json.dumps({"text": PLAIN}).encode() + b"\n"
    later = json.dumps({"text": QUOTED}, ensure_ascii=False).encode()
    dump.write_bytes(b'{"text": "The caf\xe9 closed."}\n' + plain * (80_000 // len(plain)) + later)
    found, [reject] = read(dump)
    assert (found[-1].text, reject.index) == (QUOTED, 0)


def test_an_encoding_may_be_given(tmp_path: Path) -> None:
    dump = tmp_path / "wire.txt"
    dump.write_bytes("Caf\u00e9 prices rose.".encode("latin-1"))
    assert read(dump, "latin-1") == ([Article("Café prices rose.", path=str(dump))], [])
    found, [reject] = read(dump, "ascii")
    assert (found, reject.reason, reject.detail) == ([], Reason.UNDECODABLE_BYTES, "byte 3 is not UTF-8")
    for wrong in ("latin-99", "gzip", "rot13", "a\0"):
        with pytest.raises(FormatError, match="no encoding"):
            Options(encoding=wrong)


def test_damage_in_another_encoding_is_rejected(tmp_path: Path) -> None:
    dump = tmp_path / "wire.txt"
    dump.write_bytes(QUOTED.encode("utf-16")[:-1])
    found, [reject] = read(dump)
    assert (found, reject.reason) == ([], Reason.UNDECODABLE_BYTES)


def test_packed_text_that_is_cut_off_while_its_encoding_is_found_out(tmp_path: Path) -> None:
    lines = [json.dumps({"text": f"{os.urandom(20).hex()} {QUOTED}"}, ensure_ascii=False) for number in range(300)]
    dump = tmp_path / "wire.jsonl.gz"
    dump.write_bytes(gzip.compress("\n".join(lines).encode("cp1252"))[:-200])
    found, [reject] = read(dump)
    assert 0 < len(found) < 300
    assert {one.warnings for one in found} == {("decoded as windows-1252",)}
    assert (reject.reason, reject.index) == (Reason.UNREADABLE_FILE, len(found))
