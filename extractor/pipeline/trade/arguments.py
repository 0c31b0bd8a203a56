"""What stands around a predicate: generously, every country and good that may be a part of it, and how it is attached.

Nothing is decided here. A `Frame` lists for each side the lists of countries that may fill it, each with the way it hangs on the
predicate (`subject`, `to`, `origin`, `owner` …), how far off it stands and how many clauses lie between.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from extractor.pipeline.trade.predicates import Predicate, Sort
from extractor.pipeline.trade.scene import PREPOSITIONS, Chunk, Group, Scene
from extractor.pipeline.trade.voice import GENITIVE, MODAL, RELATIVE, is_part, is_passive, is_phrasal, is_verb

REACH = 34  # chunks that a predicate reaches, each way: a table with no full stop stays linear
SHARE = 9  # chunks back to the verb that gives somebody a share of a flow
CROSSED = 2  # clauses that it reaches over
SOURCES = ("from", "by", "off")
FINITE = ("be", "rise", "fall")
VERBAL = ("rise", "fall", "be", "unreal")


@dataclass(frozen=True, slots=True)
class Argument:
    """A list of countries that may be a side, or a good; `how` it hangs on the predicate."""

    chunks: tuple[Chunk, ...]
    how: str
    crossed: int = 0
    distance: int = 0


@dataclass(slots=True)
class Frame:
    """A predicate at chunk `at`, whose phrase begins at `start`, with all that may belong to it."""

    predicate: Predicate
    at: int
    start: int
    form: str
    sides: dict[str, list[Argument]] = field(default_factory=lambda: {"exporter": [], "importer": []})
    goods: list[Argument] = field(default_factory=list)
    generic: bool = False

    def add(self, side: str | None, argument: Argument) -> None:
        """Add an argument to a side; `other` is the one that the subject isn't."""
        if side == "other":
            side = other(self.predicate.subject)
        if side in self.sides:
            self.sides[side].append(argument)


def other(side: str) -> str:
    """The side across."""
    return "importer" if side == "exporter" else "exporter"


