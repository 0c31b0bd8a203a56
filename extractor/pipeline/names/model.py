"""The trained model of names, as a source of ``doc.ents``: ours, or any spaCy pipeline that is installed."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import load_config
from spacy.vectors import Vectors
from thinc.api import NumpyOps

from extractor.errors import FormatError
from extractor.pipeline.names.network import Found, Network, fits

LANGUAGE = "extractor_en"  # whose words and features our models are trained on
STEPS = 32  # of a word vector's values: a byte each is enough, and a quarter of the size
MODEL = Path(__file__).parent.parent.parent / "model"


def use_blas(nlp: Language) -> None:
    """Let the pipeline multiply with NumPy's BLAS, which knows more processors than thinc's BLIS.

    BLIS runs generic kernels on a processor that it does not know, four times slower. Whichever is faster can't be
    measured at load time: two processes could choose differently, and then their records would not be the same.
    """
    ops = NumpyOps(use_blis=False)
    for _, pipe in nlp.pipeline:
        for node in pipe.model.walk() if hasattr(pipe, "model") else ():
            node.ops = ops


PERSON = frozenset(("PERSON", "PER"))  # OntoNotes' label, and that of most others


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
        use_blas(self.pipeline)
        self.network = Network(self.pipeline) if self.same_words and fits(self.pipeline) else None

    def find(self, doc: Doc) -> list[Found]:
        """The entities in `doc`, in order."""
        if self.network and not doc.has_annotation("ENT_IOB"):
            return self.network.find(doc)
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
        if (Path(source) / "vocab" / "vectors").is_file():
            nlp.vocab.vectors = load_vectors(Path(source) / "vocab")
        words = {"nlp": {"tokenizer": {"@tokenizers": "extractor.None.v1"}}}  # those of `nlp`
        return spacy.load(source, vocab=nlp.vocab, exclude=["tokenizer", "vocab"], config=words)
    return spacy.load(source)


def load_vectors(folder: Path) -> Vectors:
    """The vectors of words in lower case; a file holds them in steps of 1/32, and not by what attribute to look them up."""
    saved = Vectors()
    saved.from_disk(folder)
    rows = sorted((row, key) for key, row in saved.key2row.items())
    return word_vectors(saved.data, [key for _, key in rows])


def word_vectors(steps: "np.ndarray[tuple[int, int], np.dtype[np.int8]]", keys: Sequence[int]) -> Vectors:
    """Vectors of shape (words, width) from whole numbers of steps; `keys` are the words in lower case, as hashes."""
    return Vectors(data=steps.astype("f") / STEPS, keys=keys, name="words", attr="LOWER")
