"""Names that a module has from others, which are loaded when one is first used (PEP 562).

Type checkers read the imports under `if TYPE_CHECKING:`; what runs has the table behind `else:`, which says the same.
"""

from __future__ import annotations

from importlib import import_module

# As typing.TYPE_CHECKING, without importing typing: --help and --version need not wait for it.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def lazily(module: str, package: str | None, places: Mapping[str, str]) -> Callable[[str], object]:
    """Returns the `__getattr__` of a module.

    `places` goes from the names of modules, relative to a package, to the names that are theirs, parted by spaces.
    """
    place_of = {name: place for place, names in places.items() for name in names.split()}

    def get(name: str) -> object:
        if name not in place_of:
            raise AttributeError(f"module {module!r} has no attribute {name!r}")
        return getattr(import_module(place_of[name], package), name)

    return get
