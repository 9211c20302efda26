"""Case endings of names that the dictionary lacks.

Six cases: nominative, genitive, dative, accusative, instrumental, prepositional; a slash parts variants.
"""

from __future__ import annotations

Paradigm = tuple[tuple[str, ...], ...]  # for each case, the forms

CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")

ADJECTIVES = {  # of one gender or number each; what replaces the last letters of the nominative
    "иев": "иев иева иеву иев иевым иевом",  # Сергиев Посад
    "ая": "ая ой ой ую ой/ою ой",
    "яя": "яя ей ей юю ей ей",
    "кий": "кий кого кому кий ким ком",
    "гий": "гий гого гому гий гим гом",
    "ний": "ний него нему ний ним нем",
    "ый": "ый ого ому ый ым ом",
    "ской": "ской ского скому ской ским ском",
    "ной": "ной ного ному ной ным ном",
    "кое": "кое кого кому кое ким ком",
    "нее": "нее него нему нее ним нем",
    "ое": "ое ого ому ое ым ом",
    "ые": "ые ых ым ые ыми ых",
    "ие": "ие их им ие ими их",
}
NOUNS = {
    "ия": "ия ии ии ию ией ии",
    "ья": "ья ьи ье ью ьей ье",
    "га": "га ги ге гу гой ге",
    "ка": "ка ки ке ку кой ке",
    "ха": "ха хи хе ху хой хе",
    "жа": "жа жи же жу жей/жой же",
    "ша": "ша ши ше шу шей/шой ше",
    "ча": "ча чи че чу чей/чой че",
    "ца": "ца цы це цу цей/цой це",
    "а": "а ы е у ой е",
    "я": "я и е ю ей е",
    "ий": "ий ия ию ий ием ии/ие",
    "й": "й я ю й ем е",
    "ь": "ь и/я и/ю ь ью/ем и/е",  # the gender is unknown
    "ц": "ц ца цу ц цем/цом це",
}
SLAVIC = {  # foreign -о stays as it is: Торонто, Сан-Диего
    "ье": "ье ья ью ье ьем ье",
    "ово": "ово ова ову ово овом ове",
    "ево": "ево ева еву ево евом еве",
    "ёво": "ёво ёва ёву ёво ёвом ёве",
    "ино": "ино ина ину ино ином ине",
    "ыно": "ыно ына ыну ыно ыном ыне",
    "но": "но на ну но ном не",
    "ки": "ки ков/ок кам ки ками ках",
    "цы": "цы цов/ц цам цы цами цах",
    "ы": "ы ов/ ам ы ами ах",
    "ок": "ок ка ку ок ком ке",
    "ец": "ец ца цу ец цом/цем це",
}
HISSING = "жшчщ"

# every short-form-less adjective of a place ends in -кий, -ой or -ный
LONG_ADJECTIVES = {
    "кий": "ий ого ому им ом ая ой ую ою ое ие их ими",
    "ной": "ой ого ому ым ом ая ую ою ое ые ых ыми",
    "ской": "ой ого ому им ом ая ую ою ое ие их ими",
    "ный": "ый ого ому ым ом ая ой ую ою ое ые ых ыми",
}
DEMONYMS = {  # nominative plural → all forms, after what is left when the ending goes
    "йцы": "ец йца йцу йцем йце йцы йцев йцам йцами йцах",
    "льцы": "лец льца льцу льцем льце льцы льцев льцам льцами льцах",
    "ньцы": "нец ньца ньцу ньцем ньце ньцы ньцев ньцам ньцами ньцах",
    "жцы": "жец жца жцу жцем жце жцы жцев жцам жцами жцах",
    "цы": "ец ца цу цем це цы цев цам цами цах",
    "чане": "чанин чанина чанину чанином чанине чане чан чанам чанами чанах",
    "яне": "янин янина янину янином янине яне ян янам янами янах",
    "ане": "анин анина анину анином анине ане ан анам анами анах",
    "ичи": "ич ича ичу ичем иче ичи ичей ичам ичами ичах",
    "ки": "к ка ку ком ке ки ков кам ками ках",
    "ы": " а у ом е ы ов ам ами ах",
}


def ending(word: str, table: dict[str, str]) -> tuple[str, str] | None:
    """The stem and the row of the longest ending of `table` that the word has, or None."""
    for start in range(max(1, len(word) - 4), len(word)):
        row = table.get(word[start:])
        if row is not None:
            return word[:start], row
    return None


def decline(word: str, table: dict[str, str]) -> Paradigm | None:
    """The six cases of a word by one table, or None if the table has no ending of it."""
    found = ending(word, table)
    if found is None:
        return None
    stem, row = found
    return tuple(tuple(stem + variant for variant in case.split("/")) for case in row.split(" "))


def consonant(word: str) -> Paradigm:
    """The cases of a masculine name in a consonant: Харбин, Воронеж."""
    instrumental = ("ем", "ом") if word[-1] in HISSING else ("ом",)
    return (
        (word,),
        (f"{word}а",),
        (f"{word}у",),
        (word,),
        tuple(word + e for e in instrumental),
        (f"{word}е",),
    )


def guess(word: str, slavic: bool) -> Paradigm:
    """The cases of a noun that no dictionary has; six times the word itself if it is none that declines."""
    found = (decline(word, SLAVIC) if slavic else None) or decline(word, NOUNS)
    if found:
        return found
    return consonant(word) if word[-1] in "бвгджзклмнпрстфхцчшщ" else fixed(word)


def fixed(word: str) -> Paradigm:
    """The same form in all cases."""
    return tuple((word,) for _ in CASES)


def spread(word: str, table: dict[str, str]) -> tuple[str, ...]:
    """All forms of an adjective or a name of inhabitants; ValueError for an ending that the table lacks."""
    found = ending(word, table)
    if found is None:
        raise ValueError(f"no ending of {word} is known: add it to the table in paradigms.py")
    stem, row = found
    kept = stem + (word[len(stem) : -2] if table is LONG_ADJECTIVES else "")
    return tuple(dict.fromkeys((word, *(kept + e for e in row.split(" ")))))
