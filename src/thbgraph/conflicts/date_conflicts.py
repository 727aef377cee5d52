"""Conflicts of dates: sources that date one thing so that no day fits all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import permutations
from typing import NamedTuple
from urllib.parse import urlsplit

from ..base import vocabulary as thb
from ..base.dates import span_in_words
from ..base.namespaces import PREFIXES
from ..base.triples import Fact
from ..base.values import grouped
from ..base.vocabulary import CONSENTS, ActKind, Status
from ..results.conflict import OPEN_READING, Conflict, Side
from ..status.date_bounds import DCTERMS_DATE, REPORTING_DAY, Dating, Interval, between, both_fit, overlap
from ..status.records import CONSENTED, NOT_CONSENTED, PREVAILS, Act, StatusReport
from .source_statements import Sources, when

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


class _Dispute(NamedTuple):
    """Days of one thing that exclude one another, and what else in the graph speaks against some of them.

    The days are `printed` that are the depositary's, where they alone of several have nothing against them, and status
    follows no other.
    """

    thing: str
    prop: str
    act: Act | None
    spans: Sequence[_Span]
    against: Mapping[_Span, str]
    printed: _Span | None

    @property
    def slips(self) -> str:
        """The one graph whose day is not that of the depositary, or nothing."""
        others = [span for span in self.spans if span != self.printed]
        is_one = len(self.spans) == 2 and len(others) == 1 and len(others[0].graphs) == 1
        return others[0].graphs[0] if is_one else ""


def dates(sources: Sources) -> Iterator[Conflict]:
    """Finds what sources date so that no day fits all of them; a day within a year agrees with it."""
    found = grouped(
        ((one.thing, one.prop), one) for one in sources.records.datings if one.prop != REPORTING_DAY
    )
    slips: dict[str, list[_Dispute]] = {}
    for (thing, prop), datings in sorted(found.items()):
        spans = _spans(datings)
        excluded = [one for one in spans if not all(overlap(one.days, other.days) for other in spans)]
        if excluded:
            dispute = _dispute(thing, prop, excluded, sources)
            slips.setdefault(dispute.slips, []).append(dispute)
    for source, disputes in slips.items():
        if source and len(disputes) > 1:
            yield _together(source, disputes, sources)
        else:
            yield from (_conflict(dispute, sources) for dispute in disputes)


def _together(source: str, disputes: Sequence[_Dispute], sources: Sources) -> Conflict:
    """Tells all slips of one source as one conflict, with a side for its days and one for those of the depositary."""
    name, slips, days, right = sources.label(source), [], [], set[str]()
    follows: dict[Side, None] = {}
    for one in disputes:
        wrong, other = sorted(one.spans, key=lambda span: span == one.printed)
        slips.append(f"{sources.label(one.thing)}: {wrong.words}")
        days.append(other.words)
        right |= {*other.graphs}
        follows |= {
            Side("status follows these days", side.graphs): None for side in _prevailing(one, sources)
        }
    things = tuple(one.thing for one in disputes)
    sides = (
        Side("; ".join(slips), (source,), things),
        Side(f"in the same order: {'; '.join(days)}", tuple(sorted(right)), things),
        *follows,
    )
    about = tuple(dict.fromkeys(thing for one in disputes for thing in (*_about(one, sources), source)))
    number = len(disputes)
    reading = f"the days of the depositary; the other {number} are slips of one source."
    return Conflict("value", about, f"{name}: {number} days that others exclude?", sides, reading)


def _spans(datings: Iterable[Dating]) -> list[_Span]:
    graphs: dict[tuple[str, str], set[str]] = {}
    for dating in datings:
        graphs.setdefault((dating.first or "", dating.last or ""), set()).add(dating.graph)
    return [
        _Span(between(first or None, last or None, ()), tuple(sorted(names)))
        for (first, last), names in sorted(graphs.items())
    ]


def _dispute(thing: str, prop: str, spans: Sequence[_Span], sources: Sources) -> _Dispute:
    act = next((act for act in sources.records.acts if act.name == thing), None)
    against = {span: " and ".join(_against(act, thing, span, sources)) for span in spans}
    left = [span for span in spans if not against[span]]
    printed = [span for span in left if _is_depositarys(span, act, thing, sources)]
    is_read = len(printed) == 1 < len(left)
    if is_read and act is not None:  # whose days decide a status, which follows what prevails alone
        others = (span for span in left if span != printed[0])
        is_read = all(any(_prevails(printed[0], other, sources)) for other in others)
    return _Dispute(thing, prop, act, spans, against, printed[0] if is_read else None)


def _conflict(one: _Dispute, sources: Sources) -> Conflict:
    what = "when" if one.prop == DCTERMS_DATE else f"which {sources.label(one.prop)}"
    sides = [
        Side(span.words + sources.notes(one.thing, *span.graphs), span.graphs, (one.thing,))
        for span in one.spans
    ]
    prevailing = [*_prevailing(one, sources)]
    reading, is_open = _reading(one)
    if prevailing and (one.act is None or reading == OPEN_READING):
        reading, is_open = f"{prevailing[0].says}.", False
    question = f"{sources.label(one.thing)}: {what}?"
    return Conflict("value", _about(one, sources), question, (*sides, *prevailing), reading, is_open=is_open)


def _about(one: _Dispute, sources: Sources) -> tuple[str, ...]:
    """Returns the thing, what it joins, and who did it."""
    parts = [fact.text for joined in _JOINED for fact in sources.facts.of(one.thing, joined)]
    actors = [one.act.actor] if one.act is not None and one.act.actor else []
    return tuple(dict.fromkeys((one.thing, *parts, *actors)))


def _prevailing(one: _Dispute, sources: Sources) -> Iterator[Side]:
    """Yields which days status follows, where the graph says that one source prevails over another."""
    for span, other in permutations(one.spans, 2):
        if one.act is not None and _entered(one.act, span, sources):
            continue
        what = "answers follow" if one.act is None else "status follows"
        words = f"{what} {span.words}, whose source prevails over the other"
        yield from (Side(words, (fact.graph,), (fact.thing,)) for fact in _prevails(span, other, sources))


def _prevails(span: _Span, other: _Span, sources: Sources) -> Iterator[Fact]:
    """Yields what says that a source of some days prevails over one of others."""
    facts = (fact for graph in span.graphs for fact in sources.facts.of(graph, PREVAILS))
    return (fact for fact in facts if fact.text in other.graphs)


def _reading(one: _Dispute) -> tuple[str, bool]:
    """Suggests the days against which nothing else in the graph speaks, else those of the depositary; says whether it is left open."""
    reasons = "".join(
        f" {span.words} is less likely: {words}." for span, words in one.against.items() if words
    )
    left = [span for span in one.spans if not one.against[span]]
    if len(left) == 1:
        return f"{left[0].words}.{reasons}", False
    if one.printed is not None:
        return f"{one.printed.words}, as the depositary prints it.{reasons}", False
    return f"{OPEN_READING}{reasons}", True


def _is_depositarys(span: _Span, act: Act | None, thing: str, sources: Sources) -> bool:
    """Says whether days are the depositary's, or of a page of the site where the depositary shows acts."""
    facts = sources.facts
    if any(map(sources.is_depositarys, span.graphs)):
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
        yield "that its row belongs to this state was only inferred"
    if act is None or act.actor is None:
        return
    excluding = [report for report in sources.records.reports if _excludes(report, act, span.days, sources)]
    for report in sorted(excluding, key=lambda one: one.first or one.last or "")[:1]:
        report_words = f"{sources.label(report.name)} has the state as {sources.label(report.status)}"
        yield f"the {report_words} {_day(report)}"
    stated, entered = sources.stated_entry(act.instrument, act.actor), _entered(act, span, sources)
    if stated and entered:
        yield f"by it the entry into force would be {when(entered)}, but {when(stated)} is stated"


