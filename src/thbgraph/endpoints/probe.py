"""What an engine must do so that our questions have the same rows there: which build it holds, and a probe of each need.

Each probe is the smallest query that tells. That the questions do without what engines differ in is held by `check`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from ..base.errors import EndpointError, RequestError
from ..base.namespaces import ALL_GRAPH, BASE, BUILD, NAMED_GRAPHS, PREFIXES, VOID_GRAPH, XSD
from .endpoint import Endpoint

_DCTERMS, _DCAT, _VOID = (PREFIXES[name] for name in ("dcterms", "dcat", "void"))
#: The command by which a build is published.
PUBLISH = "thbgraph publish --endpoint URL --update URL --graph-store URL"
_PUBLISH = f"publish the build again: {PUBLISH}"
#: The build that is to come where all is being removed.
NO_BUILD = "no build"
#: The graph in which whoever publishes notes the hash of each graph, and which build is to come while it is written in place.
NOTES, COMING = "urn:thbgraph:notes", "urn:thbgraph:coming"
#: So many rows the largest answer has that is read: all that is inferred.
_MANY = 60_000
_IDENTITY = (
    f"SELECT ?digest ?version ?triples ?named {{ GRAPH <{VOID_GRAPH}> {{ <{BUILD}> <{_DCTERMS}identifier> ?digest ; "
    f"<{_DCAT}version> ?version ; <{_VOID}triples> ?triples "
    f"OPTIONAL {{ <{NAMED_GRAPHS}> <{_VOID}triples> ?named }} }} }}"
)


class Published(NamedTuple):
    """The build that an endpoint holds: digest of its sources, version of the program, how many triples, and how many of its named graphs.

    The last is 0 for builds that were published before it was said there; they have to be published again.
    """

    digest: str
    version: str
    triples: int
    named: int


class Probe(NamedTuple):
    """A query, the rows that it must have (terms in written form), and what to do where it has others.

    One that `is_named` asks nothing but named graphs.
    """

    name: str
    query: str
    expected: list[tuple[str, ...]]
    remedy: str
    is_named: bool = False


class ProbeResult(NamedTuple):
    """What a probe found: an empty text, or what is wrong; one that was not answered says nothing of what the engine holds."""

    name: str
    fault: str
    is_answered: bool = True

    @property
    def message(self) -> str:
        """Says what is wrong, with the name of the probe."""
        if self.is_answered:
            return f'fails the test "{self.name}": {self.fault}'
        return f'has not answered the test "{self.name}": {self.fault}'


def identified(endpoint: Endpoint) -> Published | None:
    """Returns the build that an endpoint holds, if any, and lets the endpoint know our default graph.

    Raises EndpointError where it does not answer, holds two builds at once, or is between two, and RequestError where
    it holds another memo.
    """
    if new := coming(endpoint):
        raise EndpointError(
            no_whole_build(endpoint.url, new),
            f"ask again later, or publish it again: {PUBLISH}",
            url=endpoint.url,
        )
    found = identity(endpoint)
    if found is None:
        refuse_other_memo(endpoint)
    return found


def coming(endpoint: Endpoint) -> list[str]:
    """Returns the digests of builds whose publishing in the place of another has begun and not ended, or NO_BUILD."""
    found = endpoint.rows(f"SELECT ?new {{ GRAPH <{NOTES}> {{ <{BUILD}> <{COMING}> ?new }} }}", True)
    return sorted(row["new"].value for row in found)


def no_whole_build(url: str, new: Collection[str]) -> str:
    """Says that an endpoint holds no build as a whole, and which one is to come; one that was begun goes before none."""
    if not (builds := begun(new)):
        return f"{url} is being emptied, or that was broken off"
    are = "is" if len(builds) == 1 else "are"
    return f"{url} holds no whole build: {' and '.join(builds)} {are} being published, or that was broken off"


def begun(new: Collection[str]) -> list[str]:
    """Returns the short digests of the builds among what is to come, in order."""
    return sorted(one[:12] for one in new if one != NO_BUILD)


def refuse_other_memo(endpoint: Endpoint) -> None:
    """Raises RequestError where an endpoint without a build of this memo has one of another."""
    build = f'?build <{_DCTERMS}identifier> ?digest FILTER(STRENDS(STR(?build), "/void#build") && ?build != <{BUILD}>)'
    for row in endpoint.rows(f"SELECT ?build {{ GRAPH ?g {{ {build} }} }} LIMIT 1", True):
        raise RequestError(
            f"{endpoint.url} holds another memo, {row['build']}",
            "publish to a dataset of its own, or set THBGRAPH_HOME to the home of that memo",
        )


def identity(endpoint: Endpoint) -> Published | None:
    """Returns what an endpoint says of the build that it holds, as `identified` does, also where that is not whole."""
    if endpoint.ask(f"ASK {{ GRAPH <{ALL_GRAPH}> {{ <{BUILD}> ?p ?o }} }}", "ASK", True):
        endpoint.default_graph = ALL_GRAPH
    found = _rows(endpoint, _IDENTITY, True)
    if len(found) > 1:
        raise EndpointError(
            f"{endpoint.url} holds {len(found)} builds at once",
            "publish the one that is wanted again",
            url=endpoint.url,
        )
    for digest, version, triples, named in found:
        counts = int(_text(triples)), int(_text(named) or 0)
        return Published(_text(digest).removeprefix("sha256:"), _text(version), *counts)
    return None


def hold_same(endpoint: Endpoint, build: Published) -> None:
    """Raises EndpointError where an endpoint no longer holds a build, or another is being written in its place."""
    same = (
        f'ASK {{ GRAPH <{VOID_GRAPH}> {{ <{BUILD}> <{_DCTERMS}identifier> "sha256:{build.digest}" }} '
        f"FILTER NOT EXISTS {{ GRAPH <{NOTES}> {{ <{BUILD}> <{COMING}> ?new }} }} }}"
    )
    if not endpoint.ask(same, "ASK", True):
        raise EndpointError(
            f"{endpoint.url} no longer holds build {build.digest[:12]}, of which this was asked: another is published "
            "there",
            "ask again, from Python after thbgraph.connect",
            url=endpoint.url,
        )


def probed(endpoint: Endpoint, build: Published, is_known: bool = False) -> Iterator[ProbeResult]:
    """Yields what each probe of an endpoint with a build finds; one that is not answered has a fault, too.

    Of an engine that `is_known` only those are sent that tell whether all of the build is there.
    """
    for probe in (*_counts(build), *(() if is_known else _needs(build))):
        try:
            rows = _rows(endpoint, probe.query, probe.is_named)
        except EndpointError as error:  # such as of a server that is slow: what it holds is not known
            yield ProbeResult(probe.name, error.message, is_answered=False)
            continue
        fault = "" if rows == probe.expected else probe.remedy
        if fault and rows and probe.remedy == _PUBLISH:
            there, published = (int(_text(row[0])) for row in (rows[0], probe.expected[0]))
            if there > published and not probe.is_named and endpoint.default_graph is None:
                fault = (
                    f"{PUBLISH} --dry-run says whether others wrote there, and what moves that; else {fault}"
                )
            fault = f"{there:,} triples are there, {published:,} were published; {fault}"
        yield ProbeResult(probe.name, fault)


def _integer(number: int) -> str:
    return f'"{number}"^^<{XSD}integer>'


def surplus(endpoint: Endpoint, build: Published) -> int:
    """Returns how many more triples the default graph has than those of the build that is there."""
    counted = next(_counts(build))
    ((there,),) = _rows(endpoint, counted.query)
    return int(_text(there)) - build.triples


def _counts(build: Published) -> Iterator[Probe]:
    """Yields the probes that tell whether all of a build is there."""
    counted = f"SELECT (COUNT(*) AS ?n) {{ ?s ?p ?o MINUS {{ ?s <{_VOID}triples> ?o }} MINUS {{ <{BUILD}> ?p ?o }} }}"
    yield Probe("each triple once", counted, [(_integer(build.triples),)], _PUBLISH)
    ours = f'STRSTARTS(STR(?g), "{BASE}") && ?g != <{ALL_GRAPH}> && ?g != <{VOID_GRAPH}>'
    stated = f"SELECT (COUNT(*) AS ?n) {{ GRAPH ?g {{ ?s ?p ?o }} FILTER({ours}) }}"
    yield Probe(
        "each statement in its named graph", stated, [(_integer(build.named),)], _PUBLISH, is_named=True
    )


def _needs(build: Published) -> Iterator[Probe]:
    """Yields the probes of what the questions need of an engine."""
    values = ['"x"@en', f'"2010-02-23"^^<{XSD}date>', f'"2010-02"^^<{XSD}gYearMonth>', _integer(7)]
    many = min(_MANY, build.triples)
    yield Probe(
        "answers of any length",
        f"SELECT (COUNT(*) AS ?n) {{ {{ SELECT ?s {{ ?s ?p ?o }} LIMIT {many} }} }}",
        [(_integer(many),)],
        "raise its row limit (Virtuoso: ResultSetMaxRows)",
    )
    yield Probe(
        "days compared",
        f'SELECT ?kind {{ <{BUILD}> a ?kind FILTER("2009-12-31"^^<{XSD}date> < "2010-01-26"^^<{XSD}date>) }}',
        [(f"<{_VOID}Dataset>",)],
        "no question on days is answered rightly by an engine that cannot compare xsd:date",
    )
    yield Probe(
        "values kept",
        f"SELECT ?value {{ VALUES ?value {{ {' '.join(values)} }} }} ORDER BY STR(?value)",
        [(value,) for value in sorted(values)],
        "this engine rewrites values",
    )


def _rows(endpoint: Endpoint, text: str, is_named: bool = False) -> list[tuple[str, ...]]:
    found = endpoint.rows(text, is_named)
    return [tuple("" if term is None else str(term) for term in row) for row in found]


def _text(term: str) -> str:
    return term.partition('"')[2].partition('"')[0]
