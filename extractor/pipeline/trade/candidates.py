"""From frames to flows: every reading of a predicate that its arguments and the article allow.

A reading chooses one list of countries for each side and one list of goods. Where the sentence leaves a side or the good open,
what the article said supplies answers. Readings of one predicate compete; the decision says how probable each is.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby, product

from extractor.pipeline.trade.arguments import Argument, Frame, Reader
from extractor.pipeline.trade.continued import continued
from extractor.pipeline.trade.discourse import Discourse
from extractor.pipeline.trade.flow import Filler, Flow, Goods
from extractor.pipeline.trade.predicates import Sort
from extractor.pipeline.trade.scene import CONNECTORS, Chunk, Scene
from extractor.pipeline.trade.turnover import Turnovers

# The ways in which an argument hangs on a predicate, from the closest to the loosest.
RANKS = {
    how: rank
    for rank, hows in enumerate(
        (
            "to into from by object recipient origin owner off towards onto",
            "subject holder adjective adjective-good with for on upon compound linked",
            "of listed before passive to-before from-before into-before with-before",
            "in adjective-other adjective-good-other owner-other at subject-of holder-of",
            "subject-in holder-in passive-of loose subject-far holder-far passive-in passive-far",
        )
    )
    for how in hows.split()
}
FIRM = 1  # the last rank that leaves little doubt
CHOICES = 2  # structural alternatives for a side
READINGS = 40  # of one predicate
REFERRING = frozenset("it them these those commodity fuel grain product shipment both such".split())
Choice = list[Filler]


def flows_of(scene: Scene, discourse: Discourse) -> list[Flow]:
    """All the flows that the sentence may tell, predicate by predicate."""
    told = [*_moved(scene, discourse), *_both_ways(scene, discourse)]
    return [*told, *continued(scene, discourse, told)]


def _moved(scene: Scene, discourse: Discourse) -> Iterator[Flow]:
    for frame in Reader(scene).frames():
        if not _says_enough(frame):
            continue
        number = 0
        for place, part in enumerate(_parts(scene, frame)):
            for goods, exporters, importers in _readings(scene, part, discourse):
                number += 1
                for exporter, importer in product(exporters, importers):
                    if _enough(exporter.code, importer.code, goods):
                        yield Flow(
                            frame.predicate,
                            frame.predicate.kind,
                            exporter,
                            importer,
                            goods,
                            frame.at,
                            frame.start,
                            len(scene.chunks),
                            number,
                            place,
                        )


def _says_enough(frame: Frame) -> bool:
    """Whether a predicate has parts enough of its own to be worth reading; weak ones need a country, and a good or another."""
    sides = [side for side in frame.sides.values() if any(a.crossed <= 1 for a in side)]
    goods = frame.generic or any(a.crossed <= 1 for a in frame.goods)
    return bool(sides) and (goods or len(sides) == 2) if frame.predicate.alone == "no" else bool(sides) or goods


def _enough(exporter: str | None, importer: str | None, goods: Goods) -> bool:
    if exporter is None or importer is None:
        return (exporter or importer) is not None and bool(any(goods.codes))
    return exporter != importer


def _rank(argument: Argument) -> float:
    unproven = not argument.chunks[0].proven
    return 3 * argument.crossed + RANKS.get(argument.how, 4) + 0.05 * argument.distance + unproven


def _readings(scene: Scene, frame: Frame, discourse: Discourse) -> Iterator[tuple[Goods, Choice, Choice]]:
    here, count = scene.chunks[frame.at].start, 0
    subject = frame.predicate.subject
    for goods in _goods(scene, frame, discourse):
        far_side = "importer" if subject != "importer" else "exporter"
        own_side = "exporter" if far_side == "importer" else "importer"
        for far in _choices(frame, far_side, discourse, (here, goods, ())):
            known = [filler.code for filler in far if filler.code]
            for own in _choices(frame, own_side, discourse, (here, goods, known)):
                count += 1
                if count <= READINGS:
                    yield (goods, own, far) if own_side == "exporter" else (goods, far, own)


Context = tuple[
    int, Goods, "tuple[str, ...] | list[str]"
]  # first word of the predicate, goods, countries of the other side


def _choices(frame: Frame, side: str, discourse: Discourse, context: Context) -> list[Choice]:
    """What may fill a side: the closest arguments, then what the article supplies, then nothing."""
    here, goods, known = context
    arguments = sorted(frame.sides[side], key=_rank)[: CHOICES + 1]
    found: list[Choice] = []
    for argument in arguments:
        for choice in _resolve(argument, discourse, known):
            if choice not in found:
                found.append(choice)
    found = found[: CHOICES + 1]
    firm = bool(arguments) and arguments[0].crossed == 0 and RANKS.get(arguments[0].how, 4) <= FIRM
    if not firm or not found:
        for code, sources in discourse.supply(side, here, goods.codes, known):
            found.append([Filler(code, "open", sources)])
    if not any(choice[0].code is None for choice in found):
        found.append([Filler()])
    return found


def _resolve(argument: Argument, discourse: Discourse, known: "tuple[str, ...] | list[str]") -> Iterator[Choice]:
    """The fillers of a list; a word that refers back gives a choice for each of its answers."""

    def filler(code: str | None, chunk: Chunk, sources: frozenset[str] = frozenset()) -> Filler:
        return Filler(code, argument.how, sources, chunk, argument.crossed, argument.distance)

    first = argument.chunks[0]
    if first.sort in (Sort.ANAPHOR, Sort.OWN):
        yield from ([filler(code, first, sources)] for code, sources in discourse.refer(first, known))
        return
    states = {chunk.value.code: chunk for chunk in reversed(argument.chunks) if chunk.sort is Sort.COUNTRY}
    listed = [filler(code, chunk) for code, chunk in reversed(states.items()) if code not in known]
    if listed:
        yield listed
    elif first.sort is Sort.REGION:
        yield [filler(None, first)]


# Goods


def _goods(scene: Scene, frame: Frame, discourse: Discourse) -> list[Goods]:
    """The lists of goods that may be meant, the closest first; what the article traded last where there are none."""
    lists = sorted(_lists(scene, frame.goods), key=lambda a: (_rank(a[0]), a[0].distance))
    found = [_joined(scene, arguments) for arguments in lists[:CHOICES]]
    firm = [goods for goods in found if goods.crossed == 0 and goods.how in ("object", "compound", "linked")]
    if len(firm) == 2 and {goods.how for goods in firm} != {"object"}:  # `oil exports of light crude`
        found.insert(
            0,
            Goods(
                tuple(dict.fromkeys((*firm[0].codes, *firm[1].codes))),
                "both",
                0,
                firm[0].distance,
                firm[0].start,
                firm[1].end,
            ),
        )
    if not firm and _recalls(scene, frame):
        here = scene.chunks[frame.at].start
        found += [
            Goods(codes, source, start=-1)
            for codes, source in discourse.goods(here)
            if codes not in [g.codes for g in found]
        ]
    if not firm:
        found.append(Goods(how="generic" if frame.generic else "none"))
    return found


def _recalls(scene: Scene, frame: Frame) -> bool:
    """Whether a predicate may be about the goods traded before: a noun, or a verb with an amount or a word that refers back."""
    if frame.predicate.role == "agent":
        return bool(frame.sides["exporter"] and frame.sides["importer"])
    if frame.predicate.role == "noun" or (frame.predicate.alone != "no" and not frame.goods):
        return True
    near = range(max(0, frame.at - 6), min(len(scene.chunks), frame.at + 7))
    amount = any(scene.sort(j) in (Sort.QUANTITY, Sort.NUMBER, Sort.MONEY) for j in near)
    return amount or frame.generic or any(scene.lower(j) in REFERRING for j in near)


def _lists(scene: Scene, arguments: list[Argument]) -> list[list[Argument]]:
    """Goods in the order of the text, cut where one doesn't join the next: `wheat, maize and 500 tonnes of rice`."""
    ordered = sorted({a.chunks[0].at: a for a in arguments}.values(), key=lambda a: a.chunks[0].at)
    lists: list[list[Argument]] = []
    for argument in ordered:
        if lists and _joins(scene, lists[-1][-1].chunks[0].at, argument.chunks[0].at):
            lists[-1].append(argument)
        else:
            lists.append([argument])
    return lists


