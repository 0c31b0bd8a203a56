"""Which Docs the news tokenizer cut, and from what text: others' words are not ours."""

from weakref import WeakKeyDictionary

from spacy.tokens import Doc

_made: "WeakKeyDictionary[Doc, tuple[str, int]]" = WeakKeyDictionary()


def keep_text(doc: Doc, text: str) -> None:
    """Keep the text that our tokenizer made `doc` from: spaCy puts it together anew, token by token, whenever it is asked."""
    _made[doc] = text, len(doc)


def text_of(doc: Doc) -> str | None:
    """The text that our tokenizer made `doc` from; None for a Doc of another's making, or with tokens that somebody merged."""
    text, size = _made.get(doc, ("", -1))
    return text if size == len(doc) else None
