"""English as news writes it: spaCy's English with our tokenizer, and lists of names as a feature of each word.

The model of names reads six features of a word: its form, prefix, suffix, shape and white space. Here the prefix is the
first letter and the classes of the lists that the word is in, so that the model knows `Odinga` for a family name and
`Zaragoza` for a town though it never saw them. It sees three quarters of each list only, chosen by checksum, in training
and at run time alike: a model that saw whole lists would lean on them and miss every name that they lack.
"""

import zlib
from collections.abc import Callable
from functools import cache
from typing import ClassVar

from confection import Config
from spacy.attrs import PREFIX
from spacy.lang.en import English
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.util import registry

from extractor.pipeline.names.lexicon import lists, plain_case
from extractor.pipeline.names.model import LANGUAGE
from extractor.pipeline.text.tokens import create_tokenizer


def word_class(text: str) -> str:
    """The first letter of a word and the lists it is in: `F` given names, `L` family names, `P` countries and peoples,
    `C` towns, `O` words of organisations, `w` ordinary words in lower case.

    >>> word_class("Kenya"), word_class("the"), word_class("2025")
    ('k|P', 'tw', '2')
    """
    first = text[:1]
    if not first.isalpha():
        return first
    lower = text.lower()
    known = _classes()
    common = "w" if lower in known["w"] else ""
    if text.islower():
        return first + common
    form = plain_case(text)
    return f"{lower[:1]}|{''.join(letter for letter in 'FLPCO' if form in known[letter])}{common}"


@cache
def _classes() -> dict[str, frozenset[str]]:
    found = lists()
    return {
        "F": _three_quarters(found.given, "F"),
        "L": _three_quarters(found.family, "L"),
        "C": _three_quarters(found.cities - found.never, "C"),
        "P": found.never,
        "O": found.organisation,
        "w": found.common,
    }


def _three_quarters(names: frozenset[str], salt: str) -> frozenset[str]:
    return frozenset(name for name in names if zlib.crc32((salt + name).encode()) % 4)


@registry.tokenizers("extractor.News.v1")  # type: ignore[untyped-decorator]
def news_tokenizer() -> Callable[[Language], Tokenizer]:
    """The tokenizer's entry in spaCy's registry, for configs."""
    return create_tokenizer


@registry.tokenizers("extractor.None.v1")  # type: ignore[untyped-decorator]
def no_tokenizer() -> Callable[[Language], Tokenizer]:
    """A tokenizer without rules, made at once: for a pipeline that only ever gets Docs."""
    return lambda nlp: Tokenizer(nlp.vocab)


class NewsDefaults(English.Defaults):  # type: ignore[valid-type, misc]
    """English, with the lists in the prefix and the tokenizer for news."""

    config = Config({"nlp": {"tokenizer": {"@tokenizers": "extractor.News.v1"}}})
    lex_attr_getters: ClassVar[dict[int, Callable[[str], object]]] = {
        **English.Defaults.lex_attr_getters,
        PREFIX: word_class,
    }


class NewsEnglish(English):  # type: ignore[no-untyped-call]
    """The language of every pipeline here; its code in configs is ``extractor_en``."""

    lang = LANGUAGE
    Defaults = NewsDefaults