def _joins(scene: Scene, left: int, right: int) -> bool:
    between = range(left + 1, right)
    if right - left > 7 or not any(scene.lower(k) in CONNECTORS for k in between):
        return right - left == 1
    plain = ("of", "the", "other", "as", "well", "some", "also", "such")
    return all(
        scene.lower(k) in CONNECTORS
        or scene.sort(k) in (Sort.QUANTITY, Sort.NUMBER, Sort.MONEY)
        or scene.lower(k) in plain
        or (
            scene.sort(k) is Sort.WORD
            and (k == right - 1 or k == left + 1)
            and scene.lower(k).isalpha()
            and scene.lower(k) not in ("to", "from", "by", "in", "with", "for", "into")
            and scene.lower(k) not in scene.lexicon.verbs
        )
        for k in between
    )


def _joined(scene: Scene, arguments: list[Argument]) -> Goods:
    codes = tuple(dict.fromkeys(a.chunks[0].value for a in arguments))
    first, last = arguments[0], arguments[-1]
    closest = min(arguments, key=_rank)
    proven = any(a.chunks[0].proven for a in arguments)
    return Goods(
        codes, closest.how, closest.crossed, closest.distance, first.chunks[0].at, last.chunks[0].at + 1, proven
    )


def _parts(scene: Scene, frame: Frame) -> list[Frame]:
    """One frame for each partner that has its own good: `U.S. corn and Argentine wheat`, `wheat to Egypt and corn to Iraq`."""
    for side in ("exporter", "importer"):
        partners = [
            a for a in frame.sides[side] if a.chunks[0].at > frame.at and a.crossed == 0 and RANKS.get(a.how, 4) <= FIRM
        ]
        goods = [a for a in frame.goods if a.chunks[0].at > frame.at and a.how != "loose" and a.crossed <= 1]
        if len(partners) < 2 or len(goods) < 2:
            continue
        places = sorted(
            [(a.chunks[0].at, "side", a) for a in partners] + [(a.chunks[0].at, "good", a) for a in goods],
            key=lambda p: p[0],
        )
        runs = [(sort, [p[2] for p in run]) for sort, run in groupby(places, key=lambda p: p[1])]
        if len(runs) < 4 or len(runs) % 2:
            continue
        couples = [dict(couple) for couple in zip(runs[::2], runs[1::2], strict=True)]
        rest = [a for a in frame.sides[side] if a not in partners and a.how in ("subject", "owner")]
        return [replace(frame, goods=c["good"], sides={**frame.sides, side: c["side"] or rest}) for c in couples]
    return [frame]


