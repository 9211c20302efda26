"""Teach a mention model of one layer: `python -m scripts.training.distil_mentions --teacher LARGE.npz`.

LARGE.npz is what `scripts.training.mentions` wrote. The student begins with its teacher's weights. It learns
what the teacher holds likely of every run of words, in the teacher's texts and in plain ones, what is
annotated, and at which words mentions begin and end: other runs it will not be asked about.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy

from kg.annotate.neural import encoder as numpy_encoder
from kg.annotate.neural.mentions import Runs, likely_runs, score_runs, words_left
from kg.annotate.neural.places import place_marks
from kg.annotate.neural.words import LONGEST
from scripts.training.data import EVERY, LABELS, Text, Window, nerel_texts, own_texts, text_windows
from scripts.training.distil import LAYERS, RATE, plain_texts, read_arrays, take, vocabularies
from scripts.training.encoding import Arrays, Encoder, forgetful
from scripts.training.fitting import Average, fit, save, seed
from scripts.training.mentions import LABEL, Trained, allowed, batches, options, padded, tell
from scripts.training.network import Mentions

EPOCHS = 8
DROP = 0.2
CERTAIN = 0.98  # a run of which the teacher is so sure that it mentions nothing tells little
LOOKED = 0.15  # share of such runs that are looked at, with as much more weight
GOLD = 0.5  # weight of what is annotated against what the teacher says
MISSED = 3.0  # how much worse it is to miss a word where a mention begins or ends than to take one too many
ENDS = 0.25  # weight of these words


class Lesson(NamedTuple):
    """A window; first words and widths of its runs, what is annotated and what the teacher holds likely.

    `telling` are the runs that tell much; `ends`, (words, 2), where mentions begin and end.
    """

    arrays: Arrays
    window: Window
    runs: NDArray[np.int64]
    labels: NDArray[np.int64]
    said: NDArray[np.float16]
    telling: NDArray[np.bool_]
    ends: NDArray[np.float32]


def lessons(teacher: numpy_encoder.Encoder, encoder: Encoder, windows: Sequence[Window]) -> Iterator[Lesson]:
    """Windows with what the teacher says of them."""
    words = [window.words for window in windows]
    for window, h in zip(windows, teacher.states(words, list(map(place_marks, words))), strict=True):
        every = likely_runs(np.ones((len(h), 2), np.bool_), words_left(window.words))
        yield lesson(window, encoder.encode(window.words), score_runs(teacher, h, [len(h)], every))


def lesson(window: Window, arrays: Arrays, runs: Runs) -> Lesson:
    """A window with the teacher's scores of its runs."""
    said = np.exp(runs.scores - runs.scores.max(1, keepdims=True))
    said /= said.sum(1, keepdims=True)
    table = np.zeros((len(window.words), LONGEST), np.int64)
    for first, last, label in window.runs:
        table[first, last - first] = LABEL[label]
    labels = table[runs.first, runs.last - runs.first]
    likely = (said[:, 0] < 0.5) | (labels > 0)
    ends = np.zeros((len(window.words), 2), np.float32)
    ends[runs.first[likely], 0] = ends[runs.last[likely], 1] = 1
    between = (ends[runs.first, 0] > 0) & (ends[runs.last, 1] > 0)
    telling = (said[:, 0] < CERTAIN) | (labels > 0) | between
    numbers = np.stack([runs.first, runs.last - runs.first], 1)
    return Lesson(arrays, window, numbers, labels, said.astype(np.float16), telling, ends)


def loss(network: Mentions, items: Sequence[Lesson]) -> Tensor:
    """What a batch has wrong, per window."""
    size = max(len(each.window.words) for each in items)
    batch = {name: stacked((each.arrays[name] for each in items), size) for name in items[0].arrays}
    batch["length"] = torch.tensor([len(each.window.words) for each in items])
    h = network.encode(forgetful(batch))
    real = torch.arange(size)[None] < batch["length"][:, None]
    ends = stacked((each.ends for each in items), size)
    missed = binary_cross_entropy_with_logits(
        network.ends(h)[real], ends[real], reduction="sum", pos_weight=torch.tensor(MISSED)
    )
    return (run_loss(network, h, items) + ENDS * missed) / len(items)


