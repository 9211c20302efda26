"""What the role model learns from texts annotated in NEREL's way: posts, their holders and their bodies."""

from __future__ import annotations

from pathlib import Path

from kg.annotate.neural.pairs import TYPES
from scripts.training.nerel import nerel_scene, posts, read_annotation

TEXT = "Ректор Омского института леса Анна Котова наградила тренера Петра Мороза. Котова возглавляет и музей."


def annotated(folder: Path) -> Path:
    """A text with its annotation in brat's format."""
    entities = {
        "T1": ("PROFESSION", "Ректор"),
        "T2": ("ORGANIZATION", "Омского института леса"),
        "T3": ("PERSON", "Анна Котова"),
        "T4": ("PROFESSION", "тренера"),
        "T5": ("PERSON", "Петра Мороза"),
        "T6": ("PERSON", "Котова"),
        "T7": ("ORGANIZATION", "музей"),
    }
    starts = {id: TEXT.rindex(words) for id, (_, words) in entities.items()}
    lines = [
        *(
            f"{id}\t{kind} {starts[id]} {starts[id] + len(words)}\t{words}"
            for id, (kind, words) in entities.items()
        ),
        "N1\tReference T3 Wikidata:Q100\tАнна Котова",
        "N2\tReference T6 Wikidata:Q100\tАнна Котова",
        "R1\tWORKS_AS Arg1:T3 Arg2:T1\t",
        "R2\tWORKS_AS Arg1:T5 Arg2:T4\t",
        "R3\tWORKPLACE Arg1:T6 Arg2:T2\t",
    ]
    path = folder / "text.txt"
    path.write_text(TEXT, encoding="utf-8")
    path.with_suffix(".ann").write_text("\n".join(lines), encoding="utf-8")
    return path


def test_the_nearest_post_of_whoever_works_there_has_the_body(tmp_path: Path) -> None:
    annotation = read_annotation(annotated(tmp_path))
    rector, coach = posts(annotation)["T1"], posts(annotation)["T4"]
    assert sorted(rector.values()) == ["holder", "of"]
    assert list(coach.values()) == ["holder"]


def test_two_mentions_of_one_person_are_one_thing(tmp_path: Path) -> None:
    annotation = read_annotation(annotated(tmp_path))
    scene = nerel_scene(annotation)
    assert scene is not None
    people = [places for places in scene.things.values() if TYPES[scene.mentions.type[places[0]]] == "person"]
    assert sorted(map(len, people)) == [1, 2]


def test_events_have_the_posts_alone_and_no_state(tmp_path: Path) -> None:
    scene = nerel_scene(read_annotation(annotated(tmp_path)))
    assert scene is not None
    assert [(event.kind, len(event.roles), event.state) for event in scene.events] == [
        ("post", 2, ""),
        ("post", 1, ""),
    ]


def test_mentions_found_stand_in_for_the_annotated_ones(tmp_path: Path) -> None:
    start = TEXT.index("Ректор")
    scene = nerel_scene(read_annotation(annotated(tmp_path)), [(start, start + 6, "post")])
    assert scene is not None
    assert len(scene.mentions.first) == 1
    assert scene.events[0].roles == {}
