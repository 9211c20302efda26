"""The networks in PyTorch, for training; `kg.annotate.neural` computes the same in numpy."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

import torch
from torch import Tensor, nn
from torch.nn.functional import dropout, gelu
from torch.nn.utils.rnn import pack_padded_sequence, pack_sequence, pad_packed_sequence

from kg.annotate.neural.features import GRAMMEMES, SHAPE_NAMES
from kg.annotate.neural.pairs import BETWEEN, DISTANCES, TYPES, WORDS_APART
from kg.annotate.neural.places import PLACE_MARKS
from kg.annotate.neural.roles import NEAR
from kg.annotate.neural.words import LONGEST

SIZES = {"suffix2": 24, "suffix3": 24, "suffix4": 24, "prefix3": 16, "lemma": 48}  # numbers for a string
SHAPE = 12
NOTHING = 4.0  # bias of «none» at the beginning: most runs of words mention nothing
ROLE_MARKS = ("marks", 2 * len(TYPES) + PLACE_MARKS)
READ, STATE = 96, 64  # numbers for a word in a network that reads another one's states, and for its state
Batch = Mapping[str, Tensor]


class Network(nn.Module):
    """Reads words: their features and a BiLSTM over them; `marks` names a layer of its own."""

    def __init__(
        self,
        vectors: Tensor,
        rows: Mapping[str, int],
        *,
        width: int,
        hidden: int,
        layers: int,
        marks: tuple[str, int],
        drop: float,
    ) -> None:
        super().__init__()
        self.drop = drop
        self.vectors = nn.Embedding(vectors.shape[0], vectors.shape[1], _weight=vectors, _freeze=True)
        self.known = nn.ModuleDict(
            {n: nn.Embedding(size, SIZES[n], padding_idx=0) for n, size in rows.items()}
        )
        self.shape = nn.Embedding(len(SHAPE_NAMES) + 1, SHAPE)
        size = vectors.shape[1] + sum(SIZES[name] for name in rows) + SHAPE + len(GRAMMEMES)
        self.project = nn.Linear(size, width)
        self.marks_name = marks[0]
        self.add_module(marks[0], nn.Linear(marks[1], width, bias=False))
        self.norm = nn.LayerNorm(width)
        self.lstm = nn.LSTM(
            width, hidden, layers, bidirectional=True, batch_first=True, dropout=drop if layers > 1 else 0.0
        )
        self.size = width + 2 * hidden

    def words(self, batch: Batch) -> Tensor:
        """What each word brings along, before its neighbours are seen."""
        parts = [self.vectors(batch["vector"]), *(table(batch[n]) for n, table in self.known.items())]
        found = self.project(torch.cat([*parts, self.shape(batch["shape"]), batch["grammemes"]], -1))
        marks = self.get_submodule(self.marks_name)(batch[self.marks_name])
        return gelu(self.norm(found + marks), approximate="tanh")

    def steady(self, x: Tensor) -> Tensor:
        """Dropout with one mask for all words of a window."""
        return steady(x, self.drop) if self.training else x


def steady(x: Tensor, drop: float) -> Tensor:
    """Dropout with one mask for all words of a window (the last axis but one)."""
    keep = torch.full((*x.shape[:-2], 1, x.shape[-1]), 1 - drop)
    return x * torch.bernoulli(keep) / (1 - drop)


class Mentions(Network):
    """Batches of windows → scores (windows, words, LONGEST, labels) of all runs of words."""

    def __init__(
        self, vectors: Tensor, rows: Mapping[str, int], labels: int, drop: float, layers: int = 2
    ) -> None:
        marks = ("places", PLACE_MARKS)
        super().__init__(vectors, rows, width=192, hidden=160, layers=layers, marks=marks, drop=drop)
        span = 160
        self.start, self.stop, self.mean, self.left, self.right = (
            nn.Linear(self.size, span) for _ in range(5)
        )
        self.length = nn.Embedding(LONGEST, span)
        self.score = nn.Linear(span, labels)
        self.ends = nn.Linear(self.size, 2)
        with torch.no_grad():
            self.score.bias.zero_()[0] = NOTHING

    def forward(self, batch: Batch) -> Tensor:
        """Scores; those of runs that reach over the window's end mean nothing."""
        return self.runs(self.encode(batch))

    def encode(self, batch: Batch) -> Tensor:
        """States of the words, shape (windows, words, size)."""
        x = self.steady(self.words(batch))
        packed = pack_padded_sequence(x, batch["length"], batch_first=True, enforce_sorted=False)
        h, _ = pad_packed_sequence(self.lstm(packed)[0], batch_first=True, total_length=x.shape[1])
        return torch.cat([x, self.steady(h)], -1)

    def runs(self, h: Tensor) -> Tensor:
        """Scores of all runs of words with these states."""
        windows, count = h.shape[:2]
        window, first, width = torch.meshgrid(
            torch.arange(windows), torch.arange(count), torch.arange(LONGEST), indexing="ij"
        )
        last = (first + width).clamp(max=count - 1)
        return self.chosen(h, window, first, last, width)

    def chosen(self, h: Tensor, window: Tensor, first: Tensor, last: Tensor, width: Tensor) -> Tensor:
        """Scores of some runs, the labels behind the shape of the numbers; `width` is one word too few."""
        count = h.shape[1]
        sums = nn.functional.pad(self.mean(h).cumsum(1), (0, 0, 1, 0)).flatten(0, 1)
        a, b, base = window * count + first, window * count + last, window * (count + 1)
        inside = (sums[base + last + 1] - sums[base + first]) / (width + 1)[..., None]
        start, stop, left, right = (
            part(h).flatten(0, 1) for part in (self.start, self.stop, self.left, self.right)
        )
        found = start[a] + stop[b] + inside + self.length(width) + left[a] * right[b]
        scores: Tensor = self.score(dropout(gelu(found, approximate="tanh"), self.drop, self.training))
        return scores


