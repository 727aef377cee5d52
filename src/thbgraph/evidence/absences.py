"""What a row rests on not being there, in words, and what grounds it.

That something is not in the graph says that no source states it, and no more. Only a source that names every
act of a kind done to an instrument, or a report that a state had not done one, grounds that it was not done.
What is lacking of a computed node is so because the statements that it is computed from do not give it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox

from ..base import vocabulary as thb
from ..base.namespaces import COMPUTED, RDF_TYPE
from ..base.terms import Term
from ..base.triples import Match
from ..base.vocabulary import CONSENTS, ActKind, Status
from ..results.answer import Absence
from ..status.records import ACTORS
from ..stores.lookup import Lookup
from ..stores.protocol import Pattern
from .plan import SHORTCUTS, AbsentPattern, Description

_KINDS: Mapping[str, str] = {kind: ActKind.CONSENT for kind in CONSENTS} | {
    ActKind.SIGNATURE: ActKind.SIGNATURE
}
#: Of which kind of act a report of a status says that there was none.
_DENIED: dict[str, set[str]] = {
    Status.NO_ACT: {ActKind.SIGNATURE, ActKind.CONSENT},
    Status.SIGNATORY: {ActKind.CONSENT},
    Status.NOT_CONSENTED: {ActKind.CONSENT},
}
#: An act that is not there: its kind, the instrument, and who would have done it, where known.
_Act = tuple[str, Term, "Term | None"]


_COMPLETE, _STATE = ox.NamedNode(thb.completeUpTo), ox.NamedNode(thb.state)


def load_grounds_of_absences(
    lacking: Iterable[tuple[AbsentPattern, Mapping[str, Term]]], lookup: Lookup
) -> None:
    """Fetches what grounds absences: coverage, and reports on the states that did not act; two calls."""
    acts = {act for absence, solution in lacking for act in _acts(absence.description, solution)}
    if acts:
        states = {state for _, _, state in acts if state is not None}
        patterns: list[Pattern] = [(None, _COMPLETE, None), *((None, _STATE, state) for state in states)]
        lookup.load(patterns)
        lookup.load_about(quad.subject for pattern in patterns for quad in lookup.match(*pattern))


class Absences:
    """Tells of what is not there, and looks up what grounds it, each act once."""

    def __init__(self, match: Match) -> None:
        self._match = match
        self._grounds: dict[_Act, tuple[ox.Quad, ...]] = {}

    def in_solution(self, absence: AbsentPattern, solution: Mapping[str, Term]) -> Absence:
        """Gives the absence on which a solution rests."""
        quads = (quad for act in _acts(absence.description, solution) for quad in self._of_act(act))
        subjects = [_name(_filled(subject, solution)) for subject in absence.description]
        is_computed = bool(subjects) and all(name.startswith(COMPUTED) for name in subjects)
        return Absence(absence.form, absence.words, tuple(dict.fromkeys(quads)), is_computed)

    def _of_act(self, act: _Act) -> tuple[ox.Quad, ...]:
        if act not in self._grounds:
            self._grounds[act] = tuple([*self._coverage(act), *self._reports(act)])
        return self._grounds[act]

    def _coverage(self, act: _Act) -> Iterator[ox.Quad]:
        kind, instrument, _ = act
        for until in self._match(None, _COMPLETE, None):
            of_kind = list(self._match(until.subject, ox.NamedNode(thb.actKind), ox.NamedNode(kind)))
            of_treaty = list(self._match(until.subject, ox.NamedNode(thb.instrument), instrument))
            if of_kind and of_treaty:
                yield from (*of_kind, *of_treaty, until)

    def _reports(self, act: _Act) -> Iterator[ox.Quad]:
        kind, instrument, state = act
        for description in self._match(None, _STATE, state) if state else ():
            about = list(self._match(description.subject, ox.NamedNode(thb.instrument), instrument))
            for status in self._match(description.subject, ox.NamedNode(thb.reportedStatus), None):
                if about and kind in _DENIED.get(status.object.value, ()):
                    yield from (description, *about, status)


def _acts(description: Description, solution: Mapping[str, Term]) -> Iterator[_Act]:
    """Yields the acts that a pattern is about, its variables filled in."""
    for subject, stated in description.items():
        pairs = [(prop, _filled(thing, solution)) for prop, thing in stated]
        kinds = {_KINDS[_name(thing)] for prop, thing in pairs if prop == RDF_TYPE and _name(thing) in _KINDS}
        kinds |= {ACTORS[prop] for prop, _ in pairs if prop in ACTORS}
        who = next((thing for prop, thing in pairs if prop in ACTORS), None)
        about = next((thing for prop, thing in pairs if prop == thb.instrument), None)
        if about is not None:
            yield from ((kind, about, who) for kind in sorted(kinds))
        for prop, thing in pairs:
            if prop in SHORTCUTS and thing is not None:
                yield SHORTCUTS[prop], thing, _filled(subject, solution)


def _filled(part: Term | str, solution: Mapping[str, Term]) -> Term | None:
    if isinstance(part, ox.BlankNode):
        return None
    return solution.get(part) if isinstance(part, str) else part


def _name(term: Term | None) -> str:
    return term.value if isinstance(term, ox.NamedNode) else ""
