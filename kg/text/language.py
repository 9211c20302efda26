"""Whether a text is in another language than Russian, by its letters."""

from __future__ import annotations

from collections import Counter

RUSSIAN = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюя")
CYRILLIC = range(0x400, 0x530)
# letters that Russian has not; the first language with one of them is named
LETTERS = {
    "Belarusian": frozenset("ў"),
    "Ukrainian": frozenset("їєґ"),
    "Serbian or Macedonian": frozenset("јљњћђџѓќѕ"),
    "a Turkic language or Mongolian": frozenset("әңғүұқөһҡҙҫҗ"),
}
FEW = 60  # letters that a judgement needs, three times as many where it rests on letters that are missing
FOREIGN = (
    0.04  # share of letters that Russian has not; in Russian with foreign names it stays below a hundredth
)
ENOUGH = 4
MIXED = 0.2  # share of Cyrillic letters below which the text is no Russian
HARD_SIGN = 0.008  # twenty times as frequent in Bulgarian as in Russian, which has ы for it
RARE = 0.001


def other_language(text: str) -> str | None:
    """The language, `another alphabet` where hardly a letter is Cyrillic, or None: Russian or too short."""
    counts = Counter(letter for letter in text.lower() if letter.isalpha())
    total = counts.total()
    cyrillic = Counter({letter: count for letter, count in counts.items() if ord(letter) in CYRILLIC})
    if total >= 3 * FEW and cyrillic.total() < MIXED * total:
        return "another alphabet"
    if cyrillic.total() < FEW:
        return None
    foreign = sum(count for letter, count in cyrillic.items() if letter not in RUSSIAN)
    if foreign >= max(ENOUGH, FOREIGN * cyrillic.total()):
        return next((name for name, own in LETTERS.items() if own & cyrillic.keys()), "another language")
    return "Bulgarian" if _is_bulgarian(cyrillic) else None


def _is_bulgarian(counts: Counter[str]) -> bool:
    total = counts.total()
    russian = counts["ы"] + counts["э"] + counts["ё"]
    return total >= 3 * FEW and russian < RARE * total and counts["ъ"] > HARD_SIGN * total
