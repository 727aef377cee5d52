"""Names that a module has from others, which are loaded when one is first used (PEP 562).

Type checkers read the imports under `if TYPE_CHECKING:`, which nothing runs. What runs, behind `else:`, reads in them
where each name is.
"""

from __future__ import annotations

import sys
from importlib import import_module

# As typing.TYPE_CHECKING, without importing typing: --help and --version need not wait for it.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


def lazily(module: str) -> tuple[Callable[[str], object], Callable[[], list[str]]]:
    """Returns the `__getattr__` and the `__dir__` of a module."""
    spec: Any = sys.modules[module].__spec__
    places: dict[str, str] = {}

    def known() -> dict[str, str]:
        if not places:
            places.update(_places(spec.loader.get_source(module)))
        return places

    def get(name: str) -> object:
        if name.startswith("__") or name not in known():
            raise AttributeError(f"module {module!r} has no attribute {name!r}")
        value = getattr(import_module(places[name], spec.parent), name)
        setattr(sys.modules[module], name, value)  # so that it is found without asking again
        return value

    return get, lambda: sorted({*vars(sys.modules[module]), *known()})


def _places(source: str) -> dict[str, str]:
    """Returns, by name, the module from which each import for type checkers takes it."""
    block = source.partition("if TYPE_CHECKING:\n")[2].partition("else:\n")[0]
    imports = (one.partition(" import ") for one in block.split("    from ")[1:])
    return {
        name.split()[-1]: place for place, _, names in imports for name in names.strip("(), \n").split(",")
    }
