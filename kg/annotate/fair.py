"""Texts as given → the fair copies that the models read."""

from __future__ import annotations

from kg.annotate.casing import recased
from kg.text.cleaning import clean
from kg.text.faircopy import FairCopy
from kg.text.parts import parts


def fair_copies(text: str) -> list[FairCopy]:
    """The text without what print does not show, lines in one case retold, in parts where it is long."""
    copy = clean(text)
    return parts(copy.respelled(recased(copy.text)))
