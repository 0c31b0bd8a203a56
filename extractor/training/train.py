"""Training of the names model: annotated text in, a spaCy pipeline of 7 MB out.

::

    DATA/*.jsonl ─ read_samples ─► Sample ─ Augmenter.vary ─► Example ─ spaCy's training loop ─► OUT/
    DATA/names.json (pools of names by locale)                                     meta.json: checksums, figures

`train.cfg` beside the model names the files of DATA, the seed and everything else; `extractor/model/README.md` says where
the data comes from and how it was converted.
"""

import hashlib
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any, cast

import numpy as np
import srsly
from spacy.language import Language
from spacy.training import Example
from spacy.training.initialize import init_nlp
from spacy.training.loop import train as run_loop
from spacy.util import filter_spans, load_config, registry

from extractor.errors import FormatError, ReadError
from extractor.pipeline.names.model import MODEL, STEPS, load_vectors, use_blas, word_vectors
from extractor.training.augment import Augmenter, Pools
from extractor.training.samples import Sample, read_samples
from extractor.training.sources.catalogue import origin

TRAIN_CONFIG, FURTHER_CONFIG = MODEL / "train.cfg", MODEL / "further.cfg"
LABELS = ("LOC", "NORP", "ORG", "PERSON")
SPACY_VERSION = ">=3.8.7,<3.9"  # what the package allows, and so what a model is marked for


def make_example(nlp: Language, sample: Sample) -> Example:
    """The sample as spaCy trains on it; a span that does not end where words end is widened to those words."""
    doc, reference = nlp.make_doc(sample.text), nlp.make_doc(sample.text)
    spans = [reference.char_span(start, end, label, alignment_mode="expand") for start, end, label in sample.spans]
    kept = filter_spans([span for span in spans if span is not None])
    taken = {i for span in kept for i in range(span.start, span.end)}
    gaps = [reference.char_span(start, end, alignment_mode="expand") for start, end in sample.missing]
    missing = [gap for gap in gaps if gap is not None and taken.isdisjoint(range(gap.start, gap.end))]
    reference.set_ents(kept, missing=filter_spans(missing), default="outside")
    return Example(doc, reference)


@registry.readers("extractor.Samples.v1")  # type: ignore[untyped-decorator]
def create_corpus(
    path: str, files: list[str], names: str | None = None, varied: float = 0.0, seed: int = 0
) -> Callable[[Language], Iterable[Example]]:
    """A corpus for spaCy's loop: the samples of `files` in folder `path`, and `varied` times as many variations.

    Each pass over the corpus makes variations of its own; `names` is the file with the pools of names.
    """
    folder = Path(path)
    samples = [sample for file in files for sample in read_samples(folder / file)]
    whole = [sample for sample in samples if sample.spans and not sample.missing]
    augmenter = Augmenter(read_pools(folder / names), seed) if names else None
    known: list[Example] = []

    def read(nlp: Language) -> Iterator[Example]:
        if not known:
            known.extend(make_example(nlp, sample) for sample in samples)
        yield from known
        if augmenter:
            for sample in augmenter.rng.choices(whole, k=int(varied * len(samples))):
                yield make_example(nlp, augmenter.vary(sample))

    return read


def read_pools(path: Path) -> Pools:
    """The given and family names of each locale; `FormatError` where the file has none."""
    try:
        pools = json.loads(path.read_text(encoding="utf-8"))
        if pools and all(given and family for given, family in pools.values()):
            return dict(pools)
    except (ValueError, AttributeError, TypeError):
        pass
    raise FormatError(
        f'{path}: no pools of names; {{"en_KE": [["Amina", …], ["Odinga", …]], …}} is expected, none empty'
    )


@registry.callbacks("extractor.WordVectors.v1")  # type: ignore[untyped-decorator]
def create_word_vectors(path: str, file: str) -> Callable[[Language], None]:
    """Sets the vectors of words from an ``.npz`` file: ``words`` of shape (n,) in lower case, ``vectors`` of shape
    (n, width) in steps of 1/32, as bytes."""

    def set_vectors(nlp: Language) -> None:
        try:
            with np.load(Path(path) / file) as table:
                keys = [nlp.vocab.strings.add(str(word)) for word in table["words"]]
                nlp.vocab.vectors = word_vectors(table["vectors"], keys)
        except (OSError, KeyError) as error:
            raise ReadError(f"{Path(path) / file}: {error}; it must hold the arrays words and vectors") from error

    return set_vectors


