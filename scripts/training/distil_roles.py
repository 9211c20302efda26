"""Teach a role model of one layer: `python -m scripts.training.distil_roles events --teacher LARGE.npz`.

LARGE.npz is what `scripts.training.roles` wrote. The student begins with its weights and keeps those of
its tables of strings. It learns what is annotated and what the teacher holds likely, from the corpus with its
mentions and those found (`--found`), and from NEREL's texts: of posts what is annotated there too, of events
what the teacher says alone.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy

from kg.annotate.neural.encoder import STRINGS
from kg.annotate.neural.mentions import find_mentions
from kg.annotate.neural.pairs import POSTS, TYPES
from kg.annotate.neural.places import place_marks
from kg.annotate.neural.words import windows
from kg.corpus import read_corpus
from scripts.training import roles
from scripts.training.distil import LAYERS, RATE, Arrays, read_arrays, take, vocabularies
from scripts.training.encoding import Encoder, forgetful
from scripts.training.fitting import Average, fit, save, seed
from scripts.training.nerel import nerel_scene, read_annotation
from scripts.training.network import Roles
from scripts.training.roles import (
    FORBIDDEN,
    MODELS,
    Batch,
    Example,
    Spans,
    allowed,
    example,
    read_found,
    scenes,
)
from scripts.training.scenes import ROLES, STATES, Scene, staged

EPOCHS = 4
PLAIN = 300  # texts of NEREL that the student listens to its teacher in
DROP = 0.15
SIZE = 8  # texts in a batch


class Lesson(NamedTuple):
    """An example, which roles its pairs cannot have, and what the teacher holds likely."""

    example: Example
    mask: Tensor
    roles: Tensor
    same: Tensor
    states: Tensor


def lesson(teacher: Roles, each: Example) -> Lesson:
    """An example with what the teacher says of it."""
    mask = FORBIDDEN * (1 - torch.from_numpy(allowed()).float()[each.batch["types"]])
    with torch.no_grad():
        scores, same, states = teacher(each.batch)
    return Lesson(each, mask, odds(scores, mask).softmax(-1), same.sigmoid(), states.softmax(-1))


def odds(scores: Tensor, mask: Tensor) -> Tensor:
    """Scores of a pair's roles against that of no role, which is 0."""
    return torch.cat([torch.zeros_like(scores[..., :1]), scores[..., 1:] + mask[..., 1:]], -1)


def loss(network: Roles, items: Sequence[Lesson]) -> Tensor:
    """What a batch has wrong, per text."""
    sizes = [len(each.example.scene.words) for each in items]
    states = network.encode(forgetful(together([each.example.batch for each in items]))).split(sizes)
    lost = [lesson_loss(network, each, h) for each, h in zip(items, states, strict=True)]
    return torch.stack(lost).sum() / len(items)


def together(batches: Sequence[Batch]) -> Batch:
    """The words of some texts as those of one: more windows go through the network at once."""
    names = (*STRINGS, "vector", "shape", "grammemes", "marks")
    found = {name: torch.cat([batch[name] for batch in batches]) for name in names}
    starts = np.cumsum([0, *(int(batch["cuts"][-1]) for batch in batches)]).tolist()
    cuts = [batch["cuts"][:-1] + start for batch, start in zip(batches, starts[:-1], strict=True)]
    return found | {"cuts": torch.cat([*cuts, torch.tensor(starts[-1:])])}


def lesson_loss(network: Roles, each: Lesson, h: Tensor) -> Tensor:
    """What a text has wrong, against its annotation and against the teacher."""
    scene, batch = each.example
    found = network.told(batch, h)
    scores, same, states = found
    total = torch.zeros(())
    if scene.events:
        total = total + roles.found_loss(found, scene, batch["evoking"].tolist())
    possible = each.mask.amax(-1) == 0
    total = total + cross_entropy(odds(scores, each.mask)[possible], each.roles[possible], reduction="sum")
    place = {number: row for row, number in enumerate(batch["evoking"].tolist())}
    if alike := roles.comparable(scene, place):
        at = [place[a] for a, _ in alike], [b for _, b in alike]
        total = total + binary_cross_entropy_with_logits(same[at], each.same[at], reduction="sum") / 4
    evoking = batch["evoking"]
    return total + cross_entropy(states[evoking], each.states[evoking], reduction="sum")


