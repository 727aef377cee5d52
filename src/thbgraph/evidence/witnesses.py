"""The evidence of the rows of a SELECT query: the statements that gave each row, and what they rest on.

The query is asked once more with all variables and a mark in each part (`plan`). A row's witnesses are its solutions:
every triple pattern of the parts that gave one, filled in, is a statement behind the row, and what is not there is
listed. Each statement is traced back to what passages and sources state.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple, TypeAlias

import pyoxigraph as ox

from ..base.errors import RequestError
from ..base.namespaces import DERIVED
from ..base.progress import Progress
from ..base.terms import Term, Triple
from ..base.values import grouped
from ..results.answer import Citation, Key, Terms, key_of
from ..sparql.query import Path
from ..stores import protocol
from ..stores.lines import Grounds
from ..stores.lookup import Lookup
from ..stores.protocol import Queries
from .absences import Absences, load_grounds_of_absences
from .plan import AbsentPattern, Pattern, Plan, PlanPart
from .property_paths import Trail, predicates, witness
from .proving import Prover

Solution: TypeAlias = Mapping[str, Term]
#: A triple, and the graph that a pattern with GRAPH found it in.
Statement: TypeAlias = tuple[Triple, "Term | None"]
#: After so many steps along paths, all statements of their predicates are fetched.
_MOST_STEPS = 6


#: How many steps are done at most to find what rows rest on. A step takes some ten microseconds, such as to look at a
#: statement.
MOST = 3_000_000
#: How many steps it takes to read a solution and hold it, and to trace a statement back to what sources state.
READ, TRACED = 5, 30


class Work:
    """The steps that are left: counted, so that a query is refused on every machine or on none."""

    def __init__(self, most: int) -> None:
        self.most = self.left = most

    def spend(self, steps: int) -> None:
        """Takes steps from those that are left; raises RequestError where these do not suffice."""
        self.left -= steps
        if self.left < 0:
            raise RequestError(
                f"finding this evidence takes more than {self.most:,} steps (solutions read, statements looked at), "
                "which is the limit",
                "ask about less, or leave out --cite",
            )


class _Walk(NamedTuple):
    """A path between two things, and the graph that it is asked in."""

    path: Path
    start: Term
    end: Term
    graph: Term | None


class _Witness:
    """What is behind a row: statements and walks in order, and what is absent, with a solution that rests on it."""

    def __init__(self) -> None:
        self.found: dict[Statement | _Walk, None] = {}
        self.absent: dict[int, tuple[AbsentPattern, Solution]] = {}

    def add(self, other: _Witness) -> None:
        """Adds what is behind a part of it."""
        self.found.update(other.found)
        self.absent |= {key: found for key, found in other.absent.items() if key not in self.absent}

    def without(self, absence: AbsentPattern, solution: Solution) -> None:
        """Adds something that is not there in a solution; the first says enough."""
        self.absent.setdefault(id(absence), (absence, solution))


class Witnesses:
    """Finds what the rows of one query rest on.

    `grounds` opens what its computed and inferred statements rest on, `lookup` finds the statements of the same store;
    `work` is what may be done at most.
    """

    def __init__(
        self,
        plan: Plan,
        store: Queries,
        grounds: Callable[[], Grounds],
        lookup: Lookup,
        work: Work | None = None,
    ) -> None:
        self._plan, self._store = plan, store
        self._work = work or Work(MOST)
        self._lookup = lookup
        self._prover = Prover(self._lookup, grounds)
        self._solutions: dict[int, dict[Key, list[Solution]]] = {}
        self._members: dict[int, dict[Key, list[Solution]]] = {}
        self._groups: dict[int, dict[Key, list[list[Solution]]]] = {}
        self._witnesses: dict[tuple[int, Key], _Witness] = {}
        self._trails: dict[_Walk, Trail] = {}
        self._grounds: dict[Statement, Citation] = {}
        self._absences = Absences(self._lookup.match)

    def rows(self) -> list[tuple[Term | None, ...]] | None:
        """Returns the rows of a query whose plan knows their order; the store is not asked again for what they rest on.

        Returns None where it does not, or where the least or greatest is wanted of members that do not all have a value of
        one datatype, or none of them a value: each engine has its own way with these.
        """
        plan = self._plan
        if not plan.order:
            return None
        found = self._grouped(plan) if plan.keys is not None else self._of_plan(plan)
        compared = {one.variable for one in plan.tallies.values() if one.operator != "COUNT"}
        kinds = (
            {getattr(one.get(name), "datatype", one.get(name)) for one in of}
            for of in found.values()
            for name in compared
        )
        if any(len(of_group) > 1 for of_group in kinds):
            return None
        rows = (
            tuple(_tallied(solutions, name, plan) for name in plan.columns) for solutions in found.values()
        )
        return [*dict.fromkeys(rows)]

    def cite(self, rows: Iterable[Terms], progress: Progress | None = None) -> dict[Key, Citation]:
        """Returns the evidence of rows by their terms in written form.

        `progress` is called before the statements behind a row are traced back. Raises RequestError for a row that no
        solution gives, and for what takes more work than may be done.
        """
        wanted = {key_of(row): row for row in rows}
        plan = self._plan
        if plan.limit is not None and plan.keys is None:
            plan = plan.of_rows(wanted.values())
        found = {key: self._witness(plan, key, is_row=True) for key in wanted}
        self._walk(
            dict.fromkeys(one for each in found.values() for one in each.found if isinstance(one, _Walk))
        )
        statements = {key: self._statements(each) for key, each in found.items()}
        self._load(statements.values(), found.values())
        cited = {}
        for number, (key, each) in enumerate(statements.items(), 1):
            if progress is not None:
                progress(number, len(found), f"rows; this one rests on {len(each):,} statements")
            cited[key] = self._citation(each, found[key])
        return cited

    # Solutions

    def _witness(self, plan: Plan, key: Key, is_row: bool = False) -> _Witness:
        """Gives what is behind the rows of a plan that have a key; raises RequestError where nothing is."""
        if (id(plan), key) not in self._witnesses:
            found = self._witnesses[id(plan), key] = _Witness()
            solutions = self._of_key(plan, key, is_row)
            for solution in _in_order(solutions):
                self._take(plan, solution, found)
            if not solutions:
                if plan.nothing is None:
                    raise RequestError(
                        "no evidence is found for a row, though the query gives it",
                        "split the query, or leave out --cite",
                    )
                found.without(plan.nothing, {})
            if plan.limit is not None and self._leaves_out(plan):
                found.without(plan.limit.absence, {})
        return self._witnesses[id(plan), key]

    def _of_key(self, plan: Plan, key: Key, is_row: bool) -> list[Solution]:
        if plan.keys is not None and (members := self._of_group(plan, key)) is not None:
            return members
        solutions = self._of_plan(plan)
        if plan.keys is not None and plan.rows is None:
            key = tuple(key[plan.columns.index(name)] for name in plan.keys)
        if key in solutions or is_row:
            return solutions.get(key, [])
        # What a SELECT within leaves open, another part of the query may bind.
        return [solution for other in sorted(solutions) if _fits(other, key) for solution in solutions[other]]

    def _of_group(self, plan: Plan, key: Key) -> list[Solution] | None:
        """Gives the members of the one group that a row stands for; None where that does not show by its columns."""
        row = dict(zip(plan.columns, key, strict=True))
        shown = [name for name in plan.keys or () if name in row]
        if id(plan) not in self._groups:
            groups = self._grouped(plan).values()
            self._groups[id(plan)] = grouped((_key(group[0], shown), group) for group in groups)
        found = self._groups[id(plan)].get(tuple(row[name] for name in shown), [])
        if plan.needs_rows or len(found) != 1:
            return None
        return _extreme(found[0], row, plan)

    def _grouped(self, plan: Plan) -> dict[Key, list[Solution]]:
        """Gives the solutions of each group of a plan, in its order."""
        if id(plan) not in self._members:
            found = grouped((_key(solution, plan.keys or ()), solution) for solution in self._run(plan.text))
            self._members[id(plan)] = found
        return self._members[id(plan)]

    def _of_plan(self, plan: Plan) -> dict[Key, list[Solution]]:
        """Gives the solutions behind each row of a plan, or each of its groups."""
        if id(plan) not in self._solutions:
            if plan.keys is None:
                found = grouped((_key(solution, plan.columns), solution) for solution in self._run(plan.text))
            else:
                groups = self._grouped(plan)
                found = self._by_row(plan, plan.rows, groups) if plan.rows else groups
            self._solutions[id(plan)] = found
        return self._solutions[id(plan)]

    def _by_row(self, plan: Plan, rows: str, groups: dict[Key, list[Solution]]) -> dict[Key, list[Solution]]:
        """Gives the solutions of the group behind each row, or those that have its MIN or MAX."""
        found: dict[Key, list[Solution]] = {}
        for row in self._run(rows):
            group = groups.get(_key(row, plan.keys or ()), [])
            written = {name: str(term) for name, term in row.items()}
            found.setdefault(_key(row, plan.columns), []).extend(_extreme(group, written, plan))
        return found

    def _leaves_out(self, plan: Plan) -> bool:
        """Says whether LIMIT or OFFSET leaves out rows."""
        limit = plan.limit
        assert limit is not None
        if limit.offset or limit.end is None:
            return bool(limit.offset)
        if id(limit) not in self._solutions:
            self._solutions[id(limit)] = {
                (str(number),): [] for number, _ in enumerate(self._run(limit.reached))
            }
        return len(self._solutions[id(limit)]) > limit.end

    def _run(self, text: str) -> Iterator[Solution]:
        """Yields all solutions of a query that may have very many; of too many the engine finds no more."""
        solutions: Any = self._store.query(f"{text} LIMIT {self._work.left // READ + 1}")
        names = [variable.value for variable in solutions.variables]
        for solution in solutions:
            self._work.spend(READ)
            yield {name: term for name, term in zip(names, solution, strict=True) if term is not None}

    def _take(self, plan: Plan, solution: Solution, found: _Witness) -> None:
        """Takes what is behind a solution."""
        for part in plan.parts:
            if not part.mark or part.mark in solution:
                self._fill(part, solution, found)
        for absence in plan.absent:
            if (not absence.outer or absence.outer in solution) and absence.inner not in solution:
                found.without(absence, solution)

    def _fill(self, part: PlanPart, solution: Solution, found: _Witness) -> None:
        for pattern in part.patterns:
            filled = _filled(pattern, solution)
            if filled is not None:
                found.found[filled] = None
        for plan, names in part.selects:
            found.add(self._witness(plan, _key(solution, names)))

    # Paths

    def _walk(self, walks: Iterable[_Walk]) -> None:
        """Finds the trails of all walks at once, a step of all of them at a time, so that each takes one call."""
        waiting, steps = list(walks), 0
        while waiting:
            missing: dict[protocol.Pattern, None] = {}
            further = []
            for walk in waiting:
                trail = self._trail(walk, missing)
                if trail is None:
                    further.append(walk)
                else:
                    self._trails[walk] = trail
            waiting, steps = further, steps + 1
            if steps > _MOST_STEPS:
                named = {name for walk in waiting for name in predicates(walk.path)}
                missing |= {(None, name, None): None for name in named}
            self._lookup.load(missing)

    def _trail(self, walk: _Walk, missing: dict[protocol.Pattern, None]) -> Trail | None:
        """Finds the trail of a walk in what is loaded; None where something is missing, which is noted."""
        lacks = False

        def edges(
            subject: Term | None, predicate: ox.NamedNode | None, thing: Term | None
        ) -> Iterator[Triple]:
            nonlocal lacks
            known = self._lookup.known((subject, predicate, thing))
            if known is None:
                lacks = True
                missing[subject, predicate, thing] = None
            for quad in known or ():
                self._work.spend(1)
                if walk.graph is None or quad.graph_name == walk.graph:
                    yield quad.subject, quad.predicate, quad.object

        trail = witness(walk.path, walk.start, walk.end, edges)
        return None if lacks else trail or ()

    def _statements(self, each: _Witness) -> list[Statement]:
        """Gives the statements behind a row; of a path of no steps, one about the thing where it stays."""
        found: dict[Statement, None] = {}
        without_steps: dict[tuple[Term, Term | None], None] = {}
        for one in each.found:
            if isinstance(one, _Walk):
                found |= dict.fromkeys((triple, one.graph) for triple in self._trails[one])
                without_steps |= {} if self._trails[one] else {(one.start, one.graph): None}
            else:
                found[one] = None
        for thing, graph in without_steps:
            if not any(thing in triple and graph == place for triple, place in found):
                one_triple = self._triple_of(thing, graph)
                found |= {(one_triple, graph): None} if one_triple else {}
        return list(found)

    def _triple_of(self, thing: Term, graph: Term | None) -> Triple | None:
        match = self._lookup.match
        quads = chain(match(thing, None, None), match(None, None, thing))
        found = (quad.triple for quad in quads if graph is None or quad.graph_name == graph)
        one_triple = min(found, key=str, default=None)
        return None if one_triple is None else (one_triple.subject, one_triple.predicate, one_triple.object)

    # Grounds

    def _load(self, statements: Iterable[Sequence[Statement]], found: Iterable[_Witness]) -> None:
        """Fetches all that the evidence of the rows will be looked up in, a set at a time."""
        triples = {triple for each in statements for triple, _ in each}
        self._work.spend(TRACED * len(triples))
        self._prover.load(triples)
        absent = (pair for each in found for pair in each.absent.values())
        load_grounds_of_absences(absent, self._lookup)

    def _citation(self, statements: Iterable[Statement], found: _Witness) -> Citation:
        # All that is said of a computed node rests on the same.
        parts = {id(part): part for part in map(self._rests_on, statements)}.values()
        absent = (
            self._absences.in_solution(absence, solution) for absence, solution in found.absent.values()
        )
        return Citation(
            tuple(dict.fromkeys(quad for part in parts for quad in part.statements)),
            tuple(dict.fromkeys(rule for part in parts for rule in part.rules)),
            tuple(dict.fromkeys(quad for part in parts for quad in part.axioms)),
            tuple(dict.fromkeys(absent)),
        )

    def _rests_on(self, statement: Statement) -> Citation:
        if statement not in self._grounds:
            triple, graph = statement
            if graph is None or graph.value in DERIVED:
                self._grounds[statement] = self._prover.grounds(triple) or Citation(())
            else:
                quads = tuple(quad for quad in self._lookup.match(*triple) if quad.graph_name == graph)
                self._grounds[statement] = Citation(quads)
        return self._grounds[statement]


def _extreme(group: list[Solution], row: Mapping[str, str], plan: Plan) -> list[Solution]:
    """Gives those of a group that have the MIN or MAX of its row; all where there is none."""
    found = [
        solution
        for solution in group
        if any(row.get(result, "") == str(solution.get(value, "")) for result, value in plan.extremes)
    ]
    return found or group


def _tallied(solutions: Sequence[Solution], column: str, plan: Plan) -> Term | None:
    """Gives the value of a column in the row that solutions give, which are in order of what is least or greatest among them."""
    tally = plan.tallies.get(column)
    if tally is None:
        return solutions[0].get(column)
    values = [*dict.fromkeys(one[tally.variable] for one in solutions if tally.variable in one)]
    if tally.operator == "COUNT":
        return ox.Literal(len(values))
    return next(iter(values if tally.operator == "MIN" else reversed(values)), None)


def _filled(pattern: Pattern, solution: Solution) -> Statement | _Walk | None:
    """Fills a pattern in; None where a part of it has no value."""
    subject, predicate, thing, place = pattern
    start = solution.get(subject) if isinstance(subject, str) else subject
    end = solution.get(thing) if isinstance(thing, str) else thing
    graph = solution.get(place) if isinstance(place, str) else place
    if start is None or end is None or (graph is None and place is not None):
        return None
    if isinstance(predicate, Path):
        return _Walk(predicate, start, end, graph)
    named = solution.get(predicate) if isinstance(predicate, str) else predicate
    return ((start, named, end), graph) if isinstance(named, ox.NamedNode) else None


def _key(solution: Solution, names: Iterable[str]) -> Key:
    return tuple(str(solution.get(name, "")) for name in names)


def _in_order(solutions: Sequence[Solution]) -> Sequence[Solution]:
    """Returns solutions in order of their written form: engines give those of one row in any order."""

    def written(solution: Solution) -> list[tuple[str, str]]:
        return sorted((name, str(term)) for name, term in solution.items())

    return sorted(solutions, key=written) if len(solutions) > 1 else solutions


def _fits(key: Key, other: Key) -> bool:
    """Says whether two keys differ only where one of them has nothing."""
    return all(one == two or not one or not two for one, two in zip(key, other, strict=True))
