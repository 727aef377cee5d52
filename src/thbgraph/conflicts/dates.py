"""Conflicts of dates: sources that date one thing so that no day fits all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import permutations
from typing import NamedTuple
from urllib.parse import urlsplit

from ..answers.conflicts import Conflict, Side
from ..treaties.date_bounds import DCTERMS_DATE, REPORTING_DAY, Dating
from ..treaties.entry_into_force import for_party
from ..treaties.intervals import Interval, between, both_fit
from ..treaties.records import CONSENTED, NOT_CONSENTED, PREVAILS, Act, Report
from ..words import vocabulary as thb
from ..words.dates import span_in_words
from ..words.namespaces import PREFIXES
from ..words.vocabulary import CONSENTS, ActKind, Status
from .sources import Sources, fit, when

#: What an act or membership joins, beside who did the act.
_JOINED = (thb.instrument, PREFIXES["org"] + "organization", PREFIXES["org"] + "member")
_PAGE = PREFIXES["foaf"] + "page"


class _Span(NamedTuple):
    """The days that some graphs allow for a thing."""

    days: Interval
    graphs: tuple[str, ...]

    @property
    def words(self) -> str:
        return when(self.days)


def dates(sources: Sources) -> Iterator[Conflict]:
    """Finds what sources date so that no day fits all of them; a day within a year agrees with it."""
    found: dict[tuple[str, str], list[Dating]] = {}
    for dating in sources.records.datings:
        if dating.prop != REPORTING_DAY:
            found.setdefault((dating.thing, dating.prop), []).append(dating)
    slips: dict[str, list[Conflict]] = {}
    for (thing, prop), datings in sorted(found.items()):
        spans = _spans(datings)
        excluded = [one for one in spans if not all(fit(one.days, other.days) for other in spans)]
        if excluded:
            conflict = _conflict(thing, prop, excluded, sources)
            slips.setdefault(_slipping(conflict, excluded), []).append(conflict)
    for source, conflicts in slips.items():
        yield from [_together(source, conflicts, sources)] if source and len(conflicts) > 1 else conflicts


def _slipping(conflict: Conflict, spans: Sequence[_Span]) -> str:
    """Returns the one source that prints another day than the depositary, whose day is read; else nothing."""
    others = [one for one in spans if not conflict.reading.startswith(f"{one.words}, as the depositary")]
    is_one = len(others) == len(spans) - 1 == 1 and len(others[0].graphs) == 1
    return others[0].graphs[0] if is_one else ""


def _together(source: str, conflicts: Sequence[Conflict], sources: Sources) -> Conflict:
    """Tells all slips of one source as one conflict, with a side for its days and one for those of the depositary."""
    name, slips, days, right = sources.label(source), [], [], set[str]()
    for one in conflicts:
        wrong = next(side for side in one.sides if side.graphs == (source,))
        other = next(side for side in one.sides if side is not wrong)
        slips.append(f"{sources.label(one.about[0])}: {wrong.says.partition(' (')[0]}")
        days.append(other.says.partition(" (")[0])
        right |= {*other.graphs}
    things = tuple(one.about[0] for one in conflicts)
    sides = (
        Side("; ".join(slips), (source,), things),
        Side(f"in the same order: {'; '.join(days)}", tuple(sorted(right)), things),
        *dict.fromkeys(
            Side("status follows these", one.sides[-1].graphs) for one in conflicts if len(one.sides) > 2
        ),
    )
    about = tuple(dict.fromkeys(thing for one in conflicts for thing in (*one.about, source)))
    reading = f"the days of the depositary; the {len(conflicts)} others are slips of one source."
    return Conflict("value", about, f"{name}: {len(conflicts)} days that others exclude?", sides, reading)


def _spans(datings: Iterable[Dating]) -> list[_Span]:
    graphs: dict[tuple[str, str], set[str]] = {}
    for dating in datings:
        graphs.setdefault((dating.first or "", dating.last or ""), set()).add(dating.graph)
    return [
        _Span(between(first or None, last or None, ()), tuple(sorted(names)))
        for (first, last), names in sorted(graphs.items())
    ]


def _conflict(thing: str, prop: str, spans: Sequence[_Span], sources: Sources) -> Conflict:
    act = next((act for act in sources.records.acts if act.name == thing), None)
    parts = [fact.text for joined in _JOINED for fact in sources.facts.of(thing, joined)]
    about = tuple(dict.fromkeys((thing, *parts, *([act.actor] if act is not None and act.actor else []))))
    what = "when" if prop == DCTERMS_DATE else f"which {sources.label(prop)}"
    sides = [Side(span.words + sources.notes(thing, *span.graphs), span.graphs, (thing,)) for span in spans]
    sides += _prevailing(spans, sources)
    reading = _reading(act, thing, spans, sources)
    return Conflict("value", about, f"{sources.label(thing)}: {what}?", tuple(sides), reading)


def _prevailing(spans: Sequence[_Span], sources: Sources) -> Iterator[Side]:
    """Yields which days status follows, where the graph says that one source prevails over another."""
    for span, other in permutations(spans, 2):
        for fact in (fact for graph in span.graphs for fact in sources.facts.of(graph, PREVAILS)):
            if fact.text in other.graphs:
                words = f"status follows {span.words}, whose source prevails over the other"
                yield Side(words, (fact.graph,), (fact.thing,))


def _reading(act: Act | None, thing: str, spans: Sequence[_Span], sources: Sources) -> str:
    """Suggests the day against which nothing else in the graph speaks, else that of the depositary."""
    against = {span: ", ".join(_against(act, thing, span, sources)) for span in spans}
    reasons = "".join(f"; against {span.words}: {words}" for span, words in against.items() if words)
    left = [span for span in spans if not against[span]]
    printed = [span for span in left if _is_depositarys(span, act, thing, sources)]
    if len(left) == 1 and reasons:
        return f"{left[0].words}{reasons}."
    if len(printed) == 1:
        return f"{printed[0].words}, as the depositary prints it{reasons}."
    return f"open: nothing in the graph decides between them{reasons}."


def _is_depositarys(span: _Span, act: Act | None, thing: str, sources: Sources) -> bool:
    """Says whether days are the depositary's, or of a page of the site where the depositary shows acts."""
    facts = sources.facts
    if any(thb.Depositary in facts.texts(graph, PREFIXES["dcterms"] + "type") for graph in span.graphs):
        return True
    shown = (
        {_host(page) for page in facts.texts(act.instrument, PREFIXES["schema"] + "url")}
        if act is not None
        else set()
    )
    return any(_host(page.text) in shown for page in facts.of(thing, _PAGE) if page.graph in span.graphs)


