"""Teach the network of posts: `python -m scripts.training.distil_posts --teacher LARGE.npz --found FILE...`.

LARGE.npz is what `scripts.training.roles posts` wrote. The student reads no words but the states that the
shipped mention model has of them anyway. It learns what is annotated in its teacher's texts and what that one
holds likely of every pair of mentions, in plain texts too, with the mentions that the shipped model finds.
A quarter of an hour on one core.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import cross_entropy

from kg.annotate.neural import mentions
from kg.annotate.neural.pairs import TYPES, Pairs
from kg.annotate.neural.places import place_marks
from kg.annotate.neural.words import windows
from kg.corpus import read_corpus
from scripts.training.distil import Arrays, plain_texts, read_arrays, take, vocabularies
from scripts.training.encoding import Encoder
from scripts.training.fitting import Average, fit, save, seed
from scripts.training.network import Readers, Roles
from scripts.training.roles import (
    FORBIDDEN,
    MODELS,
    Example,
    Found,
    Spans,
    allowed,
    batches,
    example,
    found_loss,
    nerel_scenes,
    read_found,
    scenes,
    test,
)
from scripts.training.scenes import ROLES, STATES, Scene, staged

MODEL = MODELS["posts"]
EPOCHS = 6
DROP = 0.15
KEPT = (*Pairs._fields, "first", "last", "cuts", "marks")  # of what a network takes of a text
FORGET = 0.2  # share of the mention model's numbers that are left out of a text


class Lesson(NamedTuple):
    """An example, which roles its pairs can have, and what the teacher says of it."""

    example: Example
    possible: Tensor
    said: Found


def lessons(teacher: Roles, examples: Sequence[Example]) -> Iterator[Lesson]:
    """Examples as the student takes them, with what the teacher says of them."""
    table = torch.from_numpy(allowed()).bool()
    for each in examples:
        with torch.no_grad():
            said = teacher(each.batch)
        yield Lesson(reading(each), table[each.batch["types"]], said)


def reading(each: Example) -> Example:
    """An example with the states of its words instead of what these are by themselves."""
    scene, batch = each
    parts = [list(scene.words[a:b]) for a, b in pairwise(scene.cuts)]
    states = np.concatenate(list(mentions.encoder().states(parts, list(map(place_marks, parts)))))
    kept = {name: value for name, value in batch.items() if name in KEPT}
    return Example(scene, kept | {"states": torch.from_numpy(states)})


def loss(network: Readers, items: Sequence[Lesson]) -> Tensor:
    """What a batch has wrong, per text, against its annotation and against the teacher."""
    total = torch.zeros(())
    for each in items:
        scene, batch = each.example
        found = network(batch)
        if scene.events:
            total = total + found_loss(found, scene, batch)
        total = total + taught_loss(found, each, batch["evoking"])
    return total / len(items)


def taught_loss(found: Found, each: Lesson, evoking: Tensor) -> Tensor:
    """Cross entropy of roles and states, against what the teacher holds likely."""
    telling = each.possible.any(-1)
    own, right = (odds(scores, each.possible)[telling] for scores in (found[0], each.said[0]))
    states, said = found[2][evoking], each.said[2][evoking]
    return cross_entropy(own, right.softmax(-1), reduction="sum") + cross_entropy(
        states, said.softmax(-1), reduction="sum"
    )


def odds(scores: Tensor, possible: Tensor) -> Tensor:
    """Scores of pairs' roles against that of no role, which is 0."""
    return torch.cat([torch.zeros_like(scores[..., :1]), scores.where(possible, FORBIDDEN)[..., 1:]], -1)


def plain_scenes(folder: Path) -> Iterator[Scene]:
    """The texts of a folder with the mentions that the shipped model finds, and nothing known of them."""
    for text in plain_texts(folder):
        made = staged(text, [], found_spans(text), lambda _: ())
        if made:
            yield made


def found_spans(text: str) -> Spans:
    """The mentions that the shipped model finds."""
    parts = list(windows(text))
    found = mentions.find_mentions(parts, list(map(place_marks, parts)))
    return [
        (part[each.first].start, part[each.last].stop, each.label)
        for part, (own, _) in zip(parts, found, strict=True)
        for each in own
        if each.label in TYPES
    ]


def teacher_of(encoder: Encoder, arrays: Arrays) -> Roles:
    """The network that a file holds."""
    rows = {name: len(ids) + 1 for name, ids in encoder.vocabularies.items()}
    made = Roles(encoder.vectors, rows, len(ROLES), len(STATES), arrays["head.bias"].size, 0.0)
    take(made, arrays)
    return made.eval()


def train(network: Readers, data: Sequence[Lesson], epochs: int) -> Average:
    """Fit the student."""
    return fit(
        network,
        lambda: batches(data),
        lambda items: loss(network, items),
        epochs=epochs,
        keep=0.99,
        warm_up=50,
        log=partial(print, flush=True),
    )


def options() -> argparse.ArgumentParser:
    """What the script asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--teacher", type=Path, required=True)
    parser.add_argument("--own", type=Path, default=Path("data/training"))
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("--found", type=Path, nargs="*", default=[], help="what folds.py wrote")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--output", type=Path, default=Path("data/models/posts.npz"))
    return parser


def main() -> int:
    """Teach, print figures of the selection, write the weights."""
    given = options().parse_args()
    seed(given.seed)
    training, selection = (list(read_corpus(given.own / f"{n}.jsonl")) for n in ("train", "selection"))
    spans = read_found(given.found)
    texts = [*scenes(training, None), *scenes(training, spans)]
    texts += nerel_scenes(given.corpora / "nerel/train", spans)
    texts += plain_scenes(given.corpora / "factrueval/devset")
    data, tests = taught(texts, scenes(selection, None), given.teacher)
    inputs = data[0].example.batch["states"].shape[1]
    network = Readers(inputs, len(ROLES), len(STATES), MODEL.size, DROP, FORGET)
    with train(network, data, given.epochs).used():
        print(f"selection, mentions given: {test(network, tests)}")
        save(given.output, network, {}, {"roles": ROLES, "states": STATES}, allowed=allowed())
    return 0


def taught(
    texts: Sequence[Scene], others: Sequence[Scene], teacher: Path
) -> tuple[list[Lesson], list[Example]]:
    """Lessons from texts with posts, and examples to test with; prints the teacher's figures of these."""
    arrays = read_arrays(teacher)
    encoder = Encoder([], (w for each in (*texts, *others) for w in each.words), vocabularies(arrays))
    network = teacher_of(encoder, arrays)
    tests = [example(each, encoder, MODEL.types) for each in others]
    print(f"the teacher: {test(network, tests)}", flush=True)
    made = (example(each, encoder, MODEL.types) for each in texts)
    data = list(lessons(network, [each for each in made if len(each.batch["evoking"])]))
    return data, list(map(reading, tests))


if __name__ == "__main__":
    raise SystemExit(main())
