"""Words of the fields in which partners cooperate, by topic; `*` stands for any ending of the dictionary
form."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache

from kg.extract.reading import fold
from kg.model import Topic

WORDS: Mapping[Topic, str] = {
    Topic.TRADE: """
        торговл* торговый торговать торгово* торгпред* экспорт* импорт* товарооборот поставк* поставщик
        поставлять поставить закуп* купить купля* продажа продать продавать покупатель рынок ярмарка сделка
        пошлина бизнес* предприниматель* товар товарный прилавок магазин дистрибь* оптов* коммерч* инвест*
        сбыт отгруз* растаможка
        """,
    Topic.INDUSTRY: """
        промышл* завод заводск* производств* станок станко* оборудован* машиностро* металл* индустр* цех
        фабрика литейн* двигател* сварщик судостро* верфь рудник шахта алюмин* химич* насос подшипник
        комбинат технопарк нефтехим* автозавод сборочн* кооперация
        """,
    Topic.EDUCATION: """
        университет* вуз ректор* проректор* студент* студенческ* образован* образовательн* академия
        академическ* институт* стажир* преподават* диплом учебн* учебник науч* наука ученый кафедр*
        факультет* лицей колледж лекци* аспирант* декан деканат школа школьн* исследоват* лаборатор* учитель
        стипенд* профессор
        """,
    Topic.IT: "цифр* программист софт ит-* стартап кибер* информатиз* алгоритм нейросет* дата-центр it",
    Topic.AGRICULTURE: """
        сельск* сельхоз* агро* ферма фермер* молоко молочн* зерно зернов* пшениц* урожай* скот скотовод*
        корова семя семен* семенной селекц* удобрен* комбайн* трактор* овца овцевод* сад садовод* теплиц*
        лен льновод* льнян* мясо мясн* мука мукомол* хлеб* аграр* животновод* ветеринар* птицефабр*
        элеватор рис рисов* картоф* пчела пчеловод* мед виноград* рыба рыбн* рыбовод* чай* хмель хмел*
        ячмень люпин соя гектар россельхознадзор минсельхоз* говядина корм кормов* кукуруз* чернозем
        агроном* пашня колхоз* мясокомбинат
        """,
    Topic.TOURISM: "турист* туризм туристич* турпоток туроператор* гостиниц* курорт* экскурс* санатор*",
    Topic.CULTURE: """
        культур* музей музейн* музей-* театр* фестивал* хор хоров* оркестр* художник* художествен*
        библиотек* концерт* искусств* филармон* реставрац* писател*
        """,
    Topic.TRANSPORT: """
        транспорт* логист* порт портов* морпорт причал* аэропорт рейс авиа* железнодорож* дорожный автобус*
        вагон* контейнер* перевозк* перевозчик судоход* трамва* паром* терминал* грузооборот груз грузов*
        локомотив* переправ* мост тариф* фрахт* перевалк*
        """,
    Topic.ENERGY: """
        энерг* электростанц* электроэнерг* аэс гэс тэц тэс нефть нефтян* нефтегаз* газ газов* уголь угольн*
        солнечн* ветропарк котельн* подстанц* турбин*
        """,
    Topic.HEALTH: """
        здравоохран* медицин* больниц* врач* клиник* госпитал* фармацевт* фельдшер* хирург* лекарств*
        """,
    Topic.SPORT: "спорт* хоккей* футбол* тренер* чемпионат* гандбол* спартакиад*",
    Topic.YOUTH: "молодеж* волонтер* студотряд*",
    Topic.INTERREGIONAL: """
        межрегион* побратим* дружба межмуницип* приграничн* межпарламент* сотрудничеств* парламентар*
        """,
}


def _topics(words: Callable[[str], Iterable[str]]) -> Mapping[str, Sequence[Topic]]:
    """Which topics each of the words of their lists belongs to."""
    found = defaultdict[str, list[Topic]](list)
    for topic, listed in WORDS.items():
        for word in words(fold(listed)):
            found[word].append(topic)
    return found


WHOLE = _topics(lambda listed: (word for word in listed.split() if not word.endswith("*")))
STEMS = _topics(lambda listed: (word[:-1] for word in listed.split() if word.endswith("*")))
LENGTHS = sorted({len(stem) for stem in STEMS})


@lru_cache(maxsize=2**16)
def topics_of(lemma: str) -> tuple[Topic, ...]:
    """The topics that a word (a dictionary form) speaks of.

    >>> [topic.value for topic in topics_of("торговля")]
    ['trade']
    """
    word = fold(lemma)
    found = {*WHOLE.get(word, ()), *(topic for size in LENGTHS for topic in STEMS.get(word[:size], ()))}
    return tuple(topic for topic in WORDS if topic in found) if found else ()
