"""The teacher: a transformer trained on people's labels, which labels open text for the small network to learn from.

    pip install torch transformers
    python scripts/teacher.py train DATA TEACHER --encoder FOLDER [--minutes 45]
    python scripts/teacher.py label DATA TEACHER --encoder FOLDER

FOLDER holds the encoder of `all-mpnet-base-v2` (Apache-2.0; https://huggingface.co/sentence-transformers/all-mpnet-base-v2:
`config.json`, `model.safetensors`, `tokenizer.json`). It is uncased: how a word is written is a learned embedding of ten classes,
added to the words' own. `train` writes the weights to the file TEACHER; `label` reads DATA/texts/*.jsonl and writes
DATA/labels/*.jsonl, a text a line with its labels and the lowest probability of each one's words. docs/retraining.md tells
the rest.
"""

import argparse
import json
import random
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import AutoModel, PreTrainedTokenizerFast

from extractor.errors import ReadError
from extractor.training.samples import Sample, read_samples
from extractor.training.sources.catalogue import origin

FILES = {  # what it learns from, and which share of each
    "ewt_train.jsonl": 1.0, "gum_train.jsonl": 1.0, "wikigold_train.jsonl": 1.0, "crossner_politics_train.jsonl": 1.0,
    "crossner_music_train.jsonl": 1.0, "crossner_literature_train.jsonl": 1.0, "crossner_science_train.jsonl": 1.0,
    "crossner_ai_train.jsonl": 1.0, "wnut17_train.jsonl": 0.4, "re3d.jsonl": 1.0, "redocred_dev.jsonl": 1.0,
}  # fmt: skip
TAGS = ("O", *(f"{begin}-{label}" for label in ("PERSON", "LOC", "ORG", "NORP") for begin in "BI"))
UNKNOWN = -100  # no tag is known: torch's own number for it
WORD = re.compile(r"\w+|[^\w\s]")
STOPS = frozenset(".!?")
CHUNK, LONGEST = 90, 256  # words of a piece of text, and pieces of words that the encoder sees
CASES, FROZEN = 10, 3  # classes of case; the lowest layers that stay as they are
RATE, FRESH_RATE, DECAY, WARM = 3e-4, 1e-3, 0.01, 0.06  # WARM: the share of the time in which the rate rises
BATCH = 1600  # pieces of words in one go
SEED = 0


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of a text: the words' places in it, and their tags, where they are known."""

    text: str
    words: tuple[tuple[int, int], ...]
    tags: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Encoded:
    """A chunk for the encoder: pieces, the class of case and the tag of each, and which word each is the first piece of."""

    pieces: list[int]
    cases: list[int]
    tags: list[int]
    firsts: list[int | None]


class Teacher(nn.Module):
    """The encoder, an embedding of case, and a linear layer to the tags."""

    def __init__(self, encoder: Path) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(encoder, add_pooling_layer=False)
        width = self.encoder.config.hidden_size
        self.case = nn.Embedding(CASES, width)
        nn.init.normal_(self.case.weight, std=0.02)
        self.tags = nn.Linear(width, len(TAGS))
        self.dropout = nn.Dropout(0.1)

    def forward(self, pieces: Tensor, cases: Tensor, mask: Tensor) -> Tensor:
        """Scores of shape (texts, pieces, tags)."""
        device = pieces.device.type
        with torch.autocast(device, dtype=torch.bfloat16):
            words = self.encoder.get_input_embeddings()(pieces) + self.case(cases)
            hidden = self.encoder(inputs_embeds=words, attention_mask=mask).last_hidden_state
            return self.tags(self.dropout(hidden)).float()

    def freeze(self) -> None:
        """Let the embeddings and the lowest layers be."""
        for name, weight in self.encoder.named_parameters():
            layer = re.search(r"\blayer\.(\d+)\.", name)
            weight.requires_grad = int(layer[1]) >= FROZEN if layer else not name.startswith("embeddings")


