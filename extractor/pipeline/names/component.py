"""The component: sets the persons' names of a Doc as ``doc.ents``, and why each is one as ``doc._.reasons``."""

from spacy.language import Language
from spacy.tokens import Doc, Span

from extractor.pipeline.evidence import testify
from extractor.pipeline.extensions import check_needs
from extractor.pipeline.names.lexicon import Lexicon
from extractor.pipeline.names.model import MODEL, OURS, NamesModel
from extractor.pipeline.names.read import find_names
from extractor.pipeline.names.settle import settle
from extractor.pipeline.names.testimony import Testimony
from extractor.pipeline.text.words import Words, in_our_words, words_of

LABEL = "PERSON"


class NamesComponent:
    """Finds persons' names by a model, by rules, or by both, and sets ``doc.ents``; entities set before are kept."""

    def __init__(self, model: NamesModel | None, *, rules: bool) -> None:
        self.model = model
        self.rules = rules
        self.lexicon = Lexicon()

    def __call__(self, doc: Doc) -> Doc:
        check_needs(doc, "names")
        words, own = words_of(doc), in_our_words(doc)
        names = find_names(words, self.model.read(own) if self.model else None, self.lexicon, rules=self.rules)
        found = {_tokens(doc, words, *span, own=own is doc): name for span, name in names.items()}
        before = [(entity.start, entity.end) for entity in doc.ents]
        settled = settle({span: name.chance for span, name in found.items()}, before)
        fresh = {Span(doc, *span, label=LABEL, span_id=found[span].source): found[span] for span in settled}
        doc.ents = [*doc.ents, *fresh]
        places = {(entity.start_char, entity.end_char): name for entity, name in fresh.items()}
        testify(doc, Testimony(words, places, self.lexicon))
        doc._.reasons = [(*place, name.reason) for place, name in places.items()]
        return doc


def _tokens(doc: Doc, words: Words, start: int, end: int, *, own: bool) -> tuple[int, int]:
    """The tokens of `doc` that hold a range of words; `own` where they are the words."""
    if own:
        return words.tokens[start], words.tokens[end - 1] + 1
    span = doc.char_span(words.starts[start], words.ends[end - 1], alignment_mode="expand")
    return (span.start, span.end) if span is not None else (0, 0)  # which `settle` leaves out


@Language.factory(
    "extractor_names",
    assigns=["doc.ents", "doc._.reasons"],
    requires=["token.is_sent_start"],
    default_config={"model": OURS, "rules": True},
)
def create_names(nlp: Language, name: str, model: str | None, rules: bool) -> NamesComponent:
    """The component. `model` is ``extractor`` for ours, a folder or an installed spaCy pipeline, or None for none.

    Raises `ArgumentValueError` for a model that can't be used.
    """
    source = MODEL if model == OURS else model
    return NamesComponent(None if source is None else NamesModel(nlp, source), rules=rules)
