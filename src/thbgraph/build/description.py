"""The description of the dataset in VoID and DCAT: what it is, under which licence, and how much of what it holds.

It is a graph of its own, made from the statements alone, so that it never disagrees with them.
Source: Describing Linked Datasets with the VoID Vocabulary; DCAT 3.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

import pyoxigraph as ox

from ..base import vocabulary as thb
from ..base.errors import RequestError
from ..base.grouping import grouped
from ..base.namespaces import (
    BASE,
    BUILD,
    COMPUTED_GRAPH,
    ID,
    INFERRED_GRAPH,
    NAMED_GRAPHS,
    ONTOLOGY_GRAPH,
    PREFIXES,
    RDF_TYPE,
    VOID_GRAPH,
)
from ..base.terms import curie, is_iri
from ..rdf.links import CLOSE, EXACT
from ..rdf.schemes import SCHEMES, Scheme
from ..results.formats import FORMATS
from ..stores.lines import graph_of, predicate_of, quads_of, subject_of

_DCTERMS = PREFIXES["dcterms"]
#: As lines have them: links, what dates the statements, types, and the beginning of our own things.
_MATCHES = tuple(f"<{prop}>".encode() for prop in (EXACT, CLOSE))
_DATED = tuple(f"<{prop}>".encode() for prop in (thb.retrieved, _DCTERMS + "date"))
_TYPE, _ENTITY = f"<{RDF_TYPE}>".encode(), f"<{ID}".encode()
DATASET = VOID_GRAPH + "#dataset"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
#: What a source says of itself that the description repeats, and by which properties.
_REPEATED = {
    **{_DCTERMS + name: (_DCTERMS + name,) for name in ("title", "description", "license", "rights")},
    PREFIXES["dc"] + "publisher": (PREFIXES["dc"] + "publisher",),
    PREFIXES["foaf"] + "page": (PREFIXES["foaf"] + "page", PREFIXES["dcat"] + "landingPage"),
    PREFIXES["dcat"] + "version": (PREFIXES["dcat"] + "version",),
}


#: What the description says of itself and of the dataset, and of a build.
_DATASET = """
<> a void:DatasetDescription ;
  dcterms:title "Description of the thbgraph dataset"@en ;
  foaf:primaryTopic <#dataset> .
<#dataset> a void:Dataset , dcat:Dataset ;
  dcterms:title "thbgraph"@en ;
  dcterms:description "Who does what against trafficking in human beings: organizations, bodies, instruments, acts and reports, each statement in the named graph of the passage or dataset that states it"@en ;
  dcterms:license <{licence}> ;
  dcat:version "{version}" ;
  void:uriSpace "{ids}" ;
  void:exampleResource <{example}> ;
  void:vocabulary <{ontology}> .
"""
_BUILD = """
<#build> a void:Dataset ;
  dcterms:title "thbgraph {version}, with what is inferred and computed"@en ;
  prov:wasDerivedFrom <#dataset> ;
  dcat:version "{version}" ;
  dcterms:identifier "sha256:{digest}" .
"""
#: The dataset that links lead to, and those that lead there by one predicate.
_TARGET = """
<#target-{name}> a void:Dataset ;
  dcterms:title "{title}"@en ;
  foaf:homepage <{page}> ;
  void:uriSpace "{space}" .
"""
_LINKSET = """
<{graph}> void:subset <#links-{name}-{kind}> .
<#links-{name}-{kind}> a void:Linkset ;
  void:linkPredicate <{predicate}> ;
  void:subjectsTarget <#dataset> ;
  void:objectsTarget <#target-{name}> ;
  void:triples {number} .
