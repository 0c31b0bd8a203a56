"""Finds the names of persons and sets ``doc.ents`` (label PERSON).

What counts: each occurrence of a named individual's name, without title or role: `Alexander Lukashenko` in `President
Alexander Lukashenko`, `Ebbers` in `Mr Ebbers`, `George H. W. Bush`. Names inside the name of a company, prize, law or
place are none (`Ford Motor`, `Nobel Peace Prize`).

Two sources, each of which can be switched off: a trained model (`model.py`), whose finds are trimmed and filtered by the
lists (`filters.py`), and rules (`rules.py`), which find names by titles, offices and lists. What both know of an
article then finds the short forms (`Ruto` after `William Ruto`). Where finds overlap, `settle.py` chooses; entities that
were set before stay. ``entity.id_`` says who found a name: ``model``, ``rules`` or ``model+rules``.

Known to be missed: names of two words that no list has, in a headline in capitals; a lone family name whose full form
the article never gives and that neither the model nor a title speaks for.
"""

from spacy.language import Language
from spacy.tokens import Doc, Span

from extractor.pipeline.extensions import check_needs
from extractor.pipeline.names.evidence import Evidence
from extractor.pipeline.names.filters import Model, read_model
from extractor.pipeline.names.model import MODEL, OURS, NamesModel
from extractor.pipeline.names.rules import find_names
from extractor.pipeline.names.settle import settle
from extractor.pipeline.text.words import words_of

LABEL = "PERSON"


class NamesComponent:
    """Finds persons' names by a model, by rules, or by both, and sets ``doc.ents``; entities set before are kept."""

    def __init__(self, model: NamesModel | None, *, rules: bool) -> None:
        self.model = model
        self.rules = rules
        self.evidence = Evidence()

    def __call__(self, doc: Doc) -> Doc:
        check_needs(doc, "names")
        words = words_of(doc)
        seen = read_model(words, self.model.find(doc), self.evidence) if self.model else Model()
        names = find_names(words, self.evidence, seen, rules=self.rules)
        before = dict.fromkeys(((entity.start, entity.end) for entity in doc.ents), "")
        spans = {(words.tokens[start], words.tokens[end - 1] + 1): source for (start, end), source in names.items()}
        fresh = [(span, source) for span, source in settle(before, spans).items() if span not in before]
        doc.ents = [*doc.ents, *(Span(doc, *span, label=LABEL, span_id=source) for span, source in fresh)]
        return doc


@Language.factory(
    "extractor_names",
    assigns=["doc.ents"],
    requires=["token.is_sent_start"],
    default_config={"model": OURS, "rules": True},
)
def create_names(nlp: Language, name: str, model: str | None, rules: bool) -> NamesComponent:
    """The component. `model` is ``extractor`` for ours, a folder or an installed spaCy pipeline, or None for none.

    Raises `ArgumentValueError` for a model that can't be used.
    """
    source = MODEL if model == OURS else model
    return NamesComponent(None if source is None else NamesModel(nlp, source), rules=rules)


__all__ = ["NamesComponent", "create_names", "find_names"]
