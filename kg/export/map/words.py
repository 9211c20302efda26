"""Russian words of the map: kinds, relations, states, dates, counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from babel import Locale
from babel.dates import format_date

from kg.model import Kind, Predicate, Status

RUSSIAN = Locale("ru")

Forms = tuple[str, str, str]  # one, few, many: визит, визита, визитов

KINDS: dict[Kind, Forms] = {
    Kind.PERSON: ("персона", "персоны", "персон"),
    Kind.DELEGATION: ("делегация", "делегации", "делегаций"),
    Kind.VISIT: ("визит", "визита", "визитов"),
    Kind.MEETING: ("встреча", "встречи", "встреч"),
    Kind.AGREEMENT: ("соглашение", "соглашения", "соглашений"),
    Kind.COUNTRY: ("страна", "страны", "стран"),
    Kind.REGION: ("регион", "региона", "регионов"),
    Kind.CITY: ("город", "города", "городов"),
    Kind.ORGANIZATION: ("организация", "организации", "организаций"),
    Kind.PROGRAMME_EVENT: ("мероприятие", "мероприятия", "мероприятий"),
    Kind.FACILITY: ("объект", "объекта", "объектов"),
}

PLURALS: dict[Kind, str] = {
    Kind.PERSON: "Персоны",
    Kind.DELEGATION: "Делегации",
    Kind.VISIT: "Визиты",
    Kind.MEETING: "Встречи",
    Kind.AGREEMENT: "Соглашения",
    Kind.COUNTRY: "Страны",
    Kind.REGION: "Регионы",
    Kind.CITY: "Города",
    Kind.ORGANIZATION: "Организации",
    Kind.PROGRAMME_EVENT: "Мероприятия",
    Kind.FACILITY: "Объекты",
}


@dataclass(frozen=True, slots=True)
class Phrase:
    """How a relation is told: `text` stands between the two ends, read from `object` if `backwards`."""

    text: str
    backwards: bool = False
    arrow: bool = True


# In order of weight: the first relation between two nodes names and directs the line that is drawn.
RELATIONS: dict[Predicate, Phrase] = {
    Predicate.LED_BY: Phrase("возглавляет", backwards=True),
    Predicate.MEMBER_OF: Phrase("член делегации"),
    Predicate.SENT_BY: Phrase("направил", backwards=True),
    Predicate.MAKES: Phrase("совершает"),
    Predicate.DESTINATION: Phrase("место назначения"),
    Predicate.STOP: Phrase("остановка"),
    Predicate.HOSTED_BY: Phrase("принимает", backwards=True),
    Predicate.PARTNER_REGION: Phrase("регион-партнёр"),
    Predicate.PARTICIPANT: Phrase("участник встречи", backwards=True),
    Predicate.PLACE: Phrase("место встречи"),
    Predicate.DURING_VISIT: Phrase("в ходе визита"),
    Predicate.PARTY: Phrase("сторона", backwards=True),
    Predicate.SIGNED_DURING: Phrase("подписано в ходе"),
    Predicate.PARTNER_OF: Phrase("партнёры", arrow=False),
    Predicate.HOLDS_POST: Phrase("должность"),
    Predicate.FORMER_POST: Phrase("бывшая должность"),
    Predicate.OWNS: Phrase("владеет"),
    Predicate.CONTAINED_IN_PLACE: Phrase("входит в"),
}

VALUES: dict[Predicate, str] = {
    Predicate.STATUS: "статус",
    Predicate.START_DATE: "начало",
    Predicate.END_DATE: "окончание",
    Predicate.DATE: "дата",
    Predicate.OCCUPATION: "род занятий",
    Predicate.KIND: "вид документа",
    Predicate.DEAL_TYPE: "вид сделки",
    Predicate.TOPIC: "тема",
    Predicate.WORDS: "говорит",
}
RETOLD = "говорит, в пересказе"  # instead of the above for indirect speech

STATUSES: dict[Status, Forms] = {  # masculine, feminine, neuter
    Status.PLANNED: ("запланирован", "запланирована", "запланировано"),
    Status.ONGOING: ("идёт", "идёт", "идёт"),
    Status.HAPPENED: ("состоялся", "состоялась", "состоялось"),
    Status.SIGNED: ("подписан", "подписана", "подписано"),
    Status.CANCELLED: ("отменён", "отменена", "отменено"),
}
FILTERED = {
    Status.PLANNED: "Запланировано",
    Status.ONGOING: "Идёт",
    Status.HAPPENED: "Состоялось",
    Status.SIGNED: "Подписано",
    Status.CANCELLED: "Отменено",
}
GENDERS = {Kind.VISIT: 0, Kind.MEETING: 1, Kind.AGREEMENT: 2}

ARTICLES: Forms = ("статьи", "статей", "статей")  # after «из»
QUOTES: Forms = ("цитата", "цитаты", "цитат")


def count(number: int, forms: Forms) -> str:
    """The number with its noun: `21 визит`, `3 визита`, `11 визитов`."""
    return f"{number} {forms[('one', 'few', 'many').index(RUSSIAN.plural_form(number))]}"


def status_word(kind: Kind, status: str) -> str:
    """The state in the gender of the thing (Meeting, planned → `запланирована`); unknown states stay."""
    if status not in STATUSES:
        return status
    return STATUSES[Status(status)][GENDERS.get(kind, 2)]


def day(iso: str) -> str:
    """`2024-05-13` → `13 мая 2024`; what is no full date stays as it is."""
    try:
        return str(format_date(date.fromisoformat(iso), "d MMMM y", locale=RUSSIAN))
    except ValueError:
        return iso


def is_day(text: str | None) -> bool:
    """True for a whole ISO date, `2024-05-13`."""
    try:
        return text is not None and date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def interval(start: str | None, stop: str | None) -> str:
    """`13–16 мая 2024`, `28 мая – 2 июня 2024`, `с 13 мая 2024`, `до 16 мая 2024`, "" if nothing is known."""
    if not start or not stop:
        return f"с {day(start)}" if start else f"до {day(stop)}" if stop else ""
    if start == stop:
        return day(start)
    if start[:7] == stop[:7]:
        return f"{day(start).split(' ')[0]}–{day(stop)}"
    return f"{day(start)[:-5] if start[:4] == stop[:4] else day(start)} – {day(stop)}"
