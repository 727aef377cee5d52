"""The parts of a query's WHERE: what stands beside one another in a group, each with its variables."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

import pyoxigraph as ox
import rdflib
from rdflib.plugins.sparql.parserutils import CompValue

from ..answers.diagnoses import Cause
from ..sparql.query_tree import bound, cells, nodes, triples
from ..sparql.query_writer import Writer, written_part
from ..sparql.rdflib_terms import from_rdflib
from ..words.namespaces import RDF_TYPE
from ..words.terms import Term, short
from ..words.tokens import tokens

#: Elements of a group by the name of their node.
_KINDS = {
    "Filter": "filter",
    "OptionalGraphPattern": "optional",
    "MinusGraphPattern": "minus",
    "GraphGraphPattern": "graph",
    "Bind": "bind",
    "InlineData": "values",
    "ValuesClause": "values",
}
#: What depends on the values that other parts give its variables.
_DEPENDENT = ("filter", "bind", "minus", "optional")
_PLAIN = ("TriplesBlock", "InlineData")


class NotReadable(Exception):
    """Says why a query's parts cannot be looked at."""


#: Writes blank nodes as variables, so that each pattern may stand by itself.
WRITER = Writer(blank=lambda node: f"_{node}")
TYPE = ox.NamedNode(RDF_TYPE)


class Part(NamedTuple):
    """A part of a group: triple, values, filter, optional, minus, bind, union, group, graph or select.

    `node` is a triple of terms, variables by name and property paths of rdflib, or a node of the parse tree, `text`
    its SPARQL with full IRIs. `uses` are all variables in it, `binds` those that it may give a value to.
    """

    kind: str
    node: Any
    text: str
    uses: frozenset[str]
    binds: frozenset[str]

    def for_people(self) -> str:
        """Writes the part with prefixes."""
        return with_prefixes(self.text)

    def cause(
        self, kind: str, message: str, hint: str = "", about: Sequence[str] = (), near: Sequence[str] = ()
    ) -> Cause:
        """Makes a cause that lies in this part."""
        return Cause(kind, message, hint, self.for_people(), about=tuple(about), near=tuple(near))

    @property
    def asked_class(self) -> ox.NamedNode | None:
        """The class that a triple pattern asks for by rdf:type."""
        if self.kind != "triple" or self.node[1] != TYPE or not isinstance(self.node[2], ox.NamedNode):
            return None
        return self.node[2]


def parts_of(group: Any) -> list[Part]:
    """Gives the parts of a group, filters last; raises NotReadable for SERVICE.

    A group in braces that holds triples alone is not a part of its own.
    """
    if group.name == "SubSelect":
        return [_select(group)]
    parts = [part for element in group.part or () for part in _parts(element)]
    return sorted(parts, key=lambda part: part.kind == "filter")


def values_part(node: Any) -> Part:
    """Makes a part of the VALUES that stands behind a query."""
    return _made("values", node, WRITER.values(node))


def _parts(element: Any) -> Iterator[Part]:
    kind = _KINDS.get(element.name)
    if element.name == "TriplesBlock":
        for triple in triples(element):
            node = tuple(map(WRITER.part_of_pattern, triple))
            yield _made("triple", node, written(node))
    elif element.name == "GroupOrUnionGraphPattern":
        branches = element.graph
        inner = branches[0].part or () if branches[0].name != "SubSelect" else ()
        if len(branches) > 1:
            yield _made("union", element, WRITER.part(element))
        elif branches[0].name == "SubSelect":
            yield _select(branches[0])
        elif all(part.name in _PLAIN for part in inner):
            yield from (part for one in inner for part in _parts(one))
        else:
            yield _made("group", element, WRITER.part(element))
    elif kind is None:
        raise NotReadable("it calls SERVICE")
    else:
        yield _made(kind, element, WRITER.part(element))


def _made(kind: str, node: Any, text: str) -> Part:
    uses = variables(text)
    binds = uses
    if kind in ("filter", "minus"):
        binds = frozenset()
    elif kind == "bind":
        binds = frozenset({str(node.var)})
    elif kind not in ("triple", "values"):
        groups = node.graph if kind in ("union", "group") else [node.graph]
        binds = frozenset().union(*map(bound, groups)) | (
            variables(WRITER.term(node.term)) if node.term else set()
        )
    return Part(kind, node, text, uses, binds)