def found_spans(text: str) -> Spans:
    """The mentions that the shipped model finds."""
    parts = list(windows(text))
    found = find_mentions(parts, list(map(place_marks, parts)))
    return [
        (part[f.first].start, part[f.last].stop, f.label)
        for part, own in zip(parts, found, strict=True)
        for f in own
        if f.label in TYPES
    ]


def plain_scenes(folder: Path, posts: bool, most: int) -> Iterator[Scene]:
    """Some of NEREL's texts with the mentions found, and with their posts if the model is of posts."""
    for path in random.sample(sorted(folder.glob("*.txt")), most):
        annotation = read_annotation(path)
        spans = found_spans(annotation.text)
        made = nerel_scene(annotation, spans) if posts else staged(annotation.text, [], spans, lambda _: ())
        if made:
            yield made


def network_of(encoder: Encoder, arrays: Arrays, layers: int, drop: float) -> Roles:
    """A network with those of a file's weights that fit it."""
    rows = {name: len(ids) + 1 for name, ids in encoder.vocabularies.items()}
    size = arrays["head.bias"].size
    made = Roles(encoder.vectors, rows, len(ROLES), len(STATES), size, drop, layers)
    take(made, arrays)
    return made


def train(network: Roles, data: Sequence[Lesson], epochs: int) -> Average:
    """Fit the student."""
    network.known.requires_grad_(False)
    return fit(
        network,
        lambda: roles.batches(data, SIZE),
        lambda items: loss(network, items),
        epochs=epochs,
        keep=0.99,
        warm_up=50,
        log=partial(print, flush=True),
        rate=RATE,
    )


def main() -> int:
    """Teach, print figures of the selection, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", choices=MODELS)
    parser.add_argument("--teacher", type=Path, required=True)
    parser.add_argument("--own", type=Path, default=Path("data/training"))
    parser.add_argument("--nerel", type=Path, default=Path("../shared/corpora/nerel/train"))
    parser.add_argument("--found", type=Path, nargs="*", default=[], help="what folds.py wrote")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--plain", type=int, default=PLAIN)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--output", type=Path, help="data/models/MODEL.npz unless given")
    given = parser.parse_args()
    seed(given.seed)
    model, arrays = MODELS[given.model], read_arrays(given.teacher)
    training, selection = (list(read_corpus(given.own / f"{n}.jsonl")) for n in ("train", "selection"))
    texts = [*scenes(training, None), *scenes(training, read_found(given.found))]
    texts += plain_scenes(given.nerel, model.types == POSTS, given.plain)
    others = scenes(selection, None)
    encoder = Encoder([], (w for each in (*texts, *others) for w in each.words), vocabularies(arrays))
    teacher = network_of(encoder, arrays, arrays_layers(arrays), 0.0).eval()
    made = (example(each, encoder, model.types) for each in texts)
    data = [lesson(teacher, each) for each in made if len(each.batch["evoking"])]
    tests = [example(each, encoder, model.types) for each in others]
    print(
        f"{len(data)} texts; the teacher, selection, mentions given: {roles.test(teacher, tests)}", flush=True
    )
    network = network_of(encoder, arrays, LAYERS, DROP)
    with train(network, data, given.epochs).used():
        output = given.output or Path(f"data/models/{given.model}.npz")
        save(output, network, encoder, {"roles": ROLES, "states": STATES}, allowed=allowed())
        print(f"selection, mentions given: {roles.test(network, tests)}")
    return 0


def arrays_layers(arrays: Arrays) -> int:
    """Layers of a file's BiLSTM."""
    return sum(name.startswith("lstm.weight_hh") for name in arrays) // 2


if __name__ == "__main__":
    raise SystemExit(main())
