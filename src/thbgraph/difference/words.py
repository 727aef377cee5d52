"""The words in which differences are told: labels, properties, values, and sentences for what has no name.

All words come from the two graphs themselves, those of the later one first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import pyoxigraph as ox

from ..naming.labels import node_labels
from ..words import vocabulary as thb
from ..words.dates import DATING, MONTH_DAY, in_words, lexical_fault, parse
from ..words.names import spaced
from ..words.namespaces import EDITORS, ID, MEMO, ONTOLOGY_GRAPH, PREFIXES, RDF_TYPE, SOURCE, XSD
from ..words.terms import Term, natural, short
from ..words.vocabulary import ActKind

_DCTERMS, _ORG, _RDF, _SCHEMA, _SKOS = (
    PREFIXES[prefix] for prefix in ("dcterms", "org", "rdf", "schema", "skos")
)
_LABEL = PREFIXES["rdfs"] + "label"
#: What says whose an act, report, membership, statement or figure is, the first that fits.
_OWNERS = (
    thb.signatory,
    thb.consentingParty,
    thb.denouncingParty,
    thb.adoptingBody,
    thb.actor,
    thb.state,
    _ORG + "member",
    thb.saidBy,
    thb.figureOf,
    thb.about,
    thb.instrument,
    _ORG + "organization",
)
#: What such a thing concerns, said right after its kind.
_CONCERNS = (thb.instrument, _ORG + "organization")
_PREPOSITIONS: Mapping[str, str] = {
    ActKind.CONSENT: "to",
    ActKind.ACCESSION: "to",
    ActKind.SUCCESSION: "to",
    thb.StatusReport: "under",
    thb.StatusList: "under",
}
#: What a sentence begins with, in this order, and how each is said.
_FIRST = {_RDF + "value": " {}", _DCTERMS + "description": " {}"}
_THEN = {
    _ORG + "role": " as {}",
    _DCTERMS + "date": ", {}",
    _SCHEMA + "startDate": ", from {}",
    _SCHEMA + "endDate": ", until {}",
    thb.reportedStatus: ": {}",
}
#: There may be several that concern the same thing, so the short name is said.
_KNOWN_BY_NAME = {thb.StatusList}
_PROPERTIES = {RDF_TYPE: "is a", _SKOS + "prefLabel": "name", _SKOS + "altLabel": "other name"}

Said = Mapping[str, Mapping[str, Sequence[Term]]]


class Words:
    """Words for the things of two graphs."""

    def __init__(self, before: Iterable[ox.Quad], after: Iterable[ox.Quad]) -> None:
        self._sides = [_index(after), _index(before)]
        self._pointed_at = {quad.object for quads in (before, after) for quad in quads}
        self._labels: dict[str, str] = {}
        self._short: dict[str, str] = {}
        self._telling: set[str] = set()
        for side in self._sides:
            for iri, said in side.items():
                label = _english(said.get(_SKOS + "prefLabel") or said.get(_LABEL) or _title(iri, said))
                if label:
                    self._labels.setdefault(iri, plain(label))
                other = [term.value for term in said.get(_SKOS + "altLabel", ())]
                if other:
                    self._short.setdefault(iri, plain(min(other, key=lambda name: (len(name), name))))
        self._named = frozenset(self._labels)
        for quads in (after, before):
            for iri, label in node_labels(quads, self._labels).items():
                self._labels.setdefault(iri, label)

    def is_inner(self, term: Term) -> bool:
        """Tells whether a node is blank and said where it is pointed at, not by itself."""
        return isinstance(term, ox.BlankNode) and term in self._pointed_at

    def owner(self, iri: str) -> str:
        """Gives the thing under which a thing is told: itself, or whose it is when it has no name."""
        seen: list[str] = []
        while iri.startswith(ID) and iri not in self._named:
            if iri in seen:  # they belong to each other
                return min(seen[seen.index(iri) :])
            seen.append(iri)
            owner = next(self._owners(iri), None)
            if owner is None:
                return iri
            iri = owner
        return iri

    def _owners(self, iri: str) -> Iterator[str]:
        for predicate in _OWNERS:
            for found in sorted(self._values(iri, predicate), key=self._whose_first):
                if isinstance(found, ox.NamedNode) and not found.value.startswith(SOURCE):
                    yield found.value

    def _whose_first(self, term: Term) -> tuple[bool, str]:
        kinds = {kind.value for kind in self._values(term.value, RDF_TYPE)}
        return _SKOS + "Concept" in kinds, natural(term.value)

    def heading(self, iri: str) -> str:
        """Gives label and short name of a thing, and says when only one of the graphs speaks of it."""
        after, before = (iri in side for side in self._sides)
        note = "" if after == before else "  (new)" if after else "  (gone)"
        label = self._labels.get(iri)
        return (f"{label}  {short(iri)}" if label else self.label(iri)) + note

    def label(self, iri: str) -> str:
        """Names a thing: its label, else what it is, else its short name."""
        if iri in self._labels:
            return self._labels[iri]
        if iri.startswith(MEMO):
            return "memo " + plain(iri[len(MEMO) :])
        # What has no name may be said by others without a name, even in a circle: two deep is enough.
        if iri in self._telling or len(self._telling) > 1 or self.owner(iri) == iri:
            return plain(_bare(iri))
        self._telling.add(iri)
        try:
            return self.brief(iri)
        finally:
            self._telling.discard(iri)

    def source(self, graph: str) -> str:
        """Names what states something: memo 2-12, the editors, source cbss-members."""
        if graph in (EDITORS, ONTOLOGY_GRAPH):
            return "the " + graph.rpartition("/")[2]
        for start, kind in ((MEMO, "memo "), (SOURCE, "source ")):
            if graph.startswith(start):
                return kind + plain(graph[len(start) :])
        return plain(short(graph)) if graph else "no graph"

    def property(self, iri: str) -> str:
        """Names a property."""
        if iri in _PROPERTIES:
            return _PROPERTIES[iri]
        name = re.split(r"[#/:]", iri)[-1] or iri
        return self._labels.get(iri) or spaced(plain(name))

    def value(self, term: Term) -> str:
        """Says a value: a label, a date in words, a number, a text in quotation marks, a list in brackets."""
        if isinstance(term, ox.NamedNode):
            return self.label(term.value)
        if isinstance(term, ox.BlankNode):
            return self._inner(term, 0)
        datatype = term.datatype.value
        if term.language or datatype == XSD + "string":
            language = f" ({term.language})" if term.language not in (None, "en") else ""
            return plain(str(ox.Literal(term.value))) + language
        if datatype in (*DATING, MONTH_DAY) and lexical_fault(term.value, datatype) is None:
            return in_words(parse(term.value, datatype))
        return plain(term.value)

    def _inner(self, node: ox.BlankNode, depth: int) -> str:
        """Says what is said of a blank node, lists as lists."""
        if depth > 9:
            return "..."
        items: list[Term] = []
        rest: Term = node
        seen = set()
        while isinstance(rest, ox.BlankNode) and rest not in seen and self._values(str(rest), _RDF + "rest"):
            seen.add(rest)
            items += self._values(str(rest), _RDF + "first")
            rest = self._values(str(rest), _RDF + "rest")[0]
        if items:
            return "(" + ", ".join(self._part(item, depth) for item in items) + ")"
        said = [
            f"{self.property(predicate)} {self._part(term, depth)}"
            for side in self._sides[: 1 if str(node) in self._sides[0] else 2]
            for predicate, terms in side.get(str(node), {}).items()
            for term in terms
        ]
        return "[" + "; ".join(sorted(said)) + "]"

    def _part(self, term: Term, depth: int) -> str:
        return self._inner(term, depth + 1) if isinstance(term, ox.BlankNode) else self.value(term)

    def brief(self, iri: str) -> str:
        """Says what a thing without a name is: its kind, and what it says or concerns."""
        kinds = self._values(iri, RDF_TYPE)
        said = {predicate: self._values(iri, predicate) for predicate in (*_FIRST, *_THEN)}
        role = {_ORG + "role": said[_ORG + "role"]}
        return (
            self._kind(kinds, iri)
            + self._in_turn(said, _FIRST)
            + self._concern(iri)
            + self._in_turn(role, _THEN)
        )

    def sentence(self, iri: str, quads: Iterable[ox.Quad], under: str) -> str:
        """Says in one sentence what some quads say of a thing that is told under another."""
        said: dict[str, list[Term]] = {}
        for quad in sorted(quads, key=str):
            said.setdefault(quad.predicate.value, []).append(quad.object)
        kinds = said.pop(RDF_TYPE, None) or self._values(iri, RDF_TYPE)
        start = self._kind(kinds, iri) + self._in_turn(said, _FIRST) + self._concern(iri)
        start += self._in_turn(said, _THEN)
        concern = self._concerned(iri)
        others = []
        for predicate in sorted(said.keys() - {*_FIRST, *_THEN}, key=self.property):
            terms = [
                term
                for term in said[predicate]
                if not (predicate in _OWNERS and (term.value == under or term.value.startswith(SOURCE)))
                and not (predicate in _CONCERNS and term == concern)
            ]
            if terms:
                others.append(f", {self.property(predicate)} {self._all(terms)}")
        return start + "".join(others)

    def _kind(self, kinds: Sequence[Term], iri: str) -> str:
        names = sorted({_lower(self.label(kind.value)) for kind in kinds})
        if not names or any(kind.value in _KNOWN_BY_NAME for kind in kinds):
            names.append(short(iri))
            return " ".join(names)
        return " and ".join(names)

    def _concerned(self, iri: str) -> Term | None:
        found = [term for predicate in _CONCERNS for term in self._values(iri, predicate)]
        return found[0] if found else None

    def _concern(self, iri: str) -> str:
        concern = self._concerned(iri)
        if concern is None or concern.value == self.owner(iri):
            return ""
        kinds = [kind.value for kind in self._values(iri, RDF_TYPE)]
        preposition = next((_PREPOSITIONS[kind] for kind in kinds if kind in _PREPOSITIONS), "of")
        return f" {preposition} {self._short.get(concern.value) or self.label(concern.value)}"

    def _in_turn(self, said: Mapping[str, Sequence[Term]], phrases: Mapping[str, str]) -> str:
        return "".join(
            phrase.format(self._all(said[predicate]))
            for predicate, phrase in phrases.items()
            if said.get(predicate)
        )

    def _all(self, terms: Iterable[Term]) -> str:
        texts = sorted((self.value(term) for term in terms), key=natural)
        return " and ".join(filter(None, [", ".join(texts[:-1]), texts[-1]]))

    def _values(self, iri: str, predicate: str) -> Sequence[Term]:
        """Gives the values of a property, sorted: those after, where there are none those before."""
        for side in self._sides:
            found = side.get(iri, {}).get(predicate)
            if found:
                return found
        return ()


def plain(text: str) -> str:
    r"""Writes text on one line, characters that do not print as escapes.

    >>> print(plain("a\nb\x1b"))
    a b\x1b
    """
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode()
        for character in " ".join(text.split())
    )


def _index(quads: Iterable[ox.Quad]) -> Said:
    said: dict[str, dict[str, list[Term]]] = {}
    for quad in sorted(quads, key=str):
        values = said.setdefault(name_of(quad.subject), {}).setdefault(quad.predicate.value, [])
        if quad.object not in values:
            values.append(quad.object)
    return said


def name_of(node: ox.NamedNode | ox.BlankNode) -> str:
    """Gives the IRI of a node, or _: and the name of a blank one."""
    return str(node) if isinstance(node, ox.BlankNode) else node.value


def _title(iri: str, said: Mapping[str, Sequence[Term]]) -> Sequence[Term]:
    """A section or source has a title for its label."""
    return said.get(_DCTERMS + "title", ()) if iri.startswith((MEMO, SOURCE)) else ()


def _english(terms: Sequence[Term]) -> str | None:
    literals = [term for term in terms if isinstance(term, ox.Literal)]
    literals.sort(key=lambda term: (term.language != "en", term.value))
    return literals[0].value if literals else None


def _lower(label: str) -> str:
    return label[:1].lower() + label[1:]


def _bare(iri: str) -> str:
    """Gives an IRI of the project as its short name, another as it is."""
    return short(iri).removeprefix("<").removesuffix(">")
