"""On which side of the publication date an expression lies: `Monday`, `in March`, `December 20` say no year.

Every word near that speaks for one side is evidence with a name: the tense of the verbs before and behind, and what parts them
from the expression, the preposition, the participles and nouns of planning. Their weights, trained, stand in `dates_sides`; the
sum is the log-odds that the expression lies ahead. How near the two places on the calendar are is weighed with it, in `frame`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from math import log

from extractor.pipeline.dates.table import read_cues, read_values
from extractor.pipeline.dates.tense import has_infinitive, sense_at
from extractor.pipeline.dates.values import NEAR, PAST
from extractor.pipeline.decide.logistic import Decision, Features
from extractor.pipeline.text.words import Words

REACH = 16  # words before and behind an expression in which its verbs are sought
NEAR_BY = 6  # and its nouns and participles of planning
SAID_IN = 3
NEARNESS, NEAREST = "nearness", 0.5  # the name of that evidence; days or months
CLOSE, CLOSE_IN = "close", {"day": 60, "month": 3}  # that one of the places is a matter of weeks from publication
MOST, AT_HAND, IN_YEAR = 4.0, 1, 300  # of nearness; days
LEADS = frozenset(
    "on in by until till since for from to after before through during of at as over this late early mid".split()
)
SKIPPED = frozenset(
    "the a an on in at by of early late mid - around about".split()
)  # between a clause's opening and the expression
BOUNDARIES = {
    ",": "comma", ";": "stop", ":": "stop", ".": "stop", "(": "bracket", ")": "bracket", '"': "quote", "“": "quote",
    "”": "quote", "''": "quote", "``": "quote", "—": "dash", "–": "dash", "--": "dash",
    "that": "that", "which": "who", "who": "who", "whose": "who", "where": "who", "whom": "who",
    "when": "when", "while": "when", "after": "when", "before": "when", "since": "when", "as": "when", "once": "when",
    "because": "when", "although": "when", "though": "when", "if": "when", "until": "when", "unless": "when",
    "and": "and", "or": "and", "but": "but", "yet": "but",
}  # fmt: skip
PLANNED = read_cues("participle of what is planned")
MOVED = read_cues("participle of what is put off")
COMMITTING = read_cues("participle that commits to what follows")
COMMITS = read_cues("verb that commits to what follows")
UNCOMMITTED = frozenset((("called", "off"), ("called", "up")))
PLANS = read_cues("verb that plans what follows")
SPEECH = read_cues("verb that reports")
OF_CLOCK = frozenset(("on", "of"))
HELD = read_cues("participle of what holds until a day")
STAYED = read_cues("verb before what only stayed so")
WANTS = read_cues("verb that only wants what follows")
SETTING = read_cues("noun of setting a day")
ONCE = read_cues("before what was once planned")
BEFELL = read_cues("word for what befell")
COMING, COMING_IN = read_cues("present of what is to come"), 5
PLAIN = read_cues("plain present of what is to come")
PLURAL = frozenset(("we", "they", "you", "i", "people", "police", "men", "women", "both", "who"))
SINGULAR = frozenset(("is", "was", "has", "this", "its", "his", "hers", "us", "as", "does"))
TO = "to"
IS = frozenset(("is", "are", "'s", "am"))
WAS = frozenset(("was", "were"))
HAD, BEEN, HAVE = "had", "been", frozenset(("has", "have", "had"))
HAVE_NOW = frozenset(("has", "have", "'ve"))
NOT_UNTIL = ["not", "until"]  # `it was not until Tuesday that he spoke`
PUT, COULD, NOT = "put", "could", frozenset(("not", "n't"))
HERE, COMMA, SEMICOLON = "here", ",", ";"
FOR, MOVED_TO = "for", frozenset(("to", "until", "till", "for", "through"))
UNTIL, SET_FOR = frozenset(("until", "till", "through")), frozenset(("of", "for"))
OF_RECORD = ["of", "record"]  # `holders of record Dec. 21`
GENITIVE = frozenset(("'s",))


@dataclass(frozen=True, slots=True)
class Place:
    """Where an expression stands: words `start` to before `end`, in its sentence."""

    words: Words
    start: int
    end: int

    @property
    def lead(self) -> str:
        """The word before; the preposition of the day in `by 0600 GMT on Monday`; empty for none."""
        inside = next((word for word in self.words.lowers[self.start : self.end] if word in OF_CLOCK), "")
        before = self.words.lowers[max(self.first, self.start - 2) : self.start]
        return inside or ("" if not before or before == NOT_UNTIL else before[-1])

    @property
    def first(self) -> int:
        """The first word of the clause, as semicolons part them, that is within reach."""
        first = max(self.words.sentence(self.start)[0], self.start - REACH)
        return next((j + 1 for j in range(self.start - 1, first, -1) if self.words.lowers[j] == SEMICOLON), first)

    @property
    def last(self) -> int:
        """The word after the last within reach."""
        last = min(self.words.sentence(self.start)[1], self.end + REACH)
        return next((j for j in range(self.end, last) if self.words.lowers[j] == SEMICOLON), last)

    def boundary(self, first: int, last: int, nearest: int) -> str:
        """What parts words `first` to before `last`, the one nearest to the expression; `here` for nothing."""
        found = [BOUNDARIES[word] for word in self.words.lowers[first:last] if word in BOUNDARIES]
        return found[nearest] if found else HERE


def odds_at(words: Words, start: int, end: int) -> float:
    """The log-odds that the expression of words `start` to before `end` lies after publication, as its sentence has it."""
    return read_sides().odds(evidence(words, start, end))


def is_ahead(odds: float, form: str, back: int, ahead: int) -> bool:
    """Whether of two places on the calendar, so many days or months `back` and `ahead`, the later one is meant."""
    return odds + sum(weight for _, weight in read_sides().shares(calendar(form, back, ahead))) > 0


def calendar(form: str, back: int, ahead: int) -> Features:
    """What the calendar says of two places, so many days or months `back` and `ahead`.

    >>> calendar("day", 30, 335)
    {'nearness day': -2.4, 'close day': -0.5}
    """
    features = {f"{NEARNESS} {form}": nearness(back, ahead)}
    reach = CLOSE_IN.get(form)
    if reach and min(back, ahead) < reach:
        features[f"{CLOSE} {form}"] = round((1 - min(back, ahead) / reach) * (1 if ahead < back else -1), 2)
    return features


def nearness(back: int, ahead: int) -> float:
    """How much nearer the place ahead is, as a logarithm; no more than tense outweighs, unless it is at hand.

    A dump's date may be a day off the dates in its text: `He said this on December 9`, published on the 8th.

    >>> nearness(8, 2), nearness(345, 20), nearness(364, 1)
    (1.4, 2.8, 5.9)
    """
    ratio = log(max(back, NEAREST) / max(ahead, NEAREST))
    at_hand = min(back, ahead) <= AT_HAND and max(back, ahead) > IN_YEAR
    return round(ratio if at_hand else max(-MOST, min(MOST, ratio)), 1)


@cache
def read_sides() -> Decision:
    """The trained weights."""
    return Decision.from_table("dates_sides", "weight")


def evidence(words: Words, start: int, end: int) -> Features:
    """What speaks for either side, by name."""
    place = Place(words, start, end)
    return dict.fromkeys((*_verbs(place), *_scheduled(place), *_lead(place), *_form(place)), 1.0)


def _verbs(place: Place) -> Iterator[str]:
    """The verbs that tell a tense, before and behind, what parts them from the expression, and whose clause it is in."""
    words = place.words
    before = [(j, sense) for j in range(place.start - 1, place.first - 1, -1) if (sense := _sense(place, j))]
    behind = [(j, sense) for j in range(place.end, place.last) if (sense := sense_at(words, j))]
    senses = {sense for _, sense in (*before, *behind)}
    yield f"all {senses.pop()}" if len(senses) == 1 else "mixed" if senses else "no verb"
    opening, own = _opens(place), "none"
    if behind:
        j, sense = behind[0]
        part = place.boundary(place.end + (opening and words.lowers[place.end] == COMMA), j, 0)
        own = sense if part == HERE else own
        yield f"behind {sense} {part}{' opening' if opening else ''}"
    if before:
        j, sense = before[0]
        part = place.boundary(j + 1, place.start - 1, -1)
        own = sense if part == HERE else own
        yield f"before {sense} {part}{' opening' if opening else ''}"
        yield from _said(place, j, sense)
        if sense == PAST and not HAVE_NOW.isdisjoint(words.lowers[max(0, j - 3) : j]):
            yield f"perfect lead {'until' if place.lead in UNTIL else 'else'}"
        if len(before) > 1 and before[1][1] != sense:
            yield f"before {sense} second {before[1][1]}"
        if place.lead in LEADS and part == HERE:
            yield f"before {sense} lead {place.lead}"
    yield f"own {own}"
    # `a vigil planned for Saturday was cancelled`, but `they moved the vote to Saturday, an aide said`
    if own == PUT and behind and behind[0][1] == PAST and place.boundary(place.end, behind[0][0], 0) == HERE:
        yield "put but past"


def _said(place: Place, j: int, sense: str) -> Iterator[str]:
    """What the nearest verb before, word `j`, is: one that commits to what follows, or that reports."""
    words = place.words
    verb = tuple(words.lowers[j : j + 2])
    committed = verb[0] in COMMITS and verb not in UNCOMMITTED and sense not in ("wanted", "overdue")
    if verb[0] in PLANS and place.lead in LEADS:
        yield f"planning lead {place.lead}"
    if has_infinitive(words, j + 1, place.start):
        yield f"aim {'committed' if committed else sense}"
    elif committed and place.lead in LEADS:
        yield f"committed lead {place.lead}"
    if words.lowers[j] in SPEECH and place.start - j <= SAID_IN:
        yield "said here"


def _sense(place: Place, j: int) -> str:
    """The tense that word `j` tells; `put` where it puts something on the day (`timed for July`), `overdue` for `was due`."""
    word, before = place.words.lowers[j], place.words.lowers[max(0, j - 3) : j]
    if word in PLANNED and not ONCE.isdisjoint(before):
        return "overdue"
    if _puts(place, j) and place.boundary(j + 1, place.start - 1, -1) == HERE:
        return PUT
    if (
        word in COMMITTING
        or (word in HAVE_NOW and place.words.lowers[j + 1] in UNTIL)
        or (word in SETTING and place.words.lowers[j + 1] in SET_FOR)
    ):
        return "committing"
    if _wanted(place, j):
        return "wanted"
    sense = sense_at(place.words, j)
    failed = COULD in before and not NOT.isdisjoint(before)  # `could not be reached on Monday`
    overdue = sense == NEAR and (failed or not WAS.isdisjoint(before) or HAD in before)
    return "overdue" if overdue else sense


def _wanted(place: Place, j: int) -> bool:
    """`wanted to meet in June`, of either verb: nothing says that they did; no `was asked to`."""
    lowers = place.words.lowers
    governor = j - 2 if j > place.first + 1 and lowers[j - 1] == TO else j
    passive = not WAS.isdisjoint(lowers[max(0, governor - 2) : governor])
    return lowers[governor] in WANTS and not passive and has_infinitive(place.words, governor + 1, place.start)


def _puts(place: Place, j: int) -> bool:
    """`timed for July`, `moved to July`, `has closed the school until July`; no `stayed shut until July`."""
    word, lead = place.words.lowers[j], place.lead
    holds = word in HELD and lead in UNTIL and STAYED.isdisjoint(place.words.lowers[max(0, j - 2) : j])
    return holds or (word in PLANNED and lead == FOR) or (word in MOVED and lead in MOVED_TO)


def _opens(place: Place) -> bool:
    """`On December 20, the mill burned down`, `and in September it will reopen`: it opens its clause."""
    i = place.start - 1
    while i >= place.first and place.words.lowers[i] in SKIPPED:
        i -= 1
    return i < place.words.sentence(place.start)[0] or place.words.lowers[i] in BOUNDARIES


def _scheduled(place: Place) -> Iterator[str]:
    """`the deadline is December 15`, `Thursday's vote`."""
    lowers, scheduled = place.words.lowers, read_values()["SCHEDULED"]
    for j in range(place.start - 1, max(place.first, place.start - NEAR_BY) - 1, -1):
        word = lowers[j]
        if word in scheduled:
            yield f"scheduled {_auxiliary(lowers[j + 1 : place.start])}"
            if place.lead in LEADS:
                yield f"scheduled lead {place.lead}"
            break
        if word in BEFELL:
            yield "befell"
            break
        if word in BOUNDARIES and word not in LEADS:
            break
    if place.end < place.last and lowers[place.end] in GENITIVE:
        yield "owner"
        if not scheduled.keys().isdisjoint(lowers[place.end + 1 : place.end + 4]):
            yield "owner scheduled"
        if not BEFELL.isdisjoint(lowers[place.end + 1 : place.end + 4]):
            yield "owner befell"


def _auxiliary(words: list[str]) -> str:
    """`is`, `was` or `been` among the words, else `bare`."""
    if BEEN in words or not HAVE.isdisjoint(words):
        return "been"
    return "is" if not IS.isdisjoint(words) else "was" if not WAS.isdisjoint(words) else "bare"


def _lead(place: Place) -> Iterator[str]:
    if place.lead in LEADS:
        yield f"lead {place.lead}"
    near = place.words.lowers[max(place.first, place.start - NEAR_BY) : place.start]
    if not IS.isdisjoint(near):
        yield "is near"
    if OF_RECORD in (near[-2:], near[-3:-1]):
        yield "of record"
    if not COMING.isdisjoint(near[-COMING_IN:]) or any(_is_plain(place, word, i) for i, word in enumerate(near)):
        yield "present of what is to come"
    if place.lead in UNTIL and not STAYED.isdisjoint(near):
        yield "stayed until"


def _is_plain(place: Place, word: str, i: int) -> bool:
    """`tickets go on sale`, `we publish the list`: behind a plural or a pronoun; word `i` of those near before."""
    if word not in PLAIN:
        return False
    j = max(place.first, place.start - NEAR_BY) + i
    subject = place.words.lowers[j - 1] if j > place.first else ""
    return subject in PLURAL or (subject.endswith("s") and subject.isalpha() and subject not in SINGULAR)


def _form(place: Place) -> Iterator[str]:
    """Weekday, month or day."""
    lowers, tables = place.words.lowers[place.start : place.end], read_values()
    if not tables["WEEKDAY"].keys().isdisjoint(lowers):
        yield "weekday"
        yield f"weekday lead {place.lead if place.lead in LEADS else 'none'}"
    elif any(word[:1].isdigit() for word in lowers):
        yield "day"
    else:
        yield "month"
