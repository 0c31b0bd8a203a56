"""The tense that a verb tells: `rose`, `will be opened`, `was due to`.

The table `dates_tense` says what each combination of facts around a verb tells, a row a cue with its example. Of the cues whose
facts all hold the one that asks for the most decides. Which of the verbs near an expression counts is weighed in `sides`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import cast

from extractor.data import read_table
from extractor.pipeline.dates.table import read_cues, read_values
from extractor.pipeline.dates.values import Tense
from extractor.pipeline.text.words import GLUED, Words

REACH = 14  # words before and behind an expression in which its verb is sought
AUXILIARY_IN, PERFECT_IN = 3, 5  # words before a verb in which its auxiliaries stand
REGULAR, NEGATED, SHORTEST = "ed", "un", 5  # letters
NO_FACT, WAS_FACT = frozenset[str](), frozenset(("was",))
AHEAD_FACT, DOUBT_FACTS = frozenset(("ahead",)), frozenset(("ahead", "doubt"))
BE = {"is": NO_FACT, "are": NO_FACT, "was": WAS_FACT, "were": WAS_FACT}
TO, SEMICOLON = "to", ";"
WAS, IS, HAD = frozenset(("was", "were")), frozenset(("is", "are")), "had"
BEEN, TO_BEEN = "been", frozenset(("to", "been"))
NO_VERB = frozenset((("followed", "by"), ("next", "to")))
MAY = "May"  # with a capital it is the month
HYPHEN = "-"
FELL_DUE = frozenset((("fell", "due"), ("came", "due"), ("became", "due")))
WILL = frozenset(("will", "'ll", "shall"))
AHEAD = WILL | {"be"}  # `will be shipped`, `to be opened`, `could be located`
DOUBTS = read_cues("doubt before a verb")
WILLING = read_cues("verb that is as good as will")
NO_WILL = read_cues("behind could that is no plan")
NOUNS = read_cues("word in -ed that is no past form")
PLURALS = read_cues("verb in -s that is a plural too")
MODAL, HAVE, HAVE_IN = frozenset(("should", "could", "would", "might", "must", "may")), "have", 4
AIMS = frozenset(("plan", "hope", "aim", "forecast"))  # nouns too
MODALS = read_cues("before a verb in its plain form")
PLANNED = read_cues("participle of what is planned")
BE_IN, BE_PLAIN = 2, "be"
OWNERS = read_cues("before a participle that tells no tense")  # `the proposed merger`
NO_INFINITIVE = OWNERS | read_cues("behind to that is no verb")


@dataclass(frozen=True, slots=True)
class Cue:
    """One row of the table: what a kind of verb tells where all of `facts` hold and none of `but`."""

    lead: str
    facts: frozenset[str]
    but: frozenset[str]
    sense: Tense
    example: str

    def holds(self, facts: frozenset[str]) -> bool:
        """Whether all that the cue asks for is there."""
        return self.facts <= facts and self.but.isdisjoint(facts)

    @property
    def weight(self) -> int:
        """How much the cue asks for."""
        return len(self.facts) + len(self.but)


@cache
def read_tense() -> dict[str, tuple[Cue, ...]]:
    """The cues of each lead, those that ask for the most first."""
    cues: dict[str, list[Cue]] = {}
    for row in read_table("dates_tense"):
        facts, but = frozenset(row["facts"].split()), frozenset(row["but"].split())
        cues.setdefault(row["lead"], []).append(Cue(row["lead"], facts, but, cast(Tense, row["sense"]), row["example"]))
    return {lead: tuple(sorted(some, key=lambda cue: -cue.weight)) for lead, some in cues.items()}


@cache
def decide(lead: str, facts: frozenset[str]) -> Cue:
    """The cue that decides."""
    return next(cue for cue in read_tense()[lead] if cue.holds(facts))


def tense_at(words: Words, i: int) -> Tense:
    """`future`, `past`, `near` (a doubtful future), or nothing: what the verb nearest to word `i` tells."""
    j = _verb(words, i)
    return sense_at(words, j) if j >= 0 else ""


def _verb(words: Words, i: int) -> int:
    """The nearest word before `i` that tells a tense, else the next one after; -1 for none."""
    first, last = words.sentence(i)
    for j in range(i - 1, max(first, i - REACH) - 1, -1):
        if words.lowers[j] == SEMICOLON:
            break
        if sense_at(words, j):
            return j
    return next((j for j in range(i + 1, min(last, i + REACH)) if sense_at(words, j)), -1)


def has_infinitive(words: Words, start: int, end: int) -> bool:
    """Whether `to acquire` or the like stands among the words."""
    lowers, texts = words.lowers, words.texts
    return any(
        lowers[j] == TO and lowers[j + 1] not in NO_INFINITIVE and texts[j + 1].islower() for j in range(start, end - 1)
    )


def sense_at(words: Words, j: int) -> Tense:
    """The tense that word `j` tells; nothing where it is no verb."""
    cue = verb_cue_at(words, j)
    return cue.sense if cue else ""


def verb_cue_at(words: Words, j: int) -> Cue | None:
    """The cue that tells the tense of word `j`; None where it is no verb."""
    word, lowers = words.lowers[j], words.lowers
    future = read_values()["FUTURE"]
    if word in PLURALS and not (j and words.texts[j - 1].istitle()):  # `Britain votes on Thursday`
        return None
    if word in future:
        if words.texts[j] == MAY or (word in AIMS and _is_noun(lowers, j)) or (word, *lowers[j + 1 : j + 2]) in NO_VERB:
            return None
        return decide("ahead", frozenset(_facts_ahead(words, j, bool(future[word]))))
    if word == TO:
        be = BE.get(lowers[j - 1]) if j else None
        return decide("be to", be) if be is not None and has_infinitive(words, j, j + 2) else None
    planned = word in PLANNED and frozenset(_facts_planned(lowers, j))
    if planned:
        return decide("planned", planned)
    if not _is_past_form(words, j):
        return None
    before = lowers[max(0, j - AUXILIARY_IN) : j]
    if AHEAD.isdisjoint(before):
        return decide("planned" if word in PLANNED else "past form", NO_FACT)
    return decide("past form", AHEAD_FACT if DOUBTS.isdisjoint(before) else DOUBT_FACTS)


def _is_noun(lowers: list[str], j: int) -> bool:
    """`announced the plan`, `its rescue plan`; no `the parties plan`, `they also plan`."""
    before = lowers[max(0, j - 2) : j]
    if not before or before[-1] in OWNERS:
        return bool(before)
    other = before[-1]
    return (
        before[0] in OWNERS
        and other.isalpha()
        and not other.endswith(("s", "ly"))
        and other not in read_values()["FUTURE"]
    )


def _facts_planned(lowers: list[str], j: int) -> Iterator[str]:
    """The forms of `be` before a participle of planning: `is planned`, `has been set`; none before `set a record`."""
    before = lowers[max(0, j - BE_IN) : j]
    if BEEN in before:
        yield "been"
    elif not IS.isdisjoint(before) or BE_PLAIN in before:
        yield "is"
    elif not WAS.isdisjoint(before):
        yield "was"


def _is_past_form(words: Words, j: int) -> bool:
    """`rose`, `shipped`; no `United`, `the Fed`, `speed`, `the proposed merger`, `unlimited`, `may cut`."""
    word, before = words.lowers[j], words.lowers[j - 1] if j else ""
    if (words.texts[j][0].isupper() and j > words.sentence(j)[0]) or (before in MODALS and before not in WILL):
        return False
    if before in IS or (before == HYPHEN and words.gaps[j] == GLUED):  # `when the case is heard in May`, `much-needed`
        return False
    if word not in read_values()["PAST"]:
        regular = word.endswith(REGULAR) and len(word) >= SHORTEST and word not in NOUNS and words.texts[j][0].islower()
        if not (regular or word in read_values()["PLAN"]) or word.startswith(NEGATED):
            return False
        if j and words.lowers[j - 1] in OWNERS:
            return False
    return (word, *words.lowers[j + 1 : j + 2]) not in NO_VERB


def _facts_ahead(words: Words, j: int, sure: bool) -> Iterator[str]:
    """What stands around a word of the future."""
    lowers, future = words.lowers, read_values()["FUTURE"]
    word, before = lowers[j], lowers[max(0, j - PERFECT_IN) : j]
    if (*before[-1:], word) in FELL_DUE:
        yield "fallen"
    if HAD in before[-2:] or (HAD in before and BEEN in before and before[-1] in TO_BEEN):
        yield "had"
    if sure:
        yield "sure"
    if not WAS.isdisjoint(before[-2:]):
        yield "was"
    if word in WILLING and j + 1 < len(lowers) and lowers[j + 1] not in NO_WILL:
        yield "willing"
    if before[-1:] == [TO] and (not IS.isdisjoint(before[-2:]) or any(future.get(one) for one in before[-3:])):
        yield "bound"
    if not WILL.isdisjoint(before[-AUXILIARY_IN:]):
        yield "willed"
    if word in MODAL and HAVE in lowers[j + 1 : j + HAVE_IN]:
        yield "have"
