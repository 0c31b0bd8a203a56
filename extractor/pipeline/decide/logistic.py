"""Log-linear decisions: how probable a candidate is, which of several is meant, and the weights from examples.

Both are sums of the weights of named features: `fit` trains them to say how probable each candidate is by itself (logistic
regression), `fit_choice` to prefer the right one of those that compete (conditional logit).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import exp

import numpy as np
import numpy.typing as npt

from extractor.data import read_table

BIAS = "bias"
ROUNDS = 12  # of Newton's method; it has settled long before
Features = Mapping[str, float]
Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Decision:
    """Weights by the name of a feature; a feature without a weight says nothing."""

    weights: Mapping[str, float]

    @classmethod
    def from_table(cls, name: str, column: str) -> "Decision":
        """The decision whose weights stand in one column of `data/<name>.csv`, beside the column `feature`."""
        return cls({row["feature"]: float(row[column]) for row in read_table(name) if row[column]})

    def odds(self, features: Features) -> float:
        """The log-odds of a candidate, or its score among others.

        >>> Decision({"bias": -1.0, "figure": 2.0}).odds({"figure": 1.0})
        1.0
        """
        return self.weights.get(BIAS, 0.0) + sum(share for _, share in self.shares(features))

    def probability(self, features: Features) -> float:
        """How probable a candidate with these features is, 0 to 1."""
        return logistic(self.odds(features))

    def shares(self, features: Features) -> list[tuple[str, float]]:
        """What each feature adds to the log-odds, in the order of their names: the sum is the same on every machine."""
        weights = self.weights
        return [(name, weights[name] * features[name]) for name in sorted(features) if name in weights]


def logistic(odds: float) -> float:
    """The probability of some log-odds."""
    return 1 / (1 + exp(-odds)) if odds > -700 else 0.0


@dataclass(frozen=True, slots=True)
class Prior:
    """What is believed of the weights before any example: `mean` of some, and how hard each is drawn to its mean.

    `penalty` holds for all but those whose names begin with a key of `penalties`: rows of a table back off to their class so.
    """

    penalty: float = 1.0
    penalties: Mapping[str, float] = field(default_factory=dict)
    mean: Mapping[str, float] = field(default_factory=dict)

    def pulls(self, names: Sequence[str]) -> Array:
        """The penalty of each name; the bias is free."""
        return np.array([0.0001 if name == BIAS else self._pull(name) for name in names])

    def means(self, names: Sequence[str]) -> Array:
        """The expected weight of each name."""
        return np.array([self.mean.get(name, 0.0) for name in names])

    def _pull(self, name: str) -> float:
        return next((value for prefix, value in self.penalties.items() if name.startswith(prefix)), self.penalty)


@dataclass(frozen=True, slots=True)
class Example:
    """A candidate: its features, the share of it that is right (0 to 1), how much it counts."""

    features: Features
    label: float
    importance: float = 1.0


def fit(examples: Sequence[Example], prior: Prior) -> Decision:
    """The weights that make the labels most probable, given the prior."""
    names = [BIAS, *_names(examples)]
    matrix = _matrix([{BIAS: 1.0, **example.features} for example in examples], names)
    target = np.array([example.label for example in examples])
    count = np.array([example.importance for example in examples])
    pulls, means = prior.pulls(names), prior.means(names)
    weights = means.copy()
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-np.clip(matrix @ weights, -30, 30)))
        slope = matrix.T @ (count * (chance - target)) + pulls * (weights - means)
        bend = (matrix * (count * chance * (1 - chance))[:, None]).T @ matrix + np.diag(pulls)
        weights = weights - np.linalg.solve(bend, slope)
    return Decision(dict(zip(names, weights.tolist(), strict=True)))


def fit_choice(groups: Sequence[Sequence[Example]], prior: Prior) -> Decision:
    """The weights that prefer the right candidate of each group; labels share out one among the right ones of a group."""
    examples = [example for group in groups for example in group]
    names = _names(examples)
    matrix = _matrix([example.features for example in examples], names)
    first = np.cumsum([0, *(len(group) for group in groups)])[:-1]
    number = np.repeat(np.arange(len(groups)), [len(group) for group in groups])
    label = np.array([example.label for example in examples])
    target = label / np.add.reduceat(label, first)[number]
    count = np.array([example.importance for example in examples])
    pulls, means = prior.pulls(names), prior.means(names)
    weights = means.copy()
    for _ in range(ROUNDS):
        score = matrix @ weights
        chance = np.exp(score - np.maximum.reduceat(score, first)[number])
        chance /= np.add.reduceat(chance, first)[number]
        slope = matrix.T @ (count * (chance - target)) + pulls * (weights - means)
        centres = np.add.reduceat(matrix * chance[:, None], first) * np.sqrt(count[first])[:, None]
        bend = (matrix * (count * chance)[:, None]).T @ matrix - centres.T @ centres + np.diag(pulls)
        weights = weights - np.linalg.solve(bend, slope)
    return Decision(dict(zip(names, weights.tolist(), strict=True)))


def _names(examples: Iterable[Example]) -> list[str]:
    return sorted({name for example in examples for name in example.features})


def _matrix(rows: Sequence[Features], names: Sequence[str]) -> Array:
    column = {name: number for number, name in enumerate(names)}
    matrix = np.zeros((len(rows), len(names)))
    for number, row in enumerate(rows):
        matrix[number, [column[name] for name in row]] = list(row.values())
    return matrix


def reliability(pairs: Iterable[tuple[float, float]], *, bins: int = 5) -> list[tuple[float, float, int]]:
    """What was promised, what came true and how many there were, in each bin of probability.

    >>> reliability([(0.9, 1.0), (0.8, 0.0), (0.1, 0.0)], bins=2)
    [(0.1, 0.0, 1), (0.85, 0.5, 2)]
    """
    held: list[list[tuple[float, float]]] = [[] for _ in range(bins)]
    for chance, label in sorted(pairs):
        held[min(int(chance * bins), bins - 1)].append((chance, label))
    return [
        (round(sum(c for c, _ in found) / len(found), 4), round(sum(y for _, y in found) / len(found), 4), len(found))
        for found in held
        if found
    ]
