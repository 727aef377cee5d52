"""Where the sources in the graph disagree with each other or with the memo: found by rules, from the data.

Most kinds are queries of the home with a header (see `declared`). Those that count acts, weigh days or read the files of
links are here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ..base.errors import DataError
from ..rdf.links import LinkSet
from ..results.conflict import Conflict
from ..status.records import Records
from ..stores.evaluation import check_select
from ..stores.protocol import Store
from .counts import counts, members
from .date_conflicts import dates
from .identifiers import refused
from .kinds import DeclaredKind, declared, kind_of
from .source_statements import Sources
from .status_conflicts import statuses


class ConflictKind(NamedTuple):
    """What a kind of conflict is, and how it is found."""

    summary: str
    rule: str


#: The kinds that are no queries.
_KINDS = {
    "value": ConflictKind(
        "sources date one thing so that no day fits all of them",
        "No day lies within all the datings of a thing; a year and a day in it agree. Where one source prints several "
        "days that the depositary's exclude, they are one conflict. An undated act of a passage was done by the "
        "passage's reporting day.",
    ),
    "status": ConflictKind(
        "a source has a state as having done what by another it had not by a later day",
        "Status reports, and sources that name every act of a kind but none of the state, that leave no day for its "
        "signature, its consent or the entry into force for it.",
    ),
    "count": ConflictKind(
        "a printed number of signatures, consents or members is not that of the acts or lists on its day",
        "A `thb:Figure` with a `thb:actKind` against the acts by its day, or of the type `thb:Member` against the "
        "memberships. Greater numbers of days after a source that covers all are told together, since not all acts in "
        "between are named. Acts with a range of days count as possible; more acts than are named are possible unless "
        "a source covers all. A number fits with or without unions of states.",
    ),
    "refused": ConflictKind(
        "an identifier that was considered for a thing and rejected, with the reason",
        "A row of a link file with the modifier `Not`. It is in the files of links alone, not among the statements.",
    ),
}


def read_kinds(files: Mapping[str, str]) -> list[DeclaredKind]:
    """Reads the kinds that the files of a home declare, by path; raises DataError for the first that is wrong."""
    return [read_kind(text, path) for path, text in files.items()]


def read_kind(text: str, path: str) -> DeclaredKind:
    """Reads one kind; raises DataError for a wrong header, what is no SELECT query, and a name that is taken."""
    check_select(text, path)
    kind = kind_of(text, path)
    if kind.name in _KINDS:
        raise DataError(f"the kind {kind.name} is one of the program's", "rename the file", path=path)
    return kind


def kinds_with(declared_kinds: Iterable[DeclaredKind]) -> Mapping[str, ConflictKind]:
    """Returns all kinds of conflict by name, in the order in which they are listed."""
    return _KINDS | {one.name: ConflictKind(one.summary, one.rule) for one in declared_kinds}


def conflicts(
    records: Records,
    store: Store,
    label: Callable[[str], str],
    links: Iterable[LinkSet] = (),
    declared_kinds: Sequence[DeclaredKind] = (),
) -> list[Conflict]:
    """Finds all conflicts among what is stated and what links refuse, in order of kind and question.

    `store` holds what the records are of and what was computed from it, `label` names a thing.
    """
    sources = Sources(records, store, label)

    def found() -> Iterator[Conflict]:
        for find in (dates, statuses, counts, members):
            yield from find(sources)
        yield from refused(links, label)
        for kind in declared_kinds:
            yield from declared(kind, store, sources)

    order = list(kinds_with(declared_kinds))
    return sorted({*found()}, key=lambda one: (order.index(one.kind), one.question, one.about, one.sides))
