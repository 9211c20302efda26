"""Sentences and readings built by hand, without models."""

from __future__ import annotations

from datetime import date

from kg.extract.reading import Reading, Ref, new_reading
from kg.model import Article, Document, Kind, Sentence, Span, Token, Zone, ZoneKind


def sentence(*rows: str) -> Sentence:
    """A sentence of rows `word lemma POS head relation Feature=Value…`; heads count from 1, 0 is the root."""
    tokens, at = [], 0
    for row in rows:
        word, lemma, pos, head, rel, *feats = row.split()
        pairs = dict(pair.split("=") for pair in feats)
        span = Span(at, at + len(word))
        tokens.append(Token(span, word, lemma, word, pos, pairs, int(head) - 1, rel))
        at = span.stop + 1
    return Sentence(Span(0, at - 1), tuple(tokens), ZoneKind.BODY)


def plain(text: str) -> tuple[Token, ...]:
    """The words of a text as tokens that know nothing of each other."""
    return sentence(*(f"{word} {word.lower()} X 0 root" for word in text.split())).tokens


def reading(*sentences: Sentence, published: date | None = None) -> Reading:
    """A reading of sentences, each a paragraph; their tokens' offsets move to where they stand."""
    text, zones, moved = "", [], []
    for one in sentences:
        words = " ".join(token.text for token in one.tokens)
        moved.append(shifted(one, len(text)))
        zones.append(Zone(moved[-1].span, ZoneKind.BODY))
        text += f"{words}\n"
    article = Article("hand", text, published=published)
    return new_reading(Document(article, tuple(zones), tuple(moved), ()))


def shifted(one: Sentence, by: int) -> Sentence:
    """The sentence as it stands further on in a text."""

    def moved(span: Span) -> Span:
        return Span(span.start + by, span.stop + by)

    tokens = tuple(
        Token(moved(t.span), t.text, t.lemma, t.nominative, t.pos, t.feats, t.head, t.rel) for t in one.tokens
    )
    return Sentence(moved(one.span), tokens, one.zone)


def name(reading: Reading, kind: Kind, words: str, index: int, start: int, known: str | None = None) -> str:
    """A thing named by as many words of a sentence as `words` has; gives back its key."""
    offset = reading.sentences[index].tokens[start].span.start
    key = reading.add_thing(kind, [words], offset, known)
    reading.add_ref(Ref(index, start, start + len(words.split()), start, key, kind))
    return key