def _host(address: str) -> str:
    return urlsplit(address).netloc.removeprefix("www.")


def _against(act: Act | None, thing: str, span: _Span, sources: Sources) -> Iterator[str]:
    """Yields what else in the graph speaks against some days."""
    inferred = sources.facts.of(thing, thb.verification)
    if any(fact.text == thb.PartyInferred and fact.graph in span.graphs for fact in inferred):
        yield "that the row is this state's was only inferred"
    if act is None or act.actor is None:
        return
    excluding = [report for report in sources.records.reports if _excludes(report, act, span.days, sources)]
    for report in sorted(excluding, key=lambda one: one.first or one.last or "")[:1]:
        held = f"{sources.label(report.name)} has it as {sources.label(report.status)} {_day(report)}"
        yield f"the {held}"
    stated, entered = sources.stated_entry(act.instrument, act.actor), _entered(act, span.days, sources)
    if stated and entered and not fit(entered, stated):
        yield f"it would enter into force {when(entered)}, and {when(stated)} is stated"


def _entered(act: Act, days: Interval, sources: Sources) -> Interval | None:
    """Computes when the instrument enters into force for a party if it consents on some days."""
    own = sources.stated_entry(act.instrument)
    if not act.kinds & CONSENTS or ActKind.SUCCESSION in act.kinds or own is None:
        return None
    rules = (rule for rule in sources.records.rules if rule.instrument == act.instrument)
    later = next((rule for rule in rules if rule.is_for_later_parties), None)
    return for_party(later, days, own) if later is not None else None


def _excludes(report: Report, act: Act, days: Interval, sources: Sources) -> bool:
    """Says whether a report of the same state cannot hold if the act was done on some days."""
    heir = sources.records.heir
    if report.instrument != act.instrument or act.actor is None or heir(report.state) != heir(act.actor):
        return False
    is_consent = bool(act.kinds & CONSENTS)
    if not is_consent and ActKind.SIGNATURE not in act.kinds:
        return False
    done, not_done = (CONSENTED, NOT_CONSENTED) if is_consent else ((Status.SIGNATORY,), (Status.NO_ACT,))
    held = between(report.first, report.last, ())
    if report.status in done:
        return not both_fit(days.first, held.last)
    return report.status in not_done and not both_fit(held.first, days.last)


def _day(report: Report) -> str:
    """Says when a report holds."""
    words = span_in_words(report.first, report.last)
    return words if " " not in words or not words[0].isdigit() else f"on {words}"
