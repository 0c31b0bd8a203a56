"""`extractor formats`."""

from typer.testing import CliRunner

from extractor.commands import app
from extractor.readers.formats import FORMATS


def test_every_format_has_a_line() -> None:
    result = CliRunner().invoke(app, ["formats"])
    lines = result.stdout.splitlines()
    assert (result.exit_code, len(lines)) == (0, len(FORMATS) + 1)
    for line, format in zip(lines[1:], FORMATS, strict=True):
        assert line.startswith(format.name)
        assert all(ending in line for ending in format.endings)
