"""Conflicts of values: sources that date or number one thing in ways that exclude each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import permutations
from typing import NamedTuple
from urllib.parse import urlsplit

from ..answers.conflicts import Conflict, Side
from ..treaties.date_bounds import DCTERMS_DATE, REPORTING_DAY, Dating
from ..treaties.entry_into_force import for_party
from ..treaties.intervals import EXACT, Bound, Interval
from ..treaties.records import PREVAILS, Act
from ..words import vocabulary as thb
from ..words.dates import span_in_words
from ..words.namespaces import PREFIXES
from ..words.vocabulary import CONSENTS, ActKind
from .reports import day_of, excludes
from .said import Said, Stated, fit, when

#: Properties with one value, beside the dates.
SINGLE = (
    PREFIXES["rdf"] + "value",
    thb.alpha2Code,
    thb.alpha3Code,
    thb.m49Code,
    thb.threshold,
    thb.delay,
    thb.ordinal,
)
#: What an act or membership joins, beside who did the act.
_JOINED = (thb.instrument, PREFIXES["org"] + "organization", PREFIXES["org"] + "member")
_PAGE = PREFIXES["foaf"] + "page"


class _Span(NamedTuple):
    """The days that some graphs allow for a thing."""

    first: str | None
    last: str | None
    graphs: tuple[str, ...]

    @property
    def words(self) -> str:
        return span_in_words(self.first, self.last)

    @property
    def interval(self) -> Interval:
        return Interval(*(None if day is None else Bound(day, EXACT, ()) for day in self[:2]))


def dates(said: Said) -> Iterator[Conflict]:
    """Finds what sources date so that no day fits all of them; a day within a year agrees with it."""
    found: dict[tuple[str, str], list[Dating]] = {}
    for dating in said.datings:
        if dating.prop != REPORTING_DAY:
            found.setdefault((dating.thing, dating.prop), []).append(dating)
    for (thing, prop), datings in sorted(found.items()):
        firsts = [dating.first for dating in datings if dating.first is not None]
        lasts = [dating.last for dating in datings if dating.last is not None]
        if firsts and lasts and max(firsts) > min(lasts):
            yield _dated(thing, prop, _excluded(_spans(datings)), said)


def _excluded(spans: Sequence[_Span]) -> list[_Span]:
    """Gives the spans that another one excludes."""
    return [one for one in spans if any(not fit(one.interval, other.interval) for other in spans)]


def _spans(datings: Iterable[Dating]) -> list[_Span]:
    graphs: dict[tuple[str | None, str | None], set[str]] = {}
    for dating in datings:
        graphs.setdefault((dating.first, dating.last), set()).add(dating.graph)
    spans = [_Span(*days, tuple(sorted(names))) for days, names in graphs.items()]
    return sorted(spans, key=lambda span: (span.first or "", span.last or ""))


def _dated(thing: str, prop: str, spans: Sequence[_Span], said: Said) -> Conflict:
    act = said.acts.get(thing)
    parts = [stated.value for joined in _JOINED for stated in said.of(thing, joined)]
    about = tuple(dict.fromkeys((thing, *parts, *([act.actor] if act is not None and act.actor else []))))
    what = "when" if prop == DCTERMS_DATE else f"which {said.label(prop)}"
    sides = tuple(
        Side(span.words + "".join(said.notes(thing, graph) for graph in span.graphs), span.graphs, (thing,))
        for span in spans
    )
    sides += tuple(_prevailing(spans, said))
    return Conflict("value", about, f"{said.label(thing)}: {what}?", sides, _reading(act, thing, spans, said))


def _prevailing(spans: Sequence[_Span], said: Said) -> Iterator[Side]:
    """Gives which days status follows, where the graph says that one source prevails over another."""
    for span, other in permutations(spans, 2):
        for graph in span.graphs:
            for stated in said.of(graph, PREVAILS):
                if stated.value in other.graphs:
                    words = f"status follows {span.words}, whose source prevails over the other"
                    yield Side(words, (stated.graph,), (graph,))


def _reading(act: Act | None, thing: str, spans: Sequence[_Span], said: Said) -> str:
    """Suggests the day against which nothing else in the graph speaks, else that of the depositary."""
    against = {span: list(_against(act, thing, span, said)) for span in spans}
    left = [span for span in spans if not against[span]]
    reasons = "; ".join(
        f"against {span.words}: {', '.join(words)}" for span, words in against.items() if words
    )
    if len(left) == 1 and reasons:
        return f"{left[0].words}; {reasons}."
    printed = [span for span in left if any(_is_depositary(graph, act, thing, said) for graph in span.graphs)]
    reasons = f"; {reasons}" if reasons else ""
    if len(printed) == 1:
        return f"{printed[0].words}, as the depositary prints it{reasons}."
    return f"open: nothing in the graph decides between them{reasons}."


def _is_depositary(graph: str, act: Act | None, thing: str, said: Said) -> bool:
    """Says whether a source is the depositary's, or has a thing from the site where the depositary shows acts."""
    if any(kind.value == thb.Depositary for kind in said.of(graph, thb.sourceClass)):
        return True
    shown = said.of(act.instrument, thb.statusPage) if act is not None else []
    hosts = {_host(page.value) for page in shown}
    return any(_host(page.value) in hosts for page in said.of(thing, _PAGE) if page.graph == graph)


