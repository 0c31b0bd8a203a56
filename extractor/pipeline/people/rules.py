"""The grammar of roles as data: titles and offices, the words around them, the bodies that offices belong to."""

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from extractor.data import read_table
from extractor.pipeline.text.lookup import Hit, Lookup
from extractor.pipeline.text.words import Words

ROLES = ("role", "office")
TITLES = ("title",)
PLURALS = ("plural",)
DETERMINERS = frozenset("the a an his her its their our my this that another one".split())
ARTICLES = frozenset(("a", "an", "the"))
POSSESSIVES = frozenset(("'s", "'"))
CONNECTORS = frozenset("of the for at in to on and de da do du del di y &".split())
AND = frozenset(("and", "&"))
LINKS = frozenset("of for in at to with".split())  # between an office and what it is held in
FRESH = frozenset("new current then incumbent re-elected late fellow the a an newly".split())
AWAITED = frozenset(("elect", "designate"))
HEADS_OF_STATE = frozenset("president king queen emperor sultan emir monarch leader pope".split())
PARTIES = frozenset(("R", "D", "I", "R.", "D."))  # of a member of Congress: `(R-Ohio)`
TORN = frozenset("i n an".split())  # `Israel i Prime Minister`: a link's ending, torn off in some dumps
HALTS = frozenset(',.;:!?"()[]—…') | {"''", "``", "--", "•"}
REACH = 16  # words: the longest office looked at, with its `of the Senate of the Republic of …`


def _words(kind: str) -> frozenset[str]:
    return frozenset(row["name"] for row in read_table("roles_words") if row["kind"] == kind)


STOPS, MODIFIERS, TIMES, UNITS = _words("stop"), _words("modifier"), _words("time"), _words("unit")
COPULAS, APPOINTED, SERVING, ADVERBS = _words("copula"), _words("appointed"), _words("serving"), _words("adverb")
ADJECTIVES, TRAITS = _words("adjective"), _words("trait")


class Office(NamedTuple):
    """A row of the table of titles: its kind, and what it is a post in (`state`, `open`, `portfolio`, `body`, or nothing)."""

    kind: str
    post: str


class Body(NamedTuple):
    """A row of the table of bodies: `body` (an organ of a state), `portfolio` or `group`, and the code of the only state."""

    kind: str
    code: str


class Offices:
    """The table of titles and roles as matchers; its names in the plural too (`Senators`), which are no one's role alone."""

    def __init__(self) -> None:
        rows = [(row["name"], Office(row["kind"], row["post"])) for row in read_table("titles_roles")]
        rows += [(name, Office("plural", office.post)) for name, office in list(_plurals(rows))]
        self.cased = Lookup([row for row in rows if row[0][0].isupper()], cased=True)
        self.plain = Lookup([row for row in rows if row[0][0].islower()])
        # most words begin no title: asked before all else
        self.firsts = {word.lower() for word in (*self.cased.starts, *self.plain.starts)}

    def at(self, words: Words, i: int) -> Hit[Office] | None:
        """The table's phrase at word `i`, with `-elect` or `-designate` behind it."""
        if words.lowers[i] not in self.firsts:
            return None
        hit = self.plain.at(words, i) or self.cased.at(words, i)
        following = words.lowers[hit.end : hit.end + 2] if hit else []
        if hit and len(following) > 1 and following[0] == "-" and following[1] in AWAITED:
            return Hit(hit.start, hit.end + 2, hit.value)
        return hit

    def role_at(self, words: Words, i: int) -> Hit[Office] | None:
        """The role or office that begins at word `i`."""
        hit = self.at(words, i)
        return hit if hit and hit.value.kind in ROLES else None

    def ending_at(self, words: Words, end: int, kinds: tuple[str, ...]) -> Hit[Office] | None:
        """The longest phrase of one of `kinds` that ends before word `end`."""
        for start in range(max(0, end - 6), end):
            hit = self.at(words, start)
            if hit and hit.end == end and hit.value.kind in kinds:
                return hit
        return None


def _plurals(rows: Iterable[tuple[str, Office]]) -> Iterable[tuple[str, Office]]:
    """`senators`, `Sens.`, `secretaries`, `businessmen`, `attorneys general`."""
    for name, office in rows:
        if office.kind not in ROLES:
            continue
        if name.endswith("."):
            yield f"{name[:-1]}s.", office
        elif name.endswith(("man", "woman")):
            yield f"{name[:-2]}en", office
        elif name.endswith("y") and name[-2] not in "aeiou":
            yield f"{name[:-1]}ies", office
        else:
            yield f"{name}{'es' if name.endswith(('s', 'x', 'ch', 'sh')) else 's'}", office


@cache
def bodies() -> tuple[Lookup[Body], Lookup[Body]]:
    """The table of bodies as matchers: of names in capitals, and of words in any case."""
    rows = [(row["name"], Body(row["kind"], row["code"])) for row in read_table("state_bodies")]
    return (
        Lookup([row for row in rows if not row[0][0].islower()], cased=True),
        Lookup([row for row in rows if row[0][0].islower()]),
    )
