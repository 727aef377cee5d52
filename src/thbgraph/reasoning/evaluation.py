"""Semi-naive evaluation of compiled rules over columns.

Relations wait in the order in which rules lead from one to the other. What is new in a relation is merged into
it once, and each rule about it is applied to what is new alone, joined with all of the other relations. So the
work grows with input and output, and adding to what is closed costs what the addition brings about.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from heapq import heappop, heappush
from typing import TypeAlias

import numpy as np

from .columns import NOTHING, Column, Pairs, among, firsts, joint, pack, seconds, without
from .rules import Atom, Rule

#: The values of variables, one row for each way in which a body holds.
Rows: TypeAlias = dict[str, Column]


class Evaluation:
    """Relations that rules are applied to until nothing is new.

    `equality` is the relation whose pairs of a thing with itself are left out: they hold for all things.
    """

    def __init__(self, equality: int) -> None:
        self.relations: dict[int, Pairs] = {}
        self._equality = equality
        self._new: dict[int, list[Column]] = {}
        self._rules: dict[tuple[tuple[Atom, ...], Atom | None], Rule] = {}
        self._uses: dict[int, list[tuple[Rule, int]]] = {}
        self._order: dict[int, int] = {}

    def copy(self) -> Evaluation:
        """Gives one that has the same relations and rules and goes its own way from here."""
        other = Evaluation(self._equality)
        other.relations, other._rules, other._order = dict(self.relations), dict(self._rules), self._order
        other._new = {relation: [*parts] for relation, parts in self._new.items()}
        other._uses = {relation: [*uses] for relation, uses in self._uses.items()}
        return other

    def put(self, relation: int, pairs: Column) -> None:
        """Adds pairs to a relation, in any order; `run` says what follows."""
        if relation == self._equality:
            pairs = pairs[firsts(pairs) != seconds(pairs)]
        if len(pairs):
            self._new.setdefault(relation, []).append(pairs)

    def learn(self, rules: Iterable[Rule]) -> None:
        """Adds rules that are new and applies them to what is there."""
        new = [rule for rule in rules if rule.head and (rule.body, rule.head) not in self._rules]
        for rule in new:
            self._rules[rule.body, rule.head] = rule
            for place, atom in enumerate(rule.body):
                self._uses.setdefault(atom.relation, []).append((rule, place))
            self._conclude(rule, solutions(rule.body, self.relations, _needed(rule)))
        self._order = _order(self._rules.values())

    def run(self, only: Collection[int] | None = None) -> dict[int, list[Column]]:
        """Applies the rules until nothing is new, in some relations or in all; gives what is new, by relation."""
        added: dict[int, list[Column]] = {}
        waiting: list[tuple[int, int]] = []
        queued: set[int] = set()
        while True:
            for relation in self._new.keys() - queued:
                if only is None or relation in only:
                    heappush(waiting, (self._order.get(relation, len(self._order)), relation))
                    queued.add(relation)
            if not waiting:
                return added
            _, relation = heappop(waiting)
            queued.remove(relation)
            before = self.relations.get(relation, NOTHING)
            fresh = Pairs(without(joint(self._new.pop(relation)), before.forward))
            if len(fresh.forward):
                self.relations[relation] = before.merged(fresh)
                added.setdefault(relation, []).append(fresh.forward)
                for rule, place in self._uses.get(relation, ()):
                    self._apply(rule, place, fresh, before)

    def _apply(self, rule: Rule, place: int, fresh: Pairs, before: Pairs) -> None:
        """Applies a rule where one of its premises is new; those before it in the body are not, in that relation."""
        atom, head = rule.body[place], rule.head
        if head and len(rule.body) == 1 and _holds_of_all(atom) and {*atom[1:]} == {*head[1:]}:
            self.put(head.relation, fresh.forward if atom.first == head.first else fresh.backward)
            return

        def known(at: int, other: Atom) -> Pairs:
            was = other.relation == atom.relation and at < place
            return before if was else self.relations.get(other.relation, NOTHING)

        parts = [(other, known(at, other)) for at, other in enumerate(rule.body) if at != place]
        if all(len(pairs.forward) for _, pairs in parts):
            self._conclude(rule, _joined([(atom, fresh), *parts], _needed(rule)))

    def _conclude(self, rule: Rule, found: tuple[int, Rows]) -> None:
        count, rows = found
        head = rule.head
        if count and head is not None:
            first, second = (_values(part, rows, count) for part in (head.first, head.second))
            self.put(head.relation, pack(first, second))


def _holds_of_all(atom: Atom) -> bool:
    """Says whether each pair of the relation is an instance of the atom."""
    is_free = isinstance(atom.first, str) and (isinstance(atom.second, str) or atom.relation < 0)
    return is_free and atom.first != atom.second


def solutions(
    body: Sequence[Atom], relations: Mapping[int, Pairs], needed: Sequence[str]
) -> tuple[int, Rows]:
    """Gives the ways in which a body holds: how many, and the values of the variables needed."""
    parts = [(atom, relations.get(atom.relation, NOTHING)) for atom in body]
    if not all(len(pairs.forward) for _, pairs in parts):
        return 0, {}
    parts.sort(key=lambda part: len(part[1].forward))
    return _joined(parts, needed)


def _needed(rule: Rule) -> list[str]:
    head = rule.head
    return [part for part in (head.first, head.second) if isinstance(part, str)] if head else []


def _joined(parts: Sequence[tuple[Atom, Pairs]], needed: Sequence[str]) -> tuple[int, Rows]:
    """Joins atoms with their pairs, the first one first, then whichever is bound best."""
    count = 1
    rows: Rows = {}
    rest = list(parts)
    while rest and count:
        at = 0 if len(rest) == len(parts) else min(range(len(rest)), key=lambda at: _width(rest[at], rows))
        atom, pairs = rest.pop(at)
        wanted = [part for other, _ in rest for part in other[1:] if isinstance(part, str)]
        # What is looked up next is best sorted; so is what is concluded.
        count, rows = _extended(count, rows, atom, pairs, [*wanted, *needed])
        rows = {name: column for name, column in rows.items() if name in wanted or name in needed}
    return count, rows


def _width(part: tuple[Atom, Pairs], rows: Rows) -> tuple[bool, int, int]:
    """Ranks atoms by how much they would widen the rows: those that share no variable with them last."""
    atom, pairs = part
    names = [value for value in atom[1:] if isinstance(value, str)]
    unknown = sum(name not in rows for name in names)
    return bool(names) and unknown == len(names), unknown, len(pairs.forward)


def _values(part: int | str, rows: Rows, count: int) -> Column:
    return rows[part] if isinstance(part, str) else np.full(count, part, np.int64)


def _extended(count: int, rows: Rows, atom: Atom, pairs: Pairs, wanted: Sequence[str]) -> tuple[int, Rows]:
    """Joins rows with one more atom."""
    first, second = (isinstance(part, int) or part in rows for part in (atom.first, atom.second))
    second &= first or atom.relation >= 0  # that of a class says nothing
    if first and second:
        held = among(pack(_values(atom.first, rows, count), _values(atom.second, rows, count)), pairs.forward)
        return int(held.sum()), {name: column[held] for name, column in rows.items()}
    if first or second:
        known, new = (atom.first, atom.second) if first else (atom.second, atom.first)
        assert isinstance(new, str)
        which, found = _lookup(_values(known, rows, count), pairs.forward if first else pairs.backward)
        return len(found), {**{name: column[which] for name, column in rows.items()}, new: found}
    assert isinstance(atom.first, str)
    if isinstance(atom.second, int):  # the 0 of a class
        found_rows = {atom.first: firsts(pairs.forward)}
    elif atom.first == atom.second:
        of_itself = pairs.forward[firsts(pairs.forward) == seconds(pairs.forward)]
        found_rows = {atom.first: firsts(of_itself)}
    elif wanted and next(name for name in [*wanted, atom.first] if name in atom[1:]) == atom.second:
        found_rows = {atom.second: firsts(pairs.backward), atom.first: seconds(pairs.backward)}
    else:
        found_rows = {atom.first: firsts(pairs.forward), atom.second: seconds(pairs.forward)}
    size = len(next(iter(found_rows.values())))
    if not rows:
        return count * size, found_rows if count == 1 else {
            n: np.tile(c, count) for n, c in found_rows.items()
        }
    repeated = {name: np.repeat(column, size) for name, column in rows.items()}
    return count * size, repeated | {name: np.tile(column, count) for name, column in found_rows.items()}


def _lookup(keys: Column, pairs: Column) -> tuple[Column, Column]:
    """Gives, for each pair whose first member is one of the keys, the place of the key and the second member."""
    low = np.searchsorted(pairs, pack(keys, 0))
    counts = np.searchsorted(pairs, pack(keys + 1, 0)) - low
    which = np.repeat(np.arange(len(keys)), counts)
    starts = np.repeat(low - (np.cumsum(counts) - counts), counts)
    return which, seconds(pairs[starts + np.arange(len(which))])


def _order(rules: Iterable[Rule]) -> dict[int, int]:
    """Orders relations so that, circles apart, rules lead from earlier ones to later ones."""
    leads: dict[int, set[int]] = {}
    for rule in rules:
        for atom in rule.body:
            if rule.head is not None:
                leads.setdefault(atom.relation, set()).add(rule.head.relation)
    done: dict[int, None] = {}
    seen: set[int] = set()
    stack = list(leads)
    while stack:  # a relation is done when it comes up again, after all that it leads to
        relation = stack[-1]
        if relation in seen:
            done[stack.pop()] = None
        else:
            seen.add(relation)
            stack += [other for other in leads.get(relation, ()) if other not in seen]
    return {relation: place for place, relation in enumerate(reversed(done))}
