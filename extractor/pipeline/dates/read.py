"""From words to dates: what the rules build of them, and what that stands for in the frame of the text."""

from collections.abc import Iterator
from datetime import date
from functools import cache, partial
from itertools import pairwise
from typing import Protocol

from extractor.pipeline.dates.engine import Built, Sheet
from extractor.pipeline.dates.frame import Frame
from extractor.pipeline.dates.nodes import Node
from extractor.pipeline.dates.nodes.amounts import Shift
from extractor.pipeline.dates.nodes.compounds import Feast
from extractor.pipeline.dates.nodes.periods import Comparison
from extractor.pipeline.dates.nodes.points import Fixed, Number
from extractor.pipeline.dates.rules import read_grammar
from extractor.pipeline.dates.sides import odds_at
from extractor.pipeline.dates.table import CASED, read_cues, read_phrases, read_values
from extractor.pipeline.dates.tense import tense_at
from extractor.pipeline.dates.values import Time
from extractor.pipeline.text.lookup import Lookup
from extractor.pipeline.text.numbers import TENS, UNITS, parse_count
from extractor.pipeline.text.words import PARAGRAPH, Words
from extractor.record import Date

FROM, STRETCHES = frozenset(("from", "between", "in")), frozenset(("to", "and", "-", "until", "through"))
NO_ONE: frozenset[int] = frozenset()
YEARS = range(1000, 9001)  # of publication: else there is no calendar around it to place anything on
SPELLED = frozenset((*UNITS, *TENS, "half", "hundred")) - {"zero"}
DIGITS = frozenset("0123456789")
A, ROUND = "a", frozenset(("hundred", "thousand"))  # `a hundred years`
BESIDE_FEAST = frozenset(("before", "after", "until", "since"))
OPENING = read_cues("behind a feast whose first day is meant")
TO_OPENING, OPENS_IN = read_cues("between a feast and what tells of its first day"), 6
EARLY = ["ahead", "of"]  # `months ahead of schedule`
JOINTS = frozenset("and or to through until till".split())
JOINTS_TOO, LONGEST_JOINT = JOINTS | frozenset("on the early late into".split()), 3
BESIDE = frozenset("versus vs vs. against than compared".split())
# What a rule takes in before an expression, and the date leaves out.
LEADING = frozenset(
    "the a an and at over through in between from on of its their our his her by until till since before after to dated".split()
)
ARTICLES = frozenset(("the", "a", "an", "in", "at"))  # the same for `in the future`
REFERENCE = "REF"  # in the value of what lies in the past, in the present or in the future


def read_dates(words: Words, published: date | None, order: str = "MDY", taken: frozenset[int] = NO_ONE) -> list[Date]:
    """The dates, left to right; `taken` holds the words inside people's names, `order` settles `03/04/2013`."""
    sheet = build(words, taken)
    return [found for found, _, _ in resolve(sheet, published, order)]


def build(words: Words, taken: frozenset[int] = NO_ONE) -> Sheet:
    """What all levels build of the words."""
    alphabet, (*levels, adverbs) = read_grammar()
    sheet = Sheet(words, alphabet, frozenset(i for i in taken if not _is_dated(words, i)))
    sheet.put(_numbers(sheet))
    sheet.put(_feasts(sheet))
    for level in levels:
        level.run(sheet)
    sheet.put(_references(sheet))
    adverbs.run(sheet)
    return sheet


def _is_dated(words: Words, i: int) -> bool:
    """`Thu 14th`, `from Jan to March`: a date, whoever took it for a name; and no name ends a text."""
    if i + 1 >= len(words) or words.texts[i + 1][0].isdigit():
        return True
    lowers, months = words.lowers, read_values()["MONTH"]
    if not i or lowers[i - 1] not in FROM or lowers[i + 1] not in STRETCHES:
        return False
    return lowers[i] in months and not months.keys().isdisjoint(lowers[i + 2 : i + 3])


@cache
def _lookup(kind: str) -> Lookup[str]:
    return Lookup(read_phrases(kind))


def _numbers(sheet: Sheet) -> list[Built]:
    """Numbers in words, and with fractions: `twenty-four`, `2 1/2`, `two and a half`."""
    words, free = sheet.words, 0
    built: list[Built] = []
    for i in [i for i, word in enumerate(words.lowers) if word in SPELLED or word[0] in DIGITS or word == A]:
        word = words.lowers[i]
        if i < free or (word == A and sheet.word(i + 1) not in ROUND):
            continue
        number = parse_count(words, i)
        if number and (number[1] > i + 1 or word in SPELLED):
            built.append(Built(i, number[1], Number(number[0]), "number"))
            free = number[1]
    return built


