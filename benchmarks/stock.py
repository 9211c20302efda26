"""Stock natasha as its README shows it, a text at a time: what the annotation is measured against."""

from __future__ import annotations

import sys
from functools import cached_property
from importlib import import_module
from typing import Any

ALIASES = ("", ".analyzer", ".units", ".units.base")


class Stock:
    """natasha over pymorphy3."""

    def __init__(self) -> None:
        # natasha 1.6 imports pymorphy2, which is abandoned; pymorphy3 fits in its place
        for name in ALIASES:
            sys.modules.setdefault(f"pymorphy2{name}", import_module(f"pymorphy3{name}"))
        from natasha import NewsEmbedding, NewsMorphTagger, NewsNERTagger, NewsSyntaxParser, Segmenter

        vectors = NewsEmbedding()
        self._segmenter = Segmenter()
        self._morph, self._syntax = NewsMorphTagger(vectors), NewsSyntaxParser(vectors)
        self._names = NewsNERTagger(vectors)

    @cached_property
    def vocabulary(self) -> Any:
        """Natasha's MorphVocab."""
        from natasha import MorphVocab

        return MorphVocab()

    @cached_property
    def extractor(self) -> Any:
        """Natasha's reader of persons' names."""
        from natasha import NamesExtractor

        return NamesExtractor(self.vocabulary)

    def stages(self, text: str) -> Any:
        """Segmentation, morphology, syntax and names: natasha's Doc."""
        from natasha import Doc

        doc = Doc(text)
        doc.segment(self._segmenter)
        doc.tag_morph(self._morph)
        doc.parse_syntax(self._syntax)
        doc.tag_ner(self._names)
        return doc

    def everything(self, text: str) -> Any:
        """The stages, lemmas, normal forms of names and the parts of persons' names."""
        doc = self.stages(text)
        for token in doc.tokens:
            token.lemmatize(self.vocabulary)
        for span in doc.spans:
            span.normalize(self.vocabulary)
            if span.type == "PER":
                span.extract_fact(self.extractor)
        return doc
