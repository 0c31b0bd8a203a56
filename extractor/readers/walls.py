"""What stands in the place of an article: a consent wall, a bot check, an error page, an empty shell of a page.

The words of each are in `data/walls.csv`. A cue of the kind `line` counts where a line begins with it, one of the kind `any`
wherever it stands: an article that quotes an error page is an article.
"""

import re
from functools import cache
from typing import NamedTuple

from extractor.data import read_table

_SHORT, _LONG = 700, 3000  # code points: one cue in a short text is enough, in a longer one two of a kind, on its top
_TOP, _LOOK = 600, 1200  # of the plain text, and of the text as it stands, which most often holds as much
_SPACES = re.compile(r" [^\S\n]+|[^\S\n ][^\S\n]*")  # all but one space: most white space is that, and stays


class _Cues(NamedTuple):
    """The words of one kind: those that begin a line, and those that stand anywhere."""

    what: str
    begins: tuple[str, ...]
    within: tuple[str, ...]

    def found_in(self, said: str) -> set[str]:
        lines = [line for line in said.split("\n") if line.startswith(self.begins)] if self.begins else []
        return {cue for cue in self.within if cue in said} | {
            next(filter(line.startswith, self.begins)) for line in lines
        }


def wall_in(text: str, title: str | None = None) -> str | None:
    """What a text is instead of an article (`a consent wall`); None where it may be an article.

    >>> wall_in("Checking your browser before accessing wire.example. This may take a few seconds.")
    'a bot check'
    >>> wall_in("Visitors of the ministry's site saw a page that said page not found, Otieno wrote.")
    """
    if len(text) > _LONG:
        return None
    top, headed = _top(text), _lowered(title or "")
    for cues in _cues():
        if headed and headed.startswith(cues.begins + cues.within):
            return cues.what
        if cues.found_in(top):  # it begins as one, if it is one
            said = _lowered(text)
            found = cues.found_in(said)
            if len(said) <= _SHORT or len(found) > 1:
                return cues.what
    return None


def _top(text: str) -> str:
    """The beginning of the lowered text."""
    lowered = _lowered(text[:_LOOK])
    return (lowered if len(lowered) > _TOP else _lowered(text))[:_TOP]


def _lowered(text: str) -> str:
    """The text in small letters, with one kind of apostrophe, and no more than one space between words."""
    lowered = _SPACES.sub(" ", text.replace("’", "'")).lower()
    return "\n".join(line.strip() for line in lowered.split("\n")).strip()


@cache
def _cues() -> tuple[_Cues, ...]:
    kinds: dict[str, dict[str, list[str]]] = {}
    for row in read_table("walls"):
        kinds.setdefault(row["what"], {"line": [], "any": []})[row["where"]].append(row["cue"])
    return tuple(_Cues(what, tuple(cues["line"]), tuple(cues["any"])) for what, cues in kinds.items())
