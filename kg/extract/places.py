"""References to countries, regions and cities that the gazetteer knows, coordinated ones too."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.capitals import find_capitals
from kg.extract.choosing import surroundings
from kg.extract.compounds import coordinated_adjectives, joined_countries, renamed_adjectives
from kg.extract.lexicon import (
    NOT_PLACES,
    REGION_WORDS,
)
from kg.extract.namesakes import Named, find_namesakes
from kg.extract.reading import Form, Reading, Ref, fold, is_capital, is_plural
from kg.extract.unlisted import add_unlisted, head_of
from kg.gazetteer import Form as GazetteerForm
from kg.gazetteer import FormKind, Gazetteer, Place, gazetteer
from kg.model import Kind, Mention, Sentence, Span, Token

Match = tuple[int, int, tuple[GazetteerForm, ...]]  # tokens [start, stop) and what they may mean

FORMS = {FormKind.NAME: Form.NAME, FormKind.ADJECTIVE: Form.ADJECTIVE, FormKind.DEMONYM: Form.DEMONYM}
NAMED_AFTER = frozenset({"имени", "им", "им."})


def find_places(reading: Reading) -> None:
    """Add every place and the references to it. Persons must have been found before."""
    finder = _Finder(reading, gazetteer())
    for index, sentence in enumerate(reading.sentences):
        finder.read(index, sentence)
    find_capitals(reading, lambda id, offset: finder.key(finder.table[id], offset, None))
    add_unlisted(reading)


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
        for index, matches in enumerate(self.matches):
            tokens = self.reading.sentences[index].tokens
            names = (forms for start, stop, forms in matches if not _is_initials(tokens[start:stop]))
            yield from ([form.place for form in forms] for forms in names)

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
        self.read_renamed(index, sentence)
        self.read_joined(sentence)

    def is_other(self, index: int, start: int, stop: int, form: GazetteerForm) -> bool:
        """True for the name of something called after the place, or like it; a country is meant itself.

        Two capitals are short for a region only where the article names it in full: they mean many things.
        """
        if _is_called_after(self.reading.sentences[index], start):
            return True
        kind = self.table[form.place].kind
        if kind is Kind.REGION and _is_initials(self.reading.sentences[index].tokens[start:stop]):
            return not self.near.named[form.place]
        country = kind is Kind.COUNTRY
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
        head = head_of(sentence, start, stop)
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
            for i in coordinated_adjectives(tokens, noun):
                self.add_coordinated(index, i, tokens[i], token.lemma)

    def read_renamed(self, index: int, sentence: Sentence) -> None:
        """`Энской (Заречной) области` is one region, by whichever of the names is known."""
        for noun, token in enumerate(sentence.tokens):
            adjectives = renamed_adjectives(sentence.tokens, noun)
            words = ((fold(sentence.tokens[i].nominative), token.lemma) for i in adjectives)
            known = (form for name in words for form in self.table.lookup(name) if form.kind is FormKind.NAME)
            if form := next(known, None):
                start = adjectives[0]
                refs = self.reading.refs[index]
                self.reading.put(index, [r for r in refs if not start <= r.start <= noun])
                self.add(index, start, noun + 1, self.table[form.place], Form.NAME)

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


def _is_initials(tokens: tuple[Token, ...]) -> bool:
    return len(tokens) == 1 and len(tokens[0].text) == 2 and tokens[0].text.isupper()


def _is_called_after(sentence: Sentence, start: int) -> bool:
    """`улица Владимир`, `театр имени Кирова`."""
    return start > 0 and (
        sentence.tokens[start - 1].lemma in NOT_PLACES or fold(sentence.tokens[start - 1].text) in NAMED_AFTER
    )
