"""Record sources: which passages and sources say what states and bodies did under treaties, or of which organizations they were members."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

import pyoxigraph as ox

from ..base import vocabulary as thb
from ..base.namespaces import EDITORS, PREFIXES, RDF_TYPE
from ..base.triples import is_asserted
from ..base.values import grouped
from ..base.vocabulary import Status
from ..stores.lines import is_computed
from ..stores.lookup import Lookup
from ..stores.protocol import Pattern
from .records import ACTORS
from .state_names import succession_in

_ORG = PREFIXES["org"]
#: By what properties an act, report or membership names whose it is, and what it is under.
_OF = tuple(map(ox.NamedNode, (*ACTORS, thb.state, f"{_ORG}member")))
_UNDER = tuple(map(ox.NamedNode, (thb.instrument, f"{_ORG}organization", thb.membersOf)))
#: What a source says of all parties, or members, at once.
_COVERAGE: Pattern = (None, ox.NamedNode(RDF_TYPE), ox.NamedNode(thb.Coverage))
#: What a report says that a state had done by its day.
_DONE = frozenset((Status.CONSENTED, Status.PARTY))


def record_sources(
    parties: Iterable[str], undecided: Iterable[str], under: Iterable[str], day: str, lookup: Lookup
) -> list[str]:
    """Returns the graphs that record acts, reports or memberships of some parties, or of those whom they carry on, as far as they tell of a day.

    Graphs that list all who acted under a treaty, or all members, are among them; what the editors read of a source, or the program computed, is not.
    Of parties that are undecided later reports tell by when they had acted.
    """
    succession = succession_in(lookup)
    line = dict.fromkeys(chain.from_iterable(map(succession.line, parties)))
    of_parties = [_COVERAGE, *((None, prop, ox.NamedNode(one)) for one in line for prop in _OF)]
    joints = [(None, prop, ox.NamedNode(one)) for one in under for prop in _UNDER]
    lookup.load([*of_parties, *joints])
    named = {quad.subject for pattern in of_parties for quad in lookup.match(*pattern)}
    records = (quad.subject for pattern in joints for quad in lookup.match(*pattern))
    stated = (one for one in records if one in named and not is_computed(one))
    about = grouped((quad.subject, quad) for quad in lookup.about(*dict.fromkeys(stated)))
    open_ = frozenset(chain.from_iterable(map(succession.line, undecided)))
    telling = (of for of in about.values() if tells_of(day, of) or _party_of(of) in open_)
    graphs = dict.fromkeys(quad.graph_name.value for of in telling for quad in of if is_asserted(quad))
    return [graph for graph in graphs if graph != EDITORS]


def tells_of(day: str, record: Iterable[ox.Quad]) -> bool:
    """Says whether what is said of an act, report or membership tells where somebody stood on a day.

    A report that a state had consented does so from its own day on; one that it had not, of earlier days, too.
    """
    said = {quad.predicate.value: quad.object.value for quad in record}
    return said.get(thb.reportedStatus) not in _DONE or said.get(thb.earliest, "") <= day


def _party_of(report: Iterable[ox.Quad]) -> str:
    return next((quad.object.value for quad in report if quad.predicate.value == thb.state), "")