def _select(node: Any) -> Part:
    text = WRITER.group(node)
    columns = frozenset(str(column.evar or column.var) for column in node.projection or ())
    return Part("select", node, text, columns or variables(text), columns or variables(text))


def written(triple: Iterable[Any]) -> str:
    """Writes a triple pattern with its full stop."""
    return " ".join(map(written_part, triple)) + " ."


def with_prefixes(text: str) -> str:
    """Writes a SPARQL text shorter: with prefixes, blank nodes as [], integers bare.

    >>> with_prefixes('?b <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> ?_N1 .')
    '?b a [] .'
    """
    shown, end = "", 0
    for token in tokens(text):
        shown += text[end : token.start]
        end = token.end
        if token.kind == "iri":
            iri = token.text[1:-1]
            is_verb = iri == RDF_TYPE and text[end : end + 2] != " ."
            shown += "a" if is_verb else short(iri)
        else:
            shown += "[]" if token.text.startswith("?_") else token.text
    return re.sub(r'"(-?[0-9]+)"\^\^xsd:integer', r"\1", shown + text[end:])


def variables(text: str) -> frozenset[str]:
    """Gives the names of the variables in a SPARQL text.

    >>> sorted(variables('?a :p "?b" . $c :q ?a'))
    ['a', 'c']
    """
    return frozenset(token.text[1:] for token in tokens(text) if token.kind == "variable")


def iris(text: str) -> frozenset[str]:
    """Returns the IRIs in a SPARQL text that is written without prefixes.

    >>> sorted(iris('?a <x:p> <x:c> ; <x:q> "<x:d>"'))
    ['x:c', 'x:p', 'x:q']
    """
    return frozenset(token.text[1:-1] for token in tokens(text) if token.kind == "iri")


def body(parts: Iterable[Part]) -> str:
    """Writes parts as the inside of a group."""
    return " ".join(part.text for part in parts)


def connected(parts: Sequence[Part]) -> list[list[Part]]:
    """Parts a list by shared variables: what shares none can be looked at by itself."""
    groups: list[list[int]] = []
    for number, part in enumerate(parts):
        joined = [group for group in groups if any(parts[other].uses & part.uses for other in group)]
        apart = [group for group in groups if group not in joined]
        groups = [*apart, sorted([number, *chain(*joined)])]
    return [[parts[number] for number in group] for group in groups]


def rows_of(part: Part) -> list[Mapping[str, Term]]:
    """Returns the rows of a VALUES part: terms by variable, UNDEF left out; none of another part."""
    if part.kind != "values":
        return []
    names = [str(name) for name in part.node.var]
    rows = (zip(names, cells(row), strict=True) for row in part.node.value or ())
    return [{name: from_rdflib(term) for name, term in row if str(term) != "UNDEF"} for row in rows]


def only_row(part: Part) -> Mapping[str, Term]:
    """Returns the terms that a VALUES of one row gives its variables; of anything else, none."""
    rows = rows_of(part)
    return rows[0] if len(rows) == 1 else {}


def constants_of(part: Part) -> Iterator[tuple[Term, str | None]]:
    """Yields the IRIs and literals of a VALUES or filter, each with the variable that VALUES gives it to."""
    if part.kind == "filter":
        yield from ((term, None) for term in _constants(part.node.expr))
    yield from ((term, name) for row in rows_of(part) for name, term in row.items())


def _constants(node: Any) -> Iterator[Term]:
    """Yields the IRIs and literals of an expression, without those of an EXISTS within it."""
    if isinstance(node, rdflib.URIRef | rdflib.Literal):
        yield from_rdflib(node)
    is_apart = isinstance(node, CompValue) and "EXISTS" in node.name
    parts = node if isinstance(node, list) else node.values() if isinstance(node, CompValue) else ()
    for part in () if is_apart else parts:
        yield from _constants(part)


