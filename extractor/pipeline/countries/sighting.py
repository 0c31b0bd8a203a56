"""A sighting: the name of a country, a people or a place in the text, with the views of the words around it."""

from dataclasses import dataclass
from functools import cached_property

from extractor.data import words as words_of_kind
from extractor.pipeline.countries.name import Name
from extractor.pipeline.text.lookup import Hit
from extractor.pipeline.text.words import GLUED, PARAGRAPH, Words

REACH = 5  # words of a proper name that are looked at
LOUD = 5  # letters: a longer name in capitals stands in a headline or a dateline
IN_A_NAME = words_of_kind("countries_words", "in a name")
GENITIVES = ("'s", "-")


@dataclass(frozen=True)
class Sighting:
    """What a table says of the words of `hit`."""

    words: Words
    hit: Hit[Name]

    @property
    def start(self) -> int:
        """The first word."""
        return self.hit.start

    @property
    def end(self) -> int:
        """The index after the last word."""
        return self.hit.end

    @property
    def name(self) -> Name:
        """What the table says of it."""
        return self.hit.value

    @property
    def text(self) -> str:
        """Its first word as written."""
        return self.words.texts[self.hit.start]

    @property
    def is_single(self) -> bool:
        """Whether it has one word."""
        return self.hit.end - self.hit.start == 1

    @property
    def is_loud(self) -> bool:
        """Whether it is a long word in capitals, where no capital beside it tells a name."""
        return self.text.isupper() and len(self.text) > LOUD

    @property
    def opens_a_paragraph(self) -> bool:
        """Whether a blank line or nothing stands before it."""
        return self.words.gaps[self.hit.start] == PARAGRAPH

    @property
    def before(self) -> str:
        """The word before it, as written."""
        return self.words.texts[self.hit.start - 1] if self.hit.start else ""

    @property
    def before_here(self) -> str:
        """The word before it in its paragraph, as written."""
        return "" if self.opens_a_paragraph else self.before

    @property
    def after(self) -> str:
        """The word behind it, as written."""
        return self.words.texts[self.hit.end] if self.hit.end < len(self.words) else ""

    @property
    def after_here(self) -> str:
        """The word behind it in its paragraph, as written."""
        end = self.hit.end
        return "" if end < len(self.words) and self.words.gaps[end] == PARAGRAPH else self.after

    @cached_property
    def following(self) -> list[str]:
        """The words with a capital that follow without a break, as far as a proper name is looked at."""
        texts, end = self.words.texts, self.hit.end
        following: list[str] = []
        while end < len(self.words) and len(following) < REACH and self.words.gaps[end] != PARAGRAPH:
            text = texts[end]
            if text[0].isupper() or text in IN_A_NAME:
                following.append(text)
            elif text not in GENITIVES or not following or self.words.gaps[end] != GLUED:
                break
            end += 1
        return following
