"""GeoNames' ids of first-level regions, believed where two of three witnesses name the same region."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
from rapidfuzz import fuzz

from kg.gazetteer import Place
from kg.model import Kind
from scripts.gazetteer.romanize import latin
from scripts.gazetteer.words import words

REGION_IDS = Path(__file__).with_name("region_ids.tsv")
ALIKE = 85  # likeness (0–100) of two names of one region
WITNESSES = 2  # of the code, the division and the name
HEADER = "id\tgeonames"
TYPES = words("""
    autonomous canton city county department departamento district division governorate municipality
    municipio oblast of parish prefecture province raion rayon region republic state the voblast wilaya
    область край округ провинция район регион республика департамент штат губернаторство кантон приход
    префектура лен ил уезд
""")

Entry = Mapping[str, Any]  # a region of the package iso3166-2-db
Ids = dict[str, int]  # ids of regions → GeoNames ids


def write_region_ids(path: Path, package: Path, regions: list[Place], divisions: Mapping[Any, str]) -> Ids:
    """Write the table; its ids. `package` is the file `data/iso3166-2.json`, `divisions` tells which region
    GeoNames' code of a division means (country, code → id)."""
    found = verified(msgspec.json.decode(package.read_bytes()), regions, divisions)
    rows = [f"{id}\t{geonames}" for id, geonames in sorted(found.items())]
    path.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    return found


def read_region_ids(path: Path) -> Ids:
    """The table."""
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:])
    return {id: int(geonames) for id, geonames in rows}


def verified(package: Mapping[str, Any], regions: list[Place], divisions: Mapping[Any, str]) -> Ids:
    """The ids that two witnesses agree on, and no two others on another region or another id.

    Witnesses are the ISO code that the package gives, the region in which other tables place the cities of
    GeoNames' division, and the names, Russian or English.
    """
    near = defaultdict[str, list[Place]](list)
    for place in regions:
        near[(place.within or "")[:2]].append(place)
    pairs = [
        (id, int(entry["reference"]["geonames"]))
        for country, data in package.items()
        for entry in data["regions"]
        if len(ids := sure(entry, country, near[country], divisions)) == 1
        for id in ids
    ]
    kinds = {place.id: place.kind for place in regions}
    once = Counter(id for id, _ in pairs), Counter(geonames for _, geonames in pairs)
    return {id: g for id, g in pairs if once[0][id] == once[1][g] == 1 and kinds[id] is Kind.REGION}


def sure(entry: Entry, country: str, near: list[Place], divisions: Mapping[Any, str]) -> list[str]:
    """The regions that two witnesses name."""
    known = {place.id for place in near}
    votes = Counter(id for id in (f"{country}-{entry['iso']}",) if id in known)
    votes.update(id for id in (divisions.get((country, entry.get("admin"))),) if id in known)
    names = set(filter(None, map(bare, (entry["name"], *entry["names"].values()))))
    votes.update(place.id for place in near if is_called(place, names))
    return [id for id, count in votes.items() if id and count >= WITNESSES]


def is_called(place: Place, names: Iterable[str]) -> bool:
    """True if one of the names is the region's; the English and the Russian one must not contradict."""
    own = set(filter(None, map(bare, (place.english or "", place.name, *place.aliases))))
    return any(fuzz.ratio(one, other) >= ALIKE for one in own for other in names)


def bare(name: str) -> str:
    """The name in Latin letters or Russian ones, without words that say what kind of region it is."""
    plain = re.sub(r"[,(].*", "", name).casefold().replace("ё", "е")
    letters = plain if re.search("[а-я]", plain) else latin(plain)
    return " ".join(kept(re.split(r"[ \-–—]+", letters)))


def kept(parts: list[str]) -> Iterator[str]:
    """The words that are no types, or all of them if all are."""
    telling = [part for part in parts if part and part not in TYPES]
    return iter(telling or parts)
