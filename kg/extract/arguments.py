"""Who and what depends on a verb or noun of dealing, by case and preposition."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.lexicon import words
from kg.extract.reading import Form, Reading, Ref, case
from kg.extract.syntax import ancestors, governor, is_verb, preposition, refs_of, subject
from kg.model import Kind, Sentence

BODIES = (Kind.ORGANIZATION, Kind.FACILITY)
SIDES = (Kind.PERSON, Kind.ORGANIZATION, Kind.COUNTRY, Kind.REGION, Kind.CITY)
MAKING = words("обязать заставить вынудить приговорить призвать попросить просить убедить")
NAMED = (*SIDES, Kind.FACILITY)


@dataclass(frozen=True, slots=True)
class Frame:
    """A word of dealing (token `head` of sentence `index`), and what hangs on it."""

    reading: Reading
    index: int
    head: int

    @property
    def sentence(self) -> Sentence:
        """The sentence of the word."""
        return self.reading.sentences[self.index]

    @property
    def lemma(self) -> str:
        """The word's dictionary form."""
        return self.sentence.tokens[self.head].lemma

    @property
    def acts(self) -> bool:
        """True if the word is a verb."""
        return is_verb(self.sentence.tokens[self.head])

    @property
    def passive(self) -> bool:
        """True if the word is a passive verb or participle."""
        return self.sentence.tokens[self.head].feats.get("Voice") == "Pass"

    @property
    def verb(self) -> int | None:
        """The verb that says it: the word itself, or what governs the noun."""
        return self.head if is_verb(self.sentence.tokens[self.head]) else governor(self.sentence, self.head)

    def actors(self) -> list[Ref]:
        """Who does it: the agent of a passive or noun, else the subject."""
        agents = [r for r in self.below() if self.is_case(r, "Ins") and r.kind in SIDES]
        if agents and (self.passive or not self.acts):
            return agents
        if (
            self.passive
            or self.verb is None
            or (self.verb not in list(ancestors(self.sentence, self.head))[:2] and not self.acts)
        ):
            return []
        return self._controlled(self.verb) or self.subjects_of(self.verb)

    def _controlled(self, verb: int) -> list[Ref]:
        """Whom another verb makes do it: `суд обязал А | выплатить`."""
        tokens, above = self.sentence.tokens, self.sentence.tokens[verb].head
        if above < 0 or tokens[above].lemma not in MAKING or tokens[verb].feats.get("VerbForm") != "Inf":
            return []
        tops = [i for i, t in enumerate(tokens) if t.head == above and t.rel in {"obj", "iobj"}]
        return [ref for top in tops for ref in self._named(top)]

    def subjects(self) -> list[Ref]:
        """The grammatical subject, of a passive what undergoes; of a participle its noun."""
        return self.subjects_of(self.head) if self.acts else []

    def subjects_of(self, verb: int) -> list[Ref]:
        """The named subject of a verb."""
        top = subject(self.sentence, verb)
        return self._named(top) if top is not None else []

    def beside(self) -> list[Ref]:
        """What a participle right behind a name says something of: `Б, | принадлежащая А`."""
        tokens = self.sentence.tokens
        if (
            tokens[self.head].feats.get("VerbForm") != "Part"
            or not self.head
            or tokens[self.head - 1].text != ","
        ):
            return []
        return [r for r in self.reading.outer(self.index, *NAMED) if r.stop == self.head - 1]

    def _named(self, top: int) -> list[Ref]:
        refs = [r for r in refs_of(self.reading, self.index, top) if r.kind in NAMED]
        own = [r for r in refs if r.start <= top < r.stop]
        joined = [r for r in refs if not self.is_case(r, "Gen")]
        return own + [r for r in joined if r not in own] or refs[:1]

    def below(self) -> Iterator[Ref]:
        """Named things under the word with no other verb between, in text order."""
        for ref in self.reading.outer(self.index, *NAMED):
            if ref.form is not Form.ADJECTIVE and self._is_under(ref):
                yield ref

    def _is_under(self, ref: Ref) -> bool:
        for above in ancestors(self.sentence, ref.head):
            if above == self.head:
                return True
            if is_verb(self.sentence.tokens[above]):
                return False
        return False

    def is_case(self, ref: Ref, *cases: str) -> bool:
        """True if a reference without preposition stands in one of the cases, or has none."""
        return not preposition(self.sentence, ref) and (case(self.sentence.tokens[ref.head]) in cases)

    def objects(self) -> list[Ref]:
        """What is dealt in, also behind words of measure: `купил | 5% акций «Луча»`, `покупка | «Луча»`."""
        return [r for r in self.below() if self._is_object(r)]

    def _is_object(self, ref: Ref) -> bool:
        token = self.sentence.tokens[ref.head]
        undeclined = ref.start > self.head and token.text == token.nominative and case(token) in {"Nom", None}
        return not preposition(self.sentence, ref) and (
            (case(token) in {"Acc", "Gen"} or undeclined) and not token.rel.startswith("nsubj")
        )

    def related(self) -> list[Ref]:
        """What a relative clause is about, where it is no subject: `Б, которым владеет А`."""
        tokens = self.sentence.tokens
        relative = any(t.lemma == "который" and t.head == self.head for t in tokens)
        top = tokens[self.head].head
        return self._named(top) if relative and top >= 0 else []

    def is_behind(self, *prepositions: str) -> bool:
        """True if the word itself stands behind one of the prepositions."""
        tokens = self.sentence.tokens
        return any(t.rel == "case" and t.head == self.head and t.text.lower() in prepositions for t in tokens)

    def of_case(self, *cases: str) -> list[Ref]:
        """Those without preposition in a case."""
        return [r for r in self.below() if self.is_case(r, *cases)]

    def behind(self, *prepositions: str) -> list[Ref]:
        """Those behind one of the prepositions."""
        return [r for r in self.below() if preposition(self.sentence, r) in prepositions]


def is_proper(reading: Reading, ref: Ref) -> bool:
    """True if the thing has a name of its own: `завод` and `крупные компании` have none."""
    return any(letter.isupper() for name in reading.things[ref.thing].names for letter in name)
