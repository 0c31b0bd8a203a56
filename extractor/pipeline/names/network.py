"""The arithmetic of a trained model of our own shape, with as little around it as NumPy allows.

spaCy runs a model layer by layer, each a Python object, and asks for each token anew what it can know of the word. Here
the weights of the same pipeline are read once. A word's embedding is computed at its first sight and kept; the layers
are NumPy calls over the whole article; and the entities are read off the scores of all tokens at once:

::

    words ─ embed (kept a word) ─► 96 ─ 4 × (window of 3, maxout, norm, residual) ─► 96 ─ linear ─► 64 ─ scores ─► entities

The finds are those of spaCy on the same words, with no white space among them: where a line ends, or a space is one that
doesn't break, is typography. But none begins at a sign, a figure or a word in small letters, particles apart: for most of
a text the layers needn't run. `NamesModel` leaves to spaCy every other pipeline, and articles with entities set before.
"""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from spacy.attrs import IS_ALPHA, IS_DIGIT, IS_LOWER, IS_PUNCT, IS_SPACE, NORM, ORTH, SENT_START

from extractor.pipeline.names.lexicon import LEADING, PARTICLES
from extractor.pipeline.names.sureness import Reading

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.language import Language
    from spacy.tokens import Doc

    Floats = NDArray[np.float32]

SHAPE: dict[str, dict[str, object]] = {  # what this module can do, as configurations say it
    "tok2vec": {"@architectures": "spacy.Tok2Vec.v2"},
    "tok2vec.embed": {"@architectures": "spacy.MultiHashEmbed.v2", "include_static_vectors": True},
    "tok2vec.encode": {"@architectures": "spacy.MaxoutWindowEncoder.v2", "window_size": 1},
    "ner": {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": "ner",
        "extra_state_tokens": False,
        "use_upper": False,
    },
}
WORDS = 1 << 12  # embeddings kept of a generation: 1.5 MiB
STRETCH = 1 << 13  # words that the layers see in one go: longer texts take no more memory
BLOCK = 32  # words embedded in one go, always: BLAS may round the rows of a matrix of another height differently
BESIDE = np.array([-1, 0, 1])
SALT = np.uint64(0x9E3779B97F4A7C15)


def fits(pipeline: "Language") -> bool:
    """Whether `Network` can run the pipeline: one that `extractor train` made."""
    if pipeline.pipe_names != ["tok2vec", "ner"]:
        return False
    for name, settings in SHAPE.items():
        component, _, part = name.partition(".")
        config: Any = pipeline.get_pipe_config(component)["model"]
        config = config[part] if part else config
        if any(config[key] != value for key, value in settings.items()):
            return False
    ner: Any = pipeline.get_pipe("ner")
    return ner.cfg["beam_width"] == 1 and not ner.model.attrs["unseen_classes"]


class Network:
    """The weights of a pipeline that `fits`, and the way from a Doc to its entities."""

    def __init__(self, pipeline: "Language") -> None:
        ner: Any = pipeline.get_pipe("ner")
        tok2vec = cast(Any, pipeline.get_pipe("tok2vec")).model
        self.embedding = Embedding(tok2vec.get_ref("embed"), pipeline.vocab.vectors)
        encode = tok2vec.get_ref("encode")
        self.pad = int(encode.attrs["pad"])
        maxouts = [node for node in encode.walk() if node.name == "maxout"]
        norms = [node for node in encode.walk() if node.name == "layernorm"]
        self.layers = [Layer(maxout, norm) for maxout, norm in zip(maxouts, norms, strict=True)]
        (self.linear,) = (node for node in ner.model.get_ref("tok2vec").walk() if node.name == "linear")
        moves = [ner.moves.get_class_name(i) for i in range(ner.moves.n_moves)]
        self.scores = Scores(ner.model.get_ref("lower"), moves)
        self.particles = np.array(
            [pipeline.vocab.strings.add(word) for word in sorted(PARTICLES | LEADING)], dtype="uint64"
        )

    def read(self, doc: "Doc") -> Reading:
        """What the model makes of the words of a Doc, of which there are some; white space, which typography chooses, is not
        looked at, and neither are entities that were set before.

        The layers are run for the words at which a name may begin and for those beside them, two fifths of a text, and for
        all others when somebody asks for one.
        """
        marks = doc.to_array([SENT_START, IS_SPACE, IS_LOWER, IS_ALPHA, IS_PUNCT, IS_DIGIT, ORTH])
        kept = np.flatnonzero(marks[:, 1] == 0)
        marks = marks[kept]
        vectors = np.zeros((len(kept) + 2 * self.pad, self.embedding.width), dtype="float32")
        vectors[self.pad : -self.pad] = self.embedding.rows(doc)[kept]
        starts = (doc.to_array([SENT_START]).astype("int64") == 1).cumsum()
        closing = np.ones(len(kept), dtype=bool)  # no entity goes over the start of a sentence
        closing[:-1] = np.diff(starts[kept]) > 0
        return self.scores.read(partial(self._encode, vectors), self._opening(*marks.T[2:]), closing)

    def _opening(self, *features: "NDArray[np.uint64]") -> "NDArray[np.bool_]":
        """The words at which a name may begin: no sign, no figure, and none in small letters but a particle and the title
        before it, `comte de Vergennes`.
        """
        lower, alpha, sign, figure, word = features
        particle = np.isin(word, self.particles)
        opening: NDArray[np.bool_] = ((lower & alpha) | sign | figure) == 0
        opening |= particle
        opening[:-1] |= particle[1:]
        return opening

    def _encode(self, vectors: "Floats", wanted: "NDArray[np.bool_]") -> "Floats":
        """The hidden rows of the words that are wanted; some thousand words at a time."""
        places = range(self.pad, len(vectors) - self.pad, STRETCH)
        return np.concatenate([self._encode_stretch(vectors, at, wanted) for at in places])

    def _encode_stretch(self, vectors: "Floats", at: int, wanted: "NDArray[np.bool_]") -> "Floats":
        """Those of one stretch, from row `at` on; a row sees as many rows each way as there are layers."""
        last, first = min(at + STRETCH, len(vectors) - self.pad), max(0, at - len(self.layers))
        around = vectors[first : last + len(self.layers)]
        seen = np.zeros((len(around) + 2, around.shape[1]), dtype="float32")  # a row of zeros at both ends
        seen[1:-1] = around
        mask = np.zeros(len(seen), dtype=bool)
        mask[1 + at - first : 1 + last - first] = wanted[at - self.pad : last - self.pad]
        needed = [np.flatnonzero(mask)]
        for _ in self.layers[1:]:
            mask[1:-1] |= mask[:-2] | mask[2:]
            mask[[0, -1]] = False
            needed.append(np.flatnonzero(mask))
        for layer, rows in zip(self.layers, reversed(needed), strict=True):
            seen[rows] += layer(_window(seen, rows))
        hidden: Floats = np.dot(seen[needed[0]], self.linear.get_param("W").T)
        hidden += self.linear.get_param("b")
        return hidden


