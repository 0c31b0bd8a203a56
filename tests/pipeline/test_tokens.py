"""The tokenizer that remembers cuts a text as spaCy's does with the same rules, whatever white space is in it."""

import pickle
from pathlib import Path

import numpy as np
import pytest
from spacy.attrs import IDX, LENGTH, NORM, ORTH, SHAPE, SPACY
from spacy.tokenizer import Tokenizer
from spacy.util import compile_suffix_regex

import extractor
from extractor.data import words
from extractor.pipeline.text.language import NewsEnglish
from extractor.pipeline.text.tokens import AFTER_NUMBER, NewsTokenizer, split
from extractor.pipeline.text.typography import plain

RAW = Path(__file__).parent.parent.parent / "corpus" / "raw"
ATTRIBUTES = [ORTH, NORM, SHAPE, SPACY, IDX, LENGTH]
NLP = NewsEnglish()


def check(text: str) -> None:
    tokenizer = NLP.tokenizer
    assert isinstance(tokenizer, NewsTokenizer)
    for _ in range(2):  # learned, then known
        ours, theirs = tokenizer(text), Tokenizer.__call__(tokenizer, plain(text))
        if text == plain(text):
            assert np.array_equal(ours.to_array(ATTRIBUTES), theirs.to_array(ATTRIBUTES))
        cuts = [[(token.idx, plain(token.text)) for token in doc if not token.is_space] for doc in (ours, theirs)]
        assert cuts[0] == cuts[1]
        assert ours.text == text


def test_the_corpus_is_cut_as_by_spacy() -> None:
    texts = [article.text for article in extractor.read(RAW)]
    assert len(texts) > 40
    for text in texts:
        check(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n",
        "  a",
        "\n a",
        " \n a  ",
        "a ",
        "a  b",
        "a \n b",
        "a\n",
        "a\t b",
        "\r\n\r\nA. B",
        "a\u00a0b \u3000 c\u2028d\x1ce \x85",
        "I don't, you can't; (it's) let's",
        "in the U.S.  or the U.K.",
        ":) : )",
    ],
)
def test_white_space_and_contractions(text: str) -> None:
    check(text)


# What the tokenizer takes from spaCy's English: contractions, abbreviations, marks, units, addresses.
@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("I don't, you can't; he'd've said it's Mary's.", "I|do|n't|,|you|ca|n't|;|he|'d|'ve|said|it|'s|Mary|'s|."),
        ("“Well,” he said, ‘we’ll see’ …", "\"|Well|,|\"|he|said|,|'|we|'ll|see|'|…"),
        ("Mr. Smith of Inc. and Dr. Jones, Jan. 5, at 5 p.m.", "Mr.|Smith|of|Inc.|and|Dr.|Jones|,|Jan.|5|,|at|5|p.m."),
        ("He paid (roughly) 5kg/m² at 20°C, 3km away.", "He|paid|(|roughly|)|5kg|/|m²|at|20|°|C|,|3|km|away|."),
        (
            "wait...what? No!!! e.g. this, i.e. that vs. those",
            "wait|...|what|?|No|!|!|!|e.g.|this|,|i.e.|that|vs.|those",
        ),
        ("rock'n'roll and o'clock; 'tis the '90s", "rock'n'roll|and|o'clock|;|'|tis|the|'90s"),
        (
            "www.example.com, a@b.co and https://example.org/a?b=c.",
            "www.example.com|,|a@b.co|and|https://example.org/a?b=c|.",
        ),
        ("#tag @name 50% £5 ¥100 5€", "#|tag|@name|50|%|£|5|¥|100|5|€"),
        ("end.Start, word,word and 1,2 or 1,000,000.", "end|.|Start|,|word|,|word|and|1,2|or|1,000,000|."),
        ('"Quoted"? [brackets] {braces} <angles>', '"|Quoted|"|?|[|brackets|]|{|braces|}|<|angles|>'),
        ("x=5; a+b; 3*4; a&b; R&D", "x|=|5|;|a+b|;|3|*|4|;|a&b|;|R&D"),
        ("naïve café, Erdoğan's, Łódź", "naïve|café|,|Erdoğan|'s|,|Łódź"),
        ("ain't gonna y'all cannot lemme", "ai|n't|gonna|y'|all|can|not|lemme"),
        ("Ph.D. Gov. Ltd. Co. Corp. St. Mt. Ft.", "Ph.D.|Gov.|Ltd.|Co.|Corp.|St.|Mt.|Ft."),
    ],
)
def test_what_is_taken_of_spacys_english_stays(text: str, cut: str) -> None:
    assert "|".join(split(text)) == cut


