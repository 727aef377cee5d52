"""Where the sources in the graph disagree with each other or with the memo: found by rules, from the data."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ..answers.conflicts import KINDS, Conflict
from ..files.links import LinkSet
from ..stores.protocol import MatchMany
from ..treaties.records import Records
from .acts import entries, lists, signatures
from .counts import counts, members
from .dates import dates
from .documents import ended, endings, foundings, numbers, roles
from .identifiers import refused
from .sources import Sources

_FINDERS = (dates, counts, members, numbers, foundings, endings, ended, lists, signatures, entries, roles)


def conflicts(
    records: Records,
    match_many: MatchMany,
    label: Callable[[str], str],
    links: Iterable[LinkSet] = (),
) -> list[Conflict]:
    """Finds all conflicts among what asserted statements record, and what links refuse, in order of kind and question.

    `match_many` looks up the entries into force that were computed from it, `label` names a thing.
    """
    sources = Sources(records, match_many, label)
    found = {conflict for find in _FINDERS for conflict in find(sources)}
    found.update(refused(links, label))
    kinds = list(KINDS)
    return sorted(found, key=lambda one: (kinds.index(one.kind), one.question, one.about, one.sides))
