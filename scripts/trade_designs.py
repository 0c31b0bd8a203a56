"""What each part of the trade kind brings: the table of predicates alone, with discourse, with the trained decision.

    python scripts/trade_designs.py GOLD.jsonl [GOLD.jsonl …]

GOLD holds articles with all their trade statements (`trade`). Prints precision, recall and F1 by exporter, importer and one
good, and by the pair of countries; then how often discourse has the right country for a side that its sentence leaves open.
"""

import argparse
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import extractor
from extractor.pipeline.trade.choice import choose, decisions, keep, readings
from extractor.pipeline.trade.flow import Flow
from extractor.training.trade import Read, Score, flow_keys, read_articles

Design = Callable[[list[Flow]], list[Flow]]
SETTLED = ("open", "none")


def main() -> None:
    """Read the articles once and score each design."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+", type=Path)
    options = parser.parse_args()
    nlp = extractor.load(kinds=tuple(kind for kind in extractor.pipeline.KINDS if kind != "trade"))
    articles = [article for path in options.gold for article in read_articles(path, nlp, own=False)]
    print("| design | P | R | F1 | pairs P | R | F1 |\n| --- | --- | --- | --- | --- | --- | --- |")
    for name, design in DESIGNS.items():
        both = (score(articles, design, goods=goods) for goods in (True, False))
        cells = (f"{100 * x:.1f}" for s in both for x in (s.precision, s.recall, s.f1))
        print(f"| {name} | {' | '.join(cells)} |")
    first, among, asked = answers(articles)
    print(f"\nopen sides: {asked}; the first answer is right in {first}, one of the answers in {among}")


def alone(flows: list[Flow]) -> list[Flow]:
    """The closest reading of each predicate whose sides the sentence names."""
    return list(_closest(f for f in flows if not _supplied(f)))


def with_discourse(flows: list[Flow]) -> list[Flow]:
    """The closest reading of each predicate, open sides and goods supplied by what stands before."""
    return list(_closest(flows))


def decided(flows: list[Flow]) -> list[Flow]:
    """What the product says."""
    decide = decisions()
    return keep(choose(flows, decide), decide.threshold)


DESIGNS: dict[str, Design] = {
    "predicates alone": alone,
    "with discourse": with_discourse,
    "with the trained decision": decided,
}


def _supplied(flow: Flow) -> bool:
    return bool(flow.exporter.sources or flow.importer.sources) or flow.goods.how in ("said", "near", "main")


def _closest(flows: Iterable[Flow]) -> Iterator[Flow]:
    for competing in readings(flows):
        yield from competing[0]


def score(articles: Iterable[Read], design: Design, *, goods: bool) -> Score:
    """Keys right, said and wanted."""
    right = said = wanted = 0
    for article in articles:
        found = {key for sentence in article.sentences for flow in design(sentence.flows) for key in flow_keys(flow)}
        gold = article.gold
        if not goods:
            found, gold = {(pair,) for pair, _ in found}, {(pair,) for pair, _ in gold}
        right, said, wanted = right + len(found & gold), said + len(found), wanted + len(gold)
    return Score(right, said, wanted)


def answers(articles: Iterable[Read]) -> tuple[int, int, int]:
    """Of the predicates whose open side a statement of the gold fills: first answer right, any right, all."""
    first = among = asked = 0
    for sentence in (sentence for article in articles for sentence in article.sentences):
        for competing in readings(sentence.flows):
            flows = [flow for reading in competing for flow in reading]
            wanted = [bool(flow_keys(flow) & sentence.here) and _supplied(flow) for flow in flows]
            supplied = [right for flow, right in zip(flows, wanted, strict=True) if _supplied(flow)]
            if any(wanted):
                asked, among, first = asked + 1, among + 1, first + supplied[0]
            elif supplied and any(flow.sides[0] in _sides(sentence.here) for flow in flows):
                asked += 1
    return first, among, asked


def _sides(keys: Iterable[tuple[object, ...]]) -> set[object]:
    return {side for pair, _ in keys for side in pair[1:]}  # type: ignore[index]


if __name__ == "__main__":
    main()