def case_of(word: str) -> int:
    """How a word is written, as a class."""
    tests = (
        word.isupper() and len(word) > 1, word.isupper(), word[:1].isupper() and word[1:].islower(), word[:1].isupper(),
        word.islower(), word.isdigit(), any(c.isdigit() for c in word), any(c.isupper() for c in word),
    )  # fmt: skip
    return next((i for i, holds in enumerate(tests, 1) if holds), CASES - 1)


def chunks_of(sample: Sample) -> Iterator[Chunk]:
    """The text in pieces of at most `CHUNK` words, cut behind a sentence where one ends in the second half."""
    words = [match.span() for match in WORD.finditer(sample.text)]
    tags = _tags_of(sample, words)
    start = 0
    while start < len(words):
        end = min(len(words), start + CHUNK)
        if end < len(words):
            stops = (i for i in range(end, start + CHUNK // 2, -1) if sample.text[slice(*words[i - 1])] in STOPS)
            end = next(stops, end)
        yield Chunk(sample.text, tuple(words[start:end]), tuple(tags[start:end]))
        start = end


def _tags_of(sample: Sample, words: Sequence[tuple[int, int]]) -> list[int]:
    tags = [0] * len(words)
    for first, last, label in sample.spans:
        inside = [i for i, (start, end) in enumerate(words) if start < last and first < end]
        for i in inside:
            tags[i] = TAGS.index(f"{'B' if i == inside[0] else 'I'}-{label}")
    for first, last in sample.missing:
        for i, (start, end) in enumerate(words):
            if start < last and first < end:
                tags[i] = UNKNOWN
    return tags


def encode(chunk: Chunk, tokenizer: PreTrainedTokenizerFast) -> Encoded:
    """A chunk for the encoder; a word's tag stands at its first piece."""
    texts = [chunk.text[start:end] for start, end in chunk.words]
    made = tokenizer(texts, is_split_into_words=True, truncation=True, max_length=LONGEST)
    owners = made.word_ids()
    firsts = [word if word != before else None for word, before in zip(owners, [None, *owners], strict=False)]
    cases = [0 if word is None else case_of(texts[word]) for word in owners]
    return Encoded(made["input_ids"], cases, [UNKNOWN if w is None else chunk.tags[w] for w in firsts], firsts)


def batches(encoded: Sequence[Encoded], rng: random.Random) -> list[list[int]]:
    """The chunks in batches of about the same length, in any order."""
    made: list[list[int]] = []
    for i in sorted(range(len(encoded)), key=lambda i: len(encoded[i].pieces) + 8 * rng.random()):
        if not made or len(encoded[i].pieces) * (len(made[-1]) + 1) > BATCH:
            made.append([])
        made[-1].append(i)
    rng.shuffle(made)
    return made


def tensors(batch: Sequence[Encoded], pad: int, device: torch.device) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Pieces, cases, mask and tags, each of shape (texts, pieces)."""
    longest = max(len(each.pieces) for each in batch)

    def padded(rows: list[list[int]], filler: int) -> Tensor:
        return torch.tensor([row + [filler] * (longest - len(row)) for row in rows], device=device)

    mask = padded([[1] * len(each.pieces) for each in batch], 0)
    pieces, cases = padded([e.pieces for e in batch], pad), padded([e.cases for e in batch], 0)
    return pieces, cases, mask, padded([e.tags for e in batch], UNKNOWN)


def train(model: Teacher, encoded: Sequence[Encoded], pad: int, minutes: float) -> None:
    """Train for a time; the rate rises at first, and falls to nothing at the end."""
    device = next(model.parameters()).device
    model.freeze()
    model.train()
    fresh = [*model.case.parameters(), *model.tags.parameters()]
    rest = [weight for weight in model.encoder.parameters() if weight.requires_grad]
    optimizer = torch.optim.AdamW(
        [{"params": fresh, "lr": FRESH_RATE}, {"params": rest, "lr": RATE}], weight_decay=DECAY
    )
    rates = [group["lr"] for group in optimizer.param_groups]
    rng, begun, step, share = random.Random(SEED), time.monotonic(), 0, 0.0
    while share < 1:
        for batch in batches(encoded, rng):
            share = (time.monotonic() - begun) / (60 * minutes)
            if share >= 1:
                break
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * min(1.0, share / WARM) * (1 - share)
            *inputs, tags = tensors([encoded[i] for i in batch], pad, device)
            scores = model(*inputs)
            loss = nn.functional.cross_entropy(scores.flatten(0, 1), tags.flatten(), ignore_index=UNKNOWN)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad()
            step += 1
            if step % 100 == 0:
                print(f"{step} updates, {100 * share:.0f} % of the time, loss {loss.item():.4f}", flush=True)


def label(model: Teacher, tokenizer: PreTrainedTokenizerFast, text: str) -> list[list[int | str | float]]:
    """The labels of a text: start, end, label, and the lowest probability of its words."""
    device = next(model.parameters()).device
    found: list[list[int | str | float]] = []
    for chunk in chunks_of(Sample(text, ())):
        encoded = encode(chunk, tokenizer)
        *inputs, _ = tensors([encoded], tokenizer.pad_token_id, device)
        chances, tags = model(*inputs)[0].softmax(-1).max(-1)
        told = [
            (w, TAGS[tag], float(chance))
            for w, tag, chance in zip(encoded.firsts, tags, chances, strict=True)
            if w is not None
        ]
        for word, tag, chance in told:
            start, end = chunk.words[word]
            if (
                tag.startswith("I-")
                and found
                and found[-1][2] == tag[2:]
                and not text[int(found[-1][1]) : start].strip()
            ):
                found[-1][1], found[-1][3] = end, min(float(found[-1][3]), chance)
            elif tag != "O":
                found.append([start, end, tag[2:], chance])
    return [[start, end, name, round(float(chance), 3)] for start, end, name, chance in found]


def read_chunks(data: Path) -> list[Chunk]:
    """What the teacher learns from; `ReadError` names all that DATA lacks."""
    missing = [name for name in FILES if not (data / name).is_file()]
    if missing:
        raise ReadError("\n".join(f"{data / name} is missing: {origin(name)}" for name in missing))
    chunks: list[Chunk] = []
    for name, share in FILES.items():
        samples = list(read_samples(data / name))
        random.Random(SEED).shuffle(samples)
        chunks += [chunk for sample in samples[: round(share * len(samples))] for chunk in chunks_of(sample)]
    return chunks


def label_texts(model: Teacher, tokenizer: PreTrainedTokenizerFast, data: Path) -> None:
    """Label every file of DATA/texts."""
    (data / "labels").mkdir(exist_ok=True)
    model.eval()
    for path in sorted((data / "texts").glob("*.jsonl")):
        with torch.inference_mode(), (data / "labels" / path.name).open("w", encoding="utf-8") as file:
            for line in path.read_text(encoding="utf-8").splitlines():
                row = json.loads(line)
                row["ents"] = label(model, tokenizer, row["text"])
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
        print(f"labelled {path}", flush=True)


def main() -> None:
    """Train, or label."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("train", "label"))
    parser.add_argument("data", type=Path, metavar="DATA")
    parser.add_argument("teacher", type=Path, metavar="TEACHER")
    parser.add_argument("--encoder", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--minutes", type=float, default=45)
    options = parser.parse_args()
    torch.manual_seed(SEED)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_file=str(options.encoder / "tokenizer.json"), pad_token="<pad>", unk_token="[UNK]"
    )
    model = Teacher(options.encoder).to(device)
    if options.what == "train":
        encoded = [encode(chunk, tokenizer) for chunk in read_chunks(options.data)]
        train(model, encoded, tokenizer.pad_token_id, options.minutes)
        torch.save(model.state_dict(), options.teacher)
    else:
        model.load_state_dict(torch.load(options.teacher, map_location=device, weights_only=True))
        label_texts(model, tokenizer, options.data)


if __name__ == "__main__":
    main()
