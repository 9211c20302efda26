"""One-line cases of extraction: a line of news, and under it the facts that it states.

`@2024-05-15` sets the publication date of the cases that follow, `@` takes it away; `#` opens a comment,
` ¶ ` breaks paragraphs. Lines with `-> ` say what is expected, in the words of `render`; only the kinds of
line that a case has are compared, each kind wholly. `-> no visit` says that there is none; `-> no fact`
that nobody travelled, met, signed or became a partner.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from kg.model import PLACES, Article, Extraction, Kind, Node, Predicate

CASE_FILES = sorted((Path(__file__).parent / "cases").glob("*.txt"))
BREAK = " ¶ "
ARROW = "-> "


@dataclass(frozen=True, slots=True)
class Case:
    """A text with the lines expected of it; `id` is the file's stem and the line in it."""

    id: str
    text: str
    published: date | None
    expected: tuple[str, ...]

    @property
    def article(self) -> Article:
        return Article(self.id, self.text, published=self.published)

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of line to compare."""
        asked = {kind_of(line) for line in self.expected}
        return frozenset(asked - {"fact"} | (EVENTS if "fact" in asked else set()))

    @property
    def wanted(self) -> list[str]:
        """The expected lines as `render` gives them."""
        return sorted(settled(line) for line in self.expected if not line.startswith("no "))


def read_cases(path: Path) -> Iterator[Case]:
    """The cases of a file. Raises ValueError, naming the line, if one expects nothing, or nothing known."""
    published: date | None = None
    text, number, expected = "", 0, list[str]()
    for at, line in enumerate([*path.read_text(encoding="utf-8").splitlines(), ""], 1):
        if line.startswith(ARROW):
            expected.append(line.removeprefix(ARROW))
            continue
        if text and expected:
            yield checked(Case(f"{path.stem}:{number}", text, published, tuple(expected)))
            text, expected = "", []
        if line.startswith("@"):
            published = date.fromisoformat(line[1:]) if line[1:] else None
        elif text:
            raise ValueError(f"{path.name}:{number}: nothing is expected of this line")
        elif line and not line.startswith("#"):
            text, number = line.replace(BREAK, "\n\n"), at


def checked(case: Case) -> Case:
    """The case, if every line that it expects is of a known kind."""
    unknown = case.kinds - set(VIEWS)
    if unknown:
        raise ValueError(f"{case.id}: no such kind of line: {', '.join(sorted(unknown))}")
    return case


def kind_of(line: str) -> str:
    """`visit` of `visit: Сербия | planned` and of `no visit`."""
    return line.removeprefix("no ").split(":")[0]


def settled(line: str) -> str:
    """The line with its lists in order and its named slots last, in order."""
    kind, _, rest = line.partition(": ")
    parts = [part.strip() for part in rest.split(" | ")]
    plain = [in_order(part) for part in parts if ": " not in part]
    named = [part.partition(": ") for part in parts if ": " in part]
    return (
        f"{kind}: {' | '.join([*plain, *sorted(f'{name}: {in_order(value)}' for name, _, value in named)])}"
    )


def in_order(values: str) -> str:
    return ", ".join(sorted(values.split(", ")))


@dataclass(slots=True)
class Graph:
    """An extraction's facts by subject and by object."""

    extraction: Extraction
    nodes: dict[str, Node] = field(default_factory=dict)
    out: dict[tuple[str, Predicate], list[str]] = field(default_factory=lambda: defaultdict(list))
    into: dict[tuple[str, Predicate], list[str]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        self.nodes = {node.key: node for node in self.extraction.nodes}
        for fact in self.extraction.facts:
            self.out[fact.subject, fact.predicate].append(fact.object)
            self.into[fact.object, fact.predicate].append(fact.subject)

    def of(self, *kinds: Kind) -> Iterator[Node]:
        """The nodes of these kinds."""
        return (node for node in self.nodes.values() if node.kind in kinds)

    def text(self, subject: str, predicate: Predicate) -> str:
        """Names (or literals) that stand in a relation to the subject, `–` if there are none."""
        return self.names(self.out.get((subject, predicate), ()))

    def names(self, values: Iterable[str]) -> str:
        return ", ".join(sorted(self.name(value) for value in values)) or "–"

    def name(self, value: str) -> str:
        return (self.nodes[value].name or "?") if value in self.nodes else value

    def mentions(self, node: Node) -> str:
        """The places in the text that name a node, in brackets."""
        spans = [mention.span for mention in self.extraction.mentions if mention.node == node.key]
        return "".join(f" [{self.extraction.article.text[span.start : span.stop]}]" for span in spans)


def render(extraction: Extraction, kinds: Iterable[str]) -> list[str]:
    """The extraction's lines of these kinds, sorted."""
    graph = Graph(extraction)
    return sorted(settled(f"{kind}: {line}") for kind in kinds for line in VIEWS[kind](graph))


def slots(values: Mapping[str, str]) -> str:
    """The named slots that are filled."""
    return "".join(f" | {name}: {value}" for name, value in values.items() if value != "–")


def posts(graph: Graph, predicate: Predicate) -> Iterator[str]:
    """`Holder | role | body`."""
    for person in graph.of(Kind.PERSON):
        for post in graph.out.get((person.key, predicate), ()):
            role, body = (graph.text(post, column) for column in (Predicate.ROLE, Predicate.POST_IN))
            yield f"{person.name} | {role} | {body}"


def occupations(graph: Graph) -> Iterator[str]:
    """`Person | occupation`."""
    for person in graph.of(Kind.PERSON):
        for occupation in graph.out.get((person.key, Predicate.OCCUPATION), ()):
            yield f"{person.name} | {occupation}"


def visits(graph: Graph) -> Iterator[str]:
    """`Destinations | status | head: … | members: … | senders: … | stops: …`, then hosts, start and end."""
    for visit in graph.of(Kind.VISIT):
        yield (
            f"{goal(graph, visit)} | {graph.text(visit.key, Predicate.STATUS)}"
            + slots(group_slots(graph, visit))
            + slots({"stops": graph.text(visit.key, Predicate.STOP)})
            + slots({"hosts": graph.text(visit.key, Predicate.HOSTED_BY)})
            + slots({"start": graph.text(visit.key, Predicate.START_DATE)})
            + slots({"end": graph.text(visit.key, Predicate.END_DATE)})
        )


def goal(graph: Graph, visit: Node) -> str:
    return graph.text(visit.key, Predicate.DESTINATION)


def group_slots(graph: Graph, visit: Node) -> dict[str, str]:
    """Head, members and senders of a visit's delegation."""
    (group,) = graph.into[visit.key, Predicate.MAKES]
    heads = graph.out.get((group, Predicate.LED_BY), [])
    members = [m for m in graph.into.get((group, Predicate.MEMBER_OF), []) if m not in heads]
    return {
        "head": graph.names(heads),
        "members": graph.names(members),
        "senders": graph.text(group, Predicate.SENT_BY),
    }


def delegations(graph: Graph) -> Iterator[str]:
    """`Destinations | head: … | members: … | senders: …`."""
    return (f"{goal(graph, visit)}{slots(group_slots(graph, visit))}" for visit in graph.of(Kind.VISIT))


def dates(graph: Graph) -> Iterator[str]:
    """`Destinations | first day..last day`, unknown days left out."""
    for visit in graph.of(Kind.VISIT):
        days = [graph.text(visit.key, p) for p in (Predicate.START_DATE, Predicate.END_DATE)]
        yield f"{goal(graph, visit)} | {'..'.join(day.strip('–') for day in days)}"


def of_visits(predicate: Predicate) -> Callable[[Graph], Iterator[str]]:
    """`Destinations | fillers`."""

    def lines(graph: Graph) -> Iterator[str]:
        return (f"{goal(graph, v)} | {graph.text(v.key, predicate)}" for v in graph.of(Kind.VISIT))

    return lines


def meetings(graph: Graph) -> Iterator[str]:
    """`Participants | status | place: … | date: …`."""
    for node in graph.of(Kind.MEETING):
        yield (
            f"{graph.text(node.key, Predicate.PARTICIPANT)} | {graph.text(node.key, Predicate.STATUS)}"
            + slots({"place": graph.text(node.key, Predicate.PLACE)})
            + slots({"date": graph.text(node.key, Predicate.DATE)})
        )


def agreements(graph: Graph) -> Iterator[str]:
    """`Parties | kind | status | date: …`."""
    for node in graph.of(Kind.AGREEMENT):
        columns = (Predicate.PARTY, Predicate.KIND, Predicate.STATUS)
        yield " | ".join(graph.text(node.key, column) for column in columns) + slots(
            {"date": graph.text(node.key, Predicate.DATE)}
        )


def deals(graph: Graph) -> Iterator[str]:
    """`Parties | type | status` of the agreements that are deals."""
    for node in graph.of(Kind.AGREEMENT):
        if (node.key, Predicate.DEAL_TYPE) in graph.out:
            columns = (Predicate.PARTY, Predicate.DEAL_TYPE, Predicate.STATUS)
            yield " | ".join(graph.text(node.key, column) for column in columns)


def ownerships(graph: Graph) -> Iterator[str]:
    """`Owner | what it owns`."""
    for fact in graph.extraction.facts:
        if fact.predicate is Predicate.OWNS:
            yield f"{graph.name(fact.subject)} | {graph.name(fact.object)}"


def containments(graph: Graph) -> Iterator[str]:
    """`Places | what they lie in`."""
    for node in graph.of(*PLACES):
        places = graph.into.get((node.key, Predicate.CONTAINED_IN_PLACE), ())
        if places:
            yield f"{graph.names(places)} | {node.name}"


def partners(graph: Graph) -> Iterator[str]:
    """`One, the other`."""
    for fact in graph.extraction.facts:
        if fact.predicate is Predicate.PARTNER_OF:
            yield graph.names([fact.subject, fact.object])


def quotations(graph: Graph) -> Iterator[str]:
    """`Speaker | direct or indirect | words`."""
    for node in graph.of(Kind.QUOTATION):
        columns = (Predicate.SPEAKER, Predicate.SPEECH, Predicate.WORDS)
        yield " | ".join(graph.text(node.key, column) for column in columns)


def topics(graph: Graph) -> Iterator[str]:
    """`Kind of event | topic`."""
    for node in graph.of(Kind.VISIT, Kind.AGREEMENT):
        for topic in graph.out.get((node.key, Predicate.TOPIC), ()):
            yield f"{node.kind.value.lower()} | {topic}"


def things(*kinds: Kind) -> Callable[[Graph], Iterator[str]]:
    """`Name [mention] [mention]`."""
    return lambda graph: (f"{node.name}{graph.mentions(node)}" for node in graph.of(*kinds))


VIEWS: Mapping[str, Callable[[Graph], Iterator[str]]] = {
    "post": lambda graph: posts(graph, Predicate.HOLDS_POST),
    "former": lambda graph: posts(graph, Predicate.FORMER_POST),
    "occupation": occupations,
    "visit": visits,
    "delegation": delegations,
    "dates": dates,
    "status": of_visits(Predicate.STATUS),
    "stops": of_visits(Predicate.STOP),
    "hosts": of_visits(Predicate.HOSTED_BY),
    "meeting": meetings,
    "agreement": agreements,
    "deal": deals,
    "owns": ownerships,
    "within": containments,
    "partners": partners,
    "said": quotations,
    "topic": topics,
    "person": things(Kind.PERSON),
    "place": things(*PLACES),
    "body": things(Kind.ORGANIZATION),
    "site": things(Kind.FACILITY, Kind.PROGRAMME_EVENT),
}
EVENTS = {"visit", "meeting", "agreement", "partners"}
