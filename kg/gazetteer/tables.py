"""The shipped tables, read into one lookup."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.gazetteer.place import Form, FormKind, Place
from kg.gazetteer.towns import Towns
from kg.model import Kind
from kg.resources import resource

PLACES = ("countries.tsv", "regions.tsv", "cities.tsv")
FORMS, TOWNS = "forms.tsv", "towns.tsv"
WORDS_KEPT = 1 << 15  # whose reach is kept
KEY = 2  # letters that the forms of one line share at least
DEPTH = 4  # letters of a form, or of what its line's forms share, by which lines are found
PLAIN = {"–": "-", "—": "-", "‑": "-", "−": "-", "’": "'", "ʼ": "'", "`": "'"}
MARKS = str.maketrans(PLAIN)
KINDS = {"N": FormKind.NAME, "A": FormKind.ADJECTIVE, "D": FormKind.DEMONYM}


class Gazetteer:
    """Places by id and by any case form of their names, adjectives and demonyms.

    `longest` is the number of words in the longest form. Rows are parsed when asked for: texts need few.
    """

    def __init__(self, places: Iterable[str], forms: Iterable[str], towns: Iterable[str] = ()) -> None:
        """Read the lines of the tables, headers left out (`data/gazetteer/README.md` describes them).

        The order of `forms` is the order of likelihood. `towns` are read when first asked for.
        """
        self.towns = Towns(towns)
        self._rows = dict(line.split("\t", 1) for line in places)
        self._lines = list(forms)
        self._numbers, self.longest = keyed(self._lines)
        self._forms: dict[str, dict[str, tuple[Form, ...]]] = {}
        self._reaches: dict[str, dict[str, int]] = {}
        self._places: dict[str, Place] = {}
        self.reach = functools.lru_cache(maxsize=WORDS_KEPT)(self._reach_of)

    @classmethod
    def read(cls, folder: Path) -> Gazetteer:
        """The gazetteer whose tables lie in `folder`."""
        lines = (line for name in PLACES for line in rows(folder / name))
        return cls(lines, rows(folder / FORMS), later(folder / TOWNS))

    def lookup(self, words: tuple[str, ...]) -> tuple[Form, ...]:
        """The readings of a form, most likely place first; () if it is unknown.

        `words` are a tokenizer's words in any case form, case folded and ё as е; dashes and apostrophes are
        of any kind. A hyphenated word is one word: `("санкт-петербурга",)`, `("область", "-", "кузбасс")`.
        """
        form = plain(" ".join(words))
        return self._bucket(form[:DEPTH]).get(form, ())

    def _reach_of(self, word: str) -> int:
        """How many words the longest form has that begins with this word (as in `lookup`); 0 if none does."""
        word = plain(word)
        if len(word) < DEPTH:
            return self._short.get(word) or int(word in self._bucket(word))
        return self._reach(word[:DEPTH]).get(word, 0)

    def _reach(self, key: str) -> dict[str, int]:
        found = self._reaches.get(key)
        if found is None:
            found = self._reaches[key] = first_words(self._bucket(key))
        return found

    @functools.cached_property
    def _short(self) -> dict[str, int]:
        """The reach of words too short to find lines by, where they begin forms of several words."""
        stems = ((line, line.split("\t")[2]) for line in self._lines if " " in line)
        return first_words(index(line for line, stem in stems if len(stem.partition(" ")[0]) < DEPTH))

    def _bucket(self, key: str) -> dict[str, tuple[Form, ...]]:
        """The forms that begin with these letters, and others; expanded when first asked for."""
        bucket = self._forms.get(key)
        if bucket is None:
            stems = (key[:size] for size in range(KEY, len(key) + 1))
            numbers = sorted(number for stem in stems for number in self._numbers.get(stem, ()))
            bucket = self._forms[key] = index(self._lines[number] for number in numbers)
        return bucket

    def forms(self) -> Iterator[tuple[str, tuple[Form, ...]]]:
        """Every form (folded words joined by spaces) with its readings, most likely first."""
        return iter(index(self._lines).items())

    def __getitem__(self, id: str) -> Place:
        """The place with this id, small towns too; raises KeyError if there is none."""
        found = self._places.get(id)
        if found is None:
            found = self._places[id] = self._parsed(id)
        return found

    def _parsed(self, id: str) -> Place:
        row = self._rows.get(id)
        found = place(id, row) if row is not None else self._town(id)
        if found is None:
            raise KeyError(id)
        return found

    def _town(self, id: object) -> Place | None:
        return self.towns.get(id) if isinstance(id, str) and ":" in id else None

    def __contains__(self, id: object) -> bool:
        return id in self._rows or self._town(id) is not None

    def __iter__(self) -> Iterator[str]:
        """The ids of all places but small towns."""
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def containing(self, id: str) -> tuple[Place, ...]:
        """The place and those it lies in, smallest first: city, region, country. Raises KeyError as above."""
        found = self[id]
        return (found, *(self.containing(found.within) if found.within else ()))


@functools.cache
def gazetteer() -> Gazetteer:
    """The shipped gazetteer, read once. Raises FileNotFoundError if the package lacks its data."""
    return Gazetteer.read(resource("data/gazetteer"))


def rows(path: Path) -> list[str]:
    """The lines of a table below its header."""
    return path.read_text(encoding="utf-8").splitlines()[1:]


def later(path: Path) -> Iterator[str]:
    """The lines of a table below its header, read when the first is asked for."""
    yield from rows(path)


def keyed(lines: Iterable[str]) -> tuple[dict[str, list[int]], int]:
    """Numbers of lines of the table of forms by the first letters of what the forms of a line share, and the
    words of the longest form.

    The forms of a line are cases of one name, so that the first tells the number of words of all.
    """
    table: dict[str, list[int]] = defaultdict(list)
    longest = 0
    for number, line in enumerate(lines):
        _, _, stem, endings = line.split("\t")
        table[stem[:DEPTH]].append(number)
        if " " in line:
            longest = max(longest, stem.count(" ") + endings.partition("|")[0].count(" "))
    return table, longest + 1


def plain(text: str) -> str:
    """The text with dashes and apostrophes of one kind."""
    return text if PLAIN.keys().isdisjoint(text) else text.translate(MARKS)  # few need the slow way


def first_words(forms: Iterable[str]) -> dict[str, int]:
    """The words that forms begin with, and how many the longest of such forms has."""
    table: dict[str, int] = {}
    for form in forms:
        first, space, others = form.partition(" ")
        count = 2 + others.count(" ") if space else 1
        if count > table.get(first, 0):
            table[first] = count
    return table


def index(lines: Iterable[str]) -> dict[str, tuple[Form, ...]]:
    """Forms with their readings, in the order of the lines (`place, kind, stem, endings joined by |`)."""
    table: dict[str, tuple[Form, ...]] = {}
    for line in lines:
        place, kind, stem, endings = line.split("\t")
        reading = Form(place, KINDS[kind])
        alone = (reading,)  # one for all forms of the line: few forms have readings of other lines, too
        for ending in endings.split("|"):
            known = table.setdefault(stem + ending, alone)
            if reading not in known:
                table[stem + ending] = (*known, reading)
    return table


def place(id: str, row: str) -> Place:
    """A place from the columns that follow its id."""
    kind, name, aliases, english, within, code, wikidata, geonames, latitude, longitude, population = (
        row.split("\t")
    )
    return Place(
        id=id,
        kind=Kind(kind),
        name=name,
        aliases=tuple(aliases.split("|")) if aliases else (),
        english=english or None,
        within=within or None,
        code=code or None,
        wikidata=wikidata or None,
        geonames=int(geonames) if geonames else None,
        latitude=float(latitude) if latitude else None,
        longitude=float(longitude) if longitude else None,
        population=int(population or 0),
    )
