"""Forms of place names as news writes them, one case a line: the form, then its likeliest place."""

from __future__ import annotations

import pytest

from kg.gazetteer import FormKind, Gazetteer, gazetteer

NAMES = """
Китая | CN
КНР | CN
Китайской Народной Республикой | CN
Поднебесную | CN
Вьетнаме | VN
Социалистической Республики Вьетнам | VN
ОАЭ | AE
Объединённых Арабских Эмиратов | AE
Эмиратами | AE
США | US
Соединённых Штатах Америки | US
Соединёнными Штатами | US
Штатов | US
Белоруссией | BY
Беларуси | BY
Республики Беларусь | BY
Республике Беларуси | BY
Российской Федерацией | RU
РФ | RU
Великобританию | GB
Соединённого Королевства | GB
Кыргызстаном | KG
Киргизии | KG
Кыргызской Республики | KG
Узбекистане | UZ
Туркменией | TM
Молдове | MD
Абхазию | GE-AB
Южной Осетии | wikidata:Q23427
Приднестровье | MD-SN
Северной Кореей | KP
КНДР | KP
Республикой Корея | KR
Южную Корею | KR
Саудовской Аравии | SA
Шри-Ланку | LK
Кот-д ’ Ивуара | CI
Кот-д ' Ивуар | CI
Боснии и Герцеговины | BA
Папуа - Новой Гвинеи | PG
ЮАР | ZA
Южно-Африканской Республикой | ZA
Исламской Республикой Иран | IR
Ирану | IR
Чили | CL
Перу | PE
Сербию | RS
Республику Сербскую | BA-SRP
СССР | wikidata:Q15180
Самарской области | RU-SAM
Самарскую область | RU-SAM
Нижегородчине | RU-NIZ
Республики Татарстан | RU-TA
Республику Татарстан ( Татарстан ) | RU-TA
Татарстаном | RU-TA
Чувашской Республики – Чувашии | RU-CU
Чувашией | RU-CU
Тывы | RU-TY
Туву | RU-TY
Республике Саха ( Якутия ) | RU-SA
Якутии | RU-SA
Республикой Северная Осетия – Алания | RU-SE
Республики Северной Осетии – Алании | RU-SE
Ханты-Мансийского автономного округа – Югры | RU-KHM
Ханты-Мансийском автономном округе | RU-KHM
Югре | RU-KHM
ХМАО | RU-KHM
ЯНАО | RU-YAN
Ямалом | RU-YAN
НАО | RU-NEN
ЕАО | RU-YEV
Кемеровской области – Кузбасса | RU-KEM
Кузбассом | RU-KEM
Кубани | RU-KDA
Ставрополья | RU-STA
Зауралье | RU-KGN
Прикамья | RU-PER
Приангарьем | RU-IRK
Оренбуржья | RU-ORE
Южному Уралу | RU-CHE
Среднего Урала | RU-SVE
Поморья | RU-ARK
Сурского края | RU-PNZ
Подмосковьем | RU-MOS
Ленобласти | RU-LEN
Приморью | RU-PRI
Марий Эл | RU-ME
Республикой Коми | RU-KO
Республику Крым | UA-43
Крыму | UA-43
ДНР | wikidata:Q16150196
провинции Хэйлунцзян | CN-HL
Хэйлунцзяна | CN-HL
провинцией Гуандун | CN-GD
Гуандуне | CN-GD
Цзянсу | CN-JS
Сычуани | CN-SC
Внутренней Монголией | CN-NM
СУАР | CN-XJ
Синьцзян-Уйгурского автономного района | CN-XJ
Гонконге | CN-HK
Цзилинь | CN-JL
Ферганской области | UZ-FA
Хорезмом | UZ-XO
Каракалпакстана | UZ-QR
Северо-Казахстанской области | KZ-59
СКО | KZ-59
ВКО | KZ-63
области Абай | KZ-10
Гомельщины | BY-HO
Могилевской области | BY-MA
Иссык-Кульскую область | KG-Y
Согдийской областью | TJ-SU
Хатлоне | TJ-KT
аймаком Дорнод | MN-061
Хубсугула | MN-041
штата Махараштра | IN-MH
Уттар-Прадешем | IN-UP
штате Тамил-Наду | IN-TN
префектурой Ниигата | JP-15
префектуры Тоттори | JP-31
провинции Мазендеран | IR-02
Восточного Азербайджана | IR-03
провинцией Квангнинь | -
провинцией Куангнинь | VN-13
Баварии | DE-BY
федеральной земли Саксония | DE-SN
Ломбардией | IT-25
Каталонию | ES-CT
Нижнесилезского воеводства | PL-02
Банскобистрицким краем | SK-BC
Воеводине | RS-VO
Гагаузией | MD-GA
Аджарию | GE-AJ
штатом Калифорния | US-CA
Аляску | US-AK
Москвы | RU-MOW
Санкт-Петербургом | RU-SPE
Петербурге | RU-SPE
Севастополю | UA-40
Пекином | CN-BJ
Шанхае | CN-SH
Тяньцзиня | CN-TJ
Чунцину | CN-CQ
Минска | BY-HM
Ташкенте | UZ-TK
Астаной | KZ-71
Алма-Ате | KZ-75
Улан-Батором | MN-001
Ханое | VN-HN
Токио | JP-13
Берлине | DE-BE
Парижем | FR-75C
Вашингтоне | US-DC
Нью-Йорком | geonames:5128581
Харбином | geonames:2037013
Гуанчжоу | geonames:1809858
Шэньчжэня | geonames:1795565
Нанкине | geonames:1799962
Хиросиму | geonames:1862415
Дубае | geonames:292223
Стамбула | geonames:745044
Орла | geonames:515012
Ростове-на-Дону | geonames:501175
Нижнего Новгорода | geonames:520555
Великим Новгородом | geonames:519336
Набережных Челнах | geonames:523750
Сергиева Посада | geonames:496638
Каменске-Уральском | geonames:1504826
Комсомольском-на-Амуре | geonames:2021851
Йошкар-Олу | geonames:466806
Улан-Удэ | geonames:2014407
Владивостока | geonames:2013348
Буэнос Айресе | AR-C
Приволжском федеральном округе | wikidata:Q202317
СКФО | wikidata:Q485161
УрФО | wikidata:Q41964
Древней Руси | wikidata:Q1108445
Австро-Венгрии | wikidata:Q28513
Османскую империю | wikidata:Q12560
нацистского рейха | wikidata:Q7318
РСФСР | wikidata:Q2184
ГДР | wikidata:Q16957
Югославии | wikidata:Q36704
штате Теннесси | US-TN
Флоридой | US-FL
Буковину | UA-77
земле Шлезвиг-Гольштейн | DE-SH
Нового Орлеана | geonames:4335045
Эль-Пасо | geonames:5520993
Краков | geonames:3094802
Конго | CD
собеседника | -
третьего дня | -
"""

