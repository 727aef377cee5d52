"""Where the sources in the graph disagree with each other or with the memo: found by rules, from the data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import pyoxigraph as ox

from ..answers.conflicts import KINDS, Conflict
from ..stores.protocol import Match
from .acts import entries, signatures
from .counts import counts
from .documents import addresses, foundings, identifiers, roles
from .lists import lists
from .reports import reports
from .said import Said
from .values import dates, values

_FINDERS: tuple[Callable[[Said], Iterator[Conflict]], ...] = (
    dates,
    values,
    counts,
    identifiers,
    addresses,
    foundings,
    lists,
    signatures,
    entries,
    reports,
    roles,
)


def conflicts(asserted: Iterable[ox.Quad], match: Match, label: Callable[[str], str]) -> list[Conflict]:
    """Finds all conflicts among asserted statements, in order of kind and question.

    `match` looks up the entries into force that were computed from them, `label` names a thing.
    """
    said = Said(asserted, match, label)
    found = {conflict for find in _FINDERS for conflict in find(said)}
    kinds = list(KINDS)
    return sorted(found, key=lambda one: (kinds.index(one.kind), one.question, one.about, one.sides))
