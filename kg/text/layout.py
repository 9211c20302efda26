"""What each line of a news page is for: headline, date line, section, credit, related news, body, speech.

Two ordered lists of small rules decide, the first opinion counts. A rule of `MARKS` looks at one line alone,
a rule of `PLACES` judges by the place on the page. A line without an opinion is BODY: text is never lost in doubt.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from kg.model import Span, Zone, ZoneKind
from kg.text import dateline
from kg.text.line import (
    Line,
    fingerprint,
    is_bullet,
    is_byline,
    is_finished,
    is_long,
    is_prose,
    is_roster,
    is_section,
    lines,
    speech_share,
    words,
)

Mark = Callable[[str], ZoneKind | None]

# Теги: …   Рубрика: …   Сюжет: …
TAGS = re.compile(
    r"(?:теги|тэги|метки|рубрик[аи]|раздел|тем[аы]|ключевые слова|сюжет|категори[яи]|хештеги)\s*:", re.I
)
HASHTAGS = re.compile(r"(?:#[\w-]+[\s,;]*)+")
# Новости / Приморье   Главная → Дайджест   Республика :: Официально   Главная > Новости
CRUMB = re.compile(r"\s+(?:/|//|→|»|›|>|::|\|)\s+|\s*(?:→|::|›)\s*")
# Фото: …   Фото автора   [Фото …]   Автор: …   Источник: …   На снимке: …
CREDIT = re.compile(
    r"""[\[(]?\s*(?:
      (?:фото|фотографи[яи]|видео|инфографика|иллюстрация|коллаж|скриншот)(?:\s*и\s+(?:видео|фото|текст))?
        \s*(?::|©|/|[–—-]\s|\()
    | (?:фото|видео)\s+(?:автора|из\s+(?:открытых\s+источников|архива)|с\s+сайта|пресс-службы|предоставлен)
    | (?:автор(?:ы)?(?:\s+(?:текста|фото|материала|статьи))?|текст|источник(?:и)?)\s*:
    | (?:корреспондент|редактор|подготовка)\s*:
    | на\s+(?:фото|снимке|фотографии)\s*(?::|[–—-]\s)
    | (?:подготовил[аи]?|записал[аи]?|беседовал[аи]?)\s*:?\s+[А-ЯЁ]
    | ©|\(c\)\s|copyright\b
    )""",
    re.I | re.X,
)
# Подписывайтесь на нас   При использовании материалов ссылка обязательна   Версия для печати
IMPRINT = re.compile(
    r"""^(?:подпи(?:сывайтесь|шитесь|саться)|следите\s+за\s+(?:нами|нашими)|присоединяйтесь\s+к|поделиться|понравилось
      |оцените|комментировать|оставить\s+комментарий|версия\s+для\s+печати|распечатать|отправить\s+ссылку
      |(?:просмотр(?:ов|ы)|комментари(?:и|ев|й))\s*[:(]?\s*\d|нашли\s+(?:ошибку|опечатку)|наверх\b|войти\b
      |сетевое\s+издание|учредител[ьи]\s*:|главный\s+редактор\s*:|свидетельство\s+о\s+регистрации)
    | ссылк\w+\s(?:.{0,80}\s)?обязательн | обязательн\w+\s(?:.{0,40}\s)?ссылк
    | все\s+права\s+(?:защищены|принадлежат)
    | (?:запрещен[оа]|допускается)\s+(?:.{0,40}\s)?(?:перепечатк|копировани)
    | (?:перепечатка|копирование)\s+(?:.{0,60}\s)?(?:запрещ|разреш|допуск)
    | зарегистрирован\w*\s+роскомнадзор""",
    re.I | re.X,
)
IMPRINT_LIMIT = 400  # code points; a longer line that mentions such words is an article about them
# Адрес: …   Тел.: …   +7 (812) 000-00-00   mail@site.ru   https://…   603082, г. …
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
    whole = stated.rest == len(line) or not is_finished(line)
    return ZoneKind.DATELINE if whole and named and len(words(rest)) <= 8 else None


def clock_line(line: str) -> ZoneKind | None:
    """A time of day or an age mark alone."""
    return ZoneKind.DATELINE if dateline.leading(line) == len(line) and re.search(r"\d", line) else None


def bare_agency_line(line: str) -> ZoneKind | None:
    """City, day and agency with nothing after them."""
    stated = dateline.agency(line)
    if stated is None:
        return None
    rest = line[stated.rest :]
    return ZoneKind.DATELINE if not rest or (rest.isupper() and is_section(rest)) else None


def glued_headline(line: str) -> ZoneKind | None:
    """`date 2025-11-06` of a page dump with another article's headline behind it."""
    if not re.match(r"date\s", line, re.I) or dateline.masthead(line) is None:
        return None
    return None if is_prose(line) else ZoneKind.RELATED


def tags(line: str) -> ZoneKind | None:
    """A list of tags or the name of a section with its label."""
    if HASHTAGS.fullmatch(line):
        return ZoneKind.SECTION
    return ZoneKind.SECTION if TAGS.match(line) and len(line) <= 300 and not is_finished(line) else None


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
    return ZoneKind.CREDIT if match and not (is_finished(line) and is_long(line)) else None


def imprint(line: str) -> ZoneKind | None:
    """What the publisher says of itself and asks of readers."""
    return ZoneKind.CREDIT if len(line) <= IMPRINT_LIMIT and IMPRINT.search(line) else None


def contact(line: str) -> ZoneKind | None:
    """Addresses and telephone numbers."""
    return ZoneKind.CREDIT if CONTACT.match(line) and len(line) <= IMPRINT_LIMIT else None


MARKS: tuple[Mark, ...] = (
    date_line,
    clock_line,
    bare_agency_line,
    glued_headline,
    tags,
    read_also,
    credit,
    imprint,
    contact,
)


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a page with what `MARKS` say of them; `title`, `first` and `last` are indices of lines.

    `first` and `last` are the first and last line of body text, `title` is the headline, if there is one.
    """

    lines: tuple[Line, ...]
    marks: tuple[ZoneKind | None, ...]
    title: int | None
    first: int
    last: int

    def text(self, at: int) -> str:
        return self.lines[at].text if 0 <= at < len(self.lines) else ""

    def open(self, at: int) -> bool:
        """True if the line exists and no mark has decided on it."""
        return 0 <= at < len(self.lines) and self.marks[at] is None


Place = Callable[[Page, int, Sequence[ZoneKind]], ZoneKind | None]


def marked(page: Page, at: int, before: Sequence[ZoneKind]) -> ZoneKind | None:
    """What the line says of itself."""
    return page.marks[at]


def title(page: Page, at: int, before: Sequence[ZoneKind]) -> ZoneKind | None:
    """The headline and every copy of it."""
    if page.title is None or page.marks[at] is ZoneKind.DATELINE:
        return None
    same = fingerprint(unglued(page.text(at))) == fingerprint(unglued(page.text(page.title)))
    return ZoneKind.HEADLINE if at == page.title or same else None


def above_title(page: Page, at: int, before: Sequence[ZoneKind]) -> ZoneKind | None:
    """Sections stand above the headline; a longer line there is a headline of another article."""
    if page.title is None or not at < page.title:
        return None
    return ZoneKind.SECTION if len(words(page.text(at))) <= 7 else ZoneKind.RELATED


def below_title(page: Page, at: int, before: Sequence[ZoneKind]) -> ZoneKind | None:
    """Between headline and body stand a section, a signature or a second headline."""
    if at >= page.first:
        return None
    line = page.text(at)
    if is_long(line):
        return ZoneKind.BODY
    if is_byline(line):
        return ZoneKind.CREDIT
    return ZoneKind.SECTION if len(words(line)) == 1 else ZoneKind.SUBHEADING


def breadcrumbs_apart(page: Page, at: int, before: Sequence[ZoneKind]) -> ZoneKind | None:
    """A path of sections stands outside the body; inside, such a line may be a row of a table."""
    return None if page.first < at < page.last else breadcrumbs(page.text(at))


def list_item(page: Page, at: int, before: Sequence[ZoneKind]) -> ZoneKind | None:
    """Items after a colon and the entries of a list of people are body text."""
    return ZoneKind.BODY if in_list(page, at) or is_roster(page.text(at)) else None


def in_list(page: Page, at: int) -> bool:
    """True if the lines above, back to one that ends with a colon, are unfinished or end as items do."""
    for above in range(at - 1, -1, -1):
        line = page.text(above)
        if line.endswith(":") and page.open(above):
            return True
        if not page.open(above) or (is_prose(line) and not line.endswith((";", ","))):
            return False
    return False


def speech(page: Page, at: int, before: Sequence[ZoneKind]) -> ZoneKind | None:
    """A paragraph that is mostly direct speech."""
    return ZoneKind.QUOTE if speech_share(page.text(at)) >= 0.5 else None


def other_headline(page: Page, at: int, before: Sequence[ZoneKind]) -> ZoneKind | None:
    """Headlines of other articles follow a read-also line."""
    if at <= page.first or not before or before[-1] is not ZoneKind.RELATED or is_prose(page.text(at)):
        return None
    return ZoneKind.RELATED


def prose(page: Page, at: int, before: Sequence[ZoneKind]) -> ZoneKind | None:
    """Finished or long lines and items with a bullet."""
    line = page.text(at)
    return ZoneKind.BODY if is_prose(line) or is_long(line) or is_bullet(line) else None


def signature(page: Page, at: int, before: Sequence[ZoneKind]) -> ZoneKind | None:
    """A name alone below the body is its author's."""
    return ZoneKind.CREDIT if at > page.last and is_byline(page.text(at)) else None


def below_body(page: Page, at: int, before: Sequence[ZoneKind]) -> ZoneKind | None:
    """Headlines of other articles stand below the body."""
    below = at > page.last and not is_roster(page.text(at + 1))
    return ZoneKind.RELATED if below else None


def subheading(page: Page, at: int, before: Sequence[ZoneKind]) -> ZoneKind | None:
    """A short unfinished line with body text under it."""
    under = page.text(at + 1)
    return ZoneKind.SUBHEADING if page.open(at + 1) and (is_prose(under) or is_roster(under)) else None


PLACES: tuple[Place, ...] = (
    title,
    marked,
    breadcrumbs_apart,
    above_title,
    below_title,
    list_item,
    speech,
    other_headline,
    prose,
    signature,
    below_body,
    subheading,
)


def zones(text: str) -> tuple[Zone, ...]:
    """The non-empty lines of `text` in order, each with its kind; spans leave line breaks and outer spaces out.

    >>> [zone.kind.value for zone in zones("Спорт\\n5 мая 2020\\nГости уехали на север\\nДелегация уехала.")]
    ['section', 'dateline', 'headline', 'body']
    """
    page = survey(tuple(lines(text)))
    kinds: list[ZoneKind] = []
    for at in range(len(page.lines)):
        opinions = (rule(page, at, kinds) for rule in PLACES)
        kinds.append(next((kind for kind in opinions if kind is not None), ZoneKind.BODY))
    return tuple(Zone(line.span, kind) for line, kind in zip(page.lines, kinds, strict=True))


def survey(page: tuple[Line, ...]) -> Page:
    """Where headline and body of a page are."""
    marks = tuple(next((kind for rule in MARKS if (kind := rule(line.text))), None) for line in page)
    free = [at for at, kind in enumerate(marks) if kind is None]
    body = [at for at in free if is_prose(page[at].text) or speech_share(page[at].text) >= 0.5]
    first = body[0] if body else len(page)
    heads = [at for at in free if at < first and breadcrumbs(page[at].text) is None]
    if not body and len(heads) < 2:
        return Page(page, marks, None, 0, len(page))
    chosen = choose_title(page, heads)
    if not body:
        return Page(page, marks, chosen, (chosen or 0) + 1, len(page))
    return Page(page, marks, chosen, first, body[-1])


def choose_title(page: Sequence[Line], heads: Sequence[int]) -> int | None:
    """The headline among lines above the body: repeated, or too long for a section's name, or the last one."""
    spoken = [at for at in heads if not is_section(page[at].text)]
    prints = [fingerprint(unglued(line.text)) for line in page]
    repeated = [at for at in spoken if prints.count(fingerprint(unglued(page[at].text))) > 1]
    several = [at for at in heads if len(words(page[at].text)) > 1 and not is_byline(page[at].text)]
    longest = repeated[:1] or spoken[:1] or several[-1:] or heads[-1:]
    return longest[0] if longest else None


def unglued(line: str) -> str:
    """The line without the date that stands before its words."""
    return line[words_from(line) :]


def words_from(line: str) -> int:
    """The offset where the words begin after an agency's dateline or a date; 0 if nothing would be left."""
    stated = dateline.agency(line)
    at = stated.rest if stated else dateline.leading(line)
    return at if at < len(line) else 0


def headline(text: str) -> Span | None:
    """The place of the first headline, without the dateline before it; None if the page has none."""
    first = next((zone.span for zone in zones(text) if zone.kind is ZoneKind.HEADLINE), None)
    if first is None:
        return None
    return Span(first.start + words_from(text[first.start : first.stop]), first.stop)


def published(text: str) -> date | None:
    """The publication date that date lines and datelines state; None without a year, never a date of the body."""
    for zone in zones(text):
        day = stated_day(text[zone.span.start : zone.span.stop], zone.kind)
        if day is not None:
            return day
    return None


def stated_day(line: str, kind: ZoneKind) -> date | None:
    """The day in a date line, in the date before a glued headline, or in an agency's dateline."""
    wire = dateline.agency(line)
    if wire is not None:
        return wire.day
    glued = kind is ZoneKind.RELATED and re.match(r"date\s", line, re.I)
    stated = dateline.masthead(line) if kind is ZoneKind.DATELINE or glued else None
    return stated.day if stated else None