def _window(vectors: "Floats", rows: "NDArray[np.intp]") -> "Floats":
    """Some rows, each between the one before and the one after it."""
    wide: Floats = vectors[rows[:, None] + BESIDE].reshape(len(rows), len(BESIDE) * vectors.shape[1])
    return wide


class Layer:
    """Maxout over three pieces and layer normalisation: weights of (width × pieces, inputs), the pieces one after another."""

    def __init__(self, maxout: Any, norm: Any) -> None:
        weights, bias = maxout.get_param("W"), maxout.get_param("b")
        self.width, self.pieces, inputs = weights.shape
        self.weights = np.ascontiguousarray(weights.transpose(1, 0, 2)).reshape(-1, inputs)
        self.bias = np.ascontiguousarray(bias.T).reshape(-1)
        self.scale, self.shift = norm.get_param("G"), norm.get_param("b")

    def __call__(self, inputs: "Floats") -> "Floats":
        """The outputs, a row for each row of inputs."""
        sums = np.dot(inputs, self.weights.T)
        sums += self.bias
        best = _maximum(sums, self.width, self.pieces)
        best -= np.add.reduce(best, axis=1, keepdims=True) / self.width
        variance = np.add.reduce(best * best, axis=1, keepdims=True) / self.width + 1e-08
        best *= variance ** (-1.0 / 2.0)
        best *= self.scale
        best += self.shift
        return best


def _maximum(sums: "Floats", width: int, pieces: int) -> "Floats":
    best = sums[:, :width]
    for piece in range(1, pieces):
        best = np.maximum(best, sums[:, piece * width : (piece + 1) * width])
    return best