"""


class _LineCounts:
    """How much sorted lines state: triples, each once, with their subjects and objects, and how many a property, class and graph has."""

    def __init__(self, lines: Iterable[bytes]) -> None:
        self.triples = 0
        self.subjects, self.objects = set[bytes](), set[bytes]()
        self.properties, self.classes, self.graphs = (Counter[bytes]() for _ in range(3))
        before = b""
        for line in lines:
            end = line.rindex(b" <")
            triple = line[:end]
            self.graphs[line[end + 1 : -3]] += 1
            if triple == before:  # in another graph
                continue
            before = triple
            subject, prop, thing = triple.split(b" ", 2)
            self.triples += 1
            self.subjects.add(subject)
            self.properties[prop] += 1
            self.objects.add(thing)
            if prop == _TYPE:
                self.classes[thing] += 1

    def told(self, dataset: str) -> str:
        """Says how much a dataset holds."""
        numbers = {
            "triples": self.triples,
            "entities": sum(subject.startswith(_ENTITY) for subject in self.subjects),
            "distinctSubjects": len(self.subjects),
            "distinctObjects": len(self.objects),
            "properties": len(self.properties),
            "classes": len(self.classes),
        }
        return "".join(f"<{dataset}> void:{name} {number} .\n" for name, number in numbers.items())

    def in_graph(self, graph: str) -> int:
        """Returns how many triples a graph has."""
        return self.graphs[f"<{graph}>".encode()]


def describe(asserted: Sequence[bytes], ontology: Iterable[ox.Quad], version: str) -> list[ox.Quad]:
    """Describes the dataset that asserted statements, as sorted lines, and the ontology make up: quads of `.../void`.

    `version` is that of the dataset; each source gives its own. Raises RequestError as `home_address` does.
    """
    place = entry(DATASET, LICENCE, version, home_address())
    return list(dict.fromkeys([*contents(asserted, ontology, version), *place]))


def contents(asserted: Sequence[bytes], ontology: Iterable[ox.Quad], version: str) -> list[ox.Quad]:
    """Describes what the dataset holds, wherever it is."""
    counted = _LineCounts(asserted)
    dated = quads_of(line for line in asserted if predicate_of(line) in _DATED)
    text = _DATASET.format(
        licence=LICENCE, version=version, ids=ID, example=ID + "cets-197", ontology=ONTOLOGY_GRAPH
    )
    text += counted.told(DATASET) + _vocabularies(counted) + _partitions(counted) + _days(ontology, dated)
    for source, told in sorted(_sources(asserted).items()):
        if size := counted.in_graph(source):
            text += f"<#dataset> void:subset <{source}> .\n{_source(source, told, size)}"
    links = Counter((graph_of(line), prop) for line in asserted if (prop := predicate_of(line)) in _MATCHES)
    text += "".join(_linksets(scheme, links) for scheme in SCHEMES.values())
    return list(dict.fromkeys(_quads_in(text)))


def describe_build(lines: Iterable[bytes], digest: str, version: str) -> list[ox.Quad]:
    """Says which build all of its statements, as sorted lines, are: its version, their digest, and how much it holds.

    Who loads it elsewhere can tell by this which build is there, and whether all of it is.
    """
    counted = _LineCounts(lines)
    text = _BUILD.format(version=version, digest=digest) + counted.told(BUILD)
    sizes = {graph: counted.in_graph(graph) for graph in (ONTOLOGY_GRAPH, INFERRED_GRAPH, COMPUTED_GRAPH)}
    for graph, size in {**sizes, NAMED_GRAPHS: counted.graphs.total()}.items():
        text += f"<#build> void:subset <{graph}> . <{graph}> void:triples {size} .\n"
    return list(_quads_in(text))


def _sources(asserted: Sequence[bytes]) -> dict[str, list[ox.Quad]]:
    """Returns what is said of each source."""
    typed = f" <{RDF_TYPE}> <{thb.Source}> <".encode()
    sources = {subject_of(line) for line in asserted if typed in line}
    told = quads_of(line for line in asserted if subject_of(line) in sources)
    return grouped((quad.subject.value, quad) for quad in told)


def _vocabularies(counted: _LineCounts) -> str:
    """Names the vocabularies of other makers that the statements use."""
    used = {(curie(_text_of(prop)) or "").partition(":")[0] for prop in counted.properties}
    named = (PREFIXES[prefix] for prefix in sorted(used - {"", "thb", "rdf"}))
    return "".join(f"<#dataset> void:vocabulary <{vocabulary}> .\n" for vocabulary in named)


def _partitions(counted: _LineCounts) -> str:
    text = ""
    for kind, count, by in (
        ("property", "triples", counted.properties),
        ("class", "entities", counted.classes),
    ):
        for name, number in sorted(by.items()):
            iri = _text_of(name)
            part = f"<{VOID_GRAPH}#{kind}-{(curie(iri) or iri).replace(':', '-')}>"
            text += f"<#dataset> void:{kind}Partition {part} . {part} void:{kind} <{iri}> ; void:{count} {number} .\n"
    return text


def _text_of(name: bytes) -> str:
    """Returns the IRI that stands in brackets in a line."""
    return name[1:-1].decode()


def _source(source: str, told: Iterable[ox.Quad], size: int) -> str:
    """Describes one source: what is said of it, with licence or rights and version, and its size."""
    text = f"<{source}> a void:Dataset ; void:triples {size} .\n"
    for quad in told:
        for prop in _REPEATED.get(quad.predicate.value, ()):
            text += f"<{source}> <{prop}> {quad.object} .\n"
    return text


def _linksets(scheme: Scheme, links: Mapping[tuple[bytes, bytes], int]) -> str:
    """Describes the links to a scheme, a linkset for each predicate, and the dataset that they lead to.

    Codes have no IRI to link to: they stand in the count of their source alone.
    """
    own = {
        _text_of(prop): number for (graph, prop), number in links.items() if graph == scheme.graph.encode()
    }
    if not own:
        return ""
    text = _TARGET.format(name=scheme.name, title=scheme.title, page=scheme.homepage, space=scheme.namespace)
    for predicate, number in sorted(own.items()):
        kind = predicate.partition("#")[2]
        text += _LINKSET.format(
            graph=scheme.graph, name=scheme.name, kind=kind, predicate=predicate, number=number
        )
    return text


# The entry of the dataset at a portal of open data: where it is, of when, about what, and whom to ask.
# Source: DCAT 3, and DCAT-AP for what portals in Europe need.

#: The formats of the files of the whole dataset, as the EU's authority table names them.
DISTRIBUTIONS = {
    "turtle": "RDF_TURTLE",
    "trig": "RDF_TRIG",
    "ntriples": "RDF_N_TRIPLES",
    "nquads": "RDF_N_QUADS",
    "jsonld": "JSON_LD",
    "rdfxml": "RDF_XML",
}
_AUTHORITY = "http://publications.europa.eu/resource/authority/"
_PREFIXES = "".join(
    f"@prefix {name}: <{iri}> .\n"
    for name, iri in {
        **{name: PREFIXES[name] for name in ("dcat", "dcterms", "foaf", "prov", "void", "xsd")},
        "access": _AUTHORITY + "access-right/",
        "file": _AUTHORITY + "file-type/",
        "language": _AUTHORITY + "language/",
        "theme": _AUTHORITY + "data-theme/",
        "vcard": "http://www.w3.org/2006/vcard/ns#",
    }.items()
)
_ENTRY = """
<#catalogue> a dcat:Catalog ;
  dcterms:title "Catalogue of thbgraph"@en ;
  dcterms:description "The one dataset of thbgraph: who does what against trafficking in human beings."@en ;
  dcterms:publisher <https://w3id.org/thbgraph> ;
  dcterms:license <{licence}> ;
  dcterms:language language:ENG ;
  foaf:homepage <{home}> ;
  dcat:dataset <#dataset> .

