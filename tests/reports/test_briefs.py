"""Briefs, held against the graph by queries of their own and against what other methods say."""

from __future__ import annotations

import html
import json
import re
import sys
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from command_line import at_terminal, run
from thbgraph.base.errors import ParameterError, RequestError
from thbgraph.base.namespaces import ID, SOURCE
from thbgraph.graph import KnowledgeGraph
from thbgraph.reports.report import Report
from thbgraph.results.answer import Answer
from thbgraph.results.document import Cell, Cells, Document, Items, Section, Table
from thbgraph.results.formats import write, write_bytes
from thbgraph.results.render.text import to_text
from thbgraph.results.sources import Source

THINGS = [
    ("Finland", "2010-01-26"),
    ("Lithuania", "2009-01-01"),
    ("Montenegro", "2006-08-01"),
    ("EU", "2010-02-23"),
    ("CETS 197", "2010-01-26"),
    ("OSCE Action Plan", "2010-02-23"),
    ("GRETA", "2010-02-23"),
    ("CBSS", "1993-01-01"),
    ("TF-THB", "2010-02-23"),
]
_BELONGING = """
SELECT ?group {{
  ?membership org:member <{thing}> ; org:organization ?group ; org:role ?role
  OPTIONAL {{ ?membership thb:earliest ?start }}
  OPTIONAL {{ ?membership thb:latestEnd ?end }}
  FILTER(COALESCE(?start <= "{day}"^^xsd:date, true) && COALESCE(?end >= "{day}"^^xsd:date, true))
}}"""
_ADDRESSED = """
SELECT DISTINCT ?statement ?text {{
  {{ ?statement thb:addressedTo <{thing}> }}
  UNION {{
    ?membership org:member <{thing}> ; org:organization ?group ; org:role thb:Member .
    ?addressee thb:membersOf ?group . ?statement thb:addressedTo ?addressee
    FILTER NOT EXISTS {{ ?membership thb:earliest ?start FILTER(?start > "{day}"^^xsd:date) }}
  }}
  ?statement dcterms:description ?text
  FILTER NOT EXISTS {{ ?statement thb:earliest ?said FILTER(?said > "{day}"^^xsd:date) }}
}}"""
Found = Callable[[str, str], Report]


@pytest.fixture(scope="module")
def found(graph: KnowledgeGraph) -> Found:
    """Gives briefs, each made once."""
    made: dict[tuple[str, str], Report] = {}

    def of(name: str, day: str) -> Report:
        if (name, day) not in made:
            made[name, day] = graph.report("brief", thing=name, as_of=day)
        return made[name, day]

    return of


def rows(graph: KnowledgeGraph, query: str, **values: str) -> Answer:
    answer = graph.sparql(query.format(**values))
    assert isinstance(answer, Answer)
    return answer


@pytest.mark.parametrize(
    ("name", "day"), [("Finland", "2010-01-26"), ("Lithuania", "2009-01-01"), ("Montenegro", "2006-08-01")]
)
def test_a_state_stands_as_status_says(graph: KnowledgeGraph, found: Found, name: str, day: str) -> None:
    standing = [
        row for part in ("standing", "undecided", "what-would-settle") for row in found(name, day)[part]
    ]
    assert len(standing) >= 12
    for row in standing:
        alone = graph.status(name, row.instrument.iri, as_of=day)
        assert row.status.removesuffix(", no denunciation on record") == alone.status, row.instrument
        assert row.name == alone.name and (row.settles or "") == alone.settles
        if alone.signed and row.signedLatest:
            assert (row.signedEarliest, row.signedLatest) == alone.signed
    adopted = rows(
        graph,
        "SELECT ?treaty {{ ?act a thb:Adoption ; thb:instrument ?treaty . ?treaty a thb:Treaty . "
        '?act thb:earliest ?on FILTER(?on > "{day}"^^xsd:date) }}',
        day=day,
    )
    assert not {row.treaty for row in adopted} & {row.instrument for row in standing}


