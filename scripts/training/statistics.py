"""What the training corpus holds, in figures: variety, facts, and how far apart the parts of a fact stand."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from statistics import median

import razdel

from kg.corpus import AnnotatedArticle, AnnotatedEntity, Row, RowKind
from kg.corpus.schema import ENTITY_LETTERS
from kg.gazetteer import gazetteer
from kg.model import Kind

RUN = 8  # words
EVENTS = (RowKind.VISIT, RowKind.MEETING, RowKind.AGREEMENT)
ENTITY_IDS = frozenset(ENTITY_LETTERS.values())
SENDER_WORDS = (
    (
        "parliamentary",
        r"дума|собрани|совет федерации|парламент|хурал|курултай|совет народных|маслихат|госсовет",
    ),
    ("university", r"университет|институт|академи|вуз|политех|консерватори"),
    (
        "government",
        r"правительств|минист|департамент|комитет|администраци|управлени|мэри|мид|агентств|посольств",
    ),
)
Table = Iterable[tuple[str, object]]


def report(articles: Sequence[AnnotatedArticle]) -> str:
    """The figures as a page."""
    head = "# Figures of the training corpus\n\nWritten by `python scripts/corpus.py compile`.\n"
    tables = {**about_articles(articles), **about_facts(articles)}
    return head + "".join(section(name, table) for name, table in tables.items())


def about_articles(articles: Sequence[AnnotatedArticle]) -> dict[str, Table]:
    """How many articles there are, of what kind, from where and when."""
    return {
        "Articles": sizes(articles),
        "Coverage": coverage(articles),
        "Manners of writing": counted(each.manner for each in articles),
        "Page styles": counted(style for each in articles for style in each.styles),
        "Years of publication": counted(str(each.published.year) for each in articles),
    }


def about_facts(articles: Sequence[AnnotatedArticle]) -> dict[str, Table]:
    """How many facts there are, what fills them, and how far apart their parts stand."""
    visits = list(rows(articles, RowKind.VISIT))
    events = [row for kind in EVENTS for _, row in rows(articles, kind)]
    topics = (topic for each in articles for row in each.rows for topic in row.slots.get("topics", ()))
    return {
        "Visits: whose delegation": counted(kind for visit in visits for kind in kinds_of_sender(*visit)),
        "Visits: from where to where": counted(way for visit in visits for way in directions(*visit)),
        "Facts": facts(articles),
        "Statuses": counted(f"{row.kind} {row.slots['status'][0]}" for row in events),
        "Slots": counted(slot for row in events for slot in filled(row)),
        "Topics": counted(topics),
        "Where a slot's filler stands": counted_shares(distances(articles)),
        "How much of the text a fact needs": counted_shares(reaches(articles)),
    }


def filled(row: Row) -> Iterator[str]:
    """The slots of a row, as often as they are filled."""
    return (f"{row.kind}.{slot}" for slot, fillers in row.slots.items() for _ in fillers)


def section(name: str, table: Table) -> str:
    """One table below its heading."""
    lines = "".join(f"| {what} | {value} |\n" for what, value in table)
    return f"\n## {name}\n\n| | |\n|---|---|\n{lines}"


def counted(values: Iterable[str]) -> Table:
    """How often each value occurs, the most frequent first."""
    return sorted(Counter(values).items(), key=lambda pair: (-pair[1], pair[0]))


def counted_shares(values: Iterable[str]) -> Table:
    """How often, and what share of those with the same beginning (before the colon)."""
    counts = Counter(values)
    totals = Counter[str]()
    for value, count in counts.items():
        totals[value.partition(":")[0]] += count
    for value, count in sorted(counts.items(), key=lambda pair: (pair[0].partition(":")[0], -pair[1])):
        yield value, f"{count} ({count / totals[value.partition(':')[0]]:.0%})"


def rows(articles: Iterable[AnnotatedArticle], kind: RowKind) -> Iterator[tuple[AnnotatedArticle, Row]]:
    """All rows of a kind with their articles."""
    return ((each, row) for each in articles for row in each.rows_of(kind))


def sizes(articles: Sequence[AnnotatedArticle]) -> Table:
    """Numbers of articles, code points, markings, and what stands in several articles."""
    lengths = [len(each.article.text) for each in articles]
    shared, total = shared_runs(articles)
    visits = Counter(len(each.rows_of(RowKind.VISIT)) for each in articles)
    yield "articles", len(articles)
    yield "code points, all", sum(lengths)
    yield "code points, least / median / most", f"{min(lengths)} / {median(lengths):.0f} / {max(lengths)}"
    yield "words", sum(len(words(each)) for each in articles)
    yield "markings", sum(len(each.markings) for each in articles)
    yield "of these descriptions and pronouns", sum(not m.named for each in articles for m in each.markings)
    yield "articles without a visit", f"{visits[0]} (one in {len(articles) / max(1, visits[0]):.1f})"
    yield "articles with several visits", sum(n for visit, n in visits.items() if visit > 1)
    yield (
        "visits with several destinations",
        sum(len(row.slots["destinations"]) > 1 for _, row in rows(articles, RowKind.VISIT)),
    )
    yield (
        f"runs of {RUN} words in several articles",
        f"{len(shared)} of {total} ({len(shared) / max(1, total):.2%})",
    )


def words(annotated: AnnotatedArticle) -> list[str]:
    """The words of the text, folded."""
    return re.findall(r"\w+", annotated.article.text.casefold())


def shared_runs(articles: Iterable[AnnotatedArticle]) -> tuple[dict[str, set[str]], int]:
    """Runs of RUN words with the articles that share them, and the number of different runs."""
    places: dict[str, set[str]] = {}
    for each in articles:
        found = words(each)
        for start in range(len(found) - RUN + 1):
            places.setdefault(" ".join(found[start : start + RUN]), set()).add(each.article.id)
    return {run: names for run, names in places.items() if len(names) > 1}, len(places)


def coverage(articles: Sequence[AnnotatedArticle]) -> Table:
    """Which places take part in visits, meetings, agreements and partnerships, at home and abroad."""
    regions = {code for code in gazetteer() if code.startswith("RU-")}
    sides = {code for each in articles for code in home_or_host(each)}
    places = {place for each in articles for place in used_places(each)}
    abroad = {
        place for place in places if place.kind is not Kind.COUNTRY and country_of(place) not in {"RU", None}
    }
    countries = {country_of(place) for place in places} - {None, "RU"}
    missing = sorted(regions - sides)
    yield (
        "regions of Russia that are home or host of a visit",
        f"{len(regions & sides)} of {len(regions)}" + (f", without {', '.join(missing)}" if missing else ""),
    )
    yield "other countries that take part", len(countries)
    yield "regions and cities abroad that take part", len({(p.code or "") + p.names[0] for p in abroad})


def home_or_host(annotated: AnnotatedArticle) -> Iterator[str]:
    """Codes of places that send a delegation or receive one."""
    codes = {entity.id: code_of(entity) for entity in annotated.entities}
    for row in annotated.rows_of(RowKind.VISIT):
        for slot in ("senders", "destinations", "hosts"):
            yield from (code for id in row.slots.get(slot, ()) if (code := codes.get(id)))


def used_places(annotated: AnnotatedArticle) -> Iterator[AnnotatedEntity]:
    """Countries, regions and cities that fill a slot or are partners."""
    used = {id for row in annotated.rows for fillers in row.slots.values() for id in fillers}
    used |= {id for pair in annotated.partners for id in pair}
    return (e for e in annotated.entities if e.id in used and e.id[0] in "rct")


def code_of(entity: AnnotatedEntity) -> str | None:
    """The entity's code, else the likeliest place of its name."""
    if entity.code:
        return entity.code
    for name in entity.names:
        for form in gazetteer().lookup(tuple(re.findall(r"[\w’'-]+", name.casefold().replace("ё", "е")))):
            return form.place
    return None


