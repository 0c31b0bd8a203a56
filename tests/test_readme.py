"""The README's Python is run as it stands, as a new user would paste it."""

import json
import re
from functools import partial
from pathlib import Path

import pytest

import extractor
from extractor.readers import scan
from extractor.readers.options import Options

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```python\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def test_the_example_of_the_library_runs_over_a_dump_with_a_reject(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (block,) = (block for block in BLOCKS if "extract_many" in block)
    rows = [{"id": "a", "text": "Ghana sold cocoa to Togo."}, {"id": "b", "text": " "}, {"id": "c", "text": "Peru."}]
    (tmp_path / "dump").mkdir()
    (tmp_path / "dump" / "news.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(
        extractor, "read", partial(scan, options=Options()), raising=False
    )  # which gives rejects where `read` warns
    exec(compile(block, "README.md", "exec"), {})
    kenya, egypt, ghana, empty, peru = capsys.readouterr().out.splitlines()
    assert (kenya, egypt) == ("KE ['Kenya']", "EG ['Egypt']")
    assert (ghana, peru) == ("a ['GH', 'TG']", "c ['PE']")
    assert "news.jsonl" in empty and "empty article" in empty
