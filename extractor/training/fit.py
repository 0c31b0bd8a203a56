"""The weights of log-linear decisions, from examples: the most probable ones, given a prior.

`fit` trains weights that say how probable each candidate is by itself (logistic regression), `fit_choice` those that prefer the
right one of the candidates that compete (conditional logit). Both are convex; L-BFGS of SciPy, which the extra `test`
brings, finds the one minimum.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.sparse import csr_array

from extractor.pipeline.decide.logistic import BIAS, Decision, Features
from extractor.training.calibration import Promise, bins_of

ROUNDS = 300  # at most; some dozens are enough
SETTLED = 1e-5  # the largest slope that is left
Array = npt.NDArray[np.float64]
Loss = Callable[[Array], tuple[float, Array]]


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
    label = np.array([example.label for example in examples])
    count = np.array([example.importance for example in examples])

    def loss(weights: Array) -> tuple[float, Array]:
        odds = matrix @ weights
        surprise = np.logaddexp(0.0, odds) - label * odds
        chance = 1 / (1 + np.exp(-np.clip(odds, -700, 700)))
        return float(count @ surprise), matrix.T @ (count * (chance - label))

    return _settle(loss, names, prior)


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

    def loss(weights: Array) -> tuple[float, Array]:
        score = matrix @ weights
        score -= np.maximum.reduceat(score, first)[number]
        logs = score - np.log(np.add.reduceat(np.exp(score), first))[number]
        return -float(count @ (target * logs)), matrix.T @ (count * (np.exp(logs) - target))

    return _settle(loss, names, prior)


def _settle(loss: Loss, names: Sequence[str], prior: Prior) -> Decision:
    """The weights where the loss and what they are drawn away from their prior means are least together."""
    pulls, means = prior.pulls(names), prior.means(names)

    def whole(weights: Array) -> tuple[float, Array]:
        cost, slope = loss(weights)
        away = weights - means
        return cost + 0.5 * float(pulls @ (away * away)), slope + pulls * away

    options = {"maxiter": ROUNDS, "gtol": SETTLED, "ftol": 0.0}
    found = minimize(whole, means.copy(), jac=True, method="L-BFGS-B", options=options)
    return Decision(dict(zip(names, found.x.tolist(), strict=True)))


def _names(examples: Iterable[Example]) -> list[str]:
    return sorted({name for example in examples for name in example.features})


def _matrix(rows: Sequence[Features], names: Sequence[str]) -> csr_array:
    column = {name: number for number, name in enumerate(names)}
    ends = np.cumsum([0, *(len(row) for row in rows)])
    columns = np.array([column[name] for row in rows for name in row], dtype=np.int64)
    values = np.array([value for row in rows for value in row.values()], dtype=np.float64)
    return csr_array((values, columns, ends), shape=(len(rows), len(names)))


def reliability(pairs: Iterable[tuple[float, float]], *, bins: int = 5) -> list[tuple[float, float, int]]:
    """What was promised, what came true and how many there were, in each bin of probability.

    >>> reliability([(0.9, 1.0), (0.8, 0.0), (0.1, 0.0)], bins=2)
    [(0.1, 0.0, 1), (0.85, 0.5, 2)]
    """
    held = bins_of((Promise(chance, label) for chance, label in pairs), bins)
    return [(each.promised, each.true, each.finds) for each in held]
