"""Conflicts of acts with what rules ask for: entries into force, and signatures that are missing."""

from __future__ import annotations

from collections.abc import Iterator

from ..answers.conflicts import Conflict, Side
from ..treaties.records import Act
from ..words import vocabulary as thb
from ..words.vocabulary import ActKind
from .said import SIGNATURE, Entry, Said, fit, when

_NEEDING = {ActKind.RATIFICATION, ActKind.ACCEPTANCE, ActKind.APPROVAL}
_NOT_NEEDING = {ActKind.ACCESSION, ActKind.SUCCESSION}


def entries(said: Said) -> Iterator[Conflict]:
    """Finds entries into force whose stated day is not among those that the rule gives."""
    for act in said.records.acts:
        computed = said.entry(act.instrument, act.actor)
        if ActKind.ENTRY_INTO_FORCE in act.kinds and computed and not fit(act.days, computed.days):
            yield _entry(act, computed, said)


def _entry(act: Act, computed: Entry, said: Said) -> Conflict:
    grounds = said.graphs(computed.grounds)
    first, stated = computed.days.first, act.days.last
    is_late = first is not None and stated is not None and first.day > stated.day
    cause = (
        "The rule counts too few consents: sources that list present participants leave out those of states "
        "that no longer exist."
        if is_late
        else "The rule counts a consent that the depositary did not."
    )
    rules = [name for name in computed.grounds if thb.EntryIntoForceRule in said.kinds(name)]
    remarks = "".join(said.notes(name, graph) for name in rules for graph in said.graphs([name]))
    sides = (
        Side(f"stated: {when(act.days)}", tuple(sorted(act.graphs)), (act.name,)),
        Side(
            f"computed by the rule: {when(computed.days)}{remarks}",
            grounds,
            (computed.name, *computed.grounds),
        ),
    )
    about = (act.name, act.instrument, *([act.actor] if act.actor else []))
    question = f"{said.label(act.name)}: when?"
    return Conflict("entry-into-force", about, question, sides, f"{when(act.days)}, as stated. {cause}")


def signatures(said: Said) -> Iterator[Conflict]:
    """Finds ratifications, acceptances and approvals where a source of all signatures has none."""
    signed = {
        (act.instrument, said.records.heir(act.actor))
        for act in said.records.acts
        if act.actor is not None and act.kinds & SIGNATURE
    }
    for act in said.records.acts:
        if act.actor is None or not act.kinds & _NEEDING or act.kinds & _NOT_NEEDING:
            continue
        whole = [
            covered
            for covered in said.records.coverage
            if covered.instrument == act.instrument
            and covered.kind in SIGNATURE
            and act.days.last is not None
            and covered.day >= act.days.last.day
        ]
        if whole and (act.instrument, said.records.heir(act.actor)) not in signed:
            yield _unsigned(act, whole[0].graph, whole[0].name, said)


def _unsigned(act: Act, graph: str, covered: str, said: Said) -> Conflict:
    assert act.actor is not None
    kind = ", ".join(sorted(said.label(kind).lower() for kind in act.kinds & _NEEDING))
    beside = [
        other
        for other in said.records.acts
        if other.actor == act.actor
        and ActKind.ACCESSION in other.kinds
        and when(other.days) == when(act.days)
    ]
    reading = "either the signature is missing or the kind is wrong; nothing in the graph decides."
    if beside:
        names = ", ".join(said.name(other.instrument) for other in beside)
        reading = f"an accession: of the same day is its accession to {names}."
    sides = (
        Side(
            f"{kind}, {when(act.days)}" + "".join(said.notes(act.name, one) for one in sorted(act.graphs)),
            tuple(sorted(act.graphs)),
            (act.name,),
        ),
        Side("no signature among all that it names", (graph,), (covered,)),
    )
    question = f"{said.label(act.name)}: of which kind, after which signature?"
    return Conflict("signature", (act.name, act.instrument, act.actor), question, sides, reading)
