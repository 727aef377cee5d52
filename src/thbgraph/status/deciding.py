"""What decides a status, told ground by ground with the graphs that state it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..base import vocabulary as thb
from ..base.dates import in_full
from ..base.namespaces import PREFIXES
from ..base.triples import Facts
from ..base.values import Days
from ..base.vocabulary import ActKind
from ..results.status import Ground
from .date_bounds import days_of
from .records import TERRITORY, Act, Eligibility, Records, StatusReport
from .state_names import Label

_DESCRIPTION, _NOTE = PREFIXES["dcterms"] + "description", PREFIXES["skos"] + "note"


def deciding(state: str, bearer: str, records: Records, label: Label) -> Iterator[Ground]:
    """Tells what decides the status of a state: its acts and reports, then coverage, rules and other acts.

    `bearer` carries on its acts; of a report on another than the state itself it is said on whom.
    """
    facts, own = records.facts, records.acts_of(bearer)
    general = [act for act in records.acts if act.actor is None]
    for act in sorted(own, key=_day_of) + sorted(general, key=_day_of):
        yield of_act(act, records, label)
    for actor in dict.fromkeys(act.actor for act in own if act.actor and ActKind.SUCCESSION in act.kinds):
        yield from of_state(actor, thb.succeedsFrom, "effect of the succession", records, label)
    for report in sorted(records.reports, key=lambda report: (report.last or "9", report.name)):
        if records.heir(report.state) == bearer:
            graphs = _graphs(report.name, facts)
            of_other = f" by {label(report.state)}" if report.state != state else ""
            said = f"{label(report.status)}{of_other}"
            yield Ground(report.name, _reported(report, graphs, label), graphs, said=said)
    for source in records.coverage:
        words = f"{label(source.graph)} names every {label(source.kind).lower()} up to {in_full(source.day)}"
        yield Ground(source.name, words, (source.graph,))
    for members in records.member_lists:
        graphs = _graphs(members.name, facts)
        named = f"names every member of {label(members.group)} up to {in_full(members.day)}"
        yield Ground(members.name, f"{', '.join(map(label, graphs))} {named}", graphs)
    rules = [rule.name for rule in records.rules]
    rules += [rule.name for rule in records.denunciation.values()]
    for name in rules + [rule.name for rule in records.eligibility]:
        yield Ground(name, label(name), _graphs(name, facts))
    others = [act for act in records.acts if act.actor is not None and act not in own]
    if others:
        words = f"acts of {len({act.actor for act in others})} other states, which the rule counts"
        yield Ground(others[0].instrument, words, tuple(sorted({g for act in others for g in act.graphs})))


def of_act(act: Act, records: Records, label: Label, narrowed: Days | None = None) -> Ground:
    """Tells an act with the days that sources give for it, and the narrower ones to which others of them lead."""
    days_in_words = _days_in_words(act, records, label)
    if narrowed is not None and narrowed not in (days_of(act.days), Days(None, None)):
        days_in_words += f"; with what else is recorded {narrowed}"
    words, actor = label(act.name), act.actor
    succeeds, _ = records.days(actor, thb.succeedsFrom) if actor else (None, None)
    if actor and succeeds and _day_of(act)[0] < succeeds:
        words = words.replace(f" by {label(actor)}", f" by the predecessor of {label(actor)}")
    return Ground(act.name, words, _graphs(act.name, records.facts), said=days_in_words)


def of_state(state: str, prop: str, what: str, records: Records, label: Label) -> Iterator[Ground]:
    """Tells a day of a state itself, such as its first, where a source has it."""
    days = Days.of(*records.days(state, prop))
    if days != Days(None, None):
        graphs = tuple(sorted({dating.graph for dating in records.dated(state, prop)}))
        yield Ground(state, f"{what} of {label(state)}", graphs, said=str(days))


def _graphs(name: str, facts: Facts) -> tuple[str, ...]:
    return tuple(
        sorted({fact.graph for sources_by_days in facts.about(name).values() for fact in sources_by_days})
    )


def remarked(ground: Ground, facts: Facts) -> Ground:
    """Returns a ground with what sources remark on it, such as that its row was only inferred."""
    return ground._replace(caveats=tuple(facts.texts(ground.iri, _NOTE)))


def declarations(treaty: str, day: str, records: Records, label: Label) -> Iterator[Ground]:
    """Tells the territorial declarations under a treaty that were made by a day."""
    facts = records.facts
    for act in records.acts_under(treaty, ActKind.TERRITORIAL_DECLARATION):
        made = act.days.last
        if made is not None and made.day <= day:
            article = facts.text(act.name, thb.provision)
            what, said = f"{label(act.name)}, {days_of(act.days)}", facts.text(act.name, _DESCRIPTION)
            said = f"{said} (article {article})" if article else said
            yield Ground(act.name, what, _stating(act.name, TERRITORY, facts), said=said or "")


def openness(instrument: str, facts: Facts, label: Label) -> Iterator[Ground]:
    """Tells to whom an instrument is open, as far as a source says so."""
    whom = sorted(map(label, facts.texts(instrument, thb.openTo)))
    if whom:
        words = f"{label(instrument)} is open to, perhaps among others: {', '.join(whom)}"
        yield Ground(instrument, words, _stating(instrument, thb.openTo, facts))


def conditions(rules: Iterable[Eligibility], facts: Facts) -> Iterator[Ground]:
    """Tells to whom an instrument is open by rules, each with its article, in the order of these."""
    for article, rule in sorted((facts.text(rule.name, thb.provision) or "", rule.name) for rule in rules):
        words = f"open {facts.text(rule, _DESCRIPTION)} (article {article})"
        yield Ground(rule, words, _stating(rule, _DESCRIPTION, facts))


def _stating(thing: str, prop: str, facts: Facts) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fact.graph for fact in facts.of(thing, prop)))


def _days_in_words(act: Act, records: Records, label: Label) -> str:
    """Tells the days that sources give for an act, each with its source where they differ."""
    sources_by_days: dict[str, list[str]] = {}
    for dating in records.datings:
        # A bare "by" adds nothing to a day.
        if dating.thing == act.name and (dating.first is not None or not sources_by_days):
            sources_by_days.setdefault(str(Days.of(dating.first, dating.last)), []).append(
                label(dating.graph)
            )
    if len(sources_by_days) > 1:
        parts = [f"{days} ({', '.join(sources)})" for days, sources in sources_by_days.items()]
        return "; ".join(parts) + f"; status follows {days_of(act.days)}"
    return next(iter(sources_by_days), "undated")


def _reported(report: StatusReport, graphs: tuple[str, ...], label: Label) -> str:
    _, *lists = report.grounds
    title = ", ".join(map(label, lists[:1] or graphs))
    days = str(Days.of(report.first, report.last))
    return f"{title}{'' if days in title else ', ' + days}"


def _day_of(act: Act) -> tuple[str, str]:
    last = act.days.last or act.days.first
    return last.day if last else "9", act.name
