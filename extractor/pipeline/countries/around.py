"""Around: places that no table has, told by the words around them.

`in Crawford, Texas` (a name before a country or region), `the Iraqi town of Balad` (a sort of place and `of`).
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial

from extractor.data import words as words_of_kind
from extractor.pipeline.text.words import GLUED, LINE, PARAGRAPH, SPACED, Words

Found = tuple[int, int, str, str]  # first word, index after the last, kind, code
LONGEST, BESIDE = 3, 4
_cues = partial(words_of_kind, "countries_words")
TOWN_SORTS, PREPOSITIONS, CLOSERS = _cues("sort of"), _cues("before region"), _cues("closer")
NEVER, PARTS = _cues("never place") | _cues("private"), _cues("place part")


def find_around(words: Words, found: Sequence[Found], taken: set[int]) -> Iterator[Found]:
    """The places that `found` has not, with the code of the country that tells them."""
    held = {i for start, end, _, _ in found for i in range(start, end)} | taken
    for start, end, kind, code in found:
        if kind != "demonym":
            place = _before_comma(words, start, end)
            if place and held.isdisjoint(range(*place)):
                yield *place, "place", code
    sorts = [i for i, word in enumerate(words.texts) if word in TOWN_SORTS]
    yield from _after_sorts(words, sorts, found, held) if sorts and found else ()


def _after_sorts(words: Words, sorts: Sequence[int], found: Sequence[Found], held: set[int]) -> Iterator[Found]:
    """`the Iraqi town of [Balad]`."""
    inside: dict[int, list[tuple[int, str]]] = {}
    for start, end, _, code in found:
        inside.setdefault(words.sentences[start], []).append((end, code))
    counts = Counter(code for _, _, _, code in found)
    main, times = counts.most_common(1)[0]
    for i in sorts:
        if not _opens_a_name(words, i) or i + 2 in held:
            continue
        end = _name_end(words, i + 2)
        told = inside.get(words.sentences[i], [])
        beside = [code for place, code in told if i - BESIDE <= place <= i]
        code = beside[-1] if beside else main
        sure = beside or (times * 2 > counts.total() and {other for _, other in told} <= {main})
        if sure and held.isdisjoint(range(i + 2, end)):
            yield i + 2, end, "place", code


def _opens_a_name(words: Words, i: int) -> bool:
    """Whether `of` and a word with a capital follow word `i`."""
    return (
        words.lowers[i + 1 : i + 2] == ["of"] and words.texts[i + 2 : i + 3] != [] and words.texts[i + 2][0].isupper()
    )


def _name_end(words: Words, i: int) -> int:
    """The index after a name of capitalised words that begins at word `i`."""
    end = i + 1
    while end < len(words) and end < i + LONGEST:
        if _is_hyphened(words, end):
            end += 2
        elif words.texts[end][0].isupper() and words.texts[end].isalpha() and words.gaps[end] in (SPACED, LINE):
            end += 1
        else:
            break
    return end


def _is_hyphened(words: Words, i: int) -> bool:
    """Whether a hyphen at word `i` joins the word behind it to the one before."""
    if words.texts[i] != "-" or words.gaps[i] != GLUED or i + 1 == len(words):
        return False
    return words.gaps[i + 1] == GLUED and words.texts[i + 1].isalpha()


def _before_comma(words: Words, start: int, end: int) -> tuple[int, int] | None:
    """`in [Crawford], Texas`, `[CRAWFORD], Texas (AP)`: the name before the comma."""
    if start < 2 or words.texts[start - 1] != "," or (end < len(words) and words.texts[end] not in CLOSERS):
        return None
    stop = start - 1
    first = _name_start(words, stop)
    if first == stop or not all(_is_place_word(word) for word in words.texts[first:stop]):
        return None
    before = words.lowers[first - 1] if first and words.gaps[first] != PARAGRAPH else ""
    dateline = words.gaps[first] == PARAGRAPH and all(word.isupper() for word in words.texts[first:stop])
    return (first, stop) if before in PREPOSITIONS or dateline else None


def _name_start(words: Words, stop: int) -> int:
    """The first of the words with capitals that end before word `stop`."""
    first = stop
    while first > 0 and stop - first < LONGEST and words.gaps[first] != PARAGRAPH:
        if not words.texts[first - 1][0].isupper():
            break
        first -= 1
    return first


def _is_place_word(text: str) -> bool:
    letters = text.replace("-", "").replace("'", "").replace(".", "")
    if not letters.isalpha() or text in NEVER:
        return False
    return text.lower() not in words_of_kind("common_words") or text in PARTS
