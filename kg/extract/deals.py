"""Deals of general news: buying, investing, lending, fining, hiring. Each frame says who deals with whom."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kg.extract.agreements import Agreement, without_owners
from kg.extract.arguments import BODIES, SIDES, Frame, is_proper
from kg.extract.dealtypes import FINE, INVESTMENT, KIND, LOAN, SERVICE, TRADE, type_of
from kg.extract.dealwords import (
    BAN,
    BUY,
    CLOSE,
    CONTRACTS,
    CURRENCY,
    DAMAGES,
    DEBT,
    EXACT,
    FINING,
    FUND,
    GIVE,
    GOODS,
    HIRE,
    IMPOSE,
    INVEST,
    LICENCE,
    MERGE,
    MONEY,
    OWING,
    PAY,
    SANCTION,
    SELL,
    SHARES,
    SUPPLY,
    TAKE,
    WITHDRAW,
)
from kg.extract.lexicon import DOCUMENTS
from kg.extract.reading import Reading, Ref
from kg.extract.syntax import ancestors, is_negated, is_verb, preposition, tense
from kg.model import Kind, Status, ZoneKind


@dataclass(frozen=True, slots=True)
class Deal:
    """The sides of a deal of a type; `kind` is the document's, where there is one."""

    type: str
    one: list[Ref]
    other: list[Ref]
    kind: str = KIND


def find_deals(reading: Reading) -> list[Agreement]:
    """Every deal of the body between two named sides, each once."""
    found: dict[tuple[str, frozenset[str]], Agreement] = {}
    for index, sentence in enumerate(reading.sentences):
        if sentence.zone in {ZoneKind.BODY, ZoneKind.QUOTE}:
            for head, token in enumerate(sentence.tokens):
                if token.lemma in EVOKING:
                    for deal in _deals(Frame(reading, index, head)):
                        found.setdefault((deal.deal or "", frozenset(deal.parties)), deal)
    return list(found.values())


def _deals(frame: Frame) -> Iterator[Agreement]:
    for rule in RULES:
        deal = rule(frame)
        if deal is not None:
            agreement = _agreement(frame, deal)
            if agreement is not None:
                yield agreement
            return


def _agreement(frame: Frame, deal: Deal) -> Agreement | None:
    sides = without_owners(frame.reading, [*deal.one, *deal.other])
    keys = tuple(dict.fromkeys(r.thing for r in sides))
    both = {r.thing for r in deal.one} != {r.thing for r in deal.other} and deal.one and deal.other
    proper = all(is_proper(frame.reading, r) for r in (*deal.one, *deal.other))
    if len(keys) < 2 or not both or not proper or is_negated(frame.sentence, frame.head):
        return None
    verb = frame.verb
    ahead = verb is not None and (is_negated(frame.sentence, verb) or tense(frame.sentence, verb) == "future")
    status = Status.PLANNED if ahead else Status.SIGNED
    return Agreement(frame.index, keys, deal.kind, status, None, 0.6, deal.type or None)


def buying(frame: Frame) -> Deal | None:
    """`А купил акции Б`, `А купил завод у Б`, `покупка Б компанией А`, `Б, купленная А`."""
    if frame.lemma not in BUY:
        return None
    bought = frame.subjects() if frame.passive else frame.objects()
    sellers = [r for r in frame.reading.outer(frame.index, *SIDES) if _is_seller(frame, r)]
    return Deal(TRADE, frame.actors(), sellers or _of([*bought, *_stakes(frame)], Kind.ORGANIZATION))


def _stakes(frame: Frame) -> list[Ref]:
    """Bodies in which shares are dealt: `долю | в компании Б`."""
    tokens = frame.sentence.tokens
    return [
        r
        for r in _of(frame.behind("в", "во"), Kind.ORGANIZATION)
        if any(t.lemma in SHARES for t in tokens[frame.head : r.start])
    ]


