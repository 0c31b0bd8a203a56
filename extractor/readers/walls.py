"""What stands in the place of an article: a consent wall, a bot check, an error page, an empty shell of a page.

The words of each are in `data/walls.csv`. A cue of the kind `line` counts where a line begins with it, one of the kind `any`
wherever it stands: an article that quotes an error page is an article.
"""

import re
from functools import cache
from typing import NamedTuple

from extractor.data import read_table

_SHORT, _LONG = 700, 3000  # code points: one cue in a short text is enough, in a longer one two of a kind, on its top
_TOP = 600
_SPACES = re.compile(r"[^\S\n]+")


class _Cues(NamedTuple):
    what: str
    pattern: re.Pattern[str]


def wall_in(text: str, title: str | None = None) -> str | None:
    """What a text is instead of an article (`a consent wall`); None where it may be an article.

    >>> wall_in("Checking your browser before accessing wire.example. This may take a few seconds.")
    'a bot check'
    >>> wall_in("Visitors of the ministry's site saw a page that said page not found, Otieno wrote.")
    """
    if len(text) > _LONG:
        return None
    said = "\n".join(line.strip() for line in _SPACES.sub(" ", text.replace("’", "'")).lower().split("\n")).strip()
    headed = _SPACES.sub(" ", (title or "").replace("’", "'")).strip().lower()
    for what, pattern in _cues():
        cues = {match[0] for match in pattern.finditer(said)}
        if (
            (headed and pattern.match(headed))
            or (cues and len(said) <= _SHORT)
            or (len(cues) > 1 and pattern.search(said[:_TOP]))
        ):
            return what
    return None


@cache
def _cues() -> tuple[_Cues, ...]:
    kinds: dict[str, list[str]] = {}
    for row in read_table("walls"):
        cue = re.escape(row["cue"]).replace(r"\ ", " ")
        ahead = r"^" if row["where"] == "line" else r"\b" if row["cue"][0].isalnum() else ""
        kinds.setdefault(row["what"], []).append(f"{ahead}{cue}")
    return tuple(_Cues(what, re.compile("|".join(patterns), re.MULTILINE)) for what, patterns in kinds.items())
