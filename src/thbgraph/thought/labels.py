"""Labels for what has no name of its own: acts, status reports and memberships.

act-cets-197-fin-signature    signature of CETS 197 by Finland
report-cets-197-fin-memo      report on Finland under CETS 197
membership-cbss-fin           membership of Finland in CBSS
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pyoxigraph as ox

from ..words.namespaces import ID, PREFIXES, THB

_ALT_LABEL = PREFIXES["skos"] + "altLabel"
#: What a node concerns, and who is in it.
_OF = {THB + "instrument", PREFIXES["org"] + "organization"}
_WHO = {
    THB + "signatory",
    THB + "consentingParty",
    THB + "denouncingParty",
    THB + "adoptingBody",
    THB + "state",
    PREFIXES["org"] + "member",
}


def node_labels(quads: Iterable[ox.Quad], labels: Mapping[str, str]) -> dict[str, str]:
    """Makes labels, by IRI, for acts, reports and memberships out of the labels of what they join.

    Things are called by their shortest other name where they have one.
    """
    of: dict[str, str] = {}
    who: dict[str, str] = {}
    short: dict[str, str] = {}
    for quad in quads:
        subject, predicate, thing = quad.subject.value, quad.predicate.value, quad.object.value
        if predicate in _OF:
            of[subject] = thing
        elif predicate in _WHO:
            who[subject] = thing
        elif predicate == _ALT_LABEL and subject in labels:
            short[subject] = min(short.get(subject, labels[subject]), thing, key=len)

    def called(iri: str) -> str:
        return short.get(iri) or labels.get(iri, "")

    made = {
        iri: _label(iri.removeprefix(ID), called(of[iri]), labels.get(who.get(iri, ""), "")) for iri in of
    }
    return {iri: label for iri, label in made.items() if label and iri not in labels}


def _label(slug: str, of: str, who: str) -> str:
    kind, _, rest = slug.partition("-")
    if not of:
        return ""
    if kind == "act":
        words = rest.removesuffix("-2").rpartition("-")[2]
        act = {"force": "entry into force", "opening": "opening for signature"}.get(words, words)
        return f"{act} of {of}" + (f" by {who}" if who else "")
    if kind == "report" and who:
        return f"report on {who} under {of}"
    if kind == "membership" and who:
        return f"membership of {who} in {of}"
    return ""
