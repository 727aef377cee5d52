"""The dataset as it is published at an address: its entry at a portal, its files and endpoint, and its questions.

What it holds says `build.description`; all of it is one graph, which every door gives.
Source: DCAT 3, and DCAT-AP 3.0.1 for what portals in Europe need.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from ..base.errors import RequestError
from ..base.home import HOME, is_site
from ..base.namespaces import BASE
from ..build.description import DATASET, described
from ..questions.questions import Question
from ..results.formats import COMPRESSED, FORMATS, format_named, formats_of
from ..results.statements import GraphText
from .question_catalogue import catalogued
from .serializing import write_quads

#: The formats of the files of the whole dataset, as the EU's authority table names them.
DISTRIBUTIONS = {
    "turtle": "RDF_TURTLE",
    "trig": "RDF_TRIG",
    "ntriples": "RDF_N_TRIPLES",
    "nquads": "RDF_N_QUADS",
    "jsonld": "JSON_LD",
    "rdfxml": "RDF_XML",
}
_AUTHORITY = "http://publications.europa.eu/resource/authority"
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types"
_ENTRY = """
<#catalogue> a dcat:Catalog ;
  dcterms:title "Catalogue of {called}"@en ;
  dcterms:description "The one dataset of {called}: {title}."@en ;
  dcterms:publisher <{maker}> ;
  dcterms:license <{licence}> ;
  dcterms:language <{authority}/language/ENG> ;
  foaf:homepage <{home}> ;
  dcat:themeTaxonomy <{authority}/data-theme> ;
  dcat:dataset <#dataset> .

<#dataset> dcterms:publisher <{maker}> ;
  dcat:contactPoint <#contact> ;
  dcat:landingPage <{home}> ;
  dcterms:identifier "{dataset}" ;
  dcterms:language <{authority}/language/ENG> ;
  dcterms:accessRights <{authority}/access-right/PUBLIC> .

<{maker}> a foaf:Agent ; foaf:name "{publisher}"@en .
<#contact> a vcard:Organization , vcard:Kind ; vcard:fn "{publisher}" ; vcard:hasURL <{home}> .
<{home}> a foaf:Document .
<{licence}> a dcterms:LicenseDocument .

# What the tables of the EU say of their concepts, which portals look for here.
<{authority}/data-theme> a skos:ConceptScheme ; dcterms:title "Data theme"@en .
<{authority}/language/ENG> a dcterms:LinguisticSystem ; skos:inScheme <{authority}/language> .
<{authority}/access-right/PUBLIC> a dcterms:RightsStatement ; skos:inScheme <{authority}/access-right> .
<{authority}/planned-availability/STABLE> a skos:Concept ; skos:prefLabel "stable"@en ;
  skos:inScheme <{authority}/planned-availability> .
"""
_THEME = """
<{authority}/data-theme/{theme}> a skos:Concept ; skos:prefLabel {label} ; skos:inScheme <{authority}/data-theme> .
"""
_DISTRIBUTION = """
<#dataset> dcat:distribution <#{name}> ; void:dataDump <{file}> .
<#{name}> a dcat:Distribution ;
  dcterms:title "{called} {version} as {form}"@en ;
  dcterms:description "All statements as {form}"@en ;
  dcterms:license <{licence}> ;
  dcterms:format <{authority}/file-type/{kind}> ;
  <http://data.europa.eu/r5r/availability> <{authority}/planned-availability/STABLE> ;
  dcat:mediaType <{media_types}/{media}> ;
  dcat:compressFormat <{media_types}/application/gzip> ;
  dcat:accessURL <{home}> ;
  dcat:downloadURL <{file}> .
<{authority}/file-type/{kind}> a dcterms:MediaTypeOrExtent ; skos:inScheme <{authority}/file-type> .
<{media_types}/{media}> a dcterms:MediaType .
<{media_types}/application/gzip> a dcterms:MediaType .
"""
_SERVICE = """
<#dataset> void:sparqlEndpoint <{home}sparql> .
<#catalogue> dcat:service <#service> .
<#service> a dcat:DataService ;
  dcterms:title "SPARQL endpoint of {called}"@en ;
  dcterms:publisher <{maker}> ;
  dcterms:license <{licence}> ;
  dcterms:conformsTo <https://www.w3.org/TR/sparql11-protocol/> ;
  dcat:contactPoint <#contact> ;
  dcat:keyword "SPARQL"@en ;
  dcat:endpointURL <{home}sparql> ;
  dcat:endpointDescription <{home}sparql> ;
  dcat:servesDataset <#dataset> .
<https://www.w3.org/TR/sparql11-protocol/> a dcterms:Standard ; dcterms:title "SPARQL 1.1 Protocol"@en .
<{home}sparql> a rdfs:Resource .
"""


def dump(form: str) -> str:
    """Returns the name of the file that holds the whole dataset in a format, compressed.

    >>> dump("ntriples")
    'thbgraph.nt.gz'
    """
    return f"{HOME.name}.{FORMATS[form].ending}{COMPRESSED}"


def home_address() -> str:
    """Returns the address under which the graph is published: `$THBGRAPH_ADDRESS`, else that of its IRIs.

    Raises RequestError for what is no address on the web.
    """
    given = os.environ.get("THBGRAPH_ADDRESS") or BASE
    address = given.rstrip("/") + "/"
    if not is_site(address):
        raise RequestError(
            f"THBGRAPH_ADDRESS is {given[:100]!r}",
            "set it to the address of your site, such as https://data.example.org/",
        )
    return address


def published(
    contents: Iterable[ox.Quad], questions: Iterable[Question], is_served: bool = False
) -> list[ox.Quad]:
    """Describes the dataset with what it holds, as it is published at `home_address`, by a server where it `is_served`."""
    home = home_address()
    fields = {
        "authority": _AUTHORITY, "dataset": DATASET, "home": home, "licence": HOME.licence, "media_types": _MEDIA_TYPES,
        "called": HOME.name, "maker": BASE.rstrip("/"), "publisher": HOME.publisher,
    }  # fmt: skip
    text = _ENTRY.format(title=HOME.title[:1].lower() + HOME.title[1:], **fields)
    for keyword in HOME.keywords:
        text += f"<#dataset> dcat:keyword {ox.Literal(keyword, language='en')} .\n"
    for number, (theme, label) in enumerate(HOME.portal.items()):
        for thing in ("dataset", "service") if is_served and not number else ("dataset",):
            text += f"<#{thing}> dcat:theme <{_AUTHORITY}/data-theme/{theme}> .\n"
        text += _THEME.format(theme=theme, label=ox.Literal(label, language="en"), authority=_AUTHORITY)
    for name, kind in DISTRIBUTIONS.items():
        form = FORMATS[name]
        text += _DISTRIBUTION.format(
            name=name, media=form.media_type, kind=kind, form=form.title, file=f"{home}{dump(name)}",
            version=HOME.version, **fields,
        )  # fmt: skip
    if is_served:
        text += _SERVICE.format(**fields)
    return [*contents, *described(text), *catalogued(questions, home)]


def write_questions(root: Path, questions: Iterable[Question], form: str) -> GraphText:
    """Writes questions alone, as the description has them, in a format of graphs; raises RequestError."""
    form = format_named(form, formats_of("Statements"))
    return write_quads(root, form, catalogued(questions, home_address()))
