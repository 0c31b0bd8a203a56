"""Which mentions of names are one individual: full names first, then the short forms that fit one of them only."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from extractor import data
from extractor.data import TAB, read_lines
from extractor.pipeline.text.spellings import plain, unify
from extractor.pipeline.text.words import Words

SUFFIXES = frozenset("jr jr. sr sr. ii iii iv".split())
EDITORS = str.maketrans("", "", "[]")  # `[Bernie] Sanders` is one who is called Bernie Sanders
JOINTS = frozenset("-'()[]\"")
RELATIVES = data.words("titles_roles", "kin")
GENDERS = {
    **dict.fromkeys("mr mr. sir lord king prince emperor duke baron sultan sheikh pope father brother".split(), "m"),
    **dict.fromkeys(
        "mrs mrs. ms ms. miss dame lady queen princess duchess baroness empress sister mme mme.".split(), "f"
    ),
}
Span = tuple[int, int]
Form = tuple[str, ...]


@dataclass(slots=True)
class Individual:
    """The mentions of one individual so far, by their number, and what tells that others are of somebody else."""

    key: Form
    mentions: list[int] = field(default_factory=list)
    gender: str = ""
    suffixes: set[str] = field(default_factory=set)
    relatives: set[int] = field(default_factory=set)  # mentions of persons that this one is said to be a relative of
    known: set[int] = field(default_factory=set)
    full: dict[int, set[Form]] = field(default_factory=dict)  # by sentence, the forms of several words

    def add(self, i: int, mark: "Mark") -> None:
        """Count a mention as the individual's."""
        self.mentions.append(i)
        self.known.add(i)
        self.gender = self.gender or mark.gender
        self.suffixes |= {mark.suffix} - {""}
        self.relatives.add(mark.relative)
        if len(mark.form) > 1:  # a given name, too
            self.full.setdefault(mark.sentence, set()).add(mark.form)

    def may_be(self, i: int, mark: "Mark") -> bool:
        """Whether nothing tells that mention `i` is of somebody else: another suffix or gender, a relative, or another full
        name of the individual in the same sentence (`John F. Kent and John Kent`)."""
        other = mark.suffix and self.suffixes and mark.suffix not in self.suffixes
        kin = mark.relative in self.known or i in self.relatives
        beside = any(_tells_apart(mark.form, form) for form in self.full.get(mark.sentence, ()))
        return not (other or kin or beside or {mark.gender, self.gender} >= {"m", "f"})


class Mark(NamedTuple):
    """What stands in or before a mention that tells namesakes apart; `relative` is a mention, -1 for none."""

    gender: str
    suffix: str
    relative: int
    sentence: int
    form: Form


def group_mentions(words: Words, spans: Sequence[Span]) -> list[list[Span]]:
    """The word ranges of names, grouped by individual; groups and their mentions in order of the text."""
    spellings = unify(word for span in spans for word in words.texts[slice(*span)])
    forms = [form_of(words, span, spellings) for span in spans]
    marks = [_mark(words, spans, i, form) for i, form in enumerate(forms)]
    people: list[Individual] = []
    for i in sorted(range(len(spans)), key=lambda i: (-len(forms[i]), i)):
        fitting = [one for one in people if forms[i] == one.key] or _fitting(forms[i], people)
        fitting = [one for one in fitting if one.may_be(i, marks[i])]
        if len(fitting) > 1 and marks[i].gender:  # `Mrs Clinton` where Bill and Hillary Clinton are
            fitting = [one for one in fitting if one.gender == marks[i].gender] or fitting
        if len(fitting) != 1:
            fitting = [Individual(forms[i])]
            people += fitting
        fitting[0].add(i, marks[i])
    groups = sorted((one.mentions for one in people), key=min)
    return [[spans[i] for i in sorted(group)] for group in groups]


def _mark(words: Words, spans: Sequence[Span], i: int, form: Form) -> Mark:
    span = spans[i]
    sentence = words.sentences[span[0]]
    return Mark(gender_of(words, span), suffix_of(words, span), relative_of(words, spans, i), sentence, form)


def form_of(words: Words, span: Span, spellings: dict[str, str]) -> Form:
    """The words of a name by which it is compared: no suffixes, case, accents and hyphens."""
    texts = words.texts[span[0] : span[1]]
    kept = tuple(spellings[text] for text in texts if text.lower() not in SUFFIXES and text not in JOINTS)
    return kept or tuple(plain(text) for text in texts)


def suffix_of(words: Words, span: Span) -> str:
    """`jr`, `sr`, `ii` where a name ends so: it tells a father from his son."""
    last = words.lowers[span[1] - 1]
    return last.rstrip(".") if last in SUFFIXES else ""


def relative_of(words: Words, spans: Sequence[Span], i: int) -> int:
    """The name before name `i` in its sentence, whose relative it is said to be: `Foss praised his son William B. Foss`."""
    start, end = spans[i]
    kin = start > 0 and words.lowers[start - 1] in RELATIVES and end - start > 1
    before = bisect_right(spans, start, key=lambda span: span[1]) - 1
    return before if kin and before >= 0 and words.sentences[spans[before][0]] == words.sentences[start] else -1


def gender_of(words: Words, span: Span) -> str:
    """`m` or `f` by the title before the name (`Mrs Clinton`), else by a full name's given name; else nothing."""
    start, end = span
    titled = GENDERS.get(words.lowers[start - 1], "") if start else ""
    if titled or end - start == 1:
        return titled
    return _given_genders().get(words.texts[start], "")


@cache
def _given_genders() -> dict[str, str]:
    lines = read_lines("given_names")[1].split("\n")
    return dict(line.split(TAB) for line in lines if not line.endswith(TAB))


def _fitting(form: Form, people: Sequence[Individual]) -> list[Individual]:
    """The individuals that `form` may name: by family name, else by the first word (`Hu` for Hu Jintao)."""
    by_family = [one for one in people if len(one.key) > len(form) and _shortens(form, one.key)]
    if by_family or len(form) > 1:
        return by_family
    return [one for one in people if len(one.key) > 1 and one.key[0] == form[0]]


def _shortens(form: Form, full: Form) -> bool:
    """`Bush`, `George Bush`, `G. W. Bush` for George W. Bush; `Lula`, `da Silva` for Luiz Inácio Lula da Silva."""
    if full[-len(form) :] == form:
        return True
    if len(form) == 1:
        return form[0] in full[1:]
    rest = iter(full)
    return (
        (form[0][0] == full[0][0] or form[0] in full)
        and form[-1] == full[-1]
        and all(any(_same(part, other) for other in rest) for part in form)
    )


def _tells_apart(form: Form, other: Form) -> bool:
    """Two namesakes are told apart by what stands between given and family name."""
    return form != other and (form[0], form[-1]) == (other[0], other[-1]) and min(len(form), len(other)) > 1


def _same(part: str, other: str) -> bool:
    initial = part.rstrip(".")
    return part == other or (len(initial) == 1 and other.startswith(initial))


def fullest(words: Words, spans: Sequence[Span]) -> str:
    """The fullest form of a name among its mentions, on one line; mixed case before capitals."""
    texts = [" ".join(words.text(*span).translate(EDITORS).split()) for span in spans]
    return max(texts, key=lambda text: (len(text.split()), not text.isupper(), len(text)))
