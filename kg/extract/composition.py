"""Where a sentence begins to list the members of a delegation: small rules, each a turn of the genre."""

from __future__ import annotations

from collections.abc import Callable

from kg.extract.lexicon import ACCOMPANY, ENTER, words
from kg.extract.syntax import is_negated
from kg.model import Sentence

GROUPS = words("делегация группа миссия участник делегат")
JOURNEYS = words("поездка визит миссия командировка бизнес-миссия")
ENTERING = words("войти входить включить включать включён включен")
SETTING_OUT = words(
    "вылететь отправиться поехать прибыть приехать участвовать лететь полететь ехать прилететь"
)
REPRESENTED = words("бизнес регион край область республика вуз")
MARKS = {"–", "—", ":"}
LISTS = words("состав список число")
TAKING = words("участвовать участие")
BESIDES = words("вместе помимо кроме")
PRONOUNS = frozenset({"неё", "нее", "которую"})
# the words at which a rule begins; most tokens need not be shown to any
TURNS = LISTS | TAKING | BESIDES | ACCOMPANY | words("делегация компания представлять")

Rule = Callable[[Sentence, int], int | None]


def composition_start(sentence: Sentence) -> int | None:
    """The token after which the members are listed, or None if the sentence lists none."""
    for i, token in enumerate(sentence.tokens):
        for rule in RULES if token.lemma in TURNS or token.text.lower() in PRONOUNS else ():
            start = rule(sentence, i)
            if start is not None:
                return start
    return None


def _has(sentence: Sentence, wanted: frozenset[str], start: int = 0, stop: int | None = None) -> bool:
    return any(t.lemma in wanted for t in sentence.tokens[max(0, start) : stop])


def in_the_list(sentence: Sentence, i: int) -> int | None:
    """`в состав делегации вошли …`, `в списке участников – …`, `состав группы: …`."""
    tokens = sentence.tokens
    if tokens[i].lemma not in LISTS or not i or not _has(sentence, GROUPS | ENTER):
        return None
    rest = range(i, len(tokens))
    told = any(tokens[j].lemma in ENTER or tokens[j].text in MARKS for j in rest)
    return i if told or tokens[i - 1].text.lower() in {"в", "её", "его", "ее"} else None


def in_the_delegation(sentence: Sentence, i: int) -> int | None:
    """`в делегации – …`, `в делегацию включены …`, `делегация включает …`, `… войдёт в делегацию`."""
    tokens = sentence.tokens
    if tokens[i].lemma != "делегация":
        return None
    before = tokens[i - 1].text.lower() if i else ""
    entering = _has(sentence, ENTERING, i - 5, i + 10)
    marked = any(t.text in MARKS for t in tokens[i + 1 : i + 8])
    if before not in {"в", ""} or not (entering or (marked and before)):
        return None
    return 0 if _has(sentence, ENTERING, i - 4, i) else i


def into_it(sentence: Sentence, i: int) -> int | None:
    """`делегация, а в неё входят …`: the pronoun stands for it."""
    tokens = sentence.tokens
    pronoun = i and tokens[i].text.lower() in PRONOUNS and tokens[i - 1].text.lower() == "в"
    if not pronoun or not (i == 1 or _has(sentence, GROUPS, 0, i)):
        return None
    return i if _has(sentence, ENTERING, i - 3, i + 4) else None


def accompany(sentence: Sentence, i: int) -> int | None:
    """`главу сопровождают …`, `к делегации присоединится …`."""
    return 0 if sentence.tokens[i].lemma in ACCOMPANY and not is_negated(sentence, i) else None


def take_part(sentence: Sentence, i: int) -> int | None:
    """`в поездке участвуют …`, `участие в визите приняли …`."""
    taking = sentence.tokens[i].lemma in TAKING
    return 0 if taking and _has(sentence, JOURNEYS, i - 4, i + 5) else None


def together(sentence: Sentence, i: int) -> int | None:
    """`вместе с ним вылетели …`, `помимо главы, поехали …`."""
    return 0 if sentence.tokens[i].lemma in BESIDES and _has(sentence, SETTING_OUT) else None


def keep_company(sentence: Sentence, i: int) -> int | None:
    """`компанию мэру составили …`."""
    company = sentence.tokens[i].lemma == "компания"
    return i if company and _has(sentence, words("составить составлять")) else None


def represent(sentence: Sentence, i: int) -> int | None:
    """`бизнес представляют …` at the head of a sentence."""
    return i if i < 4 and sentence.tokens[i].lemma == "представлять" and _has(sentence, REPRESENTED) else None


RULES: tuple[Rule, ...] = (
    in_the_list,
    accompany,
    in_the_delegation,
    into_it,
    take_part,
    together,
    keep_company,
    represent,
)
