"""Mentions of the training texts as models find them that were not trained on them.

    python -m scripts.training.folds NUMBER OUTPUT

leaves fold NUMBER out of training and writes what is found in it: folds 0 and 1 are the even and the odd
series of the corpus, folds 2 and 3 every second text of NEREL. The role model learns from such mentions: with
all their gaps and errors they are what it will meet.
"""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path

from scripts.training.data import EVERY, Text, nerel_texts, own_texts, text_windows
from scripts.training.fitting import seed
from scripts.training.mentions import Trained, predict, test, train

EPOCHS = 8
OWN = Path("data/training/train.jsonl")
NEREL = Path("../shared/corpora/nerel/train")


def fold_of(text: Text, number: int) -> int:
    """The fold of a text, the `number`th one of all. A series stays together."""
    return series(text) % 2 if text.source == "own" else 2 + number % 2


def series(text: Text) -> int:
    """The number of the series that an article belongs to."""
    return int(text.name.partition("-")[0])


def main(fold: int, output: Path) -> int:
    """Write `{"id": …, "spans": [[start, stop, label], …]}` for each text of a fold; code points."""
    seed(fold + 1)
    texts = [*nerel_texts(NEREL), *own_texts(OWN)]
    here = [text for number, text in enumerate(texts) if fold_of(text, number) == fold]
    rest = [text for number, text in enumerate(texts) if fold_of(text, number) != fold]
    trained = train(rest, here, epochs=EPOCHS)
    print(test(trained, here), flush=True)
    lines = (json.dumps({"id": text.name, "spans": spans(trained, text)}) + "\n" for text in here)
    output.write_text("".join(lines), encoding="utf-8")
    return 0


def spans(trained: Trained, text: Text) -> list[tuple[int, int, str]]:
    """What is found in a text, whatever labels its annotators use."""
    windows = list(text_windows(replace(text, source=EVERY)))
    return [
        (window.words[first].start, window.words[last].stop, label)
        for window, runs in zip(windows, predict(trained, windows), strict=True)
        for first, last, label in sorted(runs)
    ]


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]), Path(sys.argv[2])))
