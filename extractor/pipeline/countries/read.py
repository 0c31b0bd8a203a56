"""From words to countries: every name of the tables that stands in the text, what it is there, and of which country."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from extractor.data import words as words_of_kind
from extractor.pipeline.countries.around import Found, find_around
from extractor.pipeline.countries.bearers import without_bearers
from extractor.pipeline.countries.catalogue import country_name
from extractor.pipeline.countries.choice import choose
from extractor.pipeline.countries.context import Context
from extractor.pipeline.countries.name import VOID, Name
from extractor.pipeline.countries.rules import find_against
from extractor.pipeline.countries.sighting import Sighting
from extractor.pipeline.text.lookup import Lookup
from extractor.pipeline.text.words import Words
from extractor.record import Country, CountryMention

SOVIET_UNION, SOVIET_END = "SUHH", date(1991, 12, 26)
SOVIET_SEATS = words_of_kind("countries_words", "soviet seat")


def find_countries(words: Words, names: Lookup[Name], taken: set[int], published: date | None) -> list[Country]:
    """The countries named in the words, by first mention; `taken` holds the words inside people's names."""
    article = Context(words, find_mentions(words, names, taken))
    found = list(coded(article))
    found.extend(find_around(words, found, taken))
    soviet = published < SOVIET_END if published else SOVIET_UNION in article.named
    mentions: dict[str, list[CountryMention]] = defaultdict(list)
    for start, end, kind, code in sorted(found):
        then = SOVIET_UNION if soviet and words.lowers[start] in SOVIET_SEATS else code
        mentions[then].append(_mention(words, start, end, kind))
    return [Country(code=code, name=country_name(code), mentions=tuple(m)) for code, m in mentions.items()]


def find_mentions(words: Words, names: Lookup[Name], taken: set[int]) -> list[Sighting]:
    """The names of the tables that stand for countries, their people or places, whichever these are."""
    sightings = (Sighting(words, hit) for hit in names.find(words) if hit.value is not VOID)
    free = (here for here in sightings if taken.isdisjoint(range(here.start, here.end)))
    return without_bearers(words, [here for here in free if find_against(here) is None])


def coded(article: Context) -> Iterator[Found]:
    """Each mention with its kind and country; one that two countries share stands twice."""
    for here in article.mentions:
        _, kind, codes = choose(article, here)
        start = here.start + here.name.lead  # `Iraqi Kurdistan` names the Iraqis and a region of theirs
        for code in codes:
            if here.name.lead:
                yield here.start, start, "demonym", code
            yield start, here.end, kind, code


def _mention(words: Words, start: int, end: int, kind: str) -> CountryMention:
    text = words.text(start, end)
    return CountryMention.model_validate(
        {"start": words.starts[start], "end": words.ends[end - 1], "text": text, "kind": kind}
    )
