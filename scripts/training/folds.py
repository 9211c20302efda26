"""Mentions of the training articles as models find them that were not trained on them.

    python -m scripts.training.folds NUMBER OUTPUT

leaves fold NUMBER (0 or 1: every second series) out of training and writes what is found in it. The role
model learns from such mentions: with all their gaps and errors they are what it will meet.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from scripts.training.data import Text, nerel_texts, own_texts, text_windows
from scripts.training.fitting import seed
from scripts.training.mentions import Trained, predict, test, train

EPOCHS = 8
FOLDS = 2
OWN = Path("data/training/train.jsonl")
NEREL = Path("../shared/corpora/nerel/train")


def series(text: Text) -> int:
    """The number of the series that an article belongs to."""
    return int(text.name.partition("-")[0])


def main(fold: int, output: Path) -> int:
    """Write `{"id": …, "spans": [[start, stop, label], …]}` for each article of a fold; code points."""
    seed(fold + 1)
    own = list(own_texts(OWN))
    here = [text for text in own if series(text) % FOLDS == fold]
    rest = [text for text in own if series(text) % FOLDS != fold]
    trained = train([*nerel_texts(NEREL), *rest], here, epochs=EPOCHS)
    print(test(trained, here))
    lines = (json.dumps({"id": text.name, "spans": spans(trained, text)}) + "\n" for text in here)
    output.write_text("".join(lines), encoding="utf-8")
    return 0


def spans(trained: Trained, text: Text) -> list[tuple[int, int, str]]:
    """What is found in a text."""
    windows = list(text_windows(text))
    return [
        (window.words[first].start, window.words[last].stop, label)
        for window, runs in zip(windows, predict(trained, windows), strict=True)
        for first, last, label in sorted(runs)
    ]


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]), Path(sys.argv[2])))
