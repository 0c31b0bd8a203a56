"""What is told of words at sight is what spaCy tells."""

from collections.abc import Callable
from pathlib import Path

import pytest
from spacy.lang import lex_attrs
from spacy.lang.en import lex_attrs as english

from extractor.pipeline.text import features

ODD = (
    "a A aa Aa aA tea Kenya OPEC McKay iPhone x"
    + "x" * 98
    + " "
    + "X" * 99
    + " "
    + "y" * 100
    + " Çelik ÉCOLE 東京 東A a東 ß ŉ "
    "5m 10% $5 3/4 +7 -1,000.5 ±2 21st 4th th st forty Fortieth MILLION trillionth twenty-one ² ① "
    "www. www.x http https://x http://a.b httpd a.b a.com A.COM x@y.com .com com. U.S. 1.2.3.4 a.b:80 a.b/ ’ — … 😀 e\u0301"
).split()


@pytest.fixture(scope="module")
def words() -> list[str]:
    found = {
        word for path in (Path(__file__).parent.parent / "cases").glob("*.jsonl") for word in path.read_text().split()
    }
    forms = {word.strip('",.()') for word in found} | found
    return [*ODD, *sorted(forms - {""}), *sorted({word.upper() for word in forms} - {""})]


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (features.like_num, english.like_num),
        (features.like_url, lex_attrs.like_url),
        (features.shape, lex_attrs.word_shape),
        (str.isascii, lex_attrs.is_ascii),
    ],
)
def test_a_word_has_the_features_that_spacy_gives_it(
    words: list[str], ours: Callable[[str], object], theirs: Callable[[str], object]
) -> None:
    assert len(words) > len(ODD)
    assert [word for word in words if ours(word) != theirs(word)] == []
