"""What a row rests on not being there, in words, and what grounds it.

That something is not in the graph says that no source states it, and no more. Only a source that names every
act of a kind done to an instrument, or a report that a state had not done one, grounds that it was not done.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pyoxigraph as ox

from ..texts.rows import Absence
from ..words.namespaces import RDF_TYPE, THB
from ..words.terms import Term, curie
from .computed_grounds import Match
from .evidence_plan import Lack
from .query_tree import nodes, triples
from .query_writer import Writer
from .records import ACTORS, CONSENT_KINDS

_KINDS = dict.fromkeys(CONSENT_KINDS, THB + "Consent") | {THB + "Signature": THB + "Signature"}
_SHORTCUTS = {THB + "hasSigned": THB + "Signature", THB + "hasConsented": THB + "Consent"}
#: Of which kind of act a report of a status says that there was none.
_DENIED = {
    THB + "NoAct": {THB + "Signature", THB + "Consent"},
    THB + "Signatory": {THB + "Consent"},
    THB + "NotConsented": {THB + "Consent"},
}
#: What is not there is a row or a value, and no statement.
_OF_VALUES = ("LIMIT", "MIN", "MAX")
#: An act that is not there: its kind, the instrument, and who would have done it, where known.
_Act = tuple[str, Term, "Term | None"]
#: By subject of a pattern, the properties and things that it is said to have, as the tree holds them.
_Said = dict[Any, list[tuple[str, Any]]]


class Absences:
    """Tells of what is not there, each pattern once, and looks up what grounds it."""

    def __init__(self, match: Match) -> None:
        self._match = match
        self._words: dict[int, str] = {}
        self._said: dict[int, _Said] = {}
        self._grounds: dict[_Act, tuple[ox.Quad, ...]] = {}

    def told(self, lack: Lack, solution: Mapping[str, Term]) -> Absence:
        """Gives the absence on which a solution rests."""
        if id(lack) not in self._words:
            self._words[id(lack)] = _words(lack)
            self._said[id(lack)] = {} if lack.form in _OF_VALUES else _said(lack.tree)
        acts = _acts(self._said[id(lack)], solution)
        quads = (quad for act in acts for quad in self._of_act(act))
        return Absence(lack.form, self._words[id(lack)], tuple(dict.fromkeys(quads)))

    def _of_act(self, act: _Act) -> tuple[ox.Quad, ...]:
        if act not in self._grounds:
            self._grounds[act] = tuple([*self._coverage(act), *self._reports(act)])
        return self._grounds[act]

    def _coverage(self, act: _Act) -> Iterator[ox.Quad]:
        kind, instrument, _ = act
        for quad in self._match(None, ox.NamedNode(THB + "coveredKind"), ox.NamedNode(kind)):
            if any(self._match(quad.subject, ox.NamedNode(THB + "instrument"), instrument)):
                yield quad
                for name, thing in (("instrument", instrument), ("completeUpTo", None)):
                    yield from self._match(quad.subject, ox.NamedNode(THB + name), thing)

    def _reports(self, act: _Act) -> Iterator[ox.Quad]:
        kind, instrument, state = act
        for said in self._match(None, ox.NamedNode(THB + "state"), state) if state else ():
            about = list(self._match(said.subject, ox.NamedNode(THB + "instrument"), instrument))
            for status in self._match(said.subject, ox.NamedNode(THB + "reportedStatus"), None):
                if about and kind in _DENIED.get(status.object.value, ()):
                    yield from (said, *about, status)


def _said(tree: Any) -> _Said:
    """Gives what a pattern says of each of its subjects, where it may be an act or who did one."""
    said: _Said = {}
    for block in nodes(tree):
        for subject, predicate, thing in triples(block) if block.name == "TriplesBlock" else ():
            prop = str(predicate)
            if prop in ACTORS or prop in _SHORTCUTS or prop in (RDF_TYPE, THB + "instrument"):
                said.setdefault(subject, []).append((prop, thing))
    return said


def _acts(said: _Said, solution: Mapping[str, Term]) -> Iterator[_Act]:
    """Yields the acts that a pattern is about, its variables filled in."""
    for subject, stated in said.items():
        pairs = [(prop, _filled(thing, solution)) for prop, thing in stated]
        kinds = {_KINDS[_name(thing)] for prop, thing in pairs if prop == RDF_TYPE and _name(thing) in _KINDS}
        kinds |= {ACTORS[prop] for prop, _ in pairs if prop in ACTORS}
        who = next((thing for prop, thing in pairs if prop in ACTORS), None)
        about = next((thing for prop, thing in pairs if prop == THB + "instrument"), None)
        if about is not None:
            yield from ((kind, about, who) for kind in sorted(kinds))
        for prop, thing in pairs:
            if prop in _SHORTCUTS and thing is not None:
                yield _SHORTCUTS[prop], thing, _filled(subject, solution)


def _filled(term: Any, solution: Mapping[str, Term]) -> Term | None:
    import rdflib

    if isinstance(term, rdflib.BNode):
        return None
    found = Writer().part_of_pattern(term)
    return solution.get(found) if isinstance(found, str) else found


def _name(term: Term | None) -> str:
    return term.value if isinstance(term, ox.NamedNode) else ""


def _words(lack: Lack) -> str:
    writer = Writer()
    if lack.form == "LIMIT":
        limits = lack.tree.limitoffset
        given = ((word, getattr(limits, word.lower())) for word in ("LIMIT", "OFFSET"))
        return " ".join(f"{word} {number}" for word, number in given if number is not None)
    written = writer.expression(lack.tree) if lack.form in _OF_VALUES else writer.group(lack.tree)
    written = re.sub(r"<([^<>\s]*)>", lambda found: curie(found[1]) or found[0], written)
    return re.sub(r"_:\w+", "[]", written.removeprefix("{ ").removesuffix(" }").removesuffix(" ."))
