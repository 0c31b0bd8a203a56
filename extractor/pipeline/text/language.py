"""English as news writes it: spaCy's English with our tokenizer, and lists of names as a feature of each word.

The model of names reads six features of a word: its form, prefix, suffix, shape and white space. Here the prefix is the
first letter and the classes of the lists that the word is in, so that the model knows `Odinga` for a family name and
`Zaragoza` for a town though it never saw them. It sees three quarters of each list only, chosen by checksum, in training
and at run time alike: a model that saw whole lists would lean on them and miss every name that they lack.
"""

import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, ClassVar

from confection import Config
from spacy.attrs import IS_ASCII, IS_SPACE, LIKE_NUM, LIKE_URL, LOWER, NORM, PREFIX, SHAPE, SUFFIX
from spacy.lang.en import English
from spacy.lang.lex_attrs import LEX_ATTRS
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.util import minibatch, registry

from extractor.pipeline.names.lexicon import lists, plain_case
from extractor.pipeline.names.model import LANGUAGE
from extractor.pipeline.text.features import like_num, like_url, shape
from extractor.pipeline.text.tokens import NewsTokenizer, create_tokenizer
from extractor.pipeline.text.typography import plain
from extractor.pipeline.turns import one_at_a_time


def word_class(text: str) -> str:
    """The first letter of a word and the lists it is in: `F` given names, `L` family names, `P` countries and peoples,
    `C` towns, `O` words of organisations, `w` ordinary words in lower case.

    >>> word_class("Kenya"), word_class("the"), word_class("2025")
    ('k|P', 'tw', '2')
    """
    first = text[:1]
    if not first.isalpha():
        return first
    lower, known = text.lower(), lists()
    common = "w" if lower in known.common else ""
    if text.islower():
        return first + common
    form = plain_case(text)
    classes = [letter for letter, names in (("F", known.given), ("L", known.family)) if _is_seen(form, names, letter)]
    if form in known.never:
        classes.append("P")
    elif _is_seen(form, known.cities, "C"):
        classes.append("C")
    if form in known.organisation:
        classes.append("O")
    return f"{lower[:1]}|{''.join(classes)}{common}"


def _is_seen(name: str, names: frozenset[str], salt: str) -> bool:
    """Whether a name is in a list, and in the three quarters of it that the model sees."""
    return name in names and zlib.crc32((salt + name).encode()) % 4 != 0


@registry.tokenizers("extractor.News.v1")  # type: ignore[untyped-decorator]
def news_tokenizer() -> Callable[[Language], Tokenizer]:
    """The tokenizer's entry in spaCy's registry, for configs."""
    return create_tokenizer


@registry.tokenizers("extractor.None.v1")  # type: ignore[untyped-decorator]
def no_tokenizer() -> Callable[[Language], Tokenizer]:
    """A tokenizer without rules, made at once: for a pipeline that only ever gets Docs."""
    return lambda nlp: Tokenizer(nlp.vocab)


def of_plain(feature: Callable[[str], object], text: str) -> object:
    """A feature of a word in its plain typography: `O’Rourke` has those of `O'Rourke`."""
    return feature(text if text.isascii() else plain(text))


class NewsDefaults(English.Defaults):  # type: ignore[valid-type, misc]
    """English, with the lists in the prefix, features of plain typography and the tokenizer for news."""

    config = Config({"nlp": {"tokenizer": {"@tokenizers": "extractor.News.v1"}}})
    lex_attr_getters: ClassVar[dict[int, Callable[[str], object]]] = {
        **English.Defaults.lex_attr_getters,
        **{feature: partial(of_plain, LEX_ATTRS[feature]) for feature in (LOWER, NORM, SUFFIX, IS_SPACE)},
        PREFIX: partial(of_plain, word_class),
        SHAPE: partial(of_plain, shape),
        LIKE_NUM: like_num,
        LIKE_URL: like_url,
        IS_ASCII: str.isascii,
    }


BATCH = 50  # Docs that `pipe` makes in one turn, where nobody says


class NewsEnglish(English):  # type: ignore[no-untyped-call]
    """The language of every pipeline here; its code in configs is ``extractor_en``.

    Threads may share a pipeline: a call, a batch of `pipe` and a memory zone each are one turn of a thread.
    """

    lang = LANGUAGE
    Defaults = NewsDefaults

    def __call__(self, *given: Any, **options: Any) -> Doc:
        """The Doc of a text, as spaCy's own."""
        with one_at_a_time():
            return super().__call__(*given, **options)

    def make_doc(self, text: str) -> Doc:
        """The words of a text, as spaCy's own."""
        with one_at_a_time():
            return super().make_doc(text)

    def pipe(self, texts: Iterable[Any], *, batch_size: int | None = None, **options: Any) -> Iterator[Any]:
        """The Docs of many texts, as spaCy's own; in processes where there are several, else a batch a turn."""
        if options.get("n_process", 1) != 1:
            yield from super().pipe(texts, batch_size=batch_size, **options)
            return
        for batch in minibatch(texts, batch_size or BATCH):  # type: ignore[no-untyped-call]
            with one_at_a_time():
                docs = list(super().pipe(batch, batch_size=batch_size, **options))
            yield from docs

    @contextmanager
    def memory_zone(self, mem: Any = None) -> Iterator[Any]:
        """spaCy's own, for one thread at a time: its words are forgotten at the end, but those that many texts have."""
        with one_at_a_time():
            if isinstance(self.tokenizer, NewsTokenizer):
                self.tokenizer.keep_common()
            with super().memory_zone(mem) as pool:
                yield pool
