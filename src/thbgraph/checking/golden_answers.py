"""The golden answers of a home, in `queries/answers/`: holding answers against them, and accepting answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from ..base.errors import DataError
from ..base.findings import Finding
from ..base.printing import counted
from ..build import homes
from ..difference.answer_changes import AnswerDifference, as_lines, compare_answers, in_short
from ..questions.golden import GoldenAnswer, read_golden
from ..questions.questions import Question, ordering_columns
from ..results.answer import Answer
from ..results.render.csv import to_csv

FOLDER = "queries/answers"
#: Asks a question with its defaults; the graph's own way, handed in.
Ask = Callable[[str], Answer]


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
    found = compare_answers(before, read_golden(present, path))
    if before is not None and not found:
        return found._replace(remarks=("the same rows, written differently (quotes, line ends or labels)",))
    return found


def heading(found: AnswerDifference) -> str:
    """Says in a line what differs."""
    if found.first:
        return f"the question has no golden answer yet, and its answer has {counted(len(found.added), 'row')}"
    return f"the answer differs from the golden one: {in_short(found)}"


def golden_findings(root: Path, questions: Mapping[str, Question], ask: Ask) -> Iterator[Finding]:
    """Holds every question's answer against its golden one, and every golden answer against the questions."""
    for name, question in questions.items():
        path, present = path_of(name), to_csv(ask(name))
        if tied := _tied(question, read_golden(present, path)):
            message = f"{tied} rows tie, and come in any order; end ORDER BY with what tells them apart"
            yield Finding(f"queries/{name}.rq", None, "question", message)
        try:
            found = difference(root, question, present)
        except DataError as error:
            yield Finding(path, error.line, "answer", error.message)
            continue
        if found is not None:
            mend = (
                f"{heading(found)}; if the sources say so, run: thbgraph check --accept {name}; "
                "otherwise correct the data or the query"
            )
            yield Finding(path, found.line, "answer", "\n  ".join([mend, *as_lines(found)]))
    for file in homes.files(root):
        folder, _, name = file.rpartition("/")
        asked = name.removesuffix(".csv")
        if folder == FOLDER and asked not in questions and not (root / f"queries/{asked}.rq").exists():
            yield Finding(
                file, None, "answer", "there is no question with this name; rename or remove the file"
            )


def _tied(question: Question, answer: GoldenAnswer) -> int:
    """Returns how many rows agree with another in all columns by which the question is ordered."""
    ordering = ordering_columns(question.text)
    places = [place for place, column in enumerate(answer.columns) if column in ordering]
    alike = Counter(tuple(row[place].value for place in places) for row in answer.rows)
    return sum(count for count in alike.values() if count > 1)