@pytest.mark.parametrize(("name", "day"), [one for one in THINGS if one[0] not in ("CBSS", "EU")])
def test_groups_are_those_of_the_day(graph: KnowledgeGraph, found: Found, name: str, day: str) -> None:
    brief = found(name, day)
    groups = {row.group.iri for row in rows(graph, _BELONGING, thing=graph.find(name).iri, day=day)}
    assert {row.group.iri for part in ("groups", "open-groups") for row in brief[part]} == groups


def test_members_are_those_of_the_day(found: Found) -> None:
    names = {row.member.label for row in found("CBSS", "1992-12-31")["members"]}
    assert "Denmark" in names and "Iceland" not in names and len(names) == 11
    assert (
        found("CBSS", "1992-12-31").summary
        == "On 31 December 1992, the Council of the Baltic Sea States had eleven members."
    )


def test_where_nothing_decides_both_sides_stand_on_the_page(found: Found) -> None:
    """A list of 1994 has Poland in the Council of Europe since 29 November 1991, another since 26 November."""
    brief = found("Poland", "2010-02-23")
    text = " ".join(str(brief).split())
    for row in brief["open-conflicts"]:
        assert row.question in text and row.sides in text
    assert any("in CoE" in row.question for row in (*brief["open-conflicts"], *brief["conflicts"]))


@pytest.mark.slow
def test_what_a_council_and_its_members_print_prevails_over_yearly_data(found: Found) -> None:
    """Iceland's own page on the CBSS has 1995 (eystrasaltsradid.utanrikisraduneyti.is), the Correlates of War 1993."""
    brief = found("CBSS", "2010-02-23")
    text = " ".join(str(brief).split())
    assert "1995: Iceland" in text and "open-conflicts" not in brief
    assert "answers follow 1995" in brief["conflicts"][0].reading
    assert "Iceland" not in {row.member.label for row in found("CBSS", "1994-06-01")["members"]}


def test_the_work_of_bodies_is_told_of_an_organization(found: Found) -> None:
    """Whom TF-THB and EGCC bring together, what they are for (memo 5-2, 5-11), and the EGCC's priorities (5-13 to 5-18)."""
    text = " ".join(str(found("CBSS", "2010-02-23")).partition("What its bodies are for")[2].split())
    assert "The Task Force is made up of experts from the ministries concerned" in text
    assert (
        "The group is made up of senior officials" in text
        and text.partition("What its bodies have promised")[0].count("TF-THB:") == 2
    )
    assert (
        "EGCC priorities: The group gives priority to protecting children from sexual exploitation of any form"
        in text
    )
    order = (
        "sexual exploitation of any",
        "unaccompanied",
        "payment for sex",
        "online",
        "sexual violence",
        "institutions",
    )
    places = [text.index(word) for word in order]
    assert places == sorted(places) and "people over 18" in text


def test_what_begins_alike_begins_once(found: Found) -> None:
    """The strategy of the TF-THB has five parts (memo 5-5 to 5-9); each keeps its own passage."""
    document = found("CBSS", "2010-02-23").document()
    (promised,) = (one for one in document.sections if one.title == "What its bodies have promised")
    _, line = promised.blocks[0].items  # type: ignore[union-attr]
    assert [str(cell).startswith("The strategy for 2008 to 2010 includes") for cell in line.cells] == [
        True,
        *[False] * 4,
    ]
    assert [cell.sources[0].iri.rpartition("/")[2] for cell in line.cells] == [
        "5-5",
        "5-6",
        "5-7",
        "5-8",
        "5-9",
    ]