def _host(address: str) -> str:
    return urlsplit(address).netloc.removeprefix("www.")


def _against(act: Act | None, thing: str, span: _Span, said: Said) -> Iterator[str]:
    """Gives what else in the graph speaks against some days."""
    inferred = said.of(thing, thb.isPartyInferred)
    if any(stated.value == "true" and stated.graph in span.graphs for stated in inferred):
        yield "that the row is this state's was only inferred"
    if act is None or act.actor is None:
        return
    excluding = [report for report in said.records.reports if excludes(report, act, span.interval, said)]
    for report in sorted(excluding, key=lambda one: one.first or one.last or "")[:1]:
        yield f"the {said.label(report.name)} has it as {said.label(report.status)} {day_of(report)}"
    stated = _stated_entry(act, said)
    entered = _entered(act, span.interval, said)
    if stated and entered and not fit(entered, stated):
        yield f"it would enter into force {when(entered)}, and {when(stated)} is stated"


def _stated_entry(act: Act, said: Said) -> Interval | None:
    for other in said.records.acts:
        is_same = (other.instrument, other.actor) == (act.instrument, act.actor)
        if is_same and ActKind.ENTRY_INTO_FORCE in other.kinds:
            return other.days
    return None


def _entered(act: Act, days: Interval, said: Said) -> Interval | None:
    """Computes when the instrument enters into force for a party if it consents on some days."""
    if not act.kinds & CONSENTS or ActKind.SUCCESSION in act.kinds:
        return None
    rules = [rule for rule in said.records.rules if rule.instrument == act.instrument]
    own = next(
        (
            one.days
            for one in said.records.acts
            if one.actor is None
            and one.instrument == act.instrument
            and ActKind.ENTRY_INTO_FORCE in one.kinds
        ),
        None,
    )
    later = next((rule for rule in rules if rule.is_for_later_parties), None)
    return for_party(later, days, own) if later is not None and own is not None else None


def values(said: Said) -> Iterator[Conflict]:
    """Finds numbers and codes of one thing that differ from source to source."""
    for prop in SINGLE:
        found: dict[str, list[Stated]] = {}
        for stated in said.all(prop):
            found.setdefault(stated.thing, []).append(stated)
        for thing, all_stated in found.items():
            different = sorted({stated.value for stated in all_stated})
            if len(different) > 1 and len({stated.graph for stated in all_stated}) > 1:
                sides = tuple(
                    Side(value, tuple(one.graph for one in all_stated if one.value == value), (thing,))
                    for value in different
                )
                question = f"{said.label(thing)}: which {said.label(prop)}?"
                yield Conflict("value", (thing,), question, sides, "open: nothing in the graph decides.")
