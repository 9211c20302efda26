"""Annotator: whole articles through the models."""

from __future__ import annotations

import pytest

from kg.annotate import Annotator
from kg.model import Article


@pytest.mark.models
@pytest.mark.parametrize("text", ["", " ", "\n\n \t\n"])
def test_blank_text_has_no_sentences(text: str) -> None:
    document = Annotator()(Article("blank", text))
    assert (document.sentences, document.names) == ((), ())
