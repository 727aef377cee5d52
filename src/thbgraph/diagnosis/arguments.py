"""What an empty answer owes to its arguments: a day outside coverage, another value, or nothing recorded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import pyoxigraph as ox

from ..answers.diagnoses import Cause
from ..answers.rows import value_of
from ..files.questions import Param
from ..naming.names import Names
from ..words import vocabulary as thb
from ..words.dates import DATING, in_words, lexical_fault, parse
from ..words.grouping import grouped
from ..words.namespaces import PREFIXES
from ..words.terms import Term, sparql, turtle
from ..words.tokens import tokens
from .dead_terms import Name, Triples
from .probes import Prober
from .query_parts import Part, all_triples, body, constants_of, written
from .statuses import Statuses, asks_for_statuses

#: What stands for a term that is replaced by a variable.
_ANY = "__any"
_MOST = 6


class Asked(NamedTuple):
    """What a saved question was asked with: its parameters, and the terms of each."""

    params: Mapping[str, Param]
    terms: Mapping[str, Sequence[Term]]


class Arguments:
    """Looks at the constants of a smallest failing set of parts."""

    def __init__(
        self, prober: Prober, known: Names, triples: Triples, name: Name, asked: Asked | None
    ) -> None:
        self._prober, self._known, self._triples = prober, known, triples
        self._name, self._asked = name, asked
        self._statuses = Statuses(prober, name)

    def causes(self, failing: Sequence[Part], query: Sequence[Part]) -> list[Cause]:
        """Gives what the constants of a failing set say: at most one cause, or none.

        `query` are all parts beside which it stands.
        """
        cause = (
            self._status(failing, query)
            or self._day(failing, query)
            or self._otherwise(failing, query)
            or self._entities(failing)
        )
        return [cause] if cause else []

    def first(self, query: Sequence[Part]) -> Cause | None:
        """Gives what decides beforehand: a group without members yet, and recorded statuses where only they are asked for."""
        if self._asked is None:
            return None
        is_of_status = asks_for_statuses(query)
        return self._statuses.before_members(query) or (self._status(query, query) if is_of_status else None)

    def _status(self, failing: Sequence[Part], query: Sequence[Part]) -> Cause | None:
        """Gives what the recorded statuses say, where that is about all things that were asked about."""
        cause = self._statuses.cause(failing, query)
        terms = self._asked.terms.values() if self._asked is not None else ()
        given = {term.value for some in terms for term in some if isinstance(term, ox.NamedNode)}
        return cause if cause is not None and given <= {*cause.about} else None

    # Days

    def _day(self, failing: Sequence[Part], query: Sequence[Part]) -> Cause | None:
        """Says that a day lies before or after everything that it is compared with."""
        filters = [part for part in failing if part.kind in ("filter", "optional", "minus")]
        rest = [part for part in failing if part.kind != "filter"]
        whole = rest if self._asked is None else [part for part in query if part.kind != "filter"]
        days = ((term, name) for part in failing for term, name in constants_of(part) if _is_day(term))
        for day, variable in days:
            for part in filters:
                if (variable or sparql(day)) not in (part.uses if variable else part.text):
                    continue
                bound = sorted(name for other in rest for name in other.binds & part.uses if name != variable)
                for other in dict.fromkeys(bound):
                    first, last = self.extent(other, whole)
                    if not _is_day(first) or not _is_day(last):
                        continue
                    if day.value <= first.value or day.value >= last.value:
                        return self._outside(day, first, last, part, failing)
        return None

    def _outside(
        self, day: ox.Literal, first: ox.Literal, last: ox.Literal, part: Part, failing: Sequence[Part]
    ) -> Cause:
        said = f"from {_words(first)} to {_words(last)}" if first != last else f"of {_words(first)} alone"
        message = f"{_words(day)} lies outside what is recorded for this: days {said}"
        if day.value in (first.value, last.value):
            message = f"what is recorded for this has days {said}, none beyond {_words(day)}"
        return Cause(
            "outside-coverage",
            message,
            "ask about a day that is covered, or see what each source covers: thbgraph source list",
            part.for_people(),
            covered=tuple(self.coverage(failing)),
        )

    def extent(self, variable: str, parts: Sequence[Part]) -> tuple[Any, Any]:
        """Gives the least and the greatest value of a variable in the solutions of parts."""
        inner = f"SELECT ?{variable} {{ {body(parts)} FILTER(BOUND(?{variable})) }} LIMIT 20000"
        found = self._prober.run(
            f"SELECT (MIN(?{variable}) AS ?a) (MAX(?{variable}) AS ?b) {{ {{ {inner} }} }}"
        )
        row = next(iter(found))
        return row["a"], row["b"]

    def coverage(self, failing: Sequence[Part]) -> Iterable[str]:
        """Says which sources cover the instruments of a failing set, and up to when."""
        for iri in self.things(failing):
            found = self._prober.run(
                f"SELECT ?kind ?day ?source {{ ?c a <{thb.Coverage}> ; <{thb.instrument}> {sparql(iri)} ; "
                f"<{thb.actKind}> ?kind ; <{thb.completeUpTo}> ?day ; <{PREFIXES['dcterms']}isPartOf> ?source }}"
                " ORDER BY ?day ?kind LIMIT 6"
            )
            for row in found:
                yield (
                    f"{self._name(row['source'])} covers {self._name(row['kind'])} for {self._name(iri)} "
                    f"up to {_words(row['day'])}"
                )

    # Recorded as something else

    def _otherwise(self, failing: Sequence[Part], query: Sequence[Part]) -> Cause | None:
        """Says what stands where a class or word of the ontology was asked for."""
        for part in failing:
            value = part.node[2] if part.kind == "triple" else None
            if not isinstance(value, ox.NamedNode) or not self._is_word(value):
                continue
            beside = failing if len(failing) > 1 else query  # a word that nothing has: what has that place?
            same = [other for other in beside if other.kind == "triple" and other.node[0] == part.node[0]]
            things = self.things(same)
            if not things or (len(failing) > 1 and len(same) < len(failing)):
                continue
            text = written((*part.node[:2], _ANY))
            others = [text if other is part else other.text for other in same]
            values = self._prober.values(_ANY, " ".join(others), 12)
            if part.asked_class is not None:
                values = self._narrow(value, values)
            if values:
                return self._said_otherwise(part, value, values[:_MOST], things)
        return None

    def _said_otherwise(
        self, part: Part, value: ox.NamedNode, values: Sequence[Term], things: Sequence[ox.NamedNode]
    ) -> Cause:
        said = ", ".join(self._name(other) for other in values)
        whom = ", ".join(self._name(thing) for thing in things)
        return part.cause(
            "recorded-otherwise",
            f"recorded otherwise: not as {self._name(value)}, but as {said} ({whom})",
            about=(value.value, *(thing.value for thing in things)),
            near=[turtle(other) for other in values],
        )

    def _narrow(self, value: ox.NamedNode, found: Sequence[Term]) -> list[Term]:
        """Leaves out the classes that are wider than others that were found or than the one asked for."""
        wider = f"<{PREFIXES['rdfs']}subClassOf>"
        kinds = [kind for kind in found if isinstance(kind, ox.NamedNode)]

        def is_wider(one: ox.NamedNode, other: ox.NamedNode) -> bool:
            return one != other and self._prober.ask(f"{sparql(other)} {wider} {sparql(one)}")

        return [
            kind for kind in kinds if not is_wider(kind, value) and not any(is_wider(kind, o) for o in kinds)
        ]

    def _is_word(self, iri: ox.NamedNode) -> bool:
        return self._prober.ask(f"{sparql(iri)} <{PREFIXES['rdfs']}isDefinedBy> ?o")

    # Nothing recorded

    def things(self, failing: Sequence[Part]) -> list[ox.NamedNode]:
        """Gives the things that the failing parts name: arguments of a question, else what is no word."""
        given = [part for part in failing if part.kind == "values" or self._asked is None]
        named: list[Any] = [term for part in given for term, _ in constants_of(part)]
        for part in all_triples(failing) if self._asked is None else ():
            subject, _, thing = part.node
            named += [subject, thing] if part.asked_class is None else [subject]
        found = dict.fromkeys(iri for iri in named if isinstance(iri, ox.NamedNode))
        return [iri for iri in found if not self._is_word(iri) and not iri.value.startswith(PREFIXES["rdf"])]

    def _entities(self, failing: Sequence[Part]) -> Cause | None:
        """Says about which things nothing of the kind is recorded, and for which others it is."""
        groups = self._alternatives(failing)
        if not groups:
            return None
        pattern = "\n".join(part.for_people() for part in failing)
        names = {group: " or ".join(map(self._name, group)) for group in groups}
        rescued = {group: self._others(group[0], failing) for group in groups[:3]}
        alone = [group for group, others in rescued.items() if others]
        given = [term for terms in self._asked.terms.values() for term in terms] if self._asked else []
        # what was asked before what was left as it is
        alone = [group for group in alone if group[0] in given] or alone
        if len(groups) > 1 and len(alone) != 1:
            message = f"nothing of this kind is recorded about {' together with '.join(names.values())}"
            hint = "each of them has answers with others" if len(alone) == len(groups) else ""
            kind = "combination" if len(alone) > 1 else "not-recorded"
            about = tuple(thing.value for group in groups for thing in group)
            return Cause(kind, message, hint, pattern, about=about)
        group = alone[0] if alone else groups[0]
        message = f"nothing of this kind is recorded about {names.pop(group)}"
        if names:
            message += f", asked together with {', '.join(names.values())}"
        message += "; that does not say that there is none"
        others = ", ".join(self._name(other) for other in rescued[group][:3])
        labels = filter(None, (self._known.labels.get(thing.value) for thing in group))
        shown = ", ".join(f'thbgraph show "{label}"' for label in labels)
        hints = (others and f"it is about others, such as {others}", shown and f"what is recorded: {shown}")
        about = tuple(thing.value for thing in group)
        return Cause("not-recorded", message, "; ".join(filter(None, hints)), pattern, about=about)

    def _alternatives(self, failing: Sequence[Part]) -> list[tuple[ox.NamedNode, ...]]:
        """Gives the things that the failing parts name; those that one variable may have stand together."""
        variables = {term: name for part in failing for term, name in constants_of(part) if name}
        groups = grouped((variables.get(thing, thing), thing) for thing in self.things(failing))
        return [tuple(group) for group in groups.values()]

    def _others(self, thing: ox.NamedNode, failing: Sequence[Part]) -> list[Term]:
        """Gives other things of the same class in whose place the parts hold."""
        kinds = self._triples.classes_of(thing)
        bound = (name for part in failing for term, name in constants_of(part) if name and term == thing)
        variable = next(bound, None)
        name = variable or _ANY
        kept = [part for part in failing if part.kind != "values" or variable not in part.uses]
        wanted = self._wanted(variable) or (kinds[0] if kinds else None)
        head = f"?{name} a {sparql(wanted)} . " if wanted else ""
        texts = [part.text if variable else _replaced(part.text, thing) for part in kept]
        return [other for other in self._prober.values(name, head + " ".join(texts), 4) if other != thing]

    def _wanted(self, variable: str | None) -> ox.NamedNode | None:
        param = self._asked.params.get(variable) if self._asked is not None and variable else None
        return ox.NamedNode(param.wants_class) if param is not None and param.wants_class else None


def _replaced(text: str, thing: ox.NamedNode) -> str:
    """Puts a variable where a text has an IRI, but in its VALUES, where no variable may stand."""
    written, end, is_given = "", 0, False
    for token in tokens(text):
        is_given = token.text != "}" and (is_given or token.text == "VALUES")
        if not is_given and token.kind == "iri" and token.text == f"<{thing.value}>":
            written, end = f"{written}{text[end : token.start]}?{_ANY}", token.end
    return written + text[end:]


def _is_day(term: Any) -> bool:
    return (
        isinstance(term, ox.Literal)
        and term.datatype.value in DATING
        and not lexical_fault(term.value, term.datatype.value)
    )


def _words(term: Term) -> str:
    if isinstance(term, ox.Literal) and _is_day(term):
        return in_words(parse(term.value, term.datatype.value))
    return str(value_of(term, {}))
