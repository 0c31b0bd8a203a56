"""The component: puts the countries of a Doc into ``doc._.countries``."""

from functools import partial

from spacy.language import Language
from spacy.tokens import Doc

from extractor.pipeline.countries.catalogue import read_names
from extractor.pipeline.countries.grounds import find_grounds
from extractor.pipeline.countries.read import find_countries
from extractor.pipeline.evidence import of_mentions
from extractor.pipeline.extensions import store
from extractor.pipeline.text.words import Words, persons_of, words_of
from extractor.record import Evidence


class CountryComponent:
    """Finds countries and sets ``doc._.countries``."""

    def __init__(self) -> None:
        self.names = read_names()

    def __call__(self, doc: Doc) -> Doc:
        words = words_of(doc)
        countries = find_countries(words, self.names, _taken(words, doc), doc._.published)
        store(doc, "countries", countries)
        return doc

    def evidence(self, doc: Doc) -> list[Evidence]:
        """Why each country is there: of each mention the way that told the country, the row that names it, the words."""
        words = words_of(doc)
        told = find_grounds(words, self.names, _taken(words, doc))
        return [of_mentions(c.mentions, partial(told.of, c.code)) for c in doc._.countries]


def _taken(words: Words, doc: Doc) -> set[int]:
    """The words inside people's names."""
    return {i for span in persons_of(doc, words) for i in range(*span)}


@Language.factory("extractor_countries", assigns=["doc._.countries"], requires=["token.is_sent_start", "doc.ents"])
def create_countries(nlp: Language, name: str) -> CountryComponent:
    """The factory that spaCy calls."""
    return CountryComponent()