@pytest.mark.parametrize("name", ["Finland", "Montenegro", "EU", "GRETA"])
def test_what_is_asked_of_it_is_told(graph: KnowledgeGraph, found: Found, name: str) -> None:
    day = dict(THINGS)[name]
    brief = found(name, day)
    asked = {row.statement.iri for row in (*brief["asked"], *brief["tasks"], *brief["said"])}
    asked |= {row.document.iri for row in (*brief["asked-in-texts"], *brief["own-calls"])}
    if "asked-by-name" in brief:  # the call of PACE is told with its name instead
        asked.add(ID + "statement-2-16-1")
    if "law" in brief:  # the obligation under the Directive is told as law
        asked.add(ID + "statement-4-4-1")
    if (
        "law" in brief or name == "Montenegro"
    ):  # that the OSCE advises its States asks nothing of a single one
        asked.add(ID + "statement-3-2-2")
    addressed = {row.statement.iri for row in rows(graph, _ADDRESSED, thing=graph.find(name).iri, day=day)}
    assert addressed <= asked and (addressed or name == "Montenegro")


def test_what_is_asked_of_its_members_is_told_of_a_group(graph: KnowledgeGraph) -> None:
    """The Special Representative calls on the OSCE States (memo 3-10); that the Action Plan has recommendations asks for nothing (3-2)."""
    brief = graph.report("brief", thing="OSCE", as_of="2010-02-23")
    asked, said = ({row.statement.iri for row in brief[part]} for part in ("asked", "said"))
    assert ID + "statement-3-10-1" in asked and ID + "statement-3-2-2" in said - asked


def test_a_call_of_a_later_day_is_not_told(found: Found) -> None:
    day = date(2010, 1, 26)
    assert "asked-by-name" not in found("Lithuania", "2009-01-01")
    assert not any(row.date == day for row in found("Lithuania", "2009-01-01")["asked"])
    assert any(row.called == day for row in found("Finland", "2010-01-26")["asked-by-name"])


@pytest.mark.parametrize(("name", "day"), THINGS)
def test_every_line_says_who_says_so(found: Found, name: str, day: str) -> None:
    for section in found(name, day).document(is_whole=True).sections:
        for block in section.blocks:
            if isinstance(block, Table):
                assert all(any(cell.sources for cell in row) for row in block.rows), section.title
            elif isinstance(block, Items):
                for one in block.items:
                    last = one.cells[-1] if isinstance(one, Cells) else one
                    assert last.sources or section.title == "Short names", (section.title, one)


def test_conflicts_are_those_that_concern_it(graph: KnowledgeGraph, found: Found) -> None:
    conflicts = graph.conflicts()
    for name, day in THINGS:
        told = [row.question for row in found(name, day)["conflicts"]]
        about = [
            one.question[:1].upper() + one.question[1:]
            for one in conflicts
            if graph.find(name).iri in one.concerned
        ]
        assert [one for one in about if one in told] == told


def test_a_conflict_on_what_was_later_is_not_told(found: Found) -> None:
    """Iceland consented to CETS 197 on 23 February 2012, or on 1 June of that year."""
    early, late = found("CETS 197", "2010-01-26"), found("CETS 197", "2013-01-01")
    question = "Consent to CETS 197 by Iceland: when?"
    assert question not in {row.question for row in early["conflicts"]}
    assert question in {row.question for row in late["conflicts"]}


def test_a_group_says_who_its_members_were_how_they_stood_and_what_lies_ahead(found: Found) -> None:
    """Hungary is in a list of the CBSS's observers without a day; the mandate of the TF-THB ends on 30 June 2011 (memo 5-2)."""
    text = " ".join(write(found("CBSS", "2010-02-23"), "text").split())
    assert (
        "CETS 197, neither signed nor joined (one): Russia" in text
        and "CETS 197, party (four): Denmark, Latvia, Norway" in text
    )
    assert (
        "Observers on record by 31 December 2009; since when is not recorded: Belarus" in text
        and "on a list of" not in text
    )
    assert "Hungary" in {row.member.label for row in found("CBSS", "2010-02-23")["open-others"]}
    assert "30 June 2011: end of the Mandate of the TF-THB" in text
    assert "a report on each Member State of the CBSS" in text.partition("What its bodies have promised")[2]
    assert "March 1992: European Commission" in text and "UNTOC, signatory (one): Iceland" in text
    assert (
        "30 June 2010, and every year: end of the term of the CBSS Presidency, and with it of the Chair of the TF-THB"
        in text
    )
    # The 18th BSPC asks it, too (document 237).
    assert "Governments of the region and the CBSS should" in text.partition("What is asked")[2]
    assert "Civil Security, a long-term priority of the CBSS: Civil Security includes" in text  # memo 5-1
    assert "Iceland had signed but not ratified the Palermo Protocol and UNTOC." in text


