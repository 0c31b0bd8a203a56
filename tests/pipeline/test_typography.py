"""Other typography for the same signs changes no find: every case and every article of the corpus, in one form after another."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import extractor
from extractor import Article, Record
from extractor.kinds import NAMES
from extractor.pipeline.text.typography import PLAIN, plain

HERE = Path(__file__).parent.parent
CASES, RAW = HERE / "cases", HERE.parent / "corpus" / "raw"
NLP = extractor.load()


def curled(text: str) -> str:
    """The text with quotation marks that open and close, after the sign before them."""
    opens = ("", " ", "\n", "(", "[")
    return "".join(
        sign if sign != '"' else "“" if text[max(0, i - 1) : i] in opens else "”" for i, sign in enumerate(text)
    )


def exchanged(plainly: str, sign: str) -> Callable[[str], str]:
    return lambda text: text.replace(plainly, sign)


FORMS: dict[str, Callable[[str], str]] = {
    "plain": plain,
    "curled": lambda text: curled(text).replace("'", "’"),
    "modifier letter apostrophe": exchanged("'", "\u02bc"),
    "fullwidth apostrophe": exchanged("'", "\uff07"),
    "hyphen": exchanged("-", "\u2010"),
    "no-break hyphen": exchanged("-", "\u2011"),
    "en dash": exchanged("-", "–"),
    "minus": exchanged("-", "\u2212"),
    "no-break space": exchanged(" ", "\u00a0"),
    "narrow no-break space": exchanged(" ", "\u202f"),
    "thin space": exchanged(" ", "\u2009"),
}


def articles() -> list[Article]:
    """The texts of all cases, and the corpus."""
    found = {}
    for path in sorted(CASES.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            case = json.loads(line)
            found[case["text"], case["published"]] = f"{path.stem}: {case['label']}"
    made = [
        Article(text, id=label, published=published and date.fromisoformat(published))
        for (text, published), label in found.items()
    ]
    return [*made, *(article for article in extractor.read(RAW))]


@pytest.fixture(scope="module")
def records() -> list[Record]:
    return read(articles())


def read(texts: list[Article]) -> list[Record]:
    found = [record for record in extractor.extract_many(texts, nlp=NLP) if isinstance(record, Record)]
    assert len(found) == len(texts) > 1000
    return found


def said(value: Any) -> Any:
    """Plain data with every text in it plain and on one line."""
    if isinstance(value, str):
        return " ".join(plain(value).split())
    if isinstance(value, dict):
        return {name: said(each) for name, each in value.items()}
    return [said(each) for each in value] if isinstance(value, list) else value


def finds(record: Record) -> Any:
    return said(record.model_dump(mode="json", include=set(NAMES)))


def rewritten(records: list[Record], texts: Iterator[str]) -> list[Record]:
    """What is found in the same articles with other texts."""
    return read(
        [Article(text, id=record.id, published=record.published) for text, record in zip(texts, records, strict=True)]
    )


def differences(records: list[Record], others: list[Record]) -> list[str]:
    return [one.id for one, other in zip(records, others, strict=True) if finds(one) != finds(other)]


@pytest.mark.parametrize("turn", range(2))
def test_finds_are_the_same_in_every_form(records: list[Record], turn: int) -> None:
    """Each article is in one form: the next one's is the next form, so that each form meets every kind."""
    forms = list(FORMS.values())
    chosen = [forms[(place + turn * 5) % len(forms)] for place in range(len(records))]
    texts = [form(record.text) for form, record in zip(chosen, records, strict=True)]
    assert sum(text != record.text for text, record in zip(texts, records, strict=True)) > 300
    assert differences(records, rewritten(records, iter(texts))) == []


def test_a_line_that_ends_within_a_find_is_a_space(records: list[Record]) -> None:
    texts = [broken(record) for record in records]
    assert sum("\n" in text for text in texts) > 500
    assert differences(records, rewritten(records, iter(texts))) == []


def broken(record: Record) -> str:
    """The text with a line end for the last space within each mention; lines of single words would be a table."""
    last = {record.text.rfind(" ", mention.start, mention.end) for mention in record.mentions()}
    return "".join("\n" if i in last else sign for i, sign in enumerate(record.text))


def test_every_sign_stands_for_one_that_is_plain_itself() -> None:
    assert all(len(sign) == len(form) == 1 and plain(form) == form for sign, form in PLAIN.items())
    assert len(PLAIN) > 50


def test_a_name_has_no_line_end_and_a_bound_stays() -> None:
    record = extractor.extract("Beto\r\nO’Rourke said it wouldn’t exceed $100\u202fmillion.", nlp=NLP)
    assert [(person.name, person.mentions[0].text) for person in record.people] == [
        ("Beto O’Rourke", "Beto\r\nO’Rourke")
    ]
    assert [(str(sum_.high), sum_.low) for sum_ in record.money] == [("100000000", None)]
