"""Date expressions, `[marked]` in the text, and what they mean to an article of Wednesday, 12 June 2024."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Span
from kg.text.dates import Anchor, Precision, Tense, When, find_dates
from kg.text.dates.fold import fold
from kg.text.dates.grammar import GENITIVE

PUBLISHED = date(2024, 6, 12)
MONTHS = {number: name for name, number in GENITIVE.items()}


def shown(when: When) -> str:
    """A day, `start..stop`, `+1` from the text, `5d` of length, or the precision with year and month."""
    if when.days is not None:
        return f"{when.start}..{when.stop} of {when.days}d" if when.start else f"{when.days}d"
    if when.start or when.stop:
        return str(when.start) if when.start == when.stop else f"{when.start or ''}..{when.stop or ''}"
    if when.shift is not None and when.anchor is Anchor.TEXT:
        return f"{when.shift:+}"
    return "-".join(map(str, filter(None, (when.precision, when.year, when.month))))


def marked(text: str, whens: tuple[When, ...]) -> str:
    """The text with every expression in brackets."""
    for when in reversed(whens):
        text = f"{text[: when.span.start]}[{text[when.span.start : when.span.stop]}]{text[when.span.stop :]}"
    return text


DAYS = """
Ярмарка откроется [4 июля]. = 2024-07-04
Ярмарка открылась [4 июля 2023 года]. = 2023-07-04
Ярмарка открылась [4 июля 2023 г.] в порту. = 2023-07-04
Ярмарка открылась [4 июля 2023 г] = 2023-07-04
Ярмарка открылась [4 июля 2023]. = 2023-07-04
Ярмарка открылась [04.07.2023]. = 2023-07-04
Ярмарка открылась [4.07.2023 г.] в порту = 2023-07-04
Ярмарка открылась [04.07.23]. = 2023-07-04
Ярмарка открылась [04/07/2023]. = 2023-07-04
date [2023-07-04] = 2023-07-04
[06 июня 2024] 18:14 Экономика = 2024-06-06
([9 июня]) = 2024-06-09
[1 июня], [3 июня] и [7 июня] = 2024-06-01 2024-06-03 2024-06-07
[Четвёртого июля] гости уедут. = 2024-07-04
[Двадцать первого июня] гости уедут. = 2024-06-21
[Тридцать первое мая], вечер. = 2024-05-31
Приедут [третьего июля]. = 2024-07-03
[4-го июля] гости уедут. = 2024-07-04
[9 МАЯ] = 2024-05-09
[15 янв.] пришло письмо. = 2024-01-15
[15 сент. 2023 г.] пришло письмо. = 2023-09-15
На [15 августа] назначен приём. = 2024-08-15
[5 мая прошлого года] порт открыли. = 2023-05-05
[5 мая нынешнего года] порт открыли. = 2024-05-05
[5 мая этого года] порт открыли. = 2024-05-05
[5 мая следующего года] порт откроют. = 2025-05-05
[5 мая позапрошлого года] порт открыли. = 2022-05-05
[5 мая, 2023 года]. = 2023-05-05
[29 февраля] был приём. = 2024-02-29
[25 декабря] был приём. = 2023-12-25
[1 января 1999 года] = 1999-01-01
Выставка в порту была открыта [6 февраля 2021 года]. = 2021-02-06
утром [3 июля] и вечером [5 июля] = 2024-07-03 2024-07-05
"""

RANGES = """
Поездка пройдёт [с 4 по 9 июля]. = 2024-07-04..2024-07-09
Поездка пройдёт [с 4 июля по 9 июля]. = 2024-07-04..2024-07-09
Поездка пройдёт [с 4 до 9 июля]. = 2024-07-04..2024-07-09
Поездка пройдёт [со 2 по 9 июля]. = 2024-07-02..2024-07-09
Поездка пройдёт [с 4-го по 9-е июля]. = 2024-07-04..2024-07-09
Поездка пройдёт [с четвёртого по девятое июля]. = 2024-07-04..2024-07-09
В период [с 28 мая по 10 июня] порт закрыт. = 2024-05-28..2024-06-10
[4–9 июля] = 2024-07-04..2024-07-09
[4-9 июля] = 2024-07-04..2024-07-09
[4 — 9 июля] = 2024-07-04..2024-07-09
[2–5 марта 2023 г.] = 2023-03-02..2023-03-05
[10, 11 и 12 мая] = 2024-05-10..2024-05-12
[16 и 17 мая] = 2024-05-16..2024-05-17
[5] и [12 мая] = 2024-05-05 2024-05-12
[30 апреля и 1 мая] = 2024-04-30..2024-05-01
[28 июня – 2 июля] = 2024-06-28..2024-07-02
[с 30 декабря по 3 января] = 2023-12-30..2024-01-03
[с 30 декабря 2024 года по 3 января] = 2024-12-30..2025-01-03
[с 30 декабря по 3 января 2022 года] = 2021-12-30..2022-01-03
[1 мая 2023 – 5 мая 2023] = 2023-05-01..2023-05-05
[с 28 ноября 2022 года по 10 января 2023 года] = 2022-11-28..2023-01-10
[04.07.2023–09.07.2023] = 2023-07-04..2023-07-09
[04.07–09.07.2023] = 2023-07-04..2023-07-09
[с 04.07.2023 по 09.07.2023] = 2023-07-04..2023-07-09
[с 04.07 по 09.07] = 2024-07-04..2024-07-09
[с 4 по 9 июля прошлого года] = 2023-07-04..2023-07-09
[между 4 и 9 июля] = 2024-07-04..2024-07-09
[с понедельника по среду] = 2024-06-10..2024-06-12
[В конце мая, с 27-го по 30-е], порт закрыт. = 2024-05-27..2024-05-30
[В апреле, с 8-го по 10-е], порт закрыт. = 2024-04-08..2024-04-10
[В середине марта 2023 года, с четырнадцатого по шестнадцатое], порт закрыт. = 2023-03-14..2023-03-16
[В декабре, с 30-го по 3-е], порт закрыт. = 2023-12-30..2024-01-03
[В мае, 17-го], открыли порт. = 2024-05-17
[В пятницу и субботу] порт закрыт. = 2024-06-07..2024-06-08
[в минувшие субботу и воскресенье] = 2024-06-08..2024-06-09
Ярмарка шла [во вторник] и [четверг]. = 2024-06-11 2024-06-06
[Два дня, четверг и пятницу], ярмарка была закрыта. = 2024-06-06..2024-06-07 of 2d
[Три дня, с 4 по 6 июня], порт закрыт. = 2024-06-04..2024-06-06 of 3d
"""

OPEN = """
Выставка работает [по 17 июня]. = ..2024-06-17
Заявки берут [до 24 июня]. = ..2024-06-24
Выставка работает [с 23 мая]. = 2024-05-23..
Заявки берут [не позднее 24 июня]. = ..2024-06-24
Порт закрыт [начиная с 23 мая]. = 2024-05-23..
Работу сдадут [к 24 июня]. = ..2024-06-24
[вплоть до 24 июня] = ..2024-06-24
Гости пробудут [до пятницы, 14 июня]. = ..2024-06-14
Гости пробудут [до пятницы]. = ..2024-06-07
[с понедельника] = 2024-06-10..
"""

RELATIVE = """
[Накануне] глава города принял гостей. = 2024-06-11
[Накануне вечером] глава города принял гостей. = 2024-06-11
[Вчера] подписали договор. = 2024-06-11
[Вчера вечером] подписали договор. = 2024-06-11
[Сегодня утром] подписали договор. = 2024-06-12
[Завтра] подпишут договор. = 2024-06-13
[Послезавтра] подпишут договор. = 2024-06-14
[Позавчера] подписали договор. = 2024-06-10
На [вчерашней] встрече говорили о порте. = 2024-06-11
На [завтрашних] переговорах скажут о порте. = 2024-06-13
[В четверг] подписали договор. = 2024-06-06
[во вторник] = 2024-06-11
[в среду] = 2024-06-12
[в минувшую пятницу] = 2024-06-07
[в прошлый вторник] = 2024-06-11
[в ближайшую субботу] = 2024-06-15
[в эту среду] = 2024-06-12
[в эту пятницу] = 2024-06-14
[в следующий вторник] = 2024-06-18
[в минувшую среду] = 2024-06-05
[в ночь на пятницу] = 2024-06-07
[в пятницу, 14 июня] = 2024-06-14
[в пятницу, 5 июля] = 2024-07-05
[в пятницу (7 июня)] -> [в пятницу (7 июня]) = 2024-06-07
[14 июня, в пятницу], = 2024-06-14
[14 июня (пятница]), = 2024-06-14
[Завтра, в четверг], гости уедут. = 2024-06-13
[Накануне же, во вторник], гости уехали. = 2024-06-11
[Вчера], [в пятницу] и позже. = 2024-06-11 2024-06-07
[Завтра, 13 июня], гости уедут. = 2024-06-13
[18-го числа] = 2024-06-18
[28 числа] = 2024-05-28
[с 4 по 9 числа] = 2024-06-04..2024-06-09
[Восемнадцатого числа] = 2024-06-18
Они приехали [10-го]. = 2024-06-10
[20-го] в столице пройдёт приём. = 2024-06-20
[Три дня назад] = 2024-06-09
[два дня назад] = 2024-06-10
[через два дня] = 2024-06-14
[через 10 дней] = 2024-06-22
[ровно неделю назад] = 2024-06-05
[через три недели, 3 июля], = 2024-07-03
[год назад: с 5 по 7 апреля 2023 года] = 2023-04-05..2023-04-07
[год назад, 5 апреля], = 2023-04-05
[На прошлой неделе, с 3 по 7 июня], = 2024-06-03..2024-06-07
[на прошлой неделе в пятницу] = 2024-06-07
[в пятницу на прошлой неделе] = 2024-06-07
[в 2019 году, 5 мая], = 2019-05-05
"""

TEXTUAL = """
[5 июня] они были в порту, [на следующий день] – в музее. = 2024-06-05 2024-06-06
[5 июня] был приём. [В тот же день] открыли сквер. = 2024-06-05 2024-06-05
[5 июня] был приём, [днём позже] – концерт. = 2024-06-05 2024-06-06
[5 июня] был приём, [двумя днями ранее] – концерт. = 2024-06-05 2024-06-03
[5 июня] был приём, [наутро] гости уехали. = 2024-06-05 2024-06-06
[5 июня] был приём, [спустя два дня] гости уехали. = 2024-06-05 2024-06-07
[5 июня] был приём, [два дня спустя] гости уехали. = 2024-06-05 2024-06-07
[5 июня] был приём, [за день до этого] – концерт. = 2024-06-05 2024-06-04
[5 июня] был приём, [тогда же] открыли сквер. = 2024-06-05 2024-06-05
[На другой день] гости уехали. = +1
[с 3 по 5 июня] шёл форум, [на следующий день] гости уехали. = 2024-06-03..2024-06-05 +1
"""

PERIODS = """
[на этой неделе] = week-2024-6
[на прошлой неделе] = week-2024-6
[на следующей неделе] = week-2024-6
[в начале недели] = week-2024-6
[через неделю] = week-2024-6
[две недели назад] = week-2024
[в выходные] = weekend-2024-6
[в минувшие выходные] = weekend-2024-6
[в мае] = month-2024-5
[в ноябре] = month-2024-11
[в мае нынешнего года] = month-2024-5
[в мае этого года] = month-2024-5
[в мае прошлого года] = month-2023-5
[в мае 2021 года] = month-2021-5
[в минувшем мае] = month-2024-5
[в прошлом августе] = month-2023-8
[в следующем январе] = month-2025-1
[май 2021 года] = month-2021-5
[в начале июня] = month-2024-6
[в первых числах июня] = month-2024-6
[в конце мая 2021 года] = month-2021-5
[до конца июня] = month-2024-6
[с мая] = month-2024-5
[до мая] = month-2024-5
[к маю] = month-2024-5
[месяц назад] = month-2024-5
[летом 2022 года] = season-2022
[осенью] = season-2024
[прошлой зимой] = season
[прошлой осенью] = season-2023
[весной прошлого года] = season-2023
[в прошлом году] = year-2023
[в 2014 году] = year-2014
[за 2023 год] = year-2023
[в 2019–2021 годах] = year
[2019–2021 гг.] = year
[два года назад] = year-2022
[в этом году] = year-2024
[в следующем году] = year-2025
[на днях] = vague
[в ближайшее время] = vague
[несколько дней назад] = vague
"""

LENGTHS = """
[трёхдневный] визит = 3d
[10-дневная] поездка = 10d
[двухнедельная] стажировка = 14d
[недельный] тур = 7d
Визит продлится [пять дней]. = 5d
Визит продлится [неделю]. = 7d
Они приехали [на три дня]. = 3d
Они приехали [на неделю]. = 7d
Работали [в течение двух дней]. = 2d
[Три дня, с 12 июня], гости осматривали порт. = 2024-06-12..2024-06-14 of 3d
Они здесь [с 10 июня на неделю]. = 2024-06-10..2024-06-16 of 7d
Обсуждали [за два дня] всё. = 2d
Пробудут в городе [двое суток]. = 2d
[На две недели] порт закрыт. = 14d
"""

TRAPS = """
31 февраля
32 мая
30 февраля 2023 года
29 февраля 2023 года
Начало в 18:14, конец в 20.30.
звоните по телефону 8 (831) 411-05-25
+7 910 123-45-67
закон 44-ФЗ и приказ № 204
работает 24/7
счёт 3:1 и 2-1
концерт 16+
прибыль 5 млн рублей
выросла на 4,5 процента
с 3-го по 5-е места
улица 8 Марта
на улице 1 Мая
площадь 1 Мая
ученики 20-го лицея
с 4 по 9 класс
выпустить в среду обитания
попали в среду общения
каждый четверг по пятницам
на сегодняшний день
на сегодня всё
накануне визита гости отдыхали
накануне официального визита
накануне Нового года
ставки в 10 раз
глава 5.12.1.4
версия 10.12.15.4
дневной стационар
Марта Иванова и Майя Петрова
выходные данные книги
2024 человека
около 1500 человек
маршрут № 5 мая
2 мартовских кота
завтрак и завтраки
температура 04.11
пункт 12.5
скоростной поезд
13.13.2023
99.99.9999
"""


def rows(*tables: str) -> list[tuple[str, str]]:
    """(marked text, meanings) of each line; `[seen] -> [marked]` is `marked` where brackets fall oddly."""
    lines = [line for table in tables for line in table.strip().splitlines()]
    pairs = [line.split(" = ") for line in lines]
    return [(text.split(" -> ")[-1], meaning.strip()) for text, meaning in pairs]


CASES = rows(DAYS, RANGES, OPEN, RELATIVE, TEXTUAL, PERIODS, LENGTHS)


@pytest.mark.parametrize(("text", "meaning"), CASES)
def test_expression_is_found_whole_and_understood(text: str, meaning: str) -> None:
    plain = re.sub(r"[\[\]]", "", text)
    whens = find_dates(plain, PUBLISHED)
    assert (marked(plain, whens), " ".join(map(shown, whens))) == (text, meaning)


@pytest.mark.parametrize("text", TRAPS.strip().splitlines())
def test_trap_is_no_date(text: str) -> None:
    assert find_dates(text, PUBLISHED) == ()


TENSES = [
    ("в четверг", Tense.PAST, "2024-06-06"),
    ("в четверг", Tense.FUTURE, "2024-06-13"),
    ("в среду", Tense.FUTURE, "2024-06-12"),
    ("до пятницы", Tense.FUTURE, "..2024-06-14"),
    ("с понедельника по среду", Tense.FUTURE, "2024-06-10..2024-06-12"),
    ("с понедельника по вторник", Tense.FUTURE, "2024-06-17..2024-06-18"),
    ("с понедельника по пятницу", Tense.PAST, "2024-06-10..2024-06-14"),
    ("в субботу и воскресенье", Tense.FUTURE, "2024-06-15..2024-06-16"),
    ("в среду и четверг", Tense.PAST, "2024-06-05..2024-06-06"),
    ("4 июля", Tense.PAST, "2023-07-04"),
    ("4 июля", Tense.FUTURE, "2024-07-04"),
    ("1 июня", Tense.FUTURE, "2025-06-01"),
    ("с 10 по 14 июня", Tense.PAST, "2024-06-10..2024-06-14"),
    ("с 10 по 14 июня", Tense.FUTURE, "2024-06-10..2024-06-14"),
    ("18-го числа", Tense.PAST, "2024-05-18"),
    ("5 и 12 мая", Tense.FUTURE, "2025-05-12"),
    ("4 июля 2023 года", Tense.FUTURE, "2023-07-04"),
    ("в мае", Tense.FUTURE, "month-2025-5"),
    ("осенью", Tense.FUTURE, "season-2024"),
    ("в минувшую пятницу", Tense.FUTURE, "2024-06-07"),
    ("в ноябре", Tense.PAST, "month-2023-11"),
]


@pytest.mark.parametrize(("text", "tense", "meaning"), TENSES)
def test_tense_chooses_the_side_of_the_publication(text: str, tense: Tense | None, meaning: str) -> None:
    assert shown(find_dates(text, PUBLISHED)[-1].resolve(tense)) == meaning


WITHOUT_PUBLICATION = [
    ("4 июля 2023 года", "2023-07-04"),
    ("4 июля", "day-7"),
    ("вчера", "day"),
    ("в четверг", "day"),
    ("в мае прошлого года", "month-5"),
    ("в прошлом году", "year"),
    ("на прошлой неделе", "week"),
    ("в выходные", "weekend"),
    ("три дня назад", "day"),
    ("18-го числа", "day"),
    ("осенью", "season"),
    ("на прошлой неделе, с 3 по 7 июня", "range-6"),
]


@pytest.mark.parametrize(("text", "meaning"), WITHOUT_PUBLICATION)
def test_without_publication_date_only_what_the_words_say_is_known(text: str, meaning: str) -> None:
    assert [shown(when) for when in find_dates(text, None)] == [meaning]


WINDOWS = [
    ("в начале июня", "2024-06-01", "2024-06-10"),
    ("в мае 2021 года", "2021-05-01", "2021-05-31"),
    ("в мае-июне", "2024-05-01", "2024-06-30"),
    ("в начале июня с гостями", "2024-06-01", "2024-06-10"),
    ("прошлой зимой", "2023-12-01", "2024-02-29"),
    ("на прошлой неделе", "2024-06-03", "2024-06-09"),
    ("в выходные", "2024-06-08", "2024-06-09"),
    ("в ближайшие выходные", "2024-06-15", "2024-06-16"),
    ("в 2019–2021 годах", "2019-01-01", "2021-12-31"),
    ("через неделю", "2024-06-16", "2024-06-22"),
    ("с мая по июль", "2024-05-01", "2024-07-31"),
]


@pytest.mark.parametrize(("text", "start", "stop"), WINDOWS)
def test_window_bounds_what_gives_no_day(text: str, start: str, stop: str) -> None:
    (when,) = find_dates(text, PUBLISHED)
    assert (when.start, when.stop) == (None, None)
    assert when.window == (date.fromisoformat(start), date.fromisoformat(stop))


def test_only_the_span_is_searched_and_offsets_are_those_of_the_text() -> None:
    text = "Были 3 мая. Уедут 5 мая. Вернутся 7 мая."
    (when,) = find_dates(text, PUBLISHED, Span(12, 24))
    assert text[when.span.start : when.span.stop] == "5 мая"


def test_text_anchored_expression_can_be_counted_from_a_day_told_elsewhere() -> None:
    (when,) = find_dates("на следующий день", PUBLISHED)
    assert when.relative_to(date(2024, 2, 28)).start == date(2024, 2, 29)
    (fixed,) = find_dates("4 июля", PUBLISHED)
    assert fixed.relative_to(date(2024, 2, 28)) == fixed


def test_day_told_in_another_paragraph_is_no_anchor() -> None:
    assert find_dates("5 июня был приём.\n\nДнём позже гости уехали.", PUBLISHED)[-1].start is None


def test_anchor_says_how_it_was_resolved() -> None:
    texts = ("4 июля 2023 года", "4 июля", "вчера", "днём позже", "трёхдневный")
    assert [find_dates(text, PUBLISHED)[0].anchor for text in texts] == [
        *(Anchor.ABSOLUTE, Anchor.INFERRED, Anchor.PUBLICATION, Anchor.TEXT, Anchor.NONE),
    ]


STYLES = (
    "{d.day} {month} {d.year} года",
    "{d.day} {month} {d.year} г.",
    "{d.day} {month} {d.year}",
    "{d.day}-го {month} {d.year} года",
    "{d:%d.%m.%Y}",
    "{d:%d/%m/%Y}",
    "{d:%Y-%m-%d}",
    "до {d.day} {month} {d.year} года",
    "с {d.day} {month} {d.year} года",
)
DATES = st.dates(date(1950, 1, 1), date(2090, 12, 31))


@given(DATES, st.sampled_from(STYLES), st.one_of(st.none(), DATES))
def test_every_style_of_a_full_date_reads_back(day: date, style: str, published: date | None) -> None:
    text = style.format(d=day, month=MONTHS[day.month])
    (when,) = find_dates(f"Тогда, {text}, был приём.", published)
    assert {when.start, when.stop} - {None} == {day}


@given(
    st.dates(date(2000, 1, 1), date(2030, 1, 1)),
    st.integers(0, 40),
    st.sampled_from(["с {} по {}", "{} – {}"]),
)
def test_range_reads_back_near_its_publication(start: date, length: int, style: str) -> None:
    stop = start + timedelta(days=length)
    text = style.format(*(f"{day.day} {MONTHS[day.month]}" for day in (start, stop)))
    (when,) = find_dates(text, start)
    assert (when.start, when.stop) == (start, stop)


@given(DATES, st.integers(-170, 170))
def test_day_without_year_lies_next_to_the_publication(published: date, distance: int) -> None:
    day = published + timedelta(days=distance)
    (when,) = find_dates(f"{day.day} {MONTHS[day.month]}", published)
    assert when.start == day


@given(DATES, DATES)
def test_tense_keeps_to_its_side(day: date, published: date) -> None:
    (when,) = find_dates(f"{day.day} {MONTHS[day.month]}", published)
    past, future = when.resolve(Tense.PAST).start, when.resolve(Tense.FUTURE).start
    assert past and future and past <= published <= future


PIECES = st.sampled_from([re.sub(r"[\[\]]", "", text) for text, _ in CASES] + TRAPS.strip().splitlines())


@given(
    st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=8).map(" ".join), st.one_of(st.none(), DATES)
)
def test_spans_are_disjoint_ordered_and_inside(text: str, published: date | None) -> None:
    whens = find_dates(text, published)
    stops = [0, *(when.span.stop for when in whens)]
    assert all(stop <= when.span.start for stop, when in zip(stops, whens, strict=False))
    assert stops[-1] <= len(text)
    assert all(when.start <= when.stop for when in whens if when.start and when.stop)
    assert all(when.start is None for when in whens if when.precision not in (Precision.DAY, Precision.RANGE))


@given(st.text())
def test_folding_keeps_every_code_point_in_its_place(text: str) -> None:
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize("published", [date.min, date.max])
def test_placeholders_for_a_day_of_publication_count_nothing(published: date) -> None:
    """0001-01-01 and 9999-12-31 stand in many archives; «завтра» is no day then, and no error."""
    found = find_dates("Вчера и завтра, до 5 января, в четверг", published)
    assert all(when.start is None and when.stop is None for when in found)