def test_a_body_has_the_tasks_of_its_units_and_what_came_of_them(found: Found) -> None:
    """The working group's two tasks (memo 0-7), and its report of August 2011."""
    brief = found("BSPC", "2010-02-23")
    assert {row.statement.iri.rpartition("/")[2] for row in brief["tasks"]} == {
        "statement-0-7-1",
        "statement-0-7-2",
    }
    assert [str(row.dateEarliest) for row in brief["led-to"]] and "August 2011" in str(brief)
    assert brief.summary.startswith(
        "On 23 February 2010, the Baltic Sea Parliamentary Conference had 27 members. "
        "Six states whose national parliaments take part in it had signed but not ratified CETS 197: Estonia"
    )
    text = " ".join(str(brief).split())
    assert (
        "against trafficking (Resolution of the 18th Baltic Sea Parliamentary Conference, 2009, paragraph 18"
        in text.partition("What it asks")[2]
    )
    assert (
        "29 to 31 August 2010: 19th Baltic Sea Parliamentary Conference, in Mariehamn (one every year)"
        in text
        and "meeting of the Baltic Sea" not in text
    )
    later = " ".join(str(found("BSPC", "2010-10-01")).split())
    assert "Every year: meeting of the Baltic Sea Parliamentary Conference" in later
    assert (
        "Answer of the Lithuanian Government to the BSPC, March 2011, on CETS 197: Preparatory work" in text
    )


def test_a_state_stands_for_its_parliament_in_an_assembly_and_for_itself_elsewhere(found: Found) -> None:
    """The members of the BSPC are parliaments (its report of 2009); those of the CBSS are states."""
    finland = " ".join(str(found("Finland", "2010-02-23")).split())
    of_parliament, of_state = finland.split("its parliament takes part at least in: ")[1].split(" member: ")
    assert "Baltic Sea Parliamentary Conference" in of_parliament and "Nordic Council (" in of_parliament
    assert "Council of the Baltic Sea States" in of_state and "Parliamentary" not in of_state[:900]
    said = "where a state or territory is named, its parliament is meant"
    assert said in " ".join(str(found("BSPC", "2010-02-23")).split())
    assert said not in " ".join(str(found("CBSS", "2010-02-23")).split())


def test_both_sides_of_a_conflict_are_named(graph: KnowledgeGraph, found: Found) -> None:
    (row,) = found("Finland", "2010-01-26")["conflicts"]
    (conflict,) = graph.conflicts("Finland")
    sides = {*conflict.graphs} - {SOURCE + "editors"}
    assert len(sides) > 1 and sides <= {*row.citation.graphs} <= {*conflict.graphs}


def test_what_is_undetermined_says_what_would_settle_it(found: Found) -> None:
    text = " ".join(write(found("Lithuania", "2009-01-01"), "text").split())
    assert "It is not known whether Lithuania had signed it by 1 January 2009" in text
    assert "What would settle it: the day of its signature (depositary: Council of Europe)." in text


@pytest.mark.slow
def test_numbers_are_least_ones_where_others_are_undetermined(found: Found) -> None:
    assert "had at least 125 members" in found("IOM", "2010-02-23").summary
    assert "had twelve members" in found("CBSS", "2010-02-23").summary


@pytest.mark.parametrize(("name", "day"), THINGS)
@pytest.mark.parametrize("form", ["text", "markdown", "html", "json"])
def test_a_brief_has_every_format(found: Found, name: str, day: str, form: str) -> None:
    text = write(found(name, day), form)
    assert text.endswith("\n") and found(name, day).title in html.unescape(text).replace("\\", "").replace(
        "\n", " "
    )
    if form == "json":
        fields = json.loads(text)
        assert [one["number"] for one in fields["sources"]] == list(range(1, len(fields["sources"]) + 1))
    if form == "text":
        assert all(len(line) <= 80 for line in text.splitlines() if "http" not in line)


