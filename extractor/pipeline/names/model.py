"""The trained model of names, as a source of ``doc.ents``: ours, or any spaCy pipeline that is installed."""

import time
from functools import cache
from pathlib import Path

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import load_config
from thinc.api import NumpyOps

from extractor.errors import FormatError

LANGUAGE = "extractor_en"  # whose words and features our models are trained on
MODEL = Path(__file__).parent.parent.parent / "model"


def use_fastest(nlp: Language) -> None:
    """Let the pipeline multiply with whatever is faster on this processor: thinc's BLIS or NumPy's BLAS."""
    ops = _fastest()
    for _, pipe in nlp.pipeline:
        for node in pipe.model.walk() if hasattr(pipe, "model") else ():
            node.ops = ops


@cache
def _fastest() -> NumpyOps:
    """BLIS runs generic kernels on processors that it does not know, so that it must be measured: two milliseconds."""
    a, b = np.ones((200, 288), dtype="f"), np.ones((288, 288), dtype="f")

    def seconds(ops: NumpyOps) -> float:
        ops.gemm(a, b)
        started = time.perf_counter()
        for _ in range(5):
            ops.gemm(a, b)
        return time.perf_counter() - started

    return min((NumpyOps(use_blis=False), NumpyOps(use_blis=True)), key=seconds)


PERSON = frozenset(("PERSON", "PER"))  # OntoNotes' label, and that of most others
Found = tuple[int, int, str]  # token range and label


class NamesModel:
    """Finds entities with a spaCy pipeline; each range is in tokens of the Doc it is given."""

    def __init__(self, nlp: Language, source: str | Path) -> None:
        """`source` is a folder or the name of an installed pipeline; `FormatError` when there is none or it has no NER.

        A model of our own language shares words and features with `nlp` and works on the Doc itself; any other cuts
        the text its own way, and its entities are mapped by their offsets.
        """
        try:
            self.pipeline = load_beside(nlp, source)
        except (OSError, ImportError, ValueError) as error:
            raise FormatError(
                f"no spaCy pipeline at {str(source)!r} ({error}); give a folder or the name of an installed pipeline"
            ) from error
        if not PERSON & {label for labels in self.pipeline.pipe_labels.values() for label in labels}:
            raise FormatError(f"the spaCy pipeline {str(source)!r} has no component with the label PERSON")
        self.same_words = self.pipeline.vocab is nlp.vocab
        use_fastest(self.pipeline)

    def find(self, doc: Doc) -> list[Found]:
        """The entities in `doc`, in order."""
        if self.same_words:
            kept = doc.ents
            for _, pipe in self.pipeline.pipeline:
                doc = pipe(doc)
            found = [(entity.start, entity.end, entity.label_) for entity in doc.ents]
            doc.ents = kept
            return found
        found = []
        for entity in self.pipeline(doc.text).ents:
            span = doc.char_span(entity.start_char, entity.end_char, alignment_mode="expand")
            if span is not None:
                found.append((span.start, span.end, "PERSON" if entity.label_ in PERSON else entity.label_))
        return found


def load_beside(nlp: Language, source: str | Path) -> Language:
    """The pipeline at `source`, over the vocab of `nlp` where both are of our language."""
    config = Path(source) / "config.cfg"
    if config.is_file() and load_config(config)["nlp"]["lang"] == nlp.lang == LANGUAGE:
        return spacy.load(source, vocab=nlp.vocab, exclude=["tokenizer", "vocab"])
    return spacy.load(source)
