"""What the options of reading mean for the readers."""

from pathlib import Path

import pytest
import typer

from extractor import FormatError
from extractor.commands.reading import DateOrder, reading_options
from extractor.readers import Limits, Options, scan


def test_options_are_handed_on() -> None:
    options = reading_options(
        DateOrder.DMY, ["text=body"], encoding="latin-1", delimiter=";", limits=["article=5M", "depth=2", "unpacked=1t"]
    )
    limits = Limits(article=5_000_000, depth=2, unpacked=1_000_000_000_000)
    assert options == Options("DMY", {"text": "body"}, delimiter=";", encoding="latin-1", limits=limits)
    assert reading_options(None, None, columns="id, text") == Options(columns=("id", "text"))
    assert reading_options(DateOrder.MDY, None) == Options("MDY")
    assert reading_options(DateOrder.MDY, None, delimiter="\\t").delimiter == "\t"


@pytest.mark.parametrize("limit", ["article", "article=", "article=five", "article=-1", "article=M", "pages=5"])
def test_a_limit_that_is_none(limit: str) -> None:
    with pytest.raises(typer.BadParameter):
        reading_options(DateOrder.MDY, None, limits=[limit])
    with pytest.raises(FormatError, match="let nothing through"):
        Limits(article=0)


def test_what_a_reject_advises_can_be_done(tmp_path: Path) -> None:
    dump = tmp_path / "wire.txt"
    dump.write_text("Tea. " * 300_000)
    [reject] = scan(str(dump), Options())
    assert "--limit article=NUMBER lifts it" in getattr(reject, "detail", "")
    [article] = scan(str(dump), reading_options(DateOrder.MDY, None, limits=["article=2M"]))
    assert getattr(article, "text", "") == dump.read_text()
