"""What an article has said so far: who `it`, `the kingdom` and `the two countries` are, whose exports these are, of what.

Each question has several answers, with where each comes from: `subject` (of this sentence), `before` (subject of the sentence
before), `said` (the side of an earlier statement), `home` (the country that the article is about), `near` and `last` (named
last in this sentence, in the one before), `main` (one of the two named most), `only` (no other one fits the words). The
decision weighs them. Only what stands before counts, so that text added to the end of an article changes nothing above.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extractor.pipeline.text.words import Words
from extractor.pipeline.trade.predicates import Lexicon, Sort, continent_of, official_name
from extractor.pipeline.trade.scene import PREPOSITIONS, Chunk, Finds, State

WINDOW = 150  # how many words back a mention can be referred to: text with no full stop stays linear
REACH = 5  # how many sentences back a statement can be referred to
LATEST = 40  # how many statements are looked through: a sentence may hold thousands
ANSWERS = 4  # answers to one question
FORMS_OF_STATE = frozenset("kingdom sultanate federation emirates".split())
DESCRIBING = FORMS_OF_STATE | {"country", "state", "nation"}  # `this African country`: one that fits is meant
FIRST_PERSON = frozenset(("we", "our", "us"))
Codes = tuple[str | None, ...]
Answers = list[tuple[str, frozenset[str]]]


@dataclass(frozen=True, slots=True)
class Said:
    """What a statement said, and in which sentence."""

    sentence: int
    exporter: str | None
    importer: str | None
    goods: Codes
    pair: tuple[str, str] | None = None


class Discourse:
    """The countries, goods and statements up to the sentence at hand."""

    def __init__(self, words: Words, finds: Finds, lexicon: Lexicon) -> None:
        self.words, self.finds, self.lexicon = words, finds, lexicon
        self.starts = [chunk.start for chunk in finds.states]
        self.said: list[Said] = []
        self.money: int | None = None  # that of the last turnover
        self._counts: Counter[str] = Counter()
        self._asked: tuple[int, list[tuple[str, str]]] = (-1, [])
        self._counted = 0  # how many mentions `_counts` holds
        self._goods = sorted(
            (c for c in finds.at.values() if c.sort is Sort.GOOD and c.proven), key=lambda chunk: chunk.start
        )
        self._good_starts = [chunk.start for chunk in self._goods]

    # Countries

    def refer(self, chunk: Chunk, excluded: Iterable[str | None] = ()) -> Answers:
        """Who `it`, `its` or `this African country` may be, never one of `excluded`, the likeliest first."""
        form = chunk.lower.removesuffix(" 's").rpartition(" ")[2]

        def fits(code: str) -> bool:
            if code in excluded:
                return False
            if chunk.value is not None and continent_of(code) != chunk.value:
                return False
            return form not in FORMS_OF_STATE or form in official_name(code)

        found = [(code, source) for code, source in self._sources(chunk.start) if fits(code)]
        if chunk.lower in FIRST_PERSON:
            found = [(code, source) for code, source in found if source == "home"]
        if chunk.value is not None or form in DESCRIBING:
            fitting = [code for code in self._count(chunk.start) if fits(code)]
            found += [(fitting[0], "only")] if len(fitting) == 1 else []
        return _merge(found)

    def supply(self, side: str, here: int, goods: Codes, excluded: Iterable[str | None] = ()) -> Answers:
        """Which country a side that the clause leaves open may be."""
        others = set(excluded)
        found = [*self._said_side(side, here, goods), *self._sources(here)]
        return _merge([(code, source) for code, source in found if code not in others])

    def _sources(self, here: int) -> list[tuple[str, str]]:
        """The answers for word `here`, each with its source; one predicate asks many times."""
        if self._asked[0] != here:
            self._asked = here, list(self._find_sources(here))
        return self._asked[1]

    def _find_sources(self, here: int) -> Iterator[tuple[str, str]]:
        sentence = self.words.sentences[here]
        near = [c for c in self._near(here, 2) if c.value.sure and not self._is_dateline(c)]
        same = [c for c in near if self.words.sentences[c.start] == sentence]
        free = [c for c in same if not self._governed(c)]
        if free:
            yield free[0].value.code, "subject"
            yield free[-1].value.code, "near"
        earlier = [c for c in near if self.words.sentences[c.start] < sentence]
        if earlier:
            last = [c for c in earlier if self.words.sentences[c.start] == self.words.sentences[earlier[-1].start]]
            yield next((c for c in last if not self._governed(c)), last[0]).value.code, "before"
        else:
            last = []
        counts = self._count(here)
        home = self.home(here)
        if home:
            yield home, "home"
        if last:
            yield last[-1].value.code, "last"
        for code, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:2]:
            yield code, "main"
        if same and not free:
            yield same[-1].value.code, "near"

    def _said_side(self, side: str, here: int, goods: Codes) -> Iterator[tuple[str, str]]:
        sentence = self.words.sentences[here]
        for said in reversed(self.said[-LATEST:]):
            if sentence - said.sentence > REACH:
                return
            code = said.exporter if side == "exporter" else said.importer
            if code and (not goods or not set(goods).isdisjoint(said.goods)):
                yield code, "said"
                return

    def _near(self, start: int, reach: int) -> list[Chunk]:
        """The mentions of countries before word `start`, in its sentence and at most `reach` sentences back."""
        first = max(self.words.bounds[max(0, self.words.sentences[start] - reach)], start - WINDOW)
        return self.finds.states[bisect_left(self.starts, first) : bisect_left(self.starts, start)]

    def _governed(self, chunk: Chunk) -> bool:
        i = chunk.start - 1
        while i > 0 and self.words.lowers[i] in ("the", "neighbouring", "neighboring", "nearby"):
            i -= 1
        return i >= 0 and self.words.lowers[i] in PREPOSITIONS

    def home(self, start: int, excluded: Iterable[str | None] = ()) -> str | None:
        """The country that the article is about, judged by its text before word `start`; None where two are level."""
        others = set(excluded)
        ranked = sorted((-count, code) for code, count in self._count(start).items() if code not in others)[:2]
        if not ranked or (len(ranked) > 1 and 2 * ranked[0][0] > 3 * ranked[1][0]):
            return None
        return ranked[0][1]

    def _count(self, start: int) -> Counter[str]:
        """How often each country was named before word `start`; what closed sentences hold is counted once."""
        open_from = bisect_left(self.starts, self.words.bounds[self.words.sentences[start]])
        for chunk in self.finds.states[self._counted : open_from]:
            self._add(self._counts, chunk)
        self._counted = max(self._counted, open_from)
        counts = Counter(self._counts)
        for chunk in self._near(start, 0):
            self._add(counts, chunk)
        return counts

    def _add(self, counts: Counter[str], chunk: Chunk) -> None:
        state: State = chunk.value
        if not self._is_dateline(chunk):
            bonus = 0 if counts else 4  # the first one named is what the article is about, more often than not
            counts[state.code] += bonus + (2 if state.kind != "place" else 1)

    def _is_dateline(self, chunk: Chunk) -> bool:
        text = self.words.texts[chunk.start]
        return self.words.sentences[chunk.start] == 0 and text.isupper() and len(text) > 3

    def pairs(self, here: int) -> list[tuple[tuple[str, str], str]]:
        """Which two countries `the two countries` may be: those named last if they are two, those said, the main ones."""
        sentence, found = self.words.sentences[here], []
        before = [c for c in self._near(here, 1) if c.value.sure and not self._is_dateline(c)]
        for reach, source in ((0, "near"), (1, "before")):
            codes = list(
                dict.fromkeys(c.value.code for c in before if sentence - self.words.sentences[c.start] == reach)
            )
            if len(codes) == 2:
                found.append(((codes[0], codes[1]), source))
        last = self.last(sentence)
        if last and last.pair:
            found.append((last.pair, "said"))
        ranked = self._count(here).most_common(2)
        if len(ranked) == 2:
            found.append(((ranked[0][0], ranked[1][0]), "home"))
        return found

    # Statements and goods

    def learn(self, said: Said) -> None:
        """Remember a statement."""
        self.said.append(said)

    def last(self, sentence: int) -> Said | None:
        """The last statement, if it is not too far back."""
        return self.said[-1] if self.said and sentence - self.said[-1].sentence <= REACH else None

    def goods(self, here: int) -> list[tuple[Codes, str]]:
        """What `shipments`, `the commodity` and `the rest` may be of: what was traded last, named last, or named most so far."""
        sentence, found = self.words.sentences[here], []
        for said in reversed(self.said[-LATEST:]):
            if sentence - said.sentence > REACH:
                break
            if said.goods:
                found.append((said.goods, "said"))
                break
        first = self.words.bounds[max(0, sentence - 1)]
        near = self._goods[bisect_left(self._good_starts, first) : bisect_left(self._good_starts, here)]
        if near and ((near[-1].value,), "said") not in found:
            found.append(((near[-1].value,), "near"))
        main = self._main_good(here)
        if main and all(main not in codes for codes, _ in found):
            found.append(((main,), "main"))
        return found[:3]

    def _main_good(self, here: int) -> str | None:
        """The good that the article named most before word `here`, at least twice."""
        counts = Counter(chunk.value for chunk in self._goods[: bisect_left(self._good_starts, here)])
        code, count = next(iter(counts.most_common(1)), (None, 0))
        return code if count > 1 else None

    def stated(self, exporter: str | None, importer: str | None) -> bool:
        """Whether an earlier statement had these sides."""
        return any((said.exporter, said.importer) == (exporter, importer) for said in self.said[-10:])


def _merge(found: list[tuple[str, str]]) -> Answers:
    """Each code once, with all its sources, in the order in which they came."""
    sources: dict[str, set[str]] = {}
    for code, source in found:
        sources.setdefault(code, set()).add(source)
    return [(code, frozenset(names)) for code, names in sources.items()][:ANSWERS]
