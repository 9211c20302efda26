"""What an annotation may say: the slots of each kind of row, what fills them, and the known words."""

from __future__ import annotations

from kg.corpus.annotated import RowKind
from kg.model import Kind, Topic

TYPES = {
    "person": Kind.PERSON,
    "organization": Kind.ORGANIZATION,
    "region": Kind.REGION,
    "country": Kind.COUNTRY,
    "city": Kind.CITY,
    "event": Kind.PROGRAMME_EVENT,
    "facility": Kind.FACILITY,
}
ENTITY_LETTERS = {
    Kind.PERSON: "p",
    Kind.ORGANIZATION: "o",
    Kind.REGION: "r",
    Kind.COUNTRY: "c",
    Kind.CITY: "t",
    Kind.PROGRAMME_EVENT: "e",
    Kind.FACILITY: "f",
}
ROW_LETTERS = {
    RowKind.POST: "s",
    RowKind.FORMER_POST: "s",
    RowKind.OCCUPATION: "s",
    RowKind.VISIT: "v",
    RowKind.MEETING: "m",
    RowKind.AGREEMENT: "a",
    RowKind.OWNERSHIP: "w",
    RowKind.QUOTE: "q",
}
POST = {"holder": "p", "role": "", "of": "orct"}
# letters of the ids that may fill a slot; "" where words or dates do
FILLERS = {
    RowKind.POST: POST,
    RowKind.FORMER_POST: POST,
    RowKind.OCCUPATION: {"holder": "p", "role": ""},
    RowKind.VISIT: {
        "status": "",
        "delegation": "g",
        "senders": "orct",
        "head": "p",
        "members": "po",
        "destinations": "rct",
        "stops": "rtefo",
        "hosts": "porct",
        "start": "",
        "end": "",
        "topics": "",
    },
    RowKind.MEETING: {
        "status": "",
        "participants": "porct",
        "place": "tefrco",
        "date": "",
        "visit": "v",
    },
    RowKind.AGREEMENT: {
        "status": "",
        "parties": "porct",
        "kind": "",
        "date": "",
        "deal": "",
        "visit": "v",
        "topics": "",
    },
    RowKind.OWNERSHIP: {"owner": "porct", "property": "of"},
    RowKind.QUOTE: {"speaker": "po"},
}
REQUIRED = {
    RowKind.POST: ("holder", "role"),
    RowKind.FORMER_POST: ("holder", "role"),
    RowKind.OCCUPATION: ("holder", "role"),
    RowKind.VISIT: ("status", "destinations"),
    RowKind.MEETING: ("status", "participants"),
    RowKind.AGREEMENT: ("status", "parties", "kind"),
    RowKind.OWNERSHIP: ("owner", "property"),
    RowKind.QUOTE: ("speaker",),
}
LISTS = frozenset(  # slots that may have several fillers
    {
        *("senders", "head", "members", "destinations", "stops", "hosts", "topics"),
        *("participants", "parties", "visit", "owner", "property"),
    }
)
DATE_SLOTS = frozenset({"start", "end", "date"})
WORD_SLOTS = frozenset({"role", "kind", "status", "deal"})  # one filler, commas and all
EVENT_STATUSES = frozenset({"planned", "ongoing", "happened", "cancelled"})
STATUSES = {
    RowKind.VISIT: EVENT_STATUSES,
    RowKind.MEETING: EVENT_STATUSES,
    RowKind.AGREEMENT: frozenset({"planned", "signed"}),
}
KINDS_OF_AGREEMENT = frozenset(
    {"соглашение", "меморандум", "протокол", "дорожная карта", "договор", "контракт", "план", "декларация"}
)
DEALS = frozenset({"купля/продажа", "поставка", "инвестиции", "аренда", "строительство", "кредит", "услуги"})
TOPICS = frozenset(topic.value for topic in Topic)
MANNERS = frozenset(
    {
        "agency",
        "press-service",
        "tabloid",
        "business",
        "local",
        "foreign",
        "blog",
        "release",
        "digest",
        "interview",
        "chronicle",
        "university",
    }
)
STYLES = frozenset(
    {
        "plain",
        "header",
        "dateline",
        "rubric",
        "breadcrumbs",
        "tags",
        "credit",
        "read-also",
        "foreign-headline",
        "table",
        "caption",
        "list",
        "subheads",
        "age-mark",
        "counter",
        "signature",
        "lead",
        "capitals",
    }
)