class Embedding:
    """A word → its row, from hashes of its features and its static vector; the rows of words seen are kept.

    A row depends on its word alone, to the last bit: so records don't depend on what was read before.
    """

    def __init__(self, embed: Any, vectors: Any) -> None:
        self.vectors = vectors
        self.attr = vectors.attr  # spaCy forgets it where a saved pipeline is read into the vocab
        nodes = list(embed.walk())
        (self.columns,) = (node.attrs["columns"] for node in nodes if node.name == "extract_features")
        self.hashes = [node for node in nodes if node.name == "hashembed"]
        (self.static,) = (node.get_param("W") for node in nodes if node.name == "static_vectors")
        (maxout,), (norm,) = ([node for node in nodes if node.name == name] for name in ("maxout", "layernorm"))
        self.mix = Layer(maxout, norm)
        self.width = self.mix.width
        self._kept, self._places = np.empty((WORDS, self.width), dtype="float32"), dict[int, int]()
        self._older, self._older_places = np.empty_like(self._kept), dict[int, int]()

    def rows(self, doc: "Doc") -> "Floats":
        """The rows of a Doc's tokens."""
        known = doc.to_array([ORTH, NORM])  # a token's norm may be its own; all else is its word's
        keys, first, places = np.unique(known[:, 0] + known[:, 1] * SALT, return_index=True, return_inverse=True)
        if len(keys) > WORDS:  # more words than any text has: no need to keep them
            return self._embed(doc, first)[places]
        wanted = keys.tolist()
        fresh = [i for i, key in enumerate(wanted) if key not in self._places]
        if fresh:
            if len(self._places) + len(fresh) > WORDS:  # what no text had since the last time is let go
                self._older, self._kept = self._kept, self._older
                self._older_places, self._places = self._places, {}
                fresh = list(range(len(wanted)))
            again = [wanted[i] for i in fresh if wanted[i] in self._older_places]
            self._keep(again, self._older[[self._older_places[key] for key in again]])
            new = [i for i in fresh if wanted[i] not in self._places]
            self._keep([wanted[i] for i in new], self._embed(doc, first[new]))
        rows: Floats = self._kept[np.array([self._places[key] for key in wanted], dtype=np.intp)[places]]
        return rows

    def _keep(self, keys: list[int], rows: "Floats") -> None:
        start = len(self._places)
        self._kept[start : start + len(keys)] = rows
        self._places.update(zip(keys, range(start, start + len(keys)), strict=True))

    def _embed(self, doc: "Doc", tokens: "NDArray[np.intp]") -> "Floats":
        """The rows of some tokens; matrices are multiplied in blocks of one height."""
        features = doc.to_array(self.columns)[tokens]
        places = self.vectors.find(keys=doc.to_array(self.attr)[tokens])
        height = -(-len(tokens) // BLOCK) * BLOCK
        wide = np.zeros((height, self.width * (len(self.hashes) + 1)), dtype="float32")
        for i, hashed in enumerate(self.hashes):
            wide[: len(tokens), i * self.width : (i + 1) * self.width] = hashed.predict(features[:, i])
        vectors = np.zeros((height, self.vectors.shape[1]), dtype="float32")
        vectors[: len(tokens)] = self.vectors.data[places]
        vectors[: len(tokens)][places < 0] = 0
        rows = np.empty((height, self.width), dtype="float32")
        for start in range(0, height, BLOCK):
            part = slice(start, start + BLOCK)
            wide[part, -self.width :] = np.dot(vectors[part], self.static.T)
            rows[part] = self.mix(wide[part])
        return rows[: len(tokens)]


Encode = Callable[["NDArray[np.bool_]"], "Floats"]  # which words are wanted → their hidden rows


class Scores:
    """From hidden rows to entities: what the transitions of spaCy's recogniser do, for all tokens outside entities at once.

    A transition's score is a sum over three tokens: the one in hand, the first of the open entity, and the one before
    the one in hand. Outside an entity the last two are none, so that the score hangs on the token alone.
    """

    def __init__(self, lower: Any, moves: list[str]) -> None:
        weights, bias, pad = (lower.get_param(name) for name in ("W", "b", "pad"))
        inputs, self.pieces = weights.shape[-1], weights.shape[2]
        self.labels = [move[2:] for move in moves if move.startswith("B-")]
        # in the order of spaCy's moves: of two equal scores the first wins
        self.outside = [*(f"B-{label}" for label in self.labels), *(f"U-{label}" for label in self.labels), "O"]
        inside = [f"{move}-{label}" for label in self.labels for move in "IL"]
        free, bound = [moves.index(move) for move in self.outside], [moves.index(move) for move in inside]
        # (feature, move, piece, input) → rows: the pieces one after another outside, side by side inside
        self.free = np.ascontiguousarray(weights[0, free].transpose(1, 0, 2)).reshape(-1, inputs)
        self.free_sums = [
            np.ascontiguousarray(part.T).reshape(-1) for part in (*pad[0, 1:, free].swapaxes(0, 1), bias[free])
        ]
        self.bound = np.ascontiguousarray(weights[:, bound]).reshape(-1, inputs)
        self.bound_bias = bias[bound].reshape(-1)

    def read(self, encode: Encode, opening: "NDArray[np.bool_]", closing: "NDArray[np.bool_]") -> Reading:
        """The scores of all words that matter: an entity may begin at `opening` ones, and none goes on behind `closing` ones."""

        def score(wanted: "NDArray[np.bool_]") -> "tuple[Floats, Floats]":
            hidden = encode(wanted)
            return self._free(hidden, closing[wanted]), np.dot(hidden, self.bound.T).reshape(
                len(hidden), 3, len(self.bound) // 3
            )

        return Reading(self.labels, score, self.bound_bias, opening, closing)

    def _free(self, hidden: "Floats", closing: "NDArray[np.bool_]") -> "Floats":
        """The score of each move at each word, were it outside of all entities."""
        sums = np.dot(hidden, self.free.T)
        for part in self.free_sums:
            sums += part
        scores = _maximum(sums, len(self.outside), self.pieces)
        scores[closing, : len(self.labels)] = -np.inf  # no B
        return scores
