"""The texts that all peers read, with what a careful reader finds in them.

Two collections lie in this repository. Others come from a folder of JSON Lines: lines with `ents` are annotated names
(`{"text", "ents": [[start, end, "PERSON"]]}`); the rest are gold articles in the corpus' form (`corpus/README.md`).
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from extractor.errors import ReadError
from extractor.training.score import read_rows

ROOT = Path(__file__).parent.parent
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Item:
    """What stands at `start` to `end`; `value` is None where only the span is known.

    `plain` are values that every reader of the kind can give: the code of a country's name, one day, one amount. `open` items
    are right found or not.
    """

    start: int
    end: int
    value: Any = None
    plain: bool = False
    open: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """A text, its gold by kind, and `names`, the persons in it where their places are not known."""

    id: str
    text: str
    published: str | None
    items: dict[str, list[Item]]
    names: tuple[str, ...] | None = None

    @property
    def words(self) -> int:
        """Its words by white space."""
        return len(self.text.split())


@dataclass(frozen=True, slots=True)
class Collection:
    """Texts of one origin: the kinds that their gold has, and what there is to know of it."""

    name: str
    about: str
    texts: tuple[Text, ...]
    size: int  # texts before a part was taken
    ours: bool  # may be quoted on the page

    @property
    def kinds(self) -> set[str]:
        """Those of which its gold has any; `names` for persons without places."""
        kinds = {kind for text in self.texts for kind, items in text.items.items() if items}
        return kinds | ({"names"} if any(text.names for text in self.texts) else set())

    @property
    def words(self) -> int:
        """Words of all its texts."""
        return sum(text.words for text in self.texts)


CORPUS = "articles of our own (`corpus/gold`); **this package was mended on them: no fair test of it**"
RELATIONS = (
    "Wikinews and releases (`corpus/relations/dev.gold.jsonl`); **decisions of this package were trained on them**"
)


def collections(folders: Iterable[Path], words: int) -> Iterator[Collection]:
    """The collections of the repository, then one for each JSON Lines file of the folders; of each at most so many words."""
    corpus = [text for path in sorted((ROOT / "corpus/gold").glob("*.jsonl")) for text in read(path)]
    yield _part(Collection("corpus", CORPUS, tuple(corpus), len(corpus), ours=True), words)
    relations = [
        replace(text, items={}, names=tuple(person["name"] for person in row["people"]))
        for text, row in _rows(ROOT / "corpus/relations/dev.gold.jsonl")
    ]
    yield _part(Collection("relations", RELATIONS, tuple(relations), len(relations), ours=True), words)
    for folder in folders:
        paths = sorted(folder.glob("*.jsonl")) if folder.is_dir() else [folder]
        if not paths:
            raise ReadError(f"{folder}: no *.jsonl there; give a folder of annotated texts in JSON Lines")
        for path in paths:
            texts = tuple(read(path))
            name = path.name.removesuffix(".jsonl").removesuffix(".gold")
            yield _part(Collection(name, _about(path), texts, len(texts), ours=False), words)


def _about(path: Path) -> str:
    """What `NAME.txt` beside a file says of it, on one line."""
    note = path.with_name(path.name.removesuffix(".jsonl").removesuffix(".gold") + ".txt")
    return " ".join(note.read_text(encoding="utf-8").split()) if note.exists() else "texts given by their folder"


def _part(whole: Collection, words: int) -> Collection:
    """Texts drawn by a hash of their ids, in their order, until there are enough words."""
    drawn, total = set(), 0
    for text in sorted(whole.texts, key=lambda text: hashlib.sha256(text.id.encode()).digest()):
        if total >= words:
            break
        drawn.add(text.id)
        total += text.words
    return replace(whole, texts=tuple(text for text in whole.texts if text.id in drawn))


def read(path: Path) -> Iterator[Text]:
    """The texts of a file; `ReadError` or `FormatError` says where it can't be used."""
    yield from (text for text, _ in _rows(path))


def _rows(path: Path) -> Iterator[tuple[Text, dict[str, Any]]]:
    def made(row: dict[str, Any], number: int) -> tuple[Text, dict[str, Any]]:
        return (_names(row, number) if "ents" in row else _article(row)), row

    yield from read_rows(path, made, "neither a gold article nor annotated names")


def _names(row: dict[str, Any], number: int) -> Text:
    people = [Item(start, end) for start, end, label in row["ents"] if label == "PERSON"]
    return Text(str(number), row["text"], None, {"people": people})


def _article(row: dict[str, Any]) -> Text:
    text = row["text"]
    items = {
        "people": [Item(m[0], m[1]) for person in row.get("people", ()) for m in person.get("mentions", ())],
        "countries": [
            Item(m[0], m[1], country["code"], m[2] in ("name", "abbreviation"))
            for country in row.get("countries", ())
            for m in country["mentions"]
        ],
        "dates": [_date(text, each) for each in row.get("dates", ())],
        "money": [_amount(each, each["currency"]) for each in row.get("money", ())],
        "quantities": [_amount(each, each["unit"]) for each in row.get("quantities", ()) if "span" in each],
    }
    return Text(row["id"], text, row.get("published"), items)


def _date(text: str, each: dict[str, Any]) -> Item:
    (start, end), value = each["span"], each["value"]
    lone = value.endswith("_REF") and len(text[start:end].split()) == 1  # `now`: readers differ on these
    return Item(start, end, None if value == "UNKNOWN" else value, bool(_DAY.fullmatch(value)), lone)


def _amount(each: dict[str, Any], unit: str) -> Item:
    (start, end), low, high = each["span"], each.get("low"), each.get("high")
    return Item(start, end, (low, high, unit), low is not None and low == high)
