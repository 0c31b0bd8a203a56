"""Testimony: why a name of the Doc is one, told when somebody asks for it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from extractor.pipeline.evidence import Found, Told, decisive, furthest_first, quoted, runs_of, weighed
from extractor.pipeline.names.beside import REACH, lead_before
from extractor.pipeline.names.candidate import Candidate
from extractor.pipeline.names.lexicon import Lexicon, Span
from extractor.pipeline.names.read import Name
from extractor.pipeline.names.rules import FOR, Reason
from extractor.pipeline.text.words import Words, word_range
from extractor.record import Ground

AROUND = 12  # words on each side on which a reason may rest
TITLE = "title"  # the role of words right before a name, whichever reason they give


@dataclass(frozen=True, slots=True)
class Testimony:
    """The names that were set in `words`, by their offsets in the text."""

    words: Words
    names: Mapping[Span, Name]
    lexicon: Lexicon

    def __call__(self, start: int, end: int) -> Told | None:
        """The ground of the name at some offsets, and how probable it is; None where it isn't ours."""
        name = self.names.get((start, end))
        if name is None:
            return None
        span = word_range(self.words, start, end)
        words = quoted(self.words, self._deciding(span))
        ground = Ground(rule=f"{name.source}, {name.reason}", words=words, weighed=weighed(name.shares))
        return ground, name.chance

    def _deciding(self, span: Span) -> Iterator[Found]:
        """The words on which the reasons for the name rest: a title before it, a verb of speech behind."""
        start, end = span
        bounds = (max(0, start - AROUND), min(len(self.words), end + AROUND))
        here = self._candidate(self.words, span)
        places = furthest_first(start, end, bounds)
        for reason in (reason for reason in FOR if reason.holds(here)):
            for found in runs_of(decisive(self.words, places, partial(self._holds, reason, span)), reason.name):
                before = start - REACH <= found.start and found.end == start
                yield found._replace(role=TITLE) if before else found

    def _holds(self, reason: Reason, span: Span, words: Words) -> bool:
        return reason.holds(self._candidate(words, span))

    def _candidate(self, words: Words, span: Span) -> Candidate:
        return Candidate(words, *span, self.lexicon, lead_before(words, span[0], self.lexicon))