@pytest.mark.parametrize("name", ["2-14", "source:editors", "thb:Treaty", "id:act-cets-197-fin-consent"])
def test_what_is_no_thing_is_refused(graph: KnowledgeGraph, name: str) -> None:
    with pytest.raises(RequestError, match="not a thing with a page of its own"):
        graph.report("brief", thing=name)


def test_wrong_arguments_are_refused(graph: KnowledgeGraph) -> None:
    with pytest.raises(ParameterError, match="Atlantis"):
        graph.report("brief", thing="Atlantis")
    with pytest.raises(ParameterError):
        graph.report("brief", thing="Finland", as_of="soon")
    done = run("brief", "Finland", "--format", "turtle")
    assert done.returncode == 2 and "there is no format 'turtle' here" in done.stderr


def test_a_brief_is_a_word_file(found: Found, tmp_path: Path) -> None:
    docx = pytest.importorskip("docx", reason="python-docx is not installed")
    brief = found("Finland", "2010-01-26")
    (tmp_path / "x.docx").write_bytes(write_bytes(brief, "docx"))
    read = docx.Document(str(tmp_path / "x.docx"))
    text = " ".join(one.text for one in read.paragraphs)
    assert brief.summary in text and "Council of Europe (since 5 May 1989)" in text
    assert [one.text for one in read.paragraphs if one.style.name == "Heading 2"][-2:] == [
        "Short names",
        "Sources",
    ]
    (table,) = read.tables
    treaties = [cell.text for cell in table.columns[0].cells][1:]
    assert treaties[0] == "CETS 197" and sorted(treaties) == sorted(row.short for row in brief["standing"])
    (signed,) = (row.cells[2] for row in table.rows if row.cells[0].text == "CETS 197")
    day, marks = signed.paragraphs[0].runs
    assert (
        day.text == "29 August 2006"
        and marks.font.superscript
        and f"[{marks.text.split(',')[0].strip()}] " in text
    )


def test_a_brief_is_a_pdf_the_same_each_time(found: Found, tmp_path: Path) -> None:
    pytest.importorskip("typst", reason="typst is not installed")
    brief = found("CETS 197", "2010-01-26")
    made = write_bytes(brief, "pdf")
    assert made.startswith(b"%PDF-") and made == write_bytes(brief, "pdf") and b"www.coe.int" in made
    path = tmp_path / "x.pdf"
    done = run("brief", "CETS 197", "asOf=2010-01-26", "-o", str(path))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "") and path.read_bytes() == made


@pytest.mark.parametrize(
    ("name", "day"), [("Finland", "2010-01-26"), ("CETS 197", "2010-01-26"), ("GRETA", "2010-02-23")]
)
def test_a_brief_fits_two_pages(found: Found, name: str, day: str) -> None:
    assert 1 <= len(re.findall(rb"/Type\s*/Page\b", write_bytes(found(name, day), "pdf"))) <= 2


@pytest.mark.slow
def test_what_does_not_fit_is_counted_and_stands_in_the_whole(found: Found) -> None:
    brief = found("UN", "2010-02-23")
    assert re.search(r"^  \d+ more$", str(brief), re.MULTILINE) and "thbgraph show" not in str(brief)
    whole = " ".join(run("brief", "UN", "--all").stdout.split())
    assert all(row.member.label in whole for row in brief["members"])


def test_a_text_cannot_steer_the_typesetter() -> None:
    pytest.importorskip("typst", reason="typst is not installed")
    hostile = Cell(
        '#panic("x") ] } $ \\ " <a> @b *c* _d_ `e` \x00 = f // g', (Source("i", '#read("/etc/passwd") "]'),)
    )
    document = Document(
        '"] #panic()', (hostile,), (Section("#s", (Table(("#c",), ((hostile,),)), Items((hostile,)))),)
    )
    assert write_bytes(Holder(document), "pdf").startswith(b"%PDF-")