def _is_seller(frame: Frame, ref: Ref) -> bool:
    """Behind `у`, wherever the tree hangs it, up to the next verb."""
    between = frame.sentence.tokens[frame.head + 1 : ref.start]
    near = frame.head < ref.start <= frame.head + 12 and not any(is_verb(t) for t in between)
    return near and preposition(frame.sentence, ref) == "у"


def selling(frame: Frame) -> Deal | None:
    """`А продал завод Б`, `А продал Б`, `продажа Б компании А`."""
    if frame.lemma not in SELL:
        return None
    sold = _of([*(frame.subjects() if frame.passive else frame.objects()), *_stakes(frame)], *BODIES)
    buyers = _of(frame.of_case("Dat"), *SIDES)
    sellers = frame.actors()
    return Deal(TRADE, sellers or sold, buyers or sold)


def investing(frame: Frame) -> Deal | None:
    """`А вложил средства в Б`, `инвестиции А в Б`."""
    if frame.lemma not in INVEST:
        return None
    owners = [] if frame.acts else frame.of_case("Gen")
    return Deal(INVESTMENT, _of(owners, *SIDES) or frame.actors(), frame.behind("в", "во"))


def funding(frame: Frame) -> Deal | None:
    """`А финансирует Б`."""
    if frame.lemma not in FUND:
        return None
    return Deal(INVESTMENT, frame.actors(), frame.objects())


def lending(frame: Frame) -> Deal | None:
    """`А предоставил Б кредит`, `А погасил долг перед Б`, `выделение Б гранта`."""
    lemma = frame.lemma
    if lemma not in GIVE or not (lemma in {"задолжать", "одолжить", "ссудить"} or _with_words(frame, MONEY)):
        return None
    return Deal(LOAN, frame.actors(), _of([*frame.of_case("Dat"), *frame.behind("перед")], *SIDES))


def borrowing(frame: Frame) -> Deal | None:
    """`А взял кредит у Б`, `А получил заём от Б`."""
    if frame.lemma not in TAKE:
        return None
    invests = _with_words(frame, INVEST)
    if not (invests or _with_words(frame, MONEY)):
        return None
    lenders = [*frame.behind("у", "от", "в", "во"), *frame.of_case("Gen")]
    sort = INVESTMENT if invests else LOAN
    return Deal(sort, frame.actors(), _of(lenders, Kind.ORGANIZATION, Kind.COUNTRY, Kind.PERSON))


def owing(frame: Frame) -> Deal | None:
    """`долг А перед Б`, `А должен Б 5 миллионов`."""
    if frame.lemma in DEBT:
        return Deal(LOAN, _of(frame.of_case("Gen"), *SIDES), _of(frame.behind("перед"), *SIDES))
    money = (t.lemma in CURRENCY for t in frame.sentence.tokens[frame.head :])
    if frame.lemma == OWING and any(money):
        return Deal(LOAN, _of(frame.subjects_of(frame.head), *SIDES), _of(frame.of_case("Dat"), *SIDES))
    return None


def paying(frame: Frame) -> Deal | None:
    """`А заплатит Б 5 миллионов`: what for the sentence may say."""
    tokens = frame.sentence.tokens
    if frame.lemma not in PAY or not any(t.lemma in CURRENCY for t in tokens[frame.head :]):
        return None
    if bought := _of(frame.behind("за"), Kind.ORGANIZATION):
        return Deal(TRADE, frame.actors(), bought)
    said = {t.lemma for t in tokens}
    sort = LOAN if said & MONEY else FINE if said & DAMAGES else ""
    return Deal(sort, frame.actors(), _of(frame.of_case("Dat"), *SIDES))


def between(frame: Frame) -> Deal | None:
    """`сделка между А и Б`, `слияние А и Б`, `А объединится с Б`."""
    if frame.lemma == KIND and frame.behind("между"):
        sides = _of(frame.behind("между"), *SIDES)
        return Deal(type_of(frame) or TRADE, sides[:1], sides[1:])
    if frame.lemma in MERGE:
        one = _of(frame.actors() if frame.acts else frame.of_case("Gen"), Kind.ORGANIZATION)
        other = _of(frame.behind("с", "со"), Kind.ORGANIZATION)
        return Deal(TRADE, one if other else one[:1], other or one[1:])
    return None


