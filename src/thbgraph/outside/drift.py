"""Comparing what was fetched from outside with the graph."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from ..building.index import Index
from ..naming import matching
from ..words.errors import RequestError
from . import comparison as thought
from . import fetched
from .differences import Drift
from .facts import read_facts


def drift(quads: Iterable[ox.Quad], index: Index, target: str | None = None) -> list[Drift]:
    """Says what fetched sources say otherwise than asserted quads, each with the day on which it was got.

    In order of scheme, entity and kind; `target` is one scheme. Raises RequestError where nothing of it was
    fetched.
    """
    kept = fetched.stored(target)
    if not kept:
        named = f" --target {target}" if target else ""
        raise RequestError(f"nothing has been fetched to compare with; run: thbgraph link fetch{named}")
    wanted = {*matching.FACTS, *thought.FACTS}
    said = [quad for quad in quads if quad.predicate.value in wanted]
    here = thought.Here(said, matching.read_names(said, index.classes), index.classes)
    found = [
        Drift(one.scheme, one.iri, one.retrieved, difference)
        for one in kept
        if one.iri in here.linked
        for difference in thought.differences(here.linked[one.iri], read_facts(one.quads(), one.iri), here)
    ]
    return sorted(found, key=lambda one: (one.scheme, one.difference.entity, one.difference.kind))
