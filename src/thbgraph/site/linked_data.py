"""What each page says of itself to search engines, in the words of schema.org."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from ..base.home import HOME
from ..base.namespaces import BASE

#: The types of schema.org for classes, by CURIE, the most telling first.
_TYPES: Mapping[str, str] = {
    "schema:Country": "Country",
    "eli:LegalResource": "Legislation",
    "schema:Event": "Event",
    "org:OrganizationalUnit": "Organization",
    "org:Organization": "Organization",
    "foaf:Document": "CreativeWork",
    "schema:Place": "Place",
    "skos:Concept": "DefinedTerm",
}


def of_page(title: str, about: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Describes a page as a part of the dataset, which the first page describes, and what it is about."""
    fields = {"@context": "https://schema.org", "@type": "WebPage", "name": title, "isPartOf": {"@id": BASE}}
    return {**fields, **({"mainEntity": about} if about else {})}


def of_dataset() -> dict[str, Any]:
    """Describes the dataset that all pages are parts of."""
    return {"@type": "Dataset", "@id": BASE, "name": HOME.name, "url": BASE, "license": HOME.licence}


def of_thing(
    iri: str,
    kinds: Collection[str],
    name: str,
    names: Iterable[str] = (),
    same: Iterable[str] = (),
) -> dict[str, Any]:
    """Describes a thing of some classes, given by their CURIEs."""
    kind = next((one for curie, one in _TYPES.items() if curie in kinds), "Thing")
    fields = {"@type": kind, "@id": iri, "name": name}
    lists = {"alternateName": sorted(names), "sameAs": sorted(same)}
    return {**fields, **{prop: values for prop, values in lists.items() if values}}


def of_question(question: str, answer: str) -> dict[str, Any]:
    """Describes a question with its answer in a sentence."""
    accepted = {"acceptedAnswer": {"@type": "Answer", "text": answer}} if answer else {}
    return {"@type": "Question", "name": question, **accepted}


def of_source(
    iri: str, name: str, publisher: str | None, rights: str | None, statements: int
) -> dict[str, Any]:
    """Describes a source as a dataset that the graph draws on."""
    fields = {"@type": "Dataset", "@id": iri, "name": name}
    by = {"publisher": {"@type": "Organization", "name": publisher}} if publisher else {}
    under = {"license": rights} if rights and rights.startswith("http") else {}
    return {**fields, "description": f"{statements:,} statements in {HOME.name}", **by, **under}
