"""Zones of news pages: one line a case, in the middle of a page, above its headline and below its body."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import ZoneKind
from kg.text.layout import headline, published, zones

TITLE = "Вологжане договорились с Ереваном о поставках льна"
LEAD = "Делегация Вологодской области провела в столице Армении два дня и вернулась домой с контрактом."
CLOSE = "Следующую поездку в Закавказье предприниматели наметили на осень."

# Lines between two paragraphs of the body.
INSIDE = """
subheading | Лён в обмен на вино
subheading | Кто поехал
subheading | Планы на осень
credit     | Фото: пресс-служба правительства
credit     | Фото Анны Ждановой / «Северный вестник»
credit     | Фото: Анна Жданова
credit     | Фото автора
credit     | [Фото автора]
credit     | Фото из архива редакции
credit     | На снимке: участники переговоров
credit     | Видео: телеканал «Север»
credit     | Инфографика: отдел статистики
related    | Читайте также:
related    | Читайте также: В Череповце открыли новый мост
related    | Читайте ещё: Мост в Череповце закрыли на ремонт
related    | Смотрите также: репортаж с открытия моста
related    | Материалы по теме
related    | По теме: Лён подорожал на треть
quote      | – Мы не ждали такого приёма и очень благодарны хозяевам, – признался министр Лаптев.
quote      | — Когда ждать первых поставок?
quote      | «Мы не ждали такого приёма и очень благодарны хозяевам», – признался министр.
quote      | «Это только начало большой работы, и она продолжится весной!» — пообещал Лаптев.
quote      | "Мы не ждали такого приёма и благодарны хозяевам", - признался министр.
quote      | „Мы не ждали такого приёма и благодарны хозяевам“, – признался министр.
quote      | «Мы готовы поставлять лён уже весной», – сказал Лаптев. – «Дело за транспортом и за таможней».
quote      | Лаптев добавил: «Первую партию льна мы отгрузим весной, как только откроется перевал».
body       | Министр сказал, что приём был «тёплым», и поблагодарил хозяев за гостеприимство и щедрый стол.
body       | «Вологодский лён» – крупнейший комбинат региона, на нём трудятся две тысячи человек.
body       | Справка. Товарооборот области с Арменией за год вырос вдвое.
body       | Ранее сообщалось, что поездку переносили дважды.
body       | Источник в министерстве сообщил, что переговоры шли до полуночи и закончились ничем.
body       | Фото на память гости сделали у стен монастыря, куда их привезли перед самым отлётом домой.
body       | Автор проекта рассказал о нём гостям.
body       | – министр торговли Ирина Лаптева;
body       | - ректор университета Павел Гущин,
body       | • мэр Вологды Олег Рябов
body       | 1. Ирина Лаптева, министр торговли
body       | 2) Павел Гущин, ректор
body       | Рябов Олег Ильич – мэр Вологды
body       | Павел Гущин, ректор университета
body       | Делегация побывала на винодельне, в музее и на заводе, а вечером встретилась с земляками
body       | Визит завершится 5 мая 2020 г.
subheading | 5 мая 2020 года делегация вернулась домой
body       | 12 мая. Переговоры в министерстве и осмотр винодельни.
body       | По адресу: улица Садовая, 5, открылось торговое представительство области.
body       | Рубрика «Соседи» появится в газете весной.
section    | Теги: Армения, лён, экспорт
section    | Метки: Ереван
section    | Рубрика: Экономика
section    | #Вологда #Армения
dateline   | 14 мая 2021, 10:20
dateline   | Опубликовано: 14.05.2021 10:20
dateline   | 14.05.2021
credit     | Подписывайтесь на наш канал в мессенджере!
credit     | При перепечатке ссылка на «Северный вестник» обязательна.
credit     | © «Северный вестник», 2021
credit     | Все права защищены.
credit     | Копирование материалов запрещено
credit     | Тел.: +7 (817) 200-00-00
credit     | Адрес редакции: Вологда, ул. Садовая, 5
credit     | redakcia@sever.example.ru
credit     | https://sever.example.ru/news/17
credit     | Версия для печати
credit     | Автор: Анна Жданова
credit     | Текст: Анна Жданова. Фото: Игорь Лысов
credit     | Подготовила Анна Жданова
"""

# Lines above the headline.
ABOVE = """
section    | Экономика
section    | Соседи и мы
section    | Новости области
section    | Новости / Внешние связи
section    | Главная → Власть → Внешние связи
section    | Правительство :: Новости
section    | Главная > Новости > Экономика
section    | Главная » Новости
dateline   | 14 мая 2021
dateline   | 14 мая 2021 г.
dateline   | 14 мая 2021 10:20 Экономика
dateline   | 10:20, 14 мая 2021 Экономика
dateline   | 10:20 14.05.2021 16+
dateline   | 14.05.2021, пятница
dateline   | Пятница, 14 мая 2021 года
dateline   | 14.05.21 | Экономика | Вологда
dateline   | Экономика | 14.05.2021
dateline   | Экономика 14.05.2021
dateline   | Экономика, 14 мая 2021, 10:20
dateline   | 14 мая, 10:20    Экономика и жизнь
dateline   | Сегодня, 10:20
dateline   | 10:20
dateline   | 12+
dateline   | 14 мая 2021 в 10:20
dateline   | Вт, 14 мая 2021
dateline   | Новость от 14 мая 2021
dateline   | № 25 (1234) от 14 мая 2021 года
dateline   | Опубликовано 14.05.2021 в рубрике Экономика
dateline   | 14 мая 2021 г. 10:20 | Просмотров: 1 024 | Комментариев: 3
dateline   | 🕒 14 мая 2021
dateline   | 3 часа назад
dateline   | Вологда, 14 мая 2021 года
dateline   | ВОЛОГДА, 14 мая — Север-Инфо.
dateline   | date 2021-05-14
dateline   | date 2021-05-14 Экономика
dateline   | date 2021-05-14 | Вологда
dateline   | 2021-05-14T10:20:00+03:00
dateline   | Дата публикации: 14.05.2021
dateline   | 14.05.2021 10:20 Просмотров: 312
dateline   | ВОЛОГДА, 14 мая. ВЕСТНИК-ИНФО
dateline   | МОСКВА, 14 мая /ТАСС/.
related    | date 2021-05-14 В Череповце закрыли на ремонт мост через Шексну
headline   | date 2021-05-14 Вологжане договорились с Ереваном о поставках льна
headline   | Вологжане договорились с Ереваном о поставках льна
body       | ВОЛОГДА, 14 мая. Делегация области вернулась из Армении, где провела два дня.
body       | Москва. 14 мая. ИНТЕРФАКС – Делегация области вернулась из Армении, где провела два дня.
"""

# Lines between headline and body.
BETWEEN = """
credit     | Анна Жданова
credit     | А. Жданова, фото автора
section    | Экономика
subheading | Контракт рассчитан на пять лет
dateline   | 14 мая 2021
credit     | Фото: Анна Жданова
body       | Контракт на пять лет подписали в последний день поездки министры двух соседних ведомств
headline   | ВОЛОГЖАНЕ ДОГОВОРИЛИСЬ С ЕРЕВАНОМ О ПОСТАВКАХ ЛЬНА
"""

# Lines below the body.
BELOW = """
related    | В Череповце закрыли на ремонт мост
related    | Последние новости
related    | Где пообедать в Вологде?
body       | Об этом сообщает пресс-служба губернатора
body       | Добавим, что визит продлится три дня
section    | * * *
related    | Новости партнёров
credit     | Анна Жданова
credit     | Анна ЖДАНОВА
credit     | Сетевое издание «Северный вестник»
credit     | Нашли ошибку? Выделите её и нажмите Ctrl+Enter
section    | Теги: Армения
section    | Главная → Новости
section    | #экспорт
dateline   | 14.05.2021 10:20
body       | Гущин Павел Ильич – ректор университета
body       | Напомним, прошлой весной вологжане побывали в Минске.
"""


def cases(table: str) -> list[tuple[str, str]]:
    rows = (line.split("|", 1) for line in table.strip().splitlines())
    return [(kind.strip(), line.strip()) for kind, line in rows]


def kind_of(line: str, page: str) -> str:
    kinds = [zone.kind.value for zone in zones(page) if page[zone.span.start : zone.span.stop] == line]
    assert kinds, f"no zone is {line!r}"
    return kinds[0]


@pytest.mark.parametrize(("kind", "line"), cases(INSIDE))
def test_line_inside_the_body(kind: str, line: str) -> None:
    assert kind_of(line, f"{TITLE}\n\n{LEAD}\n\n{line}\n\n{CLOSE}\n") == kind


@pytest.mark.parametrize(("kind", "line"), cases(ABOVE))
def test_line_above_the_headline(kind: str, line: str) -> None:
    assert kind_of(line, f"{line}\n{TITLE}\n\n{LEAD}\n{CLOSE}") == kind


@pytest.mark.parametrize(("kind", "line"), cases(BETWEEN))
def test_line_between_headline_and_body(kind: str, line: str) -> None:
    assert kind_of(line, f"{TITLE}\n{line}\n{LEAD}\n\n{CLOSE}") == kind


@pytest.mark.parametrize(("kind", "line"), cases(BELOW))
def test_line_below_the_body(kind: str, line: str) -> None:
    assert kind_of(line, f"{TITLE}\n\n{LEAD}\n\n{CLOSE}\n\n{line}\n") == kind


def letters(page: str) -> str:
    """The kinds of all lines: Headline Subheading Dateline sEction Credit Related Body Quote."""
    names = dict(zip(ZoneKind, "HSDECRBQ", strict=True))
    return "".join(names[zone.kind] for zone in zones(page))


OTHER = "В Устюге сгорел склад льна и пеньки"
HERE = (
    f"date 2021-05-14 {OTHER}\nЭкономика\n{TITLE}\n14 мая 2021 10:20 Экономика\n{TITLE}\nФото: Анна Жданова"
)
THERE = "В состав делегации вошли:"
ROSTER = "Лаптева Ирина Олеговна – министр\nГущин Павел Ильич – ректор"

PAGES = [
    ("BB", f"{LEAD}\n{CLOSE}"),
    ("B", "Делегация Вологодской области прибыла в Ереван"),
    ("HB", f"{TITLE}\n{LEAD}"),
    ("HB", f"{TITLE}\r\n\r\n  {LEAD}  \r\n"),
    ("HBB", "Итоги поездки\nДелегация побывала в Ереване и Гюмри\nВ пятницу гости улетели домой"),
    ("EHB", f"Соседи и мы\nВ гостях хорошо\n{LEAD}"),
    ("HCB", f"Гости уехали\nАнна Жданова\n{LEAD}"),
    ("HEB", f"Гости уехали\nЭкономика\n{LEAD}"),
    ("REHDHCBB", f"{HERE}\n{LEAD}\n{CLOSE}"),
    ("HBRRR", f"{TITLE}\n{LEAD}\nЧитайте также:\n{OTHER}\nКуда пойти в субботу?"),
    ("HBRRB", f"{TITLE}\n{LEAD}\nПо теме\n{OTHER}\n{CLOSE}"),
    ("HBBBBB", f"{TITLE}\n{THERE}\nминистр торговли Лаптева\nректор Гущин\nдиректор льнокомбината\n{CLOSE}"),
    ("HBBBB", f"{TITLE}\n{THERE}\n– Ирина Лаптева, министр;\n– Павел Гущин, ректор.\n{CLOSE}"),
    ("HBBBB", f"{TITLE}\n{THERE}\n1. Ирина Лаптева, министр\n2. Павел Гущин, ректор\n{CLOSE}"),
    ("HBSBB", f"{TITLE}\n{LEAD}\nСостав делегации\n{ROSTER}"),
    ("HBQB", f"{TITLE}\nМинистр пояснил:\n– Лён мы отгрузим весной, – уточнил он.\n{CLOSE}"),
    ("HBSBSB", f"{TITLE}\n{LEAD}\nЛён и вино\n{LEAD}\nЧто дальше\n{CLOSE}"),
    ("HB", f"«Мы вернёмся весной», – министр Лаптев подвёл итоги\n{LEAD}"),
    ("HB", f"Куда поедут вологжане?\n{LEAD}"),
    ("HBQQ", f"{TITLE}\n{LEAD}\n«Мы довольны и ждём коллег.\n– Приедем обязательно, – обещал мэр."),
]


@pytest.mark.parametrize(("kinds", "page"), PAGES)
def test_page(kinds: str, page: str) -> None:
    assert letters(page) == kinds


HEADLINES = [
    (f"Экономика\n{TITLE}\n{LEAD}", TITLE),
    (f"ВОЛОГДА, 14 мая. {TITLE}\n\n{LEAD}", TITLE),
    (f"14.05.2021 {TITLE}\n\n{LEAD}", TITLE),
    (f"Спорт\nХоккеисты улетели в Минск\nКрытый каток\n{LEAD}", "Хоккеисты улетели в Минск"),
    (f"Спорт\n{TITLE} | Северный вестник\n{LEAD}", f"{TITLE} | Северный вестник"),
    (LEAD, None),
    ("", None),
]


@pytest.mark.parametrize(("page", "title"), HEADLINES)
def test_headline(page: str, title: str | None) -> None:
    span = headline(page)
    assert (page[span.start : span.stop] if span else None) == title


DATES = [
    ("2021-05-14", f"14 мая 2021 в 10:20\n{TITLE}\n{LEAD}"),
    ("2021-05-14", f"№ 25 (1234) от 14 мая 2021 года\n{TITLE}\n{LEAD}"),
    ("2021-05-14", f"ВОЛОГДА. 14 мая 2021. ВЕСТНИК-ИНФО\n{TITLE}\n{LEAD}"),
    ("2021-05-14", f"\u231a 14 май 2021\n{TITLE}\n{LEAD}"),
    ("2021-05-14", f"date 2021-05-14\n{TITLE}\n{LEAD}"),
    ("2021-05-14", f"date 2021-05-14 В Устюге сгорел склад льна и пеньки\n{TITLE}\n{LEAD}"),
    ("2021-05-14", f" date 2021-05-14 {TITLE}\n{TITLE}\n{LEAD}"),
    ("2021-05-14", f"14 мая 2021 10:20 Экономика\n{TITLE}\n{LEAD}"),
    ("2021-05-04", f"04.05.2021 | Спорт\n{TITLE}\n{LEAD}"),
    ("2021-05-04", f"{TITLE}\n4 мая 2021 г.\n{LEAD}"),
    ("2021-05-04", f"10:20 04.05.2021 16+\n{TITLE}\n{LEAD}"),
    ("2021-05-04", f"04.05.21\n{TITLE}\n{LEAD}"),
    ("1998-05-04", f"04.05.98\n{TITLE}\n{LEAD}"),
    ("2021-05-04", f"04/05/2021 10:20\n{TITLE}\n{LEAD}"),
    ("2021-05-04", f"{TITLE}\nВОЛОГДА, 4 мая 2021. {LEAD}"),
    ("2021-05-04", f"ВОЛОГДА, 4 мая. {TITLE}\n4 мая 2021\n{LEAD}"),
    ("2021-05-04", f"{TITLE}\n{LEAD}\n04.05.2021 10:20"),
    ("2021-05-04", f"{TITLE}\n{LEAD}\n4 мая 2021\n{CLOSE}"),
    ("2021-05-04", f"Опубликовано: 4 мая 2021 Обновлено: 6 мая 2021\n{TITLE}\n{LEAD}"),
    ("2021-05-04", f"Обновлено: 6 мая 2021\nОпубликовано: 4 мая 2021\n{TITLE}\n{LEAD}"),
    ("2021-05-06", f"Обновлено: 6 мая 2021\n{TITLE}\n{LEAD}"),
    ("", f"ВОЛОГДА, 4 мая. {TITLE}\n{LEAD}"),
    ("", f"4 мая, 10:20 Экономика\n{TITLE}\n{LEAD}"),
    ("", f"{TITLE}\nДелегация вернулась 4 мая 2021 года и отчиталась перед правительством."),
    ("", f"{TITLE}\nВчера, 4 мая 2021 года, делегация вернулась и отчиталась перед правительством."),
    ("", f"{TITLE}\n4 мая 2021 года делегация вернулась и отчиталась перед правительством."),
    ("", f"{TITLE}\n{LEAD}\nЧитайте также:\n04.05.2021 | Спорт"),
    ("", f"{TITLE}\n{LEAD}\n3 мая 2021\n{LEAD}\n4 мая 2021\n{CLOSE}"),
    ("", f"31.02.2021\n{TITLE}\n{LEAD}"),
    ("", ""),
]


@pytest.mark.parametrize(("day", "page"), DATES)
def test_published(day: str, page: str) -> None:
    assert published(page) == (date.fromisoformat(day) if day else None)


PIECES = st.sampled_from(
    [line for table in (INSIDE, ABOVE, BETWEEN, BELOW) for _, line in cases(table)]
    + [
        "\n",
        "\r\n",
        "\r",
        "\u2028",
        "\x0b",
        "\x1c",
        " ",
        "\t",
        "\u00a0",
        "– ",
        "«",
        "»",
        ":",
        "date ",
        "\ufeff",
    ]
)
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=12).map("".join), st.lists(PIECES).map("\n".join))


@given(TEXTS)
def test_every_character_is_in_one_zone(text: str) -> None:
    covered = [at for zone in zones(text) for at in range(zone.span.start, zone.span.stop)]
    assert covered == sorted(set(covered))
    assert {at for at, letter in enumerate(text) if not letter.isspace()} <= set(covered)


@given(TEXTS)
def test_zones_are_trimmed_lines(text: str) -> None:
    for zone in zones(text):
        line = text[zone.span.start : zone.span.stop]
        assert line == line.strip()
        assert not set(line) & set("\r\n\u2028")


@given(TEXTS)
def test_headline_lies_in_a_headline_zone(text: str) -> None:
    span = headline(text)
    assert span is None or any(
        zone.span.covers(span) for zone in zones(text) if zone.kind is ZoneKind.HEADLINE
    )


def test_long_page_takes_linear_time() -> None:
    lines = "В состав делегации вошли:\n" + "министр торговли соседней области\n" * 20_000
    assert len(zones(lines)) == 20_001
