"""Terms and their written forms: CURIEs, Turtle terms, and what is a valid lexical form.

The only code that escapes: everything else asks here for the written form of a term.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeAlias

import pyoxigraph as ox

from .namespaces import PREFIXES, RDF_TYPE, XSD

Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal
Triple: TypeAlias = tuple[Term, ox.NamedNode, Term]
_NUMBER = re.compile("[0-9]+")
#: The local part of an `id:` IRI.
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

#: What stands behind the colon of a CURIE. One dot at most: pyoxigraph 0.5 ends a SPARQL name before the second.
LOCAL = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+)?")
# What follows a backslash: another and a u, the four digits of a code point, or any character.
_ESCAPE = re.compile(r"\\(?:\\([uU])|u([0-9A-Fa-f]{4})|.)")
_PREFIX_OF = {namespace: prefix for prefix, namespace in PREFIXES.items()}


def curie(iri: str) -> str | None:
    """Shortens an IRI to a CURIE that every Turtle and SPARQL parser reads, or gives None.

    >>> curie("https://w3id.org/thbgraph/memo/1.1-2")
    'memo:1.1-2'
    >>> curie("https://w3id.org/thbgraph/memo/") is None
    True
    """
    # Where every namespace ends, since no local name has either.
    start = max(iri.rfind("/"), iri.rfind("#")) + 1
    prefix = _PREFIX_OF.get(iri[:start])
    return f"{prefix}:{iri[start:]}" if prefix and LOCAL.fullmatch(iri, start) else None


def is_iri(text: str) -> bool:
    """Says whether a text can be an IRI in full.

    >>> is_iri("https://www.coe.int/"), is_iri("Council of Europe")
    (True, False)
    """
    try:
        ox.NamedNode(text)
    except ValueError:
        return False
    return True


def local(iri: str) -> str:
    """Gives the last part of an IRI, the name within its namespace.

    >>> local("http://www.w3.org/ns/org#unitOf"), local("https://w3id.org/thbgraph/id/fin")
    ('unitOf', 'fin')
    """
    return iri[max(iri.rfind("/"), iri.rfind("#")) + 1 :] or iri


def short(iri: str) -> str:
    """Gives the CURIE of an IRI, or the IRI in angle brackets.

    >>> short("http://www.w3.org/ns/org#unitOf"), short("http://example.org/x")
    ('org:unitOf', '<http://example.org/x>')
    """
    return curie(iri) or f"<{iri}>"


def expand(text: str) -> str | None:
    """Expands a CURIE with a known prefix, or `<iri>`, to the IRI; gives None for anything else.

    >>> expand("id:fin"), expand("fin"), expand("<http://example.org/x>")
    ('https://w3id.org/thbgraph/id/fin', None, 'http://example.org/x')
    """
    if text.startswith("<") and text.endswith(">"):
        return text[1:-1]
    prefix, colon, local = text.partition(":")
    namespace = PREFIXES.get(prefix) if colon else None
    return namespace + local if namespace and LOCAL.fullmatch(local) else None


def turtle(term: Term) -> str:
    """Writes a term as Turtle does, lexical form kept: a CURIE where there is one, integers bare.

    >>> turtle(ox.Literal("1.10", datatype=ox.NamedNode(XSD + "decimal")))
    '"1.10"^^xsd:decimal'
    >>> turtle(ox.Literal("117", datatype=ox.NamedNode(XSD + "integer")))
    '117'
    """
    if isinstance(term, ox.NamedNode):
        return short(term.value)
    if isinstance(term, ox.BlankNode):
        return str(term)
    return _turtle_literal(term)


def _turtle_literal(term: ox.Literal) -> str:
    datatype = term.datatype.value
    if term.language or datatype == XSD + "string":
        return str(term)
    if datatype == XSD + "integer" and re.fullmatch(r"[+-]?[0-9]+", term.value):
        return str(term.value)
    if datatype == XSD + "boolean" and term.value in ("true", "false"):
        return str(term.value)
    return f"{ox.Literal(term.value)}^^{short(datatype)}"


def sparql(term: Term) -> str:
    r"""Writes a term so that every reader of SPARQL takes it for this term and nothing else.

    Some readers (rdflib 7) expand `\uXXXX` anywhere in the text before they look for strings, and take eight
    digits where there are eight. So an escape here has always eight, and an escaped backslash is never
    followed by a plain u.

    >>> print(sparql(ox.Literal(r"\u0022")))
    "\\\U000000750022"
    """
    return _ESCAPE.sub(_escape_for_all, str(term))


def _escape_for_all(match: re.Match[str]) -> str:
    letter, digits = match.groups()
    if letter:
        return rf"\\\U{ord(letter):08X}"
    return rf"\U{digits:0>8}" if digits else match.group()


def turtle_predicate(iri: str) -> str:
    """Writes a predicate as Turtle does: `a` for rdf:type.

    >>> turtle_predicate(RDF_TYPE)
    'a'
    """
    return "a" if iri == RDF_TYPE else short(iri)


def with_stable_blanks(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """Returns quads whose blank nodes have the names that RDF Dataset Canonicalization (RDFC-1.0) gives them.

    >>> page = ox.NamedNode("http://xmlns.com/foaf/0.1/page")
    >>> [str(quad.object) for quad in with_stable_blanks([ox.Quad(page, page, ox.BlankNode())])]
    ['_:c14n0']
    """
    found = [*quads]
    if not any(isinstance(term, ox.BlankNode) for quad in found for term in (quad.subject, quad.object)):
        return found
    dataset = ox.Dataset(found)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return list(dataset)


def natural(text: str) -> str:
    """Makes a sort key in which numbers count as numbers, so that memo:2-9 comes before memo:2-10.

    >>> sorted(["memo:2-10", "memo:2-9", "memo:2"], key=natural)
    ['memo:2', 'memo:2-9', 'memo:2-10']
    """
    # Numbers of one length compare as text does; the text itself parts "01" from "1".
    return _NUMBER.sub(lambda number: number[0].zfill(9), text) + "\0" + text
