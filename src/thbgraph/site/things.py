"""The pages of things, passages and sources: what the graph says of each, with the marks of its sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

import pyoxigraph as ox

from ..base import vocabulary as thb
from ..base.dates import DAY, in_words
from ..base.namespaces import COMPUTED, ID, PREFIXES
from ..base.terms import local, natural, short
from ..base.triples import Facts, is_asserted
from ..base.values import Days, Entity, Value, between, grouped, shown
from ..base.vocabulary import ActKind, Status
from ..reports.report import Report
from ..results.answer import Row
from ..results.document import Cell, Cells, Document, Items, Section, Table, anchor
from ..results.render.html import abbreviated, shortened
from ..results.source_ranks import SourceSite
from ..results.thing import NAMED, Page, Passage
from .browser_files import kind_of
from .charts import WIDTHS, Acts, Growth, Tile, growth, lanes, tile_map
from .drawing import day_words, of_source, of_thing
from .page_views import BRIEF, LANGUAGE, MEMO_DAY, Arguments, ListEntry, PageViews, first
from .urls import asking

_SKOS = PREFIXES["skos"]
_ALT_LABEL, _MATCHES = _SKOS + "altLabel", (_SKOS + "exactMatch", _SKOS + "closeMatch")
_REPLACED = ox.NamedNode(PREFIXES["dcterms"] + "isReplacedBy")
_DAYS = (PREFIXES["dcterms"] + "date", thb.reportingDay)
#: The language of the pages.
_ENGLISH = "en"
_START, _END = (PREFIXES["schema"] + name for name in ("startDate", "endDate"))
#: How a brief names what a thing is and who keeps a treaty, and what may stand first on a page, as sentences.
_KIND, _DEPOSITARY = "kind", "depositary"
_FIRST = ("what it is for", "meaning", "composition", "about it")
#: Where things of a class are listed.
_SECTIONS = {
    short(thb.State): "states",
    "eli:LegalResource": "instruments",
    "org:Organization": "organizations",
    "org:OrganizationalUnit": "organizations",
}
#: How a passage tells its section.
_IN_SECTION = "in the section"
#: So many publishers are told of.
_PUBLISHERS = 8
#: So many pages are told of that rest on a source.
_PAGES = 12
#: A text of so many words is a sentence.
_SENTENCE = 6
#: Of so many pages what they show on any day is kept.
_MOST_KEPT = 64
#: What a page may draw.
_NO_DRAWINGS = dict[str, Any].fromkeys(("lanes", "map", "growth", "entered"))
#: From when states were parties to a treaty, or no longer. By VALUES in place of FILTER the engine reads all treaties' periods.
_PERIODS = """SELECT ?state ?status ?first {
  ?period thb:instrument <%s> ; thb:firstDay ?first ; thb:status ?status ; thb:state ?state .
  FILTER(?status IN (thb:Party, thb:FormerParty))
}"""
#: The days that sources state of what stands on the page of a thing.
_DAYS_STATED = f"""SELECT DISTINCT ?node ?graph ?property ?day {{
  {{ SELECT DISTINCT ?node {{ ?node ?any <%s> FILTER(!STRSTARTS(STR(?node), "{COMPUTED}")) }} }}
  VALUES ?property {{ dcterms:date thb:reportingDay schema:startDate schema:endDate thb:notBefore thb:notAfter }}
  GRAPH ?graph {{ ?node ?property ?day }}
}}"""
#: By who states them, nodes without a page of their own: the names of their places on the page of another, and words.
Placed = list[tuple[tuple[Entity, ...], tuple[tuple[str, str], ...]]]


class Things(PageViews):
    """The pages of what has a page of its own."""

    def thing(self, iri: str, given: Arguments) -> str:
        """Returns the page of an entity: its brief as of the day given, and what has its place there.

        Where the home declares no brief, it has what is stated of the entity.
        """
        names, links, placed = self._kept(iri)
        name, language = self.graph.index.label(iri), first(given, LANGUAGE).partition("-")[0].lower()
        texts = sorted({text for of in names.values() for text in of})
        others = (("Other names", texts), ("Elsewhere", links), ("Recorded of it", placed))
        return self.drawn(
            "thing",
            name,
            section_at=self._section_of(iri),
            names=names,
            local=next(iter(names.get(language, ())), "") if language != _ENGLISH else "",
            language=language,
            links=links,
            about=of_thing(iri, self.graph.index.classes.get(iri, ()), name, texts, links),
            placed=placed,
            others=[(f"#{anchor(words)}", words, len(lines)) for words, lines in others if lines],
            iri=iri,
            data=self.data(iri),
            formats=[pair for pair in self.data(iri) if pair[0] != "HTML"],
            **self._brief(iri, given),
        )

    def _section_of(self, iri: str) -> str:
        """Returns the section of the site in which a thing is listed."""
        kinds = self.graph.index.classes.get(iri, ())
        return next((section for kind, section in _SECTIONS.items() if kind in kinds), "")

    def _brief(self, iri: str, given: Arguments) -> dict[str, Any]:
        if BRIEF not in self.graph.reports:
            page = self.graph.describe(iri)
            assert isinstance(page, Page)
            listed = {graph: one.listed(graph) for graph, one in page.sources.items()}
            return {
                "found": page._replace(sources=listed).document(),
                "day": "",
                "days": (),
                "rests": (),
                **_NO_DRAWINGS,
            }
        day = next(filter(None, given.get(DAY, ())), None)
        brief = self.graph.report(BRIEF, {"thing": iri, **({DAY: day} if day else {})})
        shown = brief.given[DAY]
        assert isinstance(shown, date)
        document, opening = _opened(brief)
        is_dated = any(part in brief for part in ("standing", "participants", "groups", "members"))

        return {
            "kind": self._told_above(iri, brief),
            "found": document,
            "description": brief.summary or opening,
            "day": str(shown) if is_dated else "",
            "day_words": day_words(day or str(shown)),
            "is_memo_day": str(shown) == MEMO_DAY,
            "days": self.days(lambda given: self.addresses.of(iri) + asking(given), given)
            if is_dated
            else [],
            "rests": _publishers(document) if "participants" in brief else (),
            **self._drawings(brief, iri, shown),
        }

    def _told_above(self, iri: str, brief: Report) -> str:
        """Returns what stands above the name of a thing: what it is, its short name, and the depositaries of a treaty."""
        told = grouped((row.property, str(row.value)) for row in brief["what"])
        kind = next(iter(told.get(_KIND, ())), kind_of(iri, self.graph))
        short_name = self.graph.short_name(iri)
        depositaries = " and ".join(told.get(_DEPOSITARY, ()))
        parts = (
            f"{kind[:1].upper()}{kind[1:]}",
            short_name if short_name != self.graph.index.label(iri) else "",
            f"depositary: {depositaries}" if depositaries else "",
        )
        return " · ".join(filter(None, parts))

    def _drawings(self, brief: Report, iri: str, day: date) -> dict[str, Any]:
        """Returns the drawings of a page: the acts of a state over time, or where states stand under a treaty, and how many did when."""
        if "participants" in brief:
            parts = (brief[name] for name in ("participants", "no-act-members", "no-act-others"))
            states = [row for part in parts for row in part if row.kind == "state"]
            return {
                **_NO_DRAWINGS,
                "map": tile_map(dict(map(self._tile, states))),
                "growth": self._growth(iri, day, _day_of(brief, ActKind.OPENING_FOR_SIGNATURE)),
                "entered": in_words(entered) if (entered := _day_of(brief, ActKind.ENTRY_INTO_FORCE)) else "",
            }
        acts = [
            Acts(row.short, _days(row, "signed"), _days(row, "consented"), _days(row, "inForce"))
            for row in brief["standing"]
        ]
        drawn = [act for act in acts if act.signed or act.consented or act.in_force]
        drawn.sort(key=_first_day)
        on_phones = [act._replace(name=abbreviated(act.name)) for act in drawn]
        pairs = zip((drawn, on_phones), WIDTHS, strict=True)
        return {**_NO_DRAWINGS, "lanes": drawn and [lanes(of, day, width) for of, width in pairs]}

    def _tile(self, row: Row) -> tuple[str, Tile]:
        """Returns the code of a state with its tile: its status, and the year since when it has that."""
        status = Status.of_text(row.status) or Status.UNDETERMINED
        kind = {Status.PARTY: "inForce", Status.CONTRACTING: "consented", Status.SIGNATORY: "signed"}.get(
            status
        )
        since = _days(row, kind) if kind else None
        code = local(row.party.iri)
        tile = Tile(code.upper(), self.addresses.of(row.party.iri), row.name, status, years(since))
        return code, tile

    def _growth(self, iri: str, day: date, opened: date | None) -> list[Growth] | None:
        """Returns how many states were parties to a treaty over time, as its periods have it, drawn in each width."""
        found = self.graph.sparql(_PERIODS % iri, timeout=None, memory=None)
        began, ended = dict[str, date](), dict[str, date]()
        for row in found:
            into = began if row.status.iri == Status.PARTY else ended
            into[row.state.iri] = min(row.first, into.get(row.state.iri, date.max))
        if not began:
            return None
        return [growth(began.values(), ended.values(), day, width, opened) for width in WIDTHS]

    @cached_property
    def _kept(self) -> Callable[[str], tuple[Mapping[str, list[str]], list[str], Placed]]:
        """Gives what a page shows on any day, kept of those that were asked for last."""
        return lru_cache(_MOST_KEPT)(self._lasting)

    def _lasting(self, iri: str) -> tuple[Mapping[str, list[str]], list[str], Placed]:
        """Returns what a page shows on any day: other names by language, the same things elsewhere, and what has its place there."""
        statements_here = list(self.graph.statements(iri))
        own = Facts(quad for quad in statements_here if quad.subject.value == iri)
        literals = (fact.value for fact in own.of(iri, _ALT_LABEL) if isinstance(fact.value, ox.Literal))
        names = grouped((one.language or _ENGLISH, one.value) for one in literals)
        names = {language: list(dict.fromkeys(of)) for language, of in sorted(names.items())}
        return names, own.texts(iri, *_MATCHES), self._placed(iri, statements_here)

    def _placed(self, iri: str, statements_here: Iterable[ox.Quad]) -> Placed:
        """Returns the acts, memberships and the like that have their place on the page of a thing, by source."""
        graphs = grouped(
            (quad.subject.value, quad.graph_name.value)
            for quad in filter(is_asserted, statements_here)
            if quad.subject.value != iri and self.addresses.home(quad.subject.value) == iri
        )
        in_order = sorted(graphs, key=lambda node: natural(self.graph.index.label(node)))
        days = self._days_stated(iri) if graphs else {}
        found = grouped(
            (
                self.titled(sorted({*graphs[node]})),
                (local(node), _with_days(self.graph.index.label(node), days.get(node, {}))),
            )
            for node in in_order
        )
        return [(marks, tuple(placed)) for marks, placed in found.items()]

    def _days_stated(self, iri: str) -> dict[str, dict[str, dict[str, list[Value]]]]:
        """Returns the days of what is bound to a thing, by node, by who states them, and by property."""
        found: dict[str, dict[str, dict[str, list[Value]]]] = {}
        stated = self.graph.sparql(_DAYS_STATED % iri, timeout=None, memory=None)
        for row in sorted(stated, key=lambda row: (row.graph.iri, str(row.day))):
            of_node = found.setdefault(row.node.iri, {})
            of_node.setdefault(row.graph.iri, {}).setdefault(row.property.iri, []).append(row.day)
        return found

    def passage(self, iri: str) -> str:
        """Returns the page of a passage of the memo."""
        passage = self.graph.describe(iri)
        assert isinstance(passage, Passage)
        before, after = self._neighbours(iri)
        place, gist = self.graph.index.sources[iri]
        lead = first_said(passage)
        laid_out = [_without_said(one, lead) for one in passage.document().sections]
        return self.drawn(
            "passage",
            f"{gist[:1].upper()}{gist[1:]}" or place,
            section_at="memo",
            part=passage.section or "",
            lead=lead,
            found=[one for one in laid_out if one.title not in ("", NAMED)],
            around=[one for one in laid_out if one.blocks and one.title in ("", NAMED)],
            description=passage.description,
            about=of_thing(iri, ("foaf:Document",), f"Memo {local(iri)}"),
            short=short(iri).removeprefix("memo:"),
            before=before,
            after=after,
            iri=iri,
            data=self.data(iri),
        )

    def _neighbours(self, iri: str) -> tuple[Entity | None, Entity | None]:
        """Returns the passages before and after one in the memo, where there are such."""
        around = [None, *self.passages, None]
        place = next((number for number, one in enumerate(around) if one and one.iri == iri), None)
        before, after = (around[place - 1], around[place + 1]) if place else (None, None)
        return self._titled(before), self._titled(after)

    def _titled(self, passage: Entity | None) -> Entity | None:
        """Returns a passage by its place and what it is about."""
        gist = passage and self.graph.index.sources[passage.iri].gist
        return passage and passage._replace(label=f"Memo {local(passage.iri)}{gist and f': {gist}'}")

    def source(self, iri: str) -> str:
        """Returns the page of a source: who made it, under which licence, what it covers and does not."""
        record = self.graph.sources(iri)[0]
        document, (entries, used) = record.document(), self._told_by(iri)
        return self.drawn(
            "source",
            record.title,
            kind="Source",
            found=document._replace(sections=tuple(_without_said(one, "") for one in document.sections)),
            about=of_source(iri, record.title, record.publisher, record.rights, record.statements),
            entries=entries,
            used=used,
            iri=iri,
            data=self.data(iri),
        )

    def _told_by(self, source: str) -> tuple[list[tuple[Entity, Entity | None]], list[ListEntry]]:
        """Returns the nodes that have their place on the page of a source, with what has replaced those no longer used.

        Besides, the things on whose pages it says something, first those of which it says most.
        """
        stated = [
            quad for quad in self.graph.statements(graph=source) if isinstance(quad.subject, ox.NamedNode)
        ]
        homes = {node: self.addresses.home(node) for node in dict.fromkeys(q.subject.value for q in stated)}
        here = sorted(homes.keys() - {source}, key=lambda node: natural(self.graph.index.label(node)))
        replaced = grouped((q.subject.value, q.object.value) for q in stated if q.predicate == _REPLACED)
        entries = [
            (self._entity(node), self._entity(min(replaced[node])) if node in replaced else None)
            for node in here
            if homes[node] == source
        ]
        things = Counter(home for home in homes.values() if home.startswith(ID)).most_common(_PAGES)
        return entries, [
            self.entry(self._entity(home), f"{many:,}" if many > 1 else "") for home, many in things
        ]

    def _entity(self, iri: str) -> Entity:
        return Entity(iri, self.graph.index.label(iri))


def _first_day(act: Acts) -> date:
    """Returns the first day of what an act shows: when a state joined, else when it signed."""
    return min(filter(None, act.consented or act.signed or act.in_force or ()))


def _day_of(brief: Report, kind: str) -> date | None:
    """Returns the first day of what is of a kind in the brief of a treaty, such as its opening for signature; None where no source has one."""
    found = (row.date for row in brief["dates"] if row.kind.iri == kind)
    return next((day for day in found if isinstance(day, date)), None)


def _opened(brief: Report) -> tuple[Document, str]:
    """Returns a brief as a page has it, which tells above it what its thing is, and what it says first where it has no sentence of its own.

    It then begins with the first of what is said of the thing, which no longer stands below.
    """
    document = brief.document(is_whole=True)
    title = next((part.title for part in brief.parts if part.name == "what"), "")
    what = next((one for one in document.sections if title and one.title == title), None)
    if what is None:
        return document, ""
    lines = [line for block in what.blocks if isinstance(block, Items) for line in block.items]
    facts = [one for one in lines if isinstance(one, Cells) and one.words != _KIND]
    first = next((one for one in facts if one.words in _FIRST and len(one.cells) == 1), None)
    lead = document.lead
    if not lead and first:
        lead, facts = first.cells, [one for one in facts if one is not first]
    whole = what._replace(blocks=(Items(tuple(facts)),))
    sections = (whole if one is what else one for one in document.sections)
    kept = tuple(one for one in sections if one is not whole or facts)
    return document._replace(lead=lead, sections=kept), str(next(iter(lead), ""))


def _publishers(document: Document) -> list[tuple[SourceSite, int]]:
    """Returns the publishers of the pages that the cells of the tables of a document rest on first, each with of how many."""
    tables = (block for one in document.sections for block in one.blocks if isinstance(block, Table))
    cells = (cell for table in tables for row in table.rows for cell in row[1:] if isinstance(cell, Cell))
    cited = ([page.site for source in cell.sources for page in source.pages] for cell in cells)
    return Counter(min(sites, key=lambda site: site.rank) for sites in cited if sites).most_common(
        _PUBLISHERS
    )


def _without_said(part: Section, lead: str) -> Section:
    """Returns a part of a passage without what stands above it, its section and the sentence that it begins with; other sentences first."""

    def is_left(line: Cell | Cells) -> bool:
        is_lead = isinstance(line, Cells) and [str(one).removesuffix(".") for one in line.cells] == [
            lead.removesuffix(".")
        ]
        return not is_lead and getattr(line, "words", "") != _IN_SECTION

    blocks = (
        block._replace(items=tuple(sorted(map(_addressed, filter(is_left, block.items)), key=_is_short)))
        if isinstance(block, Items)
        else block
        for block in part.blocks
    )
    return part._replace(blocks=tuple(one for one in blocks if not isinstance(one, Items) or one.items))


def _addressed(line: Cell | Cells) -> Cell | Cells:
    """Returns a line whose addresses are as people tell them."""
    if isinstance(line, Cells):
        return line._replace(cells=tuple(_addressed(one) for one in line.cells))  # type: ignore[misc]
    value = line.value
    if isinstance(value, Entity) and value.label == value.iri:
        return line._replace(value=value._replace(label=shortened(value.iri)))
    return line


def _is_short(line: Cell | Cells) -> bool:
    """Says whether a line has no sentence."""
    return not any(isinstance(one.value, str) and len(one.value.split()) >= _SENTENCE for one in line.cells)


def first_said(passage: Passage) -> str:
    """Returns the first sentence that a passage says of the thing that it says most of; empty where it says none."""
    of = grouped((one.subject, one.value) for one in passage.contents)
    texts = (text for text in max(of.values(), key=len, default=list[Value]()) if isinstance(text, str))
    return as_sentence(next((text for text in texts if len(text.split()) >= _SENTENCE), ""))


def as_sentence(text: str) -> str:
    """Writes a text as a sentence; nothing as nothing.

    >>> as_sentence("whose victims are children"), as_sentence("")
    ('Whose victims are children.', '')
    """
    return text and f"{text[:1].upper()}{text[1:]}{'' if text.endswith('.') else '.'}"


def years(days: Days | None) -> str:
    """Writes the years in which an act can have been done; nothing where that is not known.

    >>> years(Days.of("2006-10-13", "2010-01-26")), years(Days.of("2008-02-01", "2008-02-01")), years(None)
    ('06–10', '2008', '')
    """
    if days is None or days.last is None:
        return ""
    first, last = (days.first or days.last).year, days.last.year
    return str(last) if first == last else f"{str(first)[-2:]}–{str(last)[-2:]}"


def _with_days(label: str, stated: Mapping[str, Mapping[str, list[Value]]]) -> str:
    """Returns the label of an act, a membership or the like with the days that its sources state."""
    stated_days = [words for by_property in stated.values() for words in _in_words(by_property)]
    return ": ".join(filter(None, [label, "; ".join(dict.fromkeys(filter(None, stated_days)))]))


def _in_words(days: Mapping[str, list[Value]]) -> Iterator[str]:
    """Yields the days that a source states of an act, a membership or the like, in words."""

    def value(prop: str) -> Value:
        return next(iter(days.get(prop, ())), None)

    yield from (shown(day) for prop in _DAYS for day in days.get(prop, ()))
    yield lasted(value(_START), value(_END))
    yield shown(between(value(thb.notBefore), value(thb.notAfter)))


def lasted(first: Value, last: Value) -> str:
    """Says from when to when something lasted, as far as that is known.

    >>> lasted(1992, None), lasted(1992, 2006), lasted(None, 2006)
    ('from 1992', 'from 1992 to 2006', 'to 2006')
    """
    ends = (("from", first), ("to", last))
    return " ".join(f"{word} {shown(day)}" for word, day in ends if day is not None)


def _days(row: Row, kind: str) -> Days | None:
    days = Days(row[f"{kind}Earliest"], row[f"{kind}Latest"])
    return days if any(days) else None
