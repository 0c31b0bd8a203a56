"""Logistic regression: the probability of a candidate from its features, and the weights from examples."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp

import numpy as np

from extractor.data import read_table

BIAS = "bias"
ROUNDS = 12
Features = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Decision:
    """Weights by the name of a feature; a feature without a weight says nothing."""

    weights: Mapping[str, float]

    @classmethod
    def from_table(cls, name: str) -> "Decision":
        """The decision whose weights stand in `data/<name>.csv`."""
        return cls({row["feature"]: float(row["weight"]) for row in read_table(name)})

    def probability(self, features: Features) -> float:
        """How probable a candidate with these features is, 0 to 1.

        >>> round(Decision({"bias": -1.0, "figure": 2.0}).probability({"figure": 1.0}), 2)
        0.73
        """
        return logistic(self.weights.get(BIAS, 0.0) + sum(share for _, share in self.shares(features)))

    def shares(self, features: Features) -> list[tuple[str, float]]:
        """What each feature adds to the log-odds, in the order of their names: the sum is the same on every machine."""
        weights = self.weights
        return [(name, weights[name] * features[name]) for name in sorted(features) if name in weights]


def logistic(odds: float) -> float:
    """The probability of some log-odds."""
    return 1 / (1 + exp(-odds)) if odds > -700 else 0.0


def fit(
    rows: Sequence[Features],
    labels: Sequence[float],
    *,
    importance: Sequence[float],
    penalty: float = 1.0,
    penalties: Mapping[str, float] | None = None,
    prior: Mapping[str, float] | None = None,
) -> Decision:
    """The weights that make the labels (0 to 1, the share that is right) most probable, by Newton's method.

    `importance` is how much each row counts; `penalty` draws every weight but the bias towards its `prior` (nothing, unless
    told), and `penalties` says another for the features that begin with a prefix: rows of a table back off to their class so.
    """
    names = [BIAS, *sorted({name for row in rows for name in row})]
    column = {name: number for number, name in enumerate(names)}
    matrix = np.zeros((len(rows), len(names)))
    matrix[:, 0] = 1
    for number, row in enumerate(rows):
        matrix[number, [column[name] for name in row]] = list(row.values())
    pull = np.array([0.0001] + [_penalty(name, penalty, penalties or {}) for name in names[1:]])
    target, count = np.array(labels), np.array(importance)
    expected = np.array([(prior or {}).get(name, 0.0) for name in names])
    weights = expected.copy()
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-np.clip(matrix @ weights, -30, 30)))
        slope = matrix.T @ (count * (chance - target)) + pull * (weights - expected)
        bend = (matrix * (count * chance * (1 - chance))[:, None]).T @ matrix + np.diag(pull)
        step = np.linalg.solve(bend, slope)
        weights -= step
        if float(np.abs(step).max()) < 1e-4:
            break
    return Decision(dict(zip(names, weights.tolist(), strict=True)))


def _penalty(name: str, penalty: float, penalties: Mapping[str, float]) -> float:
    return next((value for prefix, value in penalties.items() if name.startswith(prefix)), penalty)


def reliability(chances: Iterable[float], labels: Iterable[float], *, bins: int = 5) -> list[tuple[float, float, int]]:
    """What was promised, what came true and how many there were, in each bin of probability."""
    pairs = sorted(zip(chances, labels, strict=True))
    held: list[list[tuple[float, float]]] = [[] for _ in range(bins)]
    for chance, label in pairs:
        held[min(int(chance * bins), bins - 1)].append((chance, label))
    return [(sum(c for c, _ in b) / len(b), sum(y for _, y in b) / len(b), len(b)) for b in held if b]
