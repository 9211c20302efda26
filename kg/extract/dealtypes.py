"""Which agreements are deals, and of what type."""

from __future__ import annotations

from dataclasses import replace

from kg.extract.agreements import Agreement
from kg.extract.arguments import Frame
from kg.extract.dealwords import BINDING
from kg.extract.lexicon import DOCUMENTS, words
from kg.extract.reading import Reading
from kg.extract.syntax import ancestors

KIND = "сделка"
TRADE = "купля/продажа"
LOAN = "займ/возвращение займа"
INVESTMENT = "инвестиции"
FINE = "наложение/выплата штрафа"
SERVICE = "услуги"
EVENT = "участие в мероприятии"

TYPES = {
    TRADE: words("купля покупка продажа приобретение поставка закупка"),
    LOAN: words("кредит заём займ ссуда кредитование"),
    INVESTMENT: words("инвестиция инвестирование финансирование"),
    EVENT: words("участие матч турнир чемпионат концерт гастроль выступление"),
    SERVICE: words("услуга обслуживание аренда ремонт перевозка строительство разработка охрана"),
}


def type_of(frame: Frame) -> str | None:
    """The type of deal that the words below a document's name."""
    below = [
        t.lemma
        for i, t in enumerate(frame.sentence.tokens)
        if frame.head in list(ancestors(frame.sentence, i))[:3]
    ]
    return next((name for name, table in TYPES.items() if table & set(below)), None)


def with_deals(reading: Reading, known: list[Agreement], deals: list[Agreement]) -> list[Agreement]:
    """The agreements, typed where their words or a deal of the same sentence do, and the other deals.

    Of a document on a purchase the deal knows better who are its parties.
    """
    found = [replace(each, deal=_type_said(reading, each)) for each in known]
    for deal in deals:
        twin = next((i for i, each in enumerate(found) if _is_same(each, deal)), None)
        if twin is None:
            found.append(deal)
        elif found[twin].sentence == deal.sentence and deal.deal == TRADE and found[twin].kind != KIND:
            found[twin] = replace(found[twin], deal=deal.deal, parties=deal.parties)
        elif found[twin].deal is None:
            found[twin] = replace(found[twin], deal=deal.deal)
    return found


def _type_said(reading: Reading, agreement: Agreement) -> str | None:
    tokens = reading.sentences[agreement.sentence].tokens
    places = (
        i for i, t in enumerate(tokens) if t.lemma in BINDING and DOCUMENTS.get(t.lemma) == agreement.kind
    )
    return next((name for i in places if (name := type_of(Frame(reading, agreement.sentence, i)))), None)


def _is_same(agreement: Agreement, deal: Agreement) -> bool:
    common = set(agreement.parties) & set(deal.parties)
    here = agreement.sentence == deal.sentence
    return len(common) > 1 or (here and (bool(common) or deal.kind != KIND))