def fining(frame: Frame) -> Deal | None:
    """`А оштрафовал Б`, `А наложил штраф на Б`, `А ввёл санкции против Б`, `А взыскал с Б`."""
    if frame.lemma in FINING:
        return Deal(FINE, frame.actors(), frame.subjects() if frame.passive else frame.objects())
    if frame.lemma in EXACT:
        return Deal(FINE, _of([*frame.actors(), *frame.behind("пользу")], *SIDES), frame.behind("с", "со"))
    if frame.lemma in SANCTION:
        return Deal(FINE, frame.actors(), _sanctioned(frame))
    if frame.lemma in IMPOSE and _with_words(frame, SANCTION):
        return Deal(FINE, frame.actors(), [*_sanctioned(frame), *_of(frame.of_case("Dat"), *SIDES)])
    return None


def _sanctioned(frame: Frame) -> list[Ref]:
    return _of(frame.behind("на", "против", "отношении", "для"), *SIDES)


def banning(frame: Frame) -> Deal | None:
    """`А запретил ввоз вина из Б`, `А отозвал лицензию у Б`, `А лишил Б лицензии`."""
    if frame.lemma in BAN and _with_words(frame, GOODS):
        return Deal(FINE, frame.actors(), _of(frame.behind("из"), *SIDES))
    if frame.lemma in WITHDRAW and _with_words(frame, LICENCE):
        return Deal(FINE, frame.actors(), _of([*frame.behind("у"), *frame.objects()], Kind.ORGANIZATION))
    return None


def serving(frame: Frame) -> Deal | None:
    """`А нанял Б`, `А поставляет Б технику`."""
    lemma = frame.lemma
    if lemma in HIRE:
        return Deal(SERVICE, frame.actors(), _of([*frame.behind("у"), *frame.objects()], Kind.ORGANIZATION))
    if lemma in SUPPLY:
        return Deal(TRADE, frame.actors(), _of(frame.of_case("Dat"), *SIDES))
    return None


def contracting(frame: Frame) -> Deal | None:
    """`А подписал контракт с Б`, where somebody signs in person; bodies and places sign agreements."""
    verb = frame.verb
    if frame.lemma not in CONTRACTS or verb is None or frame.sentence.tokens[verb].lemma not in CLOSE:
        return None
    one, other = frame.subjects_of(verb), frame.behind("с", "со")
    if not any(r.kind is Kind.PERSON for r in (*one, *other)):
        return None
    return Deal(type_of(frame) or SERVICE, one, other, DOCUMENTS.get(frame.lemma, KIND))


def _of(refs: list[Ref], *kinds: Kind) -> list[Ref]:
    return [r for r in refs if r.kind in kinds]


def _with_words(frame: Frame, table: frozenset[str]) -> bool:
    """One of the words depends on the frame's word."""
    tokens = frame.sentence.tokens
    return any(
        t.lemma in table and frame.head in list(ancestors(frame.sentence, i))[:2]
        for i, t in enumerate(tokens)
    )


RULES: tuple[Callable[[Frame], Deal | None], ...] = (
    buying,
    selling,
    investing,
    funding,
    lending,
    borrowing,
    owing,
    fining,
    paying,
    between,
    banning,
    serving,
    contracting,
)
# Words that a rule begins with: no rule is asked of others, which most words are.
EVOKING = frozenset({OWING, KIND}).union(
    *(BUY, SELL, INVEST, FUND, GIVE, TAKE, DEBT, FINING, EXACT, SANCTION, IMPOSE, PAY, MERGE, BAN, WITHDRAW),
    *(HIRE, SUPPLY, CONTRACTS),
)
