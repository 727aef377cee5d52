"""What computed statements rest on, noted as they are computed: computing again over that alone gives them again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import NamedTuple, TypeAlias

import pyoxigraph as ox

from ..base import vocabulary as thb
from ..base.namespaces import MEMO_SOURCE, RDF_TYPE, THB
from ..base.triples import Fact
from ..base.values import grouped
from ..base.vocabulary import ActKind, Status
from ..names.labels import LABEL, NAMING, READ
from ..stores.lines import Premises, Rule
from .date_bounds import (
    DCTERMS_DATE,
    DONE_BY_SOMEBODY,
    NOT_AFTER,
    NOT_BEFORE,
    REPORTING_DAY,
    SPEAKING,
    Interval,
    together,
)
from .records import ACTORS, CARRIES_ON, END, PAGE, PART_OF, START, Records
from .spans import DATED_NAME, GROUP, MEMBER, NAME, ROLE, TEXT, Span

_BY_RULE = Rule(
    "entry into force by rule",
    "the last consent that is needed, or a party's own, and the delay that the instrument's rule sets",
)
_STATUS = Rule(
    "status over time",
    "a status follows from when a state signed and consented, and from the entry into force for it",
)
_NOT_OPEN = Rule(
    "not open to a state",
    "a treaty is not open to a state before the day from which, as its own later acts show, a rule opens it",
)
_DATED = Rule("date bounds", "the days that the dates of all sources allow together")
_BY_LIST = Rule("day of the list", "a report holds on the day of its list")
_BY_PASSAGE = Rule(
    "undated, so by the passage's day",
    "an act without a date was done by the day as at which its passage speaks",
)
_OF_ACT = Rule(
    "days of an act",
    "an act was done between the days that all its sources, and what else is recorded of the state, allow",
)
_LASTING = Rule(
    "first and last day",
    "a membership or name holds from the day by which it had begun up to the first day on which it can have ended, a name until the next one",
)
_REACHED = Rule(
    "whom it reaches",
    "what is addressed to a group that stands for members reaches those who were full members on its day",
)
_LABELLED = Rule(
    "label",
    "what has no name is called after its class, what it concerns and who takes part in it",
)
_PARTIES = {*ACTORS, thb.state}
_COUNTING = {thb.threshold, thb.completeUpTo}
#: What a rule of entry into force has, and what a stated one.
_RULED_AND_STATED = frozenset({thb.delay, thb.forParty})
_STATES = {thb.State, thb.FormerState}
_LIMITS = (NOT_BEFORE, NOT_AFTER)
_MEMBERSHIP = (MEMBER, GROUP, ROLE, START, END)
#: Lines of stated statements.
Lines: TypeAlias = tuple[str, ...]


class _Read(NamedTuple):
    """What the records of a thing are read from, and who carries on it and whom it names; apart from it its lists and parts.

    `heirs` are who carries these on in the end; `counts` says whether it counts states, or is one. `kinds` are what
    it has of what rules and stated entries into force have.
    """

    lines: Lines
    parts: tuple[tuple[str, str], ...]
    heirs: tuple[str, ...]
    counts: bool
    kinds: frozenset[str]


class Grounding:
    """Finds what computed statements rest on, among the records that they are computed from."""

    def __init__(self, records: Records) -> None:
        self._records, self._facts = records, records.facts
        self._read: dict[str, _Read] = {}
        self._kinds: dict[str, Lines] = {}
        self._carried: dict[str, Lines] = {}
        self._named: dict[str, Lines] = {}

    def of_entry(self, node: str, names: tuple[str, ...]) -> Iterator[Premises]:
        """Yields the grounds of a computed entry into force that rests on some things."""
        yield Premises(f"<{node}>", _BY_RULE, self._behind(names))

    def of_period(self, node: str, status: str, state: str, names: tuple[str, ...]) -> Iterator[Premises]:
        """Yields the grounds of a period of a state that rests on some things."""
        rule = _NOT_OPEN if status == Status.NOT_APPLICABLE else _STATUS
        yield Premises(f"<{node}>", rule, self._behind(names, state))

    def of_membership(self, properties: tuple[str, str], span: Span) -> Iterator[Premises]:
        """Yields the grounds of the first and last day of a membership."""
        yield from _premises_of(properties, span, [self._having(span.thing, (MEMBER, START, END))])

    def of_name(self, properties: tuple[str, str], span: Span) -> Iterator[Premises]:
        """Yields the grounds of the first and last day of a name: its own, and those of its holder's other names."""
        sets = [self._having(span.thing, (NAME, START, END))]
        for holder in self._holders.get(span.thing, ()):
            for name in self._facts.about(holder)[DATED_NAME]:
                sets.append((_line(name), *self._having(name.text, (START, END))))
        yield from _premises_of(properties, span, sets)

    def of_reach(self, thing: str, party: str) -> Iterator[Premises]:
        """Yields the grounds on which a statement or text reaches somebody."""
        yield Premises(f"<{thing}> <{thb.reaches}> <{party}>", _REACHED, [*self._reach(thing, party)])

    def of_label(self, thing: str) -> Iterator[Premises]:
        """Yields the grounds of the label of a thing: what is said of it, and the names of what is named in it."""
        about = self._facts.about(thing)
        own_facts = [fact for prop, facts in about.items() if prop in READ for fact in facts]
        others = (fact.text for fact in own_facts if isinstance(fact.value, ox.NamedNode))
        names = (self._names_of(one) for one in others if not one.startswith(THB))
        yield Premises(f"<{thing}> <{LABEL}>", _LABELLED, [_lines(own_facts), *names])

    # Nodes

    def _behind(self, names: Sequence[str], *states: str) -> list[Lines]:
        """Gives what is stated of some things, and of who carries on them and those whom they name, and some states.

        Where states are counted, that the heirs of all of these are some is stated, too.
        """
        found, heirs, counts, kinds = list[Lines](), list[str](), False, frozenset[str]()
        for thing in names:
            read = self._stated(thing)
            found.append(read.lines)
            if read.parts:
                found.append(tuple(line for part, line in read.parts if part in names))
            heirs += read.heirs
            counts |= read.counts
            kinds |= read.kinds
        if kinds >= _RULED_AND_STATED:  # then it matters how many pages give the day of a consent
            found += (self._having(thing, (PAGE,)) for thing in names)
        for state in states:
            found.append(self._carrying_on(state))
            heirs.append(self._records.heir(state))
        if counts:
            found += (self._kinds_of(heir) for heir in dict.fromkeys(heirs) if heir not in names)
        return [*dict.fromkeys(found)]

    def _stated(self, thing: str) -> _Read:
        if thing not in self._read:
            facts = self._records.read(thing)
            named = [fact.text for fact in facts if fact.prop in _PARTIES]
            parties = [*named, thing] if thing in self._carriers else named
            self._read[thing] = _Read(
                sum(map(self._carrying_on, parties), _lines(fact for fact in facts if fact.prop != PART_OF)),
                tuple((fact.text, _line(fact)) for fact in facts if fact.prop == PART_OF),
                tuple(map(self._records.heir, parties)),
                any(
                    fact.prop in _COUNTING or (fact.prop == RDF_TYPE and fact.text in _STATES)
                    for fact in facts
                ),
                _RULED_AND_STATED.intersection(self._facts.about(thing)),
            )
        return self._read[thing]

    def _carrying_on(self, party: str) -> Lines:
        """Gives who is said to carry on a party, and each that does so."""
        if party not in self._carriers:
            return ()
        if party not in self._carried:
            carriers = self._records.succession.successors(party)
            self._carried[party] = _lines(
                chain.from_iterable(self._carriers.get(one, ()) for one in carriers)
            )
        return self._carried[party]

    def _kinds_of(self, state: str) -> Lines:
        """Gives that a state is one."""
        if state not in self._kinds:
            types = self._facts.about(state).get(RDF_TYPE, ())
            self._kinds[state] = _lines(fact for fact in types if fact.text in _STATES)
        return self._kinds[state]

    @cached_property
    def _carriers(self) -> Mapping[str, list[Fact]]:
        """What says who carries on a state or body, by this."""
        return grouped((fact.text, fact) for fact in self._facts.with_property(*CARRIES_ON))

    # Days

    def of_days(
        self, properties: tuple[str, str], dates: Sequence[str], span: Span, narrowed: Interval
    ) -> Iterator[Premises]:
        """Yields the grounds of the days between which a thing was done, began or ended: as little as gives each of these again.

        Else it is what narrows them, `narrowed` by what else is recorded.
        """
        thing, *days = span
        found, by = list[Lines](), set[str]()
        left = [at for at, day in enumerate(days) if day is not None]
        for rule, one, lines in self._dating(thing, dates):
            found.append(lines)
            by.add(one)
            dated = self._dated(thing, dates, by)
            for at in [at for at in left if dated[at] == days[at]]:
                left.remove(at)
                yield Premises(f"<{thing}> <{properties[at]}>", rule, tuple(found))
            if not left:
                return
        for at in left:
            bound = narrowed[at]
            names = (thing, *(bound.grounds if bound is not None else ()))
            yield Premises(f"<{thing}> <{properties[at]}>", _OF_ACT, [*found, *self._behind(names)])

    def _dating(self, thing: str, dates: Sequence[str]) -> Iterator[tuple[Rule, str, Lines]]:
        """Yields what may date a thing: its own dates, its list or passage; each with its rule and what it is."""
        about = self._facts.about(thing)
        own = self._having(thing, (*dates, *_LIMITS))
        if any(prop in about for prop in _LIMITS) and any(prop in about for prop in dates):
            # Which of its dates counts follows from what it is.
            own += _lines(fact for fact in about.get(RDF_TYPE, ()) if fact.text in SPEAKING)
        yield _DATED, "", own
        for part in about.get(PART_OF, ()):
            of_list = self._having(part.text, (RDF_TYPE, REPORTING_DAY, *_LIMITS))
            yield _BY_LIST, part.text, (_line(part), *of_list)
        for kind in about.get(RDF_TYPE, ()):
            if kind.text in DONE_BY_SOMEBODY:
                yield _BY_PASSAGE, kind.graph, (_line(kind), *self._having(kind.graph, (REPORTING_DAY,)))

    def _dated(self, thing: str, dates: Sequence[str], by: Collection[str]) -> tuple[str | None, str | None]:
        """Returns the first and last day that a thing has by its own dates, some lists and passages; None without any."""
        datings = [one for one in self._records.dated(thing) if one.by in by and one.prop in dates]
        if not datings:
            return None, None
        first = min(dates.index(one.prop) for one in datings)
        return together([one for one in datings if one.prop == dates[first]])

    @cached_property
    def _holders(self) -> Mapping[str, list[str]]:
        """Who has which dated name."""
        return grouped((fact.text, fact.thing) for fact in self._facts.with_property(DATED_NAME))

    # Reach

    def _reach(self, thing: str, party: str) -> Iterator[Lines]:
        for addressed in self._facts.about(thing)[thb.addressedTo]:
            groups = self._facts.about(addressed.text).get(thb.membersOf, ())
            if not groups and addressed.text == party:
                yield (_line(addressed),)
            for group in groups:
                its = [
                    one
                    for one in self._memberships.get(party, ())
                    if group.text in self._facts.texts(one, GROUP)
                ]
                if its:
                    yield (_line(addressed), _line(group))
                    yield from self._day(thing, addressed.graph)
                    yield from (self._having(one, _MEMBERSHIP) for one in its)

    def _day(self, thing: str, graph: str) -> Iterator[Lines]:
        """Yields what gives the day of a statement or text: see `spans.day_of`."""
        texts = self._facts.about(thing).get(TEXT, ())
        for one in (thing, *(text.text for text in texts)):
            found = [self._having(one, (DCTERMS_DATE,))]
            if not found[0]:
                adoptions = self._records.acts_under(one, ActKind.ADOPTION)
                dated = (act.name for act in adoptions if DCTERMS_DATE in self._facts.about(act.name))
                found = [self._stated(name).lines for name in dated]
            if any(found):
                yield from ((_lines(texts),) if one != thing else ())
                yield from found
                return
        for speaking in (graph, MEMO_SOURCE):
            own_facts = self._having(speaking, (REPORTING_DAY, *_LIMITS))
            if own_facts:
                types = self._facts.about(speaking).get(RDF_TYPE, ())
                yield (*own_facts, *(_line(fact) for fact in types if fact.text in SPEAKING))
                return

    @cached_property
    def _memberships(self) -> Mapping[str, list[str]]:
        """The memberships of everybody."""
        return grouped((fact.text, fact.thing) for fact in self._facts.with_property(MEMBER))

    # Statements

    def _having(self, thing: str, properties: Collection[str]) -> Lines:
        own_facts = self._facts.about(thing).items()
        return _lines(fact for prop, facts in own_facts if prop in properties for fact in facts)

    def _names_of(self, thing: str) -> Lines:
        if thing not in self._named:
            about = self._facts.about(thing)
            self._named[thing] = _lines(
                fact for prop in NAMING for fact in about.get(prop, ()) if _is_english(fact)
            )
        return self._named[thing]


def _premises_of(properties: tuple[str, str], span: Span, sets: Sequence[Lines]) -> Iterator[Premises]:
    """Yields the grounds of those days of what holds that are known."""
    for prop, day in zip(properties, span[1:], strict=True):
        if day is not None:
            yield Premises(f"<{span.thing}> <{prop}>", _LASTING, sets)


def _is_english(name: Fact) -> bool:
    return not isinstance(name.value, ox.Literal) or name.value.language in ("en", None)


def _lines(facts: Iterable[Fact]) -> Lines:
    return tuple(map(_line, facts))


def _line(fact: Fact) -> str:
    """Writes a statement as a line of N-Quads."""
    thing = fact.thing if fact.thing.startswith("_:") else f"<{fact.thing}>"
    return f"{thing} <{fact.prop}> {fact.value} <{fact.graph}> .\n"
