"""What is wrong with triple patterns that match nothing: their terms, values, directions and types."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

import pyoxigraph as ox

from ..answers.diagnoses import Cause
from ..naming.folding import fold
from ..naming.names import Names
from ..naming.terms import near_iris
from ..words.dates import lexical_fault
from ..words.namespaces import PREFIXES, RDF_TYPE
from ..words.suggestions import did_you_mean, near
from ..words.terms import Term, short, sparql, turtle
from ..words.tokens import tokens
from .patterns import Pattern, Terms
from .probes import Prober

_MOST_VALUES = 3000
_THING = PREFIXES["owl"] + "Thing"
_CLASSES = {PREFIXES["owl"] + "Class", PREFIXES["rdfs"] + "Class"}
TYPE = ox.NamedNode(RDF_TYPE)
#: By what the terms of the ontology are named, and by what things are.
_LABEL, _NAME = ox.NamedNode(PREFIXES["rdfs"] + "label"), ox.NamedNode(PREFIXES["skos"] + "prefLabel")


class Triples:
    """Looks at triple patterns; `name` says a term for people."""

    def __init__(self, prober: Prober, known: Names, terms: Terms, name: Callable[[Term], str]) -> None:
        self.prober, self._known, self._terms, self._name = prober, known, terms, name

    def faults(self, part: Pattern) -> list[Cause]:
        """Says what is wrong with a pattern that by itself matches nothing."""
        found = [*self._unknown(part)]
        for cause in (
            ()
            if found
            else (self._label(part), self._literal(part), self._turned(part), self._excluded(part, {}))
        ):
            found = found or ([cause] if cause is not None else [])
        return found

    def nothing(self, part: Pattern) -> Cause:
        """Says that nothing is recorded of what a pattern asks."""
        things = [term for text in part.node[::2] if isinstance(term := self._terms.term(text), ox.NamedNode)]
        things = [thing for thing in things if not self._is_word(thing)]
        if not things:
            return _cause(part, "combination", "nothing matches this part of the query")
        names = " together with ".join(map(self._name, things))
        message = f"nothing of this kind is recorded about {names}; that does not say that there is none"
        labels = filter(None, (self._known.labels.get(thing.value) for thing in things))
        shown = ", ".join(f'thbgraph show "{label}"' for label in labels)
        return _cause(
            part,
            "not-recorded",
            message,
            shown and f"what is recorded: {shown}",
            [thing.value for thing in things],
        )

    def _is_word(self, iri: ox.NamedNode) -> bool:
        return self.prober.ask(f"{sparql(iri)} <{PREFIXES['rdfs']}isDefinedBy> ?o")

    def _unknown(self, part: Pattern) -> Iterator[Cause]:
        """Yields the terms of a pattern that no statement of the graph has in their place."""
        subject, predicate, thing = map(self._terms.term, part.node)
        for iri in [predicate] if predicate else self._needed(part.node[1]):
            if isinstance(iri, ox.NamedNode) and not self.prober.ask(f"?s {sparql(iri)} ?o"):
                yield self._dead(iri, "property", "?s ?x ?o", part)
        is_kind = predicate == TYPE and isinstance(thing, ox.NamedNode)
        named = [
            term for term in ([subject] if is_kind else [subject, thing]) if isinstance(term, ox.NamedNode)
        ]
        yield from (self._dead(iri, "thing", "?x a ?c", part) for iri in named if not self._is_there(iri))
        if is_kind and isinstance(thing, ox.NamedNode) and not self.prober.ask(f"?s a {sparql(thing)}"):
            yield self._dead(thing, "class", "?s a ?x", part)
        words = part.text.split()
        graph = self._terms.term(words[1]) if words[0] == "GRAPH" else None
        if graph is not None and not self.prober.ask(f"GRAPH {sparql(graph)} {{ ?s ?p ?o }}"):
            yield _cause(part, "unknown-term", f"there is no graph {short(graph.value)}", about=[graph.value])

    def _needed(self, path: str) -> list[Term]:
        """Returns the properties that a path needs: those of a sequence, and not those that it can do without."""
        if {"|", "!"} & {token.text for token in tokens(path)}:
            return []
        words = [*tokens(path)]
        return [
            term
            for word, after in zip(words, [*words[1:], None], strict=True)
            if (term := self._terms.term(word.text)) is not None and (after is None or after.text not in "*?")
        ]

    def unknown_things(self, names: Iterable[str], pattern: str, line: int | None) -> Iterator[Cause]:
        """Yields those of some things, as they are written, that no statement of the graph has."""
        part = Pattern("", pattern, line or 1)
        for iri in map(self._terms.term, names):
            if isinstance(iri, ox.NamedNode) and not self._is_there(iri):
                yield self._dead(iri, "thing", "?x a ?c", part)._replace(line=line)

    def _is_there(self, iri: ox.NamedNode) -> bool:
        written = sparql(iri)
        return self.prober.ask(f"{{ {written} ?p ?o }} UNION {{ ?s ?p {written} }}")

    def _dead(self, iri: ox.NamedNode, what: str, place: str, part: Pattern) -> Cause:
        named = self._name(iri)
        is_there = self._is_there(iri)
        if is_there and self._is_declared(iri, what):
            message = f"{named} is declared, but no source records anything with this {what}"
            return _cause(part, "unused-term", message, about=[iri.value])
        there = self._known.labels if what == "thing" and self._known.labels else self._there(place)
        names = tuple(turtle(ox.NamedNode(other)) for other in near_iris(iri.value, there, self._known))
        message = (
            f"{named} is not the {what} of any statement" if is_there else f"{named} is not in the graph"
        )
        hint = did_you_mean(names, "look for it with: thbgraph find TEXT")
        return _cause(part, "unknown-term", message, hint, [iri.value], names)

    def _is_declared(self, iri: ox.NamedNode, what: str) -> bool:
        kinds = self.prober.values("c", f"{sparql(iri)} a ?c", 20)
        return any((what == "class") == (kind.value in _CLASSES) for kind in kinds)

    def _there(self, place: str) -> list[str]:
        found = self.prober.values("x", place, _MOST_VALUES)
        return [term.value for term in found if isinstance(term, ox.NamedNode)]

    def _literal(self, part: Pattern) -> Cause | None:
        """Says what is wrong with the literal of a pattern: its datatype, language or spelling."""
        value = self._terms.term(part.node[2])
        return self.unlike_recorded(value, part) if isinstance(value, ox.Literal) else None

    def unlike_recorded(self, value: ox.Literal, part: Pattern) -> Cause | None:
        """Says in what a literal differs from the values that are recorded in the place of a pattern's object."""
        fault = lexical_fault(value.value, value.datatype.value)
        if fault:
            return _cause(
                part, "wrong-literal", f"{turtle(value)} does not fit its datatype; expected {fault}"
            )
        at = f"{part.node[0]} {part.node[1]} ?v"
        found = self.prober.values("v", f"{at} FILTER(STR(?v) = {sparql(ox.Literal(value.value))})", 3)
        if found and value not in found:
            return tagged_otherwise(value, found, part)
        if found:
            return None
        values = self.prober.values("v", at, _MOST_VALUES)
        return self.unlike(value, values, part) or self._elsewhere(value, part)

    def _elsewhere(self, value: ox.Literal, part: Pattern) -> Cause | None:
        """Says by which other properties a value is recorded; None where it is by none."""
        found = [turtle(other) for other in self.prober.values("p", f"?s ?p {sparql(value)}", 3)]
        message = f"{turtle(value)} is recorded by another property: {', '.join(found)}"
        return _cause(part, "recorded-otherwise", message, near=found) if found else None

    def _label(self, part: Pattern) -> Cause | None:
        """Finds rdfs:label where a thing is asked for its name, which it has by skos:prefLabel."""
        subject, predicate, thing = part.node
        if self._terms.term(predicate) != _LABEL:
            return None
        value = self._terms.term(thing)
        if isinstance(value, ox.Literal):
            same = f"?s {_NAME} ?v FILTER(STR(?v) = {sparql(ox.Literal(value.value))})"
            thing = turtle(next(iter(self.prober.values("v", same, 1)), value))
        named = f"{subject} skos:prefLabel {thing} ."
        if not self.prober.ask(named):
            return None
        message = "rdfs:label names the terms of the ontology, and skos:prefLabel things"
        return _cause(part, "recorded-otherwise", message, f"write {named}", [_LABEL.value, _NAME.value])

    def given_otherwise(self, failing: Sequence[Pattern]) -> list[Cause]:
        """Finds a literal that VALUES gives a variable and that stands otherwise where the variable does."""
        found = []
        for block in (part for part in failing if part.kind == "values"):
            name = next(iter(block.variables), "")
            for value in self._terms.in_text(block.text.partition("{")[2]):
                at = [part for part in failing if part.kind == "triple" and part.node[2] == f"?{name}"]
                if isinstance(value, ox.Literal) and len(block.variables) == 1:
                    found += [
                        cause for part in at if (cause := self.unlike_recorded(value, part)) is not None
                    ]
        return found[:1]

    def turned(
        self,
        failing: Sequence[Pattern],
        triples: Iterable[Pattern],
        holds: Callable[[Sequence[Pattern]], bool],
    ) -> list[Cause]:
        """Finds a pattern that leads the other way: turned round, the failing patterns have a solution."""
        for part in triples:
            other = self._reversed(part)
            if other is not None and holds([other if one is part else one for one in failing]):
                return [self._leads_back(part, other)]
        return []

    def _turned(self, part: Pattern) -> Cause | None:
        other = self._reversed(part)
        return self._leads_back(part, other) if other is not None and self.prober.ask(other.text) else None

    def _reversed(self, part: Pattern) -> Pattern | None:
        """Returns a pattern the other way round, where it can be; None where it cannot."""
        subject, predicate, thing = part.node
        relation = self._terms.term(predicate)
        if (relation is None and predicate[0] not in "?$") or relation == TYPE:
            return None
        if isinstance(self._terms.term(thing), ox.Literal):
            return None
        node = (thing, predicate, subject)
        return part._replace(node=node, text=part.text.replace(" ".join(part.node), " ".join(node)))

    def _leads_back(self, part: Pattern, other: Pattern) -> Cause:
        relation, hint = self._terms.term(part.node[1]), f"write {' '.join(other.node)} ."
        if not isinstance(relation, ox.NamedNode):
            return _cause(
                part, "wrong-direction", "no statement leads this way, but some lead the other way", hint
            )
        return _cause(
            part, "wrong-direction", f"{self._name(relation)} leads the other way", hint, [relation.value]
        )

    def excluded(self, triples: Sequence[Pattern]) -> list[Cause]:
        """Finds a property whose domain or range excludes the class of a thing."""
        classes: dict[str, list[ox.NamedNode]] = {}
        for part in triples:
            kind = self._asked_class(part)
            if kind is not None:
                classes.setdefault(part.node[0], []).append(kind)
        found = (self._excluded(part, classes) for part in triples)
        return [cause for cause in found if cause is not None][:1]

    def not_both(self, triples: Sequence[Pattern]) -> Cause | None:
        """Says that things of a class never have what the other patterns ask of them; None where none asks for a class."""
        typed = [part for part in triples if self._asked_class(part) is not None]
        if not typed or any(self._is_named(part) for part in triples):
            return None
        pattern = "\n".join(part.shown for part in triples)
        kinds = [self._name(kind) for part in typed if (kind := self._asked_class(part)) is not None]
        if len(typed) == len(triples) == 2:
            message = f"nothing is both {kinds[0]} and {kinds[1]}"
        else:
            message = f"for nothing of the class {kinds[-1]} the other parts hold"
        about = tuple(kind.value for part in typed if (kind := self._asked_class(part)) is not None)
        return Cause("excluded-type", message, "", pattern, typed[-1].line, about)

    def _asked_class(self, part: Pattern) -> ox.NamedNode | None:
        """Returns the class that a pattern asks for."""
        kind = self._terms.term(part.node[2]) if self._terms.term(part.node[1]) == TYPE else None
        return kind if isinstance(kind, ox.NamedNode) else None

    def _is_named(self, part: Pattern) -> bool:
        ends = part.node[:1] if self._asked_class(part) is not None else part.node[::2]
        return any(isinstance(self._terms.term(end), ox.NamedNode) for end in ends)

    def unlike(self, value: ox.Literal, values: Sequence[Term], part: Pattern) -> Cause | None:
        """Says in what way a literal is none of the values that stand in its place; None for no way."""
        literals = [other for other in values if isinstance(other, ox.Literal)]
        if values and not literals:
            message = f"things stand where the query has the value {turtle(value)}"
            hint = f"such as {turtle(values[0])}"
            return _cause(part, "wrong-literal", message, hint, near=[turtle(values[0])])
        if literals and not any(_family(other) == _family(value) for other in literals):
            message = f"{turtle(value)} is {_kind(value)}, and the recorded values are {_kind(literals[0])}"
            hint = f"such as {turtle(literals[0])}"
            return _cause(part, "wrong-literal", message, hint, near=[turtle(literals[0])])
        if _family(value) != "text":
            return None
        alike = near(value.value, [other.value for other in literals], alike=0.75, form=fold)
        if not alike:
            return None
        meant = tuple(turtle(ox.Literal(text)) for text in alike)
        message = f"the value {turtle(value)} is not recorded"
        return _cause(part, "unknown-term", message, did_you_mean(meant), near=meant)

    def _excluded(self, part: Pattern, classes: dict[str, list[ox.NamedNode]]) -> Cause | None:
        """Says which class excludes a property; `classes` are those that the query gives each variable."""
        relation = self._terms.term(part.node[1])
        if not isinstance(relation, ox.NamedNode) or relation == TYPE:
            return None
        for end, axiom, leads in (
            (part.node[0], "domain", "leads from"),
            (part.node[2], "range", "leads to"),
        ):
            thing = self._terms.term(end)
            held = self.classes_of(thing) if isinstance(thing, ox.NamedNode) else classes.get(end, [])
            for wanted in self._axioms(relation, axiom) if held else ():
                clash = next((kind for kind in held if not self._overlap(kind, wanted)), None)
                if clash is not None and not self._overlap(held[0], wanted):
                    what = (
                        self._name(clash) if thing is None else f"{self._name(thing)} ({self._name(clash)})"
                    )
                    message = f"{self._name(relation)} {leads} {self._name(wanted)}, but {what} is not one"
                    return _cause(part, "excluded-type", message, about=[relation.value, wanted.value])
        return None

    def classes_of(self, iri: ox.NamedNode) -> list[ox.NamedNode]:
        """Gives the classes of a thing, the narrowest first."""
        found = self.prober.run(
            f"SELECT ?c (COUNT(?x) AS ?n) {{ {sparql(iri)} a ?c . ?x a ?c }} GROUP BY ?c ORDER BY ?n ?c LIMIT 8"
        )
        return [row["c"] for row in found if isinstance(row["c"], ox.NamedNode)]

    def _axioms(self, relation: ox.NamedNode, axiom: str) -> list[ox.NamedNode]:
        pattern = f"{sparql(relation)} <{PREFIXES['rdfs']}{axiom}> ?c"
        found = [kind for kind in self.prober.values("c", pattern, 8) if isinstance(kind, ox.NamedNode)]
        return sorted((kind for kind in found if kind.value != _THING), key=str)

    def _overlap(self, one: ox.NamedNode, other: ox.NamedNode) -> bool:
        narrower = f"<{PREFIXES['rdfs']}subClassOf>"
        a, b = sparql(one), sparql(other)
        return one == other or self.prober.ask(
            f"{{ ?x a {a} , {b} }} UNION {{ {a} {narrower} {b} }} UNION {{ {b} {narrower} {a} }}"
        )


def _cause(
    part: Pattern,
    kind: str,
    message: str,
    hint: str = "",
    about: Sequence[str] = (),
    near: Sequence[str] = (),
) -> Cause:
    """Makes a cause that lies in a pattern."""
    return Cause(kind, message, hint, part.shown, part.line, tuple(about), tuple(near))


def tagged_otherwise(value: ox.Literal, found: Iterable[Term], part: Pattern) -> Cause:
    """Says that a value is recorded with another datatype or language."""
    near = [turtle(other) for other in found]
    message = f"{turtle(value)} is recorded with another datatype or language"
    return _cause(part, "wrong-literal", message, f"write {' or '.join(near)}", near=near)


_NUMBERS = ("integer", "decimal", "double", "float", "nonNegativeInteger", "int", "long")


def _family(value: ox.Literal) -> str:
    """Gives what a literal can be equal to: numbers are one family, plain text another, others their own."""
    local = value.datatype.value.rpartition("#")[2]
    if local in _NUMBERS:
        return "number"
    return "text" if local in ("string", "langString") else value.datatype.value


def _kind(value: ox.Literal) -> str:
    family = _family(value)
    return {"number": "a number", "text": "text"}.get(family) or turtle(ox.NamedNode(family))
