"""Articles → documents, in batches."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.annotate.agreeing import agreed
from kg.annotate.inflection import forms, with_case
from kg.annotate.models import Parse, learn, parse_sentences, tag_names
from kg.annotate.naming import normalize
from kg.annotate.neural.cues import Cues, find_cues, no_cues
from kg.annotate.recall import recall_surnames
from kg.annotate.recognition import NameSpan, name_spans
from kg.annotate.segmentation import group, sentences, words
from kg.annotate.tree import break_cycles
from kg.batches import in_batches
from kg.heap import give_back, without_collector
from kg.model import Article, Document, Sentence, Span, Token, Zone, ZoneKind
from kg.text.layout import zones

LONGEST_SENTENCE = 1000  # words; no sentence of news comes near
See = Callable[[Sequence[str]], Iterator[Cues]]
BATCH_ARTICLES = 32  # enough to fill the networks' batches; documents come out after as many articles


class Annotator:
    """Annotates articles; the models load at the first one.

    Without `learned` documents have no cues: what is then extracted is what rules alone find.
    """

    def __init__(self, *, learned: bool = True) -> None:
        self._learned = learned

    def map(self, articles: Iterable[Article]) -> Iterator[Document]:
        """One document per article, in order; reads a few articles ahead."""
        give_back()
        for batch in in_batches(articles, BATCH_ARTICLES):
            yield from _annotate(batch, find_cues if self._learned else no_cues)

    def __call__(self, article: Article) -> Document:
        """The document of one article; several go faster through `map`."""
        return next(self.map([article]))


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A zone with its words, and its sentences as spans with the words inside each."""

    zone: Zone
    words: tuple[Span, ...]
    sentences: tuple[tuple[Span, tuple[Span, ...]], ...]


def _annotate(articles: Sequence[Article], see: See) -> Iterator[Document]:
    texts, parses, tags = _read(articles)
    cues = see([article.text for article in articles])
    for article, found, seen in zip(articles, texts, cues, strict=True):
        yield _document(article, found, parses, tags, seen)


@without_collector()
def _read(
    articles: Sequence[Article],
) -> tuple[Sequence[Sequence[_Paragraph]], Iterator[Parse], Iterator[list[str]]]:
    """The paragraphs of each article, what is found in their sentences, and the tags of their names."""
    texts = [[_paragraph(article.text, zone) for zone in zones(article.text)] for article in articles]
    paragraphs = [
        (article.text, paragraph)
        for article, found in zip(articles, texts, strict=True)
        for paragraph in found
    ]
    learn(_lower(paragraphs))
    parses = parse_sentences(
        [_strings(text, words) for text, paragraph in paragraphs for _, words in paragraph.sentences]
    )
    return texts, parses, tag_names([_strings(text, paragraph.words) for text, paragraph in paragraphs])


def _bounded(
    parts: Iterable[tuple[Span, tuple[Span, ...]]],
) -> Iterator[tuple[Span, tuple[Span, ...]]]:
    """The sentences, too long ones in pieces: the parser's memory grows with the square of the length."""
    for span, found in parts:
        if len(found) <= LONGEST_SENTENCE:
            yield span, found
            continue
        for first in range(0, len(found), LONGEST_SENTENCE):
            piece = found[first : first + LONGEST_SENTENCE]
            yield Span(piece[0].start, piece[-1].stop), piece


def _paragraph(text: str, zone: Zone) -> _Paragraph:
    found = words(text, zone)
    spans = sentences(text, zone)
    return _Paragraph(zone, found, tuple(_bounded(zip(spans, group(found, spans), strict=True))))


def _lower(paragraphs: Iterable[tuple[str, _Paragraph]]) -> Iterator[str]:
    """The words of paragraphs, in lower case."""
    return (
        text[span.start : span.stop].lower() for text, paragraph in paragraphs for span in paragraph.words
    )


def _strings(text: str, spans: Iterable[Span]) -> list[str]:
    return [text[span.start : span.stop] for span in spans]


@without_collector()
def _document(
    article: Article,
    paragraphs: Sequence[_Paragraph],
    parses: Iterator[Parse],
    tags: Iterator[list[str]],
    seen: Cues,
) -> Document:
    found: list[Sentence] = []
    spans: list[NameSpan] = []
    for paragraph in paragraphs:
        parsed = [
            _sentence(article.text, span, words, next(parses), paragraph.zone.kind)
            for span, words in paragraph.sentences
        ]
        found.extend(parsed)
        paragraph_tokens = [token for sentence in parsed for token in sentence.tokens]
        spans.extend(name_spans(paragraph_tokens, next(tags)))
    tokens = [token for sentence in found for token in sentence.tokens]
    names = normalize(article.text, recall_surnames(tokens, agreed(article.text, spans, seen.cues)), found)
    kinds = tuple(paragraph.zone for paragraph in paragraphs)
    return Document(article, kinds, tuple(found), names, seen.cues, seen.ties, seen.bonds)


def _sentence(text: str, span: Span, words: Sequence[Span], parse: Parse, zone: ZoneKind) -> Sentence:
    heads = break_cycles(parse.heads)
    rels = ["root" if head < 0 else rel for head, rel in zip(heads, parse.rels, strict=True)]
    capitals = text[span.start : span.stop].isupper()
    tokens = []
    for word, tag, head, rel in zip(words, parse.tags, heads, rels, strict=True):
        form = text[word.start : word.stop]
        settled = with_case(tag, parse.tags[head]) if rel == "conj" else tag
        lemma, nominative = forms(form, settled, capitals)
        tokens.append(Token(word, form, lemma, nominative, tag.pos, tag.feats, head, rel))
    return Sentence(span, tuple(tokens), zone)
