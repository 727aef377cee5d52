"""The golden answers of a home, in `queries/answers/`: holding answers against them, and accepting answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from ..answers.answers import Answer
from ..answers.writers.answer_formats import to_csv
from ..building import homes
from ..difference.answers import AnswerDifference, compare_answers, in_short, told
from ..files.expectations import read_expectations
from ..files.golden import read_golden
from ..files.questions import Question
from ..words.counts import counted
from ..words.errors import DataError
from ..words.findings import Finding
from .expectations import Ask, Find, expectation_findings

FOLDER = "queries/answers"
#: Asks a question with its defaults and gives the answer as CSV; the graph's own way, handed in.
AskAsCsv = Callable[[str], str]


def path_of(name: str) -> str:
    """Gives the path of a question's golden answer, relative to the home."""
    return f"{FOLDER}/{name}.csv"


def difference(root: Path, question: Question, present: str) -> AnswerDifference | None:
    """Compares a question's present answer, as CSV, with the golden one; None where they are the same text.

    Where there is no golden answer yet, every row is added. Raises DataError for a file that is no CSV.
    """
    path = path_of(question.name)
    exists = (root / path).exists()
    accepted = homes.read_text(root, path) if exists else None
    present = present.replace("\r\n", "\n")  # as files are read
    if accepted == present:
        return None
    before = None if accepted is None else read_golden(accepted, path)
    expected = read_expectations(question)
    unique = next((one.unique for one in expected if one.unique and not one.arguments), ())
    found = compare_answers(before, read_golden(present, path), unique)
    if before is not None and not found:
        return found._replace(remarks=("the same rows, written differently (quotes, line ends or labels)",))
    return found


def heading(found: AnswerDifference) -> str:
    """Says in a line what differs."""
    if found.first:
        return f"the question has no golden answer yet, and its answer has {counted(len(found.added), 'row')}"
    return f"the answer differs from the golden one: {in_short(found)}"


def golden_findings(root: Path, questions: Mapping[str, Question], ask: AskAsCsv) -> Iterator[Finding]:
    """Holds every question's answer against its golden one, and every golden answer against the questions."""
    for name, question in questions.items():
        path = path_of(name)
        try:
            found = difference(root, question, ask(name))
        except DataError as error:
            yield Finding(path, error.line, "answer", error.message)
            continue
        if found is not None:
            mend = (
                f"{heading(found)}; if the sources say so, run: thbgraph check --accept {name}; "
                "otherwise correct the data or the query"
            )
            yield Finding(path, found.line, "answer", "\n  ".join([mend, *told(found)]))
    for file in homes.files(root):
        folder, _, name = file.rpartition("/")
        asked = name.removesuffix(".csv")
        if folder == FOLDER and asked not in questions and not (root / f"queries/{asked}.rq").exists():
            yield Finding(
                file, None, "answer", "there is no question with this name; rename or remove the file"
            )


def answer_findings(root: Path, questions: Mapping[str, Question], ask: Ask, find: Find) -> Iterator[Finding]:
    """Holds the answers of a graph against what questions expect of them, and against the golden ones."""
    with_defaults = cache(lambda name: ask(name, {}))

    def once(name: str, arguments: Mapping[str, Sequence[str]]) -> Answer:
        return ask(name, arguments) if arguments else with_defaults(name)

    yield from expectation_findings(questions.values(), once, find)
    yield from golden_findings(root, questions, lambda name: to_csv(with_defaults(name)))
