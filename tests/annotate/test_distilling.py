"""What students of the networks learn from; skipped without PyTorch, which only training needs."""

from __future__ import annotations

import numpy as np
import pytest

from kg.annotate.neural.mentions import Runs, likely_runs, words_left
from kg.annotate.neural.words import windows

torch = pytest.importorskip("torch", reason="PyTorch is not installed: pip install -e '.[training]'")

TEXT = "Анна Котова прилетела в Гродно. Её ждали."
NAME, SURE = (0, 1, "person"), 9.0


def test_a_student_takes_what_fits() -> None:
    from scripts.training.distil import take

    network = torch.nn.Sequential(torch.nn.Linear(2, 2), torch.nn.Linear(2, 3))
    kept = network[1].weight.clone()
    take(network, {"0.weight": np.eye(2, dtype=np.float16), "1.weight": np.zeros((9, 9), np.float16)})
    assert network[0].weight.tolist() == [[1, 0], [0, 1]]
    assert network[1].weight.equal(kept)


def test_a_lesson_tells_where_mentions_begin_and_end() -> None:
    from scripts.training.data import LABELS, Window
    from scripts.training.distil_mentions import lesson

    (words,) = windows(TEXT)
    first, last = likely_runs(np.ones((len(words), 2), np.bool_), words_left(words))
    scores = np.zeros((len(first), len(LABELS)), np.float32)
    scores[:, 0] = SURE
    city = [word.text for word in words].index("Гродно")
    scores[(first == city) & (last == city), LABELS.index("city")] = 2 * SURE
    found = lesson(Window(tuple(words), frozenset({NAME}), "own"), {}, Runs(first, last, scores))
    assert np.argwhere(found.ends).tolist() == [[0, 0], [1, 1], [city, 0], [city, 1]]
    ends = [(int(a), int(a + width)) for a, width in found.runs[found.telling]]
    assert ends == [(0, 1), (0, city), (city, city)]  # begins and ends that go together, likely or not
    assert LABELS[found.labels[(first == 0) & (last == 1)][0]] == "person"


def test_a_student_of_posts_is_right_when_it_says_what_its_teacher_says() -> None:
    from scripts.training.distil_posts import Lesson, taught_loss
    from scripts.training.scenes import ROLES, STATES

    chance = torch.Generator().manual_seed(1)
    said = tuple(torch.randn(1, *shape, generator=chance) for shape in ((3, len(ROLES)), (3,)))
    states = torch.randn(3, len(STATES), generator=chance)
    possible = torch.zeros(1, 3, len(ROLES), dtype=torch.bool)
    possible[0, 0, [ROLES.index("holder"), ROLES.index("of")]] = True
    lesson = Lesson(None, possible, (*said, states))  # type: ignore[arg-type]
    evoking = torch.tensor([1])

    def lost(role: str, pair: int, more: float) -> float:
        scores = said[0].clone()
        scores[0, pair, ROLES.index(role)] += more
        return float(taught_loss((scores, said[1], states), lesson, evoking))

    right = lost("holder", 0, 0)
    assert all(lost(role, 0, more) > right for role in ("holder", "of") for more in (-1, 1))
    assert (
        lost("members", 0, 1) == lost("holder", 1, 1) == lost("none", 0, 1) == right
    )  # cannot be, or counts as 0


@pytest.mark.models
def test_a_student_of_posts_reads_states_instead_of_words() -> None:
    from scripts.training.distil_posts import KEPT, found_spans, reading
    from scripts.training.encoding import Encoder
    from scripts.training.roles import MODELS, example
    from scripts.training.scenes import staged

    made = staged(TEXT, [], found_spans(TEXT), lambda _: ())
    assert made is not None
    assert {TEXT[start:stop] for start, stop, _ in found_spans(TEXT)} >= {"Анна Котова", "Гродно"}
    batch = reading(example(made, Encoder(made.words), MODELS["posts"].types)).batch
    assert set(batch) == {*KEPT, "states"}
    assert len(batch["states"]) == len(made.words)
