"""The command `source refresh`, from a saved page to answers about 2026, in a copy of the home."""

from __future__ import annotations

import csv
import io
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from functools import cache, partial
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

import command_line
from copying import copied_home, read_as
from in_memory import in_memory
from saved_pages import DAY, ROOT, saved
from thbgraph.base.errors import RequestError
from thbgraph.base.namespaces import ID
from thbgraph.build.releases import pack
from thbgraph.graph import KnowledgeGraph, open_graph
from thbgraph.results.changes import ChangeCause
from thbgraph.results.formats import write

PAGE = str(Path(__file__).with_name("palermo-protocol.xml"))
TABLE = "data/tables/depositary-acts.csv"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the home before any page was taken over."""
    return before_any_page(tmp_path_factory.mktemp("home"))


def before_any_page(folder: Path) -> Path:
    copied_home(folder)
    table = folder / TABLE
    head, *_ = table.read_text(encoding="utf-8").splitlines(keepends=True)
    table.write_text(head, encoding="utf-8")
    return folder


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.slow
def test_answers_of_2026_follow_from_a_saved_page(home: Path, graph: object) -> None:
    run = partial(command_line.run, THBGRAPH_HOME=str(home))
    proposal = home / "palermo.csv"
    done = run("source", "refresh", PAGE, "--treaty", "Palermo Protocol", "--read", DAY, "-o", str(proposal))
    assert done.returncode == 0, done.stderr
    assert "15 rows new or changed, 0 to be asked; 282 rows recorded just so" in done.stderr
    added = [row for row in rows(proposal) if row["change"] == "added"]
    assert [(row["party"], row["kind"], row["date"]) for row in added] == [
        ("wsm", "Accession", "2025-02-17"),
        ("lka", "Ratification", "2015-06-15"),
        ("ton", "Accession", "2024-11-04"),
    ]
    shown = run(
        "source", "refresh", PAGE, "--treaty", "Palermo Protocol", "--read", DAY, "--format", "table"
    ).stdout
    assert "Tonga" in shown and "sha256" not in shown and "Finland" not in shown  # which is recorded just so
    done = run("source", "refresh", "--apply", str(proposal))
    assert done.returncode == 0, done.stderr
    assert len(rows(home / TABLE)) == 297
    said = run("status", "Tonga", "Palermo Protocol", "asOf=2026-11-01").stdout
    assert "Tonga was a party on 1 November 2026, since 4 December 2024, by accession on 4" in said
    said = run("status", "Finland", "Palermo Protocol", "asOf=2026-11-01").stdout
    assert "Finland was a party on 1 November 2026" in said and "up to 29 November 2026" in said
    said = run("status", "Iran", "Palermo Protocol", "asOf=2026-11-01").stdout
    assert "Iran had neither signed nor joined it by 1 November 2026." in said
    query = "SELECT ?day { id:act-palermo-protocol-ton-consent dcterms:date ?day }"
    assert (
        "treaties.un.org/Pages/ViewDetails.aspx?src=TREATY&mtdsg_no=XVIII-12-a"
        in run("sparql", query, "--cite", "--format", "table").stdout
    )

    done = run(
        "source", "refresh", PAGE, "--treaty", "Palermo Protocol", "--read", "2026-11-30", "-o", str(proposal)
    )
    assert done.returncode == 0 and "2 rows new or changed" in done.stderr
    assert [row["change"] for row in rows(proposal) if row["change"] != "confirmed"] == ["covered", "covered"]

    said = csv.DictReader(io.StringIO(run("source", "status", "--format", "csv").stdout))
    by_treaty = {row["instrument"].rpartition("/")[2]: row for row in said}
    assert by_treaty["palermo-protocol"]["refreshed"] == DAY and by_treaty["cets-197"]["refreshed"] == "never"
    assert by_treaty["ilo-c182"]["refresh"] == "thbgraph source refresh FILE --treaty ilo-c182"
    shown = run("source", "status", "Palermo Protocol").stdout
    told = shown.partition("source           depositary acts")[2].partition("\n\n")[0]
    assert "read             29 November 2026\n" in told and "last refreshed   29 November 2026\n" in told
    assert "not recorded" not in told
    # By the list of the United States it had consented, and the depositary does not list it.
    said = " ".join(run("status", "Sierra Leone", "Palermo Protocol", "asOf=2026-11-01").stdout.split())
    assert "undetermined, as of 1 November 2026" in said
    assert (
        "the sources contradict each other from 14 December 2013 on; last recorded before: signatory" in said
    )
    assert (
        "Child Labor, 2014: Palermo Protocol, between 1 January 2014 and 26 October 2015: consented" in said
    )
    assert "no source says" not in said
    said = run("status", "Pakistan", "Palermo Protocol", "asOf=latest").stdout
    assert "undetermined, as of 29 November 2026, as last known" in said
    # What the older list decided stays decided.
    said = " ".join(run("status", "Sierra Leone", "Palermo Protocol").stdout.split())
    assert "signatory, as of 23 February 2010" in said and "up to 13 December 2013" in said
    said = run("conflicts", "Sierra Leone").stdout
    assert "Palermo Protocol: had Sierra Leone consented? (status)" in said
    assert "it had not by 29 November 2026, as the depositary lists" in said
    # What follows for the rest of the data is told with file, line and what to write, and no example of a term ages.
    (home / "docs").mkdir()
    (home / "docs/core.md").write_text("")
    found = run("check").stdout
    (home / "docs/core.md").unlink()
    assert 'skos:note "..."@en' in found and "id:act-palermo-protocol-brb-consent is an accession" in found
    (fault,) = [line for line in found.splitlines() if line.startswith(f"{TABLE}:") and "accession" in line]
    assert "write why both stay into data/entities/notes.trig" in fault
    assert "the example of" not in found
    shown = run("source", "status", "CETS 197").stdout
    assert "last refreshed" in shown and "thbgraph source refresh FILE --treaty cets-197" in shown


@pytest.mark.slow
def test_a_watched_question_tells_the_three_new_parties(
    home: Path, graph: KnowledgeGraph, tmp_path: Path
) -> None:
    """The home is the one into which the test before has taken the page over."""
    if "act-palermo-protocol-ton-consent" not in (home / TABLE).read_text(encoding="utf-8"):
        pytest.skip("runs after the test that takes the page over")
    before_any_page(tmp_path)
    pack(tmp_path, "0.1.0", date(2026, 11, 30))
    shutil.move(tmp_path / "releases", home / "releases")
    now = open_graph(home)
    asked = {"instrument": ["Palermo Protocol"], "asOf": ["latest"]}
    watched = now.changes("bound-by", asked)
    (step,) = watched.steps
    assert (step.since, step.until, step.day) == ("0.1.0", "the present data", now.changes().day)
    assert step.gist.endswith(
        "on 29 November 2026: Samoa and Tonga are new, after 13 December 2013, as last known, up to when all was known "
        "before; also in it now are 3 on which the sources contradict each other; 11 not known before, or not as exactly; "
        "and 7 recorded before, whose day is covered now."
    )
    happened = [one.in_words for one in step.changes if one.cause is ChangeCause.HAPPENED]
    assert happened == [
        "Samoa is new (bound: yes; since: 19 March 2025): consent to Palermo Protocol by Samoa (accession), on 17 February 2025",
        "Tonga is new (bound: yes; since: 4 December 2024): consent to Palermo Protocol by Tonga (accession), on 4 November 2024",
    ]
    # Who was recorded less exactly, by another kind of consent, or by a report alone, is told apart.
    labels = {cause: {one.about.label for one in changes} for cause, changes in step.by_cause.items()}
    assert labels[ChangeCause.LEARNED] == {
        *("Andorra", "Bangladesh", "Barbados", "Brunei", "Comoros"),
        *("Fiji", "Japan", "Maldives", "Nepal", "Palestine", "Sri Lanka"),
    }
    assert labels[ChangeCause.DISPUTED] == {"Eritrea", "Pakistan", "Sierra Leone"}
    assert [*labels][3:] == [ChangeCause.COVERED]
    entries = [*watched.entries]
    assert [one.title for one in entries[:2]] == happened and len(entries) == 2 + 3 + 11 + 1
    assert all("treaties.un.org" in one.pages[0] for one in (*entries[:2], *entries[5:-1]))
    # The other side of it: who is not bound has gone from the answer.
    gone = [
        one for one in now.changes("not-bound", {"group": "UN", **asked}) if one.cause is ChangeCause.HAPPENED
    ]
    assert {(one.sign, one.about.label) for one in gone} == {("-", name) for name in ("Samoa", "Tonga")}

    of_all, of_tonga = now.changes(), now.changes("Tonga")
    assert [one.in_words for one in of_tonga] == [
        "consent to Palermo Protocol by Tonga (accession), on 4 November 2024"
    ]
    assert len(of_all) == 297 + 3 and [one.name for one in of_tonga.entries] == [
        one.name for one in of_all.entries if "Tonga" in one.title
    ]
    assert now.changes("Palermo Protocol").steps[0].summary == of_all.steps[0].summary
    # A folder is as good as a release, and the data that are there as they were told nothing.
    since = now.changes("bound-by", asked, since=ROOT)
    assert [one.in_words for one in since] == [one.in_words for one in watched]
    assert "Nothing has changed since" in write(graph.changes(since=ROOT), "text")
    with pytest.raises(RequestError, match=r"there is no release '9' and no such folder; releases: 0\.1\.0"):
        now.changes(since="9")
    told = command_line.run(
        "changes",
        "bound-by",
        "instrument=Palermo Protocol",
        "asOf=latest",
        "--format",
        "atom",
        THBGRAPH_HOME=str(home),
    )
    assert told.stdout == write(watched, "atom")


@pytest.fixture
def fresh(home: Path, graph: KnowledgeGraph) -> Iterator[Path]:
    """The copy of the home with the table as it was before the first page.

    Commands find there the names of the real graph, to which no page adds any.
    """
    then = (home / TABLE).read_bytes()
    (home / TABLE).write_bytes((ROOT / TABLE).read_bytes())
    with read_as(graph, home):
        yield home
    (home / TABLE).write_bytes(then)


def taken_over(home: Path) -> KnowledgeGraph:
    """The graph of the tables that tell of the protocol, and of what these are about."""
    tables = (home / "data/tables").glob("*.csv")
    told = [path for path in tables if "palermo-protocol" in path.read_text(encoding="utf-8")]
    entities = (home / "data/entities").glob("*.trig")
    return in_memory(home, *sorted(str(path.relative_to(home)) for path in (*entities, *told)))


def status(graph: KnowledgeGraph, state: str, day: str) -> str:
    """What is said of a state under the protocol, on one line."""
    return " ".join(str(graph.status(state, "Palermo Protocol", day)).split())


@cache
def proposal(home: Path, page: str, _read: bytes, _recorded: bytes) -> str:
    """What is proposed of a page as it reads, where so much is recorded."""
    path = home / "proposal.csv"
    given = ("source", "refresh", page, "--treaty", "Palermo Protocol", "--read", DAY, "-o", str(path))
    done = command_line.run(*given, THBGRAPH_HOME=str(home))
    assert done.returncode in (0, 1), done.stderr
    return path.read_text(encoding="utf-8")


def proposed(home: Path, *changes: tuple[str, str], page: str = PAGE) -> Path:
    """Writes a proposal, with cells of the row of a party changed as a person would."""
    path = home / "proposal.csv"
    path.write_text(
        proposal(home, page, Path(page).read_bytes(), (home / TABLE).read_bytes()), encoding="utf-8"
    )
    found = rows(path)
    for row in found:
        for act, cells in changes:
            if row["act"] == act:
                row |= dict(cell.split("=", 1) for cell in cells.split("; "))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, found[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(found)
    return path


TONGA, CONSENTS = "act-palermo-protocol-ton-consent", "coverage-palermo-protocol-depositary-consent"

#: What a person may write into a proposal that cannot be taken over, and what is said of it.
FAULTS = {
    "no decision": ((TONGA, "decision=?"), "expected accept, reject or reject day, got '?'"),
    "a decision that is none": ((TONGA, "decision=yes"), "expected accept, reject or reject day, got 'yes'"),
    "a day rejected without a reason": ((TONGA, "decision=reject day"), "is rejected without a reason; write under reason why"),
    "the day of what has none": ((CONSENTS, "decision=reject day; reason=why"), "is covered, which has no day of an act"),
    "a rejection without a reason": ((TONGA, "decision=reject"), "is rejected without a reason; write under reason why"),
    "a rejection and all the same complete": (
        (TONGA, "decision=reject; reason=a slip of the page"), "cannot be accepted while line 14 is rejected: the graph would say that Tonga had not done what the page says; reject this row too, with a reason, or write reject day"
    ),
    "a party that is none": ((TONGA, "party=tonga"), "expected under party a state or body of the graph, such as fin, got 'tonga'"),
    "a kind that is none": ((TONGA, "kind=Agreement"), "expected under kind one of Acceptance, Accession"),
    "a day that is none": ((TONGA, "date=4.11.2024"), "expected under date a day such as"),
}  # fmt: skip


@pytest.mark.parametrize(("change", "said"), FAULTS.values(), ids=FAULTS)
def test_a_proposal_with_a_fault_writes_nothing(change: tuple[str, str], said: str, fresh: Path) -> None:
    path, before = proposed(fresh, change), (fresh / TABLE).read_bytes()
    done = command_line.run("source", "refresh", "--apply", str(path), THBGRAPH_HOME=str(fresh))
    assert done.returncode != 0 and said in done.stderr and f"{path.name}:" in done.stderr, done.stderr
    assert (fresh / TABLE).read_bytes() == before


@pytest.mark.slow
def test_what_is_rejected_is_remembered_with_its_reason(fresh: Path) -> None:
    run = partial(command_line.run, THBGRAPH_HOME=str(fresh))
    path = proposed(
        fresh,
        (TONGA, "decision=reject; reason=a slip of the page"),
        (CONSENTS, "decision=reject; reason=not whole"),
    )
    done = run("source", "refresh", "--apply", str(path))
    assert done.returncode == 0, done.stderr
    (kept,) = [row for row in rows(fresh / TABLE) if " added " in row["rejected"]]
    assert kept["reason"] == "a slip of the page" and kept["party"] == "" and kept["kind"] == ""
    said = [row for row in rows(proposed(fresh)) if row["change"] != "confirmed"]
    assert not [row for row in said if row["party"] == "ton" or row["change"] == "covered"]
    assert "had neither signed nor joined" not in status(taken_over(fresh), "Tonga", "2026-11-01")


@pytest.mark.slow
def test_a_day_is_rejected_alone(fresh: Path) -> None:
    """Who did an act stays listed, the kind counts up to the day of the page, and the day is not proposed again."""
    run = partial(command_line.run, THBGRAPH_HOME=str(fresh))
    japan = "act-palermo-protocol-jpn-consent"
    why = "decision=reject day; reason=misprinted"
    done = run("source", "refresh", "--apply", str(proposed(fresh, (TONGA, why), (japan, why))))
    assert done.returncode == 0, done.stderr
    written = {row["row"]: row for row in rows(fresh / TABLE)}
    assert (written[TONGA]["party"], written[TONGA]["date"], written[TONGA]["kind"]) == (
        "ton",
        "",
        "Accession",
    )
    assert "Its day, 4 November 2024, was rejected: misprinted." in written[TONGA]["note"]
    assert written[f"rejected-{TONGA}-2024-11-04"]["reason"] == "misprinted"
    assert (written[TONGA]["not_after"], written[japan]["not_after"]) == (DAY, DAY)
    graph = taken_over(fresh)
    said = status(graph, "Tonga", DAY)
    assert "Tonga, which had consented to be bound by 29 November 2026" in said, said
    said = status(graph, "Japan", "2026-11-01")
    assert "Japan was a party on 1 November 2026" in said and "up to 29 November 2026" in said, said
    again = [row for row in rows(proposed(fresh)) if row["change"] != "confirmed"]
    assert not [row for row in again if row["party"] in ("ton", "jpn")]


@pytest.mark.slow
def test_what_was_asked_is_written_as_it_was_answered(fresh: Path) -> None:
    page = fresh / "asking.xml"
    asking = saved("palermo-protocol", "palermo-protocol.xml").edited("Sri Lanka", name="Congo")
    asking = asking.edited("Finland", consent="[7 Sep\t 2006 A]<superscript>9</superscript>")
    page.write_bytes(asking.edited("Sweden", consent="2 Jul\t 2004 ").content())
    asked = rows(proposed(fresh, page=str(page)))
    asked = [row for row in asked if row["decision"] == "?"]
    assert {row["change"] for row in asked} == {"added", "changed", "withdrawn", "gone"}
    answers = {
        "added": "decision=accept; party=lka",
        "changed": "decision=accept",
        "withdrawn": "decision=accept; date=2020-01-01",
        "gone": "decision=reject; reason=the same",
    }
    changes = [(row["act"], answers[row["change"]]) for row in asked]
    done = command_line.run(
        "source",
        "refresh",
        "--apply",
        str(proposed(fresh, *changes, page=str(page))),
        THBGRAPH_HOME=str(fresh),
    )
    assert done.returncode == 0, done.stderr
    written = {row["row"]: row for row in rows(fresh / TABLE)}
    answered = written["act-palermo-protocol-lka-consent"]
    assert (answered["party"], answered["date"], answered["printed_participant"]) == (
        "lka",
        "2015-06-15",
        "Congo",
    )
    assert written["act-palermo-protocol-fin-denunciation"]["role"] == "actor"
    # The older table alone states what is in brackets, as long as nobody says more.
    assert "act-palermo-protocol-fin-consent" not in written
    # Where both days stay, the status follows the depositary, and the conflict is shown.
    graph = taken_over(fresh)
    said = status(graph, "Sweden", "latest")
    assert (
        "Sweden was a party on 29 November 2026, since 1 August 2004, by ratification on 2 July 2004" in said
    )
    assert "1 July 2004 (untc acts); 2 July 2004 (depositary acts); status follows 2 July 2004" in said
    shown = write(graph.conflicts("Sweden"), "text")
    assert "consent to Palermo Protocol by Sweden: when?" in shown
    assert "whose source prevails over the other" in shown


@pytest.mark.slow
def test_an_older_page_is_not_taken_over_after_a_newer_one(fresh: Path) -> None:
    run = partial(command_line.run, THBGRAPH_HOME=str(fresh))
    older = proposed(fresh)
    newer = fresh / "newer.csv"
    assert (
        run(
            "source",
            "refresh",
            PAGE,
            "--treaty",
            "Palermo Protocol",
            "--read",
            "2026-11-30",
            "-o",
            str(newer),
        ).returncode
        == 0
    )
    assert run("source", "refresh", "--apply", str(newer)).returncode == 0
    done = run("source", "refresh", "--apply", str(older))
    assert done.returncode != 0 and "a page of 2026-11-30 has been taken over since" in done.stderr


@pytest.mark.slow
def test_a_spreadsheet_may_have_saved_the_proposal(fresh: Path) -> None:
    path = proposed(fresh)
    with path.open(encoding="utf-8", newline="") as file:
        cells = [*csv.reader(file)]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";", lineterminator="\r\n").writerows(cells)
    done = command_line.run("source", "refresh", "--apply", str(path), THBGRAPH_HOME=str(fresh))
    assert done.returncode == 0 and len(rows(fresh / TABLE)) == 297, done.stderr


@pytest.mark.slow
def test_what_contradicts_the_rest_of_the_data_is_found_before_it_is_written(fresh: Path) -> None:
    before = (fresh / TABLE).read_bytes()
    path = proposed(fresh, (TONGA, "page=treaties"))  # no address
    done = command_line.run("source", "refresh", "--apply", str(path), THBGRAPH_HOME=str(fresh))
    assert done.returncode != 0 and "depositary-acts.csv:" in done.stderr, done.stderr
    assert (fresh / TABLE).read_bytes() == before


#: Applies a proposal in a process that is killed at the nth call of the system from when it begins to write.
KILLED = """
import os, signal, sys
from pathlib import Path
from thbgraph.depositaries import applying

