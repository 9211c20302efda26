"""Words of Russian date expressions as tables. All forms are lower case with е for ё, as in `fold`."""

from __future__ import annotations

MONTHS = {
    "январ": 1,
    "феврал": 2,
    "март": 3,
    "апрел": 4,
    "ма": 5,
    "июн": 6,
    "июл": 7,
    "август": 8,
    "сентябр": 9,
    "октябр": 10,
    "ноябр": 11,
    "декабр": 12,
}
HARD = {"март", "август"}  # марта, марту, марте; the others are soft: мая, маю, мае; июня, июню, июне
SHORT_MONTHS = {
    **dict.fromkeys(("фев", "февр"), 2),
    **dict.fromkeys(("сен", "сент"), 9),
    **dict(zip(("янв", "мар", "апр", "июн", "июл", "авг"), (1, 3, 4, 6, 7, 8), strict=True)),
    **dict(zip(("окт", "нояб", "дек"), (10, 11, 12), strict=True)),
}

WEEKDAYS = {
    **dict.fromkeys(("понедельник", "понедельника", "понедельнику"), 0),
    **dict.fromkeys(("вторник", "вторника", "вторнику"), 1),
    **dict.fromkeys(("среду", "среды", "среде", "среда"), 2),
    **dict.fromkeys(("четверг", "четверга", "четвергу"), 3),
    **dict.fromkeys(("пятницу", "пятницы", "пятнице", "пятница"), 4),
    **dict.fromkeys(("субботу", "субботы", "субботе", "суббота"), 5),
    **dict.fromkeys(("воскресенье", "воскресенья", "воскресенью"), 6),
}

SEASONS = {"зимой": 12, "весной": 3, "летом": 6, "осенью": 9}  # the first of the three months

CARDINALS = {
    **dict.fromkeys(("один", "одного", "одну", "одной", "одним", "одни", "одних"), 1),
    **dict.fromkeys(("два", "две", "двух", "двумя", "двум", "двое"), 2),
    **dict.fromkeys(("три", "трех", "тремя", "трем", "трое"), 3),
    **dict.fromkeys(("четыре", "четырех", "четырьмя", "четырем", "четверо"), 4),
    **dict.fromkeys(("пять", "пяти", "пятью"), 5),
    **dict.fromkeys(("шесть", "шести", "шестью"), 6),
    **dict.fromkeys(("семь", "семи", "семью"), 7),
    **dict.fromkeys(("восемь", "восьми", "восемью"), 8),
    **dict.fromkeys(("девять", "девяти", "девятью"), 9),
    **dict.fromkeys(("десять", "десяти", "десятью"), 10),
    **dict.fromkeys(("двенадцать", "двенадцати"), 12),
    **dict.fromkeys(("четырнадцать", "четырнадцати"), 14),
    **dict.fromkeys(("пятнадцать", "пятнадцати"), 15),
    **dict.fromkeys(("двадцать", "двадцати"), 20),
    **dict.fromkeys(("тридцать", "тридцати"), 30),
}
# «двухдневный», «семидневный»
_STEMS = ("одно", "двух", "трех", "четырех", "пяти", "шести", "семи", "восьми", "девяти", "десяти")
COMPOUNDS = dict(zip(_STEMS, range(1, 11), strict=True))

_UNITS = ("перв", "втор", "трет", "четверт", "пят", "шест", "седьм", "восьм", "девят")
_TEENS = (
    *("десят", "одиннадцат", "двенадцат", "тринадцат", "четырнадцат"),
    *("пятнадцат", "шестнадцат", "семнадцат", "восемнадцат", "девятнадцат"),
)


def _endings(stem: str) -> tuple[str, ...]:
    """Genitive, nominative, dative and instrumental of a neuter ordinal."""
    if stem == "трет":
        return ("третьего", "третье", "третьему", "третьим")
    return (f"{stem}ого", f"{stem}ое", f"{stem}ому", f"{stem}ым")


def _ordinals() -> dict[str, int]:
    plain = dict(enumerate((*_UNITS, *_TEENS, "двадцат"), 1)) | {30: "тридцат"}
    table = {form: n for n, stem in plain.items() for form in _endings(stem)}
    tens = {f"двадцать {form}": 20 + n for n in range(1, 10) for form in _endings(plain[n])}
    return table | tens | {f"тридцать {form}": 31 for form in _endings(plain[1])}


ORDINAL_STEMS = (*(stem for stem in _UNITS if stem != "трет"), "треть", *_TEENS, "двадцат", "тридцат")
ORDINALS = _ordinals()  # «четвертого», «двадцать пятое»


def month_forms(stem: str) -> dict[str, str]:
    """Cases of a month by its stem: gen, dat, loc, ins, nom."""
    if stem in HARD:
        return {"nom": stem, "gen": stem + "а", "dat": stem + "у", "loc": stem + "е", "ins": stem + "ом"}
    nominative = "май" if stem == "ма" else stem + "ь"
    return {"nom": nominative, "gen": stem + "я", "dat": stem + "ю", "loc": stem + "е", "ins": stem + "ем"}


def months_in(case: str) -> dict[str, int]:
    """All months in one case: `{"января": 1, …}`."""
    return {month_forms(stem)[case]: n for stem, n in MONTHS.items()}


UNIT_DAYS = {
    "д": 1,
    "сут": 1,
    "недел": 7,
}  # by the beginning of the unit's word; months and years are not days