def stacked(arrays: Iterable[np.ndarray], size: int) -> Tensor:
    """Arrays as one batch, filled up to a size."""
    return torch.from_numpy(np.stack([padded(array, size) for array in arrays]))


def run_loss(network: Mentions, h: Tensor, items: Sequence[Lesson]) -> Tensor:
    """Cross entropy of runs' labels, against what the teacher holds likely and what is annotated."""
    looked = [looked_at(each.telling) for each in items]
    runs, labels, said, telling = (
        torch.from_numpy(np.concatenate([getattr(e, name)[k] for e, k in zip(items, looked, strict=True)]))
        for name in ("runs", "labels", "said", "telling")
    )
    window = torch.from_numpy(np.repeat(np.arange(len(items)), [int(k.sum()) for k in looked]))
    first, width = runs.unbind(1)
    scores = network.chosen(h, window, first, first + width, width)
    weight = torch.where(telling, 1.0, 1 / LOOKED)
    known = torch.tensor([float(each.window.source != EVERY) for each in items])[window]
    masks = torch.stack([allowed(each.window.source) for each in items])[window]
    taught = cross_entropy(scores, said.float(), reduction="none")
    right = cross_entropy(scores + masks, labels, reduction="none")
    return (weight * (taught + GOLD * known * right)).sum()


def looked_at(telling: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The runs that tell much and some of the others."""
    found = telling.copy()
    found[~telling] = np.random.random(len(telling) - int(telling.sum())) < LOOKED
    return found


def train(lessons: Sequence[Lesson], network: Mentions, epochs: int) -> Average:
    """Fit the student."""
    return fit(
        network,
        lambda: batches(lessons),
        lambda items: loss(network, items),
        epochs=epochs,
        keep=0.998,
        warm_up=200,
        log=lambda line: print(line, flush=True),
        rate=RATE,
    )


def main() -> int:
    """Teach, print figures of NEREL's dev and of the selection, write the weights."""
    parser = options(__doc__, EPOCHS)
    parser.add_argument("--teacher", type=Path, required=True)
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    given = parser.parse_args()
    seed(given.seed)
    texts = [*nerel_texts(given.corpora / "nerel/train"), *own_texts(given.own / "train.jsonl")]
    texts += [Text("", t, frozenset(), EVERY) for t in plain_texts(given.corpora / "factrueval/devset")]
    sets = {"NEREL dev": list(nerel_texts(given.corpora / "nerel/dev"))}
    sets["selection"] = list(own_texts(given.own / "selection.jsonl"))
    trained = taught(texts, [text for each in sets.values() for text in each], given.teacher, given.epochs)
    save(given.output, trained.network, trained.encoder.vocabularies, {"labels": LABELS})
    tell(trained, sets)
    return 0


def taught(texts: Sequence[Text], tests: Sequence[Text], teacher: Path, epochs: int) -> Trained:
    """A student of a teacher's file; words of `tests` get vectors, nothing else is learned from those."""
    arrays = read_arrays(teacher)
    windows = [window for text in texts for window in text_windows(text)]
    others = [window for text in tests for window in text_windows(text)]
    encoder = Encoder([], (word for w in (*windows, *others) for word in w.words), vocabularies(arrays))
    data = list(lessons(numpy_encoder.Encoder(arrays, "places"), encoder, windows))
    rows = {name: len(ids) + 1 for name, ids in encoder.vocabularies.items()}
    network = Mentions(encoder.vectors, rows, len(LABELS), DROP, LAYERS)
    take(network, arrays)
    average = train(data, network, epochs)
    network.load_state_dict(average.weights, strict=False)
    network.eval()
    return Trained(network, encoder)


if __name__ == "__main__":
    raise SystemExit(main())