class Heads(nn.Module):
    """A text's mentions → roles (evoking, mentions, roles), sameness (evoking, mentions), states."""

    drop: float

    def add_heads(self, size: int, pair: int, roles: int, states: int) -> None:
        """Add what comes after the words' states, which have this size."""
        span = 3 * size
        self.head, self.tail, self.head2, self.tail2 = (nn.Linear(span, pair) for _ in range(4))
        self.between_words = nn.Linear(size, pair)
        self.sentences, self.paragraphs = nn.Embedding(DISTANCES, pair), nn.Embedding(DISTANCES, pair)
        self.words_apart = nn.Embedding(WORDS_APART, pair)
        self.types = nn.Embedding(len(TYPES) ** 2, pair)
        self.between = nn.Embedding(BETWEEN, pair)
        self.mix = nn.Linear(3 * pair, pair)
        self.score, self.same = nn.Linear(pair, roles), nn.Linear(pair, 1)
        self.state = nn.Sequential(
            nn.Linear(span, 64), nn.GELU(approximate="tanh"), nn.Dropout(self.drop), nn.Linear(64, states)
        )

    def encode(self, batch: Batch) -> Tensor:
        """States of the text's words; `cuts` are where its windows begin and the last one ends."""
        raise NotImplementedError

    def forward(self, batch: Batch) -> tuple[Tensor, Tensor, Tensor]:
        """Scores of roles and of sameness, and scores of every mention's states."""
        h = self.encode(batch)
        sums = nn.functional.pad(h.cumsum(0), (0, 0, 1, 0))
        first, last = batch["first"], batch["last"]
        mean = (sums[last + 1] - sums[first]) / (last + 1 - first)[:, None]
        spans = torch.cat([h[first], h[last], mean], -1)
        if not len(batch["evoking"]):
            empty = h.new_zeros(0, len(first))
            return empty[..., None].expand(0, len(first), self.score.out_features), empty, self.state(spans)
        y = self.compete(self.pairs(batch, spans, sums))
        return self.score(y), self.same(y)[..., 0], self.state(spans)

    def pairs(self, batch: Batch, spans: Tensor, sums: Tensor) -> Tensor:
        """What two mentions, the words between them and their distances make of each other."""
        evoking, first, last = batch["evoking"], batch["first"], batch["last"]
        low = torch.minimum(last[evoking][:, None], last) + 1
        high = torch.maximum(first[evoking][:, None], first)
        gap = (high - low).clamp(min=0)
        mean = (sums[high] - sums[torch.minimum(low, high)]) / gap.clamp(min=1)[..., None]
        near = ((gap > 0) & (gap < NEAR))[..., None]
        chosen = spans[evoking]
        x = self.head(chosen)[:, None] + self.tail(spans) + self.head2(chosen)[:, None] * self.tail2(spans)
        x = x + self.between_words(mean * near)
        for name in ("sentences", "paragraphs", "words_apart", "types", "between"):
            x = x + self.get_submodule(name)(batch[name])
        return dropout(gelu(x, approximate="tanh"), self.drop, self.training)

    def compete(self, x: Tensor) -> Tensor:
        """Each pair sees the best of those that share one of its mentions."""
        rivals = torch.cat(
            [x, x.amax(0, keepdim=True).expand_as(x), x.amax(1, keepdim=True).expand_as(x)], -1
        )
        return dropout(gelu(self.mix(rivals), approximate="tanh") + x, self.drop, self.training)


