"""Labels for what has no name of its own: acts, status reports, memberships, rules, coverage and statements.

act-cets-197-fin-signature           signature of CETS 197 by Finland
act-cets-197-fin-entry-into-force    entry into force of CETS 197 for Finland
report-cets-197-fin-memo             report on Finland under CETS 197
membership-cbss-fin                  membership of Finland in CBSS
rule-cets-197-later-party            rule of CETS 197 (later party)
coverage-untc-untoc-consent          coverage of UNTOC (consent, untc)
name-mkd-2                           North Macedonia (from 12 February 2019)
figure-11-5-1                        almost 500 projects carried out since 1994
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pyoxigraph as ox

from ..words import vocabulary as thb
from ..words.dates import in_words, parse
from ..words.namespaces import ID, PREFIXES, RDF_TYPE

_STATEMENT, _ANY_STATEMENT = ID + "statement-", thb.Statement
#: One consents to a treaty.
_TO = {"consent": "to", "territorial": "on"}
_ACTS = {
    "opening": "opening for signature",
    "closing": "closing for signature",
    "territorial": "territorial declaration",
}
_IN_FORCE = "entry-into-force"
_ALT_LABEL = PREFIXES["skos"] + "altLabel"
_NAME, _FORM = ID + "name-", PREFIXES["skosxl"] + "literalForm"
_ENDS = {PREFIXES["schema"] + "startDate": "from", PREFIXES["schema"] + "endDate": "until"}
_LIST, _TITLE = ID + "list-", PREFIXES["dcterms"] + "title"
#: What a node concerns, and who is in it.
_OF = {thb.instrument, thb.ruleOf, PREFIXES["org"] + "organization"}
_WHO = {
    thb.signatory,
    thb.consentingParty,
    thb.denouncingParty,
    thb.adoptingBody,
    thb.actor,
    thb.forParty,
    thb.saidBy,
    thb.state,
    PREFIXES["org"] + "member",
}
#: What a figure says, in the order in which it is said.
_FIGURE = (thb.qualifier, PREFIXES["rdf"] + "value", thb.counts)
_READ = {*_OF, *_WHO, RDF_TYPE, _TITLE, _ALT_LABEL}


def node_labels(quads: Iterable[ox.Quad], labels: Mapping[str, str]) -> dict[str, str]:
    """Makes labels, by IRI, for acts, reports, memberships, rules, coverage and statements from what they join.

    A list of reports is called by its title, where it has one. Other things are called by their shortest other name in English
    where they have one.
    """
    of: dict[str, str] = {}
    who: dict[str, str] = {}
    short: dict[str, str] = {}
    kinds: dict[str, str] = {}
    titles: dict[str, str] = {}
    for quad in quads:
        predicate = quad.predicate.value
        if predicate not in _READ:
            continue
        subject, thing = quad.subject.value, quad.object.value
        if predicate in _OF:
            of[subject] = min(of.get(subject, thing), thing)  # whatever the order of the quads
        elif predicate in _WHO:
            who[subject] = min(who.get(subject, thing), thing)
        elif predicate == RDF_TYPE and subject.startswith(_STATEMENT) and thing != _ANY_STATEMENT:
            kind = labels.get(thing, "").lower()
            kinds[subject] = min(kinds.get(subject, kind), kind)
        elif predicate == _TITLE and subject.startswith(_LIST):
            titles[subject] = min(titles.get(subject, thing), thing)
        elif predicate == _ALT_LABEL and subject in labels and _is_english(quad.object):
            short[subject] = min(short.get(subject, labels[subject]), thing, key=len)

    def called(iri: str) -> str:
        return short.get(iri) or labels.get(iri, "")

    made = {iri: _label(iri, of[iri], called(of[iri]), labels.get(who.get(iri, ""), "")) for iri in of}
    made.update(titles)
    for iri, kind in kinds.items():
        by = f" by {called(who[iri])}" if iri in who else ""
        made[iri] = f"{kind}{by} (statement {iri.removeprefix(_STATEMENT)})"
    return {iri: label for iri, label in made.items() if label and iri not in labels}


def name_labels(quads: Iterable[ox.Quad]) -> dict[str, str]:
    """Makes labels, by IRI, for names that are nodes: the name, and from when until when it holds."""
    forms: dict[str, str] = {}
    ends: dict[str, list[str]] = {}
    for quad in quads:
        predicate, subject, thing = quad.predicate.value, quad.subject.value, quad.object
        if predicate == _FORM:
            forms[subject] = thing.value
        elif predicate in _ENDS and subject.startswith(_NAME) and isinstance(thing, ox.Literal):
            day = in_words(parse(thing.value, thing.datatype.value))
            ends.setdefault(subject, []).append(f"{_ENDS[predicate]} {day}")
    return {
        iri: f"{form} ({' '.join(sorted(ends[iri]))})" if iri in ends else form for iri, form in forms.items()
    }


def figure_labels(quads: Iterable[ox.Quad]) -> dict[str, str]:
    """Makes labels, by IRI, for figures: the number with its qualifier, and what it counts."""
    parts: dict[str, dict[str, str]] = {}
    for quad in quads:
        if quad.predicate.value in _FIGURE and quad.subject.value.startswith(ID + "figure-"):
            said = parts.setdefault(quad.subject.value, {})
            text = quad.object.value
            said[quad.predicate.value] = min(said.get(quad.predicate.value, text), text)
    return {iri: " ".join(said[part] for part in _FIGURE if part in said) for iri, said in parts.items()}


def entity_labels(quads: Iterable[ox.Quad]) -> dict[str, str]:
    """Gives the label, by IRI, of each entity: its preferred name in English."""
    wanted = PREFIXES["skos"] + "prefLabel"
    return {
        quad.subject.value: quad.object.value
        for quad in quads
        if quad.predicate.value == wanted and quad.subject.value.startswith(ID) and _is_english(quad.object)
    }


def _is_english(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> bool:
    return isinstance(term, ox.Literal) and term.language == "en"


def _label(iri: str, instrument: str, of: str, who: str) -> str:
    kind, _, rest = iri.removeprefix(ID).partition("-")
    if not of:
        return ""
    words = rest.removeprefix(instrument.removeprefix(ID) + "-").removesuffix("-2")
    if kind == "act" and who and words.endswith(_IN_FORCE):
        return f"entry into force of {of} for {who}"
    if kind == "act":
        act = words.rpartition("-")[2] if who else words.replace("-", " ")
        return f"{_ACTS.get(act, act)} {_TO.get(act, 'of')} {of}" + (f" by {who}" if who else "")
    if kind == "report" and who:
        return f"report on {who} under {of}"
    if kind == "list":
        return f"status list of {of} ({words.replace('-', ' ')})"
    if kind == "rule":
        return f"rule of {of} ({words.replace('-', ' ')})"
    if kind == "coverage":
        source, _, act = rest.rpartition(f"-{instrument.removeprefix(ID)}-")
        return f"coverage of {of} ({act}, {source})" if source else ""
    if kind == "membership" and who:
        return f"membership of {who} in {of}"
    return ""