# Trade both ways


def _both_ways(scene: Scene, discourse: Discourse) -> Iterator[Flow]:
    turnovers = Turnovers(scene, discourse)
    for i, predicate in turnovers.cues():
        goods = _traded(scene, i)
        for number, pair in enumerate(turnovers.pairs(i, predicate), 1):
            first, second = Filler(pair.first, pair.how, pair.sources), Filler(pair.second, pair.how, pair.sources)
            if pair.first != pair.second:
                yield Flow(predicate, "turnover", first, second, goods, i, i, len(scene.chunks), number)
    last = discourse.last(scene.words.sentences[scene.bounds[0]])
    for i in turnovers.levels():
        if last and last.pair:
            ends = [Filler(code, "level", frozenset(("said",))) for code in last.pair]
            predicate = scene.lexicon.nouns["trade"]
            yield Flow(
                predicate, "turnover", ends[0], ends[1], Goods(last.goods, "said"), i, i, len(scene.chunks), level=True
            )


def _traded(scene: Scene, i: int) -> Goods:
    """`the oil trade between …`, `trade in oil between …`."""
    if scene.is_good(i - 1) or scene.sort(i - 1) is Sort.GOOD:
        return Goods((scene.chunks[i - 1].value,), "compound", 0, 1, i - 1, i)
    found = [j for j in range(i + 2, i + 6) if scene.lower(i + 1) == "in" and scene.sort(j) is Sort.GOOD]
    return Goods(tuple(scene.chunks[j].value for j in found), "object", 0, 2, i + 2, i + 6) if found else Goods()
