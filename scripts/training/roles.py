"""Train a role model: `python -m scripts.training.roles events|posts --found FILE...` (20 minutes each).

Both learn from `data/training/train.jsonl` twice: with the mentions of the annotation, and with those that
`scripts/training/folds.py` found in texts that its models were not trained on. The model of posts learns from
NEREL's training texts too, with mentions found in this way.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple, TypeVar

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy

from kg.annotate.neural.pairs import EVENTS, EVOKING, POSTS, TYPES, pairs, type_marks
from kg.corpus import AnnotatedArticle, read_corpus
from scripts.training.encoding import Encoder, forgetful
from scripts.training.fitting import Average, Tally, fit, save, seed
from scripts.training.nerel import nerel_scene, read_annotation
from scripts.training.network import Roles
from scripts.training.scenes import KIND_OF, ROLES, STATES, Event, Scene, may_fill, scene

SIZE = 4  # texts in a batch
DROP = 0.3
SEEN = 0.7  # share of an event's words that it is learned from: never all of them are found
KEPT = 0.9  # the same for the mentions of a thing
FORBIDDEN = -1e9
Batch = dict[str, Tensor]
Found = tuple[Tensor, Tensor, Tensor]  # scores of roles, of sameness, of states
Spans = list[tuple[int, int, str]]
T = TypeVar("T")


class Model(NamedTuple):
    """What a model is of: the types of evoking mentions; how wide it is and how long it learns."""

    types: Sequence[str]
    size: int
    epochs: int


# Events are learned together with the posts of those who take part, which tell who belongs to which side.
MODELS = {"events": Model(EVOKING, 128, 9), "posts": Model(POSTS, 96, 9)}


class Example(NamedTuple):
    """A scene with its tensors."""

    scene: Scene
    batch: Batch


def example(each: Scene, encoder: Encoder, types: Sequence[str]) -> Example:
    """A scene as the network takes it, with the events that mentions of these types evoke."""
    kinds = {KIND_OF[type] for type in types}
    each = replace(each, events=tuple(event for event in each.events if event.kind in kinds))
    rows = encoder.encode(each.words)
    runs = np.stack([each.mentions.first, each.mentions.last, each.mentions.type], axis=1).tolist()
    rows["marks"] = np.concatenate([type_marks(len(each.words), runs), rows.pop("places")], axis=1)
    rows |= pairs(each.mentions, types)._asdict()
    rows |= {"first": each.mentions.first, "last": each.mentions.last, "cuts": np.array(each.cuts)}
    return Example(each, {name: torch.from_numpy(array) for name, array in rows.items()})


@cache
def mask(kind: str, type: str) -> Tensor:
    """0 for roles that a mention of a type can have in a kind of event, else a score that forbids them."""
    slots = may_fill(kind, type)
    return torch.tensor([0.0 if role in slots or role == "none" else FORBIDDEN for role in ROLES])


def allowed() -> NDArray[np.float16]:
    """1 for roles that two types of mentions allow, shape (type × type, roles)."""
    slots = [
        may_fill(KIND_OF[one], other) if one in KIND_OF else frozenset() for one in TYPES for other in TYPES
    ]
    return np.array([[role in each for role in ROLES] for each in slots], np.float16)


def pooled(
    scores: Tensor, rows: Sequence[int], each: Scene, kind: str, things: Mapping[str, Sequence[int]]
) -> Tensor:
    """Scores of the roles of things in one event, shape (things, roles): what all mentions say together.

    No role has score 0.
    """
    found = []
    for thing, numbers in things.items():
        score = torch.logsumexp(scores[list(rows)][:, list(numbers)].flatten(0, 1), 0)
        score = torch.cat([score.new_zeros(1), score[1:]])
        found.append(score + mask(kind, each.type_of(thing)))
    return torch.stack(found)


def candidates(each: Scene, event: Event) -> list[str]:
    """The things that can have a role in an event."""
    return [thing for thing in each.things if may_fill(event.kind, each.type_of(thing))]


def some(numbers: Sequence[int], share: float) -> list[int]:
    """Some of the numbers, one at least."""
    return [each for each in numbers if random.random() < share] or [random.choice(numbers)]


def loss(network: Roles, items: Sequence[Example]) -> Tensor:
    """What a batch has wrong, per text."""
    total = torch.zeros(())
    for each, batch in items:
        total = total + text_loss(network, each, batch)
    return total / len(items)


def text_loss(network: Roles, each: Scene, batch: Batch) -> Tensor:
    """What a text has wrong."""
    return found_loss(network(forgetful(batch)), each, batch)


def found_loss(found: Found, each: Scene, batch: Batch) -> Tensor:
    """What is wrong in the scores of roles, sameness and states in a text."""
    scores, same, states = found
    total = torch.zeros(())
    place = {number: row for row, number in enumerate(batch["evoking"].tolist())}
    for event in each.events:
        evoking = some(event.evoking, SEEN)
        total = total + role_loss(scores, [place[n] for n in evoking], each, event)
        if event.state:
            state = torch.tensor([STATES.index(event.state)])
            total = total + cross_entropy(states[evoking].mean(0, keepdim=True), state)
    return total + same_loss(same, place, each) / 4


def role_loss(scores: Tensor, rows: Sequence[int], each: Scene, event: Event) -> Tensor:
    """Cross entropy of the roles in one event."""
    things = {thing: some(each.things[thing], KEPT) for thing in candidates(each, event)}
    if not things:
        return scores.new_zeros(())
    right = torch.tensor([ROLES.index(role_of(each, event, thing)) for thing in things])
    return cross_entropy(pooled(scores, rows, each, event.kind, things), right, reduction="sum")


def role_of(each: Scene, event: Event, thing: str) -> str:
    """The role of a thing in an event; none if its mention was found with a type that cannot have it."""
    role = event.roles.get(thing, "none")
    return role if role in may_fill(event.kind, each.type_of(thing)) else "none"


def comparable(each: Scene, place: Mapping[int, int]) -> list[tuple[int, int]]:
    """Pairs of different mentions that might evoke one event, both ways round; no two posts are one."""
    names = [TYPES[type] for type in each.mentions.type]
    evoking = [n for n in place if names[n] in EVENTS]
    return [(a, b) for a in evoking for b in evoking if a != b and KIND_OF[names[a]] == KIND_OF[names[b]]]


def owners(each: Scene) -> dict[int, set[int]]:
    """The numbers of the events that mentions evoke."""
    found: dict[int, set[int]] = defaultdict(set)
    for number, event in enumerate(each.events):
        for mention in event.evoking:
            found[mention].add(number)
    return found


def same_loss(same: Tensor, place: Mapping[int, int], each: Scene) -> Tensor:
    """Cross entropy of whether two mentions evoke one event."""
    found, of = comparable(each, place), owners(each)
    if not found:
        return same.new_zeros(())
    right = torch.tensor([float(bool(of[a] & of[b])) for a, b in found])
    scores = same[[place[a] for a, _ in found], [b for _, b in found]]
    return binary_cross_entropy_with_logits(scores, right, reduction="sum")


def test(network: nn.Module, items: Sequence[Example]) -> str:
    """Figures with the right events and things given: roles, states, and pairs that evoke one event."""
    roles, states, same = Tally(), Tally(), Tally()
    for number, (each, batch) in enumerate(items):
        with torch.no_grad():
            scores, bonds, said = network(batch)
        place = {mention: row for row, mention in enumerate(batch["evoking"].tolist())}
        for index, event in enumerate(each.events):
            key = (number, index)
            things = {thing: each.things[thing] for thing in candidates(each, event)}
            rows = [place[n] for n in event.evoking]
            best = pooled(scores, rows, each, event.kind, things).argmax(-1).tolist() if things else []
            found = {
                (*key, thing, f"{event.kind}.{ROLES[r]}") for thing, r in zip(things, best, strict=True) if r
            }
            roles.add(found, {(*key, t, f"{event.kind}.{r}") for t, r in event.roles.items()}, lambda x: x[3])
            state = STATES[int(said[list(event.evoking)].mean(0).argmax())]
            states.add({(*key, event.kind, state)}, {(*key, event.kind, event.state)}, lambda x: x[2])
        of = owners(each)
        found_pairs = {(number, a, b) for a, b in comparable(each, place) if a < b}
        likely = {(n, a, b) for n, a, b in found_pairs if float(bonds[place[a], b] + bonds[place[b], a]) > 0}
        same.add(likely, {(n, a, b) for n, a, b in found_pairs if of[a] & of[b]}, lambda _: "pair")
    return f"roles {roles}\n  states {states}\n  same event {same}"


def batches(texts: Sequence[T]) -> list[list[T]]:
    """The texts of an epoch in batches."""
    mixed = random.sample(texts, len(texts))
    return [mixed[i : i + SIZE] for i in range(0, len(mixed), SIZE)]


def scenes(articles: Sequence[AnnotatedArticle], found: Mapping[str, Spans] | None) -> list[Scene]:
    """Articles with the mentions of their annotation, or with those found in them."""
    made = (
        scene(each, None if found is None else found[each.article.id])
        for each in articles
        if found is None or each.article.id in found
    )
    return [each for each in made if each]


def nerel_scenes(folder: Path, found: Mapping[str, Spans]) -> list[Scene]:
    """NEREL's texts that mentions were found in."""
    paths = [path for path in sorted(folder.glob("*.txt")) if path.stem in found]
    made = (nerel_scene(read_annotation(path), found[path.stem]) for path in paths)
    return [each for each in made if each]


