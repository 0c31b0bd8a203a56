"""Which mentions of names are one individual: full names first, then the short forms that fit one of them only."""

from collections.abc import Sequence

from extractor.pipeline.words import Words

SUFFIXES = frozenset("jr jr. sr sr. ii iii iv".split())
JOINTS = frozenset("-‐‑'’")
Span = tuple[int, int]
Form = tuple[str, ...]


def group_mentions(words: Words, spans: Sequence[Span]) -> list[list[Span]]:
    """The word ranges of names, grouped by individual; groups and their mentions in order of the text."""
    forms = [form_of(words, span) for span in spans]
    groups: list[list[int]] = []
    keys: list[Form] = []
    for i in sorted(range(len(spans)), key=lambda i: (-len(forms[i]), i)):
        fitting = [g for g, key in enumerate(keys) if forms[i] == key] or _fitting(forms[i], keys)
        if len(fitting) == 1:
            groups[fitting[0]].append(i)
        else:
            groups.append([i])
            keys.append(forms[i])
    return [[spans[i] for i in sorted(group)] for group in sorted(groups, key=min)]


def form_of(words: Words, span: Span) -> Form:
    """The words of a name by which it is compared: no suffixes, case and hyphens."""
    lowers = words.lowers[span[0] : span[1]]
    kept = tuple(word for word in lowers if word not in SUFFIXES and word not in JOINTS)
    return kept or tuple(lowers)


def _fitting(form: Form, keys: Sequence[Form]) -> list[int]:
    """The individuals that `form` may name: by family name, else by the first word (`Hu` for Hu Jintao)."""
    by_family = [g for g, key in enumerate(keys) if len(key) > len(form) and _shortens(form, key)]
    if by_family or len(form) > 1:
        return by_family
    return [g for g, key in enumerate(keys) if len(key) > 1 and key[0] == form[0]]


def _shortens(form: Form, full: Form) -> bool:
    """`Bush`, `George Bush`, `G. W. Bush` for George W. Bush; `Lula` and `da Silva` for Luiz Inácio Lula da Silva."""
    if full[-len(form) :] == form:
        return True
    if len(form) == 1:
        return len(full) > 2 and form[0] in full[2:]
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
