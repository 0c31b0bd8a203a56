"""Which components of another spaCy pipeline names need: a tagger or lemmatizer costs time and finds none."""

from spacy.language import Language

RECOGNISERS = frozenset(("ner", "beam_ner"))  # trained: they read words, their own features, and where sentences begin
EMBEDDERS = "listening_components"  # what a component that others read their features from lists these under
# Factories of spaCy that set no entities. Sentences are ours: those of the Doc that names are sought in.
NEEDLESS = frozenset(
    "tagger morphologizer parser beam_parser senter sentencizer lemmatizer trainable_lemmatizer attribute_ruler "
    "textcat textcat_multilabel spancat spancat_singlelabel span_finder entity_linker doc_cleaner".split()
)


def needed(pipeline: Language) -> list[str]:
    """The names of the components to run, in order: those that set entities, and what they read.

    A trained recogniser reads nothing of the components before it but the vectors of an embedder that it listens to. What
    rulers and components of somebody else's making read can't be known: all before one of them stays.
    """
    kept: list[str] = []
    all_before = False
    for name in reversed(pipeline.pipe_names):
        factory = pipeline.get_pipe_meta(name).factory
        listeners = getattr(pipeline.get_pipe(name), EMBEDDERS, None)
        foreign = listeners is None and factory not in RECOGNISERS | NEEDLESS
        all_before = all_before or foreign
        if all_before or factory in RECOGNISERS or not set(listeners or ()).isdisjoint(kept):
            kept.append(name)
    return kept[::-1]