@registry.callbacks("extractor.Model.v1")  # type: ignore[untyped-decorator]
def create_vectors_of(base: str) -> Callable[[Language], None]:
    """Sets the vectors of words to those of the model at `base`."""

    def set_vectors(nlp: Language) -> None:
        nlp.vocab.vectors = load_vectors(Path(base) / "vocab")

    return set_vectors


@registry.callbacks("extractor.Weights.v1")  # type: ignore[untyped-decorator]
def create_weights_of(base: str) -> Callable[[Language], Language]:
    """Sets the weights of every component to those of the model at `base`, which must be of the same shape."""

    def set_weights(nlp: Language) -> Language:
        for name, component in nlp.pipeline:
            cast(Any, component).from_disk(Path(base) / name, exclude=["vocab"])
        return nlp

    return set_weights


def train(
    data: Path,
    out: Path,
    *,
    config: Path = TRAIN_CONFIG,
    base: Path = MODEL,
    steps: int | None = None,
    log: IO[str] | None = None,
) -> dict[str, Any]:
    """Train a model on the files in `data` as `config` says, write it to `out`, and give back its ``meta.json``.

    A config that trains a model further starts from the one at `base`. `steps` overrides the config's number of updates;
    `log` hears of the figures at each evaluation. The same data, config and versions give the same weights on one machine;
    another processor rounds otherwise. `ReadError` names every file that `data` lacks.
    """
    overrides: dict[str, Any] = {"paths.data": str(data)}
    if "base" in load_config(config)["paths"]:
        overrides["paths.base"] = str(base)
    if steps is not None:
        overrides |= {"training.max_steps": steps, "training.eval_frequency": min(steps, 1000)}
    settings = load_config(config, overrides=overrides)
    sums = checksums(data, files_of(settings))
    nlp = init_nlp(settings)
    use_blas(nlp)
    best, _ = run_loop(nlp, None, stdout=log or io.StringIO(), stderr=io.StringIO())
    best.meta.update(
        name="news_names",
        description="Names in English news: PERSON, LOC, ORG, NORP",
        license="CC-BY-SA-4.0",
        spacy_version=SPACY_VERSION,
        data={"sha256": sums},
        config_sha256=checksum(config),
    )
    save(best, out)
    return dict(best.meta)


def save(nlp: Language, out: Path) -> None:
    """Write the pipeline without what it does not need: the strings and the path of the training data."""
    config = nlp.config.copy()
    config["paths"] |= dict.fromkeys(config["paths"])
    nlp.config = config
    nlp.vocab.vectors.data = np.rint(nlp.vocab.vectors.data * STEPS).astype("int8")
    nlp.to_disk(out)
    srsly.write_json(out / "vocab" / "strings.json", sorted(LABELS))


def files_of(settings: Mapping[str, Any]) -> list[str]:
    """The files that a config reads, each once."""
    train, dev = (settings["corpora"][part] for part in ("train", "dev"))
    vectors = settings["initialize"]["before_init"].get("file")
    return [*sorted({*train["files"], *dev["files"]}), *(name for name in (train["names"], vectors) if name)]


def checksums(folder: Path, files: Sequence[str]) -> dict[str, str]:
    """The SHA-256 of each file; `ReadError` names all that can't be read, and where each comes from."""
    missing = [name for name in files if not (folder / name).is_file()]
    if missing:
        raise ReadError(
            f"{folder}: {len(missing)} of the {len(files)} files that the config names are missing; "
            "`extractor train DATA --prepare SOURCES` makes them (docs/retraining.md)\n"
            + "\n".join(f"  {name}: {origin(name)}" for name in missing)
        )
    return {name: checksum(folder / name) for name in files}


def checksum(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def differing(folder: Path, meta: Mapping[str, Any]) -> list[str]:
    """The files of a folder that aren't those a model was trained on, as its ``meta.json`` says; missing ones count."""
    known = meta["data"]["sha256"]
    return [name for name, sum in known.items() if not (folder / name).is_file() or checksum(folder / name) != sum]