def read_found(paths: Sequence[Path]) -> dict[str, Spans]:
    """Mentions by article, as `scripts/training/folds.py` writes them."""
    rows = [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    return {row["id"]: [(start, stop, label) for start, stop, label in row["spans"]] for row in rows}


def main() -> int:
    """Train, print figures of the selection, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", choices=MODELS)
    parser.add_argument("--own", type=Path, default=Path("data/training"))
    parser.add_argument("--nerel", type=Path, default=Path("../shared/corpora/nerel/train"))
    parser.add_argument("--found", type=Path, nargs="*", default=[], help="what folds.py wrote")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--output", type=Path, help="data/models/MODEL.npz unless given")
    given = parser.parse_args()
    model = MODELS[given.model]
    seed(given.seed)
    training, selection = (list(read_corpus(given.own / f"{n}.jsonl")) for n in ("train", "selection"))
    found = read_found(given.found)
    texts = [*scenes(training, None), *scenes(training, found)]
    if model.types == POSTS:
        texts += nerel_scenes(given.nerel, found)
    others = scenes(selection, None)
    encoder = Encoder(
        (word for each in texts for word in each.words), (word for each in others for word in each.words)
    )
    network, average = train(texts, encoder, model)
    with average.used():
        items = [example(each, encoder, model.types) for each in others]
        print(f"selection, mentions given: {test(network, items)}")
        lists = {"roles": ROLES, "states": STATES}
        save(
            given.output or Path(f"data/models/{given.model}.npz"),
            network,
            encoder.vocabularies,
            lists,
            allowed=allowed(),
        )
    return 0


def train(texts: Sequence[Scene], encoder: Encoder, model: Model) -> tuple[Roles, Average]:
    """A network fitted to texts, and the average of its weights."""
    rows = {name: len(ids) + 1 for name, ids in encoder.vocabularies.items()}
    network = Roles(encoder.vectors, rows, len(ROLES), len(STATES), model.size, DROP)
    made = (example(each, encoder, model.types) for each in texts)
    data = [each for each in made if each.scene.events]
    average = fit(
        network,
        lambda: batches(data),
        lambda items: loss(network, items),
        epochs=model.epochs,
        keep=0.99,
        warm_up=50,
        log=partial(print, flush=True),
    )
    return network, average


if __name__ == "__main__":
    raise SystemExit(main())
