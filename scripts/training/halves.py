"""Whether the corpus is of one piece: a model trained on one half of the series, tested on the other.

    python -m scripts.training.halves

A half is every second series (each written on its own: other regions, people, period). One fifth of the
articles of a half is kept out of training and tested too: what the model loses from there to the other half
is what the halves do not share.
"""

from __future__ import annotations

from scripts.training.data import own_texts
from scripts.training.fitting import seed
from scripts.training.folds import OWN, series
from scripts.training.mentions import test, train

EPOCHS = 20


def main() -> int:
    """Train on either half and print the figures."""
    texts = list(own_texts(OWN))
    for half in (0, 1):
        seed(1)
        own = [text for text in texts if series(text) % 2 == half]
        other = [text for text in texts if series(text) % 2 != half]
        kept = [text for number, text in enumerate(own) if number % 5 == 0]
        rest = [text for number, text in enumerate(own) if number % 5]
        trained = train(rest, [*kept, *other], epochs=EPOCHS, log=lambda _: None)
        print(f"half {half + 1}, the rest of it: {test(trained, kept)}", flush=True)
        print(f"half {half + 1}, the other half: {test(trained, other)}", flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
