"""Labels for what has no name of its own, made from what is said of it: its class, whose it is and what it concerns.

signature of CETS 197 by Finland · entry into force of CETS 197 for Finland ·
report on Finland under CETS 197 (PACE Resolution 1702) · membership of Russia in CoE (until 16 March 2022) ·
rule of CETS 197 (later party) · coverage of CRC (consent, untc acts) · call by PACE (statement 2-16-1) ·
North Macedonia (from 12 February 2019) · almost 500 projects
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

import pyoxigraph as ox

from ..base import vocabulary as thb
from ..base.dates import DATING, in_words, parse
from ..base.namespaces import ID, MEMO, ONTOLOGY, ONTOLOGY_GRAPH, PREFIXES, RDF_TYPE, SOURCE
from ..base.printing import spaced
from ..base.terms import local
from ..base.triples import Facts
from ..base.values import Description, name_of
from ..base.vocabulary import CONSENTS, ActKind

_DCTERMS, _ORG, _SCHEMA, _SKOS = (PREFIXES[prefix] for prefix in ("dcterms", "org", "schema", "skos"))
_ALT_LABEL, _TITLE, _PART_OF = _SKOS + "altLabel", _DCTERMS + "title", _DCTERMS + "isPartOf"
_POSITION, _LOCATOR = _SCHEMA + "position", _DCTERMS + "bibliographicCitation"
_SITE, _IDENTIFIER = _SCHEMA + "WebSite", _DCTERMS + "identifier"
_TERRITORY, _DATE = _DCTERMS + "spatial", _DCTERMS + "date"
_MEMBERSHIP, _ROLE = _ORG + "Membership", _ORG + "role"
LABEL = PREFIXES["rdfs"] + "label"
#: What names a thing, or says of which source it is.
NAMING = (_SKOS + "prefLabel", LABEL, _ALT_LABEL, _TITLE, RDF_TYPE)
LABELS = (_SKOS + "prefLabel", LABEL)
_NAME, _FORM = PREFIXES["skosxl"] + "Label", PREFIXES["skosxl"] + "literalForm"
_ENDS = {_SCHEMA + "startDate": "from", _SCHEMA + "endDate": "until"}
#: What a node concerns, and who takes part in it.
_OF = (thb.instrument, _ORG + "organization", thb.membersOf)
WHO = (
    thb.signatory, thb.consentingParty, thb.adoptingBody, thb.actor, thb.state, _ORG + "member", thb.saidBy,
)  # fmt: skip
_WHO = (*WHO, thb.forParty)
#: What a figure says, in the order in which it is said.
_FIGURE = (thb.qualifier, PREFIXES["rdf"] + "value", _DCTERMS + "description")
READ = {
    *(RDF_TYPE, _ALT_LABEL, _TITLE, _PART_OF, _ROLE, _FORM, *_ENDS, *_OF, *_WHO, *_FIGURE),
    *(_POSITION, _IDENTIFIER, _TERRITORY, _DATE, thb.actKind, thb.countedConsents),
}
_ABSTRACT = _DCTERMS + "abstract"
DESCRIBING = {_LOCATOR, thb.leadIn, thb.continuesIn, _ABSTRACT, _TITLE}
#: How an act is joined to its instrument, where that is not "of".
_PREPOSITIONS: Mapping[str, str] = {ActKind.CONSENT: "to", ActKind.TERRITORIAL_DECLARATION: "on"}


class _About:
    """What is said of the nodes without a name, and the names of things."""

    def __init__(self, facts: Facts, labels: Mapping[str, str]) -> None:
        self.facts, self.labels = facts, labels
        self._short: dict[str, str] = {}

    def first(self, node: str, *props: str) -> str:
        return self.facts.text(node, *props) or ""

    def short(self, iri: str) -> str:
        """Gives the shortest name of a thing in English."""
        if iri not in self._short:  # many acts are of one instrument
            english = [fact.text for fact in self.facts.of(iri, _ALT_LABEL) if _is_english(fact.value)]
            names = [*english, self.labels[iri]] if iri in self.labels else []
            self._short[iri] = min(names, key=lambda name: (len(name), name), default="")
        return self._short[iri]

    def word(self, term: str) -> str:
        """Gives the word for a class or individual of the ontology."""
        return spaced(local(term)).lower()

    def concern(self, node: str) -> str:
        """Gives the instrument or group that a node concerns."""
        return self.short(next(filter(None, (self.first(node, prop) for prop in _OF)), ""))

    def who(self, node: str) -> str:
        return self.labels.get(self.first(node, *_WHO), "")

    def in_list(self, node: str) -> str:
        """Gives the title of the list that a node stands in, in brackets."""
        listed = self.first(node, _PART_OF)
        title = self.first(listed, _TITLE) if listed not in self.labels else ""
        return f" ({title})" if title else ""


def node_labels(facts: Facts, labels: Mapping[str, str]) -> dict[str, str]:
    """Makes labels, by IRI, for the nodes that `labels` does not name.

    They are those of acts, status reports and lists, memberships, rules, coverage, statements, figures and dated
    names. What tells reports on one state under one treaty apart is the title of their list, and two acts of one kind
    their days.
    """
    about = _About(facts, labels)
    made = {}
    for node in (thing for thing in facts.things if thing not in labels):
        kinds = facts.texts(node, RDF_TYPE)
        writers = [write for kind, write in _WRITERS.items() if kind in kinds]
        if about.first(node, thb.saidBy):
            writers.append(_statement)
        made[node] = writers[0](node, about) if writers else ""
    times = Counter(made.values())
    return {
        node: label + (_on(node, about) if times[label] > 1 else "") for node, label in made.items() if label
    }


def _on(node: str, about: _About) -> str:
    """Says on which day an act was done, as exactly as is printed; empty where none is."""
    words = max((day for _, day in _days(node, about, _DATE)), key=len, default="")
    return f" ({words})" if words else ""


def _act(node: str, about: _About) -> str:
    of, who, kinds = about.concern(node), about.who(node), set(about.facts.texts(node, RDF_TYPE))
    if not of:
        return ""
    kind = ActKind.CONSENT if kinds & CONSENTS else min(kinds & set(ActKind))
    if kind == ActKind.THRESHOLD_REACHED:
        return f"consent number {about.first(node, _POSITION)} to {of}"
    joined = "for" if kind == ActKind.ENTRY_INTO_FORCE else "by"
    territories = sorted(about.labels.get(one, "") for one in about.facts.texts(node, _TERRITORY))
    of_whom = (f" {joined} {who}" if who else "") + (f" ({', '.join(territories)})" if territories else "")
    return f"{about.word(kind)} {_PREPOSITIONS.get(kind, 'of')} {of}{of_whom}"


def _report(node: str, about: _About) -> str:
    of, who = about.concern(node), about.who(node)
    return f"report on {who} under {of}{about.in_list(node)}" if of and who else ""


def _list(node: str, about: _About) -> str:
    of = about.concern(node)
    return about.first(node, _TITLE) or (f"status list of {of}" if of else "")


def _membership(node: str, about: _About) -> str:
    of, who, role = about.concern(node), about.who(node), about.first(node, _ROLE)
    other = "" if role in ("", thb.Member) else about.word(role)
    period = " ".join(filter(None, [other, _dated(node, about, _SCHEMA + "endDate")]))
    return f"membership of {who} in {of}" + (f" ({period})" if period else "") if of and who else ""


def _entry_rule(node: str, about: _About) -> str:
    is_own = thb.OwnConsent in about.facts.texts(node, thb.countedConsents)
    return _rule("later party" if is_own else "entry into force", node, about)


def _eligibility(node: str, about: _About) -> str:
    acts = " or ".join(map(about.word, about.facts.texts(node, thb.actKind)))
    return _rule(f"eligibility for {acts}", node, about)


def _rule(kind: str, node: str, about: _About) -> str:
    return f"rule of {about.concern(node)} ({kind})" if about.concern(node) else ""


def _coverage(node: str, about: _About) -> str:
    kind, source = about.first(node, thb.actKind), about.labels.get(about.first(node, _PART_OF))
    known = ", ".join(filter(None, [about.word(kind) if kind else "", source]))
    return f"coverage of {about.concern(node)} ({known})" if about.concern(node) else ""


def _statement(node: str, about: _About) -> str:
    kind = next((kind for kind in about.facts.texts(node, RDF_TYPE) if kind != thb.Statement), thb.Statement)
    who = about.short(about.first(node, *_WHO))
    by = f" by {who}" if who else ""
    return f"{about.word(kind)}{by} ({local(node).replace('-', ' ', 1)})"


def _figure(node: str, about: _About) -> str:
    words = [about.first(node, prop) for prop in _FIGURE]
    return " ".join(filter(None, words)) + about.in_list(node)


def _name(node: str, about: _About) -> str:
    return f"{about.first(node, _FORM)} ({_dated(node, about, *_ENDS) or 'name'})"


def _dated(node: str, about: _About, *ends: str) -> str:
    """Says from when and until when a thing was, as far as one of its ends says it."""
    return " ".join(sorted({f"{_ENDS[prop]} {day}" for prop, day in _days(node, about, *ends)}))


def _days(node: str, about: _About, *props: str) -> Iterator[tuple[str, str]]:
    """Yields each day, month or year that some properties of a node give, in words, with the property."""
    for fact in about.facts.of(node, *props):
        if isinstance(fact.value, ox.Literal) and fact.value.datatype.value in DATING:
            yield fact.prop, in_words(parse(fact.text, fact.value.datatype.value))


_Writer = Callable[[str, _About], str]
#: How the nodes of each class are called.
_WRITERS: Mapping[str, _Writer] = {
    **dict.fromkeys(ActKind, _act),
    thb.StatusReport: _report,
    thb.StatusList: _list,
    _MEMBERSHIP: _membership,
    thb.EntryIntoForceRule: _entry_rule,
    thb.DenunciationRule: lambda node, about: _rule("denunciation", node, about),
    thb.EligibilityRule: _eligibility,
    thb.Coverage: _coverage,
    thb.Figure: _figure,
    _SITE: lambda node, about: f"site {about.first(node, _IDENTIFIER)}",
    _NAME: _name,
}


def graph_labels(quads: Iterable[ox.Quad]) -> dict[str, str]:
    """Returns what a graph calls its things in English, by IRI."""
    labels: dict[str, str] = {RDF_TYPE: "is a"}
    for quad in quads:
        if quad.predicate.value in LABELS and _is_english(quad.object):
            labels[quad.subject.value] = quad.object.value
    return labels


def made_labels(facts: Facts) -> dict[str, str]:
    """Makes a label, by IRI, for what statements do not name: passages, sources, and nodes such as acts."""
    named = {fact.thing: fact.text for fact in facts.with_property(*LABELS) if _is_english(fact.value)}
    made = {}
    for iri in (thing for thing in facts.things if thing not in named):
        if iri.startswith(MEMO) and thb.Passage in facts.classes(iri):
            made[iri] = "memo " + iri[len(MEMO) :]
        elif iri.startswith(SOURCE) and thb.Source in facts.classes(iri):
            made[iri] = iri[len(SOURCE) :].replace("-", " ")
    return made | node_labels(facts, named | made)


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


def descriptions(quads: Iterable[ox.Quad], labels: Mapping[str, str]) -> dict[str, Description]:
    """Describes, by IRI, each passage and source: its name, place and gist, or its title.

    A bullet is described with its lead-in, and the two halves of a sentence with each other.
    """
    facts = Facts(quads, DESCRIBING)
    continued = {fact.text: fact.thing for fact in facts.with_property(thb.continuesIn)}
    described = (iri for iri in facts.things if iri.startswith((MEMO, SOURCE)))
    return {iri: _description(iri, facts, continued, labels) for iri in (ONTOLOGY_GRAPH, *described)}


def _called(iri: str, labels: Mapping[str, str]) -> str:
    """Names a source, or a passage, and as its passages a section, which has no label."""
    is_section = iri.startswith(MEMO) and iri not in labels
    return "memo " + iri[len(MEMO) :] if is_section else name_of(iri, labels)


def _description(
    iri: str, facts: Facts, continued: Mapping[str, str], labels: Mapping[str, str]
) -> Description:
    is_ontology = iri == ONTOLOGY_GRAPH  # whose citation is no place in a text
    about = ONTOLOGY if is_ontology else iri
    name = "ontology" if is_ontology else _called(iri, labels)
    place = None if is_ontology else facts.text(iri, _LOCATOR)
    if place:
        joined = {
            "led in by": facts.text(iri, thb.leadIn),
            "continues": continued.get(iri),
            "continued in": facts.text(iri, thb.continuesIn),
        }
        others = [f"{words} {name_of(other, labels)}" for words, other in joined.items() if other]
        name += f" ({', '.join([place, *others])})"
    gist = facts.text(about, _ABSTRACT) or facts.text(about, _TITLE)
    return Description(name, gist or "")
