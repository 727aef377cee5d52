"""The saved questions as RDF, in the form of sparql-examples: each a SHACL executable with its text and keywords.

Source: SHACL Advanced Features, section 5; https://github.com/sib-swiss/sparql-examples.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from ..base.namespaces import BASE, PREFIXES, RDF_TYPE, XSD
from ..build.description import home_address
from ..questions.questions import Question, portable
from ..results.formats import format_named, formats_of
from ..results.statements import GraphText
from .serializing import write_quads

_SH, _RDFS, _SCHEMA = "http://www.w3.org/ns/shacl#", PREFIXES["rdfs"], PREFIXES["schema"]
#: The addresses of questions begin so, as those of their pages do.
QUESTIONS = BASE + "ask/"
_PREFIXES = BASE + "questions#prefixes"


def write_questions(root: Path, questions: Iterable[Question], form: str) -> GraphText:
    """Writes questions with their default arguments in a format of graphs; raises RequestError."""
    form = format_named(form, formats_of("Statements"))
    endpoint = home_address() + "sparql"
    quads = [*_prefixes(), *(quad for question in questions for quad in _question(question, endpoint))]
    return write_quads(root, form, quads)


def _question(question: Question, endpoint: str) -> Iterator[ox.Quad]:
    node = QUESTIONS + question.name
    yield _said(node, _SH + "prefixes", ox.NamedNode(_PREFIXES))
    yield _said(node, _RDFS + "label", ox.Literal(question.summary, language="en"))
    comment = " ".join(filter(None, [question.summary, question.description]))
    yield from executable(node, question.tags, comment, portable(question.whole), endpoint)


def executable(node: str, tags: Iterable[str], comment: str, text: str, endpoint: str) -> Iterator[ox.Quad]:
    """Yields a question as an example of a query: its text, what it asks, its keywords, and where to ask it."""
    for kind in ("SPARQLExecutable", "SPARQLSelectExecutable"):
        yield _said(node, RDF_TYPE, ox.NamedNode(_SH + kind))
    yield _said(node, _RDFS + "comment", ox.Literal(comment, language="en"))
    yield _said(node, _SH + "select", ox.Literal(text))
    yield _said(node, _SCHEMA + "target", ox.NamedNode(endpoint))
    for tag in tags:
        yield _said(node, _SCHEMA + "keywords", ox.Literal(tag))


def _prefixes() -> Iterator[ox.Quad]:
    for name, namespace in PREFIXES.items():
        declared = f"{_PREFIXES}-{name}"
        yield _said(_PREFIXES, _SH + "declare", ox.NamedNode(declared))
        yield _said(declared, _SH + "prefix", ox.Literal(name))
        kind = ox.NamedNode(XSD + "anyURI")
        yield _said(declared, _SH + "namespace", ox.Literal(namespace, datatype=kind))


def _said(subject: str, predicate: str, thing: ox.NamedNode | ox.Literal) -> ox.Quad:
    return ox.Quad(ox.NamedNode(subject), ox.NamedNode(predicate), thing)
