"""References to countries, regions and cities: the gazetteer's, those the text's own words classify, and
coordinations."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.capitals import find_capitals
from kg.extract.choosing import small_town, surroundings
from kg.extract.compounds import joined_countries
from kg.extract.lexicon import (
    CITY_WORDS,
    MACRO_AREAS,
    NOT_PLACES,
    ORGANIZATION_HEADS,
    POST_HEADS,
    REGION_WORDS,
)
from kg.extract.namesakes import Named, find_namesakes
from kg.extract.people import alike
from kg.extract.reading import Form, Reading, Ref, case, fold, is_capital, is_plural, tokens_in
from kg.gazetteer import Form as GazetteerForm
from kg.gazetteer import FormKind, Gazetteer, Place, gazetteer
from kg.model import Kind, Mention, Name, NameKind, Sentence, Span, Token

Match = tuple[int, int, tuple[GazetteerForm, ...]]  # tokens [start, stop) and what they may mean

FORMS = {FormKind.NAME: Form.NAME, FormKind.ADJECTIVE: Form.ADJECTIVE, FormKind.DEMONYM: Form.DEMONYM}
NAMED_AFTER = frozenset({"имени", "им", "им."})


def find_places(reading: Reading) -> None:
    """Add every place and the references to it. Persons must have been found before."""
    finder = _Finder(reading, gazetteer())
    for index, sentence in enumerate(reading.sentences):
        finder.read(index, sentence)
    find_capitals(reading, lambda id, offset: finder.key(finder.table[id], offset, None))
    _add_unlisted(reading)


class _Finder:
    """Looks sentences up in the gazetteer; where a form is ambiguous, places near to the article's certain
    ones win."""

    def __init__(self, reading: Reading, table: Gazetteer) -> None:
        self.reading = reading
        self.table = table
        self.labels = {cue.span: cue.label for cue in reading.document.cues}
        self.matches = [self.find(i, s) for i, s in enumerate(reading.sentences)]
        find_namesakes(reading, table, list(self.spans()))
        reading.surroundings = self.near = surroundings(table, self.named())
        self.keys = {t.known: t.key for t in reading.things.values() if t.known}

    def named(self) -> Iterator[list[str]]:
        """The ids of the places that each form in the text may mean."""
        for _, _, forms in (match for matches in self.matches for match in matches):
            yield [form.place for form in forms]

    def spans(self) -> Iterator[Named]:
        """The words that are looked up, with what they may mean."""
        for index, matches in enumerate(self.matches):
            yield from ((self.reading.span(index, start, stop), forms) for start, stop, forms in matches)

    def find(self, index: int, sentence: Sentence) -> list[Match]:
        found: list[Match] = []
        start, words = 0, [fold(t.text) for t in sentence.tokens]
        while start < len(words):
            if not self.table.reach(words[start]):  # most words begin no name
                start += 1
                continue
            stop, forms = self.longest(index, sentence, words, start)
            if forms:
                found.append((start, stop, forms))
            start = max(stop, start + 1)
        return found

    def longest(
        self, index: int, sentence: Sentence, words: list[str], start: int
    ) -> tuple[int, tuple[GazetteerForm, ...]]:
        for stop in range(min(len(words), start + self.table.reach(words[start])), start, -1):
            if not self.reading.free(index, start, stop):
                continue
            forms = self.table.lookup(tuple(words[start:stop]))
            forms = tuple(f for f in forms if _plausible(f, sentence.tokens[start:stop]))
            if forms:
                return stop, forms
        return start, ()

    def read(self, index: int, sentence: Sentence) -> None:
        for start, stop, forms in self.matches[index]:
            form, reason = self.choose(forms, sentence, start, stop)
            if form.kind is FormKind.NAME and self.is_other(index, start, stop, form):
                continue
            self.add(index, start, stop, self.table[form.place], FORMS[form.kind], reason)
        self.read_coordinated(index, sentence)
        self.read_joined(sentence)

    def is_other(self, index: int, start: int, stop: int, form: GazetteerForm) -> bool:
        """True for the name of something called after the place, or like it; a country is meant itself."""
        if _is_called_after(self.reading.sentences[index], start):
            return True
        country = self.table[form.place].kind is Kind.COUNTRY
        return not country and self.reading.span(index, start, stop) in self.reading.namesakes

    def read_joined(self, sentence: Sentence) -> None:
        """`российско-армянский`: the halves are mentions, which no rule for whole words reads."""
        for token in sentence.tokens:
            for id, span in joined_countries(self.table, token):
                self.reading.further.append(Mention(self.key(self.table[id], span.start, None), span))

    def choose(
        self, forms: tuple[GazetteerForm, ...], sentence: Sentence, start: int, stop: int
    ) -> tuple[GazetteerForm, str | None]:
        """The reading that is meant, with the reason if there are several."""
        if len({form.place for form in forms}) == 1:
            return forms[0], None
        likely, reason = self.likeliest(forms, sentence, start, stop)
        cities = [form for form in forms if self.table[form.place].kind is Kind.CITY]
        if self.table[likely.place].kind is not Kind.CITY or len(cities) < 2:
            return likely, reason
        best = max(cities, key=lambda form: self.near.fitness(*self.apart(form)))
        return best, self.near.reason(self.apart(best)[1], len(forms))

    def likeliest(
        self, forms: tuple[GazetteerForm, ...], sentence: Sentence, start: int, stop: int
    ) -> tuple[GazetteerForm, str]:
        """The reading of the kind that the words around or the model tell, else that the article names
        without doubt elsewhere, else the likeliest one."""
        said_city = start > 0 and sentence.tokens[start - 1].lemma in {"город", "г", "г."}
        label = self.cued(Span(sentence.tokens[start].span.start, sentence.tokens[stop - 1].span.stop))

        def rank(form: GazetteerForm) -> tuple[int, int, int]:
            place = self.table[form.place]
            city = int(said_city and place.kind is Kind.CITY)
            return (city, int(place.kind.value.lower() == label), self.near.named[form.place])

        best = max(forms, key=rank)
        called, seen, _ = rank(best)
        if called or (seen and not all(rank(form)[1] for form in forms)):
            return best, f"{'called' if called else 'seen as'} a {self.table[best.place].kind.value.lower()}"
        return best, self.near.reason(self.table.containing(best.place), len(forms))

    def apart(self, form: GazetteerForm) -> tuple[Place, tuple[Place, ...]]:
        """The place of a reading, and what lies around it."""
        place, *around = self.table.containing(form.place)
        return place, tuple(around)

    def cued(self, span: Span) -> str | None:
        """What kind of thing the learned model sees at these very words."""
        return self.labels.get(span)

    def add(
        self, index: int, start: int, stop: int, place: Place, form: Form, reason: str | None = None
    ) -> None:
        sentence = self.reading.sentences[index]
        key = self.key(place, sentence.tokens[start].span.start, reason)
        head = _head(sentence, start, stop)
        self.reading.add_ref(Ref(index, start, stop, head, key, place.kind, form))

    def key(self, place: Place, offset: int, reason: str | None) -> str:
        """The key of the article's thing for a place; made where it is first named."""
        key = self.keys.get(place.id)
        if key is None:
            key = self.reading.add_thing(place.kind, (place.name, *place.aliases), offset, place.id)
            self.keys[place.id] = key
            self.reading.things[key].reason = reason
        return key

    def read_coordinated(self, index: int, sentence: Sentence) -> None:
        """`Тульской и Гродненской областей`: each adjective with the singular of the noun is a region's
        name."""
        tokens = sentence.tokens
        for noun in range(2, len(tokens)):
            token = tokens[noun]
            if token.lemma not in REGION_WORDS or not is_plural(token):
                continue
            for i in _coordinated_adjectives(tokens, noun):
                self.add_coordinated(index, i, tokens[i], token.lemma)

    def add_coordinated(self, index: int, i: int, adjective: Token, noun: str) -> None:
        for words in ((fold(adjective.nominative), noun), (fold(adjective.lemma), noun)):
            forms = [f for f in self.table.lookup(words) if f.kind is FormKind.NAME]
            if forms:
                self.reading.put(index, [r for r in self.reading.refs[index] if r.start != i])
                self.add(index, i, i + 1, self.table[forms[0].place], Form.NAME)
                return


