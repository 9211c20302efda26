"""People and bodies of note by names that are theirs alone, with Wikidata ids."""

from __future__ import annotations

import functools
import os
import re
from collections import Counter
from collections.abc import Iterable, Mapping

from kg.model import Entity, Kind, Node
from kg.resources import resource
from kg.text.names import PersonName, normalize, parse_name
from kg.text.organizations import words_of

CLASSES = frozenset(  # words before the name of a body that tell what it is
    (
        *(
            "агентство",
            "авиакомпания",
            "газета",
            "госкорпорация",
            "группа",
            "группировка",
            "движение",
            "журнал",
        ),
        *(
            "зао",
            "издание",
            "издательство",
            "информагентство",
            "канал",
            "клуб",
            "компания",
            "концерн",
            "корпорация",
        ),
        *("оао", "ооо", "ао", "пао", "партия", "портал", "радиостанция", "сайт", "телеканал", "телекомпания"),
        *("фирма", "фонд", "холдинг"),
    )
)
ENDING = re.compile("[авгеимйоухыьюя]{0,3}")  # letters of which the endings of cases are made
SHORTEST = 3  # letters of a word that all its cases share
NAMES = Mapping[str, str]  # names → Wikidata ids
PATRONYMICS = Mapping[str, str]  # Wikidata ids of people → patronymics, where they have one


class Notables:
    """Wikidata ids of people and bodies; rows are read when first asked for."""

    def __init__(self, lines: Iterable[str]) -> None:
        """`lines` are the table's (`wikidata kind names`, names joined by |), header left out."""
        self._lines = lines

    @functools.cached_property
    def _tables(self) -> tuple[NAMES, NAMES, PATRONYMICS]:
        people, bodies, patronymics = dict[str, str](), dict[str, str](), dict[str, str]()
        for wikidata, kind, names in (line.split("\t") for line in self._lines):
            for name in names.split("|"):
                if kind == Kind.PERSON:
                    parsed = parse_name(name)
                    people[person_key(parsed)] = wikidata
                    patronymics[wikidata] = normalize(parsed.patronymic or "")
                else:
                    bodies[name] = wikidata  # keys already
        return people, bodies, patronymics

    def person(self, names: Iterable[str]) -> str | None:
        """Who is called by all the names: one full name of given and family name, no other patronymic."""
        people, _, patronymics = self._tables
        full = [parsed for name in names if (parsed := parse_name(name)).is_full]
        keys = {person_key(parsed) for parsed in full}
        found = people.get(keys.pop()) if len(keys) == 1 else None
        if found is None:
            return None
        own = {normalize(each.patronymic) for each in full if each.patronymic} | {patronymics[found]} - {""}
        return found if len(own) < 2 else None

    def keys_of(self, node: Node) -> set[str]:
        """The full names of a person, for comparison, that somebody in the table bears."""
        if node.kind is not Kind.PERSON:
            return set()
        parsed = map(parse_name, filter(None, (node.name, *node.aliases)))
        return {person_key(name) for name in parsed if name.is_full} & self._tables[0].keys()

    def body(self, names: Iterable[str]) -> str | None:
        """The body of the names: the first is its own, and no other one is another body's, longer, as that
        of a part of it would be, or a part of its own, which others may have too: «Народная палата»."""
        table, keys = self._tables[1], [body_key(name) for name in names]
        known = {key: found for key in keys if (found := table.get(key))}
        if not keys or keys[0] not in known or len(set(known.values())) > 1:
            return None
        longest = max(map(len, known))
        others = [key for key in keys if key not in known and not any(is_form(key, own) for own in known)]
        unsure = any(len(key) > longest or any(is_part(key, own) for own in known) for key in others)
        return None if unsure else known[keys[0]]


def person_key(name: PersonName) -> str:
    """The given and the family name for comparison."""
    return normalize(f"{name.given} {name.family}")


def body_key(name: str) -> str:
    """A body's name for comparison, without quotes and words of its class."""
    words = words_of(name)
    start = next((i for i, word in enumerate(words[:-1]) if word not in CLASSES), len(words) - 1)
    return " ".join(words[start:])


def is_form(key: str, other: str) -> bool:
    """True for words that differ from those of another key in their endings alone, as cases do."""
    pairs = list(zip(key.split(), other.split(), strict=False))
    return key.count(" ") == other.count(" ") and all(one == two or is_case(one, two) for one, two in pairs)


def is_case(word: str, other: str) -> bool:
    """True for two words with one stem and endings of Russian cases."""
    stem = len(os.path.commonprefix((word, other)))  # noqa: RUF071  # letters are meant, not folders
    return stem >= SHORTEST and bool(ENDING.fullmatch(word[stem:]) and ENDING.fullmatch(other[stem:]))


def is_part(key: str, other: str) -> bool:
    """True for the first or the last words of another key."""
    return other.startswith(f"{key} ") or other.endswith(f" {key}")


def linked(entities: Iterable[Entity], table: Notables) -> dict[str, str]:
    """The Wikidata ids of people and bodies by entity id.

    People are left out whose full name another entity bears, or whose family name means another one in half
    of their articles or more: «Сидоров» is the son there.
    """
    entities = tuple(entities)
    people = [each for each in entities if each.kind is Kind.PERSON]
    bodies = [each for each in entities if each.kind is Kind.ORGANIZATION]
    found = [(each, table.body(names_of(each))) for each in bodies]
    families, bearers = namesakes(people)
    for each in people:
        id = table.person(names_of(each))
        if id and all(bearers[key] == 1 for key in full_names(each)):
            shared = sum(families[article, family(each)] > 1 for article, _ in each.members)
            found.append((each, id if 2 * shared < len(each.members) else None))
    return {each.id: id for each, id in found if id}


def namesakes(people: Iterable[Entity]) -> tuple[Counter[tuple[str, str]], Counter[str]]:
    """How many people bear each family name in each article, and each full name."""
    families, bearers = Counter[tuple[str, str]](), Counter[str]()
    for each in people:
        families.update({(article, family(each)) for article, _ in each.members})
        bearers.update(set(full_names(each)))
    return families, bearers


def names_of(entity: Entity) -> tuple[str, ...]:
    """The names, the preferred one first."""
    return tuple(filter(None, (entity.name, *entity.aliases)))


def family(person: Entity) -> str:
    """The family name for comparison, of a man and a woman alike."""
    return normalize(parse_name(person.name or "").family or "").removesuffix("а")


def full_names(person: Entity) -> list[str]:
    """The given with the family name, of each name that has both."""
    return [person_key(parsed) for name in names_of(person) if (parsed := parse_name(name)).is_full]


@functools.cache
def notables() -> Notables:
    """The shipped table, read once. Raises FileNotFoundError if the package lacks its data."""
    return Notables(resource("data/gazetteer/notables.tsv").read_text(encoding="utf-8").splitlines()[1:])
