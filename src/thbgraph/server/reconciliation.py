"""Reconciliation: names in somebody's table matched to things of the graph, and columns about these fetched into it.

A match is one that `names.matching` makes; of all else candidates are offered, with the reason. Days are texts: as dates
they would come into a spreadsheet with a time that no source states. Source: Reconciliation Service API 0.2.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import Any

from ..base import vocabulary as thb
from ..base.dates import DAY, MEMO_DAYS
from ..base.errors import RequestError, ThbgraphError
from ..base.home import HOME
from ..base.namespaces import ID, THB
from ..base.terms import expand, short
from ..base.values import grouped
from ..exports.portal import home_address
from ..graph import KnowledgeGraph
from ..names.arguments import read_day
from ..names.matching import Candidate, match
from ..rdf.schemes import SCHEMES
from ..results.status import StatusOnDay
from ..site.browser_files import kind_of
from .workers.replies import Reply

_STATE, _TREATY = short(thb.State), short(thb.Treaty)
#: Classes that are good to begin with, the likest first.
_USUAL = (_STATE, _TREATY, "org:Organization", "org:OrganizationalUnit", "eli:LegalResource")
#: What begins the name of a property that is the status under a treaty.
_STATUS = "status-"
_NAME, _CLASS = "name", "class"
#: So many suggestions and candidates are given to who does not say, and so many cells may come at once.
_MOST, _BATCH = 10, 50
_FRAMED = {"content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors *"}
_AS_OF = {
    "name": DAY,
    "label": "as of",
    "type": "text",
    "default": "",
    "help_text": f"the day of a status, such as {next(iter(MEMO_DAYS))}, or latest; the memo's reporting day by default",
}


class Reconciliation:
    """Reconciles with the things of one graph."""

    def __init__(self, graph: KnowledgeGraph) -> None:
        self._graph = graph
        entities = {iri for iri in graph.index.classes if short(thb.Entity) in graph.index.classes[iri]}
        self._classes = {kind: self._label(kind) for kind in _kinds(graph, entities)}
        exact = [link for links in graph.links() for link in links.links if link.is_exact]
        codes = [(link.subject, link.scheme, link.identifier.partition(":")[2]) for link in exact]
        self._identifiers = grouped(((iri, scheme), code) for iri, scheme, code in codes)
        self._having = grouped(((scheme, code), iri) for iri, scheme, code in codes)
        self._treaties = {
            _STATUS + thing.iri.removeprefix(ID): thing
            for thing in graph.classes["Treaty"]
            if thing.iri in entities
        }

    def manifest(self) -> Reply:
        """Describes the service."""
        at = home_address()
        suggest = {
            kind: {
                "service_url": at.rstrip("/"),
                "service_path": f"/reconcile/suggest/{kind}",
                "flyout_service_path": f"/reconcile/flyout/{kind}?id=${{id}}",
            }
            for kind in ("entity", "type", "property")
        }
        return _json(
            {
                "versions": ["0.2"],
                "name": HOME.name,
                "identifierSpace": ID,
                "schemaSpace": THB,
                "documentation": at,
                "defaultTypes": [self._type(kind) for kind in _USUAL],
                "view": {"url": f"{at}id/{{{{id}}}}"},
                "preview": {"url": f"{at}reconcile/preview?id={{{{id}}}}", "width": 400, "height": 120},
                "suggest": suggest,
                "extend": {
                    "propose_properties": {
                        "service_url": at.rstrip("/"),
                        "service_path": "/reconcile/propose",
                    },
                    "property_settings": [_AS_OF],
                },
                "batchSize": _BATCH,
            }
        )

    def reconcile(self, queries: str) -> Reply:
        """Answers a batch of queries; one that cannot be answered has no result, and fails no other."""
        answers = {}
        for key, query in _read(queries, "queries").items():
            try:
                answers[key] = {"result": self._found(query)}
            except (ThbgraphError, TypeError, ValueError, KeyError, AttributeError):
                answers[key] = {"result": []}
        return _json(answers)

    def _found(self, query: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Returns whom a query may mean: what has the name, and of that what has the identifiers that are given."""
        given = {one["pid"]: one["v"] for one in query.get("properties", ())}
        day = read_day(str(given.pop(DAY, "")) or None)
        types = query.get("type") or [None]
        kinds = [types] if isinstance(types, str) else types
        texts = [query["query"]] if query.get("query") else []
        found = [match(text, self._graph.names, day, kind) for text in texts for kind in kinds]
        named = [one.found for one in found if one.found]
        candidates = named or [candidate for one in found for candidate in one.candidates]
        identified = [*self._identified(given, kinds)]
        if identified:
            own = {one.iri for one in identified}
            both = [one for one in candidates if one.iri in own]
            candidates = both or [*identified, *candidates]
            named = both if len(own) == 1 else []
        best = {one.iri: one for one in sorted(candidates, key=lambda one: one.score)}
        in_order = sorted(best.values(), key=lambda one: (-one.score, one.iri))
        is_certain = len(best) == 1 and bool(named)
        return [self._candidate(one, is_certain) for one in in_order[: int(query.get("limit") or _MOST)]]

    def _identified(self, given: Mapping[str, Any], kinds: Sequence[str | None]) -> Iterator[Candidate]:
        """Yields what has the identifiers that stand in other columns of a row."""
        for name, value in given.items():
            text = str(value.get("id", "") if isinstance(value, dict) else value)
            for iri in self._having.get((name, text), ()):
                if {*kinds} & {None, *self._graph.index.classes.get(iri, ())}:
                    yield Candidate(iri, 0.9, SCHEMES[name].title)

    def _candidate(self, one: Candidate, is_certain: bool) -> dict[str, Any]:
        return {
            "id": one.iri.removeprefix(ID),
            "name": self._graph.index.label(one.iri),
            "description": f"{kind_of(one.iri, self._graph)}; {one.how}",
            "score": round(100 * one.score),
            "match": is_certain,
            "type": [
                self._type(kind) for kind in self._graph.index.classes[one.iri] if kind in self._classes
            ],
        }

    def extend(self, wanted: str) -> Reply:
        """Fetches what is known of things: their names, classes and identifiers, and statuses on a day."""
        asked = _read(wanted, "extend")
        try:
            ids, properties = [*map(str, asked["ids"])], {one["id"]: one for one in asked["properties"]}
        except (KeyError, TypeError):
            raise RequestError("extend: expected ids and properties", "give both") from None
        known = self._properties()
        unknown = next((name for name in properties if name not in known), None)
        if unknown is not None:
            raise RequestError(
                f"extend: there is no property {unknown[:40]!r}", "/reconcile/propose lists them"
            )
        rows = {}
        for name in ids:
            iri = ID + name
            settings = {one: properties[one].get("settings") or {} for one in properties}
            is_thing = iri in self._graph.index.classes
            rows[name] = {
                one: self._values(iri, one, settings[one]) if is_thing else [] for one in properties
            }
        return _json({"meta": [{"id": one, "name": known[one]} for one in properties], "rows": rows})

    def _values(self, iri: str, prop: str, settings: Mapping[str, Any]) -> list[dict[str, str]]:
        if prop == _NAME:
            texts: Iterable[str] = [self._graph.index.label(iri)]
        elif prop == _CLASS:
            texts = [kind_of(iri, self._graph)]
        elif prop in self._treaties:
            is_state = _STATE in self._graph.index.classes[iri]
            day = str(settings.get(DAY) or "") or None
            texts = (
                [_status_words(self._graph.status(iri, self._treaties[prop].iri, day))] if is_state else []
            )
        else:
            texts = self._identifiers.get((iri, prop), ())
        return [{"str": text} for text in texts]

    def _properties(self, kind: str | None = None) -> dict[str, str]:
        """Returns what can be fetched of things of a class, or of all, by name."""
        classes = self._graph.index.classes
        linked = {name for iri, name in self._identifiers if kind is None or kind in classes.get(iri, ())}
        statuses = self._treaties if kind in (None, _STATE) else {}
        return {
            _NAME: "Name",
            _CLASS: "Class",
            **{name: SCHEMES[name].title for name in SCHEMES if name in linked},
            **{name: f"Status under {self._graph.short_name(one.iri)}" for name, one in statuses.items()},
        }

    def propose(self, kind: str, limit: int) -> Reply:
        """Lists what can be fetched of things of a class."""
        found = self._properties(kind or None)
        listed = [{"id": name, "name": called} for name, called in found.items()]
        return _json({"type": kind, "properties": listed[: limit or None]})

    def suggest(self, of: str, prefix: str, kind: str) -> Reply:
        """Completes what is typed: the name of an `entity`, a `type` or a `property`."""
        if of == "entity":
            known = kind if kind in self._classes else None
            result = [
                {
                    "id": thing.iri.removeprefix(ID),
                    "name": thing.label,
                    "description": kind_of(thing.iri, self._graph),
                    "notable": [
                        self._type(one)
                        for one in self._graph.index.classes[thing.iri]
                        if one in self._classes
                    ],
                }
                for thing in self._graph.search(prefix, known)
                if thing.iri.startswith(ID) and thing.iri in self._graph.index.classes
            ]
        else:
            names = {DAY: "as of a day", **self._properties()} if of == "property" else self._classes
            begins = prefix.casefold()
            result = [
                {"id": name, "name": called}
                for name, called in names.items()
                if begins in called.casefold() or begins in name.casefold()
            ]
        return _json({"result": result[: None if of == "type" else _MOST]})

    def flyout(self, of: str, name: str) -> Reply:
        """Says in a line what an entity, a type or a property is."""
        called = self._classes.get(name) or self._properties().get(name) or name
        text = self._summary(name) if of == "entity" else f"<p>{escape(called)}</p>"
        return _json({"id": name, "html": text})

    def preview(self, name: str) -> Reply:
        """Shows a thing in a small page, to be framed."""
        text = f'<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>{escape(name)}</title>{self._summary(name)}</html>'
        return Reply(200, "text/html", text.encode(), _FRAMED)

    def _summary(self, name: str) -> str:
        iri = self._graph.find(ID + name).iri
        names = self._graph.index.aliases.get(iri, ())
        also = ", ".join([name for name in names if name != self._graph.index.label(iri)][:5])
        more = f"<p>Also {escape(also)}</p>" if also else ""
        return (
            f"<p><b>{escape(self._graph.index.label(iri))}</b>, {escape(kind_of(iri, self._graph))}</p>{more}"
        )

    def _type(self, kind: str) -> dict[str, str]:
        return {"id": kind, "name": self._label(kind)}

    def _label(self, kind: str) -> str:
        return self._graph.index.label(expand(kind) or kind)


def _kinds(graph: KnowledgeGraph, entities: Iterable[str]) -> Iterator[str]:
    return iter(sorted({kind for iri in entities for kind in graph.index.classes[iri]}))


def _status_words(found: StatusOnDay) -> str:
    """Writes a status with what bounds it: since when it is so, or between which days what is open came about."""
    parts = [found.status]
    if found.since:
        parts.append(f"since {found.since}")
    bounds = found.bounds if found.open_act else found.began
    if any(bounds) and not found.since:
        parts.append(f"between {bounds.first or 'an unknown day'} and {bounds.last or 'an unknown day'}")
    if found.known_through:
        parts.append(f"sources up to {found.known_through}")
    return f"{'; '.join(parts)} (on {found.as_of})"


def _read(text: str, name: str) -> Mapping[str, Any]:
    try:
        read = json.loads(text)
    except ValueError:
        read = None
    if not isinstance(read, dict):
        raise RequestError(f"{name}: expected an object of JSON", "send one")
    return read


def _json(value: Any) -> Reply:
    return Reply(200, "application/json", json.dumps(value, ensure_ascii=False).encode())