ADJECTIVES = """
китайскими | CN
белорусского | BY
беларуские | BY
эмиратская | AE
саудовскому | SA
южнокорейской | KR
чешскую | CZ
югоосетинский | wikidata:Q23427
российско | RU
всероссийского | RU
массачусетской | US-MA
винницкого | UA-05
татарстанские | RU-TA
нижегородский | RU-NIZ
башкирской | RU-BA
башкортостанскому | RU-BA
югорских | RU-KHM
тувинская | RU-TY
кузбасское | RU-KEM
кубанским | RU-KDA
донской | RU-ROS
тверскому | RU-TVE
подмосковных | RU-MOS
московской | RU-MOW
петербургские | RU-SPE
гуандунской | CN-GD
хэйлунцзянская | CN-HL
ферганским | UZ-FA
харбинские | geonames:2037013
шанхайскую | CN-SH
уфимского | geonames:479561
баварским | DE-BY
"""

DEMONYMS = """
китайцами | CN
белорусов | BY
узбекистанцам | UZ
россиянин | RU
нижегородцев | RU-NIZ
хабаровчанам | RU-KHA
югорчане | RU-KHM
самарцы | RU-SAM
орловцами | RU-ORL
москвичей | RU-MOW
омичам | RU-OMS
"""


def cases(table: str) -> list[tuple[str, str]]:
    """Rows of a table of `form | id`; the id of an unknown form is a dash."""
    rows = (line.rsplit(" | ", 1) for line in table.strip().splitlines())
    return [(form, id) for form, id in rows]


def folded(form: str) -> tuple[str, ...]:
    """A form as callers fold it."""
    return tuple(form.casefold().replace("ё", "е").split())


def first(form: str, kind: FormKind) -> str:
    """The id of the likeliest place that the form names in this way."""
    return next((reading.place for reading in gazetteer().lookup(folded(form)) if reading.kind is kind), "-")


@pytest.mark.parametrize(("form", "id"), cases(NAMES))
def test_names(form: str, id: str) -> None:
    assert first(form, FormKind.NAME) == id


@pytest.mark.parametrize(("form", "id"), cases(ADJECTIVES))
def test_adjectives(form: str, id: str) -> None:
    assert first(form, FormKind.ADJECTIVE) == id


@pytest.mark.parametrize(("form", "id"), cases(DEMONYMS))
def test_demonyms(form: str, id: str) -> None:
    assert first(form, FormKind.DEMONYM) == id


AMBIGUOUS = """
Алтай | RU-ALT RU-AL
Ростов | geonames:501175 geonames:501183
Нью-Йорк | geonames:5128581 US-NY
Пенджабе | IN-PB PK-PB
РБ | BY RU-BA RU-BU
РА | AM RU-AL
Конго | CD CG
московский | RU-MOW RU-MOS
владимирский | RU-VLA geonames:473247
минская | BY-HM BY-MI
конголезских | CD CG
"""


@pytest.mark.parametrize(("form", "ids"), cases(AMBIGUOUS))
def test_ambiguous_forms_give_the_likeliest_place_first(form: str, ids: str) -> None:
    expected = ids.split()
    assert [reading.place for reading in gazetteer().lookup(folded(form))][: len(expected)] == expected


def test_order_of_lines_is_the_order_of_readings() -> None:
    lines = ["RU-AL\tN\tалта\tй|я|ю", "RU-ALT\tN\tалта\tй|я|ю", "RU-ALT\tN\tалта\tй"]
    assert [reading.place for reading in Gazetteer([], lines).lookup(("алтай",))] == ["RU-AL", "RU-ALT"]


def test_longest_counts_words() -> None:
    lines = ["RU-SE\tN\tсеверн\tая осетия|ой осетии", "CN\tN\tкита\tй|я"]
    assert Gazetteer([], lines).longest == 2


@pytest.mark.parametrize("words", [(), ("",), ("ъ",), ("не", "место")])
def test_unknown_forms_have_no_reading(words: tuple[str, ...]) -> None:
    assert gazetteer().lookup(words) == ()
