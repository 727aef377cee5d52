"""Lists of members, and what fetched sources say of memberships, as proposals, and what follows from them."""

from __future__ import annotations

import csv
import json
from functools import partial
from pathlib import Path

import pytest

import command_line
from copying import copied_home, read_as
from saved_pages import DAY, recorded
from thbgraph.base.errors import DataError
from thbgraph.base.namespaces import ID
from thbgraph.depositaries.membership_proposal import propose_members, read_members
from thbgraph.depositaries.proposal import PageReading, Proposal
from thbgraph.graph import KnowledgeGraph

TABLE = "data/tables/listed-members.csv"
PAGE = "https://example.org/members"
#: The Council of the Baltic Sea States as somebody may have saved its list, made by hand.
LIST = """member,since,until
Denmark,1992-03-06,
Estonia,1992-03-06,
Finland,1992,
Germany,,
Iceland,1995-06-01,
Latvia,1992-03-06,
Lithuania,1992-03-06,
Norway,1992-03-06,
Poland,1992-03-06,
Sweden,1992-03-06,
European Commission,1992-03,
Russian Federation,1992-03-06,2022-05-17
"""


def proposed(text: str, graph: KnowledgeGraph, rejected: dict[str, str] | None = None) -> Proposal:
    reading = PageReading(ID + "cbss", PAGE, DAY, "0" * 64)
    listed = read_members(text, "cbss.csv")
    return propose_members(listed, "cbss.csv", reading, recorded().records, graph.names, rejected or {})


def told(found: Proposal) -> list[tuple[str, str, str, str, str]]:
    return [(row.decision, row.change, row.kind, row.party, row.date) for row in found.news]


COVERED = ("accept", "covered", "Member", "", DAY)
#: What somebody's list may have otherwise, and what is proposed of it beside a new last day.
LISTS = {
    "nothing new but a day within a year": ("", "", ("accept", "changed", "Member", "isl", "1995-06-01")),
    "a new member": ("Denmark", "Ukraine,2026-06-01,\nDenmark", ("accept", "added", "Member", "ukr", "2026-06-01")),
    "a new member since nobody knows when": ("Denmark", "Ukraine,,\nDenmark", ("?", "added", "Member", "ukr", "")),
    "another first day": ("Estonia,1992-03-06", "Estonia,1992-03-05", ("?", "changed", "Member", "est", "1992-03-05")),
    "a member that left": ("Poland,1992-03-06,", "Poland,1992-03-06,2026-01-31", ("accept", "changed", "End", "pol", "2026-01-31")),
    "a member that is not there": ("European Commission,1992-03,\n", "", ("?", "gone", "End", "european-commission", "")),
    "a member that had left": (",2022-05-17", ",", ("?", "added", "Member", "rus", "1992-03-06")),
    "another last day": ("2022-05-17", "2022-05-18", ("?", "added", "Member", "rus", "1992-03-06")),
    "a name of several": ("Denmark", "Congo,2026,\nDenmark", ("?", "added", "Member", "", "2026")),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "wanted"), LISTS.values(), ids=LISTS)
def test_a_list_proposes_what_is_new(
    old: str, new: str, wanted: tuple[str, ...], graph: KnowledgeGraph
) -> None:
    assert old in LIST
    found = told(proposed(LIST.replace(old, new, 1) if old else LIST, graph))
    iceland = LISTS["nothing new but a day within a year"][2]
    assert wanted in found and COVERED in found
    assert {*found} - {wanted, iceland, COVERED} <= {("accept", "changed", "End", "rus", "2022-05-18")}


#: Lists that cannot be read, and what is said of them.
FAULTS = {
    "no column of members": ("member,", "state,", "cbss.csv:1: expected the columns of a list of members, got none named member"),
    "a column that is not known": ("since,until", "since,role", "cbss.csv:1: has a column 'role'; known are member, since, until"),
    "a day as people write it": ("1992-03-06", "6 March 1992", "cbss.csv:2: expected a day such as 2026-11-29, a month or a year"),
    "a name that nobody has": ("Denmark", "Qwvxy", "cbss.csv:2: nobody is called 'Qwvxy'"),
    "a member twice": ("Estonia", "Danmark", "cbss.csv:3: 'Danmark' and 'Denmark' on line 2 are both dnk"),
    "a row without a name": ("Denmark", "", "cbss.csv:2: a row without a member"),
    "a cell too many": ("Denmark,", "Denmark,,", "cbss.csv:2: expected 3 cells, got 4"),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "said"), FAULTS.values(), ids=FAULTS)