def _plausible(form: GazetteerForm, tokens: tuple[Token, ...]) -> bool:
    if form.kind is not FormKind.NAME:
        return len(tokens) > 1 or not (is_capital(tokens[0]) and tokens[0].pos == "PROPN")
    if not any(is_capital(t) for t in tokens):
        return False
    short = len(tokens) == 1 and len(tokens[0].text) < 3
    return not short or tokens[0].text.isupper()


def _is_called_after(sentence: Sentence, start: int) -> bool:
    """`улица Владимир`, `театр имени Кирова`."""
    return start > 0 and (
        sentence.tokens[start - 1].lemma in NOT_PLACES or fold(sentence.tokens[start - 1].text) in NAMED_AFTER
    )


def _head(sentence: Sentence, start: int, stop: int) -> int:
    inside = [i for i in range(start, stop) if not start <= sentence.tokens[i].head < stop]
    nominal = [i for i in inside if case(sentence.tokens[i])]
    return (nominal or inside or [start])[0]


def _coordinated_adjectives(tokens: tuple[Token, ...], noun: int) -> list[int]:
    found, i = [], noun - 1
    while i >= 0:
        if (tokens[i].pos == "ADJ" and is_capital(tokens[i])) or _adjectival(tokens[i]):
            found.append(i)
        elif tokens[i].text not in {",", "и", "а", "также"}:
            break
        i -= 1
    return found if len(found) > 1 else []


