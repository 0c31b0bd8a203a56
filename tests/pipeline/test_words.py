"""Words, tokens, sentences and look-up: what every kind stands on."""

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from extractor.data import read_cells
from extractor.pipeline.text import words as w
from extractor.pipeline.text.lookup import Lookup
from extractor.pipeline.text.tokens import beginnings, create_tokenizer, split
from extractor.pipeline.text.typography import DASH, HYPHEN, plain

NLP = spacy.blank("en")
NLP.tokenizer = create_tokenizer(NLP)
NLP.add_pipe("extractor_sentences")


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("Belarusian-Kenyan", "Belarusian - Kenyan"),
        ("US$40.6bn", "US$ 40.6 bn"),
        ("$5-6bn", "$ 5 - 6 bn"),
        ("€1.5-2 billion", "€ 1.5 - 2 billion"),
        ("34 mln dlrs", "34 mln dlrs"),
        ("January-October", "January - October"),
        ("Rs16,189-crore", "Rs 16,189 - crore"),
        ("$200-million", "$ 200 - million"),
        ("1986/87", "1986 / 87"),
        ("mid-2023", "mid - 2023"),
        ("Ruto's", "Ruto 's"),
        ("22.03.2013, 03/22/2013", "22.03.2013 , 03/22/2013"),
        ("14:30 GMT", "14:30 GMT"),
        ("9M 1H25 1990s", "9M 1H25 1990s"),
        ("the U.S.-based", "the U.S. - based"),
        ("G20 K2 Q3-2024", "G20 K2 Q3 - 2024"),
        ("R2.5bn", "R 2.5 bn"),
        ("10%", "10 %"),
    ],
)
def test_words_come_apart_where_an_entity_ends(text: str, cut: str) -> None:
    assert " ".join(split(text)) == cut


@given(st.text())
def test_any_text_is_cut_into_words_that_quote_it(text: str) -> None:
    doc = NLP(text)
    words = w.words_of(doc)
    assert doc.text == text
    quoted = [text[s:e] for s, e in zip(words.starts, words.ends, strict=True)]
    parting = {HYPHEN: {HYPHEN, DASH}}  # a hyphen between spaces is a dash
    assert all(word in parting.get(plain(said), {plain(said)}) for word, said in zip(words.texts, quoted, strict=True))
    assert "".join(quoted) == "".join(token.text for token in doc if not plain(token.text).isspace())
    assert words.bounds[-1] == len(words) == len(words.gaps) == len(words.sentences)


def test_white_space_before_a_word_is_told() -> None:
    words = w.words_of(NLP("South\nAfrica (SA) said.\n\nIt rose.\n    Oil fell."))
    gaps = dict(zip(words.texts, words.gaps, strict=True))
    assert [gaps[text] for text in ("South", "Africa", "SA", "It", "Oil")] == [
        w.PARAGRAPH,
        w.LINE,
        w.GLUED,
        w.PARAGRAPH,
        w.PARAGRAPH,
    ]


@pytest.mark.parametrize(
    ("text", "plainly"),
    [
        ("Beto O’Rourke‑style", "Beto O'Rourke - style"),
        ("MINSK - rain", "MINSK — rain"),
        ("MINSK – rain", "MINSK — rain"),
        ("MINSK—rain", "MINSK — rain"),
        ("2014–2018", "2014 - 2018"),
        ("“wouldn’t”", '" would n\'t "'),
        ("$5\u202fmillion\u00a0\u2009euros", "$ 5 million euros"),
        ("Sana\u02bca and Hawai\u02bbi", "Sana'a and Hawai'i"),
        ("of\u200b Kenya\ufeff", "of Kenya"),
    ],
)
def test_words_are_plain_and_quote_what_stands_there(text: str, plainly: str) -> None:
    words = w.words_of(NLP(text))
    assert " ".join(words.texts) == plainly
    assert len(plain(text)) == len(text)
    assert [words.text(i, i + 1) for i in range(len(words))] == [
        text[s:e] for s, e in zip(words.starts, words.ends, strict=True)
    ]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Mr. Otieno left. He flew to the U.S. The talks go on.", 3),
        ("The U.S. Treasury sold bonds.", 1),
        ('"We agree." The minister smiled.', 2),
        ("Oil rose 1.5 percent to $62.99.", 1),
        ("One line without a stop\n\nAnother paragraph", 2),
        ("", 0),
    ],
)
def test_sentences(text: str, sentences: int) -> None:
    words = w.words_of(NLP(text))
    assert len(words.bounds) - 1 == sentences


def test_look_up_takes_the_longest_name_across_a_line_break() -> None:
    lookup = Lookup([("Guinea", "GN"), ("Equatorial Guinea", "GQ"), ("Guinea-Bissau", "GW")], cased=True)
    words = w.words_of(NLP("Equatorial\nGuinea, Guinea-Bissau, Guinea and guinea fowl"))
    assert [hit.value for hit in lookup.find(words)] == ["GQ", "GW", "GN"]


def test_beyond_the_last_word_nothing_begins() -> None:
    assert Lookup([("tea", 1)]).at(w.words_of(NLP("Kenya sold tea")), 3) is None


def test_a_later_entry_replaces_an_earlier_one_and_each_is_found_by_its_own_first_word() -> None:
    lookup = Lookup(
        [("U.S.", 1), ("U.S. Virgin Islands", 2), ("U", 3), ("can't", 4), ("cannot", 5), ("U", 6)], cased=True
    )
    found = {
        text: lookup.find(w.words_of(NLP(text))) for text in ("U.S.", "U.S. Virgin Islands", "U", "can't", "cannot")
    }
    assert {text: [hit.value for hit in hits] for text, hits in found.items()} == {
        "U.S.": [1],
        "U.S. Virgin Islands": [2],
        "U": [6],
        "can't": [4],
        "cannot": [5],
    }


@pytest.mark.parametrize(
    "table", ["towns", "countries", "places", "regions", "commodities", "titles_roles", "not_people"]
)
def test_the_first_word_of_every_name_is_among_its_beginnings_and_it_is_cut_as_a_text_is(table: str) -> None:
    rows = read_cells(table)
    at = next(rows).index("name")
    names = [name for row in rows for name in (row[at], row[at].upper())]
    assert names
    assert not [name for name in names if split(name)[0] not in beginnings(name)]
    some = names[:: max(1, len(names) // 500)]
    assert [split(name) for name in some] == [list(w.words_of(NLP(name)).texts) for name in some]
