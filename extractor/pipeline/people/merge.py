"""Which mentions of names are one individual: full names first, then the short forms that fit one of them only."""

from collections.abc import Sequence
from functools import cache

from extractor.data import read_table
from extractor.pipeline.text.spellings import plain, unify
from extractor.pipeline.text.words import Words

SUFFIXES = frozenset("jr jr. sr sr. ii iii iv".split())
JOINTS = frozenset("-'")
GENDERS = {
    **dict.fromkeys("mr mr. sir lord king prince emperor duke baron sultan sheikh pope father brother".split(), "m"),
    **dict.fromkeys(
        "mrs mrs. ms ms. miss dame lady queen princess duchess baroness empress sister mme mme.".split(), "f"
    ),
}
Span = tuple[int, int]
Form = tuple[str, ...]


def group_mentions(words: Words, spans: Sequence[Span]) -> list[list[Span]]:
    """The word ranges of names, grouped by individual; groups and their mentions in order of the text."""
    spellings = unify(word for span in spans for word in words.texts[slice(*span)])
    forms = [form_of(words, span, spellings) for span in spans]
    genders = [gender_of(words, span) for span in spans]
    groups: list[list[int]] = []
    keys: list[Form] = []
    known: list[str] = []  # the gender of each group, where it is known
    for i in sorted(range(len(spans)), key=lambda i: (-len(forms[i]), i)):
        fitting = [g for g, key in enumerate(keys) if forms[i] == key] or _fitting(forms[i], keys)
        fitting = [g for g in fitting if not {genders[i], known[g]} >= {"m", "f"}]
        if len(fitting) > 1 and genders[i]:  # `Mrs Clinton` where Bill and Hillary Clinton are
            fitting = [g for g in fitting if known[g] == genders[i]] or fitting
        if len(fitting) == 1:
            groups[fitting[0]].append(i)
            known[fitting[0]] = known[fitting[0]] or genders[i]
        else:
            groups.append([i])
            keys.append(forms[i])
            known.append(genders[i])
    return [[spans[i] for i in sorted(group)] for group in sorted(groups, key=min)]


def form_of(words: Words, span: Span, spellings: dict[str, str]) -> Form:
    """The words of a name by which it is compared: no suffixes, case, accents and hyphens."""
    texts = words.texts[span[0] : span[1]]
    kept = tuple(spellings[text] for text in texts if text.lower() not in SUFFIXES and text not in JOINTS)
    return kept or tuple(plain(text) for text in texts)


def gender_of(words: Words, span: Span) -> str:
    """`m` or `f` by the title before the name (`Mrs Clinton`), else by a full name's given name; else nothing."""
    start, end = span
    titled = GENDERS.get(words.lowers[start - 1], "") if start else ""
    if titled or end - start == 1:
        return titled
    return _given_genders().get(words.texts[start], "")


@cache
def _given_genders() -> dict[str, str]:
    return {row["name"]: row["gender"] for row in read_table("given_names") if row["gender"]}


def _fitting(form: Form, keys: Sequence[Form]) -> list[int]:
    """The individuals that `form` may name: by family name, else by the first word (`Hu` for Hu Jintao)."""
    by_family = [g for g, key in enumerate(keys) if len(key) > len(form) and _shortens(form, key)]
    if by_family or len(form) > 1:
        return by_family
    return [g for g, key in enumerate(keys) if len(key) > 1 and key[0] == form[0]]


def _shortens(form: Form, full: Form) -> bool:
    """`Bush`, `George Bush`, `G. W. Bush` for George W. Bush; `Lula`, `da Silva` for Luiz Inácio Lula da Silva."""
    if full[-len(form) :] == form:
        return True
    if len(form) == 1:
        return form[0] in full[1:]
    rest = iter(full)
    return (
        form[0][0] == full[0][0]
        and form[-1] == full[-1]
        and all(any(_same(part, other) for other in rest) for part in form)
    )


def _same(part: str, other: str) -> bool:
    initial = part.rstrip(".")
    return part == other or (len(initial) == 1 and other.startswith(initial))


def fullest(words: Words, spans: Sequence[Span]) -> str:
    """The fullest form of a name among its mentions, on one line; mixed case before capitals."""
    texts = [" ".join(words.text(*span).split()) for span in spans]
    return max(texts, key=lambda text: (len(text.split()), not text.isupper(), len(text)))
