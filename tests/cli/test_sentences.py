"""Sentences on the command line, in a pipe and on a terminal."""

from __future__ import annotations

import json
import re
import shlex

import pytest

from command_line import at_terminal, run


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
def test_a_sentence_that_is_certain_is_answered_in_a_pipe_in_words(words: tuple[str, ...]) -> None:
    done, asked = run(*words), run("ask", "works-on", "topic=children", "--format", "table")
    assert done.returncode == 0 and done.stderr == ""
    assert done.stdout == f"Read as: thbgraph ask works-on topic=children\n\n{asked.stdout}"


def test_rows_that_a_sentence_asks_for_have_what_is_said_beside_them() -> None:
    done = run("members of the Baltic Assembly", "--format", "csv")
    assert done.stdout == run("ask", "group-members", "group=Baltic Assembly", "--format", "csv").stdout
    assert done.stderr.startswith("No day is named, so it is about 23 February 2010;")
    assert "Read as: thbgraph ask group-members" in done.stderr


def test_options_beside_a_sentence_hold() -> None:
    done = run("who works with children?", "--format", "json")
    assert json.loads(done.stdout)["arguments"] == {"topic": "Children"}


def test_what_is_not_certain_is_named_and_refused_in_a_pipe() -> None:
    done = run("ask", "which countries and treaties")
    assert done.returncode == 2 and done.stdout == ""
    assert done.stderr.count("  thbgraph ") == 3


def test_what_has_more_of_the_words_than_any_question_stands_first_with_its_passage() -> None:
    done = run("Who trains consular staff about trafficking?")
    before, _, said = done.stderr.partition("\nrecorded, in the project's words:\n")
    said, _, questions = said.partition("\nquestions that come near:\n")
    assert (done.returncode, done.stdout) == (2, "") and "'consular'" not in before
    assert questions.count("  thbgraph ") >= 3 and "  thbgraph " not in before + said
    assert "cooperation with the IOM" in " ".join(said.split()) and "(memo 5-5)" in " ".join(said.split())
    assert max(map(len, said.splitlines())) <= 80


def test_one_word_that_is_near_no_command_is_shown() -> None:
    assert run("UNODC").stdout == run("show", "UNODC").stdout
    assert run("OSCE").stdout == run("show", "OSCE").stdout
    assert (
        run("shwo", "UNODC").stderr == "thbgraph: there is no command 'shwo'; did you mean thbgraph show?\n"
    )
    assert "did you mean --help?" in run("--hlep").stderr
    assert "nothing in the graph is called 'xyzzy'" in run("xyzzy").stderr


def test_the_first_is_run_where_somebody_at_the_terminal_agrees() -> None:
    code, seen = at_terminal("\n", "who works with children?")
    assert code == 0 and "thbgraph ask works-on topic=children" in seen
    assert "run the first?" in seen and "[Y/n]" in seen and "EGCC" in seen
    code, seen = at_terminal("n\n", "who works with children?")
    assert code == 0 and "EGCC" not in seen


def test_what_a_reader_takes_whole_is_answered_first_and_nobody_is_asked() -> None:
    code, seen = at_terminal("", "is Lithuania a party to CETS 197 on 1 January 2008?")
    assert code == 0 and seen.startswith("No: Lithuania was not a party to CETS 197 on 1 January 2008.")
    assert "run the first?" not in seen and "had neither signed nor joined it" in seen  # its status
    told = run("which CBSS states had signed but not ratified CETS 197 by 2009?").stdout
    assert told.startswith("At least four of the eleven CBSS states ")
    assert "who says so: thbgraph participants 'CETS 197' asOf=2009-12-31" in told


def test_how_a_sentence_is_read_is_explained() -> None:
    told = run("ask", "--explain", "Which Nordic countries had not ratified CETS 197 before 2008?").stdout
    assert "operator  'not': negation" in told and "reader    treaties" in told
    assert "no reader takes all its words" in run("ask", "--explain", "who works with children?").stdout


def test_where_words_answer_nothing_is_run_unless_somebody_says_so() -> None:
    code, seen = at_terminal("\n", "How does NATO train its soldiers about trafficking?")
    assert code == 0 and seen.index("memo 8-1") < seen.index("thbgraph show NATO")
    assert seen.rstrip().endswith(") [y/N]")


def test_another_than_the_first_is_run_by_its_number() -> None:
    code, seen = at_terminal("2\n", "How does NATO train its soldiers about trafficking?")
    offered = re.findall(r"^2 thbgraph (.*?)\s*$", seen, re.MULTILINE)
    assert code == 0 and len(offered) == 1
    told = run(*shlex.split(offered[0]), "--format", "text").stdout.split()
    assert " ".join(told[:12]) in " ".join(seen.split())
    code, seen = at_terminal("9\n", "How does NATO train its soldiers about trafficking?")
    assert code == 0 and seen.split("[y/N]")[1].strip() == "9"


def test_what_a_sentence_does_not_name_is_said_to_be_the_default() -> None:
    said = run("which countries signed the Warsaw convention but never got round to ratifying?").stderr
    noted = re.search(
        r"on a day\? \(not named, so by default: group=CBSS; leaves out: (.*?)\)", " ".join(said.split())
    )
    assert noted is not None and "got" in noted[1].split(", ")
    assert "by default" not in run("which members of the EU signed CETS 197 but never ratified it?").stderr


def test_a_suggested_question_is_answered_in_short() -> None:
    said = " ".join(
        run(
            "since when is the Palermo Protocol binding law, and how many states have put their name to it?"
        ).stderr.split()
    )
    assert "Especially Women and Children entered into force on 25 December 2003." in said
    assert "The number of states that had signed it was 116." in said


def test_nothing_is_run_by_default_that_leaves_out_a_word_of_the_sentence() -> None:
    code, seen = at_terminal("\n", "Which treaty of the EU did Lithuania paint?")
    assert code == 0 and "leaves out: " in seen and seen.rstrip().endswith("[y/N]")


def test_what_is_excluded_is_not_looked_for_and_that_is_said() -> None:
    said = run("Apart from women in prostitution, who works on exploitation in the Nordic region?").stderr
    assert said.startswith("thbgraph: I cannot read 'except women in prostitution' in the texts below.")
    assert "topic=women" not in said and "topic=prostitution" not in said


def test_of_a_name_that_nothing_has_that_is_said_with_what_is_near() -> None:
    said = run("Who adopted the Brussels Declaration?").stderr
    assert said.startswith(
        "thbgraph: Nothing in the graph is called 'Brussels Declaration'; did you mean Brussels?"
    )
    assert "nothing in the graph" not in run("Which states are near St. Petersburg?").stderr


def test_below_the_questions_stands_what_is_recorded_in_the_words() -> None:
    said = run("Which part of Nordic Council has children?").stderr
    assert " What comes near:\n" in said
    assert said.index("  thbgraph ") < said.index("\nrecorded, in the project's words:\n")


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


def test_find_finds_names_questions_and_texts() -> None:
    lines = run("find", "who monitors the convention").stdout
    assert "ask monitoring-bodies" in lines
    texts = [
        line for line in run("find", "twice", "a", "year").stdout.splitlines() if line.startswith("memo:")
    ]
    assert texts[0].startswith("memo:3-11  Alliance against Trafficking in Persons: ")
    assert "; frequency: *twice* a *year*;" in texts[0]
    assert run("find", "GRETA").stdout.startswith("id:greta ")
