"""Senses: where a country's name is something else: part of a firm's or a person's name, a language, a pronoun, a verb."""

from collections import Counter

from extractor.pipeline.countries.catalogue import Name, family_names, given_names, words_of_kind
from extractor.pipeline.text.lookup import Hit
from extractor.pipeline.text.words import GLUED, PARAGRAPH, Words

TONGUES = frozenset("in into speak speaks spoke spoken speaking fluent learn learning broken".split())
LANGUAGE_AFTER = frozenset(
    "language languages speaking speaker speakers lessons translation translations dictionary alphabet subtitles grammar "
    "teacher teachers word words".split()
)
REACH = 5  # words of a proper name that are looked at
BEFORE_TOWN = [["in"], ["near"]]
BEFORE_COUNTRY = [["in"], ["to"], ["from"], ["near"], [","], ["of"], ["and"]]
TITLED = frozenset("mr mr. mrs mrs. ms ms. miss dr dr. sir lord lady dame".split())
PRONOUN_AFTER = frozenset(
    "give gives let tell tells told help helps show shows join teach follow lets contact make makes".split()
)


def is_something_else(words: Words, hit: Hit[Name]) -> bool:
    """Whether the mention is no country, people or place in this sense."""
    return (
        is_in_proper_name(words, hit)
        or is_language(words, hit)
        or is_person(words, hit)
        or is_letters(words, hit)
        or is_verb(words, hit)
    )


def is_in_proper_name(words: Words, hit: Hit[Name]) -> bool:
    """Whether the mention is part of the name of a firm, newspaper, team or work: `Kenya Airways`, `China Daily`."""
    if _is_loud(words, hit):  # in ALL CAPS no word tells a name
        return False
    if hit.start and words.texts[hit.start - 1] == "&":
        return True
    return _is_head_before(words, hit) or _is_private_after(words, hit)


def _is_loud(words: Words, hit: Hit[Name]) -> bool:
    text = words.texts[hit.start]
    return text.isupper() and len(text) > 5


def _is_head_before(words: Words, hit: Hit[Name]) -> bool:
    """`University of Nairobi`, `Liberal Party of Kenya`, `Real Madrid`, `Royal Bank of Canada`."""
    i = hit.start
    if not i or words.gaps[i] == PARAGRAPH:
        return False
    if hit.value.kind == "place" and words.texts[i - 1] in words_of_kind("club"):
        return True
    if words.lowers[i - 1] == "the":
        i -= 1
    if i < 2 or words.lowers[i - 1] not in ("of", "for", "de", "do"):
        return False
    head = words.texts[i - 2]
    if head == "Bank":
        before = words.texts[i - 3] if i > 2 else ""
        return hit.value.kind == "place" or before in words_of_kind("banker")
    return head in words_of_kind("head")


def _is_private_after(words: Words, hit: Hit[Name]) -> bool:
    following = _following(words, hit)
    if (
        hit.value.kind == "place"
        and words.lowers[hit.end : hit.end + 1]
        and words.lowers[hit.end] in words_of_kind("treaty")
    ):
        return True
    if not following:
        return False
    if hit.value.kind == "place":
        if following[0] == "City" and hit.value.codes[0] == "GB":
            return True
        if following[0] in words_of_kind("place private") or (
            following[1:2] and following[1] in words_of_kind("place private")
        ):
            return words_of_kind("office").isdisjoint(following)
    if hit.value.kind != "demonym" and not words_of_kind("party").isdisjoint(following):
        return words_of_kind("office").isdisjoint(following)
    firm = next((i for i, word in enumerate(following) if word in words_of_kind("private")), None)
    if firm is None or not words_of_kind("office").isdisjoint(following):
        return False
    if "International" in following[: firm + 1] and not words_of_kind("public").isdisjoint(following):
        return False  # `Baghdad International Airport`
    return following[firm] not in words_of_kind("mixed") or words_of_kind("state").isdisjoint(following[:firm])


def _following(words: Words, hit: Hit[Name]) -> list[str]:
    """The capitalised words that follow without a break."""
    texts, end = words.texts, hit.end
    following: list[str] = []
    while end < len(words) and len(following) < REACH and words.gaps[end] != PARAGRAPH:
        text = texts[end]
        if text[0].isupper() or text in ("&", "plc"):
            following.append(text)
        elif text not in ("'s", "’s", "-") or not following or words.gaps[end] != GLUED:
            break
        end += 1
    return following