def _adjectival(token: Token) -> bool:
    return is_capital(token) and token.text.endswith(("ой", "ая", "ий", "ый", "ого", "ому", "ую", "им", "ым"))


# ---------------------------------------------------------------- places that no table lists


def _add_unlisted(reading: Reading) -> None:
    for index, sentence in enumerate(reading.sentences):
        for name in reading.names(sentence, NameKind.LOCATION):
            if name.span not in reading.namesakes:
                _add_location(reading, index, sentence, name)


def _add_location(reading: Reading, index: int, sentence: Sentence, name: Name) -> None:
    inside = tokens_in(sentence, name.span)
    start, stop = inside.start, inside.stop
    if not inside or not reading.free(index, start, stop):
        return
    kind = _kind(sentence, start, stop)
    if kind is None or _is_surname(reading, name.normal):
        return
    normal = name.normal
    known = next((t.key for t in reading.things.values() if t.kind is kind and normal in t.names), None)
    key = known or reading.add_thing(kind, _unlisted_names(sentence, start, kind, normal), name.span.start)
    if known is None and kind is Kind.CITY:
        look_up(reading, key)
    reading.add_ref(Ref(index, start, stop, _head(sentence, start, stop), key, kind))
    _place_within(reading, index, start, key)


def look_up(reading: Reading, key: str) -> None:
    """Tell which small town a city that no form names is, if one of its names is that of a town."""
    thing = reading.things[key]
    found = small_town(gazetteer(), reading.surroundings, thing.names)
    if found:
        place, thing.reason = found
        thing.known = place.id
        thing.names = list(dict.fromkeys((place.name, *thing.names)))


def _is_surname(reading: Reading, name: str) -> bool:
    """A person of the article whom the recogniser takes for a place in some case."""
    people = [t for t in reading.things.values() if t.kind is Kind.PERSON]
    return any(alike(name, part) for person in people for part in person.names[-1:])


def _place_within(reading: Reading, index: int, start: int, key: str) -> None:
    """`сербский город Х`: the adjective before says where it lies."""
    for ref in reading.refs[index]:
        known = reading.things[ref.thing].known if ref.thing in reading.things else None
        if known and ref.form is Form.ADJECTIVE and start - 3 <= ref.start < start:
            reading.within[key] = known


def _unlisted_names(sentence: Sentence, start: int, kind: Kind, normal: str) -> tuple[str, ...]:
    word = sentence.tokens[start - 1].lemma if start else ""
    return (f"{word} {normal}", normal) if kind is Kind.REGION and word in REGION_WORDS else (normal,)


def _kind(sentence: Sentence, start: int, stop: int) -> Kind | None:
    tokens = sentence.tokens
    words = {fold(t.lemma) for t in tokens[start:stop]}
    before = tokens[start - 1].lemma if start else ""
    if (
        words & POST_HEADS
        or words & MACRO_AREAS
        or words & NOT_PLACES
        or words & ORGANIZATION_HEADS
        or before in NOT_PLACES
        or tokens[start].text.isupper()
        or (stop - start == 1 and tokens[start].pos == "ADJ")
    ):
        return None
    if words & REGION_WORDS or before in REGION_WORDS:
        return Kind.REGION
    if before in CITY_WORDS or stop - start <= 2:
        return Kind.CITY
    return None