def country_of(entity: AnnotatedEntity) -> str | None:
    """The country that a place lies in, if the gazetteer knows it."""
    code = code_of(entity)
    if code is None:
        return None
    return gazetteer().containing(code)[-1].id if code in gazetteer() else code.partition("-")[0]


def kinds_of_sender(annotated: AnnotatedArticle, row: Row) -> Iterator[str]:
    """What kinds of sender a visit's delegation has."""
    entities = {entity.id: entity for entity in annotated.entities}
    kinds = {kind_of_sender(entities[id]) for id in row.slots.get("senders", ())}
    yield from kinds or {"unnamed"}


def kind_of_sender(entity: AnnotatedEntity) -> str:
    """Country, region, city, or what sort of body."""
    if entity.kind is not Kind.ORGANIZATION:
        return {"r": "region", "t": "city", "c": "country"}[entity.id[0]]
    name = entity.names[0].casefold()
    return next((kind for kind, known in SENDER_WORDS if re.search(known, name)), "company or association")


def directions(annotated: AnnotatedArticle, row: Row) -> Iterator[str]:
    """From where to where a delegation goes, seen from Russia."""
    entities = {entity.id: entity for entity in annotated.entities}
    home = {country_of(entities[id]) for id in row.slots.get("senders", ()) if id[0] in "rct"}
    there = {country_of(entities[id]) for id in row.slots["destinations"]}
    if "RU" in there:
        yield "within Russia" if not home or "RU" in home else "incoming"
    else:
        yield "outgoing" if not home or "RU" in home else "between other countries"


