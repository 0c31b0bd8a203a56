"""Log-linear decisions: how probable a candidate is, and which of several is meant, as sums of the weights of named features.

The weights come from examples: `extractor.training.fit`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp

from extractor.data import read_table

BIAS = "bias"
Features = Mapping[str, float]


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
