"""Questions to the dependency tree: whose subject, what depends on what, which clause a word stands in."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.lexicon import NEGATION, PLAN
from kg.extract.reading import Reading, Ref
from kg.model import Kind, Sentence, Token

JOINED = {
    "appos",
    "conj",
    "flat",
    "flat:name",
    "flat:foreign",
    "nmod",
    "parataxis",
    "amod",
    "dep",
    "compound",
}
FUTURE_WORDS = {"будет", "будут", "станет", "станут"}


def ancestors(sentence: Sentence, token: int) -> Iterator[int]:
    """The governing tokens from near to far."""
    head = sentence.tokens[token].head
    while head >= 0:
        yield head
        head = sentence.tokens[head].head


def is_verb(token: Token) -> bool:
    """True for finite verbs, infinitives, participles and gerunds, and predicative short adjectives."""
    return token.pos == "VERB" or (token.pos == "ADJ" and token.feats.get("Variant") == "Short")


def governor(sentence: Sentence, token: int) -> int | None:
    """The nearest verb above a token."""
    return next((a for a in ancestors(sentence, token) if is_verb(sentence.tokens[a])), None)


def subject(sentence: Sentence, verb: int) -> int | None:
    """The subject's token; of an infinitive, coordinated verb or gerund the governing verb's; of a
    participle its noun."""
    tokens = sentence.tokens
    seen = {verb}
    while True:
        own = next(
            (i for i, t in enumerate(tokens) if t.head == verb and t.rel.startswith(("nsubj", "csubj"))), None
        )
        if own is not None:
            return _antecedent(sentence, own, verb)
        token, head = tokens[verb], tokens[verb].head
        if head < 0 or head in seen:
            return None
        if token.rel.startswith("acl") and not is_verb(tokens[head]):
            return head
        if token.rel not in {
            "xcomp",
            "conj",
            "advcl",
            "csubj",
            "ccomp",
            "parataxis",
            "csubj:pass",
            "obl",
            "nmod",
        }:
            return None
        seen.add(head)
        verb = head


def _antecedent(sentence: Sentence, token: int, verb: int) -> int:
    """`который` stands for the noun that its clause modifies."""
    if sentence.tokens[token].lemma == "который" and sentence.tokens[verb].head >= 0:
        return sentence.tokens[verb].head
    return token


def refs_of(reading: Reading, index: int, token: int) -> list[Ref]:
    """References in the phrase of a token: its own, its apposition's, its coordination's; not those of
    other clauses."""
    sentence = reading.sentences[index]
    return [r for r in reading.outer(index) if r.start <= token < r.stop or _joined(sentence, r.head, token)]


def subject_refs(reading: Reading, index: int, verb: int) -> list[Ref]:
    """The references of the verb's subject; where the tree has none, the first person in the nominative
    near the verb.

    A word in the accusative form before the verb that the tree takes for a second subject is left out.
    """
    sentence = reading.sentences[index]
    tops = [i for i, t in enumerate(sentence.tokens) if t.head == verb and t.rel == "nsubj"]
    together = sentence.tokens[verb].feats.get("Number") == "Plur"
    chosen = tops if together and tops else [tops[-1] if len(tops) > 1 else subject(sentence, verb)]
    found = [r for top in chosen if top is not None for r in refs_of(reading, index, top)]
    if found:
        return found
    people = [r for r in reading.outer(index) if r.kind is Kind.PERSON and verb < r.start <= verb + 14]
    return [r for r in people[:1] if sentence.tokens[r.head].feats.get("Case") in {"Nom", None}]


def _joined(sentence: Sentence, token: int, top: int) -> bool:
    while token != top:
        if sentence.tokens[token].rel not in JOINED or sentence.tokens[token].head < 0:
            return False
        token = sentence.tokens[token].head
    return True


def preposition(sentence: Sentence, ref: Ref) -> str:
    """The preposition that governs a reference (lower case), or an empty string.

    The word before the phrase decides; the tree helps out where a coordination stands between.
    """
    tokens = sentence.tokens
    i = (ref.start if ref.lead is None else ref.lead) - 1
    while i >= 0 and (
        tokens[i].pos in {"ADJ", "DET", "NUM"}
        or tokens[i].lemma in {"он", "она", "они", "город", "республика"}
    ):
        i -= 1
    if i >= 0 and tokens[i].pos == "ADP":
        return tokens[i].text.lower()
    for top in (ref.head, *ancestors(sentence, ref.head)):
        if is_verb(tokens[top]):
            return ""
        own = next((t.text.lower() for t in tokens[:top] if t.rel == "case" and t.head == top), None)
        if own or tokens[top].rel not in {"appos", "flat", "flat:name", "conj", "nmod", "amod"}:
            return own or ""
        if top != ref.head and tokens[top].pos == "NOUN" and tokens[top].rel == "nmod":
            return ""
    return ""


def is_negated(sentence: Sentence, verb: int) -> bool:
    """True if the verb or what governs it carries `не` or `ни`."""
    tokens = sentence.tokens
    for v in (verb, *ancestors(sentence, verb)):
        if (v > 0 and tokens[v - 1].lemma in NEGATION) or any(
            t.head == v and t.text.lower() == "не" for t in tokens
        ):
            return True
        if tokens[v].rel not in {"xcomp", "csubj", "obl", "nmod", "obj", "nsubj", "nsubj:pass"}:
            break
    return False


def tense(sentence: Sentence, verb: int) -> str:
    """`future`, `present` or `past`, judged by the verb, its auxiliaries and what governs it."""
    tokens = sentence.tokens
    chain = [verb, *(a for a in ancestors(sentence, verb) if _carries_tense(sentence, verb, a))]
    lemmas = {tokens[i].lemma for i in chain} | {
        t.lemma for t in tokens if t.head in chain and t.rel in {"aux", "aux:pass", "cop", "amod"}
    }
    forms = {t.text.lower() for t in tokens if t.head in chain}
    if lemmas & PLAN or forms & FUTURE_WORDS:
        return "future"
    for i in chain:
        if (own := _tense_of(tokens[i])) is not None:
            return own
    return "past"


def _carries_tense(sentence: Sentence, verb: int, above: int) -> bool:
    return verb == above or sentence.tokens[verb].rel in {
        "xcomp",
        "csubj",
        "csubj:pass",
        "obj",
        "nsubj",
        "nsubj:pass",
        "obl",
        "nmod",
        "acl",
    }


def _tense_of(token: Token) -> str | None:
    if token.pos == "AUX" and token.feats.get("Tense") == "Fut":
        return "future"
    if token.feats.get("VerbForm") == "Fin":
        value = token.feats.get("Tense")
        if value == "Pres" and token.feats.get("Aspect") == "Perf":
            return "future"
        return {"Fut": "future", "Pres": "present", "Past": "past"}.get(value or "")
    if token.feats.get("VerbForm") == "Part":
        return "present" if token.feats.get("Tense") == "Pres" else "past"
    return None
