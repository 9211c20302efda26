"""The networks in numpy give what PyTorch gives; skipped without PyTorch, which only training needs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest

from kg.annotate.neural import mentions, roles
from kg.annotate.neural.encoder import STRINGS, Contextual, Encoder
from kg.annotate.neural.pairs import TYPES, Mentions, pairs, type_marks
from kg.annotate.neural.places import place_marks
from kg.annotate.neural.words import Word, windows

torch = pytest.importorskip("torch", reason="PyTorch is not installed: pip install -e '.[training]'")
pytestmark = pytest.mark.models

TEXT = (
    "Делегация Тверской области во главе с вице-губернатором Анной Котовой 12 мая прибыла в Гродно. "
    "Там её принял председатель облисполкома Павел Мороз.\nСреди гостей были и музыканты. " * 2
)


def network(made: Any, encoder: Contextual, vectors: Any = None) -> Any:
    """A PyTorch network with the shipped weights."""
    tables = {"strings", "labels", "roles", "states", "allowed"}
    weights = {n: torch.from_numpy(v) for n, v in encoder.weights.items() if n.split(".")[0] not in tables}
    made.load_state_dict(weights if vectors is None else weights | {"vectors.weight": vectors})
    return made.eval()


def rows(encoder: Encoder) -> dict[str, int]:
    return {name: len(encoder.lists[f"strings.{name}"]) + 1 for name in STRINGS}


def encoded(encoder: Encoder, words: list[Word]) -> tuple[Mapping[str, np.ndarray], Any]:
    """Words as the training code encodes them, with the vocabularies of the weights."""
    from scripts.training.encoding import Encoder as TrainingEncoder

    training = TrainingEncoder(words)
    training.vocabularies = {
        n: {s: i for i, s in enumerate(encoder.lists[f"strings.{n}"], 1)} for n in STRINGS
    }
    return training.encode(words), training.vectors


def test_mentions() -> None:
    from scripts.training.network import Mentions as Network

    (window,) = windows(TEXT[:150])
    arrays, vectors = encoded(mentions.encoder(), window)
    labels, layers = len(mentions.encoder().lists["labels"]), len(mentions.encoder().layers)
    made = Network(vectors, rows(mentions.encoder()), labels, 0.1, layers)
    batch = {name: torch.from_numpy(array)[None] for name, array in arrays.items()}
    with torch.no_grad():
        right = network(made, mentions.encoder(), vectors)(batch | {"length": torch.tensor([len(window)])})[
            0
        ].numpy()
    (states,) = mentions.encoder().states([window], [place_marks(window)])
    every = np.ones((len(states), 2), np.bool_)
    runs = mentions.likely_runs(every, np.arange(len(states), 0, -1))
    found = mentions.score_runs(mentions.encoder(), states, [len(states)], runs)
    assert len(found.first) > 5 * len(states)
    assert found.scores == pytest.approx(right[found.first, found.last - found.first], abs=2e-4)


@pytest.mark.parametrize("number", [0, 1])
def test_roles(number: int) -> None:
    network_of = roles.networks()[number]
    encoder, types = network_of.encoder, network_of.types
    parts = list(windows(TEXT))
    words = [word for part in parts for word in part]
    some = np.arange(0, len(words) - 1, 5)
    labels = some % len(TYPES)
    given = Mentions(some, some + 1, labels, np.array([words[i].sentence for i in some]), some // 40)
    marks = type_marks(len(words), np.stack([given.first, given.last, given.type], axis=1).tolist())
    places = [place_marks(part) for part in parts]
    read = list(mentions.encoder().states(parts, places))
    batch = pairs(given, types)._asdict() | {"marks": np.concatenate([marks, np.concatenate(places)], axis=1)}
    batch |= {"first": given.first, "last": given.last, "cuts": np.cumsum([0, *map(len, parts)])}
    made, inputs = reads_words(encoder, words) if number == 0 else reads_states(encoder, np.concatenate(read))
    with torch.no_grad():
        tensors = {name: torch.from_numpy(array) for name, array in {**batch, **inputs}.items()}
        right, same, states = made(tensors)
    text = roles.Text(parts, list(map(roles.shares, read)), places, given)
    states_of_words = list(encoder.states(network_of.reads(text), roles._marks(text)))
    ties = roles._ties(network_of, np.concatenate(states_of_words), given)
    assert {TYPES[at] for at in given.type[ties.evoking]} == set(network_of.asked) & {
        TYPES[at] for at in labels
    }
    possible, kept = ties.roles > roles.FORBIDDEN / 2, np.isin(batch["evoking"], ties.evoking)
    assert ties.roles[possible] == pytest.approx(right.numpy()[kept][possible], abs=2e-4)
    told = ties.same > roles.FORBIDDEN
    assert told[:, ties.evoking].all()
    assert ties.same[told] == pytest.approx(same.numpy()[kept][told], abs=2e-4)
    assert ties.states == pytest.approx(states.numpy()[ties.evoking], abs=2e-4)


def reads_words(encoder: Any, words: list[Word]) -> tuple[Any, Mapping[str, np.ndarray]]:
    """The network of events in PyTorch, and what it reads."""
    from scripts.training.network import Roles as Network

    arrays, vectors = encoded(encoder, words)
    size = len(encoder.weights["head.bias"])
    made = Network(vectors, rows(encoder), len(roles.roles()), len(roles.states()), size, 0.1)
    return network(made, encoder, vectors), {name: arrays[name] for name in arrays if name != "places"}


def reads_states(encoder: Any, read: np.ndarray) -> tuple[Any, Mapping[str, np.ndarray]]:
    """The network of posts in PyTorch, and what it reads."""
    from scripts.training.network import Readers as Network

    pair = len(encoder.weights["head.bias"])
    made = Network(read.shape[1], len(roles.roles()), len(roles.states()), pair, 0.1, 0.1)
    return network(made, encoder), {"states": read}
