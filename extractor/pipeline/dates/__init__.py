"""Dates: every expression that says when, how long or how often, with its TIMEX3 value.

Counts: `December 9` (2025-12-09 in an article of that week), `the first ten months of this year` (2025-01/2025-10),
`39-year-old` (P39Y), `every Monday` (XXXX-WXX-1). Doesn't: counts (`2,000 people`), names (`Boeing 747`), rates
(`$5 a day`). The publication date is the anchor; without one, what hangs on it has `XXXX` parts and no place.

Known to be missed: feasts of calendars other than the Gregorian, and events used as dates (`before the war`).
"""

from spacy.language import Language
from spacy.tokens import Doc

from extractor.pipeline._doc import store, warn
from extractor.pipeline.dates.calendar import Clock, Time
from extractor.pipeline.dates.grammar import Grammar
from extractor.pipeline.dates.lexicon import Lexicon, read_lexicon
from extractor.pipeline.words import Words, words_of
from extractor.record import Date

UNDATED = "no publication date"


def find_dates(words: Words, clock: Clock, lexicon: Lexicon, taken: frozenset[int] = frozenset()) -> list[Date]:
    """The expressions of time in the words, left to right; `taken` holds the words inside people's names."""
    grammar = Grammar(words, clock, lexicon)
    found: list[Date] = []
    free = 0
    for i in grammar.starts():
        if i < free or i in taken:
            continue
        parsed = grammar.parse(i)
        if parsed is None:
            continue
        end, time = parsed
        bare = i + 1 if words.lowers[i] in ("a", "an") and time.kind == "date" else i  # `a year earlier`
        found.append(_date(words, bare, end, time))
        free = end
        if time.first and time.kind == "date":
            grammar.anchor = time
    return found


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
        self.lexicon = read_lexicon()

    def __call__(self, doc: Doc) -> Doc:
        words = words_of(doc)
        inside = {i for entity in doc.ents if entity.label_ == "PERSON" for i in range(entity.start, entity.end)}
        taken = frozenset(i for i, token in enumerate(words.tokens) if token in inside) if inside else frozenset[int]()
        dates = find_dates(words, Clock(doc._.published, self.date_order), self.lexicon, taken)
        if doc._.published is None and any("XXXX" in found.value for found in dates):
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
