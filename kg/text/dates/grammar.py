"""Patterns of date expressions over folded text (lower case, е for ё, `-` for every dash, plain spaces)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.text.dates import words


def any_of(forms: Iterable[str]) -> str:
    """An alternation of literal forms, the longest first."""
    return "|".join(sorted(forms, key=len, reverse=True))


def again(fragment: str, n: int) -> str:
    """The fragment with its groups renamed (`year` → `year2`), to stand in one pattern more than once."""
    return re.sub(r"\(\?P<(\w+)>", rf"(?P<\g<1>{n}>", fragment)


GENITIVE = words.months_in("gen")
NOMINATIVE = words.months_in("nom")
DATIVE = words.months_in("dat")
PREPOSITIONAL = words.months_in("loc")
MONTH_NUMBERS = NOMINATIVE | GENITIVE | DATIVE | PREPOSITIONAL | words.months_in("ins") | words.SHORT_MONTHS

LEFT = r"(?<![\w.,:/№+-])(?<!№ )"  # numbers that belong to something longer: 18:14, 2,5, 44-ФЗ
FROM = "начиная с|с|со|не ранее|не раньше|после"
UNTIL = "вплоть до|до|по|к|ко|не позднее|не позже"
BOUND = rf"(?:(?P<bound>{FROM}|{UNTIL}|между) )?"

NUMBER = r"(?:3[01]|[12]\d|0?[1-9])(?:-?(?:го|ое|е|му))?"
STEMS = any_of(words.ORDINAL_STEMS)
ORDINAL = rf"(?=[пвтчшсдо])(?:двадцать |тридцать )?(?:{STEMS})(?:ого|его|ое|е|ому|ему|ым|им)"
DAY = rf"(?:{NUMBER}|{ORDINAL})(?![\w:%])"
COUNTED = r"(?:человек|жител|участник|гост|студент|руб|тонн|тыс|млн|км|экземпляр|метр)"
YEAR = rf"(?:1[5-9]|20)\d\d(?!\d)(?! {COUNTED})(?: ?г(?:ода|оду|од|г?\.)?(?!\w))?"
LAST = "прошлого|минувшего|прошедшего"
THIS = "этого|нынешнего|текущего|сего"
NEXT = "следующего|будущего|наступающего"
RELATIVE_YEAR = rf"(?:позапрошлого|{LAST}|{THIS}|{NEXT}) года|с\. ?г\."
DATED_MONTH = rf"(?:{any_of(GENITIVE)}|(?:{any_of(words.SHORT_MONTHS)})\.?)(?!\w)"


# Group `year` for a number, `relative` for «прошлого года».
DATED = rf"(?:,? (?:(?P<year>{YEAR})|(?P<relative>{RELATIVE_YEAR})))?"


SEPARATOR = r"(?: ?- ?| по | до |, ?| и по | и )"
CALENDAR = (
    rf"{LEFT}{BOUND}(?P<days>{DAY}(?:{SEPARATOR}{DAY})*) (?P<month>{DATED_MONTH}){DATED}"
    rf"(?:(?P<link>,? по |,? до | ?- ?)(?P<days2>{DAY}) (?P<month2>{DATED_MONTH}){again(DATED, 2)})?"
)
ISO = r"(?<![\w-])(?P<iso>\d{4}-\d\d-\d\d)(?![\d-])"
NUMERIC = (
    rf"{LEFT}{BOUND}(?P<day>\d\d?)[./](?P<month>\d\d)(?:[./](?P<year>\d{{4}}|\d\d))?"
    r"(?:(?P<link> по | до | ?- ?)(?P<day2>\d\d?)[./](?P<month2>\d\d)(?:[./](?P<year2>\d{4}|\d\d))?)?"
    r"(?![\d/:-])(?![.,]\d)(?: ?г(?:ода|\.)?(?!\w))?"
)
OF_MONTH = (
    rf"{LEFT}{BOUND}(?P<days>{DAY}(?:{SEPARATOR}{DAY})*) числ[аоу](?:(?: этого| текущего) месяца)?(?!\w)"
)
AFTER_BARE = r"(?= ?[.,;!?)]| ?$| ?\n| (?:в|во|на|он|она|они|и|будет|прошл|состо|прибы|приле|выле))"
BARE = rf"{LEFT}{BOUND}(?P<days>(?:3[01]|[12]\d|[1-9])-го){AFTER_BARE}"

WEEKDAY_NAMES = any_of(words.WEEKDAYS)
PAST_WORD = "минувш|прошл|прошедш|истекш"
THIS_WORD = "эт|нынешн|текущ"
NEXT_WORD = "следующ|будущ"
NEAR_WORD = "ближайш|наступающ|предстоящ|грядущ"
ENDING = "(?:ый|ий|от|ую|юю|у|ое|ее|о|ой|ей|ого|его|ом|ем|ым|им|ые|ие|их|ых|и)"
MODIFIER = rf"(?:(?P<mod>позапрошл|{PAST_WORD}|{THIS_WORD}|{NEXT_WORD}|{NEAR_WORD}){ENDING} )"
HABITAT = r"(?! (?:обитан|прожив|общен|разработ|обучен|программ))"  # «в среду обитания»
WEEKDAYS = (  # «в субботу и воскресенье»
    rf"(?:(?<![\w-])(?:в|во|на) {again(MODIFIER, 5)}?|(?<=[(,] ))(?P<first>{WEEKDAY_NAMES})"
    rf" и (?:во? )?(?P<second>{WEEKDAY_NAMES})(?!\w){HABITAT}"
)
BARE_WEEKDAY = rf"(?:(?<=\()|(?<=[(,] ))(?:{WEEKDAY_NAMES})(?=[),.:;]| и )"
WEEKDAY = (
    rf"(?<![\w-])(?:(?:в ночь на|в|во|на|(?P<bound>{FROM}|{UNTIL})) {MODIFIER}?"
    rf"(?P<name>{WEEKDAY_NAMES})(?!\w)"
    rf"|{again(MODIFIER, 2)}(?P<name2>{WEEKDAY_NAMES})(?!\w)|(?P<name3>{BARE_WEEKDAY})){HABITAT}"
)

PART_OF_DAY = r"(?: (?:рано |поздно )?(?:утром|днем|вечером|ночью)(?! (?:позже|ранее))(?!\w))?"
EVE_OF = (  # «накануне визита»: the eve of an event, no day of its own
    *("визита", "саммита", "форума", "встречи", "переговоров", "поездки", "заседания", "открытия", "старта"),
    *("начала", "матча", "приезда", "прибытия", "отъезда", "вылета", "выборов", "праздника", "праздников"),
    *("нового", "дня", "годовщины", "юбилея", "выставки", "конференции", "фестиваля", "рождества", "отлета"),
)
DAYS_FROM_TODAY = {"позавчера": -2, "вчера": -1, "накануне": -1, "сегодня": 0, "завтра": 1, "послезавтра": 2}
DEICTIC = (
    rf"(?<![\w-])(?<!на (?=сегодня))(?:(?P<word>{any_of(DAYS_FROM_TODAY)}){PART_OF_DAY}"
    r"|(?P<adjective>сегодня|вчера|завтра)шн(?:ий|яя|ее|его|ей|ем|ему|юю|им|ие|их|ими)"
    rf"(?! (?:день|дня|дню)(?!\w)))(?!\w)(?! (?:[а-я]+(?:ого|его|ой|ей|ых|их) )?(?:{any_of(EVE_OF)})(?!\w))"
)

COUNT = rf"(?:\d{{1,3}}|{any_of(words.CARDINALS)}|несколько|несколькими|пару|полтора|полторы|пол)"
UNIT = (
    r"(?:день|дня|дней|днем|днями|сутки|суток|неделю|недели|недель|неделей|неделями"
    r"|месяц|месяца|месяцев|месяцем|месяцами|год|года|лет|годом|годами)"
)
AMOUNT = rf"(?:(?P<count>{COUNT}) ?)?(?P<unit>{UNIT})"
SHIFT = (
    rf"{LEFT}(?:(?P<exactly>ровно ))?(?:{AMOUNT} (?P<turn>назад|спустя|позже|позднее|ранее|раньше)(?!\w)"
    rf"|(?P<ahead>через|спустя) {again(AMOUNT, 2)}(?!\w)"
    rf"|за {again(AMOUNT, 3)} до (?:этого|того)(?!\w))"
)
NEXT_DAY = r"на (?:следующий|другой) (?:же )?день|наутро|на следующее утро|следующим утром|следующим днем"
SAME_DAY = (
    r"в (?:тот|этот) же (?:самый )?(?:день|вечер)|в (?:тот|этот) день|тогда же|тем же (?:днем|вечером)"
    r"|тем же утром|в то же утро"
)
TEXTUAL = rf"(?<![\w-])(?:(?P<next>{NEXT_DAY})|(?P<same>{SAME_DAY}))(?!\w)"

WEEK = rf"(?<![\w-])(?:на {MODIFIER}неделе|в (?:начале|середине|конце) {again(MODIFIER, 2)}?недели)(?!\w)"
WEEKEND = rf"(?<![\w-])(?:(?:в|на) {MODIFIER}?выходные|на {again(MODIFIER, 2)}?выходных)(?!\w)(?! данн)"

PARTS = {
    "первых числах": (1, 7),
    "последних числах": (24, 31),
    "первой половине": (1, 15),
    "второй половине": (16, 31),
    "первой декаде": (1, 10),
    "второй декаде": (11, 20),
    "третьей декаде": (21, 31),
    **dict.fromkeys(("начале", "начала", "началу"), (1, 10)),
    **dict.fromkeys(("середине", "середины", "середину"), (11, 20)),
    **dict.fromkeys(("конце", "конца", "концу"), (21, 31)),
}
MONTH = (
    rf"(?<![\w-])(?:в(?:о)? {MODIFIER}?(?P<loc>{any_of(PREPOSITIONAL)})"
    rf"(?:(?: ?- ?| и )(?P<until>{any_of(PREPOSITIONAL)}))?"
    rf"(?!\w){DATED}"
    rf"|(?:(?:в|во|к|до|с|по) )?(?P<part>{any_of(PARTS)}) (?P<gen>{any_of(GENITIVE)})(?!\w){again(DATED, 5)}"
    rf"|(?P<bound>{FROM}|до) (?P<gen2>{any_of(GENITIVE)})(?!\w){again(DATED, 2)}"
    rf"|(?:(?P<bound2>по|к)|за|на) (?P<nom>{any_of(NOMINATIVE | DATIVE)})(?!\w){again(DATED, 3)}"
    rf"|(?P<any>{any_of(NOMINATIVE | GENITIVE)}) (?P<year4>{YEAR}))"
)
SAME_MONTH_DAYS = rf"со? {DAY} по {DAY}|(?:3[01]|[12]\d|[1-9])-го"
MONTH_AND_DAYS = (  # «в конце мая, с 27-го по 30-е»
    rf"(?<![\w-])во? (?:(?P<month>{any_of(PREPOSITIONAL)})"
    rf"|(?:{any_of(PARTS)}) (?P<month2>{any_of(GENITIVE)}))"
    rf"{DATED}, (?P<days>{SAME_MONTH_DAYS}){AFTER_BARE}"
)
SEASON = rf"(?<![\w-]){MODIFIER}?(?P<season>{any_of(words.SEASONS)})(?!\w){DATED}"
BARE_YEAR = r"(?:1[5-9]|20)\d\d"
YEARS = (
    rf"{LEFT}(?:(?:в|во|за|на|(?P<bound>{FROM}|{UNTIL})) )?(?P<year>{BARE_YEAR})(?:-(?:м|го|й|му|х))?"
    rf"(?:(?: ?- ?| и )(?P<year2>{BARE_YEAR})(?:-(?:м|го|й|му|х))?)? ?(?:год(?:у|а|ом|ы|ах|ов)?|гг?\.)(?!\w)"
    rf"|(?<![\w-])(?:(?:в|во) {MODIFIER}году|(?:(?P<bound2>{FROM}|до) )?{again(MODIFIER, 2)}года)(?!\w)"
)

SPELL = r"(?:сутки|неделю)"
LASTS = r"(?:продл|длил|длит|прод[о]лжа|пробуд|пробы|провед|прове[лд])[а-я]*"
DURATION = (
    rf"{LEFT}(?:(?P<compound>(?:\d{{1,2}}(?:-х|-ти|-и)?-?|{any_of(words.COMPOUNDS)})?)(?P<length>дневн|недельн)(?:ый|ая|ое|ого|ой"
    r"|ому|ым|ом|ую|ые|ых|ыми))(?!\w)"
    rf"|{LEFT}(?:(?:в течение|на протяжении|на|за) )?(?P<count>\d{{1,2}}|{any_of(words.CARDINALS)})"
    r" (?:полных |календарных |рабочих )?(?P<unit>день|дня|дней|днями|сутки|суток|недел[яюиь])(?!\w)"
    rf"|(?<![\w-])(?:(?P<preposition>в течение|на протяжении|на|за)|{LASTS}) "
    rf"(?P<one>{SPELL}|суток|недели|день)(?!\w)"
)
VAGUE = (
    r"(?<![\w-])(?:(?P<past>недавно|в последние дни|в минувшие дни)|на днях"
    r"|(?P<future>в ближайшие дни|в ближайшее время|в скором времени|вскоре|скоро))(?!\w)"
)
