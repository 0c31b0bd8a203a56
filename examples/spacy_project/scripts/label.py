"""News → two DocBins for ``spacy train``: what extractor finds, as spans under the key `sc`.

::

    python label.py NEWS OUT [--held 0.2]

An article is held back by a checksum of its text, so that the same one is always on the same side.
"""

import argparse
import zlib
from pathlib import Path

from spacy.tokens import DocBin
from spacy.util import filter_spans

import extractor

KINDS = ("countries", "dates", "money", "commodities")


def main() -> None:
    """Read, label, keep."""
    parser = argparse.ArgumentParser(description="News into DocBins of what extractor finds.")
    parser.add_argument("news")
    parser.add_argument("out", type=Path)
    parser.add_argument("--held", type=float, default=0.2, help="the share that is held back")
    asked = parser.parse_args()
    packed = {"train": DocBin(), "dev": DocBin()}
    nlp = extractor.load(kinds=KINDS)
    for article in extractor.read(asked.news):
        doc = nlp.make_doc(article.text)
        doc._.published = article.published
        doc = nlp(doc)
        found = [span for kind in KINDS for span in doc.spans[kind]]
        doc.spans.clear()
        doc.spans["sc"] = filter_spans(found)
        held = zlib.crc32(article.text.encode()) % 1000 < asked.held * 1000
        packed["dev" if held else "train"].add(doc)
    asked.out.mkdir(parents=True, exist_ok=True)
    for name, docs in packed.items():
        docs.to_disk(asked.out / f"{name}.spacy")
        print(f"{len(docs)} articles in {asked.out / name}.spacy")


if __name__ == "__main__":
    main()