def facts(articles: Sequence[AnnotatedArticle]) -> Table:
    """Rows of each kind, partners, and articles that have some."""
    for kind in RowKind:
        found = [len(each.rows_of(kind)) for each in articles]
        yield kind, f"{sum(found)} in {sum(map(bool, found))} articles"
    yield "pairs of partners", sum(len(each.partners) for each in articles)


def distances(articles: Iterable[AnnotatedArticle]) -> Iterator[str]:
    """For each filler: how far its nearest mention stands from the words that evoke the fact."""
    for each in articles:
        layout = Layout(each.article.text)
        for row in each.rows:
            if row.kind in EVENTS:
                evoked = starts(each, row.id)
                for slot, id in marked_fillers(row):
                    yield f"{row.kind}.{slot}: {layout.nearest(evoked, starts(each, id))}"


def marked_fillers(row: Row) -> Iterator[tuple[str, str]]:
    """Slots with the ids that are marked in the text: entities, and the words of dates."""
    for slot, fillers in row.slots.items():
        yield from ((slot, id) for id in fillers if id[0] in ENTITY_IDS and id[1:].isdigit())
    yield from row.dates.items()


def reaches(articles: Iterable[AnnotatedArticle]) -> Iterator[str]:
    """For each fact: whether one sentence, or one paragraph, has all its fillers."""
    for each in articles:
        layout = Layout(each.article.text)
        for row in each.rows:
            if row.kind in (*EVENTS, RowKind.POST):
                yield f"{row.kind}: {layout.reach([starts(each, id) for _, id in marked_fillers(row)])}"


def starts(annotated: AnnotatedArticle, id: str) -> list[int]:
    """Where the mentions of something begin."""
    return [marking.span.start for marking in annotated.markings_of(id)]


class Layout:
    """Sentences and paragraphs of a text by offset."""

    def __init__(self, text: str) -> None:
        self.paragraphs = [match.start() for match in re.finditer(r"[^\n]+", text)]
        self.sentences = [
            line.start() + sentence.start
            for line in re.finditer(r"[^\n]+", text)
            for sentence in razdel.sentenize(line.group())
        ]

    def sentence(self, offset: int) -> int:
        """Number of the sentence at an offset."""
        return bisect_right(self.sentences, offset)

    def paragraph(self, offset: int) -> int:
        """Number of the paragraph at an offset."""
        return bisect_right(self.paragraphs, offset)

    def nearest(self, some: Sequence[int], others: Sequence[int]) -> str:
        """How far apart the nearest two of the offsets are."""
        pairs = [(a, b) for a in some for b in others]
        if any(self.sentence(a) == self.sentence(b) for a, b in pairs):
            return "same sentence"
        if any(self.paragraph(a) == self.paragraph(b) for a, b in pairs):
            return "same paragraph"
        return (
            "next paragraph"
            if any(abs(self.paragraph(a) - self.paragraph(b)) == 1 for a, b in pairs)
            else "further"
        )

    def reach(self, fillers: Sequence[Sequence[int]]) -> str:
        """The least unit that has a mention of each filler."""
        for unit, number in (("one sentence", self.sentence), ("one paragraph", self.paragraph)):
            if not fillers or set.intersection(*({number(at) for at in each} for each in fillers)):
                return unit
        return "several paragraphs"
