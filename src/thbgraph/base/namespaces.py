"""The namespaces of the graph, and the short names (CURIEs) made with them."""

from __future__ import annotations

from .home import HOME, PROGRAM

#: Where the names of the home begin; those of the ontology are the program's in every home.
BASE = HOME.base
ONTOLOGY = PROGRAM + "ontology"
THB = ONTOLOGY + "#"
ID = BASE + "id/"
MEMO = BASE + "memo/"
SOURCE = BASE + "source/"
COMPUTED = BASE + "computed/"

#: The graph in which a home holds the ontology.
ONTOLOGY_GRAPH = BASE + "ontology"
INFERRED_GRAPH = BASE + "inferred"
COMPUTED_GRAPH = BASE + "computed"
VOID_GRAPH = BASE + "void"
#: What no source states, but follows or is computed.
DERIVED = (INFERRED_GRAPH, COMPUTED_GRAPH)
#: What a build is called in its description.
BUILD = VOID_GRAPH + "#build"
#: All its named graphs together, whose triples are counted in each.
NAMED_GRAPHS = VOID_GRAPH + "#named-graphs"
#: What stands for the default graph where an engine has none of its own: Virtuoso takes all graphs together for it.
ALL_GRAPH = BASE + "all"
EDITORS = SOURCE + "editors"
#: What the editors read from names alone.
FROM_NAMES = SOURCE + "editors-names"
MEMO_SOURCE = SOURCE + "memo"

RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
XSD = "http://www.w3.org/2001/XMLSchema#"

#: prefix -> namespace, in the order in which files declare them.
PREFIXES: dict[str, str] = {
    "thb": THB,
    "id": ID,
    "memo": MEMO,
    "source": SOURCE,
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "skosxl": "http://www.w3.org/2008/05/skos-xl#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": XSD,
    # What links lead to: see `thbgraph.rdf.schemes`.
    "celex": "http://publications.europa.eu/resource/celex/",
    "eu-body": "http://publications.europa.eu/resource/authority/corporate-body/",
    "eu-country": "http://publications.europa.eu/resource/authority/country/",
    "eu-eli": "http://data.europa.eu/eli/",
    "eu-place": "http://publications.europa.eu/resource/authority/place/",
    "eurovoc": "http://eurovoc.europa.eu/",
    "fedlex": "https://fedlex.data.admin.ch/eli/cc/",
    "fundref": "https://doi.org/10.13039/",
    "geonames": "https://sws.geonames.org/",
    "isni": "https://isni.org/isni/",
    "ror": "https://ror.org/",
    "wd": "http://www.wikidata.org/entity/",
}
#: What graphs are written with: also the vocabularies and names of descriptions.
WRITTEN_PREFIXES: dict[str, str] = PREFIXES | {
    "ask": BASE + "ask/",
    "param": BASE + "ask#",
    "part": VOID_GRAPH + "#",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "sh": "http://www.w3.org/ns/shacl#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "void-ext": "http://ldf.fi/void-ext#",
}
#: Declares, on one line before a query, the prefixes that it may use.
PROLOGUE = "".join(f"PREFIX {prefix}: <{iri}> " for prefix, iri in PREFIXES.items())
#: What says of which class a thing is, or of which kind: a concept of the ontology.
CLASSING = {
    RDF_TYPE,
    PREFIXES["org"] + "classification",
    PREFIXES["eli"] + "type_document",
    PREFIXES["dcterms"] + "type",
}
