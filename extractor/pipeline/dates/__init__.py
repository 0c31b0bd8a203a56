"""Dates: every expression that says when, how long or how often, with its TIMEX3 value.

Counts: `December 9` (2025-12-09 in an article of that week), `the first ten months of this year` (2025-01/2025-10),
`39-year-old` (P39Y), `every Monday` (XXXX-WXX-1). Doesn't: counts (`2,000 people`), names (`Boeing 747`), rates
(`$5 a day`). The publication date is the anchor; without one, what hangs on it has `XXXX` parts and no place.

The way: `patterns` codes the words, `grammar` holds the patterns, `engine` runs them level by level, `days`, `years`,
`deictics`, `lengths`, `clocks`, `composites` and `offsets` build expressions of what they match, and `nodes`, `amounts`,
`periods` and `compounds` say what an expression stands for in the `frame` that it is read from, as `values`.

Known to be missed: events used as dates (`before the war`), and hours without a day in the text that they hang on.
"""

from datetime import date

from spacy.language import Language
from spacy.tokens import Doc

from extractor.pipeline.dates.amounts import Shift
from extractor.pipeline.dates.compounds import Feast
from extractor.pipeline.dates.engine import Sheet
from extractor.pipeline.dates.frame import Frame
from extractor.pipeline.dates.grammar import read_grammar
from extractor.pipeline.dates.nodes import Fixed, Node, Number
from extractor.pipeline.dates.periods import Comparison
from extractor.pipeline.dates.table import read_phrases, read_values
from extractor.pipeline.dates.tense import tense_at
from extractor.pipeline.dates.values import Time
from extractor.pipeline.extensions import store, warn
from extractor.pipeline.text.lookup import Lookup
from extractor.pipeline.text.numbers import TENS, UNITS, parse_count
from extractor.pipeline.text.words import PARAGRAPH, Words, words_of
from extractor.record import Date

UNDATED = "no publication date"
SPELLED = frozenset((*UNITS, *TENS, "half", "hundred")) - {"zero"}
ROUND = frozenset(("hundred", "thousand"))  # `a hundred years`
ARTICLES = frozenset(("the", "a", "an", "in", "at"))
BESIDE = frozenset("versus vs vs. against than compared".split())
LEADING = frozenset(
    "the a an at over through in between from on at of its their our his her by until till since before after to dated".split()
)


class Finder:
    """Finds the expressions of time in words; holds the compiled grammar and the phrases."""

    def __init__(self) -> None:
        self.alphabet, self.levels = read_grammar()
        self.holidays = Lookup(read_phrases("holiday"))
        self.references = Lookup(read_phrases("reference"))
        self.things = frozenset(read_values()["FESTIVE"])

    def find(
        self, words: Words, published: date | None, order: str = "MDY", taken: frozenset[int] = frozenset()
    ) -> list[Date]:
        """The expressions, left to right; `taken` holds the words inside people's names."""
        if published and not 1000 <= published.year <= 9000:  # no calendar around it to place anything on
            published = None
        named = frozenset(
            i for i in taken if words.texts[i + 1 : i + 2] and not words.texts[i + 1][0].isdigit()
        )  # `Thu 14th`
        sheet = Sheet(words, self.alphabet, named)
        sheet.put(_numbers(sheet))
        sheet.put(self._feasts(sheet))
        for level in self.levels[:-1]:
            level.run(sheet)
        sheet.put(self._references(sheet))
        self.levels[-1].run(sheet)
        return _resolve(sheet, published, order)

    def _feasts(self, sheet: Sheet) -> list[tuple[int, int, Node]]:
        found: list[tuple[int, int, Node]] = []
        for hit in self.holidays.find(sheet.words):
            name = hit.value.removesuffix(" capital")
            if sheet.word(hit.end) in self.things:  # `Christmas lights`
                continue
            near = sheet.word(hit.start - 1) in ("before", "after", "until", "since")
            if name == hit.value or near or sheet.words.texts[hit.start][0].isupper():
                found.append((hit.start, hit.end, Feast(name)))
        return found

    def _references(self, sheet: Sheet) -> list[tuple[int, int, Node]]:
        """`in the future`, `recent years`, where nothing else was built."""
        found: list[tuple[int, int, Node]] = []
        for hit in self.references.find(sheet.words):
            inside = [i for i in range(hit.start, hit.end) if sheet.is_built(i)]
            early = sheet.word(hit.end - 1) == "ahead" and sheet.word(hit.end) == "of"  # `months ahead of schedule`
            if not inside and not early:
                found.append((hit.start, hit.end, Fixed(Time(hit.value))))
        return found


def _numbers(sheet: Sheet) -> list[tuple[int, int, Node]]:
    """Numbers in words, and with fractions: `twenty-four`, `2 1/2`, `two and a half`."""
    words, free = sheet.words, 0
    built: list[tuple[int, int, Node]] = []
    for i, word in enumerate(words.lowers):
        if i < free or not (word in SPELLED or word[0] in "0123456789" or (word == "a" and sheet.word(i + 1) in ROUND)):
            continue
        number = parse_count(words, i)
        if number and (number[1] > i + 1 or word in SPELLED):
            built.append((i, number[1], Number(number[0])))
            free = number[1]
    return built


def _resolve(sheet: Sheet, published: date | None, order: str) -> list[Date]:
    """What the built expressions stand for, left to right, each in the frame of those before it."""
    words = sheet.words
    frame = Frame(published, order, lambda i: tense_at(words, i), words.sentences.__getitem__)
    found, paragraph = [], 0
    for start in sorted(sheet.nodes):
        end, node = sheet.nodes[start]
        if PARAGRAPH in words.gaps[paragraph + 1 : start + 1]:
            frame.day = None
        paragraph = frame.at = start
        time = node.time(frame)
        if time is None:
            continue
        frame.remember(time, compared=isinstance(node, Shift | Comparison) or _is_beside(words, start, frame))
        leading = ARTICLES if "REF" in time.value else LEADING
        while start < end - 1 and words.lowers[start] in leading:
            start += 1
        found.append(_date(words, start, end, time))
    return found


def _is_beside(words: Words, start: int, frame: Frame) -> bool:
    """`in 2013, less than in 2012`, `compared to 2012`: beside the period that the sentence is about."""
    before = words.lowers[max(0, start - 2) : start]
    return frame.named is not None and not BESIDE.isdisjoint(before)


def _date(words: Words, start: int, end: int, time: Time) -> Date:
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


class DateComponent:
    """Finds dates and sets ``doc._.dates``; `date_order` (MDY, DMY, YMD) settles `03/04/2013`."""

    def __init__(self, date_order: str = "MDY") -> None:
        self.date_order = date_order
        self.finder = Finder()

    def __call__(self, doc: Doc) -> Doc:
        words = words_of(doc)
        inside = {i for entity in doc.ents if entity.label_ == "PERSON" for i in range(entity.start, entity.end)}
        taken = frozenset(i for i, token in enumerate(words.tokens) if token in inside) if inside else frozenset[int]()
        dates = self.finder.find(words, doc._.published, self.date_order, taken)
        if doc._.published is None and any("XXXX" in found.value for found in dates if found.kind in ("date", "time")):
            warn(doc, UNDATED)
        store(doc, "dates", dates)
        return doc


@Language.factory(
    "extractor_dates",
    assigns=["doc._.dates"],
    requires=["token.is_sent_start"],
    default_config={"date_order": "MDY"},
)
def create_dates(nlp: Language, name: str, date_order: str) -> DateComponent:
    """The factory that spaCy calls."""
    return DateComponent(date_order)
