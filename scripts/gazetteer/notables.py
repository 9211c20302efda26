"""People and bodies that annotators of news linked to Wikidata, by names that are theirs alone."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kg.gazetteer import gazetteer
from kg.gazetteer.notables import body_key, person_key
from kg.model import Kind
from kg.text.names import SUFFIXES, parse_name
from scripts.gazetteer.inflect import analyses, fold

KINDS = {"PERSON": Kind.PERSON, "ORGANIZATION": Kind.ORGANIZATION}
MENTION = re.compile(r"(T\d+)\t(\S+) \d+ [\d ;]*?\d+\t(.*)")
LINK = re.compile(r"N\d+\t\S+ (T\d+) Wikidata:\(?(Q\d+)\S*\t(.*)")
NAME = re.compile(r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)*")
PEOPLE = (2, 3)  # words of a person's full name
CAPITAL = re.compile(r"[А-ЯЁA-Z]")
COUNTRY = re.compile(r" (российской федерации|россии|рф)$")
COUNTRIES = (" российской федерации", " россии", " рф")
SHARED = re.compile(  # what every country or town has one of: no name of a body, unless a name follows
    r"государственный совет|(конституционный|верховный|высший) суд|совет (безопасности|министров)|"
    r"министерств|центральный банк|центризбирком|парламент|сенат|академия наук|прокуратура|"
    r"генеральная прокуратура|палата|(демократическая|республиканская|коммунистическая) партия|новости|лига|"
    r"белый дом|полици|сборная|национальн(ая|ое) (футбольн|собрание)|вооруженные силы|администраци|"
    r"международный трибунал"
)
NEVER = re.compile(  # even with one: the bare word is annotated as the notion, or means another country's
    r"правительств|мин[а-я]+$|(генпрокуратура|следственный комитет|ми?д|мвд|мчс|ск|кгб|нацгвардия|цб|вмс|ввс|"
    r"вс|вмф|национальная гвардия|центробанк|гибдд|сизо|уфсин|генштаб|счетная палата|армия|флот|"
    r".* власти|.*суд)$"
)
SEEN = 2  # articles that a name needs which is not Wikidata's label
SHORT = 6  # letters up to which a label may be an ordinary word
LATIN = re.compile("[a-z0-9!.&-]{4,}")  # no word of a Russian text but a name
OTHERS = ("Geox", "Name", "Surn")  # names of places and people
DOUBTFUL = 0.1  # share of a name's articles that may have it without a link, or with another one

Count = dict[str, dict[str | None, set[str]]]  # names → Wikidata ids, None for no link → articles


@dataclass
class Links:
    """What annotators linked: labels of items by kind, and in which articles each name meant them."""

    labels: dict[tuple[Kind, str], str] = field(default_factory=dict)
    people: Count = field(default_factory=lambda: defaultdict(lambda: defaultdict(set)))
    bodies: Count = field(default_factory=lambda: defaultdict(lambda: defaultdict(set)))


def write_notables(path: Path, corpus: Path) -> int:
    """Write the table from a folder of brat files (`*.ann`), sorted by id; how many rows there are.

    Raises FileNotFoundError if there are no such files.
    """
    paths = sorted(corpus.glob("*.ann"))
    if not paths:
        raise FileNotFoundError(f"{corpus}: no *.ann files")
    links = read(paths)
    rows = sorted((*people(links), *bodies(links)))
    path.write_text("\n".join(["wikidata\tkind\tnames", *rows]) + "\n", encoding="utf-8")
    return len(rows)


def read(paths: Iterable[Path]) -> Links:
    """All links to people and bodies."""
    links = Links()
    for path in paths:
        add(links, path.stem, path.read_text(encoding="utf-8").splitlines())
    return links


def add(links: Links, article: str, lines: list[str]) -> None:
    """Note the links of one article."""
    found = {m[1]: (m[2], m[3]) for line in lines if (m := LINK.match(line))}
    for mention, kind, text in (m.groups() for line in lines if (m := MENTION.match(line)) if m[2] in KINDS):
        id, label = found.get(mention, (None, ""))
        if id and label:
            links.labels.setdefault((KINDS[kind], id), label)
        if KINDS[kind] is Kind.ORGANIZATION:
            links.bodies[nominative(body_key(text), text)][id].add(article)
        elif (parsed := parse_name(text)).is_full:
            links.people[person_key(parsed)][id].add(article)


def nominative(key: str, text: str) -> str:
    """A single word in the nominative; names of several words stay, and match if they stand in it."""
    return key if " " in key or text.isupper() or not key.isalpha() else fold(analyses(key)[0].normal_form)


def people(links: Links) -> Iterator[str]:
    """Rows of people with a given and a family name, whom nearly all mentions of these mean."""
    labels = {id: in_order(label) for (kind, id), label in links.labels.items() if kind is Kind.PERSON}
    bearers = defaultdict[str, set[str]](set)
    for id, label in labels.items():
        if is_full(label):
            bearers[person_key(parse_name(label))].add(id)
    for key, ids in bearers.items():
        seen = links.people.get(key, {})
        likeliest = max(sorted(ids), key=lambda id: len(seen.get(id, ())))
        if is_sure(seen, likeliest) and (len(ids) == 1 or len(seen.get(likeliest, ())) >= SEEN):
            yield f"{likeliest}\t{Kind.PERSON}\t{labels[likeliest]}"


def in_order(label: str) -> str:
    """«Сидоров, Иван Петрович» → «Иван Петрович Сидоров»."""
    family, comma, given = label.partition(", ")
    return f"{given} {family}" if comma else label


def is_full(label: str) -> bool:
    """True for a given and a family name, or three words, all of them Russian."""
    words = [word for word in label.split(" ") if word not in SUFFIXES]
    return len(words) in PEOPLE and all(map(NAME.fullmatch, words)) and parse_name(label).is_full


def is_sure(seen: Mapping[str | None, set[str]], id: str) -> bool:
    """True if few mentions mean another item or have no link."""
    total = sum(map(len, seen.values()))
    return total - len(seen.get(id, ())) <= DOUBTFUL * total


def bodies(links: Links) -> Iterator[str]:
    """Rows of bodies with names of their own."""
    labels = {id: label for (kind, id), label in links.labels.items() if kind is Kind.ORGANIZATION}
    named = labelled(labels)
    names = defaultdict[str, list[str]](list)
    for key in sorted({*named, *links.bodies}):
        seen, owners = links.bodies.get(key, {}), named.get(key, set())
        ids = {id for id in (*seen, *owners) if id}
        if len(ids) == 1 and is_sure(seen, id := ids.pop()) and is_own(key, labels.get(id, ""), seen.get(id)):
            names[id].append(key)
    for id, keys in names.items():
        yield f"{id}\t{Kind.ORGANIZATION}\t{'|'.join(keys)}"


def labelled(labels: Mapping[str, str]) -> dict[str, set[str]]:
    """The items by the keys of their labels."""
    named = defaultdict[str, set[str]](set)
    for id, label in labels.items():
        for key in variants(body_key(label)):
            named[key].add(id)
    return named


def variants(key: str) -> set[str]:
    """The key, and with other names of Russia at its end."""
    return {key} | {COUNTRY.sub(country, key) for country in COUNTRIES if COUNTRY.search(key)}


def is_own(key: str, label: str, seen: set[str] | None) -> bool:
    """True if the key names the item labelled so and nothing else: the label itself, or a word often seen."""
    own = CAPITAL.match(label) and (not SHARED.match(body_key(label)) or CAPITAL.search(label[1:]))
    if not own or len(key) < 2 or NEVER.match(key) or NEVER.match(body_key(label)):
        return False
    is_label = key in variants(body_key(label))
    if gazetteer().lookup(tuple(key.split())):
        return False
    if " " in key:
        return is_label
    known = [each.tag for each in analyses(key) if each.is_known]
    if any(other in tag for tag in known for other in OTHERS):
        return False
    unlike = len(key) > SHORT or LATIN.fullmatch(key)
    return len(seen or ()) >= SEEN or bool(is_label and not known and unlike)