home, path, moment, *parties = sys.argv[1:]
left = iter(range(int(moment)))

def call(event, _):
    if event != "os.kill" and event.startswith(("open", "os.")) and next(left, None) is None:
        os.kill(os.getpid(), signal.SIGKILL)

def accept(*given, accept=applying.sources.accept):
    sys.addaudithook(call)
    accept(*given)

applying.sources.accept = accept
applying._checked = lambda *_: []  # which writes to a copy alone
applying.apply(Path(home), Path(path).read_text(), path, parties)
"""


@pytest.mark.slow
def test_a_kill_at_any_moment_leaves_the_old_or_the_new(fresh: Path) -> None:
    path = proposed(fresh)
    parties = {ID + row["party"] for row in rows(path) if row["party"]}
    old, killed = (fresh / TABLE).read_bytes(), 0
    while True:
        command = [sys.executable, "-c", KILLED, str(fresh), str(path), str(killed), *parties]
        if (done := subprocess.run(command, check=False)).returncode != -signal.SIGKILL:
            break
        killed += 1
        assert (fresh / TABLE).read_bytes() == old, f"half written at moment {killed}"
    assert done.returncode == 0 and killed > 2
    assert len(rows(fresh / TABLE)) == 297


# Fetching.


@pytest.fixture
def mirror(fresh: Path) -> Iterator[tuple[str, list[str], dict[str, tuple[int, str, bytes]]]]:
    """A mirror on this machine: its address, what it was asked for, and what it answers by the end of an address."""
    asked: list[str] = []
    answers: dict[str, tuple[int, str, bytes]] = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            status, kind, body = next(
                (said for end, said in answers.items() if self.path.endswith(end)), (404, "text/plain", b"")
            )
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", asked, answers
    server.shutdown()
    server.server_close()


@pytest.mark.slow
def test_a_page_is_fetched_only_where_that_is_asked_and_what_is_called_is_said(
    fresh: Path, mirror: tuple[str, list[str], dict[str, tuple[int, str, bytes]]]
) -> None:
    address, asked, answers = mirror
    answers["Volume%20I/Chapter%20XVIII/XVIII-12-a.en.xml"] = (200, "text/xml", Path(PAGE).read_bytes())
    page = fresh / "fetched.xml"
    given = (
        "source",
        "refresh",
        str(page),
        "--treaty",
        "Palermo Protocol",
        "--read",
        DAY,
        "--fetch",
        "--via",
        address,
    )
    done = command_line.run(*given, THBGRAPH_HOME=str(fresh))
    assert done.returncode == 0, done.stderr
    site = "https://treaties.un.org/doc/Publication/MTDSG/Volume%20"
    called = [f"{site}{volume}/Chapter%20XVIII/XVIII-12-a.en.xml" for volume in ("II", "I")]
    assert asked == [
        f"/{one}" for one in called
    ]  # the other volume where the first has no such chapter, and nothing else
    assert [
        line.removeprefix("calling ") for line in done.stderr.splitlines() if line.startswith("calling")
    ] == called
    assert page.read_bytes() == Path(PAGE).read_bytes()


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ((403, "text/html", b"Forbidden"), "answers 403"),
        (
            (200, "application/pdf", b"%PDF"),
            "expected application/xml or text/xml or text/html or application/json, got application/pdf",
        ),
    ],
    ids=["forbidden", "another type"],
)
def test_what_cannot_be_fetched_leaves_no_page(
    answer: tuple[int, str, bytes],
    said: str,
    fresh: Path,
    mirror: tuple[str, list[str], dict[str, tuple[int, str, bytes]]],
) -> None:
    address, _, answers = mirror
    answers["P11300_INSTRUMENT_ID:312327"] = answer
    page = fresh / "refused.html"
    given = ("source", "refresh", str(page), "--treaty", "C182", "--read", DAY, "--fetch", "--via", address)
    done = command_line.run(*given, THBGRAPH_HOME=str(fresh))
    assert done.returncode != 0 and said in done.stderr and not page.exists()


def test_a_page_that_is_for_people_alone_is_not_fetched(
    fresh: Path, mirror: tuple[str, list[str], object]
) -> None:
    address, asked, _ = mirror
    given = (
        "source",
        "refresh",
        "x.json",
        "--treaty",
        "CETS 197",
        "--read",
        DAY,
        "--fetch",
        "--via",
        address,
    )
    done = command_line.run(*given, THBGRAPH_HOME=str(fresh))
    assert done.returncode == 2 and "in a browser" in done.stderr and asked == []
