"""What fitting has in common for both networks: the optimiser, averaged weights, figures, files."""

from __future__ import annotations

import copy
import random
import time
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import torch
from torch import Tensor, nn

RATE = 2e-3
DECAY = 0.01
T = TypeVar("T")
Log = Callable[[str], None]
Vocabularies = Mapping[str, Mapping[str, int]]


class Average:
    """The running average of a network's weights, which generalises better than the last ones."""

    def __init__(self, network: nn.Module, keep: float) -> None:
        self.network, self.keep = network, keep
        self.weights = {n: p.detach().clone() for n, p in network.named_parameters() if p.requires_grad}

    def update(self) -> None:
        """Take in the present weights."""
        for name, parameter in self.network.named_parameters():
            if name in self.weights:
                self.weights[name].lerp_(parameter.detach(), 1 - self.keep)

    @contextmanager
    def used(self) -> Iterator[nn.Module]:
        """The network with average weights, not training, while the context lasts."""
        own = copy.deepcopy(self.network.state_dict())
        self.network.load_state_dict(self.weights, strict=False)
        self.network.eval()
        yield self.network
        self.network.load_state_dict(own)


def fit(
    network: nn.Module,
    batches: Callable[[], Sequence[T]],
    loss: Callable[[T], Tensor],
    *,
    epochs: int,
    keep: float,
    warm_up: int,
    log: Log,
    rate: float = RATE,
) -> Average:
    """Fit a network with AdamW under a linear schedule; `batches` gives those of an epoch, always as many."""
    average = Average(network, keep)
    steps = epochs * len(batches())
    trained = [p for p in network.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(trained, lr=rate, weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / warm_up) * max(0.02, 1 - step / steps)
    )
    for epoch in range(epochs):
        started, total = time.perf_counter(), 0.0
        network.train()
        for batch in batches():
            optimizer.zero_grad()
            value = loss(batch)
            torch.autograd.backward(value)
            nn.utils.clip_grad_norm_(trained, 5.0)
            optimizer.step()
            schedule.step()
            average.update()
            total += value.item()
        log(f"epoch {epoch + 1}: loss {total / len(batches()):.2f}, {time.perf_counter() - started:.0f} s")
    return average


def seed(number: int) -> None:
    """Make chance repeat itself."""
    random.seed(number)
    np.random.seed(number)
    torch.manual_seed(number)


def save(
    path: Path, network: nn.Module, strings: Vocabularies, lists: Mapping[str, Sequence[str]], **more: Any
) -> None:
    """Write weights as half floats, the strings that rows of tables stand for, and other lists and tables."""
    weights = {
        n: v.numpy().astype(np.float16) for n, v in network.state_dict().items() if n != "vectors.weight"
    }
    tables = {f"strings.{name}": np.array(list(ids)) for name, ids in strings.items()}
    path.parent.mkdir(parents=True, exist_ok=True)
    arrays: dict[str, Any] = {**weights, **tables, **{n: np.array(v) for n, v in lists.items()}, **more}
    np.savez_compressed(path, **arrays)


class Tally:
    """Hits, false alarms and misses by kind."""

    def __init__(self) -> None:
        self.hits: Counter[str] = Counter()
        self.found: Counter[str] = Counter()
        self.gold: Counter[str] = Counter()

    def add(self, found: set[Any], gold: set[Any], kind: Callable[[Any], str]) -> None:
        """Count the items of one text."""
        self.hits.update(map(kind, found & gold))
        self.found.update(map(kind, found))
        self.gold.update(map(kind, gold))

    def f1(self, kind: Hashable = None) -> float:
        """F1 of a kind, of all if none is named."""
        hits, found, gold = (
            sum(c.values()) if kind is None else c[str(kind)] for c in (self.hits, self.found, self.gold)
        )
        return 2 * hits / max(1, found + gold)

    def __str__(self) -> str:
        kinds = " ".join(f"{kind} {self.f1(kind):.3f} ({self.gold[kind]})" for kind in sorted(self.gold))
        return f"F1 {self.f1():.3f}: {kinds}"
