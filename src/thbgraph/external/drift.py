"""Where fetched sources differ from the graph: names, starts and ends, parents, memberships, successors.

Only what both sides state is compared, and an end, a successor or a membership that only the source states. Dates
differ when no day fits both. Differences come as an answer, and as Wikidata's Mismatch Finder imports them. Source
of that form: wikidata-mismatch-finder, User Guide, "Creating a mismatches import file": all eight columns, at most
1500 characters a value, a statement only with the value that it has.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO
from itertools import chain
from typing import NamedTuple

import pyoxigraph as ox

from ..base import vocabulary as thb
from ..base.dates import bounds, datatype_of
from ..base.errors import RequestError
from ..base.namespaces import ID, PREFIXES
from ..base.terms import short
from ..base.triples import Facts
from ..base.values import Entity, grouped
from ..build.index import Index
from ..names.folding import fold, forms
from ..names.names import ByName
from ..results.answer import Answer, Row
from . import fetched
from .fetched_facts import END, LABEL, MEMBER, PARENT, REPLACED, START, FetchedFact

_SCHEMA, _ORG, _DCTERMS = PREFIXES["schema"], PREFIXES["org"], PREFIXES["dcterms"]
#: The properties by which the graph states some kinds of facts.
_PROPERTIES = {
    START: (_SCHEMA + "foundingDate", _SCHEMA + "startDate"),
    END: (_SCHEMA + "dissolutionDate", _SCHEMA + "endDate"),
    PARENT: (_ORG + "unitOf", _ORG + "subOrganizationOf", _DCTERMS + "isPartOf"),
    REPLACED: (_DCTERMS + "isReplacedBy",),
}
#: The successor states these of its predecessor.
_REPLACES = (_DCTERMS + "replaces", thb.continues, thb.succeeds)
_MEMBER, _GROUP, _ROLE = (_ORG + name for name in ("member", "organization", "role"))
_EXACT = PREFIXES["skos"] + "exactMatch"
_READ = {*chain(*_PROPERTIES.values()), *_REPLACES, _MEMBER, _GROUP, _ROLE, _EXACT}
COLUMNS = ("entity", "what", "here", "there", "scheme", "outside", "retrieved", "sources")
MISMATCH_COLUMNS = (
    "item_id", "statement_guid", "property_id", "wikidata_value", "meta_wikidata_value", "external_value",
    "external_url", "type",
)  # fmt: skip
_LONGEST = 1500


class Deviation(NamedTuple):
    """A difference of some kind: the value that the graph has for an entity (`here`), and the source's (`there`).

    Both are texts, dates or IRIs; `here` is empty where nothing is recorded. `graphs` state the value here, `fact`
    is the source's. `qualifier` is Wikidata's property of the qualifier that differs, if it is one; `group` is the
    organization of a membership.
    """

    entity: str
    kind: str
    here: str
    there: str
    graphs: tuple[str, ...]
    fact: FetchedFact
    qualifier: str = ""
    group: str = ""


class Drift(NamedTuple):
    """A difference with the scheme, the outside IRI, and the day (ISO 8601) on which the source was retrieved."""

    scheme: str
    outside: str
    retrieved: str
    difference: Deviation


def drift(quads: Iterable[ox.Quad], index: Index, target: str | None = None) -> list[Drift]:
    """Returns where fetched sources differ from asserted quads, in order of scheme, entity and kind.

    `target` is one scheme. Raises RequestError where nothing of it was fetched.
    """
    kept = fetched.stored(target)
    if not kept:
        named = f" --target {target}" if target else ""
        raise RequestError("nothing has been fetched to compare with", f"run: thbgraph link fetch{named}")
    recorded = Recorded(quads, index.names.named, index.classes)
    found = [
        Drift(one.scheme, one.iri, one.retrieved, difference)
        for one in kept
        if one.iri in recorded.linked
        for difference in differences(recorded.linked[one.iri], map(FetchedFact._make, one.facts), recorded)
    ]
    return sorted(found, key=lambda one: (one.scheme, one.difference.entity, one.difference.kind))


class Recorded:
    """The facts that the graph states of its entities, each with the graph that states it.

    `names` are those of an entity in comparable forms, `linked` goes from an outside IRI to the entity that it
    matches exactly, and `groups` are those whose members are recorded.
    """

    def __init__(self, quads: Iterable[ox.Quad], named: ByName, classes: Mapping[str, Sequence[str]]) -> None:
        facts = self._facts = Facts(quads, _READ)
        self._classes = classes
        self.names = defaultdict[str, set[str]](set)
        for name, bearers in named.items():
            for iri in bearers:
                self.names[iri] |= forms(name)
        self.linked = {fact.text: fact.thing for fact in facts.with_property(_EXACT)}
        self.groups: set[str] = set()
        #: What is stated of another thing than the one whose fact it is.
        self._elsewhere = defaultdict[tuple[str, str], list[tuple[FetchedFact, str]]](list)
        for fact in facts.with_property(*_REPLACES):
            self._elsewhere[fact.text, REPLACED].append((FetchedFact(REPLACED, fact.thing), fact.graph))
        for group in facts.with_property(_GROUP):
            if thb.Member in facts.texts(group.thing, _ROLE):
                start, end = (facts.text(group.thing, *_PROPERTIES[kind]) or "" for kind in (START, END))
                own = FetchedFact(MEMBER, group.text, start=start, end=end)
                self.groups.add(group.text)
                for member in facts.texts(group.thing, _MEMBER):
                    self._elsewhere[member, MEMBER].append((own, group.graph))

    def get(self, thing: str, kind: str) -> list[tuple[FetchedFact, str]]:
        """Returns the facts of a kind, and the graphs that state them."""
        stated = self._facts.of(thing, *_PROPERTIES.get(kind, ()))
        own = [(FetchedFact(kind, fact.text), fact.graph) for fact in stated]
        return own + self._elsewhere.get((thing, kind), [])

    def dates(self, entity: str, kind: str) -> list[tuple[FetchedFact, str]]:
        """Returns when an agent started or ended; other entities do neither."""
        return self.get(entity, kind) if "foaf:Agent" in self._classes.get(entity, ()) else []


def differences(entity: str, facts: Iterable[FetchedFact], recorded: Recorded) -> Iterator[Deviation]:
    """Yields where the facts of an outside source differ from those recorded of an entity, in order of kind."""
    theirs = defaultdict(list, grouped((fact.kind, fact) for fact in facts))
    yield from _labels(entity, theirs[LABEL], recorded)
    yield from _dates(entity, theirs[START], recorded)
    yield from _dates(entity, theirs[END], recorded)
    yield from _parents(entity, theirs[PARENT], recorded)
    for fact in theirs[MEMBER]:
        yield from _membership(entity, fact, recorded)
    known = {fact.value for fact, _ in recorded.get(entity, REPLACED)}
    for fact in theirs[REPLACED]:
        successor = recorded.linked.get(fact.value, fact.value)
        if successor not in known:
            yield Deviation(entity, REPLACED, min(known, default=""), successor, (), fact)


def _labels(entity: str, theirs: Sequence[FetchedFact], recorded: Recorded) -> Iterator[Deviation]:
    names = recorded.names.get(entity)
    if names and theirs and not any(forms(fold(fact.value)) & names for fact in theirs):
        yield Deviation(entity, LABEL, "", theirs[0].value, (), theirs[0])


def _dates(entity: str, theirs: Sequence[FetchedFact], recorded: Recorded) -> Iterator[Deviation]:
    for fact in theirs:
        ours = recorded.dates(entity, fact.kind)
        if ours and not any(_fit(own.value, fact.value) for own, _ in ours):
            yield Deviation(entity, fact.kind, ours[0][0].value, fact.value, _graphs(ours), fact)
        elif not ours and fact.kind == END:
            yield Deviation(entity, fact.kind, "", fact.value, (), fact)


def _parents(entity: str, theirs: Sequence[FetchedFact], recorded: Recorded) -> Iterator[Deviation]:
    ours = recorded.get(entity, PARENT)
    named = {recorded.linked[fact.value]: fact for fact in theirs if fact.value in recorded.linked}
    if ours and not any(own.value in named for own, _ in ours):
        for parent, fact in sorted(named.items()):
            yield Deviation(entity, PARENT, ours[0][0].value, parent, _graphs(ours), fact)


def _membership(entity: str, fact: FetchedFact, recorded: Recorded) -> Iterator[Deviation]:
    group = recorded.linked.get(fact.value)
    if group is None or group not in recorded.groups:
        return
    ours = [(own, graph) for own, graph in recorded.get(entity, MEMBER) if own.value == group]
    if not ours:
        yield Deviation(entity, MEMBER, "", group, (), fact, group=group)
        return
    same_start = [(own, graph) for own, graph in ours if _fit(own.start, fact.start)]
    if any(_ends_fit(own.end, fact.end) for own, _ in same_start):
        return
    own, graph = (same_start or ours)[0]
    if not same_start:
        yield Deviation(entity, f"start of {MEMBER}", own.start, fact.start, (graph,), fact, "P580", group)
    if not _ends_fit(own.end, fact.end):
        yield Deviation(entity, f"end of {MEMBER}", own.end, fact.end, (graph,), fact, "P582", group)


def _graphs(facts: Iterable[tuple[FetchedFact, str]]) -> tuple[str, ...]:
    return tuple(sorted({graph for _, graph in facts}))


def _ends_fit(one: str, other: str) -> bool:
    """Returns whether both ends fit; one that only one side has does not, since the other takes it to last."""
    return _fit(one, other) if one and other else one == other


def _fit(one: str, other: str) -> bool:
    """Returns whether some day fits both dates; one that is not stated, or is no date, fits any."""
    spans = []
    for text in (one, other):
        datatype = datatype_of(text)
        if datatype is None:
            return True
        spans.append(bounds(text, datatype))
    return spans[0][0] <= spans[1][1] and spans[1][0] <= spans[0][1]


def answer_of(drifts: Iterable[Drift], labels: Mapping[str, str]) -> Answer:
    """Returns differences as an answer, a row each; that of a label shows what the entity is called here."""

    def named(value: str) -> str:
        is_iri = value.startswith(("http://", "https://"))
        return labels.get(value) or short(value).strip("<>") if is_iri else value

    rows = []
    for scheme, outside, retrieved, found in drifts:
        entity = Entity(found.entity, labels.get(found.entity, short(found.entity)))
        here = labels.get(found.entity, "") if found.kind == LABEL else found.here
        graphs = ", ".join(labels.get(graph, short(graph)) for graph in found.graphs)
        values = (named(here), named(found.there or "no end"), scheme, outside, retrieved, graphs)
        rows.append(Row(COLUMNS, (entity, found.kind, *values)))
    return Answer(COLUMNS, rows)


def to_mismatches(drifts: Iterable[Drift], labels: Mapping[str, str]) -> str:
    """Writes differences between statements of Wikidata and of the graph as CSV for the Mismatch Finder.

    Labels, which are no statements, are left out, and so is what only one side states.
    """
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(MISMATCH_COLUMNS)
    for one in drifts:
        found, fact = one.difference, one.difference.fact
        if not (fact.statement and found.here and found.there):
            continue
        theirs = found.there if found.qualifier or not fact.value.startswith("http") else fact.value
        row = (
            one.outside.rpartition("/")[2],
            fact.statement,
            found.qualifier or fact.prop,
            theirs.rpartition("/")[2],
            "",  # the calendar, which follows from the date
            labels.get(found.here, found.here),
            found.entity if found.entity.startswith(ID) else "",
            "qualifier" if found.qualifier else "statement",
        )
        writer.writerow(cell[:_LONGEST] for cell in row)
    return text.getvalue()
