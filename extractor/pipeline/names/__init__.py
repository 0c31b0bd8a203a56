"""Finds the names of persons and sets ``doc.ents`` (label PERSON).

What counts: each occurrence of a named individual's name, without title or role: `Alexander Lukashenko` in `President
Alexander Lukashenko`, `Ebbers` in `Mr Ebbers`, `George H. W. Bush`. Names inside the name of a company, prize, law or
place are none (`Ford Motor`, `Nobel Peace Prize`).

Known to be missed: a lone family name whose full form the article never gives and that has no title or office before
it; names of two words that no list has, without a word of speech or an office beside them; headlines in capitals.
"""

from typing import Literal

from spacy.language import Language
from spacy.tokens import Doc, Span

from extractor.pipeline.names.evidence import Evidence
from extractor.pipeline.names.rules import find_names
from extractor.pipeline.words import words_of

LABEL = "PERSON"


class NamesComponent:
    """Finds persons' names by rules and sets ``doc.ents``; entities that a model set before are kept."""

    def __init__(self) -> None:
        self.evidence = Evidence()

    def __call__(self, doc: Doc) -> Doc:
        words = words_of(doc)
        taken = {token.i for entity in doc.ents for token in entity}
        spans = []
        for start, end in find_names(words, self.evidence):
            span = Span(doc, words.tokens[start], words.tokens[end - 1] + 1, label=LABEL)
            if taken.isdisjoint(range(span.start, span.end)):
                spans.append(span)
        doc.ents = [*doc.ents, *spans]
        return doc


@Language.factory("extractor_names", assigns=["doc.ents"], default_config={"source": "rules"})
def create_names(nlp: Language, name: str, source: Literal["rules"]) -> NamesComponent:
    """The component; `source` says where names come from, `rules` being the only choice so far."""
    return NamesComponent()


__all__ = ["NamesComponent", "create_names", "find_names"]
