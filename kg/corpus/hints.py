"""Names that look unmarked: hints for whoever annotates, not errors."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.corpus.annotated import AnnotatedArticle
from kg.model import Span

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
SENTENCE_END = re.compile(r"(?:[.!?…:\n]|^)[\s«\"„(–—•*-]*$")
NAMED = frozenset("porctef")


def hints(annotated: AnnotatedArticle) -> Iterator[str]:
    """Capitalised words inside sentences that no entity's marking covers, with their surroundings."""
    text = annotated.article.text
    covered = [m.span for m in annotated.markings if m.id[0] in NAMED or m.id[0] == "d"]
    for match in WORD.finditer(text):
        span = Span(match.start(), match.end())
        if not match.group()[0].isupper() or any(each.covers(span) for each in covered):
            continue
        if not begins_sentence(text, span.start) or known_word(annotated, match.group()):
            yield f"«{match.group()}» unmarked in «…{around(text, span)}…»"


def begins_sentence(text: str, start: int) -> bool:
    """True if only marks stand between the place and the end of the sentence before."""
    return SENTENCE_END.search(text[max(0, start - 12) : start]) is not None


def known_word(annotated: AnnotatedArticle, word: str) -> bool:
    """True if the word may be a form of a word in an entity's name."""
    stem = word.casefold()[:5]
    return len(word) > 4 and any(
        part.casefold()[:5] == stem and part[0].isupper()
        for entity in annotated.entities
        for name in entity.names
        for part in WORD.findall(name)
    )


def around(text: str, span: Span) -> str:
    """Some of the text on both sides."""
    return text[max(0, span.start - 25) : span.stop + 25].replace("\n", "⏎")
