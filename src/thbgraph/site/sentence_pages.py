"""The page that answers a sentence: how it was read, the answer with the sources of each cell, and what is near; else what is not known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cached_property
from itertools import chain, islice
from typing import NamedTuple

from markupsafe import Markup, escape

from ..base import vocabulary as thb
from ..base.dates import DAY, in_full, in_words
from ..base.errors import RequestError
from ..base.home import HOME
from ..base.namespaces import BASE, ID, MEMO, PREFIXES, THB
from ..base.suggestions import near
from ..base.terms import local, short
from ..base.values import Entity, grouped
from ..names.articles import in_short
from ..results.answer import Answer
from ..results.answer_document import LineSources
from ..results.claims import Claim, SentenceAnswer
from ..results.command import Command, CommandKind
from ..results.document import Block, Cell, Cells, Document, Section, Table
from ..results.sources import Source, source_of
from ..results.thing import Page, Passage
from .browser_files import kind_of
from .decided_by import DecidedBy, decided_by
from .later_acts import with_acts
from .page_views import BRIEF, MEMO_DAY, ListEntry, PageViews
from .things import as_sentence, first_said

#: So many things, passages, near names and rows are offered for a sentence.
_THINGS, _PASSAGES, _NEAR, _ROWS = 12, 6, 4, 60
#: Names that are offered in place of one are spelled so much like it at least.
_ALIKE = 0.75
#: A passage says this share of the words at least.
_HALF_SAID = 0.5
#: What says of a thing in sentences what it is meant for, and what else it is; so many of these are told of what stands nowhere.
_MEANT = (PREFIXES["skos"] + "definition", PREFIXES["org"] + "purpose")
_ABOUT = (PREFIXES["dcterms"] + "description", PREFIXES["dcterms"] + "abstract", thb.composition)
_SENTENCES = 2
#: The question that tells whose work something is.
_WORK = "who-established-what"
#: The class of what a body is to do.
_TASK = short(thb.Task)
#: The texts whose parties' acts are looked up.
_TREATY = "eli:LegalResource"
#: What an answer quotes of a sentence, and a word of a text that was looked for.
_QUOTED, _FOUND = re.compile(r"'(.+?)'(?!\w)"), re.compile(r"\*([^*]+)\*")


class UnknownInSentence(NamedTuple):
    """A sentence with a name that is not known, in whose place another may be put: the words before it, the name, the words behind, and names that are near."""

    before: str
    name: str
    behind: str
    near: list[ListEntry]


class ThingItself(NamedTuple):
    """What is said first of a thing that a name alone is the name of: its entry, what it is, whose work it is and where it stands; and what may be asked of it."""

    entry: ListEntry
    said: Sequence[Cell | Cells]
    asked: list[ListEntry]


class SentencePages(PageViews):
    """The page of a sentence."""

    def search(self, text: str, after: str = "") -> str:
        """Returns what a text finds, which may go on from the sentence that it comes after: its answer, other readings, what the memo says, and things of this name."""
        found = self.graph.answer(text, after) if text else None
        lead = found.lead if found else None
        named = [*(self.graph.search(text)[:_THINGS] if text else ()), *(self._named(lead) if lead else ())]
        things = [one for one in dict.fromkeys(named) if self.addresses.home(one.iri) == one.iri]
        terms = [one for one in things if one.iri.startswith(THB)]
        itself = self._itself(lead) if lead else None
        decided = self._decided(lead.command) if lead and lead.command else None
        others = [entry for one in (found.nearest if found else ()) if (entry := self._offered(one))]
        return self.drawn(
            "search",
            text or "Search",
            iri=BASE + self.addresses.search(text).removeprefix(self.addresses.base)
            if text
            else f"{BASE}search",
            text=text,
            after=found.thread if found else "",
            found=found and self._told(found),
            is_answered=lead is not None,
            read_as=_unlike(self._read_as(lead, found.whole), text) if found and lead else "",
            left_out=found.unread if found and lead else (),
            is_of_a_day=bool(lead and lead.day),
            verdict=_verdict(lead.text) if lead else "",
            shown_at=self.addresses.shown_by(lead.command) if lead and lead.command else "",
            others=others,
            decided=decided,
            day_words=in_words(decided.day) if decided else "",
            is_memo_day=decided is not None and str(decided.day) == MEMO_DAY,
            passages=self._passages(text, lead) if lead else self._near(found) if found else (),
            blank=self._blank(found) if found and lead is None else None,
            answered=[ListEntry(self.addresses.search(one), one) for one in HOME.sentences[:3]],
            things=[*map(self._with_kind, (one for one in things if one not in terms))],
            terms=[*map(self._with_kind, terms)],
            description=found.text if found else "",
            itself=itself,
        )

    def _itself(self, lead: Claim) -> ThingItself | None:
        """Returns what is said first of the thing that a name alone is the name of, by the command that shows it."""
        if not lead.command or lead.command.kind is not CommandKind.THING:
            return None
        thing = self.graph.find(lead.command.values["thing"])
        page = self.graph.describe(thing.iri)
        if not isinstance(page, Page):
            return None
        stands = self.graph.lead(BRIEF, {"thing": thing.iri}) if BRIEF in self.graph.reports else ""
        told = map(Cell, filter(None, (self._work(thing), stands)))
        said: list[Cell | Cells] = [*islice(self._said(page), 1 if stands else _SENTENCES), *told]
        said = said or [*islice(self._linked(page), _SENTENCES)]
        return ThingItself(self._with_kind(thing), said, [*self._asked_of(thing, bool(stands))])

    def _said(self, page: Page) -> Iterator[Cell]:
        """Yields the sentences that say what a thing is, what it is for and to do, and of whom it is made up."""
        said = grouped((one.property.iri, (str(one.value), one.sources)) for one in page.facts)
        classes = self.graph.index.classes
        tasks = [
            (page.texts[one.value.iri], one.sources)
            for one in page.statements
            if isinstance(one.value, Entity)
            and _TASK in classes.get(one.value.iri, ())
            and one.value.iri in page.texts
        ]
        for text, sources in chain(
            *(said.get(prop, ()) for prop in _MEANT), tasks, *(said.get(prop, ()) for prop in _ABOUT)
        ):
            yield Cell(as_sentence(text), self._known(sources))

    def _linked(self, page: Page) -> Iterator[Cells]:
        """Yields what a thing is linked to, of which no sentence tells."""
        for one in page.worded_values:
            if isinstance(one.value, Entity):
                yield Cells(one.property.label, (Cell(one.value, self._known(one.sources)),))

    def _known(self, sources: Sequence[Entity]) -> tuple[Source, ...]:
        known = self.graph.index.sources
        return tuple(
            source_of(one.iri, known[one.iri].listed(one.iri)) for one in sources if one.iri in known
        )

    def _work(self, thing: Entity) -> str:
        """Says whose work a thing is, and of when; nothing where that is not recorded."""
        if _WORK not in self.graph.questions:
            return ""
        answer = self.graph.ask(_WORK, {"about": thing.iri})
        return answer.remarks.sentence if any(row.thing == thing and row.who for row in answer) else ""

    def _asked_of(self, thing: Entity, stands: bool) -> Iterator[ListEntry]:
        """Yields the questions whose titles name something of the kind of a thing, asked of that.

        Of what has no members and is no party or treaty, and so `stands` nowhere on a day, and of anything, only what is answered.
        """
        kinds = self.graph.index.classes[thing.iri]
        for question in self.graph.questions.values():
            params = [one for one in question.params if f"{{{one.name}}}" in question.title]
            fitting = [one for one in params if one.wants_class and short(one.wants_class) in kinds]
            is_of_a_day = any(one.name == DAY for one in question.params)
            if len(fitting) != 1 or (is_of_a_day and not stands):
                continue
            is_sure = stands and fitting[0].wants_class != thb.Entity
            if is_sure or self.graph.ask(question.name, {fitting[0].name: thing.iri}):
                values = {fitting[0].name: self.forms.named(thing)}
                address = self.addresses.question(question.name, values)
                yield ListEntry(address, self.forms.asked(question, values))

    def _decided(self, command: Command) -> DecidedBy | None:
        """Returns what decides a status, by the command that shows it; None for another."""
        if command.kind is not CommandKind.STATUS:
            return None
        status = self.graph.status(**command.values)
        classes, sources_of = self.graph.index.classes, self.graph.sources_of
        return decided_by(status, self.graph.short_name(status.instrument.iri), classes, sources_of)

    def _told(self, found: SentenceAnswer) -> Document:
        """Returns an answer laid out with the sources of its cells, and behind its first line those that stand in none."""
        lead = found.lead
        document = found._replace(lead=lead and lead._replace(sources=())).document(_ROWS, near=False)
        if lead is None:
            return document
        sections = document.sections
        kind = lead.command.kind if lead.command else None
        if lead.command and kind is CommandKind.QUESTION and sections:
            sections = self._cited(lead.command).document().sections
        elif lead.command and kind is CommandKind.REPORT and self.graph.reports[lead.command.name].says_lines:
            sections = self.graph.report(lead.command.name, lead.command.given).document().sections
        elif treaty := self._treaty(lead):
            sections = tuple(self._with_acts(one, treaty) for one in sections)
        stated = {source.iri for one in sections for cell in _cells(one) for source in cell.sources}
        is_cited = lead.answer.is_cited and not stated
        known = (
            {one.iri: one for one in LineSources(lead.answer.evidence).of(lead.answer.rows)}
            if is_cited
            else {}
        )
        named = [self._sources_by_name.get(name) or Source("", name) for name in lead.sources]
        left = tuple(known.get(one.iri, one) for one in named if one.iri not in stated)
        sections = tuple(one._replace(blocks=tuple(map(_uncounted, one.blocks))) for one in sections)
        first, *notes = document.lead
        first = first if kind is CommandKind.STATUS else first._replace(sources=left)
        return document._replace(lead=(first, *notes), sections=sections)

    def _cited(self, command: Command) -> Answer:
        """Returns the rows of a saved question, by the command that asks it, with their evidence."""
        answer = self.graph.ask(command.name, command.given, cite=True)
        return answer.page(0, _ROWS)

    def _treaty(self, lead: Claim) -> str:
        """Returns the treaty of which an answer tells, by the command that shows it; empty for none or several."""
        classes = self.graph.index.classes
        found = {one.iri for one in self._in_command(lead) if _TREATY in classes.get(one.iri, ())}
        return found.pop() if len(found) == 1 else ""

    def _with_acts(self, section: Section, treaty: str) -> Section:
        blocks = (
            with_acts(self.graph, treaty, one) if isinstance(one, Table) else one for one in section.blocks
        )
        return section._replace(blocks=tuple(blocks))

    def _blank(self, found: SentenceAnswer) -> UnknownInSentence | None:
        """Returns a sentence with the first of its names that is not known, by what the answer quotes of it."""
        quoted = (name for name in _QUOTED.findall(found.text) if name in found.sentence)
        name = next(quoted, "")
        if not name:
            return None
        before, _, behind = found.sentence.partition(name)
        labels = {label: iri for iri, label in self.graph.index.labels.items() if iri.startswith(ID)}
        alike = (Entity(labels[one], one) for one in near(name, labels, _NEAR, _ALIKE, str.lower))
        things = [*self.graph.search(name), *alike]
        offered = [one for one in dict.fromkeys(things) if self.addresses.home(one.iri) == one.iri]
        entries = [
            ListEntry(
                self.addresses.search(f"{before}{one.label}{behind}"), one.label, self._with_kind(one).note
            )
            for one in offered[:_NEAR]
        ]
        return UnknownInSentence(before.strip(), name, behind.strip(), entries)

    def _read_as(self, lead: Claim, whole: str) -> str:
        """Returns the question that an answer was read as, by the command that shows it, else the sentence with its day."""
        command = lead.command
        values = command.values if command else {}
        if command and command.kind is CommandKind.STATUS:
            state, treaty = self.graph.find(values["state"]), self.graph.find(values["instrument"])
            day = f" on {in_full(values[DAY])}" if DAY in values else ""
            under = in_short(treaty.iri, self.graph.short_name(treaty.iri), self.graph.names)
            return f"Where did {state.label} stand under {under}{day}?"
        if command and command.kind is CommandKind.QUESTION:
            return self.forms.asked(self.graph.questions[command.name], values)
        asked = lead.asks or f"{whole[:1].upper()}{whole[1:]}"
        day = in_full(lead.day) if lead.day else ""
        by_day = asked.replace(f"by {day.partition(' ')[2]}", f"by {day}") if day else asked
        return f"{asked.rstrip('?. ')}, as of {day}?" if day not in by_day else by_day

    def _in_command(self, lead: Claim) -> Iterator[Entity]:
        """Yields the things in the command that shows an answer."""
        for value in chain(*lead.command.given.values()) if lead.command else ():
            with suppress(RequestError):
                yield self.graph.find(value)

    def _named(self, lead: Claim) -> Iterator[Entity]:
        """Yields the things that an answer is about: those asked of, in the command that shows it, and, where no table has them, of which it holds."""
        labels = self.graph.index.labels
        asked, found = lead.about, lead.found if len(lead.answer) < 2 else ()
        yield from (Entity(iri, labels[iri]) for iri in asked if iri in labels)
        yield from self._in_command(lead)
        yield from (Entity(iri, labels[iri]) for iri in found if iri in labels)

    @cached_property
    def _sources_by_name(self) -> dict[str, Source]:
        """Passages and sources by what they are called."""
        found = self.graph.index.sources.items()
        return {name: source_of(iri, names.listed(iri)) for iri, names in found for name in names if name}

    def _with_kind(self, thing: Entity) -> ListEntry:
        """Returns the entry of a thing with its kind; of a source by its title."""
        named = self.titled([thing.iri])[0] if thing.iri in self.graph.index.sources else thing
        return self.entry(named, "" if thing.iri.startswith(THB) else kind_of(thing.iri, self.graph))

    def _passages(self, text: str, lead: Claim) -> list[ListEntry]:
        """Returns the passages of the memo that say something with the words of a text, but for those on which an answer in rows rests."""
        found = dict[str, ListEntry]()
        sources = self.graph.index.sources
        for hit in self.graph.sentences.texts(text):
            iri = hit.place.iri
            is_told = iri.startswith(MEMO) and iri in sources  # a home may not describe its passages
            if hit.share < _HALF_SAID or not is_told or iri in found or len(found) == _PASSAGES:
                continue
            place, gist = sources[iri]
            if lead.command is None or place not in lead.sources:
                said, _, _ = hit.text.partition("; ")
                passage = self.graph.describe(iri)
                assert isinstance(passage, Passage)
                tells = (
                    ": " not in said and " " in said and said.replace("*", "").casefold() != gist.casefold()
                )
                words = said if tells else first_said(passage) or gist or place
                parts = (f"Memo {local(iri)}", passage.section, gist if words != gist else "")
                note = " · ".join(filter(None, parts))
                found[iri] = ListEntry(self.addresses.of(iri), _marked(words), note)
        return list(found.values())

    def _offered(self, one: Claim) -> ListEntry | None:
        """Returns the entry of what a sentence may ask: what it answers, and where all of it stands; None for what is only a text."""
        address = self.addresses.shown_by(one.command) if one.command else ""
        return ListEntry(address, one.asks, one.text) if address else None

    def _near(self, found: SentenceAnswer) -> list[ListEntry]:
        """Returns what is told that comes near to a sentence, with what that is of."""
        return [
            ListEntry(self.addresses.of(one.found[0]), one.text, self.graph.index.label(one.found[0]))
            for one in found.beside
            if one.text and one.found and not one.command
        ]


def _verdict(text: str) -> str:
    """Returns the yes or no with which an answer begins, with its colon; empty where it begins otherwise.

    >>> _verdict("No, as far as the sources go: Russia had not."), _verdict("Norway signed it: see below.")
    ('No, as far as the sources go:', '')
    """
    found = re.match(r"(?:Yes|No)(?:,[^:]*)?:", text)
    return found.group() if found else ""


def _unlike(reading: str, typed: str) -> str:
    """Returns how a sentence was read, but for what was typed so.

    >>> _unlike("Who launched Blue Heart?", "who launched Blue Heart"), _unlike("Who launched it?", "Who?")
    ('', 'Who launched it?')
    """
    one, other = (text.strip(" ?.").casefold() for text in (reading, typed))
    return "" if one == other else reading


def _marked(text: str) -> Markup:
    """Writes a text as a sentence whose words that were looked for are marked.

    >>> str(_marked("*launch* of <it>"))
    '<b>Launch</b> of &lt;it&gt;.'
    """
    at = 1 if text.startswith("*") else 0
    sentence = f"{text[:at]}{text[at : at + 1].upper()}{text[at + 1 :]}"
    parts = (
        Markup("<b>{}</b>").format(part) if number % 2 else escape(part)
        for number, part in enumerate(_FOUND.split(sentence))
    )
    return Markup().join(parts) + ("" if text.endswith(".") else ".")


def _uncounted(block: Block) -> Block:
    """Returns a table without the count of its rows, of which the sentence above tells."""
    return block._replace(of=None, more="") if isinstance(block, Table) and not block.is_cut else block


def _cells(section: Section) -> Iterator[Cell]:
    """Yields the cells of the tables of a section, with what their rows rest on."""
    tables = (block for block in section.blocks if isinstance(block, Table))
    yield from (cell for table in tables for row in table.lines for line in row for cell in line.cells)
