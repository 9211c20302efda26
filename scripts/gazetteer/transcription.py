"""Chinese and Japanese place names in Russian letters, by Palladius and Polivanov."""

from __future__ import annotations

import re

from scripts.gazetteer.words import pairs

INITIALS = pairs("""
    b:б p:п m:м f:ф d:д t:т n:н l:л g:г k:к h:х j:цз q:ц x:с zh:чж ch:ч sh:ш r:ж z:цз c:ц s:с
""")
FINALS = pairs("""
    a:а o:о e:э ai:ай ei:эй ao:ао ou:оу an:ань en:энь ang:ан eng:эн ong:ун i:и ia:я ie:е iao:яо iu:ю
    ian:янь in:инь iang:ян ing:ин iong:юн u:у ua:уа uo:о uai:уай ui:уй uan:уань un:унь uang:уан ü:юй
    ue:юэ üe:юэ
""")
WHOLE = pairs("""
    er:эр yi:и ya:я ye:е yao:яо you:ю yan:янь yin:инь yang:ян ying:ин yong:юн yu:юй yuan:юань yue:юэ
    yun:юнь wu:у wa:ва wo:во wai:вай wei:вэй wan:вань wen:вэнь wang:ван weng:вэн hui:хуэй ju:цзюй
    qu:цюй xu:сюй juan:цзюань quan:цюань xuan:сюань jue:цзюэ que:цюэ xue:сюэ jun:цзюнь qun:цюнь
    xun:сюнь zi:цзы ci:цы si:сы
""")
REGULAR = {i + f: INITIALS[i] + FINALS[f] for i in INITIALS for f in FINALS if i + f not in WHOLE}
ALONE = {final: FINALS[final] for final in ("a", "e", "ai", "ao", "ou", "an", "en", "ang")}
SYLLABLES = WHOLE | REGULAR | ALONE
PINYIN = re.compile("(" + "|".join(sorted(SYLLABLES, key=len, reverse=True)) + r")(?![aeoiuü])")
MORAE = pairs("""
    sha:ся shu:сю sho:сё shi:си she:сэ cha:тя chu:тю cho:тё chi:ти tsu:цу ja:дзя ju:дзю jo:дзё
    ji:дзи ya:я yu:ю yo:ё za:дза zu:дзу ze:дзе zo:дзо fu:фу kya:кя kyu:кю kyo:кё gya:гя gyu:гю
    gyo:гё hya:хя hyu:хю hyo:хё nya:ня nyu:ню nyo:нё rya:ря ryu:рю ryo:рё mya:мя myu:мю myo:мё
    bya:бя byu:бю byo:бё pya:пя pyu:пю pyo:пё
""")
LATIN = dict(zip("abdeghikmnoprstuvwyz", "абдегхикмнопрстуввйз", strict=True))


def palladius(pinyin: str) -> str | None:
    """A Chinese name in Russian: Chengdu, Чэнду; None if it is no pinyin."""
    syllables, rest = [], pinyin.casefold().replace("’", "'").replace("-", "").replace(" ", "")
    while rest:
        found = PINYIN.match(rest)
        if found is None:
            return None
        syllables.append(SYLLABLES[found[0]])
        rest = rest[found.end() :].removeprefix("'")
    parted = re.sub("н(ь?)-(?=[аоуэяеюи])", divided, "-".join(syllables))
    return parted.replace("-", "").capitalize()


def divided(found: re.Match[str]) -> str:
    """The end of a syllable in n before a vowel: Чанъань, Тяньань."""
    return "нь" if found[1] else "нъ"


def polivanov(romaji: str) -> str:
    """A Japanese name in Russian: Shizuoka, Сидзуока. For comparison: й and и, э and е are not told apart."""
    text = romaji.casefold().replace("'", "").replace("-shi", "")
    for latin in sorted(MORAE, key=len, reverse=True):
        text = text.replace(latin, MORAE[latin])
    return "".join(LATIN.get(letter, letter) for letter in re.sub(r"n(?=[bpmбпм])", "m", text)).capitalize()
