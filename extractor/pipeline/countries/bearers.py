"""Bearers: people whom the article names in full, and who then bear a country's or a town's name alone.

`Jordan said`, after `Michael Jordan`; but `in Jordan` is the country, and so is `Jordan` in an article that names
Jordanians too.
"""

from collections import Counter
from functools import partial

from extractor.data import words as words_of_kind
from extractor.pipeline.countries.against import FAMILY, is_behind_a_given_name
from extractor.pipeline.countries.name import Name
from extractor.pipeline.countries.sighting import Sighting
from extractor.pipeline.text.lookup import Hit
from extractor.pipeline.text.words import Words

_cues = partial(words_of_kind, "countries_words")
TOWN_AFTER, COUNTRY_AFTER = _cues("town bearer"), _cues("country bearer")


def without_bearers(words: Words, mentions: list[Sighting]) -> list[Sighting]:
    """The mentions without the bare surnames of people whom the article names in full."""
    lone = [here for here in mentions if here.is_single and _is_borne(here)]
    full = _named_in_full(words, {here.text for here in lone}) if lone else set()
    if not full:
        return mentions
    forms = {(here.name.codes[0], here.text) for here in mentions if here.name.sure}
    speaking = Counter(code for code, _ in forms)  # how many forms speak for each country
    dropped = {
        here.start
        for here in lone
        if here.text in full and not _stands_as_place(here) and not _is_spoken_for(here, forms, speaking)
    }
    return [here for here in mentions if here.start not in dropped]


def _is_borne(here: Sighting) -> bool:
    """Whether families bear the name."""
    return here.text in FAMILY or (here.name.is_place and not here.name.fixed)


def _named_in_full(words: Words, borne: set[str]) -> set[str]:
    """Those of the names that stand behind a given name anywhere in the article."""
    places = (i for i, text in enumerate(words.texts) if text in borne)
    return {words.texts[i] for i in places if is_behind_a_given_name(Sighting(words, Hit(i, i + 1, Name("", ()))))}


def _stands_as_place(here: Sighting) -> bool:
    return here.before.lower() in (TOWN_AFTER if here.name.is_place else COUNTRY_AFTER)


def _is_spoken_for(here: Sighting, forms: set[tuple[str, str]], speaking: Counter[str]) -> bool:
    """Whether another form of a country's name stands in the article: `Jordanian` beside `Jordan`."""
    code = here.name.codes[0]
    return not here.name.is_place and speaking[code] != ((code, here.text) in forms)
