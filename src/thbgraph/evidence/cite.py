"""The evidence behind the rows of a SELECT query: the statements that gave each row, and what they rest on.

The query is run once more with every variable kept and a mark in each part (`planner`); every triple pattern of
the parts that gave a solution, filled in, is a statement behind the row. What is not there but may have matched
with less data is asked for, too, without what kept it from matching. Where less data could take the row away, the
question is asked again over what is cited (`replay`), and what it misses is added.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, TypeAlias

import pyoxigraph as ox

from ..answers.rows import Citation
from ..proof.prover import Prover
from ..stores.lookup import Lookup
from ..stores.protocol import Store
from ..words.errors import RequestError
from ..words.grouping import grouped
from ..words.namespaces import DERIVED
from ..words.progress import Progress
from ..words.terms import Term, Triple
from .absences import Absences, load_grounds_of_absences
from .path_witness import Edges, Path, Trail, witness
from .plan import AbsentPattern, Limited, MarkedPart, Pattern, Plan, QueryPlan, Relaxed
from .replay import Replay, pools, shrink
from .work import MOST, READ, TRACED, Work

Solution: TypeAlias = Mapping[str, Term]
Key: TypeAlias = tuple[str, ...]
#: A triple, and the graph that a pattern with GRAPH found it in.
Statement: TypeAlias = tuple[Triple, "Term | None"]
#: A row that rests on more statements than these takes more than a second or two.
_MANY = 5_000


class _Lineage:
    """The lineage of a row: statements, and absent patterns, with the solutions that rest on these.

    `stays` holds what a path of no steps began and ended with: the graph must hold it.
    """

    def __init__(self) -> None:
        self.statements: dict[Statement, None] = {}
        self.absent: dict[int, tuple[AbsentPattern, list[Solution]]] = {}
        self.stays: list[tuple[Term, Term | None]] = []

    def add(self, other: _Lineage) -> None:
        """Adds what is behind a part of it."""
        self.statements.update(other.statements)
        for absence, solutions in other.absent.values():
            self.without(absence, solutions)
        self.stays += other.stays

    def without(self, absence: AbsentPattern, solutions: Iterable[Solution]) -> None:
        """Adds something that is not there in solutions; the first says enough where none is looked into."""
        known = self.absent.setdefault(id(absence), (absence, []))[1]
        if absence.relaxed is not None or not known:
            known += solutions


class Finder:
    """Finds the evidence of rows of one query: runs its plans, each once, and fills their patterns in.

    `plan` is the query's, `work` what may be done at most, and `lookup` one of the same store that is kept. On being
    made it asks the query's plan, which needs no row: that can go on while the rows are read. The plan of a query with
    LIMIT or OFFSET waits for them, and asks about them alone.
    """

    def __init__(
        self, text: str, store: Store, made: QueryPlan, work: Work | None = None, lookup: Lookup | None = None
    ) -> None:
        self.plan, self._store = made, store
        self._work = work or Work(MOST)
        self._replay = Replay(text, made.limited, self._work)
        self._lookup = lookup or Lookup(store)
        self._match = self._lookup.match
        self._prover = Prover(self._lookup)
        self._solutions: dict[int, dict[Key, list[Solution]]] = {}
        self._lineages: dict[tuple[int, Key], _Lineage] = {}
        self._trails: dict[tuple[Path, Term, Term, Term | None], Trail] = {}
        self._grounds: dict[Statement, Citation] = {}
        self._absences = Absences(self._match)
        self._reached: dict[int, list[Key]] = {}
        #: Whether every row is given again by what its solutions matched, so that none needs to be asked for again.
        self.is_proven = True
        self._waits = made.select.limited is not None and made.select.keys is None
        self._asked = {} if self._waits else {made.select.text: list(self._solutions_of(made.select.text))}

    def cite(
        self, columns: Sequence[str], rows: Iterable[Key], progress: Progress | None = None
    ) -> dict[Key, Citation]:
        """Returns the evidence of rows by their terms in written form.

        `progress` is called for each row that rests on very many statements, before these are traced back. Raises
        RequestError for a row that its evidence does not give again, and for what takes more work.
        """
        whole = self.plan.select._replace(columns=list(columns))
        keys = dict.fromkeys(rows)
        if self._waits:
            whole = whole.of_rows(dict.fromkeys([*self._before(whole), *keys]))
        found = {key: self.lineage(whole, key) for key in keys}
        self.add_relaxed(found.values())
        for number, each in enumerate(found.values(), 1):
            if progress is not None and len(each.statements) > _MANY:
                progress(number, len(found), f"rows; this one rests on {len(each.statements):,} statements")
            self.add_stays(each)
        self._load(found.values())
        if not self.plan.nonmonotonic:
            return {key: self.evidence(each) for key, each in found.items()}
        return {key: self._given_again(key, each) for key, each in found.items()}

    def _load(self, behind: Collection[_Lineage]) -> None:
        """Fetches all that the evidence of the rows will be looked up in, a set at a time."""
        self._load_premises({triple for each in behind for triple, _ in each.statements})
        absent = (absence for each in behind for absence in each.absent.values())
        load_grounds_of_absences(((absence, first) for absence, (first, *_) in absent), self._lookup)

    def _load_premises(self, triples: Collection[Triple]) -> None:
        self._work.spend(TRACED * len(triples))
        self._prover.load(triples)

    def _given_again(self, key: Key, behind: _Lineage) -> Citation:
        """Gives evidence of a row that gives it again, and looks for what it needs where it does not yet."""
        replay, citation = self._replay, self.evidence(behind)
        store = replay.over(citation)
        if replay.is_answered(store, key):
            return citation
        replay.refuse_ties(store)
        self.is_proven = False

        def holds(more: Sequence[Triple]) -> bool:
            return replay.is_answered(replay.over(self.evidence(behind, more)), key)

        for pool in pools(behind.statements, self.plan.patterns, self._store, self._work):
            self._load_premises(pool)
            if holds(pool):
                return self.evidence(behind, shrink(pool, holds))
        raise RequestError(
            "a row cannot be reproduced from its evidence alone: with less in the graph, what the query counts, limits "
            "or negates is different; split the query, or leave out --cite"
        )

    def add_stays(self, behind: _Lineage) -> None:
        """Adds a statement about each thing that a path of no steps stays at, where there is none yet."""
        for thing, graph in behind.stays:
            if not any(thing in triple and graph == place for triple, place in behind.statements):
                edges = self._edges(graph)
                said = min(chain(edges(thing, None, None), edges(None, None, thing)), key=str, default=None)
                behind.statements.update({(said, graph): None} if said else {})

    def evidence(self, behind: _Lineage, more: Sequence[Triple] = ()) -> Citation:
        """Replaces statements, and some more triples, by what they rest on."""
        statements = chain(behind.statements, ((triple, None) for triple in more))
        parts = [self._rests_on(statement) for statement in statements]
        return Citation(
            tuple(dict.fromkeys(quad for part in parts for quad in part.statements)),
            tuple(dict.fromkeys(rule for part in parts for rule in part.rules)),
            tuple(dict.fromkeys(quad for part in parts for quad in part.axioms)),
            tuple(
                dict.fromkeys(
                    self._absences.told(absence, first) for absence, (first, *_) in behind.absent.values()
                )
            ),
        )

    def add_relaxed(self, behind: Iterable[_Lineage]) -> None:
        """Adds what would match but for what kept it from matching; each pattern is asked for all rows at once."""
        asked: dict[int, tuple[Relaxed, list[tuple[_Lineage, Solution]]]] = {}
        for each in behind:
            for absence, solutions in each.absent.values():
                if absence.relaxed is not None:
                    asked.setdefault(id(absence), (absence.relaxed, []))[1].extend(
                        (each, one) for one in solutions
                    )
        for made, pairs in asked.values():
            by_given = grouped((tuple(map(solution.get, made.given)), each) for each, solution in pairs)
            found = self._relaxed(made, list(by_given))
            for more, each_of in zip(found, by_given.values(), strict=True):
                for each in each_of:
                    each.statements.update(more.statements)
                    each.stays += more.stays

    def _relaxed(self, made: Relaxed, rows: Sequence[tuple[Term | None, ...]]) -> list[_Lineage]:
        """Gives what is behind each row of given values of what is lacking, by its relaxed query."""
        found = [_Lineage() for _ in rows]
        for solution in _in_order(list(self._solutions_of(made.text(rows)))):
            self._take(made, solution, found[int(str(solution[made.number].value))])
        self.add_relaxed(found)
        return found

    def lineage(self, made: Plan, key: Key) -> _Lineage:
        """Gives what is behind the rows of a plan that have a key, that of a sub-select as often as it comes."""
        if (id(made), key) not in self._lineages:
            found = self._lineages[id(made), key] = _Lineage()
            for other in (key, *self._before(made)):
                self._collect(made, other, found)
            if made.limited is not None and self._leaves_out(made.limited):
                found.without(made.limited.absence, [{}])
        return self._lineages[id(made), key]

    def _before(self, made: Plan) -> list[Key]:
        """Gives the rows that an OFFSET leaves out: the others are where they are because of them."""
        return [] if made.limited is None else self._rows_reached(made.limited)[: made.limited.offset]

    def _leaves_out(self, limited: Limited) -> bool:
        reached = len(self._rows_reached(limited))
        return limited.offset > 0 or (limited.end is not None and reached > limited.end)

    def _rows_reached(self, limited: Limited) -> list[Key]:
        if id(limited) not in self._reached:
            rows = self._run(limited.reached)
            self._reached[id(limited)] = [_key(row, limited.columns) for row in rows]
        return self._reached[id(limited)]

    def _collect(self, made: Plan, key: Key, found: _Lineage) -> None:
        solutions = self._of_plan(made)
        if made.keys is not None and made.rows is None:
            key = tuple(key[made.columns.index(name)] for name in made.keys)
        keys = [key] if key in solutions else [other for other in solutions if _fits(other, key)]
        if made.keys is not None and not any(solutions[candidate] for candidate in keys):
            found.without(made.nothing, [{}])
        for candidate in sorted(keys):
            for solution in _in_order(solutions[candidate]):
                self._take(made, solution, found)

    def _take(self, made: Plan | Relaxed, solution: Solution, found: _Lineage) -> None:
        """Takes what is behind a solution."""
        for part in made.parts:
            if not part.mark or part.mark in solution:
                self._fill(part, solution, found)
        for absence in made.absent:
            if _counts(absence, solution):
                found.without(absence, [solution])

    def _fill(self, part: MarkedPart, solution: Solution, found: _Lineage) -> None:
        for pattern in part.patterns:
            for statement in self._filled(pattern, solution, found):
                found.statements[statement] = None
        for nested, names in part.selects:
            found.add(self.lineage(nested, _key(solution, names)))

    def _of_plan(self, made: Plan) -> dict[Key, list[Solution]]:
        """Gives the solutions behind each row of a plan."""
        if id(made) not in self._solutions:
            names = made.columns if made.keys is None else made.keys
            asked = self._asked.pop(made.text, None)
            solutions = list(self._solutions_of(made.text)) if asked is None else asked
            self._load_starts(made, solutions)
            found = grouped((_key(solution, names), solution) for solution in solutions)
            self._solutions[id(made)] = self._by_row(made, made.rows, found) if made.rows else found
        return self._solutions[id(made)]

    def _load_starts(self, made: Plan, solutions: Iterable[Solution]) -> None:
        """Fetches what is said of the things at which paths begin, all in one call, where they are not very many."""
        patterns = [one for part in made.parts for one in part.patterns if isinstance(one[1], Path)]
        starts = {
            solution.get(start) if isinstance(start, str) else start
            for solution in (solutions if patterns else ())
            for start, *_ in patterns
        }
        if len(starts) < _MANY:
            self._lookup.load_about(start for start in starts if start is not None)

    def _by_row(self, made: Plan, rows: str, groups: dict[Key, list[Solution]]) -> dict[Key, list[Solution]]:
        """Gives the solutions of the group behind each row, or those that have its MIN or MAX."""
        found: dict[Key, list[Solution]] = {}
        for row in self._run(rows):
            group = groups.get(_key(row, made.keys or ()), [])
            extreme = [
                solution
                for solution in group
                if any(row.get(result) == solution.get(value) for result, value in made.extremes)
            ]
            found.setdefault(_key(row, made.columns), []).extend(extreme or group)
        return found

    def _solutions_of(self, text: str) -> Iterator[Solution]:
        """Yields all solutions of a query that may have very many; of too many the engine finds no more."""
        return self._run(f"{text} LIMIT {self._work.left // READ + 1}")

    def _run(self, text: str) -> Iterator[Solution]:
        solutions: Any = self._store.query(text)
        names = [variable.value for variable in solutions.variables]
        for solution in solutions:
            self._work.spend(READ)
            yield {name: term for name, term in zip(names, solution, strict=True) if term is not None}

    def _filled(self, pattern: Pattern, solution: Solution, found: _Lineage) -> Iterator[Statement]:
        subject, predicate, thing, graph = (
            solution.get(part) if isinstance(part, str) else part for part in pattern
        )
        if subject is None or thing is None or (graph is None and pattern[3] is not None):
            return
        if isinstance(predicate, ox.NamedNode):
            yield (subject, predicate, thing), graph
        elif isinstance(predicate, Path):
            trail = self._trail(predicate, subject, thing, graph)
            yield from ((triple, graph) for triple in trail)
            if not trail:
                found.stays.append((subject, graph))

    def _trail(self, path: Path, start: Term, end: Term, graph: Term | None) -> Trail:
        way = path, start, end, graph
        if way not in self._trails:
            self._trails[way] = witness(path, start, end, self._edges(graph)) or ()
        return self._trails[way]

    def _edges(self, graph: Term | None) -> Edges:
        def edges(
            subject: Term | None, predicate: ox.NamedNode | None, thing: Term | None
        ) -> Iterator[Triple]:
            for quad in self._match(subject, predicate, thing):
                self._work.spend(1)
                if graph is None or quad.graph_name == graph:
                    yield quad.subject, quad.predicate, quad.object

        return edges

    def _rests_on(self, statement: Statement) -> Citation:
        if statement not in self._grounds:
            triple, graph = statement
            if graph is None or graph.value in DERIVED:
                self._grounds[statement] = self._prover.grounds(triple) or Citation(())
            else:
                quads = tuple(quad for quad in self._match(*triple) if quad.graph_name == graph)
                self._grounds[statement] = Citation(quads)
        return self._grounds[statement]


def _counts(absence: AbsentPattern, solution: Solution) -> bool:
    """Says whether a solution rests on something not being there."""
    return (not absence.outer or absence.outer in solution) and absence.inner not in solution


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