def inner_groups(part: Part) -> list[list[Part]]:
    """Gives the parts within a part, branch by branch; those of GRAPH each with its GRAPH around it."""
    if part.kind in ("union", "group"):
        return [parts_of(branch) for branch in part.node.graph]
    if part.kind in ("optional", "minus", "select"):
        return [parts_of(part.node.where if part.kind == "select" else part.node.graph)]
    if part.kind == "graph":
        name = WRITER.term(part.node.term)
        return [[_within(name, inner) for inner in parts_of(part.node.graph)]]
    return []


def _within(graph: str, part: Part) -> Part:
    if part.kind in ("filter", "values", "bind"):
        return part
    text = f"GRAPH {graph} {{ {part.text} }}"
    names = variables(graph)
    return part._replace(text=text, uses=part.uses | names, binds=part.binds | names)


def all_parts(parts: Iterable[Part]) -> Iterator[Part]:
    """Gives parts and what is within them, also within EXISTS."""
    for part in parts:
        yield part
        for group in inner_groups(part):
            yield from all_parts(group)
        for node in nodes(part.node) if part.kind == "filter" else ():
            if "EXISTS" in node.name:
                yield from all_parts(parts_of(node.graph))


def all_triples(parts: Iterable[Part]) -> Iterator[Part]:
    """Gives the triple patterns of parts and of what is within them."""
    return (part for part in all_parts(parts) if part.kind == "triple")


def can_go(part: Part, rest: Collection[Part]) -> bool:
    """Says whether a part can be left out, and the rest still means the same but for it.

    It cannot where it alone gives a value to a variable that a filter, BIND, OPTIONAL or MINUS uses.
    """
    given = {name for other in rest for name in other.binds}
    using = {name for other in rest if other.kind in _DEPENDENT for name in other.uses}
    return not (part.binds & using) - given


def deciding(parts: Sequence[Part]) -> list[Part]:
    """Leaves out each OPTIONAL and BIND whose own variables no other part uses: it takes no solution away."""
    kept = list(parts)
    for part in reversed(parts):
        rest = [other for other in kept if other is not part]
        if part.kind in ("optional", "bind"):
            given = {name for other in rest if other.kind == "triple" for name in other.binds}
            own = part.binds - given if part.kind == "optional" else part.binds
            if not own & {name for other in rest for name in other.uses}:
                kept = rest
    return kept


def needed_last(parts: Sequence[Part]) -> list[Part]:
    """Puts each OPTIONAL and BIND right before the first filter or MINUS that needs it, and those last."""
    late = [part for part in parts if part.kind in ("optional", "bind")]
    order = [part for part in parts if part.kind not in _DEPENDENT]
    for test in [part for part in parts if part.kind in ("filter", "minus")]:
        needed = set(test.uses)
        for part in reversed(late):
            needed |= part.uses if part.binds & needed else set()
        order += [part for part in late if part.binds & needed and part not in order]
        order.append(test)
    return order + [part for part in late if part not in order]


def nearest_first(parts: Sequence[Part], start: Part) -> list[Part]:
    """Puts parts in order of nearness to one, by shared variables.

    First what gives its variables a value. A filter, MINUS or BIND follows when its own variables have one,
    if any part gives it.
    """
    left, order, reached = list(parts), list[Part](), set(start.uses)
    while left:
        ready = [part for part in left if part.kind not in _DEPENDENT or not wanting(part, order, parts)]
        missing = wanting(start, order, parts)
        near = [part for part in ready if part.binds & missing] if start.kind in _DEPENDENT else []
        near = near or [part for part in ready if part.uses & reached] or ready or left
        part = min(near, key=lambda one: (one.kind in ("filter", "minus"), one.kind != "values"))
        left.remove(part)
        order.append(part)
        reached |= part.uses
    return order


def wanting(part: Part, given: Collection[Part], all_parts: Collection[Part]) -> set[str]:
    """Gives the variables of a part that some part gives a value to, but none of those given."""
    bindable = {name for other in all_parts if other is not part for name in other.binds}
    if part.kind not in _DEPENDENT:
        return set()
    own = part.binds if part.kind == "optional" else frozenset[str]()
    return (set(part.uses) & bindable) - own - {name for other in given for name in other.binds}


def in_order(parts: Sequence[Part], order: Sequence[Part]) -> list[Part]:
    """Puts parts in the places that they have in another list."""
    place = {id(part): number for number, part in enumerate(order)}
    return sorted(parts, key=lambda part: place[id(part)])