class Reader:
    """Reads the frames of one sentence."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.lexicon = scene, scene.lexicon
        self.group_at = {chunk.at: group for group in scene.groups for chunk in group.items}
        self.verbs = {chunk.at for chunk in scene.chunks if self._is_verb(chunk)}

    def _is_verb(self, chunk: Chunk) -> bool:
        """Whether a word is a predicate of the verbal kind here, noun though it may be elsewhere."""
        lower = chunk.lower
        known = chunk.sort is Sort.WORD and lower in self.lexicon.verbs
        return known and (lower not in self.lexicon.nouns or is_verb(self.scene, chunk.at))

    def frames(self) -> Iterator[Frame]:
        """A frame for each predicate that moves goods, in order."""
        last: Frame | None = None
        for i, chunk in enumerate(self.scene.chunks):
            if last and chunk.lower == "those" and self.lower(i + 1) in ("of", "to", "from"):
                yield self._repeated(i, last)
            if chunk.sort is not Sort.WORD and not (chunk.sort is Sort.GOOD and chunk.lower in self.lexicon.nouns):
                continue
            verb, noun = self.lexicon.verbs.get(chunk.lower), self.lexicon.nouns.get(chunk.lower)
            if verb and i in self.verbs and not (verb.role == "motion" and is_phrasal(self.scene, i)):
                yield self._verb(i, verb)
            elif noun and noun.role != "turnover" and not is_part(self.scene, i):
                last = self._noun(i, noun)
                yield last

    def _repeated(self, i: int, last: Frame) -> Frame:
        """`exports to Egypt rose, those of steel fell`: the noun before, its owner, and its goods if none are named."""
        frame = Frame(last.predicate, i, i, "noun")
        self._after(frame, i)
        owners = last.sides[last.predicate.subject]
        frame.sides[last.predicate.subject] += [a for a in owners if a.how in ("owner", "adjective", "adjective-good")]
        frame.goods = frame.goods or [a for a in last.goods if a.how in ("object", "compound")]
        return frame

    def lower(self, i: int) -> str:
        """The words of chunk `i`."""
        return self.scene.lower(i)

    # What stands behind

    def _breaks(self, j: int, i: int) -> bool:
        """Whether another clause begins at chunk `j`."""
        word = self.lower(j)
        if word in ("that", "as") and self.scene.sort(j + 1) in (Sort.NUMBER, Sort.QUANTITY):
            return False
        return self.scene.is_clause(j) or (j in self.verbs and j > i)

    def _carries(self, j: int, i: int) -> bool:
        """Whether the verb at chunk `j` only carries what the noun at `i` moves: `exports go mainly to Japan`."""
        verb = self.lexicon.verbs.get(self.lower(j))
        if verb is None or verb.role != "motion":
            return False
        return all(self.scene.is_kind(k, "adverb") or self.lower(k) in MODAL for k in range(i + 1, j))

    def _opens_clause(self, group: Group) -> bool:
        """Whether a list of countries is the subject of a verb right behind it: `…, and Egypt imports wheat from Russia`."""
        j = group.end
        while self.scene.is_kind(j, "adverb") and not self.scene.is_kind(j, "be"):
            j += 1
        joined = self.lower(group.at - 1) in ("and", ",", "but", ";")
        return joined and (j in self.verbs or any(self.scene.is_kind(j, kind) for kind in FINITE))

    def _after(self, frame: Frame, i: int) -> None:
        """Give the countries and goods behind chunk `i` their parts."""
        scene, crossed, past = self.scene, 0, -1
        for j in range(i + 1, min(i + REACH, len(scene.chunks))):
            crossed += self._breaks(j, i) and not (frame.form == "noun" and self._carries(j, i))
            crossed += frame.form == "passive" and scene.is_kind(
                j, "be"
            )  # `oil imported from Iraq was refined in Cuba`
            if crossed > CROSSED or (self.lower(j) == "those" and self.lower(j + 1) in ("of", "to", "from")):
                break
            chunk = scene.chunks[j]
            if chunk.sort is Sort.GOOD:
                self._good(frame, chunk, crossed, i)
            elif scene.is_kind(j, "generic") and not crossed and not scene.is_kind(j + 1, "holder"):
                frame.generic = True
            group = self.group_at.get(j)
            if group and j > past:
                past = group.end - 1
                crossed += self._opens_clause(group)
                self._country(frame, group, crossed, i)

    def _good(self, frame: Frame, chunk: Chunk, crossed: int, i: int) -> None:
        if not self.scene.is_good(chunk.at):
            return
        preposition = self.scene.preposition(chunk.at) if self.lower(chunk.at - 1) not in (",", "and") else ""
        if frame.form in ("passive", "motion"):
            preposition = preposition or "behind"
        how = "object" if preposition in ("", "of") else "linked" if self._brings_good(frame, preposition) else "loose"
        if frame.form in ("noun", "compound") and any(self.scene.has(kind, i + 1, chunk.at) for kind in VERBAL):
            listed = self.scene.has("list", i + 1, chunk.at) and not crossed  # `imports grew, led by crude oil`
            how = "linked" if listed else "loose"  # `crude oil imports fell, yet natural gas imports rose`
        if not chunk.proven and (crossed or how == "loose"):
            return
        frame.goods.append(Argument((chunk,), how, crossed, chunk.at - i))

    def _brings_good(self, frame: Frame, preposition: str) -> bool:
        predicate = frame.predicate
        return predicate.links.get(preposition) == "good" or (
            predicate.name == "depend" and preposition in ("on", "upon")
        )

    def _country(self, frame: Frame, group: Group, crossed: int, i: int) -> None:
        scene, predicate, first = self.scene, frame.predicate, group.items[0]
        preposition, distance = scene.preposition(first.at), first.at - i
        side = predicate.link(preposition)
        if side == "good":
            side = None
        last = group.items[-1]
        origin = last.sort is Sort.COUNTRY and scene.is_origin(last.at) and preposition not in ("to", "into")
        adjacent = (
            scene.preposition(first.at) == "" and distance <= 2 and (distance == 1 or scene.is_kind(i + 1, "adjective"))
        )
        genitive = scene.lower(group.end) in GENITIVE
        if origin and (last.value.kind != "name" or genitive):
            frame.add("exporter", Argument(group.items, "origin", crossed, distance))
        elif side:
            frame.add(side, Argument(group.items, preposition, crossed, distance))
        elif adjacent and predicate.links.get("object"):
            frame.add(predicate.links["object"], Argument(group.items, "object", crossed, distance))
        elif adjacent and predicate.role == "verb" and not genitive and predicate.subject == "exporter":
            frame.add("importer", Argument(group.items, "recipient", crossed, distance))
        elif adjacent and predicate.role == "agent" and not genitive:
            frame.add(predicate.subject, Argument(group.items, "holder", crossed, distance))
        elif preposition == "of" and predicate.role in ("noun", "agent"):
            frame.add(
                predicate.subject if predicate.role == "noun" else "other",
                Argument(group.items, "of", crossed, distance),
            )
        elif predicate.role == "agent" and (preposition in ("", "as") or self.lower(first.at - 1) in (",", "by")):
            frame.add(predicate.subject, Argument(group.items, "listed", crossed, distance))
        elif first.sort is not Sort.OWN:
            far = other(predicate.subject) if predicate.subject in frame.sides else "importer"
            frame.add(far, Argument(group.items, "in" if preposition == "in" else "loose", crossed, distance))

    # What stands before

    def _before(self, i: int) -> Iterator[tuple[Group, int, str]]:
        """The lists of countries before chunk `i`, nearest first: with the clauses between and the preposition."""
        scene, crossed, seen = self.scene, 0, None
        j = i - 1
        while self.scene.is_kind(j, "adverb") or self.lower(j) in MODAL:
            j -= 1
        if self.lower(j) in RELATIVE:  # `Iran, which sells`: the clause is that of its antecedent
            j -= 1
        for k in range(j, max(-1, i - REACH), -1):
            if self._breaks(k, -1) and k < j:
                control = self.lower(k) in self.lexicon.verbs and self.lower(k + 1) == "to"
                crossed += not control
                if crossed > CROSSED:
                    return
            group = self.group_at.get(k)
            if group and group is not seen:
                seen = group
                yield group, crossed, scene.preposition(group.at)

    def _subjects(self, frame: Frame, i: int, how: str = "subject") -> list[Argument]:
        """The lists before chunk `i` that may be the subject, the likeliest first."""
        found = []
        for group, crossed, preposition in self._before(i):
            first = group.items[0]
            if first.sort is Sort.PAIR or (first.sort is Sort.COUNTRY and self.scene.is_origin(group.items[-1].at)):
                continue
            side = frame.predicate.link(preposition)
            if preposition in ("to", "into", "from") and side in frame.sides:
                frame.add(side, Argument(group.items, f"{preposition}-before", crossed, i - group.end))
                if frame.predicate.role != "agent":
                    continue
            if preposition == "with" and how == "subject":  # `signed a contract with Spain to buy`
                frame.add("other", Argument(group.items, "with-before", crossed, i - group.end))
                continue
            name = (
                how
                if not preposition
                else f"{how}-of"
                if preposition == "of"
                else f"{how}-in"
                if preposition in ("in", "at")
                else f"{how}-far"
            )
            found.append(Argument(group.items, name, crossed, i - group.end))
        order = {how: 0, f"{how}-of": 3, f"{how}-in": 4, f"{how}-far": 7}
        return sorted(found, key=lambda a: a.crossed * 6 + order[a.how] + a.distance * 0.1 + 5 * _unsure(a))[:2]

    def _goods_before(self, frame: Frame, i: int) -> None:
        """The goods of a passive, of a motion, of `coal shipped from`; and where they come from."""
        crossed = 0
        for j in range(i - 1, max(-1, i - REACH), -1):
            if self._breaks(j, -1) and not (self.lower(j) in RELATIVE and j >= i - 4):
                crossed += 1
                if crossed > 1:
                    return
            if self.scene.is_good(j) and (self.scene.chunks[j].proven or not crossed):
                frame.goods.append(Argument((self.scene.chunks[j],), "before", crossed, i - j))
            elif self.scene.is_kind(j, "generic") and not crossed:
                frame.generic = True
            elif self.scene.sort(j) in (Sort.COUNTRY, Sort.OWN) and self.scene.is_origin(j):
                sourced = any(argument.how in SOURCES for argument in frame.sides["exporter"])
                if sourced and self._is_owner(j):  # `Poland's coal comes from Colombia`
                    frame.add("importer", Argument((self.scene.chunks[j],), "owner", crossed, i - j))
                elif self.scene.sort(j) is Sort.COUNTRY:
                    frame.add("exporter", Argument((self.scene.chunks[j],), "origin", crossed, i - j))

    def _is_owner(self, j: int) -> bool:
        return self.scene.sort(j) is Sort.OWN or self.lower(j + 1) in GENITIVE

    # The two kinds of predicates

    def _verb(self, i: int, predicate: Predicate) -> Frame:
        labels = predicate.labels[self.lower(i)]
        passive = predicate.role == "motion" or is_passive(self.scene, i, labels)
        form = (
            "motion"
            if predicate.role == "motion"
            else "passive"
            if passive
            else "gerund"
            if "gerund" in labels
            else "active"
        )
        if form == "active" and self.lower(i - 1) == "to":
            form = "infinitive"
        frame = Frame(predicate, i, i, form)
        self._after(frame, i)
        if passive:
            self._goods_before(frame, i)
            if predicate.role != "motion" and predicate.subject in frame.sides:
                for argument in self._subjects(frame, i, "passive"):
                    frame.add("other", argument)
            elif predicate.role == "motion":
                self._subjects(frame, i, "passive")
        else:
            for argument in self._subjects(frame, i):
                frame.add(predicate.subject, argument)
            if not frame.goods:
                self._goods_before(frame, i)
        return frame

    def _noun(self, i: int, predicate: Predicate) -> Frame:
        frame = Frame(predicate, i, i, "compound" if self.scene.is_kind(i + 1, "measure") else "noun")
        self._owner(frame, i)
        self._after(frame, i)
        if predicate.role == "agent":
            self._holders(frame)
        else:
            self._shares(frame)
            if not frame.goods:
                self._accounts(frame)
        return frame

    def _shares(self, frame: Frame) -> None:
        """`China accounts for a third of Chile's copper exports`: the other side is the subject of the verb."""
        for k in range(frame.start - 1, max(-1, frame.start - SHARE), -1):
            if self.scene.is_kind(k, "share"):
                for argument in self._subjects(frame, k, "holder")[:1]:
                    frame.add("other", argument)
            if self._breaks(k, -1) or self.scene.is_kind(k, "share"):
                return

    def _holders(self, frame: Frame) -> None:
        """Who the agent is; `Italy is the biggest buyer, followed by Germany`: those that follow are as well."""
        side = frame.sides[frame.predicate.subject]
        followed = [a for a in side if a.how == "by" and self.lower(a.chunks[0].at - 2) == "followed"]
        side[:] = [a for a in side if a not in followed]
        more = tuple(chunk for a in followed for chunk in a.chunks)
        for argument in self._subjects(frame, frame.start, "holder"):
            side.append(replace(argument, chunks=(*argument.chunks, *more)))

    def _accounts(self, frame: Frame) -> None:
        """`imports grew, led by crude oil`, `exports include tea`: goods behind the verb were read; those before it are not."""
        self._goods_before(frame, frame.start)

    def _owner(self, frame: Frame, i: int) -> None:
        """The noun phrase that ends with the noun: its owner, and the goods in the compound."""
        scene, j = self.scene, i - 1
        owners: list[Argument] = []
        while j >= max(0, i - 12) and self._in_phrase(j, bool(owners)):
            if scene.sort(j) is Sort.GOOD:
                frame.goods.append(Argument((scene.chunks[j],), "compound", 0, i - j))
            elif scene.sort(j) in (Sort.COUNTRY, Sort.OWN, Sort.REGION, Sort.ANAPHOR):
                group = self.group_at[j]
                owners.append(Argument(group.items, self._owning(group, compound=bool(frame.goods)), 0, i - group.end))
                j = group.at
            elif scene.is_kind(j, "generic"):
                frame.generic = True
            j -= 1
        frame.start = j + 1
        frame.goods.reverse()
        side = frame.predicate.subject
        for owner in owners[:1]:
            if frame.predicate.role == "agent":
                frame.add(other(side) if owner.how == "owner" else side, owner)
                if owner.how != "owner":
                    frame.add(other(side), Argument(owner.chunks, "owner-other", 0, owner.distance))
                continue
            frame.add(side, owner)
            if (
                frame.predicate.role == "noun"
            ):  # `Chinese tire imports` are China's or from China; `Ukraine's gas supplies`
                frame.add(other(side), Argument(owner.chunks, f"{owner.how}-other", 0, owner.distance))

    def _owning(self, group: Group, *, compound: bool) -> str:
        if group.items[-1].sort is Sort.OWN or self.lower(group.end) in GENITIVE:
            return "owner"
        return "adjective-good" if compound else "adjective"  # `Chinese tire imports`, `Chinese imports`

    def _in_phrase(self, j: int, owned: bool) -> bool:
        scene, word = self.scene, self.lower(j)
        if scene.sort(j) in (Sort.COUNTRY, Sort.OWN, Sort.REGION, Sort.ANAPHOR):
            return not owned
        if scene.sort(j) in (Sort.GOOD, Sort.DATE):
            return not owned
        if owned or scene.sort(j) is not Sort.WORD:
            return False
        if word in (",", "and", "&", "-", "—"):
            return scene.sort(j - 1) in (Sort.GOOD, Sort.COUNTRY) or word in "-—" or scene.sort(j + 1) is Sort.GOOD
        if word in GENITIVE:
            return True
        plain = (
            word.isalpha() and word not in self.lexicon.verbs and not scene.is_clause(j) and not scene.is_kind(j, "be")
        )
        speaks = scene.is_kind(j, "say") or scene.is_kind(j, "rise") or scene.is_kind(j, "fall")
        return (
            plain and word not in PREPOSITIONS and not word.endswith(("ed", "ly")) and word not in MODAL and not speaks
        )


def _unsure(argument: Argument) -> bool:
    first = argument.chunks[0]
    return first.sort is Sort.OWN or (first.sort is Sort.COUNTRY and not first.value.sure)
