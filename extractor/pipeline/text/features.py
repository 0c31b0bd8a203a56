"""What spaCy knows of a word (its shape, whether it is like a number or an address), told at sight of a word of plain letters.

A tenth of the words of a text are new to a batch, and spaCy asks two dozen questions of each, four of them letter by letter.
Every answer here is that of spaCy's function.
"""

from spacy.lang import lex_attrs
from spacy.lang.en import lex_attrs as english

_NUMBERS = frozenset((*english._num_words, *english._ordinal_words))
_LONGEST = 4  # equal signs in a shape
_LONG = 100  # letters from which a shape is not told


def like_num(text: str) -> bool:
    """Whether a word is a number or the name of one."""
    return text.lower() in _NUMBERS if text.isalpha() else bool(english.like_num(text))  # type: ignore[no-untyped-call]


def like_url(text: str) -> bool:
    """Whether a word is an address: none is without a full stop but those that say so first."""
    return ("." in text or text.startswith("http")) and bool(lex_attrs.like_url(text))


def shape(text: str) -> str:
    """The shape of a word, four equal signs at most.

    >>> [shape(word) for word in ("tea", "Kenya", "OPEC", "McKay", "5m")]
    ['xxx', 'Xxxxx', 'XXXX', 'XxXxx', 'dx']
    """
    if text.isascii() and text.isalpha() and len(text) < _LONG:
        if text.islower():
            return "x" * min(len(text), _LONGEST)
        if text.isupper():
            return "X" * min(len(text), _LONGEST)
        if text.istitle():
            return "X" + "x" * min(len(text) - 1, _LONGEST)
    return str(lex_attrs.word_shape(text))
