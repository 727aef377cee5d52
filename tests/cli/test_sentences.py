"""Sentences on the command line, in a pipe and on a terminal."""

from __future__ import annotations

import json

import pytest

from command_line import at_terminal, run, run_apart


@pytest.fixture(scope="module", autouse=True)
def built(graph: object) -> None:
    """Builds once, so that no command does."""


@pytest.mark.parametrize(
    "words",
    [
        ("who works with children?",),
        ("ask", "who works with children?"),
        ("ask", "who", "works", "with", "children"),
    ],
)
def test_a_sentence_is_answered_in_words_and_on_one_screen(words: tuple[str, ...]) -> None:
    done, rows = run(*words), run("ask", "works-on", "topic=children", "--format", "json")
    summary = json.loads(rows.stdout)["summary"]
    assert done.returncode == 0 and done.stderr == ""
    assert " ".join(done.stdout.split()).startswith(summary)
    assert "who says so: thbgraph ask works-on topic=children" in done.stdout
    assert len(done.stdout.splitlines()) <= 40 and max(map(len, done.stdout.splitlines())) <= 80


def test_rows_that_a_sentence_asks_for_have_what_is_said_beside_them() -> None:
    done = run("which programmes were running on 1 January 2011", "--format", "csv")
    assert done.stdout == run("ask", "running-on", "asOf=2011-01-01", "--format", "csv").stdout
    assert "This says nothing about the position today." in done.stderr


def test_options_beside_a_sentence_hold() -> None:
    cited = run("who works with children?", "--cite", "--format", "json")
    assert cited.stdout == run("ask", "works-on", "topic=children", "--cite", "--format", "json").stdout


@pytest.mark.slow
def test_what_is_not_read_is_named_first_and_nothing_is_written_as_rows() -> None:
    done = run("Which handbooks are only for parliamentarians?")
    assert done.returncode == 1 and done.stdout.startswith(
        "No sure answer: 'only' is not read with the rest."
    )
    assert "thbgraph ask handbooks audience=parliamentarians" in " ".join(done.stdout.split())
    refused = run("Which handbooks are only for parliamentarians?", "--format", "csv")
    assert (refused.returncode, refused.stdout) == (2, "") and "'only' is not read" in refused.stderr


def test_what_is_recorded_in_the_words_of_a_sentence_stands_below_with_its_passage() -> None:
    said = " ".join(run("Who trains consular staff about trafficking?").stdout.split())
    assert "co-operation with the IOM" in said and "Nearest: Memo 5-5, commitment by TF-THB" in said


@pytest.mark.slow
def test_one_word_that_is_near_no_command_is_shown() -> None:
    assert run("UNODC").stdout == run("show", "UNODC").stdout
    assert run("OSCE").stdout == run("show", "OSCE").stdout
    assert (
        run("shwo", "UNODC").stderr == "thbgraph: there is no command 'shwo'; did you mean thbgraph show?\n"
    )
    assert "did you mean --help?" in run("--hlep").stderr
    assert "nothing in the graph is called 'xyzzy'" in run("xyzzy").stderr


def test_what_a_reader_takes_whole_is_answered_first_and_nobody_is_asked() -> None:
    code, seen = at_terminal("", "is Lithuania a party to CETS 197 on 1 January 2008?")
    assert code == 0 and seen.startswith("No: Lithuania was not a party to CETS 197 on 1 January 2008; later")
    assert "thbgraph status Lithuania 'CETS 197' asOf=2008-01-01" in seen
    told = run("which CBSS states had signed but not ratified CETS 197 by 2009?").stdout
    assert told.startswith("At least four of the eleven CBSS states ")
    assert "who says so: thbgraph participants 'CETS 197' asOf=2009-12-31" in told


@pytest.mark.slow
def test_how_a_sentence_is_read_is_explained() -> None:
    told = run("ask", "--explain", "Which Nordic countries had not ratified CETS 197 before 2008?").stdout
    assert "operator  'not': negation" in told and "reader    treaties" in told
    assert "reader    questions" in run("ask", "--explain", "who works with children?").stdout
    assert "no reader takes all its words" in run("ask", "--explain", "who feeds the children?").stdout


def test_of_a_name_that_nothing_has_that_is_said_with_what_is_near() -> None:
    said = run("Who adopted the Brussels Declaration?").stdout
    assert said.startswith("Nothing in the graph is called 'Brussels Declaration'; did you mean Brussels?")


def test_a_value_without_a_name_fills_the_one_parameter_that_it_fits() -> None:
    assert run("ask", "works-on", "children").stdout == run("ask", "works-on", "topic=children").stdout
    given = run("ask", "not-bound", "CETS 197", "CBSS", "2008-01-01")
    assert (
        given.stdout == run("ask", "not-bound", "instrument=CETS 197", "group=CBSS", "asOf=2008-01-01").stdout
    )
    refused = run("ask", "party-to-one-only", "CETS 197", "group=EU")
    assert (
        refused.returncode == 2
        and "'CETS 197' fits instrument and companion of party-to-one-only" in refused.stderr
    )
    refused = run("ask", "works-on", "topic=women", "xyzzy")
    assert (
        refused.returncode == 2
        and "'xyzzy' fits no parameter of works-on; write name=value: topic" in refused.stderr
    )


def test_find_finds_names_and_texts() -> None:
    texts = [
        line for line in run("find", "twice", "a", "year").stdout.splitlines() if line.startswith("memo:")
    ]
    assert texts[0].startswith("memo:3-11  Alliance against Trafficking in Persons: ")
    assert "; frequency: *twice* a *year*;" in texts[0]
    assert run("find", "GRETA").stdout.startswith("id:greta ")


def test_evidence_beside_a_sentence_without_a_command_is_that_of_its_rows() -> None:
    told = run("ask", "who launched the Blue Heart Campaign?", "--cite")
    assert told.returncode == 0 and "/memo/1-6" in told.stdout
    told = run("ask", "Which CBSS states ratified CETS 197 and the Palermo Protocol?", "--cite")
    assert told.returncode == 0 and "not cited: it is put together of several" in told.stderr


def test_a_sentence_goes_on_from_that_of_the_command_before_in_the_same_shell() -> None:
    assert run_apart("When did Sweden ratify CETS 197?").returncode == 0
    done = run_apart("and Latvia?")
    assert (done.returncode, done.stdout.partition(" on ")[0]) == (
        0,
        "Latvia ratified CETS 197",
    )
