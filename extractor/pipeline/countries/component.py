"""The component: puts the countries of a Doc into ``doc._.countries``."""

from spacy.language import Language
from spacy.tokens import Doc

from extractor.pipeline.countries.catalogue import read_names
from extractor.pipeline.countries.read import find_countries
from extractor.pipeline.extensions import store
from extractor.pipeline.text.words import Words, persons_of, words_of


class CountryComponent:
    """Finds countries and sets ``doc._.countries``."""

    def __init__(self) -> None:
        self.names = read_names()

    def __call__(self, doc: Doc) -> Doc:
        words = words_of(doc)
        countries = find_countries(words, self.names, _taken(words, doc), doc._.published)
        store(doc, "countries", countries)
        return doc


def _taken(words: Words, doc: Doc) -> set[int]:
    """The words inside people's names."""
    return {i for span in persons_of(doc, words) for i in range(*span)}


@Language.factory("extractor_countries", assigns=["doc._.countries"], requires=["token.is_sent_start", "doc.ents"])
def create_countries(nlp: Language, name: str) -> CountryComponent:
    """The factory that spaCy calls."""
    return CountryComponent()
