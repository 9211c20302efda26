"""How a post is worded: nominative, lower case, contractions spelt out."""

from __future__ import annotations

import re

from kg.extract.lexicon import ACTING, FORMER
from kg.extract.reading import Form, Reading, is_plural
from kg.model import Kind, Token

LOCAL = {
    "областной": Kind.REGION,
    "краевой": Kind.REGION,
    "региональный": Kind.REGION,
    "республиканский": Kind.REGION,
    "окружной": Kind.REGION,
    "провинциальный": Kind.REGION,
    "городской": Kind.CITY,
    "столичный": Kind.CITY,
}


def wording(reading: Reading, index: int, start: int, head: int, stop: int) -> str:
    """The role of tokens `[start, stop)` as it is written in the graph."""
    tokens = reading.sentences[index].tokens
    acting = next(
        (i for i in range(start, head) if tokens[i].lemma in ACTING or tokens[i].lemma == "обязанность"), None
    )
    words = [
        _singular(tokens[i].nominative) for i in range(start, head) if _belongs_to_role(reading, index, i)
    ]
    if acting is None:
        words.append(_singular_head(tokens[head]))
        tail = _tail(reading, index, head + 1, stop)
    else:
        words, tail = words[: acting - start + 1], reading.text(index, acting + 1, stop)
    if acting is None and tokens[start].text.lower() == "и" and start + 4 <= head:
        words, tail = ["и. о."], reading.text(index, start + 4, stop)
    role = " ".join([*words, tail]).strip().removesuffix(",").strip()
    return spell_out(role[:1].lower() + role[1:])


def _tail(reading: Reading, index: int, start: int, stop: int) -> str:
    """The words behind the head, without the one that only says whose government it is: `областного`."""
    tokens = reading.sentences[index].tokens
    local = next((i for i in range(start, stop) if tokens[i].lemma in LOCAL), None)
    if local is None:
        return reading.text(index, start, stop) if start < stop else ""
    parts = [_tail(reading, index, start, local), _tail(reading, index, local + 1, stop)]
    return " ".join(filter(None, parts))


def _belongs_to_role(reading: Reading, index: int, i: int) -> bool:
    token, ref = reading.sentences[index].tokens[i], reading.covering(index, i)
    place = ref is not None and ref.form is Form.ADJECTIVE
    return not place and token.lemma not in {*LOCAL, *FORMER, "новый", "нынешний", "действующий"}


CONTRACTIONS = (
    (
        re.compile(
            r"^зам\.?(?=губернатор|министр|глав|мэр|председател|директор|начальник|декан|руководител)"
        ),
        "заместитель ",
    ),
    (re.compile(r"^зампред(?:а|у|ом|е)?\b"), "заместитель председателя"),
    (re.compile(r"^зам\.?\s+"), "заместитель "),
    (re.compile(r"^ген(?=директор|консул|секретар)"), "генеральный "),
)


def spell_out(role: str) -> str:
    """A role without contractions: `замминистра` → `заместитель министра`, `гендиректор` → `генеральный
    директор`."""
    for pattern, full in CONTRACTIONS:
        role = pattern.sub(full, role)
    return role


def _singular(word: str) -> str:
    """`первые` → `первый`, for the roles that a plural gives to each of several people."""
    for plural, singular in (("ые", "ый"), ("ие", "ий")):
        if word.endswith(plural):
            return word.removesuffix(plural) + singular
    return word


def _singular_head(token: Token) -> str:
    return token.lemma if is_plural(token) else token.nominative.lower()
