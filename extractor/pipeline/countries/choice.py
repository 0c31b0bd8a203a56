"""Choice: which country a name stands for, by what the article says otherwise."""

from collections.abc import Sequence
from functools import cached_property

from extractor.pipeline.countries.catalogue import (
    Name,
    common_words,
    family_names,
    given_names,
    hints,
    states,
    words_of_kind,
)
from extractor.pipeline.text.lookup import Hit
from extractor.pipeline.text.words import PARAGRAPH, Words

BEFORE_PLACE = frozenset(
    "in at from near to around outside of for between and through via into across , ( ) over".split()
)
STRICT = frozenset(("in", "near", "outside"))  # before a town that people are named after too
SPEECH = [["said"], ["says"], ["told"], ["added"], ["asked"], ["replied"]]  # `Toledo said` is a person
# What a place is called, after it (`Zabul province`) or before it with `of` (`the town of Balad`).
SORTS = frozenset(
    "province provinces state region district county governorate prefecture oblast valley peninsula island islands city town "
    "village suburb municipality department canton port resort territory area coast border airport".split()
)
# The neighbours and enemies of Georgia: where they are named, the state of the US isn't meant.
CAUCASUS = frozenset(("RU", "AM", "AZ", "TR", "UA"))


def _speaks(hit: Hit[Name]) -> bool:
    """Whether a mention leaves no doubt of its country, so that it may speak for others."""
    name = hit.value
    return name.sure and (name.kind != "place" or name.fixed or len(name.codes) == 1)


