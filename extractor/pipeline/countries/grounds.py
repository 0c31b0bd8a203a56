"""Grounds: what told the country of each mention, for whoever asks for evidence."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extractor.data import words as words_of_kind
from extractor.pipeline.countries.around import find_around
from extractor.pipeline.countries.choice import AMERICAN, BESIDE_STATE, VOTING, Teller, Way, choose
from extractor.pipeline.countries.context import Context
from extractor.pipeline.countries.name import Name
from extractor.pipeline.countries.read import coded, find_mentions
from extractor.pipeline.countries.sighting import Sighting
from extractor.pipeline.evidence import Found, Told, quoted
from extractor.pipeline.text.lookup import Lookup
from extractor.pipeline.text.words import Words
from extractor.record import Ground

COUNTRY, HINT, STATE = "country", "hint", "state"  # the roles of words
BEFORE_COMMA, OF_A_SORT = "name before a country", "sort of place"
PEOPLE_BEFORE_A_PLACE = "people before a place of theirs"
Speaker = tuple[int, int, bool]
TABLES = ("places", "towns", "regions")  # the earlier before the later, as the catalogue has them


@dataclass(frozen=True, slots=True)
class Grounds:
    """The grounds of the mentions in some words, by their offsets and the code of the country."""

    found: Mapping[tuple[int, int, str], Ground]
    places: Mapping[tuple[int, int], Ground]  # the same whatever the code: Moscow may be the Soviet Union's

    def of(self, code: str, start: int, end: int) -> Told:
        """The ground of one mention."""
        return self.found.get((start, end, code)) or self.places[start, end], None


def find_grounds(words: Words, names: Lookup[Name], taken: set[int]) -> Grounds:
    """What told the country of each mention in the words."""
    article = Context(words, find_mentions(words, names, taken))
    found: dict[tuple[int, int, str], Ground] = {}
    for here in article.mentions:
        way, _, codes = choose(article, here)
        for start, end, code, ground in _of_sighting(article, here, way, codes) if way else ():
            found.setdefault((words.starts[start], words.ends[end - 1], code), ground)
    known = list(coded(article))
    for start, end, _, code in find_around(words, known, taken):
        found.setdefault((words.starts[start], words.ends[end - 1], code), _around(words, known, (start, end, code)))
    return Grounds(found, {(start, end): ground for (start, end, _), ground in found.items()})


def _of_sighting(
    article: Context, here: Sighting, way: Way, codes: tuple[str, ...]
) -> Iterator[tuple[int, int, str, Ground]]:
    start = here.start + here.name.lead
    for code in codes:
        if here.name.lead:
            row = f"countries: {here.words.form(here.start, start)}"
            yield here.start, start, code, Ground(rule=PEOPLE_BEFORE_A_PLACE, row=row)
        words = quoted(here.words, _tellers(article, here, way, code))
        yield start, here.end, code, Ground(rule=way.name, row=row_of(here), words=words)


def row_of(here: Sighting) -> str:
    """The table that names it, and the form that it has there: `countries: Kenyan`."""
    name, form = here.name, here.words.form(here.start, here.end)
    if name.shared or name.titled or name.combining or name.all_of:
        return f"countries_shared: {form}"
    if not name.is_place:
        return f"countries: {form}"
    return f"{next((table for table in TABLES if form in words_of_kind(table)), TABLES[0])}: {form}"


def _tellers(article: Context, here: Sighting, way: Way, code: str) -> Iterator[Found]:
    """The words that tell the country beside the name itself."""
    if way.told_by is Teller.BEHIND:
        if behind := article.at(here.end + 1):
            yield Found(behind.start, behind.end, STATE)
    elif way.told_by is Teller.AMERICAN:
        yield from _american(article, here)
    elif way.told_by is Teller.ARTICLE:
        yield from _speaking(article, here, code)


def _american(article: Context, here: Sighting) -> Iterator[Found]:
    """The nearest word of elections or of the United States, in the sentence, else in the article."""
    texts = here.words.texts
    close = [i for i in range(max(0, here.start - BESIDE_STATE), min(here.end + 2, len(texts))) if texts[i] in VOTING]
    american = (i for i, text in enumerate(texts) if text in AMERICAN)
    nearest = min(close or american, key=lambda i: abs(i - here.start), default=None)
    if nearest is not None:
        yield Found(nearest, nearest + 1, STATE)
    else:
        yield from _speaking(article, here, "US")


def _speaking(article: Context, here: Sighting, code: str) -> Iterator[Found]:
    """The nearest mention of the country that leaves no doubt, or word that hints at it: of the sentence first."""
    speakers = article.speakers.get(code, [])
    first, last = here.words.sentence(here.start)
    sentence = range(bisect_left(speakers, (first,)), bisect_left(speakers, (last,)))
    told = _nearest(speakers, sentence, here.start) or _nearest(speakers, range(len(speakers)), here.start)
    if told:
        yield Found(told[0], told[1], HINT if told[2] else COUNTRY)


def _nearest(speakers: Sequence[Speaker], among: range, at: int) -> Speaker | None:
    """The one of a part of them that stands nearest to a word, but not on it."""
    before = bisect_left(speakers, (at,), among.start, among.stop)
    behind = bisect_left(speakers, (at + 1,), before, among.stop)
    beside = [speakers[i] for i in (before - 1, behind) if i in among]
    return min(beside, key=lambda each: (abs(each[0] - at), each[2]), default=None)


def _around(words: Words, known: list[tuple[int, int, str, str]], place: tuple[int, int, str]) -> Ground:
    """A place that no table has: told by the country behind it, or by that of its sentence."""
    start, end, code = place
    mentions = [found for found in known if found[3] == code]
    behind = next((found for found in mentions if found[0] == end + 1 and words.texts[end] == ","), None)
    nearest = min(mentions, key=lambda found: abs(found[0] - start))
    told = behind or nearest
    found = [Found(told[0], told[1], COUNTRY)]
    if behind is None:
        found.append(Found(start - 2, start - 1, OF_A_SORT))
    return Ground(rule=BEFORE_COMMA if behind else OF_A_SORT, words=quoted(words, found))
