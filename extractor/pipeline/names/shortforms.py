"""The short forms of persons named in full: `Ruto` after William Ruto, in a headline too, in another spelling too."""

from collections.abc import Collection, Iterable, Iterator

from extractor.pipeline.names.lexicon import (
    ACTS,
    BEFORE_TIMES,
    HYPHENS,
    MAX_NAME,
    NO_NAME_AFTER,
    NO_NAME_BEFORE,
    PARTICLES,
    QUANTIFIERS,
    SUFFIXES,
    Lexicon,
    Span,
    is_capital,
)
from extractor.pipeline.text.spellings import SHORT, Spellings
from extractor.pipeline.text.words import LINE, Words

Forms = frozenset[tuple[str, ...]]
TAIL, RESPELT = "short form", "another spelling"
INSIDE, LIKE_OTHERS = "short form inside a headline", "short form that is a word too"


def find_short_forms(words: Words, spans: Iterable[Span], names: Collection[Span], lexicon: Lexicon) -> dict[Span, str]:
    """The word ranges that name somebody of `names` again, and how; `spans` are the stretches of capitalised words.

    A range may overlap another, or one of `names`: `settle` chooses.
    """
    forms = short_forms(words, names, lexicon)
    spellings = Spellings(words.texts[i] for name in names for i in range(*name))
    taken = {i for name in names for i in range(*name)}
    found: dict[Span, str] = {}
    for start, end in spans:
        if not taken.isdisjoint(range(start, end)):
            continue
        tail = tuple(words.texts[start:end])
        together = words.gaps[start] <= LINE  # not `By Ben`, a blank line, `Bella was late`
        if together and (words.lowers[start - 1], *tail) in forms:  # `Da Silva` at the head of a sentence
            found[start - 1, end] = TAIL
        elif tail in forms and not (len(tail) == 1 and lexicon.is_elsewhere(tail[0])):
            found[start, end] = TAIL
        elif len(tail) == 1 and respelt(tail[0], spellings, lexicon):
            found[start, end] = RESPELT
        elif len(tail) > 2 and tail[0].isupper():
            found |= dict.fromkeys(known_inside(words, (start, end), forms), INSIDE)
    families = {words.texts[end - 1] for _, end in names}
    likes = like_other_words(words, forms, lexicon, taken)
    likely = {
        span for span in likes if words.texts[span[0]] in families or not lexicon.is_elsewhere(words.texts[span[0]])
    }
    return dict.fromkeys(likely, LIKE_OTHERS) | found


def like_other_words(words: Words, forms: Forms, lexicon: Lexicon, taken: set[int]) -> Iterator[Span]:
    """Short forms that are titles or plain words too: `King's speech` after Martin Luther King, `Moon` after Moon Jae-in;
    but not `King Charles`, `the King`.
    """
    for i in [i for i, text in enumerate(words.texts) if (text,) in forms]:
        if i in taken or _goes_on(words, i) or (i and words.lowers[i - 1] in NO_NAME_BEFORE):
            continue
        if lexicon.is_elsewhere(words.texts[i]):  # `May said`, never `in May`
            told = _acts(words, i) and (not i or words.lowers[i - 1] not in BEFORE_TIMES)
        elif words.sentence(i)[0] == i and words.lowers[i] in lexicon.common:
            told = lexicon.is_title(words.texts[i]) or (_acts(words, i) and words.lowers[i] not in QUANTIFIERS)
        else:
            told = lexicon.is_plain(words.texts[i]) or lexicon.is_title(words.texts[i])
        if told:
            yield i, i + 1


def _acts(words: Words, i: int) -> bool:
    """`Long had led`, `Banks said so`: a verb that persons go with stands behind."""
    return i + 1 < len(words) and words.lowers[i + 1] in ACTS


def _goes_on(words: Words, i: int) -> bool:
    """Whether more follows that makes it a title or thing: `King Charles`, `King of Spain`."""
    follows = words.texts[i + 1] if i + 1 < len(words) else ""
    return is_capital(follows) or follows in NO_NAME_AFTER


def short_forms(words: Words, names: Iterable[Span], lexicon: Lexicon) -> Forms:
    """How the persons found may be called further on: every tail of a name, and its first word when that is a name."""
    forms: set[tuple[str, ...]] = set()
    for start, end in names:
        texts = [text for text in words.texts[start:end] if text not in SUFFIXES]
        tails = [tuple(texts[k:]) for k in range(len(texts))]
        forms.update(tail for tail in tails if len(tail[-1]) > 1 and tail[0] not in HYPHENS)
        known = lexicon.is_name(texts[0]) and texts[0].lower() not in lexicon.common and len(texts[0]) > 1
        if known or any(text.islower() for text in texts[3:] if text not in PARTICLES):  # `Moon` for Moon Jae-in
            forms.add((texts[0],))
    forms |= {tuple(text.upper() for text in form) for form in forms}
    return frozenset(forms)


def respelt(text: str, spellings: Spellings, lexicon: Lexicon) -> bool:
    """Whether a word is another spelling of a word of the names found: `Lukashenka` where Alexander Lukashenko is."""
    if len(text) < SHORT or lexicon.is_elsewhere(text) or text.lower() in lexicon.common:
        return False
    return spellings.knows(text)


def known_inside(words: Words, span: Span, forms: Forms) -> Iterator[Span]:
    """Known persons inside a headline in capitals, which nothing else cuts: `DAVID MILLER RESIGNS`."""
    i = span[0]
    while i < span[1]:
        ends = range(min(i + MAX_NAME, span[1]), i, -1)
        end = next((end for end in ends if tuple(words.texts[i:end]) in forms), None)
        if end:
            yield i, end
        i = end or i + 1
