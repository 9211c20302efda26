"""Extractions → resolution: which nodes of many articles stand for one thing, and why."""

from kg.link.groups import Merge, Ref
from kg.link.resolve import Resolution, resolve

__all__ = ["Merge", "Ref", "Resolution", "resolve"]
