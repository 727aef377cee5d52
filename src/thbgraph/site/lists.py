"""The pages that lead to others: home, lists of things, questions, passages and sources, and search."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ..base import vocabulary as thb
from ..base.dates import in_full
from ..base.grouping import grouped
from ..base.licences import licence_name
from ..base.namespaces import BASE, PREFIXES, SOURCE
from ..base.terms import natural, short
from ..base.vocabulary import ActKind
from ..build.conflict_files import conflict_kinds
from ..questions.questions import Question
from ..results.catalogue import theme_of
from ..results.claims import Claim
from ..results.source_records import SourceRecord
from ..results.thing import Passage
from ..results.values import Entity, shown
from .linked_data import of_dataset
from .page_views import ListEntry, PageViews

_IN_SCHEME = PREFIXES["skos"] + "inScheme"
#: The question that the home page answers.
_HEADLINE = "signed-not-ratified"
#: The question that tells what is known to when.
_REACH = "where-sources-end"
#: So many questions are offered for a sentence, and the command that has its place on a page.
_OFFERED, _SHOWN = 4, ("status",)


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
        """Returns the first page: what this is, search, the headline answer and the questions by theme."""
        headline = self.graph.questions.get(_HEADLINE)
        answer = self.graph.ask(_HEADLINE) if headline else None
        return self.drawn(
            "home",
            "Who does what against trafficking in human beings",
            about=of_dataset(),
            answer=answer,
            lead=(answer.summary or answer.heading) if answer else "",
            question=self._asked(headline) if headline else None,
            themes=[*self._themes(), *([("Reports", reports)] if (reports := self._reports()) else [])],
            reach=self._reach(),
            things=self.graph.classes().get(short(thb.Entity), 0),
            passages=len(self.passages),
            sources=sum(iri.startswith(SOURCE) for iri in self.graph.index.sources),
        )

    def questions(self) -> str:
        """Returns the list of the saved questions by theme."""
        return self.drawn("list", "Questions", groups=self._themes(), narrow=False, lead="")

    def reports(self) -> str:
        """Returns the list of the reports."""
        return self.drawn("list", "Reports", groups=[("", self._reports())], narrow=False, lead="")

    def members(self, title: str, kinds: Iterable[str]) -> str:
        """Returns a list of the things of some classes, given by their CURIEs, in order of label."""
        used = self.graph.classes()
        found = {thing for kind in kinds if kind in used for thing in self.graph.members(kind)}
        entries = [self.entry(thing) for thing in sorted(found, key=lambda one: natural(one.label))]
        return self.drawn(
            "list", title, groups=[("", entries)], narrow=True, lead=f"{len(entries)} in the graph."
        )

    def scheme(self, iri: str) -> str:
        """Returns the list of the concepts of a scheme, such as the topics."""
        stated = self.graph.statements(iri)
        found = {quad.subject.value for quad in stated if quad.predicate.value == _IN_SCHEME}
        entries = [self.entry(Entity(one, self.graph.index.label(one))) for one in found]
        entries.sort(key=lambda one: natural(one.words))
        return self.drawn("list", self.graph.index.label(iri), groups=[("", entries)], narrow=True, lead="")

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
            entry = ListEntry(self.addresses.of(passage.iri), gist or place, place)
            groups.setdefault(found.section or "", []).append(entry)
        return self.drawn(
            "list", "The memo, passage by passage", groups=groups.items(), narrow=False, lead=""
        )

    def sources(self) -> str:
        """Returns the list of the sources, each with its publisher, its licence and its age."""
        entries = [
            ListEntry(self.addresses.of(one.iri), one.title, _described(one)) for one in self.graph.sources()
        ]
        return self.drawn("list", "Sources", groups=[("", entries)], narrow=False, lead="")

    def conflicting(self) -> str:
        """Returns all conflicts: where sources disagree with each other or with the memo."""
        found = self.graph.conflicts()
        kinds = [
            (what, [one.section() for one in found if one.kind == kind])
            for kind, what in conflict_kinds(self.graph.root).items()
        ]
        return self.drawn(
            "conflicts",
            "Where sources disagree",
            kinds=[(what[:1].upper() + what[1:], alike) for what, alike in kinds if alike],
        )

    def search(self, text: str, after: str = "") -> str:
        """Returns what a text finds, which may go on from the sentence that it comes after: things of this name, questions that it may ask, passages that say it."""
        things = [self.entry(one) for one in self.graph.search(text)[:20]] if text else []
        texts = [
            ListEntry(
                self.addresses.of(hit.place.iri),
                hit.text.replace("*", ""),
                " · ".join(dict.fromkeys((str(hit.thing), str(hit.place)))),
            )
            for hit in (self.graph.sentences.texts(text) if text else ())
        ]
        found = self.graph.answer(text, after) if text else None
        others = [
            entry for one in (found.others[:_OFFERED] if found else ()) if (entry := self._offered(one))
        ]
        groups = [("Other readings", others), ("Things", things), ("Texts", texts)]
        shown = [(heading, entries) for heading, entries in groups if entries]
        return self.drawn(
            "search",
            f"Search: {text}" if text else "Search",
            groups=shown,
            narrow=False,
            lead="",
            text=text,
            after=found.whole if found else "",
            answer=found.document(others=0) if found else None,
        )

    def _offered(self, one: Claim) -> ListEntry | None:
        """Returns the entry of what a sentence may ask: what it answers, and where all of it stands; None for what is only a text."""
        if one.command[:1] != ("ask",):
            return None
        given = dict(part.partition("=")[::2] for part in one.command[2:])
        address = self.addresses.question(one.command[1], {name: (value,) for name, value in given.items()})
        return ListEntry(address, one.asks, one.text)

    def _reach(self) -> list[tuple[Entity, str]]:
        """Returns, by treaty, up to when a source names every consent to it, else up to when any are recorded."""
        if _REACH not in self.graph.questions:
            return []
        ends: dict[Entity, dict[bool, date]] = {}
        for row in self.graph.ask(_REACH):
            is_whole = row.claim == "complete" and row.kind.iri == ActKind.CONSENT
            of = ends.setdefault(row.instrument, {})
            of[is_whole] = max(row.knownThrough, of.get(is_whole, date.min))
        return [
            (
                treaty,
                f"every consent up to {shown(of[True])}"
                if True in of
                else f"what is recorded up to {shown(of[False])}",
            )
            for treaty, of in sorted(ends.items(), key=lambda one: natural(one[0].label))
        ]

    def _themes(self) -> list[tuple[str, list[ListEntry]]]:
        asked = self.graph.questions.values()
        return list(grouped((theme_of(question), self._asked(question)) for question in asked).items())

    def _reports(self) -> list[ListEntry]:
        """Returns the entries of reports; in a folder of files, where nobody can say what one is about, of those that need no arguments."""
        return [
            ListEntry(self.addresses.report(name), declared.summary)
            for name, declared in self.graph.reports.items()
            if self.is_served or not declared.needed
        ]

    def _asked(self, question: Question) -> ListEntry:
        return ListEntry(self.addresses.question(question.name), question.summary)


def _described(record: SourceRecord) -> str:
    read = f"read on {in_full(record.retrieved)}" if record.retrieved else ""
    return " · ".join(filter(None, [record.publisher, licence_name(record.rights or ""), read]))
