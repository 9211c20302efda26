"""Who owns what: verbs of owning, nouns of owners, bodies that belong to others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import product

from kg.extract.arguments import BODIES, Frame, is_proper
from kg.extract.attachment import Place, is_said
from kg.extract.holding import Holding
from kg.extract.lexicon import words
from kg.extract.reading import Form, Reading, Ref
from kg.extract.refining import body_behind
from kg.extract.syntax import governor, is_negated, preposition
from kg.model import Kind, Sentence, ZoneKind

OWNERS = (Kind.PERSON, Kind.ORGANIZATION, Kind.COUNTRY, Kind.REGION, Kind.CITY)
HAVE = words("владеть контролировать")
BELONG = words("принадлежать принадлежащий достаться")
SHARES = words("акция доля пакет актив процент бумага пай")
HOLDING = words("собственность владение контроль подчинение")
GROUPS = words("холдинг группа концерн корпорация консорциум госкорпорация структура состав")
ENTERING = words("входить войти входящий")
DAUGHTERS = words("дочка подразделение подструктура")
COMPANIES = words("компания фирма корпорация холдинг концерн издательство телеканал агрохолдинг")
REPORTING = words("сообщать сообщить писать написать передавать передать цитировать рассказать")
OWNER_NOUNS = words(
    """
    владелец совладелец владелица хозяин собственник акционер основатель сооснователь основательница
    создатель учредитель соучредитель хозяйка акционерка сособственник
    """
)


@dataclass(frozen=True, slots=True)
class Ownership:
    """`owner` owns `property` (things' keys), wholly or in part, said by a sentence."""

    owner: str
    property: str
    sentence: int
    confidence: float


def find_ownerships(reading: Reading) -> list[Ownership]:
    """Every owner and what the body of the text says to be theirs, each pair once."""
    found: dict[tuple[str, str], Ownership] = {}
    for index, sentence in enumerate(reading.sentences):
        if sentence.zone in {ZoneKind.BODY, ZoneKind.QUOTE}:
            for head, token in enumerate(sentence.tokens):
                if token.lemma in EVOKING or _is_daughter(sentence, head):
                    for one in _owned(Frame(reading, index, head)):
                        found.setdefault((one.owner, one.property), one)
    return list(found.values())


def _owned(frame: Frame) -> Iterator[Ownership]:
    for rule in RULES:
        for owner, owned in rule(frame):
            fits = owner.kind in OWNERS and owned.kind in BODIES and is_proper(frame.reading, owned)
            if fits and owner.thing != owned.thing and not is_negated(frame.sentence, frame.head):
                yield Ownership(owner.thing, owned.thing, frame.index, 0.7)


Pairs = Iterable[tuple[Ref, Ref]]


def having(frame: Frame) -> Pairs:
    """`А владеет Б`, `А владеет долей в Б`, `А контролирует 5% акций Б`."""
    if frame.lemma not in HAVE or not frame.acts:
        return []
    shares = (t.lemma in SHARES and t.head == frame.head for t in frame.sentence.tokens)
    if frame.lemma == "контролировать" and not any(shares):
        return []
    below = [r for r in frame.below() if r.kind in BODIES and r.start > frame.head]
    owned = [r for r in below if not frame.is_case(r, "Dat")]
    return product(frame.actors(), owned or frame.related())


def belonging(frame: Frame) -> Pairs:
    """`Б принадлежит А`, `Б, принадлежащая А`, `принадлежащая А компания Б`, `А принадлежит 5% акций Б`."""
    if frame.lemma not in BELONG:
        return []
    owners = frame.of_case("Dat")
    owned = frame.beside() or [r for r in frame.subjects() if r not in owners]
    shares = [r for r in frame.below() if frame.is_case(r, "Gen") and r not in owners]
    return product(owners, owned or shares)


def sharing(frame: Frame) -> Pairs:
    """`доля А в Б`, `А имеет пакет акций Б`."""
    if frame.lemma not in SHARES:
        return []
    return product(frame.of_case("Gen"), frame.behind("в", "во"))


def keeping(frame: Frame) -> Pairs:
    """`Б находится в собственности А`, `Б перешла под контроль А`."""
    if frame.lemma not in HOLDING or frame.verb is None or not frame.is_behind("в", "под"):
        return []
    return product(frame.of_case("Gen"), frame.subjects_of(frame.verb))


def entering(frame: Frame) -> Pairs:
    """`Б входит в холдинг А`, `входящая в группу А компания Б`."""
    if frame.lemma not in ENTERING:
        return []
    tokens = frame.sentence.tokens
    groups = [
        r for r in frame.behind("в", "во") if any(t.lemma in GROUPS for t in tokens[frame.head : r.stop])
    ]
    return product(_of_kind(groups, Kind.ORGANIZATION), frame.beside() or frame.subjects())


def owning_noun(frame: Frame) -> Pairs:
    """`владелец Б А`, `А, владелец Б`, `акционером Б является А`, `её основатель А`."""
    if frame.lemma not in OWNER_NOUNS:
        return []
    owned = next((r for r in frame.of_case("Gen", "Nom") if r.kind in BODIES), None)
    owned = owned or body_behind(
        frame.reading, Place(frame.index, frame.head, frame.head, frame.head + 1), *BODIES
    )
    owned = owned or _theirs(frame)
    stop = owned.stop if owned is not None and owned.start > frame.head else frame.head + 1
    place = Place(frame.index, frame.head, frame.head, stop, sure=False)
    return product(_said(frame, place, *OWNERS), [owned] if owned is not None else [])


def _said(frame: Frame, place: Place, *kinds: Kind) -> list[Ref]:
    """Of whom the words are said, outside them."""
    refs = frame.reading.outer(frame.index, *kinds)
    outside = [r for r in refs if r.stop <= place.start or place.stop <= r.start]
    return [r for r in outside if is_said(frame.reading, place, r)]


def _theirs(frame: Frame) -> Ref | None:
    """The body that `его`, `её`, `их` before the noun means: the last one named before."""
    tokens = frame.sentence.tokens
    i = frame.head - 1
    while i > 0 and tokens[i].pos == "ADJ":
        i -= 1
    if i < 0 or tokens[i].text.lower() not in {"его", "её", "ее", "их"}:
        return None
    for index in range(frame.index, max(-1, frame.index - 4), -1):
        row = [r for r in frame.reading.outer(index, Kind.ORGANIZATION) if _is_topic(frame.reading, r)]
        before = [r for r in row if index < frame.index or r.stop <= i]
        if before:
            return before[-1] if index == frame.index else before[0]
    return None


def _is_topic(reading: Reading, ref: Ref) -> bool:
    """A body that the text may go on about, not who reports."""
    sentence = reading.sentences[ref.sentence]
    verb = governor(sentence, ref.head)
    reports = verb is not None and sentence.tokens[verb].lemma in REPORTING
    return is_proper(reading, ref) and not reports and preposition(sentence, ref) not in {"по", "от"}


def daughter(frame: Frame) -> Pairs:
    """`Б, дочерняя компания А`, `дочка А – Б`."""
    if frame.lemma not in DAUGHTERS and not _is_daughter(frame.sentence, frame.head):
        return []
    parents = [r for r in frame.of_case("Gen") if r.kind is Kind.ORGANIZATION]
    stop = parents[0].stop if parents else frame.head + 1
    place = Place(frame.index, frame.head, frame.head, stop, sure=True)
    return product(parents, _said(frame, place, *BODIES))


def _is_daughter(sentence: Sentence, head: int) -> bool:
    """`дочерняя | компания`."""
    return head > 0 and sentence.tokens[head - 1].lemma == "дочерний"


def of_magnate(frame: Frame) -> Pairs:
    """`компания | Ивана Белова | «Луч»`, `холдинг «Луч» | миллиардера Ивана Белова`."""
    if frame.lemma not in COMPANIES:
        return []
    ref = frame.reading.covering(frame.index, frame.head)
    owners = [r for r in frame.of_case("Gen") if r.kind is Kind.PERSON and r.lead is None]
    return product(owners, [ref] if ref is not None and ref.form is Form.NAME else [])


def _of_kind(refs: list[Ref], kind: Kind) -> list[Ref]:
    return [r for r in refs if r.kind is kind]


RULES: tuple[Callable[[Frame], Pairs], ...] = (
    having,
    belonging,
    sharing,
    keeping,
    entering,
    owning_noun,
    daughter,
    of_magnate,
)
# Words that a rule begins with: no rule is asked of others, which most words are.
EVOKING = frozenset().union(HAVE, BELONG, SHARES, HOLDING, ENTERING, OWNER_NOUNS, DAUGHTERS, COMPANIES)


def of_posts(reading: Reading, posts: list[Holding]) -> list[Ownership]:
    """Owners and founders whom the text names by their role: `владелец «Луча» Иван Белов`.

    A founder counts as an owner, as in FactRuEval, less surely.
    """
    return [
        Ownership(post.person, post.body, post.sentence, 0.6)
        for post in posts
        if is_owner(post) and post.body is not None and reading.things[post.body].kind in BODIES
    ]


def is_owner(post: Holding) -> bool:
    """True if the role says that something is somebody's."""
    return bool(set(post.role.split()) & OWNER_NOUNS)
