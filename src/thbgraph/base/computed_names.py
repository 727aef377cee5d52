"""What people call the nodes that the build computes: they have no labels, so their IRIs are read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from .dates import DATE, in_words, lexical_fault
from .namespaces import COMPUTED, ID
from .terms import expand, short


def computed_name(iri: str, labels: Mapping[str, str]) -> str | None:
    """Names a computed node after the labels of what it is about; None for anything else.

    >>> computed_name(COMPUTED + "status/cets-197/fin/2006-08-29", {ID + "fin": "Finland"})
    'status of Finland under id:cets-197 from 29 August 2006'
    """
    if not iri.startswith(COMPUTED):
        return None
    kind, *parts = iri.removeprefix(COMPUTED).split("/")

    def name(slug: str) -> str:
        return labels.get(ID + slug) or short(ID + slug).strip("<>")

    match kind, parts:
        case "status", [instrument, state, "start"]:
            return f"status of {name(state)} under {name(instrument)} at first"
        case "status", [instrument, state, day] if not lexical_fault(day, DATE):
            return (
                f"status of {name(state)} under {name(instrument)} from {in_words(date.fromisoformat(day))}"
            )
        case "entry-into-force", [instrument]:
            return f"computed entry into force of {name(instrument)}"
        case "entry-into-force", [instrument, party]:
            return f"computed entry into force of {name(instrument)} for {name(party)}"
    return None


def things_named(text: str, labels: Mapping[str, str]) -> list[str]:
    """Returns the IRIs of what the name of a computed node may be about: what stands behind its first "of".

    >>> things_named("status of Finland under id:cets-197 at first", {ID + "fin": "Finland"})
    ['https://w3id.org/thbgraph/id/fin']
    """
    _, _, rest = text.partition(" of ")
    named = [iri for iri, label in labels.items() if f"{rest} ".startswith(f"{label} ")]
    written = expand(rest.partition(" ")[0])
    return [*named, written] if written else named