class Holder:
    """Something that is laid out as a document."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def document(self) -> Document:
        return self._document


def test_what_is_no_text_is_not_written_as_text(found: Found) -> None:
    brief = found("GRETA", "2010-02-23")
    with pytest.raises(RequestError, match="pdf is not a text format; use write_bytes"):
        write(brief, "pdf")
    with pytest.raises(RequestError, match="there is no format 'html' here; choose from: docx, pdf"):
        write_bytes(brief, "html")
    assert write_bytes(brief["what"], "pdf").startswith(b"%PDF")
    code, seen = at_terminal("", "brief", "GRETA", "--format", "pdf")
    assert code == 2 and "name a file with -o" in " ".join(seen.split())


def test_a_library_that_is_missing_is_told(found: Found, monkeypatch: pytest.MonkeyPatch) -> None:
    for module, form in (("docx", "docx"), ("typst", "pdf")):
        monkeypatch.setitem(sys.modules, module, None)
        with pytest.raises(RequestError, match=r"install it with: pip install 'thbgraph\[brief\]'"):
            write_bytes(found("GRETA", "2010-02-23"), form)


def test_the_command_prints_it(found: Found) -> None:
    done = run("brief", "Finland", "asOf=2010-01-26")
    assert done.returncode == 0 and done.stdout == str(found("Finland", "2010-01-26"))


@pytest.mark.slow
def test_a_call_to_join_what_the_state_had_joined_by_the_day_is_not_asked_any_more(
    graph: KnowledgeGraph,
) -> None:
    """PACE called on member states to sign or ratify CETS No. 197 on 26 January 2010; Finland did on 30 May 2012."""
    call = ID + "statement-2-16-1"

    def asked(state: str, day: str) -> bool:
        brief = graph.report("brief", thing=state, as_of=day)
        assert call not in {row.statement.iri for row in brief["asked"]}
        return "asked-by-name" in brief

    assert asked("Finland", "2010-02-23") and not asked("Finland", "2012-05-30")
    assert not asked("Denmark", "2010-02-23")


def test_what_came_later_stands_under_what_followed_alone(found: Found) -> None:
    """GRETA evaluated the first ten parties from September 2010 to June 2011."""
    text = str(found("GRETA", "2010-02-23")).partition("later sources show")
    assert "Evaluation of the first" not in text[0] and "begun September 2010, ended" in text[2]
    assert "Evaluation of the first" not in text[2].partition("Relations")[2].partition("Sources")[0]


def test_what_the_memo_says_is_not_said_by_it(found: Found) -> None:
    for name in ("GRETA", "CBSS", "BSPC", "CETS 197"):
        text = " ".join(str(found(name, "2010-02-23")).partition("Sources")[0].split())
        assert "by the memo" not in text and "according to the memo" in text


def test_a_treaty_is_told_with_the_memo_s_figures_and_without_those_nobody_looked_into(found: Found) -> None:
    """The memo counts another 15 members that had signed (2-14), which the whole has; Estonia, the sixteenth, signed on 3 February 2010."""
    brief = found("CETS 197", "2010-02-23")
    whole = " ".join(to_text(brief.document(is_whole=True)).split())
    text = " ".join(str(found("CETS 197", "2010-02-23")).split())
    assert "Signatory (16)" in text and "Another 15 member states of the Council of Europe" in whole
    assert "Undetermined" not in text and "Palestine" not in text
    assert (
        "called on 21 states by name to ratify it. As later sources show, 20 of them had joined it by 16 March 2022. Russia had not."
        in text
        and "open to: Member states of the Council" in text
    )
    assert "The memo names 15 signatories; it lacks Estonia, which signed on 3 February 2010" in whole
    assert "list of 26" not in whole and "signature of CETS 197 by Estonia, 3 February 2010" in whole
    assert "; comprehensive" not in text
    assert (
        "Neither signed nor joined, of the member states to which it is open (five): Azerbaijan, Czech Republic (today Czechia)"
        in text
    )
    assert "Other states that had neither signed nor joined Belarus, Israel" in whole
    assert "Had not joined by 16 March 2022: European Union" in text
    assert "PACE Rapporteur on action against trafficking" in text and "Committee of the Parties" in text
    assert (
        "GRETA should have the money and the staff that its work needs (PACE; the memo does not say to whom)"
        in text
    )
    assert "lobbying their governments (PACE Handbook for Parliamentarians" in text


def test_what_is_asked_of_a_state_says_what_it_did_later(found: Found) -> None:
    """Finland accepted CETS No. 197 on 30 May 2012, after the call of 26 January 2010."""
    text = " ".join(str(found("Finland", "2010-02-23")).split())
    assert "Joined CETS 197: 30 May 2012, 28 months after the call by PACE" in text
    assert "Joined CRC-OP-SC: 1 June 2012; no call on record here" in text
    assert "The memo does not cover what single states do" in text
    law = text.partition("Law of the EU that binds its members")[2]
    assert "(Council Framework Decision 2002/629/JHA, 19 July 2002)" in law
    assert "(Council Directive 2004/81/EC, 29 April 2004)" in law and law.count("period for reflection") == 1
    assert (
        "What is asked Finland should ratify CETS 197 (PACE Resolution 1702 (2010), 26 January 2010, by name)"
        in text
        and "5.1" not in text.partition("Sources")[0]
    )
    ahead = {(row.what.label, str(row.date)) for row in found("Finland", "2010-02-23")["ahead-of-groups"]}
    assert ("Mandate of the TF-THB", "2011-06-30") in ahead


@pytest.mark.slow
def test_what_became_of_what_ran_out_is_told(found: Found) -> None:
    """Terms of reference of 2020 go on from the mandate that ended in 2011 (cbss.org)."""
    text = " ".join(str(found("CBSS", "2010-02-23")).split())
    later = text.partition("What followed, as later sources show")[2]
    assert "Terms of Reference and Strategic Plan of the TF-THB 2021-2025 (by 11 June 2020; follows" in later


def test_law_that_was_replaced_is_not_told(graph: KnowledgeGraph) -> None:
    """Directive 2011/36/EU of 5 April 2011 replaces the Framework Decision of 2002; Norway is not in the EU."""

    def laws(state: str, day: str) -> set[str]:
        brief = graph.report("brief", thing=state, as_of=day)
        return {row.law.label for row in brief["law"]} if "law" in brief else set()

    old, residence = "Council Framework Decision 2002/629/JHA", "Council Directive 2004/81/EC"
    assert laws("Sweden", "2002-07-18") == set() and laws("Sweden", "2002-07-19") == {old}
    assert laws("Sweden", "2011-04-04") == {old, residence} and old not in laws("Sweden", "2011-04-05")
    assert laws("Norway", "2010-02-23") == set()


def test_a_party_of_long_ago_is_not_told_as_lapsed(found: Found) -> None:
    """Finland ratified ILO C029 on 13 January 1936; no source tells of a denunciation."""
    brief = found("Finland", "2010-02-23")
    assert brief.summary.startswith(
        "On 23 February 2010, Finland was a party to at least ten of the treaties on record here; "
        "for two (ILO C105, ILO C138) the sources here do not tell whether it was."
    )
    said = "1956 Supplementary Convention, ILO C029: status as at joining; no source here tells whether a party later left"
    assert said in " ".join(str(brief).split())
    assert brief.summary.endswith("It had signed but not ratified CETS 197 and CRC-OP-SC.")
    assert {row.short for row in brief["standing"] if row.done == "no act"} == {
        "ICMW"
    }  # which the memo does not name
    assert "ILO C105: no source says whether Finland had joined by then." in " ".join(
        str(brief.document(is_whole=True)).split()
    )
    assert {row.short for row in brief["what-would-settle"]} == {"ILO C105", "ILO C138"}


def test_a_conference_of_parliaments_is_told_with_its_members_and_tasks(found: Found) -> None:
    """Eleven national and eleven regional parliaments and five organizations, since 1991, as its report of 2009 says."""
    brief = found("BSPC", "2010-02-23")
    kinds = {row.member.label: row.kind for row in brief["members-of-assembly"]}
    assert Counter(kinds.values()) == {
        "National parliaments": 11,
        "Regional parliaments": 11,
        "Parliamentary organizations": 5,
    }
    assert kinds["Russia"] == "National parliaments" and kinds["Nordic Council"].startswith("Parliamentary")
    assert kinds["Åland Islands"] == kinds["Parliament of Hamburg"] == "Regional parliaments"
    assert "members" not in brief
    text = " ".join(str(brief).split())
    assert "set up in: 1991" in text and "eleven national and eleven regional parliaments" in text
    assert "BSPC Working Group on Civil Security/Trafficking" in text and "secondly, to find out" in text


def test_a_programme_is_told_with_what_it_is_bound_to(found: Found) -> None:
    """UNODC launched UN.GIFT in March 2007 (memo 1-5)."""
    text = " ".join(str(found("UN.GIFT", "2010-02-23")).split())
    assert "begun: March 2007" in text and "launched by: United Nations Office on Drugs and Crime" in text


def test_what_parliaments_recommend_is_told_of_the_states_that_it_reaches(found: Found) -> None:
    """The Nordic Council's eight recommendations are to the Nordic governments (memo 6-3 to 6-11)."""
    page = found("Finland", "2010-02-23")
    asked = page["recommended"]
    for row in asked:
        assert row.text[:12] in str(page)
    assert "by title alone; what was done is not recorded Rec. 22/2008" in " ".join(str(page).split())
    assert len(asked) == 8 and {row.author.label for row in asked} == {"Nordic Council"}
    assert "recommended" not in found("Lithuania", "2009-01-01")


