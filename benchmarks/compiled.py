"""Byte code of the package, as pip leaves it: what users start is not compiled at every start."""

from __future__ import annotations

from compileall import compile_dir
from importlib.util import find_spec


def compile_package() -> None:
    """Compile `kg` beside its source, even where Python is told to leave no byte code behind.

    A checkout has none there, and every start would compile its modules; packages that pip installed have it.
    """
    spec = find_spec("kg")
    assert spec is not None and spec.submodule_search_locations
    for folder in spec.submodule_search_locations:
        compile_dir(folder, quiet=1)
