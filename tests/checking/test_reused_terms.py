"""Terms that the ontology takes from others: what is not published there is told."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib.namespace

from thbgraph.build import source_files as sources
from thbgraph.checking.term_faults import published_terms, reused_findings


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("skos:boarder a owl:ObjectProperty .", "skos:boarder is not published; did you mean skos:broader?"),
        (
            "thb:Body rdfs:subClassOf org:Organisation .",
            "org:Organisation is not published; did you mean org:Organization?",
        ),
        (
            "eli:has_partt a owl:ObjectProperty .",
            "eli:has_partt is not published; did you mean eli:has_part?",
        ),
        ("schema:xqzt a owl:Class .", "schema:xqzt is not published"),
        (
            "<http://example.org/motto> a owl:DatatypeProperty .",
            "<http://example.org/motto> is of no vocabulary that is taken from; use one of dc, dcat, dcterms, eli, foaf, "
            "org, owl, prov, rdf, rdfs, schema, skos, skosxl, or a term of thb:",
        ),
        ("<http://www.w3.org/ns/dcat#version> a owl:DatatypeProperty .", None),
        ("skosxl:labelRelation a owl:ObjectProperty .", None),
        ("thb:motto a owl:DatatypeProperty ; rdfs:seeAlso <http://example.org/motto> .", None),
    ],
)
def test_only_published_terms_are_taken(
    home: Path, monkeypatch: pytest.MonkeyPatch, line: str, message: str | None
) -> None:
    file = home / "ontology/core.ttl"
    text = file.read_text(encoding="utf-8")
    file.write_text(f"{text}\n{line}\n", encoding="utf-8")
    found = list(reused_findings(list(sources.read_ontology(home))))
    assert [one.message for one in found] == [message] * (message is not None)
    assert all((one.path, one.line) == ("ontology/core.ttl", text.count("\n") + 2) for one in found)


#: What newer editions publish than rdflib's.
NEWER = {"dcat": {"version"}}


@pytest.mark.parametrize("prefix", sorted({*published_terms()} - {"eli", "skosxl"}))
def test_the_terms_are_those_that_rdflib_knows(prefix: str) -> None:
    vocabulary = getattr(rdflib.namespace, "SDO" if prefix == "schema" else prefix.upper())
    assert published_terms()[prefix] == {*vocabulary.__annotations__, *NEWER.get(prefix, ())}
