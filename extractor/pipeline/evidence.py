"""Evidence: why each find is there. The last component asks those that found something, and puts their answers on the finds.

::

    component of a kind ── evidence(doc) ─► an `Evidence` for each find in doc._.<kind> ─► find.evidence ─► Record
         ▲ named reasons, rows, words         (worked out anew: who doesn't ask pays nothing)

A component tells what it knows: the name of the rule that decided, the row of the table, the words. Where a reason is a predicate
over words, `decisive` finds out on which of them it rests. Who set ``doc.ents`` may leave a witness of the names (`testify`).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple, Protocol
from weakref import WeakKeyDictionary

from spacy.language import Language
from spacy.tokens import Doc

from extractor.kinds import NAMES
from extractor.pipeline.extensions import store
from extractor.pipeline.text.words import Words
from extractor.record import Evidence, Ground, Mention, Weighed, Word

PREFIX = "extractor_"
WEIGHED = 8  # reasons of a decision that are told
BLANK = "xx"  # stands in for a word that is taken away: small letters, in no table
Told = tuple[Ground, float | None]  # the ground of one mention, and how probable it is
Witness = Callable[[int, int], "Told | None"]  # from the offsets of a name
Judge = Callable[[Words], bool]

_witnesses: "WeakKeyDictionary[Doc, Witness]" = WeakKeyDictionary()


class Teller(Protocol):
    """A component that says why it found what it found."""

    def evidence(self, doc: Doc) -> Sequence[Evidence]:
        """Why each find of the component's kind is there, in the order of ``doc._.<kind>``.

        KeyError for a find that isn't its own.
        """


class Found(NamedTuple):
    """Words `start` to before `end`, and what they were to a find."""

    start: int
    end: int
    role: str


class EvidenceComponent:
    """Sets `evidence` of every find on the Doc whose component can say why it is there."""

    def __init__(self, nlp: Language) -> None:
        self.nlp = nlp

    def __call__(self, doc: Doc) -> Doc:
        for pipe, component in self.nlp.pipeline:
            kind = self.nlp.get_pipe_meta(pipe).factory.removeprefix(PREFIX)
            if kind in NAMES and hasattr(component, "evidence"):
                finds = doc._.get(kind)
                told = zip(finds, _told(component, doc, len(finds)), strict=False)
                store(doc, kind, [find.model_copy(update={"evidence": evidence}) for find, evidence in told] or finds)
        return doc


def _told(component: Teller, doc: Doc, count: int) -> Sequence[Evidence]:
    """The evidence of so many finds; none where another component has since changed them, or what they were found by."""
    try:
        told = component.evidence(doc)
    except KeyError:
        return ()
    return told if len(told) == count else ()


@Language.factory(f"{PREFIX}evidence")
def create_evidence(nlp: Language, name: str) -> EvidenceComponent:
    """The factory that spaCy calls; the component stands behind those whose finds it tells of."""
    return EvidenceComponent(nlp)


def testify(doc: Doc, witness: Witness) -> None:
    """Leave on a Doc who can tell, when asked, why a name there is one; it goes with the Doc, and into no bytes."""
    _witnesses[doc] = witness


def witness_of(doc: Doc) -> Witness | None:
    """Who can tell of the names of a Doc; None where nobody has set any, or the Doc came from bytes."""
    return _witnesses.get(doc)


def quoted(words: Words, found: Iterable[Found]) -> tuple[Word, ...]:
    """The words as a record quotes them, each once, in order of the text."""
    return tuple(
        Word(start=words.starts[start], end=words.ends[end - 1], text=words.text(start, end), role=role)
        for start, end, role in sorted(set(found))
        if start < end
    )


def weighed(shares: Iterable[tuple[str, float]]) -> tuple[Weighed, ...]:
    """The reasons that weighed most, from what each added to the log-odds."""
    strongest = sorted(((name, round(share, 2)) for name, share in shares), key=lambda each: (-abs(each[1]), each[0]))
    return tuple(Weighed(reason=name, weight=share) for name, share in strongest[:WEIGHED] if share)


def decisive(words: Words, places: Iterable[int], holds: Judge) -> list[int]:
    """The words among `places` on which a reason rests: without the others it still holds, without any of these it doesn't.

    They are taken away one by one, in the order given: put first what is the furthest off.
    """
    texts, lowers = list(words.texts), list(words.lowers)
    left = replace(words, texts=texts, lowers=lowers)
    needed = []
    for i in places:
        text, lower = texts[i], lowers[i]
        texts[i] = lowers[i] = BLANK
        left._sets.clear()
        if not holds(left):
            texts[i], lowers[i] = text, lower
            needed.append(i)
    return sorted(needed)


def furthest_first(start: int, end: int, bounds: tuple[int, int]) -> list[int]:
    """The words within `bounds` around words `start` to before `end`, the furthest first."""
    around = [i for i in range(*bounds) if not start <= i < end]
    return sorted(around, key=lambda i: (-max(start - i, i - end + 1), i))


def runs_of(places: Iterable[int], role: str) -> Iterator[Found]:
    """Words that stand side by side as one stretch."""
    start = end = -1
    for i in places:
        if i != end:
            if start >= 0:
                yield Found(start, end, role)
            start = i
        end = i + 1
    if start >= 0:
        yield Found(start, end, role)


def of_one(ground: Ground, confidence: float | None = None) -> Evidence:
    """The evidence of a find that is a mention itself."""
    return Evidence(grounds=(ground,), confidence=confidence)


def of_mentions(mentions: Sequence[Mention], told: Callable[[int, int], Told]) -> Evidence:
    """The evidence of a find from that of each of its mentions, equal grounds once.

    Its confidence is the mean over its mentions: how probable it is that one of them, drawn by chance, is right.
    """
    grounds: dict[Ground, list[int]] = {}
    chances = []
    for number, mention in enumerate(mentions):
        ground, chance = told(mention.start, mention.end)
        grounds.setdefault(ground, []).append(number)
        if chance is not None:
            chances.append(chance)
    held = tuple(ground.model_copy(update={"mentions": tuple(numbers)}) for ground, numbers in grounds.items())
    return Evidence(grounds=held, confidence=round(sum(chances) / len(chances), 2) if chances else None)


def by_place(items: Iterable[Any], place: Callable[[Any], tuple[int, int]]) -> Mapping[tuple[int, int], Any]:
    """Items by their offsets in the text; of several at one place the first."""
    found: dict[tuple[int, int], Any] = {}
    for item in items:
        found.setdefault(place(item), item)
    return found


__all__ = [
    "EvidenceComponent", "Found", "Teller", "Told", "by_place", "create_evidence", "decisive", "furthest_first",
    "of_mentions", "of_one", "quoted", "runs_of", "testify", "weighed", "witness_of",
]  # fmt: skip
