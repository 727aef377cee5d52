"""Territories: what states declared about them under a treaty, as asked by "does Denmark's ratification of it cover Greenland"."""

from __future__ import annotations

from collections.abc import Sequence

from ...base import vocabulary as thb
from ...base.dates import in_words
from ...base.printing import joined
from ...base.terms import short
from ...base.values import Entity
from ...names.articles import in_sentence, in_short
from ...names.names import Names
from ...results.answer import Answer, Row
from ...results.claims import Claim, Wanted
from ...results.command import Command, CommandKind
from .treaty_acts import TreatyAct
from .treaty_inquiry import Ledger
from .treaty_phrases import Part
from .treaty_units import Units

_TERRITORY = short(thb.Territory)
_DECLARED = """SELECT DISTINCT ?state ?date ?said { ?act a thb:TerritorialDeclaration ; dcterms:spatial <%s> ; thb:instrument <%s> ;
  thb:actor ?state ; dcterms:description ?said OPTIONAL { ?act dcterms:date ?date } } ORDER BY ?state ?date"""
#: What else such a sentence may have.
_BESIDE = (
    Part.AUXILIARY, Part.STATE, Part.TREATY, Part.SMALL, Part.AND, Part.OR, Part.BOTH, Part.PLACING, Part.RELATION, Part.ENTRY,
    Part.ACT, Part.EXTENDING,
)  # fmt: skip
_COLUMNS = ("territory", "state", "date", "declaration")


def of_territories(units: Units, known: Names, ledger: Ledger) -> Claim | None:
    """Says what was declared about the territories that a sentence asks of under a treaty; None where it asks something else."""
    named = [unit.value for unit in units.of(Part.STATE)]
    asked = [one for one in named if _TERRITORY in known.classes.get(one, ())]
    treaties = {unit.value for unit in units.of(Part.TREATY)}
    is_read = units.is_truth and len(units.of(*_BESIDE)) == len(units)
    if not (asked and is_read and len(treaties) == 1 and _is_of_extent(units)):
        return None
    (treaty,), states = treaties, [one for one in named if one not in asked]
    of, rows, silent = in_short(treaty, ledger.short(treaty), known), list[Row](), list[str]()
    for one in asked:
        found = [
            row for row in ledger.asked(_DECLARED % (one, treaty)) if row.state.iri in states or not states
        ]
        territory = Entity(one, known.labels[one])
        rows += [Row(_COLUMNS, (territory, row.state, row.date, row.said)) for row in found]
        silent += [] if found else [in_sentence(one, known)]
    said = dict.fromkeys((row.state.iri, row.date, row.declaration) for row in rows)
    texts = [
        f"{in_sentence(state, known)} declared{f' on {in_words(date)}' if date else ''} that it {what}."
        for state, date, what in said
    ]
    if silent:
        whose = f" of {joined([in_sentence(one, known) for one in states], 'or')}" if states else ""
        texts.append(
            f"No territorial declaration{whose} on {joined(silent, 'or')} under {of} is recorded here."
        )
    text = _verdict(units, [what for _, _, what in said], silent) + " ".join(texts)
    note = "Of territorial declarations only some are recorded here; there may be others, and later ones."
    given = {"state": [known.labels[asked[0]]], "instrument": [ledger.short(treaty)]}
    return Claim(
        "treaties", text, frozenset(), Answer(_COLUMNS, rows, text), (note,), tuple(asked), kinds=frozenset((Wanted.TRUTH,)),
        command=Command(CommandKind.STATUS, "status", given), sources=tuple(ledger.sources(named, (), [treaty], "")),
    )  # fmt: skip


def _is_of_extent(units: Units) -> bool:
    """Says whether it is asked to what a treaty extends: "does it cover Greenland", "is it in force there"; not whether a territory did something."""
    first = min(units.places(Part.TREATY))
    is_applied = any(units[at].value is TreatyAct.BE_PARTY and at > first for at in units.places(Part.ACT))
    return bool(units.of(Part.EXTENDING, Part.ENTRY)) or is_applied


def _verdict(units: Units, said: Sequence[str], silent: Sequence[str]) -> str:
    """Returns how an answer begins: whether all is so, where each declaration only excludes, or none does."""
    are_out = {what.startswith("excludes ") for what in said}
    if silent or len(are_out) != 1:
        return ""
    is_out_asked = any(units.begins(at).startswith("exclu") for at in units.places(Part.EXTENDING))
    return "Yes: " if are_out == {is_out_asked} else "No: "
