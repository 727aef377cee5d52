"""What decides a status, told in words: each act, report, coverage and rule with its day and its sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import NamedTuple

import pyoxigraph as ox

from ..answers.standings import Days, Ground
from ..stores.protocol import Match
from ..words import vocabulary as thb
from ..words.dates import DATING, bounds, in_words
from ..words.namespaces import PREFIXES, RDF_TYPE
from ..words.vocabulary import ActKind
from .date_bounds import DCTERMS_DATE, Dating, datings
from .records import Act, Records, Report

_PROVISION, _DESCRIPTION = thb.provision, PREFIXES["dcterms"] + "description"


class View(NamedTuple):
    """How a graph is looked into: its quads and the labels of things."""

    match: Match
    label: Callable[[str], str]

    def values(self, thing: str, prop: str) -> list[str]:
        """Gives the values of a property, each once, in order."""
        found = self.match(ox.NamedNode(thing), ox.NamedNode(prop), None)
        return sorted({quad.object.value for quad in found if not isinstance(quad.object, ox.Triple)})

    def one(self, thing: str, prop: str) -> str | None:
        """Gives the first value of a property."""
        return next(iter(self.values(thing, prop)), None)

    def subjects(self, prop: str, thing: str) -> list[str]:
        """Gives what has a thing as the value of a property, in order."""
        found = self.match(None, ox.NamedNode(prop), ox.NamedNode(thing))
        return sorted({quad.subject.value for quad in found if isinstance(quad.subject, ox.NamedNode)})

    def days(self, thing: str, prop: str) -> tuple[str, str] | None:
        """Gives the first and last day of a date, of the first that is stated."""
        for quad in self.match(ox.NamedNode(thing), ox.NamedNode(prop), None):
            if isinstance(quad.object, ox.Literal) and quad.object.datatype.value in DATING:
                return bounds(quad.object.value, quad.object.datatype.value)
        return None


def told(
    bearer: str,
    instrument: str,
    records: Records,
    quads: Iterable[ox.Quad],
    label: Callable[[str], str],
) -> Iterator[Ground]:
    """Tells what decides the status of a state: its acts and reports, then coverage, rules and other acts."""
    graphs = _graphs(quads)
    dated: dict[str, list[Dating]] = {}
    for dating in datings(list(quads)):
        dated.setdefault(dating.thing, []).append(dating)
    own = [act for act in records.acts if act.actor is not None and records.heir(act.actor) == bearer]
    general = [act for act in records.acts if act.actor is None]
    for act in sorted(own, key=_when) + sorted(general, key=_when):
        days = _days_of(act, dated.get(act.name, []), label)
        yield Ground(act.name, f"{label(act.name)}: {days}", graphs.get(act.name, ()))
    for report in sorted(records.reports, key=lambda report: (report.last or "9", report.name)):
        if records.heir(report.state) == bearer:
            yield Ground(report.name, _reported(report, graphs, label), graphs.get(report.name, ()))
    for source in records.coverage:
        words = f"{label(source.graph)} names every {label(source.kind).lower()} up to {_said(source.day)}"
        yield Ground(source.name, words, (source.graph,))
    for name in [rule.name for rule in records.rules] + [rule.name for rule in records.eligibility]:
        yield Ground(name, label(name), graphs.get(name, ()))
    others = {act.actor: act for act in records.acts if act not in own and act not in general}
    if others:
        sources = dict.fromkeys(graph for act in others.values() for graph in act.graphs)
        words = f"acts of {len(others)} other states, which the rule counts"
        yield Ground(instrument, words, tuple(sources))


def declarations(instrument: str, acts: Iterable[str], day: date, view: View) -> Iterator[Ground]:
    """Tells the territorial declarations among acts that were made by a day."""
    for act in acts:
        if ActKind.TERRITORIAL_DECLARATION not in view.values(act, RDF_TYPE):
            continue
        made = view.days(act, DCTERMS_DATE)
        if view.one(act, thb.instrument) != instrument or made is None or made[0] > day.isoformat():
            continue
        article = view.one(act, _PROVISION)
        words = f"{view.label(act)}, {_said(made[0])}: {view.one(act, _DESCRIPTION)}"
        words += f" (article {article})" if article else ""
        stated = view.match(ox.NamedNode(act), ox.NamedNode(thb.territory), None)
        yield Ground(act, words, tuple(dict.fromkeys(quad.graph_name.value for quad in stated)))


def openness(instrument: str, view: View) -> Iterator[Ground]:
    """Tells to whom an instrument is open, as far as a source says so."""
    stated = list(view.match(ox.NamedNode(instrument), ox.NamedNode(thb.openTo), None))
    if stated:
        whom = sorted(
            {view.label(quad.object.value) for quad in stated if isinstance(quad.object, ox.NamedNode)}
        )
        words = f"{view.label(instrument)} is open to: {', '.join(whom)}"
        yield Ground(instrument, words, tuple(dict.fromkeys(quad.graph_name.value for quad in stated)))


def conditions(instrument: str, view: View) -> dict[str, Ground]:
    """Tells to whom an instrument is open by its rules, each with its article, by rule, in their order."""
    found = {}
    rules = [rule for rule in view.subjects(thb.ruleOf, instrument) if view.one(rule, thb.eligibleAct)]
    for rule in sorted(rules, key=lambda rule: view.one(rule, _PROVISION) or ""):
        stated = view.match(ox.NamedNode(rule), ox.NamedNode(_DESCRIPTION), None)
        words = f"open {view.one(rule, _DESCRIPTION)} (article {view.one(rule, _PROVISION)})"
        found[rule] = Ground(rule, words, tuple(dict.fromkeys(quad.graph_name.value for quad in stated)))
    return found


def _graphs(quads: Iterable[ox.Quad]) -> dict[str, tuple[str, ...]]:
    """Gives the graphs that state each thing."""
    found: dict[str, dict[str, None]] = {}
    for quad in quads:
        found.setdefault(quad.subject.value, {})[quad.graph_name.value] = None
    return {thing: tuple(sorted(graphs)) for thing, graphs in found.items()}


def _days_of(act: Act, dated: Iterable[Dating], label: Callable[[str], str]) -> str:
    """Tells the days that sources give for an act, each with its source where they differ."""
    said: dict[str, list[str]] = {}
    for dating in dated:
        if dating.first is not None or not said:  # a bare "by" adds nothing to a day
            said.setdefault(str(Days(_day(dating.first), _day(dating.last))), []).append(label(dating.graph))
    if len(said) > 1:
        parts = [f"{days} ({', '.join(sources)})" for days, sources in said.items()]
        taken = Days(*(_day(bound.day if bound else None) for bound in act.days))
        return "; ".join(parts) + f"; status follows {taken}"
    return next(iter(said), "undated")


def _reported(report: Report, graphs: dict[str, tuple[str, ...]], label: Callable[[str], str]) -> str:
    _, *lists = report.grounds
    title = ", ".join(map(label, lists[:1] or graphs.get(report.name, ())))
    days = str(Days(_day(report.first), _day(report.last)))
    return f"{title}{'' if days in title else ', ' + days}: {label(report.status)}"


def _when(act: Act) -> tuple[str, str]:
    last = act.days.last or act.days.first
    return last.day if last else "9", act.name


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _said(day: str) -> str:
    return in_words(date.fromisoformat(day))
