"""Extractions → resolution: which nodes of many articles stand for one thing, and why."""

from kg.link.blocking import article_keys, cast
from kg.link.comparing import Comparing, here
from kg.link.entities import entity
from kg.link.groups import Merge, Ref
from kg.link.known import Known
from kg.link.resolve import Resolution, resolve
from kg.link.revise import Revision, revise

__all__ = [
    "Comparing",
    "Known",
    "Merge",
    "Ref",
    "Resolution",
    "Revision",
    "article_keys",
    "cast",
    "entity",
    "here",
    "resolve",
    "revise",
]
