"""Records → spaCy's DocBin, for training: texts cut into our tokens, and every find as a span.

``doc.spans[<kind>]`` holds the mentions of each kind, labelled ``PERSON``, ``COUNTRY`` … with the code of a country or
good as ``kb_id``; ``doc.ents`` the persons; ``doc._.published`` the date, and ``doc.user_data`` the record's `id` and how
many of its spans are `misaligned`: those begin or end inside a token, and are widened to it.

Only texts and spans are kept: a record can't be made from it again. Writers don't know spaCy, so it has its place here,
beside the API, the other room that knows both the Doc and the record.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from pydantic_core import from_json
from spacy.tokens import Doc, DocBin, Span
from spacy.util import filter_spans

from extractor.kinds import NAMES, Kind, kind_of
from extractor.pipeline.extensions import register
from extractor.pipeline.text.language import NewsEnglish
from extractor.plugins import extension, lists_in

BATCH = 100  # texts that share a memory zone


class DocBinWriter:
    """Keeps every record as a packed Doc until the file is made; `misaligned` of `spans` were widened to whole tokens."""

    def __init__(self) -> None:
        register()
        self._nlp = NewsEnglish()
        self._waiting: list[bytes] = []
        self.packed = DocBin(attrs=["ENT_IOB", "ENT_TYPE"], store_user_data=True)
        self.spans = 0
        self.misaligned = 0

    def write(self, line: bytes) -> None:
        """Add a record."""
        self._waiting.append(line)
        if len(self._waiting) == BATCH:
            self.flush()

    def flush(self) -> None:
        """Pack what is waiting."""
        with self._nlp.memory_zone():
            for line in self._waiting:
                self.packed.add(self._doc(from_json(line)))
        self._waiting = []

    def _doc(self, record: dict[str, Any]) -> Doc:
        doc = self._nlp.make_doc(record["text"])
        published = record.get("published")
        doc._.published = published and date.fromisoformat(published)
        misaligned = 0
        for _, name, finds in lists_in(record):
            kind = kind_of(name) if name in NAMES else extension(name)
            found = list(spans(doc, kind, finds))
            doc.spans[name] = [span for span, _ in found]
            misaligned += sum(not fits for _, fits in found)
            self.spans += len(found)
        self.misaligned += misaligned
        doc.set_ents(filter_spans(doc.spans["people"]))
        doc.user_data.update(id=record["id"], misaligned=misaligned)
        return doc


def spans(doc: Doc, kind: Kind, entities: Any) -> Iterator[tuple[Span, bool]]:
    """The span of each mention of a kind's entities, and whether it falls on tokens' borders."""
    for entity in entities:
        code = (entity.get(kind.code) if kind.code else None) or ""
        for mention in entity.get("mentions") or (entity,):
            start, end = mention["start"], mention["end"]
            span = doc.char_span(start, end, kind.label, kb_id=code, alignment_mode="expand")
            if span is not None:
                yield span, (span.start_char, span.end_char) == (start, end)


@contextmanager
def open_docbin(path: Path, _: str) -> Iterator[DocBinWriter]:
    """A writer of a DocBin. It is packed as a whole, so that memory grows with it: make a folder of them of much news."""
    writer = DocBinWriter()
    yield writer
    writer.flush()
    path.write_bytes(writer.packed.to_bytes())