def test_a_state_s_page_opens_with_treaties_of_the_memo(found: Found) -> None:
    """None of the eleven states of the CBSS had signed or joined ICMW, which the memo does not name; PACE urged Russia on CETS 197."""
    finland, russia = found("Finland", "2010-02-23"), found("Russia", "2010-02-23")
    assert "ICMW" not in finland.summary and "neither signed nor joined" not in finland.summary
    assert "ICMW" in str(finland).partition("Where it stands under treaties")[2]
    assert "It had neither signed nor joined CETS 197." in russia.summary and "ICMW" not in russia.summary


def test_who_did_nothing_is_named_first_too_and_of_many_as_the_least_number(found: Found) -> None:
    """What Canada, of the OSCE, did under CETS 197 is not recorded: more than those that PACE lists may have done nothing."""
    assert "Russia had neither signed nor joined CETS 197." in found("CBSS", "2010-02-23").summary
    osce = found("OSCE", "2010-02-23").summary
    assert "At least six of them had neither signed nor joined CETS 197: Azerbaijan, Belarus, Czechia" in osce


def test_a_page_of_a_party_to_nothing_says_of_what_that_is_not_known(found: Found) -> None:
    """Of the 1956 Supplementary Convention and CETS 197 no source here tells what Palestine did."""
    assert found("Palestine", "2010-02-23").summary.startswith(
        "For two (the 1956 Supplementary Convention, CETS 197) the sources here do not tell whether Palestine was a party on"
    )


def test_a_conference_of_parliaments_is_not_called_an_assembly(found: Found) -> None:
    for name in ("BSPC", "Inter-Parliamentary Union", "PACE", "Austrian Parliament"):
        text = " ".join(str(found(name, "2010-02-23")).split())
        assert "kind: Parliamentary body" in text and "Parliamentary assembly" not in text


def test_what_the_sources_do_not_decide_stands_at_the_foot(found: Found) -> None:
    text = " ".join(str(found("Finland", "2010-02-23")).split())
    assert "Whether it had joined ILO C105, ILO C138" in text.partition("In which groups it is")[2]
    assert "What would settle it" not in text
    whole = " ".join(write(found("Finland", "2010-02-23").document(is_whole=True), "text").split())
    assert "What would settle it" in whole