def test_a_list_that_cannot_be_taken_is_refused_with_its_line(
    old: str, new: str, said: str, graph: KnowledgeGraph
) -> None:
    with pytest.raises(DataError) as raised:
        proposed(LIST.replace(old, new, 1), graph)
    assert said in str(raised.value)


def test_what_was_rejected_is_not_proposed_again_and_nobody_is_said_to_be_no_member(
    graph: KnowledgeGraph,
) -> None:
    text = LIST.replace("Denmark", "Ukraine,2026-06-01,\nDenmark")
    (row,) = [row for row in proposed(text, graph).rows if row.party == "ukr"]
    found = proposed(text, graph, {row.claim: "a slip"})
    assert not [one for one in found.rows if one.party == "ukr" or one.change == "covered"]
    assert "the last day covered of members stays" in "\n".join(found.remarks)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the home."""
    return copied_home(tmp_path_factory.mktemp("home"))


def decided(path: Path) -> None:
    """Accepts each row of a proposal, with a day where one is asked."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [*csv.DictReader(file)]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(row | {"decision": "accept", "date": row["date"] or "2026-11-01"} for row in rows)


def take_over(home: Path, tmp_path: Path) -> None:
    """Takes over a list of members, and what a fetched source says of one."""
    run = partial(command_line.run, THBGRAPH_HOME=str(home), THBGRAPH_CACHE=str(tmp_path / "cache"))
    listed, proposal = tmp_path / "cbss.csv", tmp_path / "proposal.csv"
    listed.write_text(
        LIST.replace("Denmark", "Ukraine,2026-06-01,\nDenmark").replace("European Commission,1992-03,\n", "")
    )
    given = ("source", "refresh", str(listed), "--organization", "CBSS", "--read", DAY)
    done = run(*given)
    assert done.returncode == 2 and "--page https://example.org/members" in done.stderr
    done = run(*given, "--page", PAGE, "-o", str(proposal))
    assert (
        done.returncode == 1 and "European Commission is not on the list: when did it leave?" in done.stderr
    ), done.stderr
    refused = run("source", "refresh", "--apply", str(proposal))
    assert refused.returncode == 1 and "expected accept, reject or reject day, got '?'" in refused.stderr
    decided(proposal)
    done = run("source", "refresh", "--apply", str(proposal))
    assert done.returncode == 0 and f"{TABLE}: " in done.stdout, done.stderr

    # What a fetched source says of memberships goes the same way.
    facts = [
        ["membership", "http://www.wikidata.org/entity/Q789769", "P463", "Q33$1", "1992-03-05", ""],
        ["label", "Suomi land", "", "", "", ""],
    ]
    kept = {
        "iri": "http://www.wikidata.org/entity/Q33",
        "scheme": "wikidata",
        "retrieved": DAY,
        "etag": "",
        "last_modified": "",
        "facts": facts,
    }
    store = tmp_path / "cache" / "fetched" / "wikidata"
    store.mkdir(parents=True)
    (store / "finland.facts1.json").write_text(json.dumps(kept))
    done = run("link", "drift", "--proposal", "-o", str(proposal))
    assert done.returncode == 1 and "Finland: another start is recorded" in done.stderr, done.stderr
    assert "not taken over: 1 difference of a label" in done.stderr
    with proposal.open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["party"], row["of"], row["date"], row["page"]) == ("fin", "cbss", "1992-03-05", kept["iri"])
    decided(proposal)
    assert run("source", "refresh", "--apply", str(proposal)).returncode == 0


@pytest.mark.slow
def test_answers_follow_from_a_list_and_from_what_was_fetched(
    home: Path, tmp_path: Path, graph: KnowledgeGraph
) -> None:
    with read_as(graph, home):
        take_over(home, tmp_path)
    run = partial(command_line.run, THBGRAPH_HOME=str(home))
    said = run("ask", "group-members", "group=CBSS", f"asOf={DAY}", "--format", "csv").stdout
    members = {
        row["member"].rpartition("/")[2]
        for row in csv.DictReader(said.splitlines())
        if row["role"].endswith("Member")
    }
    assert len(members) == 11 and "ukr" in members and not members & {"eu", "rus"}
    query = "SELECT ?day { id:membership-cbss-ukr schema:startDate ?day }"
    assert PAGE in run("sparql", query, "--cite", "--format", "table").stdout
    assert "membership of Finland in CBSS: which start date? (value)" in run("conflicts", "Finland").stdout
