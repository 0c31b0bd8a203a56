"""The trained model of names, as a source of ``doc.ents``: ours, or any spaCy pipeline that is installed."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import spacy
import spacy.about
from spacy.attrs import IS_SPACE
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.util import get_lang_class, is_package, load_config
from spacy.vectors import Vectors
from thinc.api import Model, NumpyOps

from extractor.errors import ArgumentValueError
from extractor.pipeline.names.needed import needed
from extractor.pipeline.names.network import Network, fits
from extractor.pipeline.names.sureness import PERSON, Found, Sureness, Told
from extractor.pipeline.text.tokens import over

OURS = "extractor"  # how our own model is called where one is chosen
LANGUAGE = "extractor_en"  # whose words and features our models are trained on
Steps = np.ndarray[tuple[int, int], np.dtype[np.int8]]
WORDS = "words"  # what the vectors are called
STEPS = 32  # of a word vector's values: a byte each is enough, and a quarter of the size
LONGEST = 300  # characters of another library's error
MODEL = Path(__file__).parent.parent.parent / "model"


TRIAL = "Anna Lee of Kenya met Tom Reed.\nHe left."  # what a pipeline of somebody else's is tried with


def use_blas(nlp: Language) -> None:
    """Let the pipeline multiply with NumPy's BLAS, which knows more processors than thinc's BLIS.

    BLIS runs generic kernels on a processor that it does not know, four times slower. Whichever is faster can't be
    measured at load time: two processes could choose differently, and then their records would not be the same.
    Models on a graphics card stay there, and so does what has no weights: a lemmatizer's `model` is None.
    """
    ops = NumpyOps(use_blis=False)
    for _, pipe in nlp.pipeline:
        model = getattr(pipe, "model", None)
        for node in model.walk() if isinstance(model, Model) else ():
            if type(node.ops) is NumpyOps:
                node.ops = ops


class NamesModel:
    """Finds entities with a spaCy pipeline; each range is in tokens of the Doc it is given."""

    def __init__(self, nlp: Language, source: str | Path) -> None:
        """`source` is a folder or the name of an installed pipeline.

        A model of our own language works on the words of the Doc itself, or where `nlp` is of another language, on a copy over
        a vocab of its own; any other cuts the text its own way, and its entities are mapped by their offsets. Of the
        pipeline only those components stay that names need. Raises `ArgumentValueError` where there is no pipeline, or none
        that can be loaded, run, and find persons.
        """
        self.pipeline = load_source(nlp, source)
        bare = not getattr(self.pipeline.tokenizer, "rules", True)  # as `load_beside` makes it: it only ever gets Docs
        self.same_words = self.pipeline.lang == LANGUAGE and bare
        use_blas(self.pipeline)
        self.network = Network(self.pipeline) if self.same_words and fits(self.pipeline) else None
        if not self.same_words:
            self._try(source)

    def read(self, doc: Doc) -> Sureness:
        """What the model makes of `doc`, which our tokenizer cut.

        Entities of another pipeline may overlap, where its tokens end within ours.
        """
        if self.same_words and doc.vocab is not self.pipeline.vocab:
            with self.pipeline.memory_zone():
                return self._read(over(self.pipeline.vocab, doc))
        return self._read(doc)

    def _read(self, doc: Doc) -> Sureness:
        solid = doc.to_array([IS_SPACE]).ravel() == 0
        if self.network and solid.any() and not doc.has_annotation("ENT_IOB"):
            return self.network.read(doc)
        places = [0, *solid.cumsum().tolist()]  # words before each token
        found = self._find(doc) if self.same_words else self._find_by_offsets(doc)
        return Told([(places[start], places[end], label) for start, end, label in found if places[start] < places[end]])

    def _find(self, doc: Doc) -> list[Found]:
        kept = doc.ents
        for _, pipe in self.pipeline.pipeline:
            doc = pipe(doc)
        found = [(entity.start, entity.end, entity.label_) for entity in doc.ents]
        doc.ents = kept
        return found

    def _find_by_offsets(self, doc: Doc) -> list[Found]:
        """What the pipeline finds in the text of `doc`, cut into its own words and our sentences."""
        found = []
        starts = {token.idx for token in doc if token.is_sent_start}
        with self.pipeline.memory_zone():  # its words are its own, and would else be kept for good
            other = self.pipeline.make_doc(doc.text)
            for token in other:
                if token.idx in starts:
                    token.is_sent_start = True
            for entity in self.pipeline(other).ents:
                span = doc.char_span(entity.start_char, entity.end_char, alignment_mode="expand")
                if span is not None:
                    found.append((span.start, span.end, entity.label_))
        return found

    def _try(self, source: str | Path) -> None:
        """Run the pipeline once: one that was made with other versions of its libraries may load, and fail only then."""
        self.pipeline.max_length = sys.maxsize  # that of the Doc's own pipeline holds
        try:
            with self.pipeline.memory_zone():
                self.pipeline(self.pipeline.make_doc(TRIAL))
        except Exception as error:  # whatever its components raise
            raise ArgumentValueError(
                f"the pipeline {str(source)!r} can't be run{_why(self.pipeline, error)}"
            ) from error


def load_source(nlp: Language, source: str | Path) -> Language:
    """The pipeline at `source`, with no component but those that names need; `ArgumentValueError` where there is none."""
    try:
        pipeline = load_beside(nlp, source)
    except Exception as error:  # spaCy, thinc, and what an installed package does when it is imported
        if not is_package(str(source)) and not os.path.exists(source):
            raise ArgumentValueError(
                f"no spaCy pipeline {str(source)!r}, neither installed nor as a folder: install it (python -m spacy "
                "download NAME), give the path of a folder, or take rules alone (model=None, --model none)"
            ) from error
        raise ArgumentValueError(
            f"{str(source)!r} can't be loaded as a spaCy pipeline{_why(None, error)}; give a folder that spaCy has "
            "written, or the name of an installed pipeline that fits this version of spaCy"
        ) from error
    kept = needed(pipeline)
    labels = {label for name in kept for label in pipeline.pipe_labels.get(name, ())}
    if PERSON.isdisjoint(labels):
        raise ArgumentValueError(
            f"the spaCy pipeline {str(source)!r} has no component with the label PERSON (it has "
            f"{', '.join(pipeline.pipe_names) or 'none at all'}); names need one such as `ner`"
        )
    for name in set(pipeline.component_names) - set(kept):
        pipeline.remove_pipe(name)
    return pipeline


def _why(pipeline: Language | None, error: Exception) -> str:
    """The reason, in brackets and in one line; spaCy's own may list every factory there is."""
    said = " ".join(f"{type(error).__name__}: {error}".split())
    made = pipeline.meta.get("spacy_version") if pipeline else None
    short = f"{said[:LONGEST]}…" if len(said) > LONGEST else said
    return f" ({short}; {f'it was made for spaCy {made}, ' if made else ''}this is spaCy {spacy.about.__version__})"


