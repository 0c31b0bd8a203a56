"""`extractor run --language`: what is left out, and where it goes."""

import json
from pathlib import Path

from typer.testing import CliRunner

from extractor.commands import app

TEXT = (
    "Le ministre de l'économie a annoncé lundi que les exportations de thé vers l'Égypte avaient augmenté de douze pour cent. "
    "Selon lui, les acheteurs du Caire se préparent à l'hiver et les prix sont restés stables aux enchères."
)


def test_another_language_is_a_reject_or_a_warning(tmp_path: Path) -> None:
    news, out = tmp_path / "news.jsonl", tmp_path / "records.jsonl"
    news.write_text(f'{{"text": {json.dumps(TEXT)}}}\n{{"text": "Tea prices rose."}}\n')
    result = CliRunner().invoke(app, ["run", str(news), "-o", str(out), "--model", "none"])
    assert result.exit_code == 1
    (reject,) = map(json.loads, Path(f"{out}.rejects.jsonl").read_text().splitlines())
    assert (reject["reason"], reject["detail"].split()[-1], reject["raw"]) == ("other language", "fr", TEXT)
    result = CliRunner().invoke(
        app, ["run", str(news), "-o", str(out), "--overwrite", "--model", "none", "--language", "any"]
    )
    assert result.exit_code == 0
    record, _ = map(json.loads, out.read_text().splitlines())
    assert (record["text"], record["warnings"]) == (TEXT, ["not English"])
