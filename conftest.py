"""Puts the checkout on the import path, so that tests share `tests.factory` and `tests.strategies`."""

from hypothesis import settings

settings.register_profile("project", deadline=None)  # a busy machine is no failure
settings.load_profile("project")
