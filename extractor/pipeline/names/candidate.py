"""A candidate: a stretch of words that the model or the rules take for a name, with the views that the reasons ask for."""

from dataclasses import dataclass, field
from enum import Enum, auto

from extractor.pipeline.names.lexicon import HYPHENS, SUFFIXES, Lexicon, Mark, is_capital, plain_case
from extractor.pipeline.text.words import Words


class Shape(Enum):
    """How many words a name could be made of, `Jr` and particles not counted, and how they are written."""

    NONE = auto()
    LONE = auto()  # `Ruto`
    PAIR = auto()  # two that a hyphen joins: `Zeta-Jones`
    FULL = auto()  # two and more: `William Ruto`
    LOUD = auto()  # two in capitals: `WILLIAM RUTO`
    HEADLINE = auto()  # more in capitals: `DAVID MILLER RESIGNS`


@dataclass(slots=True)
class Candidate:
    """Words `start` to before `end`, which the model or the rules take for a name.

    `lead` is the title or role right before it, and `spoiled` says that the rules cut a word of an organisation or place off
    it. `content` are the words that a name can be made of, `forms` the same as lists write them; `before` and `after` the
    words beside it in lower case, or nothing.
    """

    words: Words
    start: int
    end: int
    lexicon: Lexicon
    lead: Mark | None = None
    spoiled: bool = False
    content: list[str] = field(init=False)
    shape: Shape = field(init=False)

    def __post_init__(self) -> None:
        texts = self.words.texts[self.start : self.end]
        self.content = [text for text in texts if is_capital(text) and text not in SUFFIXES]
        self.shape = _shape(texts, self.content)

    @property
    def texts(self) -> list[str]:
        """The words as written."""
        return self.words.texts[self.start : self.end]

    @property
    def forms(self) -> list[str]:
        """The words that a name can be made of, as lists write them."""
        return [plain_case(text) for text in self.content]

    @property
    def form(self) -> str:
        """The first of `forms`."""
        return plain_case(self.content[0])

    @property
    def last(self) -> str:
        """The last of `forms`."""
        return plain_case(self.content[-1])

    @property
    def before(self) -> str:
        """The word before it, in lower case."""
        return self.words.lowers[self.start - 1] if self.start else ""

    @property
    def after(self) -> str:
        """The word behind it, in lower case."""
        return self.words.lowers[self.end] if self.end < len(self.words) else ""


def _shape(texts: list[str], content: list[str]) -> Shape:
    if not content:
        return Shape.NONE
    if len(content) == 1:
        return Shape.LONE
    if len(content) == 2 and len(texts) == 3 and texts[1] in HYPHENS:
        return Shape.PAIR
    if all(text.isupper() and len(text) > 2 for text in content):
        return Shape.LOUD if len(content) == 2 else Shape.HEADLINE
    return Shape.FULL
