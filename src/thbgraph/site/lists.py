"""The pages that lead to others: home, lists of things, questions, passages and sources, and search."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

from ..base import vocabulary as thb
from ..base.home import HOME
from ..base.licences import licence_name
from ..base.namespaces import BASE, PREFIXES
from ..base.printing import number_in_words
from ..base.terms import expand, local, natural, short
from ..base.values import Entity, grouped, shown
from ..base.vocabulary import ActKind, Status
from ..build import homes
from ..conflicts import kinds_with, read_kinds
from ..questions.questions import Question
from ..readers.phrases import plural_of
from ..reports.report import Report
from ..results.document import Cell, Table
from ..results.source_records import SourceRecord
from ..results.thing import Passage
from .browser_files import kind_of
from .charts import WIDTHS, Lanes, reach
from .drawing import of_dataset
from .page_views import MEMO_DAY, DayLink, ListEntry, PageViews
from .states_by_treaties import states_by_treaties, table_of_signs

_IN_SCHEME = PREFIXES["skos"] + "inScheme"
#: The classes of organizations and bodies.
ORGANIZATIONS = ("org:Organization", "org:OrganizationalUnit", short(thb.StateGroup))
#: The question that tells what is known to when.
_REACH = "where-sources-end"

#: The width of a drawing that takes half of a page.
_HALF = 500


class Picture(NamedTuple):
    """A table of states by treaties as a picture, for a page and for a phone: its title, the treaty of which that speaks, and the days on which it may be wanted."""

    title: str
    treaty: str
    wide: Table
    narrow: Table
    days: list[DayLink]


class Reach(NamedTuple):
    """Up to when sources tell of each treaty: drawn in each width, and as rows of the treaty, the day to which a source is complete, and the last that any reports."""

    drawn: list[Lanes]
    rows: list[tuple[Entity, str, str]]


#: The graphs that a build makes: their titles, and what stands in them.
DERIVED = {
    "inferred": ("What follows", "What follows from the statements of all sources by the ontology."),
    "computed": (
        "What is computed",
        "What is computed from the statements of all sources: entry into force by rule, the status of each state under "
        "each treaty over time, the days of all that is dated, whom a statement reaches, and labels.",
    ),
}


class Lists(PageViews):
    """The pages that lead to others."""

    def home(self) -> str:
        """Returns the first page: search, the picture of a group's states by treaties, and what leads to all else."""
        headline = self.graph.questions.get(HOME.headline)
        report = self.graph.report("matrix") if "matrix" in self.graph.reports else None
        picture = self._picture(report, headline) if report else None
        return self.drawn(
            "home",
            HOME.title,
            about=of_dataset(),
            examples=[ListEntry(self.addresses.search(text), text) for text in HOME.sentences]
            if self.is_served
            else (),
            question=self._asked(headline) if headline else None,
            picture=picture,
            doors=self._doors(),
            themes=[*self._themes(), *([("Reports", reports)] if (reports := self._reports()) else [])],
            reach=self._reach(picture.wide.columns if picture else ()),
        )

    def _picture(self, report: Report, headline: Question | None) -> Picture:
        """Returns the status of the states that a report of states by treaties is about, for a page and for a phone."""
        whole = table_of_signs(report.document().sections)
        states = states_by_treaties(report, whole, self.graph.short_name)
        asked = {expand(param.default) for param in headline.params} if headline else set()
        treaty = next((iri for iri in states.treaties if iri in asked), "")
        title = self._told(report, treaty, states.under(treaty)) if treaty else ""
        days = self.days(partial(self.addresses.report, "matrix"), {})
        return Picture(
            title or report.title, states.treaties.get(treaty, ""), states.wide, states.narrow, days
        )

    def _told(self, report: Report, treaty: str, cells: Sequence[Cell]) -> str:
        """Says how many states of a report were party to a treaty, and how many had only signed it; nothing where none had."""
        party, signed = (
            sum(cell.status is status for cell in cells) for status in (Status.PARTY, Status.SIGNATORY)
        )
        if not (party and signed):
            return ""
        return (
            f"Of {number_in_words(len(cells))} states in the {shown(report.given['group'])}, "
            f"{number_in_words(party)} {'was' if party == 1 else 'were'} party to {self.graph.short_name(treaty)}, "
            f"and {number_in_words(signed)} had signed but not ratified it"
        )

    def _short(self, treaty: Entity) -> str:
        return self.graph.short_name(treaty.iri)

    def _doors(self) -> list[ListEntry]:
        """Returns what leads to all things of a kind that there are, each with what it has and how many."""
        many = {one.kind: one.things for one in self.graph.classes.sizes()}
        passages = len(self.passages)
        doors = [
            ("states", "States", many.get(short(thb.State), 0), "and what each signed, joined, was asked"),
            ("instruments", "Treaties", many.get(short(thb.Treaty), 0), "and laws: acts, parties, days"),
            (
                "organizations",
                "Organizations",
                len(self._members(ORGANIZATIONS)),
                "and bodies: who works on what, with whom",
            ),
            ("memo", "The memo", passages, "passage by passage, with what rests on it"),
        ]
        return [
            ListEntry(self.addresses.base + path, words, note, str(many))
            for path, words, many, note in doors
            if many
        ]

    def questions(self) -> str:
        """Returns the list of the saved questions by theme."""
        return self.drawn(
            "list",
            "Questions",
            groups=self._themes(),
            narrow=False,
            lead="",
            iri=f"{BASE}questions",
        )

    def reports(self) -> str:
        """Returns the list of the reports."""
        return self.drawn(
            "list",
            "Reports",
            groups=[("", self._reports())],
            narrow=False,
            lead="",
            iri=f"{BASE}report",
        )

    def members(self, path: str, title: str, kinds: Iterable[str]) -> str:
        """Returns a list, at a path, of the things of some classes, given by their CURIEs, by kind and in order of label."""
        found = self._members(kinds)
        by_kind = grouped((kind_of(one.iri, self.graph), self._by_short_name(one)) for one in found)
        groups = [
            (
                plural_of(kind) if len(of) > 1 else kind,
                sorted(of, key=lambda one: natural(one.words.casefold())),
            )
            for kind, of in sorted(by_kind.items(), key=lambda one: (-len(one[1]), one[0]))
        ]
        return self.drawn(
            "list",
            title,
            groups=groups,
            narrow=True,
            lead=f"{title} that the memo or its sources name, by kind: {len(found)}.",
            iri=BASE + path,
        )

    def _members(self, kinds: Iterable[str]) -> set[Entity]:
        used = self.graph.classes
        return {thing for kind in kinds if kind in used for thing in used[kind]}

    def _by_short_name(self, thing: Entity) -> ListEntry:
        """Returns the entry of a thing by its short name, with its whole one where that is another."""
        name = self._short(thing)
        return self.entry(thing._replace(label=name), thing.label if name != thing.label else "")

    def scheme(self, iri: str) -> str:
        """Returns the list of the concepts of a scheme, such as the topics."""
        stated = self.graph.statements(iri)
        found = {quad.subject.value for quad in stated if quad.predicate.value == _IN_SCHEME}
        entries = [self.entry(Entity(one, self.graph.index.label(one))) for one in found]
        entries.sort(key=lambda one: natural(one.words))
        return self.drawn(
            "list", self.graph.index.label(iri), groups=[("", entries)], narrow=True, lead="", iri=iri
        )

    def derived(self, name: str) -> str:
        """Returns what a graph is that a build makes; only a server has its data, which are large."""
        title, lead = DERIVED[name]
        iri = BASE + name
        data = self.data(iri) if self.is_served else ()
        return self.drawn("list", title, groups=[], narrow=False, lead=lead, iri=iri, data=data)

    def memo(self) -> str:
        """Returns the list of the memo's passages, by section."""
        groups: dict[str, list[ListEntry]] = {}
        for passage in self.passages:
            found = self.graph.describe(passage.iri)
            assert isinstance(found, Passage)
            place, gist = self.graph.index.sources[passage.iri]
            entry = ListEntry(self.addresses.of(passage.iri), gist or place, f"Memo {local(passage.iri)}")
            groups.setdefault(found.section or "", []).append(entry)
        return self.drawn(
            "list",
            "The memo, passage by passage",
            groups=groups.items(),
            narrow=False,
            lead="",
            iri=f"{BASE}memo",
        )

    def sources(self) -> str:
        """Returns the list of the sources by kind, those of others first, each with its publisher, its licence and its age."""

        def place(one: SourceRecord) -> tuple[object, ...]:
            return one.publisher == HOME.publisher, str(one.kind or "~"), natural(one.title)

        in_order = sorted(self.graph.sources(), key=place)
        heads = ("source", "kind", "publisher", "year", "licence")
        table = Table(heads, tuple(map(_described, in_order)))
        lead = (
            f"{len(in_order)} sources. The year is that of the version, else that in which a source was read."
        )
        return self.drawn(
            "list",
            "Sources",
            groups=[],
            narrow=False,
            lead=lead,
            listed=table,
            iri=f"{BASE}sources",
        )

    def conflicting(self) -> str:
        """Returns all conflicts: where sources disagree with each other or with the memo."""
        found = [
            one._replace(sources={iri: source.listed(iri) for iri, source in one.sources.items()})
            for one in self.graph.conflicts()
        ]
        kinds = [
            (what.summary, [one.section() for one in found if one.kind == kind])
            for kind, what in kinds_with(read_kinds(homes.conflict_texts(self.graph.index.root))).items()
        ]
        return self.drawn(
            "conflicts",
            "Where sources disagree",
            iri=f"{BASE}conflicts",
            kinds=[(what[:1].upper() + what[1:], alike) for what, alike in kinds if alike],
        )

    def _reach(self, order: Sequence[str]) -> Reach | None:
        """Returns, by treaty, up to when a source names every consent to it, and the last day that any reports.

        Those whose short names have an order come first, in that.
        """
        if _REACH not in self.graph.questions:
            return None
        ends: dict[Entity, tuple[date | None, date]] = {}
        for row in self.graph.ask(_REACH):
            whole, last = ends.get(row.instrument, (None, date.min))
            if row.claim == "complete" and row.kind.iri == ActKind.CONSENT:
                whole = max(row.knownThrough, whole or date.min)
            ends[row.instrument] = whole, max(last, row.knownThrough)
        places = {name: place for place, name in enumerate(order)}
        in_order = sorted(
            ends.items(),
            key=lambda one: (places.get(self._short(one[0]), len(places)), natural(one[0].label)),
        )
        named = {self._short(treaty): both for treaty, both in in_order}
        day = date.fromisoformat(MEMO_DAY)
        return Reach(
            [reach(named, day, width) for width in (_HALF, WIDTHS[-1])],
            [(treaty, shown(whole), shown(last)) for treaty, (whole, last) in in_order],
        )

    def _themes(self) -> list[tuple[str, list[ListEntry]]]:
        asked = self.graph.questions.values()
        themes = grouped((question.theme, self._asked(question)) for question in asked)
        return sorted(themes.items(), key=lambda one: -len(one[1]))

    def _reports(self) -> list[ListEntry]:
        """Returns the entries of reports; in a folder of files, where nobody can say what one is about, of those that need no arguments."""
        return [
            ListEntry(self.addresses.report(name), declared.summary)
            for name, declared in self.graph.reports.items()
            if self.is_served or not declared.needed
        ]

    def _asked(self, question: Question) -> ListEntry:
        return ListEntry(self.addresses.question(question.name), question.summary)


def _described(record: SourceRecord) -> tuple[Cell, ...]:
    """Returns a source as a row: what it is called, its kind, whose it is, of which year, and under which licence."""
    year = (record.retrieved or "")[:4]
    rights = record.rights or ""
    address, _, _ = rights.partition("; ")  # behind which what it covers may be told, at length
    licence = licence_name(address if address.startswith("http") else rights) if rights else ""
    facts = (record.kind, record.publisher, year, licence)
    return Cell(Entity(record.iri, record.title)), *(Cell(one or "not stated") for one in facts)
