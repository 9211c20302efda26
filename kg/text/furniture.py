"""Lines of a news page that say themselves what they are: date lines, tags, credits, read-also lines.

A rule looks at one line alone and may have no opinion; the first opinion in `MARKS` counts.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from kg.model import ZoneKind
from kg.text import dateline
from kg.text.line import LINES_KEPT, SHORT, is_finished, is_long, is_prose, is_section, tells, words

Mark = Callable[[str], ZoneKind | None]

# Теги: …   Рубрика: …   Сюжет: …
TAGS = re.compile(
    r"(?:теги|тэги|метки|рубрик[аи]|раздел|тем[аы]|ключевые слова|сюжет|категори[яи]|хештеги)\s*:", re.I
)
HASHTAGS = re.compile(r"(?:#[\w-]+[\s,;]*)+")
# Новости / Спорт   Главная → Обзор   Район :: Власть   Главная > Новости
CRUMB = re.compile(r"\s+(?:/|//|→|»|›|>|::|\|)\s+|\s*(?:→|::|›)\s*")
# Фото: …   Фото автора   [Фото …]   Автор: …   Источник: …   На снимке: …
CREDIT = re.compile(
    r"""[\[(]?\s*(?:
      (?:фото|фотографи[яи]|видео|инфографика|иллюстрация|коллаж|скриншот)(?:\s*и\s+(?:видео|фото|текст))?
        \s*(?::|©|/|[–—-]\s|\()
    | (?:фото|видео)\s+(?:(?-i:[А-ЯЁ])|автора|из\s+(?:открытых|архива)|с\s+сайта|пресс-службы|предоставлен)
    | (?:автор(?:ы)?(?:\s+(?:текста|фото|материала|статьи))?|текст|источник(?:и)?)\s*(?::|[–—-]\s)
    | (?:корреспондент|редактор|подготовка)\s*:
    | на\s+(?:фото|снимке|фотографии)\s*(?::|[–—-]\s)
    | (?:подготовил[аи]?|записал[аи]?|беседовал[аи]?)\s*:?\s+[А-ЯЁ]
    | ©|\(c\)\s|copyright\b
    )""",
    re.I | re.X,
)
# Подписывайтесь на нас   При использовании материалов ссылка обязательна   Версия для печати
IMPRINT_START = re.compile(
    r"""(?:подпи(?:сывайтесь|шитесь|саться)|следите\s+за\s+(?:нами|нашими)|присоединяйтесь\s+к|поделиться|понравилось
      |оцените|комментировать|оставить\s+комментарий|версия\s+для\s+печати|распечатать|отправить\s+ссылку
      |(?:просмотр(?:ов|ы)|комментари(?:и|ев|й))\s*[:(]?\s*\d|нашли\s+(?:ошибку|опечатку)|наверх\b|войти\b
      |сетевое\s+издание|учредител[ьи]\s*:|главный\s+редактор\s*:|свидетельство\s+о\s+регистрации)""",
    re.I | re.X,
)
IMPRINT = re.compile(
    r"""ссылк\w+\s(?:.{0,80}\s)?обязательн | обязательн\w+\s(?:.{0,40}\s)?ссылк
    | все\s+права\s+(?:защищены|принадлежат)
    | (?:запрещен[оа]|допускается)\s+(?:.{0,40}\s)?(?:перепечатк|копировани)
    | (?:перепечатка|копирование)\s+(?:.{0,60}\s)?(?:запрещ|разреш|допуск)
    | зарегистрирован\w*\s+роскомнадзор""",
    re.I | re.X,
)
IMPRINT_STEMS = (
    "обязательн",
    "права",
    "перепечатк",
    "копирован",
    "роскомнадзор",
)  # of which it has one further on
# Адрес: …   Тел.: …   +7 (812) 000-00-00   mail@site.ru   https://…   190000, г. …
CONTACT = re.compile(
    r"""(?:(?:наш\s+)?адрес(?:\s+редакции)?\s*:|тел(?:ефон(?:ы)?)?\s*[.:]|факс\s*[.:]|e-?mail\b|контакты\b
      |(?:телефон|контакт)\w*\s+(?:для|редакции|пресс)|\d{6},?\s+(?:г\.|г\s|[А-ЯЁ])|https?://\S+$|www\.\S+$
      |[\w.+-]+@[\w-]+\.[\w.]+$|(?:\+7|8)[\s(-]*\d{3,5}[)\s-]+[\d\s-]{5,}$)""",
    re.I | re.X,
)
# Читайте также:   По теме   Другие новости
READ_ALSO = re.compile(
    r"""(?:(?:читайте|смотрите|слушайте|узнайте)\s+(?:также|ещё|еще|далее|по\s+теме|на\s+эту\s+тему)|читать\s+(?:также|далее|ещё|еще|полностью)
      |(?:материалы|новости|статьи|ещё|еще|также|ранее|ссылки|публикации)\s+по\s+теме|по\s+теме
      |(?:другие|последние|похожие|главные|актуальные|популярные|свежие|связанные)\s+(?:новости|материалы|статьи|публикации|записи)
      |новости\s+(?:партн[её]ров|сми2?|smi2|дня|часа)|лента\s+новостей|самое\s+(?:читаемое|интересное|популярное|обсуждаемое)
      |(?:вам\s+)?(?:может|могут)\s+быть\s+интересно|это\s+интересно|не\s+пропустите|рекомендуем(?:\s+(?:почитать|прочитать))?
      |популярное|главное\s+(?:сегодня|за\s+(?:день|неделю|сутки))|подробнее|предыдущая\s+(?:новость|статья|запись)|следующая\s+(?:новость|статья|запись))
      \s*(?P<rest>$|[:.…→»>–—-].*)""",
    re.I | re.X,
)


def date_line(line: str) -> ZoneKind | None:
    """A line of date, time, age mark and at most a section's name."""
    stated = dateline.masthead(line)
    if stated is None or not (stated.year or stated.clock or stated.rest == len(line)):
        return None
    rest = dateline.remainder(line)
    named = all(is_section(part) and part[:1].isupper() for part in rest.split(" | ") if part)
    apart = named and stated.apart and not is_finished(line)
    return ZoneKind.DATELINE if not rest or (apart and len(words(rest)) <= 8) else None


def clock_line(line: str) -> ZoneKind | None:
    """A time of day, the age of a post or an age mark alone."""
    return ZoneKind.DATELINE if dateline.leading(line) == len(line) and re.search(r"\d", line) else None


def divider(line: str) -> ZoneKind | None:
    """A line of marks between parts of the page."""
    return None if words(line) else ZoneKind.SECTION


def bare_agency_line(line: str) -> ZoneKind | None:
    """City, day and agency with nothing after them."""
    stated = dateline.agency(line)
    if stated is None:
        return None
    rest = line[stated.rest :]
    return ZoneKind.DATELINE if not rest or (rest.isupper() and is_section(rest)) else None


def glued_headline(line: str) -> ZoneKind | None:
    """`date 2021-05-12` of a page dump with another article's headline behind it."""
    if not re.match(r"date\s", line, re.I) or dateline.masthead(line) is None:
        return None
    return None if is_prose(line) else ZoneKind.RELATED


def tags(line: str) -> ZoneKind | None:
    """A list of tags or the name of a section with its label."""
    if HASHTAGS.fullmatch(line):
        return ZoneKind.SECTION
    return ZoneKind.SECTION if TAGS.match(line) and not is_finished(line) else None


def breadcrumbs(line: str) -> ZoneKind | None:
    """Names of sections, from the whole to the part, between separators."""
    parts = [part for part in CRUMB.split(line) if part]
    short = all(is_section(part) for part in parts)
    return ZoneKind.SECTION if len(parts) > 1 and short and not is_finished(line) else None


def read_also(line: str) -> ZoneKind | None:
    """An invitation to other articles, with or without their headlines."""
    match = READ_ALSO.match(line)
    return ZoneKind.RELATED if match and not (is_finished(match["rest"]) and is_long(line)) else None


def credit(line: str) -> ZoneKind | None:
    """Whose picture or text it is."""
    match = CREDIT.match(line)
    told = is_finished(line) and (is_long(line) or tells(line))
    return ZoneKind.CREDIT if match and not told else None


def imprint(line: str) -> ZoneKind | None:
    """What the publisher says of itself and asks of readers."""
    if IMPRINT_START.match(line):
        return ZoneKind.CREDIT
    low = line.lower()
    told = any(stem in low for stem in IMPRINT_STEMS) and IMPRINT.search(line)
    return ZoneKind.CREDIT if told else None


def contact(line: str) -> ZoneKind | None:
    """Addresses and telephone numbers."""
    return ZoneKind.CREDIT if CONTACT.match(line) else None


MARKS: tuple[Mark, ...] = (
    date_line,
    clock_line,
    divider,
    bare_agency_line,
    glued_headline,
    tags,
    read_also,
    credit,
    imprint,
    contact,
)


def mark(line: str) -> ZoneKind | None:
    """What the form of a line alone says it is; None for headlines, subheadings and body text."""
    return _marked(line) if len(line) <= SHORT else None  # a longer one that has such words is body text


@lru_cache(maxsize=LINES_KEPT)
def _marked(line: str) -> ZoneKind | None:
    return next((kind for rule in MARKS if (kind := rule(line)) is not None), None)