def _feasts(sheet: Sheet) -> list[Built]:
    """`Christmas`, `Ramadan`; some only with a capital or behind a preposition, and none as in `Christmas lights`."""
    found: list[Built] = []
    festive = read_values()["FESTIVE"]
    for hit in _lookup("holiday").find(sheet.words):
        name = hit.value.removesuffix(f" {CASED}")
        sure = name == hit.value or sheet.word(hit.start - 1) in BESIDE_FEAST
        if sheet.word(hit.end) not in festive and (sure or sheet.words.texts[hit.start][0].isupper()):
            edge = "start" if _opens(sheet, hit.end) else ""
            found.append(Built(hit.start, hit.end, Feast(name, edge=edge), "holiday"))
    return found


def _opens(sheet: Sheet, i: int) -> bool:
    """`Ramadan begins on February 18`, `Hanukkah, which starts on Sunday`: the first day is meant."""
    for word in (sheet.word(j) for j in range(i, i + OPENS_IN)):
        if word in OPENING:
            return True
        if word not in TO_OPENING:
            return False
    return False


def _references(sheet: Sheet) -> list[Built]:
    """`in the future`, `recent years`, where nothing else was built."""
    return [
        Built(hit.start, hit.end, Fixed(Time(hit.value)), "reference")
        for hit in _lookup("reference").find(sheet.words)
        if not any(sheet.is_built(i) for i in range(hit.start, hit.end))
        and sheet.words.lowers[hit.end - 1 : hit.end + 1] != EARLY
    ]


class Watcher(Protocol):
    """Who sees each expression resolved."""

    def resolved(self, frame: Frame, node: Node, time: Time) -> None:
        """In a frame that hasn't taken it in."""

    def remembered(self, frame: Frame, start: int, end: int) -> None:
        """And in one that has, words `start` to before `end`."""


def resolve(
    sheet: Sheet, published: date | None, order: str, watcher: Watcher | None = None
) -> Iterator[tuple[Date, int, int]]:
    """What the built expressions, of words `start` to before `end`, stand for, each in the frame of those before it."""
    words, last = sheet.words, 0
    known = published if published and published.year in YEARS else None
    frame = Frame(known, order, partial(tense_at, words), partial(odds_at, words), words.sentences.__getitem__)
    joined = _joined(sheet)
    for start in sorted(sheet.nodes):
        end, node = sheet.nodes[start]
        if PARAGRAPH in words.gaps[last + 1 : start + 1]:
            frame.day = None
        last = frame.at = start
        frame.end = end
        frame.beside = joined.get(start)
        time = node.time(frame)
        if watcher and time is not None:
            watcher.resolved(frame, node, time)
        frame.behind = time.first if time and frame.beside else None
        if time is not None:
            frame.remember(time, compared=isinstance(node, Shift | Comparison) or _is_beside(words, start, frame))
            if watcher:
                watcher.remembered(frame, start, end)
            yield _date(words, start, end, time), start, end


def _joined(sheet: Sheet) -> dict[int, tuple[int, int]]:
    """The expressions with a weekday to which another such is joined, by where they start: `late Monday and early Tuesday`."""
    words, weekdays = sheet.words, read_values()["WEEKDAY"].keys()
    named = [
        (start, end)
        for start, (end, _) in sorted(sheet.nodes.items())
        if not weekdays.isdisjoint(words.lowers[start:end])
    ]
    return {here[0]: after for here, after in pairwise(named) if _is_joint(words.lowers[here[1] : after[0]])}


def _is_joint(between: list[str]) -> bool:
    """Whether words only join what stands on their sides."""
    return len(between) <= LONGEST_JOINT and not JOINTS.isdisjoint(between) and JOINTS_TOO.issuperset(between)


def _is_beside(words: Words, start: int, frame: Frame) -> bool:
    """`in 2013, less than in 2012`, `compared to 2012`: beside the period that the sentence is about."""
    return frame.named is not None and not BESIDE.isdisjoint(words.lowers[max(0, start - 2) : start])


def _date(words: Words, start: int, end: int, time: Time) -> Date:
    leading = ARTICLES if REFERENCE in time.value else LEADING
    while start < end - 1 and words.lowers[start] in leading:
        start += 1
    return Date(
        start=words.starts[start],
        end=words.ends[end - 1],
        text=words.text(start, end),
        kind=time.kind,
        value=time.value,
        modifier=time.modifier,
        first=time.first,
        last=time.last,
    )
