"""Train the mention model: `python -m scripts.training.mentions` (about 20 minutes on one core).

It learns from NEREL's training texts and `data/training/train.jsonl`, from each with the labels that its
annotators use.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import cross_entropy

from kg.annotate.neural.mentions import Runs, best_runs
from kg.annotate.neural.words import LONGEST
from scripts.training.data import LABELS, SPEAKS_OF, Run, Text, Window, nerel_texts, own_texts, text_windows
from scripts.training.encoding import Arrays, Encoder, forgetful
from scripts.training.fitting import Log, Tally, fit, save, seed
from scripts.training.network import Mentions

EPOCHS = 12
SIZE = 16  # windows in a batch
DROP = 0.4
LABEL = {label: index for index, label in enumerate(LABELS)}
Encoded = tuple[Arrays, Window]
T = TypeVar("T", bound=tuple[Any, ...])


class Targets(NamedTuple):
    """Right labels of runs (windows, words, LONGEST), which runs there are, which labels texts use."""

    labels: Tensor
    real: Tensor
    allowed: Tensor


class Trained(NamedTuple):
    """A network with its encoder."""

    network: Mentions
    encoder: Encoder


def train(texts: Sequence[Text], tests: Sequence[Text], *, epochs: int, log: Log = print) -> Trained:
    """Fit a network to texts; words of `tests` get vectors, nothing else is learned from those."""
    windows = [window for text in texts for window in text_windows(text)]
    others = [word for text in tests for window in text_windows(text) for word in window.words]
    encoder = Encoder((word for window in windows for word in window.words), others)
    data = [(encoder.encode(window.words), window) for window in windows]
    rows = {name: len(ids) + 1 for name, ids in encoder.vocabularies.items()}
    network = Mentions(encoder.vectors, rows, len(LABELS), DROP)
    average = fit(
        network,
        lambda: batches(data),
        lambda items: loss(network, items),
        epochs=epochs,
        keep=0.998,
        warm_up=200,
        log=log,
    )
    network.load_state_dict(average.weights, strict=False)
    network.eval()
    return Trained(network, encoder)


def batches(data: Sequence[T]) -> list[list[T]]:
    """All windows in batches of like lengths, in random order."""
    mixed = random.sample(data, len(data))
    pools = [sorted(mixed[i : i + 20 * SIZE], key=length) for i in range(0, len(mixed), 20 * SIZE)]
    found = [pool[i : i + SIZE] for pool in pools for i in range(0, len(pool), SIZE)]
    random.shuffle(found)
    return found


def length(item: tuple[Any, ...]) -> int:
    """Words of an item's window, which stands second."""
    return len(item[1].words)


def loss(network: Mentions, items: Sequence[Encoded]) -> Tensor:
    """Cross entropy of the labels of all runs, per window."""
    batch, targets = collate(items)
    scores = network(forgetful(batch)) + targets.allowed[:, None, None, :]
    each = cross_entropy(scores.flatten(0, 2), targets.labels.flatten(), reduction="none")
    return (each * targets.real.flatten()).sum() / len(items)


def collate(items: Sequence[Encoded]) -> tuple[dict[str, Tensor], Targets]:
    """Windows as one batch, filled up to the longest."""
    size = max(map(length, items))
    batch = {
        name: torch.from_numpy(np.stack([padded(arrays[name], size) for arrays, _ in items]))
        for name in items[0][0]
    }
    batch["length"] = torch.tensor([length(item) for item in items])
    return batch, targets([window for _, window in items], size)


def padded(array: np.ndarray, size: int) -> np.ndarray:
    """The array with zeros behind."""
    return np.concatenate([array, np.zeros((size - len(array), *array.shape[1:]), array.dtype)])


def targets(windows: Sequence[Window], size: int) -> Targets:
    """What a batch should give."""
    labels = torch.zeros(len(windows), size, LONGEST, dtype=torch.long)
    real = torch.zeros(len(windows), size, LONGEST)
    for i, window in enumerate(windows):
        for width in range(LONGEST):
            real[i, : max(0, len(window.words) - width), width] = 1
        for first, last, label in window.runs:
            labels[i, first, last - first] = LABEL[label]
    return Targets(labels, real, torch.stack([allowed(window.source) for window in windows]))


@cache
def allowed(source: str) -> Tensor:
    """0 for the labels that a source's annotators use and for none, minus infinity for others."""
    found = torch.full((len(LABELS),), float("-inf"))
    found[[0, *(LABEL[label] for label in SPEAKS_OF[source])]] = 0
    return found


def predict(trained: Trained, windows: Sequence[Window]) -> list[frozenset[Run]]:
    """The runs found in each window, with the labels that its annotators use."""
    found: dict[int, frozenset[Run]] = {}
    order = sorted(range(len(windows)), key=lambda index: len(windows[index].words))
    for start in range(0, len(order), 32):
        chosen = order[start : start + 32]
        items = [(trained.encoder.encode(windows[i].words), windows[i]) for i in chosen]
        batch, wanted = collate(items)
        with torch.no_grad():
            scores = (trained.network(batch) + wanted.allowed[:, None, None, :]).numpy()
        for i, each in zip(chosen, scores, strict=True):
            count = len(windows[i].words)
            first, width = np.nonzero(np.add.outer(np.arange(count), np.arange(LONGEST)) < count)
            runs = best_runs(Runs(first, first + width, each[first, width]), LABELS)
            found[i] = frozenset((run.first, run.last, run.label) for run in runs)
    return [found[i] for i in range(len(windows))]


def test(trained: Trained, texts: Sequence[Text]) -> Tally:
    """Exact matches of runs and labels."""
    tally, windows = Tally(), [window for text in texts for window in text_windows(text)]
    for found, window in zip(predict(trained, windows), windows, strict=True):
        tally.add(set(found), set(window.runs), lambda run: str(run[2]))
    return tally


def options(description: str | None, epochs: int) -> argparse.ArgumentParser:
    """What every training of mentions asks for; `epochs` unless told otherwise."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--own", type=Path, default=Path("data/training"))
    parser.add_argument("--epochs", type=int, default=epochs)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--output", type=Path, default=Path("data/models/mentions.npz"))
    return parser


def tell(trained: Trained, sets: Mapping[str, Sequence[Text]]) -> None:
    """Print the figures of each set."""
    for name, each in sets.items():
        print(f"{name}: {test(trained, each)}", flush=True)


def main() -> int:
    """Train on NEREL and the corpus, print figures of NEREL's dev and of the selection, write the weights."""
    parser = options(__doc__, EPOCHS)
    parser.add_argument("--nerel", type=Path, default=Path("../shared/corpora/nerel"))
    given = parser.parse_args()
    seed(given.seed)
    texts = [*nerel_texts(given.nerel / "train"), *own_texts(given.own / "train.jsonl")]
    sets = {"NEREL dev": list(nerel_texts(given.nerel / "dev"))}
    sets["selection"] = list(own_texts(given.own / "selection.jsonl"))
    trained = train(texts, [text for each in sets.values() for text in each], epochs=given.epochs)
    tell(trained, sets)
    save(given.output, trained.network, trained.encoder.vocabularies, {"labels": LABELS})
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