def load_beside(nlp: Language, source: str | Path) -> Language:
    """The pipeline at `source`; one of our language over the vocab of `nlp`, or a vocab of its own where `nlp` is of another."""
    config = Path(source) / "config.cfg"
    if is_package(str(source)) or not config.is_file() or load_config(config)["nlp"]["lang"] != LANGUAGE:
        return spacy.load(source)
    vocab = nlp.vocab if nlp.lang == LANGUAGE else get_lang_class(LANGUAGE)().vocab
    if (Path(source) / "vocab" / "vectors").is_file():
        vocab.vectors = load_vectors(Path(source) / "vocab")
    words = {"nlp": {"tokenizer": {"@tokenizers": "extractor.None.v1"}}}  # those of `nlp`
    pipeline = spacy.load(source, vocab=vocab, exclude=["tokenizer", "vocab"], config=words)
    pipeline.tokenizer = Tokenizer(vocab)  # some versions of confection pass over the setting
    return pipeline


def load_vectors(folder: Path) -> Vectors:
    """The vectors of words in lower case; a file holds them in steps of 1/32, and not by what attribute to look them up."""
    saved = Vectors()
    saved.from_disk(folder)
    vectors = Vectors(data=_from_steps(saved.data), name=WORDS, attr="LOWER")
    vectors.key2row = saved.key2row  # as `keys` they would be added one by one
    vectors._sync_unset()
    return vectors


def word_vectors(steps: Steps, keys: Sequence[int]) -> Vectors:
    """Vectors of shape (words, width) from whole numbers of steps; `keys` are the words in lower case, as hashes."""
    return Vectors(data=_from_steps(steps), keys=keys, name=WORDS, attr="LOWER")


def _from_steps(steps: Steps) -> "np.ndarray[tuple[int, int], np.dtype[np.float32]]":
    return np.multiply(steps, np.float32(1 / STEPS), dtype="float32")
