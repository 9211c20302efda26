"""The annotation beside stock natasha on the same texts, on one core: `benchmarks.annotation FOLDER PART`.

Processor seconds. Cold means that no word was met before, in a fresh process; warm that these texts were read
before. Stock is natasha with its own loops over pymorphy3, a text at a time. Both are tried on one text.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from kg.batches import in_batches

BATCH = 32  # texts annotated together
PASSES = 2
TRIED = "Губернатор приехал в Тверь."


class Times(NamedTuple):
    """Seconds for all texts."""

    cold: float
    warm: float
    stock_cold: float
    stock: float

    def __str__(self) -> str:
        cold, warm = self.stock_cold / self.cold, self.stock / self.warm
        return f"{cold:.1f} times as fast as stock cold, {warm:.1f} warm"


def measured(part: str, folder: Path) -> Times:
    """A part (`stages`, `everything`, `learned`) measured in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.annotation", str(folder), part]
    return Times(*json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout))


def main(folder: Path, part: str) -> int:
    """Print the seconds of one part as JSON."""
    from benchmarks.stock import Stock

    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    stock, ours = Stock(), PARTS[part]()
    theirs = stock.everything if part == "everything" else stock.stages
    theirs(TRIED)
    ours([TRIED])
    cold = seconds(lambda: ours(texts))
    slow, warm = [], []
    for _ in range(PASSES):
        slow.append(seconds(lambda: [theirs(text) for text in texts]))
        warm.append(seconds(lambda: ours(texts)))
    print(json.dumps([cold, min(warm), slow[0], min(slow)]))
    return 0


def stages() -> Callable[[Sequence[str]], object]:
    """Segmentation, morphology, syntax and names of whole texts, as stock finds them; the models load now."""
    from kg.annotate.engine.taggers import taggers

    taggers()
    return lambda texts: [four(batch) for batch in in_batches(texts, BATCH)]


def four(texts: Sequence[str]) -> object:
    """The four stages of some texts."""
    from razdel import sentenize

    from kg.annotate.engine.taggers import taggers
    from kg.annotate.engine.tokens import tokens

    words = [tokens(text) for text in texts]
    ends = [[sentence.stop for sentence in sentenize(text)] for text in texts]
    sentences = [part for pair in zip(words, ends, strict=True) for part in cut(*pair)]
    names = taggers().names([[text for _, text in each] for each in words])
    return list(taggers().parse(sentences)), list(names)


def cut(words: Sequence[tuple[int, str]], ends: Sequence[int]) -> Iterator[list[str]]:
    """The words of each sentence."""
    remaining = iter(words)
    word = next(remaining, None)
    for end in ends:
        found = []
        while word and word[0] < end:
            found.append(word[1])
            word = next(remaining, None)
        yield found


def everything(*, learned: bool = False) -> Callable[[Sequence[str]], object]:
    """The product's annotation: lemmas, nominatives of words and names besides; our networks if `learned`."""
    from kg.annotate import Annotator
    from kg.annotate.engine.taggers import taggers
    from kg.model import Article

    taggers()
    annotator = Annotator(learned=learned)
    return lambda texts: list(annotator.map(Article(str(at), text) for at, text in enumerate(texts)))


def seconds(step: Callable[[], object]) -> float:
    """Processor seconds that a step takes."""
    start = time.process_time()
    step()
    return time.process_time() - start


PARTS: dict[str, Callable[[], Callable[[Sequence[str]], object]]] = {
    "stages": stages,
    "everything": everything,
    "learned": lambda: everything(learned=True),
}

if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1]), sys.argv[2]))