class Roles(Heads, Network):
    """Reads words."""

    def __init__(
        self, vectors: Tensor, rows: Mapping[str, int], roles: int, states: int, size: int, drop: float
    ) -> None:
        width = size + size // 4
        super().__init__(vectors, rows, width=width, hidden=size, layers=2, marks=ROLE_MARKS, drop=drop)
        self.add_heads(self.size, size, roles, states)

    def encode(self, batch: Batch) -> Tensor:
        """States of the text's words."""
        x = self.steady(self.words(batch))
        return torch.cat([x, self.steady(by_windows(self.lstm, x, batch))], -1)


class Readers(Heads):
    """Reads the states that the mention model has of the words (`states`): one narrow layer of its own."""

    def __init__(self, inputs: int, roles: int, states: int, pair: int, drop: float, forget: float) -> None:
        super().__init__()
        self.drop, self.forget = drop, forget
        self.project = nn.Linear(inputs, READ)
        self.marks = nn.Linear(ROLE_MARKS[1], READ, bias=False)
        self.norm = nn.LayerNorm(READ)
        self.lstm = nn.LSTM(READ, STATE, bidirectional=True, batch_first=True)
        self.add_heads(READ + 2 * STATE, pair, roles, states)

    def encode(self, batch: Batch) -> Tensor:
        """States of the text's words."""
        given = batch["states"]
        x = self.project(steady(given, self.forget) if self.training else given) + self.marks(batch["marks"])
        x = self.steady(gelu(self.norm(x), approximate="tanh"))
        return torch.cat([x, self.steady(by_windows(self.lstm, x, batch))], -1)

    def steady(self, x: Tensor) -> Tensor:
        """Dropout with one mask for all words of the text."""
        return steady(x, self.drop) if self.training else x


def by_windows(lstm: nn.LSTM, x: Tensor, batch: Batch) -> Tensor:
    """What a BiLSTM makes of the words of a text, window by window."""
    windows = [x[a:b] for a, b in pairwise(batch["cuts"].tolist())]
    h, lengths = pad_packed_sequence(lstm(pack_sequence(windows, enforce_sorted=False))[0], batch_first=True)
    return torch.cat([h[i, :n] for i, n in enumerate(lengths)])