def is_language(words: Words, hit: Hit[Name]) -> bool:
    """`in English`, `fluent French`, `Russian-speaking`, `the German language`."""
    if hit.value.kind != "demonym":
        return False
    after = [word for word in words.lowers[hit.end : hit.end + 2] if word != "-"]
    if after and after[0] in LANGUAGE_AFTER:
        return True
    before = words.lowers[hit.start - 1] if hit.start else ""
    if (
        before in ("and", "or") and hit.start > 2 and words.lowers[hit.start - 3] in TONGUES
    ):  # `in Spanish or Portuguese`
        before = "in"
    ends = hit.end >= len(words) or not (words.texts[hit.end][0].isalnum() or words.texts[hit.end] == "-")
    return before in TONGUES and (
        ends or words.lowers[hit.end] in ("and", "or", "to", "by", "on", "as", "with", "at", "for")
    )


def is_person(words: Words, hit: Hit[Name]) -> bool:
    """`Chad Smith`, `Michael Jordan`, `Mr Ireland`: names of countries that people bear."""
    if hit.end - hit.start > 1:
        return False
    text, i = words.texts[hit.start], hit.start
    before = words.texts[i - 1] if i and words.gaps[i] != PARAGRAPH else ""
    if before.lower() in TITLED and hit.value.kind != "demonym":
        return True
    after = words.texts[i + 1] if i + 1 < len(words) and words.gaps[i + 1] != PARAGRAPH else ""
    if text in words_of_kind("given") and after in family_names() and after not in words_of_kind("not family"):
        return words.lowers[i - 1 : i] not in (["in"], ["from"], ["of"])
    borne = hit.value.kind == "place" or text in words_of_kind("family")
    if borne and before in given_names() and before not in words_of_kind("not given"):
        return not after[:1].isupper() or after in words_of_kind("suffix")
    return False


def _is_borne(hit: Hit[Name], texts: list[str]) -> bool:
    return texts[hit.start] in words_of_kind("family") or (hit.value.kind == "place" and not hit.value.fixed)


def without_bearers(words: Words, hits: list[Hit[Name]]) -> list[Hit[Name]]:
    """The mentions without the bare surnames of people whom the article names in full: `Jordan said`, after `Michael Jordan`."""
    texts = words.texts
    lone = [hit for hit in hits if hit.end == hit.start + 1 and _is_borne(hit, texts)]
    borne = {texts[hit.start] for hit in lone}
    places = [i for i, text in enumerate(texts) if text in borne and i and words.gaps[i] != PARAGRAPH] if borne else []
    full = {
        texts[i] for i in places if texts[i - 1] in given_names() and texts[i - 1] not in words_of_kind("not given")
    }
    if not full:
        return hits
    near = Counter((hit.value.codes[0], texts[hit.start]) for hit in hits if hit.value.sure)
    codes = Counter(code for code, _ in near)  # how many forms speak for each country
    dropped = {
        hit
        for hit in lone
        if texts[hit.start] in full
        and words.lowers[hit.start - 1 : hit.start]
        not in (BEFORE_TOWN if hit.value.kind == "place" else BEFORE_COUNTRY)
        and (hit.value.kind == "place" or codes[hit.value.codes[0]] == ((hit.value.codes[0], texts[hit.start]) in near))
    }
    return [hit for hit in hits if hit not in dropped]


def is_letters(words: Words, hit: Hit[Name]) -> bool:
    """`LET US PRAY` in a headline of capitals; and `64 GB` of memory."""
    if words.texts[hit.start] == "GB" and hit.start > 0:
        return words.texts[hit.start - 1][-1].isdigit()
    return words.texts[hit.start] == "US" and hit.start > 0 and _pronoun_before(words, hit.start)


def _pronoun_before(words: Words, i: int) -> bool:
    before = words.texts[i - 1]
    return before.isupper() and before.lower() in PRONOUN_AFTER


def is_verb(words: Words, hit: Hit[Name]) -> bool:
    """`Polish the car`: the verb at the start of a sentence."""
    if words.texts[hit.start] not in ("Polish", "POLISH") or hit.end >= len(words):
        return False
    first, _ = words.sentence(hit.start)
    return first == hit.start and words.lowers[hit.end] in ("the", "your", "up", "off", "it", "with", "until")
