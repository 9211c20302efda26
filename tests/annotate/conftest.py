"""Shared by the annotation tests: case files and the annotator with its models."""

from __future__ import annotations

import pytest

from kg.annotate import Annotator


@pytest.fixture(scope="session")
def annotator() -> Annotator:
    """One annotator; the models load at its first article."""
    return Annotator()
