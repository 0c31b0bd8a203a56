"""Countries: every mention of a state, its people, or a place inside it, coded.

Counts: `Kenya` (name), `U.S.` (abbreviation), `Belarusians` (demonym), `Minsk` (place, coded with its country). Doesn't:
companies, newspapers and works (`Air France`, `New York Times`), people (`Chad Smith`), languages (`in English`), groups
and continents (`EU`, `Africa`).

A name that several countries share (`Congo`, `Korean`) takes the one that the article speaks for, or is left out; of
towns with one name, the one in a country that the article names, else the clearly largest. Towns under 100,000 people and
most provinces count only where the article names their country and they stand as a place.

::

    names (tables) ─► senses (is it a country at all?) ─► choice (which one?) ─► around (places that no table has) ─► Country

Known to be missed: villages with no country beside them, and firms whose name ends in no word that tells one.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from spacy.language import Language
from spacy.tokens import Doc

from extractor.pipeline.countries.against import is_something_else, without_bearers
from extractor.pipeline.countries.around import Found, find_around
from extractor.pipeline.countries.catalogue import VOID, Name, country_name, read_names
from extractor.pipeline.countries.choice import Article
from extractor.pipeline.extensions import store
from extractor.pipeline.text.lookup import Lookup
from extractor.pipeline.text.words import Words, words_of
from extractor.record import Country, CountryMention

SOVIET_END = date(1991, 12, 26)
SOVIET_SEATS = frozenset(("moscow", "leningrad"))


def find_countries(words: Words, names: Lookup[Name], taken: set[int], published: date | None) -> list[Country]:
    """The countries named in the words; `taken` holds the words inside people's names."""
    hits = [
        hit for hit in names.find(words) if hit.value is not VOID and not taken.intersection(range(hit.start, hit.end))
    ]
    hits = without_bearers(words, [hit for hit in hits if not is_something_else(words, hit)])
    article = Article(words, hits)
    found: list[Found] = []
    for hit in hits:
        kind, codes = article.judge(hit)
        found.extend((hit.start, hit.end, kind, code) for code in codes)
    found.extend(find_around(words, found, taken))
    soviet = published < SOVIET_END if published else "SUHH" in article.named
    mentions: dict[str, list[CountryMention]] = defaultdict(list)
    for start, end, kind, code in sorted(found):
        if soviet and words.lowers[start] in SOVIET_SEATS:
            code = "SUHH"
        mentions[code].append(_mention(words, start, end, kind))
    return [Country(code=code, name=country_name(code), mentions=tuple(m)) for code, m in mentions.items()]


def _mention(words: Words, start: int, end: int, kind: str) -> CountryMention:
    text = words.text(start, end)
    return CountryMention.model_validate(
        {"start": words.starts[start], "end": words.ends[end - 1], "text": text, "kind": kind}
    )


def entity_words(words: Words, doc: Doc) -> set[int]:
    """The words inside people's names."""
    inside = {i for entity in doc.ents if entity.label_ == "PERSON" for i in range(entity.start, entity.end)}
    return {i for i, token in enumerate(words.tokens) if token in inside} if inside else set()


class CountryComponent:
    """Finds countries and sets ``doc._.countries``."""

    def __init__(self) -> None:
        self.names = read_names()

    def __call__(self, doc: Doc) -> Doc:
        words = words_of(doc)
        countries = find_countries(words, self.names, entity_words(words, doc), doc._.published)
        store(doc, "countries", _in_order(countries))
        return doc


def _in_order(countries: Iterable[Country]) -> list[Country]:
    return sorted(countries, key=lambda country: country.mentions[0].start)


@Language.factory("extractor_countries", assigns=["doc._.countries"], requires=["token.is_sent_start", "doc.ents"])
def create_countries(nlp: Language, name: str) -> CountryComponent:
    """The factory that spaCy calls."""
    return CountryComponent()


__all__ = ["find_countries", "read_names"]
