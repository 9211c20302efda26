"""Countries, first-level regions and cities of the world by any Russian form of their names."""

from kg.gazetteer.districts import around
from kg.gazetteer.place import Form, FormKind, Place
from kg.gazetteer.tables import Gazetteer, gazetteer

__all__ = ["Form", "FormKind", "Gazetteer", "Place", "around", "gazetteer"]