<#dataset> dcterms:publisher <https://w3id.org/thbgraph> ;
  dcat:contactPoint <#contact> ;
  dcat:landingPage <{home}> ;
  dcterms:identifier "{dataset}" ;
  dcterms:language language:ENG ;
  dcterms:accessRights access:PUBLIC ;
  dcat:theme theme:JUST ,
    theme:INTR ;
  dcat:keyword "trafficking in human beings"@en , "international organizations"@en , "treaties"@en .

<https://w3id.org/thbgraph> a foaf:Agent ; foaf:name "The thbgraph developers"@en .
<#contact> a vcard:Organization ; vcard:fn "The thbgraph developers" ; vcard:hasURL <{home}> .
"""
_DISTRIBUTION = """
<#dataset> dcat:distribution <#{name}> ; void:dataDump <{file}> .
<#{name}> a dcat:Distribution ;
  dcterms:title "thbgraph {version} as {title}"@en ;
  dcterms:description "All statements as {title}"@en ;
  dcterms:license <{licence}> ;
  dcterms:format file:{kind} ;
  dcat:mediaType <https://www.iana.org/assignments/media-types/{media}> ;
  dcat:accessURL <{home}> ;
  dcat:downloadURL <{file}> .
"""


def dump(form: str) -> str:
    """Returns the name of the file that holds the whole dataset in a format.

    >>> dump("ntriples")
    'thbgraph.nt'
    """
    return f"thbgraph.{FORMATS[form].ending}"


def home_address() -> str:
    """Returns the address under which the graph is published: `$THBGRAPH_ADDRESS`, else that of its IRIs.

    Raises RequestError for what is no address on the web.
    """
    given = os.environ.get("THBGRAPH_ADDRESS") or BASE
    if not (is_iri(given) and given.startswith(("http://", "https://"))):
        raise RequestError(
            f"THBGRAPH_ADDRESS is {given[:100]!r}; set it to the address of your site, such as https://data.example.org/"
        )
    return given.rstrip("/") + "/"


def entry(dataset: str, licence: str, version: str, home: str, is_served: bool = False) -> Iterator[ox.Quad]:
    """Yields the entry of the dataset, an IRI, and of the files of its exports below `home`, the address of the site.

    Where the site `is_served`, it has an endpoint.
    """
    text = _ENTRY.format(home=home, licence=licence, dataset=dataset)
    for name, kind in DISTRIBUTIONS.items():
        form = FORMATS[name]
        text += _DISTRIBUTION.format(
            name=name, media=form.media_type, kind=kind, title=form.title,
            home=home, file=f"{home}{dump(name)}", licence=licence, version=version,
        )  # fmt: skip
    if is_served:
        text += f"<#dataset> void:sparqlEndpoint <{home}sparql> .\n"
    yield from _quads_in(text)


def _days(ontology: Iterable[ox.Quad], stated: Iterable[ox.Quad]) -> str:
    """Says when the dataset was issued and last changed, and from when to when its acts and events are."""
    created, changed, happened, text = list[str](), list[str](), list[str](), ""
    for quad in ontology:
        if quad.subject.value == ONTOLOGY_GRAPH and quad.predicate.value == _DCTERMS + "created":
            created.append(quad.object.value)
        if quad.subject.value == ONTOLOGY_GRAPH and quad.predicate.value == _DCTERMS + "modified":
            changed.append(quad.object.value)
    for quad in stated:
        if quad.predicate.value == thb.retrieved:
            changed.append(quad.object.value)
        elif quad.predicate.value == _DCTERMS + "date":
            happened.append(quad.object.value)
    if created and changed:
        text += f'<#dataset> dcterms:issued "{min(created)}"^^xsd:date ; dcterms:modified "{max(changed)}"^^xsd:date .\n'
    if happened:
        text += (
            "<#dataset> dcterms:temporal <#period> . <#period> a dcterms:PeriodOfTime ; "
            f'dcat:startDate "{min(happened)[:4]}"^^xsd:gYear ; dcat:endDate "{max(happened)[:4]}"^^xsd:gYear .\n'
        )
    return text


def _quads_in(turtle: str) -> Iterator[ox.Quad]:
    graph = ox.NamedNode(VOID_GRAPH)
    for quad in ox.parse((_PREFIXES + turtle).encode(), format=ox.RdfFormat.TURTLE, base_iri=VOID_GRAPH):
        yield ox.Quad(*quad.triple, graph)
