"""Why a query has no answer: the smallest part of it that already fails, and what is wrong with that part.

rdflib reads the query; the engine that answers evaluates every probe, so that answer and diagnosis cannot
differ. Probes are few and short; what they do not find is said not to be found.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pyoxigraph as ox

from ..answers.diagnoses import Cause, Diagnosis
from ..naming.names import Names
from ..sparql.query_tree import BeyondSparql11, parse
from ..words.terms import Term, short, turtle
from ..words.tokens import tokens
from .arguments import Arguments, Asked
from .dead_terms import Triples
from .filters import compared, comparisons, twice, unbound
from .probes import Prober, Select, Spent
from .query_parts import (
    WRITER,
    NotReadable,
    Part,
    all_triples,
    body,
    constants_of,
    inner_groups,
    only_row,
    parts_of,
    values_part,
    variables,
    with_prefixes,
    written,
)

#: No more parts than this are looked at, and no more causes told.
_MOST_PARTS, _MOST_CAUSES = 60, 3
_DEEPEST = 4


def diagnose(
    text: str, select: Select, known: Names, asked: Asked | None = None, prologue: str = ""
) -> Diagnosis:
    """Says why the answer to a query is empty.

    `select` runs a query on the engine that answered. For a saved question `asked` holds what its parameters
    were bound with: the question itself is then taken to be right, and the causes are its arguments.
    `prologue` holds prefixes that stand before the text and in none of its lines.
    """
    search = _Search(text, Prober(select), known, asked)
    try:
        causes = list(search.causes(prologue)) or [Cause("not-found", "why was not found")]
    except RecursionError:
        causes = [Cause("not-found", "why is not known: the query is nested too deeply; nest it less")]
    except NotReadable as why:
        causes = [Cause("not-found", f"why is not known: {why}" if str(why) else "why is not known")]
    except Spent:
        causes = search.found or [
            Cause("not-found", "the cause was not found with the probes that are made; simplify the query")
        ]
    unique = {(cause.kind, cause.message): cause for cause in reversed(causes)}
    told = [cause for cause in causes if unique[cause.kind, cause.message] is cause][:_MOST_CAUSES]
    return Diagnosis(tuple(search.placed(cause) for cause in told))


class _Search:
    """The search for the causes of one empty answer."""

    def __init__(self, text: str, prober: Prober, known: Names, asked: Asked | None) -> None:
        self._text, self._prober, self._known, self._asked = text, prober, known, asked
        self._triples = Triples(prober, known, self.name)
        self._arguments = Arguments(prober, known, self._triples, self.name, asked)
        self._parts: list[Part] = []
        self.found: list[Cause] = []

    def name(self, term: Term) -> str:
        """Says a term: by its label to who asked a question, as the query has it to who wrote one."""
        if not isinstance(term, ox.NamedNode):
            return turtle(term)
        label = self._known.labels.get(term.value)
        if self._asked is not None:
            return label or short(term.value)
        return f"{short(term.value)} ({label})" if label and label != short(term.value) else short(term.value)

    def placed(self, cause: Cause) -> Cause:
        """Gives a cause with the line of the query's text that holds its pattern."""
        if self._asked is not None or not cause.pattern:
            return cause._replace(pattern="") if self._asked is not None else cause
        words = [token.text for token in tokens(cause.pattern) if token.text not in ".{}()"]
        lines = self._text.splitlines()
        scored = [
            (sum(token.text in words for token in tokens(line)), -number)
            for number, line in enumerate(lines, 1)
        ]
        best, number = max(scored, default=(0, 0))
        return cause._replace(line=-number) if best >= min(2, len(words)) else cause

    def causes(self, prologue: str) -> Iterator[Cause]:
        """Gives the causes, the first to look at first."""
        tree = self._read(prologue)
        if tree.where is None:
            yield from self._triples.unknown_things(map(WRITER.part_of_pattern, tree.var or ()), "")
            return
        parts = parts_of(tree.where)
        if tree.valuesClause:
            parts = [values_part(tree.valuesClause), *parts]
        if len(parts) > _MOST_PARTS:
            raise NotReadable(f"the query has {len(parts)} parts; only {_MOST_PARTS} are examined")
        self._parts = parts
        known = self._arguments.first(parts)
        if known is not None:
            yield known
        elif not self._prober.holds(parts):
            yield from self._explain(self._prober.smallest_failing(parts), _DEEPEST)
        else:
            yield from self._behind(tree, parts)

    def _read(self, prologue: str) -> Any:
        """Reads the query; raises NotReadable for what is not looked into."""
        if any(token.text.lower() == "service" for token in tokens(self._text)):
            raise NotReadable("it calls SERVICE, and no probe leaves this machine")
        try:
            tree = parse(prologue + self._text)
        except BeyondSparql11:
            raise NotReadable("it goes beyond SPARQL 1.1") from None
        if tree.datasetClause:
            raise NotReadable("it names its graphs by FROM")
        return tree

    def _explain(self, failing: list[Part], depth: int) -> Iterator[Cause]:
        """Gives what is wrong with a smallest failing set of parts."""
        is_inside = self._asked is None or len(failing) == 1 or not self._arguments.things(failing)
        inner = self._within(failing, depth) if is_inside else []
        self.found = inner or self._structural(failing) if self._asked is None or inner else []
        self.found = (
            self.found or self._arguments.causes(failing, self._parts) or [self._combination(failing)]
        )
        yield from self.found

    def _within(self, failing: list[Part], depth: int) -> list[Cause]:
        """Looks into the one composite part of a failing set: every branch of it fails."""
        composite = [part for part in failing if part.kind in ("union", "group", "graph", "select")]
        if depth == 0 or len(composite) != 1:
            return []
        rest = [part for part in failing if part is not composite[0]]
        causes = []
        for branch in inner_groups(composite[0]):
            inside = [*rest, *branch]
            inside.sort(key=lambda part: part.kind == "filter")
            if not self._prober.holds(inside):
                causes += [*self._explain(self._prober.smallest_failing(inside), depth - 1)][:1]
        return causes

    def _structural(self, failing: list[Part]) -> list[Cause]:
        """Gives what is wrong with the query itself: terms, values, directions and types."""
        triples = list(all_triples(failing))
        causes = [cause for part in triples for cause in self._triples.unknown(part)]
        for part in failing:
            causes += self._triples.unknown_graphs(part)
            named = (term for term, _ in constants_of(part))
            causes += self._triples.unknown_things(named, part.for_people())
        causes = causes or self._label(failing)
        if causes:
            return causes
        filled = list(self._filled(failing))
        if len(failing) == 1 or len(filled) > len(triples):
            causes = [cause for part in filled if (cause := self._triples.literal(part)) is not None]
        if not causes:
            causes = [
                cause for cause in (compared(part, failing, self._triples) for part in failing) if cause
            ]
            causes = causes or twice(failing)
        return causes or self._direction(failing) or self._types(failing)

    def _filled(self, failing: Sequence[Part]) -> Iterator[Part]:
        """Gives the triple patterns, with the values that VALUES gives a variable by itself."""
        given = {name: term for part in failing for name, term in only_row(part).items()}
        for part in failing:
            if part.kind == "triple":
                yield part
                node = tuple(given.get(one, one) if isinstance(one, str) else one for one in part.node)
                if node != part.node:
                    yield part._replace(node=node, text=written(node))

    def _label(self, failing: Sequence[Part]) -> list[Cause]:
        """Finds rdfs:label where a thing is asked for its name: with skos:prefLabel the failing parts hold."""
        for part in failing:
            node = self._triples.named(part) if part.kind == "triple" else None
            if node is not None and self._prober.holds(_with(failing, part, written(node))):
                message = "rdfs:label names the terms of the ontology, and skos:prefLabel things"
                hint = "write " + with_prefixes(written(node))
                about = [part.node[1].value, node[1].value]
                return [part.cause("recorded-otherwise", message, hint, about)]
        return []

    def _direction(self, failing: Sequence[Part]) -> list[Cause]:
        """Finds a property that leads the other way: turned round, the failing parts hold."""
        if any(part.kind not in ("triple", "values") for part in failing):
            return []
        found = []
        for part in failing:
            turned = self._triples.reversed(part) if part.kind == "triple" else None
            if turned is not None and self._prober.holds(_with(failing, part, turned)):
                found.append((part, turned))
        if len(found) > 1:  # the one that makes the whole query hold
            found.sort(key=lambda one: not self._prober.holds(_with(self._parts, *one)))
        for part, _ in found[:1]:
            subject, relation, thing = part.node
            hint = "write " + with_prefixes(written((thing, relation, subject)))
            if isinstance(relation, str):
                message = "no statement leads this way, but some lead the other way"
                return [part.cause("wrong-direction", message, hint)]
            message = f"{self.name(relation)} leads the other way"
            return [part.cause("wrong-direction", message, hint, [relation.value])]
        return []

    def _types(self, failing: Sequence[Part]) -> list[Cause]:
        """Finds a property whose domain or range excludes a type, or a class whose things never have it."""
        triples = [*self._filled(failing)]
        classes: dict[str, list[ox.NamedNode]] = {}
        for part in triples:
            if part.asked_class is not None:
                classes.setdefault(str(part.node[0]), []).append(part.asked_class)
        for part in triples:
            cause = self._triples.excluded(part, classes)
            if cause is not None:
                return [cause]
        typed = [part for part in failing if part.asked_class is not None]
        is_plain = all(part.kind in ("triple", "values") for part in failing)
        if not typed or not is_plain or self._arguments.things(failing):
            return []
        return [self._never(typed, failing)]

    def _never(self, typed: Sequence[Part], failing: Sequence[Part]) -> Cause:
        """Says that things of a class never have what the rest of the failing parts asks of them."""
        pattern = "\n".join(part.for_people() for part in failing)
        kinds = [self.name(part.node[2]) for part in typed]
        if len(typed) == len(failing) == 2:
            return Cause("excluded-type", f"nothing is both {kinds[0]} and {kinds[1]}", "", pattern)
        last = typed[-1]
        rest = [part for part in failing if part is not last]
        held = self._prober.values(str(last.node[0]), body(rest), 1)
        narrow = self._triples.classes_of(held[0])[:1] if held and isinstance(held[0], ox.NamedNode) else []
        hint = (
            f"the rest holds for others, such as things of the class {self.name(narrow[0])}" if narrow else ""
        )
        message = f"for nothing of the class {kinds[-1]} the other parts hold"
        return Cause("excluded-type", message, hint, pattern, about=(last.node[2].value,))

    def _combination(self, failing: Sequence[Part]) -> Cause:
        """Says that parts hold one by one but not together."""
        pattern = "\n".join(part.for_people() for part in failing)
        if len(failing) == 1:
            return Cause("combination", "nothing matches this part of the query", "", pattern)
        message = "each of these parts of the query has solutions, but together they have none"
        if failing[-1].kind == "filter":
            message = "the rest of these parts has solutions, but the filter excludes them all"
        if self._asked is not None:
            message = "each part of the question has answers, but together they have none"
        return Cause("combination", message, self._range(failing), pattern)

    def _range(self, failing: Sequence[Part]) -> str:
        """Says between what the values lie that a filter compares."""
        last = failing[-1]
        if last.kind != "filter":
            return ""
        for variable, _, _ in comparisons(last.node.expr):
            first, latest = self._arguments.extent(variable, failing[:-1])
            if isinstance(first, ox.Literal) and first.datatype == getattr(latest, "datatype", None):
                return f"?{variable} lies between {turtle(first)} and {turtle(latest)}"
        return ""

    def _behind(self, tree: Any, parts: list[Part]) -> Iterator[Cause]:
        """Gives causes where WHERE has solutions: in what stands behind it, or in what it leaves unbound."""
        if tree.having:
            tail = with_prefixes(WRITER.grouping(tree))
            yield Cause("combination", "there are groups, but HAVING excludes them all", "", tail)
            return
        window = tree.limitoffset
        if window and (window.offset or str(window.limit) == "0"):
            yield Cause("combination", "there are rows, but LIMIT or OFFSET leaves none of them")
            return
        bound = {name for part in parts for name in part.binds}
        for column in tree.projection or ():
            written = WRITER.expression(column.expr) if column.evar else WRITER.term(column.var)
            for variable in sorted(variables(written) - bound):
                yield unbound(variable, parts, "")
        needed = [part for part in parts if part.kind not in ("optional", "minus")]
        for part in parts:
            if part.kind == "optional":
                inside = sorted([*needed, *inner_groups(part)[0]], key=lambda one: one.kind == "filter")
                if not self._prober.holds(inside):
                    yield from self._explain(self._prober.smallest_failing(inside), _DEEPEST)


def _with(parts: Sequence[Part], part: Part, text: str) -> list[Part]:
    """Gives parts with one of them written otherwise."""
    return [other._replace(text=text) if other == part else other for other in parts]
