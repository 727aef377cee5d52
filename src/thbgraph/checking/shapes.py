"""SHACL validation of the quads of the sources (the store would rewrite literals).

Shapes hold of what all sources state together; those that say "at most one" within each source by itself, since
sources may disagree. Source: Shapes Constraint Language, sections 2 and 3. Of its constraints the shapes use some,
and those alone are read; the tests hold the results against those of pyshacl.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache, partial
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import pyoxigraph as ox

from ..base.findings import Finding
from ..base.home import PROGRAM
from ..base.namespaces import PREFIXES, RDF_TYPE
from ..base.terms import Term, short
from ..base.values import grouped
from ..build.homes import read_text
from .constraints import CONSTRAINTS, OF_NONE, Focus

_SH = "http://www.w3.org/ns/shacl#"
_SCOPE, _EACH_SOURCE = PROGRAM + "shapes#scope", PROGRAM + "shapes#EachSource"
_SUB_CLASS = PREFIXES["rdfs"] + "subClassOf"
_FIRST, _REST = PREFIXES["rdf"] + "first", PREFIXES["rdf"] + "rest"
_TARGETS = ("targetClass", "targetSubjectsOf")
_SHAPES = {ox.NamedNode(_SH + "NodeShape"), ox.NamedNode(_SH + "PropertyShape")}
#: What a shape says that is no constraint by itself.
_NO_CONSTRAINTS = {"path", "message", "property", "qualifiedValueShape", "ignoredProperties", *_TARGETS}
_READ = {*CONSTRAINTS, "closed"}
_KNOWN = _READ | _NO_CONSTRAINTS
_COUNTS = ("minCount", "maxCount", "maxLength", "qualifiedMinCount")
#: A thing as one source describes it; the source is None for what all of them say together.
Node: TypeAlias = tuple[str, str | None]
#: Path, message and constraint of a shape, and the value that breaks it.
_Broken: TypeAlias = tuple[str | None, str, str, Term | None]


class Result(NamedTuple):
    """A SHACL result: IRIs of focus, path and graph (None where there is none), value, and what to do."""

    focus: str
    path: str | None
    value: str | None
    graph: str | None
    component: str
    message: str


class Shape(NamedTuple):
    """A node shape, or with a `path` a property shape; `constraints` goes from local name to parameter."""

    path: str | None
    message: str
    targets: tuple[tuple[str, str], ...]
    constraints: Mapping[str, Any]
    properties: tuple[Shape, ...]


def validate(
    files: Collection[Collection[ox.Triple]],
    data: Collection[ox.Quad],
    ontology: Iterable[ox.Quad],
    things: Collection[str] | None = None,
) -> list[Result]:
    """Validates all of the data, or what it says of some things, against the shapes of files.

    Returns the results in order of focus and path. What is not read of the shapes is passed over.
    """
    found: set[Result] = set()
    wider = [(q.subject.value, q.object.value) for q in ontology if q.predicate.value == _SUB_CLASS]
    for per_source in (False, True):
        chosen = (triples for triples in files if _is_per_source(triples) == per_source)
        shapes = _shapes(chain.from_iterable(chosen))  # together: one file may name a shape of another
        of_target = grouped((target, shape) for shape in shapes for target in shape.targets)
        graph = _Graph(data if shapes else (), wider, per_source)
        for node in graph.quads:
            if things is None or node[0] in things:
                for target in graph.targets(node):
                    for shape in of_target.get(target, ()):
                        found.update(_results(shape, node, graph))
    return sorted(found, key=lambda result: tuple(str(part) for part in result))


def unread(shapes: Collection[ox.Triple], others: Iterable[ox.Triple] = ()) -> Iterator[tuple[str, str]]:
    """Yields each term of SHACL that shapes have and that is not read, and each shape that is not, with what to do.

    A shape may also be part of one among `others`.
    """
    stated = grouped(
        ((one.predicate.value.removeprefix(_SH), one.subject), one.object)
        for one in shapes
        if one.predicate.value.startswith(_SH)
    )
    faults = {(name, fault) for (name, _), terms in stated.items() if (fault := _fault(name, terms))}
    for name, fault in sorted(faults):
        yield f"sh:{name}", f"sh:{name} {fault}, so it has no effect"
    for shape in _aimless(shapes, [*shapes, *others]):
        name = short(shape.value) if isinstance(shape, ox.NamedNode) else "a shape without a name"
        targets = " or ".join(f"sh:{one}" for one in _TARGETS)
        yield (
            name,
            f"{name} has no target and is part of no shape that has one, so it has no effect; give it {targets}",
        )


def _aimless(shapes: Collection[ox.Triple], known: Collection[ox.Triple]) -> list[Term]:
    """Returns the shapes that are held against nothing, without those that are part of another such shape.

    That a shape is a class, too, gives it no target here (Shapes Constraint Language, section 2.1.3.3).
    """
    targets = {_SH + name for name in _TARGETS}
    # The class that a shape targets is no part of it.
    parts = grouped((one.subject, one.object) for one in known if one.predicate.value not in targets)
    left: list[Term] = [one.subject for one in known if one.predicate.value in targets]
    reached: set[Term] = set()
    while left:
        term = left.pop()
        if term not in reached:
            reached.add(term)
            left += parts.get(term, ())
    aimless = dict.fromkeys(
        one.subject
        for one in shapes
        if one.subject not in reached
        and (
            one.predicate.value.startswith(_SH) or (one.predicate.value == RDF_TYPE and one.object in _SHAPES)
        )
    )
    within = {part for shape in aimless for part in parts[shape] if part != shape}
    return [shape for shape in aimless if shape not in within]


def _fault(name: str, terms: Sequence[Term]) -> str | None:
    """Says why what a shape has for a term of SHACL is not read, if it is not."""
    if name not in _KNOWN:
        return f"is not among the supported constraints ({', '.join(f'sh:{one}' for one in sorted(_READ))})"
    if name not in _READ | {"path"}:
        return None
    if len(terms) > 1:
        return f"stands {len(terms)} times in one shape, but only once is supported; give each an sh:property of its own"
    if name == "path" and not isinstance(terms[0], ox.NamedNode):
        return "is a path of several steps, but only the IRI of one property is supported"
    value = str(terms[0].value)
    if name in _COUNTS and not value.isdecimal():
        return f"expects a whole number, got {value!r}"
    return None if name != "pattern" else _fault_of_pattern(value)


def _fault_of_pattern(pattern: str) -> str | None:
    try:
        re.compile(pattern)
    except re.error as error:
        return f"expects a regular expression, got {pattern!r} ({error})"
    return None


def _is_per_source(shapes: Iterable[ox.Triple]) -> bool:
    return any(triple.predicate.value == _SCOPE and triple.object.value == _EACH_SOURCE for triple in shapes)


def _shapes(triples: Iterable[ox.Triple]) -> list[Shape]:
    """Reads the shapes that have a target."""
    stated: dict[Term, dict[str, list[Term]]] = {}
    for triple in triples:
        stated.setdefault(triple.subject, {}).setdefault(triple.predicate.value, []).append(triple.object)
    read = _Reading(stated)
    return [
        read.shape(term) for term, about in stated.items() if any(_SH + name in about for name in _TARGETS)
    ]


class _Reading(NamedTuple):
    """What triples say of shapes, read as shapes; what is not read of them is passed over."""

    stated: Mapping[Term, Mapping[str, Sequence[Term]]]

    def shape(self, term: Term) -> Shape:
        """Reads a shape with its parts."""
        about = self._about(term)
        names = about.keys() & _READ
        # What is read of a nested shape in part would forbid or allow what its whole does not.
        constraints = {name: self._parameter(name, about) for name in names if self._is_whole(name, about)}
        path, message = (about[name][0].value if name in about else None for name in ("path", "message"))
        targets = tuple((name, target.value) for name in _TARGETS for target in about.get(name, ()))
        parts = tuple(map(self.shape, about.get("property", ())))
        return Shape(path, message or "", targets, constraints, parts)

    def _about(self, term: Term) -> dict[str, Sequence[Term]]:
        """Returns what is read of a shape, by local name of the term of SHACL."""
        of_shacl = {
            iri.removeprefix(_SH): of for iri, of in self.stated.get(term, {}).items() if iri.startswith(_SH)
        }
        return {name: terms for name, terms in of_shacl.items() if not _fault(name, terms)}

    def _parameter(self, name: str, about: Mapping[str, Sequence[Term]]) -> Any:
        """Reads the parameter of a constraint."""
        value = about[name][0]
        match name:
            case "or":
                return list(map(self.shape, self._listed(value)))
            case "not":
                return self.shape(value)
            case "in" | "languageIn":
                return self._listed(value)
            case "closed":
                open_to = [term for one in about.get("ignoredProperties", ()) for term in self._listed(one)]
                paths = (self._about(part).get("path", ()) for part in about.get("property", ()))
                return {term.value for term in chain(open_to, *paths)}
            case "qualifiedMinCount":  # of which every value counts where no shape is named
                return self.shape(about.get("qualifiedValueShape", [value])[0]), int(value.value)
        return value.value

    def _is_whole(self, name: str, about: Mapping[str, Sequence[Term]]) -> bool:
        """Says whether all of a constraint is read, with the shapes in it."""
        return all(map(self._is_read, (about[name][0], *about.get("qualifiedValueShape", ()))))

    def _is_read(self, term: Term) -> bool:
        about = self.stated.get(term, {})
        known = all(
            not iri.startswith(_SH) or not _fault(iri.removeprefix(_SH), of) for iri, of in about.items()
        )
        return known and all(self._is_read(part) for parts in about.values() for part in parts)

    def _listed(self, term: Term) -> list[Term]:
        """Returns the members of an RDF list."""
        members: list[Term] = []
        while _FIRST in (cell := self.stated.get(term, {})):
            members += cell[_FIRST]
            term = cell[_REST][0]
        return members


class _Graph:
    """What the sources state of things, together or source by source, with the classes that these have anywhere."""

    def __init__(self, data: Collection[ox.Quad], wider: Iterable[tuple[str, str]], per_source: bool) -> None:
        self.quads = grouped(
            ((quad.subject.value, quad.graph_name.value if per_source else None), quad) for quad in data
        )
        # Of one thing after the other: of all together this would take ten times the memory of the quads.
        self._about = lru_cache(maxsize=1000)(self._by_property)
        with_wider = cache(partial(_with_wider, grouped(wider)))
        types: dict[str, frozenset[str]] = {}
        for quad in data:
            if quad.predicate.value == RDF_TYPE:
                thing = quad.subject.value
                types[thing] = types.get(thing, frozenset()) | {quad.object.value}
        self._classes = {thing: with_wider(classes) for thing, classes in types.items()}

    def _by_property(self, node: Node) -> dict[str, list[Term]]:
        """Returns the values of each property of a thing, each once."""
        return grouped(
            dict.fromkeys((quad.predicate.value, quad.object) for quad in self.quads.get(node, ()))
        )

    def targets(self, node: Node) -> Iterator[tuple[str, str]]:
        """Yields the targets that a thing is among."""
        yield from (("targetSubjectsOf", prop) for prop in self._about(node))
        yield from (("targetClass", kind) for kind in self._classes.get(node[0], ()))

    def statements(self, node: Node) -> Iterator[tuple[str, Term]]:
        """Yields the properties of a thing with their values."""
        return ((prop, value) for prop, values in self._about(node).items() for value in values)

    def values(self, node: Node, path: str) -> list[Term]:
        """Returns the values of a property of a thing, each once."""
        return self._about(node).get(path, [])

    def is_a(self, thing: Term, kind: str) -> bool:
        """Says whether a value is a thing of a class or of one within it."""
        return not isinstance(thing, ox.Literal) and kind in self._classes.get(thing.value, ())


def _with_wider(wider: Mapping[str, Iterable[str]], classes: frozenset[str]) -> frozenset[str]:
    found: set[str] = set()
    left = list(classes)
    while left:
        kind = left.pop()
        if kind not in found:
            found.add(kind)
            left += wider.get(kind, ())
    return frozenset(found)


def _results(shape: Shape, node: Node, graph: _Graph) -> Iterator[Result]:
    """Yields what a shape finds wrong with a thing; that it may not have a property stands where it has it."""
    thing, source = node
    subject = next((iri for kind, iri in shape.targets if kind == "targetSubjectsOf"), None)
    for path, message, name, value in _broken(shape, ox.NamedNode(thing), source, graph):
        if path is None:
            path, value = subject, None
        component = f"{name[0].upper()}{name[1:]}ConstraintComponent"
        yield Result(thing, path, None if value is None else str(value.value), source, component, message)


def _broken(shape: Shape, term: Term, source: str | None, graph: _Graph) -> Iterator[_Broken]:
    """Yields path, message, constraint and value of all that a shape, a part of it or a nested one forbids."""
    about = term if isinstance(term, ox.Literal) else (term.value, source)
    values = [term] if shape.path is None else graph.values(about, shape.path)
    if not values and shape.constraints.keys().isdisjoint(OF_NONE):
        return
    focus = Focus(
        values,
        others=lambda path: graph.values(about, path),
        is_a=graph.is_a,
        conforms=lambda value, nested: not any(_broken(nested, value, source, graph)),
    )
    for name, parameter in shape.constraints.items():
        if name == "closed":
            yield from ((p, shape.message, name, v) for p, v in graph.statements(about) if p not in parameter)
            continue
        for value in CONSTRAINTS[name](focus, parameter):
            yield shape.path, shape.message, name, value
    for part in shape.properties:
        for value in values:
            yield from _broken(part, value, source, graph)


_FOLDER, _NAMES = "tests/shapes", PROGRAM + "shapes#"
#: The name of a shape, at the beginning of a line of YAML, and in Turtle.
_CASE, _SHAPE = re.compile(r"([\w-]+):"), re.compile(r"shape:([\w-]+)")


def case_findings(root: Path, file: str, shapes: Iterable[ox.Triple]) -> Iterator[Finding]:
    """Yields each shape of a file that has no case, and each case that has no shape."""
    if not (root / _FOLDER).is_dir():
        return
    cases_file = f"{_FOLDER}/{Path(file).stem}.yaml"
    cases = _lines(_CASE, read_text(root, cases_file)) if (root / cases_file).is_file() else {}
    targets = {
        one.subject.value for one in shapes if re.search("#target(Class|SubjectsOf)$", one.predicate.value)
    }
    names = {iri.removeprefix(_NAMES) for iri in targets}
    lines = _lines(_SHAPE, read_text(root, file))
    for name in sorted(names - cases.keys()):
        message = (
            f"shape:{name} has no case; add to {cases_file} what it passes and what breaks each constraint"
        )
        yield Finding(file, lines.get(name), "shape", message)
    for name in sorted(cases.keys() - names):
        yield Finding(
            cases_file, cases[name], "shape", f"{file} has no shape:{name}; rename or remove the case"
        )


def _lines(pattern: re.Pattern[str], text: str) -> dict[str, int]:
    """Returns the lines that begin with a name."""
    found = ((pattern.match(line), number) for number, line in enumerate(text.splitlines(), 1))
    return {match[1]: number for match, number in found if match}
