"""The dataset as an entry of a portal of open data, in DCAT: where it is, of when, about what, and whom to ask.

Source: DCAT 3, and DCAT-AP for what portals in Europe need.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from ..base import vocabulary as thb
from ..base.errors import RequestError
from ..base.namespaces import BASE, ONTOLOGY_GRAPH, PREFIXES, VOID_GRAPH
from ..base.terms import is_iri
from ..results.formats import FORMATS

_DCTERMS = PREFIXES["dcterms"]
#: The formats of the files of the dataset, as the EU's authority table names them.
_DISTRIBUTIONS = {
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
        **{name: PREFIXES[name] for name in ("dcat", "dcterms", "foaf", "void", "xsd")},
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
    for name, kind in _DISTRIBUTIONS.items():
        form = FORMATS[name]
        text += _DISTRIBUTION.format(
            name=name, media=form.media_type, kind=kind, title=form.title,
            home=home, file=f"{home}{dump(name)}", licence=licence, version=version,
        )  # fmt: skip
    if is_served:
        text += f"<#dataset> void:sparqlEndpoint <{home}sparql> .\n"
    yield from _read(text)


def days(dataset: str, ontology: Iterable[ox.Quad], stated: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """Yields when the dataset was issued and last changed, and from when to when its acts and events are."""
    created, changed, happened = [], [], []
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
        yield from _read(
            f'<{dataset}> dcterms:issued "{min(created)}"^^xsd:date ; dcterms:modified "{max(changed)}"^^xsd:date .'
        )
    if happened:
        yield from _read(
            f"<{dataset}> dcterms:temporal <#period> . <#period> a dcterms:PeriodOfTime ; "
            f'dcat:startDate "{min(happened)[:4]}"^^xsd:gYear ; dcat:endDate "{max(happened)[:4]}"^^xsd:gYear .'
        )


def _read(turtle: str) -> Iterator[ox.Quad]:
    graph = ox.NamedNode(VOID_GRAPH)
    for quad in ox.parse((_PREFIXES + turtle).encode(), format=ox.RdfFormat.TURTLE, base_iri=VOID_GRAPH):
        yield ox.Quad(*quad.triple, graph)
