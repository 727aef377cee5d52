"""The saved questions as RDF, in the form of sparql-examples: each a SHACL executable with its text and parameters.

Source: SHACL Advanced Features, sections 4 and 5; https://github.com/sib-swiss/sparql-examples.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from ..base.namespaces import PREFIXES, RDF_TYPE, VOID_GRAPH, WRITTEN_PREFIXES, XSD
from ..base.terms import Term, expand
from ..questions.questions import Param, Question, portable

_SH, _RDFS, _SCHEMA = (WRITTEN_PREFIXES[name] for name in ("sh", "rdfs", "schema"))
#: The addresses of questions begin so, as those of their pages do.
QUESTIONS = WRITTEN_PREFIXES["ask"]
_PARAMETERS = WRITTEN_PREFIXES["param"]
_PREFIXES = VOID_GRAPH + "#prefixes"


def catalogued(questions: Iterable[Question], home: str) -> Iterator[ox.Quad]:
    """Yields questions as examples of queries to the endpoint below the address `home`, and the prefixes of all."""
    for name, namespace in PREFIXES.items():
        declared = f"{_PREFIXES}-{name}"
        yield _quad(_PREFIXES, _SH + "declare", ox.NamedNode(declared))
        yield _quad(declared, _SH + "prefix", ox.Literal(name))
        yield _quad(declared, _SH + "namespace", _literal(namespace, "anyURI"))
    for question in questions:
        node = QUESTIONS + question.name
        for kind in ("SPARQLExecutable", "SPARQLSelectExecutable"):
            yield _quad(node, RDF_TYPE, ox.NamedNode(_SH + kind))
        comment = " ".join(filter(None, [question.summary, question.description.strip()]))
        yield _quad(node, _SH + "prefixes", ox.NamedNode(_PREFIXES))
        yield _quad(node, _RDFS + "comment", _english(comment))
        yield _quad(node, _SH + "select", ox.Literal(portable(question.whole)))
        yield _quad(node, _SCHEMA + "target", ox.NamedNode(f"{home}sparql"))
        for tag in question.tags:
            yield _quad(node, _SCHEMA + "keywords", ox.Literal(tag))
        for number, param in enumerate(question.params):
            yield from _parameter(node, number, param)


def _parameter(node: str, number: int, param: Param) -> Iterator[ox.Quad]:
    """Yields a parameter of a question: what it may be. Its path has the name of the variable that it binds."""
    parameter = f"{_PARAMETERS}{node.removeprefix(QUESTIONS)}-{param.name}"
    yield _quad(node, _SH + "parameter", ox.NamedNode(parameter))
    yield _quad(parameter, RDF_TYPE, ox.NamedNode(_SH + "Parameter"))
    yield _quad(parameter, _SH + "path", ox.NamedNode(_PARAMETERS + param.name))
    yield _quad(parameter, _SH + "name", _english(param.name))
    yield _quad(parameter, _SH + "description", _english(param.description))
    yield _quad(parameter, _SH + "order", _literal(str(number), "integer"))
    yield _quad(parameter, _SH + "optional", _literal("true", "boolean"))
    kind = "class" if param.wants_class else "datatype"
    yield _quad(parameter, _SH + kind, ox.NamedNode(param.wants_class or param.datatype or XSD + "string"))
    if given := param.default_given:
        iri = expand(given) if param.wants_class else None
        literal = ox.Literal(given, datatype=ox.NamedNode(param.datatype or XSD + "string"))
        yield _quad(parameter, _SH + "defaultValue", ox.NamedNode(iri) if iri else literal)


def _english(text: str) -> ox.Literal:
    return ox.Literal(text, language="en")


def _literal(text: str, datatype: str) -> ox.Literal:
    return ox.Literal(text, datatype=ox.NamedNode(XSD + datatype))


def _quad(subject: str, predicate: str, thing: Term) -> ox.Quad:
    return ox.Quad(ox.NamedNode(subject), ox.NamedNode(predicate), thing, ox.NamedNode(VOID_GRAPH))
