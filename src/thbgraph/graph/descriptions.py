"""Reading pages: what the store holds on an entity, a passage or a source, as values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import pyoxigraph as ox

from ..base import vocabulary as thb
from ..base.errors import RequestError
from ..base.memo_copy import paragraphs
from ..base.namespaces import (
    COMPUTED_GRAPH,
    DERIVED,
    INFERRED_GRAPH,
    MEMO,
    MEMO_SOURCE,
    PREFIXES,
    RDF_TYPE,
    SOURCE,
    VOID_GRAPH,
)
from ..base.printing import backwards as read_backwards
from ..base.printing import quoted
from ..base.suggestions import did_you_mean, near
from ..base.terms import Term, local, short
from ..base.triples import is_asserted
from ..base.values import Entity, Value, property_name, value_of
from ..build.index import Index
from ..names.labels import LABEL
from ..results.listing import Listing
from ..results.source_records import SourceRecord, source_record
from ..results.thing import Content, Page, Passage, PropertyValue
from ..stores.protocol import Store

_SKOS, _PART_OF = PREFIXES["skos"], PREFIXES["dcterms"] + "isPartOf"
_NOTE, _MATCHES = _SKOS + "note", (_SKOS + "exactMatch", _SKOS + "closeMatch")
_LABEL = ox.NamedNode(LABEL)
_TYPE, _INVERSE_LABEL = ox.NamedNode(RDF_TYPE), ox.NamedNode(thb.inverseLabel)
_DESCRIPTION = ox.NamedNode(PREFIXES["dcterms"] + "description")
#: On which part of a page stands what names its thing, by its class.
_PARTS = {short(thb.Act): "acts", short(thb.Statement): "statements"}


class Pages:
    """Reads the pages of one graph."""

    def __init__(self, store: Store, index: Index) -> None:
        self._store, self._index = store, index

    def entity(self, iri: str) -> Page:
        """Reads the page of a thing: of what is inferred, the classes alone that no source states."""
        node = ox.NamedNode(iri)
        found = self._store.match_many([(node, None, None), (None, None, node)])
        # What describes the dataset, of which a thing is the example, states nothing of it.
        quads = sorted((quad for quad in found if quad.graph_name.value != VOID_GRAPH), key=str)
        stated = {quad.triple for quad in quads if is_asserted(quad)}
        graphs: dict[tuple[bool, str, Term], dict[str, None]] = {}
        for quad in quads:
            graph, away = quad.graph_name.value, quad.subject == node
            is_copy = graph == INFERRED_GRAPH and (quad.predicate != _TYPE or quad.triple in stated)
            is_copy |= graph == COMPUTED_GRAPH and quad.predicate == _LABEL  # which the page is headed by
            if not is_copy and (away or graph != COMPUTED_GRAPH):
                key = away, quad.predicate.value, quad.object if away else quad.subject
                graphs.setdefault(key, {})[graph] = None
        parts = defaultdict[str, list[PropertyValue]](list)
        backwards = self.backwards()
        for (away, prop, other), where in graphs.items():
            words = property_name(prop, self._index.labels)
            if not away:
                words = backwards.get(prop) or read_backwards(words)
            part = "links" if prop in _MATCHES else "facts"
            if not away:
                kinds = self._index.classes.get(other.value, ())
                part = next((part for kind, part in _PARTS.items() if kind in kinds), "mentions")
            parts[part].append(
                PropertyValue(
                    Entity(prop, words),
                    value_of(other, self._index.labels),
                    tuple(
                        Entity(one, local(one) if one in DERIVED else self._index.label(one))
                        for one in sorted(where)
                    ),
                )
            )
        cited = dict.fromkeys(graph for where in graphs.values() for graph in where if graph not in DERIVED)
        return Page(
            Entity(iri, self._index.label(iri)),
            facts=tuple(parts["facts"]),
            links=tuple(parts["links"]),
            acts=tuple(parts["acts"]),
            statements=tuple(parts["statements"]),
            mentions=tuple(parts["mentions"]),
            sources=self._index.described(cited),
            texts=self._texts(one.value for one in parts["statements"]),
        )

    def _texts(self, statements: Iterable[Value]) -> dict[str, str]:
        """Reads the words of statements."""
        nodes = [ox.NamedNode(one.iri) for one in statements if isinstance(one, Entity)]
        found = self._store.match_many([(node, _DESCRIPTION, None) for node in dict.fromkeys(nodes)])
        return {quad.subject.value: quad.object.value for quad in found}

    def backwards(self) -> dict[str, str]:
        """Reads how properties are called when they are read from their value."""
        found = self._store.match_many([(None, _INVERSE_LABEL, None)])
        return {quad.subject.value: quad.object.value for quad in found}

    def passage(self, iri: str, memo: str | None = None) -> Passage:
        """Reads the page of a passage, with its text where `memo` is a copy of the memo.

        The copy is a table with the columns section, para and text, or plain text. Raises RequestError where
        it does not have the passage.
        """
        place = {
            quad.predicate.value: quad.object.value
            for quad in self._store.match_many([(ox.NamedNode(iri), None, None)])
            if quad.graph_name.value == MEMO_SOURCE
        }
        around = [place.get(prop, "") for prop in (_PART_OF, thb.leadIn, thb.continuesIn)]
        described = {one: str(self._index.description(one)) for one in (iri, *filter(None, around))}
        section = self._index.sources.get(around[0])
        lead_in, continuation = map(described.get, around[1:])
        labels = self._index.labels
        return Passage(
            iri,
            described[iri],
            section.gist if section else None,
            lead_in,
            continuation,
            tuple(self._notes(iri)),
            None if memo is None else _text(memo, iri, place.get(PREFIXES["schema"] + "sha256", "")),
            tuple(
                Content(
                    value_of(quad.subject, labels),
                    Entity(quad.predicate.value, property_name(quad.predicate.value, labels)),
                    value_of(quad.object, labels),
                )
                for quad in sorted(self._store.graph(iri), key=str)
            ),
        )

    def sources(self) -> Listing[SourceRecord]:
        """Reads the records of all sources, in order of IRI."""
        return Listing(map(self._record, self._sources()))

    def source(self, name: str) -> SourceRecord:
        """Reads the record of a source; raises RequestError, which names those that are near."""
        known = self._sources()
        iri = name if name.startswith(SOURCE) else SOURCE + name.removeprefix("source:")
        if iri in known:
            return self._record(iri)
        names = near(iri.removeprefix(SOURCE), (one.removeprefix(SOURCE) for one in known))
        hint = did_you_mean(names, "the list of sources names them")
        raise RequestError(f"there is no source {quoted(name)}", hint)

    def _sources(self) -> list[str]:
        kind = short(thb.Source)
        return sorted(iri for iri, kinds in self._index.classes.items() if kind in kinds)

    def _record(self, iri: str) -> SourceRecord:
        return source_record(iri, self._store.graph(iri), self._index.labels)

    def _notes(self, iri: str) -> list[str]:
        """Gives the remarks that anybody makes on a passage."""
        found = self._store.match_many([(ox.NamedNode(iri), ox.NamedNode(_NOTE), None)])
        return sorted({quad.object.value for quad in found})


def _text(memo: str, iri: str, checksum: str) -> str:
    """Finds a passage's text in a copy of the memo by its checksum."""
    found = paragraphs(memo).get(checksum)
    if found is None:
        name = iri.removeprefix(MEMO)
        raise RequestError(f"no paragraph has the checksum of passage {name}", "is it the same memo?")
    return found
