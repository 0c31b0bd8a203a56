"""The component: reads the dates of a Doc and puts them on it."""

from spacy.language import Language
from spacy.tokens import Doc

from extractor.pipeline.dates.grounds import explain_dates, find_grounds
from extractor.pipeline.dates.read import read_dates
from extractor.pipeline.dates.rules import read_grammar
from extractor.pipeline.extensions import store, warn
from extractor.pipeline.text.words import Words, persons_of, words_of
from extractor.record import Date, Evidence

UNDATED = "no publication date"
ON_CALENDAR = frozenset(("date", "time"))  # kinds of date that have a place on it


class DateComponent:
    """Finds dates and sets ``doc._.dates``; `date_order` (MDY, DMY, YMD) settles `03/04/2013`."""

    def __init__(self, date_order: str = "MDY") -> None:
        self.date_order = date_order
        read_grammar()  # a tenth of a second: better at loading than in the first article

    def __call__(self, doc: Doc) -> Doc:
        words, published = words_of(doc), doc._.published
        dates = read_dates(words, published, self.date_order, _in_names(doc, words))
        if published is None and any(found.kind in ON_CALENDAR and "XXXX" in found.value for found in dates):
            warn(doc, UNDATED)
        store(doc, "dates", dates)
        return doc

    def explain(self, doc: Doc) -> list[tuple[Date, tuple[str, ...]]]:
        """Each date of the Doc with the names of the rules that built it, the one that took in the others last."""
        words = words_of(doc)
        return explain_dates(words, doc._.published, self.date_order, _in_names(doc, words))

    def evidence(self, doc: Doc) -> list[Evidence]:
        """Why each date is one: its rules in one line, the outermost first, the day it was reckoned from, what told the side."""
        words = words_of(doc)
        return list(find_grounds(words, doc._.published, self.date_order, _in_names(doc, words)))


def _in_names(doc: Doc, words: Words) -> frozenset[int]:
    """The words inside the names of persons: `May` and `April` may be some."""
    return frozenset(i for span in persons_of(doc, words) for i in range(*span))


@Language.factory(
    "extractor_dates",
    assigns=["doc._.dates"],
    requires=["token.is_sent_start"],
    default_config={"date_order": "MDY"},
)
def create_dates(nlp: Language, name: str, date_order: str) -> DateComponent:
    """The factory that spaCy calls."""
    return DateComponent(date_order)