class Article:
    """The mentions of an article, as evidence for each other."""

    def __init__(self, words: Words, hits: Sequence[Hit[Name]]) -> None:
        self.words = words
        self.hits = hits

    @cached_property
    def named(self) -> set[str]:
        """The countries that the article names or whose people it names."""
        return {hit.value.codes[0] for hit in self.hits if hit.value.sure and hit.value.kind != "place"}

    @cached_property
    def near(self) -> set[str]:
        """The countries that the article names or has a place of."""
        return self.named | {hit.value.codes[0] for hit in self.hits if _speaks(hit)}

    @cached_property
    def by_sentence(self) -> dict[int, set[str]]:
        """The same for each sentence."""
        found: dict[int, set[str]] = {}
        for hit in self.hits:
            if _speaks(hit):
                found.setdefault(self.words.sentences[hit.start], set()).add(hit.value.codes[0])
        return found

    @cached_property
    def hinted(self) -> dict[int, set[str]]:
        """What other words of a sentence speak for."""
        table = hints()
        found: dict[int, set[str]] = {}
        for i, text in enumerate(self.words.texts):
            if text in table:
                found.setdefault(self.words.sentences[i], set()).add(table[text])
        return found

    def judge(self, hit: Hit[Name]) -> tuple[str, tuple[str, ...]]:
        """The kind and the codes of a mention; no code where the article can't decide."""
        name = hit.value
        if name.all_of:
            return name.kind, name.codes
        if (
            hit.end - hit.start == 1
            and self.words.texts[hit.start] in ("Georgia", "GEORGIA")
            and self._is_us_state(hit)
        ):
            return "place", ("US",)
        if name.kind != "place":
            return name.kind, name.codes[:1] if name.sure else self._shared(hit)
        if name.shared:
            beside = self._beside(hit)
            if beside:
                return "place", (beside,)
            return "place", self._shared(hit) if self._is_free(hit) or self._stands_as_place(hit) else ()
        code = self._place(hit)
        return "place", (code,) if code else ()

    def _is_free(self, hit: Hit[Name]) -> bool:
        """Whether the name of a place is neither a word nor a person's name."""
        return not (self.words.lowers[hit.start] in common_words() or self._is_borne(hit))

    def _is_borne(self, hit: Hit[Name]) -> bool:
        """Whether people bear the name."""
        text = self.words.texts[hit.start]
        return hit.end == hit.start + 1 and (text in family_names() or text in given_names())

    def _shared(self, hit: Hit[Name]) -> tuple[str, ...]:
        """The one of several countries that the sentence speaks for, else the article: `Congo`, `Korean`."""
        number = self.words.sentences[hit.start]
        everywhere = self.hinted.values()
        for spoken in (
            self.by_sentence.get(number, set()) | self.hinted.get(number, set()),
            self.near | {code for codes in everywhere for code in codes},
        ):
            fitting = [code for code in hit.value.codes if code in spoken]
            if fitting:
                return tuple(fitting) if len(fitting) == 1 else ()
        return ()

    def _place(self, hit: Hit[Name]) -> str | None:
        codes = hit.value.codes
        beside = self._beside(hit)
        if beside:
            return beside
        if hit.value.fixed or (hit.value.sure and len(codes) == 1):
            return codes[0]
        fitting: list[str] = []
        for spoken in (self.by_sentence.get(self.words.sentences[hit.start], set()), self.named, self.near):
            fitting = fitting or [code for code in codes if code in spoken]
        if hit.value.sure:
            speaks = self.words.lowers[hit.end : hit.end + 1] in SPEECH and self._is_borne(hit)
            here = self.by_sentence.get(self.words.sentences[hit.start], set())
            if speaks and here.isdisjoint(codes) and not self._stands_as_place(hit):
                return None
            return fitting[0] if fitting else codes[0]
        if fitting and (len(fitting) == 1 or fitting[0] == codes[0]) and self._stands_as_place(hit):
            return fitting[0]
        return codes[0] if len(codes) == 1 and self._is_dateline(hit) else None

    def _beside(self, hit: Hit[Name]) -> str | None:
        """The country that stands behind: `Birmingham, England`, `Georgetown in Malaysia`; or any state: `Paris, Texas`."""
        words = self.words
        mark = words.texts[hit.end] if hit.end < len(words) else ""
        after = self._starts.get(hit.end + 1) if mark in (",", "in") else None
        if after is None:
            return None
        code = after.value.codes[0]
        if mark == "," and words.texts[after.start] == "Georgia" and "GE" not in hit.value.codes:  # `Athens, Georgia`
            code = "US"
        state = (
            mark == ","
            and words.text(after.start, after.end) in states()
            and words.text(hit.start, hit.end) not in states()
        )
        return code if code in hit.value.codes or state else None

    @cached_property
    def _starts(self) -> dict[int, Hit[Name]]:
        return {hit.start: hit for hit in self.hits if hit.value.sure}

    def _stands_as_place(self, hit: Hit[Name]) -> bool:
        words = self.words
        before = words.lowers[hit.start - 1] if hit.start else ""
        after = words.lowers[hit.end] if hit.end < len(words) else ""
        return before in (STRICT if self._is_borne(hit) else BEFORE_PLACE) or after in SORTS or self._is_dateline(hit)

    def _is_dateline(self, hit: Hit[Name]) -> bool:
        words = self.words
        after = words.texts[hit.end] if hit.end < len(words) else ""
        loud = words.texts[hit.start].isupper()  # `Columbus, an explorer` is none
        return words.gaps[hit.start] == PARAGRAPH and (after in ("-", "–", "—", "(") or (loud and after == ","))

    def _is_us_state(self, hit: Hit[Name]) -> bool:
        """Whether Georgia is the state: by the sentence, then by the article."""
        words = self.words
        first, last = words.sentence(hit.start)
        beside = words.texts[max(0, hit.start - 4) : hit.end + 2]
        if not words_of_kind("american").isdisjoint(words.texts[first:last]) or not words_of_kind("voting").isdisjoint(
            beside
        ):
            return True
        number = words.sentences[hit.start]
        spoken = self.by_sentence.get(number, set()) - {"GE"}
        if "GE" in self.hinted.get(number, set()) or not CAUCASUS.isdisjoint(spoken):
            return False
        if any("GE" in codes for codes in self.hinted.values()) or not CAUCASUS.isdisjoint(self.named):
            return False
        return not words_of_kind("american").isdisjoint(words.texts) or self.named - {"GE"} == {"US"}