def _entered(act: Act, span: _Span, sources: Sources) -> Interval | None:
    """Returns the entry into force that a party's consent on some days gives, where another is stated."""
    if act.actor is None or not act.kinds & CONSENTS or ActKind.SUCCESSION in act.kinds:
        return None
    return sources.records.excluded_entry(act.instrument, act.actor, span.days)


def _excludes(report: StatusReport, act: Act, days: Interval, sources: Sources) -> bool:
    """Says whether a report of the same state cannot hold if the act was done on some days."""
    heir = sources.records.heir
    if report.instrument != act.instrument or act.actor is None or heir(report.state) != heir(act.actor):
        return False
    is_consent = bool(act.kinds & CONSENTS)
    if not is_consent and ActKind.SIGNATURE not in act.kinds:
        return False
    done, not_done = (CONSENTED, NOT_CONSENTED) if is_consent else ((Status.SIGNATORY,), (Status.NO_ACT,))
    time = between(report.first, report.last, ())
    if report.status in done:
        return not both_fit(days.first, time.last)
    return report.status in not_done and not both_fit(time.first, days.last)


def _day(report: StatusReport) -> str:
    """Says when a report holds."""
    words = span_in_words(report.first, report.last)
    return words if " " not in words or not words[0].isdigit() else f"on {words}"