def test_a_new_rule_counts_at_once() -> None:
    tokenizer = NewsEnglish().tokenizer
    assert [token.text for token in tokenizer("a teapot")] == ["a", "teapot"]
    tokenizer.add_special_case("teapot", [{"ORTH": "tea"}, {"ORTH": "pot"}])
    assert [token.text for token in tokenizer("a teapot")] == ["a", "tea", "pot"]


def test_what_is_remembered_has_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractor.pipeline.text.tokens.PIECES", 3)
    tokenizer = NewsEnglish().tokenizer
    assert [token.text for token in tokenizer("a b c d e a")] == ["a", "b", "c", "d", "e", "a"]
    assert len(tokenizer._known) <= 3


def test_what_a_text_had_since_stays_when_the_memory_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractor.pipeline.text.tokens.PIECES", 3)
    tokenizer = NewsEnglish().tokenizer
    for text in ("tea a", "tea b", "tea c", "tea d", "tea e"):
        assert [token.text for token in tokenizer(text)] == text.split()
        assert "tea " in tokenizer._known | tokenizer._older
    assert "a" not in tokenizer._known | tokenizer._older


@pytest.mark.parametrize(
    "piece",
    [
        *(
            "tea",
            "Tea",
            "tea,",
            "tea.",
            "Guinea-Bissau",
            "Guinea-Bissau,",
            "anti-Ruto.",
            "IMF,",
            "Łódź",
            "naïve,",
            "元",
        ),
        *(
            "U.S.",
            "J.",
            "IMF.",
            "Inc.",
            "D-Conn.",
            "then-Gov.",
            "cannot",
            "cannot,",
            "can't",
            "a-",
            "-a",
            "a--b",
            "e.g.,",
        ),
        *(
            "5m",
            "1H25",
            "a.b",
            "Mr.",
            "Mr.,",
            "No.",
            "no.",
            "p.m.",
            "etc.",
            "I'd,",
            "gonna",
            "gonna,",
            "non-gonna",
            "元5",
        ),
    ],
)
def test_what_is_cut_at_sight_is_cut_as_by_the_rules(piece: str) -> None:
    check(piece)
    check(f"{piece} {piece}\n{piece}")


def test_words_of_every_list_are_cut_at_sight_as_by_the_rules() -> None:
    names = sorted(words("common_words") | words("given_names") | words("family_names"))[::40]
    assert len(names) > 1000
    for name in names:
        check(f"{name} {name}, {name}. {name}-{name.title()}")


def test_a_rule_that_is_taken_away_counts_for_pieces_cut_at_sight() -> None:
    tokenizer = NewsEnglish().tokenizer
    assert [token.text for token in tokenizer("tea-time")] == ["tea", "-", "time"]
    tokenizer.infix_finditer = None
    assert [token.text for token in tokenizer("tea-time")] == ["tea-time"]


def test_words_that_two_texts_had_stay_in_the_vocab_and_no_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractor.pipeline.text.tokens.COMMON", 3)
    nlp = NewsEnglish()
    for text in ("zork blivet", "zork quux", "zork blivet quux frob", "frob plugh", "frob plugh", ""):
        with nlp.memory_zone():
            assert [token.shape_ for token in nlp.make_doc(text)] == ["xxxx"] * len(text.split())
    assert [word in nlp.vocab for word in ("zork", "blivet", "quux", "frob")] == [True, True, True, False]


def test_it_travels_between_processes() -> None:
    again = pickle.loads(pickle.dumps(NLP.tokenizer))
    assert [token.text for token in again("$5-6bn")] == ["$", "5", "-", "6", "bn"]


@pytest.mark.parametrize("name", ["Kenya", "India", "the", "The", "million", "Ōsaka"])
@pytest.mark.parametrize("before", ["$5M", "5m", "G7", "5", "US$5.7M", "€3k", "12K", "1H25"])
@pytest.mark.parametrize("sign", ["+", "."])
def test_no_word_behind_a_number_falls_into_letters(name: str, before: str, sign: str) -> None:
    words = split(f"{before}{sign}{name}")
    assert any(word.endswith(name) for word in words)
    assert name in words or (sign == "." and not name.istitle()) or name == "Ōsaka"


@pytest.mark.parametrize("suffix", AFTER_NUMBER)
def test_what_stands_behind_a_number_is_cut_off_at_the_end_alone(suffix: str) -> None:
    anchored = compile_suffix_regex([suffix])  # spaCy puts the `$` behind the pattern as it stands
    for text in ("5m+x", "5+x", "5M.x", "$.x", "5%x", "5bn x", "5½x", "5dlrs x", "5M.5+$.€.m"):
        assert all(found.end() == len(text) for found in anchored.finditer(text))
